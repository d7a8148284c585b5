//! Names that a text introduces itself (文中引入): …有限公司（以下简称“天之衡”）, 云川光电产业基金.

use std::ops::Range;

use super::super::cut::Cut;
use super::brands::INDUSTRY;
use super::names::{
    INTRODUCES, LAST, SUFFIXES, TRADES, ZONES, abbreviation, begins_firm, begun_before,
    begun_coined, behind_date, behind_preposition, is_class, is_counted, is_fund, is_one,
    is_proper, is_zone, place_in_brackets,
};
use super::{Known, Subjects};
use crate::config::Config;
use crate::text::{Document, Segmenter, Word, is_han};

impl Subjects {
    pub(super) fn introduce(&mut self, name: &str, config: &Config) -> usize {
        let listed = config
            .subjects
            .iter()
            .position(|s| s.name == name || s.aliases.iter().any(|a| a == name));
        if let Some(at) = listed.or_else(|| self.known.iter().position(|k| k.name == name)) {
            return at;
        }
        self.known.push(Known {
            name: name.to_string(),
            is_place: name == self.default,
            is_firm: false,
            is_default: name == self.default,
        });
        self.known.len() - 1
    }

    /// Full names before （以下简称“…”）, and names that end in a suffix of organisations.
    pub(super) fn read_introductions(
        &mut self,
        document: &Document,
        config: &Config,
        segmenter: &Segmenter,
    ) {
        for block in &document.blocks {
            for &sentence in &block.sentences {
                let printed = document.slice(sentence);
                // 中试基 地: a page may part the ending.
                let is_parted = printed.contains(char::is_whitespace);
                if !is_parted && !INTRODUCES.is_match(printed) && !INDUSTRY.is_match(printed) {
                    continue;
                }
                let cut = Cut::new(document, sentence, segmenter);
                let text = cut.normal.text();
                self.read_sentence(text, &cut.words(text), config, segmenter);
                self.cuts.keep(sentence, cut);
            }
        }
        self.shorten_all(document, segmenter);
        self.read_brands(document, config, segmenter);
        self.name_people(document);
        if !self.known.iter().any(|k| k.name == self.default) {
            let default = self.default.clone();
            let at = self.introduce(&default, config);
            self.introduced.push((default.clone(), at));
        }
    }

    /// The place that the default subject is named after: 栖峰 of 栖峰经开区.
    pub(super) fn place(&self) -> &str {
        const KINDS: [&str; 20] = [
            "科技园",
            "产业园",
            "工业园",
            "软件园",
            "科学城",
            "经济技术开发区",
            "高新技术产业开发区",
            "综合保税区",
            "综保区",
            "保税区",
            "自贸区",
            "经济开发区",
            "高新区",
            "经开区",
            "开发区",
            "新区",
            "区",
            "县",
            "市",
            "镇",
        ];
        let place = KINDS
            .iter()
            .find_map(|kind| self.default.strip_suffix(kind))
            .filter(|place| place.chars().count() >= 2);
        place.unwrap_or(&self.default)
    }

    /// 泓口瑞驰电驱系统有限公司: a name that no dictionary has begins with the place where it is.
    fn begun_with_place(&self, text: &str, from: usize) -> usize {
        // 泓阳市永浚泵业, of which jieba leaves the first character of the place behind.
        let place = self.place();
        let parted = place.char_indices().skip(1).find_map(|(cut, _)| {
            let (left, right) = place.split_at(cut);
            let begins = text[..from].ends_with(left) && text[from..].starts_with(right);
            begins.then(|| from - left.len())
        });
        if let Some(at) = parted {
            return at;
        }
        let before = &text[..from];
        let Some(at) = before.rfind(place) else {
            return from;
        };
        let between = &before[at + self.place().len()..];
        let is_name = between.chars().all(is_han)
            && !between.contains(['的', '与', '和', '有', '是', '区', '县', '市', '镇', '了']);
        if between.chars().count() <= 8 && is_name {
            at
        } else {
            from
        }
    }

    /// 岱宁高新区概念验证中心, 省箱包产品质量检验检测中心: a centre of the place or of the province.
    fn runs(&self, name: &str) -> bool {
        let technical = ["检测中心", "验证中心", "创新中心", "中试基地"];
        name.starts_with(self.place())
            || name.starts_with(['省', '市'])
                && !name.contains('级')
                && technical.iter().any(|end| name.ends_with(end))
    }

    /// 望澜港 of 望澜综合保税区, not 望澜港区: the port of the place.
    fn is_port(&self, name: &str, behind: &str) -> bool {
        name.strip_suffix('港') == Some(self.place()) && is_whole_name(name, behind)
    }

    fn read_sentence(
        &mut self,
        text: &str,
        words: &[Word<'_>],
        config: &Config,
        segmenter: &Segmenter,
    ) {
        let mut start: Option<usize> = None;
        let mut last: Option<(usize, String)> = None;
        for (i, word) in words.iter().enumerate() {
            let bracketed_place = matches!(word.text, "（" | "）");
            let nominal = matches!(
                word.pos,
                b'n' | b'j' | b's' | b'b' | b'g' | b'z' | b'h' | b'a'
            ) || word.tag == "vn"
                || word.tag == "eng"
                // 岚启隔膜科技, 江右衡拓重工: jieba takes a word that it does not know for a verb.
                || (word.pos == b'v'
                    && word.text.chars().count() == 2
                    && (start.is_some() || i == 0 || !words[i - 1].text.chars().all(is_han))
                    && !segmenter.is_known(word.text))
                || (word.pos == b'v'
                    && start.is_some()
                    && (word.text.chars().count() == 1 && word.text != "是"
                        || TRADES.contains(&word.text)))
                || (word.pos == b'm' && word.text.chars().all(|c| c.is_ascii_digit()))
                || (word.tag == "x" && word.text.chars().count() > 1)
                || (start.is_some()
                    && word.text.chars().count() == 1
                    && words.get(i + 1).is_some_and(|w| w.text == "（"));
            let joins =
                nominal || (bracketed_place && start.is_some() && place_in_brackets(words, i));
            let describes = matches!(word.tag, "vn" | "a" | "b") && !begins_firm(words, i, text);
            // 落户的和璞内窥镜股份有限公司: where nothing stands that 和 could join, it begins a name.
            let joins_nothing =
                i > 0 && (words[i - 1].text == "的" || !words[i - 1].text.chars().all(is_han));
            if start.is_none() && word.text == "和" && joins_nothing {
                start = Some(word.span.start);
                continue;
            }
            if !joins || (start.is_none() && describes) {
                // （以下简称“X”） right after a name gives the name a short form.
                if word.text == "（"
                    && let Some((end, name)) = &last
                    && *end == word.span.start
                {
                    let short = abbreviation(&text[word.span.start..]).map(str::to_string);
                    if let Some(short) = short {
                        // 汀源经济开发区（以下简称“汀源经开区”） is the zone that the text is about.
                        let whole = if short == self.default {
                            short.clone()
                        } else {
                            name.clone()
                        };
                        let at = self.introduce(&whole, config);
                        self.introduced.push((name.clone(), at));
                        self.introduced.push((short, at));
                    }
                }
                start = None;
                continue;
            }
            // 落户汀源经济开发区, which jieba takes for a noun: what comes next begins the name.
            if start.is_none()
                && ["落户", "位于", "入驻", "走进", "落地", "进驻"].contains(&word.text)
            {
                continue;
            }
            let from = *start.get_or_insert(word.span.start);
            let is_class_of_firms = word.text.ends_with("企业");
            if (is_class_of_firms
                || matches!(word.text, "单位" | "代表" | "负责人" | "项目" | "等"))
                && !text[word.span.end..].starts_with(['）', '“'])
            {
                start = None;
                continue;
            }
            let from = self.begun_with_place(text, behind_date(text, from));
            if from >= word.span.end {
                start = None;
                continue;
            }
            let from = behind_preposition(text, from..word.span.end);
            let own = words[..i].iter().filter(|own| own.span.start >= from);
            let is_common = from < word.span.start
                && text[from..word.span.start].chars().count() <= 4
                && own.clone().all(|own| {
                    segmenter.is_known(own.text) && matches!(own.tag, "n" | "vn" | "a" | "b" | "v")
                });
            let from = begun_before(text, from, word.text, is_common);
            let from = begun_coined(text, from, word.text, segmenter);
            // 东篱科创基金总规模50亿元: the vocabulary's word goes on behind the name.
            let end = match word.text.strip_prefix("基金") {
                Some(rest) => word.span.end - rest.len(),
                None => word.span.end,
            };
            if let Some((name, is_subject)) = self.name(text, words, from..end) {
                last = Some((end, name.to_string()));
                if is_subject && !self.introduced.iter().any(|(known, _)| known == name) {
                    let at = self.introduce(name, config);
                    self.introduced.push((name.to_string(), at));
                }
            }
        }
    }

    /// The name in `range`, where one ends there, and whether it is that of somebody who has figures.
    fn name<'t>(
        &self,
        text: &'t str,
        words: &[Word<'_>],
        range: Range<usize>,
    ) -> Option<(&'t str, bool)> {
        let name = &text[range.clone()];
        let behind = &text[range.end..];
        // Most words end no name.
        if !name.ends_with(&LAST[..]) {
            return None;
        }
        let suffix = *SUFFIXES.iter().find(|suffix| name.ends_with(**suffix))?;
        let count = name.chars().count();
        let own = count - suffix.chars().count();
        // 国家自然科学基金 gives; a fund of the place holds.
        let is_ours = match suffix {
            "基金" => name.starts_with(self.place()) || is_fund(name, behind),
            "中心" | "基地" => self.runs(name),
            "港" => self.is_port(name, behind),
            suffix if ZONES.contains(&suffix) => {
                self.runs(name) || is_zone(name, own, words, range.start)
            }
            _ => true,
        };
        // 国家级产业园, 科技企业: a class, not a name.
        if own < 2 || is_class(name) || !is_ours {
            return None;
        }
        // 望澜港 is the port of the place, however short its name.
        let is_known = suffix == "港" || count >= 5 && self.runs(name);
        let is_own = is_known
            || count >= 5
                && (is_one(text, range.clone())
                    || is_fund(name, behind)
                    || is_proper(name, words, range));
        Some((name, is_own && !is_counted(suffix, behind)))
    }
}

/// False for 云川港 in 云川港区 or 云川港口, where the words behind go on with the name.
pub(super) fn is_whole_name(name: &str, behind: &str) -> bool {
    !name.ends_with('港') || !behind.starts_with(['区', '口', '城'])
}

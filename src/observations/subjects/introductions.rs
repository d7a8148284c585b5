//! Names that a text introduces itself (文中引入): …有限公司（以下简称“天之衡”）, 云川光电产业基金.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::super::cut::Cut;
use super::{Known, Subjects};
use crate::config::Config;
use crate::text::{Document, Segmenter, Word, is_han};

/// Endings of names of organisations, parks and platforms.
const SUFFIXES: [&str; 50] = [
    "中心",
    "基地",
    "基金",
    "经济开发区",
    "工业园区",
    "产业园区",
    "学校",
    "校区",
    "株式会社",
    "合作社",
    "事务所",
    "银行",
    "母基金",
    "发展基金",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "公司",
    "集团",
    "研究院",
    "研究所",
    "研究中心",
    "科创中心",
    "产业园",
    "科技园",
    "工业园",
    "科创园",
    "智造园",
    "智造谷",
    "物流园",
    "软件园",
    "创业园",
    "创新园",
    "污水处理厂",
    "处理厂",
    "电厂",
    "水厂",
    "引导基金",
    "产业基金",
    "平台",
    "学院",
    "大学",
    "医院",
    "超市",
    "厂",
    "综合保税区",
    "经开区",
    "高新区",
    "科学城",
    "港",
];

/// Those of them that zones have, which are common nouns too: 国家高新区, 占高新区.
const ZONES: [&str; 4] = ["综合保税区", "经开区", "高新区", "科学城"];

/// The last characters of the endings.
static LAST: LazyLock<Vec<char>> = LazyLock::new(|| {
    let last: BTreeSet<char> = SUFFIXES.iter().filter_map(|s| s.chars().last()).collect();
    last.into_iter().collect()
});

/// Finds what an introduction holds: an ending, or 简称.
static INTRODUCES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(SUFFIXES.iter().chain(&["简称"]))
        .expect("a few short words fit into an automaton")
});

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
            is_place: false,
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
                if !INTRODUCES.is_match(printed) {
                    continue;
                }
                let cut = Cut::new(document, sentence, segmenter);
                let text = cut.normal.text();
                self.read_sentence(text, &cut.words(text), config, segmenter);
                self.cuts.keep(sentence, cut);
            }
        }
        if !self.known.iter().any(|k| k.name == self.default) {
            let default = self.default.clone();
            let at = self.introduce(&default, config);
            self.known[at].is_place = true;
            self.introduced.push((default.clone(), at));
        }
    }

    /// The place that the default subject is named after: 栖峰 of 栖峰经开区.
    fn place(&self) -> &str {
        const KINDS: [&str; 15] = [
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
        let before = &text[..from];
        let Some(at) = before.rfind(self.place()) else {
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
        name.strip_suffix('港') == Some(self.place()) && !behind.starts_with(['区', '口', '城'])
    }

    /// 行远箱包 for 蓼滩行远箱包有限公司: the coined word of a firm's name with the trade behind it, two
    /// characters each, as the press shortens names.
    fn shorten(&mut self, name: &str, segmenter: &Segmenter, subject: usize) {
        if !name.ends_with("公司") && !name.ends_with("集团") {
            return;
        }
        let bare = name.strip_prefix(self.place()).map_or(name, |bare| {
            // 苍岭县翠屏竹业股份有限公司.
            bare.strip_prefix(['县', '市', '区']).unwrap_or(bare)
        });
        let mut ends = bare.char_indices().map(|(at, _)| at).skip(2).step_by(2);
        let (Some(brand), Some(trade)) = (ends.next(), ends.next()) else {
            return;
        };
        let place = name.len() - bare.len();
        for short in [&bare[..trade], &name[..place + trade]] {
            let is_new = !self.introduced.iter().any(|(known, _)| known == short);
            if is_new && segmenter.is_rare(&bare[..brand]) && !segmenter.is_known(short) {
                self.introduced.push((short.to_string(), subject));
            }
        }
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
                || (word.pos == b'v'
                    && start.is_some()
                    && (word.text.chars().count() == 1 || TRADES.contains(&word.text)))
                || (word.pos == b'm' && word.text.chars().all(|c| c.is_ascii_digit()))
                || (word.tag == "x" && word.text.chars().count() > 1)
                || (start.is_some()
                    && word.text.chars().count() == 1
                    && words.get(i + 1).is_some_and(|w| w.text == "（"));
            let joins =
                nominal || (bracketed_place && start.is_some() && place_in_brackets(words, i));
            let describes = matches!(word.tag, "vn" | "a" | "b") && !begins_firm(words, i, text);
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
            // 以某某研究院为例: the preposition is none of its name.
            let is_example = text[word.span.end..].starts_with("为例");
            let from = match text[from..].strip_prefix('以') {
                Some(name) if is_example => text.len() - name.len(),
                _ => from,
            };
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
                    self.shorten(name, segmenter, at);
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
            "基金" => name.starts_with(self.place()),
            "中心" | "基地" => self.runs(name),
            "港" => self.is_port(name, behind),
            suffix => !ZONES.contains(&suffix) || is_zone(name, own, words, range.start),
        };
        // 国家级产业园, 科技企业: a class, not a name.
        if own < 2 || is_class(name) || !is_ours {
            return None;
        }
        // 望澜港 is the port of the place, however short its name.
        let is_known = suffix == "港" || count >= 5 && self.runs(name);
        let is_own = is_known || count >= 5 && is_proper(name, words, range);
        Some((name, is_own && !is_counted(suffix, behind)))
    }
}

/// 新建乡镇污水处理厂7座: what is counted is no name; but a firm with its full name is not counted
/// where its staff is: 某某有限公司460名员工.
fn is_counted(suffix: &str, behind: &str) -> bool {
    let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < behind.len() && !rest.starts_with(['年', '月']) && suffix != "有限公司"
}

/// 明澈电子玻璃有限公司 at the head of a clause, where jieba takes the coined word for an adjective.
fn begins_firm(words: &[Word<'_>], at: usize, text: &str) -> bool {
    const LONGEST: usize = 16;
    let opens = at == 0 || words[at - 1].text.chars().all(|c| !is_han(c));
    let rest = &text[words[at].span.start..];
    let name = rest.find("有限公司").map(|end| &rest[..end]);
    words[at].tag == "a"
        && opens
        && name.is_some_and(|name| name.chars().count() <= LONGEST && name.chars().all(is_han))
}

/// 6月6日靖岚沐草…: jieba may glue the day to a name that it does not know.
fn behind_date(text: &str, from: usize) -> usize {
    let digits = text[from..].trim_start_matches(|c: char| c.is_ascii_digit());
    match digits.strip_prefix(['年', '月', '日']) {
        Some(rest) if digits.len() < text.len() - from => {
            behind_date(text, text.len() - rest.len())
        }
        _ => from,
    }
}

/// `（以下简称“X”）`.
fn abbreviation(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('（')?;
    let inner = &inner[..inner.find('）')?];
    if !inner.contains("简称") {
        return None;
    }
    let from = inner.find('“')? + '“'.len_utf8();
    let to = from + inner[from..].find('”')?;
    Some(&inner[from..to])
}

/// （云川） inside a name, also where the place is cut in two, not （以下简称…）.
fn place_in_brackets(words: &[Word<'_>], at: usize) -> bool {
    let mark = |at: usize, mark: &str| words.get(at).is_some_and(|word| word.text == mark);
    match words[at].text {
        "（" => mark(at + 2, "）") || mark(at + 3, "）"),
        _ => at >= 3 && (mark(at - 2, "（") || mark(at - 3, "（")),
    }
}

/// Verbs that say in the name of a firm what it does (企业名称中的行业表述): 融资担保有限公司.
const TRADES: [&str; 34] = [
    "担保", "投资", "建设", "开发", "测试", "租赁", "运营", "管理", "控股", "供应", "供水", "印刷",
    "包装", "设计", "制造", "加工", "养殖", "种植", "冶炼", "铸造", "回收", "运输", "配送", "装饰",
    "安装", "贸易", "置业", "验证", "检验", "检测", "孵化", "转化", "交易", "培训",
];

/// 高科技公司, 国家级产业园: a class of organisations.
fn is_class(name: &str) -> bool {
    [
        "国家级",
        "省级",
        "市级",
        "一批",
        "高校",
        "知名",
        "多家",
        "各大",
        "上市",
        "龙头",
        "大型",
        "高新技术",
        "科技服务",
        "公共服务",
        "申报",
        "认定",
        "获批",
        "建设",
        "打造",
    ]
    .iter()
    .any(|c| name.starts_with(c))
        || name.ends_with("上市公司")
        || ["省级", "市级", "国家级"].iter().any(|c| name.contains(c))
}

/// 青榆经开区, 云溪综合保税区: the name of a place in front, and nothing else.
fn is_zone(name: &str, own: usize, words: &[Word<'_>], from: usize) -> bool {
    let begins_with_place = words
        .iter()
        .find(|word| word.span.start == from)
        .is_some_and(|word| matches!(word.tag, "ns" | "nz" | "nr" | "nrt" | "x"));
    own <= 4 && begins_with_place && !name.contains("国家") && !name.contains("级")
}

/// A proper name has a part that no dictionary of common words explains, or a place in front.
fn is_proper(name: &str, words: &[Word<'_>], range: Range<usize>) -> bool {
    let within = |word: &&Word<'_>| word.span.end > range.start && word.span.start < range.end;
    name.ends_with("有限公司")
        || name.ends_with("专业合作社")
        || words
            .iter()
            .filter(within)
            .any(|word| matches!(word.tag, "ns" | "nz" | "nt" | "nr" | "x" | "nrt"))
}

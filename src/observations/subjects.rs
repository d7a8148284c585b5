//! Subjects (主体): those of the configuration, those that a text introduces itself
//! (…有限公司（以下简称“天之衡”）), and who is being spoken of.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::cues::Cue;
use super::cut::{Cut, Cuts};
use super::lexicon::{OWN, Term};
use super::sentence::{Kind, Pos, Sentence, Token};
use crate::config::Config;
use crate::model::Span;
use crate::text::{Document, Segmenter, Word};

/// A subject of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// Canonical name.
    pub(super) name: String,
    /// True for a region or zone, whose name often only locates what follows.
    pub(super) is_place: bool,
    /// True for the default subject of the site.
    pub(super) is_default: bool,
}

/// The subjects that a document can speak of; indices continue those of the configuration.
pub(super) struct Subjects {
    known: Vec<Known>,
    /// Names and short forms that the text itself introduces, with their subject.
    introduced: Vec<(String, usize)>,
    /// Finds the introduced names; none when there are none.
    names: Option<AhoCorasick>,
    /// The default subject.
    pub(super) default: String,
    /// The sentences that were read for introductions.
    pub(super) cuts: Cuts,
}

/// Endings of names of organisations, parks and platforms.
const SUFFIXES: [&str; 44] = [
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
    /// Reads the introductions of a document.
    pub(super) fn of(
        document: &Document,
        config: &Config,
        segmenter: &Segmenter,
        default: &str,
    ) -> Self {
        let known = config
            .subjects
            .iter()
            .map(|s| Known {
                name: s.name.clone(),
                is_place: matches!(s.kind.as_str(), "region" | "zone"),
                is_default: s.name == default,
            })
            .collect();
        let mut subjects = Self {
            known,
            introduced: Vec::new(),
            names: None,
            default: default.to_string(),
            cuts: Cuts::default(),
        };
        subjects.read_introductions(document, config, segmenter);
        subjects.names = AhoCorasick::builder()
            // Built for one document, in which the names are sought once.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(subjects.introduced.iter().map(|(name, _)| name))
            .ok()
            .filter(|names| names.patterns_len() > 0);
        subjects
    }

    pub(super) fn get(&self, at: usize) -> &Known {
        &self.known[at]
    }

    /// The introduced names in a normalised sentence; of names that overlap, the longest.
    pub(super) fn find(&self, text: &str) -> Vec<(Span, usize)> {
        let Some(names) = &self.names else {
            return Vec::new();
        };
        names
            .find_iter(text)
            .map(|found| {
                let (_, subject) = self.introduced[found.pattern().as_usize()];
                (Span::new(found.start(), found.end()), subject)
            })
            .collect()
    }

    /// True when a name stands in the text that the document introduced.
    pub(super) fn is_named(&self, text: &str) -> bool {
        self.names
            .as_ref()
            .is_some_and(|names| names.is_match(text))
    }

    fn introduce(&mut self, name: &str, config: &Config) -> usize {
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
    fn read_introductions(&mut self, document: &Document, config: &Config, segmenter: &Segmenter) {
        for block in &document.blocks {
            for &sentence in &block.sentences {
                let printed = document.slice(sentence);
                if !INTRODUCES.is_match(printed) {
                    continue;
                }
                let cut = Cut::new(document, sentence, segmenter);
                let text = cut.normal.text();
                self.read_sentence(text, &cut.words(text), config);
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
        const KINDS: [&str; 9] = [
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
        let is_name = between
            .chars()
            .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && !between.contains(['的', '与', '和', '有', '是', '区', '县', '市', '镇', '了']);
        if between.chars().count() <= 4 && is_name {
            at
        } else {
            from
        }
    }

    fn read_sentence(&mut self, text: &str, words: &[Word<'_>], config: &Config) {
        let mut start: Option<usize> = None;
        let mut last: Option<(usize, String)> = None;
        for (i, word) in words.iter().enumerate() {
            let bracketed_place = matches!(word.text, "（" | "）");
            let nominal = matches!(
                word.pos,
                b'n' | b'j' | b's' | b'b' | b'g' | b'z' | b'h' | b'a'
            ) || word.tag == "vn"
                || word.tag == "eng"
                || (word.pos == b'v' && word.text.chars().count() == 1 && start.is_some())
                || (word.pos == b'm' && word.text.chars().all(|c| c.is_ascii_digit()))
                || (word.tag == "x" && word.text.chars().count() > 1)
                || (start.is_some()
                    && word.text.chars().count() == 1
                    && words.get(i + 1).is_some_and(|w| w.text == "（"));
            let joins =
                nominal || (bracketed_place && start.is_some() && place_in_brackets(words, i));
            if !joins || (start.is_none() && matches!(word.tag, "vn" | "a" | "b")) {
                // （以下简称“X”） right after a name gives the name a short form.
                if word.text == "（"
                    && let Some((end, name)) = &last
                    && *end == word.span.start
                {
                    let short = abbreviation(&text[word.span.start..]).map(str::to_string);
                    if let Some(short) = short {
                        let at = self.introduce(&name.clone(), config);
                        self.introduced.push((name.clone(), at));
                        self.introduced.push((short, at));
                    }
                }
                start = None;
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
            let from = self.begun_with_place(text, from);
            let name = &text[from..word.span.end];
            // Most words end no name.
            if !name.ends_with(&LAST[..]) {
                continue;
            }
            if let Some(suffix) = SUFFIXES.iter().find(|s| name.ends_with(**s)) {
                let own = name.chars().count() - suffix.chars().count();
                // 国家级产业园, 科技企业: a class, not a name.
                // 国家自然科学基金 gives; a fund of the place holds.
                let is_ours = *suffix != "基金" || name.starts_with(self.place());
                let is_named =
                    is_ours && (!ZONES.contains(suffix) || is_zone(name, own, words, from));
                if own >= 2 && !is_class(name) && is_named {
                    last = Some((word.span.end, name.to_string()));
                    if own >= 2
                        && name.chars().count() >= 5
                        && (name.starts_with(self.place())
                            || is_proper(name, words, from, word.span.end))
                    {
                        let at = self.introduce(name, config);
                        if !self.introduced.iter().any(|(n, _)| n == name) {
                            self.introduced.push((name.to_string(), at));
                        }
                    }
                }
            }
        }
    }

    /// Subject of the tokens before `place`: the nearest agent or anaphor of the sentence.
    pub(super) fn agent(&self, sentence: &Sentence, place: usize, told: &Told) -> Option<usize> {
        // After a semicolon without an agent of its own, the first agent of the sentence acts on.
        let segment = (0..place)
            .rev()
            .find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('；')))
            .map_or(0, |at| at + 1);
        (segment..place)
            .rev()
            .find_map(|at| self.agent_at(sentence, at, told))
            .or_else(|| (0..segment).find_map(|at| self.agent_at(sentence, at, told)))
    }

    fn agent_at(&self, sentence: &Sentence, at: usize, told: &Told) -> Option<usize> {
        match sentence.tokens[at].kind {
            Kind::Term(Term::Subject(s)) if self.is_agent(sentence, at, s) => Some(s),
            Kind::Term(Term::Cue(Cue::Anaphor))
                if matches!(sentence.of_token(at), "该" | "这家")
                    && !self.is_governed(sentence, at) =>
            {
                if sentence.of_token(at) == "这家" {
                    // 这家由老厂改制而来的企业: the noun may stand far off.
                    return told.refer("企业", self);
                }
                let noun = sentence.between(at + 1, (at + 4).min(sentence.tokens.len()));
                told.refer(noun, self)
            }
            Kind::Term(Term::Region(region))
                if region == OWN && !self.is_governed(sentence, at) =>
            {
                self.own(sentence, at, told)
            }
            // 那时候全厂只有12台车床.
            Kind::Word(_) if matches!(sentence.of_token(at), "全厂" | "厂里") => {
                told.refer("厂", self)
            }
            _ => None,
        }
    }

    /// 园区, 全区, 我区: the park spoken of, else the zone.
    fn own(&self, sentence: &Sentence, at: usize, told: &Told) -> Option<usize> {
        let previous = at.checked_sub(1).map_or("", |i| sentence.of_token(i));
        if matches!(previous, "全" | "占" | "在" | "为" | "各" | "入驻") {
            return None;
        }
        // 供给园区企业: the zone only says which firms.
        let next = sentence.tokens.get(at + 1).map(|token| token.kind);
        let modifies = matches!(next, Some(Kind::Word(Pos::Noun | Pos::VerbNoun)));
        if modifies
            && at > 0
            && !matches!(
                sentence.tokens[at - 1].kind,
                Kind::Mark(_) | Kind::Period(_)
            )
        {
            return None;
        }
        if sentence.of_token(at) == "园区"
            && let Some(&last) = told.mentioned.last()
            && ["园", "谷", "基地"]
                .iter()
                .any(|s| self.get(last).name.ends_with(s))
        {
            return Some(last);
        }
        // 经开区 in the report of a district is the zone that it named.
        let word = sentence.of_token(at);
        if word.ends_with("经开区") || word.ends_with("高新区") || word.ends_with("开发区")
        {
            let named = self.known.iter().position(|k| {
                !k.is_default && k.name.ends_with(word) && !self.default.ends_with(word)
            });
            let is_told = named.filter(|named| told.mentioned.contains(named));
            if is_told.is_some() {
                return is_told;
            }
        }
        self.known.iter().position(|k| k.is_default)
    }

    /// A subject that acts, not one that a preposition or a verb governs.
    fn is_agent(&self, sentence: &Sentence, at: usize, subject: usize) -> bool {
        let known = self.get(subject);
        if !known.is_place && is_visited(sentence, at) {
            return true;
        }
        if self.is_governed(sentence, at) || self.is_listed(sentence, at) {
            return false;
        }
        if known.is_place && !known.is_default {
            let next = sentence.tokens.get(at + 1);
            let opens = at == 0
                || matches!(
                    sentence.tokens[at - 1].kind,
                    Kind::Mark(_) | Kind::Period(_)
                );
            let goes_on = next.is_some_and(|t: &Token| {
                matches!(
                    t.kind,
                    Kind::Period(_) | Kind::Term(Term::Indicator(_)) | Kind::Word(Pos::Function)
                ) || matches!(t.kind, Kind::Term(Term::Cue(c)) if !matches!(c, Cue::Light))
            });
            return opens && goes_on;
        }
        true
    }

    /// Governed by a preposition or a verb before it: 与X, 位于X, 走访X.
    fn is_governed(&self, sentence: &Sentence, at: usize) -> bool {
        let before = at
            .checked_sub(1)
            .map(|b| sentence.of_token(b))
            .unwrap_or("");
        const GOVERNS: [&str; 41] = [
            "是",
            "与",
            "和",
            "及",
            "由",
            "在",
            "为",
            "对",
            "向",
            "从",
            "给",
            "被",
            "走访",
            "来自",
            "联合",
            "携",
            "位于",
            "坐落于",
            "落户",
            "于",
            "同",
            "像",
            "以",
            "通过",
            "依托",
            "借助",
            "占",
            "居",
            "列",
            "到",
            "落地",
            "进入",
            "入驻",
            "服务",
            "把",
            "将",
            "获",
            "建设",
            "打造",
            "合作共建",
            "、",
        ];
        GOVERNS.contains(&before)
            || before.ends_with('于')
            || before.ends_with('在')
            || self.is_object(sentence, at)
    }

    /// Directly after a verb stands its object: 走访X, 搭建了X. What is founded is spoken of next.
    fn is_object(&self, sentence: &Sentence, at: usize) -> bool {
        const FOUNDS: [&str; 13] = [
            "创办",
            "创办了",
            "创立",
            "创立了",
            "创建",
            "设立",
            "成立",
            "组建",
            "表示",
            "获悉",
            "显示",
            "设立了",
            "成立了",
        ];
        let verb = (0..at)
            .rev()
            .find(|&i| !matches!(sentence.of_token(i), "了" | "过" | "有"));
        let Some(verb) = verb.filter(|v| at - v <= 2) else {
            return false;
        };
        let has = at > 0 && sentence.of_token(at - 1) == "有";
        let word = sentence.of_token(verb);
        let transitive = matches!(sentence.tokens[verb].kind, Kind::Word(Pos::Verb))
            || (sentence.cue(verb) == Some(Cue::Equal) && !matches!(word, "是" | "为"));
        has || (transitive && !FOUNDS.contains(&word))
    }

    /// A、B等2个…: names in a list that a number closes.
    fn is_listed(&self, sentence: &Sentence, at: usize) -> bool {
        // 天安智谷孵化基地、: the name goes on in common nouns.
        let (start, mut at) = (at, at);
        let kind = |at: usize| sentence.tokens.get(at).map(|token| token.kind);
        let is_noun = |at: usize| matches!(kind(at), Some(Kind::Word(Pos::Noun | Pos::VerbNoun)));
        // A verb belongs to the name where a noun follows: 恒轴精工拿出3600万元 is a name that acts.
        let is_named = |at: usize| {
            is_noun(at) || matches!(kind(at), Some(Kind::Word(Pos::Verb))) && is_noun(at + 1)
        };
        while is_named(at + 1) && at < start + 3 {
            at += 1;
        }
        let Some(next) = sentence.tokens.get(at + 1) else {
            return false;
        };
        let closes = sentence.of_token(at + 1) == "等"
            && sentence
                .tokens
                .get(at + 2)
                .is_some_and(|t| matches!(t.kind, Kind::Quantity(_) | Kind::Word(Pos::Function)));
        closes
            || matches!(next.kind, Kind::Mark('、') | Kind::Quantity(_))
            || matches!(sentence.of_token(at + 1), "和" | "及")
    }

    /// All subjects named in a sentence, in order.
    pub(super) fn named(&self, sentence: &Sentence) -> Vec<usize> {
        sentence
            .tokens
            .iter()
            .filter_map(|t| match t.kind {
                Kind::Term(Term::Subject(s)) => Some(s),
                _ => None,
            })
            .collect()
    }
}

/// 走进某公司的生产车间, 在海纹的试验台前: where a scene is laid, there the figures belong.
fn is_visited(sentence: &Sentence, at: usize) -> bool {
    const ROOMS: [&str; 10] = [
        "车间",
        "厂房",
        "展厅",
        "实验室",
        "生产线",
        "厂区",
        "工厂",
        "试验台",
        "办公室",
        "基地",
    ];
    let end = (at + 5).min(sentence.clause_end(at));
    sentence.of_token((at + 1).min(end - 1)) == "的"
        && (at + 2..end).any(|i| {
            ROOMS
                .iter()
                .any(|room| sentence.of_token(i).ends_with(room))
        })
}

/// What has been spoken of in a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Subjects in the order of their latest mention.
    pub(super) mentioned: Vec<usize>,
}

impl Told {
    pub(super) fn mention(&mut self, subject: usize) {
        self.mentioned.retain(|&s| s != subject);
        self.mentioned.push(subject);
    }

    /// Whom 该公司, 该中心, 该区 means.
    fn refer(&self, noun: &str, subjects: &Subjects) -> Option<usize> {
        let wanted: &[&str] =
            if noun.starts_with("公司") || noun.starts_with("企业") || noun.starts_with("集团")
            {
                &["公司", "集团", "厂", "企业"]
            } else if noun.starts_with("高新区")
                || noun.starts_with("区")
                || noun.starts_with("园区")
                || noun.starts_with("经开区")
                || noun.starts_with("开发区")
            {
                &["高新区", "经开区", "开发区", "园区", "区"]
            } else if noun == "厂" {
                &["厂"]
            } else {
                let last = [
                    "研究院",
                    "中心",
                    "平台",
                    "园",
                    "基金",
                    "超市",
                    "学院",
                    "大学",
                    "院",
                    "谷",
                    "基地",
                ];
                let found = last
                    .iter()
                    .find(|s| noun.starts_with(**s) || noun.ends_with(**s) || noun.contains(**s));
                return found.and_then(|s| {
                    self.mentioned
                        .iter()
                        .rev()
                        .copied()
                        .find(|&m| subjects.get(m).name.ends_with(s))
                });
            };
        self.mentioned.iter().rev().copied().find(|&m| {
            let name = &subjects.get(m).name;
            wanted.iter().any(|w| name.ends_with(w))
        })
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

/// （云川） inside a name, not （以下简称…）.
fn place_in_brackets(words: &[crate::text::Word<'_>], at: usize) -> bool {
    match words[at].text {
        "（" => words.get(at + 2).is_some_and(|w| w.text == "）"),
        _ => at >= 2 && words[at - 2].text == "（",
    }
}

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
        || ["省级", "市级", "国家级"].iter().any(|c| name.contains(c))
}

/// 青榆经开区, 云溪综合保税区: the name of a place in front, and nothing else.
fn is_zone(name: &str, own: usize, words: &[crate::text::Word<'_>], from: usize) -> bool {
    let begins_with_place = words
        .iter()
        .find(|word| word.span.start == from)
        .is_some_and(|word| matches!(word.tag, "ns" | "nz" | "nr" | "nrt" | "x"));
    own <= 4 && begins_with_place && !name.contains("国家") && !name.contains("级")
}

/// A proper name has a part that no dictionary of common words explains, or a place in front.
fn is_proper(name: &str, words: &[crate::text::Word<'_>], from: usize, to: usize) -> bool {
    name.ends_with("有限公司")
        || words
            .iter()
            .filter(|w| w.span.start >= from && w.span.end <= to)
            .any(|w| matches!(w.tag, "ns" | "nz" | "nt" | "nr" | "x" | "nrt"))
}

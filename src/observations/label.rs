//! Labels (名目): a short noun phrase that names a figure, built from the sentence's own words.

use super::lexicon::Term;
use super::outputs;
use super::phrase::{self, Head};
use super::reading::{Owner, Reading, Topic};
use super::sentence::{Kind, Pos, Sentence};
use crate::config::Config;
use crate::model::Measure;
use crate::quantities::UnitKind;
use std::ops::Range;

/// Longer labels lose their least telling words.
const LONGEST: usize = 26;

/// Words that begin names of what comes of something else: 合同引资, 户均面积, 惠及居民.
const OF_SOMETHING: [&str; 23] = [
    "户均",
    "笔均",
    "单均",
    "亩均",
    "平均",
    "年度",
    "合计",
    "累计",
    "总面积",
    "总投",
    "协议",
    "合同",
    "涉及",
    "惠及",
    "带动",
    "撬动",
    "覆盖",
    "腾出",
    "腾退",
    "腾地",
    "预订",
    "首期",
    "计划",
];

/// Names of at most so many characters may say too little.
const SHORT: usize = 7;

/// Name and breakdown of what a reading is about.
pub(super) struct Named {
    /// The listed indicator with which later figures go on: index into `Config::indicators`.
    pub(super) listed: Option<usize>,
    pub(super) indicator: Option<String>,
    pub(super) indicator_id: Option<String>,
    pub(super) breakdown: Option<String>,
    pub(super) label: String,
}

/// Names a reading. `is_zone` says that the subject is a zone or region: a company's 产值 is not
/// the zone's 工业总产值.
pub(super) fn name(
    reading: &Reading,
    kind: UnitKind,
    config: &Config,
    is_zone: bool,
    subject: &str,
) -> Named {
    let (indicator, breakdown, words) = match &reading.owner {
        Owner::Phrase(head) => (head.indicator, head.breakdown.clone(), own_words(head)),
        Owner::Antecedent(topic) => (topic.indicator, topic.breakdown.clone(), topic.noun.clone()),
        Owner::PartOf(topic, head) => {
            let part = part_words(head);
            let whole = topic.breakdown.as_deref();
            let noun = whole.and_then(|whole| topic.noun.strip_prefix(whole));
            let noun = noun.filter(|noun| !noun.is_empty()).unwrap_or(&topic.noun);
            let words = if part.ends_with(topic.noun.chars().next_back().unwrap_or(' ')) {
                part.clone()
            } else {
                format!("{part}{noun}")
            };
            (topic.indicator, Some(part).filter(|p| !p.is_empty()), words)
        }
    };
    let (indicator, breakdown) =
        match sector(reading, indicator, breakdown.as_deref(), &words, config) {
            Some(added) => (Some(added), None),
            None => (indicator, breakdown),
        };
    let mut listed = indicator;
    let mut name = listed.map(|i| config.indicators[i].name.clone());
    let is_output = name.as_deref() == Some(outputs::OF_INDUSTRY);
    // The 产值 of a firm is no 总产值.
    if is_output && !is_zone && words.ends_with("产值") && !words.contains("总产值") {
        name = Some("产值".into());
    }
    // 竹业总产值35.9亿元，其中竹笋产值12亿元: nor is a part of what is not industrial.
    let is_of_other = matches!(&reading.owner, Owner::PartOf(whole, _)
        if whole.indicator.is_none() && whole.noun.ends_with("产值"));
    let is_industrial = !is_of_other && outputs::is_industrial(&words);
    if name.as_deref() == Some(outputs::OF_INDUSTRY) && !is_industrial {
        (name, listed) = (None, None);
    }
    let named = listed.map(|i| &config.indicators[i]);
    let named = named.filter(|named| Some(&named.name) == name.as_ref());
    let mut id = named.map(|named| named.id.clone());
    // A fund has a size; a zone has funds with sizes.
    if subject.ends_with("基金") && name.as_deref() == Some("产业基金规模") {
        name = Some("基金规模".into());
        id = None;
    }
    let is_size = matches!(words.as_str(), "总规模" | "规模" | "首期规模");
    if subject.ends_with("基金") && name.is_none() && is_size && kind == UnitKind::Money {
        name = Some("基金规模".into());
    }
    if reading.of_rate
        && let Some(n) = &mut name
    {
        n.push_str("增速");
        id = None;
    }
    let label = label(reading, kind, name.as_deref(), breakdown.as_deref(), &words);
    Named {
        listed,
        indicator: name,
        indicator_id: id,
        breakdown,
        label,
    }
}

/// 一产12.05亿元，+5.1%: a sector (三次产业) alone is told by its value added.
fn sector(
    reading: &Reading,
    indicator: Option<usize>,
    breakdown: Option<&str>,
    words: &str,
    config: &Config,
) -> Option<usize> {
    let sector = breakdown.filter(|part| part.starts_with('第') && part.ends_with("产业"))?;
    let is_amount = matches!(reading.measure, Measure::Level | Measure::Growth);
    let is_alone = words.ends_with('产') || words.ends_with("产业");
    if indicator.is_some() || !is_alone || !is_amount {
        return None;
    }
    let name = format!("{sector}增加值");
    let mut listed = config.indicators.iter();
    listed.position(|listed| listed.name == name)
}

/// 县财政先后投入额: a short name that is not listed takes what its clause says before it.
pub(super) fn with_clause(
    named: &Named,
    owner: &Owner,
    sentence: &Sentence,
    place: usize,
) -> Option<String> {
    let label = named.label.as_str();
    let Owner::Phrase(head) = owner else {
        return None;
    };
    let start = sentence.clause_start(place);
    let end = head.range.start.min(place);
    let is_short = label.chars().count() <= SHORT && named.indicator.is_none();
    if !is_short || head.range.is_empty() || end < start {
        return None;
    }
    // 120家企业、近50个项目: a pause ends what another item says.
    let from = (start..end)
        .rev()
        .find(|&at| {
            matches!(
                sentence.tokens[at].kind,
                Kind::Quantity(_) | Kind::Mark('、')
            )
        })
        .map_or(start, |at| at + 1);
    let carries = |at: &usize| {
        let word = sentence.of_token(*at);
        matches!(
            sentence.tokens[*at].kind,
            Kind::Word(Pos::Noun | Pos::Verb | Pos::VerbNoun | Pos::Modifier)
                | Kind::Term(Term::Indicator(_) | Term::Breakdown(_))
        ) && !is_modal(word)
            && !label.contains(word)
    };
    let words: String = (from..end)
        .filter(carries)
        .map(|at| sentence.of_token(at))
        .collect();
    let words = match theme_before(sentence, start) {
        Some(theme) if words.is_empty() => theme,
        _ => words,
    };
    let fits = (1..=12).contains(&words.chars().count());
    fits.then(|| format!("{words}{label}"))
}

/// 引进补链项目34个，合同引资156亿元 · 人才公寓1128套，户均面积56平方米 · 老旧小区14个，惠及居民3900户: names
/// that say what comes of something, but not of what, take what the clause before counts.
pub(super) fn with_counted(
    label: &str,
    reading: &Reading,
    told: Option<&Topic>,
    sentence: &Sentence,
    place: usize,
) -> Option<String> {
    const LONGEST_NOUN: usize = 12;
    let Owner::Phrase(head) = &reading.owner else {
        return None;
    };
    let depends = head.indicator.is_none()
        && matches!(reading.measure, Measure::Level | Measure::Share)
        && OF_SOMETHING.iter().any(|word| label.starts_with(word));
    let counted = |range: Range<usize>| {
        let told = range.rev().find(|&at| sentence.is_quantity(at));
        told.is_some_and(|at| sentence.kind_at(at) == Some(UnitKind::Count))
    };
    let clause = sentence.clause_start(place);
    let follows = sentence.clause_before_comma(clause).is_some_and(counted);
    // Visitors come and go: 接待游客31万人次，惠及农户860户 tells of two things.
    let told = told.filter(|told| told.unit != "人次");
    let noun = told.map_or("", |told| told.noun.trim_end_matches('数'));
    let fits = (2..=LONGEST_NOUN).contains(&noun.chars().count());
    let says_it = noun.len() >= 6 && label.contains(phrase::last_two(noun));
    (depends && follows && fits && !says_it).then(|| format!("{noun}{label}"))
}

/// 仅碳纤维一条链，就聚集企业53家 · 光物流和仓储，一年就省下…: a clause of nouns alone, before the comma, is
/// what that of token `at` speaks of.
fn theme_before(sentence: &Sentence, at: usize) -> Option<String> {
    const LONGEST: usize = 10;
    let clause = sentence.clause_before_comma(at)?;
    let is_noun = |at: usize| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier | Pos::Function)
                | Kind::Mark('“' | '”' | '、')
                | Kind::Leftover(_)
                | Kind::Term(Term::Breakdown(_))
        )
    };
    let names = |at: &usize| {
        matches!(
            sentence.tokens[*at].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier) | Kind::Term(Term::Breakdown(_))
        )
    };
    let leads = matches!(
        sentence.of_token(clause.start),
        "仅" | "光" | "单" | "单是" | "仅仅" | "光是"
    );
    let words: String = clause
        .clone()
        .filter(names)
        .map(|at| sentence.of_token(at))
        .collect();
    let fits = (2..=LONGEST).contains(&words.chars().count());
    (leads && fits && clause.skip(1).all(is_noun)).then_some(words)
}

/// 能, 会, 可: say nothing of what is counted.
fn is_modal(word: &str) -> bool {
    matches!(word, "能" | "会" | "可" | "要" | "让" | "使" | "有")
}

fn own_words(head: &Head) -> String {
    let predicate = head
        .predicate
        .trim_matches(['的', '了', '在', '被', '里', '中']);
    let noun = format!("{}{}", head.verb, head.noun);
    if predicate.is_empty()
        || predicate.chars().count() + noun.chars().count() > 24 && head.indicator.is_some()
    {
        return noun;
    }
    format!("{predicate}的{noun}")
}

/// The words that set a part apart: the threshold or the phrase itself.
fn part_words(head: &Head) -> String {
    // 其中，4个项目被列入广东省重点建设项目: what became of them sets them apart.
    if head.noun.chars().count() <= 2 && !head.predicate.is_empty() {
        let became = [
            "被列入",
            "列入",
            "被认定为",
            "属于",
            "获评",
            "入选",
            "纳入",
            "为",
            "是",
        ];
        let part = became
            .iter()
            .find_map(|verb| head.predicate.strip_prefix(verb));
        return part.unwrap_or(&head.predicate).to_string();
    }
    let noun = format!("{}{}", head.verb, head.noun);
    noun.trim_matches('的').to_string()
}

fn label(
    reading: &Reading,
    kind: UnitKind,
    name: Option<&str>,
    breakdown: Option<&str>,
    words: &str,
) -> String {
    let mut base = match (name, breakdown) {
        (Some(name), part) => listed(name, part, words),
        (None, Some(part)) if !words.contains(part) => format!("{part}{words}"),
        (None, _) => words.to_string(),
    };
    if base.is_empty() {
        base = match kind {
            UnitKind::Time => "所用时间",
            UnitKind::Money => "金额",
            UnitKind::Percent => "比例",
            _ => "数量",
        }
        .to_string();
    }
    base.retain(|c| !"，。；：、（）《》 ".contains(c));
    if base.matches('“').count() != base.matches('”').count() {
        base.retain(|c| !"“”".contains(c));
    }
    if reading.measure == Measure::Level {
        base = shortened(&base, LONGEST - 1);
        if let Some(suffix) = suffix(&base, kind) {
            base.push_str(suffix);
        }
        return base;
    }
    if reading.tail.is_empty() {
        return shortened(&base, LONGEST);
    }
    let tail: String = reading.tail.chars().take(14).collect();
    let room = 29usize.saturating_sub(tail.chars().count());
    format!("{}{tail}", shortened(&base, room))
}

/// A listed indicator: the printed words where they say more than the name, else name and part.
fn listed(name: &str, part: Option<&str>, words: &str) -> String {
    let bare = name.trim_end_matches(['数', '量', '额']);
    let count = words.chars().count();
    let says_more = count > bare.chars().count() || (count >= 2 && !bare.contains(words));
    let mut base = if says_more && count <= 22 {
        words.to_string()
    } else {
        name.to_string()
    };
    if let Some(part) = part
        && !base.contains(part)
        && !overlaps(&base, part)
    {
        // 规模以上工业 and 工业总产值 share a word.
        let part = part.trim_end_matches("企业");
        let shared = part.chars().count().saturating_sub(2);
        let shared: String = part.chars().skip(shared).collect();
        let rest = base.strip_prefix(&shared).unwrap_or(&base);
        base = format!("{part}{rest}");
    }
    base
}

/// True when the name already says the part: 规模以上工业企业数 of 规模以上工业企业.
fn overlaps(name: &str, part: &str) -> bool {
    if part.starts_with("规模以上") && (name.contains("规上") || name.contains("规模以上"))
    {
        return true;
    }
    name.contains(part) || name.starts_with(&part.chars().take(4).collect::<String>())
}

/// Keeps the end of a phrase: its head stands last.
fn shortened(words: &str, most: usize) -> String {
    let count = words.chars().count();
    if count <= most {
        return words.to_string();
    }
    let kept: String = words.chars().skip(count - most).collect();
    kept.trim_start_matches(['的', '”', '了']).to_string()
}

/// 数 for counts, 额 for money, unless the noun says so itself.
fn suffix(words: &str, kind: UnitKind) -> Option<&'static str> {
    let ends = |tails: &[&str]| tails.iter().any(|t| words.ends_with(t));
    match kind {
        UnitKind::Count if !ends(&["数", "数量", "量", "人次", "人数"]) => Some("数"),
        UnitKind::Money
            if !ends(&[
                "额",
                "值",
                "收入",
                "资金",
                "投资",
                "效益",
                "利税",
                "税收",
                "规模",
                "价",
                "租金",
                "资本",
                "成本",
                "费用",
                "利润",
                "补贴",
                "贷款",
                "总投入",
            ]) =>
        {
            Some("额")
        }
        UnitKind::Measure if ends(&["占地", "建筑", "用地", "建设用地"]) => Some("面积"),
        _ => None,
    }
}

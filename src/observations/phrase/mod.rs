//! Noun phrases (名词短语) beside a quantity, and the names that they give it.

mod bare;
mod describe;

use std::ops::Range;

use super::cues::Cue;
use super::lexicon::Term;
use super::sentence::{Kind, Pos, Sentence};
use super::vocabulary::Vocabulary;
use crate::model::LeftoverReason;
use bare::{ADDED, DONE, told_apart};

pub(in crate::observations) use bare::{is_bare, is_done, is_stage};
pub(in crate::observations) use describe::{deed, describe, last_two, phrase_text};

/// A noun phrase that can own a quantity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::observations) struct Head {
    /// Its tokens, governing verbs included.
    pub(in crate::observations) range: Range<usize>,
    /// The indicator that heads it: index into `Config::indicators`.
    pub(in crate::observations) indicator: Option<usize>,
    /// The part that it names.
    pub(in crate::observations) breakdown: Option<String>,
    /// The noun with its modifiers, as printed.
    pub(in crate::observations) noun: String,
    /// The verbs that govern it: 引进, 申报.
    pub(in crate::observations) verb: String,
    /// What is said of it after the quantity: 在该高新区落地转化.
    pub(in crate::observations) predicate: String,
    /// A subject named inside the phrase, index into the sentence's tokens.
    pub(in crate::observations) subject: Option<usize>,
}

impl Head {
    /// True when the phrase names nothing.
    pub(in crate::observations) fn is_empty(&self) -> bool {
        self.noun.is_empty() && self.verb.is_empty() && self.indicator.is_none()
    }
}

/// Modifiers of size before the trade of a firm.
const SIZES: [&str; 4] = ["小", "大", "中小", "老"];

fn joins_phrase(sentence: &Sentence, at: usize) -> bool {
    match sentence.tokens[at].kind {
        Kind::Term(
            Term::Indicator(_) | Term::Breakdown(_) | Term::Subject(_) | Term::Region(_),
        ) => true,
        Kind::Term(Term::Cue(cue)) => {
            matches!(
                cue,
                Cue::Capacity | Cue::ShareNoun | Cue::RateNoun | Cue::FallNoun
            )
        }
        Kind::Leftover(reason) => matches!(
            reason,
            LeftoverReason::Name | LeftoverReason::Threshold | LeftoverReason::Ordinal
        ),
        Kind::Word(pos) => matches!(
            pos,
            Pos::Noun | Pos::Modifier | Pos::VerbNoun | Pos::Other | Pos::Verb
        ),
        Kind::Mark(c) => "“”‘’《》·".contains(c),
        Kind::Quantity(_) | Kind::Period(_) => false,
    }
}

/// Light tokens between a noun phrase and its number: 达, 约, 已, 共, 了.
pub(in crate::observations) fn is_light(sentence: &Sentence, at: usize) -> bool {
    match sentence.tokens[at].kind {
        Kind::Term(Term::Cue(cue)) => matches!(
            cue,
            Cue::Equal
                | Cue::Light
                | Cue::Cumulative
                | Cue::Respectively
                | Cue::Will
                | Cue::Target
                | Cue::Forecast
                | Cue::Lasting
                | Cue::Each
        ),
        Kind::Word(Pos::Verb) => {
            // 设有, 配有, 位达: a verb that ends in 有 or 达 only brings in the number.
            let word = sentence.of_token(at);
            word.chars().count() == 2 && word.ends_with(['达', '有', '为'])
        }
        Kind::Word(pos) => matches!(pos, Pos::Function | Pos::Of),
        // 一度达3700人: for a time, no degree.
        Kind::Leftover(LeftoverReason::Indefinite) => sentence.of_token(at) == "一度",
        Kind::Mark(c) => "“”‘’：".contains(c),
        _ => false,
    }
}

/// The noun phrase that ends just before token `end`, light tokens skipped, not reaching
/// before token `from`.
pub(in crate::observations) fn before(
    sentence: &Sentence,
    from: usize,
    end: usize,
    config: &Vocabulary<'_>,
) -> Head {
    let mut last = end;
    while last > from && (is_light(sentence, last - 1) || is_bracketed(sentence, last - 1, end)) {
        last -= 1;
    }
    let mut first = last;
    let mut verbs = 0;
    let mut has_noun = false;
    while first > from {
        let at = first - 1;
        let kind = sentence.tokens[at].kind;
        match kind {
            _ if is_bracketed(sentence, at, end) => {}
            _ if first < last && sentence.of_token(at) == "有" => break,
            Kind::Mark('、') if first < last && at > from && joins_phrase(sentence, at - 1) => {}
            Kind::Word(Pos::Of) if first < last && has_noun && of_joins(sentence, at, from) => {}
            Kind::Word(Pos::Function)
                if has_noun
                    && is_conjunction(sentence.of_token(at))
                    && at > from
                    && joins_phrase(sentence, at - 1) => {}
            // 链上企业.
            Kind::Word(Pos::Function) if has_noun && sentence.of_token(at) == "链上" => {}
            // 产业链上企业.
            Kind::Word(Pos::Function)
                if has_noun
                    && sentence.of_token(at) == "上"
                    && at > from
                    && sentence.of_token(at - 1).ends_with('链') => {}
            // 吨均电耗, 户均收入.
            Kind::Word(Pos::Function)
                if has_noun
                    && sentence.of_token(at) == "均"
                    && at > from
                    && matches!(
                        sentence.of_token(at - 1),
                        "吨" | "户" | "人" | "亩" | "件" | "台"
                    ) => {}
            Kind::Term(Term::Subject(_)) if has_noun || first == last => break,
            Kind::Term(Term::Region(_)) if first == last => break,
            Kind::Mark('”') if opening(sentence, from, at).is_some() => {
                // A quotation is one noun, whatever words stand in it.
                first = opening(sentence, from, at).unwrap_or(at);
                has_noun = true;
                continue;
            }
            // 标准厂房累计建成68万平方米.
            Kind::Term(Term::Cue(Cue::Cumulative)) if verbs == 1 && !has_noun => {}
            // 投资完成率: 完成 only brings in a number, but not within a name.
            Kind::Term(Term::Cue(Cue::Equal | Cue::Light))
                if first < last && sentence.of_token(first) == "率" =>
            {
                has_noun = true;
            }
            // 配套率, 开工率: a verb inside the name of a rate.
            Kind::Word(Pos::Verb) if first < last && sentence.of_token(first) == "率" => {
                has_noun = true;
            }
            // 年产光纤预制棒: a verb inside the name of what another verb governs.
            Kind::Word(Pos::Verb)
                if has_noun && first == at + 1 && is_inner_verb(sentence, at, from) => {}
            // 猕猴桃种植面积, 鲜奶处理能力: a verb inside the name of a measure.
            Kind::Word(Pos::Verb)
                if has_noun
                    && first == at + 1
                    && matches!(sentence.of_token(first), "面积" | "能力" | "规模") => {}
            Kind::Word(Pos::Verb) => {
                verbs += 1;
                if verbs > 2 {
                    break;
                }
            }
            _ if !joins_phrase(sentence, at) => break,
            // 每个项目资助500万元: a noun and its verb name what the number measures.
            Kind::Word(Pos::Noun) if verbs == 1 && !has_noun => has_noun = true,
            // 人才公寓建成5200套: what was built stands before the verb.
            Kind::Term(Term::Indicator(_))
                if verbs == 1
                    && !has_noun
                    && (DONE.contains(&sentence.of_token(first))
                        || ADDED.contains(&sentence.of_token(first))) =>
            {
                has_noun = true;
            }
            // 小铸造企业: a small one of the trade that the verb names.
            Kind::Word(Pos::Modifier)
                if verbs == 1 && first + 1 < last && SIZES.contains(&sentence.of_token(at)) =>
            {
                verbs = 0;
                has_noun = true;
            }
            _ if verbs > 0
                && !matches!(kind, Kind::Word(Pos::VerbNoun) | Kind::Mark(_))
                && sentence.of_token(at) != "新" =>
            {
                break;
            }
            _ => has_noun = true,
        }
        first = at;
    }
    while first < last
        && matches!(
            sentence.tokens[first].kind,
            Kind::Mark(_) | Kind::Word(Pos::Of | Pos::Function)
        )
        && !sentence.of_token(first).starts_with('“')
    {
        first += 1;
    }
    // 在库项目, 在册企业, 在研新药: 在 belongs to the word that it was cut from.
    // 日处理鲜奶能力, 年集装箱处理能力: how often.
    let rate = first > from
        && matches!(sentence.of_token(first - 1), "日" | "月" | "年")
        && sentence.between(first, last).ends_with("能力");
    if rate {
        first -= 1;
    }
    let is_cut = first > from
        && first < last
        && sentence.of_token(first - 1) == "在"
        && matches!(
            sentence.of_token(first),
            "库" | "册" | "研" | "谈" | "手" | "建"
        );
    if is_cut {
        first -= 1;
    }
    let mut head = describe(sentence, first..last, config);
    told_apart(sentence, from..first, config, &mut head);
    head
}

fn is_inner_verb(sentence: &Sentence, at: usize, from: usize) -> bool {
    let kind = |back: usize| {
        at.checked_sub(back)
            .filter(|&i| i >= from)
            .map(|i| sentence.tokens[i].kind)
    };
    matches!(kind(1), Some(Kind::Word(Pos::Noun)))
        && matches!(kind(2), Some(Kind::Word(Pos::Verb | Pos::VerbNoun)))
}

/// The opening quotation mark that token `close` closes.
fn opening(sentence: &Sentence, from: usize, close: usize) -> Option<usize> {
    (from..close)
        .rev()
        .take(12)
        .find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('“')))
}

/// 的 joins two nouns when a noun stands before it, not a clause.
fn of_joins(sentence: &Sentence, at: usize, from: usize) -> bool {
    at > from
        && matches!(
            sentence.tokens[at - 1].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun)
                | Kind::Term(Term::Indicator(_) | Term::Breakdown(_) | Term::Region(_))
                | Kind::Leftover(LeftoverReason::Threshold)
        )
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "和" | "及" | "与" | "或" | "以及" | "等")
}

/// Inside brackets that close before `end`: （含柔性引进）.
fn is_bracketed(sentence: &Sentence, at: usize, end: usize) -> bool {
    let outer = sentence.tokens.get(end).map_or(0, |t| t.depth);
    sentence.tokens[at].depth > outer
}

/// The noun phrase that begins just after token `at`, not reaching token `to`.
pub(in crate::observations) fn after(
    sentence: &Sentence,
    at: usize,
    to: usize,
    config: &Vocabulary<'_>,
    counted: &[bool],
) -> Head {
    let mut first = at + 1;
    if first < to && matches!(sentence.tokens[first].kind, Kind::Word(Pos::Of)) {
        first += 1;
    }
    if first < to && matches!(sentence.tokens[first].kind, Kind::Word(Pos::Verb)) {
        // 50家来自甲、乙等地的意向企业: the clause before 的 only modifies.
        let of = (first..to)
            .take_while(|&i| {
                !matches!(
                    sentence.tokens[i].kind,
                    Kind::Quantity(_) | Kind::Mark('，' | '；')
                )
            })
            .find(|&i| matches!(sentence.tokens[i].kind, Kind::Word(Pos::Of)));
        if let Some(of) = of.filter(|&of| of + 1 < to && is_noun(sentence, of + 1)) {
            first = of + 1;
        }
    }
    let mut end = first;
    let mut has_noun = false;
    while end < to {
        match sentence.tokens[end].kind {
            // 120个在库项目: 在 belongs to the word that it was cut from.
            Kind::Word(Pos::Function)
                if !has_noun
                    && sentence.of_token(end) == "在"
                    && end + 1 < to
                    && matches!(
                        sentence.of_token(end + 1),
                        "库" | "册" | "研" | "谈" | "手" | "建"
                    ) => {}
            Kind::Word(Pos::Verb) => {
                // A verb before any noun modifies it (入驻企业); after a noun it is the predicate,
                // but for 设备更新奖补资金.
                let is_inner = has_noun
                    && end + 1 < to
                    && ["资金", "补贴", "奖补资金", "贷款", "补助"]
                        .contains(&sentence.of_token(end + 1));
                if is_inner {
                    end += 1;
                    continue;
                }
                if has_noun || end + 1 >= to || !is_noun(sentence, end + 1) {
                    break;
                }
            }
            Kind::Word(Pos::Of) if has_noun && end + 1 < to && is_noun(sentence, end + 1) => {}
            Kind::Mark('、')
                if has_noun
                    && end + 1 < to
                    && joins_phrase(sentence, end + 1)
                    && !lists_quantities(sentence, end, to) => {}
            Kind::Word(Pos::Function)
                if has_noun
                    && is_conjunction(sentence.of_token(end))
                    && end + 1 < to
                    && is_noun(sentence, end + 1) => {}
            Kind::Term(Term::Subject(_)) if has_noun => break,
            Kind::Term(Term::Indicator(i)) if counted.get(i) == Some(&true) => {
                end += 1;
                has_noun = true;
                // 203家规模以上工业企业工业增加值…: the counted noun ends the phrase.
                if end < to && matches!(sentence.tokens[end].kind, Kind::Term(Term::Indicator(_))) {
                    break;
                }
                continue;
            }
            // 158家企业银行授信2.06亿元: an amount begins another statement.
            Kind::Term(Term::Indicator(_))
                if has_noun && end + 1 < sentence.tokens.len() && sentence.is_quantity(end + 1) =>
            {
                break;
            }
            _ if !joins_phrase(sentence, end) => break,
            _ => has_noun |= !matches!(sentence.tokens[end].kind, Kind::Mark(_)),
        }
        end += 1;
    }
    if !has_noun {
        return Head::default();
    }
    while end > first && matches!(sentence.tokens[end - 1].kind, Kind::Mark('“' | '、' | '《'))
    {
        end -= 1;
    }
    let mut head = describe(sentence, first..end, config);
    head.predicate = predicate(sentence, end, to);
    if head.predicate.is_empty() && head.indicator.is_none() && is_amount_of(sentence, end) {
        head.predicate = sentence.of_token(end).to_string();
    }
    head
}

/// 158家企业银行授信2.06亿元: the amount that follows says what the firms were given.
fn is_amount_of(sentence: &Sentence, at: usize) -> bool {
    let kind = |at: usize| sentence.tokens.get(at).map(|t| t.kind);
    matches!(
        (kind(at), kind(at + 1)),
        (
            Some(Kind::Term(Term::Indicator(_))),
            Some(Kind::Quantity(_))
        )
    )
}

fn is_noun(sentence: &Sentence, at: usize) -> bool {
    matches!(
        sentence.tokens[at].kind,
        Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier | Pos::Other)
            | Kind::Term(Term::Indicator(_) | Term::Breakdown(_))
    )
}

/// After the pause comes another item with a number of its own.
fn lists_quantities(sentence: &Sentence, from: usize, to: usize) -> bool {
    sentence.has_quantity(from..to)
}

/// The words after the phrase that say what became of it, punctuation and light words left out.
fn predicate(sentence: &Sentence, from: usize, to: usize) -> String {
    let mut words = String::new();
    for at in from..to {
        match sentence.tokens[at].kind {
            Kind::Quantity(_) => break,
            Kind::Period(_) => {}
            // 为58家企业提供检测、试制服务2,600余次.
            Kind::Mark('、')
                if !words.is_empty()
                    && at + 1 < to
                    && (is_noun(sentence, at + 1)
                        || matches!(sentence.tokens[at + 1].kind, Kind::Word(Pos::Verb))) => {}
            Kind::Mark(c) if !"“”‘’".contains(c) => break,
            Kind::Term(Term::Cue(
                Cue::Up | Cue::Down | Cue::YearOnYear | Cue::Share | Cue::UpTo | Cue::Rank,
            )) => break,
            Kind::Term(Term::Cue(Cue::Equal)) if lists_quantities(sentence, at, to) => break,
            Kind::Term(Term::Indicator(_)) if words.is_empty() => break,
            Kind::Term(Term::Cue(Cue::Light)) => {}
            _ => words.push_str(sentence.of_token(at)),
        }
    }
    words
}

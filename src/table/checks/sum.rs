//! Sum of parts (分项之和): the parts add up to the whole.
//!
//! Parts that do add up are reported. Parts that do not are only reported where they must be
//! all: a division that statistics defines (三次产业, 进出口), or a sentence that says so
//! (合计, 共计, 总计). Elsewhere a part may be missing (其中…), and nothing follows, except where
//! the difference is so small that a misprint is likelier than a forgotten part (待核).
//! Convention: 国家统计局《中国国民经济核算体系（2016）》 for the three industries; 海关统计 for
//! imports and exports.

use super::{
    Rule,
    book::{Book, is_level, same_unit},
    draft::{Draft, judge},
    figure::Figure,
    multiple::before_quote,
    share::is_share,
    write,
};
use crate::{
    model::{Check, Decimal, Verdict},
    table::interval::Interval,
};

pub(super) const RULE: Rule = Rule {
    code: "sum",
    name: "分项之和",
    formula: "各分项之和 = 总计",
    run,
};

/// Indicators that are the sum of others by definition.
const IDENTITIES: &[(&str, &[&str])] = &[
    (
        "地区生产总值",
        &["第一产业增加值", "第二产业增加值", "第三产业增加值"],
    ),
    ("进出口总额", &["出口总额", "进口总额"]),
];

/// Breakdowns that divide anything without rest.
const PARTITIONS: &[&[&str]] = &[&["第一产业", "第二产业", "第三产业"]];

/// Words that close a list of parts.
const TOTALS: &[&str] = &["合计", "共计", "总计", "一共", "总共"];

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for group in book.groups() {
        for whole in group.iter().filter(|f| is_candidate(book, f)) {
            let parts = parts(book, whole);
            checks.extend(check(book, whole, &parts, must_be_all(book, whole, &parts)));
        }
        checks.extend(shares(group));
    }
    for (whole, names) in IDENTITIES {
        for whole in book
            .figures
            .iter()
            .filter(|f| f.fact.key.indicator == *whole)
        {
            if !is_candidate(book, whole) {
                continue;
            }
            let Some(period) = whole.period() else {
                continue;
            };
            let parts: Vec<_> = names
                .iter()
                .filter_map(|name| {
                    book.levels(&whole.fact.key.subject, name)
                        .into_iter()
                        .find(|f| {
                            f.period() == Some(period)
                                && f.breakdown() == whole.breakdown()
                                && f.is_exact()
                                && !f.is_disputed
                        })
                })
                .collect();
            if parts.len() == names.len() {
                checks.extend(check(book, whole, &parts, true));
            }
        }
    }
    checks
}

fn is_candidate(book: &Book<'_>, figure: &Figure<'_>) -> bool {
    is_level(figure) && figure.is_exact() && !figure.is_disputed && book.is_whole(figure)
}

/// The parts of `whole` that an article prints beside it, in order of the text.
pub(super) fn parts<'a>(book: &Book<'a>, whole: &Figure<'a>) -> Vec<Figure<'a>> {
    let key = &whole.fact.key;
    if whole.period().is_none() || whole.teller.indicator.is_none() {
        return vec![];
    }
    let mut parts: Vec<_> = book
        .of(&key.subject, &key.indicator)
        .iter()
        .filter(|f| is_level(f) && f.is_exact() && !f.is_disputed && !book.is_whole(f))
        .filter(|f| f.period() == whole.period() && same_unit(f, whole))
        .filter(|f| book.share_article(f, whole))
        .filter(|f| !is_grade(f) || is_among(book, f, whole))
        .copied()
        .collect();
    parts.sort_by_key(|f| (book.place(f), f.fact.id.clone()));
    parts
}

/// True for a grade (国家级, 省级, 备案): its counts stand beside those of other grades, and a
/// count without one is rarely the total.
fn is_grade(part: &Figure<'_>) -> bool {
    part.breakdown()
        .is_some_and(|name| name.ends_with('级') || name.ends_with("备案"))
}

/// True when the sentence says that the part is among the whole (其中, 含).
pub(super) fn is_among(book: &Book<'_>, part: &Figure<'_>, whole: &Figure<'_>) -> bool {
    let words = before_quote(part);
    book.share_sentence(part, whole)
        && ["其中", "包括", "含"]
            .iter()
            .any(|word| words.contains(word))
}

/// The total of figures: value and range.
pub(super) fn total(parts: &[Figure<'_>]) -> Option<(Decimal, Interval)> {
    let mut value = Decimal::ZERO;
    let mut range = Interval::point(Decimal::ZERO);
    for part in parts {
        value = value.checked_add(part.value)?;
        range = range.plus(part.range);
    }
    Some((value, range))
}

/// True when statistics or the sentence says that nothing is left out.
fn must_be_all(book: &Book<'_>, whole: &Figure<'_>, parts: &[Figure<'_>]) -> bool {
    let names: Vec<&str> = parts.iter().filter_map(Figure::breakdown).collect();
    let is_partition = PARTITIONS
        .iter()
        .any(|all| all.len() == names.len() && all.iter().all(|name| names.contains(name)));
    let says_so = parts.iter().all(|part| book.share_sentence(part, whole))
        && TOTALS
            .iter()
            .any(|word| whole.teller.sentence_text.contains(word));
    is_partition || says_so
}

fn check<'a>(
    book: &Book<'a>,
    whole: &Figure<'a>,
    parts: &[Figure<'a>],
    must_be_all: bool,
) -> Option<Check> {
    if parts.len() < 2 {
        return None;
    }
    let (value, range) = total(parts)?;
    let mut verdict = judge(Some(value), range, whole);
    let scale = whole.scale();
    let difference = value.saturating_sub(whole.value).abs();
    let mut note = String::new();
    if verdict == Verdict::Contradicts {
        let hundredth = whole.value.abs() / Decimal::ONE_HUNDRED;
        let stands_together = parts.iter().all(|part| book.share_sentence(part, whole));
        if !must_be_all {
            if !stands_together || difference > hundredth {
                return None;
            }
            verdict = Verdict::Open;
            note = "分项是否列全，原文没有说。".into();
        }
        note = format!(
            "相差{}{}。{note}",
            scale.write(difference, decimals(parts)),
            scale.unit
        );
    }
    let terms: Vec<String> = parts.iter().map(|f| f.number_in(&scale)).collect();
    let result = scale.write(value, decimals(parts));
    let mut operands = parts.to_vec();
    operands.push(*whole);
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}分项之和", book.dated_name(whole)),
            &operands,
        )
        .formula(format!("{} = {result} {}", terms.join(" + "), scale.unit))
        .computed(format!("{result}{}", scale.unit))
        .stated(whole)
        .note(note)
        .done(),
    )
}

fn decimals(parts: &[Figure<'_>]) -> u32 {
    parts.iter().map(Figure::decimals).min().unwrap_or_default()
}

/// Shares of a division without rest add up to 100 %.
fn shares(group: &[Figure<'_>]) -> Vec<Check> {
    let mut checks = Vec::new();
    for names in PARTITIONS {
        let first = group
            .iter()
            .filter(|f| is_share(f) && f.is_exact() && f.breakdown() == names.first().copied());
        for first in first {
            let shares: Vec<_> = names
                .iter()
                .filter_map(|name| {
                    group
                        .iter()
                        .find(|f| {
                            is_share(f)
                                && f.is_exact()
                                && f.breakdown() == Some(name)
                                && f.period() == first.period()
                                && f.fact.key.basis == first.fact.key.basis
                        })
                        .copied()
                })
                .collect();
            let Some((value, range)) = total(&shares).filter(|_| shares.len() == names.len())
            else {
                continue;
            };
            let verdict = if value == Decimal::ONE_HUNDRED {
                Verdict::Agrees
            } else if range.meets(Interval::point(Decimal::ONE_HUNDRED)) {
                Verdict::AgreesRounded
            } else {
                Verdict::Contradicts
            };
            let terms: Vec<String> = shares.iter().map(Figure::number).collect();
            let result = write::number(value, decimals(&shares));
            checks.push(
                Draft::new(
                    RULE.code,
                    verdict,
                    format!(
                        "{}{}各部分占比之和",
                        write::period(first.period()),
                        first.fact.key.indicator
                    ),
                    &shares,
                )
                .formula(format!("{} = {result}%", terms.join(" + ")))
                .computed(format!("{result}%"))
                .note(format!("各部分占比之和应为100%（{}）。", names.join("、")))
                .done(),
            );
        }
    }
    checks
}

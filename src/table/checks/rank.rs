//! Rank and its change (位次变化): this year's rank + places gained → last year's rank.
//!
//! A better rank is a smaller number. Where the year before is reported, the two must agree;
//! where only 百强 is said of it, the implied rank must lie within.
//! Convention: 位次以小为先, 提升n位 = 上年位次 − 本年位次.

use super::{
    Rule,
    book::{Book, year_before},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Decimal, Measure, Nature, Observation, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "rank",
    name: "位次变化",
    formula: "本年位次 + 提升位数 = 上年位次",
    run,
};

/// Names of a best so many (百强), and how many.
const LEAGUES: &[(&str, i64)] = &[
    ("百强", 100),
    ("100强", 100),
    ("五十强", 50),
    ("50强", 50),
    ("十强", 10),
    ("10强", 10),
];

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

fn check<'a>(book: &Book<'a>, change: &Figure<'a>) -> Option<Check> {
    let key = &change.fact.key;
    let is_change = key.measure == Measure::Change
        && key.nature == Nature::Result
        && key.basis.as_deref() == Some("yoy")
        && ["位", "名"].contains(&change.fact.unit.as_str())
        && change.is_exact();
    if !is_change || change.is_disputed {
        return None;
    }
    let before = year_before(change.period()?)?;
    let rank = |period: Period| {
        book.of(&key.subject, &key.indicator)
            .iter()
            .find(|f| {
                f.fact.key.measure == Measure::Rank
                    && f.fact.key.nature == Nature::Result
                    && f.period() == Some(period)
                    && f.breakdown() == change.breakdown()
                    && f.is_exact()
                    && !f.is_disputed
            })
            .copied()
    };
    let now = rank(change.period()?)?;
    let then = now.value.checked_add(change.value)?;
    let sign = if change.value < Decimal::ZERO {
        "−"
    } else {
        "+"
    };
    let formula = format!(
        "{} {sign} {} = {then}",
        now.value.normalize(),
        change.value.abs().normalize()
    );
    let title = format!("{}{}", write::period(Some(before)), book.name(change));
    if let Some(reported) = rank(before) {
        let verdict = match reported.value == then {
            true => Verdict::Agrees,
            false => Verdict::Contradicts,
        };
        return Some(
            Draft::new(RULE.code, verdict, title, &[now, *change, reported])
                .formula(formula)
                .computed(format!("第{then}位"))
                .stated(&reported)
                .done(),
        );
    }
    let league = league(book, &key.subject, before);
    let (verdict, formula, note) = match league {
        Some((name, size)) if then <= size => (
            Verdict::Agrees,
            format!("{formula} ≤ {size}"),
            format!("在“{name}”之内，与原文一致。"),
        ),
        Some((name, size)) => (
            Verdict::Contradicts,
            format!("{formula} > {size}"),
            format!("不在原文所说的“{name}”之内。"),
        ),
        None => (Verdict::Derivable, formula, String::new()),
    };
    let mut operands = vec![now, *change];
    operands.extend(
        book.figures
            .iter()
            .filter(|f| league.is_some() && claims(f.teller, &key.subject, before).is_some())
            .take(1),
    );
    Some(
        Draft::new(RULE.code, verdict, title, &operands)
            .formula(formula)
            .computed(format!("第{then}位"))
            .note(note)
            .done(),
    )
}

/// The league that an article says the subject was in over several years, `period` among them.
fn league(book: &Book<'_>, subject: &str, period: Period) -> Option<(&'static str, Decimal)> {
    book.figures
        .iter()
        .find_map(|f| claims(f.teller, subject, period))
}

fn claims(
    observation: &Observation,
    subject: &str,
    period: Period,
) -> Option<(&'static str, Decimal)> {
    let Some(Period::Range(first, last)) = observation.period_iso else {
        return None;
    };
    let year = period.last()?.year;
    let covers = first.year <= year && year <= last.year;
    if observation.subject != subject
        || observation.nature != Nature::Result
        || observation.unit != "年"
        || !covers
    {
        return None;
    }
    LEAGUES
        .iter()
        .find(|(name, _)| {
            observation.label.contains(name) || observation.sentence_text.contains(name)
        })
        .map(|(name, size)| (*name, Decimal::from(*size)))
}

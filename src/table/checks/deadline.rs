//! Deadlines (期限): one target, told with a date here and without or with another there.
//!
//! Convention: 计划指标须有时期; 目标值相同而期限不同的, 不是同一个目标.

use super::{Rule, book::Book, draft::Draft, figure::Figure, write};
use crate::model::{Check, Measure, Nature, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "deadline",
    name: "目标期限",
    formula: "目标值相同，期限不同",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for group in book.groups() {
        let targets: Vec<_> = group
            .iter()
            .filter(|f| {
                f.fact.key.nature == Nature::Target
                    && f.fact.key.measure == Measure::Level
                    && f.teller.indicator.is_some()
            })
            .collect();
        for (n, first) in targets.iter().enumerate() {
            let same = |f: &&&Figure<'_>| {
                f.value == first.value
                    && f.breakdown() == first.breakdown()
                    && super::book::same_unit(f, first)
                    && f.period() != first.period()
            };
            checks.extend(
                targets
                    .iter()
                    .skip(n + 1)
                    .filter(same)
                    .map(|other| check(book, first, other)),
            );
        }
    }
    checks
}

fn check<'a>(book: &Book<'a>, first: &Figure<'a>, other: &Figure<'a>) -> Check {
    let told = |figure: &Figure<'_>| match figure.period() {
        Some(period) => format!("{}（{}）", figure.printed(), write::period(Some(period))),
        None => format!("{}（期限未载）", figure.printed()),
    };
    // The dated one first: that is what the other is held against.
    let (first, other) = match first.period() {
        None => (other, first),
        Some(_) => (first, other),
    };
    Draft::new(
        RULE.code,
        Verdict::Scope,
        format!("{}目标的期限", book.name(first)),
        &[*first, *other],
    )
    .formula(format!("{} ∥ {}", told(first), told(other)))
    .done()
}

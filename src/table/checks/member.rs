//! A member beside the whole (成员与全体): a company's figure is not a part of its zone's.
//!
//! A company reports for itself or for a region (口径), so it is neither subtracted from the
//! zone's figure nor divided by it. Where it reports the same kind of amount with a rate, its
//! increase stands beside the zone's; a member that counts more than its zone says the same.
//! Convention: 在地统计原则 (figures by place, not by owner).

use super::{
    Rule, base,
    book::{Book, is_level, same_unit, year_before},
    draft::Draft,
    figure::Figure,
};
use crate::{
    config::Subject,
    model::{Check, Period, Verdict},
};

pub(super) const RULE: Rule = Rule {
    code: "member",
    name: "成员与全体",
    formula: "成员的增量 ∥ 全体的增量",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for subject in &book.config.subjects {
        let parent = subject.parent.as_deref().and_then(|id| {
            book.config
                .subjects
                .iter()
                .find(|other| other.id == id || other.name == id)
        });
        let Some(parent) = parent else {
            continue;
        };
        let own = book.figures.iter();
        for figure in own.filter(|f| f.fact.key.subject == subject.name && is_level(f)) {
            checks.extend(increase(book, figure, parent));
            checks.extend(larger(book, figure, parent));
        }
    }
    checks
}

/// A member's amount and rate, beside the increase of all.
fn increase<'a>(book: &Book<'a>, own: &Figure<'a>, parent: &Subject) -> Option<Check> {
    let (rate, before) = base::implied(book, own)?;
    let indicator = book.indicator_named(&own.fact.key.indicator)?;
    let find = |period: Period| {
        book.levels(&parent.name, indicator)
            .into_iter()
            .filter(|f| f.is_exact() && !f.is_disputed && same_unit(f, own))
            .filter(|f| f.period() == Some(period) && book.is_whole(f))
            .min_by_key(|f| f.breakdown())
    };
    let after = find(own.period()?)?;
    let earlier = find(year_before(own.period()?)?)?;
    let scale = own.scale();
    let decimals = own.decimals().max(1);
    let write = |value| scale.write(value, decimals);
    let scope = match own.breakdown() {
        Some(scope) => format!("“{scope}”口径，"),
        None => String::new(),
    };
    Some(
        Draft::new(
            RULE.code,
            Verdict::Scope,
            format!("{}与{}", book.dated_name(own), parent.name),
            &[*own, rate, after, earlier],
        )
        .formula(format!(
            "{} − {} = {} ∥ {} − {} = {} {}",
            own.number_in(&scale),
            write(before),
            write(own.value.saturating_sub(before)),
            after.number_in(&scale),
            earlier.number_in(&scale),
            scale.write(
                after.value - earlier.value,
                after.decimals().min(earlier.decimals())
            ),
            scale.unit
        ))
        .note(format!(
            "{}的数是{scope}不能与全体相减，也不算占比。",
            own.fact.key.subject
        ))
        .done(),
    )
}

/// A member that counts more of one thing than all do.
fn larger<'a>(book: &Book<'a>, own: &Figure<'a>, parent: &Subject) -> Option<Check> {
    if own.teller.indicator.is_none() || own.is_disputed {
        return None;
    }
    let (first, last) = years(own.period()?)?;
    let all = book
        .levels(&parent.name, &own.fact.key.indicator)
        .into_iter()
        .filter(|f| same_unit(f, own) && f.breakdown() == own.breakdown() && !f.is_disputed)
        .filter(|f| {
            f.period()
                .and_then(years)
                .is_some_and(|(from, to)| first <= to && from <= last)
        })
        .find(|f| f.range.is_below(own.range))?;
    Some(
        Draft::new(
            RULE.code,
            Verdict::Scope,
            format!("{}与{}", book.dated_name(own), parent.name),
            &[*own, all],
        )
        .formula(format!("{} ∥ {}", own.printed(), all.printed()))
        .note(format!(
            "{}的数比{}的还大，期间或口径不同。",
            own.fact.key.subject, parent.name
        ))
        .done(),
    )
}

fn years(period: Period) -> Option<(i32, i32)> {
    match period {
        Period::At(date) => Some((date.year, date.year)),
        Period::Range(first, last) => Some((first.year, last.year)),
        Period::Publication => None,
    }
}

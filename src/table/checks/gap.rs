//! Gap to a target and completion (目标差距与完成度): target − latest result, result ÷ target.
//!
//! The latest exact result of a full year, of the same subject and scope. A target that an
//! earlier result has already met is to be looked into (待核). A bound (突破1000亿元) makes the
//! gap a least one. Convention: 统计学原理, 计划完成相对数.

use super::{
    Rule, arithmetic,
    book::{Book, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Decimal, Measure, Nature, Qualifier, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "gap",
    name: "目标差距",
    formula: "目标 − 最近实绩，实绩 ÷ 目标",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures
        .iter()
        .filter(|f| f.fact.key.nature == Nature::Target && f.teller.indicator.is_some())
        .filter_map(|f| match f.fact.key.measure {
            Measure::Level => of_level(book, f),
            Measure::Rank => of_rank(book, f),
            _ => None,
        })
        .collect()
}

/// The latest result before the target's year.
fn latest<'a>(book: &Book<'a>, target: &Figure<'_>, measure: Measure) -> Option<Figure<'a>> {
    let key = &target.fact.key;
    let limit = target.period().and_then(|p| p.last()).map(|date| date.year);
    book.of(&key.subject, &key.indicator)
        .iter()
        .filter(|f| f.fact.key.measure == measure && f.fact.key.nature == Nature::Result)
        .filter(|f| f.is_exact() && !f.is_disputed && !f.fact.key.cumulative)
        .filter(|f| f.breakdown() == target.breakdown() && same_unit(f, target))
        .filter(|f| {
            f.year()
                .is_some_and(|year| limit.is_none_or(|limit| year <= limit))
        })
        .max_by_key(|f| f.year())
        .copied()
}

/// True for a target that speaks of a later time than the result, or of none.
fn lies_ahead(target: &Figure<'_>, result: &Figure<'_>) -> bool {
    match (target.period(), result.year()) {
        (Some(period), Some(year)) => period.last().is_some_and(|date| date.year > year),
        (None, _) => true,
        _ => false,
    }
}

fn of_level<'a>(book: &Book<'a>, target: &Figure<'a>) -> Option<Check> {
    let key = &target.fact.key;
    let is_repeated = key.period.is_none()
        && book.of(&key.subject, &key.indicator).iter().any(|f| {
            f.fact.key.nature == Nature::Target
                && f.fact.key.measure == Measure::Level
                && f.period().is_some()
                && f.value == target.value
                && f.breakdown() == target.breakdown()
        });
    if is_repeated || target.teller.qualifier == Qualifier::Under {
        return None;
    }
    let result = latest(book, target, Measure::Level)
        .filter(|f| is_level(f) && f.value > Decimal::ZERO && target.value > Decimal::ZERO)?;
    let scale = target.scale();
    let done = write::number(arithmetic::percent(result.value, target.value)?, 1);
    let title = format!("距{}目标{}", book.dated_name(target), target.printed());
    let operands = [*target, result];
    let when = write::period(result.period());
    if result.value >= target.value {
        if !lies_ahead(target, &result) {
            return None;
        }
        return Some(
            Draft::new(RULE.code, Verdict::Open, title, &operands)
                .formula(format!(
                    "{} ≥ {} {}",
                    result.number_in(&scale),
                    scale.write(target.value, target.decimals()),
                    scale.unit
                ))
                .note(format!("{when}已经达到这一目标。"))
                .done(),
        );
    }
    let decimals = target.decimals().min(result.decimals());
    let gap = scale.write(target.value - result.value, decimals);
    let more = write::signed(arithmetic::growth(result.value, target.value)?, 1);
    let least = if target.teller.qualifier == Qualifier::Over {
        "目标是下界，差距是至少。"
    } else {
        ""
    };
    Some(
        Draft::new(RULE.code, Verdict::Derivable, title, &operands)
            .formula(format!(
                "{} − {} = {gap} {}",
                scale.write(target.value, target.decimals()),
                result.number_in(&scale),
                scale.unit
            ))
            .computed(format!("{gap}{}", scale.unit))
            .note(format!("{when}完成{done}%，还要{more}%。{least}"))
            .done(),
    )
}

fn of_rank<'a>(book: &Book<'a>, target: &Figure<'a>) -> Option<Check> {
    let result = latest(book, target, Measure::Rank)?;
    if result.value > target.value || !lies_ahead(target, &result) {
        return None;
    }
    Some(
        Draft::new(
            RULE.code,
            Verdict::Open,
            format!("{}目标{}", book.name(target), target.printed()),
            &[*target, result],
        )
        .formula(format!("{} ? {}", target.printed(), result.printed()))
        .note(format!(
            "{}已是第{}位，在目标之内；此后的名次未见报道。",
            write::period(result.period()),
            result.value.normalize()
        ))
        .done(),
    )
}

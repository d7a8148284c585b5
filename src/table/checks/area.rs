//! Areas in two units (面积换算): 1公顷 = 10 000平方米, 15亩 = 1公顷.
//!
//! One area told in two units must agree. Land and floor of exactly one size are suspicious:
//! a plot ratio (容积率) of 1.00 more often means that one was taken for the other (待核).
//! Convention: GB 3100《国际单位制及其应用》; 亩 by the old measure, 15 to a hectare.

use super::{
    Rule,
    book::{Book, is_level},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::{
    model::{Check, Decimal, Measure, Verdict},
    table::interval::Interval,
};

pub(super) const RULE: Rule = Rule {
    code: "area",
    name: "面积换算",
    formula: "亩 × 666.67 = 平方米",
    run,
};

/// Square metres in three of a unit; three, because a 亩 is 2000 ÷ 3 of them.
fn in_three(unit: &str) -> Option<Decimal> {
    let metres = match unit {
        "平方米" => 3,
        "亩" => 2_000,
        "公顷" => 30_000,
        "平方公里" => 3_000_000,
        _ => return None,
    };
    Some(Decimal::from(metres))
}

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for first in &book.figures {
        if first.fact.key.measure != Measure::Level || first.is_disputed {
            continue;
        }
        let Some(factor) = in_three(&first.fact.unit) else {
            continue;
        };
        for other in book.neighbours(first, 3) {
            checks.extend(check(book, first, factor, &other));
        }
    }
    checks
}

fn check<'a>(
    book: &Book<'a>,
    first: &Figure<'a>,
    factor: Decimal,
    other: &Figure<'a>,
) -> Option<Check> {
    let metres = in_three(&other.fact.unit)?;
    let (key, that) = (&first.fact.key, &other.fact.key);
    // Each pair once: from the larger unit to the smaller.
    if key.subject != that.subject || that.measure != Measure::Level || factor <= metres {
        return None;
    }
    let ratio = Interval::point(factor.checked_div(metres)?);
    let value = first.value.checked_mul(factor)?.checked_div(metres)?;
    let meets = first.range.times(ratio).meets(other.range);
    let is_same_thing = first.teller.indicator.is_some()
        && key.indicator == that.indicator
        && key.breakdown == that.breakdown
        && key.period == that.period;
    let is_floor = |f: &Figure<'_>| f.fact.key.indicator.contains("建筑面积");
    let (verdict, note) = match (is_same_thing, meets) {
        (true, true) => (Verdict::AgreesRounded, ""),
        (true, false) if is_level(first) && is_level(other) => (Verdict::Contradicts, ""),
        (false, true) if is_floor(other) && !is_floor(first) && first.is_exact() => (
            Verdict::Open,
            "用地与建筑面积恰好一样大，容积率成了1.00，疑为把用地面积写成了建筑面积。",
        ),
        _ => return None,
    };
    let scale = other.scale();
    let result = scale.write(value, other.decimals().max(1));
    let title = match is_same_thing {
        true => book.dated_name(other),
        false => format!("{}与{}", book.name(first), other.fact.key.indicator),
    };
    Some(
        Draft::new(RULE.code, verdict, title, &[*first, *other])
            .formula(format!(
                "{} {} = {result} {}",
                write::number(first.value, first.decimals()),
                first.fact.unit,
                scale.unit
            ))
            .computed(format!("{result}{}", scale.unit))
            .stated(other)
            .note(note)
            .done(),
    )
}

//! Stated difference (增减额): later level − earlier level = stated change.
//!
//! A change of a share is counted in percentage points (个百分点), never in percent.
//! Convention: 统计学原理, 增减量 = 报告期水平 − 基期水平.

use super::{
    Rule,
    book::{Book, Reach, is_level, year_before},
    draft::{Draft, judge},
    figure::Figure,
};
use crate::model::{Check, Measure, Nature, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "change",
    name: "增减额",
    formula: "报告期 − 基期 = 增减额",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

fn check<'a>(book: &Book<'a>, stated: &Figure<'a>) -> Option<Check> {
    let key = &stated.fact.key;
    if key.measure != Measure::Change || key.nature != Nature::Result || key.cumulative {
        return None;
    }
    let (before, after) = ends(stated)?;
    let of_shares = stated.fact.unit == "个百分点";
    let find = |period: Period| {
        book.of(&key.subject, &key.indicator)
            .iter()
            .filter(|f| f.period() == Some(period) && !f.is_disputed)
            .filter(|f| match of_shares {
                true => f.fact.key.measure == Measure::Share && f.fact.key.nature == key.nature,
                false => is_level(f) && super::book::same_unit(f, stated),
            })
            .map(|f| (*f, book.reach(f.breakdown(), key.breakdown.as_deref())))
            .filter(|(_, reach)| *reach != Reach::Different)
            .min_by_key(|(_, reach)| *reach)
    };
    let ((before, reach), (after, other)) = (find(before)?, find(after)?);
    let range = after.range.minus(before.range);
    let value = after.value.checked_sub(before.value)?;
    let mut verdict = judge(Some(value), range, stated);
    let mut note = String::new();
    if verdict == Verdict::Contradicts && reach.max(other) != Reach::Same {
        verdict = Verdict::Open;
        note = "各数口径标注不一，未必可比。".into();
    }
    let scale = after.scale();
    let decimals = before.decimals().min(after.decimals());
    let unit = if of_shares {
        "个百分点"
    } else {
        &scale.unit
    };
    let result = scale.write(value, decimals);
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}增减额", book.dated_name(stated)),
            &[after, before, *stated],
        )
        .formula(format!(
            "{} − {} = {result} {unit}",
            after.number_in(&scale),
            before.number_in(&scale)
        ))
        .computed(format!("{result}{unit}"))
        .stated(stated)
        .note(note)
        .done(),
    )
}

/// The two periods that a change lies between.
fn ends(stated: &Figure<'_>) -> Option<(Period, Period)> {
    let period = stated.period()?;
    match stated.fact.key.basis.as_deref()? {
        "yoy" => Some((year_before(period)?, period)),
        basis => Some((basis.parse().ok()?, Period::At(period.last()?))),
    }
}

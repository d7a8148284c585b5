//! Implied whole (倒推总体): part ÷ share → whole, where no article reports the whole.
//!
//! A count gives the span of whole numbers that round to the printed share.
//! Convention: 统计学原理, 结构相对数.

use super::{Rule, book::Book, draft::Draft, figure::Figure, implied_part, share, write};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "implied-whole",
    name: "倒推总体",
    formula: "部分 ÷ 占比 → 总体",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

fn check<'a>(book: &Book<'a>, stated: &Figure<'a>) -> Option<Check> {
    if !share::is_share(stated) || stated.range.is_bound() || stated.value <= Decimal::ZERO {
        return None;
    }
    let part = share::part(book, stated)?;
    if implied_part::whole(book, stated).is_some() || part.range.is_bound() {
        return None;
    }
    let scale = part.scale();
    let range = part.range.over(stated.range.fraction());
    let value = part
        .value
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(stated.value)?;
    let result = if part.is_whole_number() {
        match range.integers()? {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}~{last}"),
        }
    } else {
        scale.write(value, part.decimals().max(1))
    };
    Some(
        Draft::new(
            RULE.code,
            Verdict::Derivable,
            format!(
                "{}{}",
                write::period(stated.period()),
                stated.fact.key.basis.as_deref()?
            ),
            &[part, *stated],
        )
        .formula(format!(
            "{} ÷ {}% → {result} {}",
            part.number_in(&scale),
            stated.number(),
            scale.unit
        ))
        .computed(format!("{result}{}", scale.unit))
        .done(),
    )
}

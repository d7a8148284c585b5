//! From year to year (逐年增速): (later − earlier) ÷ earlier, where no article states a rate.
//!
//! Only between neighbouring years of one series. From a bound (超520亿元) nothing is computed,
//! but when the next year lies below it, the fall is a finding: to be looked into (待核).
//! Convention: 统计学原理, 环比增长速度.

use super::{
    Rule, arithmetic,
    book::{Book, Reach, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Decimal, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "step",
    name: "逐年增速",
    formula: "(本年 − 上年) ÷ 上年",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

fn check<'a>(book: &Book<'a>, after: &Figure<'a>) -> Option<Check> {
    if !is_level(after) || after.is_disputed || after.teller.indicator.is_none() {
        return None;
    }
    let year = after.year()?;
    let (before, reach) = book.level(after, Period::year(year - 1))?;
    if book.rate(after).is_some() || !same_unit(&before, after) || before.value <= Decimal::ZERO {
        return None;
    }
    let title = format!("{}—{year}年{}", year - 1, book.name(after));
    let operands = [*after, before];
    let scale = after.scale();
    if after.is_exact() && before.range.high.is_none() && after.range.is_below(before.range) {
        let fall = scale.write(before.value - after.value, after.decimals());
        let note = match reach {
            Reach::Same => format!("至少减少{fall}{}。", scale.unit),
            _ => format!(
                "至少减少{fall}{}；一个数注明“{}”，一个没有注明口径。",
                scale.unit,
                before.breakdown().or(after.breakdown()).unwrap_or_default()
            ),
        };
        return Some(
            Draft::new(RULE.code, Verdict::Open, title, &operands)
                .formula(format!("{} ? {}", before.printed(), after.printed()))
                .note(note)
                .done(),
        );
    }
    if reach != Reach::Same || !before.is_exact() || !after.is_exact() {
        return None;
    }
    let percent = arithmetic::growth(before.value, after.value)?;
    let (a, b) = (after.number_in(&scale), before.number_in(&scale));
    let result = format!("{}%", write::signed(percent, 1));
    Some(
        Draft::new(RULE.code, Verdict::Derivable, title, &operands)
            .formula(format!("({a} − {b}) ÷ {b} = {result}"))
            .computed(result)
            .done(),
    )
}

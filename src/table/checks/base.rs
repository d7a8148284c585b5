//! Implied base (倒推基数): later level ÷ (1 + rate) = level of the year before.
//!
//! A count is a whole number: among the whole numbers that round to the printed rate there is
//! often only one, and then the base is exact. Where there is none, count and rate contradict
//! each other. Amounts give an estimate: levels are at current prices, rates of value added at
//! comparable ones, and the roster above the designated size changes every year.
//! Convention: 统计学原理, 基期水平 = 报告期水平 ÷ 发展速度.

use super::{
    Rule, arithmetic,
    book::{Book, is_level, year_before},
    draft::Draft,
    figure::Figure,
    growth::factor,
    write,
};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "base",
    name: "倒推基数",
    formula: "报告期水平 ÷ (1 + 增速) → 基期水平",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

/// The level of the year before that level and rate imply, when no article reports it: of a
/// count the one whole number that fits, if there is one.
pub(super) fn implied<'a>(book: &Book<'a>, level: &Figure<'a>) -> Option<(Figure<'a>, Decimal)> {
    if !is_level(level) || level.is_disputed || !level.is_exact() {
        return None;
    }
    let rate = book.rate(level).filter(Figure::is_exact)?;
    if book.level(level, year_before(level.period()?)?).is_some() {
        return None;
    }
    let base = level
        .value
        .checked_div(arithmetic::growth_factor(rate.value))?;
    let whole = level
        .is_whole_number()
        .then(|| level.range.over(rate.range.growth_factor()).integers())
        .flatten()
        .filter(|(first, last)| first == last);
    let base = whole.map_or(base, |(only, _)| only);
    (base > Decimal::ZERO).then_some((rate, base))
}

fn check<'a>(book: &Book<'a>, level: &Figure<'a>) -> Option<Check> {
    let (rate, base) = implied(book, level)?;
    let scale = level.scale();
    let title = format!(
        "{}{}",
        write::period(year_before(level.period()?)),
        book.name(level)
    );
    let formula = format!("{} ÷ {}", level.number_in(&scale), factor(&rate));
    let operands = [*level, rate];
    if !level.is_whole_number() {
        let result = scale.write(base, level.decimals().max(1));
        let note = if book.is_at_constant_prices(level) {
            "倒推数：水平按现价、增速按可比价，仅作参考。"
        } else {
            "倒推数：增速或按可比口径计算，仅作参考。"
        };
        return Some(
            Draft::new(RULE.code, Verdict::Derivable, title, &operands)
                .formula(format!("{formula} = {result} {}", scale.unit))
                .computed(format!("{result}{}", scale.unit))
                .note(note)
                .done(),
        );
    }
    let range = level.range.over(rate.range.growth_factor());
    let draft = |verdict| Draft::new(RULE.code, verdict, title.clone(), &operands);
    let Some((first, last)) = range.integers() else {
        let near = write::number(base, 2);
        return Some(
            draft(Verdict::Contradicts)
                .formula(format!("{formula} = {near} {}", scale.unit))
                .computed(format!("{near}{}", scale.unit))
                .stated(&rate)
                .note("基数应是整数，没有一个整数按此增速得到报告期的数。")
                .done(),
        );
    };
    let unit = &scale.unit;
    Some(if first == last {
        let printed = rate.teller.step.abs().normalize().scale();
        let gives = |n: Decimal| {
            let percent = arithmetic::growth(n, level.value)?;
            Some(format!("{n}得{}%", write::number(percent, printed)))
        };
        let others: Vec<String> = [first - Decimal::ONE, first + Decimal::ONE]
            .into_iter()
            .filter_map(gives)
            .collect();
        draft(Verdict::Agrees)
            .formula(format!("{formula} → {first} {unit}"))
            .computed(format!("{first}{unit}"))
            .note(format!(
                "{unit}数是整数，只有{first}合：{}。",
                others.join("，")
            ))
            .done()
    } else {
        draft(Verdict::Derivable)
            .formula(format!("{formula} → {first}~{last} {unit}"))
            .computed(format!("{first}~{last}{unit}"))
            .note("按增速的舍入范围倒推。")
            .done()
    })
}

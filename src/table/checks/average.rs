//! Average growth against levels (年均增速与水平): first level × (1 + rate)ⁿ = last level.
//!
//! A span whose last year had not ended when the article appeared may count one year less; only
//! what fits neither count contradicts. Rates of value added are at comparable prices: up to
//! [`PRICES`] points a year that is a difference of definition. Where no first level is
//! reported, nothing can be proved (不能证实). Convention: 统计学原理,
//! 平均增长速度 (水平法).

use super::{
    Rule, arithmetic,
    book::{Book, Reach, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    growth::factor,
    implied_part, share, write,
};
use crate::model::{Check, Decimal, Measure, Nature, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "average",
    name: "年均增速与水平",
    formula: "首期水平 × (1 + 年均增速)ⁿ = 末期水平",
    run,
};

/// Points a year by which prices may part an average at comparable prices from one of levels. A
/// judgement: over a decade the ups and downs of prices even out to less.
const PRICES: Decimal = Decimal::TWO;

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures
        .iter()
        .filter_map(|f| {
            let (from, to) = span(f)?;
            against_levels(book, f, from, to).or_else(|| unproved(book, f, from, to))
        })
        .collect()
}

/// First and last year of an average rate.
pub(super) fn span(figure: &Figure<'_>) -> Option<(i32, i32)> {
    let key = &figure.fact.key;
    let is_average = key.measure == Measure::Growth
        && key.nature == Nature::Result
        && key.basis.as_deref() == Some("annual_average")
        && figure.is_exact()
        && !figure.is_disputed;
    match key.period? {
        Period::Range(first, last) if is_average && first.month.is_none() => {
            (last.year > first.year).then_some((first.year, last.year))
        }
        _ => None,
    }
}

/// The last full year of the span with an exact level, no more than a year before its end.
pub(super) fn last_level<'a>(
    book: &Book<'a>,
    like: &Figure<'_>,
    to: i32,
) -> Option<(Figure<'a>, Reach)> {
    [to, to - 1]
        .into_iter()
        .find_map(|year| book.level(like, Period::year(year)))
        .filter(|(level, _)| level.is_exact())
}

fn against_levels<'a>(book: &Book<'a>, rate: &Figure<'a>, from: i32, to: i32) -> Option<Check> {
    let (before, reach) = book.level(rate, Period::year(from))?;
    let (after, other) = last_level(book, rate, to)?;
    if !same_unit(&before, &after) || !before.is_exact() {
        return None;
    }
    let count = |year: i32| u32::try_from(year - from).ok();
    let (years, whole_span) = (count(after.year()?)?, count(to)?);
    let by_levels = arithmetic::yearly_growth(before.value, after.value, years)?;
    let reached = |n: u32| {
        let range = before.range.times(rate.range.growth_factor().power(n));
        range.meets(after.range)
    };
    let base = arithmetic::growth_factor(rate.value);
    let value = before.value.checked_mul(arithmetic::power(base, years)?)?;
    let scale = before.scale();
    let result = scale.write(value, 1);
    let mut note = format!(
        "按两个水平值算，{years}年年均{}%。",
        write::signed(by_levels, 1)
    );
    let verdict = if reached(years) || reached(whole_span) {
        Verdict::AgreesRounded
    } else {
        if book.is_at_constant_prices(rate) {
            note.push_str("水平值按现价、增速按可比价，可以解释一部分。");
        }
        if reach.max(other) == Reach::Unlabelled {
            note.push_str("有的数没有注明口径。");
        }
        if book.is_at_constant_prices(rate) && by_levels.saturating_sub(rate.value).abs() <= PRICES
        {
            Verdict::Scope
        } else {
            Verdict::Contradicts
        }
    };
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}年均{}%", book.dated_name(rate), rate.number()),
            &[before, *rate, after],
        )
        .formula(format!(
            "{} × {}{} = {result} {}",
            before.number_in(&scale),
            factor(rate),
            write::exponent(years),
            scale.unit
        ))
        .computed(format!("{result}{}", scale.unit))
        .stated(&after)
        .note(note)
        .done(),
    )
}

/// No first level and no multiple to hold the rate against.
fn unproved<'a>(book: &Book<'a>, rate: &Figure<'a>, from: i32, to: i32) -> Option<Check> {
    let key = &rate.fact.key;
    let group = book.of(&key.subject, &key.indicator);
    let is_told_otherwise = group.iter().any(|f| {
        f.fact.key.measure == Measure::Multiple
            && f.fact.key.basis.as_deref() == Some(&Period::year(from).to_string())
            && f.breakdown() == rate.breakdown()
    });
    if is_told_otherwise || book.level(rate, Period::year(from)).is_some() {
        return None;
    }
    // The last full year that any level of the indicator is reported for.
    let last = group
        .iter()
        .filter(|f| is_level(f) && f.year().is_some_and(|year| year <= to))
        .filter_map(Figure::year)
        .max()
        .filter(|year| *year >= to - 1)
        .unwrap_or(to);
    let years = u32::try_from(last - from).ok()?;
    let base = arithmetic::growth_factor(rate.value);
    let multiple = write::number(arithmetic::power(base, years)?, 1);
    let mut operands = vec![*rate];
    let mut note = format!("没有{from}年的水平值，算不了。");
    if let Some((share, whole, end, text)) = too_fast(book, rate, last) {
        operands.extend([share, whole, end]);
        note.push_str(&text);
    }
    Some(
        Draft::new(
            RULE.code,
            Verdict::Unprovable,
            format!("{}年均{}%", book.dated_name(rate), rate.number()),
            &operands,
        )
        .formula(format!(
            "{}{} = {multiple} 倍",
            factor(rate),
            write::exponent(years)
        ))
        .computed(format!("{multiple}倍"))
        .note(note)
        .done(),
    )
}

/// A part that a share implies in some year, and that would outgrow its whole at this rate.
fn too_fast<'a>(
    book: &Book<'a>,
    rate: &Figure<'a>,
    last: i32,
) -> Option<(Figure<'a>, Figure<'a>, Figure<'a>, String)> {
    let part = rate.breakdown()?;
    let key = &rate.fact.key;
    book.of(&key.subject, &key.indicator)
        .iter()
        .filter(|f| share::is_share(f))
        .filter(|f| f.breakdown().is_some_and(|b| part.ends_with(b)))
        .find_map(|share| {
            let whole = implied_part::implied(book, share)?;
            let (year, low) = (whole.year()?, whole.range.low?);
            let years = u32::try_from(last - year).ok().filter(|n| *n > 0)?;
            let (end, _) = book.level(&whole, Period::year(last))?;
            let low = low.checked_mul(share.range.low?)? / Decimal::ONE_HUNDRED;
            let base = arithmetic::growth_factor(rate.value);
            let reached = low.checked_mul(arithmetic::power(base, years)?)?;
            if reached <= end.range.high? {
                return None;
            }
            let scale = end.scale();
            let text = format!(
                "由{}% × {}，{year}年不低于{}{}；再按此增速走{years}年就超过{}{}，\
                 比{last}年全部的{}还大，所以不可能匀速。",
                share.number(),
                whole.printed(),
                scale.write(low, 1),
                scale.unit,
                scale.write(reached, 0),
                scale.unit,
                end.printed(),
            );
            Some((*share, whole, end, text))
        })
}

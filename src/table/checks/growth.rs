//! Growth against levels (增速与水平): earlier level × (1 + rate) = later level.
//!
//! Levels are at current prices and rates of value added and of gross product at comparable
//! ones, so that these two differ by the change of prices: up to [`PRICES`] points that is a
//! difference of definition (口径不同). Rates of enterprises above the designated size compare
//! one roster of firms, levels two: the note says so.
//! Convention: notes of the yearly 统计公报 (绝对数按现价、增长速度按不变价格计算) and of the monthly
//! releases on 规模以上工业 (增速按可比口径计算).

use super::{
    Rule, arithmetic,
    book::{Book, Reach, is_yearly_rate, same_unit, year_before},
    draft::{Draft, judge},
    figure::Figure,
    write,
};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "growth",
    name: "增速与水平",
    formula: "基期水平 × (1 + 增速) = 报告期水平",
    run,
};

/// Points by which a year's prices may part the two rates. A judgement: in most years since
/// 2012 the prices of output moved by less.
const PRICES: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

fn check<'a>(book: &Book<'a>, rate: &Figure<'a>) -> Option<Check> {
    if !is_yearly_rate(rate) || rate.is_disputed {
        return None;
    }
    let period = rate.period()?;
    let (after, reach) = book.level(rate, period)?;
    let (before, other) = book.level(rate, year_before(period)?)?;
    if !same_unit(&before, &after) || before.value <= Decimal::ZERO {
        return None;
    }
    // One rate told with and without the scope: the better labelled one speaks.
    let is_repeated = reach != Reach::Same
        && book
            .rate(&after)
            .is_some_and(|twin| twin.value == rate.value);
    if is_repeated {
        return None;
    }
    let value = before
        .value
        .checked_mul(arithmetic::growth_factor(rate.value))?;
    let range = before.range.times(rate.range.growth_factor());
    let by_levels = arithmetic::growth(before.value, after.value)?;
    let difference = by_levels.saturating_sub(rate.value).abs();
    let mut verdict = judge(Some(value), range, &after);
    let mut note = String::new();
    if !rate.is_exact() && verdict != Verdict::Contradicts {
        verdict = Verdict::Compatible;
    }
    if verdict == Verdict::Contradicts {
        let least = if after.range.is_bound() { "至少" } else { "" };
        note = format!("按两个水平值算是{least}{}%。", write::signed(by_levels, 1));
        if book.is_at_constant_prices(rate) {
            note.push_str("水平值按现价、增速按可比价。");
            verdict = if difference <= PRICES {
                Verdict::Scope
            } else {
                Verdict::Open
            };
        } else if reach.max(other) == Reach::Unlabelled {
            note.push_str("有的数没有注明口径，口径可能不同。");
            if !book.share_article(&before, &after) {
                verdict = Verdict::Open;
            }
        }
    }
    let scale = before.scale();
    let result = scale.write(value, before.decimals().max(1));
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}的水平与增速", book.dated_name(&after)),
            &[before, *rate, after],
        )
        .formula(format!(
            "{} × {} = {result} {}",
            before.number_in(&scale),
            factor(rate),
            scale.unit
        ))
        .computed(format!("{result}{}", scale.unit))
        .stated(&after)
        .note(note)
        .done(),
    )
}

/// What a printed rate multiplies by, with all its digits: 41.3 % is `1.413`.
pub(super) fn factor(rate: &Figure<'_>) -> String {
    let decimals = rate.teller.step.abs().normalize().scale() + 2;
    write::number(arithmetic::growth_factor(rate.value), decimals)
}

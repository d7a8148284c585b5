//! Per unit (平均每个): amount ÷ count of the things that it was spent on or comes from.
//!
//! Only where amount and count are of one thing: told side by side in one article for one
//! subject and period, and named alike. Persons may be divided by the groups that they form.
//! Convention: 统计学原理, 强度相对数与平均数.

use std::collections::BTreeSet;

use super::{
    Rule,
    book::{Book, same_unit},
    draft::Draft,
    figure::{Figure, Scale},
    product,
    write::{self, Rounding},
};
use crate::model::{Check, Decimal, Measure, Nature, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "per-unit",
    name: "平均每个",
    formula: "金额 ÷ 个数",
    run,
};

/// Indicators whose amount is that of the things counted just before it.
const OF_THE_COUNTED: &[&str] = &["总投资额", "签约合同金额"];
/// Characters that two names must share, one after the other, to name one thing.
const SHARED: usize = 4;

fn run(book: &Book<'_>) -> Vec<Check> {
    pairs(book)
        .into_iter()
        .filter_map(|(amount, count)| check(book, &amount, &count))
        .collect()
}

/// Amounts and the counts that belong to them. An amount has at most one count.
pub(super) fn pairs<'a>(book: &Book<'a>) -> Vec<(Figure<'a>, Figure<'a>)> {
    let mut pairs = Vec::new();
    for amount in book.figures.iter().filter(|f| is_amount(f)) {
        let neighbours = book.neighbours(amount, 2);
        // The amount for each is told: the rule of products has it.
        if neighbours
            .iter()
            .any(|f| product::is_each(f) && f.breakdown() == amount.breakdown())
        {
            continue;
        }
        let count = neighbours
            .into_iter()
            .filter(|f| belongs(book, amount, f))
            .min_by_key(|f| {
                let distance = book.distance(f, amount);
                let is_after = book.place(f) > book.place(amount);
                (distance, is_after, f.fact.id.clone())
            });
        pairs.extend(count.map(|count| (*amount, count)));
    }
    pairs
}

fn is_plain(figure: &Figure<'_>) -> bool {
    let key = &figure.fact.key;
    key.measure == Measure::Level
        && matches!(key.nature, Nature::Result)
        && !figure.is_disputed
        && figure.value > Decimal::ZERO
}

/// Money, or persons and papers that come in groups.
fn is_amount(figure: &Figure<'_>) -> bool {
    is_plain(figure) && (figure.fact.unit == "元" || is_crowd(figure)) && !product::is_each(figure)
}

fn is_crowd(figure: &Figure<'_>) -> bool {
    ["人", "名", "份"].contains(&figure.fact.unit.as_str())
}

fn belongs(book: &Book<'_>, amount: &Figure<'_>, count: &Figure<'_>) -> bool {
    let (key, other) = (&amount.fact.key, &count.fact.key);
    if !is_plain(count)
        || !count.is_count()
        || is_crowd(count)
        || amount.fact.unit == count.fact.unit
        || key.subject != other.subject
        || key.period != other.period
        || (key.cumulative != other.cumulative && !book.share_sentence(amount, count))
    {
        return false;
    }
    if is_crowd(amount) {
        // Persons in a group: the names share what they are about, and the group is the fewer.
        return ["支", "场", "家", "个"].contains(&count.fact.unit.as_str())
            && amount.value > count.value
            && shared(amount, count);
    }
    let noun = bare(&other.indicator);
    let named = match amount.breakdown() {
        Some(part) => {
            let whole = format!("{}{noun}", count.breakdown().unwrap_or_default());
            Some(part) == count.breakdown()
                || part == whole
                || (count.breakdown().is_none() && (part.ends_with(noun) || noun.ends_with(part)))
        }
        None => false,
    };
    let follows = book.share_sentence(amount, count)
        && book.place(amount) == book.place(count) + 1
        && OF_THE_COUNTED.contains(&key.indicator.as_str());
    named || follows || (amount.breakdown() == count.breakdown() && shared(amount, count))
}

/// A count's name without the word that makes it a count.
fn bare(name: &str) -> &str {
    ["数量", "家数", "数"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

/// True when the names share enough characters in a row that they name one thing.
fn shared(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    [
        (&a.fact.key.indicator, &b.fact.key.indicator),
        (&a.fact.label, &b.fact.label),
    ]
    .iter()
    .any(|(a, b)| share_run(a, b, SHARED))
}

/// True when both texts contain the same `length` characters in a row.
pub(super) fn share_run(a: &str, b: &str, length: usize) -> bool {
    let runs = |text: &str| -> BTreeSet<String> {
        let chars: Vec<char> = text.chars().collect();
        chars
            .windows(length)
            .map(|window| window.iter().collect())
            .collect()
    };
    !runs(a).is_disjoint(&runs(b))
}

fn check<'a>(book: &Book<'a>, amount: &Figure<'a>, count: &Figure<'a>) -> Option<Check> {
    let value = amount.value.checked_div(count.value)?;
    let scale = amount.scale();
    let (word, rounding) = bound(amount, count);
    let (result, unit) = amount_in_words(value, &scale, rounding);
    let each = format!("{unit}/{}", count.fact.unit);
    Some(
        Draft::new(
            RULE.code,
            Verdict::Derivable,
            format!("{}平均", book.dated_name(amount)),
            &[*amount, *count],
        )
        .formula(format!(
            "{} {} ÷ {} {} = {word}{result} {each}",
            amount.number_in(&scale),
            scale.unit,
            count.number(),
            count.fact.unit
        ))
        .computed(format!("{word}{result}{each}"))
        .done(),
    )
}

/// 至少, 不超过 or 约, from what the two can mean, and the rounding that keeps it true.
pub(super) fn bound(amount: &Figure<'_>, count: &Figure<'_>) -> (&'static str, Rounding) {
    match (amount.range.high.is_none(), count.range.high.is_none()) {
        (true, false) if count.is_exact() => ("至少", Rounding::Down),
        (false, true) if amount.is_exact() => ("不超过", Rounding::Up),
        (false, false) if amount.is_exact() && count.is_exact() => ("", Rounding::Nearest),
        _ => ("约", Rounding::Nearest),
    }
}

/// A value in the scale of `scale` or the next smaller one in which it reads well.
pub(super) fn amount_in_words(
    value: Decimal,
    scale: &Scale,
    rounding: Rounding,
) -> (String, String) {
    let base = scale.unit.trim_start_matches(['万', '亿']);
    let mut chosen = scale.clone();
    for (factor, word) in [(10_000_i64, "万"), (1, "")] {
        let is_small = value < chosen.factor / Decimal::TEN;
        if is_small && Decimal::from(factor) < chosen.factor {
            chosen = Scale {
                factor: Decimal::from(factor),
                unit: format!("{word}{base}"),
            };
        }
    }
    let inside = value / chosen.factor;
    let decimals = if inside >= Decimal::TEN { 1 } else { 2 };
    (write::rounded(inside, decimals, rounding), chosen.unit)
}

/// True when the two have one unit: used by rules that compare pairs.
pub(super) fn alike(a: &(Figure<'_>, Figure<'_>), b: &(Figure<'_>, Figure<'_>)) -> bool {
    same_unit(&a.0, &b.0) && same_unit(&a.1, &b.1)
}

//! Kinds of figures (数的种类): which can stand for a level, which for a rate, which compare.

use super::figure::Figure;
use crate::{
    model::{Date, Measure, Nature, Period},
    table::dimension::dimension,
};

/// The same period of the year before (上年同期).
pub(super) fn year_before(period: Period) -> Option<Period> {
    let back = |date: Date| Date {
        year: date.year - 1,
        ..date
    };
    match period {
        Period::At(date) => Some(Period::At(back(date))),
        Period::Range(first, last) => Some(Period::Range(back(first), back(last))),
        Period::Publication => None,
    }
}

/// Endings of indicators that national accounts and surveys report as the total from January
/// on: 2024年累计完成 is then the figure of 2024.
const ACCOUNTS: &[&str] = &[
    "增加值",
    "产值",
    "生产总值",
    "营业收入",
    "利润总额",
    "零售总额",
    "进出口总额",
    "固定资产投资额",
    "预算收入",
    "税收收入",
];

/// True for a reported level that covers its period alone.
pub(super) fn is_level(figure: &Figure<'_>) -> bool {
    let key = &figure.fact.key;
    let is_of_period = !key.cumulative
        || (figure.teller.indicator.is_some()
            && ACCOUNTS.iter().any(|name| key.indicator.ends_with(name))
            && figure.year().is_some());
    key.measure == Measure::Level && key.nature == Nature::Result && is_of_period
}

/// True for a rate against the same period of the year before.
pub(super) fn is_yearly_rate(figure: &Figure<'_>) -> bool {
    let key = &figure.fact.key;
    key.measure == Measure::Growth
        && key.nature == Nature::Result
        && key.basis.as_deref() == Some("yoy")
        && figure.fact.unit == "%"
}

/// True when the units of both can be compared.
pub(super) fn same_unit(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    dimension(&a.fact.unit) == dimension(&b.fact.unit)
}

//! Counts of a year before that a count and its rate of growth leave but one value for
//! (倒推的整数): drawn hollow between the reported ones. Amounts are never recovered so, since
//! their levels and rates are at different prices.

use rust_decimal::prelude::ToPrimitive;

use crate::model::{Check, Decimal, FactId, Measure, Period, Series, Verdict};

use super::{
    Origin, Point,
    draw::near,
    moment::Moment,
    of_series::{Context, Reading, link},
};

/// Adds the recovered counts of a series to its points and readings, which are in order of time.
pub(super) fn add(
    points: &mut Vec<Point>,
    readings: &mut Vec<Reading>,
    series: &Series,
    context: &Context<'_>,
) {
    if series.measure != Measure::Level {
        return;
    }
    for level in &series.points {
        let (Some(fact), Period::At(date)) = (context.facts.get(&level.fact), level.period) else {
            continue;
        };
        let (Some(value), None) = (recovered(&level.fact, context), date.month) else {
            continue;
        };
        let Some(moment) = Moment::of(Period::year(date.year - 1)) else {
            continue;
        };
        let year = f64::from(moment.year);
        let (Some(shown), false) = (
            value.to_f64(),
            points.iter().any(|p| near(p.at.year.round(), year)),
        ) else {
            continue;
        };
        let words = format!("{}{value}{}（倒推）", moment.words(), fact.unit);
        let mut at = moment.tick(year);
        at.sub = "倒推".to_string();
        let place = points.partition_point(|p| p.at.year < year);
        points.insert(
            place,
            Point {
                at,
                value: shown,
                label: value.to_string(),
                origin: Origin::Implied,
                link: link(fact, &words, context),
                ..Point::default()
            },
        );
        readings.insert(place, Reading { value, moment });
    }
}

/// The one whole number that the level of a fact and its rate leave for the year before.
fn recovered(level: &FactId, context: &Context<'_>) -> Option<Decimal> {
    let is_it = |check: &&Check| {
        check.rule == "base"
            && check.verdict == Verdict::Agrees
            && check.operands.first() == Some(level)
    };
    let check = context.table.checks.iter().find(is_it)?;
    let computed = check.computed.as_deref()?;
    let digits = computed.find(|c: char| !c.is_ascii_digit());
    computed[..digits.unwrap_or(computed.len())].parse().ok()
}

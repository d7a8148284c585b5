//! What stands beside the results (目标与年均): targets, expectations, means over several years.

use rust_decimal::prelude::ToPrimitive;

use crate::model::{Decimal, Measure, Nature, Qualifier, Series};

use super::{
    Average, Bound, Kind, Point, Target,
    draw::near,
    moment::{self, Moment},
    of_series::{Built, Context, Reading, bound, lack, last_result, link, place},
    printed::{Printed, Unit},
};

/// Means over several years of the same indicator, for charts of its yearly rates.
pub(super) fn averages(series: &Series, context: &Context<'_>) -> Vec<Average> {
    if series.measure != Measure::Growth {
        return Vec::new();
    }
    averages_of(series, context)
}

pub(super) fn averages_of(series: &Series, context: &Context<'_>) -> Vec<Average> {
    let same = |other: &&Series| {
        other.measure == Measure::Growth
            && other.basis.as_deref() == Some("annual_average")
            && other.subject == series.subject
            && other.indicator == series.indicator
            && other.breakdown == series.breakdown
    };
    let points = context
        .table
        .series
        .iter()
        .filter(same)
        .flat_map(|s| &s.points);
    points
        .filter_map(|point| {
            let fact = *context.facts.get(&point.fact)?;
            let (first, last) = moment::span(point.period)?;
            let printed = Printed::read(&fact.printed);
            let unit = Unit {
                name: "%".into(),
                scale: Decimal::ONE,
            };
            let (value, label) = unit.read(point.value, printed.as_ref());
            let (span, label) = (format!("{first}—{last}"), format!("{label}%"));
            let link = link(fact, &format!("{span}年年均{label}"), context);
            Some(Average {
                first: f64::from(first),
                last: f64::from(last),
                value: value.to_f64()?,
                label,
                span,
                link,
            })
        })
        .collect()
}

/// Adds the dated targets and expectations of a series.
pub(super) fn add_targets(built: &mut Built, series: &Series, unit: &Unit, context: &Context<'_>) {
    let mut goals: Vec<(Target, Decimal)> = Vec::new();
    for id in &series.targets {
        let Some(fact) = context.facts.get(id) else {
            continue;
        };
        let Some(moment) = fact.key.period.and_then(Moment::of) else {
            continue;
        };
        let (value, label) = unit.read(fact.value, Printed::read(&fact.printed).as_ref());
        let Some(number) = value.to_f64() else {
            continue;
        };
        let label = if series.measure == Measure::Rank {
            place(&label)
        } else {
            label
        };
        let year = moment.year(false);
        let words = format!("{}{}{}", moment.words(), label, built.spec.unit);
        if fact.key.nature == Nature::Forecast {
            let is_after = built.spec.points.last().is_some_and(|p| p.at.year < year);
            if is_after && matches!(built.spec.kind, Kind::Columns | Kind::Dots) {
                built.spec.points.push(Point {
                    at: moment.tick(year),
                    value: number,
                    label: format!("预计{label}"),
                    bound: bound(fact.qualifier),
                    is_forecast: true,
                    link: link(fact, &format!("预计{words}"), context),
                    ..Point::default()
                });
                built.readings.push(Reading { value, moment });
            }
            continue;
        }
        let is_plain = label.starts_with(|c: char| c.is_ascii_digit());
        let target = Target {
            at: moment.tick(year),
            value: number,
            label: format!("目标{}{label}", if is_plain { " " } else { "" }),
            gap: gap(built, value, fact.qualifier, year),
            link: link(fact, &format!("目标：{words}"), context),
        };
        goals.push((target, value));
    }
    goals.sort_by(|(a, _), (b, _)| {
        a.value
            .total_cmp(&b.value)
            .then(a.at.year.total_cmp(&b.at.year))
    });
    goals.dedup_by(|(a, _), (b, _)| a.label == b.label && near(a.at.year, b.at.year));
    (built.spec.targets, built.targets) = goals.into_iter().unzip();
}

/// What is missing from the last result to a target, where both ends allow to say it.
pub(super) fn gap(built: &Built, target: Decimal, qualifier: Qualifier, year: f64) -> String {
    let Some((point, reading)) = last_result(built) else {
        return String::new();
    };
    let is_sound = built.spec.kind == Kind::Columns
        && point.bound == Bound::Exact
        && point.twin.is_none()
        && point.at.year < year
        && target > reading.value
        && matches!(qualifier, Qualifier::Exact | Qualifier::Over);
    if !is_sound {
        return String::new();
    }
    let least = if qualifier == Qualifier::Over {
        "至少"
    } else {
        ""
    };
    format!("{least}还差 {}", lack(reading.value, target))
}

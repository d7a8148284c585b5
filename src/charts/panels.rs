//! Charts of more than one series (并列的图): the growth panel under columns, and a part beside
//! the rest of its whole.

use rust_decimal::{RoundingStrategy, prelude::ToPrimitive};

use crate::model::{Decimal, Measure, Series};

use super::{
    Absent, Bound, ChartSpec, Kind, Origin, Point, Upper,
    draw::near,
    goals::averages_of,
    of_series::{Built, Context, FEWEST, Reading, build, difference, word},
    printed::with_sign,
};

/// The rates of growth under the columns of `levels`, on the same positions. `growth` holds the
/// printed rates; where there is none, the rate is worked out from two exact levels of one scope
/// that follow each other, and marked as computed. Periods without either say so.
///
/// `None` where the levels are not drawn as columns or there is nothing to show.
pub fn growth_panel(
    levels: &Series,
    growth: Option<&Series>,
    context: &Context<'_>,
) -> Option<ChartSpec> {
    let level = build(levels, context, FEWEST).filter(|built| built.spec.kind == Kind::Columns)?;
    // One printed rate is no chart of its own, but it belongs into the panel.
    let printed = growth.and_then(|series| build(series, context, 1));
    let mut points = Vec::new();
    let mut readings = Vec::new();
    let mut absent = Vec::new();
    for (i, column) in level.spec.points.iter().enumerate() {
        if column.is_forecast {
            continue;
        }
        let year = column.at.year;
        let reported = printed.as_ref().and_then(|built| {
            let i = built
                .spec
                .points
                .iter()
                .position(|p| near(p.at.year, year))?;
            Some((built.spec.points[i].clone(), built.readings[i].clone()))
        });
        if let Some((point, reading)) = reported {
            points.push(point);
            readings.push(reading);
        } else if let Some(rate) = rate(&level, i) {
            let mut at = column.at.clone();
            at.sub = "算得".into();
            points.push(Point {
                at,
                value: rate.to_f64()?,
                label: with_sign(rate),
                origin: Origin::Computed,
                ..Point::default()
            });
            readings.push(Reading {
                value: rate,
                moment: level.readings[i].moment.clone(),
            });
        } else {
            let word = if i == 0 { "未载" } else { "不可算" };
            absent.push(Absent {
                year,
                word: word.into(),
            });
        }
    }
    if points.is_empty() {
        return None;
    }
    let mut goals: Vec<f64> = level.spec.targets.iter().map(|t| t.at.year).collect();
    goals.dedup_by(|a, b| near(*a, *b));
    let taken = |year: f64| level.spec.points.iter().any(|p| near(p.at.year, year));
    let averages = averages_of(growth.unwrap_or(levels), context);
    let mut built = Built {
        spec: ChartSpec {
            id: format!("{}-panel", levels.id),
            kind: Kind::Lollipops,
            unit: "%".into(),
            points,
            absent,
            breaks: level.spec.breaks.clone(),
            asides: goals.iter().filter(|&&year| !taken(year)).count(),
            is_panel: true,
            ..ChartSpec::default()
        },
        readings,
        targets: Vec::new(),
        name: format!("{}增速", level.name),
    };
    // Averages fill the places of the targets; without such places the columns would not align.
    built.spec.averages = averages.into_iter().take(built.spec.asides).collect();
    word(&mut built, Measure::Growth);
    built.spec.subtitle = "同比增速，%，横轴与上图对齐".into();
    Some(built.spec)
}

/// Growth in percent, one decimal, from the year before; `None` where it cannot be worked out.
fn rate(level: &Built, i: usize) -> Option<Decimal> {
    let before = i.checked_sub(1)?;
    let (a, b) = (&level.spec.points[before], &level.spec.points[i]);
    let is_plain = |p: &Point| {
        p.bound == Bound::Exact
            && p.origin == Origin::Reported
            && p.twin.is_none()
            && !p.is_part_year
            && !p.is_forecast
    };
    let is_broken = level.spec.breaks.iter().any(|x| near(x.before, b.at.year));
    if !is_plain(a) || !is_plain(b) || is_broken || !near(b.at.year - a.at.year, 1.0) {
        return None;
    }
    let (a, b) = (level.readings[before].value, level.readings[i].value);
    let ratio = b.checked_div(a)?;
    let percent = (ratio - Decimal::ONE) * Decimal::ONE_HUNDRED;
    Some(percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}

/// A part beside the rest of its whole, over the periods that both series report exactly: the
/// rest is worked out. `share` holds the printed shares of the part, if any. `names` are those of
/// the part and of the rest.
///
/// `None` for fewer than two such periods.
pub fn two_parts(
    part: &Series,
    whole: &Series,
    share: Option<&Series>,
    names: (&str, &str),
    context: &Context<'_>,
) -> Option<ChartSpec> {
    let lower = build(part, context, FEWEST)?;
    let total = build(whole, context, FEWEST)?;
    if lower.spec.unit != total.spec.unit {
        return None;
    }
    let shares = share.and_then(|series| build(series, context, 1));
    let mut points: Vec<Point> = Vec::new();
    let mut values: Vec<(Decimal, Decimal)> = Vec::new();
    for (point, reading) in lower.spec.points.iter().zip(&lower.readings) {
        let is_plain = |p: &Point| {
            p.bound == Bound::Exact
                && p.origin == Origin::Reported
                && p.twin.is_none()
                && !p.is_forecast
        };
        let same =
            |p: &Point| near(p.at.year, point.at.year) && p.is_part_year == point.is_part_year;
        let Some(i) = total
            .spec
            .points
            .iter()
            .position(|p| same(p) && is_plain(p))
        else {
            continue;
        };
        let rest = difference(reading.value, total.readings[i].value);
        if !is_plain(point) || rest < Decimal::ZERO {
            continue;
        }
        let printed = shares.as_ref().and_then(|shares| {
            let share = shares.spec.points.iter().find(|p| same(p))?;
            Some(format!("{}%", share.label))
        });
        points.push(Point {
            upper: Some(Upper {
                value: rest.to_f64()?,
                label: rest.to_string(),
                total: total.spec.points[i].label.clone(),
                share: printed.unwrap_or_default(),
            }),
            ..point.clone()
        });
        values.push((reading.value, rest));
    }
    let (first, last) = (*values.first()?, *values.last()?);
    if points.len() < 2 {
        return None;
    }
    let unit = lower.spec.unit.clone();
    let say = |name: &str, change: Decimal| match change.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => format!("{name}增加{change}{unit}"),
        std::cmp::Ordering::Less => format!("{name}减少{}{unit}", change.abs()),
        std::cmp::Ordering::Equal => format!("{name}持平"),
    };
    let title = format!(
        "{}，{}",
        say(names.0, difference(first.0, last.0)),
        say(names.1, difference(first.1, last.1))
    );
    let has_share = points
        .iter()
        .any(|p| p.upper.as_ref().is_some_and(|u| !u.share.is_empty()));
    let years = |p: Option<&Point>| p.map_or(String::new(), |p| p.at.label.clone());
    let mut spec = ChartSpec {
        id: format!("{}-parts", part.id),
        kind: Kind::Stack,
        title,
        subtitle: format!(
            "{}构成，{unit}，{}—{}年",
            total.name,
            years(points.first()),
            years(points.last())
        ),
        unit,
        points,
        parts: vec![
            (
                names.0.to_string(),
                if has_share {
                    "占比".into()
                } else {
                    String::new()
                },
            ),
            (names.1.to_string(), "算得".into()),
        ],
        ..ChartSpec::default()
    };
    spec.description = super::describe::describe(&spec);
    Some(spec)
}

//! The title of a chart (图题): a finding where the numbers allow one, else the plain name.
//! Every rule has its guard; no adjectives, no causes, nothing extrapolated.

use crate::model::{Decimal, Measure};

use super::{
    Bound, Kind, Origin, Point,
    moment::years,
    of_series::{Built, Reading, difference, lack, last_result},
};

/// What the chart finds.
pub(super) fn finding(built: &Built, measure: Measure) -> String {
    conflict(built)
        .or_else(|| match measure {
            Measure::Growth | Measure::Change | Measure::Multiple => rates(built),
            Measure::Rank => ranks(built),
            Measure::Share => shares(built),
            Measure::Level => levels(built),
        })
        .unwrap_or_else(|| built.name.clone())
}

/// Two values for one period: `规上工业企业2025年两说：203或202家`.
fn conflict(built: &Built) -> Option<String> {
    let pairs = built.spec.points.iter().zip(&built.readings);
    let (point, reading) = pairs.rev().find(|(point, _)| point.twin.is_some())?;
    let twin = point.twin.as_ref()?;
    let when = reading.moment.words();
    let unit = &built.spec.unit;
    Some(format!(
        "{}{when}两说：{}或{}{unit}",
        built.name, point.label, twin.label
    ))
}

/// The last two rates, side by side and not subtracted: their periods may differ in length.
fn rates(built: &Built) -> Option<String> {
    let results = results(built);
    let [.., a, b] = results.as_slice() else {
        return None;
    };
    let say = |(point, reading): &Found<'_>| {
        let how = match point.origin {
            Origin::Reported => "",
            Origin::Computed => "（算得）",
            Origin::Implied => "（倒推）",
        };
        format!(
            "{}{}{}{how}",
            reading.moment.words(),
            point.label,
            built.spec.unit
        )
    };
    Some(format!("{}：{}，{}", built.name, say(a), say(b)))
}

fn ranks(built: &Built) -> Option<String> {
    let (first, last) = ends(built)?;
    let (a, b) = (first.1.value, last.1.value);
    let way = match b.cmp(&a) {
        std::cmp::Ordering::Less => "升至",
        std::cmp::Ordering::Greater => "降至",
        std::cmp::Ordering::Equal => return None,
    };
    Some(format!(
        "{}由{}{way}{}",
        built.name, first.0.label, last.0.label
    ))
}

fn shares(built: &Built) -> Option<String> {
    let (first, last) = ends(built)?;
    let change = difference(first.1.value, last.1.value);
    let way = direction(change, ["提高", "降低"])?;
    let span = years(last.1.moment.year - first.1.moment.year);
    Some(format!("{}{span}{way}{}个百分点", built.name, change.abs()))
}

fn levels(built: &Built) -> Option<String> {
    let (first, last) = ends(built)?;
    let unit = &built.spec.unit;
    let change = difference(first.1.value, last.1.value);
    let (from, to) = (first.1.moment.year, last.1.moment.year);
    let Some(way) = direction(change, ["增", "减"]) else {
        return Some(format!(
            "{}{to}年与{from}年持平，均为{}{unit}",
            built.name, last.0.label
        ));
    };
    if built.spec.kind != Kind::Columns {
        let span = years(to - from);
        let (a, b) = (&first.0.label, &last.0.label);
        return Some(format!("{}{span}由{a}{unit}{way}至{b}{unit}", built.name));
    }
    let more = if way == "增" { "增加" } else { "减少" };
    let mut title = format!("{}{from}—{to}年{more}{}{unit}", built.name, change.abs());
    if let Some((goal, lack)) = farthest_goal(built) {
        title.push_str(&format!("，距{goal}{unit}还差{lack}{unit}"));
    }
    Some(title)
}

/// The highest target ahead of the last result, and what is missing.
fn farthest_goal(built: &Built) -> Option<(Decimal, Decimal)> {
    let (_, last) = last_result(built)?;
    let goals = built.spec.targets.iter().zip(&built.targets);
    let (_, goal) = goals.rev().find(|(target, _)| !target.gap.is_empty())?;
    Some((*goal, lack(last.value, *goal)))
}

fn direction(change: Decimal, [up, down]: [&'static str; 2]) -> Option<&'static str> {
    match change.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => Some(up),
        std::cmp::Ordering::Less => Some(down),
        std::cmp::Ordering::Equal => None,
    }
}

/// A point that is no expectation, with its exact number.
type Found<'a> = (&'a Point, &'a Reading);

fn results(built: &Built) -> Vec<Found<'_>> {
    let pairs = built.spec.points.iter().zip(&built.readings);
    pairs.filter(|(point, _)| !point.is_forecast).collect()
}

/// First and last point that may be compared: behind the last break, both reported, exact and of
/// the same kind of period, in different years.
fn ends(built: &Built) -> Option<(Found<'_>, Found<'_>)> {
    let start = built
        .spec
        .breaks
        .last()
        .map_or(f64::NEG_INFINITY, |b| b.before);
    let run: Vec<_> = results(built)
        .into_iter()
        .filter(|(point, _)| point.at.year >= start - 1e-4)
        .filter(|(point, _)| point.origin != Origin::Implied)
        .collect();
    let is_sound = |point: &Point| {
        point.bound == Bound::Exact && point.origin == Origin::Reported && !point.is_part_year
    };
    let (&first, &last) = (run.first()?, run.last()?);
    let is_sound = is_sound(first.0)
        && is_sound(last.0)
        && first.0.at.sub.is_empty() == last.0.at.sub.is_empty()
        && first.1.moment.year < last.1.moment.year;
    is_sound.then_some((first, last))
}

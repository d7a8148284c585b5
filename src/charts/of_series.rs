//! From a series to what its chart shows (从序列到图): which mark, which unit, which words. A
//! series that says too little is not drawn.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;

use crate::model::{
    Check, Decimal, Fact, FactId, FactTable, FlowStock, Measure, ObservationId, Period, Qualifier,
    Series, SeriesPoint, Verdict,
};

use super::{
    Bound, Break, ChartSpec, Kind, Link, Origin, Point, Twin,
    describe::describe,
    draw::near,
    finding::finding,
    goals::{add_targets, averages},
    implied,
    moment::Moment,
    printed::{Printed, Unit},
};

/// What a chart needs besides its series.
pub struct Context<'a> {
    /// All facts.
    pub table: &'a FactTable,
    /// The same by id.
    pub facts: &'a BTreeMap<&'a FactId, &'a Fact>,
    /// The address of an observation, as it shall stand in the page; `None` for no link.
    pub href: &'a dyn Fn(&ObservationId) -> Option<String>,
    /// The name that the vocabulary has for what a series counts, where it is not that of the part
    /// and that of the indicator one behind the other.
    pub named: &'a dyn Fn(&Series) -> Option<String>,
    /// First and last year of an axis that several charts share.
    pub axis: Option<(f64, f64)>,
}

/// A point together with the exact number behind it.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// In the unit of the chart, with the printed decimals.
    pub value: Decimal,
    /// When.
    pub moment: Moment,
}

/// A spec and the exact numbers of its points and targets.
#[derive(Debug, Clone)]
pub(super) struct Built {
    pub spec: ChartSpec,
    /// One a point.
    pub readings: Vec<Reading>,
    /// One a target.
    pub targets: Vec<Decimal>,
    /// What the chart is about: `“3+1”主导产业工业总产值`.
    pub name: String,
}

/// What the chart of a series shows; `None` where it must not be drawn: fewer than two reported
/// periods, or no dates.
///
/// The finding follows guarded rules: a difference is stated only between two exact values of
/// one scope and unit, a conflict outranks a trend, and where no rule holds the title is the
/// name of the indicator.
pub fn of_series(series: &Series, context: &Context<'_>) -> Option<ChartSpec> {
    build(series, context, FEWEST).map(|built| built.spec)
}

/// The fewest periods that make a chart.
pub(super) const FEWEST: usize = 2;

/// A year that is told of whole stands for its months and parts: they share its place on the axis
/// and are told in the table.
fn whole_years(dated: Vec<Dated<'_>>) -> Vec<Dated<'_>> {
    let is_whole = |(point, ..): &Dated<'_>| match point.period {
        Period::At(date) => date.month.is_none(),
        _ => false,
    };
    let years: BTreeSet<i32> = dated
        .iter()
        .filter(|dated| is_whole(dated))
        .map(|(.., moment)| moment.year)
        .collect();
    dated
        .into_iter()
        .filter(|dated| is_whole(dated) || !years.contains(&dated.2.year))
        .collect()
}

/// A point with its fact and its place in time.
type Dated<'a> = (&'a SeriesPoint, &'a Fact, Moment);

/// Builds the spec of a series of at least `fewest` dated periods.
pub(super) fn build(series: &Series, context: &Context<'_>, fewest: usize) -> Option<Built> {
    let dated: Vec<Dated<'_>> = series
        .points
        .iter()
        .filter_map(|point| {
            let fact = *context.facts.get(&point.fact)?;
            Some((point, fact, Moment::of(point.period)?))
        })
        .collect();
    let dated = whole_years(dated);
    if dated.len() < fewest {
        return None;
    }
    let printed: Vec<Option<Printed>> = dated
        .iter()
        .map(|(_, fact, _)| Printed::read(&fact.printed))
        .collect();
    let unit = Unit::of(&printed, &series.unit);
    let is_rank = series.measure == Measure::Rank;

    let mut points: Vec<Point> = Vec::new();
    let mut readings: Vec<Reading> = Vec::new();
    let mut breaks: Vec<Break> = Vec::new();
    for ((point, fact, moment), printed) in dated.into_iter().zip(&printed) {
        let is_taken = points
            .iter()
            .any(|p: &Point| near(p.at.year.round(), f64::from(moment.year)));
        let year = moment.year(is_taken);
        if points
            .last()
            .is_some_and(|last| last.at.year >= year - 1e-4)
        {
            continue;
        }
        let (value, label) = unit.read(point.value, printed.as_ref());
        if let (Some(reason), Some(last)) = (&point.break_before, points.last()) {
            breaks.push(Break {
                after: last.at.year,
                before: year,
                reason: reason.clone(),
            });
        }
        let mut at = moment.tick(year);
        if let Some(scope) = scope_mark(series, fact) {
            at.sub = scope;
        }
        points.push(Point {
            at,
            value: value.to_f64()?,
            label: if is_rank { place(&label) } else { label },
            bound: bound(fact.qualifier),
            is_part_year: moment.is_part_year,
            twin: twin(fact, point.value, &unit, context),
            link: Link::default(),
            remark: remark(series, fact, context),
            ..Point::default()
        });
        let reading = Reading { value, moment };
        let last = points.len() - 1;
        let point = &mut points[last];
        point.link = link(
            fact,
            &format!(
                "{}{}",
                reading.moment.words(),
                full(&point.label, &unit.name, is_rank)
            ),
            context,
        );
        readings.push(reading);
    }
    if points.len() < fewest {
        return None;
    }
    implied::add(&mut points, &mut readings, series, context);
    let kind = kind(series, &points, &readings, flow_stock(series, context));
    let mut built = Built {
        spec: ChartSpec {
            id: series.id.clone(),
            kind,
            unit: if is_rank {
                String::new()
            } else {
                unit.name.clone()
            },
            points,
            breaks,
            averages: averages(series, context),
            axis: context.axis,
            ..ChartSpec::default()
        },
        readings,
        targets: Vec::new(),
        name: name(series, context),
    };
    add_targets(&mut built, series, &unit, context);
    word(&mut built, series.measure);
    Some(built)
}

/// Gives a built chart its title, subtitle and description.
pub(super) fn word(built: &mut Built, measure: Measure) {
    built.spec.title = finding(built, measure);
    let years = |p: &Point| p.at.year.round() as i64;
    let all = || {
        let goals = built.spec.targets.iter().map(|t| t.at.year.round() as i64);
        built.spec.points.iter().map(years).chain(goals)
    };
    let period = match (all().min(), all().max()) {
        (Some(first), Some(last)) if first != last => format!("{first}—{last}年"),
        (Some(year), _) => format!("{year}年"),
        _ => String::new(),
    };
    let parts = [
        built.name.as_str(),
        built.spec.unit.as_str(),
        period.as_str(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    built.spec.subtitle = parts.join("，");
    built.spec.description = describe(&built.spec);
}

/// The name of a series in a title.
pub(super) fn name(series: &Series, context: &Context<'_>) -> String {
    let base = match ((context.named)(series), &series.breakdown) {
        (Some(name), _) => name,
        (None, Some(part)) => joined(part, &series.indicator),
        (None, None) => series.indicator.clone(),
    };
    let suffix = match series.measure {
        Measure::Growth => "增速",
        Measure::Share => "占比",
        Measure::Change => "增减",
        Measure::Multiple => "倍数",
        Measure::Level | Measure::Rank => "",
    };
    if base.ends_with(suffix) || (series.measure == Measure::Share && base.ends_with("比重")) {
        base
    } else {
        base + suffix
    }
}

/// A part and an indicator as one name, the common characters once: 发明专利 and 专利授权量 are
/// 发明专利授权量.
fn joined(part: &str, indicator: &str) -> String {
    let ends = indicator.char_indices().map(|(at, c)| at + c.len_utf8());
    let common = ends.filter(|&end| part.ends_with(&indicator[..end])).max();
    format!("{part}{}", &indicator[common.unwrap_or(0)..])
}

fn flow_stock(series: &Series, context: &Context<'_>) -> Option<FlowStock> {
    let mut facts = series
        .points
        .iter()
        .filter_map(|p| context.facts.get(&p.fact));
    facts.find_map(|fact| fact.flow_stock)
}

/// The longest run of periods that columns can show.
const MOST_COLUMNS: i32 = 8;

fn kind(
    series: &Series,
    points: &[Point],
    readings: &[Reading],
    flow_stock: Option<FlowStock>,
) -> Kind {
    match series.measure {
        Measure::Rank => Kind::Rank,
        Measure::Share => Kind::Dots,
        Measure::Growth | Measure::Change | Measure::Multiple => Kind::Lollipops,
        Measure::Level => {
            let years: Vec<i32> = readings.iter().map(|r| r.moment.year).collect();
            let span = years
                .last()
                .zip(years.first())
                .map_or(0, |(last, first)| last - first + 1);
            let widest = years
                .windows(2)
                .map(|pair| pair[1] - pair[0])
                .max()
                .unwrap_or(0);
            let is_whole = readings
                .iter()
                .all(|r| r.moment.month.is_none() || r.moment.is_part_year);
            let is_negative = points.iter().any(|p| p.value < 0.0);
            let is_dense = widest <= 1 || (widest == 2 && flow_stock == Some(FlowStock::Flow));
            if is_whole && is_dense && span <= MOST_COLUMNS && !is_negative {
                Kind::Columns
            } else {
                Kind::Dots
            }
        }
    }
}

pub(super) fn bound(qualifier: Qualifier) -> Bound {
    match qualifier {
        Qualifier::Exact => Bound::Exact,
        Qualifier::About => Bound::About,
        Qualifier::Over => Bound::Over,
        Qualifier::Under => Bound::Under,
    }
}

/// A scope that the point has and the series has not stands under its year.
fn scope_mark(series: &Series, fact: &Fact) -> Option<String> {
    let scope = fact
        .key
        .breakdown
        .as_ref()
        .filter(|_| fact.key.breakdown != series.breakdown)?;
    // 规上 is what statisticians say for 规模以上工业企业.
    Some(if scope.starts_with("规模以上") {
        "规上口径".to_string()
    } else {
        scope.clone()
    })
}

pub(super) fn place(label: &str) -> String {
    if label.starts_with('第') {
        format!("{label}位")
    } else {
        format!("第{label}位")
    }
}

fn full(label: &str, unit: &str, is_rank: bool) -> String {
    if is_rank {
        label.to_string()
    } else {
        format!("{label}{unit}")
    }
}

/// What stands beside a rate that its two levels do not bear out.
fn remark(series: &Series, fact: &Fact, context: &Context<'_>) -> String {
    let is_doubted = |check: &Check| {
        check.verdict == Verdict::Contradicts
            && matches!(check.rule, "growth" | "base")
            && check.operands.contains(&fact.id)
    };
    match series.measure == Measure::Growth && context.table.checks.iter().any(is_doubted) {
        true => Verdict::Contradicts.word().to_string(),
        false => String::new(),
    }
}

/// The mark's way to its evidence.
pub(super) fn link(fact: &Fact, words: &str, context: &Context<'_>) -> Link {
    let href = fact.observations.first().and_then(|id| (context.href)(id));
    match href {
        Some(href) => Link {
            href,
            name: format!("{words}，看原句"),
        },
        None => Link {
            href: String::new(),
            name: words.to_string(),
        },
    }
}

/// The other value of a conflict.
fn twin(fact: &Fact, shown: Decimal, unit: &Unit, context: &Context<'_>) -> Option<Twin> {
    let conflict = context.table.conflicts.iter().find(|c| c.fact == fact.id)?;
    let (value, said_by) = conflict.values.iter().find(|(value, _)| *value != shown)?;
    let first = said_by.first();
    let printed = first
        .and_then(|id| context.table.observation(id))
        .and_then(|observation| Printed::read(&observation.quote_text));
    let (value, label) = unit.read(*value, printed.as_ref());
    let href = first.and_then(|id| (context.href)(id)).unwrap_or_default();
    Some(Twin {
        value: value.to_f64()?,
        link: Link {
            href,
            name: format!("另一说{label}{}", unit.name),
        },
        label,
    })
}

/// The last result of a whole year.
pub(super) fn last_result(built: &Built) -> Option<(&Point, &Reading)> {
    let pairs = built.spec.points.iter().zip(&built.readings);
    pairs
        .rev()
        .find(|(point, _)| !point.is_forecast)
        .filter(|(point, _)| !point.is_part_year && point.origin == Origin::Reported)
}

/// What a result lacks of a target, with the decimals of the result: a target is not rounded.
pub(super) fn lack(result: Decimal, target: Decimal) -> Decimal {
    (target - result).round_dp_with_strategy(
        result.scale(),
        rust_decimal::RoundingStrategy::MidpointAwayFromZero,
    )
}

/// `b − a`, with the decimals of the coarser of the two.
pub(super) fn difference(a: Decimal, b: Decimal) -> Decimal {
    let scale = a.scale().min(b.scale());
    (b - a).round_dp_with_strategy(scale, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

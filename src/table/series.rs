//! Series (序列): the facts of one subject, indicator and measure over their periods.
//!
//! Breakdowns that are parts (“3+1”主导产业) make series of their own. Breakdowns that are only
//! scopes (规模以上工业企业) are joined, and the line is broken wherever the scope changes. Years,
//! as-of dates and parts of a year stand side by side in order of time. A period that the
//! articles report for several scopes has one point: that of the scope which most points of
//! the series share, so that the line is broken as seldom as the articles allow. A period for
//! which one key has several facts (a label too short to tell them apart) has none. Running
//! totals (累计), capacities (产能), unlike bases and units that cannot be compared are apart.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{dimension::dimension, vocabulary::Vocabulary};
use crate::{
    config::Config,
    model::{Date, Fact, FactKey, Measure, Nature, Period, Series, SeriesPoint, hash12},
};

/// What the facts of one series share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SeriesKey {
    subject: String,
    indicator: String,
    breakdown: Option<String>,
    measure: Measure,
    basis: Option<String>,
    dimension: String,
    is_capacity: bool,
    cumulative: bool,
}

impl SeriesKey {
    fn of(fact: &Fact, vocabulary: &Vocabulary<'_>) -> Self {
        let key: &FactKey = &fact.key;
        Self {
            subject: key.subject.clone(),
            indicator: key.indicator.clone(),
            breakdown: key
                .breakdown
                .clone()
                .filter(|name| !vocabulary.is_scope(name)),
            measure: key.measure,
            basis: key.basis.clone(),
            dimension: dimension(&fact.unit).to_string(),
            is_capacity: key.nature == Nature::Capacity,
            cumulative: key.cumulative,
        }
    }

    fn hash(&self) -> String {
        hash12([
            self.subject.as_str(),
            &self.indicator,
            self.breakdown.as_deref().unwrap_or_default(),
            self.measure.as_str(),
            self.basis.as_deref().unwrap_or_default(),
            &self.dimension,
            if self.is_capacity { "capacity" } else { "" },
            if self.cumulative { "cumulative" } else { "" },
        ])
    }

    /// `gross-output`, `gross-output-growth`; with a hash where a part, another subject or
    /// another unit is meant; `s-` and a hash where the vocabulary has no id.
    fn id(&self, indicator_id: Option<&str>, vocabulary: &Vocabulary<'_>, home: &str) -> String {
        let hash = self.hash();
        let Some(indicator_id) = indicator_id else {
            return format!("s-{hash}");
        };
        let unit = vocabulary
            .indicator(indicator_id)
            .map_or("", |indicator| indicator.unit.as_str());
        let unit_is_own = dimension(unit) == self.dimension;
        let mut id = indicator_id.to_string();
        match self.measure {
            Measure::Level => {}
            Measure::Rank if unit_is_own => {}
            measure => id = format!("{id}-{measure}"),
        }
        let mut is_plain = self.subject == home && self.breakdown.is_none();
        match self.basis.as_deref() {
            None | Some("yoy") => {}
            Some("annual_average") => id.push_str("-average"),
            Some(_) => is_plain = false,
        }
        match self.measure {
            Measure::Level => is_plain &= unit_is_own,
            Measure::Growth | Measure::Share => is_plain &= self.dimension == "%",
            Measure::Change | Measure::Rank | Measure::Multiple => {}
        }
        if self.is_capacity {
            id.push_str("-capacity");
        }
        if self.cumulative {
            id.push_str("-cumulative");
        }
        if is_plain {
            id
        } else {
            format!("{id}-{}", &hash[..8])
        }
    }
}

/// Builds all series of at least one point, sorted by id.
pub(super) fn build(facts: &[Fact], vocabulary: &Vocabulary<'_>, config: &Config) -> Vec<Series> {
    let mut groups: BTreeMap<SeriesKey, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        groups
            .entry(SeriesKey::of(fact, vocabulary))
            .or_default()
            .push(fact);
    }
    let mut taken = BTreeSet::new();
    let mut series = Vec::new();
    for (key, facts) in groups {
        let points = points(&facts);
        if points.is_empty() {
            continue;
        }
        let indicator_id = facts.iter().find_map(|f| f.indicator_id.clone());
        let mut id = key.id(indicator_id.as_deref(), vocabulary, &config.site.subject);
        if !taken.insert(id.clone()) {
            id = format!("{id}-{}", &key.hash()[..8]);
            taken.insert(id.clone());
        }
        let mut targets: Vec<&Fact> = facts
            .iter()
            .copied()
            .filter(|f| matches!(f.key.nature, Nature::Target | Nature::Forecast))
            .collect();
        targets.sort_by_key(|f| (f.key.period.map(in_time), f.key.nature, f.value));
        series.push(Series {
            id,
            unit: points
                .last()
                .and_then(|point| facts.iter().find(|f| f.id == point.fact))
                .map(|fact| fact.unit.clone())
                .unwrap_or_default(),
            subject: key.subject,
            indicator: key.indicator,
            indicator_id,
            breakdown: key.breakdown,
            measure: key.measure,
            basis: key.basis,
            points,
            targets: targets.into_iter().map(|f| f.id.clone()).collect(),
        });
    }
    series.sort_by(|a, b| a.id.cmp(&b.id));
    series
}

/// The order of time: by the last day covered, then by the first. A year and its last day end
/// together; the year, which begins earlier, comes first.
fn in_time(period: Period) -> (Date, Date, Period) {
    let unknown = Date::year(i32::MAX);
    let (first, last) = match period {
        Period::At(date) => (date, date),
        Period::Range(first, last) => (first, last),
        Period::Publication => (unknown, unknown),
    };
    let month = |date: Date, default| date.month.unwrap_or(default);
    let day = |date: Date, default| date.day.unwrap_or(default);
    (
        Date::day(last.year, month(last, 12), day(last, 31)),
        Date::day(first.year, month(first, 1), day(first, 1)),
        period,
    )
}

/// Results (or capacities) with a known period, one a period, with the breaks marked.
fn points(facts: &[&Fact]) -> Vec<SeriesPoint> {
    let mut periods: BTreeMap<_, Vec<&Fact>> = BTreeMap::new();
    let mut scopes: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for fact in facts.iter().copied() {
        let is_reached = matches!(fact.key.nature, Nature::Result | Nature::Capacity);
        if let (true, Some(period)) = (is_reached, fact.key.period) {
            periods.entry(in_time(period)).or_default().push(fact);
            *scopes.entry(scope(fact)).or_default() += 1;
        }
    }
    let mut points: Vec<SeriesPoint> = Vec::new();
    let mut before: Option<&Fact> = None;
    for ((_, _, period), candidates) in periods {
        let mut by_scope: BTreeMap<Option<&str>, Vec<&Fact>> = BTreeMap::new();
        for fact in candidates {
            by_scope.entry(scope(fact)).or_default().push(fact);
        }
        let widest = by_scope
            .iter()
            .max_by_key(|(scope, _)| (scopes.get(*scope), Reverse(**scope)));
        let Some((_, &[fact])) = widest.map(|(scope, facts)| (scope, facts.as_slice())) else {
            continue;
        };
        points.push(SeriesPoint {
            fact: fact.id.clone(),
            period,
            value: fact.value,
            break_before: before.and_then(|before| change(scope(before), scope(fact))),
        });
        before = Some(fact);
    }
    points
}

/// The breakdown that is left when facts of one series are compared: their scope.
fn scope(fact: &Fact) -> Option<&str> {
    fact.key.breakdown.as_deref()
}

/// Why two points cannot be joined, in words.
fn change(before: Option<&str>, after: Option<&str>) -> Option<String> {
    match (before, after) {
        _ if before == after => None,
        (None, Some(after)) => Some(format!("此处为“{after}”口径，此前未注明口径")),
        (Some(before), None) => Some(format!("此前为“{before}”口径，此处未注明口径")),
        (Some(before), Some(after)) => Some(format!("口径由“{before}”改为“{after}”")),
        (None, None) => None,
    }
}

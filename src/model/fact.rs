//! The fact table: what the observations of one key agree on, over articles and periods.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{FactId, Measure, Nature, ObservationId, Period, Qualifier, Status};

/// Whether an indicator covers a span of time or is counted at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FlowStock {
    /// Adds up over a period (流量): output, investment, applications.
    Flow,
    /// Counted at a moment (存量): enterprises, area, staff.
    Stock,
}

impl fmt::Display for FlowStock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Flow => "flow",
            Self::Stock => "stock",
        })
    }
}

/// Identity of a fact. Two observations with equal keys speak of one thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactKey {
    /// Canonical subject.
    pub subject: String,
    /// Canonical indicator, or the normalised label of a one-off figure.
    pub indicator: String,
    /// The part of the subject that is counted.
    pub breakdown: Option<String>,
    /// Level, growth, change, share, rank or multiple.
    pub measure: Measure,
    /// Basis as spelled in the data contract.
    pub basis: Option<String>,
    /// Actual or target.
    pub status: Status,
    /// Result, target, forecast or capacity.
    pub nature: Nature,
    /// Resolved period; `None` where the articles say nothing.
    pub period: Option<Period>,
    /// 累计: running totals are never joined with the figure of a period.
    pub cumulative: bool,
}

/// One row of the fact table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Hash of the key.
    pub id: FactId,
    /// Identity.
    pub key: FactKey,
    /// Id of the indicator in the vocabulary, `None` for figures it does not list.
    pub indicator_id: Option<String>,
    /// A short noun phrase that names the figure, for pages.
    pub label: String,
    /// The value that the observations agree on, or the preferred or first one of a conflict.
    pub value: Decimal,
    /// Qualifier of `value`.
    pub qualifier: Qualifier,
    /// Lower end of what the print can mean (inclusive); `None` where unbounded.
    pub low: Option<Decimal>,
    /// Upper end of what the print can mean (inclusive); `None` where unbounded.
    pub high: Option<Decimal>,
    /// Base unit.
    pub unit: String,
    /// As the articles print it, qualifier and unit included: `超520亿元`.
    pub printed: String,
    /// Flow or stock, where the vocabulary says so.
    pub flow_stock: Option<FlowStock>,
    /// Slugs of the articles that state it, sorted; their number is the number of sources.
    pub articles: Vec<String>,
    /// The observations, in order of publication and text.
    pub observations: Vec<ObservationId>,
    /// True when two of them cannot both be right.
    pub in_conflict: bool,
}

/// Facts of one subject, indicator and measure over their periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Stable, readable id: `gross-output`, `gross-output-growth`, or a hash.
    pub id: String,
    /// Canonical subject.
    pub subject: String,
    /// Canonical indicator or label.
    pub indicator: String,
    /// Id of the indicator in the vocabulary.
    pub indicator_id: Option<String>,
    /// The part counted; a mere scope (规模以上) is joined and marked by a break instead.
    pub breakdown: Option<String>,
    /// Level, growth, change, share, rank or multiple.
    pub measure: Measure,
    /// `yoy`, `annual_average`, ….
    pub basis: Option<String>,
    /// Base unit of all points.
    pub unit: String,
    /// Results in order of their periods; conflicting facts keep one point.
    pub points: Vec<SeriesPoint>,
    /// Targets and forecasts, beside the results and never among them.
    pub targets: Vec<FactId>,
}

/// One period of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesPoint {
    /// The fact.
    pub fact: FactId,
    /// Its resolved period.
    pub period: Period,
    /// Its value.
    pub value: Decimal,
    /// Why the line is broken before this point (a change of scope or definition).
    pub break_before: Option<String>,
}

/// One fact, two values that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The fact.
    pub fact: FactId,
    /// One entry a distinct value, in order of publication: printed form and who says so.
    pub values: Vec<(Decimal, Vec<ObservationId>)>,
    /// The value that the editor prefers, with the printed reason.
    pub preferred: Option<(Decimal, String)>,
}

/// Everything that the pages and downloads are made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactTable {
    /// Facts, sorted by key.
    pub facts: Vec<Fact>,
    /// Series of at least one point, sorted by id.
    pub series: Vec<Series>,
    /// Conflicts, sorted by fact key.
    pub conflicts: Vec<Conflict>,
    /// The observations with `fact` set, in text order, article by article in order of slug.
    pub observations: Vec<super::Observation>,
    /// Numeric expressions that are no observation.
    pub leftovers: Vec<super::Leftover>,
    /// Arithmetic between facts, in order of the rules.
    pub checks: Vec<super::Check>,
}

impl FactTable {
    /// The fact with this id.
    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.facts.iter().find(|fact| &fact.id == id)
    }

    /// The observation with this id.
    pub fn observation(&self, id: &ObservationId) -> Option<&super::Observation> {
        self.observations
            .iter()
            .find(|observation| &observation.id == id)
    }
}

//! `series/`: all series that can be drawn, side by side; a page of its own for one with targets
//! or with a part that is drawn beside the rest of it.

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Nature, Series},
    site::{
        drawing::{self, pair},
        figure::Figure,
        lookup::Lookup,
        wording,
    },
};

use super::{
    chart_block::ChartBlock,
    finding::Statement,
    part::{Chip, Desk, Link},
    series_table::{DataTable, TargetRow},
    sum::Sum,
};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SeriesList {
    /// How many there are.
    pub(crate) total: usize,
    /// By topic.
    pub(crate) groups: Vec<SeriesGroup>,
}

/// The series of a topic.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SeriesGroup {
    /// Topic.
    pub(crate) name: String,
    /// Its series.
    pub(crate) entries: Vec<SeriesEntry>,
}

/// A series in the list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SeriesEntry {
    /// Name with measure.
    pub(crate) name: String,
    /// Its page, or that of its indicator.
    pub(crate) href: String,
    /// Latest value.
    pub(crate) figure: Figure,
    /// True for several values.
    pub(crate) disputed: bool,
    /// True where a target is known.
    pub(crate) has_target: bool,
    /// `2015—2025年，3期`.
    pub(crate) extent: String,
    /// Small chart.
    pub(crate) mini: String,
    /// Sources of the latest value.
    pub(crate) chips: Vec<Chip>,
}

/// The page of a series.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SeriesPage {
    /// Name.
    pub(crate) name: String,
    /// The page of the indicator.
    pub(crate) indicator: Link,
    /// Gaps to the targets.
    pub(crate) answers: Vec<Statement>,
    /// Actuals and targets.
    pub(crate) chart: Option<ChartBlock>,
    /// Actuals.
    pub(crate) table: DataTable,
    /// Targets and gaps.
    pub(crate) targets: Vec<TargetRow>,
    /// Against what the gaps are measured.
    pub(crate) targets_caption: String,
    /// True where a target is reached in part: the gap can be told in percent.
    pub(crate) targets_done: bool,
    /// A part and the rest.
    pub(crate) sum: Option<Sum>,
}

/// The series of the site's subject that can be drawn, in the order of the indicators.
pub(crate) fn drawable<'a>(lookup: &Lookup<'a>) -> Vec<(&'a Indicator, &'a Series)> {
    let mut order: Vec<&Indicator> = Vec::new();
    for indicator in &lookup.config.indicators {
        if let Some(indicator) = lookup.indicator(&indicator.id)
            && !order.iter().any(|i| i.id == indicator.id)
        {
            order.push(indicator);
        }
    }
    let home = &lookup.config.site.subject;
    order
        .into_iter()
        .flat_map(|indicator| {
            let series = lookup.series_of_indicator(&indicator.id).iter().copied();
            series.map(move |s| (indicator, s))
        })
        .filter(|(_, s)| &s.subject == home && lookup.charts.contains_key(&s.id))
        .collect()
}

/// The series with pages of their own: main series with a target, or with a part drawn beside
/// the rest.
pub(crate) fn with_pages<'a>(lookup: &Lookup<'a>) -> Vec<(&'a Indicator, &'a Series)> {
    let mut all = drawable(lookup);
    all.retain(|(indicator, series)| has_page(lookup, indicator, series));
    all
}

fn has_page(lookup: &Lookup<'_>, indicator: &Indicator, series: &Series) -> bool {
    let is_main = lookup
        .main_series(&indicator.id)
        .is_some_and(|main| main.id == series.id);
    let has_target = || {
        let facts = lookup.facts_of_indicator(&indicator.id).iter();
        facts
            .into_iter()
            .any(|f| lookup.is_home(f) && f.key.nature == Nature::Target)
    };
    let has_part = || {
        let own = lookup.series_of_indicator(&indicator.id).iter().copied();
        let mut parts = own.chain(lookup.series_of_parts(&indicator.id));
        parts.any(|part| lookup.charts.contains_key(&pair(series, part)))
    };
    is_main && (has_target() || has_part())
}

/// The list of all.
pub(crate) fn list(lookup: &Lookup<'_>) -> SeriesList {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let all = drawable(lookup);
    let topics = &lookup.config.topics;
    let mut groups: Vec<SeriesGroup> = topics
        .iter()
        .map(|t| t.name.as_str())
        .chain(["其他"])
        .map(|name| SeriesGroup {
            name: name.to_string(),
            entries: Vec::new(),
        })
        .collect();
    let total = all.len();
    for (indicator, series) in all {
        let topic = lookup.topic_of(series);
        let slot = topic.and_then(|id| topics.iter().position(|t| t.id == id));
        if let Some(entry) = desk.series_entry(indicator, series) {
            groups[slot.unwrap_or(topics.len())].entries.push(entry);
        }
    }
    groups.retain(|group| !group.entries.is_empty());
    SeriesList { total, groups }
}

/// The page of a series and its description.
pub(crate) fn series(
    lookup: &Lookup<'_>,
    indicator: &Indicator,
    series: &Series,
) -> Option<(SeriesPage, String)> {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let id = &indicator.id;
    let series = lookup.main_series(id).filter(|main| main.id == series.id)?;
    let facts = lookup.facts_of_indicator(id).iter().copied();
    let mut targets: Vec<_> = facts
        .filter(|f| lookup.is_home(f) && f.key.nature == Nature::Target)
        .collect();
    targets.sort_by(|a, b| (a.value, &a.id).cmp(&(b.value, &b.id)));
    let targets: Vec<TargetRow> = targets.into_iter().map(|f| desk.target(id, f)).collect();
    let page = SeriesPage {
        name: indicator.name.clone(),
        indicator: Link {
            text: indicator.name.clone(),
            href: desk.href(&format!("indicators/{id}.html")),
        },
        answers: desk.answers(id),
        chart: desk.chart(series, &format!("series/{}.html#data", series.id)),
        table: desk.data_table(indicator, series),
        targets_done: targets.iter().any(|target| !target.done.is_empty()),
        targets,
        targets_caption: desk.targets_caption(id),
        sum: desk.sum(id),
    };
    let description: String = page.answers.iter().map(Statement::text).collect();
    let description = match description.is_empty() {
        true => format!("{}，各期的数与目标。", indicator.name),
        false => format!("{}：{description}", indicator.name),
    };
    Some((page, description))
}

impl<'a> Desk<'a> {
    fn series_entry(&self, indicator: &Indicator, series: &'a Series) -> Option<SeriesEntry> {
        let points = self.lookup.points(series);
        let (first, last) = (points.first()?, points.last()?);
        let page = match has_page(self.lookup, indicator, series) {
            true => format!("series/{}.html", series.id),
            false => format!("indicators/{}.html#{}", indicator.id, last.id),
        };
        let (from, to) = (
            first.key.period.and_then(crate::model::Period::last)?.year,
            last.key.period.and_then(crate::model::Period::last)?.year,
        );
        let chart = self.lookup.charts.get(&series.id)?;
        let name = self.lookup.name(last, false);
        Some(SeriesEntry {
            name: name.clone(),
            href: self.href(&page),
            figure: self.figure(last),
            disputed: last.in_conflict,
            has_target: !series.targets.is_empty(),
            extent: match from == to {
                true => format!("{from}年，{}期", wording::quantity(points.len())),
                false => format!("{from}—{to}年，{}期", wording::quantity(points.len())),
            },
            mini: drawing::placed(&chart.mini, self.root),
            chips: self.chips(last),
        })
    }
}

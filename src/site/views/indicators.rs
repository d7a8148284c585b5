//! `indicators/index.html`: every indicator that has facts, by topic.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Nature, Series},
    site::{figure::Figure, lookup::Lookup},
};

use super::part::{Desk, Link};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Indicators {
    /// How many.
    pub(crate) total: usize,
    /// Topics in the editor's order, the rest last.
    pub(crate) groups: Vec<Group>,
    /// The table of all facts.
    pub(crate) facts: String,
}

/// A topic.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Group {
    /// Id, for the address.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// Its indicators.
    pub(crate) entries: Vec<Entry>,
    /// Those of which only other subjects have figures.
    pub(crate) foreign: Vec<Link>,
}

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    /// Name.
    pub(crate) name: String,
    /// Page.
    pub(crate) href: String,
    /// Latest value.
    pub(crate) figure: Figure,
    /// What the value is when it is not the undivided level: `先进制造业 同比增速`.
    pub(crate) detail: String,
    /// Its period.
    pub(crate) period: String,
    /// `5期，3篇`.
    pub(crate) extent: String,
    /// Bars the size of a word; empty where fewer than three values can be compared.
    pub(crate) spark: String,
    /// True with two values.
    pub(crate) disputed: bool,
    /// True where a target is known.
    pub(crate) has_target: bool,
}

/// Builds the list.
pub(crate) fn indicators(lookup: &Lookup<'_>) -> Indicators {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let mut groups: Vec<Group> = lookup
        .config
        .topics
        .iter()
        .map(|topic| Group {
            id: topic.id.clone(),
            name: topic.name.clone(),
            entries: Vec::new(),
            foreign: Vec::new(),
        })
        .collect();
    let mut rest = Group {
        id: "other".into(),
        name: "其他".into(),
        entries: Vec::new(),
        foreign: Vec::new(),
    };
    let mut total = 0;
    let mut order: Vec<&Indicator> = Vec::new();
    for indicator in &lookup.config.indicators {
        let has_row =
            lookup.indicator(&indicator.id).is_some() || lookup.part_series(indicator).is_some();
        if has_row && !order.iter().any(|i| i.id == indicator.id) {
            order.push(indicator);
        }
    }
    for indicator in order {
        total += usize::from(lookup.indicator(&indicator.id).is_some());
        let group = groups
            .iter_mut()
            .find(|g| Some(&g.id) == indicator.topic.as_ref())
            .unwrap_or(&mut rest);
        let row = part_entry(&desk, indicator).or_else(|| entry(&desk, indicator));
        match row {
            Some(row) => group.entries.push(row),
            None => group.foreign.push(Link {
                text: indicator.name.clone(),
                href: format!("{}.html", indicator.id),
            }),
        }
    }
    groups.push(rest);
    groups.retain(|g| !g.entries.is_empty() || !g.foreign.is_empty());
    Indicators {
        total,
        groups,
        facts: desk.href("facts.html"),
    }
}

/// The row of an indicator that counts a part of a wider one, on whose page it stands.
fn part_entry(desk: &Desk<'_>, narrow: &Indicator) -> Option<Entry> {
    let series = desk.lookup.part_series(narrow)?;
    let points = desk.lookup.points(series);
    let latest = *points.last()?;
    let articles: BTreeSet<&str> = points
        .iter()
        .flat_map(|f| f.articles.iter().map(String::as_str))
        .collect();
    Some(Entry {
        name: narrow.name.clone(),
        href: format!("{}.html#{}", series.indicator_id.as_deref()?, latest.id),
        figure: desk.figure(latest),
        detail: String::new(),
        period: desk.lookup.period(latest),
        extent: format!("{}期，{}篇", points.len(), articles.len()),
        spark: spark(desk, series),
        disputed: points.iter().any(|f| f.in_conflict),
        has_target: !series.targets.is_empty(),
    })
}

/// The row of an indicator; `None` where only other subjects have a figure.
fn entry(desk: &Desk<'_>, indicator: &Indicator) -> Option<Entry> {
    let facts = desk.lookup.facts_of_indicator(&indicator.id);
    let own: Vec<_> = facts
        .iter()
        .copied()
        .filter(|f| desk.lookup.is_home(f))
        .collect();
    let series = desk.lookup.main_series(&indicator.id);
    let latest = series
        .and_then(|s| desk.lookup.points(s).pop())
        .or_else(|| own.first().copied())?;
    let articles: BTreeSet<&str> = own
        .iter()
        .flat_map(|f| f.articles.iter().map(String::as_str))
        .collect();
    let periods = series.map_or(0, |s| s.points.len());
    let suffix = desk.lookup.measured(latest, &indicator.name);
    let part = (latest.key.breakdown.clone()).filter(|b| !indicator.name.starts_with(b.as_str()));
    let pieces: Vec<String> = part.into_iter().chain([suffix]).collect();
    Some(Entry {
        name: indicator.name.clone(),
        href: format!("{}.html", indicator.id),
        figure: desk.figure(latest),
        detail: pieces.join(" ").trim().to_string(),
        period: desk.lookup.period(latest),
        extent: match (periods, articles.len()) {
            (0, 0) => String::new(),
            (0, a) => format!("{a}篇"),
            (p, a) => format!("{p}期，{a}篇"),
        },
        spark: series.map_or_else(String::new, |series| spark(desk, series)),
        disputed: own.iter().any(|f| f.in_conflict),
        has_target: own.iter().any(|f| f.key.nature == Nature::Target),
    })
}

fn spark(desk: &Desk<'_>, series: &Series) -> String {
    let chart = desk.lookup.charts.get(&series.id);
    chart.and_then(|chart| chart.spark()).unwrap_or_default()
}

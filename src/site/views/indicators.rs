//! `indicators/index.html`: every indicator that has facts, by topic.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    config::Indicator,
    model::Nature,
    site::{figure::Figure, lookup::Lookup},
};

use super::part::Desk;

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
}

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    /// Name.
    pub(crate) name: String,
    /// Page.
    pub(crate) href: String,
    /// Latest value; `None` where only other subjects have one.
    pub(crate) figure: Option<Figure>,
    /// What the value is when it is not the undivided level: `先进制造业 同比增速`.
    pub(crate) detail: String,
    /// Its period.
    pub(crate) period: String,
    /// `5期，3篇`.
    pub(crate) extent: String,
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
        })
        .collect();
    let mut rest = Group {
        id: "other".into(),
        name: "其他".into(),
        entries: Vec::new(),
    };
    let mut total = 0;
    let mut order: Vec<&Indicator> = Vec::new();
    for indicator in &lookup.config.indicators {
        let has_page = lookup.indicator(&indicator.id).is_some();
        if has_page && !order.iter().any(|i| i.id == indicator.id) {
            order.push(indicator);
        }
    }
    for indicator in order {
        total += 1;
        let group = groups
            .iter_mut()
            .find(|g| Some(&g.id) == indicator.topic.as_ref())
            .unwrap_or(&mut rest);
        group.entries.push(entry(&desk, indicator));
    }
    groups.push(rest);
    groups.retain(|g| !g.entries.is_empty());
    Indicators {
        total,
        groups,
        facts: desk.href("facts.html"),
    }
}

fn entry(desk: &Desk<'_>, indicator: &Indicator) -> Entry {
    let facts = desk.lookup.facts_of_indicator(&indicator.id);
    let own: Vec<_> = facts
        .iter()
        .copied()
        .filter(|f| desk.lookup.is_home(f))
        .collect();
    let series = desk.lookup.main_series(&indicator.id);
    let latest = series
        .and_then(|s| desk.lookup.points(s).pop())
        .or_else(|| own.first().copied());
    let articles: BTreeSet<&str> = own
        .iter()
        .flat_map(|f| f.articles.iter().map(String::as_str))
        .collect();
    let periods = series.map_or(0, |s| s.points.len());
    Entry {
        name: indicator.name.clone(),
        href: format!("{}.html", indicator.id),
        figure: latest.map(|fact| desk.figure(fact)),
        detail: latest.map_or_else(String::new, |fact| {
            let key = &fact.key;
            let suffix = desk.lookup.measured(fact, &indicator.name);
            let part = key
                .breakdown
                .clone()
                .filter(|b| !indicator.name.starts_with(b.as_str()));
            let pieces: Vec<String> = part.into_iter().chain([suffix]).collect();
            pieces.join(" ").trim().to_string()
        }),
        period: latest.map_or_else(|| "只见于别的主体".to_string(), |f| desk.lookup.period(f)),
        extent: match (periods, articles.len()) {
            (0, 0) => String::new(),
            (0, a) => format!("{a}篇"),
            (p, a) => format!("{p}期，{a}篇"),
        },
        disputed: own.iter().any(|f| f.in_conflict),
        has_target: own.iter().any(|f| f.key.nature == Nature::Target),
    }
}

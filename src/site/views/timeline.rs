//! The timeline, `years/index.html`: all years, latest first, each with its key figures and a few
//! dated sentences.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    model::Fact,
    site::{events::Event, lookup::Lookup},
};

use super::{
    part::{Desk, Link},
    year::{has_undated, year_of, years_of},
    year_events::EventRow,
    year_figures::YearFigure,
};

/// How many dated sentences of one year stand on the timeline.
const ON_TIMELINE: usize = 6;

/// How many of those tell of no month.
const VAGUE: usize = 2;

/// The timeline.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Years {
    /// `1991—2025年，…`.
    pub(crate) answer: String,
    /// Latest first.
    pub(crate) years: Vec<YearEntry>,
    /// Figures without a period.
    pub(crate) undated: Option<Link>,
}

/// A year of the timeline.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearEntry {
    /// `2024年`.
    pub(crate) name: String,
    /// Its page.
    pub(crate) href: String,
    /// `52件事实，3篇`; empty for a year without figures.
    pub(crate) extent: String,
    /// The key figures of the year.
    pub(crate) figures: Vec<YearFigure>,
    /// Dated sentences.
    pub(crate) events: Vec<EventRow>,
    /// How many more there are.
    pub(crate) more: usize,
}

/// The timeline.
pub(crate) fn years(lookup: &Lookup<'_>) -> Years {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let mut facts: BTreeMap<i32, Vec<&Fact>> = BTreeMap::new();
    for fact in &lookup.table.facts {
        if let Some(year) = year_of(fact) {
            facts.entry(year).or_default().push(fact);
        }
    }
    let mut told: BTreeMap<i32, Vec<&Event>> = BTreeMap::new();
    for event in lookup.events() {
        told.entry(event.date.year).or_default().push(event);
    }
    for (year, events) in &mut told {
        desk.keep_happenings(events, facts.contains_key(year));
    }
    let all = years_of(lookup);
    let entries = all.iter().rev().map(|year| {
        let facts = facts.get(year).map_or(&[][..], Vec::as_slice);
        let events = told.get(year).map_or(&[][..], Vec::as_slice);
        let articles: BTreeSet<&String> = facts.iter().flat_map(|f| &f.articles).collect();
        // Of what is known to the year alone the timeline needs little.
        let known = events.iter().filter(|e| e.date.month.is_some()).count();
        let rows = desk.event_rows(events, ON_TIMELINE.min(known + VAGUE));
        YearEntry {
            name: format!("{year}年"),
            href: format!("{year}.html"),
            extent: match facts.len() {
                0 => String::new(),
                n => format!("{n}件事实，{}篇报道", articles.len()),
            },
            figures: desk.key_figures(*year),
            more: events.len() - rows.len(),
            events: rows,
        }
    });
    let events: usize = told.values().map(Vec::len).sum();
    let answer = match (all.first(), all.last()) {
        (Some(first), Some(last)) if first != last => format!(
            "{first}—{last}年，{}个年份；{events}句写明日期的话，和当年的数排在一起。",
            all.len()
        ),
        (Some(only), _) => format!("只有{only}年。"),
        _ => "还没有写明年份的数字和日期。".to_string(),
    };
    Years {
        answer,
        years: entries.collect(),
        undated: has_undated(lookup).then(|| Link {
            text: "期间未载的数字".into(),
            href: "undated.html".into(),
        }),
    }
}

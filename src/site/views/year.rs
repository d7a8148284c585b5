//! `years/<year>.html`: one page a year, the dated sentences of the articles beside that year's
//! figures. Figures without a period have a sheet of their own.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    model::{Fact, Nature, Period},
    site::{events::Event, lookup::Lookup},
};

use super::{
    chart_block::ChartBlock,
    part::Desk,
    year_events::EventRow,
    year_figures::{MOST, YearFigure},
};

/// The page of a year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearPage {
    /// `2024年`, 期间未载.
    pub(crate) name: String,
    /// All years, this one marked.
    pub(crate) bar: Vec<YearLink>,
    /// Key figures and counts in words.
    pub(crate) answer: String,
    /// Dated sentences, earliest first.
    pub(crate) events: Vec<EventRow>,
    /// Rates of growth beside each other.
    pub(crate) rates: Option<ChartBlock>,
    /// Figures of the site's subject by topic.
    pub(crate) groups: Vec<FigureGroup>,
    /// Targets, forecasts and capacities.
    pub(crate) aims: Vec<YearFigure>,
    /// Which kinds these are: `目标、预计`.
    pub(crate) aims_heading: String,
    /// Figures of other subjects.
    pub(crate) foreign: Vec<YearFigure>,
    /// The site's subject.
    pub(crate) home: String,
    /// The table of all facts, where a group was too long for the page.
    pub(crate) left_out: usize,
}

/// A year in the bar.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearLink {
    /// `2024`, `期间未载`.
    pub(crate) text: String,
    /// Page.
    pub(crate) href: String,
    /// True for the page itself.
    pub(crate) current: bool,
}

/// Figures of a topic.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FigureGroup {
    /// Topic.
    pub(crate) name: String,
    /// Its page, if it has one.
    pub(crate) href: Option<String>,
    /// The figures.
    pub(crate) figures: Vec<YearFigure>,
}

/// The year on whose page a fact stands: the last of its period.
pub(super) fn year_of(fact: &Fact) -> Option<i32> {
    fact.key.period.and_then(Period::last).map(|date| date.year)
}

/// The years that have a page, earliest first.
pub(crate) fn years_of(lookup: &Lookup<'_>) -> BTreeSet<i32> {
    let facts = lookup.table.facts.iter().filter_map(year_of);
    let events = lookup.events().into_iter().map(|event| event.date.year);
    facts.chain(events).collect()
}

/// True when a fact without a period exists.
pub(crate) fn has_undated(lookup: &Lookup<'_>) -> bool {
    lookup.table.facts.iter().any(|f| year_of(f).is_none())
}

/// The page of a year, or of the figures without a period, and its description.
pub(crate) fn year(lookup: &Lookup<'_>, year: Option<i32>) -> (YearPage, String) {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let all: Vec<&Fact> = lookup.table.facts.iter().collect();
    let of_year: Vec<&Fact> = all.into_iter().filter(|f| year_of(f) == year).collect();
    let events: Vec<&Event> = lookup.events();
    let events = events.into_iter().filter(|e| Some(e.date.year) == year);
    let mut events: Vec<&Event> = events.collect();
    desk.keep_happenings(&mut events, !of_year.is_empty());
    let is_result = |f: &&&Fact| f.key.nature == Nature::Result;
    let own: Vec<&Fact> = of_year
        .iter()
        .filter(|f| lookup.is_home(f))
        .filter(is_result)
        .copied()
        .collect();
    let aims = of_year.iter().filter(|f| !is_result(f)).copied();
    let foreign = of_year.iter().filter(is_result).copied();
    let foreign: Vec<&Fact> = foreign.filter(|f| !lookup.is_home(f)).collect();
    let aims: Vec<&Fact> = aims.collect();
    let mut left_out = 0;
    let mut listed = |facts: Vec<&'_ Fact>| {
        left_out += facts.len().saturating_sub(MOST);
        desk.year_figures(facts, year)
    };
    let groups = by_topic(lookup, own)
        .into_iter()
        .map(|(name, href, facts)| FigureGroup {
            name,
            href,
            figures: listed(facts),
        })
        .collect();
    let (aims, foreign) = (listed(aims), listed(foreign));
    let page = YearPage {
        name: year.map_or_else(|| "期间未载".to_string(), |year| format!("{year}年")),
        bar: bar(lookup, year),
        answer: desk.year_answer(&of_year, year),
        events: desk.event_rows(&events, MOST),
        rates: year.and_then(|year| desk.rates(year)),
        groups,
        foreign,
        aims_heading: kinds_of(&aims),
        aims,
        home: lookup.config.site.subject.clone(),
        left_out,
    };
    let description = page.answer.clone();
    (page, description)
}

/// The kinds of figures, each once: `目标、预计`.
fn kinds_of(figures: &[YearFigure]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for figure in figures {
        if !kinds.contains(&figure.kind.text) {
            kinds.push(figure.kind.text);
        }
    }
    kinds.join("、")
}

fn bar(lookup: &Lookup<'_>, year: Option<i32>) -> Vec<YearLink> {
    let mut bar: Vec<YearLink> = years_of(lookup)
        .into_iter()
        .map(|of| YearLink {
            text: of.to_string(),
            href: format!("{of}.html"),
            current: Some(of) == year,
        })
        .collect();
    if has_undated(lookup) {
        bar.push(YearLink {
            text: "期间未载".into(),
            href: "undated.html".into(),
            current: year.is_none(),
        });
    }
    bar
}

type OfTopic<'a> = (String, Option<String>, Vec<&'a Fact>);

/// Facts by topic, in the editor's order; what the vocabulary does not list comes last.
fn by_topic<'a>(lookup: &Lookup<'_>, facts: Vec<&'a Fact>) -> Vec<OfTopic<'a>> {
    let topics = &lookup.config.topics;
    let mut groups: Vec<Vec<&Fact>> = vec![Vec::new(); topics.len() + 1];
    for fact in facts {
        let topic = lookup.topic_of_fact(fact);
        let slot = topic.and_then(|id| topics.iter().position(|t| t.id == id));
        groups[slot.unwrap_or(topics.len())].push(fact);
    }
    let only_rest = groups[..topics.len()].iter().all(Vec::is_empty);
    let names = topics
        .iter()
        .map(|t| (t.name.clone(), Some(format!("../topics/{}.html", t.id))))
        .chain([(
            if only_rest { "数字" } else { "其他数字" }.to_string(),
            None,
        )]);
    names
        .zip(groups)
        .filter(|(_, facts)| !facts.is_empty())
        .map(|((name, href), facts)| (name, href, facts))
        .collect()
}

impl Desk<'_> {
    /// `工业总产值574亿元，…。3篇报道写到这一年，共50处数字。`
    fn year_answer(&self, facts: &[&Fact], year: Option<i32>) -> String {
        let articles: BTreeSet<&String> = facts.iter().flat_map(|f| &f.articles).collect();
        let places: usize = facts.iter().map(|f| f.observations.len()).sum();
        let Some(year) = year else {
            return format!(
                "{}篇报道里，有{places}处数字没有写明是哪一年、哪一月的，只列出，不画图，也不与别的数相减。",
                articles.len()
            );
        };
        let said: Vec<String> = self
            .key_facts(year)
            .into_iter()
            .map(|f| format!("{}{}", self.lookup.name(f, true), self.figure(f).text()))
            .collect();
        let said = match said.is_empty() {
            true => String::new(),
            false => format!("{}。", said.join("，")),
        };
        match articles.len() {
            0 => format!("报道写到{year}年，没有写这一年的数字。"),
            n => format!("{said}{n}篇报道写到这一年，共{places}处数字。"),
        }
    }
}

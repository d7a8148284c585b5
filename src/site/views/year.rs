//! `years/`: one page a year, the dated sentences of the articles beside that year's figures; the
//! list of all years is the timeline. Figures without a period have a sheet of their own.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    model::{Date, Fact, Measure, Nature, Period},
    site::{events::Event, figure::Figure, lookup::Lookup, wording},
};

use super::{
    chart_block::ChartBlock,
    check::Doubt,
    part::{Desk, Kind, Link, kind},
};

/// How many dated sentences of one year stand on the timeline.
const ON_TIMELINE: usize = 6;

/// How many of those tell of no month.
const VAGUE: usize = 2;

/// How many figures and dated sentences a group of a year's page holds.
const MOST: usize = 200;

/// How many figures are said at the head of a year's page.
const SAID: usize = 3;

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

/// A dated sentence.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EventRow {
    /// `1月12日`, `月份未载`.
    pub(crate) day: String,
    /// ISO 8601.
    pub(crate) iso: String,
    /// What the article says.
    pub(crate) text: String,
    /// True when the sentence began before.
    pub(crate) from_cut: bool,
    /// True when the sentence goes on.
    pub(crate) to_cut: bool,
    /// The article.
    pub(crate) article: String,
    /// The date in the article.
    pub(crate) href: String,
    /// True when the row above has the same day.
    pub(crate) again: bool,
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

/// A figure that is the link to its sentence.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearFigure {
    /// What it is about.
    pub(crate) name: String,
    /// The page about it.
    pub(crate) page: String,
    /// Period, where it is not the bare year.
    pub(crate) period: String,
    /// The figure.
    pub(crate) figure: Figure,
    /// The sentence.
    pub(crate) href: String,
    /// Articles.
    pub(crate) by: String,
    /// Kind.
    pub(crate) kind: Kind,
    /// A check that asks for a reader's eye.
    pub(crate) doubt: Option<Doubt>,
}

/// The year on whose page a fact stands: the last of its period.
fn year_of(fact: &Fact) -> Option<i32> {
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

impl<'a> Desk<'a> {
    /// Levels of the home page's indicators in a year, in their order.
    fn key_facts(&self, year: i32) -> Vec<&'a Fact> {
        let home = &self.lookup.config.home;
        let mut ids: Vec<&str> = home.flagship.as_deref().into_iter().collect();
        ids.extend(home.figures.iter().map(String::as_str));
        if ids.is_empty() {
            let ranked = self.lookup.ranked_indicators();
            ids.extend(ranked.into_iter().map(|i| i.id.as_str()));
        }
        let facts = ids.into_iter().filter_map(|id| {
            let series = self.lookup.main_series(id)?;
            let points = self.lookup.points(series).into_iter();
            points.rev().find(|f| {
                f.key.period == Some(Period::year(year)) && f.key.measure == Measure::Level
            })
        });
        let mut facts: Vec<&Fact> = facts.collect();
        let mut seen = BTreeSet::new();
        facts.retain(|fact| seen.insert(&fact.id));
        facts.truncate(SAID);
        facts
    }

    fn key_figures(&self, year: i32) -> Vec<YearFigure> {
        let facts = self.key_facts(year);
        facts
            .into_iter()
            .filter_map(|f| self.year_figure(f, Some(year)))
            .collect()
    }

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

    fn year_figures(&self, mut facts: Vec<&'a Fact>, year: Option<i32>) -> Vec<YearFigure> {
        let order = |fact: &Fact| {
            let at = fact.indicator_id.as_deref().and_then(|id| {
                self.lookup
                    .config
                    .indicators
                    .iter()
                    .position(|i| i.id == id)
            });
            let key = &fact.key;
            (
                key.subject.clone(),
                at.unwrap_or(usize::MAX),
                key.indicator.clone(),
                (key.breakdown.clone(), key.measure, key.basis.clone()),
                (key.period, key.nature),
            )
        };
        facts.sort_by_cached_key(|fact| order(fact));
        let facts = facts.into_iter().take(MOST);
        facts.filter_map(|f| self.year_figure(f, year)).collect()
    }

    fn year_figure(&self, fact: &'a Fact, year: Option<i32>) -> Option<YearFigure> {
        let first = self.lookup.evidence(fact).next()?;
        let bare = year.is_none() || fact.key.period == year.map(Period::year);
        let articles = fact.articles.iter().map(|slug| self.source(slug));
        Some(YearFigure {
            name: self.lookup.full_name(fact),
            page: self.address(fact),
            period: match bare && !fact.key.cumulative {
                true => String::new(),
                false => self.short_period(fact, year),
            },
            figure: self.figure(fact),
            href: self.sentence(first),
            by: articles.collect::<Vec<_>>().join("、"),
            kind: kind(fact),
            doubt: self.doubt(fact),
        })
    }

    /// The period without the year that stands over the page: `前三季度`, `截至9月累计`.
    fn short_period(&self, fact: &'a Fact, year: Option<i32>) -> String {
        let period = self.lookup.period(fact);
        let Some(year) = year else { return period };
        let ranges = matches!(fact.key.period, Some(Period::Range(a, b)) if a.year != b.year);
        match ranges {
            true => period,
            false => period.replace(&format!("{year}年"), ""),
        }
    }

    /// Leaves out what reviews a year and tells of nothing that happened, where the year has
    /// anything else to show.
    fn keep_happenings(&self, events: &mut Vec<&Event>, has_facts: bool) {
        let happens = |event: &&Event| {
            let document = self.lookup.document(&event.article);
            document.is_none_or(|document| event.happens(&document.text))
        };
        if has_facts || events.iter().any(happens) {
            events.retain(|event| happens(event));
        }
    }

    /// Days and months first, in order, then what is known to the year alone.
    fn event_rows(&self, events: &[&Event], most: usize) -> Vec<EventRow> {
        let mut events = events.to_vec();
        events.sort_by_key(|event| event.date.month.is_none());
        let mut rows: Vec<EventRow> = Vec::new();
        for event in events.into_iter().take(most) {
            let mut row = self.event(event);
            row.again = rows.last().is_some_and(|last| last.day == row.day);
            rows.push(row);
        }
        rows
    }

    fn event(&self, event: &Event) -> EventRow {
        let text = self
            .lookup
            .document(&event.article)
            .map_or("", |document| event.told.of(&document.text));
        EventRow {
            day: day(event.date),
            iso: event.date.to_string(),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            from_cut: event.told.start > event.sentence.start,
            to_cut: event.told.end < event.sentence.end,
            article: self.source(&event.article),
            href: self.href(&format!("articles/{}.html#{}", event.article, event.id)),
            again: false,
        }
    }
}

/// `1月12日`, `8月`, `月份未载`.
fn day(date: Date) -> String {
    let text = wording::date(date);
    match text.split_once('年') {
        Some((_, rest)) if !rest.is_empty() => rest.to_string(),
        _ => "月份未载".to_string(),
    }
}

//! The rows of the fact table (事实表), written once: pages show them, and scripts below `facts/`
//! hold them again for the script that sorts and filters all of them at once. Each of these is a
//! script that hands its rows to one function, so that it loads from disk too. `static/facts.js`
//! is the other half and must read the fields of [`Line`] in their order.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    config::Indicator,
    diag::Report,
    model::{Date, Fact, Nature, Period},
};

use super::{
    lookup::Lookup,
    order::ROWS,
    templates::Templates,
    views::part::{Desk, group},
};

/// Pages of the table in one script.
const PAGES: usize = 5;

/// The table, page by page.
pub(crate) struct Sheets {
    /// The rows of each page as HTML.
    pub(crate) pages: Vec<Vec<String>>,
    /// The scripts by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Eight hexadecimal digits that change when a script does.
    pub(crate) version: String,
}

/// A row for the script.
#[derive(Debug, Serialize)]
struct Line<'a>(
    /// HTML of the row.
    &'a str,
    /// What it is about.
    String,
    /// The choices that keep it, between spaces: ` t-0 y-2024 k-rep i-3 s-0 a-1 `.
    String,
    /// Last day of its period as a number, 0 where it has none.
    u32,
    /// Rank of its unit, the most frequent first: figures are compared within a unit.
    usize,
    /// Its value in this unit.
    f64,
    /// Rank of its latest article, the latest first.
    usize,
);

/// What the choices are called in rows: places of articles, subjects and indicators.
pub(crate) struct Names<'a> {
    articles: HashMap<&'a str, usize>,
    subjects: HashMap<&'a str, usize>,
    indicators: HashMap<&'a str, usize>,
    topics: HashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// Numbers all that can be chosen.
    pub(crate) fn new(lookup: &Lookup<'a>) -> Self {
        let slugs = lookup.documents.iter().map(|d| d.article.slug.as_str());
        Self {
            articles: slugs.zip(0..).collect(),
            subjects: subjects(lookup).into_iter().zip(1..).collect(),
            indicators: indicators(lookup)
                .into_iter()
                .map(|i| i.id.as_str())
                .zip(0..)
                .collect(),
            topics: (lookup.config.topics.iter().map(|t| t.id.as_str()))
                .zip(0..)
                .collect(),
        }
    }

    /// The choices without a script: topic, year, kind.
    pub(crate) fn plain(&self, lookup: &Lookup<'_>, fact: &Fact) -> String {
        let topic = lookup
            .topic_of_fact(fact)
            .and_then(|id| self.topics.get(id));
        let topic = match topic {
            _ if !lookup.is_home(fact) => "t-s".to_string(),
            Some(slot) => format!("t-{slot}"),
            None => "t-x".to_string(),
        };
        let year = year(fact).map_or_else(|| "y-x".to_string(), |year| format!("y-{year}"));
        let kind = match fact.key.nature {
            _ if fact.in_conflict => "k-two",
            Nature::Result => "k-rep",
            Nature::Target => "k-tgt",
            Nature::Forecast => "k-for",
            Nature::Capacity => "k-cap",
        };
        format!("{topic} {year} {kind}")
    }

    /// All choices.
    fn all(&self, lookup: &Lookup<'_>, fact: &Fact) -> String {
        let mut all = format!(" {} ", self.plain(lookup, fact));
        let mut say = |letter, slot: Option<&usize>| {
            let slot = slot.map_or_else(|| "x".to_string(), usize::to_string);
            all.push_str(&format!("{letter}-{slot} "));
        };
        let indicator = fact.indicator_id.as_deref();
        say('i', indicator.and_then(|id| self.indicators.get(id)));
        match lookup.is_home(fact) {
            true => say('s', Some(&0)),
            false => say('s', self.subjects.get(fact.key.subject.as_str())),
        }
        for slug in &fact.articles {
            say('a', self.articles.get(slug.as_str()));
        }
        all
    }
}

/// The year in which a fact's period ends.
pub(crate) fn year(fact: &Fact) -> Option<i32> {
    fact.key.period.and_then(Period::last).map(|date| date.year)
}

/// Names of the subjects other than the site's own that can be chosen: those with a page.
pub(crate) fn subjects<'a>(lookup: &Lookup<'a>) -> Vec<&'a str> {
    let subjects = lookup.subjects().into_iter();
    subjects.map(|s| s.name.as_str()).collect()
}

/// The indicators that can be chosen, by topic as the editor orders them.
pub(crate) fn indicators<'a>(lookup: &Lookup<'a>) -> Vec<&'a Indicator> {
    let mut list: Vec<&Indicator> = lookup.indicators().collect();
    list.sort_by_cached_key(|indicator| {
        let listed = &lookup.config.indicators;
        let topics = &lookup.config.topics;
        (
            topics
                .iter()
                .position(|t| Some(&t.id) == indicator.topic.as_ref())
                .unwrap_or(usize::MAX),
            listed.iter().position(|i| i.id == indicator.id),
        )
    });
    list
}

/// Writes the rows.
///
/// # Errors
/// Faults of the template of rows.
pub(crate) fn sheets(lookup: &Lookup<'_>, templates: &Templates) -> Result<Sheets, Report> {
    let names = Names::new(lookup);
    let pages: Result<Vec<Vec<String>>, Report> = (0..lookup.order.pages())
        .into_par_iter()
        .map(|page| rows(lookup, templates, &names, lookup.order.page(page)))
        .collect();
    let pages = pages?;
    let units = units(lookup);
    let lines: Vec<Line<'_>> = lookup
        .order
        .facts
        .iter()
        .zip(pages.iter().flatten())
        .map(|(fact, html)| {
            let articles = fact.articles.iter();
            Line(
                html,
                lookup.full_name(fact),
                names.all(lookup, fact),
                fact.key.period.and_then(Period::last).map_or(0, day),
                units.get(fact.unit.as_str()).copied().unwrap_or_default(),
                fact.value.normalize().to_string().parse().unwrap_or(0.0),
                articles
                    .filter_map(|slug| names.articles.get(slug.as_str()))
                    .min()
                    .map_or(usize::MAX, |slot| *slot),
            )
        })
        .collect();
    let mut files = BTreeMap::new();
    let mut hasher = blake3::Hasher::new();
    for (at, piece) in lines.chunks(PAGES * ROWS).enumerate() {
        let mut bytes = format!("shuduFacts({at},").into_bytes();
        serde_json::to_writer(&mut bytes, piece).expect("plain data is valid JSON");
        bytes.extend_from_slice(b");\n");
        hasher.update(&bytes);
        files.insert(format!("facts/rows-{at}.js"), bytes);
    }
    Ok(Sheets {
        pages,
        files,
        version: hasher.finalize().to_hex()[..8].to_string(),
    })
}

/// The rows of a page as HTML.
fn rows<'a>(
    lookup: &'a Lookup<'a>,
    templates: &Templates,
    names: &Names<'_>,
    facts: &[&'a Fact],
) -> Result<Vec<String>, Report> {
    let desk = Desk { lookup, root: "" };
    let of = |fact: &'a Fact| {
        let address = lookup.address(fact);
        let href = (!address.starts_with("facts")).then_some(address);
        let mut row = desk.row(fact, lookup.full_name(fact), href);
        row.class = names.plain(lookup, fact);
        row
    };
    let mut list: Vec<_> = facts.iter().copied().map(of).collect();
    group(&mut list);
    let html = templates.render("fact-rows.html", &(), &list)?;
    let html = String::from_utf8_lossy(&html);
    let rows = html.split_inclusive("</tr>").map(str::trim);
    let rows = rows.filter(|row| !row.is_empty()).map(str::to_string);
    Ok(rows.collect())
}

/// Ranks of units, the most frequent first.
fn units<'a>(lookup: &Lookup<'a>) -> HashMap<&'a str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for fact in &lookup.table.facts {
        *counts.entry(&fact.unit).or_default() += 1;
    }
    let mut units: Vec<(&str, usize)> = counts.into_iter().collect();
    units.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    units.into_iter().map(|(unit, _)| unit).zip(0..).collect()
}

/// The last day of a date, as a number that grows with time.
fn day(date: Date) -> u32 {
    let year = u32::try_from(date.year).unwrap_or_default();
    let month = u32::from(date.month.unwrap_or(12));
    year * 10_000 + month * 100 + u32::from(date.day.unwrap_or(31))
}

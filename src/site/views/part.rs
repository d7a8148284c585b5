//! The small parts that many pages share: source chips, tags, rows of facts, links.

use serde::Serialize;

use crate::{
    model::{Fact, Nature, Observation, ObservationId},
    site::{figure::Figure, lookup::Lookup},
};

/// A page under construction: the lookup, and the way from the page to the root of the site.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    /// The table.
    pub(crate) lookup: &'a Lookup<'a>,
    /// Empty at the root, `../` one folder down.
    pub(crate) root: &'a str,
}

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Link {
    /// What is read.
    pub(crate) text: String,
    /// Where it leads.
    pub(crate) href: String,
}

/// A source chip (出处条): the way from a figure to its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Chip {
    /// Short title and month of the article.
    pub(crate) text: String,
    /// The sentence's figure.
    pub(crate) href: String,
    /// True in a conflict.
    pub(crate) bad: bool,
    /// Where the article states it again; shown in the fact table, which leads to every mention.
    pub(crate) again: Vec<String>,
}

/// The kind of a fact: 报道, 目标, 预计, 产能 or 两说.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Kind {
    /// The word.
    pub(crate) text: &'static str,
    /// Class of the tag; empty for plain text.
    pub(crate) tag: &'static str,
}

/// A row of a table of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    /// Fact id, the row's address; empty for what is no fact.
    pub(crate) id: String,
    /// Classes for filters.
    pub(crate) class: String,
    /// What it is about.
    pub(crate) name: String,
    /// The page about it.
    pub(crate) href: Option<String>,
    /// False when the row above has the same name.
    pub(crate) first: bool,
    /// Period in words.
    pub(crate) period: String,
    /// The figure.
    pub(crate) figure: Figure,
    /// The kind.
    pub(crate) kind: Kind,
    /// Its sources.
    pub(crate) chips: Vec<Chip>,
}

impl<'a> Desk<'a> {
    /// An address given from the root of the site, seen from this page.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The page about a fact's figure.
    pub(crate) fn address(&self, fact: &Fact) -> String {
        self.href(&self.lookup.address(fact))
    }

    /// The sentence of an observation.
    pub(crate) fn sentence(&self, observation: &Observation) -> String {
        self.href(&sentence(&observation.article, &observation.id))
    }

    /// Short title and month: `升级十周年 2025-10`.
    pub(crate) fn source(&self, slug: &str) -> String {
        let Some(document) = self.lookup.document(slug) else {
            return slug.to_string();
        };
        let article = &document.article;
        let title = self.lookup.short_title(article);
        match article.published {
            Some(p) => format!("{title} {}", month(p.date)),
            None => title,
        }
    }

    /// One chip for each article that states the fact.
    pub(crate) fn chips(&self, fact: &'a Fact) -> Vec<Chip> {
        let mut chips: Vec<Chip> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for observation in self.lookup.evidence(fact) {
            let article = observation.article.as_str();
            match seen.iter().position(|slug| *slug == article) {
                Some(at) => chips[at].again.push(self.sentence(observation)),
                None => {
                    seen.push(article);
                    chips.push(self.chip(observation, fact.in_conflict));
                }
            }
        }
        chips
    }

    /// The chip of one observation.
    pub(crate) fn chip(&self, observation: &Observation, bad: bool) -> Chip {
        Chip {
            text: self.source(&observation.article),
            href: self.sentence(observation),
            bad,
            again: Vec::new(),
        }
    }

    /// The figure of a fact; both values where two articles disagree.
    pub(crate) fn figure(&self, fact: &'a Fact) -> Figure {
        let one = |printed: &str, value| Figure::new(printed, value, &fact.unit, fact.key.measure);
        let values = self.lookup.conflict(&fact.id).and_then(|conflict| {
            let mut values: Vec<_> = conflict.values.iter().collect();
            if let Some((preferred, _)) = &conflict.preferred {
                values.sort_by_key(|(value, _)| value != preferred);
            }
            let figures = values.into_iter().filter_map(|(value, observations)| {
                let first = observations.first()?;
                Some(one(&self.lookup.observation(first)?.quote_text, *value))
            });
            Figure::either(figures.collect())
        });
        values.unwrap_or_else(|| one(&fact.printed, fact.value))
    }

    /// The figure of one observation, as its article prints it.
    pub(crate) fn figure_of(&self, observation: &Observation) -> Figure {
        Figure::new(
            &observation.quote_text,
            observation.value,
            &observation.unit,
            observation.measure,
        )
    }

    /// A row; `href` leads to the page about the fact, but for rows on that very page.
    pub(crate) fn row(&self, fact: &'a Fact, name: String, href: Option<String>) -> Row {
        Row {
            id: fact.id.to_string(),
            class: String::new(),
            name,
            href,
            first: true,
            period: self.lookup.period(fact),
            figure: self.figure(fact),
            kind: kind(fact),
            chips: self.chips(fact),
        }
    }
}

/// Marks the rows that repeat the name above them.
pub(crate) fn group(rows: &mut [Row]) {
    for i in 1..rows.len() {
        rows[i].first = rows[i].name != rows[i - 1].name;
    }
}

/// The kind of a fact.
pub(crate) fn kind(fact: &Fact) -> Kind {
    let (text, tag) = match fact.key.nature {
        _ if fact.in_conflict => ("两说", "two"),
        Nature::Result => ("报道", ""),
        Nature::Target => ("目标", "goal"),
        Nature::Forecast => ("预计", "fore"),
        Nature::Capacity => ("产能", "plain"),
    };
    Kind { text, tag }
}

/// The address of a sentence from the root of the site.
pub(crate) fn sentence(slug: &str, id: &ObservationId) -> String {
    format!("articles/{slug}.html#{id}")
}

/// `2025-10`, or the year alone where no month is known.
pub(crate) fn month(date: crate::model::Date) -> String {
    crate::model::Date { day: None, ..date }.to_string()
}

/// A title between 书名号, which it may already have.
pub(crate) fn titled(title: &str) -> String {
    if title.starts_with('《') {
        title.to_string()
    } else {
        format!("《{title}》")
    }
}

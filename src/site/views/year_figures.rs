//! The figures of a year: the key figures said of it, and the lists, each figure the link to its
//! sentence.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    model::{Fact, Measure, Period},
    site::figure::Figure,
};

use super::{
    check::Doubt,
    part::{Desk, Kind, kind},
};

/// How many figures and dated sentences a group of a year's page holds.
pub(super) const MOST: usize = 200;

/// How many figures are said at the head of a year's page.
const SAID: usize = 3;

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

impl<'a> Desk<'a> {
    /// Levels of the home page's indicators in a year, in their order.
    pub(super) fn key_facts(&self, year: i32) -> Vec<&'a Fact> {
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

    pub(super) fn key_figures(&self, year: i32) -> Vec<YearFigure> {
        let facts = self.key_facts(year);
        facts
            .into_iter()
            .filter_map(|f| self.year_figure(f, Some(year)))
            .collect()
    }

    pub(super) fn year_figures(
        &self,
        mut facts: Vec<&'a Fact>,
        year: Option<i32>,
    ) -> Vec<YearFigure> {
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
}

//! Which series tell of an indicator: its own, those of parts, the one that its page is about;
//! and which indicators that makes worth a card.

use std::collections::BTreeSet;

use crate::{
    config::Indicator,
    model::{Fact, Measure, Nature, Series},
};

use super::Lookup;

impl<'a> Lookup<'a> {
    /// Series of the site's subject about an indicator: its own, and those of the wider
    /// indicator that count the part which its name says.
    pub(crate) fn series_about(&self, id: &str) -> Vec<&'a Series> {
        let home = &self.config.site.subject;
        let own = self.series_of_indicator(id).iter().copied();
        let named = self.config.indicators.iter().find(|i| i.id == id);
        let wider = named
            .and_then(|narrow| Some((self.config.wider(narrow)?, narrow.breakdown.as_deref()?)));
        let parts = wider.into_iter().flat_map(|(wide, part)| {
            let series = self.series_of_indicator(&wide.id).iter().copied();
            series.filter(move |s| s.breakdown.as_deref() == Some(part))
        });
        own.chain(parts).filter(|s| &s.subject == home).collect()
    }

    /// Series of the indicators that count a part of this one: 发明专利授权量 of 专利授权量.
    pub(crate) fn series_of_parts(&self, id: &str) -> Vec<&'a Series> {
        self.indicators()
            .filter(|narrow| self.config.wider(narrow).is_some_and(|wide| wide.id == id))
            .flat_map(|narrow| self.series_of_indicator(&narrow.id))
            .copied()
            .collect()
    }

    /// The level of the site's subject that an indicator without facts of its own counts as a
    /// part of a wider one.
    pub(crate) fn part_series(&self, narrow: &Indicator) -> Option<&'a Series> {
        let level = |s: &&Series| s.measure == Measure::Level && s.basis.is_none();
        match self.indicator(&narrow.id) {
            Some(_) => None,
            None => self.series_about(&narrow.id).into_iter().find(level),
        }
    }

    /// The series that an indicator's page is about: of the site's subject, undivided, levels
    /// before ranks, shares and rates, then the one with most points, then the largest.
    pub(crate) fn main_series(&self, id: &str) -> Option<&'a Series> {
        let order = |measure: Measure| match measure {
            Measure::Level => 0,
            Measure::Rank => 1,
            Measure::Share => 2,
            Measure::Multiple => 3,
            Measure::Growth => 4,
            Measure::Change => 5,
        };
        self.series_of_indicator(id)
            .iter()
            .copied()
            .filter(|s| s.subject == self.config.site.subject && !s.points.is_empty())
            .min_by(|a, b| {
                let key = |s: &Series| {
                    (
                        order(s.measure),
                        s.breakdown.is_some(),
                        s.basis.is_some(),
                        std::cmp::Reverse(s.points.len()),
                    )
                };
                let largest = |s: &Series| s.points.iter().map(|p| p.value).max();
                key(a)
                    .cmp(&key(b))
                    .then_with(|| largest(b).cmp(&largest(a)))
                    .then_with(|| a.id.cmp(&b.id))
            })
    }

    /// The facts of a series' points, earliest first.
    pub(crate) fn points(&self, series: &'a Series) -> Vec<&'a Fact> {
        series
            .points
            .iter()
            .filter_map(|p| self.fact(&p.fact))
            .collect()
    }

    /// Indicators worth a card: those with a figure of the whole, then sources of the points, then
    /// the period of the latest, most first.
    pub(crate) fn ranked_indicators(&self) -> Vec<&'a Indicator> {
        let vocabulary = self.config.indicators.iter();
        let mut ranked: Vec<(_, &Indicator)> = vocabulary
            .filter_map(|known| {
                let indicator = self.indicator(&known.id)?;
                let series = self.main_series(&indicator.id)?;
                let sources: BTreeSet<&str> = self
                    .points(series)
                    .iter()
                    .filter(|fact| fact.key.nature == Nature::Result)
                    .flat_map(|fact| fact.articles.iter().map(String::as_str))
                    .collect();
                let latest = series.points.last().map(|p| p.period);
                let is_whole = series.breakdown.is_none();
                Some(((is_whole, sources.len(), latest), indicator))
            })
            .collect();
        // Equals stay in the order of the vocabulary.
        ranked.sort_by(|(a, _), (b, _)| b.cmp(a));
        ranked.into_iter().map(|(_, indicator)| indicator).collect()
    }
}

//! The order of the fact table (事实表), and on which of its pages a fact stands.

use std::collections::HashMap;

use crate::{
    config::Config,
    model::{Fact, FactId},
};

/// Rows of a page of the fact table: with them it stays below 20 kB, packed.
pub(crate) const ROWS: usize = 280;

/// All facts in the order of the table.
pub(crate) struct Order<'a> {
    /// The facts.
    pub(crate) facts: Vec<&'a Fact>,
    places: HashMap<&'a FactId, usize>,
}

impl<'a> Order<'a> {
    /// The site's subject first, then topic, indicator, breakdown, measure, period.
    pub(crate) fn new(config: &Config, facts: &'a [Fact]) -> Self {
        let topics: HashMap<&str, usize> = (config.topics.iter().enumerate())
            .map(|(at, topic)| (topic.id.as_str(), at))
            .collect();
        let indicators: HashMap<&str, (usize, usize)> = (config.indicators.iter().enumerate())
            .rev()
            .map(|(at, indicator)| {
                let topic = indicator.topic.as_deref().and_then(|id| topics.get(id));
                (
                    indicator.id.as_str(),
                    (topic.copied().unwrap_or(usize::MAX), at),
                )
            })
            .collect();
        let mut sorted: Vec<&Fact> = facts.iter().collect();
        sorted.sort_by_cached_key(|fact| {
            let key = &fact.key;
            let id = fact.indicator_id.as_deref();
            let listed = id.and_then(|id| indicators.get(id)).copied();
            let is_home = key.subject == config.site.subject;
            (
                (!is_home, key.subject.clone()),
                listed.unwrap_or((usize::MAX, usize::MAX)),
                key.indicator.clone(),
                (key.breakdown.clone(), key.measure, key.basis.clone()),
                (key.status, key.period, key.nature, key.cumulative),
                fact.id.clone(),
            )
        });
        let places = (sorted.iter().enumerate())
            .map(|(at, fact)| (&fact.id, at))
            .collect();
        Self {
            facts: sorted,
            places,
        }
    }

    /// How many pages the table has, one at least.
    pub(crate) fn pages(&self) -> usize {
        self.facts.len().div_ceil(ROWS).max(1)
    }

    /// The facts of a page, counted from 0.
    pub(crate) fn page(&self, page: usize) -> &[&'a Fact] {
        self.facts.chunks(ROWS).nth(page).unwrap_or_default()
    }

    /// The address of a fact's row from the root of the site.
    pub(crate) fn address(&self, fact: &FactId) -> String {
        let at = self.places.get(fact).copied().unwrap_or_default();
        format!("{}#{fact}", path(at / ROWS))
    }
}

/// The path of a page of the table, counted from 0: `facts.html`, `facts-2.html`.
pub(crate) fn path(page: usize) -> String {
    match page {
        0 => "facts.html".to_string(),
        page => format!("facts-{}.html", page + 1),
    }
}

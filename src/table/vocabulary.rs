//! The configured names, ready to be looked up.

use std::collections::BTreeMap;

use crate::config::{Breakdown, Config, Indicator};

/// Indicators and breakdowns by name.
pub(super) struct Vocabulary<'a> {
    by_id: BTreeMap<&'a str, &'a Indicator>,
    by_name: BTreeMap<&'a str, &'a Indicator>,
    breakdowns: BTreeMap<&'a str, &'a Breakdown>,
}

impl<'a> Vocabulary<'a> {
    /// Of two entries with one name the first holds: the site's own come before the base ones.
    pub(super) fn new(config: &'a Config) -> Self {
        let mut breakdowns = BTreeMap::new();
        for breakdown in &config.breakdowns {
            breakdowns
                .entry(breakdown.name.as_str())
                .or_insert(breakdown);
        }
        for breakdown in &config.breakdowns {
            for alias in &breakdown.aliases {
                breakdowns.entry(alias.as_str()).or_insert(breakdown);
            }
        }
        let (mut by_id, mut by_name) = (BTreeMap::new(), BTreeMap::new());
        for indicator in &config.indicators {
            by_id.entry(indicator.id.as_str()).or_insert(indicator);
            by_name.entry(indicator.name.as_str()).or_insert(indicator);
        }
        Self {
            by_id,
            by_name,
            breakdowns,
        }
    }

    /// The indicator with this id.
    pub(super) fn indicator(&self, id: &str) -> Option<&'a Indicator> {
        self.by_id.get(id).copied()
    }

    /// Id of the indicator with this canonical name.
    pub(super) fn indicator_id(&self, name: &str) -> Option<&'a str> {
        self.by_name.get(name).map(|i| i.id.as_str())
    }

    /// The canonical name of a breakdown; a name that nobody lists is its own.
    pub(super) fn breakdown<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.breakdowns.get(name).map_or(name, |b| b.name.as_str())
    }

    /// True when the breakdown only says how wide the count reaches (规模以上工业企业).
    pub(super) fn is_scope(&self, name: &str) -> bool {
        self.breakdowns.get(name).is_some_and(|b| b.is_scope)
    }
}

//! The configuration with an index of its names, so that a name is looked up and not searched.

use std::collections::HashMap;
use std::ops::Deref;

use crate::config::Config;

/// A configuration whose indicators are found by name.
pub(super) struct Vocabulary<'c> {
    config: &'c Config,
    by_name: HashMap<&'c str, usize>,
    /// For each indicator the wider one that it is a part of, and the part.
    wide: Vec<(usize, Option<&'c str>)>,
}

impl Deref for Vocabulary<'_> {
    type Target = Config;

    fn deref(&self) -> &Config {
        self.config
    }
}

impl<'c> Vocabulary<'c> {
    pub(super) fn new(config: &'c Config) -> Self {
        let mut by_name = HashMap::new();
        let mut by_id = HashMap::new();
        for (at, indicator) in config.indicators.iter().enumerate() {
            by_id.entry(indicator.id.as_str()).or_insert(at);
            for name in std::iter::once(&indicator.name).chain(&indicator.aliases) {
                by_name.entry(name.as_str()).or_insert(at);
            }
        }
        let wide = config.indicators.iter().enumerate().map(|(at, narrow)| {
            let wide = config.wider(narrow);
            let wide = wide.and_then(|wide| by_id.get(wide.id.as_str()).copied());
            (wide.unwrap_or(at), narrow.breakdown.as_deref())
        });
        Self {
            config,
            wide: wide.collect(),
            by_name,
        }
    }

    /// The indicator that has exactly this name or alias.
    pub(super) fn named(&self, words: &str) -> Option<usize> {
        self.by_name.get(words).copied()
    }

    /// 发明专利授权量 is the part 发明专利 of 专利授权量.
    pub(super) fn widened(&self, at: usize) -> (usize, Option<String>) {
        let (wide, part) = self.wide[at];
        (wide, part.map(str::to_string))
    }

    /// The widest indicator that has exactly this name or alias.
    pub(super) fn listed(&self, words: &str) -> Option<usize> {
        Some(self.widened(self.named(words)?).0)
    }

    /// An indicator named by the first words of `whole` and then `own`: 专利申请 and 授权 give
    /// 专利授权.
    pub(super) fn shared_prefix(&self, whole: &str, own: &str) -> Option<(usize, String)> {
        let mut cuts: Vec<usize> = whole.char_indices().map(|(at, _)| at).skip(1).collect();
        cuts.push(whole.len());
        cuts.into_iter().rev().find_map(|cut| {
            let words = format!("{}{own}", &whole[..cut]);
            Some((self.named(&words)?, words))
        })
    }
}

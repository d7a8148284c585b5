//! The words that the segmenter has to know besides its own dictionary.

use std::collections::BTreeSet;

use super::Config;

/// True for characters at which the segmenter breaks, so that no word of it can hold one.
pub(super) fn breaks_words(c: char) -> bool {
    c.is_whitespace() || "“”‘’\"'《》（）()【】，。、；：？！".contains(c)
}

impl Config {
    /// The `[words]` entries and the names and aliases of indicators, subjects and breakdowns,
    /// sorted. A name with punctuation in it (专精特新“小巨人”企业数) gives its parts; single
    /// characters are left out.
    pub fn dictionary(&self) -> BTreeSet<&str> {
        let indicators = self.indicators.iter().map(|i| (&i.name, &i.aliases));
        let subjects = self.subjects.iter().map(|s| (&s.name, &s.aliases));
        let breakdowns = self.breakdowns.iter().map(|b| (&b.name, &b.aliases));
        let named = indicators.chain(subjects).chain(breakdowns);
        let names = named.flat_map(|(name, aliases)| std::iter::once(name).chain(aliases));
        let parts = names
            .chain(&self.words)
            .flat_map(|name| name.split(breaks_words));
        parts.filter(|part| part.chars().nth(1).is_some()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::config::base;

    #[test]
    fn names_are_cut_at_punctuation() {
        let base = base();
        let words = base.dictionary();
        for word in ["小巨人", "专精特新", "工业增加值", "规模以上工业企业"] {
            assert!(words.contains(word), "{word}");
        }
        assert!(
            !words
                .iter()
                .any(|word| word.contains('“') || word.is_empty())
        );
    }
}

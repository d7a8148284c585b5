//! Where words stand (索引行, keyword in context).

use std::collections::{BTreeMap, BTreeSet};

use crate::{model::Span, text::Document};

use super::{Counted, Place};

/// Characters on either side of a word in its line.
const CONTEXT: usize = 12;

/// A word between what stands before and behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Up to twelve characters before it, of the same block.
    pub before: String,
    /// The word.
    pub word: String,
    /// Up to twelve characters behind it.
    pub after: String,
}

impl Place {
    /// The line of this place in its document.
    pub fn line(&self, document: &Document) -> Line {
        let holds = |block: &&crate::text::Block| block.span.contains(self.span);
        let block = document
            .blocks
            .iter()
            .find(holds)
            .map_or(self.span, |block| block.span);
        let before = document.slice(Span::new(block.start, self.span.start));
        let after = document.slice(Span::new(self.span.end, block.end));
        let skipped = before.chars().count().saturating_sub(CONTEXT);
        Line {
            before: before.chars().skip(skipped).collect(),
            word: document.slice(self.span).to_string(),
            after: after.chars().take(CONTEXT).collect(),
        }
    }
}

/// The places of the chosen words.
pub(super) fn find<'d>(
    counted: &[Counted<'d>],
    chosen: &BTreeSet<&str>,
) -> BTreeMap<&'d str, Vec<Place>> {
    let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for Counted {
        document, tokens, ..
    } in counted
    {
        for token in tokens.iter().filter(|t| chosen.contains(t.text)) {
            places.entry(token.text).or_default().push(Place {
                article: document.article.slug.clone(),
                sentence: token.sentence,
                span: token.span,
            });
        }
    }
    places
}

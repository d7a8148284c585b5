//! Words that had a page before (曾列出的词). Which words are the most telling changes with every
//! article, but an address that was published stays: such a word keeps its page for as long as
//! it stands in the articles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Place, cut::Token, id, join};
use crate::{model::Span, text::Document};

/// The places of the words with these ids that stand in `cut`, a document and the words that it
/// was cut into, before any were joined. What was one word among other articles may be several
/// words now.
pub(super) fn find<'d>(
    cut: &[(&'d Document, Vec<Token<'d>>)],
    wanted: &BTreeSet<&str>,
) -> BTreeMap<&'d str, Vec<Place>> {
    let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    if wanted.is_empty() {
        return places;
    }
    for (document, tokens) in cut {
        for first in 0..tokens.len() {
            for last in first..tokens.len().min(first + join::LONGEST) {
                let (a, b) = (&tokens[first], &tokens[last]);
                let is_gap = last > first && tokens[last - 1].span.end != b.span.start;
                if is_gap || a.sentence != b.sentence {
                    break;
                }
                let span = Span::new(a.span.start, b.span.end);
                let text = span.of(&document.text);
                if wanted.contains(id(text).as_str()) {
                    places.entry(text).or_default().push(Place {
                        article: document.article.slug.clone(),
                        sentence: a.sentence,
                        span,
                    });
                }
            }
        }
    }
    places
}

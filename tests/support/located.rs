//! The hand-made observations of `tests/gold/` at their places in the articles of `corpus/`.

use std::path::Path;

use shudu::{
    model::{Linked, ObservationId, Span},
    text::{self, Document},
};

/// The five articles with their structure.
pub(crate) fn documents() -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = shudu::corpus::load(root).expect("the corpus is sound");
    corpus.articles.into_iter().map(text::read).collect()
}

/// All observations, with spans into the documents' texts.
pub(crate) fn linked(documents: &[Document]) -> Linked {
    let mut linked = super::gold::linked();
    for (n, observation) in linked.observations.iter_mut().enumerate() {
        let document = documents
            .iter()
            .find(|d| d.article.slug == observation.article)
            .expect("gold is about articles of the corpus");
        let (context, quote) = (&observation.sentence_text, &observation.quote_text);
        let span = locate(&document.text, context, quote)
            .unwrap_or_else(|| panic!("{} has no {context}", observation.article));
        let sentence = document
            .blocks
            .iter()
            .flat_map(|block| block.sentences.iter().copied())
            .find(|sentence| sentence.contains(span))
            .unwrap_or(span);
        observation.quote = span;
        observation.quote_text = span.of(&document.text).to_string();
        observation.sentence = sentence;
        observation.sentence_text = sentence.of(&document.text).to_string();
        let parts = [document.article.id.as_str(), &n.to_string()];
        observation.id = ObservationId::new(parts);
    }
    linked.observations.sort_by(|a, b| {
        (&a.article, a.quote.start, a.quote.end, &a.id).cmp(&(
            &b.article,
            b.quote.start,
            b.quote.end,
            &b.id,
        ))
    });
    linked
}

/// Where `quote` stands in `text`, found by its context without white space; where the context
/// was mended, by the longest part of it that is still there.
fn locate(text: &str, context: &str, quote: &str) -> Option<Span> {
    let mut plain = String::new();
    let mut places = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        plain.push(c);
        places.extend(at..at + c.len_utf8());
    }
    let at = context.find(quote)?;
    let before: Vec<char> = context[..at].chars().collect();
    let after: Vec<char> = context[at + quote.len()..].chars().collect();
    (0..=before.len().max(after.len())).rev().find_map(|n| {
        let before: String = before[before.len().saturating_sub(n)..].iter().collect();
        let after: String = after[..after.len().min(n)].iter().collect();
        let found = plain.find(&format!("{before}{quote}{after}"))? + before.len();
        Some(Span::new(
            places[found],
            places[found + quote.len() - 1] + 1,
        ))
    })
}

//! Observations that an editor adds (补录): the program finds the place in the text, the correction
//! says what stands there.

use crate::config::Correction;
use crate::model::{Decimal, Linked, Measure, Nature, Observation, ObservationId, Qualifier, Span};
use crate::text::Document;

/// The rule that an added observation bears.
pub const ADDED: &str = "correction";

/// Puts an observation without content at the place of each correction that adds one; what it
/// says comes with the correction itself. A quantity that had been left there is left no more.
/// Places that cannot be found are passed over: the correction reports it.
pub fn place(
    linked: &mut Linked,
    documents: &[Document],
    corrections: &[Correction],
    subject: &str,
) {
    for correction in corrections.iter().filter(|c| c.observation.is_none()) {
        let document = documents
            .iter()
            .find(|d| d.article.slug == correction.article);
        let quote = correction.set.get("quote");
        let placed = document.zip(quote).and_then(|(document, quote)| {
            let (sentence, at) = find(document, &correction.expect, quote)?;
            Some(added(document, sentence, at, subject))
        });
        let Some(observation) = placed else { continue };
        linked.leftovers.retain(|leftover| {
            leftover.article != observation.article || !leftover.quote.overlaps(observation.quote)
        });
        linked.observations.push(observation);
    }
}

/// The sentence that holds the words of `expect`, and the place of `quote` in it, white space aside.
fn find(document: &Document, expect: &str, quote: &str) -> Option<(Span, Span)> {
    let sentences = document.blocks.iter().flat_map(|block| {
        let whole = block.sentences.is_empty().then_some(block.span);
        block.sentences.iter().copied().chain(whole)
    });
    let (expect, quote) = (squeezed(expect), squeezed(quote));
    sentences.into_iter().find_map(|sentence| {
        let printed = document.slice(sentence);
        squeezed(printed).contains(&expect).then_some(())?;
        // The characters that count, with where they stand.
        let chars = printed.char_indices().filter(|(_, c)| !c.is_whitespace());
        let chars: Vec<(usize, char)> = chars.collect();
        let wanted: Vec<char> = quote.chars().collect();
        let at = (0..chars.len()).find(|&at| {
            let found = chars[at..].iter().map(|(_, c)| c);
            !wanted.is_empty() && found.take(wanted.len()).eq(wanted.iter())
        })?;
        let (last, c) = chars[at + wanted.len() - 1];
        let start = sentence.start + chars[at].0;
        Some((
            sentence,
            Span::new(start, sentence.start + last + c.len_utf8()),
        ))
    })
}

fn added(document: &Document, sentence: Span, quote: Span, subject: &str) -> Observation {
    let (sentence_text, quote_text) = (document.slice(sentence), document.slice(quote));
    let article = &document.article;
    let (told, quoted) = (squeezed(sentence_text), squeezed(quote_text));
    Observation {
        id: ObservationId::new([article.id.as_str(), &told, &quoted, ADDED]),
        article: article.slug.clone(),
        sentence,
        sentence_text: sentence_text.to_string(),
        quote,
        quote_text: quote_text.to_string(),
        value: Decimal::ZERO,
        step: Decimal::ONE,
        unit: String::new(),
        qualifier: Qualifier::Exact,
        measure: Measure::Level,
        basis: None,
        nature: Nature::Result,
        cumulative: false,
        period: None,
        period_iso: None,
        subject: subject.to_string(),
        indicator: None,
        indicator_id: None,
        breakdown: None,
        label: String::new(),
        rule: ADDED.into(),
        correction: None,
        fact: None,
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

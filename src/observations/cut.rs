//! Sentences that were cut into words (分词) while the introductions of a document were read, kept
//! so that none is cut twice.

use std::collections::BTreeMap;

use crate::model::Span;
use crate::text::{Document, Normal, Segmenter, Word};

/// The sentences that were cut, by where they stand in their document.
#[derive(Default)]
pub(super) struct Cuts(BTreeMap<Span, Cut>);

/// A sentence in its normal form, and its words.
pub(super) struct Cut {
    pub(super) normal: Normal,
    /// Where each word stands, the first letter of its part of speech, and the whole.
    words: Vec<(Span, u8, &'static str)>,
}

impl Cut {
    /// Cuts a sentence of a document.
    pub(super) fn new(document: &Document, sentence: Span, segmenter: &Segmenter) -> Self {
        let normal = Normal::new(&document.text, sentence);
        let words = segmenter.words(normal.text()).into_iter();
        let words = words.map(|word| (word.span, word.pos, word.tag)).collect();
        Self { normal, words }
    }

    /// The words of the normal form `text`.
    pub(super) fn words<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        let words = self.words.iter().map(|&(span, pos, tag)| Word {
            span,
            text: span.of(text),
            pos,
            tag,
        });
        words.collect()
    }
}

impl Cuts {
    /// Keeps a sentence.
    pub(super) fn keep(&mut self, sentence: Span, cut: Cut) {
        self.0.insert(sentence, cut);
    }

    /// All of them, as the text goes.
    pub(super) fn all(&self) -> impl Iterator<Item = &Cut> {
        self.0.values()
    }

    /// The sentence at this place, where it was cut.
    pub(super) fn get(&self, sentence: Span) -> Option<&Cut> {
        self.0.get(&sentence)
    }
}

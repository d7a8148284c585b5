//! Observations (观测值): each quantity finds its indicator, period, subject, measure and status,
//! or leaves with a reason. A small grammar over typed tokens (`sentence`), constructions that
//! offer readings with costs (`constructions`), a state carried from sentence to sentence
//! (`discourse`), and one place where readings compete (`link`).

mod constructions;
mod cues;
mod cut;
mod discourse;
mod explain;
mod label;
mod lexicon;
mod link;
mod mentions;
mod nature;
mod outputs;
mod phrase;
mod placed;
mod reading;
mod refusal;
mod respectively;
mod scope;
mod sentence;
mod span_of;
mod speakers;
mod subjects;
mod table;
mod theme;
mod thresholds;
mod vocabulary;
mod wording;

pub use explain::{Explained, Token, Tokens, explain};
pub use link::Considered;
pub use mentions::mentions;
pub use placed::{ADDED, place};

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::Linked;
use crate::text::{Document, Segmenter};

/// Links the quantities of documents, each by itself.
pub struct Linker<'c> {
    lexicon: lexicon::Lexicon,
    vocabulary: vocabulary::Vocabulary<'c>,
    segmenter: &'c Segmenter,
    subject: &'c str,
}

impl<'c> Linker<'c> {
    /// With this vocabulary; `subject` is whom a figure is about when nothing else is named.
    ///
    /// # Errors
    /// When the vocabulary is too large for the automaton.
    pub fn new(
        config: &'c Config,
        segmenter: &'c Segmenter,
        subject: &'c str,
    ) -> Result<Self, Box<Diagnostic>> {
        Ok(Self {
            lexicon: lexicon::Lexicon::new(config, subject)?,
            vocabulary: vocabulary::Vocabulary::new(config),
            segmenter,
            subject,
        })
    }

    /// The figures of a document, and the numbers that are none.
    pub fn link(&self, document: &Document) -> Linked {
        let tools = link::Tools {
            config: &self.vocabulary,
            lexicon: &self.lexicon,
            segmenter: self.segmenter,
        };
        let mut linker = link::DocumentLinker::new(&tools, document, self.subject);
        linker.run();
        Linked {
            observations: linker.observations,
            leftovers: linker.leftovers,
        }
    }
}

/// Links the quantities of all documents, in parallel; the result does not depend on how many
/// threads there are.
///
/// # Errors
/// As [`Linker::new`].
pub fn link(
    documents: &[Document],
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
) -> Result<Linked, Box<Diagnostic>> {
    let linker = Linker::new(config, segmenter, subject)?;
    let parts: Vec<Linked> = documents
        .par_iter()
        .map(|document| linker.link(document))
        .collect();
    let mut linked = Linked::default();
    for part in parts {
        linked.observations.extend(part.observations);
        linked.leftovers.extend(part.leftovers);
    }
    Ok(linked)
}

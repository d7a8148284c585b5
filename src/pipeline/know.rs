//! What each article gives by itself: the stages that take the segmenter, and memory in their
//! place.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{
    Aids, Stage,
    memory::{Keys, Known},
};
use crate::{
    config::Config,
    diag::{Diagnostic, Report},
    model::Linked,
    observations::Linker,
    text::{Document, Segmenter},
    words::{Cut, Cutter},
};

/// What each document gives by itself, from memory where it is there.
pub(super) fn know(
    documents: &[Document],
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
    aids: Aids<'_>,
) -> Result<Vec<Arc<Known>>, Report> {
    let keys = Keys::new(config, subject);
    let linker = OnceLock::new();
    let linker = || linker.get_or_init(|| Linker::new(config, segmenter, subject));
    let cutter = Cutter::new(config, segmenter);
    aids.progress.begin(Stage::Articles, documents.len());
    let known = documents.par_iter().map(|document| {
        let key = keys.of(&document.article);
        let recalled = aids.memory.recall(&key);
        let known = match recalled.filter(|known| known.is_of(document)) {
            Some(known) => known,
            None => {
                let linker = linker().as_ref().map_err(Clone::clone)?;
                let known = Arc::new(Known {
                    linked: linker.link(document),
                    cut: cutter.cut(document),
                });
                aids.memory.keep(&key, Arc::clone(&known));
                known
            }
        };
        aids.progress.step();
        Ok(known)
    });
    known
        .collect::<Result<_, Box<Diagnostic>>>()
        .map_err(|problem| Report::from(*problem))
}

/// The figures of all documents, and the words of each.
pub(super) fn apart(known: Vec<Arc<Known>>) -> (Linked, Vec<Cut>) {
    let mut linked = Linked::default();
    let mut cuts = Vec::with_capacity(known.len());
    for known in known {
        let Known { linked: own, cut } = Arc::unwrap_or_clone(known);
        linked.observations.extend(own.observations);
        linked.leftovers.extend(own.leftovers);
        cuts.push(cut);
    }
    (linked, cuts)
}

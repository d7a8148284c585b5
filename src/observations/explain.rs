//! What the linker saw of an article and weighed, for people who wonder about a figure.

use super::lexicon::{Lexicon, Term};
use super::link::{Considered, DocumentLinker, Tools};
use super::sentence::{Kind, Pos, Sentence};
use super::subjects::Subjects;
use super::vocabulary::Vocabulary;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::Span;
use crate::text::{BlockKind, Document, Segmenter};

/// The inside of the linking stage for one document.
#[derive(Debug, Clone)]
pub struct Explained {
    /// Sentences with their tokens, in text order; rows of tables are read cell by cell and
    /// have none.
    pub sentences: Vec<Tokens>,
    /// Quantities with the readings that were offered, in text order.
    pub considered: Vec<Considered>,
}

/// A sentence as the linker reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Bytes of the article's plain text.
    pub sentence: Span,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
}

/// A token: characters and what they were taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The characters, widths unified and white space dropped.
    pub text: String,
    /// `quantity`, `period`, `indicator`, `subject`, `breakdown`, `cue`, a reason for which a
    /// number is none, or a part of speech.
    pub kind: &'static str,
}

/// Reads a document as [`super::link`] does and keeps what it weighed.
///
/// # Errors
/// When the vocabulary is too large for the automaton.
pub fn explain(
    document: &Document,
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
) -> Result<Explained, Box<Diagnostic>> {
    let lexicon = Lexicon::new(config, subject)?;
    let vocabulary = Vocabulary::new(config);
    let tools = Tools {
        config: &vocabulary,
        lexicon: &lexicon,
        segmenter,
    };
    let mut linker = DocumentLinker::new(&tools, document, subject);
    linker.run();
    let subjects = Subjects::of(document, config, segmenter, subject);
    let running = document
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::TableRow { .. }));
    let sentences = running
        .flat_map(|block| &block.sentences)
        .map(|&span| {
            let sentence = Sentence::new(document, span, &lexicon, segmenter, &subjects);
            let tokens = (0..sentence.tokens.len()).map(|at| Token {
                text: sentence.of_token(at).to_string(),
                kind: name(sentence.tokens[at].kind),
            });
            Tokens {
                sentence: span,
                tokens: tokens.collect(),
            }
        })
        .collect();
    Ok(Explained {
        sentences,
        considered: linker.considered,
    })
}

const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Quantity(_) => "quantity",
        Kind::Period(_) => "period",
        Kind::Leftover(reason) => reason.as_str(),
        Kind::Term(Term::Indicator(_)) => "indicator",
        Kind::Term(Term::Subject(_) | Term::Region(_)) => "subject",
        Kind::Term(Term::Breakdown(_)) => "breakdown",
        Kind::Term(Term::Cue(_)) => "cue",
        Kind::Word(Pos::Noun) => "noun",
        Kind::Word(Pos::Verb) => "verb",
        Kind::Word(Pos::VerbNoun) => "verb-noun",
        Kind::Word(Pos::Modifier) => "modifier",
        Kind::Word(Pos::Function) => "function",
        Kind::Word(Pos::Of) => "of",
        Kind::Word(Pos::Other) => "word",
        Kind::Mark(_) => "mark",
    }
}

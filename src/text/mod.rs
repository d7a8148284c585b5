//! Articles as plain text with structure: blocks (heading path, paragraph, list item, table,
//! caption), sentences, all as byte spans of the plain text that `data/articles/<slug>.txt`
//! publishes.

mod markdown;
mod normal;
mod segment;
mod sentences;

pub use markdown::read;
pub use normal::Normal;
pub use segment::{Segmenter, Word};

use crate::model::{Article, Span};

/// True for a Chinese character (汉字) of the basic block, in which the words of the lexicon are
/// written.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// An article whose Markdown is stripped: plain text and what stands where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The article that was read.
    pub article: Article,
    /// The plain text, blocks separated by line ends.
    pub text: String,
    /// Blocks in text order.
    pub blocks: Vec<Block>,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub span: Span,
    /// Its sentences in order; they cover the block but for white space between them.
    pub sentences: Vec<Span>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6 (the title is level 1 and stands in the front matter).
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list, 1 deep in the outermost; nested items are blocks of their own.
    ListItem(u8),
    /// The caption of a picture: `![caption]()`.
    Caption,
    /// A row of a table; each row is one sentence.
    TableRow {
        /// True for the row of column headers.
        is_header: bool,
        /// The cells in order.
        cells: Vec<Span>,
    },
}

impl Document {
    /// The text of a span of this document.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

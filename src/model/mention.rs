//! A mention: what stands in the text before anybody asks what it is about.

use super::{Period, Quantity, Span};

/// A quantity or a period found in the text, with its place and the very characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Slug of the article.
    pub article: String,
    /// The sentence or table cell, as bytes of the article's plain text.
    pub sentence: Span,
    /// The expression, as bytes of the article's plain text.
    pub quote: Span,
    /// The very characters of `quote`.
    pub quote_text: String,
    /// What they say.
    pub meaning: Meaning,
}

/// What a mention says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A number with its unit.
    Quantity(Quantity),
    /// A date or period; `None` where the article does not say enough to resolve it.
    Period(Option<Period>),
}

//! What was mended, for the editor to read.

use crate::diag::Phrase;

/// One place of the raw text that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Line of the raw text, from 1.
    pub line: usize,
    /// How.
    pub mending: Mending,
    /// The words concerned; for a cut sentence the words on both sides of `|`.
    pub text: String,
}

/// How a place was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mending {
    /// A headline that a shadow font printed twice is read once.
    Shadow,
    /// A text that was pasted twice is read once.
    Twice,
    /// A byline was moved to the front matter.
    Byline,
    /// A short line was taken for a heading.
    Heading,
    /// A line was taken for the caption of a picture.
    Caption,
    /// A sentence that a page, a column or a picture cut was joined.
    Cut,
    /// A line that the column's edge broke was joined.
    Wrap,
}

impl Mending {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Shadow,
        Self::Twice,
        Self::Byline,
        Self::Heading,
        Self::Caption,
        Self::Cut,
        Self::Wrap,
    ];

    /// Its name in messages.
    pub fn name(self) -> Phrase {
        match self {
            Self::Shadow => Phrase::new("重影标题读作一次", "doubled headline read once"),
            Self::Twice => Phrase::new("全文两遍，读作一次", "text that stands twice read once"),
            Self::Byline => Phrase::new("署名移入文首信息", "byline moved to the front matter"),
            Self::Heading => Phrase::new("小标题", "heading"),
            Self::Caption => Phrase::new("图片说明", "caption"),
            Self::Cut => Phrase::new("接合断开的句子", "cut sentence joined"),
            Self::Wrap => Phrase::new("接合断行", "wrapped line joined"),
        }
    }
}

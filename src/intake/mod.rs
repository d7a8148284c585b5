//! Raw text (原文) → a draft of an article: what page extraction broke is mended by rule, and what
//! stands around the text (headline, byline, date, page furniture) is told apart from it.
//!
//! Every visible character of a text is in the draft: in the title, a byline, a block, the
//! furniture or the noise; of a web page, every character of the article. The words stay as
//! printed, misprints included.

mod blocks;
mod byline;
mod captions;
mod chars;
mod columns;
mod dates;
mod decode;
mod draft;
mod furniture;
mod headline;
mod html;
mod leads;
mod lines;
mod masthead;
mod measure;
mod mended;
mod page;
mod space;
mod structure;
mod tabs;
mod title;
mod yaml;

pub use blocks::{Block, BlockKind};
pub use dates::FoundDate;
pub use draft::{Draft, mend, mend_text};
pub use mended::{Mended, Mending};

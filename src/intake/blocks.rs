//! What a mended text consists of (段落), and how it is written as Markdown.

use super::lines;

/// What a block of a mended text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 2 to 6.
    Heading(usize),
    /// Running text.
    Paragraph,
    /// An item of a list; the text begins with its mark.
    Item,
    /// Rows of a table, one a line.
    Table,
    /// The caption of a picture.
    Caption,
    /// Markdown handed through.
    Verbatim,
}

/// A block of a mended text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words; for items and tables with their marks.
    pub text: String,
}

/// Title and blocks as Markdown.
pub(super) fn markdown(title: Option<&str>, blocks: &[Block]) -> String {
    let body = body(blocks);
    match title {
        Some(title) => format!("# {title}\n\n{body}\n"),
        None => format!("{body}\n"),
    }
}

/// The characters of [`markdown`] that are in no title and no block.
pub(super) fn marks(title: Option<&str>, blocks: &[Block]) -> String {
    let mut out = "#".repeat(usize::from(title.is_some()));
    for block in blocks {
        match block.kind {
            BlockKind::Heading(level) => out.push_str(&"#".repeat(level)),
            BlockKind::Caption => {
                out.push_str("![]()");
                let escaped = lines::escape(&block.text).len() - block.text.len();
                out.push_str(&"\\".repeat(escaped));
            }
            _ => {}
        }
    }
    out
}

/// Blocks as Markdown.
pub(super) fn body(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut last = None;
    for block in blocks {
        if let Some(last) = last {
            let in_list = last == BlockKind::Item && block.kind == BlockKind::Item;
            out.push_str(if in_list { "\n" } else { "\n\n" });
        }
        match block.kind {
            BlockKind::Heading(level) => {
                out.push_str(&"#".repeat(level));
                out.push(' ');
                out.push_str(&block.text);
            }
            BlockKind::Caption => {
                out.push_str("![");
                out.push_str(&lines::escape(&block.text));
                out.push_str("]()");
            }
            _ => out.push_str(&block.text),
        }
        last = Some(block.kind);
    }
    out
}

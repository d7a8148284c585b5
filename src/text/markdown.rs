//! Markdown to plain text with blocks. Nothing is lost but the marks: every character of the
//! words stands in the plain text, in order, captions after the paragraph that holds them.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Block, BlockKind, Document, sentences};
use crate::model::{Article, Span};

/// Reads the Markdown body of an article.
///
/// Strikethrough stays off: `3~5万元` is a range, not a deletion.
pub fn read(article: Article) -> Document {
    let mut reader = Reader::default();
    for event in Parser::new_ext(&article.body, Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.end_block();
    let Reader { text, blocks, .. } = reader;
    Document {
        article,
        text,
        blocks,
    }
}

#[derive(Default)]
struct Reader {
    text: String,
    blocks: Vec<Block>,
    kind: Option<BlockKind>,
    start: usize,
    /// The caption being read, while inside an image.
    caption: Option<String>,
    captions: Vec<String>,
    cells: Vec<Span>,
    cell_start: usize,
    is_header: bool,
    /// How deep in lists: a paragraph inside an item is the item.
    lists: u8,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.words("\n"),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(rank(*level))),
            Tag::Paragraph if self.lists > 0 => self.begin(BlockKind::ListItem(self.lists)),
            Tag::Paragraph | Tag::CodeBlock(_) => self.begin(BlockKind::Paragraph),
            Tag::List(_) => self.lists = self.lists.saturating_add(1),
            Tag::Item => self.begin(BlockKind::ListItem(self.lists)),
            Tag::Image { .. } => self.caption = Some(String::new()),
            Tag::TableHead => self.begin_row(true),
            Tag::TableRow => self.begin_row(false),
            Tag::TableCell => {
                if !self.cells.is_empty() {
                    self.text.push_str(" | ");
                }
                self.cell_start = self.text.len();
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Item => {
                self.end_block();
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Image => {
                if let Some(caption) = self.caption.take()
                    && !caption.trim().is_empty()
                {
                    self.captions.push(caption);
                }
            }
            TagEnd::TableCell => self.cells.push(Span::new(self.cell_start, self.text.len())),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.kind = Some(BlockKind::TableRow {
                    is_header: self.is_header,
                    cells: std::mem::take(&mut self.cells),
                });
                self.end_block();
            }
            _ => {}
        }
    }

    fn begin_row(&mut self, is_header: bool) {
        self.begin(BlockKind::TableRow {
            is_header,
            cells: Vec::new(),
        });
        self.is_header = is_header;
        self.cells.clear();
    }

    fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = Some(kind);
        self.start = self.text.len();
    }

    fn words(&mut self, words: &str) {
        if let Some(caption) = &mut self.caption {
            caption.push_str(words);
        } else {
            if self.kind.is_none() {
                self.begin(BlockKind::Paragraph);
            }
            self.text.push_str(words);
        }
    }

    /// A line end inside a paragraph: nothing between Han characters, a space elsewhere.
    fn soft_break(&mut self) {
        let last = match &self.caption {
            Some(caption) => caption.chars().next_back(),
            None => self.text.chars().next_back(),
        };
        if last.is_some_and(|c| c.is_ascii_alphanumeric()) {
            self.words(" ");
        }
    }

    fn end_block(&mut self) {
        if let Some(kind) = self.kind.take() {
            let end = self.start + self.text[self.start..].trim_end().len();
            self.text.truncate(end);
            self.finish(kind, Span::new(self.start, end));
        }
        for caption in std::mem::take(&mut self.captions) {
            let start = self.text.len();
            self.text.push_str(caption.trim());
            self.finish(BlockKind::Caption, Span::new(start, self.text.len()));
        }
        self.start = self.text.len();
    }

    fn finish(&mut self, kind: BlockKind, span: Span) {
        if span.is_empty() {
            return;
        }
        let sentences = match kind {
            BlockKind::TableRow { .. } => vec![span],
            _ => sentences::split(&self.text, span),
        };
        self.blocks.push(Block {
            kind,
            span,
            sentences,
        });
        self.text.push('\n');
    }
}

const fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn document(body: &str) -> Document {
        read(Article {
            slug: "a".into(),
            id: "a".into(),
            title: String::new(),
            short: String::new(),
            published: None,
            byline: String::new(),
            source: String::new(),
            url: String::new(),
            aliases: Vec::new(),
            note: String::new(),
            body: body.into(),
        })
    }

    fn outline(body: &str) -> Vec<(BlockKind, String)> {
        let document = document(body);
        document
            .blocks
            .iter()
            .map(|b| (b.kind.clone(), document.slice(b.span).to_string()))
            .collect()
    }

    #[test]
    fn blocks_keep_their_order_and_words() {
        use BlockKind::{Caption, Heading, ListItem, Paragraph};
        assert_eq!(
            outline(
                "## 一、综合\n\n全年**增长**5%。\n续行。\n\n- 甲 3家\n- 乙 3~5万元\n\n![园区](x.jpg)\n"
            ),
            [
                (Heading(2), "一、综合".to_string()),
                (Paragraph, "全年增长5%。续行。".to_string()),
                (ListItem(1), "甲 3家".to_string()),
                (ListItem(1), "乙 3~5万元".to_string()),
                (Caption, "园区".to_string()),
            ]
        );
    }

    #[test]
    fn table_cells_are_spans_of_the_row() {
        let document = document("| 年份 | 企业（家） |\n|---|---|\n| 2024 | 1,187.3 |\n");
        let rows: Vec<Vec<&str>> = document
            .blocks
            .iter()
            .filter_map(|b| match &b.kind {
                BlockKind::TableRow { cells, .. } => {
                    Some(cells.iter().map(|c| document.slice(*c)).collect())
                }
                _ => None,
            })
            .collect();
        assert_eq!(rows, [["年份", "企业（家）"], ["2024", "1,187.3"]]);
    }
}

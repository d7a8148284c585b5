//! Lines → blocks: what was one paragraph on paper is one again, headings and captions stand
//! apart, sentences that a page or a picture cut are whole.

use super::{
    captions,
    chars::{is_closer, is_opener, must_go_on, width},
    headline,
    lines::{Kind, Line},
    mended::{Mended, Mending},
    page::{Page, Role, begins_block, is_numbered, parts_a_figure},
    space,
};

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

/// What was read from the lines.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) title: Option<String>,
    pub(super) bylines: Vec<String>,
    pub(super) blocks: Vec<Block>,
    pub(super) furniture: Vec<String>,
    pub(super) noise: String,
    pub(super) mended: Vec<Mended>,
}

impl Structure {
    pub(super) fn note(&mut self, line: &Line, mending: Mending, what: &str) {
        self.mended.push(Mended {
            line: line.number,
            mending,
            text: what.to_owned(),
        });
    }
}

/// Puts `lines` together.
pub(super) fn structure(lines: &[Line]) -> Structure {
    let mut page = Page::new(lines);
    let mut out = Structure::default();
    headline::take(&mut page, &mut out);
    captions::find(&mut page);
    let mut builder = Builder {
        page,
        out,
        current: None,
    };
    let mut i = 0;
    while i < lines.len() {
        i += builder.take(i).max(1);
    }
    builder.out
}

struct Builder<'a> {
    page: Page<'a>,
    out: Structure,
    /// The paragraph or item that the next line may go on with, and its last line.
    current: Option<(usize, usize)>,
}

impl Builder<'_> {
    fn note(&mut self, i: usize, mending: Mending, what: &str) {
        self.out.note(&self.page.lines[i], mending, what);
    }

    fn push(&mut self, kind: BlockKind, text: String) -> usize {
        self.out.blocks.push(Block { kind, text });
        self.out.blocks.len() - 1
    }

    /// Places line `i`; gives the number of lines taken.
    fn take(&mut self, i: usize) -> usize {
        let line = &self.page.lines[i];
        match self.page.roles[i] {
            Role::Taken => return 1,
            Role::Caption | Role::CaptionRest => return self.caption(i),
            Role::Undecided => {}
        }
        match line.kind {
            Kind::Heading(level) => {
                self.out.noise.push_str(&line.noise);
                self.push(BlockKind::Heading(level.max(2)), line.display.clone());
                self.current = None;
            }
            Kind::Shadow => {
                self.out.noise.push_str(&line.noise);
                self.note(i, Mending::Shadow, &line.display);
                self.push(BlockKind::Heading(2), line.display.clone());
                self.current = None;
            }
            Kind::Item => {
                let text = format!("{} {}", line.noise, line.text);
                let block = self.push(BlockKind::Item, text);
                self.current = Some((block, i));
            }
            Kind::Row => {
                match self.out.blocks.last_mut() {
                    Some(last) if last.kind == BlockKind::Table && line.gap == 0 => {
                        last.text.push('\n');
                        last.text.push_str(&line.text);
                    }
                    _ => {
                        self.push(BlockKind::Table, line.text.clone());
                    }
                }
                self.current = None;
            }
            Kind::Caption => {
                self.out.noise.push_str(&line.noise);
                self.push(BlockKind::Caption, line.display.clone());
            }
            Kind::Verbatim => {
                match self.out.blocks.last_mut() {
                    Some(last) if last.kind == BlockKind::Verbatim && line.gap == 0 => {
                        last.text.push('\n');
                        last.text.push_str(&line.text);
                    }
                    _ => {
                        self.push(BlockKind::Verbatim, line.text.clone());
                    }
                }
                self.current = None;
            }
            Kind::Byline => {
                self.out.noise.push_str(&line.noise);
                self.out.bylines.push(line.display.clone());
                self.note(i, Mending::Byline, &line.display);
            }
            Kind::Furniture => self.out.furniture.push(line.display.clone()),
            Kind::Credit | Kind::Text => return self.text(i),
        }
        1
    }

    /// A caption from line `i` on.
    fn caption(&mut self, i: usize) -> usize {
        let rest = self.page.roles[i + 1..]
            .iter()
            .take_while(|&&role| role == Role::CaptionRest)
            .count();
        let words: Vec<&str> = self.page.lines[i..=i + rest]
            .iter()
            .map(|line| line.display.as_str())
            .collect();
        let text = words.join(" ");
        self.note(i, Mending::Caption, &text);
        self.push(BlockKind::Caption, text);
        rest + 1
    }

    /// Running text, a heading, or a caption in the middle of a sentence.
    fn text(&mut self, i: usize) -> usize {
        let line = &self.page.lines[i];
        if let Some((block, last)) = self.current {
            let finished = self.is_finished(block, last);
            if !finished && self.interrupts(i, block, last) {
                self.note(i, Mending::Caption, &line.display);
                self.push(BlockKind::Caption, line.display.clone());
                return 1;
            }
            if self.continues(i, block, last, finished) {
                if i > last + 1
                    || line.gap > self.page.layout.usual_gap
                    || self.page.layout.column(i).is_none()
                {
                    let seam = seam(&self.out.blocks[block].text, &line.text);
                    self.note(i, Mending::Cut, &seam);
                } else {
                    self.note(i, Mending::Wrap, "");
                }
                space::join(&mut self.out.blocks[block].text, &line.text);
                self.current = Some((block, i));
                return 1;
            }
        }
        let heading = self.heading(i);
        if heading > 0 {
            return heading;
        }
        let block = self.push(BlockKind::Paragraph, line.text.clone());
        self.current = Some((block, i));
        1
    }

    /// True when the block's last sentence is complete.
    fn is_finished(&self, block: usize, last: usize) -> bool {
        let line = &self.page.lines[last];
        if line.is_final {
            return true;
        }
        if self.page.layout.is_markdown {
            return false;
        }
        match self.page.layout.column(last) {
            Some(_) => {
                self.page.layout.is_narrow(self.page.lines, last)
                    && !must_go_on(&self.out.blocks[block].text)
            }
            None => {
                let text = &self.out.blocks[block].text;
                line.kind == Kind::Item && !must_go_on(text)
                    || !must_go_on(text)
                        && (text.ends_with(is_closer)
                            || !self.page.goes_on(last) && width(text) == line.width)
            }
        }
    }

    /// True for a short line in the middle of a sentence that goes on behind it.
    fn interrupts(&self, i: usize, block: usize, last: usize) -> bool {
        if self.page.layout.is_markdown || is_numbered(&self.page.lines[i].text) {
            return false;
        }
        let closes = self.page.lines[i]
            .text
            .trim_start_matches(|c| !is_closer(c) && !is_opener(c));
        if closes.starts_with(is_closer) {
            return false;
        }
        let words = &self.page.lines[i].text;
        if i == last + 1 && parts_a_figure(&self.out.blocks[block].text, words) {
            return false;
        }
        let mut rest = i + 1..self.page.lines.len();
        self.page.is_display(i)
            && rest.any(|j| self.page.is_open_text(j) && !self.page.is_display(j))
    }

    /// True when line `i` goes on with the paragraph whose last line is `last`.
    fn continues(&self, i: usize, block: usize, last: usize, finished: bool) -> bool {
        let line = &self.page.lines[i];
        let is_item = self.out.blocks[block].kind == BlockKind::Item;
        let transparent = i > last + 1;
        if self.page.layout.is_markdown {
            return line.gap == 0 && !transparent && !begins_block(&line.text);
        }
        if !finished {
            return !(begins_block(&line.text) && !must_go_on(&self.out.blocks[block].text))
                && !line.indented
                || must_go_on(&self.out.blocks[block].text);
        }
        if self.page.layout.column(i).is_none()
            || self.page.layout.column(last).is_none()
            || is_item
            || transparent
            || begins_block(&line.text)
            || self.page.is_display(i)
            || self.page.is_kicker(i)
        {
            return false;
        }
        if self.page.layout.indents_tell {
            return !line.indented;
        }
        if self.page.layout.blank_lines_tell && line.gap > 0 {
            return false;
        }
        // A colon or semicolon near the column's edge seldom ends a paragraph.
        let above = &self.page.lines[last];
        let weak = above.text.ends_with(['：', ':', '；', ';'])
            && self
                .page
                .layout
                .column(last)
                .is_some_and(|column| above.width + 16 >= column);
        let is_first = self.out.blocks[block].text == above.text;
        weak || !self.page.layout.is_last(self.page.lines, last, is_first)
            && !self.page.layout.is_first(self.page.lines, i)
    }

    /// Takes a heading of one to three lines at `i`; gives their number, 0 if there is none.
    fn heading(&mut self, i: usize) -> usize {
        if self.page.layout.is_markdown {
            return 0;
        }
        let mut count = 0;
        let mut text = String::new();
        while let Some(line) = self.page.lines.get(i + count) {
            let j = i + count;
            let fits = line.is_text()
                && self.page.roles[j] == Role::Undecided
                && (self.page.is_display(j) || self.page.is_kicker(j))
                && (count == 0 || !is_numbered(&line.text));
            if !fits {
                break;
            }
            if count > 0 {
                // 蝶变： and what follows are one line of words; parts side by side keep a space.
                let kicked = self.page.is_kicker(i);
                text.push_str(if kicked { "" } else { " " });
            }
            text.push_str(&line.display);
            count += 1;
        }
        // What follows must be text: lines without it are a list, or captions.
        let next = (i + count..self.page.lines.len()).find(|&j| {
            !matches!(
                self.page.lines[j].kind,
                Kind::Byline | Kind::Furniture | Kind::Credit | Kind::Caption
            ) && matches!(self.page.roles[j], Role::Undecided)
        });
        let followed = next.is_some_and(|j| {
            self.page.is_body(j)
                || matches!(self.page.lines[j].kind, Kind::Heading(_))
                || is_numbered(&self.page.lines[j].text)
        });
        if count == 0 || count > 3 || !followed {
            return 0;
        }
        self.note(i, Mending::Heading, &text);
        let level = if text.starts_with(['（', '(']) { 3 } else { 2 };
        self.push(BlockKind::Heading(level), text);
        self.current = None;
        count
    }
}

/// The last and first characters around a mended cut.
fn seam(left: &str, right: &str) -> String {
    let before: Vec<char> = left.chars().rev().take(8).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = right.chars().take(8).collect();
    format!("{before}|{after}")
}

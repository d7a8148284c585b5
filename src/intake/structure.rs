//! Lines → blocks: what was one paragraph on paper is one again, headings and captions stand
//! apart, sentences that a page or a picture cut are whole.

use super::{
    blocks::{Block, BlockKind, markdown, marks},
    captions,
    chars::{is_closer, is_opener, must_go_on},
    headline,
    leads::{begins_block, is_bulleted, is_numbered},
    lines::{self, Kind, Line},
    measure::WIDEST_COLUMN,
    mended::{Mended, Mending},
    page::{Page, Role, parts_a_figure},
    space,
};

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

/// Headings have at most this many lines.
const MOST_LINES: usize = 3;
/// More rounds than any text needs; a text that is whole needs one.
const MOST_ROUNDS: usize = 8;

/// How the blocks of a text show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As print does it, or Markdown: widths, blank lines and indentations tell.
    Print,
    /// By Markdown's marks and blank lines alone, made from a page that says what is what.
    Marked,
}

/// Reads `text` until another reading finds nothing more: a page that was torn apart twice is
/// put together in two rounds.
pub(super) fn read(text: &str, form: Form) -> Structure {
    let mut out = structure(&lines::read(text), form);
    for _ in 0..MOST_ROUNDS {
        let markdown = markdown(out.title.as_deref(), &out.blocks);
        let marks = marks(out.title.as_deref(), &out.blocks);
        let again = structure(&lines::read(&markdown), form);
        let is_whole = again.blocks == out.blocks && again.title == out.title;
        out.title = again.title;
        out.blocks = again.blocks;
        out.bylines.extend(again.bylines);
        out.furniture.extend(again.furniture);
        out.noise.push_str(&lines::without(&again.noise, &marks));
        if is_whole {
            break;
        }
    }
    out
}

/// Puts `lines` together.
fn structure(lines: &[Line], form: Form) -> Structure {
    let mut page = Page::new(lines);
    if form == Form::Marked {
        page.layout.trust_marks();
    }
    let mut out = Structure::default();
    headline::take(&mut page, &mut out);
    captions::find(&mut page);
    let running = |&i: &usize| page.is_open_text(i) && !page.is_display(i);
    let mut builder = Builder {
        last_running: (0..lines.len()).rev().find(running).unwrap_or(0),
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
    /// The last line of running text.
    last_running: usize,
    current: Option<Current>,
}

/// The paragraph or item that the next line may go on with.
#[derive(Clone, Copy)]
struct Current {
    /// Index of the block.
    block: usize,
    /// Its first line.
    first: usize,
    /// Its last line so far.
    last: usize,
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
                self.start(block, i);
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
        if let Some(current) = self.current {
            let finished = self.is_finished(current);
            if !finished && self.interrupts(i, current) {
                self.note(i, Mending::Caption, &line.display);
                self.push(BlockKind::Caption, line.display.clone());
                return 1;
            }
            let continues = match self.page.layout.is_markdown {
                true => line.gap == 0 && i == current.last + 1 && !begins_block(&line.text),
                false if finished => self.continues_paragraph(i, current),
                false => self.continues_sentence(i, current),
            };
            if continues {
                self.join(i, current);
                return 1;
            }
        }
        let heading = self.heading(i);
        if heading > 0 {
            return heading;
        }
        let block = self.push(BlockKind::Paragraph, line.text.clone());
        self.start(block, i);
        1
    }

    fn start(&mut self, block: usize, i: usize) {
        self.current = Some(Current {
            block,
            first: i,
            last: i,
        });
    }

    fn join(&mut self, i: usize, current: Current) {
        let line = &self.page.lines[i];
        let layout = &self.page.layout;
        let text = &mut self.out.blocks[current.block].text;
        let cut = i > current.last + 1 || line.gap > layout.usual_gap || layout.column(i).is_none();
        let seam = if cut {
            seam(text, &line.text)
        } else {
            String::new()
        };
        space::join(text, &line.text);
        let mending = if cut { Mending::Cut } else { Mending::Wrap };
        self.note(i, mending, &seam);
        self.current = Some(Current { last: i, ..current });
    }

    /// True when the block's last sentence is complete.
    fn is_finished(&self, current: Current) -> bool {
        let Current { block, first, last } = current;
        let line = &self.page.lines[last];
        let text = &self.out.blocks[block].text;
        if line.is_final {
            return true;
        }
        if self.page.layout.is_markdown || must_go_on(tail(text)) {
            return false;
        }
        if self.page.layout.column(last).is_some() {
            return self.page.layout.is_narrow(self.page.lines, last);
        }
        line.kind == Kind::Item
            || is_bulleted(&line.text)
            || text.ends_with(is_closer)
            || !self.page.goes_on(last) && first == last
    }

    /// True for a short line in the middle of a sentence that goes on behind it.
    fn interrupts(&self, i: usize, current: Current) -> bool {
        let line = &self.page.lines[i];
        let layout = &self.page.layout;
        let signs = line
            .text
            .trim_start_matches(|c| !is_closer(c) && !is_opener(c));
        let follows = i == current.last + 1
            && parts_a_figure(&self.out.blocks[current.block].text, &line.text);
        // A caption does not end inside a number.
        let is_parted =
            (self.page.lines.get(i + 1)).is_some_and(|next| parts_a_figure(&line.text, &next.text));
        let clauses = layout.column(i).is_none()
            && !layout.is_picture_gap(line)
            && line.text.contains(['，', ',']);
        if layout.is_markdown
            || is_numbered(&line.text)
            || signs.starts_with(is_closer)
            || follows
            || is_parted
            || clauses
        {
            return false;
        }
        i < self.last_running && self.page.is_display(i)
    }

    /// True when line `i` goes on with the unfinished sentence.
    fn continues_sentence(&self, i: usize, current: Current) -> bool {
        let Page { lines, layout, .. } = &self.page;
        let line = &lines[i];
        let text = &self.out.blocks[current.block].text;
        if must_go_on(tail(text)) || parts_a_figure(text, &line.text) {
            return true;
        }
        if layout.column(current.last).is_some() {
            return !line.indented && (line.text.starts_with('—') || !begins_block(&line.text));
        }
        // One fragment below another is a list, what ends a sentence is its rest.
        !begins_block(&line.text) && (line.is_final || self.page.goes_on(i))
    }

    /// True when line `i` goes on with the paragraph, whose last sentence is complete.
    fn continues_paragraph(&self, i: usize, current: Current) -> bool {
        let Current { block, first, last } = current;
        let Page { lines, layout, .. } = &self.page;
        let (line, above) = (&lines[i], &lines[last]);
        if self.out.blocks[block].kind == BlockKind::Item
            || i > last + 1
            || begins_block(&line.text)
            || self.page.is_display(i)
            || self.page.is_kicker(i)
        {
            return false;
        }
        if layout.column(i).is_none() || layout.column(last).is_none() {
            // Set in, then not set in, line by line, and no narrower than the next.
            return lines[first].indented
                && !line.indented
                && line.gap == 0
                && above.width <= WIDEST_COLUMN
                && above.width + 6 >= line.width;
        }
        if layout.indents_tell {
            return !line.indented;
        }
        if layout.blank_lines_tell && line.gap > 0 {
            return false;
        }
        // A colon or semicolon near the column's edge seldom ends a paragraph.
        let weak = above.text.ends_with(['：', ':', '；', ';'])
            && layout
                .column(last)
                .is_some_and(|column| above.width + 16 >= column);
        weak || !layout.is_last(lines, last, first == last) && !layout.is_first(lines, i)
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
            let fits = count <= MOST_LINES
                && line.is_text()
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
        if count == 0 || count > MOST_LINES || !followed {
            return 0;
        }
        self.note(i, Mending::Heading, &text);
        let level = if text.starts_with(['（', '(']) { 3 } else { 2 };
        self.push(BlockKind::Heading(level), text);
        self.current = None;
        count
    }
}

/// The end of a paragraph, where its last sentence stands.
fn tail(text: &str) -> &str {
    // Sentences of news are seldom longer; what opened before is forgotten.
    const BYTES: usize = 900;
    let mut start = text.len().saturating_sub(BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The last and first characters around a mended cut.
fn seam(left: &str, right: &str) -> String {
    let before: Vec<char> = left.chars().rev().take(8).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = right.chars().take(8).collect();
    format!("{before}|{after}")
}

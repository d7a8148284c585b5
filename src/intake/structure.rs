//! Lines → blocks: what was one paragraph on paper is one again, headings and captions stand
//! apart, sentences that a page or a picture cut are whole.

use super::{
    byline::{self, MARKS},
    chars::{is_clause_end, is_closer, is_digit, must_go_on, width},
    furniture,
    lines::{Kind, Line},
    measure::{Layout, measure},
    mended::{Mended, Mending},
    space::{self, Place},
};

/// Headings are at most this wide, in halves of a character.
const WIDEST_HEADING: usize = 60;
/// Titles may be wider.
const WIDEST_TITLE: usize = 100;
/// Captions are sentences at most this wide.
const WIDEST_CAPTION: usize = 120;

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

/// Puts `lines` together.
pub(super) fn structure(lines: &[Line]) -> Structure {
    let layout = measure(lines);
    let mut builder = Builder {
        lines,
        roles: vec![Role::Undecided; lines.len()],
        layout,
        out: Structure::default(),
        current: None,
    };
    builder.find_title();
    builder.find_captions();
    builder.build();
    builder.out
}

/// What a line turned out to be among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Undecided,
    /// Taken already: title, organisation, date line.
    Taken,
    /// Begins a caption.
    Caption,
    /// Goes on with the caption of the line before.
    CaptionRest,
}

struct Builder<'a> {
    lines: &'a [Line],
    roles: Vec<Role>,
    layout: Layout,
    out: Structure,
    /// The paragraph or item that the next line may go on with, and its last line.
    current: Option<(usize, usize)>,
}

impl Builder<'_> {
    fn note(&mut self, i: usize, mending: Mending, what: &str) {
        self.out.mended.push(Mended {
            line: self.lines[i].number,
            mending,
            text: what.to_owned(),
        });
    }

    fn push(&mut self, kind: BlockKind, text: String) -> usize {
        self.out.blocks.push(Block { kind, text });
        self.out.blocks.len() - 1
    }

    /// The headline: a first line that is no sentence, or a line printed twice anywhere.
    fn find_title(&mut self) {
        let lines = self.lines;
        let first = lines
            .iter()
            .position(|line| !matches!(line.kind, Kind::Furniture | Kind::Byline));
        if let Some(first) = first
            && self.is_title(first)
        {
            let mut title = lines[first].display.clone();
            self.roles[first] = Role::Taken;
            self.out.noise.push_str(&lines[first].noise);
            let mut last = first;
            // Further lines of the headline: set directly below, or a subtitle.
            while let Some(next) = lines.get(last + 1) {
                let below = next.is_text() && !next.is_final && next.width <= WIDEST_HEADING;
                let directly = next.gap == 0 && self.is_display(last + 1) && lines[first].is_text();
                let subtitle = next.text.starts_with('—') && next.width <= WIDEST_HEADING;
                if !below || !(directly || subtitle) || !self.body_follows(last + 2) {
                    break;
                }
                title.push_str(if title.ends_with(['：', ':']) {
                    ""
                } else {
                    " "
                });
                title.push_str(&next.display);
                last += 1;
                self.roles[last] = Role::Taken;
            }
            self.out.title = Some(title);
            self.find_house(last + 1);
            return;
        }
        if let Some(shadow) = lines.iter().position(|line| line.kind == Kind::Shadow) {
            self.roles[shadow] = Role::Taken;
            self.out.title = Some(lines[shadow].display.clone());
            self.out.noise.push_str(&lines[shadow].noise);
            self.note(shadow, Mending::Shadow, &lines[shadow].display);
        }
    }

    fn is_title(&self, i: usize) -> bool {
        let line = &self.lines[i];
        match line.kind {
            Kind::Heading(1) | Kind::Shadow => true,
            Kind::Text => {
                let stands_out = match self.layout.column(i) {
                    None => true,
                    Some(column) => {
                        self.layout.is_narrow(self.lines, i)
                            || line.width > column + 8
                            || self
                                .lines
                                .get(i + 1)
                                .is_some_and(|next| next.kind == Kind::Byline)
                    }
                };
                !line.is_final
                    && line.width <= WIDEST_TITLE
                    && stands_out
                    && !must_go_on(&line.text)
                    && !byline::ends_with_credit(&line.display)
                    && self.body_follows(i + 1)
            }
            _ => false,
        }
    }

    /// An issuing body or a date directly below the title.
    fn find_house(&mut self, mut i: usize) {
        const HOUSES: [&str; 14] = [
            "管委会",
            "中心",
            "统计局",
            "办公室",
            "委员会",
            "政府",
            "编辑部",
            "记者站",
            "宣传部",
            "新闻办",
            "发改局",
            "经信局",
            "局",
            "厅",
        ];
        while let Some(line) = self.lines.get(i) {
            let is_house = line.is_text()
                && !line.is_final
                && line.width <= 40
                && HOUSES.iter().any(|house| line.display.ends_with(house))
                && !line.text.contains(is_clause_end)
                && self.body_follows(i + 1);
            if is_house {
                self.roles[i] = Role::Taken;
                self.out.bylines.push(line.display.clone());
                self.note(i, Mending::Byline, &line.display);
            } else if line.is_text() && furniture::lone_date(&line.text).is_some() {
                self.roles[i] = Role::Taken;
                self.out.furniture.push(line.display.clone());
            } else if !matches!(line.kind, Kind::Byline | Kind::Furniture) {
                return;
            }
            i += 1;
        }
    }

    /// True when running text, a list or a table stands at `i` or after it.
    fn body_follows(&self, i: usize) -> bool {
        (i..self.lines.len()).any(|j| self.is_body(j))
    }

    /// True for a line of running text, of a list or of a table.
    fn is_body(&self, i: usize) -> bool {
        let line = &self.lines[i];
        match line.kind {
            Kind::Item | Kind::Row => true,
            Kind::Text if self.roles[i] != Role::Undecided => false,
            Kind::Text => match self.layout.column(i) {
                Some(_) => !self.layout.is_narrow(self.lines, i) && !self.is_kicker(i),
                None => line.is_final && !self.is_kicker(i) || self.goes_on(line),
            },
            _ => false,
        }
    }

    /// True for a line that no column wrapped and that is still unfinished running text.
    fn goes_on(&self, line: &Line) -> bool {
        let clauses = line.text.chars().filter(|&c| is_clause_end(c)).count();
        !line.is_final
            && (line.width > WIDEST_HEADING
                || must_go_on(&line.text)
                || line.width > 40 && clauses >= 2
                || clauses >= 1 && line.text.contains(is_digit) && !is_numbered(&line.text))
    }

    /// True for a line that can be a heading or a caption: short, no sentence.
    fn is_display(&self, i: usize) -> bool {
        let line = &self.lines[i];
        let stands_alone = match self.layout.column(i) {
            Some(_) => self.layout.is_narrow(self.lines, i) || self.is_short_heading(i),
            None => !self.goes_on(line),
        };
        line.is_text() && !line.is_final && line.width <= WIDEST_HEADING && stands_alone
    }

    /// In a column: a line without any sign that is narrower than a first line, above one.
    fn is_short_heading(&self, i: usize) -> bool {
        let line = &self.lines[i];
        self.layout.column(i).is_some_and(|column| {
            line.width + 5 < column
                && !line.text.contains(is_clause_end)
                && self
                    .lines
                    .get(i + 1)
                    .is_some_and(|next| next.is_text() && !next.is_final)
                && self.layout.is_first(self.lines, i + 1)
        })
    }

    /// The first part of a two-part heading: `蝶变：` above `观念上的转变是最大的变化`.
    fn is_kicker(&self, i: usize) -> bool {
        let line = &self.lines[i];
        line.is_text()
            && line.width <= 14
            && line.text.ends_with(['：', ':'])
            && i + 1 < self.lines.len()
            && self.lines[i + 1].kind == Kind::Text
            && self.roles[i + 1] == Role::Undecided
            && self.is_display(i + 1)
    }

    /// Marks captions that show themselves: by a credit, or behind the last running text.
    fn find_captions(&mut self) {
        if self.layout.is_markdown {
            return;
        }
        for i in 0..self.lines.len() {
            match self.lines[i].kind {
                Kind::Credit => self.credit(i),
                Kind::Text
                    if self.roles[i] == Role::Undecided
                        && self.lines[i].width <= WIDEST_CAPTION
                        && byline::ends_with_credit(&self.lines[i].display) =>
                {
                    self.roles[i] = Role::Caption;
                }
                _ => {}
            }
        }
        if !(0..self.lines.len()).any(|i| self.is_body(i)) {
            return;
        }
        for i in (0..self.lines.len()).rev() {
            if matches!(
                self.lines[i].kind,
                Kind::Byline | Kind::Furniture | Kind::Credit | Kind::Caption
            ) || self.roles[i] != Role::Undecided
            {
                continue;
            }
            let line = &self.lines[i];
            let apart = self.layout.is_picture_gap(line);
            let sentences = line
                .text
                .chars()
                .filter(|c| matches!(c, '。' | '！' | '？'))
                .count();
            let picture = apart && line.width <= WIDEST_CAPTION && sentences <= 1;
            let plain = self.is_display(i) && (apart || !line.text.contains(['，', ',']));
            if !line.is_text() || is_numbered(&line.text) || !(picture || plain) {
                break;
            }
            self.roles[i] = Role::Caption;
        }
    }

    /// The caption above the credit at `i`.
    fn credit(&mut self, i: usize) {
        self.roles[i] = Role::Caption;
        // The lines back to where the picture stood, or the one above alone.
        if self.layout.is_picture_gap(&self.lines[i]) {
            return;
        }
        let back = (i.saturating_sub(4)..i)
            .rev()
            .take_while(|&j| self.lines[j].is_text() && self.roles[j] == Role::Undecided)
            .find(|&j| self.layout.is_picture_gap(&self.lines[j]));
        let above = i.checked_sub(1).filter(|&j| {
            let line = &self.lines[j];
            let adjacent = self.lines[i].gap == 0 && self.layout.column(j).is_none();
            self.roles[j] == Role::Undecided
                && line.is_text()
                && line.width <= WIDEST_CAPTION
                && (adjacent || self.is_display(j))
        });
        if let Some(first) = back.or(above) {
            self.roles[first] = Role::Caption;
            self.roles[first + 1..=i].fill(Role::CaptionRest);
        }
    }

    fn build(&mut self) {
        let mut i = 0;
        while i < self.lines.len() {
            i += self.take(i).max(1);
        }
    }

    /// Places line `i`; gives the number of lines taken.
    fn take(&mut self, i: usize) -> usize {
        let line = &self.lines[i];
        match self.roles[i] {
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
        let rest = self.roles[i + 1..]
            .iter()
            .take_while(|&&role| role == Role::CaptionRest)
            .count();
        let words: Vec<&str> = self.lines[i..=i + rest]
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
        let line = &self.lines[i];
        if let Some((block, last)) = self.current {
            let finished = self.is_finished(block, last);
            if !finished && self.interrupts(i) {
                self.note(i, Mending::Caption, &line.display);
                self.push(BlockKind::Caption, line.display.clone());
                return 1;
            }
            if self.continues(i, block, last, finished) {
                if i > last + 1
                    || line.gap > self.layout.usual_gap
                    || self.layout.column(i).is_none()
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
        let line = &self.lines[last];
        if line.is_final {
            return true;
        }
        if self.layout.is_markdown {
            return false;
        }
        match self.layout.column(last) {
            Some(_) => {
                self.layout.is_narrow(self.lines, last) && !must_go_on(&self.out.blocks[block].text)
            }
            None => {
                let text = &self.out.blocks[block].text;
                line.kind == Kind::Item && !must_go_on(text)
                    || !must_go_on(text)
                        && (text.ends_with(is_closer)
                            || !self.goes_on(line) && width(text) == line.width)
            }
        }
    }

    /// True for a short line in the middle of a sentence that goes on behind it.
    fn interrupts(&self, i: usize) -> bool {
        if self.layout.is_markdown || is_numbered(&self.lines[i].text) {
            return false;
        }
        let next = (i + 1..self.lines.len()).find(|&j| {
            self.lines[j].is_text() && self.roles[j] == Role::Undecided && !self.is_display(j)
        });
        self.is_display(i) && next.is_some()
    }

    /// True when line `i` goes on with the paragraph whose last line is `last`.
    fn continues(&self, i: usize, block: usize, last: usize, finished: bool) -> bool {
        let line = &self.lines[i];
        let is_item = self.out.blocks[block].kind == BlockKind::Item;
        let transparent = i > last + 1;
        if self.layout.is_markdown {
            return line.gap == 0 && !transparent && !begins_block(&line.text);
        }
        if !finished {
            return !(begins_block(&line.text) && !must_go_on(&self.out.blocks[block].text))
                && !line.indented
                || must_go_on(&self.out.blocks[block].text);
        }
        if self.layout.column(i).is_none()
            || self.layout.column(last).is_none()
            || is_item
            || transparent
            || begins_block(&line.text)
            || self.is_display(i)
            || self.is_kicker(i)
        {
            return false;
        }
        let is_first = self.out.blocks[block].text == self.lines[last].text;
        if self.layout.is_last(self.lines, last, is_first) {
            return false;
        }
        if self.layout.indents_tell {
            return !line.indented;
        }
        !(self.layout.is_first(self.lines, i) || self.layout.blank_lines_tell && line.gap > 0)
    }

    /// Takes a heading of one to three lines at `i`; gives their number, 0 if there is none.
    fn heading(&mut self, i: usize) -> usize {
        if self.layout.is_markdown {
            return 0;
        }
        let mut count = 0;
        let mut text = String::new();
        while let Some(line) = self.lines.get(i + count) {
            let j = i + count;
            let fits = line.is_text()
                && self.roles[j] == Role::Undecided
                && (self.is_display(j) || self.is_kicker(j))
                && (count == 0 || !is_numbered(&line.text));
            if !fits {
                break;
            }
            if count > 0 {
                // 蝶变： and what follows are one line of words; parts side by side keep a space.
                let kicked = self.is_kicker(i);
                text.push_str(if kicked { "" } else { " " });
            }
            text.push_str(&line.display);
            count += 1;
        }
        // What follows must be text: lines without it are a list, or captions.
        let next = (i + count..self.lines.len()).find(|&j| {
            !matches!(
                self.lines[j].kind,
                Kind::Byline | Kind::Furniture | Kind::Credit | Kind::Caption
            ) && matches!(self.roles[j], Role::Undecided)
        });
        let followed = next.is_some_and(|j| {
            self.is_body(j)
                || matches!(self.lines[j].kind, Kind::Heading(_))
                || is_numbered(&self.lines[j].text)
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

/// True for a line that begins a block whatever stands before it: a dash paragraph, a bullet.
fn begins_block(line: &str) -> bool {
    line.starts_with("——")
        || line.starts_with(MARKS)
        || line.starts_with(['•', '○', '□', '★', '※'])
        || is_numbered(line)
}

/// True for `一、`, `（一）`, `第一章`, `1、`, `①`.
fn is_numbered(line: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let rest = line.trim_start_matches(['（', '(', '第']);
    let bare = rest.trim_start_matches(|c| NUMERALS.contains(c));
    let chinese = bare.len() < rest.len();
    let led = rest.len() < line.len();
    if chinese {
        return if led {
            bare.starts_with(['）', ')', '章', '节', '条', '部'])
        } else {
            bare.starts_with('、')
        };
    }
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (digits.len() < rest.len()
        && (digits.starts_with('、') && !led || digits.starts_with(['）', ')']) && led))
        || line.starts_with(|c| ('①'..='⑳').contains(&c))
}

/// Captions with only the white space that means something.
pub(super) fn display(text: &str) -> String {
    space::mend(text, Place::Display)
}

//! The tree of a page as a row of leaves: paragraphs, headings, list items, tables, captions, each
//! with what the parts of the page around it are called.

use scraper::{ElementRef, Html, Node};

use crate::intake::{
    byline,
    chars::{ends_sentence, is_han, is_invisible, must_go_on, width},
    space,
};

use super::table;

/// Trees deeper than this are read without their structure.
const DEEPEST: usize = 200;
/// Captions are at most this wide, in halves of a character.
const WIDEST_CAPTION: usize = 120;

/// Elements that hold no words of an article.
const SKIPPED: [&str; 27] = [
    "script", "style", "noscript", "template", "head", "title", "nav", "button", "select",
    "option", "input", "textarea", "iframe", "svg", "canvas", "audio", "video", "object", "embed",
    "map", "dialog", "menu", "datalist", "applet", "rp", "rt", "marquee",
];
/// Elements that do not end a line.
const INLINE: [&str; 33] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "o:p", "q", "ruby", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// What a leaf is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LeafKind {
    /// A paragraph.
    Text,
    /// `<h1>` to `<h6>`.
    Heading(usize),
    /// `<li>`; lists in lists are deeper.
    Item {
        /// 0 for a list that lies in none.
        depth: usize,
        /// True in `<ol>`.
        is_numbered: bool,
    },
    /// Rows of Markdown.
    Table,
    /// What stands below a picture.
    Caption,
}

/// A block of a page that holds no other.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) kind: LeafKind,
    pub(super) text: String,
    /// How many of its characters are links.
    pub(super) linked: usize,
    /// True when all of it is bold.
    pub(super) is_bold: bool,
    /// Index of the part of the page that it lies in.
    pub(super) part: usize,
}

/// An element around leaves.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) parent: Option<usize>,
    /// Its leaves: the first, and the one after the last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Name, class and id in lower case.
    pub(super) tag: String,
    pub(super) names: String,
}

/// All leaves of a page and the parts around them.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    pub(super) leaves: Vec<Leaf>,
    pub(super) parts: Vec<Part>,
}

/// Reads the body of `document`.
pub(super) fn read(document: &Html) -> Leaves {
    let mut reader = Reader::default();
    reader.element(document.root_element(), 0);
    reader.end_line();
    reader.out
}

/// The leaf that is being read.
#[derive(Default)]
struct Line {
    /// Pieces that `<br>` parts.
    pieces: Vec<String>,
    text: String,
    linked: usize,
    bold: usize,
    all: usize,
    has_picture: bool,
}

#[derive(Default)]
struct Reader {
    out: Leaves,
    line: Line,
    part: Option<usize>,
    /// What the next leaf is, by the elements around it.
    kind: Option<LeafKind>,
    lists: Vec<bool>,
    is_link: usize,
    is_bold: usize,
    is_centred: usize,
    is_caption: usize,
    is_pre: usize,
    /// True when the leaf before was a picture without words.
    below_picture: bool,
}

impl Reader {
    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        let tag = element.value().name();
        if SKIPPED.contains(&tag) || is_hidden(element) {
            return;
        }
        if depth > DEEPEST {
            let words: String = element.text().collect();
            self.words(&words);
            return;
        }
        match tag {
            "br" => {
                let piece = std::mem::take(&mut self.line.text);
                self.line.pieces.push(piece);
                return;
            }
            "img" | "picture" => {
                self.line.has_picture = true;
                return;
            }
            "hr" => return self.end_line(),
            "table" if table::is_data(element) => {
                self.end_line();
                let part = self.open(element);
                for text in table::read(element) {
                    let kind = match text.starts_with('|') {
                        true => LeafKind::Table,
                        false => LeafKind::Text,
                    };
                    self.push(kind, text, 0, false);
                }
                self.close(part);
                return;
            }
            _ => {}
        }
        let style = element.attr("style").unwrap_or_default().replace(' ', "");
        let style = style.to_ascii_lowercase();
        let bold = matches!(tag, "b" | "strong")
            || ["font-weight:bold", "font-weight:600", "font-weight:700"]
                .iter()
                .any(|s| style.contains(s));
        let centred = tag == "center"
            || style.contains("text-align:center")
            || element
                .attr("align")
                .is_some_and(|a| a.eq_ignore_ascii_case("center"));
        let is_inline = INLINE.contains(&tag);
        let around = (self.kind.clone(), self.part);
        if !is_inline {
            self.end_line();
            self.open(element);
            self.kind = match tag {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    Some(LeafKind::Heading(usize::from(tag.as_bytes()[1] - b'0')))
                }
                "li" => Some(LeafKind::Item {
                    depth: self.lists.len().saturating_sub(1),
                    is_numbered: self.lists.last().copied().unwrap_or(false),
                }),
                _ => around.0.clone(),
            };
        }
        let is_list = matches!(tag, "ul" | "ol");
        if is_list {
            self.lists.push(tag == "ol");
        }
        let is_caption = tag == "figcaption";
        let counts = [bold, centred, is_caption, tag == "a", tag == "pre"];
        self.count(counts, true);
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.words(text),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, depth + 1);
                    }
                }
                _ => {}
            }
        }
        if !is_inline {
            self.end_line();
        }
        self.count(counts, false);
        if is_list {
            self.lists.pop();
        }
        if !is_inline {
            let part = self.part;
            self.close(part);
            (self.kind, self.part) = around;
        }
    }

    fn count(&mut self, [bold, centred, caption, link, pre]: [bool; 5], is_begin: bool) {
        let step = |count: &mut usize, on: bool| {
            if on {
                *count = if is_begin { *count + 1 } else { *count - 1 };
            }
        };
        step(&mut self.is_bold, bold);
        step(&mut self.is_centred, centred);
        step(&mut self.is_caption, caption);
        step(&mut self.is_link, link);
        step(&mut self.is_pre, pre);
    }

    fn open(&mut self, element: ElementRef<'_>) -> Option<usize> {
        let value = element.value();
        let names = [
            value.attr("class"),
            value.attr("id"),
            value.attr("itemprop"),
        ];
        let names: Vec<&str> = names.into_iter().flatten().collect();
        self.out.parts.push(Part {
            parent: self.part,
            first: self.out.leaves.len(),
            end: self.out.leaves.len(),
            tag: value.name().to_owned(),
            names: names.join(" ").to_ascii_lowercase(),
        });
        self.part = Some(self.out.parts.len() - 1);
        self.part
    }

    fn close(&mut self, part: Option<usize>) {
        if let Some(part) = part {
            let end = self.out.leaves.len();
            self.part = self.out.parts[part].parent;
            self.out.parts[part].end = end;
        }
    }

    fn words(&mut self, text: &str) {
        if self.is_pre > 0 {
            for (n, line) in text.lines().enumerate() {
                if n > 0 {
                    let piece = std::mem::take(&mut self.line.text);
                    self.line.pieces.push(piece);
                }
                self.inline(line);
            }
        } else {
            self.inline(text);
        }
    }

    fn inline(&mut self, text: &str) {
        let count = text.chars().filter(|c| !is_invisible(*c)).count();
        self.line.all += count;
        self.line.linked += if self.is_link > 0 { count } else { 0 };
        self.line.bold += if self.is_bold > 0 { count } else { 0 };
        collapse(&mut self.line.text, text);
    }

    /// Ends the leaf; lines that `<br>` ended are paragraphs where sentences end with them.
    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.pieces.push(line.text);
        let is_bold = line.all > 0 && line.bold == line.all;
        let has_picture = line.has_picture;
        let mut written = false;
        let mut text = String::new();
        let mut left = line.linked;
        let pieces = line.pieces;
        for (i, piece) in pieces.iter().enumerate() {
            let words = piece.trim_matches(is_invisible);
            if words.is_empty() {
                continue;
            }
            space::join(&mut text, words);
            let next = pieces.get(i + 1);
            let goes_on = next.is_some_and(|next| {
                let is_set_in =
                    next.starts_with('\u{3000}') || next.trim_matches(is_invisible).is_empty();
                let heading = matches!(self.kind, Some(LeafKind::Heading(_)));
                must_go_on(&text)
                    || !heading
                        && !is_set_in
                        && !ends_sentence(&text)
                        && (width(words) > 40 || words.contains('，'))
            });
            if goes_on {
                continue;
            }
            if let Some(LeafKind::Heading(_)) = self.kind
                && pieces[i + 1..]
                    .iter()
                    .any(|p| !p.trim_matches(is_invisible).is_empty())
            {
                text.push(' ');
                continue;
            }
            let count = text.chars().filter(|c| !is_invisible(*c)).count();
            let linked = left.min(count);
            left -= linked;
            self.leaf(std::mem::take(&mut text), linked, is_bold, has_picture);
            written = true;
        }
        if has_picture && !written {
            self.below_picture = true;
        }
    }

    fn leaf(&mut self, text: String, linked: usize, is_bold: bool, has_picture: bool) {
        let below = std::mem::take(&mut self.below_picture);
        let short = width(&text) <= WIDEST_CAPTION && self.kind.is_none();
        let credit = byline::is_credit(&text) || byline::ends_with_credit(&text);
        let is_caption = self.is_caption > 0
            || short && credit
            || short && has_picture && !is_paragraph(&text)
            || short && below && (self.is_centred > 0 || text.starts_with(['▲', '△', '↑', '图']));
        if !is_caption {
            let kind = self.kind.clone().unwrap_or(LeafKind::Text);
            self.push(kind, text, linked, is_bold);
            return;
        }
        // Who took a picture stands below what it shows.
        if byline::is_credit(&text)
            && let Some(last) = self.out.leaves.last_mut()
            && last.kind == LeafKind::Caption
        {
            last.text.push(' ');
            last.text.push_str(&text);
            return;
        }
        self.push(LeafKind::Caption, text, linked, is_bold);
    }

    fn push(&mut self, kind: LeafKind, text: String, linked: usize, is_bold: bool) {
        self.out.leaves.push(Leaf {
            kind,
            text,
            linked,
            is_bold,
            part: self.part.unwrap_or(0),
        });
    }
}

/// A sentence with a figure is no caption, even below a picture.
fn is_paragraph(text: &str) -> bool {
    ends_sentence(text) && width(text) > 60
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    element.attr("hidden").is_some() || style.to_ascii_lowercase().contains("display:none")
}

/// Appends words with white space as browsers show it: none between Chinese characters that a
/// line end of the source parts, else one space.
pub(super) fn collapse(out: &mut String, text: &str) {
    let mut gap: Option<bool> = None;
    for c in text.chars() {
        if matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{c}') {
            gap = Some(gap.unwrap_or(false) || matches!(c, '\n' | '\r'));
            continue;
        }
        if let Some(is_line_end) = gap.take() {
            let last = out.chars().next_back();
            let wide = |c: char| is_han(c) || !c.is_ascii() && !c.is_alphanumeric();
            let close = is_line_end && last.is_some_and(wide) && wide(c);
            if !close && last.is_some_and(|last| !last.is_whitespace()) {
                out.push(' ');
            }
        }
        out.push(if c == '\u{a0}' { ' ' } else { c });
    }
    if gap.is_some()
        && out
            .chars()
            .next_back()
            .is_some_and(|last| !last.is_whitespace())
    {
        out.push(' ');
    }
}

//! A raw text as lines: what each is by itself, how wide it is, how much white space stands
//! before it.

use super::{
    byline,
    chars::{ends_sentence, is_clause_end, is_invisible, width},
    furniture,
    space::{self, Place},
    title,
};

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `## …` with its level.
    Heading(usize),
    /// `- …`, `1. …`, with its indentation.
    Item,
    /// `| … | … |`.
    Row,
    /// `![…]()`.
    Caption,
    /// Other Markdown that is handed through as it is: quotations, pictures with an address.
    Verbatim,
    /// Roles and names alone.
    Byline,
    /// Who took a picture.
    Credit,
    /// Navigation, source line, editors, filing numbers, rules.
    Furniture,
    /// A headline printed twice.
    Shadow,
    /// Print.
    Text,
}

/// One line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    pub(super) kind: Kind,
    /// What it says, without marks; white space mended as in running text.
    pub(super) text: String,
    /// The same with white space mended as in a heading.
    pub(super) display: String,
    /// Width in halves of a Chinese character.
    pub(super) width: usize,
    /// Number of blank lines before it.
    pub(super) gap: usize,
    /// White space before it, in halves of a character.
    pub(super) indent: usize,
    /// True when it is set in from the text's left edge.
    pub(super) indented: bool,
    /// True when it ends where a sentence ends.
    pub(super) is_final: bool,
    /// Characters that stand in no other field: marks of lists and bylines, shadows.
    pub(super) noise: String,
}

impl Line {
    pub(super) fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }
}

/// The lines of `text` that are not blank.
pub(super) fn read(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = 0;
    let indents: Vec<usize> = text
        .lines()
        .filter(|line| !is_blank(line))
        .map(indentation)
        .collect();
    let edge = indents.iter().copied().min().unwrap_or(0);
    // Where most lines are set in, the indentation says nothing about paragraphs.
    let set_in = indents.iter().filter(|&&indent| indent >= edge + 3).count();
    let tells = set_in >= 1 && set_in < indents.len();
    for (index, raw) in text.lines().enumerate() {
        if is_blank(raw) {
            gap += 1;
            continue;
        }
        let mut line = classify(raw);
        line.number = index + 1;
        line.gap = gap;
        line.indented = tells && line.indent >= edge + 3;
        lines.push(line);
        gap = 0;
    }
    mark_running_heads(&mut lines);
    lines
}

/// What stands at the foot or head of several pages, beside their numbers, is furniture.
fn mark_running_heads(lines: &mut [Line]) {
    let is_number = |line: &Line| furniture::is_page_number(&line.display);
    let beside: Vec<usize> = (0..lines.len())
        .filter(|&i| {
            let above = i.checked_sub(1).is_some_and(|i| is_number(&lines[i]));
            let line = &lines[i];
            (above || lines.get(i + 1).is_some_and(is_number))
                && line.is_text()
                && !line.is_final
                && line.width <= 60
                && !line.text.contains(is_clause_end)
        })
        .collect();
    let heads: Vec<usize> = beside
        .iter()
        .copied()
        .filter(|&i| {
            let same = |&&j: &&usize| lines[j].display == lines[i].display;
            beside.iter().filter(same).count() >= 2
        })
        .collect();
    for i in heads {
        lines[i].kind = Kind::Furniture;
    }
}

fn is_blank(line: &str) -> bool {
    line.chars().all(is_invisible)
}

/// Leading white space in halves of a Chinese character.
fn indentation(line: &str) -> usize {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| match c {
            '\u{3000}' => 2,
            '\t' => 4,
            _ => 1,
        })
        .sum()
}

fn classify(raw: &str) -> Line {
    let trimmed = raw.trim_matches(is_invisible);
    let indent = indentation(raw.trim_start_matches('\u{feff}'));
    let (kind, said, noise) = kind_of(trimmed);
    let (body, display) = space::mend_both(&said);
    let mut line = Line {
        number: 0,
        kind,
        text: match kind {
            Kind::Row | Kind::Verbatim => said.clone(),
            _ => body,
        },
        display: match kind {
            Kind::Caption => said,
            _ => display,
        },
        width: 0,
        gap: 0,
        indent,
        indented: false,
        is_final: false,
        noise,
    };
    if kind == Kind::Text {
        // Only now, since white space may stand between the words of a role.
        if let Some(names) = byline::recognise(&line.display) {
            line.noise = line.display[..line.display.len() - names.len()].to_owned();
            line.display = names.to_owned();
            line.text = line.display.clone();
            line.kind = Kind::Byline;
        } else if furniture::is_furniture(&line.display) {
            line.kind = Kind::Furniture;
        } else if byline::is_credit(&line.display) {
            line.kind = Kind::Credit;
        } else if let Some(once) = title::read_once(&line.display) {
            let once = space::mend(&once, Place::Display);
            line.noise = without(&line.display, &once);
            line.text.clone_from(&once);
            line.display = once;
            line.kind = Kind::Shadow;
        }
    }
    if line.kind == Kind::Item && indent >= 2 {
        line.noise.insert_str(0, &" ".repeat(indent));
    }
    line.width = width(&line.text);
    line.is_final = ends_sentence(&line.text);
    line
}

/// Kind, words and marks of a trimmed line, by its Markdown marks.
fn kind_of(line: &str) -> (Kind, String, String) {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&level)
        && let Some(words) = line[level..].strip_prefix(' ')
        && !is_blank(words)
    {
        return (
            Kind::Heading(level),
            words.trim().to_owned(),
            line[..level].to_owned(),
        );
    }
    if let Some(caption) = line
        .strip_prefix("![")
        .and_then(|rest| rest.strip_suffix("]()"))
    {
        let words = unescape(caption);
        let marks = without(line, &words);
        return (Kind::Caption, words, marks);
    }
    if line.starts_with("![") && line.ends_with(')') || line.starts_with("> ") {
        return (Kind::Verbatim, line.to_owned(), String::new());
    }
    if line.len() > 1 && line.starts_with('|') {
        return (Kind::Row, line.to_owned(), String::new());
    }
    if furniture::is_page_number(line) {
        return (Kind::Furniture, line.to_owned(), String::new());
    }
    if let Some(words) = bracketed_heading(line) {
        return (Kind::Heading(2), words.to_owned(), "【】".to_owned());
    }
    if let Some(mark) = item_mark(line) {
        let (mark, words) = line.split_at(mark);
        return (Kind::Item, words.trim().to_owned(), mark.trim().to_owned());
    }
    let decoration = line.chars().count() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '*' | '_' | '=' | '~' | '—' | '·' | '─' | ' '));
    if decoration {
        return (Kind::Furniture, line.to_owned(), String::new());
    }
    (Kind::Text, line.to_owned(), String::new())
}

/// 【主导产业】 alone on its line: the words of a heading that web pages print in brackets.
fn bracketed_heading(line: &str) -> Option<&str> {
    const LONGEST: usize = 16;
    let words = line.strip_prefix('【')?.strip_suffix('】')?.trim();
    let is_heading = !words.contains(['【', '】', '，', '。', '：'])
        && (2..=LONGEST).contains(&words.chars().count())
        && byline::recognise(words).is_none()
        && !furniture::is_furniture(line)
        && !furniture::is_furniture(words);
    is_heading.then_some(words)
}

/// Length of the mark of a list item, its space included.
fn item_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match digits {
        0 if line.starts_with(['-', '*', '+']) => 1,
        1..=3 if line[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    let spaced = line[mark..].starts_with([' ', '\t']);
    (spaced && !is_blank(&line[mark..])).then_some(mark + 1)
}

/// The characters of `whole` that are too many for `part`, as a multiset, in order.
pub(super) fn without(whole: &str, part: &str) -> String {
    let mut left: Vec<char> = part.chars().filter(|c| !is_invisible(*c)).collect();
    whole
        .chars()
        .filter(|c| !is_invisible(*c))
        .filter(|c| match left.iter().position(|l| l == c) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        })
        .collect()
}

/// A caption inside its brackets.
pub(super) fn escape(caption: &str) -> String {
    let mut out = String::with_capacity(caption.len());
    for c in caption.chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn unescape(caption: &str) -> String {
    let mut out = String::with_capacity(caption.len());
    let mut chars = caption.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

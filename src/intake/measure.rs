//! How a text is laid out: wrapped at a column's width or one paragraph a line, and what its
//! blank lines and indentations tell.

use super::{
    chars::{is_clause_end, is_closer, is_opener, width},
    leads::{is_numbered, is_said_or_noted},
    lines::{Kind, Line},
};

/// Lines wider than this (in halves of a character) are paragraphs that no column wrapped.
pub(super) const WIDEST_COLUMN: usize = 130;
/// Lines narrower than this say nothing about the width of a column.
const NARROWEST: usize = 16;
/// Columns are not narrower than this.
const NARROWEST_COLUMN: usize = 24;
/// How far the lines of a column end from its edge; by hand they are broken less evenly.
const RAGGED: usize = 12;
/// How many lines on either side decide the width of a column.
const NEIGHBOURS: usize = 10;

/// What the whole text says about its lines.
#[derive(Debug)]
pub(super) struct Layout {
    /// True when lines end where the column ends.
    pub(super) is_wrapped: bool,
    /// True when blank lines stand between paragraphs and hardly ever inside them.
    pub(super) blank_lines_tell: bool,
    /// True when the first lines of paragraphs are set in.
    pub(super) indents_tell: bool,
    /// True for Markdown whose own marks say what is what.
    pub(super) is_markdown: bool,
    /// Number of blank lines that usually stand between two lines.
    pub(super) usual_gap: usize,
    /// For each line the width of its column, where it can be measured.
    column: Vec<Option<usize>>,
}

/// Measures `lines`.
pub(super) fn measure(lines: &[Line]) -> Layout {
    let text: Vec<&Line> = lines.iter().filter(|line| line.is_text()).collect();
    let column: Vec<Option<usize>> = (0..lines.len()).map(|i| column_at(lines, i)).collect();
    let is_wrapped = is_wrapped(lines, &column);
    let mut gaps: Vec<usize> = lines.iter().skip(1).map(|line| line.gap).collect();
    gaps.sort_unstable();
    let usual_gap = gaps.get(gaps.len() / 4).copied().unwrap_or(0);
    let has_marks = lines
        .iter()
        .any(|line| matches!(line.kind, Kind::Heading(2..) | Kind::Caption));
    let set_in = text.iter().filter(|line| line.indented).count();
    Layout {
        is_wrapped,
        blank_lines_tell: is_wrapped && blank_lines_tell(lines),
        indents_tell: is_wrapped && set_in >= 2 && set_in * 4 < text.len() * 3,
        is_markdown: has_marks && !is_wrapped,
        usual_gap,
        column,
    }
}

/// Median width of the open lines around line `i`, headings and captions left aside.
fn column_at(lines: &[Line], i: usize) -> Option<usize> {
    let around = &lines[i.saturating_sub(NEIGHBOURS)..(i + NEIGHBOURS + 1).min(lines.len())];
    let mut widths: Vec<usize> = around
        .iter()
        .filter(|line| line.is_text() && !line.is_final)
        .map(|line| line.width)
        .filter(|width| (NARROWEST..=WIDEST_COLUMN).contains(width))
        .collect();
    let widest = *widths.iter().max()?;
    widths.retain(|&width| width * 10 >= widest * 6);
    widths.sort_unstable();
    let median = widths[widths.len() / 2];
    (widths.len() >= 3 && median >= NARROWEST_COLUMN).then_some(median)
}

/// True when most lines end in the middle of a sentence, at nearly one width.
fn is_wrapped(lines: &[Line], column: &[Option<usize>]) -> bool {
    let mut measured = 0;
    let mut punctuated = 0;
    let mut open = 0;
    let mut at_column = 0;
    let mut wide = 0;
    for (i, (line, column)) in lines.iter().zip(column).enumerate() {
        let goes_on = lines.get(i + 1).is_some_and(|next| {
            next.is_text() && !is_said_or_noted(&next.text) && !is_numbered(&next.text)
        });
        if !line.is_text() {
            continue;
        }
        if line.width > WIDEST_COLUMN {
            wide += 1;
        } else if line.width >= NARROWEST {
            measured += 1;
            let western = line.text.matches(' ').count() >= 3;
            punctuated += usize::from(western || line.text.contains(is_clause_end));
            if !line.is_final && goes_on {
                open += 1;
                let Some(column) = *column else { continue };
                at_column +=
                    usize::from(line.width + RAGGED >= column && line.width <= column + RAGGED);
            }
        }
    }
    measured >= 4
        && open >= 3
        && punctuated * 2 >= measured
        && open * 10 >= measured * 6
        && at_column * 10 >= open * 7
        && wide * 3 <= measured
}

/// True when blank lines follow the ends of sentences and not every line.
fn blank_lines_tell(lines: &[Line]) -> bool {
    let (mut gaps, mut open_gaps, mut open_runs) = (0, 0, 0);
    for pair in lines
        .windows(2)
        .filter(|pair| pair[0].is_text() && pair[1].is_text())
    {
        let open = usize::from(!pair[0].is_final && pair[0].width >= NARROWEST);
        if pair[1].gap > 0 {
            gaps += 1;
            open_gaps += open;
        } else {
            open_runs += open;
        }
    }
    gaps >= 1 && open_gaps * 10 < gaps * 3 && open_runs >= 3
}

impl Layout {
    /// Lets nothing but marks and blank lines say what is what.
    pub(super) fn trust_marks(&mut self) {
        self.is_wrapped = false;
        self.blank_lines_tell = false;
        self.indents_tell = false;
        self.is_markdown = true;
    }

    /// True when more blank lines stand before the line than usual: a picture stood there.
    pub(super) fn is_picture_gap(&self, line: &Line) -> bool {
        line.gap >= 2 && line.gap > self.usual_gap
    }

    /// The width of the column of line `i`.
    pub(super) fn column(&self, i: usize) -> Option<usize> {
        if self.is_wrapped {
            self.column[i]
        } else {
            None
        }
    }

    /// True for a line that ends in mid-sentence far from its column's edge: no wrapping ended it.
    pub(super) fn is_narrow(&self, lines: &[Line], i: usize) -> bool {
        let line = &lines[i];
        let Some(column) = self.column(i) else {
            return false;
        };
        // A long western word or number that did not fit may have left room.
        let word = lines.get(i + 1).map_or(0, |next| {
            let western = |c: &char| {
                c.is_ascii_alphanumeric()
                    || is_opener(*c)
                    || is_closer(*c)
                    || matches!(c, '.' | '-' | '/' | '+' | '%')
            };
            let word: String = next.text.chars().take_while(western).collect();
            width(&word)
        });
        // Columns that were not set by a machine end where they please: a line of several clauses
        // is running text all the same.
        let clauses = line
            .text
            .chars()
            .filter(|&c| matches!(c, '，' | ','))
            .count();
        let runs = line.width * 10 >= column * 6
            && (clauses >= 2
                || clauses == 1
                    && (line.indented || line.text.contains(|c: char| c.is_ascii_digit())));
        line.is_text() && !line.is_final && !runs && line.width + word + 9 < column
    }

    /// True for a line that ends its paragraph: the sentence ends before the column does. The
    /// first line of a paragraph is set in by two characters.
    pub(super) fn is_last(&self, lines: &[Line], i: usize, is_first: bool) -> bool {
        let set_in = if is_first { 4 } else { 0 };
        self.column(i)
            .is_none_or(|column| lines[i].is_final && lines[i].width + set_in + 3 < column)
    }

    /// True for a line that goes on and is narrower by about the two characters by which
    /// paragraphs are set in.
    pub(super) fn is_first(&self, lines: &[Line], i: usize) -> bool {
        let line = &lines[i];
        self.column(i).is_some_and(|column| {
            !line.is_final && line.width + 3 <= column && line.width + 8 >= column
        })
    }
}

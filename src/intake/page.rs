//! The lines of a page with what is known of each: what a line can be beside its neighbours.

use super::{
    chars::{is_clause_end, is_closer, is_digit, must_go_on},
    leads::{is_numbered, is_said_or_noted},
    lines::{Kind, Line},
    measure::{Layout, measure},
    space::UNITS,
};

/// Headings are at most this wide, in halves of a character.
pub(super) const WIDEST_HEADING: usize = 60;
/// Lines of a text without measurable columns that are at least this wide can be wrapped.
const NARROWEST_WRAPPED: usize = 30;
/// A paragraph wrapped by hand has at most this many lines.
const MOST_WRAPPED: usize = 40;

/// What a line turned out to be among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Undecided,
    /// Taken already: title, issuing body, date line.
    Taken,
    /// Begins a caption.
    Caption,
    /// Goes on with the caption of the line before.
    CaptionRest,
}

/// Lines, their layout, and the roles that are decided.
pub(super) struct Page<'a> {
    pub(super) lines: &'a [Line],
    pub(super) roles: Vec<Role>,
    pub(super) layout: Layout,
}

impl<'a> Page<'a> {
    pub(super) fn new(lines: &'a [Line]) -> Self {
        Self {
            lines,
            roles: vec![Role::Undecided; lines.len()],
            layout: measure(lines),
        }
    }

    /// True for print whose role is not decided.
    pub(super) fn is_open_text(&self, i: usize) -> bool {
        self.lines[i].is_text() && self.roles[i] == Role::Undecided
    }

    /// True when running text, a list or a table stands at `i` or after it.
    pub(super) fn body_follows(&self, i: usize) -> bool {
        (i..self.lines.len()).any(|j| self.is_body(j))
    }

    /// True for a line of running text, of a list or of a table.
    pub(super) fn is_body(&self, i: usize) -> bool {
        let line = &self.lines[i];
        match line.kind {
            Kind::Item | Kind::Row => true,
            Kind::Text if self.roles[i] != Role::Undecided => false,
            Kind::Text => match self.layout.column(i) {
                Some(_) => !self.is_display(i) && !self.is_kicker(i),
                None => {
                    line.is_final && !self.is_kicker(i) || self.goes_on(i) || states_a_figure(line)
                }
            },
            _ => false,
        }
    }

    /// True for a line that no measured column wrapped and that is still unfinished running text.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        let line = &self.lines[i];
        if line.is_final {
            return false;
        }
        let text = &line.text;
        let clauses = text.chars().filter(|&c| is_clause_end(c)).count();
        line.width > WIDEST_HEADING
            || must_go_on(text)
            || text.contains('。')
            || text.starts_with("——") && text.contains(' ')
            || line.width > 40 && clauses >= 2
            || self.is_broken(i)
    }

    /// True for an open line that the next one goes on with for certain.
    pub(super) fn is_broken(&self, i: usize) -> bool {
        let next = self.lines.get(i + 1).filter(|next| next.is_text());
        let line = &self.lines[i];
        // …规上工业总产值 above 185.3亿元，同比增长…
        // 一、过去一年，我们稳住了阵脚 above 2022年极不寻常: a numbered heading has its clauses too.
        let has_clause = line.width >= NARROWEST_WRAPPED
            && line.text.contains(['，', '、'])
            && !is_numbered(&line.text);
        let led_to = |next: &Line| {
            let figure = next.text.trim_start_matches(|c| is_digit(c) || c == '.');
            has_clause
                && figure.len() < next.text.len()
                && !is_numbered(&next.text)
                && figure.starts_with(|c| UNITS.contains(c) || c == '%')
                && next.text.contains(is_clause_end)
        };
        next.is_some_and(|next| parts_a_figure(&line.text, &next.text) || led_to(next))
            || self.is_wrapped_by_hand(i)
    }

    /// In a text whose paragraphs blank lines part: an open line, as wide as the lines directly
    /// below it.
    fn is_wrapped_by_hand(&self, i: usize) -> bool {
        let wide = self.lines[i].width;
        if self.layout.usual_gap == 0 || wide < NARROWEST_WRAPPED {
            return false;
        }
        let mut last = None;
        for line in self.lines[i + 1..].iter().take(MOST_WRAPPED) {
            if line.gap > 0 || !line.is_text() {
                break;
            }
            if line.width > wide + 4 {
                return false;
            }
            last = Some(line);
        }
        last.is_some_and(|last| last.is_final)
    }

    /// True for a line that can be a heading or a caption: short, no sentence.
    pub(super) fn is_display(&self, i: usize) -> bool {
        let line = &self.lines[i];
        let bracketed = line.text.starts_with(['（', '(']) && line.text.ends_with(['）', ')']);
        line.is_text()
            && !line.is_final
            && line.width <= WIDEST_HEADING
            && !bracketed
            && !line.text.starts_with("——")
            && !self.parts_next(i)
            && !is_said_or_noted(&line.text)
            && !line.text.contains('。')
            && match self.layout.column(i) {
                Some(_) => self.layout.is_narrow(self.lines, i) || self.is_above_first(i),
                None => !self.goes_on(i) && !states_a_figure(line),
            }
    }

    /// The end of line `i` stands inside a figure.
    fn parts_next(&self, i: usize) -> bool {
        let next = self.lines.get(i + 1).filter(|next| next.is_text());
        next.is_some_and(|next| parts_a_figure(&self.lines[i].text, &next.text))
    }

    /// In a column: an open line above one that begins a paragraph.
    fn is_above_first(&self, i: usize) -> bool {
        let line = &self.lines[i];
        let (Some(column), Some(next)) = (self.layout.column(i), self.lines.get(i + 1)) else {
            return false;
        };
        if !next.is_text() || must_go_on(&line.text) {
            return false;
        }
        if self.layout.indents_tell {
            return next.indented;
        }
        if self.layout.blank_lines_tell && line.gap > 0 && next.gap > 0 {
            return line.width <= column;
        }
        line.width + 3 <= column
            && !line.text.contains(['，', ',', '、', '；', ';'])
            && self.layout.is_first(self.lines, i + 1)
    }

    /// The first part of a two-part heading: `蝶变：` above `观念上的转变是最大的变化`.
    pub(super) fn is_kicker(&self, i: usize) -> bool {
        let line = &self.lines[i];
        line.is_text()
            && line.width <= 14
            && line.text.ends_with(['：', ':'])
            && i + 1 < self.lines.len()
            && self.is_open_text(i + 1)
            && self.is_display(i + 1)
    }

    /// True for a line that is the rest of the sentence on the line above.
    pub(super) fn ends_a_sentence(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|above| {
            let line = &self.lines[above];
            let unfinished = match self.layout.column(above) {
                Some(_) => !self.is_display(above),
                None => self.goes_on(above),
            };
            line.is_text() && !line.is_final && unfinished
        })
    }
}

/// True for a line without a full stop that is no heading either: `企业412家，同比增加23家`.
fn states_a_figure(line: &Line) -> bool {
    let has_clauses = line.text.contains(is_clause_end);
    !line.is_final && has_clauses && line.text.contains(is_digit) && !is_numbered(&line.text)
}

/// True when a line end stands inside a figure or before the sign that ends a clause:
/// `…总产值1342.6` above `亿元，…`.
pub(super) fn parts_a_figure(above: &str, below: &str) -> bool {
    let figure = above.ends_with(is_digit)
        && below.starts_with(|c| UNITS.contains(c) || c == '%' || c == '％');
    // 1,0 above 47亩, 11. above 2亿元: inside a group of digits, behind a point.
    let whole = above.trim_end_matches(is_digit);
    let group = whole.ends_with([',', '，', '.', '．'])
        && whole
            .trim_end_matches([',', '，', '.', '．'])
            .ends_with(is_digit)
        && above.len() - whole.len() < 3;
    let parted = group && below.starts_with(is_digit);
    // 实有企业达89 above 16户, 由142名减少 above 到56名.
    let rest = below.trim_start_matches(is_digit).trim_start();
    let counts = rest.len() < below.len() && rest.starts_with(|c| UNITS.contains(c) || c == '户');
    let reaches = whole
        .trim_end()
        .ends_with(['达', '至', '到', '约', '近', '超', '有']);
    let is_year = above.len() - whole.len() == 4;
    let split = whole.len() < above.len() && !is_year && reaches && counts;
    let end = below.strip_prefix(['到', '至']).map(str::trim_start);
    let moves = [
        "减少", "增加", "提高", "下降", "提升", "扩大", "缩短", "压减", "增长", "上升",
    ];
    let names_year = |end: &str| {
        end.trim_start_matches(is_digit)
            .trim_start()
            .starts_with('年')
    };
    let moved = end.is_some_and(|end| end.starts_with(is_digit) && !names_year(end))
        && above.contains(is_digit)
        && moves.iter().any(|verb| above.ends_with(verb));
    figure || parted || split || moved || below.starts_with(|c| is_clause_end(c) || is_closer(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_parted_by_line_ends() {
        for (above, below) in [
            ("总产值1342.6", "亿元"),
            ("企业203", "家"),
            ("企业", "，同比"),
            ("“放管服", "”改革"),
            ("盘活土地1,0", "47亩"),
            ("交易额11.", "2亿元"),
            ("实有企业达89", "16 户，较2015年末"),
            ("由改革前的142名减少", "到 56 名，"),
        ] {
            assert!(parts_a_figure(above, below), "{above}|{below}");
        }
        assert!(!parts_a_figure("决战2025", "再启新程"));
        assert!(!parts_a_figure("决战2025", "16家企业领跑"));
        assert!(!parts_a_figure("收入稳步增长", "到基层去"));
        assert!(!parts_a_figure("锚定目标干到2025", "12个重点项目开工"));
        assert!(!parts_a_figure(
            "（二）创新能力显著提升",
            "到2025年，研发投入"
        ));
        assert!(!parts_a_figure("共1,047", "2022年"));
        assert!(!parts_a_figure("创新发展", "新引擎"));
    }
}

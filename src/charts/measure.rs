//! How wide text is (字宽), measured without a font: the style sheet asks for CJK fonts with
//! tabular figures, whose widths are known in em.

use super::Form;

/// Width of one character in em.
///
/// 汉字 and full-width signs are 1.0, figures 0.56, the point 0.28 (tabular figures of the fonts
/// that the style sheet names); Latin letters are taken as wide as their average capital.
fn em(c: char) -> f64 {
    match c {
        '0'..='9' => 0.56,
        '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | 'i' | 'l' => 0.28,
        '(' | ')' | '[' | ']' | '/' | '-' | 'f' | 't' | 'r' | 'j' => 0.36,
        '%' => 0.92,
        '+' | '−' | '=' | '<' | '>' => 0.57,
        'm' | 'w' | 'M' | 'W' => 0.88,
        'a'..='z' => 0.56,
        'A'..='Z' => 0.66,
        c if c.is_ascii() => 0.56,
        _ => 1.0,
    }
}

fn is_figure_or_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// True for 汉字, which get a small gap beside figures and letters.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

/// Width of `text` in px at `size` px, the gaps between 汉字 and figures (⅛ em) included.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let mut ems = 0.0;
    let mut last = None;
    for c in text.chars() {
        ems += em(c);
        if let Some(last) = last
            && (is_han(last) && is_figure_or_letter(c) || is_figure_or_letter(last) && is_han(c))
        {
            ems += 0.125;
        }
        last = Some(c);
    }
    // Bold figures of the same fonts are about a twentieth wider.
    ems * size * if bold { 1.05 } else { 1.0 }
}

/// Breaks `text` into lines of at most `limit` px. Figures and Latin words stay whole, closing
/// signs do not begin a line; a piece that is wider than `limit` gets a line of its own.
pub(super) fn wrap(text: &str, size: f64, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if !line.is_empty() && width(longer.trim_end(), size, false) > limit {
            lines.push(line.trim_end().to_string());
            line = piece.trim_start().to_string();
        } else {
            line = longer;
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// The pieces of a text between which a line may end.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.chars() {
        let sticks = match (last, c) {
            (None, _) => false,
            (_, '”' | '’' | '）' | '》' | '，' | '、' | '。' | '；' | '：' | '%' | '·') => {
                true
            }
            (Some('“' | '‘' | '（' | '《'), _) => true,
            (Some(a), b) => {
                !is_han(a) && !is_han(b) && a != ' ' && b != ' ' && a.is_ascii() && b.is_ascii()
            }
        };
        match pieces.last_mut() {
            Some(piece) if sticks => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        last = Some(c);
    }
    pieces
}

/// A size of text within a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// The usual size.
    Plain,
    /// Second lines, units.
    Small,
    /// The last value of a figure.
    Hero,
}

impl Face {
    /// The class; empty for the usual size.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Small => "sm",
            Self::Hero => "hero",
        }
    }

    /// Size in px; `static/chart.css` says the same.
    pub(super) const fn size(self, form: Form) -> f64 {
        match (form, self) {
            (Form::Wide, Self::Plain) => 15.0,
            (Form::Wide, Self::Hero) => 22.0,
            (Form::Narrow, Self::Plain) => 14.0,
            (Form::Narrow, Self::Hero) => 20.0,
            (_, Self::Small) | (Form::Mini | Form::Tiny, _) => 13.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_table() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        close(width("工业总产值", 10.0, false), 50.0);
        close(width("2024", 10.0, false), 22.4);
        close(width("54.33", 10.0, false), 25.2);
        close(width("超520", 10.0, false), 10.0 + 1.25 + 16.8);
    }

    #[test]
    fn lines_break_between_han_and_keep_figures_whole() {
        assert_eq!(
            wrap("规模以上工业企业", 10.0, 45.0),
            ["规模以上", "工业企业"]
        );
        assert_eq!(wrap("至2025年底", 10.0, 25.0), ["至", "2025", "年底"]);
        assert_eq!(wrap("“十四五”末", 10.0, 30.0), ["“十四", "五”末"]);
        assert_eq!(wrap("", 10.0, 30.0), Vec::<String>::new());
    }

    #[test]
    fn too_narrow_a_limit_still_ends() {
        assert_eq!(wrap("三个字", 10.0, 1.0), ["三", "个", "字"]);
    }
}

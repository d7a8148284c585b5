//! Shows a report in a terminal: `file:line:column`, excerpt, hint.
//!
//! In: a [`Report`], a language, colour on or off. Out: text, one block a problem, ending in a
//! line end. Whether colour is wanted (`NO_COLOR`, a terminal) is for the caller to know.

use std::{ops::Range, path::Path};

use ariadne::{CharSet, Color, Config, Fmt, IndexType, Label, ReportKind, Source};

use super::{Diagnostic, Language, Report, Severity, SourceFile};

/// Widest excerpt of a line, in columns of a terminal of 80 less the margin; a longer line is
/// cut on both sides of the place.
const EXCERPT: usize = 70;

/// All problems of a report as text: those without a file first, then file by file in order of
/// path; in a file errors before warnings, each in order of place. Empty for an empty report.
pub fn render(report: &Report, language: Language, colour: bool) -> String {
    let mut problems: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    problems.sort_by_key(|d| {
        let start = d.place.as_ref().map(|(_, span)| span.start);
        (path_of(d), d.severity, start)
    });
    let blocks: Vec<String> = problems
        .into_iter()
        .map(|problem| block(problem, language, colour))
        .collect();
    blocks.join("\n")
}

/// How many problems there are, in words: `2 errors, 1 warning`; `None` for an empty report.
pub fn summary(report: &Report, language: Language) -> Option<String> {
    let count = |severity| {
        let all = report.diagnostics.iter();
        all.filter(|d| d.severity == severity).count()
    };
    let parts: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(|severity| match (count(severity), language) {
            (0, _) => None,
            (n, Language::Chinese) => Some(format!("{n} 个{}", word(severity, language))),
            (1, Language::English) => Some(format!("1 {}", word(severity, language))),
            (n, Language::English) => Some(format!("{n} {}s", word(severity, language))),
        })
        .collect();
    let comma = match language {
        Language::Chinese => "，",
        Language::English => ", ",
    };
    (!parts.is_empty()).then(|| parts.join(comma))
}

/// Line and column of a byte, both from 1, the column in characters. A byte inside a character
/// counts as that character; one past the end as the end.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..floor(text, byte)];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[start..].chars().count() + 1,
    )
}

fn path_of(problem: &Diagnostic) -> Option<&Path> {
    match (&problem.place, &problem.path) {
        (Some((file, _)), _) => Some(&file.path),
        (None, path) => path.as_deref(),
    }
}

fn word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::Chinese) => "警告",
        (Severity::Warning, Language::English) => "warning",
    }
}

/// One problem: header, excerpt or path, hint.
fn block(problem: &Diagnostic, language: Language, colour: bool) -> String {
    let tint = match problem.severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
    };
    let (colon, hint_word) = match language {
        Language::Chinese => ("：", "提示："),
        Language::English => (": ", "hint: "),
    };
    let paint = |text: String| match colour {
        true => text.fg(tint).to_string(),
        false => text,
    };
    let mut out = String::new();
    if let Some((file, span)) = &problem.place {
        let (line, column) = line_and_column(&file.text, span.start);
        out += &format!("{}:{line}:{column}: ", file.path.display());
    }
    out += &paint(format!(
        "{}[{}]",
        word(problem.severity, language),
        problem.code
    ));
    out += &format!("{colon}{}\n", plain(problem.message.in_language(language)));
    match (&problem.place, &problem.path) {
        (Some((file, span)), _) => out += &excerpt(file, span, tint, colour),
        (None, Some(path)) => out += &format!("  --> {}\n", path.display()),
        (None, None) => {}
    }
    if let Some(hint) = &problem.hint {
        out += &format!("  {hint_word}{}\n", plain(hint.in_language(language)));
    }
    out
}

/// The line of the place with the place underlined. A place of several lines shows its first.
fn excerpt(file: &SourceFile, span: &Range<usize>, tint: Color, colour: bool) -> String {
    let text = &file.text;
    let (number, column) = line_and_column(text, span.start);
    let start = floor(text, span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[line_start..];
    let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let end = floor(text, span.end).clamp(start, (line_start + line.len()).max(start));
    let marked = text[start..end].chars().count().max(1);

    let (shown, marked) = crop(line, column - 1..column - 1 + marked);
    // Empty lines in front give the line its number; ariadne prints none of them.
    let before = number - 1;
    let source = "\n".repeat(before) + &shown;
    let place = before + marked.start..before + marked.end;
    let config = Config::default()
        .with_color(colour)
        .with_char_set(CharSet::Unicode)
        .with_index_type(IndexType::Char);
    let report = ariadne::Report::build(ReportKind::Error, place.clone())
        .with_config(config)
        // Without a message, even an empty one, ariadne draws no line under the place.
        .with_label(Label::new(place).with_color(tint).with_message(""))
        .finish();
    let mut bytes = Vec::new();
    report
        .write(Source::from(source), &mut bytes)
        .expect("writing to memory cannot fail");
    let drawn = String::from_utf8_lossy(&bytes);
    // Line by line: two of header, which ours replaces (the column would be that of the cut
    // line), an empty one, the source, the line under the place, and an arrow to no message.
    let mut kept = String::new();
    for (i, row) in drawn.lines().enumerate().skip(2).take(3) {
        match i {
            4 => kept += row.replace('┬', "─").trim_end(),
            _ => kept += row.trim_end(),
        }
        kept.push('\n');
    }
    kept
}

/// At most [`EXCERPT`] columns of a line around the marked characters, with `…` where it is
/// cut, and where the marked ones are in it. Characters keep their number.
fn crop(line: &str, marked: Range<usize>) -> (String, Range<usize>) {
    let mut letters: Vec<char> = line.chars().map(harmless).collect();
    // A place past the end of the line needs something to stand under.
    while letters.len() < marked.end {
        letters.push(' ');
    }
    let mut room = EXCERPT;
    let mut window = marked.start..marked.start;
    while window.end < marked.end && width(letters[window.end]) <= room {
        room -= width(letters[window.end]);
        window.end += 1;
    }
    let length = window.len();
    loop {
        let before = window.start;
        if window.start > 0 && width(letters[window.start - 1]) <= room {
            window.start -= 1;
            room -= width(letters[window.start]);
        }
        let after = window.end;
        if window.end < letters.len() && width(letters[window.end]) <= room {
            room -= width(letters[window.end]);
            window.end += 1;
        }
        if window == (before..after) {
            break;
        }
    }
    let mut shown: String = letters[window.clone()].iter().collect();
    let mut first = marked.start - window.start;
    if window.start > 0 {
        shown.insert(0, '…');
        first += 1;
    }
    if window.end < letters.len() {
        shown.push('…');
    }
    (shown, first..first + length)
}

/// Text of one line: what a message quotes may hold line ends and escapes.
fn plain(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// A space for what would move the cursor or end the line in a terminal.
fn harmless(c: char) -> char {
    match c {
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    }
}

/// Columns that a character takes in a terminal: two for Han characters and full-width forms
/// (Unicode East Asian Width W and F, roughly: it only decides where a line is cut).
fn width(c: char) -> usize {
    match c as u32 {
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF => 2,
        0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x3FFFD => 2,
        _ => 1,
    }
}

/// The last character boundary at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Phrase;

    fn file(path: &str, text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile {
            path: path.into(),
            text: text.to_string(),
        })
    }

    fn problem(en: &str) -> Diagnostic {
        Diagnostic::error("test-code", Phrase::new("出错了", en))
    }

    fn show(problems: Vec<Diagnostic>) -> String {
        let report = Report {
            diagnostics: problems,
        };
        render(&report, Language::English, false)
    }

    #[test]
    fn the_mark_stands_under_chinese_text() {
        let text = "甲\n某某高新区工业总产值574亿元\n";
        let at = text.find("工业总产值").expect("it is there");
        let place = at..at + "工业总产值".len();
        let said = show(vec![problem("wrong").at(&file("a.md", text), place)]);
        assert_eq!(
            said,
            "a.md:2:6: error[test-code]: wrong\n   │\n 2 │ 某某高新区工业总产值574亿元\n   │           ──────────\n"
        );
    }

    #[test]
    fn places_at_the_edges_are_shown() {
        for (text, span, header, source) in [
            ("", 0..0, "a:1:1: ", " 1 │"),
            ("甲乙", 99..120, "a:1:3: ", " 1 │ 甲乙"),
            ("甲乙", 1..2, "a:1:1: ", " 1 │ 甲乙"),
            ("甲\r\n乙丙\r\n丁", 8..14, "a:2:2: ", " 2 │ 乙丙"),
            ("甲\n", 4..4, "a:2:1: ", " 2 │"),
            ("甲\n乙", 3..4, "a:1:2: ", " 1 │ 甲"),
            ("\u{1b}[31m甲\u{2028}乙", 5..8, "a:1:6: ", " 1 │  [31m甲 乙"),
        ] {
            let said = show(vec![problem("wrong").at(&file("a", text), span)]);
            let rows: Vec<&str> = said.lines().collect();
            assert!(rows[0].starts_with(header), "{text:?}: {said}");
            assert_eq!(rows[2], source, "{text:?}");
            assert!(rows[3].contains('─'), "{text:?}: {said}");
            assert_eq!(rows.len(), 4, "{said}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = "数".repeat(200) + "错" + &"据".repeat(200);
        let said = show(vec![problem("wrong").at(&file("a", &text), 600..603)]);
        let rows: Vec<&str> = said.lines().collect();
        assert!(rows[0].starts_with("a:1:201: "));
        assert!(rows[2].contains("…数") && rows[2].contains("数错据") && rows[2].ends_with("据…"));
        assert!(
            rows[2].chars().map(width).sum::<usize>() <= 80,
            "{}",
            rows[2]
        );
        let all = show(vec![problem("wrong").at(&file("a", &text), 0..text.len())]);
        assert!(
            all.lines()
                .all(|row| row.chars().map(width).sum::<usize>() <= 80)
        );
    }

    #[test]
    fn files_come_in_order_and_errors_before_warnings() {
        let (a, b) = (file("a", "一二三"), file("b", "一二三"));
        let warning = Diagnostic::warning("test-code", Phrase::new("留意", "mind"));
        let said = show(vec![
            problem("third").at(&b, 3..6),
            warning.clone().at(&a, 0..3),
            problem("second").at(&a, 6..9),
            problem("first").at(&a, 3..6),
            problem("nowhere"),
        ]);
        let rows = said.lines().filter(|row| row.contains("[test-code]"));
        let order: Vec<&str> = rows.filter_map(|row| row.rsplit(' ').next()).collect();
        assert_eq!(order, ["nowhere", "first", "second", "mind", "third"]);
    }

    #[test]
    fn a_problem_without_a_place_names_its_path() {
        let missing = problem("there is no corpus folder")
            .about("site/corpus")
            .hint(Phrase::new("建一个", "make one"));
        assert_eq!(
            show(vec![missing]),
            "error[test-code]: there is no corpus folder\n  --> site/corpus\n  hint: make one\n"
        );
    }

    #[test]
    fn colour_is_there_only_when_asked_for() {
        let mut report = Report::default();
        report.push(problem("wrong").at(&file("a", "甲乙"), 0..3));
        assert!(render(&report, Language::Chinese, true).contains('\u{1b}'));
        assert!(!render(&report, Language::Chinese, false).contains('\u{1b}'));
        report.push(Diagnostic::warning(
            "test-code",
            Phrase::new("留意", "mind"),
        ));
        report.push(problem("wrong"));
        let count = |language| summary(&report, language);
        assert_eq!(
            count(Language::English).as_deref(),
            Some("2 errors, 1 warning")
        );
        assert_eq!(
            count(Language::Chinese).as_deref(),
            Some("2 个错误，1 个警告")
        );
    }
}

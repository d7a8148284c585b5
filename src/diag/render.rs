//! Shows a report in a terminal: `file:line:column`, excerpt, hint.
//!
//! In: a [`Report`], a language, colour on or off. Out: text, one block a problem, ending in a
//! line end. Whether colour is wanted (`NO_COLOR`, a terminal) is for the caller to know.

use std::{ops::Range, path::Path};

use ariadne::{CharSet, Color, Config, Fmt, IndexType, Label, ReportKind, Source};

use super::{Diagnostic, Language, Report, Severity, SourceFile};

/// Widest excerpt of a line, in characters; a longer line is cut on both sides of the place.
const EXCERPT: usize = 72;

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
    out += &format!("{colon}{}\n", problem.message.in_language(language));
    match (&problem.place, &problem.path) {
        (Some((file, span)), _) => out += &excerpt(file, span, tint, colour),
        (None, Some(path)) => out += &format!("  --> {}\n", path.display()),
        (None, None) => {}
    }
    if let Some(hint) = &problem.hint {
        out += &format!("  {hint_word}{}\n", hint.in_language(language));
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

    let (shown, first) = crop(line, column - 1, marked);
    let marked = marked.min(EXCERPT);
    // Empty lines in front give the line its number; ariadne prints none of them.
    let before = number - 1;
    let source = "\n".repeat(before) + &shown;
    let place = before + first..before + first + marked;
    let config = Config::default()
        .with_color(colour)
        .with_char_set(CharSet::Unicode)
        .with_index_type(IndexType::Char);
    let report = ariadne::Report::build(ReportKind::Error, place.clone())
        .with_config(config)
        .with_label(Label::new(place).with_color(tint))
        .finish();
    let mut bytes = Vec::new();
    report
        .write(Source::from(source), &mut bytes)
        .expect("writing to memory cannot fail");
    let drawn = String::from_utf8_lossy(&bytes);
    // The first two lines repeat what our own header says, with the column of the cut line.
    let mut kept: Vec<&str> = drawn.lines().skip(2).collect();
    kept.pop_if(|last| last.contains('╯'));
    kept.iter()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

/// At most [`EXCERPT`] characters of a line around the marked ones, with `…` where it is cut,
/// and the index of the first marked character in it. What would move the cursor or end the
/// line in a terminal becomes a space, so that characters keep their number.
fn crop(line: &str, first: usize, marked: usize) -> (String, usize) {
    let mut letters: Vec<char> = line
        .chars()
        .map(|c| match c {
            '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    // A place past the end of the line needs something to stand under.
    while letters.len() < first + marked {
        letters.push(' ');
    }
    if letters.len() <= EXCERPT {
        return (letters.into_iter().collect(), first);
    }
    let room = EXCERPT.saturating_sub(marked) / 2;
    let from = first.saturating_sub(room).min(letters.len() - EXCERPT);
    let to = from + EXCERPT;
    let mut shown: String = letters[from..to].iter().collect();
    let mut at = first - from;
    if from > 0 {
        shown.insert(0, '…');
        at += 1;
    }
    if to < letters.len() {
        shown.push('…');
    }
    (shown, at)
}

/// The last character boundary at or before `byte`.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

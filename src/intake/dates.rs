//! Dates in a raw text: from them the month of publication is estimated when none is printed.

use crate::model::Date;

use super::chars::is_digit;

/// A date as the text prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// The date, with month or day; bare years are not listed.
    pub date: Date,
    /// The very characters, white space removed.
    pub text: String,
    /// True when the year is not printed beside it and was inferred from the text.
    pub year_is_inferred: bool,
}

/// All dates of `text` that name at least a month and are not set in the future by their sentence,
/// in the order of the text.
pub(super) fn find(text: &str) -> Vec<FoundDate> {
    let chars = without_spaces(text);
    let mut full = Vec::new();
    let mut bare = Vec::new();
    let mut whole_years = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if !is_digit(chars[i]) || i > 0 && (is_digit(chars[i - 1]) || chars[i - 1] == '.') {
            i += 1;
            continue;
        }
        let read = with_year(&chars, i).or_else(|| without_year(&chars, i));
        let Some((year, month, day, end)) = read else {
            i += 1;
            continue;
        };
        let printed: String = chars[i..end].iter().collect();
        if !is_planned(&chars, i) {
            match (year, month) {
                (Some(year), Some(month)) => full.push((i, (year, month, day), printed)),
                (Some(year), None) => whole_years.push(year),
                (None, Some(month)) => bare.push((i, (month, day), printed)),
                (None, None) => {}
            }
        }
        i = end;
    }
    let latest = full.iter().map(|(_, (year, ..), _)| *year);
    let latest = latest.chain(whole_years.iter().copied()).max();
    let mut found: Vec<(usize, FoundDate)> = Vec::new();
    for (at, (year, month, day), text) in full {
        push(&mut found, at, (year, month, day), text, false);
    }
    if let Some(latest) = latest {
        let has_whole_year = whole_years.contains(&latest);
        let months_of_latest = found.iter().any(|(_, f)| f.date.year == latest);
        for (at, (month, day), text) in bare {
            // Early in a year newspapers look back on the year before as a whole.
            let next = has_whole_year && !months_of_latest && month <= 3 && day.is_some();
            push(
                &mut found,
                at,
                (latest + i32::from(next), month, day),
                text,
                true,
            );
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, date)| date).collect()
}

/// Full-width digits as half-width ones, white space only where it parts two figures.
fn without_spaces(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len() / 2);
    let mut spaced = false;
    for c in text.chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let c = match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            c => c,
        };
        if spaced && c.is_ascii_digit() && out.last().is_some_and(char::is_ascii_digit) {
            out.push(' ');
        }
        spaced = false;
        out.push(c);
    }
    out
}

fn push(
    found: &mut Vec<(usize, FoundDate)>,
    at: usize,
    (year, month, day): (i32, u8, Option<u8>),
    text: String,
    year_is_inferred: bool,
) {
    let printed = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    // Impossible dates (2023-02-30) are misprints and tell nothing.
    if let Ok(date) = printed.parse::<Date>() {
        let date = FoundDate {
            date,
            text,
            year_is_inferred,
        };
        found.push((at, date));
    }
}

type Read = (Option<i32>, Option<u8>, Option<u8>, usize);

/// `2025年10月30日`, `2023年1—11月`, `2024年`, `2025-03-21`, `2025.3.21`.
fn with_year(chars: &[char], i: usize) -> Option<Read> {
    let (year, at) = number(chars, i, 4)?;
    if at - i != 4 || !(1900..2200).contains(&year) {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let mark = *chars.get(at)?;
    if matches!(mark, '-' | '/' | '.') {
        let (month, at) = number(chars, at + 1, 2)?;
        let (day, end) = number(chars, at + 1, 2)?;
        if chars.get(at) != Some(&mark) || chars.get(end).is_some_and(|&c| c == '.') {
            return None;
        }
        return Some((Some(year), small(month), small(day), end));
    }
    if mark != '年' {
        return None;
    }
    match month_and_day(chars, at + 1) {
        Some((month, day, end)) => Some((Some(year), Some(month), day, end)),
        None => Some((Some(year), None, None, at + 1)),
    }
}

/// `2月5日`, and `9月` after 今年.
fn without_year(chars: &[char], i: usize) -> Option<Read> {
    let (month, day, end) = month_and_day(chars, i)?;
    let this_year = i >= 2 && chars[i - 2..i] == ['今', '年'];
    (day.is_some() || this_year).then_some((None, Some(month), day, end))
}

/// `10月30日`, `10月`, `1—11月` (the last month counts).
fn month_and_day(chars: &[char], i: usize) -> Option<(u8, Option<u8>, usize)> {
    let (mut month, mut at) = number(chars, i, 2)?;
    if chars.get(at) == Some(&'月') && chars.get(at + 1).is_some_and(|&c| is_range(c)) {
        at += 1;
    }
    if chars.get(at).is_some_and(|&c| is_range(c)) {
        (month, at) = number(chars, at + 1, 2)?;
    }
    if chars.get(at) != Some(&'月') || !(1..=12).contains(&month) {
        return None;
    }
    let month = small(month)?;
    match number(chars, at + 1, 2) {
        Some((day, end)) if matches!(chars.get(end), Some('日' | '号')) => {
            Some((month, small(day), end + 1))
        }
        _ => Some((month, None, at + 1)),
    }
}

fn is_range(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '～' | '~' | '至' | '到')
}

/// A number of one to `longest` digits at `i`, and where it ends.
fn number(chars: &[char], i: usize, longest: usize) -> Option<(u32, usize)> {
    let digits: String = chars
        .get(i..)?
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .collect();
    if digits.is_empty() || digits.len() > longest {
        return None;
    }
    Some((digits.parse().ok()?, i + digits.len()))
}

fn small(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

/// True when the clause before the date speaks of the future.
fn is_planned(chars: &[char], at: usize) -> bool {
    // No clause of news is longer.
    let from = at.saturating_sub(60);
    let start = chars[from..at]
        .iter()
        .rposition(|c| matches!(c, '，' | '。' | '；' | ',' | ';' | '！' | '？'))
        .map_or(from, |i| from + i + 1);
    let clause: String = chars[start..at].iter().collect();
    ["将", "计划", "预计", "力争", "目标", "争取", "有望", "到"]
        .iter()
        .any(|word| clause.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        find(text).iter().map(|d| d.date.to_string()).collect()
    }

    #[test]
    fn dates_of_all_spellings() {
        assert_eq!(
            found("2025年10月30日，２０２３年1—11月，2024 年 8 月，发布时间:2025-03-21 08:45"),
            ["2025-10-30", "2023-11", "2024-08", "2025-03-21"]
        );
        assert_eq!(found("截至今年9月，2025年，新增8家"), ["2025-09"]);
    }

    #[test]
    fn a_year_reported_as_a_whole_lies_before_the_days_of_spring() {
        assert_eq!(
            found("2024年，完成120亿元。企业从2月5日开始复工。"),
            ["2025-02-05"]
        );
        assert_eq!(
            found("2024年3月2日开工。3月5日投产。"),
            ["2024-03-02", "2024-03-05"]
        );
    }

    #[test]
    fn plans_and_figures_are_no_dates() {
        assert!(found("力争2030年12月建成，1794.8万元，2023年2月30日").is_empty());
        assert!(found("近3年，11项，7.9月").is_empty());
    }
}

//! A headline that a shadow font printed twice (重影标题) is read once.

use super::chars::is_han;

/// A headline that is printed twice has at most this many characters.
const LONGEST: usize = 160;

/// The headline read once, when the whole line is made of pieces that each stand twice in a row:
/// `建国家一流产业园区建国家一流产业园区 开创新局面开创新局面` → `建国家一流产业园区 开创新局面`.
pub(super) fn read_once(line: &str) -> Option<String> {
    // A piece and its shadow are compared without white space; spaces between pieces are kept.
    let mut chars = Vec::with_capacity(LONGEST);
    for c in line.chars().filter(|c| !c.is_whitespace()) {
        if chars.len() == LONGEST {
            return None;
        }
        chars.push(c);
    }
    let n = chars.len();
    if n < 12 || n % 2 == 1 {
        return None;
    }
    // What is printed twice has every character an even number of times.
    let of_first = chars.iter().filter(|&&c| c == chars[0]).count();
    if of_first % 2 == 1 {
        return None;
    }
    let mut sorted = chars.clone();
    sorted.sort_unstable();
    if sorted
        .chunk_by(|a, b| a == b)
        .any(|same| same.len() % 2 == 1)
    {
        return None;
    }
    // From the back: the longest piece with which the rest can be read as doubled too.
    let mut piece = vec![0; n + 1];
    for i in (0..n).rev() {
        piece[i] = (1..=(n - i) / 2)
            .rev()
            .find(|&k| {
                let next = i + 2 * k;
                chars[i..i + k] == chars[i + k..next] && (next == n || piece[next] > 0)
            })
            .unwrap_or(0);
    }
    if piece[0] == 0 {
        return None;
    }
    let (mut once, mut at, mut longest, mut pieces) = (Vec::new(), 0, 0, 0);
    while at < n {
        once.push(at..at + piece[at]);
        let is_words = chars[at..at + piece[at]].iter().any(|&c| is_han(c));
        longest = longest.max(if is_words { piece[at] } else { 0 });
        pieces += 1;
        at += 2 * piece[at];
    }
    // 高高兴兴 is a word: shadows have a piece of some length, or double every character.
    if longest < 3 && pieces < n / 2 {
        return None;
    }
    Some(with_spaces(line, &once))
}

/// The characters at `kept` (counted without white space), and a space where the line has one
/// before a piece.
fn with_spaces(line: &str, kept: &[std::ops::Range<usize>]) -> String {
    let mut out = String::new();
    let (mut index, mut space) = (0, false);
    for c in line.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if kept.iter().any(|range| range.contains(&index)) {
            if space && !out.is_empty() {
                out.push(' ');
            }
            out.push(c);
        }
        space = false;
        index += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shadows_are_read_once() {
        for (line, once) in [
            (
                "云川高新区云川高新区：：谱写新篇章谱写新篇章 开创新局面开创新局面",
                "云川高新区：谱写新篇章 开创新局面",
            ),
            ("谱写发展新篇章谱写发展新篇章", "谱写发展新篇章"),
            ("谱谱写写发发展展新新篇篇章章", "谱写发展新篇章"),
        ] {
            assert_eq!(read_once(line).as_deref(), Some(once), "{line}");
        }
    }

    #[test]
    fn repeated_words_are_no_shadow() {
        for line in [
            "高高兴兴",
            "研究研究再研究研究",
            "产业链创新链人才链资金链",
            "111111111111",
            "云川高新区：：建国家一流产业园区",
            "——————————————",
        ] {
            assert_eq!(read_once(line), None, "{line}");
        }
    }
}

//! What a character is to a line of print.

/// A Chinese character (汉字), or the zero that is written among them.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}' | '〇' | '々' | '\u{f900}'..='\u{faff}')
}

/// A digit, in half or full width.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A sign that closes a quotation or a bracket.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '）' | '》' | '」' | '』' | '】' | '〉' | '〕' | ')' | ']'
    )
}

/// A sign that opens a quotation or a bracket.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '（' | '《' | '「' | '『' | '【' | '〈' | '〔' | '(' | '['
    )
}

/// A sign that ends a clause, in Chinese or western print.
pub(super) fn is_clause_end(c: char) -> bool {
    matches!(
        c,
        '，' | '、' | '；' | '：' | '。' | '！' | '？' | ',' | ';' | '?' | '!'
    )
}

/// A character that leaves no trace on paper: white space, control and formatting characters.
#[inline]
pub(super) fn is_invisible(c: char) -> bool {
    // Chinese characters and their punctuation: nearly all that is asked about.
    if matches!(c, '\u{3001}'..='\u{d7ff}') {
        return false;
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

/// Width in halves of a Chinese character, white space not counted.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            c if is_invisible(c) => 0,
            // Latin, Greek, Cyrillic and their marks take half the room.
            '\u{0}'..='\u{1fff}' => 1,
            _ => 2,
        })
        .sum()
}

/// True when a sentence ends with the line: 。！？；：… and the signs that close after them.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end();
    let bare = line.trim_end_matches(is_closer);
    match bare.chars().next_back() {
        Some('。' | '！' | '？' | '!' | '?' | '…' | '；' | ';' | '：' | ':') => true,
        // A full stop of western print, not a decimal point or a numbering.
        Some('.') => bare.chars().rev().nth(1).is_some_and(|c| {
            c.is_ascii_alphabetic() || is_closer(c) || is_han(c) || matches!(c, '%' | '％')
        }),
        // 。（记者 …）: a bracket after the end of the sentence.
        _ if bare.len() < line.len() => bare
            .rfind(['（', '('])
            .is_some_and(|at| ends_sentence_plainly(&line[..at])),
        _ => false,
    }
}

fn ends_sentence_plainly(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches(is_closer)
        .ends_with(['。', '！', '？', '…'])
}

/// True when more must follow: a bracket or quotation is open, or the last character is a comma,
/// an opening sign, or a word that never ends a phrase.
pub(super) fn must_go_on(line: &str) -> bool {
    let line = line.trim_end();
    let count = |c: char| line.matches(c).count();
    let unbalanced = [('“', '”'), ('（', '）'), ('《', '》'), ('‘', '’')]
        .into_iter()
        .any(|(open, close)| count(open) > count(close));
    unbalanced
        || line.ends_with(is_opener)
        || line.ends_with([
            '，', ',', '、', '—', '+', '＋', '的', '和', '与', '及', '或', '在', '为', '将', '对',
            '从', '向', '把', '被', '由', '至', '以', '于', '并', '而', '且', '是', '了',
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_counts_halves() {
        assert_eq!(width("由 102 个"), 7);
        assert_eq!(width("２０１９年"), 10);
    }

    #[test]
    fn sentences_end_with_their_closing_signs() {
        for end in [
            "好。",
            "好。”",
            "好……",
            "变化：",
            "（全文完。）",
            "好。（记者 张三）",
            "OK.",
        ] {
            assert!(ends_sentence(end), "{end}");
        }
        for open in [
            "“小巨人”",
            "工业增加值",
            "约1,2",
            "（厂房新建）",
            "第3.",
            "公司（云川）",
            "2.5",
            "，",
        ] {
            assert!(!ends_sentence(open), "{open}");
        }
    }

    #[test]
    fn open_brackets_and_particles_go_on() {
        for open in [
            "一系列“接地",
            "对于专利、社保和",
            "企业155家，",
            "（以下简称",
        ] {
            assert!(must_go_on(open), "{open}");
        }
        for whole in ["创新发展新引擎", "打造“双创”高地", "产业（一期）"] {
            assert!(!must_go_on(whole), "{whole}");
        }
    }
}

//! Cuts a block into sentences at 。！？ and line ends; closing quotes and brackets stay with
//! the sentence that they close.

use crate::model::Span;

/// Marks that may follow the end of a sentence and still belong to it.
const CLOSERS: &str = "”’」』）)】》\"'";

/// No sentence of a printed text has so many bytes. What has is a list without full stops, which
/// ends with the next clause: work on a sentence grows with the square of its length.
const LONGEST: usize = 3000;

/// The sentences of `block`, without the white space around them.
pub(super) fn split(text: &str, block: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = block.start;
    let mut chars = block.of(text).char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let mut end = block.start + at + c.len_utf8();
        let last = std::mem::replace(&mut before, c);
        let ends_here = match c {
            '。' | '！' | '？' | '!' | '?' | '\n' => true,
            '.' | '．' => is_full_stop(last, chars.peek().map(|&(_, next)| next)),
            '…' => chars
                .peek()
                .is_some_and(|&(_, next)| CLOSERS.contains(next)),
            '；' | ';' | '，' | '、' | ' ' | '\u{3000}' | '\t' => end - start > LONGEST,
            _ => false,
        };
        if !ends_here {
            continue;
        }
        while let Some(&(next, c)) = chars.peek() {
            if !(CLOSERS.contains(c) || matches!(c, '。' | '！' | '？' | '…')) {
                break;
            }
            end = block.start + next + c.len_utf8();
            chars.next();
        }
        push_trimmed(&mut sentences, text, Span::new(start, end));
        start = end;
    }
    push_trimmed(&mut sentences, text, Span::new(start, block.end));
    sentences
}

/// A half-width full stop after Chinese (列全市第2名.全社会用电量), not the point of a number or of
/// a Latin word.
fn is_full_stop(last: char, next: Option<char>) -> bool {
    let closes = !last.is_ascii() || matches!(last, '%' | ')' | '"');
    let opens =
        next.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '．' | '０'..='９'));
    closes && !matches!(last, '０'..='９') && opens
}

fn push_trimmed(sentences: &mut Vec<Span>, text: &str, span: Span) {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if start < end {
        sentences.push(Span::new(start, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        split(text, Span::new(0, text.len()))
            .into_iter()
            .map(|s| s.of(text))
            .collect()
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        assert_eq!(
            cut("“灯先亮了。”他说。再看。"),
            ["“灯先亮了。”", "他说。", "再看。"]
        );
    }

    #[test]
    fn a_half_width_full_stop_ends_a_sentence_too() {
        assert_eq!(
            cut("居全市第2名.用电18.74亿度,下降１．２％.另有A.B两区"),
            ["居全市第2名.", "用电18.74亿度,下降１．２％.", "另有A.B两区"]
        );
    }

    #[test]
    fn a_list_without_end_is_cut_between_its_clauses() {
        let list = "2019年完成产值5.2亿元，".repeat(500);
        let parts = cut(&list);
        assert!(parts.len() > 3);
        assert_eq!(parts.concat(), list);
        for part in parts {
            assert!(
                part.len() < LONGEST + 40 && part.ends_with("亿元，"),
                "{part}"
            );
        }
    }

    #[test]
    fn decimals_semicolons_and_colons_do_not_end_a_sentence() {
        assert_eq!(cut("增长8.5%；其中：3家"), ["增长8.5%；其中：3家"]);
    }
}

//! A sentence as the recognisers see it: full-width digits and letters narrowed, half-width
//! punctuation widened, white space dropped, with a way back to the printed characters.

use crate::model::Span;

/// The normal form of a piece of text and where each of its bytes came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normal {
    text: String,
    /// Where the characters of `text` were printed, in order.
    pieces: Vec<Piece>,
}

/// Characters that stand one after the other in the text as in the document: many as they were
/// printed, or one that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// The byte of the normal text at which it begins.
    at: usize,
    /// Its bytes in the document.
    printed: Span,
}

impl Piece {
    /// True when each of its bytes, which end at `end`, is a byte of the document.
    fn is_verbatim(&self, end: usize) -> bool {
        end - self.at == self.printed.len()
    }
}

impl Normal {
    /// The normal form of `span` of the document text `whole`.
    pub fn new(whole: &str, span: Span) -> Self {
        let printed = span.of(whole);
        let mut normal = Self {
            text: String::with_capacity(printed.len()),
            pieces: Vec::new(),
        };
        let mut copied = 0;
        let mut is_quoted = false;
        for (at, c) in printed.char_indices() {
            if at < copied || is_normal(c) {
                continue;
            }
            let next = at + c.len_utf8();
            normal.push_str(&printed[copied..at], span.start + copied, span.start + at);
            if let Some(len) = note_mark(&printed[at..]) {
                copied = at + len;
                continue;
            }
            copied = next;
            let followed = &printed[next..];
            let before = normal.text.chars().next_back();
            // ◆ 地区生产总值: a mark before a line is none of its words.
            if before.is_none() && is_bullet(c) {
                continue;
            }
            if c.is_whitespace() || c == '\u{feff}' {
                // Words and numbers of Latin script stay apart.
                let after = followed.trim_start().chars().next();
                let keeps = before.is_some_and(|b| b.is_ascii_alphanumeric())
                    && after.is_some_and(|a| narrowed(a).is_ascii_alphanumeric());
                if !keeps || before == Some(' ') || parts_thousands(&normal.text, followed) {
                    continue;
                }
                normal.push(' ', span.start + at, span.start + next);
                continue;
            }
            let c = match c {
                ',' if is_thousands(before, followed) => ',',
                ':' | '∶' if between_digits(before, followed) => ':',
                '.' | '．' => '.',
                // 税收收入14.2亿元（↑6.3%）, but no 上↓下.
                '↑' if opens_number(followed) => '+',
                '↓' if opens_number(followed) => '-',
                // 增长－12.2％, but 1月－9月 and 3－5家.
                '－' | '−' if opens_number(followed) && can_be_signed(before) => '-',
                '"' | '＂' => {
                    is_quoted = !is_quoted;
                    if is_quoted { '“' } else { '”' }
                }
                other => widened(narrowed(other)),
            };
            normal.push(c, span.start + at, span.start + next);
        }
        normal.push_str(&printed[copied..], span.start + copied, span.end);
        normal
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.push_str(c.encode_utf8(&mut [0; 4]), start, end);
    }

    /// Adds characters that were printed from `start` to `end`.
    fn push_str(&mut self, words: &str, start: usize, end: usize) {
        if words.is_empty() {
            return;
        }
        let at = self.text.len();
        match self.pieces.last_mut() {
            Some(last)
                if last.printed.end == start
                    && last.is_verbatim(at)
                    && words.len() == end - start =>
            {
                last.printed.end = end;
            }
            _ => self.pieces.push(Piece {
                at,
                printed: Span::new(start, end),
            }),
        }
        self.text.push_str(words);
    }

    /// The normal text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The document's span for a span of the normal text.
    pub fn printed(&self, span: Span) -> Span {
        if span.is_empty() {
            let last = self.pieces.last().map_or(0, |piece| piece.printed.end);
            let at = match span.start < self.text.len() {
                true => self.start(span.start),
                false => last,
            };
            return Span::new(at, at);
        }
        Span::new(self.start(span.start), self.end(span.end))
    }

    /// Where the character was printed that begins at byte `at` of the normal text.
    fn start(&self, at: usize) -> usize {
        let piece = self.pieces[self.pieces.partition_point(|piece| piece.at <= at) - 1];
        piece.printed.start + (at - piece.at)
    }

    /// Just after where the character was printed that ends before byte `at` of the normal text.
    fn end(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.at < at);
        let piece = self.pieces[after - 1];
        let ends = self.pieces.get(after).map_or(self.text.len(), |p| p.at);
        if at == ends {
            piece.printed.end
        } else {
            piece.printed.start + (at - piece.at)
        }
    }
}

/// What stands for itself wherever it stands: nearly all that a Chinese text is made of.
const fn is_normal(c: char) -> bool {
    super::is_han(c)
        || matches!(
            c,
            '0'..='9' | 'A'..='Z' | 'a'..='z'
                | '，' | '。' | '、' | '；' | '：' | '“' | '”' | '（' | '）'
        )
}

/// Marks that printers set before the lines of a list (项目符号).
const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '◆' | '◇'
            | '▷'
            | '▶'
            | '►'
            | '▲'
            | '△'
            | '★'
            | '☆'
            | '●'
            | '○'
            | '◎'
            | '■'
            | '□'
            | '※'
            | '➤'
            | '✦'
            | '•'
    )
}

/// Behind a word, a mark or nothing a dash before a number is a sign; behind a number or a date it is none.
fn can_be_signed(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        super::is_han(c) && !matches!(c, '年' | '月' | '日')
            || matches!(c, '，' | '（' | '：' | '；')
    })
}

/// 3 000套: a blank that sets three digits apart.
fn parts_thousands(before: &str, followed: &str) -> bool {
    let is_digit = |c: &char| narrowed(*c).is_ascii_digit();
    let left = before.chars().rev().take_while(is_digit).count();
    let right: Vec<char> = followed.chars().take_while(is_digit).collect();
    let stands_apart = before.chars().rev().nth(left).is_none_or(super::is_han);
    let goes_on = followed.chars().nth(right.len());
    let is_unit =
        goes_on.is_some_and(|c| super::is_han(c) && !matches!(c, '年' | '月' | '日' | '号'));
    (1..=3).contains(&left) && right.len() == 3 && stands_apart && is_unit
}

/// A number follows, blanks between allowed.
fn opens_number(followed: &str) -> bool {
    let next = followed.trim_start().chars().next();
    next.is_some_and(|c| narrowed(c).is_ascii_digit())
}

/// The mark of a note, 地区生产总值[2]893亿元: its length. 〔2023〕12号 and [大 中 小] are others.
fn note_mark(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['[', '［'])?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let close = inner[digits..]
        .chars()
        .next()
        .filter(|c| matches!(c, ']' | '］'))?;
    let len = text.len() - inner.len() + digits + close.len_utf8();
    (1..=2).contains(&digits).then_some(len)
}

/// Full-width forms of digits, letters and the signs that numbers are written with.
fn narrowed(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '／' | '＋' | '～' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '〜' | '∼' => '~',
        // 竹木家居→62.5亿元.
        '→' => '：',
        '–' | '―' | '─' | '－' | '−' => '—',
        '「' | '『' => '“',
        '」' | '』' => '”',
        other => other,
    }
}

/// Half-width punctuation as Chinese text prints it.
const fn widened(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

/// A comma between a digit and exactly three digits groups thousands (1,412).
fn is_thousands(before: Option<char>, followed: &str) -> bool {
    let digits = followed
        .chars()
        .take_while(|&c| narrowed(c).is_ascii_digit())
        .count();
    before.is_some_and(|b| b.is_ascii_digit()) && digits == 3
}

fn between_digits(before: Option<char>, followed: &str) -> bool {
    before.is_some_and(|b| b.is_ascii_digit())
        && followed
            .chars()
            .next()
            .is_some_and(|c| narrowed(c).is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> Normal {
        Normal::new(text, Span::new(0, text.len()))
    }

    #[test]
    fn widths_and_white_space() {
        assert_eq!(
            normal("总投资１５６．８亿元,由 102 个").text(),
            "总投资156.8亿元，由102个"
        );
        assert_eq!(normal("1,412件,其中").text(), "1,412件，其中");
        assert_eq!(normal("2024 574 GDP growth").text(), "2024 574 GDP growth");
        assert_eq!(normal("08:45来源:甲").text(), "08:45来源：甲");
        assert_eq!(
            normal("\"益企通\"平台注册\"企业\"").text(),
            "“益企通”平台注册“企业”"
        );
    }

    #[test]
    fn marks_of_notes_are_no_part_of_the_text() {
        assert_eq!(normal("总值[2]893亿元[13]").text(), "总值893亿元");
        assert_eq!(normal("〔2023〕12号[2022]").text(), "〔2023〕12号[2022]");
    }

    #[test]
    fn every_span_leads_back() {
        let text = "达到 ３８ 个";
        let normal = normal(text);
        let at = normal.text().find("38个").expect("is there");
        let span = normal.printed(Span::new(at, normal.text().len()));
        assert_eq!(span.of(text), "３８ 个");
    }
}

//! Cuts a sentence into typed tokens (记号): what was found stands whole, the words fill the gaps.

use super::{Kind, Pos, Token};
use crate::model::Span;
use crate::text::Word;

pub(super) fn tokens(text: &str, fixed: &[(Span, Kind)], words: &[Word<'_>]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(words.len());
    let mut state = Clauses {
        clause: 0,
        depth: 0,
    };
    let mut at = 0;
    let mut next_word = 0;
    for &(span, kind) in fixed.iter().chain(std::iter::once(&(
        Span::new(text.len(), text.len()),
        Kind::Mark(' '),
    ))) {
        if span.start < at {
            continue;
        }
        while at < span.start {
            while words.get(next_word).is_some_and(|w| w.span.end <= at) {
                next_word += 1;
            }
            let Some(word) = words.get(next_word) else {
                break;
            };
            let piece = Span::new(at.max(word.span.start), word.span.end.min(span.start));
            let kind = word_kind(word, piece, text);
            state.push(&mut tokens, piece, kind);
            at = piece.end;
        }
        if !span.is_empty() {
            state.push(&mut tokens, span, kind);
            at = span.end;
        }
    }
    tokens
}

struct Clauses {
    clause: usize,
    depth: u8,
}

impl Clauses {
    fn push(&mut self, tokens: &mut Vec<Token>, span: Span, kind: Kind) {
        if let Kind::Mark('（' | '(') = kind {
            self.depth = self.depth.saturating_add(1);
        }
        tokens.push(Token {
            span,
            kind,
            clause: self.clause,
            depth: self.depth,
        });
        match kind {
            Kind::Mark('，' | '；' | '：' | '。' | '！' | '？' | '…' | '—' | '|')
                if self.depth == 0 =>
            {
                self.clause += 1;
            }
            Kind::Mark('）' | ')') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

fn word_kind(word: &Word<'_>, piece: Span, text: &str) -> Kind {
    let printed = piece.of(text);
    let mut chars = printed.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && (c.is_ascii_punctuation()
            || matches!(
                c,
                '，' | '；'
                    | '：'
                    | '。'
                    | '！'
                    | '？'
                    | '、'
                    | '…'
                    | '—'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '（'
                    | '）'
                    | '《'
                    | '》'
                    | '〈'
                    | '〉'
                    | '【'
                    | '】'
                    | '〔'
                    | '〕'
                    | '·'
                    | '／'
                    | '►'
                    | '▶'
                    | '●'
                    | '■'
            ))
    {
        return Kind::Mark(c);
    }
    if printed == "的" {
        return Kind::Word(Pos::Of);
    }
    // 只排在第9位: an adverb cut off a verb.
    if matches!(printed, "只" | "仅") {
        return Kind::Word(Pos::Function);
    }
    // 办结率, 留园率: whatever stands before, the name of a rate is a noun.
    if printed == "率" {
        return Kind::Word(Pos::Noun);
    }
    // A word cut by a term keeps its class only when whole.
    let whole = piece == word.span;
    Kind::Word(match word.tag {
        "vn" => Pos::VerbNoun,
        _ => match word.pos {
            b'n' | b's' | b't' | b'j' | b'g' | b'l' | b'z' => Pos::Noun,
            // 拔地而起, 再创新高: an idiom mostly says what became of something.
            b'i' if whole => Pos::Verb,
            b'i' => Pos::Noun,
            b'v' if whole => Pos::Verb,
            b'v' => Pos::VerbNoun,
            b'a' | b'b' | b'h' | b'k' => Pos::Modifier,
            // 本地配套率: a pronoun by its class, a modifier by what it does.
            b'f' if printed == "初中" => Pos::Noun,
            b'f' if matches!(printed, "周边" | "附近" | "沿线") => Pos::Modifier,
            b'r' | b'f' if matches!(printed, "本地" | "当地" | "线上" | "线下" | "网上") => {
                Pos::Modifier
            }
            b'p' | b'c' | b'u' | b'r' | b'd' | b'y' | b'e' | b'o' => Pos::Function,
            b'x' if printed.chars().count() > 1 => Pos::Noun,
            b'f' => Pos::Function,
            _ => Pos::Other,
        },
    })
}

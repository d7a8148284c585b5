//! A sentence as typed tokens: quantities, periods, terms of the lexicon, words, punctuation.

use super::cues::Cue;
use super::lexicon::{Lexicon, Term};
use super::subjects::Subjects;
use crate::model::{LeftoverReason, Span};
use crate::periods::{self, PeriodMention};
use crate::quantities::{self, Found, QuantityMention};
use crate::text::{Document, Normal, Segmenter, Word};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Index into [`Sentence::quantities`].
    Quantity(usize),
    /// Index into [`Sentence::periods`].
    Period(usize),
    /// A numeric expression that is no quantity.
    Leftover(LeftoverReason),
    /// A term of the lexicon.
    Term(Term),
    /// A word, with the first letter of its part of speech and whether it is a verbal noun.
    Word(Pos),
    /// A punctuation mark.
    Mark(char),
}

/// Part of speech, as far as the constructions need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pos {
    /// A noun, name, place, time noun, abbreviation.
    Noun,
    /// A verb.
    Verb,
    /// A verb that also stands as a noun (vn).
    VerbNoun,
    /// An adjective or distinguishing word.
    Modifier,
    /// A preposition, conjunction, particle, pronoun or adverb.
    Function,
    /// 的.
    Of,
    /// Anything else.
    Other,
}

/// One token; tokens cover the sentence without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// Number of its clause: clauses end at ， ； ： 。 and dashes.
    pub(super) clause: usize,
    /// How many brackets are open.
    pub(super) depth: u8,
}

/// A sentence ready for linking. All spans index the normalised text.
pub(super) struct Sentence {
    /// Bytes of the document.
    pub(super) span: Span,
    pub(super) normal: Normal,
    pub(super) tokens: Vec<Token>,
    pub(super) quantities: Vec<QuantityMention>,
    /// Token index of each quantity.
    pub(super) places: Vec<usize>,
    pub(super) periods: Vec<PeriodMention>,
    pub(super) leftovers: Vec<(Span, LeftoverReason)>,
}

impl Sentence {
    pub(super) fn new(
        document: &Document,
        span: Span,
        lexicon: &Lexicon,
        segmenter: &Segmenter,
        subjects: &Subjects,
    ) -> Self {
        let cut = subjects.cuts.get(span);
        let normal = match cut {
            Some(cut) => cut.normal.clone(),
            None => Normal::new(&document.text, span),
        };
        let text = normal.text();
        let words = match cut {
            Some(cut) => cut.words(text),
            None => segmenter.words(text),
        };
        let periods = periods::find(text);
        let terms = terms(text, lexicon, &periods);
        // A longer name of the vocabulary wins against a name that the text introduced.
        let introduced: Vec<(Span, usize)> = subjects
            .find(text)
            .into_iter()
            .filter(|(span, _)| {
                !terms.iter().any(|(s, t)| {
                    matches!(t, Term::Subject(_)) && s.contains(*span) && s.len() > span.len()
                })
            })
            .collect();
        // A name with a number in it (华南863科创园) and 较上一年度 keep their numbers.
        let mut taken: Vec<Span> = periods.iter().map(|p| p.span).collect();
        let names = terms.iter().filter(|(_, term)| {
            matches!(
                term,
                Term::Subject(_)
                    | Term::Indicator(_)
                    | Term::Breakdown(_)
                    | Term::Cue(Cue::YearOnYear | Cue::PeriodOnPeriod | Cue::Average)
            )
        });
        for span in names
            .map(|(span, _)| *span)
            .chain(introduced.iter().map(|(span, _)| *span))
        {
            let numeric = span
                .of(text)
                .chars()
                .any(|c| c.is_ascii_digit() || crate::quantities::numerals::digit(c).is_some());
            if numeric && !taken.iter().any(|t| t.overlaps(span)) {
                taken.push(span);
            }
        }
        taken.sort();
        let found = quantities::find(
            text,
            &taken,
            &|span| inside_word(&words, span, text),
            &|unit| begins_noun(&words, unit),
        );
        let mut quantities = Vec::new();
        let mut leftovers = Vec::new();
        let mut fixed: Vec<(Span, Kind)> = periods
            .iter()
            .enumerate()
            .map(|(i, p)| (p.span, Kind::Period(i)))
            .collect();
        for found in found {
            match found {
                Found::Quantity(quantity) => {
                    fixed.push((quantity.span, Kind::Quantity(quantities.len())));
                    quantities.push(quantity);
                }
                Found::Leftover(span, reason) => {
                    fixed.push((span, Kind::Leftover(reason)));
                    leftovers.push((span, reason));
                }
            }
        }
        let numeric: Vec<Span> = fixed.iter().map(|(span, _)| *span).collect();
        let named: Vec<Span> = introduced
            .into_iter()
            .map(|(span, subject)| {
                fixed.retain(|(s, _)| !span.contains(*s));
                fixed.push((span, Kind::Term(Term::Subject(subject))));
                span
            })
            .collect();
        let mut named_to = 0;
        for (i, &(span, term)) in terms.iter().enumerate() {
            // 我区列第5位: what a name leaves of a word.
            // 由近3小时: what a number leaves of one.
            let cut = named_to == span.start || numeric.iter().any(|n| n.end == span.start);
            let is_rest = cut && span.start > 0 && rest_of_word(&words, span)
                || numeric.iter().any(|n| n.start == span.end) && head_of_word(&words, span);
            if !matches!(term, Term::Cue(_)) {
                named_to = span.end;
            }
            // 占地区生产总值: jieba reads 占地; what follows 占 is a name of the vocabulary.
            let before_name = term == Term::Cue(Cue::Share)
                && terms
                    .get(i + 1)
                    .is_some_and(|(next, t)| next.start == span.end && !matches!(t, Term::Cue(_)));
            if named.iter().any(|n| n.overlaps(span)) {
                continue;
            }
            let clashes = numeric.iter().any(|n| n.overlaps(span));
            if !clashes && (before_name || is_rest || fits_words(&words, span, term)) {
                fixed.push((span, Kind::Term(term)));
            } else if clashes
                && matches!(
                    term,
                    Term::Subject(_) | Term::Indicator(_) | Term::Breakdown(_)
                )
            {
                // A name that holds a number (华南863科创园, “3+1”主导产业) wins against it.
                fixed.retain(|(s, kind)| {
                    !(span.contains(*s) && matches!(kind, Kind::Leftover(LeftoverReason::Name)))
                });
                if !fixed.iter().any(|(s, _)| s.overlaps(span)) {
                    fixed.push((span, Kind::Term(term)));
                }
            }
        }
        fixed.sort_by_key(|(span, _)| (span.start, span.end));
        let tokens = tokens(text, &fixed, &words);
        let mut places = vec![0; quantities.len()];
        for (at, token) in tokens.iter().enumerate() {
            if let Kind::Quantity(q) = token.kind {
                places[q] = at;
            }
        }
        Self {
            span,
            normal,
            tokens,
            quantities,
            places,
            periods,
            leftovers,
        }
    }

    pub(super) fn text(&self) -> &str {
        self.normal.text()
    }

    /// The characters of a token.
    #[inline]
    pub(super) fn of_token(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text())
    }

    /// The characters from token `from` up to but not including token `to`.
    pub(super) fn between(&self, from: usize, to: usize) -> &str {
        if from >= to || from >= self.tokens.len() {
            return "";
        }
        let end = self.tokens[to - 1].span.end;
        &self.text()[self.tokens[from].span.start..end]
    }

    /// First token of the clause of token `at`.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        let clause = self.tokens[at].clause;
        (0..=at)
            .rev()
            .take_while(|&i| self.tokens[i].clause == clause)
            .last()
            .unwrap_or(at)
    }

    /// One past the last token of the clause of token `at`.
    pub(super) fn clause_end(&self, at: usize) -> usize {
        let clause = self.tokens[at].clause;
        (at..self.tokens.len())
            .take_while(|&i| self.tokens[i].clause == clause)
            .last()
            .unwrap_or(at)
            + 1
    }

    /// The cue of token `at`, if it is one.
    pub(super) fn cue(&self, at: usize) -> Option<Cue> {
        match self.tokens[at].kind {
            Kind::Term(Term::Cue(cue)) => Some(cue),
            _ => None,
        }
    }

    /// True when some token of the range has the cue.
    pub(super) fn has_cue(&self, range: std::ops::Range<usize>, cue: Cue) -> bool {
        range.into_iter().any(|at| self.cue(at) == Some(cue))
    }

    /// Token index of the last token with the cue in the range.
    pub(super) fn last_cue(&self, range: std::ops::Range<usize>, cue: Cue) -> Option<usize> {
        range.rev().find(|&at| self.cue(at) == Some(cue))
    }
}

/// The terms of a text. One that begins inside a period is looked for again after it: 去年产值
/// holds 产值, no 年产值.
fn terms(text: &str, lexicon: &Lexicon, periods: &[PeriodMention]) -> Vec<(Span, Term)> {
    let mut terms = Vec::new();
    for (span, term) in lexicon.find(text) {
        let cut = periods.iter().map(|p| p.span).find(|period| {
            period.start < span.start && span.start < period.end && period.end < span.end
        });
        match cut {
            Some(period) => {
                let again = lexicon.find(&text[period.end..span.end]);
                terms.extend(again.map(|(span, term)| {
                    let at = period.end;
                    (Span::new(span.start + at, span.end + at), term)
                }));
            }
            None => terms.push((span, term)),
        }
    }
    terms
}

/// True when the characters of `span` lie inside a longer word that is no number or measure:
/// 半导体, 三星, 万马, 一流.
fn inside_word(words: &[Word<'_>], span: Span, text: &str) -> bool {
    let at = words.partition_point(|w| w.span.end <= span.start);
    let Some(word) = words.get(at) else {
        return false;
    };
    let longer = word.span.start < span.start || word.span.end > span.end;
    // 两大, 三大 count what follows.
    if word.text.ends_with('大') && word.text.chars().count() == 2 {
        return false;
    }
    if !longer || matches!(word.pos, b'm' | b'q' | b't') {
        return false;
    }
    // A hedge may be glued to the number: 近百, 超千.
    let head = &text[word.span.start..span.start.max(word.span.start)];
    !(word.span.end <= span.end && matches!(head, "近" | "超" | "约" | "逾" | "达" | "上"))
}

/// True when a unit is only the beginning of a longer noun: 人 in 人才.
fn begins_noun(words: &[Word<'_>], unit: Span) -> bool {
    let at = words.partition_point(|w| w.span.end <= unit.start);
    words
        .get(at)
        .is_some_and(|w| w.span.start == unit.start && w.span.end > unit.end && w.pos == b'n')
}

/// 新增产值 holds no 增产: the last character belongs to a noun.
fn ends_in_name(last: &Word<'_>, span: Span) -> bool {
    last.pos == b'n' && last.span.start > span.start && last.span.end > span.end
}

/// True when the span begins the word in which it stands.
fn head_of_word(words: &[Word<'_>], span: Span) -> bool {
    let at = words.partition_point(|w| w.span.end <= span.start);
    words
        .get(at)
        .is_some_and(|word| word.span.start == span.start && word.span.end > span.end)
}

/// True when the span ends the word in which it stands.
fn rest_of_word(words: &[Word<'_>], span: Span) -> bool {
    let at = words.partition_point(|w| w.span.end <= span.start);
    words
        .get(at)
        .is_some_and(|word| word.span.start < span.start && word.span.end == span.end)
}

/// Short cue words must not be cut out of longer words: 比 in 比赛, 有 in 有限, 从 in 从事.
fn fits_words(words: &[Word<'_>], span: Span, term: Term) -> bool {
    let Term::Cue(cue) = term else { return true };
    let at = words.partition_point(|w| w.span.end <= span.start);
    let Some(word) = words.get(at) else {
        return true;
    };
    // 吨均电耗, 户均收入: of each of what stands before.
    let each = at.checked_sub(1).map(|before| words[before].text);
    if word.text == "均" && matches!(each, Some("吨" | "户" | "人" | "亩" | "件" | "台" | "地"))
    {
        return false;
    }
    if span.len() > 3 {
        // A two-character cue may cross words but must not end inside a name.
        let last = words.partition_point(|w| w.span.end < span.end);
        return words.get(last).is_none_or(|w| {
            w.span.end == span.end
                || w.span.start >= span.start && !ends_in_name(w, span)
                || w.span.start <= span.start && w.span.end - span.end <= 6 && cue != Cue::Equal
        });
    }
    if word.span == span {
        return true;
    }
    // 增长8%: jieba may glue a cue to what follows (达到了, 共有); accept at either edge of verbs.
    matches!(word.pos, b'v' | b'd' | b'm' | b'p' | b'u')
        && (word.span.start == span.start
            || (word.span.end == span.end && !matches!(cue, Cue::Up | Cue::Down)))
        && !matches!(
            cue,
            Cue::Than
                | Cue::Share
                | Cue::From
                | Cue::Higher
                | Cue::Lower
                | Cue::Rank
                | Cue::Will
                | Cue::Target
                | Cue::Equal
                | Cue::Light
        )
}

fn tokens(text: &str, fixed: &[(Span, Kind)], words: &[Word<'_>]) -> Vec<Token> {
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
            b'r' if matches!(printed, "本地" | "当地") => Pos::Modifier,
            b'p' | b'c' | b'u' | b'r' | b'd' | b'y' | b'e' | b'o' => Pos::Function,
            b'x' if printed.chars().count() > 1 => Pos::Noun,
            b'f' => Pos::Function,
            _ => Pos::Other,
        },
    })
}

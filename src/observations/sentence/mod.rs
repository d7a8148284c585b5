//! A sentence as typed tokens: quantities, periods, terms of the lexicon, words, punctuation.

mod fit;
mod tokens;

use std::ops::Range;

use fit::{begins_noun, ends_word, fits_words, head_of_word, inside_word, rest_of_word};
use tokens::tokens;

use super::cues::Cue;
use super::lexicon::{Lexicon, Term};
use super::subjects::Subjects;
use crate::model::{LeftoverReason, Span};
use crate::periods::{self, PeriodMention};
use crate::quantities::{self, Found, QuantityMention, UnitKind, kind_of};
use crate::text::{Document, Normal, Segmenter};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::observations) enum Kind {
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
pub(in crate::observations) enum Pos {
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
pub(in crate::observations) struct Token {
    pub(in crate::observations) span: Span,
    pub(in crate::observations) kind: Kind,
    /// Number of its clause: clauses end at ， ； ： 。 and dashes.
    pub(in crate::observations) clause: usize,
    /// How many brackets are open.
    pub(in crate::observations) depth: u8,
}

/// A sentence ready for linking. All spans index the normalised text.
pub(in crate::observations) struct Sentence {
    /// Bytes of the document.
    pub(in crate::observations) span: Span,
    pub(in crate::observations) normal: Normal,
    pub(in crate::observations) tokens: Vec<Token>,
    pub(in crate::observations) quantities: Vec<QuantityMention>,
    /// Token index of each quantity.
    pub(in crate::observations) places: Vec<usize>,
    pub(in crate::observations) periods: Vec<PeriodMention>,
    pub(in crate::observations) leftovers: Vec<(Span, LeftoverReason)>,
}

impl Sentence {
    pub(in crate::observations) fn new(
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
        let mut terms = terms(text, lexicon, &periods);
        terms.retain(|(span, term)| !matches!(term, Term::Breakdown(_)) || !ends_item(text, *span));
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
            &|unit| begins_noun(&words, unit, |word| segmenter.is_known(word)),
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
            if named.iter().any(|n| n.overlaps(span)) || ends_word(text, span, term) {
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

    pub(in crate::observations) fn text(&self) -> &str {
        self.normal.text()
    }

    /// The characters of a token.
    #[inline]
    pub(in crate::observations) fn of_token(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text())
    }

    /// The characters from token `from` up to but not including token `to`.
    pub(in crate::observations) fn between(&self, from: usize, to: usize) -> &str {
        if from >= to || from >= self.tokens.len() {
            return "";
        }
        let end = self.tokens[to - 1].span.end;
        &self.text()[self.tokens[from].span.start..end]
    }

    /// First token of the clause of token `at`.
    pub(in crate::observations) fn clause_start(&self, at: usize) -> usize {
        let clause = self.tokens[at].clause;
        (0..=at)
            .rev()
            .take_while(|&i| self.tokens[i].clause == clause)
            .last()
            .unwrap_or(at)
    }

    /// One past the last token of the clause of token `at`.
    pub(in crate::observations) fn clause_end(&self, at: usize) -> usize {
        let clause = self.tokens[at].clause;
        (at..self.tokens.len())
            .take_while(|&i| self.tokens[i].clause == clause)
            .last()
            .unwrap_or(at)
            + 1
    }

    /// The tokens of the clause of token `at` that stand before it.
    pub(in crate::observations) fn clause_up_to(&self, at: usize) -> Range<usize> {
        self.clause_start(at)..at
    }

    /// The clause before that of token `at`, without the mark that ends it.
    pub(in crate::observations) fn clause_before(&self, at: usize) -> Option<Range<usize>> {
        let mark = self.clause_start(at).checked_sub(1)?;
        Some(self.clause_up_to(mark))
    }

    /// The clause before that of token `at`, where a comma parts the two.
    pub(in crate::observations) fn clause_before_comma(&self, at: usize) -> Option<Range<usize>> {
        let clause = self.clause_before(at)?;
        (self.of_token(clause.end) == "，").then_some(clause)
    }

    pub(in crate::observations) fn is_quantity(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, Kind::Quantity(_))
    }

    /// What the quantity of token `at` measures, if it is one.
    pub(in crate::observations) fn kind_at(&self, at: usize) -> Option<UnitKind> {
        match self.tokens.get(at)?.kind {
            Kind::Quantity(q) => Some(kind_of(&self.quantities[q].quantity.unit)),
            _ => None,
        }
    }

    pub(in crate::observations) fn is_period(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, Kind::Period(_))
    }

    /// The period of token `at`, if it is one.
    pub(in crate::observations) fn period_at(&self, at: usize) -> Option<&PeriodMention> {
        match self.tokens[at].kind {
            Kind::Period(p) => Some(&self.periods[p]),
            _ => None,
        }
    }

    /// True when a quantity stands in the range.
    pub(in crate::observations) fn has_quantity(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.is_quantity(at))
    }

    /// True when the range is dated: a period stands in it.
    pub(in crate::observations) fn has_period(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.is_period(at))
    }

    /// The cue of token `at`, if it is one; none behind the last token.
    pub(in crate::observations) fn cue(&self, at: usize) -> Option<Cue> {
        match self.tokens.get(at)?.kind {
            Kind::Term(Term::Cue(cue)) => Some(cue),
            _ => None,
        }
    }

    /// 较, 比 at this token: what comes next is compared with. 基础上 stands behind it instead.
    pub(in crate::observations) fn compares(&self, at: usize) -> bool {
        self.cue(at) == Some(Cue::Than) && self.of_token(at) != "基础上"
    }

    /// 在2020年的基础上: the token is what a change starts from.
    pub(in crate::observations) fn is_base(&self, at: usize) -> bool {
        (at + 1..(at + 4).min(self.tokens.len())).any(|i| self.of_token(i) == "基础上")
    }

    /// True when some token of the range has the cue.
    pub(in crate::observations) fn has_cue(&self, range: Range<usize>, cue: Cue) -> bool {
        range.into_iter().any(|at| self.cue(at) == Some(cue))
    }

    /// Token index of the last token with the cue in the range.
    pub(in crate::observations) fn last_cue(&self, range: Range<usize>, cue: Cue) -> Option<usize> {
        range.rev().find(|&at| self.cue(at) == Some(cue))
    }
}

/// 投资100亿元以上、 at the end of an item, directly behind what it measures.
fn ends_item(text: &str, span: Span) -> bool {
    let measured = [
        "投资", "产值", "收入", "总额", "资金", "完成", "实现", "税收",
    ];
    // 产值10亿元以上、50亿元以上企业: a limit among others.
    let goes_on = text[span.end..].split(['，', '。', '；']).next();
    let is_listed = goes_on.is_some_and(|rest| rest.contains("以上"));
    span.of(text).ends_with("以上")
        && !is_listed
        && text[span.end..].starts_with(['、', '，', '。', '；'])
        && measured
            .iter()
            .any(|word| text[..span.start].ends_with(word))
}

/// The terms of a text. One that begins inside a period is looked for again after it: 去年产值
/// holds 产值, no 年产值.
fn terms(text: &str, lexicon: &Lexicon, periods: &[PeriodMention]) -> Vec<(Span, Term)> {
    let mut terms = Vec::new();
    for (span, term) in lexicon.find(text) {
        let cut = periods.iter().map(|p| p.span).find(|period| {
            let is_name = matches!(term, Term::Indicator(_)) && period.start == span.start;
            (period.start < span.start || is_name)
                && span.start < period.end
                && period.end < span.end
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

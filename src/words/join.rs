//! Longer words than the dictionary has: two that hardly ever stand apart are one (高质量发展,
//! 创新驱动), so that no piece of a set phrase passes for a word.

use std::collections::{HashMap, HashSet};

use super::{Counted, cut::Token};
use crate::model::Span;

/// Times that two words must stand together.
const TOGETHER: usize = 4;
/// Of a hundred places of one of the two, those at which the other must stand beside it.
const BOUND: usize = 75;

/// Rounds of joining: the last makes words of up to eight of the dictionary's.
const ROUNDS: usize = 3;
/// Words of the dictionary that a joined word may have.
pub(super) const LONGEST: usize = 1 << ROUNDS;

/// Joins words, then drops what is no keyword.
pub(super) fn join(counted: &mut [Counted<'_>]) {
    for _ in 0..ROUNDS {
        join_pairs(counted);
    }
    for one in counted {
        one.tokens.retain(|token| token.is_telling);
    }
}

fn join_pairs(counted: &mut [Counted<'_>]) {
    let pairs = bound(counted);
    for one in counted {
        let text = &one.document.text;
        let mut joined: Vec<Token<'_>> = Vec::with_capacity(one.tokens.len());
        let mut tokens = one.tokens.iter().peekable();
        while let Some(&token) = tokens.next() {
            let next = tokens
                .next_if(|next| meet(&token, next) && pairs.contains(&(token.text, next.text)));
            joined.push(match next {
                Some(next) => {
                    let span = Span::new(token.span.start, next.span.end);
                    Token {
                        text: span.of(text),
                        span,
                        can_end: true,
                        is_telling: true,
                        ..token
                    }
                }
                None => token,
            });
        }
        one.tokens = joined;
    }
}

fn meet(a: &Token<'_>, b: &Token<'_>) -> bool {
    a.can_begin && b.can_end && a.sentence == b.sentence && a.span.end == b.span.start
}

/// Pairs that hardly ever stand apart.
fn bound<'d>(counted: &[Counted<'d>]) -> HashSet<(&'d str, &'d str)> {
    let mut single: HashMap<&str, usize> = HashMap::new();
    let mut double: HashMap<(&str, &str), usize> = HashMap::new();
    for one in counted {
        for token in &one.tokens {
            *single.entry(token.text).or_default() += 1;
        }
        for pair in one.tokens.windows(2) {
            if meet(&pair[0], &pair[1]) {
                *double.entry((pair[0].text, pair[1].text)).or_default() += 1;
            }
        }
    }
    let rarer = |(a, b): (&str, &str)| single[a].min(single[b]);
    double
        .into_iter()
        .filter(|&(pair, n)| n >= TOGETHER && n * 100 >= rarer(pair) * BOUND)
        .map(|(pair, _)| pair)
        .collect()
}

//! Periods (时期) that a construction sets: the ends of a change, years told of, spans of years.

use super::discourse::{Discourse, is_compared};
use super::reading::{End, Reading};
use super::sentence::{Kind, Sentence};
use crate::model::{Basis, Date, Measure, Period};
use crate::periods::Expression;

/// The two ends of a change take the two ends of the period, where each has none of its own.
pub(super) fn ends(
    period: Option<Period>,
    reading: &Reading,
    sentence: &Sentence,
    place: usize,
) -> Option<Period> {
    let Some(end) = reading.end else {
        // 较2015年翻一番 within 10年来: the later end.
        if reading.measure == Measure::Multiple
            && let Some(Basis::Period(_)) = reading.basis
            && let Some(Period::Range(_, last)) = period
        {
            return Some(Period::At(last));
        }
        return period;
    };
    let start = sentence.clause_start(place);
    let previous = (start..place)
        .rev()
        .find(|&at| matches!(sentence.tokens[at].kind, Kind::Quantity(_)))
        .map_or(start, |at| at + 1);
    let own = (previous..place).any(|at| matches!(sentence.tokens[at].kind, Kind::Period(_)));
    let earlier_frame = own
        && (previous..place)
            .rev()
            .any(|at| matches!(sentence.tokens[at].kind, Kind::Period(_)) && at + 3 >= place);
    match (end, period) {
        (End::From, Some(Period::Range(first, _))) => Some(Period::At(first)),
        (End::To, Some(Period::Range(_, last))) => Some(Period::At(last)),
        (End::From, _) if earlier_frame => period,
        (End::From, _) => None,
        (End::To, _) => period,
    }
}

/// 在3年时间里增加57亿元: the change is measured from the first of the years told.
pub(super) fn told_change(
    sentence: &Sentence,
    place: usize,
    discourse: &Discourse,
    reading: &Reading,
) -> Option<(Period, i32)> {
    if !matches!(reading.measure, Measure::Change) || reading.basis.is_some() {
        return None;
    }
    (0..place).rev().find_map(|at| {
        let Kind::Period(p) = sentence.tokens[at].kind else {
            return None;
        };
        let mention = &sentence.periods[p];
        if !matches!(mention.expression, Expression::ToldYears(_)) {
            return None;
        }
        match discourse.clock.resolve(mention)? {
            Period::Range(first, last) => Some((Period::Range(first, last), first.year)),
            _ => None,
        }
    })
}

/// 从2004年开始连续7年: so many years from the first; 2021年…已连续3年: so many up to it.
pub(super) fn spanned(sentence: &Sentence, q: usize, discourse: &Discourse) -> Option<Period> {
    let place = sentence.places[q];
    let clause = sentence.tokens[place].clause;
    let years: i32 = sentence.quantities[..=q]
        .iter()
        .enumerate()
        .filter(|(i, _)| sentence.tokens[sentence.places[*i]].clause == clause)
        .find_map(|(_, m)| {
            (m.quantity.unit == "年").then(|| m.quantity.value.try_into().ok())?
        })?;
    let (since, period) = (0..place).rev().find_map(|at| {
        let Kind::Period(p) = sentence.tokens[at].kind else {
            return None;
        };
        let mention = &sentence.periods[p];
        if is_compared(sentence, at) {
            return None;
        }
        let from = mention.span.of(sentence.text()).starts_with(['从', '自']);
        Some((mention.is_since || from, discourse.clock.resolve(mention)?))
    })?;
    let range = |first: i32, last: i32| Period::Range(Date::year(first), Date::year(last));
    match period {
        Period::At(first) | Period::Range(first, _) if since => {
            Some(range(first.year, first.year + years - 1))
        }
        Period::At(date) if !since => Some(range(date.year - years + 1, date.year)),
        _ => None,
    }
}

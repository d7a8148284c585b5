//! Periods (时期) that a construction sets: the ends of a change, years told of, spans of years.

use super::cues::Cue;
use super::discourse::{Discourse, is_compared};
use super::reading::{End, Owner, Reading, Topic};
use super::sentence::Sentence;
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
        .find(|&at| sentence.is_quantity(at))
        .map_or(start, |at| at + 1);
    let own = sentence.has_period(previous..place);
    let earlier_frame = own
        && (previous..place).rev().any(|at| {
            sentence.is_period(at)
                && at + 3 >= place
                && (previous..=at).any(|from| {
                    sentence.cue(from) == Some(Cue::From)
                        || sentence.of_token(from).starts_with(['从', '由'])
                })
        });
    match (end, period) {
        // 增幅从上半年的12.3%回落到9.8%: a rate holds for the whole of its period.
        (End::From, _) if earlier_frame => period,
        _ if reading.measure == Measure::Growth => period,
        // 上半年，企业开办时间由1个工作日压缩至4小时: the later end holds in the months told of.
        (End::From, Some(Period::Range(first, last))) if first.year == last.year => None,
        (End::To, Some(Period::Range(first, last))) if first.year == last.year => period,
        // “十四五”时期，由163家增至287家: a five-year plan starts from the end of the one before.
        (End::From, Some(Period::Range(first, last)))
            if names_plan(sentence) && last.year == first.year + 4 =>
        {
            Some(Period::year(first.year - 1))
        }
        (End::From, Some(Period::Range(first, _))) => Some(Period::At(first)),
        (End::To, Some(Period::Range(_, last))) => Some(Period::At(last)),
        (End::From, _) => None,
        (End::To, _) => period,
    }
}

/// “十四五”时期: the sentence names a five-year plan.
fn names_plan(sentence: &Sentence) -> bool {
    let mut periods = sentence.periods.iter();
    periods.any(|mention| matches!(mention.expression, Expression::Plan { .. }))
}

/// 由2018年的1126件增加到2023年的4350件，增长近3倍: from the earlier end to the later.
pub(super) fn between_ends(
    sentence: &Sentence,
    place: usize,
    topics: &[Topic],
    reading: &Reading,
) -> Option<(Period, Period)> {
    let start = sentence.clause_start(place);
    let own = (start..place).any(|at| {
        sentence.is_period(at)
            || matches!(
                sentence.cue(at),
                Some(Cue::YearOnYear | Cue::Average | Cue::PeriodOnPeriod | Cue::Than)
            )
    });
    let goes_on = matches!(reading.owner, Owner::Antecedent(_))
        && matches!(
            reading.measure,
            Measure::Growth | Measure::Multiple | Measure::Change
        );
    topics.last().filter(|_| goes_on && !own)?.ends
}

/// 由…增加到…，年均增长9.9%: the average of the years between the two ends.
pub(super) fn averaged(
    topics: &[Topic],
    reading: &Reading,
    sentence: &Sentence,
    place: usize,
    period: Option<Period>,
) -> Option<Period> {
    let is_average = reading.basis == Some(Basis::AnnualAverage);
    if let Some(years) = is_average.then(|| counted_years(sentence, place)).flatten()
        && let Some(Period::At(last)) = period
        && last.month.is_none()
    {
        let first = Date::year(last.year - years + 1);
        return Some(Period::Range(first, last));
    }
    match told_pair(topics)
        .or_else(|| apart(topics))
        .filter(|_| is_average)?
    {
        (Period::At(first), Period::At(last)) => Some(Period::Range(first, last)),
        _ => None,
    }
}

/// The two ends told last: 由…的1126件增加到…的4350件, or 2010年…86.3亿元，2019年达到352.7亿元.
pub(super) fn told_pair(topics: &[Topic]) -> Option<(Period, Period)> {
    if let Some(ends) = topics.last()?.ends {
        return Some(ends);
    }
    let levels = topics
        .iter()
        .filter(|topic| topic.measure == Some(Measure::Level));
    let [first, last] = levels.rev().take(2).collect::<Vec<_>>()[..] else {
        return None;
    };
    let (earlier, later) = (last.period?, first.period?);
    let is_pair = first.indicator == last.indicator
        && first.unit == last.unit
        && whole_year(earlier)? < whole_year(later)?;
    is_pair.then_some((earlier, later))
}

/// The year, of a period that is all of one.
fn whole_year(period: Period) -> Option<i32> {
    match period {
        Period::At(date) if date.month.is_none() => Some(date.year),
        _ => None,
    }
}

/// 2016年收入418亿元，企业31家。…2023年收入达到1536亿元: the ends of what was told last, where other figures
/// stand between.
fn apart(topics: &[Topic]) -> Option<(Period, Period)> {
    let year = |topic: &Topic| topic.period.and_then(whole_year);
    let (last, told) = topics.split_last()?;
    let later = year(last).filter(|_| last.indicator.is_some())?;
    let same = |topic: &&Topic| {
        topic.indicator == last.indicator
            && topic.breakdown == last.breakdown
            && topic.unit == last.unit
            && topic.measure == last.measure
            && year(topic).is_some_and(|earlier| earlier < later)
    };
    let earlier = told.iter().rev().find(same)?;
    Some((earlier.period?, last.period?))
}

/// 环比: the period of the same length before.
pub(super) fn before(period: Period) -> Option<Period> {
    let back = |date: Date, months: i32| {
        let month = i32::from(date.month?) - 1 - months;
        let year = date.year + month.div_euclid(12);
        let month = u8::try_from(month.rem_euclid(12) + 1).ok()?;
        Some(Date::month(year, month))
    };
    match period {
        Period::At(date) => back(date, 1).map(Period::At),
        Period::Range(first, last) if first.year == last.year => {
            let months = i32::from(last.month?) - i32::from(first.month?) + 1;
            Some(Period::Range(back(first, months)?, back(last, months)?))
        }
        _ => None,
    }
}

/// 去年同期: the same months of the year before.
pub(super) fn year_before(period: Period) -> Option<Period> {
    same_months(period, period.last()?.year - 1)
}

/// The months of a period that lies within one year, in another year.
pub(super) fn same_months(period: Period, year: i32) -> Option<Period> {
    let moved = |date: Date| Date { year, ..date };
    match period {
        Period::At(date) => Some(Period::At(moved(date))),
        Period::Range(first, last) if first.year == last.year => {
            Some(Period::Range(moved(first), moved(last)))
        }
        Period::Range(..) | Period::Publication => None,
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
    // 2018年排第152位，2022年已是第98位，四年间前移54位: from the one to the other.
    if let Some(last) = discourse.topics.last()
        && let Some(first) = discourse
            .topics
            .iter()
            .rev()
            .skip(1)
            .find(|topic| topic.measure == Some(Measure::Rank))
        && last.measure == Some(Measure::Rank)
        && let (Some(Period::At(from)), Some(Period::At(to))) = (first.period, last.period)
        && from.year < to.year
    {
        return Some((Period::Range(from, to), from.year));
    }
    (0..place).rev().find_map(|at| {
        let mention = sentence.period_at(at)?;
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
        let mention = sentence.period_at(at)?;
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

/// 两年平均增长3.9%, 五年年均增长8%: how many years an average is told of.
fn counted_years(sentence: &Sentence, place: usize) -> Option<i32> {
    let clause = sentence.between(sentence.clause_start(place), place);
    ["年平均", "年年均"].iter().find_map(|word| {
        let (before, _) = clause.split_once(word)?;
        let number = before.chars().next_back()?;
        let years = number
            .to_digit(10)
            .or_else(|| crate::quantities::numerals::digit(number).map(u32::from))?;
        i32::try_from(years).ok().filter(|years| *years > 1)
    })
}

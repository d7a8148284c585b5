//! Frames (时间框架): the period of a quantity, from its own sentence or from those before.

use super::super::cues::Cue;
use super::super::sentence::{Kind, Sentence};
use super::Discourse;
use super::asides::{
    belongs_to_other, is_attributive, is_booked, is_cause, is_compared, is_condition, is_reached,
    is_settled, is_speech, names_event, sets_aim, tells_event,
};
use super::dates::{begins_change, dated_at, holds, opens_plan, tell};
use crate::model::{Date, Nature, Period};
use crate::periods::{Expression, Year};

impl Discourse {
    /// The period of the quantity at token `place`.
    pub(in crate::observations) fn period(
        &self,
        sentence: &Sentence,
        place: usize,
        nature: Nature,
        is_rate: bool,
        since_is_basis: bool,
    ) -> Option<Period> {
        if let Some(own) = self.owned(sentence, place) {
            return Some(own);
        }
        if let Some(own) = self.done_on(sentence, place) {
            return Some(own);
        }
        let is_ahead = matches!(nature, Nature::Target | Nature::Forecast);
        let (framed, attributive) = self.framed(sentence, place, since_is_basis, is_ahead);
        match framed {
            Some(Period::Publication) if nature != Nature::Result && nature != Nature::Capacity => {
            }
            // 下半年力争…: months that are still to come.
            // 去年下半年: a year that is named is that year.
            Some(period)
                if is_ahead && names_no_year(sentence, place) && self.comes(period).is_some() =>
            {
                return self.comes(period);
            }
            // 去年，…提出三大愿景：…: when an aim was set is not when it is to be reached.
            Some(period) if nature == Nature::Target && self.is_over(period) => {
                // 1月5日会议确定全年目标：…, told of a year that is over: its own year.
                let of_year = (0..place)
                    .any(|at| sentence.of_token(at) == "全年" || sentence.of_token(at) == "年度");
                if of_year && self.clock.home.is_some() {
                    return period.last().map(|last| Period::year(last.year));
                }
            }
            Some(period) => return Some(period),
            None => {}
        }
        let carried = self.paragraph.or(attributive).or(self.heading_period());
        match nature {
            Nature::Forecast => {
                // 预计地区生产总值突破760亿元 in a report on the year that has ended: its first count.
                let counts = sentence.text().starts_with("预计") || is_first_count(sentence, place);
                carried.filter(|period| counts && self.is_over(*period))
            }
            Nature::Target => {
                let named = self.plan.filter(|_| framed.is_some());
                carried.and_then(|period| self.aimed_at(period)).or(named)
            }
            Nature::Result | Nature::Capacity => {
                self.told_at(sentence, place, carried, attributive, is_rate)
            }
        }
    }

    /// When an aim is to be reached that is told behind a frame. 上半年，…。全年目标不变：…: what is
    /// aimed at once the half-year is over is the year.
    fn aimed_at(&self, carried: Period) -> Option<Period> {
        let last = carried.last().filter(|_| !self.is_over(carried))?;
        let has_ended = self.clock.published.is_some_and(|now| {
            last.month.is_some() && last.year == now.year && last.month <= now.month
        });
        Some(if has_ended {
            Period::year(last.year)
        } else {
            carried
        })
    }

    /// When something was so that the sentence itself does not date.
    fn told_at(
        &self,
        sentence: &Sentence,
        place: usize,
        carried: Option<Period>,
        attributive: Option<Period>,
        is_rate: bool,
    ) -> Option<Period> {
        let is_told_now = self.paragraph.is_some()
            && self.clock.home.is_none()
            && (0..place).any(|at| is_speech(sentence, at));
        if is_told_now && attributive.is_none() {
            return Some(Period::Publication);
        }
        if let Some(period) = carried {
            // 2022年，…。其市场占有率已达18%: what has come about is told of the present.
            let from = if sentence.has_cue(0..place, Cue::OfWhich) {
                0
            } else {
                sentence.clause_start(place)
            };
            // 2016年，…。搬进经开区后，公司先后拿出1.1亿元: since then. 累计接待1.2万人次: up to today.
            let clause = sentence.clause_up_to(place);
            let runs_up = sentence.has_cue(clause, Cue::Cumulative) && !self.in_item;
            let since = (0..place).any(|at| is_settled(sentence, at));
            let is_year = matches!(period, Period::At(date) if date.month.is_none());
            let is_event = since || runs_up && self.frame_counts;
            if is_year && is_event && self.is_over(period) && self.clock.home.is_none() {
                return Some(Period::Publication);
            }
            let is_long = matches!(period, Period::Range(first, last) if first.year < last.year);
            let has_come = (self.is_over(period) || period.is_part_of_year() || is_long)
                && (from..place).any(|at| sentence.of_token(at).starts_with('已'));
            return Some(if has_come {
                Period::Publication
            } else {
                period
            });
        }
        if is_rate && let Some(year) = self.clock.told {
            let frame = self.frame.filter(|frame| {
                matches!(frame, Period::Range(first, last) if first.year == year && last.year == year)
            });
            return Some(frame.unwrap_or(Period::year(year)));
        }
        let held = self.named_later(sentence, place);
        held.or_else(|| self.at_ceremony(sentence, place))
            .or(Some(Period::Publication))
    }

    /// A period stands before the quantity in its own sentence.
    pub(in crate::observations) fn is_framed(&self, sentence: &Sentence, place: usize) -> bool {
        self.framed(sentence, place, false, false).0.is_some()
    }

    /// The frame told last is a part of the year being told of: 前三季度.
    pub(in crate::observations) fn frame_is_part(&self) -> bool {
        self.frame.is_some_and(|frame| {
            frame.is_part_of_year() && frame.last().map(|last| last.year) == self.clock.told
        })
    }

    /// Months named without a year that lie after the publication, for an aim.
    pub(super) fn comes(&self, period: Period) -> Option<Period> {
        let published = self.clock.published?;
        let later = |date: Date| Date {
            year: date.year + 1,
            ..date
        };
        let last = period.last()?;
        let is_later = last.year == published.year - 1
            && last.month.is_some()
            && published.month.is_some()
            && last.month > published.month;
        match period {
            Period::At(date) if is_later => Some(Period::At(later(date))),
            Period::Range(from, to) if is_later => Some(Period::Range(later(from), later(to))),
            _ => None,
        }
    }

    /// The period ended in a year before that of the publication.
    pub(super) fn is_over(&self, period: Period) -> bool {
        let published = self.clock.published.map(|p| p.year);
        let last = period.last().map(|date| date.year);
        matches!((last, published), (Some(last), Some(published)) if last < published)
    }

    /// The nearest period before the quantity in its sentence that frames it.
    /// The second is one that only belongs to another number of an earlier clause.
    pub(super) fn framed(
        &self,
        sentence: &Sentence,
        place: usize,
        since_is_basis: bool,
        is_ahead: bool,
    ) -> (Option<Period>, Option<Period>) {
        let mut clock = self.clock;
        // 去年，…。全年新签约项目不少于45个: what is to come is of the year that runs.
        // A report of the first months may still reckon what the year before will have brought.
        let is_early = clock
            .published
            .is_some_and(|now| now.month.is_some_and(|month| month <= 2));
        if is_ahead && clock.home.is_none() && !is_early {
            clock.told = None;
        }
        let mut frame: Option<Period> = None;
        let mut attributive: Option<Period> = None;
        for (at, token) in sentence.tokens.iter().enumerate().take(place) {
            if is_condition(sentence, at) {
                // 明年一季度投产，达产后…: when it produces in full is not said.
                frame = None;
                continue;
            }
            let Kind::Period(p) = token.kind else {
                continue;
            };
            let mention = &sentence.periods[p];
            let is_basis = is_compared(sentence, at);
            if let Some(period) = dated_at(&clock, sentence, at) {
                // 全年预期目标 in a paper of January is of the year that has begun.
                let counts =
                    sentence.has_cue(0..at, Cue::Forecast) || is_first_count(sentence, place);
                let is_begun = is_ahead && !counts && clock.is_spring() && clock.home.is_none();
                let begun = clock.published.filter(|_| is_begun);
                let period = match begun {
                    Some(now) if sentence.of_token(at) == "全年" => Period::year(now.year),
                    _ => period,
                };
                let other = belongs_to_other(sentence, at, place);
                let only_basis = since_is_basis && mention.is_since && frame.is_some();
                let fights = sentence
                    .tokens
                    .get(at + 1)
                    .is_some_and(|_| sentence.of_token(at + 1) == "“");
                // 对照全年目标任务，…突破290亿元: what is aimed at is of that year.
                let aims = sets_aim(sentence, at) && !(is_ahead && sentence.of_token(at) == "全年");
                let names = aims || (frame.is_some() || fights) && names_event(sentence, at);
                // 综合考评（2023年度）：第23名: a bracket before a colon.
                let closes = |at: usize| {
                    at + 2 < sentence.tokens.len()
                        && matches!(sentence.tokens[at + 1].kind, Kind::Mark('）'))
                        && matches!(sentence.tokens[at + 2].kind, Kind::Mark('：'))
                };
                let same_depth = token.depth == sentence.tokens[place].depth || closes(at);
                // 五年间年均增长31.1%；入库税收…: years of growth are not those of the next item.
                // 近三年，…；手里的有效专利有214件: nor of what there is.
                let has =
                    place > 0 && matches!(sentence.of_token(place - 1), "有" | "现有" | "拥有");
                let spans = matches!(
                    mention.expression,
                    Expression::ToldYears(_) | Expression::LastYears(2..)
                ) && (sentence.cue(at + 1) == Some(Cue::Average) || has);
                // 去年研发投入1.1亿元；累计获得专利206件: a running total is told as of today.
                let clause = sentence.clause_up_to(place);
                let totals = sentence.has_cue(clause, Cue::Cumulative)
                    && matches!(period, Period::At(_))
                    && self.is_over(period);
                // 2019年从东莞迁来，累计投入7.6亿元: so is one behind the event that began it.
                let is_past = (spans || totals)
                    && (at..place).any(|i| matches!(sentence.tokens[i].kind, Kind::Mark('；')))
                    || totals && tells_event(sentence, at);
                // 年度计划…，一季度开工率达到60%；力争引进项目20个: of the year again.
                let is_passing = is_ahead
                    && frame.is_some_and(|frame| holds(frame, period))
                    && (at..place).any(|i| matches!(sentence.tokens[i].kind, Kind::Mark('；')));
                let names = names
                    || is_passing
                    || opens_plan(sentence, at)
                    || is_booked(sentence, at)
                    || is_past
                    || is_attributive(sentence, at)
                    || is_cause(sentence, at);
                if !is_basis && same_depth && !other && !only_basis && !names {
                    frame = Some(period);
                }
                if other && !names && token.clause != sentence.tokens[place].clause {
                    attributive = Some(period);
                }
                // 由2016年的4家增至9家，上半年…: where a change began is not the year being told of.
                if !is_basis && !is_reached(sentence, at, mention) && !begins_change(sentence, at) {
                    tell(&mut clock, mention, period);
                }
                // 增加到目前的13.6万人，十年间…: the years up to the present.
                if mention.expression == Expression::Now {
                    clock.tell_of_now();
                }
            }
        }
        (frame, attributive)
    }
}

/// 刚刚过去的2021年，…。地区生产总值预计达到287.6亿元、增长8.3%: what is counted for a place each year.
fn is_first_count(sentence: &Sentence, place: usize) -> bool {
    let counts = |at: usize| {
        let word = sentence.of_token(at);
        let ends = [
            "生产总值",
            "增加值",
            "总产值",
            "公共预算收入",
            "固定资产投资",
            "零售总额",
        ];
        ends.iter().any(|end| word.ends_with(end)) && sentence.of_token(at + 1).starts_with("预计")
    };
    let told = (0..place).find(|&at| counts(at));
    // 预计三年后达到…: that is another year.
    told.is_some_and(|at| {
        !sentence.has_period(at..place) && !sentence.between(at, place).contains('后')
    })
}

/// The last period before the token leaves its year to the reader: 10月, 下半年.
fn names_no_year(sentence: &Sentence, place: usize) -> bool {
    let named = (0..place).rev().find_map(|at| sentence.period_at(at));
    named.is_none_or(|mention| matches!(mention.expression, Expression::Calendar(Year::Context, _)))
}

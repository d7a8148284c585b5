//! What the dates of a sentence leave for the sentences after it: the clock, the plan, the frame.

use super::asides::{
    is_aside, is_attributive, is_cause, is_opening, looks_ahead, names_event, sets_aim, tells_event,
};
use super::{Discourse, Sentence};
use crate::model::Period;
use crate::observations::cues::Cue;
use crate::observations::sentence::{Kind, Pos};
use crate::periods::{Clock, Expression, Part, PeriodMention, Year};

/// A period of a sentence that is compared with nothing.
pub(super) struct Dated<'a> {
    pub(super) sentence: &'a Sentence,
    /// Its token.
    pub(super) at: usize,
    pub(super) mention: &'a PeriodMention,
    pub(super) period: Period,
    /// The paragraph tells of a firm, no place.
    pub(super) of_firm: bool,
}

impl Discourse {
    pub(super) fn take_period(&mut self, dated: &Dated<'_>) {
        let Dated {
            sentence,
            at,
            mention,
            period,
            ..
        } = *dated;
        let is_aside = is_aside(sentence, at, mention);
        // 2020年一季度受疫情冲击，基数很低: what today is compared with.
        let is_base = sentence.text().contains("基数");
        // 这家2009年落户的企业: when it became what it is called.
        // 规上企业126家（2023年：112家）: nor does what stands in brackets.
        let in_brackets = sentence.tokens[at].depth > 0 && sentence.has_quantity(0..at);
        let in_passing =
            is_end(sentence, at) || is_base || in_brackets || is_attributive(sentence, at);
        if is_aside && !in_passing {
            // Whoever says 去年 speaks of today; 上半年 is then the one of this year.
            self.clock.told = self.clock.home;
        } else if !in_passing {
            tell(&mut self.clock, mention, period);
        }
        if mention.expression == Expression::Now {
            // 2016年…，如今…: what follows is told of the present again.
            self.clock.tell_of_now();
        }
        let is_plan = matches!(mention.expression, Expression::Plan { .. });
        if is_plan && !self.is_over(period) && !opens_plan(sentence, at) {
            self.plan = period.last().map(Period::At);
        }
        if !is_aside && self.opens_frame(dated) && !self.only_names(dated) {
            let runs_to =
                |span: &Period| matches!(span, Period::Range(..)) && span.last() == period.last();
            self.span = self
                .paragraph
                .filter(|span| mention.is_as_of && runs_to(span));
            self.frame_with(period);
            self.frame_counts = !sentence.quantities.is_empty();
            self.take_ceremony(sentence, period);
        }
    }

    /// A frame opens a clause; 2021年云川市… inside one only names.
    fn opens_frame(&self, dated: &Dated<'_>) -> bool {
        let Dated {
            sentence,
            at,
            mention,
            period,
            ..
        } = *dated;
        let next = sentence.tokens.get(at + 1).map(|token| token.kind);
        // 把日历翻回2006年。
        let turns_back = sentence.quantities.is_empty()
            && at + 2 >= sentence.tokens.len()
            && self.is_over(period);
        turns_back
            || at == sentence.clause_start(at)
            || mention.is_as_of
            || matches!(next, Some(Kind::Mark('，')))
            || is_opening(sentence, at)
            || reports(sentence, at)
    }

    /// The period says when something else was, of which the sentence goes on to tell nothing.
    fn only_names(&self, dated: &Dated<'_>) -> bool {
        let Dated {
            sentence,
            at,
            mention,
            period,
            of_firm,
        } = *dated;
        let is_named = at > 0 && matches!(sentence.of_token(at - 1), "是" | "为" | "由" | "从");
        let begins =
            is_followed_by_of(sentence, at) && sentence.of_token(at).starts_with(['从', '自']);
        // 6月18日，经开区2019年第二季度集中签约仪式…: inside the name of an event.
        let is_dated = sentence.has_period(0..at);
        // 其中，3月当月实现… · 7月当月进出口…: a part of the time told of.
        let is_part = sentence.tokens.get(at + 1).is_some()
            && sentence.of_token(at + 1).starts_with("当月")
            || (0..at).any(|i| sentence.cue(i) == Some(Cue::OfWhich));
        // 新开工项目54个，三季度新开工9个: a part of the time told of, told in passing.
        let within = sentence.has_quantity(0..at)
            && self
                .paragraph
                .or(self.heading_period())
                .or(self.frame)
                .is_some_and(|frame| holds(frame, period));
        // 10月18日，…开工，年内计划完成投资11.3亿元: the year of a plan told in passing.
        let plans = sentence.tokens.get(at + 1).is_some()
            && matches!(
                sentence.cue(at + 1),
                Some(Cue::Target | Cue::Forecast | Cue::Will)
            )
            && self
                .paragraph
                .is_some_and(|frame| holds(period, frame) || is_day_of(frame, period));
        // 2021年落户以来: of a firm alone, not of who comes next.
        let is_firms = mention.is_since && of_firm;
        // 力争到2025年产值突破500亿元 in a section on what this year is to bring.
        let is_later = at > 0
            && ["力争", "争取", "确保", "努力"].contains(&sentence.of_token(at - 1))
            && self.heading_period().is_some_and(|year| {
                year.last().map(|last| last.year) < period.last().map(|last| last.year)
            });
        is_named
            || begins
            || is_later
            || is_part
            || within
            || is_firms
            || plans
            || is_end(sentence, at)
            || is_cause(sentence, at)
            || sentence.quantities.is_empty() && tells_event(sentence, at)
            || looks_ahead(sentence, at)
            || is_attributive(sentence, at)
            || is_dated && names_event(sentence, at)
            || sets_aim(sentence, at)
            || opens_plan(sentence, at)
            // “十四五”前四年年均增长5.6%: the years of an average.
            || sentence.has_quantity(0..at) && sentence.cue(at + 1) == Some(Cue::Average)
            || sentence.tokens[at].depth > 0
    }

    /// 10月18日…集中开工仪式举行: the day of a ceremony, of which later paragraphs tell too.
    fn take_ceremony(&mut self, sentence: &Sentence, period: Period) {
        const HELD: [&str; 4] = ["仪式", "签约会", "开工会", "推介会"];
        const DONE: [&str; 5] = ["签约", "开工", "奠基", "投产", "竣工"];
        let text = sentence.text();
        let is_day = matches!(period, Period::At(date) if date.day.is_some());
        if is_day && HELD.iter().any(|held| text.contains(held)) {
            let done = DONE.into_iter().filter(|deed| text.contains(deed));
            self.ceremony = Some((period, done.collect()));
        }
    }

    /// 从清单看，开工项目中工业项目14个: so many at the ceremony, where nothing else says when.
    pub(super) fn at_ceremony(&self, sentence: &Sentence, place: usize) -> Option<Period> {
        let (day, done) = self.ceremony.as_ref()?;
        let told = sentence.between(0, place);
        let goes_beyond = [
            "累计", "已", "目前", "以来", "至今", "历年", "有望", "现有", "现已",
        ];
        let of_it = done.iter().any(|deed| {
            let at = told.find(deed);
            at.is_some_and(|at| !told[..at].ends_with(['未', '待', '拟']))
        });
        (of_it && !goes_beyond.iter().any(|word| told.contains(word))).then_some(*day)
    }

    fn frame_with(&mut self, period: Period) {
        self.frame = Some(period);
        self.paragraph = Some(period);
        // 2023年主要预期目标是…: the year of a section of plans.
        let published = self.clock.published.map(|now| now.year);
        if let (Some((_, none @ None, true)), Period::At(date)) = (self.heading.last_mut(), period)
            && date.month.is_none()
            && published.is_some_and(|now| date.year >= now)
        {
            *none = Some(period);
        }
    }
}

/// What the period of a token means. 上半年 at the head of a sentence in a paper of July is of the year
/// that runs, though last year was told of just before.
pub(super) fn dated_at(clock: &Clock, sentence: &Sentence, at: usize) -> Option<Period> {
    let mention = sentence.period_at(at)?;
    let Some(published) = clock.published else {
        return clock.resolve(mention);
    };
    let has_just_ended = match (&mention.expression, published.month) {
        // 去年9月…。上半年…: told of last year as from today, the half-year is the last one.
        (Expression::Calendar(Year::Context, Part::Months(1, last)), Some(now)) => {
            let longest = if clock.told_from_today { 6 } else { 2 };
            *last <= now && now - last <= longest
        }
        _ => false,
    };
    // 下半年还有12个项目要开工，总投资64亿元: what is said to come is of this year.
    let is_to_come = match (&mention.expression, published.month) {
        (Expression::Calendar(Year::Context, Part::Months(_, last)), Some(now)) => {
            let clause = at..sentence.clause_end(at);
            let is_ahead = [Cue::Target, Cue::Will, Cue::Forecast]
                .into_iter()
                .any(|cue| sentence.has_cue(clause.clone(), cue));
            *last > now && is_ahead && clock.home.is_none()
        }
        _ => false,
    };
    if is_to_come {
        return Clock {
            told: Some(published.year),
            ..*clock
        }
        .resolve(mention);
    }
    let is_told = clock.told == Some(published.year - 1) && clock.told != clock.home;
    // 受原料涨价影响，1—5月…: so do a cause or a place before the months.
    // 2022年产值500亿元。其中上半年240亿元: not what is a part of the year before.
    // 上半年完成240亿元，下半年完成260亿元: both are of the year before.
    let goes_on = sentence.periods.iter().any(|later| {
        matches!(later.expression, Expression::Calendar(Year::Context, Part::Months(first, _)) if first > 1)
    });
    let opens = (0..at).all(|i| !sentence.is_period(i) && !sentence.is_quantity(i))
        && !sentence.has_cue(0..at, Cue::OfWhich)
        && !goes_on;
    if has_just_ended && is_told && opens {
        return Clock {
            told: None,
            ..*clock
        }
        .resolve(mention);
    }
    clock.resolve(mention)
}

/// 会议通报2024年主要指标完成情况: of what year the sentences behind tell.
fn reports(sentence: &Sentence, at: usize) -> bool {
    let verb = at.checked_sub(1).map_or("", |verb| sentence.of_token(verb));
    ["通报", "公布", "盘点", "回顾", "总结", "晒出"].contains(&verb)
        && sentence.quantities.is_empty()
}

/// 实现“十四五”良好开局, “十三五”圆满收官: the year in which a plan begins or ends is told of, not the plan.
pub(super) fn opens_plan(sentence: &Sentence, at: usize) -> bool {
    let behind = sentence.between(at + 1, (at + 6).min(sentence.clause_end(at)));
    let is_plan = sentence
        .period_at(at)
        .is_some_and(|mention| matches!(mention.expression, Expression::Plan { .. }));
    is_plan
        && ["开局", "收官", "开门红", "起步", "首年", "第一年"]
            .iter()
            .any(|word| behind.contains(word))
}

/// 由2016年的4家增至9家: when a change began.
pub(super) fn begins_change(sentence: &Sentence, at: usize) -> bool {
    is_end(sentence, at) && sentence.cue(at - 1) == Some(Cue::From)
}

/// 由2017年的11.2万元提高到2020年的18.6万元: the ends of a change, told in passing.
fn is_end(sentence: &Sentence, at: usize) -> bool {
    is_followed_by_of(sentence, at)
        && at > 0
        && matches!(
            sentence.cue(at - 1),
            Some(Cue::From | Cue::UpTo | Cue::DownTo)
        )
}

fn is_followed_by_of(sentence: &Sentence, at: usize) -> bool {
    let next = sentence.tokens.get(at + 1).map(|token| token.kind);
    matches!(next, Some(Kind::Word(Pos::Of)))
}

/// The months of `part` are some of those of `frame`, within one year.
pub(super) fn holds(frame: Period, part: Period) -> bool {
    let months = |period: Period| match period {
        Period::At(date) => Some((date.year, date.month.unwrap_or(1), date.month.unwrap_or(12))),
        Period::Range(first, last) if first.year == last.year => {
            Some((first.year, first.month?, last.month?))
        }
        _ => None,
    };
    match (months(frame), months(part)) {
        (Some((year, first, last)), Some((own, from, to))) => {
            year == own && first <= from && to <= last && (first, last) != (from, to)
        }
        _ => false,
    }
}

/// The frame is a day of the year.
fn is_day_of(frame: Period, year: Period) -> bool {
    matches!((frame, year), (Period::At(day), Period::At(year))
        if day.day.is_some() && year.month.is_none() && day.year == year.year)
}

/// Remembers the year being told of.
pub(super) fn tell(clock: &mut Clock, mention: &PeriodMention, period: Period) {
    let Expression::Calendar(year, _) = mention.expression else {
        return;
    };
    // 今年以来 brings back today; 2020年以来 tells of no year.
    let since_then = mention.is_since && year != Year::FromPublication(0);
    if since_then || matches!(year, Year::Context | Year::Before) {
        return;
    }
    let Some(date) = period.last() else { return };
    // 明年6月试产: what is to come is told in passing.
    let is_to_come = clock
        .published
        .is_some_and(|published| date.year > published.year);
    if clock.told != Some(date.year) && !is_to_come {
        let runs_on = clock.told.is_some_and(|told| told + 1 == date.year);
        clock.told_since = match (runs_on, clock.told_since, clock.told) {
            (true, Some(since), _) => Some(since),
            (true, None, Some(told)) => Some(told),
            _ => clock
                .told
                .filter(|told| *told < date.year && date.year - told <= 3),
        };
        clock.told = Some(date.year);
        clock.told_from_today = matches!(year, Year::FromPublication(_));
    }
}

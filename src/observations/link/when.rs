//! When a figure holds (何时) and of what nature it is, with what it is measured against: the
//! sentence, the discourse and the construction each have a say.

use super::super::cues::{Cue, is_long_ago};
use super::super::reading::{End, Reading};
use super::super::sentence::Kind;
use super::super::{nature, span_of};
use super::lasting::over_years;
use super::{DocumentLinker, Found};
use crate::model::{Basis, Date, FlowStock, Measure, Nature, Period};
use crate::periods::Expression;
use crate::quantities::UnitKind;

/// Period, basis and nature of one figure.
pub(super) struct When {
    pub(super) nature: Nature,
    pub(super) period: Option<Period>,
    pub(super) basis: Option<Basis>,
    /// The periods of both ends, where the figure is the later one of a change.
    pub(super) ends: Option<(Period, Period)>,
}

impl DocumentLinker<'_, '_> {
    pub(super) fn when(&self, found: &Found<'_>) -> When {
        let is_planned = found.is_planned();
        let nature = if is_planned {
            Nature::Target
        } else {
            self.nature(found)
        };
        let told = if is_planned { Nature::Result } else { nature };
        let period = self.told_period(found, told);
        let mut when = When {
            nature: nature::with_period(
                nature,
                found.sentence,
                found.place,
                period,
                &self.discourse.clock,
            ),
            period,
            basis: found.reading.basis.clone(),
            ends: None,
        };
        self.settle_period(found, &mut when);
        self.settle_basis(found, &mut when);
        self.settle_ends(found, &mut when);
        if self.is_size_of_project(found, when.nature) || self.is_extent(found, when.nature) {
            when.period = Some(Period::Publication);
        }
        when
    }

    fn nature(&self, found: &Found<'_>) -> Nature {
        // 要在2021年486亿元的基础上翻一番: what it is measured from is so already.
        if found.sentence.is_base(found.place) {
            return Nature::Result;
        }
        let clock = &self.discourse.clock;
        let is_december = clock.published.is_some_and(|now| now.month == Some(12));
        let year_is_over = clock.home.is_some() || is_december;
        match nature::of(found.sentence, found.place, year_is_over) {
            Nature::Result
                if self.discourse.in_plans()
                    && !nature::is_told(found.sentence, found.place)
                    && !nature::weighs(found.sentence) =>
            {
                Nature::Target
            }
            nature => nature,
        }
    }

    /// The period that the sentence frames or the discourse carries.
    fn told_period(&self, found: &Found<'_>, told: Nature) -> Option<Period> {
        let reading = found.reading;
        // What flows through a part of the year goes on to be told of it: rates, and flows of money.
        let flows = reading.owner.indicator().is_some_and(|i| {
            let indicator = &self.tools.config.indicators[i];
            indicator.flow_stock == FlowStock::Flow && found.kind == UnitKind::Money
        });
        let is_rate = reading.measure == Measure::Growth
            || flows && found.is_zone && self.discourse.frame_is_part();
        let since_is_basis = reading.measure == Measure::Multiple && reading.basis.is_some();
        (self.discourse).period(found.sentence, found.place, told, is_rate, since_is_basis)
    }

    /// What the construction and the figures before say of the period.
    fn settle_period(&self, found: &Found<'_>, when: &mut When) {
        let Found {
            sentence,
            place,
            reading,
            ..
        } = *found;
        let names_own = sentence.has_period(sentence.clause_up_to(place));
        let mut period = span_of::ends(when.period, reading, sentence, place);
        // 上半年…年度计划投资31.5亿元: of the year.
        if reading.measure == Measure::Level
            && found.named.label.contains("年度")
            && let Some(Period::At(date) | Period::Range(_, date)) = period
        {
            period = Some(Period::year(date.year));
        }
        period = self.paired_period(found).or(period);
        if reading.rule == "span-of-time" || reading.rule == "rank" {
            period = span_of::spanned(sentence, found.q, &self.discourse).or(period);
        }
        period = over_years(found, period, self.discourse.clock.published);
        period = reading.period.or(period);
        // 累计接待1.2万人次，约三分之一留了下来: a part of what was counted is of the same time.
        let before_dated = sentence
            .clause_before(place)
            .is_some_and(|clause| sentence.has_period(clause));
        if reading.rule == "fraction-of-topic"
            && !names_own
            && !before_dated
            && let Some(topic) = self.discourse.topics[found.first_topic..].last()
        {
            period = topic.period.or(period);
        }
        // 营业收入3.86亿元，比去年同期少了1.2亿元，出口额却由4700万元增至6900万元: from the same months of last year.
        let told = self.discourse.topics[found.first_topic..].last();
        if reading.end == Some(End::From)
            && period.is_none()
            && sentence.has_cue(0..place, Cue::YearOnYear)
            && let Some(told) = told.and_then(|topic| topic.period)
        {
            period = span_of::year_before(told).or(period);
        }
        // 最快只要36小时: how long it takes at any time.
        let takes =
            |at: usize| matches!(sentence.of_token(at), "只要" | "只需" | "仅需" | "只需要");
        if reading.rule == "span-of-time" && !names_own && sentence.clause_up_to(place).any(takes) {
            period = Some(Period::Publication);
        }
        // 去年底已经交付，目前入住率93%: of today, whatever was told before.
        let is_now = sentence.clause_up_to(place).any(|at| {
            let mention = sentence.period_at(at);
            mention.is_some_and(|mention| mention.expression == Expression::Now)
        });
        // 由三年前的450瓦提高到580瓦: up to today.
        let ago = |at: usize| {
            sentence.is_period(at)
                && sentence.of_token(at).ends_with("年前")
                && at > 0
                && sentence.cue(at - 1) == Some(Cue::From)
        };
        if reading.end == Some(End::To) && sentence.clause_up_to(place).any(ago) {
            period = Some(Period::Publication);
        }
        // 民间投资…，占61.7% · 实际使用外资1.32亿美元，居全市首位: told of the figure before.
        let of_figure = matches!(reading.measure, Measure::Share | Measure::Rank)
            || found.kind == UnitKind::Points && reading.measure == Measure::Change;
        if of_figure
            && reading.end.is_none()
            && period == Some(Period::Publication)
            && when.nature == Nature::Result
            && !is_now
        {
            let before = self.discourse.topics[found.first_topic..].last();
            period = before.and_then(|topic| topic.period).or(period);
        }
        // 以前每条产线要配14名工人: some time before, nobody says when.
        let start = sentence.clause_start(place);
        let earlier = (start..place).rev().find(|&at| sentence.is_quantity(at));
        let clause = earlier.map_or(start, |at| at + 1)..place;
        let long_ago = clause.clone().any(|at| {
            let compared = at > 0 && sentence.compares(at - 1);
            let word = sentence.of_token(at);
            !compared && is_long_ago(word)
        });
        let is_dated = sentence.has_period(clause.clone());
        if long_ago && !is_dated && when.nature == Nature::Result {
            period = None;
        }
        // 增加到现在的112名，占员工总数的近两成: a share of the later end.
        let before = self.discourse.topics[found.first_topic..].last();
        if of_figure
            && reading.end.is_none()
            && !names_own
            && let Some((_, later)) = before.and_then(|topic| topic.ends)
        {
            period = Some(later);
        }
        when.period = period;
    }

    /// 2010年…86.3亿元，2019年达到352.7亿元；规上工业总产值由242.6亿元增加到978.4亿元: the ends of a change that
    /// names no periods are those told before, in the sentence or where it says 同一时期.
    fn paired_period(&self, found: &Found<'_>) -> Option<Period> {
        let sentence = found.sentence;
        let end = found.reading.end?;
        let start = sentence.clause_start(found.place);
        let is_dated = sentence.has_period(start..found.place);
        let goes_on = ["同期", "同一时期", "这期间", "同时期"]
            .iter()
            .any(|word| sentence.text().starts_with(word));
        let first = if goes_on { 0 } else { found.first_topic };
        let mut topics = &self.discourse.topics[first..];
        // The earlier end of this very change is no pair.
        if end == End::To
            && let [told @ .., _] = topics
        {
            topics = told;
        }
        let (from, to) = span_of::told_pair(topics).filter(|_| !is_dated)?;
        Some(match end {
            End::From => from,
            End::To => to,
        })
    }

    /// Changes told over years, between two ends, as averages, against the period before.
    fn settle_basis(&self, found: &Found<'_>, when: &mut When) {
        let Found {
            sentence,
            place,
            reading,
            ..
        } = *found;
        let topics = &self.discourse.topics;
        if let Some((told, from)) = span_of::told_change(sentence, place, &self.discourse, reading)
        {
            when.period = Some(told);
            when.basis = Some(Basis::Period(Period::year(from)));
        }
        if let Some((from, to)) = span_of::between_ends(sentence, place, topics, reading) {
            when.period = Some(to);
            when.basis = Some(Basis::Period(from));
        }
        let averaged = span_of::averaged(topics, reading, sentence, place, when.period);
        when.period = averaged.or(when.period);
        let clause = sentence.clause_up_to(place);
        if sentence.has_cue(clause.clone(), Cue::PeriodOnPeriod)
            && let Some(earlier) = when
                .period
                .and_then(|period| self.printed(period))
                .and_then(span_of::before)
        {
            when.basis = Some(Basis::Period(earlier));
        }
        self.settle_since_last_year(found, when);
        // 到2025年…能耗累计下降13.5%: since the end of the five-year plan before.
        if reading.measure == Measure::Growth
            && when.basis == Some(Basis::YearOnYear)
            && when.nature == Nature::Target
            && sentence.has_cue(clause.clone(), Cue::Cumulative)
            && let Some(Period::At(end)) = when.period
            && end.year % 5 == 0
        {
            when.basis = Some(Basis::Period(Period::year(end.year - 5)));
        }
        // “十四五”期间净增119家: since the end of the plan before.
        if reading.measure == Measure::Change
            && when.basis == Some(Basis::YearOnYear)
            && sentence.clause_up_to(place).any(|at| {
                let mention = sentence.period_at(at);
                mention.is_some_and(|m| matches!(m.expression, Expression::Plan { .. }))
            })
            && let Some(Period::Range(first, last)) = when.period
            && first.year < last.year
        {
            when.basis = Some(Basis::Period(Period::year(first.year - 1)));
        }
        // 2019年至2022年…累计下降22.4%: since the first of the years.
        if reading.measure == Measure::Growth
            && sentence.has_cue(clause, Cue::Cumulative)
            && let Some(Period::Range(first, last)) = when.period
            && first.year < last.year
        {
            // “十四五”前四年累计下降15.3%: since the year before the plan.
            let is_plan = sentence.tokens[..place].iter().any(|token| {
                matches!(token.kind, Kind::Period(p)
                    if matches!(sentence.periods[p].expression, Expression::Plan { .. }))
            });
            let from = first.year - i32::from(is_plan);
            when.basis = Some(Basis::Period(Period::year(from)));
        }
    }

    /// 8月末…，比年初增加6.3亿元: within the year, from its beginning; 截至9月底…，比去年底净增86家: since
    /// the end of the year before. At the end of a year both are the change over the year.
    fn settle_since_last_year(&self, found: &Found<'_>, when: &mut When) {
        let sentence = found.sentence;
        let since = (0..found.place)
            .rev()
            .take_while(|&at| !matches!(sentence.tokens[at].kind, Kind::Mark('；')))
            .filter(|&at| sentence.cue(at) == Some(Cue::YearOnYear))
            .map(|at| sentence.of_token(at))
            .find(|word| word.ends_with(['初', '末', '底']));
        let Some(Period::At(date)) = when.period.and_then(|period| self.printed(period)) else {
            return;
        };
        let within = date.month.is_some_and(|month| month < 12);
        if within && when.basis == Some(Basis::YearOnYear) {
            when.basis = match since {
                Some(word) if word.ends_with('初') => Some(Date::month(date.year, 1)),
                Some(_) => Some(Date::year(date.year - 1)),
                None => return,
            }
            .map(|first| Basis::Period(Period::At(first)));
        }
    }

    /// The period with the month of publication in place of `pub`.
    fn printed(&self, period: Period) -> Option<Period> {
        match self.discourse.clock.published {
            Some(published) => Some(period.resolved(published)),
            None => Some(period).filter(|period| *period != Period::Publication),
        }
    }

    fn settle_ends(&self, found: &Found<'_>, when: &mut When) {
        // 产能将由4万片提高到10万片: the earlier end is what there is.
        // 月产能由8亿只提高到20亿只: a capacity that has risen already was so some time before.
        if found.reading.end == Some(End::From) && when.nature == Nature::Capacity {
            when.nature = Nature::Result;
        } else if found.reading.end == Some(End::From) && when.nature != Nature::Result {
            when.nature = Nature::Result;
            when.period = when
                .period
                .filter(|p| p.last().is_some())
                .or(Some(Period::Publication));
        }
        let earlier = self.discourse.topics.last();
        if let (Some(End::To), Some(earlier), Some(to)) = (found.reading.end, earlier, when.period)
        {
            when.ends = earlier.from.map(|from| (from, to));
        }
        // 2022年…是2013年的6.3倍，年均增长22.6%: of the years between.
        let is_multiple = found.reading.measure == Measure::Multiple;
        if let (true, Some(Basis::Period(from @ Period::At(_))), Some(to)) =
            (is_multiple, &when.basis, when.period)
        {
            when.ends = Some((*from, to));
        }
    }
}

impl Found<'_> {
    /// 计划投资额: the name of the indicator says that it is planned.
    fn is_planned(&self) -> bool {
        let indicator = self.named.indicator.as_deref();
        indicator.is_some_and(|name| name.starts_with("计划"))
    }
}

/// 累计 up to a date is a running total; 全年累计完成 is the figure of the year.
/// But 累计达 behind a figure of the year is the total that it makes: 全年新认定286家，累计达872家.
pub(super) fn is_cumulative(found: &Found<'_>, period: Option<Period>) -> bool {
    let whole_year = matches!(period, Some(Period::At(date)) if date.month.is_none());
    let reading: &Reading = found.reading;
    let clause = found.sentence.clause_up_to(found.place);
    (!whole_year || reading.rule == "again") && found.sentence.has_cue(clause, Cue::Cumulative)
}

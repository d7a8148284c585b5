//! Sentences that the site says itself (结论): each has a guard, and none is printed when its
//! guard fails. No adjectives, no causes, no extrapolation.

use serde::Serialize;

use crate::{
    config::Config,
    model::{Date, Fact, Measure, Nature, Period, Series},
    site::{
        arithmetic::{self, Exact},
        wording,
    },
};

use super::part::{Chip, Desk};

/// A sentence in pieces, and the sentences that it rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Statement {
    /// The pieces in order.
    pub(crate) pieces: Vec<Piece>,
    /// Its sources.
    pub(crate) chips: Vec<Chip>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Piece {
    /// The words.
    pub(crate) text: String,
    /// True when the tag 算得 follows.
    pub(crate) calc: bool,
}

impl Statement {
    pub(crate) fn said(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece {
            text: text.into(),
            calc: false,
        });
        self
    }

    pub(crate) fn computed(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece {
            text: text.into(),
            calc: true,
        });
        self
    }

    pub(crate) fn with(mut self, chips: Vec<Chip>) -> Self {
        for chip in chips {
            if !self.chips.iter().any(|c| c.text == chip.text) {
                self.chips.push(chip);
            }
        }
        self
    }

    /// The sentence as plain text, the tag in brackets.
    pub(crate) fn text(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| {
            let tag = if piece.calc { "（算得）" } else { "" };
            format!("{}{tag}", piece.text)
        });
        pieces.collect()
    }
}

/// What a finding is about an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The latest value against the one before.
    Latest,
    /// The change over the whole run of comparable values.
    Run,
    /// The share and its change.
    Share,
    /// What is missing from the largest target.
    Target,
    /// The latest value as a multiple of the first.
    Since,
}

/// The ends of finding ids; without any of them an id asks for the latest value.
const KINDS: [(&str, Kind); 4] = [
    ("-run", Kind::Run),
    ("-share", Kind::Share),
    ("-target", Kind::Target),
    ("-since", Kind::Since),
];

/// Reads an id of `[home] findings`: the id of an indicator, alone or with `-run`, `-share`,
/// `-target`, `-since` behind it.
fn parse<'a>(config: &Config, id: &'a str) -> Option<(&'a str, Kind)> {
    let is_indicator = |id: &str| config.indicators.iter().any(|i| i.id == id);
    if is_indicator(id) {
        return Some((id, Kind::Latest));
    }
    KINDS.iter().find_map(|(end, kind)| {
        let indicator = id.strip_suffix(end)?;
        is_indicator(indicator).then_some((indicator, *kind))
    })
}

/// The indicator that a finding id is about; `None` for an id that names none.
pub(crate) fn subject_of<'a>(config: &Config, id: &'a str) -> Option<&'a str> {
    parse(config, id).map(|(indicator, _)| indicator)
}

impl<'a> Desk<'a> {
    /// The finding of this id, if it names one and its guard passes.
    pub(crate) fn finding(&self, id: &str) -> Option<Statement> {
        let (indicator, kind) = parse(self.lookup.config, id)?;
        match kind {
            Kind::Latest => self.change_of(self.lookup.main_series(indicator)?),
            Kind::Run => self.change_over_run(indicator),
            Kind::Share => self.share_change(indicator),
            Kind::Target => self.largest_gap(indicator),
            Kind::Since => self.since_first(indicator),
        }
    }

    /// The latest value against the one before, else against the first.
    pub(crate) fn change_of(&self, series: &'a Series) -> Option<Statement> {
        self.latest_change_of(series)
            .or_else(|| self.since_first_of(series))
    }

    /// 比2023年增加42亿元，增长7.9%（算得）。
    fn latest_change_of(&self, series: &'a Series) -> Option<Statement> {
        let run = self.run(series);
        let [.., before, last] = run.as_slice() else {
            return None;
        };
        let (last, before) = (Exact::new(last)?, Exact::new(before)?);
        let change = arithmetic::change(&last, &before)?;
        let period = self.lookup.period(before.fact);
        let mut text = match change.sign {
            0 => format!("与{period}持平"),
            _ => format!("比{period}{}", change.phrase()),
        };
        if change.sign != 0
            && let Some(growth) = arithmetic::growth(&last, &before)
        {
            text.push_str(&format!("，{}", rate(growth.sign, &growth.amount)));
        }
        let statement = Statement::default().computed(text).said("。");
        Some(statement.with(self.chips(last.fact)))
    }

    /// 2022—2024年增加57亿元（算得）。
    pub(crate) fn change_over_run(&self, indicator: &str) -> Option<Statement> {
        let series = self.lookup.main_series(indicator)?;
        let run = self.run(series);
        if run.len() < 3 {
            return None;
        }
        let (first, last) = (Exact::new(run.first()?)?, Exact::new(run.last()?)?);
        let (from, to) = (year_of(first.fact)?, year_of(last.fact)?);
        let change = arithmetic::change(&last, &first)?;
        let stated = self
            .lookup
            .facts_of_indicator(indicator)
            .iter()
            .find(|fact| {
                let amount = Exact::new(fact).map(|e| e.fact.value);
                fact.key.measure == Measure::Change
                    && fact.key.subject == last.fact.key.subject
                    && fact.key.breakdown == last.fact.key.breakdown
                    && fact.unit == last.fact.unit
                    && amount == Some(last.fact.value - first.fact.value)
            });
        let text = format!("{from}—{to}年{}", change.phrase());
        Some(match stated {
            Some(fact) => Statement::default()
                .said(format!("{text}，原文写明，首尾相减也相符。"))
                .with(self.chips(fact)),
            None => Statement::default()
                .computed(text)
                .said("。")
                .with(self.chips(last.fact)),
        })
    }

    /// “3+1”主导产业占49%，两年提高9个百分点（算得）。
    fn share_change(&self, indicator: &str) -> Option<Statement> {
        let series = self
            .lookup
            .series_about(indicator)
            .into_iter()
            .find(|s| s.measure == Measure::Share && s.points.len() > 1)?;
        let run = self.run(series);
        let (first, last) = (Exact::new(run.first()?)?, Exact::new(run.last()?)?);
        let change = arithmetic::change(&last, &first)?;
        let years = year_of(last.fact)? - year_of(first.fact)?;
        let verb = match change.sign {
            1 => format!("提高{}", change.amount),
            -1 => format!("降低{}", change.amount),
            _ => "持平".to_string(),
        };
        let part = series.breakdown.as_deref().unwrap_or(&series.indicator);
        let statement = Statement::default()
            .said(format!(
                "{}，{part}占{}，",
                self.lookup.period(last.fact),
                self.figure(last.fact).text()
            ))
            .computed(format!("{}{verb}", wording::years(years)))
            .said("。");
        Some(statement.with(self.chips(last.fact)))
    }

    /// 2022年2月见报时与2025年10月见报时都是2个，三年未变。
    pub(crate) fn unchanged(&self, indicator: &str) -> Option<Statement> {
        self.unchanged_over(self.lookup.main_series(indicator)?)
    }

    /// The same of any series.
    pub(crate) fn unchanged_over(&self, series: &'a Series) -> Option<Statement> {
        let run = self.run(series);
        let (first, last) = (Exact::new(run.first()?)?, Exact::new(run.last()?)?);
        let is_same =
            |fact: &&Fact| Exact::new(fact).is_some_and(|e| e.fact.value == last.fact.value);
        if run.len() < 2 || !run.iter().all(is_same) || first.unit != last.unit {
            return None;
        }
        let years = year_of(last.fact)? - year_of(first.fact)?;
        let how_long = match years {
            1.. => format!("，{}未变", wording::years(years)),
            _ => String::new(),
        };
        let statement = Statement::default().said(format!(
            "{}与{}都是{}{how_long}。",
            self.lookup.period(first.fact),
            self.lookup.period(last.fact),
            self.figure(last.fact).text()
        ));
        Some(
            statement
                .with(self.chips(first.fact))
                .with(self.chips(last.fact)),
        )
    }

    /// 2015年为27家，十年后为其6.1倍（算得）。
    pub(crate) fn since_first(&self, indicator: &str) -> Option<Statement> {
        self.since_first_of(self.lookup.main_series(indicator)?)
    }

    /// The same of any series.
    pub(crate) fn since_first_of(&self, series: &'a Series) -> Option<Statement> {
        let run = self.run(series);
        let (first, last) = (Exact::new(run.first()?)?, Exact::new(run.last()?)?);
        let multiple = arithmetic::multiple(&last, &first)?;
        let years = year_of(last.fact)? - year_of(first.fact)?;
        if years < 2 {
            return None;
        }
        let statement = Statement::default()
            .said(format!(
                "{}为{}，",
                self.lookup.period(first.fact),
                self.figure(first.fact).text()
            ))
            .computed(format!("{}后为其{multiple}倍", wording::years(years)))
            .said("。");
        Some(
            statement
                .with(self.chips(first.fact))
                .with(self.chips(last.fact)),
        )
    }

    /// 距超1000亿元至少还差426亿元（算得）；期限：原文未载。
    fn largest_gap(&self, indicator: &str) -> Option<Statement> {
        let (target, gap) = self
            .gaps(indicator)
            .into_iter()
            .max_by(|(a, _), (b, _)| a.value.cmp(&b.value).then_with(|| b.id.cmp(&a.id)))?;
        let missing = gap.missing?;
        let at_least = if gap.at_least { "至少" } else { "" };
        let deadline = match target.key.period {
            Some(_) => format!("；期限{}。", self.lookup.period(target)),
            None => "；期限原文未载。".to_string(),
        };
        let statement = Statement::default()
            .computed(format!(
                "距“{}”{at_least}还差{missing}",
                self.figure(target).text()
            ))
            .said(deadline);
        Some(statement.with(self.chips(target)))
    }

    /// Targets of an indicator with their gaps to the latest exact level, smallest target first;
    /// a target said in several ways comes once.
    pub(crate) fn gaps(&self, indicator: &str) -> Vec<(&'a Fact, arithmetic::Gap)> {
        let Some(actual) = self.actual(indicator) else {
            return Vec::new();
        };
        let mut gaps: Vec<(&Fact, arithmetic::Gap)> = self
            .lookup
            .facts_of_indicator(indicator)
            .iter()
            .filter(|fact| fact.key.nature == Nature::Target)
            .filter_map(|fact| Some((*fact, arithmetic::gap(fact, &actual)?)))
            .collect();
        gaps.sort_by(|a, b| a.0.value.cmp(&b.0.value).then_with(|| a.0.id.cmp(&b.0.id)));
        gaps
    }

    /// The latest exact level of an indicator.
    pub(crate) fn actual(&self, indicator: &str) -> Option<Exact<'a>> {
        let series = self.lookup.main_series(indicator)?;
        let last = self.lookup.points(series).pop()?;
        (last.key.measure == Measure::Level).then(|| Exact::new(last))?
    }

    /// The points after the last break: what may be subtracted from one another.
    pub(crate) fn run(&self, series: &'a Series) -> Vec<&'a Fact> {
        let start = series.points.iter().rposition(|p| p.break_before.is_some());
        let points = &series.points[start.unwrap_or(0)..];
        points
            .iter()
            .filter_map(|p| self.lookup.fact(&p.fact))
            .collect()
    }
}

/// 增长7.9%, 下降3.2%, 持平.
pub(crate) fn rate(sign: i32, amount: &str) -> String {
    match sign {
        1 => format!("增长{amount}"),
        -1 => format!("下降{amount}"),
        _ => "持平".to_string(),
    }
}

/// The year in which a fact's period ends.
pub(crate) fn year_of(fact: &Fact) -> Option<i32> {
    let last: Date = fact.key.period.and_then(Period::last)?;
    Some(last.year)
}

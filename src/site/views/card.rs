//! Key-figure cards (关键数).

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Fact, Measure, Nature, Series},
    site::{
        arithmetic::{self, Exact},
        drawing,
        figure::Figure,
    },
};

use super::{
    finding::rate,
    part::{Chip, Desk},
};

/// How many parts a card names.
const PARTS: usize = 3;

/// A card: label, figure, period, what can be said in a line or two, small chart, sources.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Card {
    /// Name of the indicator.
    pub(crate) name: String,
    /// Its page.
    pub(crate) href: String,
    /// The figure.
    pub(crate) figure: Figure,
    /// True for two values.
    pub(crate) disputed: bool,
    /// Short lines under the figure.
    pub(crate) lines: Vec<String>,
    /// Small chart; empty where there is none.
    pub(crate) mini: String,
    /// Sources.
    pub(crate) chips: Vec<Chip>,
}

impl<'a> Desk<'a> {
    /// The card of an indicator: its latest result.
    pub(crate) fn card(&self, indicator: &str) -> Option<Card> {
        let page = self.lookup.indicator(indicator)?;
        let series = self.lookup.main_series(indicator)?;
        self.series_card(page, series, &format!("indicators/{indicator}.html"))
    }

    /// The card of an indicator that counts a part of a wider one, on whose page it stands.
    pub(crate) fn part_card(&self, narrow: &Indicator) -> Option<Card> {
        let series = self.lookup.part_series(narrow)?;
        let wide = series.indicator_id.as_deref()?;
        let card = self.series_card(narrow, series, &format!("indicators/{wide}.html#others"))?;
        Some(Card {
            name: narrow.name.clone(),
            ..card
        })
    }

    fn series_card(&self, page: &Indicator, series: &'a Series, path: &str) -> Option<Card> {
        let points = self.lookup.points(series);
        let (&fact, before) = points.split_last()?;
        let chart = self.lookup.charts.get(&series.id);
        let mini = match chart {
            Some(chart) => Some(drawing::placed(&chart.mini, self.root)),
            None => self.part_mini(page, fact),
        };
        let mut lines = vec![self.latest_line(fact, before.last().copied())];
        let whole_run = points.first().map(|f| &f.id) == self.run(series).first().map(|f| &f.id);
        // Of two values the first line has told the difference already.
        let is_told = points.len() == 2 && ["算得", "持平"].iter().any(|w| lines[0].contains(w));
        let since = (whole_run && points.len() > 1 && !is_told)
            .then(|| {
                self.unchanged_over(series)
                    .or_else(|| self.since_first_of(series))
            })
            .flatten();
        if let Some(since) = since {
            lines.push(since.text());
        } else if let [first, .., _] = points.as_slice()
            && !first.in_conflict
            && !lines[0].contains("持平")
        {
            let name = if first.key.breakdown == fact.key.breakdown {
                String::new()
            } else {
                first
                    .key
                    .breakdown
                    .as_ref()
                    .map_or_else(String::new, |b| format!("（{b}）"))
            };
            lines.push(format!(
                "{}{name}为{}。",
                self.lookup.period(first),
                self.figure(first).text()
            ));
        } else if mini.is_none() {
            lines.extend(self.parts_line(fact));
        }
        let name = match series.measure {
            Measure::Level | Measure::Rank if series.breakdown.is_none() => page.name.clone(),
            _ => self.lookup.name(fact, true),
        };
        Some(Card {
            name,
            href: self.href(path),
            figure: self.figure(fact),
            disputed: fact.in_conflict,
            lines,
            mini: mini.unwrap_or_default(),
            chips: self.chips(fact),
        })
    }

    /// `已动工新签约项目34个，拿地项目5个。`: what the articles count beside a lone figure.
    fn parts_line(&self, whole: &Fact) -> Option<String> {
        let is_scope = |part: &str| self.lookup.is_scope(part);
        let year = |fact: &Fact| super::finding::year_of(fact);
        let facts = self
            .lookup
            .facts_of_indicator(whole.indicator_id.as_deref()?);
        let mut parts: Vec<&Fact> = facts
            .iter()
            .copied()
            .filter(|fact| {
                let (key, of) = (&fact.key, &whole.key);
                key.subject == of.subject
                    && key.measure == Measure::Level
                    && key.measure == of.measure
                    && key.nature == of.nature
                    && fact.unit == whole.unit
                    && year(fact) == year(whole)
                    && key.breakdown != of.breakdown
                    && key.breakdown.as_deref().is_some_and(|part| !is_scope(part))
            })
            .collect();
        // What counts the same under two names comes once, under the shorter.
        let length = |fact: &Fact| fact.key.breakdown.as_deref().map_or(0, str::len);
        parts.retain(|fact| fact.value != whole.value);
        parts.sort_by_key(|fact| (std::cmp::Reverse(fact.value), length(fact), &fact.id));
        parts.dedup_by_key(|fact| fact.value);
        let said = parts.iter().take(PARTS).map(|fact| {
            let part = fact.key.breakdown.as_deref().unwrap_or_default();
            format!("{part}{}", self.figure(fact).text())
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| format!("{}。", said.join("，")))
    }

    /// `2024年，同比增长13.2%。`, from an article where one says so, else computed from the
    /// year before, else the period alone.
    fn latest_line(&self, fact: &'a Fact, before: Option<&'a Fact>) -> String {
        let period = self.lookup.period(fact);
        if fact.in_conflict {
            return format!("{period}，两说。");
        }
        if let Some(growth) = self.reported_growth(fact) {
            return format!("{period}，同比{growth}。");
        }
        let computed = before.and_then(|before| {
            let (last, before) = (Exact::new(fact)?, Exact::new(before)?);
            arithmetic::growth(&last, &before)
                .map(|g| (rate(g.sign, &g.amount), self.lookup.period(before.fact)))
        });
        match computed {
            Some((growth, before)) if growth == "持平" => {
                format!("{period}，与{before}持平。")
            }
            Some((growth, before)) => format!("{period}，比{before}{growth}（算得）。"),
            None => format!("{period}。"),
        }
    }

    /// The growth over the year before that an article states for a level: `增长13.2%`.
    pub(crate) fn reported_growth(&self, level: &Fact) -> Option<String> {
        let growth = self.growth_fact(level)?;
        let text = self.figure(growth).text();
        Some(match growth.value.is_sign_negative() {
            true => text,
            false => format!("增长{text}"),
        })
    }

    /// The fact that states the growth of a level over the year before.
    pub(crate) fn growth_fact(&self, level: &Fact) -> Option<&'a Fact> {
        let id = level.indicator_id.as_deref()?;
        let growth = self
            .lookup
            .facts_of_indicator(id)
            .iter()
            .copied()
            .find(|f| {
                f.key.measure == Measure::Growth
                    && f.key.basis.as_deref() == Some("yoy")
                    && f.key.nature == Nature::Result
                    && f.key.subject == level.key.subject
                    && f.key.breakdown == level.key.breakdown
                    && f.key.period == level.key.period
                    && f.key.period.is_some()
            });
        growth.filter(|_| level.key.measure == Measure::Level)
    }
}

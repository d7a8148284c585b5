//! A whole, a part of it and the rest, written as a sum: 75 − 18 = 57.

use serde::Serialize;

use crate::{
    model::{Decimal, Fact, Measure, Series},
    site::{
        arithmetic::{self, Change, Exact},
        drawing::{Picture, pair},
    },
};

use super::{
    finding::year_of,
    part::{Chip, Desk, Link},
};

/// The sum.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Sum {
    /// `“3+1”主导产业增加75亿元，其余减少18亿元`.
    pub(crate) heading: String,
    /// `2022—2024年，亿元`.
    pub(crate) scope: String,
    /// The part, the rest and the whole.
    pub(crate) terms: Vec<Term>,
    /// What the articles say and what they leave unsaid.
    pub(crate) text: String,
    /// Sources.
    pub(crate) chips: Vec<Chip>,
    /// Name and unit of what the picture shows.
    pub(crate) subtitle: String,
    /// The part beside the rest, if that can be drawn.
    pub(crate) picture: Option<Picture>,
    /// The pages of the whole.
    pub(crate) link: Link,
}

/// One term.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Term {
    /// What stands before it: nothing, `+`, `−`, `=`.
    pub(crate) operator: &'static str,
    /// The amount of the change.
    pub(crate) number: String,
    /// `“3+1”主导产业增加`.
    pub(crate) name: String,
    /// True for the rest, which no article states.
    pub(crate) calc: bool,
    /// `208 → 283`.
    pub(crate) ends: String,
}

/// The amounts of one end.
struct End<'a> {
    whole: Exact<'a>,
    part: Exact<'a>,
    rest: (Decimal, String),
}

impl<'a> Desk<'a> {
    /// The sum of an indicator and one of its parts, when both ends of both are exact and of one
    /// scope, and the whole and the part are reported for the same years.
    pub(crate) fn sum(&self, indicator: &str) -> Option<Sum> {
        let main = self.lookup.main_series(indicator)?;
        let run = self.run(main);
        let own = self.lookup.series_of_indicator(indicator).iter().copied();
        let narrow = self.lookup.series_of_parts(indicator);
        let parts = own.chain(narrow).filter(|s| {
            s.measure == Measure::Level
                && s.subject == main.subject
                && s.unit == main.unit
                && s.points.len() > 1
        });
        parts
            .filter(|s| {
                s.breakdown
                    .as_deref()
                    .is_some_and(|b| !self.lookup.is_scope(b))
            })
            .find_map(|part| self.sum_with(indicator, main, &run, part))
    }

    fn sum_with(
        &self,
        indicator: &str,
        main: &'a Series,
        run: &[&'a Fact],
        part: &'a Series,
    ) -> Option<Sum> {
        let ends: Vec<End<'a>> = self
            .run(part)
            .into_iter()
            .filter_map(|p| {
                let whole = run.iter().find(|w| w.key.period == p.key.period)?;
                let (whole, part) = (Exact::new(whole)?, Exact::new(p)?);
                let rest = arithmetic::rest(&whole, &part)?;
                Some(End { whole, part, rest })
            })
            .collect();
        let [first, .., last] = ends.as_slice() else {
            return None;
        };
        let whole = arithmetic::change(&last.whole, &first.whole)?;
        let of_part = arithmetic::change(&last.part, &first.part)?;
        let rest = arithmetic::change_of(last.rest.0 - first.rest.0, &last.whole, &last.part);
        let unit = last.whole.unit.clone();
        let number = |change: &Change| change.amount.trim_end_matches(unit.as_str()).to_string();
        let signed = |change: &Change| {
            number(change)
                .parse::<Decimal>()
                .ok()
                .map(|n| n * Decimal::from(change.sign))
        };
        if whole.sign == 0
            || of_part.sign != 1
            || rest.sign == 0
            || signed(&of_part)? + signed(&rest)? != signed(&whole)?
        {
            return None;
        }
        let name = part.breakdown.clone()?;
        let total = self.lookup.name(last.whole.fact, false);
        let (from, to) = (year_of(first.whole.fact)?, year_of(last.whole.fact)?);
        let ends_of = |a: &Exact<'a>, b: &Exact<'a>| {
            let plain = |e: &Exact<'a>| {
                let figure = self.figure(e.fact);
                figure
                    .numbers
                    .first()
                    .map_or_else(String::new, |n| n.number.clone())
            };
            format!("{} → {}", plain(a), plain(b))
        };
        let path = ends
            .iter()
            .map(|end| format!("{}{}{unit}", self.lookup.period(end.whole.fact), end.rest.1))
            .collect::<Vec<_>>()
            .join("，");
        let mut chips = self.chips(last.part.fact);
        for chip in self.chips(last.whole.fact) {
            if !chips.iter().any(|c| c.text == chip.text) {
                chips.push(chip);
            }
        }
        let chart = self.lookup.charts.get(&pair(main, part));
        Some(Sum {
            heading: format!("{name}{}，其余{}", of_part.phrase(), rest.phrase()),
            scope: format!("{from}—{to}年，{unit}"),
            terms: vec![
                Term {
                    operator: "",
                    number: number(&of_part),
                    name: format!("{name}{}", of_part.verb()),
                    calc: false,
                    ends: ends_of(&first.part, &last.part),
                },
                Term {
                    operator: if rest.sign < 0 { "−" } else { "+" },
                    number: number(&rest),
                    name: format!("其余{}", rest.verb()),
                    calc: true,
                    ends: format!("{} → {}", first.rest.1, last.rest.1),
                },
                Term {
                    operator: "=",
                    number: format!(
                        "{}{}",
                        if whole.sign < 0 { "−" } else { "" },
                        number(&whole)
                    ),
                    name: format!("{total}{}", whole.verb()),
                    calc: false,
                    ends: ends_of(&first.whole, &last.whole),
                },
            ],
            text: format!("报道写了全部和{name}，没有写其余。全部减去{name}，其余为：{path}。"),
            chips,
            subtitle: chart.map_or_else(String::new, |c| c.subtitle.clone()),
            picture: chart.map(|c| c.figure.placed(self.root)),
            link: Link {
                text: total,
                href: self.href(&format!("indicators/{indicator}.html")),
            },
        })
    }
}

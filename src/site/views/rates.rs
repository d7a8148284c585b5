//! The rates of growth that a year's articles tell, or that their levels give, beside each other.

use std::cmp::Reverse;

use crate::{
    charts::{ChartSpec, Kind, Link, Origin, Point, Tick},
    config::Indicator,
    model::{Decimal, Fact, Measure, Nature, Period, Qualifier},
    site::{
        arithmetic::{self, Exact},
        drawing::Picture,
        sheets, wording,
    },
};

use super::{chart_block::ChartBlock, part::Desk};

/// With fewer rates than these a list says enough.
const FEWEST: usize = 3;
/// With more the picture is no longer seen at once.
const MOST: usize = 8;

/// One rate.
struct Rate<'a> {
    name: String,
    value: Decimal,
    label: String,
    /// The rate, or the level that it was worked out of.
    fact: &'a Fact,
    origin: Origin,
}

impl<'a> Desk<'a> {
    /// The rates over the year before of the site's subject, the largest first; none where one
    /// fell, since bars begin at zero.
    pub(crate) fn rates(&self, year: i32) -> Option<ChartBlock> {
        let listed = sheets::indicators(self.lookup);
        let mut rates: Vec<Rate<'a>> = listed
            .into_iter()
            .filter_map(|it| self.told(it, year).or_else(|| self.worked_out(it, year)))
            .collect();
        if !(FEWEST..=MOST).contains(&rates.len())
            || rates.iter().any(|rate| rate.value.is_sign_negative())
        {
            return None;
        }
        rates.sort_by_key(|rate| Reverse(rate.value));
        let mut chips = Vec::new();
        for chip in rates.iter().flat_map(|rate| self.chips(rate.fact)) {
            if !chips.contains(&chip)
                && chips
                    .iter()
                    .all(|c: &super::part::Chip| c.text != chip.text)
            {
                chips.push(chip);
            }
        }
        let title = format!("{}个同比增速，指标各不相同", wording::count(rates.len()));
        let subtitle = format!("同比增速，%，{year}年");
        let is_computed = rates.iter().any(|rate| rate.origin == Origin::Computed);
        let said: Vec<String> = rates
            .iter()
            .map(|rate| format!("{}{}%", rate.name, rate.label))
            .collect();
        let spec = ChartSpec {
            id: format!("rates-{year}"),
            kind: Kind::Bars,
            title: title.clone(),
            subtitle: subtitle.clone(),
            description: format!("条形图，{subtitle}：{}。", said.join("，")),
            unit: "%".to_string(),
            points: rates.iter().map(|rate| self.bar(rate, year)).collect(),
            ..ChartSpec::default()
        };
        let note = match is_computed {
            true => "指标不同，增速可以不同，不能相减。空心为算得。",
            false => "指标不同，增速可以不同，不能相减。",
        };
        Some(ChartBlock {
            title,
            subtitle,
            note: note.to_string(),
            picture: Picture::new(&spec),
            panel_note: String::new(),
            panel_subtitle: String::new(),
            panel: None,
            chips,
            table: "#figures".to_string(),
            file: None,
            id: format!("chart-rates-{year}"),
            citation: String::new(),
        })
    }

    /// The rate that an article tells of the whole, or of its scope.
    fn told(&self, indicator: &'a Indicator, year: i32) -> Option<Rate<'a>> {
        let facts = self.lookup.facts_of_indicator(&indicator.id).iter();
        let mut rates = facts.copied().filter(|fact| {
            let key = &fact.key;
            let part = key.breakdown.as_deref();
            self.lookup.is_home(fact)
                && key.measure == Measure::Growth
                && key.basis.as_deref() == Some("yoy")
                && key.nature == Nature::Result
                && key.period == Some(Period::year(year))
                && fact.qualifier == Qualifier::Exact
                && !fact.in_conflict
                && part.is_none_or(|part| self.lookup.is_scope(part))
        });
        let fact = rates.next()?;
        let name = self.lookup.name(fact, true);
        Some(Rate {
            name: name.trim_end_matches("同比增速").trim_end().to_string(),
            value: fact.value,
            label: self.figure(fact).numbers.first()?.number.clone(),
            fact,
            origin: Origin::Reported,
        })
    }

    /// The rate that two levels of one scope give.
    fn worked_out(&self, indicator: &'a Indicator, year: i32) -> Option<Rate<'a>> {
        let series = self.lookup.main_series(&indicator.id)?;
        let at = |year| {
            series
                .points
                .iter()
                .find(|p| p.period == Period::year(year))
        };
        let (later, earlier) = (at(year)?, at(year - 1)?);
        if later.break_before.is_some() {
            return None;
        }
        let fact = self.lookup.fact(&later.fact)?;
        let earlier = Exact::new(self.lookup.fact(&earlier.fact)?)?;
        let growth = arithmetic::growth(&Exact::new(fact)?, &earlier)?;
        let label = growth.amount.trim_end_matches('%').to_string();
        let value: Decimal = label.parse().ok()?;
        Some(Rate {
            name: self.lookup.name(fact, true),
            value: value * Decimal::from(growth.sign),
            label,
            fact,
            origin: Origin::Computed,
        })
    }

    fn bar(&self, rate: &Rate<'a>, year: i32) -> Point {
        let told = self.lookup.evidence(rate.fact).next();
        let (href, way) = match (rate.origin, told) {
            (Origin::Reported, Some(first)) => (self.sentence(first), "看原句"),
            _ => (self.address(rate.fact), "看这个指标"),
        };
        Point {
            at: Tick {
                label: rate.name.clone(),
                ..Tick::default()
            },
            value: rate.value.to_string().parse().unwrap_or(0.0),
            label: rate.label.clone(),
            origin: rate.origin,
            link: Link {
                href,
                name: format!("{year}年{}同比{}%，{way}", rate.name, rate.label),
            },
            ..Point::default()
        }
    }
}

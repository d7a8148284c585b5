//! What an indicator counts on one day, beside each other: signed, begun, with land (签约、动工、
//! 拿地). No funnel, since no article says that the one lies within the other.

use std::cmp::Reverse;

use crate::{
    charts::{ChartSpec, Kind, Link, Point, Tick},
    config::Indicator,
    model::{Fact, Measure, Period, Qualifier},
    site::drawing::{self, Picture},
};

use super::{
    chart_block::ChartBlock,
    part::{Chip, Desk},
};

/// With fewer rows than these the table of a page says enough; a card has none.
const FEWEST: usize = 3;
const FEWEST_OF_CARD: usize = 2;
/// With more the picture is no longer seen at once.
const MOST: usize = 8;

impl<'a> Desk<'a> {
    /// The lone level of an indicator and the parts that are counted on the same day, as a chart
    /// of its page.
    pub(crate) fn parts(&self, indicator: &Indicator, whole: &'a Fact) -> Option<ChartBlock> {
        let (spec, rows) = self.part_rows(indicator, whole, FEWEST)?;
        let mut chips: Vec<Chip> = Vec::new();
        for chip in rows.iter().flat_map(|fact| self.chips(fact)) {
            if chips.iter().all(|seen| seen.text != chip.text) {
                chips.push(chip);
            }
        }
        Some(ChartBlock {
            picture: Picture::new(&spec),
            id: format!("chart-{}", spec.id),
            title: spec.title,
            subtitle: spec.subtitle,
            note: "各项不相加；一项是否包含另一项，以原文为准。".to_string(),
            panel_note: String::new(),
            panel_subtitle: String::new(),
            panel: None,
            chips,
            table: "#others".to_string(),
            file: None,
            citation: String::new(),
        })
    }

    /// The same for a card, where the figure of the card is the largest.
    pub(crate) fn part_mini(&self, indicator: &Indicator, whole: &'a Fact) -> Option<String> {
        let (spec, rows) = self.part_rows(indicator, whole, FEWEST_OF_CARD)?;
        (rows.first()?.id == whole.id).then(|| drawing::mini(&spec))
    }

    /// A level and the parts that are counted on the same day, the largest first; `None` where
    /// they are too few, or where one is no exact value.
    fn part_rows(
        &self,
        indicator: &Indicator,
        whole: &'a Fact,
        fewest: usize,
    ) -> Option<(ChartSpec, Vec<&'a Fact>)> {
        let last = |fact: &Fact| fact.key.period.and_then(Period::last);
        let is_scope = |part: &str| self.lookup.is_scope(part);
        let facts = self.lookup.facts_of_indicator(&indicator.id).iter();
        let mut rows: Vec<&'a Fact> = facts
            .copied()
            .filter(|fact| {
                let (key, of) = (&fact.key, &whole.key);
                key.measure == Measure::Level
                    && key.basis.is_none()
                    && (&key.subject, key.nature) == (&of.subject, of.nature)
                    && fact.unit == whole.unit
                    && last(fact) == last(whole)
                    && !key.breakdown.as_deref().is_some_and(is_scope)
            })
            .collect();
        rows.sort_by_key(|fact| (Reverse(fact.value), &fact.id));
        let is_firm = |fact: &&Fact| fact.qualifier == Qualifier::Exact && !fact.in_conflict;
        let is_told = whole.key.measure == Measure::Level && last(whole).is_some();
        if !is_told || !(fewest..=MOST).contains(&rows.len()) || !rows.iter().all(is_firm) {
            return None;
        }
        let unit = self.figure(whole).unit;
        // Labels repeat what is printed: 万元 and 亿元 cannot stand under one unit.
        if rows.iter().any(|fact| self.figure(fact).unit != unit) {
            return None;
        }
        let points: Option<Vec<Point>> = rows.iter().map(|f| self.part(indicator, f)).collect();
        let points = points?;
        let said: Vec<String> = points
            .iter()
            .map(|point| format!("{}{}{unit}", point.at.label, point.label))
            .collect();
        let title = said.join("，");
        let subtitle = format!("{}，{unit}，{}", indicator.name, self.lookup.period(whole));
        let spec = ChartSpec {
            id: format!("parts-{}", indicator.id),
            kind: Kind::Bars,
            description: format!("条形图，{subtitle}：{title}。"),
            title,
            subtitle,
            unit,
            points,
            ..ChartSpec::default()
        };
        Some((spec, rows))
    }

    fn part(&self, indicator: &Indicator, fact: &'a Fact) -> Option<Point> {
        let first = self.lookup.evidence(fact).next()?;
        let name = match &fact.key.breakdown {
            Some(part) => part.clone(),
            None => indicator.name.trim_end_matches('数').to_string(),
        };
        let figure = self.figure(fact);
        Some(Point {
            value: fact.value.to_string().parse().ok()?,
            label: figure.numbers.first()?.number.clone(),
            link: Link {
                href: self.sentence(first),
                name: format!("{name}{}，看原句", figure.text()),
            },
            at: Tick {
                label: name,
                ..Tick::default()
            },
            ..Point::default()
        })
    }
}

//! A chart in its place on a page, with its finding, its sources and its table; pages of
//! indicators, topics, years and others hold them.

use serde::Serialize;

use crate::{
    model::{Measure, Series},
    site::drawing::Picture,
};

use super::part::{Chip, Desk};

/// A chart in its place.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChartBlock {
    /// The finding.
    pub(crate) title: String,
    /// Indicator, unit, period.
    pub(crate) subtitle: String,
    /// What the marks mean.
    pub(crate) note: String,
    /// The picture.
    pub(crate) picture: Picture,
    /// What the marks of the panel mean.
    pub(crate) panel_note: String,
    /// `同比增速，%`; empty without a panel.
    pub(crate) panel_subtitle: String,
    /// Rates under the levels.
    pub(crate) panel: Option<Picture>,
    /// One chip an article.
    pub(crate) chips: Vec<Chip>,
    /// The table behind it.
    pub(crate) table: String,
    /// The drawing as a file.
    pub(crate) file: Option<String>,
    /// Address of the figure on its page.
    pub(crate) id: String,
    /// How to cite it.
    pub(crate) citation: String,
}

impl<'a> Desk<'a> {
    /// The chart of a series, if it has one; `table` is the address of its table from the root.
    pub(crate) fn chart(&self, series: &'a Series, table: &str) -> Option<ChartBlock> {
        let chart = self.lookup.charts.get(&series.id)?;
        let mut chips: Vec<Chip> = Vec::new();
        for fact in self.lookup.points(series).into_iter().rev() {
            for chip in self.chips(fact) {
                if !chips.iter().any(|c| c.text == chip.text) {
                    chips.push(chip);
                }
            }
        }
        Some(ChartBlock {
            title: chart.title.clone(),
            subtitle: chart.subtitle.clone(),
            note: chart.note.clone(),
            panel_note: chart
                .panel
                .as_ref()
                .map_or_else(String::new, |p| p.note.clone()),
            picture: chart.figure.placed(self.root),
            panel_subtitle: chart
                .panel
                .as_ref()
                .map_or_else(String::new, |p| p.subtitle.clone()),
            panel: chart.panel.as_ref().map(|p| p.picture.placed(self.root)),
            chips,
            table: self.href(table),
            file: (chart.alone.is_some()).then(|| self.href(&format!("charts/{}.svg", series.id))),
            id: format!("chart-{}", series.id),
            citation: self.chart_citation(series, &chart.title, table),
        })
    }

    /// The charts of the other levels, rates and shares of the site's subject. Rates that stand
    /// under the main chart already are left out.
    pub(super) fn more_charts(&self, id: &str, main: Option<&'a Series>) -> Vec<ChartBlock> {
        let table = format!("indicators/{id}.html#others");
        let charts = self.lookup.series_of_indicator(id).iter().copied();
        let charts: Vec<&Series> = charts
            .filter(|s| {
                self.lookup
                    .charts
                    .get(&s.id)
                    .is_some_and(|c| c.panel.is_some())
            })
            .collect();
        let has_panel = |growth: &Series| {
            let mut levels = charts.iter();
            levels.any(|s| s.breakdown == growth.breakdown && s.subject == growth.subject)
        };
        let series = self
            .lookup
            .series_of_indicator(id)
            .iter()
            .copied()
            .filter(|s| {
                let is_shown = match s.measure {
                    Measure::Level | Measure::Share => true,
                    Measure::Growth => !has_panel(s),
                    Measure::Rank | Measure::Change | Measure::Multiple => false,
                };
                is_shown
                    && s.subject == self.lookup.config.site.subject
                    && main.is_none_or(|m| m.id != s.id)
            });
        series.filter_map(|s| self.chart(s, &table)).collect()
    }
}

//! Tables of an indicator page: the main series period by period, and its targets.

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Decimal, Fact, Measure, Series},
    site::{
        arithmetic::{self, Exact},
        figure::Figure,
        wording,
    },
};

use super::{
    finding::year_of,
    part::{Chip, Desk, Kind, kind},
};

/// The main series as a table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DataTable {
    /// Name and unit.
    pub(crate) caption: String,
    /// True when a row has a scope.
    pub(crate) has_scope: bool,
    /// True when a row has a growth.
    pub(crate) has_growth: bool,
    /// True when units mix: each row prints its own.
    pub(crate) has_unit: bool,
    /// The unit of the normalised column; empty where units do not mix.
    pub(crate) normal_unit: String,
    /// Which scope which periods have, where the series is broken.
    pub(crate) scopes: Option<String>,
    /// What implied rows are; empty where there are none.
    pub(crate) implied: &'static str,
    /// One row a period, conflicts in one.
    pub(crate) rows: Vec<DataRow>,
}

/// A period of the main series.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DataRow {
    /// Fact id; empty for what is no fact.
    pub(crate) id: String,
    /// True for the latest.
    pub(crate) now: bool,
    /// Period.
    pub(crate) period: String,
    /// Figure.
    pub(crate) figure: Figure,
    /// In the normalised unit.
    pub(crate) normal: String,
    /// Scope, or 未注明.
    pub(crate) scope: String,
    /// Kind.
    pub(crate) kind: Kind,
    /// Growth over the year before, 未载 or 不可算.
    pub(crate) growth: String,
    /// True when it was computed.
    pub(crate) growth_calc: bool,
    /// Sources.
    pub(crate) chips: Vec<Chip>,
    /// True where the series is broken before this row.
    pub(crate) break_before: bool,
}

/// A target.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TargetRow {
    /// Fact id.
    pub(crate) id: String,
    /// What it is a target of.
    pub(crate) name: String,
    /// The value.
    pub(crate) figure: Figure,
    /// Deadline.
    pub(crate) deadline: String,
    /// What is missing; empty where it cannot be computed.
    pub(crate) missing: String,
    /// Percent reached; empty where it cannot be computed.
    pub(crate) done: String,
    /// Sources.
    pub(crate) chips: Vec<Chip>,
}

impl<'a> Desk<'a> {
    /// The main series of an indicator as a table.
    pub(crate) fn data_table(&self, indicator: &Indicator, series: &'a Series) -> DataTable {
        let points = self.lookup.points(series);
        let figures: Vec<Figure> = points.iter().map(|f| self.figure(f)).collect();
        let mixes = |f: &Figure| f.numbers.iter().any(|n| !n.unit.is_empty());
        let has_unit =
            figures.windows(2).any(|w| w[0].unit != w[1].unit) || figures.iter().any(mixes);
        let normal_unit = if has_unit && indicator.unit == "元" && series.measure == Measure::Level
        {
            "亿元"
        } else {
            ""
        };
        let mut rows: Vec<DataRow> = Vec::new();
        for (i, (fact, figure)) in points.iter().copied().zip(figures.iter()).enumerate() {
            let before = i.checked_sub(1).map(|i| points[i]);
            let break_before = series
                .points
                .iter()
                .any(|p| p.fact == fact.id && p.break_before.is_some());
            let (growth, growth_calc) = self.growth_cell(fact, before, break_before);
            let scope = fact.key.breakdown.as_deref().unwrap_or("未注明");
            let implied = self.implied(fact);
            let follows_implied = implied.is_some();
            rows.extend(implied.map(|implied| DataRow {
                id: String::new(),
                now: false,
                period: implied.period,
                figure: implied.figure,
                normal: String::new(),
                scope: scope.to_string(),
                kind: implied.kind,
                growth: "未载".to_string(),
                growth_calc: false,
                chips: vec![implied.chip],
                break_before,
            }));
            rows.push(DataRow {
                id: fact.id.to_string(),
                now: i + 1 == points.len(),
                period: self.lookup.period(fact),
                figure: figure.clone(),
                normal: match normal_unit {
                    "" => String::new(),
                    _ => arithmetic::rounded(fact.value / Decimal::from(100_000_000_i64), 2),
                },
                scope: scope.to_string(),
                kind: kind(fact),
                growth,
                growth_calc,
                chips: self.chips(fact),
                break_before: break_before && !follows_implied,
            });
        }
        let has_growth = rows.iter().any(|r| r.growth.ends_with('%'));
        let unit = figures.last().map_or("", |f| f.unit.as_str());
        let name = points.last().map_or_else(
            || indicator.name.clone(),
            |fact| self.lookup.name(fact, false),
        );
        DataTable {
            caption: match (has_unit, unit) {
                (true, _) | (_, "") => name,
                (false, unit) => format!("{name}，{unit}"),
            },
            has_scope: points.iter().any(|f| f.key.breakdown != series.breakdown),
            has_growth,
            has_unit,
            normal_unit: normal_unit.to_string(),
            implied: implied_note(&rows),
            scopes: rows.iter().any(|r| r.break_before).then(|| {
                let scoped = points.iter().filter_map(|fact| {
                    let scope = fact.key.breakdown.as_deref();
                    fact.key.period.map(|period| (period, scope))
                });
                wording::scopes(&scoped.collect::<Vec<_>>())
            }),
            rows,
        }
    }

    /// Growth over the year before: reported, computed, 不可算 (a value stands there but cannot
    /// be used) or 未载.
    fn growth_cell(
        &self,
        fact: &'a Fact,
        before: Option<&'a Fact>,
        is_break: bool,
    ) -> (String, bool) {
        if let Some(growth) = self.growth_fact(fact) {
            return (self.figure(growth).text(), false);
        }
        let year = |f: &Fact| year_of(f);
        let Some(before) = before.filter(|b| year(b).map(|y| y + 1) == year(fact)) else {
            return ("未载".into(), false);
        };
        let computed = (!is_break)
            .then(|| arithmetic::growth(&Exact::new(fact)?, &Exact::new(before)?))
            .flatten();
        match computed {
            Some(growth) if growth.sign < 0 => (format!("−{}", growth.amount), true),
            Some(growth) => (growth.amount, true),
            None => ("不可算".into(), false),
        }
    }

    /// Against what the gaps to targets are measured.
    pub(crate) fn targets_caption(&self, id: &str) -> String {
        match self.actual(id) {
            Some(actual) => format!(
                "按{}{}计，差距与完成度为算得",
                self.lookup.period(actual.fact),
                self.figure(actual.fact).text()
            ),
            None => "没有同一口径的实绩，不算差距".to_string(),
        }
    }

    /// The row of a target.
    pub(crate) fn target(&self, id: &str, fact: &'a Fact) -> TargetRow {
        let gap = self
            .actual(id)
            .and_then(|actual| arithmetic::gap(fact, &actual));
        TargetRow {
            id: fact.id.to_string(),
            name: self.lookup.name(fact, true),
            figure: self.figure(fact),
            deadline: match fact.key.period {
                Some(_) => self.lookup.period(fact),
                None => "原文未载".into(),
            },
            missing: gap
                .as_ref()
                .map_or_else(String::new, |gap| match &gap.missing {
                    Some(missing) if gap.at_least => format!("至少差{missing}"),
                    Some(missing) => format!("差{missing}"),
                    None => "已达到".into(),
                }),
            done: gap.map_or_else(String::new, |gap| gap.done),
            chips: self.chips(fact),
        }
    }
}

/// What a reader must know of the rows that the next one implies.
fn implied_note(rows: &[DataRow]) -> &'static str {
    let mut implied = rows.iter().filter(|row| row.kind.tag == "imp");
    let is_estimate = |row: &DataRow| row.figure.numbers.iter().any(|n| n.before == "约");
    match (implied.clone().next(), implied.any(is_estimate)) {
        (None, _) => "",
        (_, false) => "倒推：由下一年的数和增速反算，只有这一个整数合。",
        (_, true) => "倒推：由下一年的数和增速反算；水平按现价、增速可能按可比价，只作参考。",
    }
}

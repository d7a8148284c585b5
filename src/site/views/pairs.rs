//! What is told in pairs of a term and a text: beside the large figure of a page, and about an
//! indicator itself.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Fact, FlowStock, Measure},
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

/// The large figure and what stands beside it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Now {
    /// The figure.
    pub(crate) figure: Figure,
    /// The tag of its kind.
    pub(crate) kind: Kind,
    /// Pairs beside it.
    pub(crate) pairs: Vec<Pair>,
    /// Sources.
    pub(crate) chips: Vec<Chip>,
    /// Set when there is but this one period.
    pub(crate) alone: Option<String>,
}

/// A term and what is said of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Pair {
    /// The term.
    pub(crate) term: String,
    /// The text.
    pub(crate) text: String,
    /// True when the tag 算得 follows.
    pub(crate) calc: bool,
}

impl<'a> Desk<'a> {
    /// `page` is the name of the indicator, which stands over the figure.
    pub(super) fn now(&self, page: &str, fact: &'a Fact, points: &[&'a Fact]) -> Now {
        let term = |term: String, text: String, calc| Pair { term, text, calc };
        let mut pairs = vec![term("期间".into(), self.lookup.period(fact), false)];
        let name = self.lookup.name(fact, true);
        if name != page {
            pairs.push(term("内容".into(), name, false));
        }
        if let Some(growth) = self.growth_fact(fact) {
            pairs.push(term("同比".into(), self.figure(growth).text(), false));
        }
        if let [.., before, last] = points
            && last.id == fact.id
            && let (Some(last), Some(before)) = (Exact::new(last), Exact::new(before))
            && let Some(change) = arithmetic::change(&last, &before)
        {
            let against = format!("比{}", self.lookup.period(before.fact));
            let said = match change.sign {
                0 => "持平".to_string(),
                _ => change.signed(),
            };
            pairs.push(term(against, said, true));
            if change.sign != 0
                && self.growth_fact(fact).is_none()
                && let Some(growth) = arithmetic::growth(&last, &before)
            {
                let way = if growth.sign < 0 { "下降" } else { "增长" };
                pairs.push(term(way.into(), growth.amount, true));
            }
        }
        let articles = wording::quantity(self.lookup.documents.len());
        Now {
            figure: self.figure(fact),
            kind: kind(fact),
            pairs,
            chips: self.chips(fact),
            alone: (points.len() == 1).then(|| format!("{articles}篇报道中只有这一期。")),
        }
    }

    pub(super) fn about(
        &self,
        indicator: &Indicator,
        points: &[&'a Fact],
        own: &[&'a Fact],
    ) -> Vec<Pair> {
        let latest = points.last().or(own.first()).copied();
        let pair = |term: &str, text: String| Pair {
            term: term.into(),
            text,
            calc: false,
        };
        let articles: BTreeSet<&str> = own
            .iter()
            .flat_map(|f| f.articles.iter().map(String::as_str))
            .collect();
        let places: usize = own.iter().map(|f| f.observations.len()).sum();
        let scopes: BTreeSet<&str> = own
            .iter()
            .filter_map(|f| f.key.breakdown.as_deref())
            .filter(|b| self.lookup.is_scope(b))
            .collect();
        let has_level = own.iter().any(|f| f.key.measure == Measure::Level);
        let printed = latest.filter(|fact| fact.key.measure == Measure::Level || !has_level);
        let unit = printed
            .map(|fact| self.figure(fact).unit)
            .filter(|unit| !unit.is_empty());
        let mut pairs = vec![pair("单位", unit.unwrap_or_else(|| indicator.unit.clone()))];
        // A place in a ranking is no amount.
        if latest.is_none_or(|fact| fact.key.measure != Measure::Rank) {
            pairs.push(pair(
                "类别",
                match indicator.flow_stock {
                    FlowStock::Flow => "流量（一段时间的量）".into(),
                    FlowStock::Stock => "存量（某一时点的量）".into(),
                },
            ));
        }
        let years = |fact: Option<&&Fact>| fact.and_then(|fact| year_of(fact));
        if let (Some(first), Some(last)) = (years(points.first()), years(points.last()))
            && first != last
        {
            pairs.push(pair(
                "期间",
                format!("{first}—{last}年，{}期", points.len()),
            ));
        }
        if !own.is_empty() {
            pairs.push(pair("来源", format!("{}篇，{places}处", articles.len())));
        }
        if !scopes.is_empty() {
            let scopes: Vec<&str> = scopes.into_iter().collect();
            pairs.push(pair(
                "口径",
                format!("部分为{}，其余原文未注明", scopes.join("、")),
            ));
        }
        pairs
    }
}

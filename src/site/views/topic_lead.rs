//! What a topic page says first (专题的首句): the strongest finding that the figures of its
//! indicators allow. A change comes before a growth that an article states, that before a ratio
//! of two figures, that before a mean; where none holds, the page says nothing.

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Check, Fact, Qualifier, Series, Verdict},
    site::figure::Figure,
};

use super::{
    finding::Statement,
    part::{Desk, Link},
};

/// A figure and a finding about it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TopicLead {
    /// Indicator.
    pub(crate) link: Link,
    /// Period.
    pub(crate) period: String,
    /// The figure.
    pub(crate) figure: Figure,
    /// The finding.
    pub(crate) finding: Statement,
}

impl<'a> Desk<'a> {
    /// The first finding of the strongest kind about these indicators.
    pub(crate) fn topic_lead(&self, members: &[&'a Indicator]) -> Option<TopicLead> {
        let first = |kind: &dyn Fn(&'a Indicator) -> Option<TopicLead>| {
            members.iter().find_map(|indicator| kind(indicator))
        };
        first(&|indicator| self.changed(indicator))
            .or_else(|| first(&|indicator| self.grown(indicator)))
            .or_else(|| first(&|indicator| self.divided(indicator)))
            .or_else(|| first(&|indicator| self.averaged(indicator)))
    }

    /// 工业总产值2024年574亿元，比2023年增加42亿元，增长7.9%（算得）。
    fn changed(&self, indicator: &'a Indicator) -> Option<TopicLead> {
        let series = self.series_of(indicator)?;
        let finding = self.change_of(series)?;
        let fact = self.lookup.points(series).pop()?;
        Some(self.lead(indicator, fact, finding))
    }

    /// 专利授权量2024年1319件，同比增长30.46%。
    fn grown(&self, indicator: &'a Indicator) -> Option<TopicLead> {
        let series = self.series_of(indicator)?;
        let fact = self.lookup.points(series).pop()?;
        let growth = self.growth_fact(fact)?;
        if fact.in_conflict || growth.in_conflict {
            return None;
        }
        let finding = Statement::default()
            .said(format!("同比{}。", self.reported_growth(fact)?))
            .with(self.chips(growth));
        Some(self.lead(indicator, fact, finding))
    }

    /// 重点建设项目计划投资额2025年36.96亿元，为总投资额218.45亿元的16.9%（算得）。
    fn divided(&self, indicator: &'a Indicator) -> Option<TopicLead> {
        let is_share = |check: &Check| check.computed.as_ref().is_some_and(|c| c.ends_with('%'));
        let (check, part, whole) = self.quotient(indicator, "ratio", &is_share)?;
        let name = match part.key.breakdown == whole.key.breakdown {
            true => whole.key.indicator.clone(),
            false => self.lookup.name(whole, true),
        };
        let finding = Statement::default()
            .computed(format!(
                "为{name}{}的{}",
                self.figure(whole).text(),
                check.computed.as_deref()?
            ))
            .said("。")
            .with(self.chips(part))
            .with(self.chips(whole));
        Some(self.lead(indicator, part, finding))
    }

    /// 产业基金规模2022年2月见报时15.55亿元，产业基金数4只，平均每只3.89亿元（算得）。
    fn averaged(&self, indicator: &'a Indicator) -> Option<TopicLead> {
        let (check, amount, count) = self.quotient(indicator, "per-unit", &|_| true)?;
        let (mean, unit) = check.computed.as_deref()?.rsplit_once('/')?;
        let finding = Statement::default()
            .said(format!(
                "{}{}，",
                self.lookup.name(count, true),
                self.figure(count).text()
            ))
            .computed(format!("平均每{unit}{mean}"))
            .said("。")
            .with(self.chips(amount))
            .with(self.chips(count));
        Some(self.lead(indicator, amount, finding))
    }

    /// A check of this rule that divides a figure of the indicator by another of the same
    /// subject, both exact and of one place, and that needs no word of warning.
    fn quotient(
        &self,
        indicator: &Indicator,
        rule: &str,
        is_fit: &dyn Fn(&Check) -> bool,
    ) -> Option<(&'a Check, &'a Fact, &'a Fact)> {
        let is_sound = |fact: &Fact| {
            fact.qualifier == Qualifier::Exact && !fact.in_conflict && self.lookup.is_home(fact)
        };
        let checks = self.lookup.table.checks.iter();
        let mut plain = checks.filter(|check| {
            check.rule == rule && check.verdict == Verdict::Derivable && check.note.is_empty()
        });
        plain.find_map(|check| {
            let [above, below] = check.operands.as_slice() else {
                return None;
            };
            let (above, below) = (self.lookup.fact(above)?, self.lookup.fact(below)?);
            let is_of = above.indicator_id.as_deref() == Some(indicator.id.as_str());
            (is_of && is_fit(check) && is_sound(above) && is_sound(below))
                .then_some((check, above, below))
        })
    }

    /// The series of an indicator, be it on its own page or with a wider one.
    fn series_of(&self, indicator: &Indicator) -> Option<&'a Series> {
        let own = self.lookup.main_series(&indicator.id);
        own.or_else(|| self.lookup.part_series(indicator))
    }

    fn lead(&self, indicator: &Indicator, fact: &'a Fact, finding: Statement) -> TopicLead {
        let is_part = fact.indicator_id.as_deref() != Some(indicator.id.as_str());
        TopicLead {
            link: Link {
                text: match is_part {
                    true => indicator.name.clone(),
                    false => self.lookup.name(fact, true),
                },
                href: self.address(fact),
            },
            period: self.lookup.period(fact),
            figure: self.figure(fact),
            finding,
        }
    }
}

//! What facts are called: by indicator, part, scope and measure, with or without their subject.

use crate::{
    config::Indicator,
    model::{Fact, Measure},
    site::{labels, wording},
};

use super::Lookup;

impl<'a> Lookup<'a> {
    /// What a fact is about, without its subject: `工业增加值 同比增速`. A scope is left out
    /// where `with_scope` is false, for tables that have a column for it.
    pub(crate) fn name(&self, fact: &'a Fact, with_scope: bool) -> String {
        let key = &fact.key;
        let Some(indicator) = fact.indicator_id.as_deref().and_then(|id| {
            self.config
                .indicators
                .iter()
                .find(|indicator| indicator.id == id)
        }) else {
            return labels::readable(fact, self.evidence(fact).next());
        };
        let base = match &key.breakdown {
            Some(part) if self.is_scope(part) && !with_scope => indicator.name.clone(),
            Some(part) if self.is_scope(part) => {
                wording::joined(self.short_scope(part), &indicator.name)
            }
            Some(part) => self.part_name(indicator, part),
            None => indicator.name.clone(),
        };
        let suffix = self.measured(fact, &indicator.name);
        if suffix.is_empty() {
            base
        } else {
            format!("{base} {suffix}")
        }
    }

    /// The same, led by the subject when it is not the site's own.
    pub(crate) fn full_name(&self, fact: &'a Fact) -> String {
        let name = self.name(fact, true);
        if self.is_home(fact) || name.starts_with(&fact.key.subject) {
            name
        } else {
            format!("{} {name}", fact.key.subject)
        }
    }

    /// The shortest name of a scope: 规上工业 for 规模以上工业企业.
    fn short_scope(&self, scope: &str) -> &'a str {
        let listed = self.config.breakdowns.iter().filter(|b| b.name == scope);
        listed
            .flat_map(|b| b.aliases.iter().chain([&b.name]))
            .min_by_key(|name| name.chars().count())
            .map_or("", String::as_str)
    }

    /// A part of an indicator as the vocabulary names it: “3+1”主导产业产值, not “3+1”主导产业工业总产值.
    fn part_name(&self, indicator: &Indicator, part: &str) -> String {
        match self.config.narrower(indicator, part) {
            Some(narrow) => narrow.name.clone(),
            None => wording::joined(part, &indicator.name),
        }
    }

    /// What the measure of a fact adds to an indicator's name: `同比增速`, `拉动增长`.
    pub(crate) fn measured(&self, fact: &'a Fact, name: &str) -> String {
        if self.is_contribution(fact) {
            return "拉动增长".to_string();
        }
        let key = &fact.key;
        match key.measure {
            Measure::Change => {
                let rises = fact.value.is_sign_positive() && !fact.value.is_zero();
                wording::change(key.basis.as_deref(), &fact.unit, name, rises)
            }
            measure => wording::measure(measure, key.basis.as_deref(), name),
        }
    }

    /// True for the percentage points that a part adds to the growth of its whole
    /// (拉动…增长8.9个百分点): they are no change of the part's own.
    fn is_contribution(&self, fact: &'a Fact) -> bool {
        fact.key.measure == Measure::Change
            && fact.unit == "个百分点"
            && fact.key.breakdown.is_some()
            && self.evidence(fact).any(|o| {
                let at = o.quote.start.saturating_sub(o.sentence.start);
                let before = o.sentence_text.get(..at).unwrap_or_default();
                let clause = before.rsplit(['，', ',', '；', ';']).next();
                clause.is_some_and(|clause| clause.contains("拉动"))
            })
    }
}

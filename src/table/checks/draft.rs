//! A check while a rule writes it.

use std::collections::BTreeSet;

use super::{book::articles, figure::Figure};
use crate::{
    model::{Check, CheckId, Decimal, Observation, ObservationId, Verdict},
    table::interval::Interval,
};

/// A check without its derived fields.
pub(super) struct Draft<'a> {
    rule: &'static str,
    title: String,
    verdict: Verdict,
    formula: String,
    stated: Option<String>,
    computed: Option<String>,
    note: String,
    operands: Vec<Figure<'a>>,
    quotes: Vec<ObservationId>,
    articles: BTreeSet<String>,
}

impl<'a> Draft<'a> {
    /// A check of `operands`, in the order of the formula.
    pub(super) fn new(
        rule: &'static str,
        verdict: Verdict,
        title: impl Into<String>,
        operands: &[Figure<'a>],
    ) -> Self {
        Self {
            rule,
            title: title.into(),
            verdict,
            formula: String::new(),
            stated: None,
            computed: None,
            note: String::new(),
            operands: operands.to_vec(),
            quotes: Vec::new(),
            articles: articles(operands).into_iter().collect(),
        }
    }

    /// The arithmetic written out.
    pub(super) fn formula(mut self, formula: impl Into<String>) -> Self {
        self.formula = formula.into();
        self
    }

    /// What the articles say the result is.
    pub(super) fn stated(mut self, figure: &Figure<'_>) -> Self {
        self.stated = Some(figure.printed());
        self
    }

    /// What the arithmetic gives.
    pub(super) fn computed(mut self, computed: impl Into<String>) -> Self {
        self.computed = Some(computed.into());
        self
    }

    /// What a reader must know; sentences are joined.
    pub(super) fn note(mut self, note: impl AsRef<str>) -> Self {
        self.note.push_str(note.as_ref());
        self
    }

    /// Quotes these observations in place of one for each operand.
    pub(super) fn quoting(mut self, observations: &[&Observation]) -> Self {
        self.quotes = observations.iter().map(|o| o.id.clone()).collect();
        self
    }

    /// Names further articles.
    pub(super) fn told_by(mut self, articles: BTreeSet<String>) -> Self {
        self.articles.extend(articles);
        self
    }

    /// The finished check. The id holds the rule and the facts, and the value where a fact has
    /// several.
    pub(super) fn done(self) -> Check {
        let mut words = vec![self.rule.to_string()];
        for figure in &self.operands {
            words.push(figure.fact.id.to_string());
            if figure.is_disputed {
                words.push(figure.value.normalize().to_string());
            }
        }
        let mut observations = self.quotes;
        let is_given = !observations.is_empty();
        for figure in &self.operands {
            if !is_given && !observations.contains(&figure.teller.id) {
                observations.push(figure.teller.id.clone());
            }
        }
        Check {
            id: CheckId::new(words.iter().map(String::as_str)),
            rule: self.rule,
            title: self.title,
            verdict: self.verdict,
            formula: self.formula,
            stated: self.stated,
            computed: self.computed,
            operands: self.operands.iter().map(|f| f.fact.id.clone()).collect(),
            observations,
            articles: self.articles.into_iter().collect(),
            note: self.note,
        }
    }
}

/// Judges a stated figure against what was computed: `value` from the printed numbers as they
/// stand, `range` from all that they can mean.
pub(super) fn judge(value: Option<Decimal>, range: Interval, stated: &Figure<'_>) -> Verdict {
    if !range.meets(stated.range) {
        Verdict::Contradicts
    } else if range.is_bound() || stated.range.is_bound() {
        Verdict::Compatible
    } else if stated.is_exact() && value == Some(stated.value) {
        Verdict::Agrees
    } else {
        Verdict::AgreesRounded
    }
}

//! A reading (释读): one way to understand a quantity, with its cost.

use super::phrase::Head;
use crate::model::{Basis, Measure, Period};

/// What a quantity belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// A noun phrase of the sentence.
    Phrase(Head),
    /// An earlier quantity: the same indicator and breakdown.
    Antecedent(Topic),
    /// A part of what an earlier quantity counts (其中).
    PartOf(Topic, Head),
}

impl Owner {
    /// The indicator that it is about: index into `Config::indicators`.
    pub(super) fn indicator(&self) -> Option<usize> {
        match self {
            Self::Phrase(head) => head.indicator,
            Self::Antecedent(topic) | Self::PartOf(topic, _) => topic.indicator,
        }
    }

    /// The words by which a later figure can refer to it; `label` where it has none of its own.
    pub(super) fn noun(&self, label: &str) -> String {
        match self {
            Self::Phrase(head) if head.noun.is_empty() => label.to_string(),
            Self::Phrase(head) if head.indicator.is_none() => format!("{}{}", head.verb, head.noun),
            Self::Phrase(head) => head.noun.clone(),
            Self::Antecedent(topic) => topic.noun.clone(),
            // 交付风电叶片860套，其中出口129套: exports of the same.
            Self::PartOf(topic, head) if matches!(head.noun.as_str(), "出口" | "进口" | "内销") =>
            {
                format!("{}{}", head.noun, topic.noun.trim_end_matches('数'))
            }
            Self::PartOf(_, head) => format!("{}{}", head.verb, head.noun),
        }
    }

    /// The verb that governs it.
    pub(super) fn verb(&self) -> &str {
        match self {
            Self::Phrase(head) => &head.verb,
            _ => "",
        }
    }

    /// The whole that it was introduced as a part of.
    pub(super) fn whole(&self) -> Option<String> {
        match self {
            Self::PartOf(topic, _) => Some(topic.noun.trim_end_matches('数').to_string()),
            Self::Antecedent(topic) => topic.whole.clone(),
            Self::Phrase(_) => None,
        }
    }
}

/// What was being spoken of: the indicator and breakdown of an earlier reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Topic {
    /// Index into `Config::indicators`.
    pub(super) indicator: Option<usize>,
    /// Canonical or printed part.
    pub(super) breakdown: Option<String>,
    /// The words for it.
    pub(super) noun: String,
    /// The verb that governed it.
    pub(super) verb: String,
    /// Unit of its level.
    pub(super) unit: String,
    /// Measure of the reading.
    pub(super) measure: Option<Measure>,
    /// It was the place of a rate of growth: 增速居全市第3位.
    pub(super) of_rate: bool,
    /// The whole that it is a part of, if it was introduced as one.
    pub(super) whole: Option<String>,
    /// Canonical subject.
    pub(super) subject: String,
    /// When it was.
    pub(super) period: Option<Period>,
    /// The period where it is the earlier of two ends.
    pub(super) from: Option<Period>,
    /// The periods of the two ends where it is the later one: 由…的1126件增加到…的4350件.
    pub(super) ends: Option<(Period, Period)>,
}

/// One candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// Name of the construction.
    pub(super) rule: &'static str,
    /// The cheapest reading of a quantity wins.
    pub(super) cost: u32,
    pub(super) measure: Measure,
    /// True for a decrease.
    pub(super) is_negative: bool,
    pub(super) basis: Option<Basis>,
    pub(super) owner: Owner,
    /// The word that ends the label: 比重, 增加, 同比增速.
    pub(super) tail: String,
    /// Which end of a two-ended change it is.
    pub(super) end: Option<End>,
    /// The period, where the construction itself says it: 2022年、2023年，分别….
    pub(super) period: Option<Period>,
    /// The value belongs to the rate of the indicator: 工业增加值增速.
    pub(super) of_rate: bool,
}

/// The ends of 由…增至….
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The earlier.
    From,
    /// The later.
    To,
}

impl Reading {
    pub(super) fn new(rule: &'static str, cost: u32, measure: Measure, owner: Owner) -> Self {
        Self {
            rule,
            cost,
            measure,
            is_negative: false,
            basis: None,
            owner,
            tail: String::new(),
            end: None,
            period: None,
            of_rate: false,
        }
    }

    pub(super) fn negative(mut self, is_negative: bool) -> Self {
        self.is_negative = is_negative;
        self
    }

    pub(super) fn basis(mut self, basis: Option<Basis>) -> Self {
        self.basis = basis;
        self
    }

    pub(super) fn tail(mut self, tail: impl Into<String>) -> Self {
        self.tail = tail.into();
        self
    }
}

//! Sentences with their figures marked (原句).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{Observation, Span},
    site::lookup::Lookup,
};

use super::part::{Desk, month, titled};

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Stretch {
    /// The characters.
    pub(crate) text: String,
    /// True for a figure.
    pub(crate) mark: bool,
    /// True for a figure in a conflict.
    pub(crate) bad: bool,
}

/// A quoted sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Quote {
    /// The sentence; its pieces concatenate to it.
    pub(crate) stretches: Vec<Stretch>,
    /// Title of the article between 书名号.
    pub(crate) title: String,
    /// Month of publication, with （估） where estimated.
    pub(crate) month: String,
    /// The sentence in its article.
    pub(crate) href: String,
    /// True when a figure of it is in a conflict.
    pub(crate) bad: bool,
    /// Where the article says the same once more.
    pub(crate) again: Vec<String>,
}

impl<'a> Desk<'a> {
    /// One quote for each sentence, in the order in which the observations come; a sentence that
    /// an article prints again, in a box beside its text, comes once.
    pub(crate) fn quotes(
        &self,
        observations: impl IntoIterator<Item = &'a Observation>,
    ) -> Vec<Quote> {
        let mut order: Vec<(&str, &str)> = Vec::new();
        let mut groups: BTreeMap<(&str, &str), Vec<&Observation>> = BTreeMap::new();
        for observation in observations {
            let sentence = observation.sentence_text.trim();
            let key = (observation.article.as_str(), sentence);
            let group = groups.entry(key).or_default();
            if group.is_empty() {
                order.push(key);
            }
            group.push(observation);
        }
        order
            .into_iter()
            .filter_map(|key| groups.get(&key))
            .map(|group| self.quote(group))
            .collect()
    }

    fn quote(&self, group: &[&'a Observation]) -> Quote {
        let first = group[0];
        let mut marks: Vec<(Span, bool)> = group
            .iter()
            .filter_map(|o| Some((place(o)?, disputed(self.lookup, o))))
            .collect();
        marks.sort_unstable();
        let mut stretches = Vec::new();
        let mut at = 0;
        let text = &first.sentence_text;
        let mut push = |range: std::ops::Range<usize>, mark: bool, bad: bool| {
            if !range.is_empty() {
                stretches.push(Stretch {
                    text: text[range].to_string(),
                    mark,
                    bad,
                });
            }
        };
        for (span, bad) in marks {
            if span.start >= at && span.end <= text.len() {
                push(at..span.start, false, false);
                push(span.start..span.end, true, bad);
                at = span.end;
            }
        }
        push(at..text.len(), false, false);
        let article = self.lookup.document(&first.article).map(|d| &d.article);
        let mut seen = vec![first.sentence];
        let mut again = Vec::new();
        for observation in group {
            if !seen.contains(&observation.sentence) {
                seen.push(observation.sentence);
                again.push(self.sentence(observation));
            }
        }
        Quote {
            again,
            bad: stretches.iter().any(|s| s.bad),
            stretches,
            title: titled(article.map_or(first.article.as_str(), |a| a.title.as_str())),
            month: article
                .and_then(|a| a.published)
                .map_or_else(String::new, |p| {
                    let estimate = if p.is_estimated { "（估）" } else { "" };
                    format!("{}{estimate}", month(p.date))
                }),
            href: self.sentence(first),
        }
    }
}

/// Where the quote stands in its sentence, in bytes of the sentence.
fn place(observation: &Observation) -> Option<Span> {
    let (sentence, quote) = (&observation.sentence_text, &observation.quote_text);
    let start = observation
        .quote
        .start
        .checked_sub(observation.sentence.start);
    let start = start
        .filter(|&start| {
            sentence
                .get(start..)
                .is_some_and(|rest| rest.starts_with(quote.as_str()))
        })
        .or_else(|| sentence.find(quote.as_str()))?;
    Some(Span::new(start, start + quote.len()))
}

/// True when the observation's fact is in a conflict.
pub(crate) fn disputed(lookup: &Lookup<'_>, observation: &Observation) -> bool {
    let fact = observation.fact.as_ref().and_then(|id| lookup.fact(id));
    fact.is_some_and(|fact| fact.in_conflict)
}

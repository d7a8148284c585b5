//! The fact table (事实表): what the observations of all articles say together.
//!
//! Enters: the linked observations and leftovers, the articles, the configuration. Leaves: a
//! [`FactTable`] and a report of the corrections that no longer hold. Nothing is thrown away:
//! every observation belongs to exactly one fact, the losing side of a conflict included.
//! The order of articles and of observations changes no byte of the result.
//!
//! * `corrections` come first: what editors decided is what the rest sees;
//! * `key` says which observations speak of one thing, `interval` what a print can mean;
//! * `facts` groups, agrees and finds conflicts, `series` lines the facts up in time;
//! * [`checks`] are arithmetic between facts, judged;
//! * [`rows`] are the rows of the data files, shared by every format and by every command.

pub mod checks;
mod corrections;
mod decimals;
mod dimension;
mod facts;
mod interval;
mod key;
mod printed;
pub mod rows;
#[cfg(test)]
pub(crate) mod sample;
mod series;
mod vocabulary;

use std::collections::BTreeMap;

use crate::{
    config::Config,
    diag::Report,
    model::{Article, Date, FactTable, Linked, Observation, Period},
};

use vocabulary::Vocabulary;

/// Builds the fact table and checks it.
pub fn build(linked: Linked, articles: &[Article], config: &Config) -> (FactTable, Report) {
    let (mut table, report) = collect(linked, articles, config);
    audit(&mut table, articles, config);
    (table, report)
}

/// Sets the facts of a table side by side: its checks.
pub fn audit(table: &mut FactTable, articles: &[Article], config: &Config) {
    table.checks = checks::run(table, articles, config);
}

/// Builds the fact table, without checks. The report holds one error for each correction that cannot be
/// carried out (`correction-outdated`, `correction-field`, `correction-without-observation`);
/// the table is complete without it.
pub fn collect(mut linked: Linked, articles: &[Article], config: &Config) -> (FactTable, Report) {
    let vocabulary = Vocabulary::new(config);
    let (preferred, report) = corrections::apply(&mut linked, articles, &config.corrections);
    let Linked {
        mut observations,
        mut leftovers,
    } = linked;
    let publication = Publication::of(articles);
    for observation in &mut observations {
        publication.resolve(observation);
        if observation.indicator_id.is_none() {
            observation.indicator_id = observation
                .indicator
                .as_deref()
                .and_then(|name| vocabulary.indicator_id(name))
                .map(str::to_string);
        }
    }

    let mut in_order: Vec<&mut Observation> = observations.iter_mut().collect();
    in_order.sort_by(|a, b| {
        (publication.rank(&a.article), text_order(a))
            .cmp(&(publication.rank(&b.article), text_order(b)))
    });
    let (facts, conflicts) = facts::build(&mut in_order, &vocabulary, &preferred);
    let series = series::build(&facts, &vocabulary, config);

    observations.sort_by(|a, b| text_order(a).cmp(&text_order(b)));
    leftovers.sort_by(|a, b| {
        (&a.article, a.quote.start, a.quote.end, a.reason).cmp(&(
            &b.article,
            b.quote.start,
            b.quote.end,
            b.reason,
        ))
    });
    let table = FactTable {
        facts,
        series,
        conflicts,
        observations,
        leftovers,
        checks: vec![],
    };
    (table, report)
}

/// Article by article, then by place; the id parts two readings of one place.
fn text_order(o: &Observation) -> (&str, usize, usize, &str) {
    (&o.article, o.quote.start, o.quote.end, o.id.as_str())
}

/// When the articles appeared.
struct Publication<'a> {
    /// Date and place in the order of publication, by slug. Undated articles come last.
    articles: BTreeMap<&'a str, (Option<Date>, usize)>,
}

impl<'a> Publication<'a> {
    fn of(articles: &'a [Article]) -> Self {
        let mut in_order: Vec<(Option<Date>, &str)> = articles
            .iter()
            .map(|a| (a.published.map(|p| p.date), a.slug.as_str()))
            .collect();
        in_order.sort_by_key(|(date, slug)| (date.is_none(), *date, *slug));
        Self {
            articles: in_order
                .into_iter()
                .enumerate()
                .map(|(rank, (date, slug))| (slug, (date, rank)))
                .collect(),
        }
    }

    fn rank(&self, slug: &str) -> usize {
        self.articles
            .get(slug)
            .map_or(usize::MAX, |(_, rank)| *rank)
    }

    /// Sets `period_iso`: `pub` becomes the month in which the article appeared.
    fn resolve(&self, observation: &mut Observation) {
        let date = self
            .articles
            .get(observation.article.as_str())
            .and_then(|(date, _)| *date)
            .map(|date| Date { day: None, ..date });
        observation.period_iso = match (observation.period, date) {
            (Some(Period::Publication), None) => None,
            (Some(period), Some(date)) => Some(period.resolved(date)),
            (period, None) => period,
            (None, Some(_)) => None,
        };
    }
}

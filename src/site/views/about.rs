//! `about.html`: the method, with the counts of this build.

use serde::Serialize;

use crate::{
    model::{Date, LeftoverReason},
    site::lookup::Lookup,
};

use super::{
    article::reason,
    part::{Chip, Desk},
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct About {
    /// The site's subject.
    pub(crate) subject: String,
    /// Counts.
    pub(crate) articles: usize,
    /// Figures found.
    pub(crate) observations: usize,
    /// Facts.
    pub(crate) facts: usize,
    /// Conflicts.
    pub(crate) conflicts: usize,
    /// Numeric expressions that are no figures.
    pub(crate) leftovers: usize,
    /// Why they are none, with how many.
    pub(crate) reasons: Vec<Reason>,
    /// A chip to show.
    pub(crate) example: Option<Chip>,
    /// A citation to show.
    pub(crate) citation: String,
    /// Editors' decisions.
    pub(crate) corrections: Vec<CorrectionRow>,
    /// Date of the build.
    pub(crate) date: Option<String>,
    /// Hash of the facts.
    pub(crate) version: String,
}

/// A reason with its count.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Reason {
    /// In words.
    pub(crate) name: &'static str,
    /// How many.
    pub(crate) count: usize,
}

/// A correction as readers see it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CorrectionRow {
    /// Article.
    pub(crate) article: String,
    /// The words that it is about.
    pub(crate) words: String,
    /// Why.
    pub(crate) reason: String,
    /// When.
    pub(crate) date: String,
}

/// Builds the page.
pub(crate) fn about(lookup: &Lookup<'_>, date: Option<Date>, version: String) -> About {
    let desk = Desk { lookup, root: "" };
    let table = lookup.table;
    let all = [
        LeftoverReason::Date,
        LeftoverReason::TimeFrame,
        LeftoverReason::Ordinal,
        LeftoverReason::Name,
        LeftoverReason::Idiom,
        LeftoverReason::Enumeration,
        LeftoverReason::Threshold,
        LeftoverReason::Indefinite,
        LeftoverReason::Noise,
        LeftoverReason::Lexical,
        LeftoverReason::Unresolved,
    ];
    let reasons = all.into_iter().filter_map(|why| {
        let count = table.leftovers.iter().filter(|l| l.reason == why).count();
        (count > 0).then(|| Reason {
            name: reason(why),
            count,
        })
    });
    let shown = lookup
        .ranked_indicators()
        .first()
        .and_then(|i| lookup.main_series(&i.id))
        .and_then(|series| lookup.points(series).pop())
        .filter(|fact| !fact.in_conflict)
        .or_else(|| table.facts.iter().find(|fact| !fact.in_conflict));
    About {
        subject: lookup.config.site.subject.clone(),
        articles: lookup.documents.len(),
        observations: table.observations.len(),
        facts: table.facts.len(),
        conflicts: table.conflicts.len(),
        leftovers: table.leftovers.len(),
        reasons: reasons.collect(),
        example: shown.and_then(|fact| desk.chips(fact).into_iter().next()),
        citation: shown.map_or_else(String::new, |fact| desk.citation(fact)),
        corrections: lookup
            .config
            .corrections
            .iter()
            .map(|c| CorrectionRow {
                article: lookup
                    .document(&c.article)
                    .map_or_else(|| c.article.clone(), |d| d.article.title.clone()),
                words: c.expect.clone(),
                reason: c.reason.clone(),
                date: c.date.clone(),
            })
            .collect(),
        date: date.map(|d| d.to_string()),
        version,
    }
}

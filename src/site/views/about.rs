//! `about.html`: the method, with the counts of this build.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    model::{Date, Fact, LeftoverReason, Measure, Verdict},
    site::{figure::Cut, lookup::Lookup},
};

use super::{
    article::reason,
    check::{VerdictView, verdict},
    part::{Chip, Desk, Link},
};

/// How many numbers of different meaning are shown.
const TWINS: usize = 6;

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
    /// How many decisions of editors there are.
    pub(crate) corrections: usize,
    /// The words for what checks show.
    pub(crate) verdicts: Vec<VerdictView>,
    /// Equal numbers that mean different things.
    pub(crate) twins: Vec<Twin>,
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

/// A number that stands for different things.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Twin {
    /// The number.
    pub(crate) number: String,
    /// The things.
    pub(crate) facts: Vec<Link>,
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
pub(crate) fn about(lookup: &Lookup<'_>, date: Option<Date>) -> About {
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
        .into_iter()
        .filter_map(|i| lookup.points(lookup.main_series(&i.id)?).pop())
        .find(|fact| !fact.in_conflict)
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
        corrections: lookup.config.corrections.len(),
        verdicts: Verdict::ALL.map(verdict).to_vec(),
        twins: twins(&desk),
        date: date.map(|d| d.to_string()),
        version: lookup.version(),
    }
}

/// The editors' decisions.
pub(crate) fn corrections(lookup: &Lookup<'_>) -> Vec<CorrectionRow> {
    let corrections = lookup.config.corrections.iter();
    let row = |c: &crate::config::Correction| CorrectionRow {
        article: lookup
            .document(&c.article)
            .map_or_else(|| c.article.clone(), |d| d.article.title.clone()),
        words: c.expect.clone(),
        reason: c.reason.clone(),
        date: c.date.clone(),
    };
    corrections.map(row).collect()
}

/// Numbers of two significant digits and more that different things share, those with a decimal
/// point first, then the longest: 8.9% is no 8.9个百分点.
fn twins(desk: &Desk<'_>) -> Vec<Twin> {
    let mut by_number: BTreeMap<String, Vec<&Fact>> = BTreeMap::new();
    for fact in &desk.lookup.table.facts {
        let number = Cut::new(&fact.printed).number;
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.trim_matches('0').len() > 1 {
            by_number.entry(number).or_default().push(fact);
        }
    }
    let mut twins: Vec<Twin> = Vec::new();
    for (number, facts) in by_number {
        let mut kinds: BTreeSet<(&str, Measure)> = BTreeSet::new();
        let differ = facts
            .iter()
            .filter(|f| kinds.insert((f.key.indicator.as_str(), f.key.measure)));
        let links: Vec<Link> = differ
            .map(|fact| Link {
                text: format!(
                    "{}{}",
                    desk.lookup.full_name(fact),
                    desk.figure(fact).text()
                ),
                href: desk.address(fact),
            })
            .collect();
        if links.len() > 1 {
            twins.push(Twin {
                number,
                facts: links,
            });
        }
    }
    twins.sort_by_key(|t| std::cmp::Reverse((t.number.contains('.'), t.number.len())));
    twins.truncate(TWINS);
    twins
}

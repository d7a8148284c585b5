//! `audit/`: what the figures say to one another. The overview by verdict, the values that do not
//! meet side by side, and every check written out.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    model::{Check, Verdict},
    site::lookup::Lookup,
};

use super::{
    about::CorrectionRow,
    chart_block::ChartBlock,
    check::{CheckView, VerdictView, verdict},
    dispute::Dispute,
    part::Desk,
};

/// How many checks of one verdict are written out; the rest are in `checks.csv`.
const MOST: usize = 200;

/// Verdicts that ask for a reader's eye.
const DOUBTFUL: [Verdict; 2] = [Verdict::Contradicts, Verdict::Open];

/// The overview.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Audit {
    /// `133项核对，4项对不上，3项待核。`
    pub(crate) answer: String,
    /// All verdicts that occur, with their numbers.
    pub(crate) strip: Strip,
    /// 对不上 and 待核, written out.
    pub(crate) groups: Vec<Group>,
    /// How many facts have several values.
    pub(crate) conflicts: usize,
    /// Editors' decisions.
    pub(crate) corrections: Vec<CorrectionRow>,
}

/// How many checks came out how, as marks that can be compared by eye.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Strip {
    /// The verdicts that occur.
    pub(crate) counts: Vec<Count>,
    /// How many checks a mark stands for.
    pub(crate) per: usize,
}

/// A verdict and how often it occurs.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Count {
    /// The verdict.
    pub(crate) verdict: VerdictView,
    /// Where its checks are.
    pub(crate) href: String,
    /// How many.
    pub(crate) count: usize,
    /// One mark for each check, or for as many as [`Strip::per`] says.
    pub(crate) dots: Vec<()>,
}

/// The checks of one verdict.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Group {
    /// Fragment.
    pub(crate) id: String,
    /// The verdict.
    pub(crate) verdict: VerdictView,
    /// How many there are.
    pub(crate) count: usize,
    /// Those that are written out.
    pub(crate) checks: Vec<CheckView>,
    /// How many are left out here.
    pub(crate) more: usize,
}

/// The list of all checks.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Checks {
    /// How many.
    pub(crate) total: usize,
    /// All verdicts that occur.
    pub(crate) strip: Strip,
    /// By verdict.
    pub(crate) groups: Vec<Group>,
    /// The file of all checks, if it is published.
    pub(crate) csv: Option<String>,
}

/// Values that cannot both be right, side by side.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Conflicts {
    /// One entry a fact.
    pub(crate) disputes: Vec<Settled>,
    /// Figures that look alike and count different things.
    pub(crate) beside: Vec<CheckView>,
}

/// A conflict and what else is known of the figure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Settled {
    /// The fact, which is the address.
    pub(crate) id: String,
    /// The sides.
    pub(crate) dispute: Dispute,
    /// The page of the fact.
    pub(crate) href: String,
    /// The series in which it stands.
    pub(crate) chart: Option<ChartBlock>,
    /// How to cite it.
    pub(crate) citation: String,
}

/// So many marks of one verdict are still seen as more or fewer than another's.
const DOTS: usize = 120;

/// The overview.
pub(crate) fn audit(lookup: &Lookup<'_>, corrections: Vec<CorrectionRow>) -> Audit {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let strip = strip(lookup, "checks.html");
    let total = lookup.table.checks.len();
    let of = |wanted: Verdict| {
        let word = wanted.word();
        let mut counts = strip.counts.iter();
        counts
            .find(|c| c.verdict.word == word)
            .map_or(0, |c| c.count)
    };
    let said: Vec<String> = DOUBTFUL
        .iter()
        .filter(|v| of(**v) > 0)
        .map(|v| format!("{}项{}", of(*v), v.word()))
        .collect();
    let articles = lookup.documents.len();
    let answer = match (total, said.is_empty()) {
        (0, _) => "还没有可以放在一起算的数。".to_string(),
        (_, true) => format!("把{articles}篇报道里的数放在一起算了{total}项，没有对不上的。"),
        (_, false) => format!(
            "把{articles}篇报道里的数放在一起算了{total}项，{}。",
            said.join("，")
        ),
    };
    Audit {
        answer,
        groups: groups(&desk, &DOUBTFUL),
        strip,
        conflicts: lookup.table.conflicts.len(),
        corrections,
    }
}

/// All checks.
pub(crate) fn checks(lookup: &Lookup<'_>, csv: Option<String>) -> Checks {
    let desk = Desk {
        lookup,
        root: "../",
    };
    Checks {
        total: lookup.table.checks.len(),
        strip: strip(lookup, ""),
        groups: groups(&desk, &Verdict::ALL),
        csv,
    }
}

/// All conflicts.
pub(crate) fn conflicts(lookup: &Lookup<'_>) -> Conflicts {
    let desk = Desk {
        lookup,
        root: "../",
    };
    // A series with several disputed periods is drawn once: ids stand once on a page.
    let mut drawn = BTreeSet::new();
    let settled = lookup.table.conflicts.iter().filter_map(|conflict| {
        let fact = lookup.fact(&conflict.fact)?;
        let id = fact.indicator_id.as_deref();
        let series = id.and_then(|id| lookup.main_series(id));
        let series = series.filter(|s| s.points.iter().any(|p| p.fact == fact.id));
        let series = series.filter(|s| drawn.insert(&s.id));
        Some(Settled {
            id: fact.id.to_string(),
            dispute: desk.dispute(fact, conflict),
            href: desk.address(fact),
            chart: series.and_then(|s| {
                let table = format!("indicators/{}.html#data", s.indicator_id.as_deref()?);
                desk.chart(s, &table)
            }),
            citation: desk.citation(fact),
        })
    });
    let beside = lookup
        .table
        .checks
        .iter()
        .filter(|check| matches!(check.verdict, Verdict::Scope | Verdict::Definition));
    Conflicts {
        disputes: settled.collect(),
        beside: beside.take(MOST).map(|check| desk.check(check)).collect(),
    }
}

/// The checks for the head of the site: what does not meet, several values of one fact first,
/// then what is open.
pub(crate) fn doubtful<'a>(lookup: &Lookup<'a>) -> Vec<&'a Check> {
    let mut checks: Vec<&Check> = lookup
        .table
        .checks
        .iter()
        .filter(|check| DOUBTFUL.contains(&check.verdict))
        .collect();
    checks.sort_by_key(|check| (check.verdict, check.rule != "equal"));
    checks
}

fn strip(lookup: &Lookup<'_>, page: &str) -> Strip {
    let count_of = |of: Verdict| {
        let all = lookup.table.checks.iter();
        all.filter(|check| check.verdict == of).count()
    };
    let most = Verdict::ALL.map(count_of).into_iter().max();
    let per = most.unwrap_or(0).div_ceil(DOTS).max(1);
    let counts = Verdict::ALL.into_iter().map(|of| {
        let count = count_of(of);
        Count {
            href: format!("{page}#v-{}", fragment(of)),
            verdict: verdict(of),
            count,
            dots: vec![(); count.div_ceil(per)],
        }
    });
    Strip {
        counts: counts.filter(|c| c.count > 0).collect(),
        per,
    }
}

fn groups(desk: &Desk<'_>, verdicts: &[Verdict]) -> Vec<Group> {
    let groups = verdicts.iter().map(|&of| {
        let all = desk.lookup.table.checks.iter();
        let mut all: Vec<&Check> = all.filter(|check| check.verdict == of).collect();
        // What articles merely repeat comes behind what had to be computed, but where they do not
        // meet it comes first.
        all.sort_by_key(|check| {
            let repeats = matches!(check.rule, "equal" | "unchanged");
            repeats == (of != Verdict::Contradicts)
        });
        Group {
            id: fragment(of).to_string(),
            verdict: verdict(of),
            count: all.len(),
            more: all.len().saturating_sub(MOST),
            checks: all.into_iter().take(MOST).map(|c| desk.check(c)).collect(),
        }
    });
    groups.filter(|group| group.count > 0).collect()
}

/// The fragment of a verdict's group: its spelling in the data files.
const fn fragment(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicts => "contradicts",
        Verdict::Open => "open",
        Verdict::Unprovable => "unprovable",
        Verdict::Scope => "scope",
        Verdict::Definition => "definition",
        Verdict::Approximate => "approximate",
        Verdict::Compatible => "compatible",
        Verdict::Derivable => "derivable",
        Verdict::AgreesRounded => "agrees-rounded",
        Verdict::Agrees => "agrees",
    }
}

//! `log.html`: what each article brought, computed from the articles alone: the facts that it was
//! the first to state, the series that it lengthened, the checks and conflicts that it made
//! possible, and what was left out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    model::{Check, Date, Fact, FactId, LeftoverReason, Verdict},
    site::{
        Input,
        lookup::Lookup,
        snapshots::{self, Step},
    },
};

use super::{
    article::reason,
    check::{VerdictView, verdict},
    part::{Desk, Link, month},
};

/// How many names stand in one list of an entry.
const NAMES: usize = 24;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Log {
    /// Date of the build.
    pub(crate) date: Option<String>,
    /// Hash of the facts.
    pub(crate) version: String,
    /// The folder of the dated copies, from the page.
    pub(crate) copies: &'static str,
    /// What changed between dated copies, latest first.
    pub(crate) steps: Vec<Step>,
    /// Articles, latest first.
    pub(crate) entries: Vec<LogEntry>,
}

/// What an article brought.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LogEntry {
    /// Slug, the address of the entry.
    pub(crate) id: String,
    /// The article.
    pub(crate) link: Link,
    /// Month, with （估） where estimated.
    pub(crate) month: String,
    /// `带来60件新事实，另有12件前文已有。`
    pub(crate) answer: String,
    /// Lists with a heading each.
    pub(crate) lists: Vec<LogList>,
    /// Conflicts that began with it.
    pub(crate) conflicts: Vec<Link>,
    /// Checks that it completed, by verdict.
    pub(crate) checks: Vec<LogVerdict>,
    /// `日期与年份30处、…`; empty where all was taken in.
    pub(crate) leftovers: String,
}

/// A list of names.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LogList {
    /// Heading with the number.
    pub(crate) name: String,
    /// The names.
    pub(crate) links: Vec<Link>,
    /// How many are left out.
    pub(crate) more: usize,
}

/// Checks of one verdict.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LogVerdict {
    /// The verdict.
    pub(crate) verdict: VerdictView,
    /// How many.
    pub(crate) count: usize,
    /// Those that ask for a reader's eye.
    pub(crate) links: Vec<Link>,
}

/// Builds the page.
pub(crate) fn log(lookup: &Lookup<'_>, input: &Input<'_>) -> Log {
    let desk = Desk { lookup, root: "" };
    let arrivals = Arrivals::new(lookup);
    let entries = lookup.documents.iter().map(|document| {
        let slug = document.article.slug.as_str();
        let place = arrivals.order[slug];
        desk.entry(slug, place, &arrivals)
    });
    Log {
        date: input.date.map(|d| d.to_string()),
        copies: match input.copy {
            Some(_) => "../",
            None => snapshots::FOLDER,
        },
        steps: input.snapshots.steps(input.downloads),
        version: lookup.version(),
        entries: entries.collect(),
    }
}

/// What arrived with which article, counted from the earliest.
struct Arrivals<'a> {
    order: BTreeMap<&'a str, usize>,
    facts: BTreeMap<usize, Vec<&'a Fact>>,
    again: BTreeMap<usize, usize>,
    checks: BTreeMap<usize, Vec<&'a Check>>,
    conflicts: BTreeMap<usize, Vec<&'a Fact>>,
    /// Indicator of the site's subject and when it was first told of.
    indicators: BTreeMap<&'a str, usize>,
}

impl<'a> Arrivals<'a> {
    fn new(lookup: &Lookup<'a>) -> Self {
        // The list is latest first; of one month the slugs stand in order.
        let mut slugs: Vec<(Option<Date>, &str)> = lookup
            .documents
            .iter()
            .map(|d| (d.article.published.map(|p| p.date), d.article.slug.as_str()))
            .collect();
        slugs.sort_unstable();
        let order: BTreeMap<&str, usize> = slugs
            .into_iter()
            .enumerate()
            .map(|(place, (_, slug))| (slug, place))
            .collect();
        let place = |slug: &str| order.get(slug).copied().unwrap_or(0);
        let mut first: BTreeMap<&FactId, usize> = BTreeMap::new();
        let mut facts: BTreeMap<usize, Vec<&Fact>> = BTreeMap::new();
        let mut again: BTreeMap<usize, usize> = BTreeMap::new();
        let mut indicators: BTreeMap<&str, usize> = BTreeMap::new();
        for fact in &lookup.table.facts {
            let mut places: Vec<usize> = fact.articles.iter().map(|slug| place(slug)).collect();
            places.sort_unstable();
            let Some((&earliest, later)) = places.split_first() else {
                continue;
            };
            first.insert(&fact.id, earliest);
            facts.entry(earliest).or_default().push(fact);
            for &other in later {
                *again.entry(other).or_default() += 1;
            }
            if let Some(id) = fact
                .indicator_id
                .as_deref()
                .filter(|_| lookup.is_home(fact))
            {
                let since = indicators.entry(id).or_insert(earliest);
                *since = earliest.min(*since);
            }
        }
        let said_in = |id| {
            lookup
                .observation(id)
                .map_or(0, |o| place(o.article.as_str()))
        };
        let mut checks: BTreeMap<usize, Vec<&Check>> = BTreeMap::new();
        for check in &lookup.table.checks {
            let latest = match check.operands.as_slice() {
                [_] => check.observations.iter().map(said_in).max(),
                many => many.iter().filter_map(|id| first.get(id).copied()).max(),
            };
            checks.entry(latest.unwrap_or(0)).or_default().push(check);
        }
        let mut conflicts: BTreeMap<usize, Vec<&Fact>> = BTreeMap::new();
        for conflict in &lookup.table.conflicts {
            let mut places: Vec<usize> = conflict
                .values
                .iter()
                .filter_map(|(_, ids)| ids.iter().map(said_in).min())
                .collect();
            places.sort_unstable();
            if let (Some(&second), Some(fact)) = (places.get(1), lookup.fact(&conflict.fact)) {
                conflicts.entry(second).or_default().push(fact);
            }
        }
        Self {
            order,
            facts,
            again,
            checks,
            conflicts,
            indicators,
        }
    }
}

impl<'a> Desk<'a> {
    fn entry(&self, slug: &str, place: usize, arrivals: &Arrivals<'a>) -> LogEntry {
        let document = self.lookup.document(slug);
        let article = document.map(|d| &d.article);
        let facts = arrivals.facts.get(&place).map_or(&[][..], Vec::as_slice);
        let again = arrivals.again.get(&place).copied().unwrap_or(0);
        let mut started: BTreeSet<&str> = BTreeSet::new();
        let mut lengthened: BTreeSet<&str> = BTreeSet::new();
        for fact in facts.iter().filter(|f| self.lookup.is_home(f)) {
            if let Some(id) = fact.indicator_id.as_deref() {
                match arrivals.indicators.get(id) {
                    Some(since) if *since < place => lengthened.insert(id),
                    _ => started.insert(id),
                };
            }
        }
        let named = |ids: BTreeSet<&str>| -> Vec<Link> {
            let mut links: Vec<Link> = ids
                .into_iter()
                .filter_map(|id| self.lookup.indicator(id))
                .map(|i| Link {
                    text: i.name.clone(),
                    href: self.href(&format!("indicators/{}.html", i.id)),
                })
                .collect();
            links.sort_by(|a, b| a.href.cmp(&b.href));
            links
        };
        let mut foreign: BTreeMap<&str, (usize, &Fact)> = BTreeMap::new();
        for &fact in facts.iter().filter(|f| !self.lookup.is_home(f)) {
            let subject = foreign.entry(&fact.key.subject);
            subject.or_insert((0, fact)).0 += 1;
        }
        let foreign = foreign.into_iter().map(|(name, (n, fact))| Link {
            text: format!("{name}（{n}件）"),
            href: match self.lookup.subject(name) {
                Some(subject) => self.href(&format!("subjects/{}.html", subject.id)),
                None => self.address(fact),
            },
        });
        let unlisted = facts
            .iter()
            .filter(|f| f.indicator_id.is_none() && self.lookup.is_home(f))
            .map(|f| Link {
                text: format!("{}{}", self.lookup.name(f, true), self.figure(f).text()),
                href: self.address(f),
            });
        let lists = [
            ("第一次有数的指标", "个", named(started)),
            ("多了数的指标", "个", named(lengthened)),
            ("没有列为指标的数", "件", unlisted.collect()),
            ("别的主体", "个", foreign.collect()),
        ];
        let lists = lists.into_iter().filter(|(.., links)| !links.is_empty());
        let lists = lists.map(|(name, unit, mut links): (&str, &str, Vec<Link>)| {
            let total = links.len();
            links.truncate(NAMES);
            LogList {
                name: format!("{name}，{total}{unit}"),
                more: total - links.len(),
                links,
            }
        });
        let conflicts = arrivals.conflicts.get(&place).into_iter().flatten();
        let answer = match (facts.len(), again) {
            (0, 0) => "没有可收录的数字。".to_string(),
            (n, 0) => format!("带来{n}件新事实。"),
            (0, m) => format!("没有新事实，{m}件前文已有。"),
            (n, m) => format!("带来{n}件新事实，另有{m}件前文已有。"),
        };
        LogEntry {
            id: slug.to_string(),
            link: Link {
                text: article.map_or_else(|| slug.to_string(), |a| a.title.clone()),
                href: self.href(&format!("articles/{slug}.html")),
            },
            month: article
                .and_then(|a| a.published)
                .map_or_else(String::new, |p| {
                    let estimate = if p.is_estimated { "（估）" } else { "" };
                    format!("{}{estimate}", month(p.date))
                }),
            answer,
            lists: lists.collect(),
            conflicts: conflicts
                .map(|fact| Link {
                    text: format!(
                        "{}，{}：{}",
                        self.lookup.full_name(fact),
                        self.lookup.period(fact),
                        self.figure(fact).text()
                    ),
                    href: self.href(&format!("audit/conflicts.html#{}", fact.id)),
                })
                .collect(),
            checks: self.verdicts(arrivals.checks.get(&place).map_or(&[], Vec::as_slice)),
            leftovers: self.left_out(slug),
        }
    }

    fn verdicts(&self, checks: &[&'a Check]) -> Vec<LogVerdict> {
        let verdicts = Verdict::ALL.into_iter().map(|of| {
            let of_verdict: Vec<&&Check> = checks.iter().filter(|c| c.verdict == of).collect();
            let doubtful = matches!(of, Verdict::Contradicts | Verdict::Open);
            let links = of_verdict.iter().filter(|_| doubtful).take(NAMES);
            LogVerdict {
                verdict: verdict(of),
                count: of_verdict.len(),
                links: links
                    .map(|check| Link {
                        text: check.title.clone(),
                        href: self.href(&format!("audit/checks.html#{}", check.id)),
                    })
                    .collect(),
            }
        });
        verdicts.filter(|v| v.count > 0).collect()
    }

    fn left_out(&self, slug: &str) -> String {
        let mut counts: BTreeMap<LeftoverReason, usize> = BTreeMap::new();
        for leftover in self.lookup.leftovers_of(slug) {
            *counts.entry(leftover.reason).or_default() += 1;
        }
        let mut counts: Vec<(LeftoverReason, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let said: Vec<String> = counts
            .into_iter()
            .map(|(why, n)| format!("{}{n}处", reason(why)))
            .collect();
        said.join("、")
    }
}

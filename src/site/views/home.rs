//! `index.html`: the answers first.

use serde::Serialize;

use crate::{
    model::{Measure, Period},
    site::{figure::Figure, lookup::Lookup, wording},
};

use super::{
    article::{ArticleLink, article_links},
    audit,
    card::Card,
    chart_block::ChartBlock,
    check::CheckView,
    finding::Statement,
    part::{Desk, Link},
    sum::Sum,
    topic,
};

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Home {
    /// `五篇报道里的…`.
    pub(crate) heading: String,
    /// What the site is made from, counted.
    pub(crate) scope: String,
    /// The flagship indicator.
    pub(crate) lead: Option<Lead>,
    /// A whole, its part and the rest.
    pub(crate) sum: Option<Sum>,
    /// `六个关键数`.
    pub(crate) cards_heading: String,
    /// Key figures.
    pub(crate) cards: Vec<Card>,
    /// What does not meet or is open, the first few.
    pub(crate) problems: Vec<CheckView>,
    /// `全部7项`; empty where all are here.
    pub(crate) all_problems: String,
    /// `五篇文章`.
    pub(crate) articles_heading: String,
    /// Articles, latest first.
    pub(crate) articles: Vec<ArticleLink>,
    /// `八个专题`.
    pub(crate) topics_heading: String,
    /// Topics with their indicators.
    pub(crate) topics: Vec<TopicLink>,
    /// The first chip of the page, to explain what chips are.
    pub(crate) example: Option<super::part::Chip>,
    /// Where the downloads are.
    pub(crate) data: String,
    /// The method page.
    pub(crate) about: String,
}

/// The flagship indicator's figure, findings and chart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Lead {
    /// Indicator.
    pub(crate) link: Link,
    /// Period.
    pub(crate) period: String,
    /// The figure.
    pub(crate) figure: Figure,
    /// True for two values.
    pub(crate) disputed: bool,
    /// Up to three findings.
    pub(crate) findings: Vec<Statement>,
    /// The chart.
    pub(crate) chart: Option<ChartBlock>,
}

/// A topic.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TopicLink {
    /// Name.
    pub(crate) name: String,
    /// Its page.
    pub(crate) href: String,
    /// A few of its indicators.
    pub(crate) hint: String,
}

/// The findings about the flagship that are tried when `[home] findings` names none: ends of
/// finding ids.
const DEFAULT_FINDINGS: [&str; 4] = ["", "-run", "-share", "-target"];

/// How many findings and cards the home page has room for.
const FINDINGS: usize = 3;
const CARDS: usize = 6;

/// How many checks that ask for a reader's eye stand on the home page.
const PROBLEMS: usize = 3;

/// How many indicators stand beside a topic.
const TOPIC_NAMES: usize = 3;

/// Builds the home page and its title and description.
pub(crate) fn home(lookup: &Lookup<'_>) -> (Home, String, String) {
    let desk = Desk { lookup, root: "" };
    let flagship = flagship(lookup);
    let lead = flagship.as_deref().and_then(|id| lead(&desk, id));
    let cards: Vec<Card> = card_ids(lookup)
        .into_iter()
        .filter(|id| lead.is_none() || flagship.as_deref() != Some(id))
        .filter_map(|id| desk.card(&id))
        .take(CARDS)
        .collect();
    let example = lead
        .iter()
        .flat_map(|lead| &lead.findings)
        .flat_map(|finding| &finding.chips)
        .chain(cards.iter().flat_map(|card| &card.chips))
        .next()
        .cloned();
    let topics = topics(&desk);
    let problems = audit::doubtful(lookup);
    let site = &lookup.config.site;
    let n = lookup.documents.len();
    let scope = scope(lookup);
    let title = match &lead {
        Some(lead) => format!(
            "{}：{}{}{}",
            site.name,
            lead.period,
            lead.link.text,
            lead.figure.text()
        ),
        None => site.name.clone(),
    };
    let description = match lead
        .as_ref()
        .and_then(|l| l.findings.first().map(|f| (l, f)))
    {
        Some((lead, finding)) => format!(
            "{}{}{}，{}{scope}",
            lead.period,
            lead.link.text,
            lead.figure.text(),
            finding.text()
        ),
        None => scope.clone(),
    };
    let home = Home {
        heading: match (n, site.subject.is_empty()) {
            (0, _) | (_, true) => site.name.clone(),
            _ => format!("{}篇报道里的{}", wording::quantity(n), site.subject),
        },
        scope,
        sum: flagship.as_deref().and_then(|id| desk.sum(id)),
        cards_heading: format!("{}个关键数", wording::quantity(cards.len())),
        cards,
        all_problems: match problems.len() {
            n if n > PROBLEMS => format!("全部{n}项"),
            _ => "全部核对".to_string(),
        },
        problems: problems
            .into_iter()
            .take(PROBLEMS)
            .map(|check| desk.check(check))
            .collect(),
        articles_heading: match n {
            0 => "还没有文章".to_string(),
            n => format!("{}篇文章", wording::quantity(n)),
        },
        articles: article_links(&desk),
        topics_heading: format!("{}个专题", wording::quantity(topics.len())),
        topics,
        example,
        lead,
        data: desk.href("data/index.html"),
        about: desk.href("about.html"),
    };
    (home, title, description)
}

/// The indicator of the large figure: the editor's, else the one with most points.
fn flagship(lookup: &Lookup<'_>) -> Option<String> {
    let chosen = lookup.config.home.flagship.as_deref();
    if let Some(id) = chosen.filter(|id| lookup.main_series(id).is_some()) {
        return Some(id.to_string());
    }
    lookup
        .ranked_indicators()
        .into_iter()
        .filter_map(|i| Some((lookup.main_series(&i.id)?, i)))
        .max_by(|a, b| {
            a.0.points
                .len()
                .cmp(&b.0.points.len())
                .then_with(|| b.1.id.cmp(&a.1.id))
        })
        .map(|(_, indicator)| indicator.id.clone())
}

/// The editor's order, then indicators by their sources until the strip is full.
fn card_ids(lookup: &Lookup<'_>) -> Vec<String> {
    let mut ids = lookup.config.home.figures.clone();
    if ids.len() < CARDS {
        for indicator in lookup.ranked_indicators() {
            if !ids.contains(&indicator.id) {
                ids.push(indicator.id.clone());
            }
        }
    }
    ids
}

fn lead(desk: &Desk<'_>, id: &str) -> Option<Lead> {
    let indicator = desk.lookup.indicator(id)?;
    let series = desk.lookup.main_series(id)?;
    let fact = desk.lookup.points(series).pop()?;
    let chosen = &desk.lookup.config.home.findings;
    let ids: Vec<String> = match chosen.as_slice() {
        [] => DEFAULT_FINDINGS.map(|end| format!("{id}{end}")).to_vec(),
        chosen => chosen.to_vec(),
    };
    let findings = ids
        .iter()
        .filter_map(|finding| desk.finding(finding))
        .take(FINDINGS)
        .collect();
    Some(Lead {
        link: Link {
            // Of a part or a growth, the name says so, as that of a card.
            text: match series.measure {
                Measure::Level | Measure::Rank if series.breakdown.is_none() => {
                    indicator.name.clone()
                }
                _ => desk.lookup.name(fact, true),
            },
            href: desk.href(&format!("indicators/{id}.html")),
        },
        period: desk.lookup.period(fact),
        figure: desk.figure(fact),
        disputed: fact.in_conflict,
        findings,
        chart: desk
            .chart(series, &format!("indicators/{id}.html#data"))
            .map(|chart| ChartBlock {
                panel: None,
                panel_note: String::new(),
                ..chart
            }),
    })
}

/// `整理自5篇新闻的300处数字，…`.
fn scope(lookup: &Lookup<'_>) -> String {
    let table = lookup.table;
    if lookup.documents.is_empty() {
        return "还没有收入任何文章。".to_string();
    }
    if table.observations.is_empty() {
        return format!(
            "收入{}篇新闻，其中没有找到可收录的数字。",
            lookup.documents.len()
        );
    }
    let years = table
        .facts
        .iter()
        .filter(|f| f.key.nature.status() == crate::model::Status::Actual);
    let years = years.filter_map(|f| match f.key.period? {
        Period::At(at) => Some((at.year, at.year)),
        Period::Range(first, last) => Some((first.year, last.year)),
        Period::Publication => None,
    });
    let span = years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let span = match span {
        Some((first, last)) if first == last => format!("，期间{last}年"),
        Some((first, last)) => format!("，期间{first}—{last}年"),
        None => String::new(),
    };
    format!(
        "整理自{}篇新闻的{}处数字，合为{}件事实{span}。每个数都能点回它的原句。",
        lookup.documents.len(),
        table.observations.len(),
        table.facts.len(),
    )
}

/// Topics with the names of their indicators, those with most sources first.
fn topics(desk: &Desk<'_>) -> Vec<TopicLink> {
    let config = desk.lookup.config;
    let topics = config.topics.iter().filter_map(|topic| {
        let members = topic::members(desk.lookup, topic);
        let mut names: Vec<&str> = members.iter().map(|i| i.name.as_str()).collect();
        let more = if names.len() > TOPIC_NAMES { "等" } else { "" };
        names.truncate(TOPIC_NAMES);
        (!names.is_empty()).then(|| TopicLink {
            name: topic.name.clone(),
            href: desk.href(&format!("topics/{}.html", topic.id)),
            hint: format!("{}{more}", names.join("、")),
        })
    });
    topics.collect()
}

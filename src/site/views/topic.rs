//! `topics/<id>.html`: what can be said of a topic, its charts, and a card for each indicator.

use serde::Serialize;

use crate::{
    config::{Indicator, Topic},
    site::lookup::Lookup,
};

use super::{
    card::Card,
    chart_block::ChartBlock,
    part::{Desk, Link},
    series,
    topic_lead::TopicLead,
};

/// How many charts of a topic are drawn large.
const CHARTS: usize = 3;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TopicPage {
    /// Name.
    pub(crate) name: String,
    /// All topics, this one marked by an empty address.
    pub(crate) bar: Vec<Link>,
    /// What can be said first.
    pub(crate) lead: Option<TopicLead>,
    /// Charts.
    pub(crate) charts: Vec<TopicChart>,
    /// The other indicators.
    pub(crate) cards: Vec<Card>,
    /// Indicators without a result of the site's own subject.
    pub(crate) others: Vec<Link>,
}

/// A chart and the page of its indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TopicChart {
    /// Indicator.
    pub(crate) link: Link,
    /// The chart.
    pub(crate) chart: ChartBlock,
}

/// The indicators of a topic, those first of which the articles say most; those without a result
/// come last.
pub(crate) fn members<'a>(lookup: &Lookup<'a>, topic: &Topic) -> Vec<&'a Indicator> {
    let of_topic = |i: &&Indicator| i.topic.as_ref() == Some(&topic.id);
    let mut members: Vec<&Indicator> = lookup
        .ranked_indicators()
        .into_iter()
        .filter(of_topic)
        .collect();
    members.extend(parts(lookup, topic));
    members.sort_by_cached_key(|indicator| std::cmp::Reverse(mentions(lookup, indicator)));
    for indicator in lookup.indicators().filter(of_topic) {
        if !members.iter().any(|i| i.id == indicator.id) {
            members.push(indicator);
        }
    }
    members
}

/// How many figures the articles print of an indicator, of the site's subject.
fn mentions(lookup: &Lookup<'_>, indicator: &Indicator) -> usize {
    let own = lookup.facts_of_indicator(&indicator.id).iter().copied();
    let own = own.filter(|fact| lookup.is_home(fact));
    let parts = lookup.part_series(indicator).into_iter();
    let parts = parts.flat_map(|series| lookup.points(series));
    own.chain(parts).map(|fact| fact.observations.len()).sum()
}

/// The indicators of a topic whose figures stand with a wider one, each once.
fn parts<'a>(lookup: &Lookup<'a>, topic: &Topic) -> Vec<&'a Indicator> {
    let mut parts: Vec<&Indicator> = Vec::new();
    for narrow in &lookup.config.indicators {
        let is_of_topic = narrow.topic.as_ref() == Some(&topic.id);
        if is_of_topic
            && !parts.iter().any(|known| known.id == narrow.id)
            && lookup.part_series(narrow).is_some()
        {
            parts.push(narrow);
        }
    }
    parts
}

/// The topics that have a page.
pub(crate) fn topics<'a>(lookup: &Lookup<'a>) -> Vec<&'a Topic> {
    let topics = lookup.config.topics.iter();
    topics
        .filter(|t| lookup.indicators().any(|i| i.topic.as_ref() == Some(&t.id)))
        .collect()
}

/// Builds the page and its description.
pub(crate) fn topic(lookup: &Lookup<'_>, topic: &Topic) -> (TopicPage, String) {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let members = members(lookup, topic);
    let link = |indicator: &Indicator| Link {
        text: indicator.name.clone(),
        href: desk.href(&format!("indicators/{}.html", indicator.id)),
    };
    let lead = desk.topic_lead(&members);
    // Those of whole indicators first, then those with most periods.
    let mut drawn: Vec<_> = series::drawable(lookup)
        .into_iter()
        .filter(|(_, series)| lookup.topic_of(series) == Some(topic.id.as_str()))
        .map(|(indicator, series)| {
            let main = lookup.main_series(&indicator.id);
            (main.is_some_and(|m| m.id == series.id), indicator, series)
        })
        .collect();
    drawn.sort_by_key(|(is_main, _, series)| (!is_main, std::cmp::Reverse(series.points.len())));
    drawn.truncate(CHARTS);
    let charts = drawn.iter().filter_map(|(is_main, indicator, series)| {
        let part = if *is_main { "data" } else { "others" };
        let table = format!("indicators/{}.html#{part}", indicator.id);
        let chart = desk.chart(series, &table)?;
        Some(TopicChart {
            link: link(indicator),
            chart: ChartBlock {
                panel: None,
                panel_note: String::new(),
                ..chart
            },
        })
    });
    let charts: Vec<TopicChart> = charts.collect();
    let is_drawn = |id: &str| drawn.iter().any(|(is_main, i, _)| *is_main && i.id == id);
    let mut cards: Vec<Card> = Vec::new();
    let mut others: Vec<Link> = Vec::new();
    for indicator in members.iter().filter(|i| !is_drawn(&i.id)) {
        let drawn_part = lookup
            .part_series(indicator)
            .is_some_and(|part| drawn.iter().any(|(_, _, series)| series.id == part.id));
        if drawn_part {
            continue;
        }
        let card = desk.card(&indicator.id);
        match card.or_else(|| desk.part_card(indicator)) {
            Some(card) => cards.push(card),
            None => others.push(link(indicator)),
        }
    }
    let description = match &lead {
        Some(lead) => format!(
            "{}{}{}，{}",
            lead.period,
            lead.link.text,
            lead.figure.text(),
            lead.finding.text()
        ),
        None => format!("{}：{}个指标。", topic.name, members.len()),
    };
    let bar = topics(lookup).into_iter().map(|t| Link {
        text: t.name.clone(),
        href: match t.id == topic.id {
            true => String::new(),
            false => format!("{}.html", t.id),
        },
    });
    let page = TopicPage {
        name: topic.name.clone(),
        bar: bar.collect(),
        lead,
        charts,
        cards,
        others,
    };
    (page, description)
}

//! `facts.html`: the whole fact table, with filters that need no script.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    model::{Fact, Nature, Period},
    site::lookup::Lookup,
};

use super::part::{Desk, Link, Row, group};

/// The table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Facts {
    /// How many observations there are.
    pub(crate) observations: usize,
    /// Filters.
    pub(crate) filters: Vec<Filter>,
    /// One row a fact.
    pub(crate) rows: Vec<Row>,
    /// Downloads of the table.
    pub(crate) downloads: Vec<Link>,
    /// Script that sorts and searches.
    pub(crate) script: String,
}

/// A row of radio buttons.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Filter {
    /// What is chosen.
    pub(crate) name: &'static str,
    /// Name of the group.
    pub(crate) key: &'static str,
    /// Choices: class and text.
    pub(crate) choices: Vec<Choice>,
}

/// A choice.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choice {
    /// The class of the rows that it keeps, and the id of its button.
    pub(crate) class: String,
    /// What is read.
    pub(crate) text: String,
}

/// Builds the table.
pub(crate) fn facts(lookup: &Lookup<'_>, downloads: Vec<Link>, script: &str) -> Facts {
    let desk = Desk { lookup, root: "" };
    let mut sorted: Vec<&Fact> = lookup.table.facts.iter().collect();
    sorted.sort_by_cached_key(|fact| order(lookup, fact));
    let mut rows: Vec<Row> = sorted
        .into_iter()
        .map(|fact| {
            let address = lookup.address(fact);
            let own_page = !address.starts_with("facts.html");
            let href = own_page.then(|| desk.href(&address));
            let mut row = desk.row(fact, lookup.full_name(fact), href);
            row.class = classes(lookup, fact);
            row.subject = (!lookup.is_home(fact)).then(|| fact.key.subject.clone());
            row
        })
        .collect();
    group(&mut rows);
    Facts {
        observations: lookup.table.observations.len(),
        filters: filters(lookup),
        rows,
        downloads,
        script: script.to_string(),
    }
}

/// Site's subject first, then topic, indicator, breakdown, measure, period.
fn order(lookup: &Lookup<'_>, fact: &Fact) -> impl Ord {
    let topic = topic_slot(lookup, fact).unwrap_or(usize::MAX);
    let indicator = fact
        .indicator_id
        .as_deref()
        .and_then(|id| lookup.config.indicators.iter().position(|i| i.id == id));
    let key = &fact.key;
    (
        (!lookup.is_home(fact), key.subject.clone()),
        (
            topic,
            indicator.unwrap_or(usize::MAX),
            key.indicator.clone(),
        ),
        (key.breakdown.clone(), key.measure, key.basis.clone()),
        (key.status, key.period, key.nature, key.cumulative),
    )
}

/// The position of a fact's topic in the editor's list.
fn topic_slot(lookup: &Lookup<'_>, fact: &Fact) -> Option<usize> {
    if !lookup.is_home(fact) {
        return None;
    }
    let indicator = lookup.indicator(fact.indicator_id.as_deref()?)?;
    let topic = indicator.topic.as_ref()?;
    lookup.config.topics.iter().position(|t| &t.id == topic)
}

fn year(fact: &Fact) -> Option<i32> {
    fact.key.period.and_then(Period::last).map(|date| date.year)
}

fn classes(lookup: &Lookup<'_>, fact: &Fact) -> String {
    let topic = match topic_slot(lookup, fact) {
        Some(slot) => format!("t-{slot}"),
        None if lookup.is_home(fact) => "t-x".to_string(),
        None => "t-s".to_string(),
    };
    let year = year(fact).map_or_else(|| "y-x".to_string(), |year| format!("y-{year}"));
    let kind = match fact.key.nature {
        _ if fact.in_conflict => "k-two",
        Nature::Result => "k-rep",
        Nature::Target => "k-tgt",
        Nature::Forecast => "k-for",
        Nature::Capacity => "k-cap",
    };
    format!("{topic} {year} {kind}")
}

/// The filters that the facts at hand need.
pub(crate) fn filters(lookup: &Lookup<'_>) -> Vec<Filter> {
    let classes: BTreeSet<String> = lookup
        .table
        .facts
        .iter()
        .flat_map(|fact| {
            classes(lookup, fact)
                .split(' ')
                .map(str::to_string)
                .collect::<Vec<_>>()
        })
        .collect();
    let years: BTreeSet<i32> = lookup.table.facts.iter().filter_map(year).collect();
    let choice = |class: String, text: &str| Choice {
        class,
        text: text.to_string(),
    };
    let mut topics: Vec<Choice> = lookup
        .config
        .topics
        .iter()
        .enumerate()
        .map(|(slot, topic)| choice(format!("t-{slot}"), &topic.name))
        .collect();
    topics.push(choice("t-x".into(), "未分专题"));
    topics.push(choice("t-s".into(), "别的主体"));
    let mut by_year: Vec<Choice> = years
        .into_iter()
        .map(|year| choice(format!("y-{year}"), &year.to_string()))
        .collect();
    by_year.push(choice("y-x".into(), "未载"));
    let kinds = [
        ("k-rep", "报道"),
        ("k-two", "两说"),
        ("k-tgt", "目标"),
        ("k-for", "预计"),
        ("k-cap", "产能"),
    ];
    let kinds = kinds
        .map(|(class, text)| choice(class.into(), text))
        .to_vec();
    let filter = |name, key, choices: Vec<Choice>| Filter {
        name,
        key,
        choices: choices
            .into_iter()
            .filter(|c| classes.contains(&c.class))
            .collect(),
    };
    let mut filters = vec![
        filter("专题", "t", topics),
        filter("年份", "y", by_year),
        filter("类型", "k", kinds),
    ];
    filters.retain(|f| f.choices.len() > 1);
    filters
}

/// The style rules by which the filters work.
pub(crate) fn filter_rules(lookup: &Lookup<'_>) -> String {
    let choices = filters(lookup).into_iter().flat_map(|f| f.choices);
    let rules: Vec<String> = choices
        .map(|c| format!("main:has(#{0}:checked) .ft tbody tr:not(.{0})", c.class))
        .collect();
    if rules.is_empty() {
        return String::new();
    }
    format!("{}{{display:none!important}}", rules.join(","))
}

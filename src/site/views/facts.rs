//! `facts.html`: the whole fact table, page by page, with filters that need no script where it
//! has one page; a script sorts and filters all of it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    config::Topic,
    site::{
        lookup::Lookup,
        order,
        sheets::{self, Names, Sheets},
    },
};

use super::part::{Link, month};

/// A page of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Facts<'a> {
    /// How many observations there are.
    pub(crate) observations: usize,
    /// How many facts there are.
    pub(crate) total: usize,
    /// Filters.
    pub(crate) filters: Vec<Filter>,
    /// Longer filters, for the script alone.
    pub(crate) lists: Vec<Filter>,
    /// Rows of this page as HTML.
    pub(crate) rows: &'a [String],
    /// All pages where there are several.
    pub(crate) pages: Vec<PageLink>,
    /// This page, counted from 1.
    pub(crate) page: usize,
    /// Rows of a page.
    pub(crate) size: usize,
    /// Scripts that hold all rows.
    pub(crate) pieces: usize,
    /// State of these scripts.
    pub(crate) version: &'a str,
    /// The script that sorts and filters.
    pub(crate) script: String,
    /// Downloads of the table.
    pub(crate) downloads: Vec<Link>,
}

/// Another page of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageLink {
    /// Its number.
    pub(crate) text: String,
    /// Its address; `None` for the page itself.
    pub(crate) href: Option<String>,
    /// True where pages before it are left out.
    pub(crate) after_gap: bool,
}

/// Choices of one kind.
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
    /// The heading that it stands under; empty for none.
    pub(crate) group: String,
    /// True for the first below its heading.
    pub(crate) opens: bool,
}

/// Builds a page of the table, counted from 0.
pub(crate) fn facts<'a>(
    lookup: &Lookup<'_>,
    sheets: &'a Sheets,
    page: usize,
    script: &str,
    downloads: Vec<Link>,
) -> Facts<'a> {
    Facts {
        observations: lookup.table.observations.len(),
        total: lookup.table.facts.len(),
        filters: filters(lookup),
        lists: lists(lookup),
        rows: &sheets.pages[page],
        pages: page_links(sheets.pages.len(), page),
        page: page + 1,
        size: order::ROWS,
        pieces: sheets.files.len(),
        version: &sheets.version,
        script: script.to_string(),
        downloads,
    }
}

/// The first and last page, this one and its neighbours.
fn page_links(count: usize, page: usize) -> Vec<PageLink> {
    if count < 2 {
        return Vec::new();
    }
    let near = |at: &usize| *at == 0 || *at + 1 == count || at.abs_diff(page) <= 2;
    let mut links = Vec::new();
    let mut next = 0;
    for at in (0..count).filter(near) {
        links.push(PageLink {
            text: (at + 1).to_string(),
            href: (at != page).then(|| order::path(at)),
            after_gap: at > next,
        });
        next = at + 1;
    }
    links
}

fn choice(class: String, text: &str, group: &str) -> Choice {
    Choice {
        class,
        text: text.to_string(),
        group: group.to_string(),
        opens: false,
    }
}

/// The short filters that the facts at hand need.
pub(crate) fn filters(lookup: &Lookup<'_>) -> Vec<Filter> {
    let names = Names::new(lookup);
    let classes: BTreeSet<String> = lookup
        .table
        .facts
        .iter()
        .flat_map(|fact| {
            let plain = names.plain(lookup, fact);
            plain.split(' ').map(str::to_string).collect::<Vec<_>>()
        })
        .collect();
    let years: BTreeSet<i32> = lookup.table.facts.iter().filter_map(sheets::year).collect();
    let mut topics: Vec<Choice> = lookup
        .config
        .topics
        .iter()
        .enumerate()
        .map(|(slot, topic)| choice(format!("t-{slot}"), &topic.name, ""))
        .collect();
    topics.push(choice("t-x".into(), "未分专题", ""));
    topics.push(choice("t-s".into(), "别的主体", ""));
    let mut by_year: Vec<Choice> = years
        .into_iter()
        .rev()
        .map(|year| choice(format!("y-{year}"), &year.to_string(), ""))
        .collect();
    by_year.push(choice("y-x".into(), "未载", ""));
    let kinds = [
        ("k-rep", "报道"),
        ("k-two", "两说"),
        ("k-tgt", "目标"),
        ("k-for", "预计"),
        ("k-cap", "产能"),
    ];
    let kinds = kinds
        .map(|(class, text)| choice(class.into(), text, ""))
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

/// The long ones: indicator, subject, article.
fn lists(lookup: &Lookup<'_>) -> Vec<Filter> {
    let topic = |topic: &Topic| topic.name.clone();
    let listed = sheets::indicators(lookup).into_iter().enumerate();
    let mut indicators: Vec<Choice> = listed
        .map(|(slot, indicator)| {
            let id = indicator.topic.as_ref();
            let topics = &lookup.config.topics;
            let group = topics.iter().find(|t| Some(&t.id) == id).map(topic);
            let group = group.unwrap_or_else(|| "未分专题".to_string());
            choice(format!("i-{slot}"), &indicator.name, &group)
        })
        .collect();
    let facts = &lookup.table.facts;
    let is_unlisted = |id: Option<&str>| id.and_then(|id| lookup.indicator(id)).is_none();
    if facts.iter().any(|f| is_unlisted(f.indicator_id.as_deref())) {
        indicators.push(choice("i-x".into(), "不在指标表里的", "其他"));
    }
    for at in 0..indicators.len() {
        indicators[at].opens = at == 0 || indicators[at].group != indicators[at - 1].group;
    }
    let mut subjects = Vec::new();
    if facts.iter().any(|f| lookup.is_home(f)) {
        subjects.push(choice("s-0".into(), &lookup.config.site.subject, ""));
    }
    let named = sheets::subjects(lookup).into_iter().zip(1..);
    subjects.extend(named.map(|(name, slot): (_, usize)| choice(format!("s-{slot}"), name, "")));
    let is_other = |name: &str| lookup.subject(name).is_none();
    if facts
        .iter()
        .any(|f| !lookup.is_home(f) && is_other(&f.key.subject))
    {
        subjects.push(choice("s-x".into(), "其他主体", ""));
    }
    let articles = lookup.documents.iter().enumerate().map(|(slot, document)| {
        let article = &document.article;
        let title = lookup.short_title(article);
        let text = match article.published {
            Some(p) => format!("{} {title}", month(p.date)),
            None => title,
        };
        choice(format!("a-{slot}"), &text, "")
    });
    let mut lists = vec![
        Filter {
            name: "指标",
            key: "i",
            choices: indicators,
        },
        Filter {
            name: "主体",
            key: "s",
            choices: subjects,
        },
        Filter {
            name: "文章",
            key: "a",
            choices: articles.collect(),
        },
    ];
    lists.retain(|f| f.choices.len() > 1);
    lists
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

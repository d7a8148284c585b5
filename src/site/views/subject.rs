//! `subjects/<id>.html` and the list of subjects: companies, parks, platforms that articles give
//! figures about. Their figures are never mixed with those of the site's own subject.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    config::Subject,
    model::{Fact, Measure, Nature, Period},
    site::lookup::Lookup,
};

use super::{
    check::CheckView,
    pairs::{Now, Pair},
    part::{Desk, Link, Row, group, kind},
    quote::Quote,
};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Subjects {
    /// Name of the site's own subject.
    pub(crate) home: String,
    /// The site's own subject and its indicators.
    pub(crate) own: Option<SubjectLink>,
    /// Groups by kind.
    pub(crate) groups: Vec<SubjectGroup>,
    /// Subjects without a page.
    pub(crate) others: Vec<SubjectLink>,
}

/// Subjects of one kind.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SubjectGroup {
    /// The kind in words.
    pub(crate) kind: String,
    /// Its subjects.
    pub(crate) links: Vec<SubjectLink>,
}

/// A subject in the list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SubjectLink {
    /// Name.
    pub(crate) name: String,
    /// Page, or the first row about it.
    pub(crate) href: String,
    /// `12个数`.
    pub(crate) count: String,
}

/// The page of a subject.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SubjectPage {
    /// Name.
    pub(crate) name: String,
    /// A figure to begin with.
    pub(crate) now: Option<Now>,
    /// Kind in words: 企业.
    pub(crate) kind: String,
    /// The site's own subject.
    pub(crate) home: String,
    /// `三篇报道写到它的数字`.
    pub(crate) caption: String,
    /// All its facts.
    pub(crate) rows: Vec<Row>,
    /// Checks that use its facts, those that ask for a reader's eye first.
    pub(crate) checks: Vec<CheckView>,
    /// How many checks are left out here.
    pub(crate) more_checks: usize,
    /// The sentences.
    pub(crate) quotes: Vec<Quote>,
    /// Kind, other names, parent.
    pub(crate) about: Vec<Pair>,
    /// Articles with figures about it.
    pub(crate) articles: Vec<Link>,
    /// Subjects of the same kind.
    pub(crate) others: Vec<Link>,
}

/// The kind of a subject in words.
fn kind_word(kind: &str) -> String {
    match kind {
        "company" | "enterprise" => "企业",
        "group" => "企业集团",
        "park" => "园区",
        "zone" => "开发区",
        "platform" => "平台",
        "institute" => "院所",
        "region" => "地区",
        "fund" => "基金",
        "department" | "government" | "agency" => "部门",
        "school" | "university" => "学校",
        "hospital" => "医院",
        // Words that pages have no Chinese for.
        _ => "其他",
    }
    .to_string()
}

/// Builds the list.
pub(crate) fn subjects(lookup: &Lookup<'_>) -> Subjects {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let count = |name: &str| format!("{}件事实", lookup.facts_of_subject(name).len());
    let own = &lookup.config.site.subject;
    let mut groups: Vec<SubjectGroup> = Vec::new();
    for subject in lookup.subjects() {
        let kind = kind_word(&subject.kind);
        let link = SubjectLink {
            name: subject.name.clone(),
            href: format!("{}.html", subject.id),
            count: count(&subject.name),
        };
        match groups.iter_mut().find(|g| g.kind == kind) {
            Some(group) => group.links.push(link),
            None => groups.push(SubjectGroup {
                kind,
                links: vec![link],
            }),
        }
    }
    let others = lookup
        .subject_names()
        .into_iter()
        .filter(|name| name != own && lookup.subject(name).is_none())
        .filter_map(|name| {
            let first = lookup.facts_of_subject(name).first()?;
            Some(SubjectLink {
                name: name.to_string(),
                href: desk.href(&lookup.order.address(&first.id)),
                count: count(name),
            })
        });
    Subjects {
        home: own.clone(),
        own: (!lookup.facts_of_subject(own).is_empty()).then(|| SubjectLink {
            name: own.clone(),
            href: desk.href("indicators/index.html"),
            count: count(own),
        }),
        groups,
        others: others.collect(),
    }
}

/// Builds a page; also its title and description.
pub(crate) fn subject(lookup: &Lookup<'_>, subject: &Subject) -> (SubjectPage, String, String) {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let mut facts: Vec<&Fact> = lookup.facts_of_subject(&subject.name).to_vec();
    facts.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.id.cmp(&b.id)));
    let articles: BTreeSet<&str> = facts
        .iter()
        .flat_map(|f| f.articles.iter().map(String::as_str))
        .collect();
    let now = facts.first().map(|fact| {
        let pair = |term: &str, text: String| Pair {
            term: term.into(),
            text,
            calc: false,
        };
        let mut pairs = vec![
            pair("内容", lookup.name(fact, true)),
            pair("期间", lookup.period(fact)),
        ];
        if let Some(growth) = desk.growth_fact(fact) {
            pairs.push(pair("同比", desk.figure(growth).text()));
        }
        Now {
            figure: desk.figure(fact),
            kind: kind(fact),
            pairs,
            chips: desk.chips(fact),
            alone: None,
        }
    });
    let mentions = desk.quotes(desk.mentions(&facts));
    let mut by_name = facts.clone();
    by_name.sort_by_cached_key(|f| (lookup.name(f, true), f.key.period, f.id.clone()));
    let rows = by_name
        .iter()
        .map(|fact| (*fact, desk.row(fact, lookup.name(fact, true), None)))
        .collect();
    let mut rows = desk.with_implied(rows);
    group(&mut rows);
    let (checks, more_checks) = desk.checks_about(&facts);
    let page = SubjectPage {
        checks,
        more_checks,
        name: subject.name.clone(),
        kind: kind_word(&subject.kind),
        home: lookup.config.site.subject.clone(),
        caption: format!(
            "{}篇报道里有它的数字",
            crate::site::wording::quantity(articles.len())
        ),
        rows,
        quotes: mentions,
        about: about(lookup, subject, articles.len()),
        articles: lookup
            .documents
            .iter()
            .filter(|d| articles.contains(d.article.slug.as_str()))
            .map(|d| Link {
                text: d.article.title.clone(),
                href: desk.href(&format!("articles/{}.html", d.article.slug)),
            })
            .collect(),
        others: lookup
            .subjects()
            .into_iter()
            .filter(|s| s.kind == subject.kind && s.id != subject.id)
            .map(|s| Link {
                text: s.name.clone(),
                href: format!("{}.html", s.id),
            })
            .take(12)
            .collect(),
        now,
    };
    let first = page
        .now
        .as_ref()
        .and_then(|now| Some((now, now.pairs.first()?)));
    let (title, description) = match first {
        Some((now, what)) => (
            format!("{} {}{}", subject.name, what.text, now.figure.text()),
            format!(
                "{}的{}件事实，逐个注明原句。",
                subject.name,
                page.rows.len()
            ),
        ),
        None => (subject.name.clone(), subject.name.clone()),
    };
    (page, title, description)
}

/// What makes a fact worth the large figure: an achieved level, money before counts, the latest.
fn weight(fact: &Fact) -> impl Ord {
    (
        fact.key.nature == Nature::Result,
        fact.key.measure == Measure::Level,
        !fact.in_conflict,
        fact.unit == "元",
        fact.key.period.and_then(Period::last),
    )
}

fn about(lookup: &Lookup<'_>, subject: &Subject, articles: usize) -> Vec<Pair> {
    let pair = |term: &str, text: String| Pair {
        term: term.into(),
        text,
        calc: false,
    };
    let mut pairs = vec![pair("类别", kind_word(&subject.kind))];
    if !subject.aliases.is_empty() {
        pairs.push(pair("又作", subject.aliases.join("、")));
    }
    let parent = subject
        .parent
        .as_ref()
        .and_then(|id| lookup.config.subjects.iter().find(|s| &s.id == id));
    if let Some(parent) = parent {
        pairs.push(pair("所在", parent.name.clone()));
    }
    pairs.push(pair("见于", format!("{articles}篇")));
    pairs
}

//! Change of definition (定义变更): “5+1”主导产业 in one article, “3+1”主导产业 in later ones.
//!
//! Two configured parts whose names differ only in what stands in quotation marks are two
//! definitions of one thing. Figures under the two are never joined.
//! Convention: SDMX, a break in a series (B) at a change of definition.

use std::collections::BTreeSet;

use super::{Rule, book::Book, draft::Draft, figure::Figure};
use crate::{
    config::Breakdown,
    model::{Check, Verdict},
};

pub(super) const RULE: Rule = Rule {
    code: "definition",
    name: "定义变更",
    formula: "同一名称，前后所含不同",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    let parts: Vec<_> = book
        .config
        .breakdowns
        .iter()
        .filter_map(|b| Some((quoted(&b.name)?, b)))
        .collect();
    for (n, ((first, tail), a)) in parts.iter().enumerate() {
        for ((other, other_tail), b) in parts.iter().skip(n + 1) {
            if tail == other_tail && first != other && first.contains('+') == other.contains('+') {
                checks.extend(check(book, (first, a), (other, b)));
            }
        }
    }
    checks
}

/// What stands in quotation marks at the start, and the rest: (5+1, 主导产业).
fn quoted(name: &str) -> Option<(&str, &str)> {
    let (inside, tail) = name.strip_prefix('“')?.split_once('”')?;
    (!tail.is_empty() && inside.contains(|c: char| c.is_ascii_digit())).then_some((inside, tail))
}

fn check<'a>(
    book: &Book<'a>,
    first: (&str, &Breakdown),
    other: (&str, &Breakdown),
) -> Option<Check> {
    let (a, b) = (articles(book, first.1), articles(book, other.1));
    let figures = |part: &Breakdown| {
        let of = book.figures.iter();
        of.filter(|f| f.breakdown() == Some(part.name.as_str()))
            .min_by_key(|f| (f.period().and_then(|p| p.last()), f.fact.id.clone()))
            .copied()
    };
    let operands: Vec<Figure<'a>> = [first.1, other.1].into_iter().filter_map(figures).collect();
    if a.is_empty() || b.is_empty() || operands.is_empty() || !a.is_disjoint(&b) {
        return None;
    }
    let (_, tail) = quoted(&first.1.name)?;
    let both: BTreeSet<String> = a.union(&b).cloned().collect();
    // The definition that is told first stands first.
    let (before, after) = if a.first() < b.first() {
        (first.0, other.0)
    } else {
        (other.0, first.0)
    };
    Some(
        Draft::new(
            RULE.code,
            Verdict::Definition,
            format!("{tail}由“{before}”到“{after}”"),
            &operands,
        )
        .formula(format!("“{before}” / “{after}”"))
        .note("两种定义下的数不连成一条线。")
        .told_by(both)
        .done(),
    )
}

/// The articles that use the name, with or without figures.
fn articles(book: &Book<'_>, part: &Breakdown) -> BTreeSet<String> {
    let names: Vec<&str> = std::iter::once(&part.name)
        .chain(&part.aliases)
        .map(String::as_str)
        .collect();
    let in_figures = book
        .observations()
        .filter(|o| o.breakdown.as_deref() == Some(part.name.as_str()))
        .map(|o| o.article.clone());
    let in_words = book
        .articles
        .iter()
        .filter(|article| {
            let body: String = article.body.split_whitespace().collect();
            names.iter().any(|name| body.contains(name))
        })
        .map(|article| article.slug.clone());
    in_figures.chain(in_words).collect()
}

//! Names that look alike (名称相近): two articles count what sounds the same, and differ.
//!
//! 80项审批事项 and 42项审批权限; 优势示范企业16家 beside 示范企业3家 and 优势企业16家. Shown side
//! by side: neither is wrong, the definitions differ (口径不同). One-off figures are compared by
//! the words of their labels, indicators by names of which one is made of the others.
//! Convention: SDMX, a concept is one only under one definition.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Rule,
    book::{Book, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "alike",
    name: "名称相近",
    formula: "甲文的数 ∥ 乙文的数",
    run,
};

/// Pairs of neighbouring characters that two labels must share, of those of the shorter one:
/// at least three, and a third of them. Found on the labels of five articles.
const LEAST: usize = 3;
const PART: usize = 3;

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = one_offs(book);
    checks.extend(combined(book));
    checks
}

fn one_offs(book: &Book<'_>) -> Vec<Check> {
    let regions: BTreeSet<(char, char)> = book
        .config
        .subjects
        .iter()
        .filter(|subject| ["region", "zone"].contains(&subject.kind.as_str()))
        .flat_map(|subject| pairs(&subject.name))
        .collect();
    let figures: Vec<_> = book
        .figures
        .iter()
        .filter(|f| is_level(f) && f.is_count() && f.is_exact() && !f.is_disputed)
        .filter(|f| f.teller.indicator.is_none() && f.breakdown().is_none())
        .map(|f| (f, words(&f.fact.label, &f.fact.key.subject, &regions)))
        .collect();
    let mut places: BTreeMap<(char, char), Vec<usize>> = BTreeMap::new();
    for (n, (_, words)) in figures.iter().enumerate() {
        for word in words {
            places.entry(*word).or_default().push(n);
        }
    }
    let mut checks = Vec::new();
    let mut seen = BTreeSet::new();
    for (n, (first, own)) in figures.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for other in own.iter().filter_map(|word| places.get(word)).flatten() {
            if *other > n {
                *shared.entry(*other).or_default() += 1;
            }
        }
        // Of several that look alike the one that does so most.
        let closest = shared
            .into_iter()
            .filter(|(at, shared)| {
                let (other, words) = &figures[*at];
                let shorter = own.len().min(words.len());
                let are_alike = (*shared >= LEAST && shared * PART >= shorter)
                    || is_inside(bare(first), bare(other))
                    || is_inside(bare(other), bare(first));
                are_alike
                    && first.fact.key.subject == other.fact.key.subject
                    && first.fact.unit == other.fact.unit
                    && first.value != other.value
                    && !book.share_article(first, other)
            })
            .max_by_key(|(at, shared)| (*shared, std::cmp::Reverse(*at)));
        if let Some((at, _)) = closest
            && seen.insert((&first.fact.key.indicator, &figures[at].0.fact.key.indicator))
        {
            checks.push(beside(book, &[**first, *figures[at].0]));
        }
    }
    checks
}

/// A normalised label without the characters that make it a count.
fn bare<'f>(figure: &'f Figure<'_>) -> &'f str {
    let key = &figure.fact.key.indicator;
    key.trim_end_matches(['数', '量', '伍'])
}

/// True when all characters of `short` stand in `long`, in their order: 招商队 in
/// 驻外招商工作队.
fn is_inside(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().count() >= 3
        && short != long
        && short.chars().next_back() == long.chars().next_back()
        && short.chars().all(|c| rest.any(|other| other == c))
}

/// Words that say nothing of what is counted.
const COMMON: &[&str] = &["企业", "项目", "数量", "个数"];

/// Pairs of neighbouring characters of a label that say what it counts: without its subject,
/// names of regions, 的, and words that stand in every label.
fn words(label: &str, subject: &str, regions: &BTreeSet<(char, char)>) -> BTreeSet<(char, char)> {
    let common: BTreeSet<_> = COMMON.iter().flat_map(|word| pairs(word)).collect();
    pairs(label.replace(subject, "").trim_end_matches('数'))
        .filter(|pair| pair.0 != '的' && pair.1 != '的')
        .filter(|pair| !regions.contains(pair) && !common.contains(pair))
        .collect()
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

/// An indicator named by two others together: 优势示范企业 = 优势企业 + 示范企业.
fn combined(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for whole in book.figures.iter().filter(|f| is_indicator(f)) {
        let key = &whole.fact.key;
        let Some(names) = halves(book, &key.indicator) else {
            continue;
        };
        let parts: Vec<_> = names
            .iter()
            .filter_map(|name| {
                book.levels(&key.subject, name)
                    .into_iter()
                    .filter(|f| is_indicator(f) && f.breakdown() == whole.breakdown())
                    .filter(|f| same_unit(f, whole) && !book.share_article(f, whole))
                    .max_by_key(|f| f.period().and_then(|p| p.last()))
            })
            .collect();
        if let [first, second] = parts.as_slice() {
            checks.push(beside(book, &[*whole, *first, *second]));
        }
    }
    checks
}

fn is_indicator(figure: &Figure<'_>) -> bool {
    is_level(figure)
        && figure.is_count()
        && figure.teller.indicator.is_some()
        && !figure.is_disputed
}

/// Two configured indicators that differ in a word each, both of which `name` has.
fn halves<'a>(book: &Book<'a>, name: &str) -> Option<[&'a str; 2]> {
    let chars: Vec<char> = name.chars().collect();
    let known = |name: String| {
        let found = book.config.indicators.iter().find(|i| i.name == name);
        found.map(|indicator| indicator.name.as_str())
    };
    for start in 1..chars.len() {
        for middle in start + 2..chars.len() {
            for end in middle + 2..chars.len() {
                let without = |from: usize, to: usize| {
                    chars[..from].iter().chain(&chars[to..]).collect::<String>()
                };
                let first = known(without(start, middle));
                let second = known(without(middle, end));
                if let (Some(first), Some(second)) = (first, second) {
                    return Some([first, second]);
                }
            }
        }
    }
    None
}

fn beside<'a>(book: &Book<'a>, figures: &[Figure<'a>]) -> Check {
    let mut figures = figures.to_vec();
    figures.sort_by_key(|f| (f.period().and_then(|p| p.last()), f.fact.id.clone()));
    let told: Vec<String> = figures
        .iter()
        .map(|f| format!("“{}”", f.printed()))
        .collect();
    let names: Vec<String> = figures
        .iter()
        .map(|f| {
            let period = write::period(f.period());
            format!("{}（{period}）", book.name(f))
        })
        .collect();
    Draft::new(
        RULE.code,
        Verdict::Scope,
        format!("{}等几种说法", book.name(&figures[0])),
        &figures,
    )
    .formula(told.join(" ∥ "))
    .note(format!(
        "{}：名称相近，所指未必相同，待核。",
        names.join("、")
    ))
    .done()
}

//! Flow beside stock (流量与存量): how many applied, were recognised or came new in a year is
//! not how many there are.
//!
//! 申报57家 and 拥有165家 are two indicators that look alike. Convention:
//! 统计学原理, 时期指标与时点指标.

use super::{
    Rule,
    book::{Book, is_level},
    draft::Draft,
    figure::Figure,
};
use crate::model::{Check, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "flow-stock",
    name: "流量与存量",
    formula: "申报、认定、新增 ∥ 拥有",
    run,
};

/// Words that make a flow of a stock, the longest first.
const ENDINGS: &[&str] = &["认定申报数", "申报数", "认定数", "新增数"];
const BEGINNINGS: &[&str] = &["新增", "新认定", "新引进"];

fn run(book: &Book<'_>) -> Vec<Check> {
    book.groups()
        .filter_map(|group| check(book, group))
        .flatten()
        .collect()
}

/// The stock that the name of a flow is made from: 高新技术企业认定申报数 → 高新技术企业数.
fn stock(flow: &str) -> Option<String> {
    let by_ending = ENDINGS
        .iter()
        .find_map(|ending| flow.strip_suffix(ending))
        .map(|stem| format!("{stem}数"));
    by_ending.or_else(|| {
        BEGINNINGS
            .iter()
            .find_map(|beginning| flow.strip_prefix(beginning))
            .map(str::to_string)
    })
}

/// One check for each breakdown: all flows beside the latest stock.
fn check<'a>(book: &Book<'a>, group: &[Figure<'a>]) -> Option<Vec<Check>> {
    let first = group.first()?;
    let key = &first.fact.key;
    let stocks = book.levels(&key.subject, &stock(&key.indicator)?);
    let flows: Vec<_> = group
        .iter()
        .filter(|f| is_level(f) && f.is_count() && f.teller.indicator.is_some())
        .collect();
    let mut checks = Vec::new();
    for flow in flows {
        let latest = stocks
            .iter()
            .filter(|f| f.breakdown() == flow.breakdown() && !f.is_disputed)
            .filter(|f| f.is_count() && f.teller.indicator.is_some())
            .max_by_key(|f| (f.period().and_then(|p| p.last()), f.period()));
        let Some(latest) = latest else {
            continue;
        };
        checks.push(
            Draft::new(
                RULE.code,
                Verdict::Scope,
                format!("{}与{}", book.dated_name(flow), latest.fact.key.indicator),
                &[*flow, *latest],
            )
            .formula(format!("{} ∥ {}", flow.printed(), latest.printed()))
            .note("前者是一段时期内的流量，后者是时点上的存量。")
            .done(),
        );
    }
    Some(checks)
}

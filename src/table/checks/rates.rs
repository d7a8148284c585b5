//! Rates of different indicators (增速并列): output, value added, revenue and profit of a year.
//!
//! They move at different speeds and need not agree: shown side by side, never compared.
//! Convention: 国家统计局工业统计报表制度: 产值按现价, 增加值增速按可比价, 利润随价格与成本变动.

use std::collections::BTreeMap;

use super::{
    Rule, arithmetic,
    book::{Book, is_level, is_yearly_rate, same_unit},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "rates",
    name: "增速并列",
    formula: "产值、增加值、营业收入、利润的增速",
    run,
};

/// Indicators of industry that are reported together.
const FAMILY: &[&str] = &[
    "工业总产值",
    "工业增加值",
    "工业销售产值",
    "营业收入",
    "利润总额",
    "利润",
];

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut years: BTreeMap<(&str, i32), Vec<Figure<'_>>> = BTreeMap::new();
    for figure in &book.figures {
        let key = &figure.fact.key;
        let is_meant = FAMILY.contains(&key.indicator.as_str())
            && is_yearly_rate(figure)
            && !figure.is_disputed
            && book.is_whole(figure);
        if let (true, Some(year)) = (is_meant, figure.year()) {
            years
                .entry((key.subject.as_str(), year))
                .or_default()
                .push(*figure);
        }
    }
    years
        .into_iter()
        .filter_map(|((subject, year), rates)| check(book, subject, year, rates))
        .collect()
}

fn check<'a>(
    book: &Book<'a>,
    subject: &str,
    year: i32,
    mut rates: Vec<Figure<'a>>,
) -> Option<Check> {
    rates.sort_by_key(|f| {
        let order = FAMILY.iter().position(|name| *name == f.fact.key.indicator);
        (order, f.breakdown(), f.fact.id.clone())
    });
    rates.dedup_by_key(|f| f.fact.key.indicator.as_str());
    if rates.len() < 2 {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    let mut operands = Vec::new();
    if let Some((before, after, percent)) = computed_output(book, subject, year)
        && !rates.iter().any(|f| f.fact.key.indicator == FAMILY[0])
    {
        words.push(format!("{}{percent}%（算得）", FAMILY[0]));
        operands.extend([after, before]);
    }
    words.extend(rates.iter().map(|f| {
        format!(
            "{}{}%",
            f.fact.key.indicator,
            write::signed(f.value, f.decimals())
        )
    }));
    operands.extend(rates);
    Some(
        Draft::new(
            RULE.code,
            Verdict::Scope,
            format!("{year}年几个增速并列"),
            &operands,
        )
        .formula(words.join(" ∥ "))
        .note("指标不同，增速可以不同，并不矛盾。")
        .done(),
    )
}

/// The growth of output that two reported levels give.
fn computed_output<'a>(
    book: &Book<'a>,
    subject: &str,
    year: i32,
) -> Option<(Figure<'a>, Figure<'a>, String)> {
    let levels = book.levels(subject, FAMILY[0]);
    let find = |year: i32| {
        levels
            .iter()
            .filter(|f| is_level(f) && f.is_exact() && f.breakdown().is_none() && !f.is_disputed)
            .find(|f| f.period() == Some(Period::year(year)))
            .copied()
    };
    let (before, after) = (find(year - 1)?, find(year)?);
    if !same_unit(&before, &after) {
        return None;
    }
    let percent = arithmetic::growth(before.value, after.value)?;
    Some((before, after, write::signed(percent, 1)))
}

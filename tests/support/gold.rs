//! The hand-made observations of `tests/gold/` as the linking stage would give them. Spans are
//! made up: the `n`th line of a file stands at byte 1000 × n of a text that nobody reads.

use std::{fs, path::Path};

use serde_json::Value;
use shudu::model::{
    Article, Basis, Date, Decimal, Linked, Measure, Nature, Observation, ObservationId, Period,
    Published, Qualifier, Span,
};

/// The articles of `tests/gold/`, in order of slug, published in the month that begins their slug.
pub(crate) fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut slugs: Vec<String> = fs::read_dir(folder)
        .expect("tests/gold")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_string())
        .collect();
    slugs.sort();
    slugs
        .into_iter()
        .map(|slug| Article {
            id: format!("id of {slug}"),
            title: slug.clone(),
            short: String::new(),
            published: Some(Published {
                date: slug[..7].parse::<Date>().expect("a month"),
                is_estimated: true,
            }),
            byline: String::new(),
            source: String::new(),
            url: String::new(),
            aliases: vec![],
            note: String::new(),
            body: contexts(&slug).join("\n"),
            slug,
        })
        .collect()
}

/// All observations of `tests/gold/`.
pub(crate) fn linked() -> Linked {
    let observations = articles()
        .iter()
        .flat_map(|article| {
            let lines = lines(&article.slug);
            let read = |(n, line): (usize, &Value)| observation(&article.id, n, line);
            lines.iter().enumerate().map(read).collect::<Vec<_>>()
        })
        .collect();
    Linked {
        observations,
        leftovers: vec![],
    }
}

fn lines(slug: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/gold/{slug}.jsonl"));
    fs::read_to_string(path)
        .expect("a gold file")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn contexts(slug: &str) -> Vec<String> {
    lines(slug)
        .iter()
        .map(|line| text(line, "context"))
        .collect()
}

fn text(line: &Value, field: &str) -> String {
    line[field].as_str().unwrap_or_default().to_string()
}

fn optional(line: &Value, field: &str) -> Option<String> {
    line[field].as_str().map(str::to_string)
}

fn observation(article_id: &str, n: usize, line: &Value) -> Observation {
    let (context, quote) = (text(line, "context"), text(line, "quote"));
    let at = context
        .find(&quote)
        .expect("the quote stands in its context");
    let start = n * 1000;
    let value: Decimal = text(line, "value").parse().expect("a decimal");
    let measure = match line["measure"].as_str() {
        Some("level") => Measure::Level,
        Some("growth") => Measure::Growth,
        Some("change") => Measure::Change,
        Some("share") => Measure::Share,
        Some("rank") => Measure::Rank,
        Some("multiple") => Measure::Multiple,
        other => panic!("measure {other:?}"),
    };
    Observation {
        id: ObservationId::new([article_id, &context, &quote, &n.to_string()]),
        article: text(line, "article"),
        sentence: Span::new(start, start + context.len()),
        sentence_text: context.clone(),
        quote: Span::new(start + at, start + at + quote.len()),
        step: step(&quote, value),
        value,
        unit: text(line, "unit"),
        qualifier: match line["qualifier"].as_str() {
            Some("exact") => Qualifier::Exact,
            Some("about") => Qualifier::About,
            Some("over") => Qualifier::Over,
            Some("under") => Qualifier::Under,
            other => panic!("qualifier {other:?}"),
        },
        measure,
        basis: optional(line, "basis").map(|basis| match basis.as_str() {
            "yoy" => Basis::YearOnYear,
            "annual_average" => Basis::AnnualAverage,
            _ if measure == Measure::Share => Basis::Whole(basis),
            _ => Basis::Period(basis.parse().expect("a period")),
        }),
        nature: nature(&text(line, "status"), &text(line, "label")),
        cumulative: false,
        period: optional(line, "period").map(|p| p.parse::<Period>().expect("a period")),
        period_iso: None,
        subject: text(line, "subject"),
        indicator: optional(line, "indicator"),
        indicator_id: None,
        breakdown: optional(line, "breakdown"),
        label: text(line, "label"),
        rule: "gold".into(),
        correction: None,
        fact: None,
        quote_text: quote,
    }
}

/// Gold has no `nature`: the words of the label tell.
fn nature(status: &str, label: &str) -> Nature {
    match status {
        "target" if ["预计", "预估", "达产后"].iter().any(|w| label.contains(w)) => {
            Nature::Forecast
        }
        "target" => Nature::Target,
        _ if label.contains("产能") => Nature::Capacity,
        _ => Nature::Result,
    }
}

/// One unit of the last printed digit: 16.06亿元 has 1000000. Chinese numerals have 1.
fn step(quote: &str, value: Decimal) -> Decimal {
    let digits: String = quote
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let Ok(number) = digits.parse::<Decimal>() else {
        return Decimal::ONE;
    };
    let multiplier = value.abs() / number;
    (Decimal::new(1, number.scale()) * multiplier).normalize()
}

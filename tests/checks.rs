//! Arithmetic between the facts of five real articles.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::{path::PathBuf, sync::Arc};

use shudu::{
    config::{self, Config},
    diag::SourceFile,
    model::FactTable,
    table,
};
use support::gold;

/// The site's own configuration.
fn config() -> Config {
    let path = PathBuf::from("facts.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    config::parse(&Arc::new(SourceFile { path, text })).unwrap()
}

fn built() -> FactTable {
    table::build(gold::linked(), &gold::articles(), &config()).0
}

#[test]
fn print_real() {
    let config = config();
    let corpus = shudu::corpus::load(std::path::Path::new(".")).unwrap();
    let documents: Vec<_> = corpus
        .articles
        .iter()
        .cloned()
        .map(shudu::text::read)
        .collect();
    let seg = shudu::text::Segmenter::new(&config);
    let linked =
        shudu::observations::link(&documents, &config, &seg, &config.site.subject).unwrap();
    let (table, _) = table::build(linked, &corpus.articles, &config);
    for f in &table.facts {
        println!(
            "F {} | {} | {:?} | {:?} {:?} | {:?} | {:?} | cum {} | {} | {} | {:?}",
            f.key.subject,
            f.key.indicator,
            f.key.breakdown,
            f.key.measure,
            f.key.basis,
            f.key.nature,
            f.key.period.map(|p| p.to_string()),
            f.key.cumulative,
            f.printed,
            f.articles.join(","),
            f.indicator_id
        );
    }
    for c in &table.checks {
        println!(
            "R {} | {} | {} | {} | st={:?} | {} | {}",
            c.rule,
            c.verdict,
            c.title,
            c.formula,
            c.stated.as_deref().unwrap_or(""),
            c.note,
            c.articles.len()
        );
    }
}

#[test]
fn print() {
    let table = built();
    for c in &table.checks {
        println!(
            "{} | {} | {} | {} | st={:?} | {} | {}",
            c.rule,
            c.verdict,
            c.title,
            c.formula,
            c.stated.as_deref().unwrap_or(""),
            c.note,
            c.articles.len()
        );
    }
}

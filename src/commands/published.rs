//! The data of a published site (已发布的数据), as far as two of them can be told apart: facts,
//! checks and the sentences behind them. Read from the files of `data/`, whoever wrote them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde::Deserialize;

use crate::{
    diag::{Diagnostic, Phrase, Report},
    site::downloads::SCHEMA_VERSION,
    table::rows,
};

/// A row of `facts.json`, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct PublishedFact {
    pub(super) id: String,
    pub(super) subject: String,
    pub(super) label: String,
    pub(super) indicator: String,
    pub(super) indicator_id: Option<String>,
    pub(super) measure: String,
    pub(super) unit: String,
    pub(super) value: String,
    pub(super) printed: String,
    pub(super) period_iso: Option<String>,
    pub(super) articles: Vec<String>,
    pub(super) observations: Vec<String>,
    pub(super) conflict: bool,
}

/// A row of `observations.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct PublishedObservation {
    pub(super) id: String,
    pub(super) article: String,
    pub(super) sentence: String,
    pub(super) quote: String,
}

/// A row of `checks.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct PublishedCheck {
    id: String,
    pub(super) verdict: String,
    pub(super) formula: String,
    pub(super) title: String,
}

/// What `data/` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Published {
    pub(super) facts: BTreeMap<String, PublishedFact>,
    pub(super) observations: BTreeMap<String, PublishedObservation>,
    pub(super) checks: BTreeMap<String, PublishedCheck>,
    /// The plain text of each article by slug.
    pub(super) texts: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct FactsFile {
    schema_version: String,
    facts: Vec<PublishedFact>,
}

impl Published {
    /// The data of a site on the disk; `None` where there is no site.
    ///
    /// # Errors
    /// A site of another version of the data, or one whose data cannot be read.
    pub(super) fn read(site: &Path) -> Result<Option<Self>, Report> {
        if !site.join(FACTS).exists() {
            return Ok(None);
        }
        let file = |name: &str| {
            fs::read(site.join(name)).map_err(|error| unreadable(&site.join(name), &error))
        };
        let (facts, observations, checks) = (file(FACTS)?, file(OBSERVATIONS)?, file(CHECKS)?);
        let mut texts = BTreeMap::new();
        for entry in fs::read_dir(site.join(TEXTS))
            .into_iter()
            .flatten()
            .flatten()
        {
            if let Ok(text) = fs::read_to_string(entry.path())
                && let Some(slug) = entry.file_name().to_string_lossy().strip_suffix(".txt")
            {
                texts.insert(slug.to_owned(), text);
            }
        }
        Self::parse(&facts, &observations, &checks)
            .map(|published| Some(Self { texts, ..published }))
            .map_err(|fault| {
                Report::from(
                    Diagnostic::error("published-data", fault)
                        .about(site.join("data"))
                        .hint(Phrase::new(
                            "用这个版本的 shudu build 重建一次，再比较",
                            "build it once with this version of shudu, then compare",
                        )),
                )
            })
    }

    /// The data of files that have not been written yet.
    pub(super) fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let file = |name: &str| files.get(name).map_or(&[][..], Vec::as_slice);
        let texts = files.iter().filter_map(|(path, bytes)| {
            let slug = path.strip_prefix(TEXTS)?.strip_suffix(".txt")?;
            Some((slug.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
        });
        let published = Self::parse(file(FACTS), file(OBSERVATIONS), file(CHECKS))
            .expect("what this program writes, it reads");
        Self {
            texts: texts.collect(),
            ..published
        }
    }

    fn parse(facts: &[u8], observations: &[u8], checks: &[u8]) -> Result<Self, Phrase> {
        let broken = |name: &str, error: &dyn std::fmt::Display| {
            Phrase::new(
                format!("{name} 读不懂：{error}"),
                format!("{name} makes no sense: {error}"),
            )
        };
        let facts: FactsFile = serde_json::from_slice(facts).map_err(|e| broken(FACTS, &e))?;
        if facts.schema_version != SCHEMA_VERSION {
            return Err(Phrase::new(
                format!(
                    "数据格式是 {} 版，不是 {SCHEMA_VERSION} 版",
                    facts.schema_version
                ),
                format!(
                    "the data has version {}, not {SCHEMA_VERSION}",
                    facts.schema_version
                ),
            ));
        }
        let mut published = Self::default();
        for fact in facts.facts {
            published.facts.insert(fact.id.clone(), fact);
        }
        let lines = observations.split(|byte| *byte == b'\n');
        for line in lines.filter(|line| !line.is_empty()) {
            let row: PublishedObservation =
                serde_json::from_slice(line).map_err(|e| broken(OBSERVATIONS, &e))?;
            published.observations.insert(row.id.clone(), row);
        }
        let rows: Vec<PublishedCheck> = rows::read(checks).map_err(|e| broken(CHECKS, &e))?;
        for row in rows {
            published.checks.insert(row.id.clone(), row);
        }
        Ok(published)
    }

    /// Articles that are not in `old`, or read otherwise there.
    pub(super) fn new_articles(&self, old: &Self) -> BTreeSet<&str> {
        let texts = self.texts.iter();
        texts
            .filter(|(slug, text)| old.texts.get(*slug) != Some(text))
            .map(|(slug, _)| slug.as_str())
            .collect()
    }

    /// The sentences of a fact, with their articles.
    pub(super) fn quotes(&self, fact: &PublishedFact) -> Vec<&PublishedObservation> {
        let quotes = fact.observations.iter();
        quotes.filter_map(|id| self.observations.get(id)).collect()
    }
}

const FACTS: &str = "data/facts.json";
const OBSERVATIONS: &str = "data/observations.jsonl";
const CHECKS: &str = "data/checks.csv";
/// Folder of the plain texts.
const TEXTS: &str = "data/articles/";

fn unreadable(path: &Path, error: &std::io::Error) -> Report {
    crate::corpus::unreadable(path, error).into()
}

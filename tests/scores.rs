//! How well the five articles of this repository are read, against observations made by hand
//! (`tests/gold/`, fields in its `SCHEMA.md`), and all that is read of them as a snapshot; and how
//! well texts of other places and kinds are read (`tests/unseen/`).
//!
//! `UPDATE_EXPECTED=1 cargo test --test scores` rewrites `tests/expected/observations/`; review
//! the difference like code.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use serde::Deserialize;
use serde_json::{Map, Value};
use shudu::{
    config, corpus,
    model::{Decimal, Observation},
    pipeline::{self, Dictionary, Reading},
    table::rows,
    text::Document,
};

/// The least that must be right. Raise a floor when the rules get better, never lower one: the
/// comparison is stricter than that of careful readers, who let equivalent names pass.
const FLOORS: [(&str, f64); 11] = [
    ("detection", 0.99),
    ("value", 0.99),
    ("unit", 0.99),
    ("qualifier", 0.99),
    ("measure", 0.99),
    ("basis", 0.97),
    ("status", 0.97),
    ("period", 0.97),
    ("subject", 0.97),
    ("indicator", 0.83),
    ("exact", 0.82),
];

const FIELDS: [&str; 9] = [
    "value",
    "unit",
    "qualifier",
    "measure",
    "basis",
    "status",
    "period",
    "subject",
    "indicator",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The articles as a build reads them, but for the editors' corrections.
static READING: LazyLock<Reading> = LazyLock::new(|| {
    let dictionary = Dictionary::load();
    let mut config = pipeline::read_config(root()).unwrap();
    config.corrections.clear();
    let articles = corpus::load(root()).unwrap().articles;
    let segmenter = dictionary.knowing(&config);
    let subject = config.site.subject.clone();
    pipeline::understand(articles, &config, &segmenter, &subject).unwrap()
});

/// Without white space, and without the marks of lists, headings and tables.
fn squeezed(text: &str) -> String {
    let is_kept = |c: &char| !c.is_whitespace() && !"-|#*".contains(*c);
    text.chars().filter(is_kept).collect()
}

fn gold(folder: &str, slug: &str) -> Vec<Map<String, Value>> {
    let path = root().join(format!("tests/{folder}/{slug}.jsonl"));
    let lines = fs::read_to_string(path).unwrap();
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

/// Where a gold quote can stand: bytes of the squeezed text of its article. A byline or caption
/// that stood beside it in print may stand elsewhere now; then a part of the context is looked
/// for, and may be found more than once.
fn gold_places(text: &str, gold: &Map<String, Value>) -> Vec<(usize, usize)> {
    let [context, quote] = ["context", "quote"].map(|name| squeezed(gold[name].as_str().unwrap()));
    // The quote nearest to the middle of its context is the one that is meant.
    let places = context.match_indices(&quote).map(|(at, _)| at);
    let middle = context.len() / 2;
    let inside = places
        .min_by_key(|at| (at + quote.len() / 2).abs_diff(middle))
        .unwrap();
    let after = inside + quote.len();
    let starts = context.char_indices().map(|(at, _)| at);
    let later = starts
        .take_while(|at| *at <= inside)
        .map(|at| at..context.len());
    let ends = context.char_indices().rev().map(|(at, _)| at);
    let earlier = ends.take_while(|at| *at >= after).map(|at| 0..at);
    let found = later.chain(earlier).find_map(|part| {
        let places = text.match_indices(&context[part.clone()]);
        let places: Vec<usize> = places.map(|(at, _)| at + inside - part.start).collect();
        (!places.is_empty()).then_some(places)
    });
    let found = found.unwrap_or_else(|| panic!("not in the text: {context}"));
    found.into_iter().map(|at| (at, at + quote.len())).collect()
}

/// The same of an observation.
fn place(document: &Document, observation: &Observation) -> (usize, usize) {
    let before = |end: usize| squeezed(&document.text[..end]).len();
    (
        before(observation.quote.start),
        before(observation.quote.end),
    )
}

/// An indicator's name without the words that only say how it is counted.
fn stem(name: &str) -> String {
    let name: String = name.chars().filter(|c| !"“”‘’".contains(*c)).collect();
    let endings = ["总额", "金额", "总数", "数量", "总量", "额", "数", "量"];
    let ending = endings.iter().find(|ending| name.ends_with(**ending));
    name.trim_end_matches(ending.copied().unwrap_or("\u{0}"))
        .to_string()
}

/// Whether a field says what gold says, or one of the readings that gold lists as equally good.
fn agrees(field: &str, gold: &Map<String, Value>, row: &Map<String, Value>) -> bool {
    let also = gold.get(&format!("{field}_also")).and_then(Value::as_array);
    let mut wanted = std::iter::once(&gold[field]).chain(also.into_iter().flatten());
    let said = &row[field];
    wanted.any(|wanted| match (field, wanted.as_str(), said.as_str()) {
        (_, None, None) => true,
        ("value", Some(a), Some(b)) => a.parse::<Decimal>().unwrap() == b.parse().unwrap(),
        ("period", Some("pub"), Some(b)) => b == "pub" || row["period_iso"] == *said,
        ("indicator", Some(a), Some(b)) => stem(a) == stem(b),
        (_, Some(a), Some(b)) => a == b,
        _ => false,
    })
}

/// Share of right ones: of found and of gold observations (detection, exact: F1), else of those
/// that were found.
fn scores(reading: &Reading, folder: &str) -> BTreeMap<&'static str, f64> {
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut golden, mut found, mut matched, mut exact) = (0, 0, 0, 0);
    for document in &reading.documents {
        let slug = &document.article.slug;
        let text = squeezed(&document.text);
        let own = reading
            .table
            .observations
            .iter()
            .filter(|o| &o.article == slug);
        let own: Vec<(&Observation, Map<String, Value>)> = own
            .map(|o| {
                let row = serde_json::to_value(rows::observation_row(o)).unwrap();
                (o, row.as_object().unwrap().clone())
            })
            .collect();
        let gold = gold(folder, slug);
        let correct = |gold: &Map<String, Value>, row: &Map<String, Value>| {
            FIELDS
                .into_iter()
                .filter(|field| agrees(field, gold, row))
                .collect::<Vec<_>>()
        };
        let mut pairs = Vec::new();
        for (i, line) in gold.iter().enumerate() {
            let places = gold_places(&text, line);
            for (j, (observation, row)) in own.iter().enumerate() {
                let (from, to) = place(document, observation);
                if places.iter().any(|(start, end)| from < *end && *start < to) {
                    pairs.push((correct(line, row), i, j));
                }
            }
        }
        pairs.sort_by_key(|(fields, i, j)| (std::cmp::Reverse(fields.len()), *i, *j));
        let (mut mates, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for (fields, i, j) in &pairs {
            if mates.contains(i) || taken.contains(j) {
                continue;
            }
            mates.insert(*i);
            taken.insert(*j);
            if gold[*i].get("optional") == Some(&Value::Bool(true)) {
                continue;
            }
            matched += 1;
            exact += usize::from(fields.len() == FIELDS.len());
            for field in fields {
                *right.entry(field).or_default() += 1;
            }
        }
        let is_required = |line: &&Map<String, Value>| !line.contains_key("optional");
        golden += gold.iter().filter(is_required).count();
        let optional = mates
            .iter()
            .filter(|i| gold[**i].contains_key("optional"))
            .count();
        found += own.len() - optional;
    }
    let share = |n: usize, of: usize| n as f64 / of as f64;
    let mut scores: BTreeMap<&'static str, f64> = FIELDS
        .into_iter()
        .map(|field| {
            (
                field,
                share(right.get(field).copied().unwrap_or(0), matched),
            )
        })
        .collect();
    scores.insert("detection", share(2 * matched, golden + found));
    scores.insert("exact", share(2 * exact, golden + found));
    scores
}

#[test]
fn the_five_articles_are_read_no_worse_than_before() {
    let scores = scores(&READING, "gold");
    let table: Vec<String> = FLOORS
        .iter()
        .map(|(name, floor)| format!("{name:10} {:.3} (at least {floor})", scores[name]))
        .collect();
    println!("{}", table.join("\n"));
    let low = FLOORS.iter().any(|(name, floor)| scores[name] < *floor);
    assert!(!low, "\n{}", table.join("\n"));
}

/// A text of another place and kind, and the least that must be right of it.
#[derive(Deserialize)]
struct Text {
    slug: String,
    subject: String,
    detection: f64,
    exact: f64,
}

#[derive(Deserialize)]
struct Texts {
    text: Vec<Text>,
}

#[test]
fn texts_of_other_places_are_read_no_worse_than_before() {
    let folder = root().join("tests/unseen");
    let list = fs::read_to_string(folder.join("texts.toml")).unwrap();
    let texts: Texts = toml::from_str(&list).unwrap();
    let articles = fs::read_dir(&folder).unwrap();
    let articles =
        articles.filter(|e| e.as_ref().unwrap().path().extension() == Some("md".as_ref()));
    assert_eq!(
        articles.count(),
        texts.text.len(),
        "every text has its floors"
    );
    let config = config::base();
    let segmenter = Dictionary::load().knowing(&config);
    let mut low = Vec::new();
    for text in texts.text {
        let file = corpus::read(&folder.join(format!("{}.md", text.slug))).unwrap();
        let article = corpus::parse(&file, &text.slug).unwrap();
        let reading =
            pipeline::understand(vec![article], &config, &segmenter, &text.subject).unwrap();
        let scores = scores(&reading, "unseen");
        for (name, floor) in [("detection", text.detection), ("exact", text.exact)] {
            println!(
                "{} {name} {:.3} (at least {floor})",
                text.slug, scores[name]
            );
            if scores[name] < floor {
                low.push(format!(
                    "{} {name} {:.3} < {floor}",
                    text.slug, scores[name]
                ));
            }
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

/// The columns of the snapshot: what was read, without ids and places, which follow from it.
const SHOWN: [&str; 14] = [
    "quote",
    "value",
    "unit",
    "qualifier",
    "measure",
    "basis",
    "nature",
    "cumulative",
    "period",
    "subject",
    "indicator",
    "breakdown",
    "label",
    "rule",
];

/// The lines that went and came, and the file that they are of.
fn difference(path: &Path, before: &str, now: &str) -> Option<String> {
    let gone = before
        .lines()
        .filter(|line| !now.lines().any(|l| l == *line));
    let new = now
        .lines()
        .filter(|line| !before.lines().any(|l| l == *line));
    let gone = gone.map(|line| format!("- {line}"));
    let all: Vec<String> = gone.chain(new.map(|line| format!("+ {line}"))).collect();
    let name = path.file_name().unwrap().to_string_lossy();
    (before != now).then(|| format!("{name}:\n{}", all.join("\n")))
}

#[test]
fn all_that_is_read_is_what_was_expected() {
    let folder = root().join("tests/expected/observations");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut expected = BTreeSet::new();
    let mut differing = Vec::new();
    for document in &READING.documents {
        let slug = &document.article.slug;
        let own = READING
            .table
            .observations
            .iter()
            .filter(|o| &o.article == slug);
        let lines: String = own
            .map(|o| {
                let row = serde_json::to_value(rows::observation_row(o)).unwrap();
                let shown: Map<String, Value> = SHOWN
                    .into_iter()
                    .map(|name| (name.to_string(), row[name].clone()))
                    .collect();
                format!("{}\n", Value::Object(shown))
            })
            .collect();
        let path = folder.join(format!("{slug}.jsonl"));
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &lines).unwrap();
        }
        let before = fs::read_to_string(&path).unwrap_or_default();
        differing.extend(difference(&path, &before, &lines));
        expected.insert(path);
    }
    let there: BTreeSet<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(there, expected, "a snapshot without its article");
    assert!(
        differing.is_empty(),
        "{}\nUPDATE_EXPECTED=1 cargo test --test scores accepts this",
        differing.join("\n")
    );
}

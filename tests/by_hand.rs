//! The arithmetic worked out by hand for the five articles (`cases/by-hand.toml`) is found by
//! rule when the program reads them itself.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeSet, fs, path::Path};

use serde::Deserialize;
use shudu::pipeline;

#[derive(Deserialize)]
struct Cases {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default)]
    checks: Vec<(String, String)>,
    absent: Option<String>,
}

#[test]
fn every_row_is_found_or_its_absence_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = fs::read_to_string(root.join("tests/cases/by-hand.toml")).unwrap();
    let cases: Cases = toml::from_str(&cases).unwrap();
    let (reading, ..) = pipeline::read_all(root, pipeline::Aids::default()).unwrap();
    let found: BTreeSet<(String, String)> = reading
        .table
        .checks
        .iter()
        .map(|check| (check.verdict.to_string(), check.formula.clone()))
        .collect();
    let ids: Vec<String> = cases.row.iter().map(|row| row.id.clone()).collect();
    let all: Vec<String> = (1..=59).map(|n| format!("{n:02}")).collect();
    assert_eq!(ids, all, "every row has its place");
    for row in cases.row {
        assert_ne!(row.checks.is_empty(), row.absent.is_none(), "{}", row.id);
        for check in row.checks {
            assert!(found.contains(&check), "row {}: {check:?}", row.id);
        }
    }
    let absent = 4;
    let said = fs::read_to_string(root.join("tests/cases/by-hand.toml")).unwrap();
    assert!(
        said.matches("absent =").count() <= absent,
        "no row is lost again"
    );
}

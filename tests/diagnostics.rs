//! What the program says about a wrong `facts.toml`: each `tests/cases/diagnostics/*.toml` is
//! read, and what is said of it in both languages is compared with the files beside it.
//! `UPDATE_EXPECTED=1 cargo test --test diagnostics` rewrites them; review the difference.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use proptest::prelude::*;
use shudu::{
    config,
    diag::{Language, Report, SourceFile, render},
};

const CASES: &str = "tests/cases/diagnostics";

fn said(text: String, language: Language) -> String {
    let file = Arc::new(SourceFile {
        path: PathBuf::from("facts.toml"),
        text,
    });
    match config::parse(&file) {
        Ok(_) => "nothing is wrong\n".to_string(),
        Err(report) => render::render(&report, language, false),
    }
}

fn files(ending: &str) -> BTreeSet<PathBuf> {
    let folder = fs::read_dir(CASES).expect("the cases are there");
    let paths = folder.map(|entry| entry.expect("readable").path());
    paths
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect()
}

#[test]
fn every_case_says_what_is_written_beside_it() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut expected_files = BTreeSet::new();
    let mut wrong = Vec::new();
    for case in files(".toml") {
        let text = fs::read_to_string(&case).expect("cases are UTF-8");
        for (language, ending) in [(Language::English, "en.txt"), (Language::Chinese, "zh.txt")] {
            let beside = case.with_extension(ending);
            let said = said(text.clone(), language);
            if update {
                fs::write(&beside, &said).expect("the folder can be written to");
            }
            let expected = fs::read_to_string(&beside).unwrap_or_default();
            if said != expected {
                wrong.push(format!("{}:\n{said}", beside.display()));
            }
            expected_files.insert(beside);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(files(".txt"), expected_files, "a text without its case");
}

#[test]
fn the_first_line_names_file_line_and_column() {
    let text = fs::read_to_string(Path::new(CASES).join("unknown-keys.toml"));
    let said = said(text.expect("the case is there"), Language::English);
    let first = said.lines().next().expect("something is wrong");
    assert!(
        first.starts_with("facts.toml:4:1: error[facts-unknown-key]: "),
        "{first}"
    );
}

#[test]
fn an_empty_report_says_nothing() {
    let report = Report::default();
    assert_eq!(render::render(&report, Language::Chinese, true), "");
    assert_eq!(render::summary(&report, Language::Chinese), None);
}

#[test]
fn every_code_has_a_case_and_an_explanation() {
    let mut said = BTreeSet::new();
    for path in files("en.txt") {
        let text = fs::read_to_string(path).expect("cases are UTF-8");
        for line in text.lines() {
            let code = line
                .split_once(": error[")
                .and_then(|(_, rest)| rest.split_once(']'));
            said.extend(code.map(|(code, _)| code.to_string()));
        }
    }
    let explained: BTreeSet<String> = config::codes().map(str::to_string).collect();
    assert_eq!(said, explained);
    assert!(config::codes().is_sorted());
    assert_eq!(config::explain("facts-nothing"), None);
}

/// The cases, with one stretch of characters replaced by others.
fn damaged() -> impl Strategy<Value = String> {
    let cases: Vec<String> = files(".toml")
        .iter()
        .map(|path| fs::read_to_string(path).expect("cases are UTF-8"))
        .collect();
    let pieces = prop_oneof![
        Just(String::new()),
        Just("[[".to_string()),
        Just("\"\"\"".to_string()),
        Just(" = [[indicator]]\n".to_string()),
        Just("\r\n\u{2028}\u{1b}".to_string()),
        "\\PC{0,6}",
    ];
    let place = (any::<prop::sample::Index>(), 0..12usize);
    (prop::sample::select(cases), place, pieces).prop_map(|(case, (at, length), piece)| {
        let mut letters: Vec<char> = case.chars().collect();
        let from = at.index(letters.len() + 1);
        let to = (from + length).min(letters.len());
        letters.splice(from..to, piece.chars());
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_text_makes_it_fall_over(text in damaged()) {
        let english = said(text.clone(), Language::English);
        let chinese = said(text, Language::Chinese);
        prop_assert_eq!(english.lines().count(), chinese.lines().count());
    }
}

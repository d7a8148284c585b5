//! Every diagnostic that the program can give is explained.

use std::{collections::BTreeSet, fs, path::Path};

use shudu::commands::{codes, explain_code};

/// Calls whose first argument is a code.
const CALLS: [&str; 11] = [
    "contradiction(",
    "Diagnostic::error(",
    "Diagnostic::warning(",
    ".push(",
    "found.push((",
    "problem(",
    "refuse(",
    "refused(",
    "lacking(",
    "taken(",
    "outdated(",
];

/// The codes in the library's code: the text literals after those calls.
fn used(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            used(&path, codes);
            continue;
        }
        let text = fs::read_to_string(&path).expect("UTF-8");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in CALLS {
            for (at, _) in text.match_indices(call) {
                let rest = text[at + call.len()..].trim_start();
                let literal = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
                let is_code = |word: &str| {
                    word.contains('-')
                        && word
                            .chars()
                            .all(|c| c.is_ascii_lowercase() || "-0123456789".contains(c))
                };
                codes.extend(
                    literal
                        .map(|(word, _)| word.to_string())
                        .filter(|w| is_code(w)),
                );
            }
        }
    }
}

#[test]
fn every_code_is_explained() {
    let mut found = BTreeSet::new();
    used(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 40, "{found:?}");
    let unexplained: Vec<_> = found
        .iter()
        .filter(|code| explain_code(code).is_none())
        .collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
    for code in codes() {
        let meaning = explain_code(code).expect("listed");
        assert!(meaning.zh.ends_with('。'), "{code}");
        assert!(meaning.en.ends_with('.'), "{code}");
    }
}

#[test]
fn no_explanation_is_left_over() {
    let mut text = String::new();
    fn read(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).expect("src is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                read(&path, text);
            } else if !path.ends_with("commands/codes.rs") && !path.ends_with("config/explain.rs") {
                text.push_str(&fs::read_to_string(&path).expect("UTF-8"));
            }
        }
    }
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    let dead: Vec<_> = codes()
        .into_iter()
        .filter(|code| !text.contains(&format!("\"{code}\"")))
        .collect();
    assert!(dead.is_empty(), "{dead:?}");
}

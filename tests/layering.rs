//! The walls between the stages: which may name which, which crates each keeps to itself, and
//! who touches disk, clock and environment. One row a stage, in the order of `src/lib.rs`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Stage and the stages that it may name, besides itself.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("diag", &["model"]),
    ("config", &["model", "diag"]),
    ("corpus", &["model", "diag", "config"]),
    ("intake", &["model", "diag", "config", "corpus"]),
    ("text", &["model", "diag", "config", "corpus"]),
    ("words", &["model", "diag", "config", "text"]),
    ("quantities", &["model", "diag", "config", "text"]),
    // Of `quantities` only the numerals: see below.
    (
        "periods",
        &["model", "diag", "config", "text", "quantities"],
    ),
    (
        "observations",
        &["model", "diag", "config", "text", "quantities", "periods"],
    ),
    ("table", &["model", "diag", "config", "observations"]),
    ("charts", &["model", "diag", "config", "table"]),
    (
        "site",
        &[
            // Of `periods` the dates in running text, for the years.
            "model", "diag", "config", "corpus", "text", "words", "periods", "table", "charts",
        ],
    ),
    ("hosting", &["model", "text", "site"]),
    ("publish", &["model", "diag", "config", "corpus", "site"]),
    (
        "pipeline",
        &[
            "model",
            "diag",
            "config",
            "corpus",
            "intake",
            "text",
            "words",
            "quantities",
            "periods",
            "observations",
            "table",
            "charts",
            "site",
            "hosting",
            "publish",
        ],
    ),
    (
        "commands",
        &[
            "model",
            "diag",
            "config",
            "corpus",
            "intake",
            "text",
            "words",
            "quantities",
            "periods",
            "observations",
            "table",
            "charts",
            "site",
            "publish",
            "pipeline",
        ],
    ),
];

/// A crate or module and the only stages or files that may name it.
const KEPT: &[(&str, &[&str])] = &[
    ("clap::", &["main", "cli"]),
    ("env::", &["main"]),
    ("SystemTime", &["main"]),
    ("Instant", &["main"]),
    ("jiff::", &["main"]),
    ("toml::", &["config", "corpus"]),
    ("walkdir::", &["corpus", "publish"]),
    ("chardetng::", &["intake"]),
    ("encoding_rs::", &["intake"]),
    ("pulldown_cmark::", &["text"]),
    ("jieba_rs::", &["text"]),
    ("plotters::", &["charts"]),
    ("plotters_backend::", &["charts"]),
    ("tera::", &["site"]),
    ("include_dir::", &["site"]),
    ("scraper::", &["intake"]),
    ("indicatif::", &["commands"]),
    ("axum::", &["commands"]),
    ("tokio::", &["commands"]),
    ("notify_debouncer_mini::", &["commands"]),
    ("csv::", &["table"]),
    (
        "fs::",
        &["corpus", "site", "publish", "pipeline", "commands"],
    ),
    ("fs::write", &["publish", "commands"]),
    ("f64", &["charts", "site", "text", "words"]),
];

fn stages() -> BTreeSet<&'static str> {
    MAY_NAME.iter().map(|(stage, _)| *stage).collect()
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Stage, path and code of each file, without comments and tests.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(&src).expect("below src");
        let first = inside.iter().next().expect("a name").to_string_lossy();
        let stage = first.trim_end_matches(".rs").to_string();
        let text = fs::read_to_string(&path).expect("UTF-8");
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        let code: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        (stage, path, code.join("\n"))
    };
    files.into_iter().map(read).collect()
}

/// The paths that follow each `crate::`, braces spelled out.
fn named(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => paths.push(path(rest)),
            Some(list) => {
                let mut depth = 0;
                let mut begins = true;
                for (at, c) in list.char_indices() {
                    if depth == 0 && begins && !c.is_whitespace() {
                        paths.extend(Some(path(&list[at..])).filter(|p| !p.is_empty()));
                    }
                    begins = match c {
                        '{' => {
                            depth += 1;
                            false
                        }
                        '}' if depth == 0 => break,
                        '}' => {
                            depth -= 1;
                            false
                        }
                        ',' => depth == 0,
                        c => begins && c.is_whitespace(),
                    };
                }
            }
        }
    }
    paths
}

/// The path at the beginning of a text: `quantities::numerals`.
fn path(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    text.chars().take_while(|c| is_part(*c)).collect()
}

#[test]
fn no_stage_names_a_later_one() {
    let may: BTreeMap<&str, &[&str]> = MAY_NAME.iter().copied().collect();
    let stages = stages();
    let mut wrong = Vec::new();
    for (stage, file, code) in sources() {
        let Some(allowed) = may.get(stage.as_str()) else {
            assert!(
                ["lib", "main", "cli"].contains(&stage.as_str()),
                "{stage} has no row"
            );
            continue;
        };
        for path in named(&code) {
            let first = path.split("::").next().unwrap_or_default();
            let is_allowed = first == stage || allowed.contains(&first);
            if stages.contains(first) && !is_allowed {
                wrong.push(format!("{}: {path}", file.display()));
            }
            let is_numerals = path.starts_with("quantities::numerals");
            if stage == "periods" && first == "quantities" && !is_numerals {
                wrong.push(format!("{}: {path}, more than numerals", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rows_stand_in_the_order_of_the_library() {
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let library = library.expect("src/lib.rs");
    let declared: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let rows: Vec<&str> = MAY_NAME.iter().map(|(stage, _)| *stage).collect();
    assert_eq!(declared, rows);
    for (i, (stage, allowed)) in MAY_NAME.iter().enumerate() {
        for other in *allowed {
            assert!(
                rows[..i].contains(other),
                "{stage} may name the later {other}"
            );
        }
    }
}

#[test]
fn crates_disk_clock_and_environment_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for (stage, file, code) in sources() {
        for (word, allowed) in KEPT {
            let is_named = code.match_indices(word).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            if is_named && !allowed.contains(&stage.as_str()) {
                wrong.push(format!("{}: {word}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_are_read_from_every_form_of_use() {
    let code = "use crate::{\n    diag::{Diagnostic, Report},\n    model::Date, site,\n};\ncrate::text::read(x)";
    assert_eq!(named(code), ["diag::", "model::Date", "site", "text::read"]);
}

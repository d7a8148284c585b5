//! What short texts are read as: `tests/cases/readings/`, a file for each phenomenon.
//!
//! A file begins with the date and the default subject of its texts. `>` begins a text (more lines
//! of it follow with `>` too, `>>` is its title; an empty line ends it), `=` an observation, `~` a leftover with its
//! reason. Cases and near misses stand side by side; each text is compared whole.
//! `UPDATE_EXPECTED=1 cargo test --test readings` rewrites what follows the texts.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{env, fmt::Write, fs, path::Path, sync::LazyLock};

use shudu::{
    config::{self, Config},
    intake,
    model::{Date, Leftover, Observation, Published},
    pipeline::{self, Dictionary},
    text::Segmenter,
};

static CONFIG: LazyLock<Config> = LazyLock::new(config::base);
static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Dictionary::load().knowing(&CONFIG));

/// A text and what it is read as.
struct Case {
    title: String,
    text: String,
    expected: String,
}

/// The texts of a file, what stands before them, and whom they are about.
struct File {
    head: String,
    published: Date,
    subject: String,
    cases: Vec<Case>,
}

fn parse(source: &str) -> File {
    let mut head = String::new();
    let (mut published, mut subject) = (None, String::new());
    let mut cases: Vec<Case> = Vec::new();
    let mut is_open = false;
    for line in source.lines() {
        if let Some(text) = line.strip_prefix('>') {
            if !is_open {
                cases.push(Case {
                    title: "读数".into(),
                    text: String::new(),
                    expected: String::new(),
                });
            }
            is_open = true;
            let case = cases.last_mut().unwrap();
            match text.strip_prefix('>') {
                Some(title) => case.title = title.trim().into(),
                None => writeln!(case.text, "{}", text.strip_prefix(' ').unwrap_or(text)).unwrap(),
            }
        } else if let Some(case) = cases.last_mut() {
            is_open = false;
            if !line.is_empty() {
                writeln!(case.expected, "{line}").unwrap();
            }
        } else {
            writeln!(head, "{line}").unwrap();
            if let Some(date) = line.strip_prefix("published ") {
                published = Some(date.trim().parse().unwrap());
            } else if let Some(name) = line.strip_prefix("subject ") {
                subject = name.trim().into();
            }
        }
    }
    File {
        head,
        published: published.unwrap(),
        subject,
        cases,
    }
}

fn observation(o: &Observation, subject: &str) -> String {
    let name = match &o.indicator {
        Some(name) => name.clone(),
        None => format!("“{}”", o.label),
    };
    let part = o.breakdown.as_deref().map(|part| format!(" / {part}"));
    let basis = o.basis.as_ref().map(|basis| format!(" {basis}"));
    let period = o.period.map_or("-".into(), |period| period.to_string());
    let mut line = format!(
        "= {} | {name}{} | {} {} {} | {}{} | {} | {period}",
        o.quote_text,
        part.unwrap_or_default(),
        o.value.normalize(),
        o.unit,
        o.qualifier.as_str(),
        o.measure.as_str(),
        basis.unwrap_or_default(),
        o.nature.as_str(),
    );
    if o.subject != subject {
        write!(line, " | {}", o.subject).unwrap();
    }
    line
}

fn leftover(leftover: &Leftover) -> String {
    format!("~ {} | {}", leftover.quote_text, leftover.reason.as_str())
}

fn read(case: &Case, file: &File) -> String {
    let raw = format!("{}\n\n{}", case.title, case.text);
    let mut article = intake::mend("case.txt", raw.as_bytes())
        .unwrap()
        .into_article("case");
    article.title.clone_from(&case.title);
    article.published = Some(Published {
        date: file.published,
        is_estimated: false,
    });
    let reading = pipeline::understand(vec![article], &CONFIG, &SEGMENTER, &file.subject).unwrap();
    let mut lines: Vec<(usize, String)> = Vec::new();
    for o in &reading.table.observations {
        lines.push((o.quote.start, observation(o, &file.subject)));
    }
    for l in &reading.table.leftovers {
        lines.push((l.quote.start, leftover(l)));
    }
    lines.sort();
    let lines: Vec<String> = lines.into_iter().map(|(_, line)| line + "\n").collect();
    if lines.is_empty() {
        "~ nothing\n".into()
    } else {
        lines.concat()
    }
}

fn written(file: &File, read: impl Fn(&Case) -> String) -> String {
    let mut out = file.head.clone();
    for case in &file.cases {
        if case.title != "读数" {
            writeln!(out, ">> {}", case.title).unwrap();
        }
        for line in case.text.lines() {
            writeln!(out, "> {line}").unwrap();
        }
        writeln!(out, "{}", read(case)).unwrap();
    }
    out.trim_end().to_string() + "\n"
}

#[test]
fn texts_are_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/readings");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "there are cases");
    let updates = env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = String::new();
    for path in paths {
        let file = parse(&fs::read_to_string(&path).unwrap());
        if updates {
            fs::write(&path, written(&file, |case| read(case, &file))).unwrap();
            continue;
        }
        for case in &file.cases {
            let found = read(case, &file);
            if found != case.expected {
                writeln!(
                    wrong,
                    "{}: {}expected\n{}found\n{found}",
                    path.display(),
                    case.text,
                    case.expected
                )
                .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

//! Reading a folder of articles: what is wrong with it is said all at once, with its place; what
//! is written reads back the same.

use std::{fs, path::Path, sync::Arc};

use proptest::prelude::*;
use serde::Deserialize;
use shudu::{
    corpus,
    diag::{Diagnostic, SourceFile},
    model::{Article, Date, Published},
};

const SOUND: &str = "+++\nid = \"a-1\"\ntitle = \"年报\"\npublished = \"2025-11\"\n+++\n\n正文。\n";

/// `code line:column`, or the code alone where a diagnostic points nowhere.
fn brief(diagnostic: &Diagnostic) -> String {
    let code = diagnostic.code;
    let Some((file, span)) = &diagnostic.place else {
        return code.to_owned();
    };
    let before = &file.text[..span.start];
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |line| line.chars().count())
        + 1;
    format!("{code} {line}:{column}")
}

fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = root.path().join("corpus").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    root
}

fn faults(root: &Path) -> Vec<String> {
    let report = corpus::load(root).expect_err("faults");
    for diagnostic in &report.diagnostics {
        assert!(diagnostic.hint.is_some(), "{} has a hint", diagnostic.code);
    }
    report.diagnostics.iter().map(brief).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    faults: Vec<String>,
}

#[test]
fn faults_of_one_file() {
    let cases: Cases = toml::from_str(include_str!("cases/corpus/faults.toml")).expect("cases");
    for case in cases.case {
        let file = SourceFile {
            path: "corpus/2025-11-report.md".into(),
            text: case.text,
        };
        let found = match corpus::parse(&Arc::new(file), "2025-11-report") {
            Ok(article) => {
                assert_eq!(article.body, "正文。\n+++", "{}", case.name);
                Vec::new()
            }
            Err(report) => report.diagnostics.iter().map(brief).collect(),
        };
        assert_eq!(found, case.faults, "{}", case.name);
    }
}

#[test]
fn a_folder_of_articles_is_read_in_order_of_slugs() {
    let other = SOUND.replace("a-1", "a-2").replace("2025-11", "2025-11-03");
    let root = site(&[
        ("z/a.md", SOUND.as_bytes()),
        ("b.md", other.as_bytes()),
        ("raw.txt", "原文".as_bytes()),
        ("picture.png", b"\x89PNG"),
    ]);
    let corpus = corpus::load(root.path()).expect("sound");
    let slugs: Vec<_> = corpus
        .articles
        .iter()
        .map(|article| article.slug.as_str())
        .collect();
    assert_eq!(slugs, ["a", "b"]);
    assert_eq!(corpus.files[0].text, SOUND);
    let published = corpus.articles[1].published.expect("dated");
    assert_eq!(published.date, Date::day(2025, 11, 3));
    let warnings: Vec<_> = corpus.warnings.iter().map(brief).collect();
    assert_eq!(warnings, ["raw-text-in-corpus"]);
}

#[test]
fn a_folder_without_articles_is_sound_and_no_folder_is_not() {
    let root = tempfile::tempdir().expect("a folder");
    assert_eq!(faults(root.path()), ["corpus-missing"]);
    fs::create_dir(root.path().join("corpus")).expect("a folder");
    assert!(
        corpus::load(root.path())
            .expect("sound")
            .articles
            .is_empty()
    );
}

#[test]
fn faults_of_all_files_come_together() {
    let aliased = SOUND
        .replace("a-1", "a-3")
        .replace("+++\n\n", "aliases = [\"a\"]\n+++\n\n");
    let root = site(&[
        ("a.md", SOUND.as_bytes()),
        ("b.md", SOUND.as_bytes()),
        ("c.md", aliased.as_bytes()),
        ("d/a.md", SOUND.replace("a-1", "a-4").as_bytes()),
        ("年报.md", SOUND.replace("a-1", "a-5").as_bytes()),
        ("e.md", b"+++\nid = \"\xff\"\n"),
    ]);
    assert_eq!(
        faults(root.path()),
        [
            "not-utf8 2:7",
            "bad-slug 1:1",
            "duplicate-slug 1:1",
            "duplicate-id 2:6",
            "duplicate-alias 5:12",
        ]
    );
}

#[test]
fn the_articles_of_this_site_are_in_written_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = corpus::load(root).expect("sound");
    assert_eq!(corpus.articles.len(), 5);
    for (article, file) in corpus.articles.iter().zip(&corpus.files) {
        assert_eq!(corpus::format(article), file.text, "{}", article.slug);
    }
}

fn article() -> impl Strategy<Value = Article> {
    let text = || "[\\PC\\t\n\"\\\\+]{0,24}";
    let filled = || "[a-z\"\\\\\u{4e00}-\u{4e20}][\\PC\"\\\\]{0,12}";
    let date = (1990..2100i32, 1..=12u8, prop::option::of(1..=28u8));
    let published =
        (date, any::<bool>()).prop_map(|((year, month, day), is_estimated)| Published {
            date: Date {
                year,
                month: Some(month),
                day,
            },
            is_estimated,
        });
    let slug = "[a-z0-9]{1,8}(-[a-z0-9]{1,4}){0,2}";
    (
        (slug, filled(), filled(), published),
        (text(), text(), text(), text(), text()),
        prop::collection::vec(slug, 0..3),
        "[\\PC\n+#|]{1,80}",
    )
        .prop_map(
            |((slug, id, title, published), (byline, source, url, note, short), aliases, body)| {
                Article {
                    slug,
                    id,
                    title,
                    short,
                    published: Some(published),
                    byline,
                    source,
                    url,
                    aliases,
                    note,
                    body: format!("正{}", body.trim()),
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_the_same(article in article()) {
        let file = SourceFile { path: "corpus/a.md".into(), text: corpus::format(&article) };
        let read = corpus::parse(&Arc::new(file), &article.slug);
        prop_assert_eq!(read, Ok(article));
    }

    #[test]
    fn no_file_panics(head in "[\\PC\n=\"\\[\\]+]{0,60}", body in "\\PC{0,20}") {
        let file = SourceFile { path: "corpus/a.md".into(), text: format!("+++\n{head}\n+++\n{body}") };
        if let Err(report) = corpus::parse(&Arc::new(file), "a") {
            prop_assert!(report.has_errors());
            for diagnostic in &report.diagnostics {
                brief(diagnostic);
            }
        }
    }
}

//! `shudu add`: what it writes, what it refuses, that a refusal writes nothing.

use std::{fs, path::Path};

use shudu::{
    commands::add::{AddOptions, run},
    corpus,
    diag::Language,
    model::Date,
};

const TEXT: &str = "\
云川高新区跑出加速度

► 本报记者 张晓明

2024年9月30日，全区规上工业总产值1342.6亿元，同比增长7.2%。
";

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir(root.path().join("corpus")).expect("a folder");
    root
}

fn options(root: &Path, files: &[(&str, &str)]) -> AddOptions {
    let files = files.iter().map(|(name, text)| {
        let path = root.join(name);
        fs::write(&path, text).expect("a file");
        path
    });
    AddOptions {
        root: root.to_path_buf(),
        files: files.collect(),
        ..AddOptions::default()
    }
}

/// What was shown, or the codes of what was wrong.
fn add(options: &AddOptions) -> Result<String, Vec<&'static str>> {
    let mut out = Vec::new();
    match run(options, &mut "".as_bytes(), &mut out) {
        Ok(_) => Ok(String::from_utf8(out).expect("UTF-8")),
        Err(report) => Err(report.diagnostics.iter().map(|d| d.code).collect()),
    }
}

fn files(root: &Path) -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(root.join("corpus"))
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    files.sort();
    files
}

#[test]
fn an_article_is_made_of_raw_text() {
    let root = site();
    let options = options(root.path(), &[("accelerating.txt", TEXT)]);
    let shown = add(&options).expect("added");
    assert!(shown.contains("title: 云川高新区跑出加速度"), "{shown}");
    assert!(
        shown.contains("published: 2024-09 (estimated; the latest date in the text is 2024-09-30)"),
        "{shown}"
    );
    let corpus = corpus::load(root.path()).expect("sound");
    let article = &corpus.articles[0];
    assert_eq!(article.slug, "accelerating");
    assert_eq!(article.byline, "本报记者 张晓明");
    assert_eq!(article.note, "文中最晚的日期是2024年9月30日。");
    assert_eq!(
        article.body,
        "2024年9月30日，全区规上工业总产值1342.6亿元，同比增长7.2%。"
    );
    assert_eq!(files(root.path()), ["accelerating.md"]);
}

#[test]
fn the_editor_knows_better() {
    let root = site();
    let options = AddOptions {
        slug: Some("2024-10-speed".into()),
        title: Some("加速度".into()),
        published: Some(Date::day(2024, 10, 8)),
        byline: Some("张晓明".into()),
        source: Some("云川日报".into()),
        language: Language::Chinese,
        ..options(root.path(), &[("a.txt", TEXT)])
    };
    let shown = add(&options).expect("added");
    assert!(shown.contains("刊发: 2024-10-08\n"), "{shown}");
    let file = fs::read_to_string(root.path().join("corpus/2024-10-speed.md")).expect("written");
    let head = "title = \"加速度\"\npublished = \"2024-10-08\"\nbyline = \"张晓明\"\nsource = \"云川日报\"\n\
                note = \"标题为编者所拟，印刷文本的标题是“云川高新区跑出加速度”。\"\n+++\n";
    assert!(file.contains(head), "{file}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let root = site();
    let options = AddOptions {
        dry_run: true,
        ..options(root.path(), &[("a.txt", TEXT)])
    };
    assert!(add(&options).expect("shown").contains("dry run"));
    assert!(files(root.path()).is_empty());
}

#[test]
fn standard_input_is_a_file_too() {
    let root = site();
    let options = AddOptions {
        files: vec!["-".into()],
        ..options(root.path(), &[])
    };
    let mut out = Vec::new();
    let added = run(&options, &mut TEXT.as_bytes(), &mut out).expect("added");
    let slug = &added[0].article.slug;
    assert!(slug.starts_with("2024-09-") && slug.len() == 14, "{slug}");
    assert_eq!(files(root.path()), [format!("{slug}.md")]);
}

#[test]
fn what_is_there_already_is_refused() {
    let root = site();
    add(&options(root.path(), &[("a.txt", TEXT)])).expect("added");
    let wrapped = TEXT.replace("总产值", "总产值\n");
    let again = options(root.path(), &[("b.txt", &wrapped)]);
    assert_eq!(add(&again), Err(vec!["article-already-there"]));
    let named = options(root.path(), &[("a.txt", &TEXT.replace("7.2", "7.3"))]);
    assert_eq!(add(&named), Err(vec!["duplicate-slug"]));
    assert_eq!(files(root.path()), ["a.md"]);
}

#[test]
fn one_bad_file_keeps_all_from_being_written() {
    let root = site();
    let untitled = "本报讯 全区工业总产值1342.6亿元，同比增长7.2%。\n";
    let page = "<!DOCTYPE html><script>var text = 1;</script>";
    let bad = options(
        root.path(),
        &[
            ("a.txt", TEXT),
            ("b.txt", untitled),
            ("c.html", page),
            ("d.txt", " \n"),
        ],
    );
    let wanted = [
        "title-missing",
        "published-missing",
        "article-empty",
        "article-empty",
    ];
    assert_eq!(add(&bad), Err(wanted.to_vec()));
    let missing = AddOptions {
        files: vec![root.path().join("none.txt")],
        ..AddOptions::default()
    };
    let missing = AddOptions {
        root: root.path().to_path_buf(),
        ..missing
    };
    assert_eq!(add(&missing), Err(vec!["file-unreadable"]));
    let slug = AddOptions {
        slug: Some("年报".into()),
        ..options(root.path(), &[("a.txt", TEXT)])
    };
    assert_eq!(add(&slug), Err(vec!["bad-slug"]));
    let two = AddOptions {
        slug: Some("a".into()),
        ..options(root.path(), &[("a.txt", TEXT), ("b.txt", TEXT)])
    };
    assert_eq!(add(&two), Err(vec!["one-file-only"]));
    assert!(files(root.path()).is_empty());
}

#[test]
fn a_site_without_corpus_is_refused() {
    let root = tempfile::tempdir().expect("a folder");
    assert_eq!(
        add(&options(root.path(), &[("a.txt", TEXT)])),
        Err(vec!["corpus-missing"])
    );
}

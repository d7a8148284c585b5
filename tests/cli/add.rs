//! `add`: raw text becomes an article, and the editor sees what came of it.

use std::{collections::BTreeMap, fs};

use super::Site;

const RAW: &str = "高新区交出新年答卷\n\n\
本报记者 张三\n\n\
2024年1月至9月，某某高新区实现工业总产值400亿元，同比增长6.2%。\n\
截至2024年9月底，高新技术企业达到170家，较上年增加5家。\n";

#[test]
fn an_article_is_written_and_shown() {
    let site = Site::new();
    site.write("2024-10-answers.txt", RAW);
    let said = site.run(&["add", "2024-10-answers.txt"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    for line in [
        "2024-10-answers",
        "  title: 高新区交出新年答卷",
        "  published: 2024-09 (estimated; the latest date in the text is 2024-09)",
        "  byline: 本报记者 张三",
        "  figures: 4 (other numbers: ",
        "  facts: 4 new, 0 that other articles state too",
        "  → corpus/2024-10-answers.md",
    ] {
        assert!(said.out.contains(line), "no `{line}` in:\n{}", said.out);
    }
    let built = site.run(&["build"]);
    assert!(
        built.out.starts_with("2 articles, 7 figures"),
        "{}",
        built.out
    );
}

#[test]
fn what_it_contradicts_is_shown() {
    let site = Site::new();
    site.write(
        "other.txt",
        RAW.replace("2024年1月至9月", "2023年")
            .replace("6.2", "8.8"),
    );
    let said = site.run(&["add", "--dry-run", "--published", "2024-12", "other.txt"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("  facts: "), "{}", said.out);
    let line = said.out.lines().find(|line| line.contains("contradiction"));
    let line = line.unwrap_or_else(|| panic!("none in:\n{}", said.out));
    assert!(
        line.contains("532亿元 (2024-12-first) / 400亿元 (other)"),
        "{line}"
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = Site::new();
    site.write("new.txt", RAW);
    let before = site.files("corpus");
    let said = site.run(&["add", "--dry-run", "new.txt"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("dry run"), "{}", said.out);
    assert_eq!(site.files("corpus"), before);
}

#[test]
fn all_articles_or_none() {
    let site = Site::new();
    site.write("good.txt", RAW);
    site.write("empty.txt", "");
    let before = site.files("corpus");
    let said = site.run(&["add", "good.txt", "empty.txt", "gone.txt"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("error[article-empty]"), "{}", said.err);
    assert!(said.err.contains("error[file-unreadable]"), "{}", said.err);
    assert_eq!(site.files("corpus"), before);
}

/// A second article that the disk refuses takes the first back.
#[test]
fn what_the_disk_refuses_takes_all_back() {
    let site = Site::new();
    site.write("a.txt", RAW);
    site.write("b.txt", RAW.replace("6.2", "7.1"));
    fs::create_dir_all(site.path("corpus/b.md.part")).unwrap();
    let before = site.files("corpus");
    let said = site.run(&["add", "a.txt", "b.txt"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("error[cannot-write]"), "{}", said.err);
    assert_eq!(site.files("corpus"), before);
}

/// Killed at any moment, each article is there whole or not at all, and the next run goes on.
#[test]
fn a_killed_run_leaves_a_whole_corpus() {
    let texts: BTreeMap<String, String> = (0..8)
        .map(|n| {
            let text = RAW.replace("6.2", &format!("{n}.1")).repeat(1 + n);
            (format!("text-{n}.txt"), text)
        })
        .collect();
    let expected = {
        let site = Site::new();
        for (name, text) in &texts {
            site.write(name, text);
        }
        let names: Vec<&str> = texts.keys().map(String::as_str).collect();
        assert_eq!(site.run(&[&["add"], &names[..]].concat()).code, 0);
        site.files("corpus")
    };
    assert_eq!(expected.len(), 9);
    let mut seen = [false, false];
    for step in 0..20 {
        let site = Site::new();
        for (name, text) in &texts {
            site.write(name, text);
        }
        let mut run = std::process::Command::new(assert_cmd::cargo::cargo_bin!("shudu"))
            .arg("add")
            .args(texts.keys())
            .current_dir(site.path(""))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(step * 20));
        run.kill().unwrap();
        run.wait().unwrap();
        let mut now = site.files("corpus");
        now.retain(|name, _| name.ends_with(".md"));
        for (name, bytes) in &now {
            assert_eq!(bytes, &expected[name], "{name} after {step} steps");
        }
        seen[usize::from(now.len() == expected.len())] = true;
        // What is not there yet is added as if nothing had happened.
        let missing: Vec<&str> = texts
            .keys()
            .map(String::as_str)
            .filter(|name| !now.contains_key(&name.replace(".txt", ".md")))
            .collect();
        if !missing.is_empty() {
            let said = site.run(&[&["add"], &missing[..]].concat());
            assert_eq!(said.code, 0, "{}", said.err);
        }
        assert_eq!(site.files("corpus"), expected, "after {step} steps");
    }
    assert!(seen[0], "no run was killed before its end");
}

//! `add`: raw text becomes an article, and the editor sees what came of it.

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

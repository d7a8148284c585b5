//! Wrong input: every problem of a run with file, line, column and hint, exit status 1, and the
//! last good site as it was.

use super::{ARTICLE, FACTS, Said, Site};

/// Builds a good site, spoils it, builds again: that must fail and leave `public` alone.
fn spoiled(spoil: impl Fn(&Site)) -> Said {
    let site = Site::new();
    let good = site.run(&["build"]);
    assert_eq!((good.code, good.err.as_str()), (0, ""), "{}", good.out);
    let before = site.files("public");
    assert!(before.contains_key("index.html"));
    spoil(&site);
    let said = site.run(&["build"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert_eq!(said.out, "");
    assert_eq!(site.files("public"), before, "public was touched");
    said
}

/// The fault stands in the report: its first line begins so, and advice follows it.
fn tells(said: &Said, start: &str) {
    let mut blocks = said.err.split("\n\n");
    let block = blocks.find(|block| block.starts_with(start));
    let block = block.unwrap_or_else(|| panic!("no `{start}` in:\n{}", said.err));
    assert!(block.contains("\n  hint: "), "no hint:\n{block}");
}

/// How many errors the last line counts.
fn counts(said: &Said, errors: &str) {
    assert_eq!(said.err.lines().last(), Some(errors), "{}", said.err);
}

#[test]
fn no_corpus_folder() {
    let said = spoiled(|site| std::fs::remove_dir_all(site.path("corpus")).unwrap());
    tells(&said, "error[corpus-missing]: ");
    assert!(said.err.contains("  --> corpus\n"), "{}", said.err);
    counts(&said, "1 error");
}

#[test]
fn no_facts() {
    let said = spoiled(|site| site.remove("facts.toml"));
    tells(&said, "error[facts-missing]: ");
    assert!(said.err.contains("  --> facts.toml\n"), "{}", said.err);
}

#[test]
fn an_empty_article() {
    let said = spoiled(|site| {
        site.write("corpus/2024-12-first.md", "");
        site.write("corpus/no-text.md", ARTICLE.split("2023年").next().unwrap());
    });
    tells(
        &said,
        "corpus/2024-12-first.md:1:1: error[front-matter-missing]: the file is empty",
    );
    tells(&said, "corpus/no-text.md:7:1: error[article-empty]: ");
    counts(&said, "2 errors");
}

#[test]
fn missing_and_malformed_front_matter() {
    let said = spoiled(|site| {
        site.write("corpus/a.md", "只有正文。\n");
        site.write("corpus/b.md", "+++\nid = \"b\"\ntitle = \"题\"\n");
        site.write("corpus/c.md", ARTICLE.replace("\"a-1\"", "a-1"));
        site.write("corpus/d.md", ARTICLE.replace("title", "titel"));
        site.write("corpus/e.md", ARTICLE.replace("\"2024-12\"", "\"2024-13\""));
        site.write("corpus/f.md", ARTICLE.replace("\"开局之年\"", "7"));
    });
    tells(&said, "corpus/a.md:1:1: error[front-matter-missing]: ");
    tells(&said, "corpus/b.md:4:1: error[front-matter-unterminated]: ");
    tells(&said, "corpus/c.md:2:6: error[front-matter-syntax]: ");
    tells(&said, "corpus/d.md:3:1: error[front-matter-unknown-key]: ");
    tells(&said, "corpus/d.md:2:1: error[front-matter-missing-key]: ");
    tells(&said, "corpus/e.md:4:13: error[bad-date]: ");
    tells(&said, "corpus/f.md:3:9: error[front-matter-wrong-type]: ");
    counts(&said, "7 errors");
}

#[test]
fn unknown_keys_and_wrong_types_in_facts() {
    let said = spoiled(|site| {
        site.write(
            "facts.toml",
            format!("{FACTS}nmae = \"x\"\n\n[home]\nfigures = \"x\"\n"),
        );
    });
    tells(&said, "facts.toml:4:1: error[facts-unknown-key]: ");
    // Here the message itself says what to write.
    let wrong_type = "facts.toml:7:11: error[facts-wrong-type]: `figures` must be a list: [";
    assert!(said.err.contains(wrong_type), "{}", said.err);
    counts(&said, "2 errors");
}

#[test]
fn one_name_or_id_for_two_articles() {
    let said = spoiled(|site| {
        site.write(
            "corpus/again/2024-12-first.md",
            ARTICLE.replace("a-1", "a-2"),
        );
        site.write("corpus/third.md", ARTICLE);
    });
    tells(
        &said,
        "corpus/again/2024-12-first.md:1:1: error[duplicate-slug]: ",
    );
    tells(&said, "corpus/third.md:2:6: error[duplicate-id]: ");
    counts(&said, "2 errors");
}

#[test]
fn unknown_topics_and_indicators() {
    let said = spoiled(|site| {
        let wrong = "[home]\nflagship = \"gros-output\"\n\n[[indicator]]\nid = \"gross-output\"\n\
            name = \"工业总产值\"\ntopic = \"ecnomy\"\n\n[[topic]]\nid = \"economy\"\nname = \"经济\"\n";
        site.write("facts.toml", format!("{FACTS}\n{wrong}"));
    });
    tells(&said, "facts.toml:6:12: error[facts-unknown-id]: ");
    tells(&said, "facts.toml:11:9: error[facts-unknown-id]: ");
    assert!(said.err.contains("economy"), "{}", said.err);
    counts(&said, "2 errors");
}

#[test]
fn faults_in_templates() {
    let said = spoiled(|site| site.write("templates/home.html", "<p>\n{% if %}\n"));
    tells(&said, "templates/home.html:2:7: error[template]: ");
    // What shows only when a page is made is told too.
    let said = spoiled(|site| site.write("templates/about.html", "一\n二{{ v.nothing }}"));
    tells(&said, "templates/about.html:2:");
    let said = spoiled(|site| site.write("templates/about.html", [0xff, 0xfe, 0x41]));
    assert!(
        said.err.contains("error[template-encoding]"),
        "{}",
        said.err
    );
}

#[test]
fn text_that_is_not_utf_8() {
    let said = spoiled(|site| {
        let mut bytes = ARTICLE.as_bytes().to_vec();
        let at = ARTICLE.find("亿元").unwrap();
        bytes[at + 2] = b'?';
        site.write("corpus/2024-12-first.md", &bytes);
        site.write("facts.toml", b"[site]\nname = \"\xcb\xce\"\n");
    });
    tells(&said, "corpus/2024-12-first.md:7:");
    tells(&said, "facts.toml:2:9: error[not-utf8]: ");
    counts(&said, "2 errors");
}

#[test]
fn a_link_that_leads_nowhere() {
    let said = spoiled(|site| site.write("templates/404.html", "<a href=\"gone.html\">x</a>"));
    assert!(
        said.err.starts_with("404.html:1:10: error[broken-link]"),
        "{}",
        said.err
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let said = spoiled(|site| {
        site.write("facts.toml", format!("{FACTS}nmae = \"x\"\n"));
        site.write("corpus/2024-12-first.md", "");
        site.write("corpus/b.md", "没有文首信息。\n");
        site.write("templates/home.html", "{% if %}");
        site.write("templates/facts.html", "{{");
    });
    for code in ["facts-unknown-key", "front-matter-missing", "template"] {
        assert!(said.err.contains(&format!("error[{code}]")), "{}", said.err);
    }
    counts(&said, "5 errors");
}

#[test]
fn a_correction_that_no_longer_holds() {
    let said = spoiled(|site| {
        let correction = "[[correction]]\nobservation = \"o-0123456789ab\"\n\
            article = \"2024-12-first\"\nexpect = \"实现工业总产值600亿元\"\nreason = \"误植\"\n\
            date = \"2025-01-01\"\nsuppress = true\n";
        site.write("facts.toml", format!("{FACTS}\n{correction}"));
    });
    tells(&said, "error[correction-outdated]: ");
}

#[test]
fn a_folder_that_is_not_ours() {
    let site = Site::new();
    site.write("public/thesis.doc", "years of work");
    let said = site.run(&["build"]);
    assert_eq!(said.code, 1);
    tells(&said, "error[output-not-ours]: ");
    assert_eq!(site.files("public").len(), 1);
}

#[test]
fn a_command_line_that_makes_no_sense() {
    let site = Site::new();
    for args in [
        &["build", "--jobs", "0"][..],
        &["build", "--base-url", "example.org"],
        &["extract"],
        &["extract", "--published", "2025", "a"],
        &["extract", "--leftovers", "--mentions", "a"],
        &["bulid"],
        &[],
    ] {
        let said = site.run(args);
        assert_eq!(said.code, 2, "{args:?}");
        assert!(
            said.err.contains("Usage:") || said.err.contains("--help"),
            "{args:?}"
        );
    }
}

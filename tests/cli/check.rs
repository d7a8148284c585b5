//! `shudu check` and `shudu diff`: what they find, and that they write nothing.

use std::fs;

use super::Site;

/// Two articles that agree, and one to come that contradicts them.
fn site() -> Site {
    let site = Site::new();
    site.article(
        "2024-01-one",
        "2024-01",
        "2023年，全区有规模以上工业企业102家，税收收入9.4亿元。",
    );
    site
}

const CONTRADICTING: &str = "2023年，全区有规模以上工业企业105家，税收收入9.4亿元。";

#[test]
fn a_check_writes_nothing_and_finds_a_faulty_template() {
    let site = site();
    let before = site.files("");
    let said = site.run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(site.files(""), before);
    site.write("templates/home.html", "{% if %}");
    site.write(
        "facts.toml",
        "[site]\nname = \"某区\"\nsubject = \"某区\"\nnmae = 1\n",
    );
    let said = site.run(&["check"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("home.html"), "{}", said.err);
    assert!(
        said.err.contains("nmae"),
        "all problems in one run: {}",
        said.err
    );
}

#[test]
fn contradictions_are_findings_unless_the_check_is_strict() {
    let site = site();
    site.article("2024-02-two", "2024-02", CONTRADICTING);
    let said = site.run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("102家"), "{}", said.out);
    assert!(said.out.contains("105家"), "{}", said.out);
    assert_eq!(site.run(&["check", "--strict"]).code, 1);
}

#[test]
fn a_published_site_that_was_touched_is_told() {
    let site = site();
    assert_eq!(site.run(&["build"]).code, 0);
    let said = site.run(&["check"]);
    assert!(!said.err.contains("output-differs"), "{}", said.err);
    site.write("public/index.html", "gone");
    let said = site.run(&["check"]);
    assert!(said.err.contains("output-differs"), "{}", said.err);
}

#[test]
fn a_diff_tells_what_an_article_brought() {
    let site = site();
    let said = site.run(&["diff"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("nothing-published"), "{}", said.err);
    assert_eq!(site.run(&["build"]).code, 0);
    assert!(site.run(&["diff"]).out.contains("nothing changed"));
    site.article("2024-02-two", "2024-02", CONTRADICTING);
    let said = site.run(&["diff"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for part in [
        "new contradictions: 1",
        "102家（2024-01-one）",
        "105家（2024-02-two）",
        "facts that more articles confirm: 1",
        "[[correction]]",
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    assert_eq!(site.run(&["build"]).code, 0);
    assert!(site.run(&["diff"]).out.contains("nothing changed"));
}

#[test]
fn a_long_diff_says_where_the_rest_is() {
    let site = site();
    assert_eq!(site.run(&["build"]).code, 0);
    let facts: String = (0..15)
        .map(|n| format!("{}年，全区实现工业总产值{}亿元。", 2000 + n, 300 + n))
        .collect();
    site.article("2024-03-many", "2024-03", &facts);
    let lines = |out: &str| {
        let of_kind = out.lines().skip_while(|line| *line != "new facts: 15");
        of_kind.skip(1).take_while(|l| l.starts_with("  ")).count()
    };
    let said = site.run(&["diff"]);
    assert!(
        said.out
            .contains("  … and 3 more: shudu diff --all has them all"),
        "{}",
        said.out
    );
    assert_eq!(lines(&said.out), 13, "{}", said.out);
    let said = site.run(&["diff", "--all"]);
    assert!(!said.out.contains(" more"), "{}", said.out);
    assert_eq!(lines(&said.out), 15, "{}", said.out);
}

#[test]
fn what_a_diff_suggests_settles_the_contradiction() {
    let site = site();
    assert_eq!(site.run(&["build"]).code, 0);
    site.article("2024-02-two", "2024-02", CONTRADICTING);
    let said = site.run(&["diff"]);
    let from = said.out.find("[[correction]]").unwrap();
    let suggested: String = said.out[from..]
        .lines()
        .map(|line| line.trim_start().to_string() + "\n")
        .take_while(|line| line != "\n")
        .collect();
    let facts = fs::read_to_string(site.path("facts.toml")).unwrap();
    site.write("facts.toml", format!("{facts}\n{suggested}"));
    let said = site.run(&["check", "--strict"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

/// The blocks and the lines that a diff suggests.
fn suggestions(site: &Site) -> (String, Vec<String>) {
    let mut command = super::shudu(&["diff"]);
    command.env("LC_ALL", "zh").current_dir(site.0.path());
    let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let (_, suggested) = said.split_once("可写进 facts.toml").unwrap_or_default();
    let suggested = suggested.lines().skip(1).map(|line| line.trim_start());
    let (lines, blocks): (Vec<&str>, Vec<&str>) = suggested.partition(|line| line.contains("加上"));
    let lines = lines.into_iter().map(str::to_string).collect();
    (blocks.join("\n"), lines)
}

/// Whatever stands below 可写进 facts.toml is pasted as it is, and does what it says.
#[test]
fn what_a_diff_suggests_can_be_pasted() {
    let site = Site::new();
    site.article(
        "2024-01-one",
        "2024-01",
        "截至2023年底，某某高新区有人工智能训练师1000人。",
    );
    assert_eq!(site.run(&["build"]).code, 0);
    site.article(
        "2025-01-two",
        "2025-01",
        "截至2024年底，某某高新区有高新技术类企业112家，人工智能训练师1200人。\n\n\
         2023年，某某高新区实现工业总产值535亿元。\n\n\
         2024年，杭州纳海科技股份有限公司实现营业收入12.5亿元，建成生产线3条。",
    );
    let (blocks, lines) = suggestions(&site);
    assert!(lines.is_empty(), "{lines:?}");
    for part in [
        "[[correction]]",
        "aliases = [\"高新技术类企业\"]",
        "name = \"杭州纳海科技股份有限公司\"\nkind = \"company\"",
        "name = \"人工智能训练师数\"",
    ] {
        assert!(blocks.contains(part), "{part}: {blocks}");
    }
    site.write("facts.toml", format!("{}\n{blocks}\n", super::FACTS));
    let said = site.run(&["build", "--strict"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{blocks}");
    let public = site.files("public");
    let rows = String::from_utf8(public["data/observations.jsonl"].clone()).unwrap();
    let row = |quote: &str| {
        let quote = format!("\"quote\":\"{quote}\"");
        let row = rows.lines().find(|row| row.contains(&quote)).unwrap();
        serde_json::from_str::<serde_json::Value>(row).unwrap()
    };
    assert_eq!(row("112家")["indicator_id"], "hightech-firms");
    let trainers = row("1200人")["indicator_id"].as_str().unwrap().to_string();
    assert_eq!(row("1000人")["indicator_id"], trainers);
    assert!(public.contains_key(&format!("indicators/{trainers}.html")));
    let subjects = String::from_utf8(public["data/subjects.csv"].clone()).unwrap();
    assert!(subjects.contains("杭州纳海科技股份有限公司"), "{subjects}");
    // What has been settled is suggested no more.
    let (blocks, lines) = suggestions(&site);
    assert_eq!((blocks.as_str(), lines), ("", vec![]));
}

/// A second entry for an indicator would be refused, so its line is named instead.
#[test]
fn an_entry_that_is_there_is_named() {
    let site = Site::new();
    let entry = "[[indicator]]\nid = \"hightech-firms\"\nname = \"高新技术企业数\"\n";
    site.write("facts.toml", format!("{}{entry}", super::FACTS));
    assert_eq!(site.run(&["build"]).code, 0);
    site.article(
        "2025-01-two",
        "2025-01",
        "截至2024年底，某某高新区有高新技术类企业112家。",
    );
    let (blocks, lines) = suggestions(&site);
    assert_eq!(blocks, "");
    let [line] = &lines[..] else {
        panic!("{lines:?}");
    };
    assert!(
        line.contains("id = \"hightech-firms\"") && line.contains("\"高新技术类企业\""),
        "{line}"
    );
    let aliases = format!("{entry}aliases = [\"高新技术类企业\"]\n");
    site.write("facts.toml", format!("{}{aliases}", super::FACTS));
    assert!(suggestions(&site).1.is_empty());
}

/// The numbers of a new article that are no figures are told with their reasons.
#[test]
fn a_diff_tells_what_was_left_out() {
    let site = site();
    assert_eq!(site.run(&["build"]).code, 0);
    site.article(
        "2024-02-two",
        "2024-02",
        "2023年，园区召开第三次会议，表彰一批企业。",
    );
    let said = site.run(&["diff"]);
    for part in [
        "numbers left out",
        "ordinals 1：第三次",
        "indefinite numbers 1：一批",
        "dates 1：2023年",
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    let said = site.run(&["build"]);
    assert!(said.out.contains("numbers left out"), "{}", said.out);
}

#[test]
fn a_build_counts_what_changed_since_the_last() {
    let site = site();
    assert!(!site.run(&["build"]).out.contains("new facts"));
    assert!(!site.run(&["build"]).out.contains("new facts"));
    site.article("2024-02-two", "2024-02", CONTRADICTING);
    let said = site.run(&["build"]);
    assert!(said.out.contains("new contradictions: 1"), "{}", said.out);
}

#[test]
fn the_shipped_site_is_whole_and_every_figure_is_led_to() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let args = |command| [command, "--output", output.to_str().unwrap()];
    let root = env!("CARGO_MANIFEST_DIR");
    for command in ["build", "check"] {
        let said = super::shudu(&args(command))
            .current_dir(root)
            .output()
            .unwrap();
        let told = String::from_utf8(said.stderr).unwrap();
        assert!(said.status.success(), "{told}");
        assert!(!told.contains("error"), "{told}");
    }
}

#[test]
fn a_published_folder_is_checked_as_it_lies_there() {
    let site = site();
    assert_eq!(site.run(&["build", "--base-url", "https://a.org/"]).code, 0);
    let said = site.run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let lost = "<!DOCTYPE html><a href=\"gone.html\">1</a><a href=\"index.html#no\">2</a>";
    site.write("public/lost.html", lost);
    site.write("public/sitemap.xml", "<urlset><url></urlset>");
    let here = site.path("").canonicalize().unwrap();
    site.write("public/note.txt", format!("built in {}", here.display()));
    site.remove("public/icon.svg");
    let said = site.run(&["check"]);
    assert_eq!(said.code, 1);
    for code in [
        "output-differs",
        "broken-link",
        "broken-fragment",
        "unreachable-page",
        "not-xml",
        "local-path",
    ] {
        assert!(said.err.contains(code), "{code}: {}", said.err);
    }
    assert!(said.err.contains("public/lost.html:1:"), "{}", said.err);
}

#[test]
fn a_folder_that_is_named_must_hold_a_site() {
    let site = site();
    assert_eq!(
        site.run(&["check"]).code,
        0,
        "nothing was built, nothing was named"
    );
    let said = site.run(&["check", "--output", "elsewhere"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("error[nothing-to-check]"), "{}", said.err);
}

#[test]
fn a_folder_tells_with_which_options_it_was_built() {
    let site = site();
    let args = ["build", "--precompress", "--base-url", "https://a.org/x/"];
    assert_eq!(site.run(&args).code, 0);
    let said = site.run(&["check"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let said = site.run(&["check", "--base-url", "https://b.org/"]);
    assert!(said.err.contains("output-differs"), "{}", said.err);
}

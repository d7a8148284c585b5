//! `extract`: rows from any text, in three forms.

use std::{collections::BTreeMap, fs};

use serde_json::Value;
use tempfile::TempDir;

use super::{ARTICLE, Said, Site, repository, run, run_on, shudu};

const TEXT: &str =
    "2023年，全区工业总产值532亿元，同比增长8.8%。高新技术企业165家，一批项目落地。\n";

/// A column of a printed page, cut at its edge.
const PAGE: &str = "高新区交出答卷\n\n\
2023年，某某高新区聚焦主业\n，加快发展，实现工业总产值53\n2亿元，同比增长8.8%，增速居\n\
全市前列。截至年底，全区高新技\n术企业165家，比上年增加12家\n，其中规模以上工业企业98家。\n";

fn rows(said: &Said) -> Vec<Value> {
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let lines = said
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

/// Runs where no site is.
fn elsewhere(args: &[&str], stdin: &str) -> Said {
    let folder = TempDir::new().unwrap();
    let mut command = shudu(args);
    command.current_dir(folder.path());
    command.write_stdin(stdin).output().unwrap().into()
}

#[test]
fn standard_input_needs_no_site() {
    let said = elsewhere(&["extract", "--published", "2024-02", "-"], TEXT);
    let rows = rows(&said);
    let fields = |row: &Value| {
        let names = ["quote", "value", "unit", "measure", "period_iso", "subject"];
        names.map(|name| row[name].as_str().unwrap_or("null").to_string())
    };
    let found: Vec<[String; 6]> = rows.iter().map(fields).collect();
    assert_eq!(
        found,
        [
            ["532亿元", "53200000000", "元", "level", "2023", "本区"],
            ["8.8%", "8.8", "%", "growth", "2023", "本区"],
            ["165家", "165", "家", "level", "2023", "本区"],
        ]
        .map(|row| row.map(String::from))
    );
    assert_eq!(rows[0]["article"], "stdin");
    assert_eq!(rows[0]["indicator"], "工业总产值");
}

#[test]
fn options_say_what_the_text_does_not() {
    let given = [
        "extract",
        "--published",
        "2024-02",
        "--subject",
        "云川高新区",
        "-",
    ];
    let text = "目前，高新技术企业165家。";
    let row = &rows(&elsewhere(&given, text))[0];
    assert_eq!(row["subject"], "云川高新区");
    assert_eq!(row["period"], "pub");
    assert_eq!(row["period_iso"], "2024-02");
    // Without a date, nobody can say when 目前 was.
    let row = &rows(&elsewhere(&["extract", "-"], text))[0];
    assert_eq!(row["period"], "pub");
    assert_eq!(row["period_iso"], Value::Null);
    // The latest date in the text is better than nothing.
    let text = "8月1日至2023年9月5日，目前有高新技术企业165家。";
    let row = &rows(&elsewhere(&["extract", "-"], text))[0];
    assert_eq!(row["period_iso"], "2023-09");
}

#[test]
fn the_three_forms_agree() {
    let lines = rows(&elsewhere(&["extract", "-"], TEXT));
    let json = elsewhere(&["extract", "--format", "json", "-"], TEXT);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["schema_version"], "0.1");
    assert_eq!(json["observations"].as_array().unwrap(), &lines);
    let csv = elsewhere(&["extract", "--format", "csv", "-"], TEXT);
    let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    let keys: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(names.iter().collect::<Vec<_>>(), keys);
    for (record, row) in reader.records().zip(&lines) {
        for (cell, name) in record.unwrap().iter().zip(&names) {
            let value = match &row[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(cell, value, "{name}");
        }
    }
}

#[test]
fn leftovers_have_reasons_and_mentions_have_values() {
    let left = rows(&elsewhere(&["extract", "--leftovers", "-"], TEXT));
    let left: BTreeMap<&str, &str> = left
        .iter()
        .map(|row| {
            (
                row["quote"].as_str().unwrap(),
                row["reason"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(left["2023年"], "date");
    assert_eq!(left["一批"], "indefinite");

    let said = rows(&elsewhere(
        &["extract", "--mentions", "--published", "2024-02", "-"],
        TEXT,
    ));
    let said: Vec<[&str; 5]> = said
        .iter()
        .map(|row| {
            ["quote", "kind", "value", "unit", "period"].map(|n| row[n].as_str().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        said,
        [
            ["2023年", "period", "", "", "2023"],
            ["532亿元", "quantity", "53200000000", "元", ""],
            ["8.8%", "quantity", "8.8", "%", ""],
            ["165家", "quantity", "165", "家", ""],
        ]
    );
}

#[test]
fn mentions_hold_days_told_from_the_publication() {
    let text = "昨日，该市公布：上周五起，五条线路停运；29日公布的投资为3万5千元。\n";
    let arguments = ["extract", "--mentions", "--published", "2024-03-06", "-"];
    let said = rows(&elsewhere(&arguments, text));
    let said: Vec<[&str; 3]> = said
        .iter()
        .map(|row| ["quote", "value", "period"].map(|n| row[n].as_str().unwrap_or("")))
        .collect();
    assert_eq!(
        said,
        [
            ["昨日", "", "2024-03-05"],
            ["上周五", "", "2024-03-01"],
            ["五条", "5", ""],
            ["29日", "", "2024-02-29"],
            ["3万5千元", "35000", ""],
        ]
    );
}

#[test]
fn mentions_of_a_table_are_its_cells() {
    let table = "| 年份 | 企业（家） |\n|---|---|\n| 2024年 | 1,187家 |\n";
    let article = ARTICLE.split("2023年").next().unwrap().to_string() + table;
    let site = Site::new();
    site.write("table.md", article);
    let said = rows(&site.run(&["extract", "--mentions", "table.md"]));
    let quotes: Vec<&str> = said
        .iter()
        .map(|row| row["quote"].as_str().unwrap())
        .collect();
    assert_eq!(quotes, ["2024年", "1,187家"]);
    assert_eq!(said[1]["sentence"], "1,187家");
}

#[test]
fn articles_and_raw_texts_are_told_apart() {
    let site = Site::new();
    // Front matter dates the first; the second is broken by its page and mended.
    site.write("草稿.md", ARTICLE);
    site.write("raw.txt", PAGE);
    let rows = rows(&site.run(&["extract", "草稿.md", "raw.txt"]));
    let of = |slug: &str| -> Vec<&str> {
        let own = rows.iter().filter(|row| row["article"] == slug);
        own.map(|row| row["quote"].as_str().unwrap()).collect()
    };
    assert_eq!(of("草稿"), ["532亿元", "8.8%", "165家"]);
    assert_eq!(of("raw"), ["532亿元", "8.8%", "165家", "12家", "98家"]);
    assert_eq!(rows.last().unwrap()["subject"], "某某高新区");
    let now = rows
        .iter()
        .find(|row| row["article"] == "草稿" && row["unit"] == "家");
    assert_eq!(now.unwrap()["period_iso"], "2024-12");
}

#[test]
fn other_encodings_are_read() {
    let site = Site::new();
    let (gbk, ..) = encoding_rs::GBK.encode(TEXT);
    site.write("gbk.txt", &gbk);
    assert_eq!(rows(&site.run(&["extract", "gbk.txt"])).len(), 3);
}

#[test]
fn corrections_apply_unless_told_otherwise() {
    let site = Site::new();
    let path = "corpus/2024-12-first.md";
    let first = rows(&site.run(&["extract", path]));
    let correction = format!(
        "{}\n[[correction]]\nobservation = {}\narticle = \"2024-12-first\"\n\
         expect = \"实现工业总产值532亿元\"\nreason = \"误植\"\ndate = \"2025-01-01\"\n\
         set = {{ period = \"2022\" }}\n",
        super::FACTS,
        first[0]["id"]
    );
    site.write("facts.toml", correction);
    let corrected = rows(&site.run(&["extract", path]));
    assert_eq!(corrected[0]["period"], "2022");
    assert_eq!(corrected[0]["correction"], "误植");
    assert_eq!(
        rows(&site.run(&["extract", "--no-corrections", path])),
        first
    );
    // A correction of an article that is not given is no matter.
    assert_eq!(rows(&elsewhere(&["extract", "-"], TEXT)).len(), 3);
}

#[test]
fn the_site_and_the_command_say_the_same() {
    let root = repository().to_str().unwrap();
    let folder = TempDir::new().unwrap();
    let output = folder.path().to_str().unwrap();
    assert_eq!(run(&["build", "--root", root, "--output", output]).code, 0);
    let built = fs::read_to_string(folder.path().join("data/observations.jsonl")).unwrap();
    let mut command = shudu(&["extract", "--root", root]);
    let mut articles: Vec<_> = fs::read_dir(repository().join("corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    articles.sort();
    let said: Said = command.args(articles).output().unwrap().into();
    // The checks between facts do not change the rows.
    assert_eq!(said.out, built);
}

#[test]
fn bad_files_are_told_together() {
    let site = Site::new();
    site.write("empty.txt", "");
    site.write("blank.txt", " \n\u{3000}\n");
    site.write(
        "picture.png",
        [0x89, b'P', b'N', b'G', 0, 1, 2, 0xff, 0, 0, 0],
    );
    site.write(
        "broken.md",
        ARTICLE.replace("published = \"2024-12\"", "published = 2024"),
    );
    site.write("folder/a.txt", TEXT);
    site.write("a.txt", TEXT);
    let files = [
        "empty.txt",
        "blank.txt",
        "picture.png",
        "broken.md",
        "folder",
        "gone.txt",
        "folder/a.txt",
        "a.txt",
    ];
    let said = site.run(&[&["extract"][..], &files].concat());
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    for start in [
        "error[article-empty]: there is no text in this file\n  --> empty.txt\n  hint: ",
        "error[article-empty]: there is no text in this file\n  --> blank.txt\n  hint: ",
        "error[no-text]: ",
        "broken.md:4:13: error[front-matter-wrong-type]",
        "  --> folder\n",
        "  --> gone.txt\n",
        "  --> a.txt\n",
        "error[duplicate-slug]",
    ] {
        assert!(said.err.contains(start), "no `{start}` in:\n{}", said.err);
    }
    assert!(said.err.ends_with("\n7 errors\n"), "{}", said.err);
}

#[test]
fn text_without_figures_has_no_rows() {
    assert_eq!(
        rows(&elsewhere(&["extract", "-"], "春天来了。\n")),
        Vec::<Value>::new()
    );
    let csv = elsewhere(&["extract", "--format", "csv", "-"], "春天来了。\n");
    assert_eq!(csv.out.lines().count(), 1);
    let json = elsewhere(&["extract", "--format", "json", "-"], "春天来了。\n");
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["observations"], Value::Array(vec![]));
}

#[test]
fn a_faulty_facts_file_is_no_reason_to_guess() {
    let site = Site::new();
    site.write("facts.toml", "[site]\nname = 3\n");
    let root = site.path("").to_str().unwrap().to_string();
    let said = run_on(&["extract", "--root", &root, "-"], TEXT.as_bytes());
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("error[facts-wrong-type]"), "{}", said.err);
}

/// What was new in a year and the total that it makes are two facts.
#[test]
fn a_total_behind_what_was_new_is_cumulative() {
    let text = "2019年，全区新认定高新技术企业286家，累计达872家。全年累计签约项目20个。";
    let said = run_on(&["extract", "--published", "2020-03", "-"], text.as_bytes());
    let cumulative: Vec<(String, bool)> = said
        .out
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let quote = row["quote"].as_str().unwrap().to_string();
            (quote, row["cumulative"].as_bool().unwrap())
        })
        .collect();
    let expected = [("286家", false), ("872家", true), ("20个", false)];
    assert_eq!(
        cumulative,
        expected.map(|(quote, is)| (quote.to_string(), is))
    );
}

//! `explain`: articles sentence by sentence, and codes.

use super::{ARTICLE, Site, shudu};

#[test]
fn an_article_is_told_sentence_by_sentence() {
    let site = Site::new();
    let said = site.run(&["explain", "2024-12-first"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for part in [
        "2024-12-first  开局之年  published 2024-12\n",
        "paragraph [0..",
        "  2023年，某某高新区实现工业总产值532亿元，同比增长8.8%。\n",
        "2023年/period ",
        "工业总产值/indicator 532亿元/quantity",
        "    • 532亿元  ← ",
        "某某高新区 | 工业总产值 | 53200000000 元 exact | level | result | 2023\n",
        "高新技术企业数 | 165 家 exact | level | result | ",
        " → f-",
        "    ◦ 2023年  date (dates)\n",
    ] {
        assert!(said.out.contains(part), "no `{part}` in:\n{}", said.out);
    }
    let path = ["explain", "corpus/2024-12-first.md"];
    assert_eq!(site.run(&path).out, said.out);
}

#[test]
fn a_file_outside_the_corpus_is_explained_too() {
    let site = Site::new();
    site.write("draft.md", ARTICLE);
    site.remove("facts.toml");
    let said = site.run(&["explain", "draft.md"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("draft  开局之年"), "{}", said.out);
}

#[test]
fn codes_are_explained_in_both_languages() {
    let site = Site::new();
    for code in ["facts-unknown-key", "output-not-ours", "not-utf8"] {
        let said = site.run(&["explain", code]);
        assert!(said.out.starts_with(&format!("{code}\n  ")), "{}", said.out);
    }
    let mut command = shudu(&["explain", "output-not-ours"]);
    let output = command.env("LANG", "zh_CN.UTF-8").output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("输出文件夹里有别的文件"), "{out}");
}

#[test]
fn a_slip_of_the_pen_gets_a_suggestion() {
    let site = Site::new();
    for (slip, meant) in [
        ("2024-12-frist", "2024-12-first"),
        ("not-utf-8", "not-utf8"),
    ] {
        let said = site.run(&["explain", slip]);
        assert_eq!((said.code, said.out.as_str()), (1, ""));
        assert!(
            said.err.contains(&format!("did you mean {meant}?")),
            "{}",
            said.err
        );
    }
}

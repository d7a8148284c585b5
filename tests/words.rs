//! The words of the five articles, and of small texts: what is a word, what is none, and that
//! every place of a word holds it.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeSet, path::Path};

use shudu::{
    config, corpus,
    model::{Article, Date, Published},
    pipeline,
    text::{self, Document, Segmenter},
    words::{self, Vocabulary},
};

fn real() -> (Vec<Document>, Vocabulary) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = pipeline::read_config(root).unwrap();
    let documents: Vec<Document> = corpus::load(root)
        .unwrap()
        .articles
        .into_iter()
        .map(text::read)
        .collect();
    let words = words::read(&documents, &config, &Segmenter::new(&config));
    (documents, words)
}

fn document(slug: &str, year: i32, body: &str) -> Document {
    text::read(Article {
        slug: slug.into(),
        id: slug.into(),
        title: slug.into(),
        short: String::new(),
        published: Some(Published {
            date: Date {
                year,
                month: None,
                day: None,
            },
            is_estimated: false,
        }),
        byline: String::new(),
        source: String::new(),
        url: String::new(),
        aliases: vec![],
        note: String::new(),
        body: body.into(),
    })
}

fn of(documents: &[Document]) -> Vocabulary {
    let config = config::base();
    words::read(documents, &config, &Segmenter::new(&config))
}

fn listed(words: &Vocabulary) -> BTreeSet<&str> {
    let of_articles = words.articles.values().flatten().map(|k| k.text.as_str());
    let moved = words.risen.iter().chain(&words.fallen);
    words
        .words
        .iter()
        .map(|w| w.text.as_str())
        .chain(of_articles)
        .chain(moved.map(|m| m.text.as_str()))
        .collect()
}

#[test]
fn no_numeral_no_page_noise_no_person_no_place_name_is_a_word() {
    let (documents, words) = real();
    let noise = [
        "记者",
        "通讯员",
        "本报",
        "图片",
        "同比",
        "清远",
        "清远市",
        "清远高新区",
        "高新区",
        "广东省",
        "周岐贤",
        "刘富德",
        "张新定",
        "叶佳顺",
        "朱世明",
        "叶伟",
        "何晓晴",
        "有限公司",
        "衡量",
        "天之",
        "高新人",
        "规划",
    ];
    for word in listed(&words) {
        assert!(!noise.contains(&word), "{word}");
        let in_quotes = word.starts_with('“') && word.ends_with('”');
        let is_number = word
            .chars()
            .all(|c| c.is_numeric() || "亿万元%年月日".contains(c));
        assert!(!is_number, "{word}");
        let has_digit = word.chars().any(|c| c.is_ascii_digit());
        let is_name = documents
            .iter()
            .any(|d| d.text.contains(word) && word.contains("863"));
        assert!(!has_digit || in_quotes || is_name, "{word}");
        assert!(word.chars().count() > 1, "{word}");
    }
}

#[test]
fn set_phrases_are_whole() {
    let (_, words) = real();
    let listed = listed(&words);
    for whole in ["高质量发展", "创新驱动发展", "新质生产力", "双创", "“3+1”"]
    {
        assert!(listed.contains(whole), "{whole}");
    }
    for piece in ["高质量", "驱动", "创新驱动", "劳动人事", "先行"] {
        assert!(!listed.contains(piece), "{piece}");
    }
}

#[test]
fn the_vocabulary_moved_as_the_articles_say() {
    let (_, words) = real();
    let risen: Vec<&str> = words.risen.iter().map(|m| m.text.as_str()).collect();
    let fallen: Vec<&str> = words.fallen.iter().map(|m| m.text.as_str()).collect();
    assert!(
        risen.contains(&"新质生产力") && risen.contains(&"“3+1”"),
        "{risen:?}"
    );
    assert!(fallen.contains(&"双创"), "{fallen:?}");
    assert!(risen.iter().all(|word| !fallen.contains(word)));
}

#[test]
fn every_place_holds_its_word_in_its_sentence() {
    let (documents, words) = real();
    assert!(words.words.len() > 40);
    for word in &words.words {
        assert!(!word.places.is_empty(), "{}", word.text);
        for place in &word.places {
            let document = documents
                .iter()
                .find(|d| d.article.slug == place.article)
                .unwrap();
            assert_eq!(document.slice(place.span), word.text);
            let mut sentences = document.blocks.iter().flat_map(|b| &b.sentences);
            let sentence = sentences.nth(place.sentence - 1).unwrap();
            assert!(sentence.contains(place.span), "{}", word.text);
            let line = place.line(document);
            assert_eq!(line.word, word.text);
            assert!(line.before.chars().count() <= 12 && line.after.chars().count() <= 12);
            let around = format!("{}{}{}", line.before, line.word, line.after);
            assert!(document.text.contains(&around), "{around}");
        }
        let counted: usize = word.years.values().sum();
        assert_eq!(counted, word.places.len(), "{}", word.text);
    }
}

#[test]
fn words_of_one_year_alone_have_not_moved() {
    let one = of(&[document(
        "a",
        2024,
        &"工业投资增长，工业投资稳定。\n\n".repeat(9),
    )]);
    assert!(one.risen.is_empty() && one.fallen.is_empty());
    assert_eq!(one.years.len(), 1);
}

#[test]
fn what_the_latest_year_says_more_often_has_risen() {
    let say = |thing: &str| {
        let ways = [
            "园区有THING。",
            "THING在园区。",
            "企业要THING。",
            "讲讲THING。",
        ];
        let text: Vec<String> = ways.iter().map(|w| w.replace("THING", thing)).collect();
        text.concat().repeat(4)
    };
    let before = document("a", 2020, &say("厂房"));
    let now = document("b", 2024, &say("孵化器"));
    let words = of(&[before, now]);
    let texts = |list: &[words::Move]| list.iter().map(|m| m.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&words.risen), ["孵化器"]);
    assert_eq!(texts(&words.fallen), ["厂房"]);
}

#[test]
fn nothing_is_said_of_nothing() {
    assert_eq!(of(&[]), Vocabulary::default());
    let empty = of(&[document("a", 2024, "")]);
    assert!(empty.words.is_empty() && empty.running == 0);
}

#[test]
fn order_changes_nothing() {
    let (mut documents, words) = real();
    documents.reverse();
    let config = pipeline::read_config(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_eq!(
        words::read(&documents, &config, &Segmenter::new(&config)),
        words
    );
}

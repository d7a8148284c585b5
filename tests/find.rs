//! What leads to a place in an article, and what may stand in a page: addresses of sentences, pages
//! of words, the files of the search, nothing that a strict content security policy refuses.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeMap, path::Path, sync::OnceLock};

use serde_json::Value;
use shudu::{
    pipeline::{self, Reading},
    site::Site,
    text::Segmenter,
    words::{self, Vocabulary},
};

fn built() -> &'static (Reading, Vocabulary, Site) {
    static BUILT: OnceLock<(Reading, Vocabulary, Site)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let sources = pipeline::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let config = sources.config;
        let segmenter = Segmenter::new(&config);
        let subject = config.site.subject.clone();
        let reading =
            pipeline::understand(sources.corpus.articles, &config, &segmenter, &subject).unwrap();
        let words = words::read(&reading.documents, &config, &segmenter);
        let site = pipeline::Maker {
            reading: &reading,
            words: &words,
            config: &config,
            templates: &sources.templates,
            date: None,
        }
        .site()
        .unwrap();
        (reading, words, site)
    })
}

fn page(path: &str) -> &'static str {
    let (_, _, site) = built();
    std::str::from_utf8(&site.0[path]).unwrap()
}

/// The text of an element with its tags taken out, from its id to its end.
fn element(html: &str, id: &str) -> String {
    let at = html.find(&format!(" id=\"{id}\"")).expect("the id");
    let tag = html[..at].rfind('<').unwrap();
    let name: String = html[tag + 1..]
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let start = at + html[at..].find('>').unwrap() + 1;
    let (mut depth, mut end) = (1, start);
    while depth > 0 {
        let next_close = end + html[end..].find(&close).unwrap();
        match html[end..next_close].find(&open) {
            Some(opened) => {
                depth += 1;
                end += opened + open.len();
            }
            None => {
                depth -= 1;
                end = next_close + close.len();
            }
        }
    }
    plain(&html[start..end - close.len()])
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(text, |text, (entity, c)| text.replace(entity, c))
}

#[test]
fn every_sentence_has_its_address() {
    let (reading, _, _) = built();
    for document in &reading.documents {
        let html = page(&format!("articles/{}.html", document.article.slug));
        let sentences = document.blocks.iter().flat_map(|b| &b.sentences);
        for (n, sentence) in (1..).zip(sentences) {
            assert_eq!(element(html, &format!("s{n}")), document.slice(*sentence));
        }
    }
}

#[test]
fn words_lead_to_their_sentences() {
    let (_, words, _) = built();
    for word in &words.words {
        let html = page(&format!("keywords/{}.html", word.id));
        assert_eq!(html.matches(".html#s").count(), word.places.len());
        for place in &word.places {
            let link = format!("../articles/{}.html#s{}\"", place.article, place.sentence);
            assert!(html.contains(&link), "{} {link}", word.text);
        }
    }
    let list = page("keywords/index.html");
    for word in &words.words[..words.top] {
        assert!(
            list.contains(&format!("href=\"{}.html\"", word.id)),
            "{}",
            word.text
        );
    }
}

#[test]
fn pages_hold_nothing_that_a_strict_policy_refuses() {
    let (_, _, site) = built();
    for (path, bytes) in site.0.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for (at, _) in html.match_indices("<script") {
            let tag = &html[at..at + html[at..].find('>').unwrap()];
            assert!(
                tag.contains(" src=") || tag.contains("application/ld+json"),
                "{path}: {tag}"
            );
        }
        for refused in [" style=", " onclick=", " onload=", "javascript:", "<style"] {
            // The page of a lost reader has no address that a style sheet could be found from.
            let is_own = path == "404.html" && refused == "<style";
            assert!(is_own || !html.contains(refused), "{path}: {refused}");
        }
    }
}

/// The data of each file of the index.
fn index() -> BTreeMap<String, Value> {
    let (_, _, site) = built();
    let files = site.0.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix("search/")?.strip_suffix(".js")?;
        let text = std::str::from_utf8(bytes).unwrap();
        let start = format!("shuduSearch(\"{name}\",");
        let data = text
            .strip_prefix(&start)
            .unwrap()
            .strip_suffix(");\n")
            .unwrap();
        Some((name.to_string(), serde_json::from_str(data).unwrap()))
    });
    files.collect()
}

#[test]
fn the_index_holds_every_text_and_knows_its_sentences() {
    let (reading, _, _) = built();
    let index = index();
    assert_eq!(index["names"]["small"], true);
    let texts = index["text-0"].as_array().unwrap();
    assert_eq!(texts.len(), reading.documents.len());
    for text in texts {
        let document = reading
            .documents
            .iter()
            .find(|d| text["slug"] == d.article.slug)
            .unwrap();
        let units: Vec<u16> = text["text"].as_str().unwrap().encode_utf16().collect();
        let whole = format!("{}\n{}", document.article.title, document.text);
        assert_eq!(String::from_utf16(&units).unwrap(), whole);
        let gaps = text["sentences"].as_array().unwrap().iter();
        let mut at = 0;
        let starts: Vec<usize> = gaps
            .map(|gap| {
                at += usize::try_from(gap.as_u64().unwrap()).unwrap();
                at
            })
            .collect();
        let sentences: Vec<_> = document.blocks.iter().flat_map(|b| &b.sentences).collect();
        assert_eq!(starts.len(), sentences.len());
        for (start, sentence) in starts.into_iter().zip(sentences) {
            let rest = String::from_utf16(&units[start..]).unwrap();
            assert!(rest.starts_with(document.slice(*sentence)));
        }
    }
}

#[test]
fn the_index_has_every_figure_once_and_its_indicator_knows_where() {
    let (reading, _, site) = built();
    let index = index();
    let rows = |n: u64| index[&format!("figures-{n}")].as_array().unwrap();
    let pieces = index["names"]["figures"].as_u64().unwrap();
    let mut addresses: Vec<&str> = (0..pieces)
        .flat_map(rows)
        .map(|row| row[4].as_str().unwrap())
        .collect();
    assert_eq!(addresses.len(), reading.table.facts.len());
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), reading.table.facts.len());
    for name in index["names"]["names"].as_array().unwrap() {
        assert!(
            site.0.contains_key(name["href"].as_str().unwrap()),
            "{name}"
        );
        if name["kind"] == "指标" {
            let (first, last) = (name["figures"][0].as_u64(), name["figures"][1].as_u64());
            let mut near = (first.unwrap()..=last.unwrap()).flat_map(rows);
            let own = name["href"].as_str().unwrap();
            let is_own = |row: &Value| row[4].as_str().unwrap().starts_with(own);
            let is_elsewhere = |row: &Value| !row[4].as_str().unwrap().starts_with("indicators/");
            assert!(near.any(|row| is_own(row) || is_elsewhere(row)), "{name}");
        }
    }
}

#[test]
fn a_chart_that_stands_alone_says_where_it_comes_from() {
    let svg = page("charts/gross-output.svg");
    assert!(svg.contains("来源：《"), "{svg}");
    assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("<title"));
    let html = page("indicators/gross-output.html");
    assert!(html.contains("id=\"chart-gross-output\""));
    assert!(element(html, "main").contains("indicators/gross-output.html#chart-gross-output"));
}

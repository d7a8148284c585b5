//! What raw texts mend to: the five printed pages, small cases, the same text printed in many
//! layouts, and anything at all.

use std::{collections::BTreeMap, fs, path::Path};

use proptest::prelude::*;
use serde::Deserialize;
use shudu::{
    corpus,
    intake::{BlockKind, Draft, mend, mend_text},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Characters that leave a trace on paper, as a multiset.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut letters = BTreeMap::new();
    let invisible = |c: &char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
    };
    // The lines of tables are drawn where there were tabs.
    let text = text.replace("---", "");
    for c in text.chars().filter(|c| !invisible(c) && *c != '|') {
        *letters.entry(c).or_default() += 1;
    }
    letters
}

/// Everything that a draft holds, whatever it took it for.
fn all_words(draft: &Draft) -> String {
    let blocks = draft.blocks.iter().map(|block| block.text.as_str());
    let rest = draft
        .bylines
        .iter()
        .chain(&draft.furniture)
        .map(String::as_str);
    let title = draft.title.as_deref().unwrap_or_default();
    blocks.chain(rest).chain([title, &draft.noise]).collect()
}

fn raw_texts() -> Vec<(String, Vec<u8>)> {
    let mut raw: Vec<_> = fs::read_dir(Path::new(ROOT).join("tests/raw"))
        .expect("tests/raw is there")
        .map(|entry| {
            let path = entry.expect("readable folder").path();
            let name = path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(path).expect("readable file"))
        })
        .collect();
    raw.sort();
    raw
}

#[test]
fn the_printed_pages_mend_to_the_corpus() {
    let corpus = corpus::load(Path::new(ROOT)).expect("the corpus is sound");
    for (name, bytes) in raw_texts() {
        let draft = mend(&name, &bytes).expect("a text");
        let slug = draft.slug.clone().expect("named after the article");
        let article = corpus.articles.iter().find(|article| article.slug == slug);
        let article = article.unwrap_or_else(|| panic!("no article {slug}"));
        assert_eq!(draft.body(), article.body, "{slug}");
        assert_eq!(draft.id, article.id, "{slug}");
        assert_eq!(draft.byline(), article.byline, "{slug}");
        if let Some(title) = draft.title {
            assert_eq!(title, article.title);
        }
    }
}

#[test]
fn no_character_of_the_printed_pages_is_lost_or_invented() {
    for (name, bytes) in raw_texts() {
        let raw = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(
            letters(&all_words(&mend_text(&raw))),
            letters(&raw),
            "{name}"
        );
    }
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
    /// What is printed.
    #[serde(default)]
    text: String,
    /// A saved web page, in place of `text`.
    #[serde(default)]
    html: String,
    markdown: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    byline: String,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    furniture: Vec<String>,
}

#[test]
fn cases() {
    let mut names = Vec::new();
    let mut failures = String::new();
    let folder = Path::new(ROOT).join("tests/cases/mend");
    for entry in fs::read_dir(folder).expect("cases are there") {
        let path = entry.expect("readable folder").path();
        let file = fs::read_to_string(&path).expect("readable file");
        let cases: Cases =
            toml::from_str(&file).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in cases.case {
            let is_page = !case.html.is_empty();
            let draft = match is_page {
                true => mend("page.html", case.html.as_bytes()).expect("a page"),
                false => mend_text(&case.text),
            };
            let again = mend_text(&draft.markdown());
            let printed = draft
                .published
                .filter(|published| !published.is_estimated)
                .map(|published| published.date.to_string());
            let mut check = |what: &str, got: &str, wanted: &str| {
                if got.trim() != wanted.trim() {
                    failures += &format!("== {} ({what})\n{got}\n-- wanted\n{wanted}\n", case.name);
                }
            };
            check("markdown", &draft.markdown(), &case.markdown);
            if !is_page {
                check("again", &again.markdown(), &draft.markdown());
            }
            check("url", draft.url.as_deref().unwrap_or(""), &case.url);
            check("byline", &draft.byline(), &case.byline);
            check(
                "source",
                draft.source.as_deref().unwrap_or(""),
                case.source.as_deref().unwrap_or(""),
            );
            check(
                "published",
                printed.as_deref().unwrap_or(""),
                case.published.as_deref().unwrap_or(""),
            );
            check(
                "furniture",
                &draft.furniture.join("\n"),
                &case.furniture.join("\n"),
            );
            if !is_page {
                assert_eq!(
                    letters(&all_words(&draft)),
                    letters(&case.text),
                    "{}",
                    case.name
                );
            }
            names.push(case.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "every case has a name of its own");
}

/// How a page was set.
#[derive(Clone, Copy, Debug)]
enum Setting {
    BlankLinesBetweenAll,
    NoBlankLines,
    BlankLinesBetweenParagraphs,
    FirstLinesSetIn,
}

/// `text` in lines of at most `column` halves of a character, its first line two characters
/// shorter; no line begins with a closing sign, no figure is parted.
fn wrap(text: &str, column: usize) -> Vec<String> {
    let is_western =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%' | '+' | '/');
    let mut words: Vec<String> = Vec::new();
    for c in text.chars() {
        let glued = "，。、；：！？”’）》…％%,;:)".contains(c)
            || words.last().is_some_and(|word| {
                let last = word.chars().next_back().expect("no word is empty");
                is_western(c) && is_western(last) || "“‘（《".contains(last)
            });
        match words.last_mut() {
            Some(word) if glued => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    let width = |word: &str| {
        word.chars()
            .map(|c| if c < '\u{2000}' { 1 } else { 2 })
            .sum::<usize>()
    };
    let (mut lines, mut line, mut room) = (Vec::new(), String::new(), column - 4);
    for word in words {
        if width(&word) > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            room = column;
        }
        room = room.saturating_sub(width(&word));
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// Headings and paragraphs of `draft` as a page.
fn print(draft: &Draft, column: usize, setting: Setting) -> String {
    let mut page = String::new();
    for block in &draft.blocks {
        let lines = match block.kind {
            // Headlines are set in parts of two thirds of the column.
            BlockKind::Heading(_) => block
                .text
                .split_inclusive([' ', '：'])
                .flat_map(|part| wrap(part.trim(), column * 2 / 3))
                .collect(),
            BlockKind::Paragraph => wrap(&block.text, column),
            _ => continue,
        };
        for (n, line) in lines.iter().enumerate() {
            let (before, set_in) = match setting {
                Setting::BlankLinesBetweenAll => ("\n", ""),
                Setting::NoBlankLines => ("", ""),
                Setting::BlankLinesBetweenParagraphs if n == 0 => ("\n", ""),
                Setting::BlankLinesBetweenParagraphs => ("", ""),
                Setting::FirstLinesSetIn if n == 0 => ("", "　　"),
                Setting::FirstLinesSetIn => ("", ""),
            };
            page.push_str(before);
            page.push_str(set_in);
            page.push_str(line);
            page.push('\n');
        }
    }
    page
}

/// The sentences of the paragraphs, without white space.
fn sentences(draft: &Draft) -> Vec<String> {
    let paragraphs = draft
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Paragraph);
    let mut sentences: Vec<String> = paragraphs
        .flat_map(|block| {
            block
                .text
                .split_inclusive(['。', '！', '？', '；', '：', ';', ':'])
        })
        .map(|sentence| sentence.chars().filter(|c| !c.is_whitespace()).collect())
        .collect();
    sentences.sort();
    sentences
}

#[test]
fn sentences_are_whole_again_from_any_page() {
    for (name, bytes) in raw_texts() {
        let mut article = mend(&name, &bytes).expect("a text");
        // A headline of words that no line of the page can be taken for.
        article.title = None;
        let wanted = sentences(&article);
        for setting in [
            Setting::BlankLinesBetweenAll,
            Setting::NoBlankLines,
            Setting::BlankLinesBetweenParagraphs,
            Setting::FirstLinesSetIn,
        ] {
            for column in [36, 40, 44, 48, 56, 64] {
                let page = print(&article, column, setting);
                let got = sentences(&mend_text(&page));
                let lost: Vec<_> = wanted.iter().filter(|s| !got.contains(s)).collect();
                let new: Vec<_> = got.iter().filter(|s| !wanted.contains(s)).collect();
                assert!(
                    lost.is_empty(),
                    "{name} {setting:?} {column}: {lost:#?} {new:#?}"
                );
            }
        }
    }
}

/// Lines as pages have them: sentences, fragments, marks, bylines, blank lines.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => "[一-十云川高新区，。、“”（）：；0-9 %亿元家]{0,40}",
        1 => "(#{1,3} |- |1\\. |> |\\| |——|► |!\\[)[云川高新区，。 0-9|]{1,12}(\\]\\(\\))?",
        1 => "(本报记者|通讯员|文/|图/)[ ]?[张王李]{2,3}([ ]?(/摄|通讯员 赵四))?",
        1 => "(发布时间：2025-03-21|来源：云川日报|首页 > 要闻 > 正文|责任编辑：张三|2025年3月1日)",
        1 => "(高新区高新区新局面新局面新局面新局面|[ 　]{1,6}云川高新区[。]?|\\PC{0,20})",
        2 => Just(String::new()),
    ];
    prop::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_character_is_lost_or_invented(text in page()) {
        let draft = mend_text(&text);
        prop_assert_eq!(letters(&all_words(&draft)), letters(&text), "{}", draft.markdown());
    }

    #[test]
    fn mending_twice_is_mending_once(text in page()) {
        let once = mend_text(&text).markdown();
        prop_assert_eq!(mend_text(&once).markdown(), once);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(draft) = mend("a.txt", &bytes) {
            prop_assert!(draft.id.starts_with("a-"));
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        let draft = mend_text(&text);
        prop_assert_eq!(letters(&all_words(&draft)), letters(&text));
    }
}

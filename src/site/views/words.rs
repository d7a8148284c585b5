//! `keywords/index.html` and `keywords/<word>.html`: what the articles speak of, how that moved
//! from year to year, and every place of a word in its line.

use serde::Serialize;

use crate::{
    site::lookup::Lookup,
    words::{Keyword, Move, Vocabulary, Word, per_ten_thousand},
};

use super::{
    body::sentence_id,
    part::{Desk, Link},
};

/// Lines that a word's page shows.
const LINES: usize = 200;
/// Articles up to which the list of all words names the words of each.
const ARTICLES: usize = 30;

/// The list of all words.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WordsPage {
    /// Articles.
    pub(crate) articles: usize,
    /// Running words.
    pub(crate) running: usize,
    /// The words of the corpus.
    pub(crate) words: Vec<WordRow>,
    /// Names of the columns of years; empty where there is but one year.
    pub(crate) years: Vec<String>,
    /// What came, and what went.
    pub(crate) risen: Vec<MoveRow>,
    /// What went.
    pub(crate) fallen: Vec<MoveRow>,
    /// The latest year, and those before it in words.
    pub(crate) latest: String,
    /// `2022年`, `2019—2022年`.
    pub(crate) before: String,
    /// The words of each article.
    pub(crate) of_articles: Vec<ArticleWords>,
    /// Words that were listed before.
    pub(crate) earlier: Vec<Link>,
}

/// A word of the corpus.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WordRow {
    /// Word and page.
    pub(crate) word: Link,
    /// Times.
    pub(crate) count: usize,
    /// Length of its bar, of a hundred.
    pub(crate) bar: u32,
    /// Articles that have it.
    pub(crate) articles: usize,
    /// Times in ten thousand words, year by year.
    pub(crate) rates: Vec<String>,
}

/// A word whose use changed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MoveRow {
    /// Word and page.
    pub(crate) word: Link,
    /// Times in ten thousand words, before and in the latest year.
    pub(crate) before: String,
    /// In the latest year.
    pub(crate) now: String,
    /// Length of the bars, of a hundred.
    pub(crate) bars: (u32, u32),
}

/// The words of an article.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ArticleWords {
    /// Title and page.
    pub(crate) article: Link,
    /// Its words.
    pub(crate) words: Vec<ArticleWord>,
}

/// A word of an article.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ArticleWord {
    /// The word.
    pub(crate) text: String,
    /// Its page, if it has one.
    pub(crate) href: Option<String>,
    /// Times in the article.
    pub(crate) count: usize,
}

/// The page of a word.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WordPage {
    /// The word.
    pub(crate) word: String,
    /// Times.
    pub(crate) count: usize,
    /// Articles that have it.
    pub(crate) articles: usize,
    /// Year by year; empty where there is but one.
    pub(crate) years: Vec<YearRow>,
    /// Its lines, by article.
    pub(crate) groups: Vec<LineGroup>,
    /// Lines that are not shown.
    pub(crate) hidden: usize,
    /// Pages of the indicator or subject that it names.
    pub(crate) pages: Vec<Link>,
}

/// A word in a year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearRow {
    /// `2022年`.
    pub(crate) year: String,
    /// Times.
    pub(crate) count: usize,
    /// Times in ten thousand words.
    pub(crate) rate: String,
    /// Length of its bar, of a hundred.
    pub(crate) bar: u32,
}

/// The lines of an article.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LineGroup {
    /// Title and page.
    pub(crate) article: Link,
    /// How many places it has in all.
    pub(crate) count: usize,
    /// Its lines.
    pub(crate) lines: Vec<LineRow>,
}

/// A line.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LineRow {
    /// What stands before the word.
    pub(crate) before: String,
    /// What stands behind it.
    pub(crate) after: String,
    /// The sentence in its article.
    pub(crate) href: String,
}

/// The path of a word's page from the root of the site.
pub(crate) fn path(word: &Word) -> String {
    format!("keywords/{}.html", word.id)
}

/// Builds the list.
pub(crate) fn words(lookup: &Lookup<'_>, words: &Vocabulary) -> WordsPage {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let top = &words.words[..words.top];
    let most = top.iter().map(|w| w.places.len()).max().unwrap_or(1);
    let is_many = words.years.len() > 1;
    let rows = top.iter().map(|word| WordRow {
        word: link(word),
        count: word.places.len(),
        bar: share(word.places.len() as f64, most as f64),
        articles: articles(word),
        rates: match is_many {
            true => words
                .years
                .keys()
                .map(|&y| rate(words.rate(word, y)))
                .collect(),
            false => Vec::new(),
        },
    });
    let (latest, before) = spans(words);
    let of_articles = lookup.documents.iter().map(|document| ArticleWords {
        article: Link {
            text: document.article.title.clone(),
            href: desk.href(&format!("articles/{}.html", document.article.slug)),
        },
        words: of_article(&desk, words, &document.article.slug),
    });
    WordsPage {
        articles: lookup.documents.len(),
        running: words.running,
        words: rows.collect(),
        years: match is_many {
            true => words.years.keys().map(|year| format!("{year}年")).collect(),
            false => Vec::new(),
        },
        risen: moves(words, &words.risen),
        fallen: moves(words, &words.fallen),
        latest,
        before,
        of_articles: match lookup.documents.len() <= ARTICLES {
            true => of_articles.filter(|a| !a.words.is_empty()).collect(),
            false => Vec::new(),
        },
        earlier: words.words[words.words.len() - words.kept..]
            .iter()
            .map(link)
            .collect(),
    }
}

/// The words of an article, with links where they have pages.
pub(crate) fn of_article(desk: &Desk<'_>, words: &Vocabulary, slug: &str) -> Vec<ArticleWord> {
    let list = words.articles.get(slug).map_or(&[][..], Vec::as_slice);
    let row = |keyword: &Keyword| ArticleWord {
        text: keyword.text.clone(),
        href: words.word(&keyword.text).map(|word| desk.href(&path(word))),
        count: keyword.count,
    };
    list.iter().map(row).collect()
}

/// Builds the page of a word; also its description.
pub(crate) fn word(lookup: &Lookup<'_>, words: &Vocabulary, word: &Word) -> (WordPage, String) {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let mut groups: Vec<LineGroup> = Vec::new();
    let mut shown = 0;
    for document in &lookup.documents {
        let slug = &document.article.slug;
        let page = desk.href(&format!("articles/{slug}.html"));
        let here: Vec<_> = word.places.iter().filter(|p| &p.article == slug).collect();
        if here.is_empty() {
            continue;
        }
        let lines: Vec<LineRow> = here
            .iter()
            .take(LINES.saturating_sub(shown))
            .map(|place| {
                let line = place.line(document);
                LineRow {
                    before: line.before,
                    after: line.after,
                    href: format!("{page}#{}", sentence_id(place.sentence)),
                }
            })
            .collect();
        shown += lines.len();
        if !lines.is_empty() {
            groups.push(LineGroup {
                article: Link {
                    text: document.article.title.clone(),
                    href: page,
                },
                count: here.len(),
                lines,
            });
        }
    }
    let count = word.places.len();
    let page = WordPage {
        word: word.text.clone(),
        count,
        articles: articles(word),
        years: by_year(words, word),
        groups,
        hidden: count - shown,
        pages: pages(&desk, &word.text),
    };
    let description = format!(
        "“{}”在{}篇文章里出现{count}处，逐处列出上下文，点开到原句。",
        word.text, page.articles
    );
    (page, description)
}

fn link(word: &Word) -> Link {
    Link {
        text: word.text.clone(),
        href: format!("{}.html", word.id),
    }
}

fn articles(word: &Word) -> usize {
    let mut slugs: Vec<&str> = word.places.iter().map(|p| p.article.as_str()).collect();
    slugs.dedup();
    slugs.len()
}

fn by_year(words: &Vocabulary, word: &Word) -> Vec<YearRow> {
    if words.years.len() < 2 {
        return Vec::new();
    }
    let rates = words.years.keys().map(|&year| words.rate(word, year));
    let most = rates.fold(0.0, f64::max);
    let row = |&year: &i32| YearRow {
        year: format!("{year}年"),
        count: word.years.get(&year).copied().unwrap_or_default(),
        rate: rate(words.rate(word, year)),
        bar: share(words.rate(word, year), most),
    };
    words.years.keys().map(row).collect()
}

/// The latest year, and the years before it.
fn spans(words: &Vocabulary) -> (String, String) {
    let mut years = words.years.keys();
    let Some(latest) = years.next_back() else {
        return Default::default();
    };
    let before = match (years.next(), years.next_back()) {
        (Some(first), Some(last)) => format!("{first}—{last}年"),
        (Some(only), None) => format!("{only}年"),
        _ => String::new(),
    };
    (format!("{latest}年"), before)
}

fn moves(words: &Vocabulary, list: &[Move]) -> Vec<MoveRow> {
    let running_now = words.years.last_key_value().map_or(0, |(_, &n)| n);
    let running_before = words.years.values().sum::<usize>() - running_now;
    let rates = |m: &Move| {
        let before = per_ten_thousand(m.counts.0, running_before);
        (before, per_ten_thousand(m.counts.1, running_now))
    };
    let most = list.iter().map(|m| f64::max(rates(m).0, rates(m).1));
    let most = most.fold(0.0, f64::max);
    let row = |moved: &Move| {
        let (before, now) = rates(moved);
        Some(MoveRow {
            word: link(words.word(&moved.text)?),
            before: rate(before),
            now: rate(now),
            bars: (share(before, most), share(now, most)),
        })
    };
    list.iter().filter_map(row).collect()
}

/// Pages about the indicator or the subject that is called by a word.
fn pages(desk: &Desk<'_>, text: &str) -> Vec<Link> {
    let lookup = desk.lookup;
    let indicators = lookup.indicators();
    let indicators = indicators.filter(|i| i.name == text || i.aliases.iter().any(|a| a == text));
    let indicators = indicators.map(|i| Link {
        text: format!("指标：{}", i.name),
        href: desk.href(&format!("indicators/{}.html", i.id)),
    });
    let subjects = lookup.subjects().into_iter();
    let subjects = subjects.filter(|s| s.name == text || s.aliases.iter().any(|a| a == text));
    let subjects = subjects.map(|s| Link {
        text: format!("主体：{}", s.name),
        href: desk.href(&format!("subjects/{}.html", s.id)),
    });
    indicators.chain(subjects).collect()
}

/// One decimal: `13.8`.
fn rate(rate: f64) -> String {
    format!("{rate:.1}")
}

/// A part of a whole in hundredths; what is there at all gets at least one.
fn share(part: f64, whole: f64) -> u32 {
    if part <= 0.0 || whole <= 0.0 {
        return 0;
    }
    ((part / whole * 100.0).round() as u32).max(1)
}

//! Words (关键词): what articles speak of, by jieba. What enters are documents and the segmenter;
//! what leaves is a [`Vocabulary`]: the words that these articles use more than the language at
//! large, each with the places where it stands, the words of each article, and what changed with
//! the latest year. Numerals, names of persons and pieces of names are no words here; names that
//! the configuration knows are words as a whole.

mod cut;
mod earlier;
mod join;
mod keyness;
mod places;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::{
    config::Config,
    model::Span,
    text::{Document, Segmenter},
};

pub use keyness::{CRITICAL, log_likelihood};
pub use places::Line;

use cut::Token;

pub use cut::{Cut, Cutter};

/// Words of the corpus that are listed.
const TOP: usize = 40;
/// Words of an article that are listed.
const TOP_OF_ARTICLE: usize = 12;
/// Words that came or went with the latest year, of each.
const TOP_OF_MOVE: usize = 10;
/// A word says something about a corpus from this many times on.
const LEAST: usize = 3;
/// Words that get a page of their own, at most.
const PAGES: usize = 300;

/// The words of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    /// Words with a page of their own, the most telling first.
    pub words: Vec<Word>,
    /// How many of [`Self::words`] are the words of the whole corpus; the others are here for
    /// an article or for a change.
    pub top: usize,
    /// How many of [`Self::words`], the last ones, are here only because they had a page before.
    pub kept: usize,
    /// The words of each article by slug, the most telling first.
    pub articles: BTreeMap<String, Vec<Keyword>>,
    /// Years of publication, with the number of running words of each.
    pub years: BTreeMap<i32, usize>,
    /// Words that the latest year uses more than those before, by how sure that is.
    pub risen: Vec<Move>,
    /// Words that it uses less.
    pub fallen: Vec<Move>,
    /// Running words (词次) of all articles.
    pub running: usize,
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// `w-` and 8 hexadecimal digits: its page is `keywords/<id>.html`.
    pub id: String,
    /// The word.
    pub text: String,
    /// How much more often than in the language at large it stands here: log-likelihood.
    pub keyness: f64,
    /// Places in text order, articles in order of slug.
    pub places: Vec<Place>,
    /// Times by year of publication.
    pub years: BTreeMap<i32, usize>,
}

/// One place of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Slug of the article.
    pub article: String,
    /// Number of the sentence in its article, from 1.
    pub sentence: usize,
    /// Bytes of the article's plain text.
    pub span: Span,
}

/// A word of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyword {
    /// The word.
    pub text: String,
    /// How often it stands in the article.
    pub count: usize,
    /// Log-likelihood against the language at large.
    pub keyness: f64,
}

/// A word whose use changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The word.
    pub text: String,
    /// Times in the years before the latest, and in the latest.
    pub counts: (usize, usize),
    /// Log-likelihood of the difference.
    pub keyness: f64,
}

/// The id of a word's page.
pub fn id(word: &str) -> String {
    format!("w-{}", &blake3::hash(word.as_bytes()).to_hex()[..8])
}

/// The id of the word whose page lies at a path of the site.
pub fn id_of(path: &str) -> Option<&str> {
    let id = path.strip_prefix("keywords/")?.strip_suffix(".html")?;
    id.starts_with("w-").then_some(id)
}

impl Vocabulary {
    /// The word with this text, if it has a page.
    pub fn word(&self, text: &str) -> Option<&Word> {
        self.words.iter().find(|word| word.text == text)
    }

    /// Occurrences in ten thousand running words of a year.
    pub fn rate(&self, word: &Word, year: i32) -> f64 {
        let running = self.years.get(&year).copied().unwrap_or_default();
        let count = word.years.get(&year).copied().unwrap_or_default();
        per_ten_thousand(count, running)
    }
}

/// Occurrences in ten thousand running words.
pub fn per_ten_thousand(count: usize, running: usize) -> f64 {
    match running {
        0 => 0.0,
        running => count as f64 * 10_000.0 / running as f64,
    }
}

/// Words of one document: every running word counted, and the tokens that may be keywords.
struct Counted<'d> {
    document: &'d Document,
    running: usize,
    tokens: Vec<Token<'d>>,
}

/// Reads the words of a corpus.
pub fn read(documents: &[Document], config: &Config, segmenter: &Segmenter) -> Vocabulary {
    let cutter = Cutter::new(config, segmenter);
    let cuts = documents.par_iter().map(|document| cutter.cut(document));
    let cuts: Vec<Cut> = cuts.collect();
    count(documents, &cuts, segmenter, &BTreeSet::new())
}

/// Counts the words of documents that have been cut, `cuts` in the order of `documents`. The words
/// with the ids `kept` have pages too, if they stand in the documents.
pub fn count(
    documents: &[Document],
    cuts: &[Cut],
    segmenter: &Segmenter,
    kept: &BTreeSet<String>,
) -> Vocabulary {
    let mut counted: Vec<Counted<'_>> = documents
        .par_iter()
        .zip(cuts)
        .map(|(document, cut)| Counted {
            document,
            running: cut.running,
            tokens: cut
                .pieces
                .iter()
                .map(|piece| Token::new(document, piece))
                .collect(),
        })
        .collect();
    counted.sort_by(|a, b| a.document.article.slug.cmp(&b.document.article.slug));
    let cut: Vec<(&Document, Vec<Token<'_>>)> = match kept.is_empty() {
        true => Vec::new(),
        false => counted
            .iter()
            .map(|c| (c.document, c.tokens.clone()))
            .collect(),
    };
    join::join(&mut counted);
    let running: usize = counted.iter().map(|c| c.running).sum();

    let mut totals: HashMap<&str, usize> = HashMap::new();
    for token in counted.iter().flat_map(|c| &c.tokens) {
        *totals.entry(token.text).or_default() += 1;
    }
    let usual: HashMap<&str, f64> = totals
        .par_iter()
        .map(|(&text, _)| (text, segmenter.usual_frequency(text)))
        .collect();
    let against_language = |text: &str, count: usize, running: usize| {
        let usual = usual.get(text).copied().unwrap_or_default();
        log_likelihood(
            (count as f64, running as f64),
            (usual, Segmenter::USUAL_TOTAL),
        )
    };

    let mut corpus: Vec<Keyword> = totals
        .iter()
        .filter(|&(_, &count)| count >= LEAST)
        .map(|(&text, &count)| Keyword {
            text: text.to_string(),
            count,
            keyness: against_language(text, count, running),
        })
        .collect();
    rank(&mut corpus, TOP);

    let articles: BTreeMap<String, Vec<Keyword>> = counted
        .iter()
        .map(|counted| {
            let mut words: Vec<Keyword> = counts(&counted.tokens)
                .into_iter()
                .filter(|&(_, count)| count > 1)
                .map(|(text, count)| Keyword {
                    text: text.to_string(),
                    count,
                    keyness: against_language(text, count, counted.running),
                })
                .collect();
            rank(&mut words, TOP_OF_ARTICLE);
            (counted.document.article.slug.clone(), words)
        })
        .collect();

    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for counted in &counted {
        if let Some(year) = year(counted.document) {
            *years.entry(year).or_default() += counted.running;
        }
    }
    let (risen, fallen) = moves(&counted, &years);

    let listed = corpus.iter().map(|w| &w.text);
    let moved = risen.iter().chain(&fallen).map(|m| &m.text);
    let mut own: Vec<&Keyword> = articles.values().flatten().collect();
    own.sort_by(|a, b| order((a.keyness, &a.text), (b.keyness, &b.text)));
    let mut chosen: Vec<&str> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for text in listed.chain(moved).chain(own.into_iter().map(|w| &w.text)) {
        if seen.len() < PAGES && seen.insert(text) {
            chosen.push(text);
        }
    }
    let has_page: BTreeSet<String> = chosen.iter().map(|text| id(text)).collect();
    let mut wanted: BTreeSet<&str> = kept.difference(&has_page).map(String::as_str).collect();
    let mut again: BTreeSet<&str> = BTreeSet::new();
    if !wanted.is_empty() {
        again.extend(
            totals
                .keys()
                .filter(|text| wanted.remove(id(text).as_str())),
        );
        seen.extend(&again);
    }
    let mut places = places::find(&counted, &seen);
    let joined_away = earlier::find(&cut, &wanted);
    again.extend(joined_away.keys());
    places.extend(joined_away);
    chosen.extend(&again);
    let words: Vec<Word> = chosen
        .into_iter()
        .map(|text| {
            let places: Vec<Place> = places.remove(text).unwrap_or_default();
            let mut by_year: BTreeMap<i32, usize> = BTreeMap::new();
            for place in &places {
                let at = counted
                    .binary_search_by(|c| c.document.article.slug.as_str().cmp(&place.article));
                if let Some(year) = at.ok().and_then(|at| year(counted[at].document)) {
                    *by_year.entry(year).or_default() += 1;
                }
            }
            Word {
                id: id(text),
                text: text.to_string(),
                keyness: against_language(text, places.len(), running),
                places,
                years: by_year,
            }
        })
        .collect();
    Vocabulary {
        top: corpus.len(),
        kept: again.len(),
        words,
        articles,
        years,
        risen,
        fallen,
        running,
    }
}

/// The most telling first; equal ones by their text.
fn order(a: (f64, &str), b: (f64, &str)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1))
}

/// Keeps what is beyond chance, the most telling first.
fn rank(words: &mut Vec<Keyword>, most: usize) {
    words.retain(|word| word.keyness >= CRITICAL);
    words.sort_by(|a, b| order((a.keyness, &a.text), (b.keyness, &b.text)));
    words.truncate(most);
}

fn counts<'t>(tokens: &[Token<'t>]) -> BTreeMap<&'t str, usize> {
    let mut counts = BTreeMap::new();
    for token in tokens {
        *counts.entry(token.text).or_default() += 1;
    }
    counts
}

fn year(document: &Document) -> Option<i32> {
    document.article.published.map(|p| p.date.year)
}

/// Words that the latest year of publication uses more and less than the years before.
fn moves(counted: &[Counted<'_>], years: &BTreeMap<i32, usize>) -> (Vec<Move>, Vec<Move>) {
    let Some((&latest, &running_latest)) = years.last_key_value() else {
        return Default::default();
    };
    let running_before: usize = years.range(..latest).map(|(_, n)| n).sum();
    if running_before == 0 || running_latest == 0 {
        return Default::default();
    }
    let mut uses: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in counted {
        let Some(year) = year(one.document) else {
            continue;
        };
        for (text, count) in counts(&one.tokens) {
            let (before, now) = uses.entry(text).or_default();
            *if year == latest { now } else { before } += count;
        }
    }
    let mut risen = Vec::new();
    let mut fallen = Vec::new();
    for (text, (before, now)) in uses {
        if before + now < LEAST {
            continue;
        }
        let changed = Move {
            text: text.to_string(),
            counts: (before, now),
            keyness: log_likelihood(
                (now as f64, running_latest as f64),
                (before as f64, running_before as f64),
            )
            .abs(),
        };
        if changed.keyness < keyness::LIKELY {
            continue;
        }
        let is_more =
            per_ten_thousand(now, running_latest) > per_ten_thousand(before, running_before);
        if is_more { &mut risen } else { &mut fallen }.push(changed);
    }
    for list in [&mut risen, &mut fallen] {
        list.sort_by(|a: &Move, b: &Move| order((a.keyness, &a.text), (b.keyness, &b.text)));
        list.truncate(TOP_OF_MOVE);
    }
    (risen, fallen)
}

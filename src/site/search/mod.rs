//! The search index (搜索): files that a page can load from disk as well as from a server, since
//! each is a script that hands its data to one function. What enters are names, figures and
//! texts; what leaves are files below `search/`.
//!
//! - `names.js`: indicators, subjects, years and words, with the latest figure of each indicator;
//! - `figures-<n>.js`: figures by indicator, in pieces;
//! - `text-<n>.js`: the articles themselves, in pieces;
//! - `grams-<n>.js`: only for large sites, where each pair of neighbouring characters stands.
//!
//! A small site is searched in its texts. A large one is searched in the pairs, which tell
//! exactly where any two characters or more stand, and how often a single one does; of the texts
//! only those are loaded that are shown. `static/search.js` is the other half and must fold, hash
//! and decode as this does.

mod figures;
mod fold;
mod grams;
mod names;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::words::Vocabulary;

use super::lookup::Lookup;

pub(crate) use names::{Kind, Name};

/// Bytes of text up to which a page searches the texts themselves: about a hundred articles.
const SMALL: usize = 600_000;
/// Bytes of one piece of figures, texts or pairs of a large site, about.
const PIECE: usize = 16_000;

/// What a page must know of the index before it loads more.
#[derive(Debug, Serialize)]
struct Names<'a> {
    /// True when the texts themselves are searched.
    small: bool,
    /// Files of pairs.
    grams: usize,
    /// Length of each article's text in characters, in order, for the pairs.
    lengths: &'a [usize],
    /// The first article of each piece of text.
    texts: &'a [usize],
    /// Pieces of figures.
    figures: usize,
    /// Pieces of figures that no indicator counts; they come last.
    others: usize,
    /// The names.
    names: &'a [Name],
}

/// All that can be found by its name, for the page and for `names.js`. `pages` are the paths of
/// the site's pages.
pub(crate) fn names(
    lookup: &Lookup<'_>,
    words: &Vocabulary,
    pages: &BTreeSet<String>,
) -> Vec<Name> {
    names::names(lookup, words, pages)
}

/// The files of the index, by path from the root of the site.
pub(crate) fn files(lookup: &Lookup<'_>, mut names: Vec<Name>) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let texts = texts::texts(&lookup.documents);
    let is_small = texts.iter().map(|t| t.text.len()).sum::<usize>() <= SMALL;
    let piece = if is_small { SMALL } else { PIECE };
    let pieces = figures::pieces(lookup, &mut names, is_small, piece);
    for (n, piece) in pieces.figures.iter().enumerate() {
        put(&mut files, &format!("figures-{n}"), piece);
    }
    let mut first = 0;
    let mut starts = Vec::new();
    for (n, piece) in texts::pieces(&texts, piece).into_iter().enumerate() {
        starts.push(first);
        first += piece.len();
        put(&mut files, &format!("text-{n}"), &piece);
    }
    let grams = match is_small {
        true => Vec::new(),
        false => grams::files(&texts),
    };
    for (n, gram) in grams.iter().enumerate() {
        put(&mut files, &format!("grams-{n}"), gram);
    }
    let lengths: Vec<usize> = match is_small {
        true => Vec::new(),
        false => texts.iter().map(|t| t.text.chars().count()).collect(),
    };
    let head = Names {
        small: is_small,
        grams: grams.len(),
        lengths: &lengths,
        texts: &starts,
        figures: pieces.figures.len(),
        others: pieces.others,
        names: &names,
    };
    put(&mut files, "names", &head);
    files
}

/// Eight hexadecimal digits that change when the index does.
pub(crate) fn version(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for bytes in files.values() {
        hasher.update(bytes);
    }
    hasher.finalize().to_hex()[..8].to_string()
}

/// A file that hands its data over by its name.
fn put(files: &mut BTreeMap<String, Vec<u8>>, name: &str, data: &impl Serialize) {
    let mut bytes = format!("shuduSearch(\"{name}\",").into_bytes();
    serde_json::to_writer(&mut bytes, data).expect("plain data is valid JSON");
    bytes.extend_from_slice(b");\n");
    files.insert(format!("search/{name}.js"), bytes);
}

//! Which stretches of an article are words that can tell what it is about.

use std::collections::{BTreeSet, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};

use crate::{
    config::Config,
    model::Span,
    text::{Document, Segmenter, Word, is_han},
};

/// A document cut into words: what counting needs, and all that takes the segmenter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Running words.
    pub(super) running: usize,
    /// The words that may count, in text order.
    pub(super) pieces: Vec<Piece>,
}

/// A word at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(usize, usize, usize, u8)", into = "(usize, usize, usize, u8)")]
pub(super) struct Piece {
    pub(super) span: Span,
    /// Number of the sentence in its article, from 1.
    pub(super) sentence: usize,
    /// True when it can be a keyword.
    pub(super) is_telling: bool,
    /// True when a longer word can begin with it.
    pub(super) can_begin: bool,
    /// True when a longer word can end with it.
    pub(super) can_end: bool,
}

/// Start, length, sentence, uses as bits: there are thousands of them.
impl From<Piece> for (usize, usize, usize, u8) {
    fn from(piece: Piece) -> Self {
        let uses = [piece.is_telling, piece.can_begin, piece.can_end];
        let bits = uses.iter().rev();
        let bits = bits.fold(0, |bits, &is| bits << 1 | u8::from(is));
        (piece.span.start, piece.span.len(), piece.sentence, bits)
    }
}

impl From<(usize, usize, usize, u8)> for Piece {
    fn from((start, length, sentence, bits): (usize, usize, usize, u8)) -> Self {
        Self {
            span: Span::new(start, start.saturating_add(length)),
            sentence,
            is_telling: bits & 1 != 0,
            can_begin: bits & 2 != 0,
            can_end: bits & 4 != 0,
        }
    }
}

impl Cut {
    /// True when every word lies in the document: it is the document that was cut.
    pub fn is_of(&self, document: &Document) -> bool {
        let text = &document.text;
        let mut pieces = self.pieces.iter();
        pieces.all(|piece| text.get(piece.span.start..piece.span.end).is_some())
    }
}

/// A word with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'d> {
    pub(super) text: &'d str,
    pub(super) span: Span,
    /// Number of the sentence in its article, from 1.
    pub(super) sentence: usize,
    /// True when it can be a keyword.
    pub(super) is_telling: bool,
    /// True when a longer word can begin with it.
    pub(super) can_begin: bool,
    /// True when a longer word can end with it.
    pub(super) can_end: bool,
}

impl<'d> Token<'d> {
    /// The word at its place in the document that it was cut from.
    pub(super) fn new(document: &'d Document, piece: &Piece) -> Self {
        Self {
            text: document.slice(piece.span),
            span: piece.span,
            sentence: piece.sentence,
            is_telling: piece.is_telling,
            can_begin: piece.can_begin,
            can_end: piece.can_end,
        }
    }
}

/// Whether a word can be a keyword, begin a longer word, end one.
type Uses = (bool, bool, bool);

/// Cuts documents into words, each by itself.
pub struct Cutter<'a> {
    segmenter: &'a Segmenter,
    /// Names of subjects, matched as a whole before jieba cuts what is between them.
    names: Option<AhoCorasick>,
    /// What the site itself is called: on every page, so it tells nothing.
    own: BTreeSet<&'a str>,
    /// Words that an editor has listed: they need no tag to be words.
    listed: BTreeSet<&'a str>,
    stop: HashSet<&'static str>,
}

/// Kind of subjects that are places on a map, which every article names.
const REGION: &str = "region";

/// Words of news that say how, not what (新闻套语); none of them names a thing.
const STOP: &str = include_str!("stop.txt");

impl<'a> Cutter<'a> {
    /// With the names that a configuration knows.
    pub fn new(config: &'a Config, segmenter: &'a Segmenter) -> Self {
        let of_subject = |s: &'a crate::config::Subject| {
            std::iter::once(s.name.as_str()).chain(s.aliases.iter().map(String::as_str))
        };
        let home = &config.site.subject;
        let names: BTreeSet<&str> = config.subjects.iter().flat_map(of_subject).collect();
        let own = config
            .subjects
            .iter()
            .filter(|s| &s.name == home || s.kind == REGION)
            .flat_map(of_subject)
            .chain([home.as_str()])
            .collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().filter(|name| !name.is_empty()));
        Self {
            segmenter,
            names: automaton.ok(),
            own,
            stop: STOP.lines().collect(),
            listed: config.words.iter().map(String::as_str).collect(),
        }
    }

    /// The number of running words, and the words that may count, in text order.
    pub fn cut(&self, document: &Document) -> Cut {
        let mut running = 0;
        let mut tokens = Vec::new();
        let sentences = document.blocks.iter().flat_map(|block| &block.sentences);
        for (number, &span) in sentences.enumerate() {
            let mut add = |text: &str, at: usize, uses: Uses| {
                tokens.push(Piece {
                    span: Span::new(at, at + text.len()),
                    sentence: number + 1,
                    is_telling: uses.0,
                    can_begin: uses.1,
                    can_end: uses.2,
                });
            };
            let sentence = document.slice(span);
            let mut from = 0;
            let names = self.names.iter().flat_map(|n| n.find_iter(sentence));
            for name in names {
                running += self.between(&sentence[from..name.start()], span.start + from, &mut add);
                running += 1;
                let text = &sentence[name.range()];
                let is_telling = !self.own.contains(text);
                add(text, span.start + name.start(), (is_telling, false, false));
                from = name.end();
            }
            running += self.between(&sentence[from..], span.start + from, &mut add);
        }
        Cut {
            running,
            pieces: tokens,
        }
    }

    /// Cuts a stretch without names; returns its running words.
    fn between(&self, text: &str, offset: usize, add: &mut impl FnMut(&str, usize, Uses)) -> usize {
        let words = self.segmenter.words(text);
        for word in &words {
            let is_road = is_numbered_place(&text[word.span.end..]);
            let uses = (
                self.is_telling(word) && !is_road,
                self.can_begin(word),
                self.can_end(word),
            );
            if uses != (false, false, false) {
                add(word.text, offset + word.span.start, uses);
            }
        }
        for slogan in slogans(text) {
            add(slogan.of(text), offset + slogan.start, (true, false, false));
        }
        words.iter().filter(|word| word.pos != b'x').count()
    }

    /// True for what can be a keyword.
    fn is_telling(&self, word: &Word<'_>) -> bool {
        if !is_long(word.text) || self.own.contains(word.text) || self.stop.contains(word.text) {
            return false;
        }
        if self.listed.contains(word.text) {
            return true;
        }
        names_a_thing(word) && self.segmenter.is_known(word.text)
    }

    /// True for the beginning of a longer word: 创新 of 创新驱动.
    fn can_begin(&self, word: &Word<'_>) -> bool {
        let is_verb = word.tag == "v";
        (names_a_thing(word) || is_verb) && is_long(word.text) && !self.own.contains(word.text)
    }

    /// True for the end of a longer word: 发展 of 高质量发展, 区 of 先行区.
    fn can_end(&self, word: &Word<'_>) -> bool {
        names_a_thing(word) && word.text.chars().all(is_han) && !self.own.contains(word.text)
    }
}

/// By jieba's tag: nouns, verbs and adjectives used as nouns, set phrases, abbreviations; no
/// names of persons and places.
fn names_a_thing(word: &Word<'_>) -> bool {
    matches!(word.tag, "n" | "nz" | "vn" | "an" | "l" | "i" | "j")
}

/// True when what follows makes a word a part of an address: 规划 of 规划一路.
fn is_numbered_place(rest: &str) -> bool {
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let place = rest.trim_start_matches(is_numeral);
    place.len() < rest.len() && place.starts_with(['路', '街', '巷', '栋', '楼'])
}

/// True for two and more characters, all of them Han.
fn is_long(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.chars().all(is_han)
}

/// `“3+1”`: policies that are called by a sum, quotation marks included.
fn slogans(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('“') {
        let inside = start + '“'.len_utf8();
        let Some(length) = text[inside..].find('”') else {
            break;
        };
        let name = &text[inside..inside + length];
        let mut terms = name.split('+');
        let is_digits =
            |t: &str| !t.is_empty() && t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit());
        let is_sum = terms.clone().count() > 1 && terms.all(is_digits);
        if is_sum {
            found.push(Span::new(start, inside + length + '”'.len_utf8()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roads_with_a_number_are_no_words() {
        assert!(is_numbered_place("一路至规划七路"));
        assert!(is_numbered_place("12栋"));
        assert!(!is_numbered_place("一批项目"));
        assert!(!is_numbered_place("路径"));
    }

    #[test]
    fn sums_in_quotation_marks_are_names() {
        let text = "形成“3+1”主导产业，建设“1+N”模式，称“第一”，达“30”，“5+1+2”";
        let found: Vec<&str> = slogans(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["“3+1”", "“5+1+2”"]);
    }
}

//! Words by jieba, with the vocabulary of the configuration added to its dictionary.

use std::collections::{BTreeMap, HashMap};

use jieba_rs::Jieba;

use crate::config::Config;
use crate::model::Span;

/// The segmenter: jieba's default dictionary and the names that the configuration knows.
#[derive(Clone)]
pub struct Segmenter {
    jieba: Jieba,
    /// What the stock dictionary says of the names that were added to it.
    usual: BTreeMap<String, usize>,
    /// Tags of general words, in place of the dictionary's.
    tags: HashMap<&'static str, &'static str>,
}

/// A word with its part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// Bytes of the text that was cut.
    pub span: Span,
    /// The word.
    pub text: &'t str,
    /// First letter of jieba's tag: `n` noun, `v` verb, `m` numeral, `q` classifier, ….
    pub pos: u8,
    /// The whole tag: `vn` a verb used as a noun, `nt` an organisation.
    pub tag: &'static str,
}

/// Frequency of added names: high enough to win against a cut into common words.
const NAME_FREQUENCY: usize = 20_000;

impl Segmenter {
    /// Loads the dictionary (about a tenth of a second) and adds the configuration's names.
    pub fn new(config: &Config) -> Self {
        Self::stock().knowing(config)
    }

    /// The stock dictionary alone: all that takes time, and needs no configuration, so that it
    /// can be loaded while files are read.
    pub fn stock() -> Self {
        Self {
            jieba: Jieba::new(),
            usual: BTreeMap::new(),
            tags: general().collect(),
        }
    }

    /// Running words behind the frequencies of the stock dictionary: the sum of its second column.
    pub const USUAL_TOTAL: f64 = 60_101_964.0;

    /// How often a word stands in the texts behind the stock dictionary; for a word that is not
    /// in it, how often its parts would meet there by chance.
    pub fn usual_frequency(&self, word: &str) -> f64 {
        let added = self.usual.get(word).copied();
        // The suggestion is one more than the frequency.
        let frequency = added.unwrap_or_else(|| self.jieba.suggest_freq(word));
        frequency.saturating_sub(1) as f64
    }

    /// True for a word that hardly stands in the texts behind the stock dictionary (less than a
    /// hundred times in sixty million words): a firm may have it for its own name (字号).
    pub fn is_rare(&self, word: &str) -> bool {
        self.usual_frequency(word) < 100.0
    }

    /// True for words of the dictionary, as against those that were guessed.
    pub fn is_known(&self, word: &str) -> bool {
        self.jieba.has_word(word)
    }

    /// The same with the names of a configuration.
    #[must_use]
    pub fn knowing(self, config: &Config) -> Self {
        let Self {
            mut jieba,
            mut usual,
            tags,
        } = self;
        // A word with a quotation mark never matches: quotes end jieba's blocks.
        let names = config.dictionary().into_iter();
        let names =
            names.filter(|name| name.chars().count() > 1 && !name.contains(['“', '”', '"']));
        let names = names.map(|name| (name, "n"));
        let lacking = general().filter(|(word, _)| !jieba.has_word(word));
        let added: Vec<(&str, &str)> = names.chain(lacking).collect();
        for (word, _) in &added {
            let frequency = jieba.suggest_freq(word);
            usual.entry(word.to_string()).or_insert(frequency);
        }
        for (word, tag) in added {
            jieba.add_word(word, Some(NAME_FREQUENCY), Some(tag));
        }
        Self { jieba, usual, tags }
    }

    /// The words of `text`, in order; their spans cover it.
    pub fn words<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        let tags = self.jieba.tag(text, true);
        let mut words = Vec::with_capacity(tags.len());
        let mut push = |start: usize, end: usize, tag: &str| {
            let span = Span::new(start, end);
            let text = span.of(text);
            let (pos, tag) = interned(self.tags.get(text).unwrap_or(&tag));
            words.push(Word {
                span,
                text,
                pos,
                tag,
            });
        };
        for tag in tags {
            match glue(tag.word) {
                Some(at) => {
                    push(tag.byte_start, tag.byte_start + at, "n");
                    push(tag.byte_start + at, tag.byte_end, "v");
                }
                None => push(tag.byte_start, tag.byte_end, tag.tag),
            }
        }
        words
    }
}

/// 入驻率达, 总额达: where a noun of one character and the verb after it meet, which the model for
/// words that the dictionary lacks glues together.
fn glue(word: &str) -> Option<usize> {
    const NOUNS: [char; 10] = ['率', '位', '值', '额', '量', '数', '积', '度', '比', '重'];
    const VERBS: [char; 5] = ['达', '为', '超', '近', '在'];
    let verb = word.strip_suffix(VERBS)?;
    let noun = verb.strip_suffix(NOUNS)?;
    noun.is_empty().then_some(verb.len())
}

/// Words of general economic language that the stock dictionary lacks, cuts or tags wrongly, with
/// their tags.
fn general<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    let lines = include_str!("words.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

/// jieba's tag as a static string, so that words do not borrow from the dictionary.
fn interned(tag: &str) -> (u8, &'static str) {
    /// The tag itself where it is one of these.
    macro_rules! known {
        ($tag:expr, $($known:literal)+) => {
            match $tag {
                $($known => Some($known),)+
                _ => None,
            }
        };
    }
    let of = |tag: &str| {
        known!(tag, "n" "v" "m" "d" "x" "vn" "p" "uj" "c" "a" "q" "t" "f" "b" "r" "u" "ns" "nz" "nr"
            "nt" "ng" "nrt" "ad" "an" "df" "e" "eng" "g" "h" "i" "j" "k" "l" "mq" "o" "s" "ul"
            "vd" "y" "z")
    };
    let first = || of(tag.get(..1).unwrap_or_default());
    let known = of(tag).or_else(first).unwrap_or("x");
    (known.as_bytes()[0], known)
}

#[cfg(test)]
mod tests {
    use super::{general, interned};

    #[test]
    fn general_words_stand_once_with_a_tag_of_jieba() {
        let words: Vec<(&str, &str)> = general().collect();
        let lines = include_str!("words.txt").lines();
        let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
        assert_eq!(words.len(), lines.count(), "a line without a tag");
        for (at, (word, tag)) in words.iter().enumerate() {
            assert_eq!(interned(tag).1, *tag, "{word} has no tag of jieba");
            let again = words[..at].iter().any(|(earlier, _)| earlier == word);
            assert!(!again, "{word} stands twice");
        }
    }
}

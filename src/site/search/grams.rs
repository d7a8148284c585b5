//! Where each pair of neighbouring characters stands (二元索引), and which articles have each
//! single one: with both, any run of characters is found exactly, without a text.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{PIECE, fold::fold, texts::Text};

/// Pairs that are held in memory at once; a larger corpus is read in several rounds.
const AT_ONCE: usize = 8_000_000;
/// Bytes that a pair takes in its file, about; measured.
const BYTES: usize = 3;

/// What a file holds: pairs and characters, each with its places.
///
/// The places of a pair are offsets into all texts one after the other, in characters, each less
/// the one before it. Those of a character are articles by number, each less the one before it,
/// every one followed by how often it has the character.
pub(super) type Shard = BTreeMap<String, String>;

/// All files. Which holds a pair or a character is what [`shard`] says.
pub(super) fn files(texts: &[Text]) -> Vec<Shard> {
    let total: usize = texts.iter().map(|t| t.text.chars().count()).sum();
    let count = (total * BYTES / PIECE).max(1);
    let rounds = total.div_ceil(AT_ONCE).max(1);
    let mut shards = vec![Shard::new(); count];
    for round in 0..rounds {
        let wanted = |a: char, b: char| {
            let shard = shard(a, b, count);
            (shard % rounds == round).then_some(shard)
        };
        pairs(texts, &mut shards, wanted);
        singles(texts, &mut shards, wanted);
    }
    shards
}

/// The file of a pair; of a single character with `b` the null character.
fn shard(a: char, b: char, count: usize) -> usize {
    let h = u32::from(a).wrapping_mul(0x9E37_79B1) ^ u32::from(b).wrapping_mul(0x85EB_CA6B);
    (h ^ (h >> 15)) as usize % count
}

fn pairs(texts: &[Text], shards: &mut [Shard], wanted: impl Fn(char, char) -> Option<usize>) {
    let mut places: Vec<(char, char, u32)> = Vec::new();
    let mut at = 0;
    for text in texts {
        let mut last: Option<char> = None;
        for c in text.text.chars().map(fold) {
            if let Some(last) = last
                && !last.is_whitespace()
                && !c.is_whitespace()
                && wanted(last, c).is_some()
            {
                places.push((last, c, at - 1));
            }
            last = Some(c);
            at += 1;
        }
    }
    places.par_sort_unstable();
    for same in places.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
        let (a, b, _) = same[0];
        let mut list = String::new();
        let mut before = 0;
        for (_, _, place) in same {
            number(&mut list, place - before);
            before = *place;
        }
        if let Some(shard) = wanted(a, b) {
            shards[shard].insert([a, b].iter().collect(), list);
        }
    }
}

fn singles(texts: &[Text], shards: &mut [Shard], wanted: impl Fn(char, char) -> Option<usize>) {
    let mut lists: BTreeMap<char, (u32, String)> = BTreeMap::new();
    for (n, text) in (0..).zip(texts) {
        let mut counts: BTreeMap<char, u32> = BTreeMap::new();
        for c in text.text.chars().map(fold).filter(|c| !c.is_whitespace()) {
            *counts.entry(c).or_default() += 1;
        }
        for (c, count) in counts {
            if wanted(c, '\0').is_some() {
                let (before, list) = lists.entry(c).or_default();
                number(list, n - *before);
                number(list, count);
                *before = n;
            }
        }
    }
    for (c, (_, list)) in lists {
        if let Some(shard) = wanted(c, '\0') {
            shards[shard].insert(c.to_string(), list);
        }
    }
}

/// Writes a number in digits of base 45, the lowest first; all but the last are raised by 45. The
/// ninety digits are the characters from `#` on, without the backslash.
fn number(out: &mut String, mut n: u32) {
    let digit = |d: u32| {
        let code = 35 + d as u8;
        char::from(if code >= b'\\' { code + 1 } else { code })
    };
    while n >= 45 {
        out.push(digit(45 + n % 45));
        n /= 45;
    }
    out.push(digit(n));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        let (mut n, mut factor) = (0, 1);
        for byte in text.bytes() {
            let d = u32::from(byte) - 35 - u32::from(byte > b'\\');
            n += d % 45 * factor;
            factor *= 45;
            if d < 45 {
                numbers.push(n);
                (n, factor) = (0, 1);
            }
        }
        numbers
    }

    #[test]
    fn numbers_survive_writing() {
        let all = [
            0,
            1,
            44,
            45,
            46,
            89,
            90,
            2024,
            2025,
            91_124,
            91_125,
            u32::MAX / 64,
        ];
        let mut text = String::new();
        all.into_iter().for_each(|n| number(&mut text, n));
        assert_eq!(numbers(&text), all);
        assert!(!text.contains(['"', '\\']) && text.is_ascii());
    }

    #[test]
    fn pairs_and_characters_are_where_they_stand() {
        let text = |text: &str| Text {
            title: String::new(),
            month: String::new(),
            slug: String::new(),
            text: text.into(),
            sentences: vec![],
        };
        let files = files(&[text("产值\n产值高 Ａ股"), text("高产值")]);
        let all: Shard = files.into_iter().flatten().collect();
        let of = |key: &str| all.get(key).map(|list| numbers(list));
        // 产值⏎产值高␣a股高产值: the second text begins at 9.
        assert_eq!(of("产值"), Some(vec![0, 3, 7]));
        assert_eq!(of("a股"), Some(vec![7]));
        assert_eq!(of("值产"), None);
        assert_eq!(of("股高"), None);
        assert_eq!(of("高"), Some(vec![0, 1, 1, 1]));
        assert_eq!(of("产"), Some(vec![0, 2, 1, 1]));
    }
}

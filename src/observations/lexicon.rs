//! The lexicon (词典): one automaton over the vocabulary of the configuration and the cue words.
//! The leftmost longest match wins.

use aho_corasick::{AhoCorasick, MatchKind};

use super::cues::{CUES, Cue};
use crate::config::Config;
use crate::diag::{Diagnostic, Phrase};
use crate::model::Span;

/// What a term of the lexicon is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// Index into `Config::indicators`.
    Indicator(usize),
    /// Index into `Config::breakdowns`.
    Breakdown(usize),
    /// Index into `Config::subjects`.
    Subject(usize),
    /// A region that is not in the configuration: 全市, 全省.
    Region(&'static str),
    /// A cue word.
    Cue(Cue),
}

/// What the words for the zone itself stand for.
pub(super) const OWN: &str = "本区";

/// Words for the whole of the zone, and for regions around it.
const REGIONS: [(&str, &str); 26] = [
    ("高新区", OWN),
    ("经开区", OWN),
    ("开发区", OWN),
    ("园区", OWN),
    ("全区", OWN),
    ("我区", OWN),
    ("区内", OWN),
    ("区里", OWN),
    ("新区", OWN),
    ("全镇", OWN),
    ("我镇", OWN),
    ("镇里", OWN),
    ("全乡", OWN),
    ("辖区", OWN),
    ("全域", OWN),
    ("本区", OWN),
    ("管委会", OWN),
    ("招商局", OWN),
    ("全市", "全市"),
    ("全省", "全省"),
    ("全国", "全国"),
    ("我市", "全市"),
    ("我省", "全省"),
    ("全县", "全县"),
    ("全球", "全球"),
    ("世界", "全球"),
];

/// The automaton and what its patterns mean.
pub(super) struct Lexicon {
    automaton: AhoCorasick,
    terms: Vec<Term>,
    /// Indicators whose levels are counted by classifiers.
    pub(super) counted: Vec<bool>,
}

impl Lexicon {
    /// Builds the automaton; a vocabulary too large for it is a diagnostic.
    pub(super) fn new(config: &Config, zone: &str) -> Result<Self, Box<Diagnostic>> {
        let mut patterns: Vec<String> = Vec::new();
        let mut terms = Vec::new();
        let mut add = |pattern: &str, term: Term| {
            if !pattern.is_empty() {
                patterns.push(normal(pattern));
                terms.push(term);
            }
        };
        let home = config.site.subject.as_str();
        for (at, subject) in config.subjects.iter().enumerate() {
            for name in std::iter::once(&subject.name).chain(&subject.aliases) {
                // 行政审批局 is an office of the site's own zone in texts about that zone alone.
                if home != zone && subject.name.starts_with(home) && !name.contains(home) {
                    continue;
                }
                // 全区 and 高新区 mean whatever zone the text speaks of.
                if !REGIONS.iter().any(|(word, _)| word == name) {
                    add(name, Term::Subject(at));
                }
            }
        }
        for (at, indicator) in config.indicators.iter().enumerate() {
            for name in std::iter::once(&indicator.name).chain(&indicator.aliases) {
                add(name, Term::Indicator(at));
                if let Some(unquoted) = without_quotes(name) {
                    add(&unquoted, Term::Indicator(at));
                }
            }
        }
        for (at, breakdown) in config.breakdowns.iter().enumerate() {
            for name in std::iter::once(&breakdown.name).chain(&breakdown.aliases) {
                add(name, Term::Breakdown(at));
                if let Some(unquoted) = without_quotes(name) {
                    add(&unquoted, Term::Breakdown(at));
                }
            }
        }
        for (name, canonical) in REGIONS {
            add(name, Term::Region(canonical));
        }
        for (cue, words) in CUES {
            for word in words.split(' ') {
                add(word, Term::Cue(*cue));
            }
        }
        // 铺到, 抬升至, 回落为: a verb of change with the level that it reaches.
        for (cue, words) in CUES {
            let reached = match cue {
                Cue::Up => Cue::UpTo,
                Cue::Down | Cue::Cut => Cue::DownTo,
                _ => continue,
            };
            for word in words.split(' ') {
                for to in ["到", "至", "为", "成", "到了", "至了"] {
                    add(&format!("{word}{to}"), Term::Cue(reached));
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .map_err(|error| {
                Box::new(Diagnostic::error(
                    "vocabulary-too-large",
                    Phrase::new(
                        format!("词表太大：{error}"),
                        format!("the vocabulary is too large: {error}"),
                    ),
                ))
            })?;
        let counted = config
            .indicators
            .iter()
            .map(|i| {
                matches!(
                    crate::quantities::kind_of(&i.unit),
                    crate::quantities::UnitKind::Count
                )
            })
            .collect();
        Ok(Self {
            automaton,
            terms,
            counted,
        })
    }

    /// True when a subject, a region or a word that refers back stands in the text.
    pub(super) fn names_someone(&self, text: &str) -> bool {
        self.find(text).any(|(_, term)| {
            matches!(
                term,
                Term::Subject(_) | Term::Region(_) | Term::Cue(Cue::Anaphor)
            )
        })
    }

    /// The terms of a normalised text, in order.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, Term)> + 't {
        self.automaton.find_iter(text).map(|m| {
            (
                Span::new(m.start(), m.end()),
                self.terms[m.pattern().as_usize()],
            )
        })
    }
}

/// A vocabulary entry as the recognisers see text.
fn normal(name: &str) -> String {
    crate::text::Normal::new(name, Span::new(0, name.len()))
        .text()
        .to_string()
}

fn without_quotes(name: &str) -> Option<String> {
    name.contains(['“', '”'])
        .then(|| name.replace(['“', '”'], ""))
}

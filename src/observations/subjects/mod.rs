//! Subjects (主体): those of the configuration, those that a text introduces itself
//! (…有限公司（以下简称“天之衡”）), and who is being spoken of.

mod agents;
mod brands;
mod introductions;
mod names;
mod short_forms;

pub(in crate::observations) use short_forms::POSTS;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use introductions::is_whole_name;

use super::cut::Cuts;
use super::lexicon::Term;
use super::sentence::{Kind, Sentence};
use crate::config::Config;
use crate::model::Span;
use crate::text::{Document, Segmenter};

/// A subject of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::observations) struct Known {
    /// Canonical name.
    pub(in crate::observations) name: String,
    /// True for a region or zone, whose name often only locates what follows.
    pub(in crate::observations) is_place: bool,
    /// True for a firm that is named without 公司.
    pub(in crate::observations) is_firm: bool,
    /// True for the default subject of the site.
    pub(in crate::observations) is_default: bool,
}

impl Known {
    /// True when the word for a kind (公司, 研究院) can refer to it.
    fn is_a(&self, kind: &str) -> bool {
        self.name.ends_with(kind) || self.is_firm && FIRM.contains(&kind)
    }
}

/// Words for a firm.
const FIRM: [&str; 3] = ["公司", "企业", "集团"];

/// The subjects that a document can speak of; indices continue those of the configuration.
pub(in crate::observations) struct Subjects {
    known: Vec<Known>,
    /// Names and short forms that the text itself introduces, with their subject.
    introduced: Vec<(String, usize)>,
    /// Finds the introduced names; none when there are none.
    names: Option<AhoCorasick>,
    /// The default subject.
    pub(in crate::observations) default: String,
    /// The sentences that were read for introductions.
    pub(in crate::observations) cuts: Cuts,
}

impl Subjects {
    /// Reads the introductions of a document.
    pub(in crate::observations) fn of(
        document: &Document,
        config: &Config,
        segmenter: &Segmenter,
        default: &str,
    ) -> Self {
        let known = config
            .subjects
            .iter()
            .map(|s| Known {
                name: s.name.clone(),
                is_place: matches!(s.kind.as_str(), "region" | "zone"),
                is_firm: false,
                is_default: s.name == default,
            })
            .collect();
        let mut subjects = Self {
            known,
            introduced: Vec::new(),
            names: None,
            default: default.to_string(),
            cuts: Cuts::default(),
        };
        subjects.read_introductions(document, config, segmenter);
        subjects.names = AhoCorasick::builder()
            // Built for one document, in which the names are sought once.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(subjects.introduced.iter().map(|(name, _)| name))
            .ok()
            .filter(|names| names.patterns_len() > 0);
        subjects
    }

    pub(in crate::observations) fn get(&self, at: usize) -> &Known {
        &self.known[at]
    }

    /// The introduced names in a normalised sentence; of names that overlap, the longest.
    pub(in crate::observations) fn find(&self, text: &str) -> Vec<(Span, usize)> {
        let Some(names) = &self.names else {
            return Vec::new();
        };
        names
            .find_iter(text)
            .filter(|found| is_whole_name(&text[..found.end()], &text[found.end()..]))
            .map(|found| {
                let (_, subject) = self.introduced[found.pattern().as_usize()];
                (Span::new(found.start(), found.end()), subject)
            })
            .collect()
    }

    /// True when a name stands in the text that the document introduced.
    pub(in crate::observations) fn is_named(&self, text: &str) -> bool {
        self.names
            .as_ref()
            .is_some_and(|names| names.is_match(text))
    }

    /// All subjects named in a sentence, in order.
    pub(in crate::observations) fn named(&self, sentence: &Sentence) -> Vec<usize> {
        sentence
            .tokens
            .iter()
            .filter_map(|t| match t.kind {
                Kind::Term(Term::Subject(s)) => Some(s),
                _ => None,
            })
            .collect()
    }
}

/// What has been spoken of in a document.
#[derive(Debug, Clone, Default)]
pub(in crate::observations) struct Told {
    /// Subjects in the order of their latest mention.
    pub(in crate::observations) mentioned: Vec<usize>,
    /// Whom the paragraph tells of.
    pub(in crate::observations) here: Option<usize>,
    /// For whom the one who speaks in a record speaks: 我区 is his.
    pub(in crate::observations) speaker: Option<usize>,
}

impl Told {
    pub(in crate::observations) fn mention(&mut self, subject: usize) {
        self.mentioned.retain(|&s| s != subject);
        self.mentioned.push(subject);
    }

    /// Whom 该公司, 该中心, 该区 means.
    fn refer(&self, noun: &str, subjects: &Subjects) -> Option<usize> {
        let wanted: &[&str] =
            if noun.starts_with("公司") || noun.starts_with("企业") || noun.starts_with("集团")
            {
                &["公司", "集团", "厂", "企业"]
            } else if noun.starts_with("园区") {
                &["高新区", "经开区", "开发区", "园区", "园", "谷"]
            } else if noun.starts_with("高新区")
                || noun.starts_with("区")
                || noun.starts_with("经开区")
                || noun.starts_with("开发区")
            {
                &["高新区", "经开区", "开发区", "园区", "区"]
            } else if noun == "厂" {
                &["厂"]
            } else {
                let last = [
                    "研究院",
                    "中心",
                    "平台",
                    "园",
                    "基金",
                    "超市",
                    "学院",
                    "大学",
                    "院",
                    "谷",
                    "基地",
                ];
                let found = last
                    .iter()
                    .find(|s| noun.starts_with(**s) || noun.ends_with(**s) || noun.contains(**s));
                return found.and_then(|s| {
                    self.mentioned
                        .iter()
                        .rev()
                        .copied()
                        .find(|&m| subjects.get(m).is_a(s))
                });
            };
        self.mentioned.iter().rev().copied().find(|&m| {
            let known = subjects.get(m);
            wanted.iter().any(|kind| known.is_a(kind))
        })
    }
}

//! Mirror of `facts.toml`: what an editor wrote, key by key, each value with its place, so
//! that the cross-checks of [`super::check`] can point at it. Absent keys are `None`.

use std::{ops::Range, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::reader::{Entry, did_you_mean, wrong_type};
use crate::{
    diag::{Diagnostic, Phrase, Report, SourceFile, suggest},
    model::Decimal,
};

/// Text with its place.
pub(super) type Text = Spanned<String>;

/// The whole file.
#[derive(Debug, Default)]
pub(super) struct RawConfig {
    pub(super) site: Option<RawSite>,
    pub(super) topics: Vec<RawTopic>,
    pub(super) indicators: Vec<RawIndicator>,
    pub(super) subjects: Vec<RawSubject>,
    pub(super) breakdowns: Vec<RawBreakdown>,
    pub(super) words: Vec<Text>,
    pub(super) corrections: Vec<RawCorrection>,
    pub(super) removed: Vec<RawRemoved>,
    pub(super) home: RawHome,
}

/// `[site]`.
#[derive(Debug, Default)]
pub(super) struct RawSite {
    pub(super) name: Option<Text>,
    pub(super) subject: Option<Text>,
    pub(super) base_url: Option<Text>,
    pub(super) licence: Option<Text>,
    pub(super) contact: Option<Text>,
    pub(super) icp: Option<Text>,
    pub(super) snapshots: Option<Text>,
}

/// `[[topic]]`.
#[derive(Debug)]
pub(super) struct RawTopic {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
}

/// `[[indicator]]`.
#[derive(Debug)]
pub(super) struct RawIndicator {
    pub(super) header: Range<usize>,
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) aliases: Option<Vec<Text>>,
    pub(super) unit: Option<Text>,
    pub(super) topic: Option<Text>,
    pub(super) flow_stock: Option<Text>,
    pub(super) plausible: Option<Spanned<(Decimal, Decimal)>>,
    pub(super) definition: Option<Text>,
    pub(super) not_with: Option<Vec<Text>>,
    pub(super) breakdown: Option<Text>,
    /// Keys that are there, even with a value of the wrong type.
    pub(super) present: Vec<String>,
}

/// `[[subject]]`.
#[derive(Debug)]
pub(super) struct RawSubject {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) aliases: Vec<Text>,
    pub(super) kind: Option<Text>,
    pub(super) parent: Option<Text>,
}

/// `[[breakdown]]`.
#[derive(Debug)]
pub(super) struct RawBreakdown {
    pub(super) name: Option<Text>,
    pub(super) aliases: Vec<Text>,
    pub(super) scope: Option<Spanned<bool>>,
}

/// `[[correction]]`.
#[derive(Debug)]
pub(super) struct RawCorrection {
    pub(super) header: Range<usize>,
    pub(super) observation: Option<Text>,
    pub(super) article: Option<Text>,
    pub(super) expect: Option<Text>,
    pub(super) reason: Option<Text>,
    pub(super) date: Option<Text>,
    pub(super) suppress: Option<Spanned<bool>>,
    pub(super) set: Option<Vec<(Text, String)>>,
}

/// `[[removed]]`.
#[derive(Debug)]
pub(super) struct RawRemoved {
    pub(super) article: Option<Text>,
    pub(super) reason: Option<Text>,
    pub(super) date: Option<Text>,
}

/// `[home]`.
#[derive(Debug, Default)]
pub(super) struct RawHome {
    pub(super) figures: Vec<Text>,
    pub(super) flagship: Option<Text>,
    pub(super) findings: Vec<Text>,
}

const TABLES: [&str; 9] = [
    "site",
    "topic",
    "indicator",
    "subject",
    "breakdown",
    "words",
    "correction",
    "removed",
    "home",
];

/// Reads the file; problems go to `report`. `None` when it is not TOML at all: what the parser
/// makes of the rest would only bring more problems that are none.
pub(super) fn read(file: &Arc<SourceFile>, report: &mut Report) -> Option<RawConfig> {
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    if !errors.is_empty() {
        for error in errors {
            let problem = Diagnostic::error(
                "facts-syntax",
                Phrase::new(
                    format!("不是正确的 TOML：{}", error.message()),
                    format!("not valid TOML: {}", error.message()),
                ),
            );
            let end = file.text.len();
            let hint = Phrase::new(
                "检查引号和括号是否成对，每行是否只写了一个键",
                "see that quotes and brackets are closed and each key has a line of its own",
            );
            let span = error.span().unwrap_or(end..end);
            report.push(problem.at(file, span).hint(hint));
        }
        return None;
    }
    let root = document.get_ref();
    for (key, _) in root {
        let word: &str = key.get_ref();
        if !TABLES.contains(&word) {
            let mut problem = Diagnostic::error(
                "facts-unknown-key",
                Phrase::new(
                    format!("没有 `{word}` 这张表"),
                    format!("there is no table `{word}`"),
                ),
            )
            .at(file, key.span());
            problem.hint = Some(match suggest::nearest(word, TABLES) {
                Some(meant) => did_you_mean(meant),
                None => Phrase::new(
                    format!("可用的表：{}", TABLES.join("、")),
                    format!("known tables: {}", TABLES.join(", ")),
                ),
            });
            report.push(problem);
        }
    }
    let mut source = Tables { file, root, report };
    Some(RawConfig {
        site: source.one("site", "[site]", site),
        topics: source.many("topic", "[[topic]]", topic),
        indicators: source.many("indicator", "[[indicator]]", indicator),
        subjects: source.many("subject", "[[subject]]", subject),
        breakdowns: source.many("breakdown", "[[breakdown]]", breakdown),
        words: source
            .one("words", "[words]", |e| {
                e.texts("entries").unwrap_or_default()
            })
            .unwrap_or_default(),
        corrections: source.many("correction", "[[correction]]", correction),
        removed: source.many("removed", "[[removed]]", removed),
        home: source.one("home", "[home]", home).unwrap_or_default(),
    })
}

/// The tables of a document.
struct Tables<'a> {
    file: &'a Arc<SourceFile>,
    root: &'a DeTable<'a>,
    report: &'a mut Report,
}

impl<'a> Tables<'a> {
    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        let found = self.root.iter().find(|(k, _)| k.get_ref() == key);
        found.map(|(_, value)| value)
    }

    /// `[key]`, which stands once.
    fn one<T>(
        &mut self,
        key: &str,
        kind: &'static str,
        read: impl Fn(&mut Entry<'a>) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        self.entry(key, kind, value, &read)
    }

    /// `[[key]]`, which may stand many times.
    fn many<T>(
        &mut self,
        key: &str,
        kind: &'static str,
        read: impl Fn(&mut Entry<'a>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            let wanted = format!(" {kind} 形式的多张表");
            let wanted = (
                wanted.as_str(),
                "a list of tables, each under its own [[…]]",
            );
            self.report.push(wrong_type(self.file, key, value, wanted));
            return Vec::new();
        };
        let mut entries = Vec::new();
        for item in items {
            entries.extend(self.entry(key, kind, item, &read));
        }
        entries
    }

    fn entry<T>(
        &mut self,
        key: &str,
        kind: &'static str,
        value: &'a Spanned<DeValue<'a>>,
        read: &impl Fn(&mut Entry<'a>) -> T,
    ) -> Option<T> {
        let DeValue::Table(table) = value.get_ref() else {
            let wanted = format!(" {kind} 表");
            let problem = wrong_type(self.file, key, value, (&wanted, &format!("a table {kind}")));
            self.report.push(problem);
            return None;
        };
        let mut entry = Entry::new(self.file, table, kind, value.span());
        let result = read(&mut entry);
        entry.finish(self.report);
        Some(result)
    }
}

fn site(e: &mut Entry<'_>) -> RawSite {
    e.require("name");
    e.require("subject");
    RawSite {
        name: e.text("name"),
        subject: e.text("subject"),
        base_url: e.text_or_empty("base_url"),
        licence: e.text_or_empty("licence"),
        contact: e.text_or_empty("contact"),
        icp: e.text_or_empty("icp"),
        snapshots: e.text_or_empty("snapshots"),
    }
}

fn topic(e: &mut Entry<'_>) -> RawTopic {
    e.require("id");
    e.require("name");
    RawTopic {
        id: e.text("id"),
        name: e.text("name"),
    }
}

fn indicator(e: &mut Entry<'_>) -> RawIndicator {
    // What is required depends on what the base vocabulary already says: see `check`.
    RawIndicator {
        header: e.header.clone(),
        id: e.text("id"),
        name: e.text("name"),
        aliases: e.texts("aliases"),
        unit: e.text_or_empty("unit"),
        topic: e.text("topic"),
        flow_stock: e.text("flow_stock"),
        plausible: e.range("plausible"),
        definition: e.text("definition"),
        not_with: e.texts("not_with"),
        breakdown: e.text("breakdown"),
        present: e.keys(),
    }
}

fn subject(e: &mut Entry<'_>) -> RawSubject {
    for key in ["id", "name", "kind"] {
        e.require(key);
    }
    RawSubject {
        id: e.text("id"),
        name: e.text("name"),
        aliases: e.texts("aliases").unwrap_or_default(),
        kind: e.text("kind"),
        parent: e.text("parent"),
    }
}

fn breakdown(e: &mut Entry<'_>) -> RawBreakdown {
    e.require("name");
    RawBreakdown {
        name: e.text("name"),
        aliases: e.texts("aliases").unwrap_or_default(),
        scope: e.flag("scope"),
    }
}

fn correction(e: &mut Entry<'_>) -> RawCorrection {
    for key in ["article", "expect", "reason", "date"] {
        e.require(key);
    }
    RawCorrection {
        header: e.header.clone(),
        observation: e.text("observation"),
        article: e.text("article"),
        expect: e.text("expect"),
        reason: e.text("reason"),
        date: e.date("date"),
        suppress: e.flag("suppress"),
        set: e.fields("set"),
    }
}

fn removed(e: &mut Entry<'_>) -> RawRemoved {
    for key in ["article", "reason", "date"] {
        e.require(key);
    }
    RawRemoved {
        article: e.text("article"),
        reason: e.text("reason"),
        date: e.date("date"),
    }
}

fn home(e: &mut Entry<'_>) -> RawHome {
    RawHome {
        figures: e.texts("figures").unwrap_or_default(),
        flagship: e.text("flagship"),
        findings: e.texts("findings").unwrap_or_default(),
    }
}

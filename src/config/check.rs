//! From the mirror of `facts.toml` to the checked [`Config`]: all problems in one report.

use std::{
    path::PathBuf,
    sync::{Arc, LazyLock},
};

use super::{
    Config, Home, Removed, Site, Subject, Topic,
    corrections::check_correction,
    dictionary::breaks_words,
    names::Names,
    raw::{
        self, RawBreakdown, RawConfig, RawHome, RawRemoved, RawSite, RawSubject, RawTopic, Text,
    },
    reader::did_you_mean,
    vocabulary::{merge_breakdowns, merge_indicators},
};
use crate::diag::{Diagnostic, Phrase, Report, SourceFile, suggest};

/// Reads the text of `facts.toml` over the base vocabulary. Entries of the site come first; an
/// entry with the id or the name of one in the base replaces the fields that it gives and adds
/// its aliases to those of the base.
///
/// # Errors
/// Everything that is wrong with the file, in one report.
pub fn parse(file: &Arc<SourceFile>) -> Result<Config, Report> {
    build(file, Some(&base()))
}

/// The embedded base vocabulary (基础词表) alone: indicators and breakdowns of Chinese economic
/// statistics, no site, no topics.
pub fn base() -> Config {
    static BASE: LazyLock<Config> = LazyLock::new(|| {
        build(&base_file(), None).expect("the embedded vocabulary is valid, a test holds it so")
    });
    BASE.clone()
}

fn base_file() -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: PathBuf::from("src/config/base.toml"),
        text: include_str!("base.toml").to_string(),
    })
}

/// Reads and checks one file over `base`; without one the file is the base vocabulary itself.
fn build(file: &Arc<SourceFile>, base: Option<&Config>) -> Result<Config, Report> {
    let mut report = Report::default();
    let Some(raw) = raw::read(file, &mut report) else {
        return Err(report);
    };
    let mut check = Check {
        file,
        report: &mut report,
    };
    let config = check.config(raw, base);
    match report.has_errors() {
        true => {
            report.diagnostics.sort_by_key(|problem| {
                let place = problem.place.as_ref();
                place.map(|(_, span)| span.start)
            });
            Err(report)
        }
        false => Ok(config),
    }
}

/// The file being checked and what is wrong with it so far.
pub(super) struct Check<'a> {
    pub(super) file: &'a Arc<SourceFile>,
    pub(super) report: &'a mut Report,
}

impl Check<'_> {
    fn config(&mut self, raw: RawConfig, base: Option<&Config>) -> Config {
        let empty = Config::default();
        let under = base.unwrap_or(&empty);
        let topics = self.topics(&raw.topics);
        let breakdowns = self.breakdowns(&raw.breakdowns, under);
        let indicators = merge_indicators(self, &raw.indicators, under, &topics, &breakdowns);
        let config = Config {
            site: self.site(raw.site, base.is_some()),
            subjects: self.subjects(&raw.subjects),
            words: self.words(&raw.words),
            corrections: raw
                .corrections
                .iter()
                .filter_map(|c| check_correction(self, c))
                .collect(),
            removed: self.removed(&raw.removed),
            home: Home::default(),
            topics,
            indicators,
            breakdowns,
        };
        Config {
            home: self.home(&raw.home, &config),
            ..config
        }
    }

    fn removed(&mut self, raw: &[RawRemoved]) -> Vec<Removed> {
        let said = |text: &Option<Text>| text.as_ref().map(|text| text.get_ref().clone());
        raw.iter()
            .filter_map(|entry| {
                if let Some(slug) = &entry.article {
                    self.slug(slug);
                }
                if let Some(date) = &entry.date {
                    self.date(date);
                }
                Some(Removed {
                    article: said(&entry.article)?,
                    reason: said(&entry.reason)?,
                    date: said(&entry.date)?,
                })
            })
            .collect()
    }

    fn site(&mut self, raw: Option<RawSite>, is_required: bool) -> Site {
        let Some(raw) = raw else {
            if is_required {
                self.report.push(
                    Diagnostic::error(
                        "facts-missing-key",
                        Phrase::new("缺少 [site]", "there is no [site]"),
                    )
                    .at(self.file, 0..0)
                    .hint(Phrase::new(
                        "在文件开头写上 [site]、name = \"站名\" 和 subject = \"主体\"",
                        "begin the file with [site], name = \"…\" and subject = \"…\"",
                    )),
                );
            }
            return Site::default();
        };
        if let Some(url) = raw.base_url.as_ref() {
            self.base_url(url);
        }
        Site {
            name: text(raw.name),
            subject: text(raw.subject),
            base_url: text(raw.base_url),
            licence: text(raw.licence),
            contact: text(raw.contact),
            icp: text(raw.icp),
            snapshots: text(raw.snapshots),
        }
    }

    fn base_url(&mut self, url: &Text) {
        let address = url.get_ref();
        let has_host = ["https://", "http://"].into_iter().any(|scheme| {
            let rest = address.strip_prefix(scheme);
            rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        });
        let is_clean = !address.contains(|c: char| c.is_whitespace() || "?#\"<>".contains(c));
        if address.is_empty() || (has_host && is_clean && address.ends_with('/')) {
            return;
        }
        let (message, hint) = if has_host && is_clean {
            (
                Phrase::new("`base_url` 末尾缺少 `/`", "`base_url` does not end in `/`"),
                Phrase::new(
                    format!("改为 \"{address}/\""),
                    format!("write \"{address}/\""),
                ),
            )
        } else {
            (
                Phrase::new(
                    format!("`{address}` 不是网址"),
                    format!("`{address}` is no web address"),
                ),
                Phrase::new(
                    "形如 \"https://example.org/\"；尚未发布时留空",
                    "as \"https://example.org/\"; leave it empty until the site is published",
                ),
            )
        };
        let problem = Diagnostic::error("facts-bad-url", message);
        self.report
            .push(problem.at(self.file, url.span()).hint(hint));
    }

    fn topics(&mut self, raw: &[RawTopic]) -> Vec<Topic> {
        let (mut ids, mut names) = (Names::default(), Names::default());
        for (i, topic) in raw.iter().enumerate() {
            self.id(topic.id.as_ref(), i, &mut ids);
            self.name(topic.name.as_ref(), &[], i, &mut names);
        }
        let topics = raw.iter().map(|topic| Topic {
            id: text(topic.id.clone()),
            name: text(topic.name.clone()),
        });
        topics.collect()
    }

    fn subjects(&mut self, raw: &[RawSubject]) -> Vec<Subject> {
        let (mut ids, mut names) = (Names::default(), Names::default());
        for (i, subject) in raw.iter().enumerate() {
            self.id(subject.id.as_ref(), i, &mut ids);
            self.name(subject.name.as_ref(), &subject.aliases, i, &mut names);
            if let Some(kind) = &subject.kind {
                self.slug(kind);
            }
        }
        let known: Vec<&str> = raw
            .iter()
            .filter_map(|s| s.id.as_ref().map(|id| id.get_ref().as_str()))
            .collect();
        for subject in raw {
            let Some(parent) = &subject.parent else {
                continue;
            };
            if subject.id.as_ref().map(|id| id.get_ref()) == Some(parent.get_ref()) {
                self.report.push(
                    Diagnostic::error(
                        "facts-bad-parent",
                        Phrase::new(
                            format!("`{}` 不能属于它自己", parent.get_ref()),
                            format!("`{}` cannot lie in itself", parent.get_ref()),
                        ),
                    )
                    .at(self.file, parent.span()),
                );
            }
            self.known_id(parent, ("主体", "subject"), &known);
        }
        let subjects = raw.iter().map(|subject| Subject {
            id: text(subject.id.clone()),
            name: text(subject.name.clone()),
            aliases: texts(&subject.aliases),
            kind: kind(text(subject.kind.clone())),
            parent: subject.parent.as_ref().map(|p| p.get_ref().clone()),
        });
        subjects.collect()
    }

    fn breakdowns(&mut self, raw: &[RawBreakdown], base: &Config) -> Vec<super::Breakdown> {
        let mut names = Names::default();
        for (i, breakdown) in raw.iter().enumerate() {
            self.name(breakdown.name.as_ref(), &breakdown.aliases, i, &mut names);
        }
        merge_breakdowns(raw, base, &names)
    }

    fn words(&mut self, raw: &[Text]) -> Vec<String> {
        for word in raw {
            if word.get_ref().contains(breaks_words) {
                self.report.push(
                    Diagnostic::error(
                        "facts-bad-word",
                        Phrase::new(
                            format!(
                                "分词词条 `{}` 含有标点或空格，永远不会被匹配",
                                word.get_ref()
                            ),
                            format!(
                                "the word `{}` holds punctuation or spaces and can never match",
                                word.get_ref()
                            ),
                        ),
                    )
                    .at(self.file, word.span())
                    .hint(Phrase::new(
                        "只写标点之间的词：专精特新、小巨人",
                        "write the words between the punctuation: 专精特新, 小巨人",
                    )),
                );
            }
        }
        texts(raw)
    }

    fn home(&mut self, raw: &RawHome, config: &Config) -> Home {
        let known: Vec<&str> = config.indicators.iter().map(|i| i.id.as_str()).collect();
        for id in raw.figures.iter().chain(&raw.flagship) {
            self.known_id(id, ("指标", "indicator"), &known);
        }
        for finding in &raw.findings {
            self.slug(finding);
        }
        Home {
            figures: texts(&raw.figures),
            flagship: raw.flagship.as_ref().map(|id| id.get_ref().clone()),
            findings: texts(&raw.findings),
        }
    }

    /// An id that must be in slug form, unique, and no name of a page that every folder has.
    pub(super) fn id(&mut self, id: Option<&Text>, owner: usize, ids: &mut Names) {
        let Some(id) = id else { return };
        self.slug(id);
        if id.get_ref() == "index" {
            self.report.push(
                Diagnostic::error(
                    "facts-bad-slug",
                    Phrase::new(
                        "`index` 是目录页的名字，不能作 id",
                        "`index` is the name of the list page and cannot be an id",
                    ),
                )
                .at(self.file, id.span()),
            );
        }
        ids.take(id, owner, "facts-duplicate-id", self.file, self.report);
    }

    /// A name and its aliases, each unique among its kind.
    pub(super) fn name(
        &mut self,
        name: Option<&Text>,
        aliases: &[Text],
        owner: usize,
        names: &mut Names,
    ) {
        for word in name.into_iter().chain(aliases) {
            names.take(word, owner, "facts-duplicate-name", self.file, self.report);
        }
    }

    /// Lower-case ASCII letters, digits and `-` between them: ids are file names.
    pub(super) fn slug(&mut self, id: &Text) {
        let slug = id.get_ref();
        let is_slug = slug.split('-').all(|part| {
            let mut bytes = part.bytes();
            !part.is_empty() && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if is_slug {
            return;
        }
        self.report.push(
            Diagnostic::error(
                "facts-bad-slug",
                Phrase::new(
                    format!("`{slug}` 不能作 id"),
                    format!("`{slug}` cannot be an id"),
                ),
            )
            .at(self.file, id.span())
            .hint(Phrase::new(
                "id 用作文件名，只用小写英文字母、数字和连字符：gross-output",
                "ids are file names: lower-case letters, digits and hyphens, as gross-output",
            )),
        );
    }

    /// An id that must be one of `known`; `what` says of what, in Chinese and English.
    pub(super) fn known_id(&mut self, id: &Text, what: (&str, &str), known: &[&str]) {
        let word = id.get_ref().as_str();
        if known.contains(&word) {
            return;
        }
        let mut problem = Diagnostic::error(
            "facts-unknown-id",
            Phrase::new(
                format!("没有 id 为 `{word}` 的{}", what.0),
                format!("there is no {} with the id `{word}`", what.1),
            ),
        )
        .at(self.file, id.span());
        problem.hint = suggest::nearest(word, known.iter().copied()).map(did_you_mean);
        self.report.push(problem);
    }
}

/// The kind of a subject; places have many kinds, but are read and shown alike.
fn kind(written: String) -> String {
    const PLACES: [&str; 8] = [
        "city", "country", "county", "district", "place", "province", "town", "village",
    ];
    match PLACES.contains(&written.as_str()) {
        true => "region".into(),
        false => written,
    }
}

/// The text of a value, empty where a problem has been reported instead.
pub(super) fn text(value: Option<Text>) -> String {
    value.map(Text::into_inner).unwrap_or_default()
}

/// The texts of a list.
pub(super) fn texts(values: &[Text]) -> Vec<String> {
    values.iter().map(|value| value.get_ref().clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Language, render::render};

    #[test]
    fn the_base_vocabulary_is_valid() {
        let config = build(&base_file(), None).unwrap_or_else(|report| {
            panic!("{}", render(&report, Language::English, false));
        });
        assert!(config.indicators.len() > 200);
        let sentence = |i: &&crate::config::Indicator| !i.definition.ends_with('。');
        let odd: Vec<_> = config.indicators.iter().filter(sentence).collect();
        assert!(odd.is_empty(), "definitions that are no sentence: {odd:?}");
    }
}

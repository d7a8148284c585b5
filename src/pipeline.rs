//! The story (流程): a folder of articles becomes a site. Every stage is called once, in order;
//! only the two ends, [`read`] and [`publish::write`], touch the disk.

mod addresses;
mod know;
mod make;
mod memory;
mod progress;
mod strict;

pub use make::Maker;
pub use memory::{Known, Memory, NoMemory};
pub use progress::{Progress, Stage, Unseen};

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use rayon::prelude::*;

use crate::{
    config::{self, Config},
    corpus::{self, Corpus},
    diag::{Diagnostic, Phrase, Report},
    model::{Article, Date, FactTable, Linked},
    observations,
    publish::{self, Manifest},
    site::{self, Site, Templates},
    table,
    text::{self, Document, Segmenter},
    words,
};

use know::{apart, know};
use make::with_copies;
use strict::strictly;

/// The file in which editors write what the program cannot know.
pub const FACTS: &str = "facts.toml";

/// What a build is told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Where the site goes.
    pub output: PathBuf,
    /// Root address in place of that of `facts.toml`; ends in `/`.
    pub base_url: Option<String>,
    /// Warnings and unsettled contradictions stop the build too.
    pub strict: bool,
    /// Date of the build; else the latest publication of an article.
    pub date: Option<Date>,
    /// Compressed copies lie beside the files.
    pub precompress: bool,
    /// Name of a dated copy to make, which later builds keep: `2026-11`.
    pub snapshot: Option<String>,
}

/// Everything that is read from a site's folder.
#[derive(Debug, Clone)]
pub struct Sources {
    /// `facts.toml` over the base vocabulary.
    pub config: Config,
    /// The articles.
    pub corpus: Corpus,
    /// Pages and static files.
    pub templates: Templates,
}

/// What articles say.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The articles as plain text with structure.
    pub documents: Vec<Document>,
    /// What they say together.
    pub table: FactTable,
    /// Corrections that could not be carried out.
    pub report: Report,
}

/// What a build made.
#[derive(Debug, Clone)]
pub struct Built {
    /// What the articles say.
    pub reading: Reading,
    /// The files, and what changed.
    pub manifest: Manifest,
    /// What the editor should know; no errors.
    pub warnings: Report,
}

/// A site ready to be written.
#[derive(Debug)]
pub struct Prepared {
    /// What the articles say.
    pub reading: Reading,
    /// All files.
    pub site: Site,
    /// What the editor should know; no errors.
    pub warnings: Report,
}

/// What a run may lean on beside its input: neither changes a byte of what it makes.
#[derive(Clone, Copy)]
pub struct Aids<'a> {
    /// What articles gave when they were read last.
    pub memory: &'a dyn Memory,
    /// Who is told how far it has come.
    pub progress: &'a dyn Progress,
}

impl Default for Aids<'_> {
    fn default() -> Self {
        Self {
            memory: &NoMemory,
            progress: &Unseen,
        }
    }
}

/// Builds the site of a folder.
///
/// # Errors
/// Everything that stands against it, as far as one run can see; then nothing is written.
pub fn build(options: &Options, aids: Aids<'_>) -> Result<Built, Report> {
    let prepared = prepare(options, aids)?;
    aids.progress.begin(Stage::Files, 0);
    let manifest = publish::write(&prepared.site, &options.output)?;
    Ok(Built {
        reading: prepared.reading,
        manifest,
        warnings: prepared.warnings,
    })
}

/// Makes all files of a site in memory, and checks them.
///
/// # Errors
/// Everything that stands against a build, as far as one run can see.
pub fn prepare(options: &Options, aids: Aids<'_>) -> Result<Prepared, Report> {
    let dictionary = Dictionary::load();
    prepare_with(options, |config| dictionary.knowing(config), aids)
}

/// As [`prepare`], with a segmenter that the caller has at hand.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_with(
    options: &Options,
    segmenter: impl FnOnce(&Config) -> Segmenter,
    aids: Aids<'_>,
) -> Result<Prepared, Report> {
    let sources = read(&options.root)?;
    let config = with_address(sources.config, options.base_url.as_deref());
    let subject = config.site.subject.clone();
    let segmenter = segmenter(&config);
    let documents = documents(sources.corpus.articles);
    let known = know(&documents, &config, &segmenter, &subject, aids)?;
    aids.progress.begin(Stage::Facts, 0);
    let (linked, cuts) = apart(known);
    let earlier = publish::addresses(&options.output);
    let had_page = earlier.iter().filter_map(|path| words::id_of(path));
    let had_page = had_page.map(str::to_string).collect();
    let words = words::count(&documents, &cuts, &segmenter, &had_page);
    let mut reading = facts(documents, linked, &config, &subject);
    audit(&mut reading, &config);
    aids.progress.begin(Stage::Pages, 0);
    let mut report = Report {
        diagnostics: sources.corpus.warnings,
    };
    report.extend(reading.report.clone());
    if !reading.documents.is_empty() {
        report.extend(site::check(&reading.table, &config));
    }
    let made = publish::snapshots(&options.output).and_then(|snapshots| {
        let maker = Maker {
            reading: &reading,
            words: &words,
            config: &config,
            templates: &sources.templates,
            date: options.date,
        };
        maker.site_with(snapshots, options.snapshot.as_deref())
    });
    let site = match made {
        Ok(site) => site,
        Err(faults) => {
            report.extend(faults);
            return Err(report);
        }
    };
    let site = match options.precompress {
        true => with_copies(site)?,
        false => site,
    };
    aids.progress.begin(Stage::Links, 0);
    report.extend(publish::links::check(&site));
    report.extend(addresses::vanished(&earlier, &site, &options.root));
    if options.strict {
        report = strictly(report, &reading.table);
    }
    if report.has_errors() {
        return Err(report);
    }
    Ok(Prepared {
        reading,
        site,
        warnings: report,
    })
}

/// What the articles of a site's folder say, and the configuration and the segmenter that they
/// were read with.
///
/// # Errors
/// The problems of corpus and `facts.toml` together.
pub fn read_all(root: &Path, aids: Aids<'_>) -> Result<(Reading, Config, Segmenter), Report> {
    let dictionary = Dictionary::load();
    let mut report = Report::default();
    let config = kept(read_config(root), &mut report);
    let corpus = kept(corpus::load(root), &mut report);
    let (Some(config), Some(corpus)) = (config, corpus) else {
        return Err(report);
    };
    let segmenter = dictionary.knowing(&config);
    let reading = understand_with(
        corpus.articles,
        &config,
        &segmenter,
        &config.site.subject,
        aids,
    )?;
    Ok((reading, config, segmenter))
}

/// Reads `facts.toml`, the articles and the templates of a site.
///
/// # Errors
/// The problems of all three together.
pub fn read(root: &Path) -> Result<Sources, Report> {
    let mut report = Report::default();
    let config = kept(read_config(root), &mut report);
    let corpus = kept(corpus::load(root), &mut report);
    let templates = kept(Templates::load(root), &mut report);
    match (config, corpus, templates) {
        (Some(config), Some(corpus), Some(templates)) => Ok(Sources {
            config,
            corpus,
            templates,
        }),
        _ => Err(report),
    }
}

/// Reads `facts.toml`.
///
/// # Errors
/// A file that is missing, cannot be read or is not UTF-8, and all faults of what it says.
pub fn read_config(root: &Path) -> Result<Config, Report> {
    let path = root.join(FACTS);
    if !path.exists() {
        return Err(Report::from(
            Diagnostic::error(
                "facts-missing",
                Phrase::new("没有 facts.toml", "there is no facts.toml"),
            )
            .about(&path)
            .hint(Phrase::new(
                "用 --root 指明站点所在的文件夹；新建一个用 `shudu init DIR`",
                "name the site's folder with --root, or make a new site with `shudu init DIR`",
            )),
        ));
    }
    let file = corpus::read(&path)?;
    config::parse(&file)
}

/// `facts.toml` where there is one, else the base vocabulary alone.
///
/// # Errors
/// As [`read_config`], but for a missing file.
pub fn read_config_if_any(root: &Path) -> Result<Config, Report> {
    match fs::exists(root.join(FACTS)) {
        Ok(false) => Ok(config::base()),
        _ => read_config(root),
    }
}

/// Finds out what articles say, and what comes of setting it side by side: text, observations,
/// facts, checks. `subject` is whom a figure is about when nothing else is named.
///
/// # Errors
/// When the vocabulary is too large. Corrections that do not hold are in [`Reading::report`].
pub fn understand(
    articles: Vec<Article>,
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
) -> Result<Reading, Report> {
    let mut reading = figures(articles, config, segmenter, subject)?;
    audit(&mut reading, config);
    Ok(reading)
}

/// As [`understand`], with what is known of the articles already.
///
/// # Errors
/// As [`understand`].
pub fn understand_with(
    articles: Vec<Article>,
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
    aids: Aids<'_>,
) -> Result<Reading, Report> {
    let documents = documents(articles);
    let known = know(&documents, config, segmenter, subject, aids)?;
    aids.progress.begin(Stage::Facts, 0);
    let (linked, _) = apart(known);
    let mut reading = facts(documents, linked, config, subject);
    audit(&mut reading, config);
    Ok(reading)
}

/// Finds out what articles say and checks nothing: text, observations, facts.
///
/// # Errors
/// As [`understand`].
pub fn figures(
    articles: Vec<Article>,
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
) -> Result<Reading, Report> {
    let documents = documents(articles);
    let linked = observations::link(&documents, config, segmenter, subject)
        .map_err(|problem| Report::from(*problem))?;
    Ok(facts(documents, linked, config, subject))
}

/// The articles as plain text with structure.
fn documents(articles: Vec<Article>) -> Vec<Document> {
    articles.into_par_iter().map(text::read).collect()
}

/// Corrections are carried out, and what documents say comes together.
fn facts(documents: Vec<Document>, mut linked: Linked, config: &Config, subject: &str) -> Reading {
    observations::place(&mut linked, &documents, &config.corrections, subject);
    let articles: Vec<Article> = documents.iter().map(|d| d.article.clone()).collect();
    let (table, report) = table::collect(linked, &articles, config);
    Reading {
        documents,
        table,
        report,
    }
}

/// The arithmetic that the facts allow is done.
fn audit(reading: &mut Reading, config: &Config) {
    let documents = reading.documents.iter();
    let articles: Vec<Article> = documents.map(|d| d.article.clone()).collect();
    table::audit(&mut reading.table, &articles, config);
}

/// The segmenter's dictionary, which loads while files are read.
pub struct Dictionary(thread::JoinHandle<Segmenter>);

impl Dictionary {
    /// Begins to load it.
    pub fn load() -> Self {
        Self(thread::spawn(Segmenter::stock))
    }

    /// Waits for it and adds the names that the configuration knows.
    pub fn knowing(self, config: &Config) -> Segmenter {
        let stock = self.0.join();
        stock
            .expect("the dictionary lies in the program, and it loads or no test would pass")
            .knowing(config)
    }
}

fn with_address(mut config: Config, base_url: Option<&str>) -> Config {
    if let Some(base_url) = base_url {
        config.site.base_url = base_url.to_string();
    }
    config
}

/// The value, or nothing and its problems in the report.
fn kept<T>(result: Result<T, Report>, report: &mut Report) -> Option<T> {
    result.map_err(|problems| report.extend(problems)).ok()
}

//! `shudu extract FILE…`: the figures of any Chinese text as rows of the data contract, with or
//! without a site around it.

use std::{
    io::{Read, Write},
    path::PathBuf,
};

use crate::{
    config::Config,
    diag::{Language, Report, Severity},
    model::{Article, Date},
    observations,
    pipeline::{self, Dictionary, Reading},
    site::downloads::SCHEMA_VERSION,
    table::rows::{self, Guard, Sheet},
    text::{self, Segmenter},
};

use super::{input, words::unwritable};

/// Whom figures are about where neither an option nor `facts.toml` says it.
pub const NO_SUBJECT: &str = "本区";

/// What to extract from, and what to print.
#[derive(Debug, Clone, Default)]
pub struct ExtractOptions {
    /// The folder whose `facts.toml` holds vocabulary and corrections, if it has one.
    pub root: PathBuf,
    /// Articles or raw texts; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// Observations, leftovers or mentions.
    pub rows: Rows,
    /// In which form.
    pub format: Format,
    /// When the texts appeared, in place of what front matter or text say.
    pub published: Option<Date>,
    /// Whom figures are about when nothing else is named, in place of the site's subject.
    pub subject: Option<String>,
    /// Leaves the corrections of `facts.toml` aside.
    pub no_corrections: bool,
    /// Language of messages.
    pub language: Language,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rows {
    /// A quantity understood.
    #[default]
    Observations,
    /// A numeric expression that is no observation, with its reason.
    Leftovers,
    /// A quantity or period as found, before anything is linked.
    Mentions,
}

impl Rows {
    /// The name of the list in JSON.
    const fn name(self) -> &'static str {
        match self {
            Self::Observations => "observations",
            Self::Leftovers => "leftovers",
            Self::Mentions => "mentions",
        }
    }
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// An object a line.
    #[default]
    JsonLines,
    /// One object with the schema version and a list.
    Json,
    /// RFC 4180 with a header.
    Csv,
}

/// Prints the rows to `out`: article by article in order of slug, in text order. What is
/// returned are corrections that no longer hold; they change nothing.
///
/// # Errors
/// The problems of `facts.toml` and of all files together.
pub fn run(
    options: &ExtractOptions,
    stdin: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<Report, Report> {
    let dictionary = Dictionary::load();
    let (mut config, articles) = read(options, stdin)?;
    // A correction of an article that was not given cannot hold, and need not.
    config.corrections.retain(|correction| {
        !options.no_corrections && articles.iter().any(|a| a.slug == correction.article)
    });
    let subject = options.subject.clone();
    let subject = subject.unwrap_or_else(|| default_subject(&config).to_string());
    let segmenter = dictionary.knowing(&config);
    let (sheet, report) = match options.rows {
        Rows::Mentions => (
            mentions(articles, &config, &segmenter, &subject)?,
            Report::default(),
        ),
        Rows::Observations | Rows::Leftovers => {
            let reading = pipeline::figures(articles, &config, &segmenter, &subject)?;
            let sheet = match options.rows {
                Rows::Leftovers => leftovers(&reading),
                _ => rows::observations(&reading.table.observations),
            };
            (sheet, tolerated(reading.report))
        }
    };
    let bytes = match options.format {
        Format::JsonLines => sheet.json_lines(),
        Format::Json => json(&sheet, options.rows.name()),
        Format::Csv => sheet.csv(Guard::Plain),
    };
    out.write_all(&bytes)
        .and_then(|()| out.flush())
        .map_err(|error| unwritable(&error))?;
    Ok(report)
}

/// The site's subject, or a word that stands for it.
pub(super) fn default_subject(config: &Config) -> &str {
    match config.site.subject.as_str() {
        "" => NO_SUBJECT,
        subject => subject,
    }
}

fn read(options: &ExtractOptions, stdin: &mut dyn Read) -> Result<(Config, Vec<Article>), Report> {
    let config = pipeline::read_config_if_any(&options.root);
    let articles = input::articles(&options.files, options.published, stdin);
    match (config, articles) {
        (Ok(config), Ok(articles)) => Ok((config, articles)),
        (config, articles) => {
            let mut report = Report::default();
            for problems in [config.err(), articles.err()].into_iter().flatten() {
                report.extend(problems);
            }
            Err(report)
        }
    }
}

/// Leftovers of all articles in one sheet.
fn leftovers(reading: &Reading) -> Sheet {
    let sheets = reading.documents.iter().map(|document| {
        let own = reading.table.leftovers.iter();
        let own = own.filter(|leftover| leftover.article == document.article.slug);
        rows::leftovers(own, &document.text)
    });
    joined(sheets, &rows::leftovers([], ""))
}

fn mentions(
    articles: Vec<Article>,
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
) -> Result<Sheet, Report> {
    let mut sheets = Vec::new();
    for document in articles.into_iter().map(text::read) {
        let found = observations::mentions(&document, config, segmenter, subject)
            .map_err(|problem| Report::from(*problem))?;
        sheets.push(rows::mentions(&found, &document.text));
    }
    Ok(joined(sheets, &rows::mentions([], "")))
}

fn joined(sheets: impl IntoIterator<Item = Sheet>, empty: &Sheet) -> Sheet {
    Sheet {
        columns: empty.columns,
        rows: sheets.into_iter().flat_map(|sheet| sheet.rows).collect(),
    }
}

/// `{"schema_version": …, "observations": […]}`, a row a line.
fn json(sheet: &Sheet, name: &str) -> Vec<u8> {
    let mut text = format!("{{\n\"schema_version\": \"{SCHEMA_VERSION}\",\n\"{name}\": [");
    let lines = sheet.json_lines();
    for (n, line) in String::from_utf8_lossy(&lines).lines().enumerate() {
        text.push_str(if n == 0 { "\n" } else { ",\n" });
        text.push_str(line);
    }
    text.push_str("\n]\n}\n");
    text.into_bytes()
}

/// Corrections are the site's affair: here one that does not hold is worth a word, no more.
fn tolerated(mut report: Report) -> Report {
    for problem in &mut report.diagnostics {
        problem.severity = Severity::Warning;
    }
    report
}

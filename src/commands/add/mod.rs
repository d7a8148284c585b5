//! `shudu add FILE…`: raw text → `corpus/<slug>.md`. Shows what was inferred; writes all articles
//! or none.

mod article;
mod known;
mod show;

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    config::Config,
    corpus::{self, Corpus},
    diag::{Diagnostic, Language, Phrase, Report},
    intake::{self, Draft},
    model::{Article, Date},
    pipeline::{self, Aids, Dictionary},
};

use super::{bar::Bar, cache::Cache, effect::Effect, extract::default_subject, input};

/// What to add, and what the editor knows better than the text.
#[derive(Debug, Clone, Default)]
pub struct AddOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// Files with raw text; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// Name of the article in addresses; with one file only.
    pub slug: Option<String>,
    /// Title in place of the printed one; with one file only.
    pub title: Option<String>,
    /// When it appeared. A day is taken for known, a month for the editor's estimate unless the
    /// page prints a date in it.
    pub published: Option<Date>,
    /// Byline in place of the printed one.
    pub byline: Option<String>,
    /// Name of the publication in place of the one that the page names.
    pub source: Option<String>,
    /// Long work shows how far it has come, on standard error.
    pub progress: bool,
    /// Show, write nothing.
    pub dry_run: bool,
    /// Language of what is shown.
    pub language: Language,
}

/// An article that was added, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The article.
    pub article: Article,
    /// Where it lies.
    pub path: PathBuf,
    /// What the rules read from the text.
    pub draft: Draft,
}

/// Adds the articles; what was inferred goes to `out`. With an error nothing is written.
///
/// # Errors
/// A report of everything that stands against it: faults of the corpus, files that are no text,
/// a title or date that must be given, names that are taken, texts that are there already.
pub fn run(
    options: &AddOptions,
    stdin: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<Vec<Added>, Report> {
    let dictionary = Dictionary::load();
    let (corpus, config) = sources(&options.root)?;
    let mut report = Report::default();
    if options.files.len() > 1 && (options.slug.is_some() || options.title.is_some()) {
        report.push(Diagnostic::error(
            "one-file-only",
            Phrase::new(
                "--slug 和 --title 一次只能用于一个文件",
                "--slug and --title go with one file at a time",
            ),
        ));
        return Err(report);
    }
    let mut added: Vec<Added> = Vec::new();
    for file in &options.files {
        match input::bytes(file, stdin)
            .and_then(|bytes| intake::mend(&file.to_string_lossy(), &bytes))
        {
            Ok(draft) => {
                let article = article::complete(options, file, &draft, &mut report);
                known::check(&article, file, &corpus, &added, &mut report);
                let path = corpus::path_of(&options.root, &article.slug);
                added.push(Added {
                    article,
                    path,
                    draft,
                });
            }
            Err(problem) => report.extend(problem),
        }
    }
    // Nothing is written then, so nothing is shown as if it were.
    if report.has_errors() {
        return Err(report);
    }
    let segmenter = dictionary.knowing(&config);
    let articles = corpus.articles.iter();
    let articles = articles.chain(added.iter().map(|added| &added.article));
    let subject = default_subject(&config);
    let cache = Cache::reading(&options.root);
    let bar = Bar::new(options.progress, options.language);
    let aids = Aids {
        memory: &cache,
        progress: &bar,
    };
    let articles = articles.cloned().collect();
    let reading = pipeline::understand_with(articles, &config, &segmenter, subject, aids)?;
    drop(bar);
    for article in &added {
        let effect = Effect::of(&article.article.slug, &reading.table);
        let shown = show::show(article, &effect, options);
        out.write_all(shown.as_bytes())
            .map_err(|error| failed(Path::new("-"), &error))?;
    }
    if !options.dry_run {
        write(&added)?;
    }
    Ok(added)
}

/// The corpus, and the vocabulary by which an article is read: `facts.toml` where there is one.
fn sources(root: &Path) -> Result<(Corpus, Config), Report> {
    match (corpus::load(root), pipeline::read_config_if_any(root)) {
        (Ok(corpus), Ok(config)) => Ok((corpus, config)),
        (corpus, config) => {
            let mut report = Report::default();
            for problems in [corpus.err(), config.err()].into_iter().flatten() {
                report.extend(problems);
            }
            Err(report)
        }
    }
}

/// Writes all articles or none: each to a file beside its place, then all into place, so that no
/// half article is ever there.
fn write(added: &[Added]) -> Result<(), Report> {
    let mut made: Vec<PathBuf> = Vec::new();
    let written = added
        .iter()
        .try_for_each(|article| {
            let beside = article.path.with_extension("md.part");
            made.push(beside.clone());
            fs::write(&beside, corpus::format(&article.article))
                .map_err(|error| failed(&article.path, &error))
        })
        .and_then(|()| {
            added.iter().try_for_each(|article| {
                let path = &article.path;
                let placed = match path.exists() {
                    true => Err(io::Error::from(io::ErrorKind::AlreadyExists)),
                    false => fs::rename(path.with_extension("md.part"), path),
                };
                placed.map_err(|error| failed(path, &error))?;
                made.push(path.clone());
                Ok(())
            })
        });
    if written.is_err() {
        for path in made {
            // The first error tells more than one of clearing up.
            let _ = fs::remove_file(path);
        }
    }
    written
}

fn failed(path: &Path, error: &io::Error) -> Report {
    let mut report = Report::default();
    report.push(
        Diagnostic::error(
            "cannot-write",
            Phrase::new(format!("写不了：{error}"), format!("cannot write: {error}")),
        )
        .about(path),
    );
    report
}

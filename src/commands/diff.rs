//! `shudu diff`: what the articles say now, against what was published last.

use std::{io::Write, path::PathBuf};

use crate::{
    corpus,
    diag::{Diagnostic, Language, Phrase, Report},
    model::Date,
    pipeline::{self, Aids},
    site::downloads,
};

use super::{
    advice::Adviser,
    bar::Bar,
    cache::Cache,
    changes::{Changes, Extent},
    published::Published,
    words::{say, unwritable},
};

/// What to compare.
#[derive(Debug, Clone, Default)]
pub struct DiffOptions {
    /// The folder of the site.
    pub root: PathBuf,
    /// A site that was built: the one to compare with.
    pub against: PathBuf,
    /// The day on which a suggested decision is made.
    pub today: Option<Date>,
    /// Long lists are not cut short.
    pub all: bool,
    /// Long work shows how far it has come, on standard error.
    pub progress: bool,
    /// Language of what is printed.
    pub language: Language,
}

/// Compares; the differences go to `out`.
///
/// # Errors
/// A site that cannot be read, no site to compare with, and all that stands against a build.
pub fn run(options: &DiffOptions, out: &mut dyn Write) -> Result<Report, Report> {
    let Some(old) = Published::read(&options.against)? else {
        return Err(Report::from(
            Diagnostic::error(
                "nothing-published",
                Phrase::new(
                    "这里没有建好的站点，无从比较",
                    "there is no site here to compare with",
                ),
            )
            .about(&options.against)
            .hint(Phrase::new(
                "先运行 shudu build，或用 --against 指明另一个建好的文件夹",
                "run shudu build first, or name another folder with --against",
            )),
        ));
    };
    let cache = Cache::reading(&options.root);
    let bar = Bar::new(options.progress, options.language);
    let aids = Aids {
        memory: &cache,
        progress: &bar,
    };
    let (reading, config, segmenter) = pipeline::read_all(&options.root, aids)?;
    drop(bar);
    let files = downloads::files(&reading.table, &reading.documents, &config);
    let new = Published::of(&files);
    let mut changes = Changes::between(&old, &new, options.today, options.language);
    let articles = new.new_articles(&old);
    changes.leave_out(&reading, &articles, options.language);
    let facts = corpus::read(&options.root.join(pipeline::FACTS))?;
    let adviser = Adviser {
        facts: &facts.text,
        config: &config,
        segmenter: &segmenter,
        language: options.language,
    };
    changes.suggest(adviser.advise(&reading.table, &articles));
    let text = if changes.is_empty() {
        say(options.language, "没有变化\n", "nothing changed\n")
    } else {
        changes.text(
            options.language,
            if options.all {
                Extent::All
            } else {
                Extent::First
            },
        )
    };
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unwritable(&error))?;
    Ok(reading.report)
}

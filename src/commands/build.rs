//! `shudu build`: a folder of articles becomes a site, and a few lines say what was found.

use std::{fmt::Write as _, io::Write, num::NonZeroUsize};

use crate::{
    diag::{Diagnostic, Language, Phrase, Report},
    model::Verdict,
    pipeline::{self, Aids, Built},
};

use super::bar::Bar;
use super::cache::Cache;
use super::changes::{Changes, Extent};
use super::published::Published;
use super::words::{
    ARTICLE, CHECK, CONFLICT, FACT, FIGURE, FILE, REASONS, SERIES, counted, reason, say,
    unwritable, verdict,
};

/// What to build, and how.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// Folder, output, address, strictness, date.
    pub build: pipeline::Options,
    /// How many threads; all processors where it does not say. The result does not depend on it.
    pub jobs: Option<NonZeroUsize>,
    /// Long work shows how far it has come, on standard error.
    pub progress: bool,
    /// Language of what is printed.
    pub language: Language,
}

/// Builds the site; what was found goes to `out`, what the editor should know is returned.
///
/// # Errors
/// Everything that stands against it; then the site of the last build stays as it is.
pub fn run(options: &BuildOptions, out: &mut dyn Write) -> Result<Report, Report> {
    // A site of another version cannot be compared; it is about to be replaced.
    let before = Published::read(&options.build.output).ok().flatten();
    let cache = Cache::of(&options.build.root);
    let bar = Bar::new(options.progress, options.language);
    let aids = Aids {
        memory: &cache,
        progress: &bar,
    };
    let built = match options.jobs {
        None => pipeline::build(&options.build, aids)?,
        Some(jobs) => rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .build()
            .map_err(|error| {
                Report::from(Diagnostic::error(
                    "no-threads",
                    Phrase::new(
                        format!("无法启动 {jobs} 个线程：{error}"),
                        format!("cannot start {jobs} threads: {error}"),
                    ),
                ))
            })?
            .install(|| pipeline::build(&options.build, aids))?,
    };
    drop(bar);
    cache.sweep();
    let mut summary = summary(&built, options);
    if let Some(before) = before
        && let Some(after) = Published::read(&options.build.output)?
    {
        let mut changes = Changes::between(&before, &after, None, options.language);
        let new = after.new_articles(&before);
        changes.leave_out(&built.reading, &new, options.language);
        summary.push_str(&changes.text(options.language, Extent::Brief));
    }
    out.write_all(summary.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unwritable(&error))?;
    Ok(built.warnings)
}

/// What was found, and what became of the files.
fn summary(built: &Built, options: &BuildOptions) -> String {
    let language = options.language;
    let table = &built.reading.table;
    let comma = say(language, "，", ", ");
    let colon = say(language, "：", ": ");
    let mut text = String::new();

    let found = [
        (built.reading.documents.len(), ARTICLE),
        (table.observations.len(), FIGURE),
        (table.facts.len(), FACT),
        (table.series.len(), SERIES),
        (table.conflicts.len(), CONFLICT),
    ];
    let found = found.map(|(n, noun)| counted(n, noun, language));
    let _ = writeln!(text, "{}", found.join(&comma));

    let left: Vec<String> = REASONS
        .iter()
        .filter_map(|&why| {
            let all = table.leftovers.iter();
            let n = all.filter(|leftover| leftover.reason == why).count();
            (n > 0).then(|| format!("{} {n}", reason(why).in_language(language)))
        })
        .collect();
    if !left.is_empty() {
        let n = table.leftovers.len();
        let head = say(
            language,
            format!("另有 {n} 处数不是统计数字："),
            format!("{n} other numbers are no figures: "),
        );
        let _ = writeln!(text, "{head}{}", left.join(&comma));
    }

    let shown: Vec<String> = Verdict::ALL
        .iter()
        .filter_map(|&what| {
            let all = table.checks.iter();
            let n = all.filter(|check| check.verdict == what).count();
            (n > 0).then(|| format!("{} {n}", verdict(what).in_language(language)))
        })
        .collect();
    if !shown.is_empty() {
        let head = counted(table.checks.len(), CHECK, language);
        let _ = writeln!(text, "{head}{colon}{}", shown.join(&comma));
    }

    let manifest = &built.manifest;
    let files = counted(manifest.files.len(), FILE, language);
    let (written, removed) = (manifest.written.len(), manifest.removed.len());
    let output = options.build.output.display();
    let changed = match (written, removed) {
        (0, 0) => say(language, "没有变化", "nothing changed"),
        (n, 0) => say(language, format!("写入 {n} 个"), format!("{n} written")),
        (n, gone) => say(
            language,
            format!("写入 {n} 个，删去 {gone} 个"),
            format!("{n} written, {gone} removed"),
        ),
    };
    let _ = writeln!(text, "{output}{colon}{files}{comma}{changed}");
    text
}

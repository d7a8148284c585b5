//! `shudu check`: everything that can be wrong with corpus, `facts.toml`, templates, the pages
//! made from them and the folder that was published, in one run; nothing is written.

use std::{fmt::Write as _, fs, io::Write};

use crate::{
    diag::{Diagnostic, Language, Phrase, Report},
    model::Verdict,
    pipeline::{self, Aids, Prepared},
    publish::{self, MANIFEST, Manifest},
    site::Site,
};

use super::bar::Bar;
use super::cache::Cache;
use super::words::{ARTICLE, CONFLICT, FACT, FIGURE, FILE, counted, say, unwritable, verdict};

/// What to check.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// As for a build; the output is the published site that is compared.
    pub build: pipeline::Options,
    /// Long work shows how far it has come, on standard error.
    pub progress: bool,
    /// True when the output was named: then a site must lie there.
    pub is_named: bool,
    /// Language of what is printed.
    pub language: Language,
}

/// Checks; what was found goes to `out`, what the editor should know is returned.
///
/// # Errors
/// Everything that stands against a build, and whatever is broken in the published folder.
/// Contradictions in the articles are findings, and stop a strict check alone.
pub fn run(options: &CheckOptions, out: &mut dyn Write) -> Result<Report, Report> {
    let cache = Cache::reading(&options.build.root);
    let bar = Bar::new(options.progress, options.language);
    let aids = Aids {
        memory: &cache,
        progress: &bar,
    };
    let mut prepared = pipeline::prepare(&options.build, aids)?;
    drop(bar);
    let text = summary(&prepared, options.language);
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unwritable(&error))?;
    let published = publish::read(&options.build.output)?;
    if published.is_none() && options.is_named {
        prepared.warnings.push(nothing_there(options));
    }
    if let Some(published) = published {
        if let Some(stale) = stale(&prepared, &published, options) {
            prepared.warnings.push(stale);
        }
        let traces = traces(options);
        let faults = publish::structure::check(&published, &options.build.output, &traces);
        prepared.warnings.extend(faults);
    }
    match prepared.warnings.has_errors() {
        true => Err(prepared.warnings),
        false => Ok(prepared.warnings),
    }
}

fn nothing_there(options: &CheckOptions) -> Diagnostic {
    Diagnostic::error(
        "nothing-to-check",
        Phrase::new(
            format!("这里没有建好的站点（没有 {MANIFEST}）"),
            format!("no site was built here (there is no {MANIFEST})"),
        ),
    )
    .about(&options.build.output)
    .hint(Phrase::new(
        "看看 --output 是否写对，或先用同样的 --output 运行 shudu build",
        "see that --output is right, or run shudu build with the same --output first",
    ))
}

/// What would tell readers on which machine the site was built.
fn traces(options: &CheckOptions) -> Vec<String> {
    let folders = [&options.build.root, &options.build.output];
    let whole = folders
        .into_iter()
        .filter_map(|folder| match folder.as_os_str().is_empty() {
            true => fs::canonicalize(".").ok(),
            false => fs::canonicalize(folder).ok(),
        });
    let named = whole.filter(|path| path.components().count() > 2);
    let paths = named.map(|path| path.to_string_lossy().into_owned());
    paths.chain(["file:///".to_string()]).collect()
}

/// What would be built, and what contradicts itself in it.
fn summary(prepared: &Prepared, language: Language) -> String {
    let table = &prepared.reading.table;
    let found = [
        (prepared.reading.documents.len(), ARTICLE),
        (table.observations.len(), FIGURE),
        (table.facts.len(), FACT),
        (table.conflicts.len(), CONFLICT),
        (prepared.site.0.len(), FILE),
    ];
    let found = found.map(|(n, noun)| counted(n, noun, language));
    let mut text = found.join(&say(language, "，", ", ")) + "\n";
    for conflict in &table.conflicts {
        let printed: Vec<String> = conflict
            .values
            .iter()
            .filter_map(|(_, said_by)| table.observation(said_by.first()?))
            .map(|o| format!("{} ({})", o.quote_text, o.article))
            .collect();
        let name = table.facts.iter().find(|fact| fact.id == conflict.fact);
        let name = name.map_or("", |fact| fact.label.as_str());
        let head = say(language, "说法不一", "contradiction");
        let _ = writeln!(text, "  {head} {name}: {}", printed.join(" / "));
    }
    let open = [Verdict::Contradicts, Verdict::Open];
    for check in table.checks.iter().filter(|c| open.contains(&c.verdict)) {
        let head = verdict(check.verdict);
        let _ = writeln!(
            text,
            "  {} {}: {}",
            head.in_language(language),
            check.title,
            check.formula
        );
    }
    text
}

/// The published site differs from what a build would write now.
fn stale(prepared: &Prepared, folder: &Site, options: &CheckOptions) -> Option<Diagnostic> {
    let output = &options.build.output;
    let list = std::str::from_utf8(folder.0.get(MANIFEST)?).ok()?;
    let published = Manifest::parse(list)?;
    let now = Manifest::of(&prepared.site.0);
    let differs = now
        .files
        .iter()
        .filter(|(path, hash)| published.files.get(*path) != Some(hash));
    let gone = published
        .files
        .keys()
        .filter(|path| !now.files.contains_key(*path));
    let (changed, gone) = (differs.count(), gone.count());
    let touched = published.files.iter().filter(|(path, hash)| {
        let bytes = folder.0.get(*path).map_or(&[][..], Vec::as_slice);
        Manifest::hash(bytes) != **hash
    });
    let touched = touched.count();
    (changed + gone + touched > 0).then(|| {
        Diagnostic::warning(
            "output-differs",
            Phrase::new(
                format!(
                    "已建好的站点与现在的内容不同：{changed} 个文件要写，{gone} 个要删，{touched} 个建好后被改动或丢失"
                ),
                format!(
                    "the site differs from what it would be now: {changed} files to write, {gone} to remove, {touched} changed or lost since it was built"
                ),
            ),
        )
        .about(output)
        .hint(Phrase::new("运行 shudu build", "run shudu build"))
    })
}

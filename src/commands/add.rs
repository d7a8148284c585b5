//! `shudu add FILE…`: raw text → `corpus/<slug>.md`. Shows what was inferred; writes all articles
//! or none.

use std::{
    fmt::Write as _,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    config::Config,
    corpus::{self, Corpus},
    diag::{Diagnostic, Language, Phrase, Report},
    intake::{self, BlockKind, Draft, Mending},
    model::{Article, Date, Published},
    pipeline::{self, Dictionary},
};

use super::{effect::Effect, extract::default_subject, input};

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
                let article = complete(options, file, &draft, &mut report);
                check(&article, file, &corpus, &added, &mut report);
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
    let segmenter = dictionary.knowing(&config);
    let articles = corpus.articles.iter();
    let articles = articles.chain(added.iter().map(|added| &added.article));
    let subject = default_subject(&config);
    let reading = pipeline::understand(articles.cloned().collect(), &config, &segmenter, subject)?;
    for article in &added {
        let effect = Effect::of(&article.article.slug, &reading.table);
        let shown = show(article, &effect, options);
        out.write_all(shown.as_bytes())
            .map_err(|error| failed(Path::new("-"), &error))?;
    }
    if report.has_errors() {
        return Err(report);
    }
    if !options.dry_run {
        for article in &added {
            write(article).map_err(|error| failed(&article.path, &error))?;
        }
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

/// The article of a draft, with what the editor says.
fn complete(options: &AddOptions, file: &Path, draft: &Draft, report: &mut Report) -> Article {
    let published = published(options.published, draft);
    let slug = options
        .slug
        .clone()
        .or_else(|| draft.slug.clone())
        .unwrap_or_else(|| {
            let date = published.map_or_else(String::new, |p| format!("{}-", p.date));
            format!("{date}{}", &draft.id[2..8])
        });
    let mut article = draft.clone().into_article(&slug);
    article.published = published;
    article.note = note(options, draft, published);
    if let Some(title) = &options.title {
        article.title.clone_from(title);
    }
    if let Some(byline) = &options.byline {
        article.byline.clone_from(byline);
    }
    if let Some(source) = &options.source {
        article.source.clone_from(source);
    }
    let mut lacking = |code, zh: &str, en: &str, hint_zh: &str, hint_en: &str| {
        report.push(
            Diagnostic::error(code, Phrase::new(zh, en))
                .about(file)
                .hint(Phrase::new(hint_zh, hint_en)),
        );
    };
    if article.title.trim().is_empty() {
        lacking(
            "title-missing",
            "文中没有标题",
            "the text has no headline",
            "用 --title 给一个标题",
            "give it one with --title",
        );
    }
    if published.is_none() {
        lacking(
            "published-missing",
            "文中没有日期，无法估计刊发的月份",
            "the text holds no date from which the month of publication could be estimated",
            "用 --published 给出，例如 --published 2025-11",
            "give it with --published, as in --published 2025-11",
        );
    }
    if !corpus::is_slug(&slug) {
        lacking(
            "bad-slug",
            &format!("`{slug}` 不能用作网址"),
            &format!("`{slug}` cannot stand in an address"),
            "--slug 只用小写字母、数字和连字符",
            "--slug takes lower-case letters, digits and hyphens",
        );
    }
    article
}

/// The editor's date, else the draft's.
fn published(given: Option<Date>, draft: &Draft) -> Option<Published> {
    let Some(date) = given else {
        return draft.published;
    };
    let printed = draft
        .published
        .is_some_and(|p| !p.is_estimated && (p.date.year, p.date.month) == (date.year, date.month));
    Some(Published {
        date,
        is_estimated: date.day.is_none() && !printed,
    })
}

/// What the reader of the page should know about title and date.
fn note(options: &AddOptions, draft: &Draft, published: Option<Published>) -> String {
    let mut note = String::new();
    match (&draft.title, &options.title) {
        (None, Some(_)) => note.push_str("印刷文本没有标题，标题为编者所拟。"),
        (Some(printed), Some(given)) if printed != given => {
            let _ = write!(note, "标题为编者所拟，印刷文本的标题是“{printed}”。");
        }
        _ => {}
    }
    if published.is_some_and(|p| p.is_estimated) {
        note.push_str("印刷文本没有日期，刊发月份是估计的");
        match draft.latest_date() {
            Some(found) => {
                let inferred = if found.year_is_inferred {
                    "（年份为推定）"
                } else {
                    ""
                };
                let _ = write!(
                    note,
                    "；文中最晚的日期是{}{inferred}。",
                    in_chinese(found.date)
                );
            }
            None => note.push_str("；文中也没有写明月份的日期。"),
        }
    }
    note
}

/// `2025年10月30日`.
fn in_chinese(date: Date) -> String {
    let mut out = format!("{}年", date.year);
    if let Some(month) = date.month {
        let _ = write!(out, "{month}月");
    }
    if let Some(day) = date.day {
        let _ = write!(out, "{day}日");
    }
    out
}

/// Names and texts that are in the corpus already, or come twice in one run.
fn check(article: &Article, file: &Path, corpus: &Corpus, added: &[Added], report: &mut Report) {
    let there = corpus
        .articles
        .iter()
        .chain(added.iter().map(|added| &added.article));
    let letters = letters(&article.body);
    for other in there {
        if other.id == article.id || self::letters(&other.body) == letters {
            report.push(
                Diagnostic::error(
                    "article-already-there",
                    Phrase::new(
                        format!("这篇文章已经收入：{}《{}》", other.slug, other.title),
                        format!(
                            "this text is there already: {} ({})",
                            other.slug, other.title
                        ),
                    ),
                )
                .about(file)
                .hint(Phrase::new(
                    "同一篇文章不必再收；要改它，直接编辑 corpus 里的文件",
                    "there is no need to add it again; to change it, edit its file in corpus",
                )),
            );
        } else if other.slug == article.slug || other.aliases.contains(&article.slug) {
            report.push(
                Diagnostic::error(
                    "duplicate-slug",
                    Phrase::new(
                        format!("名字 `{}` 已属于《{}》", article.slug, other.title),
                        format!(
                            "the name `{}` is already that of {}",
                            article.slug, other.title
                        ),
                    ),
                )
                .about(file)
                .hint(Phrase::new(
                    "用 --slug 另起一个名字",
                    "give it another one with --slug",
                )),
            );
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Writes to a file beside and renames it, so that no half article is ever there.
fn write(added: &Added) -> io::Result<()> {
    let beside = added.path.with_extension("md.part");
    let text = corpus::format(&added.article);
    let written = fs::write(&beside, text).and_then(|()| {
        if added.path.exists() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        fs::rename(&beside, &added.path)
    });
    if written.is_err() {
        // The first error tells more than one of clearing up.
        let _ = fs::remove_file(&beside);
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

/// What was inferred, for the editor to judge.
fn show(added: &Added, effect: &Effect, options: &AddOptions) -> String {
    let Added {
        article,
        path,
        draft,
    } = added;
    let say = |zh: &str, en: &str| match options.language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    };
    let mut out = format!("{}\n", article.slug);
    let mut line = |name: String, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    line(say("标题", "title"), &article.title);
    if let Some(published) = article.published {
        let how = match (published.is_estimated, draft.latest_date()) {
            (false, _) => String::new(),
            (true, Some(found)) => say(
                &format!("（估计；文中最晚的日期是 {}）", found.date),
                &format!(
                    " (estimated; the latest date in the text is {})",
                    found.date
                ),
            ),
            (true, None) => say("（估计）", " (estimated)"),
        };
        line(
            say("刊发", "published"),
            &format!("{}{how}", published.date),
        );
    }
    line(say("署名", "byline"), &article.byline);
    line(say("来源", "source"), &article.source);
    line(say("编码", "encoding"), draft.encoding);
    let count = |wanted: fn(BlockKind) -> bool| {
        draft
            .blocks
            .iter()
            .filter(|block| wanted(block.kind))
            .count()
    };
    let paragraphs = count(|kind| kind == BlockKind::Paragraph);
    let headings = count(|kind| matches!(kind, BlockKind::Heading(_)));
    let items = count(|kind| kind == BlockKind::Item);
    let captions = count(|kind| kind == BlockKind::Caption);
    line(
        say("正文", "text"),
        &say(
            &format!(
                "{paragraphs} 段，{headings} 个小标题，{items} 个列表项，{captions} 条图片说明"
            ),
            &format!(
                "{paragraphs} paragraphs, {headings} headings, {items} list items, {captions} captions"
            ),
        ),
    );
    for mending in Mending::ALL {
        let places: Vec<_> = draft
            .mended
            .iter()
            .filter(|m| m.mending == mending)
            .collect();
        if places.is_empty() {
            continue;
        }
        let name = mending.name();
        line(
            name.in_language(options.language).to_owned(),
            &places.len().to_string(),
        );
        if mending != Mending::Wrap {
            for place in places {
                line(
                    say(
                        &format!("  第 {} 行", place.line),
                        &format!("  line {}", place.line),
                    ),
                    &place.text,
                );
            }
        }
    }
    for furniture in &draft.furniture {
        line(say("不入正文", "left out"), furniture);
    }
    line(say("备注", "note"), &article.note);
    for (name, value) in effect.lines() {
        line(
            name.in_language(options.language).to_owned(),
            value.in_language(options.language),
        );
    }
    let shown = path.display();
    let _ = if options.dry_run {
        writeln!(
            out,
            "  {}",
            say(
                &format!("（试运行，没有写入 {shown}）"),
                &format!("(dry run: {shown} is not written)")
            )
        )
    } else {
        writeln!(out, "  → {shown}")
    };
    out
}

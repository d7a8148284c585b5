//! Files that a command is given: articles with front matter as they are, raw text as `add`
//! would mend it.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    corpus,
    diag::{Diagnostic, Phrase, Report, SourceFile},
    intake,
    model::{Article, Date, Published},
};

/// The name of standard input among files.
pub(super) const STDIN: &str = "-";

/// All bytes of a file, or of standard input for `-`.
pub(super) fn bytes(file: &Path, stdin: &mut dyn Read) -> Result<Vec<u8>, Report> {
    let read = if file == Path::new(STDIN) {
        let mut bytes = Vec::new();
        stdin.read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    read.map_err(|error| corpus::unreadable(file, &error).into())
}

/// All files as articles, whose slugs are the file stems (`stdin` for `-`). `published` overrides
/// what front matter or text say.
///
/// # Errors
/// The problems of all files together.
pub(super) fn articles(
    files: &[PathBuf],
    published: Option<Date>,
    stdin: &mut dyn Read,
) -> Result<Vec<Article>, Report> {
    let mut report = Report::default();
    let mut articles: Vec<Article> = Vec::new();
    for file in files {
        let bytes = bytes(file, stdin);
        match bytes.and_then(|bytes| article(file, &bytes)) {
            Ok(mut article) => {
                if let Some(date) = published {
                    article.published = Some(Published {
                        date,
                        is_estimated: false,
                    });
                }
                if articles.iter().any(|other| other.slug == article.slug) {
                    report.push(twice(file, &article.slug));
                }
                articles.push(article);
            }
            Err(problems) => report.extend(problems),
        }
    }
    if report.has_errors() {
        Err(report)
    } else {
        Ok(articles)
    }
}

/// One file as an article.
fn article(file: &Path, bytes: &[u8]) -> Result<Article, Report> {
    let slug = stem(file);
    let is_article = std::str::from_utf8(bytes).is_ok_and(corpus::has_front_matter);
    if !is_article {
        let name = file.to_string_lossy();
        let draft = intake::mend(&name, bytes)?;
        return Ok(draft.into_article(&slug));
    }
    let source = Arc::new(SourceFile {
        path: file.to_path_buf(),
        text: String::from_utf8_lossy(bytes).into_owned(),
    });
    // A file that does not lie in the corpus may have any name.
    let mut article = corpus::parse(&source, "article")?;
    article.slug = slug;
    Ok(article)
}

/// The file's name without its ending.
fn stem(file: &Path) -> String {
    if file == Path::new(STDIN) {
        return "stdin".into();
    }
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn twice(file: &Path, slug: &str) -> Diagnostic {
    Diagnostic::error(
        "duplicate-slug",
        Phrase::new(
            format!("另一个文件也叫 `{slug}`，输出里将分不清"),
            format!("another file is called `{slug}` too; nobody could tell the two apart"),
        ),
    )
    .about(file)
    .hint(Phrase::new(
        "分两次运行，或改一个文件名",
        "run the command once for each, or rename one of the files",
    ))
}

//! Articles (文章) as they lie in `corpus/`: a folder enters, [`Corpus`] leaves, or a report of
//! everything that is wrong with any of them. An article's text is kept as it is; what stands
//! where in it is for [`crate::text`] to say.

mod front_matter;

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    diag::{Diagnostic, Phrase, Report, SourceFile},
    model::Article,
};

pub use front_matter::{format, has_front_matter, parse};

/// The folder of articles below a site's root.
pub const FOLDER: &str = "corpus";

/// All articles of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {
    /// The articles, sorted by slug.
    pub articles: Vec<Article>,
    /// The file of each article, in the same order.
    pub files: Vec<Arc<SourceFile>>,
    /// What the editor should know and the build can live with.
    pub warnings: Vec<Diagnostic>,
}

/// Reads every article below `root/corpus`.
///
/// # Errors
/// A report of all problems of all files: no corpus folder, files that cannot be read or are
/// not UTF-8, faults of the front matter, empty articles, slugs, ids or aliases given twice.
/// A folder without a single article is no error.
pub fn load(root: &Path) -> Result<Corpus, Report> {
    let folder = root.join(FOLDER);
    let mut report = Report::default();
    if !folder.is_dir() {
        report.push(
            Diagnostic::error(
                "corpus-missing",
                Phrase::new("没有 corpus 文件夹", "there is no corpus folder"),
            )
            .about(&folder)
            .hint(Phrase::new(
                "用 --root 指明站点所在的文件夹，或用 `shudu init DIR` 新建一个站点",
                "name the site's folder with --root, or make a new site with `shudu init DIR`",
            )),
        );
        return Err(report);
    }
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => take(entry.path(), &mut found, &mut report),
            Err(error) => {
                let path = error.path().unwrap_or(&folder).to_path_buf();
                let error = error
                    .into_io_error()
                    .unwrap_or_else(|| io::Error::other("file system loop"));
                report.push(unreadable(&path, &error));
            }
        }
    }
    found.sort_by(|(a, _), (b, _)| a.slug.cmp(&b.slug));
    check_unique(&found, &mut report);
    if report.has_errors() {
        return Err(report);
    }
    let (articles, files) = found.into_iter().unzip();
    Ok(Corpus {
        articles,
        files,
        warnings: report.diagnostics,
    })
}

/// Reads one file of the corpus folder, if it is an article.
fn take(path: &Path, found: &mut Vec<(Article, Arc<SourceFile>)>, report: &mut Report) {
    match path.extension().and_then(OsStr::to_str) {
        Some("md") => match read(path) {
            Ok(file) => match parse(&file, &stem(path)) {
                Ok(article) => found.push((article, file)),
                Err(problems) => report.extend(problems),
            },
            Err(problem) => report.extend(problem),
        },
        Some("txt" | "html" | "htm") => report.push(
            Diagnostic::warning(
                "raw-text-in-corpus",
                Phrase::new(
                    "这不是文章（.md），没有读取",
                    "this is no article (.md) and was not read",
                ),
            )
            .about(path)
            .hint(Phrase::new(
                format!("用 `shudu add {}` 把它做成文章", path.display()),
                format!("make an article of it with `shudu add {}`", path.display()),
            )),
        ),
        _ => {}
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Reads a UTF-8 file.
///
/// # Errors
/// When the file cannot be read, or with the line and byte of the first byte that is
/// not UTF-8.
pub fn read(path: &Path) -> Result<Arc<SourceFile>, Report> {
    let bytes = fs::read(path).map_err(|error| Report::from(unreadable(path, &error)))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(SourceFile {
            path: path.to_path_buf(),
            text,
        })),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(not_utf8(path, at, error.as_bytes()).into())
        }
    }
}

/// The diagnostic for a file that the system does not give.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "file-unreadable",
        Phrase::new(
            format!("读不了这个文件：{error}"),
            format!("cannot read this file: {error}"),
        ),
    )
    .about(path)
    .hint(Phrase::new(
        "看看路径是否写对，是不是文件夹，有没有读的权限",
        "see that the path is right, names no folder, and that you may read it",
    ))
}

/// The diagnostic for a file whose byte `at` is not UTF-8; it points at the last character
/// before it.
pub(crate) fn not_utf8(path: &Path, at: usize, bytes: &[u8]) -> Diagnostic {
    let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
    let bad = bytes.get(at).copied().unwrap_or_default();
    // What can be read of the file serves as the source to point into.
    let file = Arc::new(SourceFile {
        path: path.to_path_buf(),
        text: String::from_utf8_lossy(&bytes[..at]).into_owned(),
    });
    Diagnostic::error(
        "not-utf8",
        Phrase::new(
            format!("不是 UTF-8 文本：第 {line} 行，第 {at} 个字节（0x{bad:02X}）起无法解读"),
            format!("this is not UTF-8 text: line {line}, byte {at} (0x{bad:02X}) cannot be read"),
        ),
    )
    .at(&file, at..at)
    .hint(Phrase::new(
        "用编辑器另存为 UTF-8；GBK 等编码的原文可用 `shudu add` 收入",
        "save it as UTF-8; raw text in GBK and other encodings can be taken in with `shudu add`",
    ))
}

/// Slugs, ids and aliases must each name one article.
fn check_unique(found: &[(Article, Arc<SourceFile>)], report: &mut Report) {
    let mut names: BTreeMap<&str, &Path> = BTreeMap::new();
    let mut ids: BTreeMap<&str, &Path> = BTreeMap::new();
    for (article, file) in found {
        if let Some(first) = names.insert(&article.slug, &file.path) {
            report.push(taken(
                "duplicate-slug",
                ("文件名", "the slug"),
                &article.slug,
                first,
                file,
            ));
        }
        if let Some(first) = ids.insert(&article.id, &file.path) {
            report.push(taken(
                "duplicate-id",
                ("id", "the id"),
                &article.id,
                first,
                file,
            ));
        }
    }
    for (article, file) in found {
        for alias in &article.aliases {
            if let Some(first) = names.insert(alias, &file.path) {
                report.push(taken(
                    "duplicate-alias",
                    ("别名", "the alias"),
                    alias,
                    first,
                    file,
                ));
            }
        }
    }
}

/// The diagnostic for a name in `file` that belongs to the article at `first`.
fn taken(
    code: &'static str,
    (zh, en): (&str, &str),
    name: &str,
    first: &Path,
    file: &Arc<SourceFile>,
) -> Diagnostic {
    // Where the name stands between quotation marks; a slug stands in the file's name alone.
    let quoted = file
        .text
        .find(&format!("\"{name}\""))
        .filter(|_| code != "duplicate-slug");
    let span = quoted.map_or(0..0, |at| at..at + name.len() + 2);
    let (first, hint) = (
        first.display(),
        Phrase::new(
            "每篇文章的名字、别名和 id 都只能有一个主人；改掉其中一个",
            "names, aliases and ids each belong to one article; change one of the two",
        ),
    );
    Diagnostic::error(
        code,
        Phrase::new(
            format!("{zh} `{name}` 已用于 {first}"),
            format!("{en} `{name}` is already that of {first}"),
        ),
    )
    .at(file, span)
    .hint(hint)
}

/// True for a name that can stand in an address: lower-case letters, digits and single hyphens.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && name.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Where the article `slug` lies below `root`.
pub fn path_of(root: &Path, slug: &str) -> PathBuf {
    root.join(FOLDER).join(format!("{slug}.md"))
}

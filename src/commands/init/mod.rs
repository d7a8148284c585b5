//! `shudu init DIR`: a new site (新站点) with a commented `facts.toml`, a sample article and a
//! README, which builds as it stands.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{
    diag::{Diagnostic, Language, Phrase, Report},
    pipeline,
};

use super::words::{say, unwritable};

/// The name of a zone that is nowhere.
const NOWHERE: &str = "某某高新区";

/// Where the name goes in the files.
const NAME: &str = "{{name}}";

/// The files by path. `facts.toml` marks a site's folder and comes last.
const FILES: [(&str, &str); 4] = [
    ("corpus/2025-01-sample.md", include_str!("article.md")),
    ("README.md", include_str!("README.md")),
    (".gitignore", include_str!("gitignore")),
    (pipeline::FACTS, include_str!("facts.toml")),
];

/// What to make, and where.
#[derive(Debug, Clone, Default)]
pub struct InitOptions {
    /// The folder of the new site; it is made, or is empty.
    pub folder: PathBuf,
    /// Whom the site is about: 苏州高新区.
    pub name: Option<String>,
    /// Language of what is printed.
    pub language: Language,
}

/// Makes the site; what was written and what comes next goes to `out`.
///
/// # Errors
/// A folder that holds something (but for `.git`), a name that cannot stand in the files, and
/// whatever the disk refuses. Then nothing stays that was not there before.
pub fn run(options: &InitOptions, out: &mut dyn Write) -> Result<Report, Report> {
    let folder = &options.folder;
    let name = options.name.as_deref().unwrap_or(NOWHERE).trim();
    let mut report = Report::default();
    if !is_name(name) {
        report.push(
            Diagnostic::error(
                "bad-name",
                Phrase::new(
                    format!("`{name}` 不能用作站点的名称"),
                    format!("`{name}` cannot be the name of a site"),
                ),
            )
            .hint(Phrase::new(
                "写一个地方或单位的名称，例如 --name 苏州高新区",
                "give the name of a place or body, as in --name 苏州高新区",
            )),
        );
    }
    let is_new = !folder.as_os_str().is_empty() && !folder.exists();
    if !is_new && !is_free(folder).map_err(|error| failed(folder, &error))? {
        report.push(
            Diagnostic::error(
                "folder-not-empty",
                Phrase::new(
                    "这个文件夹不是空的，没有写入",
                    "this folder is not empty; nothing was written",
                ),
            )
            .about(shown(folder))
            .hint(Phrase::new(
                "换一个还没有的文件夹，例如 shudu init 我的站点",
                "name a folder that is not there yet, as in shudu init my-site",
            )),
        );
    }
    if report.has_errors() {
        return Err(report);
    }
    let mut written = Vec::new();
    if let Err((path, error)) = write(folder, name, &mut written) {
        for path in written.iter().rev() {
            // The first error tells more than one of clearing up.
            let _ = fs::remove_file(path);
        }
        let _ = fs::remove_dir(folder.join("corpus"));
        if is_new {
            let _ = fs::remove_dir(folder);
        }
        return Err(failed(&path, &error));
    }
    out.write_all(next(options, name).as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unwritable(&error))?;
    Ok(Report::default())
}

/// True for a folder without files; the history of a repository is none of them.
fn is_free(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(shown(folder))? {
        if entry?.file_name() != ".git" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The working folder by its name.
fn shown(folder: &Path) -> &Path {
    match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    }
}

/// Letters and digits of any script, with little between them: what needs no quoting in any file.
fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || " ·・-（）()".contains(c);
    (1..=40).contains(&name.chars().count())
        && name.chars().all(is_plain)
        && name.chars().any(char::is_alphanumeric)
}

/// Writes the files and tells which.
fn write(
    folder: &Path,
    name: &str,
    written: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    for (file, text) in FILES {
        let path = folder.join(file);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| (parent.to_path_buf(), error))?;
        fs::write(&path, text.replace(NAME, name)).map_err(|error| (path.clone(), error))?;
        written.push(path);
    }
    Ok(())
}

/// What was written, and what to do now.
fn next(options: &InitOptions, name: &str) -> String {
    let language = options.language;
    let mut text = String::new();
    for (file, _) in FILES {
        text.push_str(&options.folder.join(file).display().to_string());
        text.push('\n');
    }
    let folder = options.folder.display().to_string();
    let inside = match folder.as_str() {
        "" => String::new(),
        folder => format!("cd {} && ", quoted(folder)),
    };
    text.push_str(&say(
        language,
        format!(
            "“{name}”的站点建好了，里面有一篇示例文章，数字是虚构的。接下来：\n  {inside}shudu build\n  然后打开 public/index.html；怎样收入文章，见 README.md\n"
        ),
        format!(
            "the site of {name} is ready, with a sample article whose figures are invented. Now:\n  {inside}shudu build\n  and open public/index.html; README.md says how to take in articles\n"
        ),
    ));
    text
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    match path.chars().all(is_plain) {
        true => path.to_owned(),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

fn failed(path: &Path, error: &io::Error) -> Report {
    Diagnostic::error(
        "cannot-write",
        Phrase::new(format!("写不了：{error}"), format!("cannot write: {error}")),
    )
    .about(path)
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_need_no_quoting() {
        for name in ["苏州高新区", "合肥 · 高新区", "Suzhou (SND)"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", " ", "--", "a\"b", "a\\b", "a\nb", "<b>", "[x](y)", "*"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn paths_are_quoted_where_a_shell_needs_it() {
        assert_eq!(quoted("a/站点-1"), "a/站点-1");
        assert_eq!(quoted("a b'c"), "'a b'\\''c'");
    }
}

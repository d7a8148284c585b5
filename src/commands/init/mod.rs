//! `shudu init`: a new site for another place, which builds at once: settings with their
//! explanation, two articles as samples, a README.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::diag::{Diagnostic, Language, Phrase, Report};

use super::words::{say, unwritable};

/// Where to make the site, and of what.
#[derive(Debug, Clone)]
pub struct InitOptions {
    /// Folder of the new site; made where it is not there.
    pub folder: PathBuf,
    /// The place that the site is about: 苏州高新区.
    pub name: Option<String>,
    /// Language of what is printed.
    pub language: Language,
}

/// What a new site consists of. `{{name}}` stands for the place, `{{one}}` for what it is (区, 县)
/// and `{{kind}}` for its kind in `facts.toml`.
const FILES: [(&str, &str); 5] = [
    ("facts.toml", include_str!("site/facts.toml")),
    (
        "corpus/2024-01-sample.md",
        include_str!("site/corpus/2024-01-sample.md"),
    ),
    (
        "corpus/2025-01-sample.md",
        include_str!("site/corpus/2025-01-sample.md"),
    ),
    ("README.md", include_str!("site/README.md")),
    (".gitignore", include_str!("site/gitignore")),
];

/// The place of a site that was given no name.
const NO_NAME: &str = "某某高新区";

/// Longer than this, no place has a name.
const LONGEST_NAME: usize = 40;

/// Makes the site and says what to do next.
///
/// # Errors
/// A folder that holds something already, a name that cannot be one, a disk that refuses; then
/// nothing of it is left.
pub fn run(options: &InitOptions, out: &mut dyn Write) -> Result<Report, Report> {
    let name = options.name.as_deref().unwrap_or(NO_NAME).trim();
    check_name(name)?;
    check_folder(&options.folder)?;
    write(&options.folder, name).map_err(|(path, error)| {
        Report::from(
            Diagnostic::error(
                "cannot-write",
                Phrase::new(
                    format!("无法写入：{error}"),
                    format!("cannot write: {error}"),
                ),
            )
            .about(path)
            .hint(Phrase::new(
                "检查磁盘空间和文件夹的权限，或换一个文件夹",
                "check the space on the disk and the rights of the folder, or name another",
            )),
        )
    })?;
    let folder = options.folder.display();
    let text = say(
        options.language,
        format!(
            "{name}的网站在 {folder}，已有两篇范例文章。\n下一步：\n  cd {folder}\n  shudu build\n"
        ),
        format!(
            "the site of {name} is in {folder}, with two sample articles\nnext:\n  cd {folder}\n  shudu build\n"
        ),
    );
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| unwritable(&error))?;
    Ok(Report::default())
}

/// A name goes into TOML strings and sentences: it must be plain words.
fn check_name(name: &str) -> Result<(), Report> {
    let is_plain = |c: char| c.is_alphanumeric() || " ·（）()-".contains(c);
    let is_word = name.chars().any(char::is_alphabetic);
    if is_word && name.chars().count() <= LONGEST_NAME && name.chars().all(is_plain) {
        return Ok(());
    }
    Err(Diagnostic::error(
        "bad-name",
        Phrase::new(
            format!("“{name}”不能作地名"),
            format!("`{name}` cannot be the name of a place"),
        ),
    )
    .hint(Phrase::new(
        "写地方的全名，例如 --name 苏州高新区",
        "write the full name of the place: --name 苏州高新区",
    ))
    .into())
}

/// A new site needs a folder of its own.
fn check_folder(folder: &Path) -> Result<(), Report> {
    let is_taken = match fs::read_dir(folder) {
        // The history of a repository is no file of a site.
        Ok(mut entries) => entries.any(|entry| entry.is_ok_and(|e| e.file_name() != ".git")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(_) => true,
    };
    if !is_taken {
        return Ok(());
    }
    Err(Diagnostic::error(
        "folder-taken",
        Phrase::new(
            "这里已经有东西，不在上面建新站",
            "there is something here already; no new site is put on top of it",
        ),
    )
    .about(folder)
    .hint(Phrase::new(
        "写一个还没有的文件夹，或空文件夹",
        "name a folder that is not there yet, or an empty one",
    ))
    .into())
}

/// A file for a place: what articles call it (全县, 我县) follows from its name.
fn filled(text: &str, name: &str) -> String {
    const PLACES: [char; 7] = ['县', '市', '镇', '乡', '州', '旗', '省'];
    const ZONES: [&str; 7] = [
        "高新区",
        "开发区",
        "经开区",
        "新区",
        "园区",
        "保税区",
        "示范区",
    ];
    let one = name.chars().last().filter(|c| PLACES.contains(c));
    let is_district = name.ends_with('区') && !ZONES.iter().any(|zone| name.ends_with(zone));
    let kind = match one.is_some() || is_district {
        true => "region",
        false => "zone",
    };
    text.replace("{{name}}", name)
        .replace("{{one}}", &one.unwrap_or('区').to_string())
        .replace("{{kind}}", kind)
}

/// Writes all files, or takes back those that it wrote.
fn write(folder: &Path, name: &str) -> Result<(), (PathBuf, io::Error)> {
    let mut written: Vec<PathBuf> = Vec::new();
    for (file, text) in FILES {
        let path = folder.join(file);
        let made = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, filled(text, name)));
        if let Err(error) = made {
            for path in written {
                // What cannot be taken back is left; the first fault is told.
                let _ = fs::remove_file(path);
            }
            return Err((path, error));
        }
        written.push(path);
    }
    Ok(())
}

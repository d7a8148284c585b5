//! A folder that was published, read back.

use std::{collections::BTreeSet, fs, path::Path};

use walkdir::WalkDir;

use super::manifest::{MANIFEST, Manifest};
use crate::{
    corpus::unreadable,
    diag::Report,
    site::{SNAPSHOTS, Site, Snapshots},
};

/// All files of a published folder; `None` where no build has written. Symbolic links are not
/// followed.
///
/// # Errors
/// Files that cannot be read, all of them.
pub fn read(folder: &Path) -> Result<Option<Site>, Report> {
    match folder.join(MANIFEST).is_file() {
        true => files(folder, "").map(Some),
        false => Ok(None),
    }
}

/// The addresses of the pages that the last build made, from the list in the folder alone: the
/// files themselves need not be there. Empty where there is no list.
pub fn addresses(folder: &Path) -> BTreeSet<String> {
    let list = fs::read_to_string(folder.join(MANIFEST)).ok();
    let files = list.and_then(|list| Some(Manifest::parse(&list)?.files));
    let pages = files.into_iter().flatten().map(|(path, _)| path);
    pages
        .filter(|path| path.ends_with(".html") && !path.starts_with(SNAPSHOTS))
        .collect()
}

/// The dated copies that lie in a published folder.
///
/// # Errors
/// As [`read`].
pub fn snapshots(folder: &Path) -> Result<Snapshots, Report> {
    if !folder.join(MANIFEST).is_file() || !folder.join(SNAPSHOTS).is_dir() {
        return Ok(Snapshots::default());
    }
    files(folder, SNAPSHOTS).map(Snapshots::of)
}

/// The files below `under`, by path from `folder`.
fn files(folder: &Path, under: &str) -> Result<Site, Report> {
    let mut site = Site::default();
    let mut report = Report::default();
    for entry in WalkDir::new(folder.join(under)).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_file() => entry,
            Ok(_) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                report.push(unreadable(&path, &error.into()));
                continue;
            }
        };
        let Ok(name) = entry.path().strip_prefix(folder) else {
            continue;
        };
        match fs::read(entry.path()) {
            Ok(bytes) => {
                let name = name.to_string_lossy().replace('\\', "/");
                site.0.insert(name, bytes);
            }
            Err(error) => report.push(unreadable(entry.path(), &error)),
        }
    }
    match report.has_errors() {
        true => Err(report),
        false => Ok(site),
    }
}

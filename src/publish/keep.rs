//! A dated copy of the site, put where the articles are: `public/` can be made again from them at
//! any time, a copy of what was published cannot.

use std::{fs, path::Path};

use super::write::{Failure, at, failed};
use crate::{
    diag::Report,
    site::{SNAPSHOTS, Site},
};

/// Writes the files of the copy `name` of `site` to `snapshots/<name>/` below `root`, whole or
/// not at all.
///
/// # Errors
/// Whatever the disk refuses (`output-write`).
pub fn keep(site: &Site, root: &Path, name: &str) -> Result<(), Report> {
    put(site, root, name).map_err(|(path, error)| failed(&path, &error))
}

fn put(site: &Site, root: &Path, name: &str) -> Result<(), Failure> {
    let folder = root.join(SNAPSHOTS);
    let (new, kept) = (folder.join(format!(".{name}.new")), folder.join(name));
    if new.exists() {
        fs::remove_dir_all(&new).map_err(at(&new))?;
    }
    let inside = format!("{SNAPSHOTS}{name}/");
    let files = site
        .0
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&inside)?, bytes)))
        // Compressed copies are made again with every build that wants them.
        .filter(|(path, _)| !is_compressed(site, &inside, path));
    for (path, bytes) in files {
        let path = new.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        fs::write(&path, bytes).map_err(at(&path))?;
    }
    fs::rename(&new, &kept).map_err(at(&kept))
}

fn is_compressed(site: &Site, inside: &str, path: &str) -> bool {
    [".gz", ".br", ".zst"].iter().any(|ending| {
        let plain = path.strip_suffix(ending);
        plain.is_some_and(|plain| site.0.contains_key(&format!("{inside}{plain}")))
    })
}

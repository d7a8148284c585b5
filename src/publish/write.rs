//! Writes a site so that the last good one stays until the new one is complete. Symbolic links
//! inside the output folder are never followed.
//!
//! The new site is laid out beside the old one and the two are exchanged in one step
//! ([`beside`](super::beside)); where a file system cannot do that, what differs waits inside the
//! folder until all of it is on the disk ([`in_place`](super::in_place)).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    diag::{Diagnostic, Phrase, Report},
    site::Site,
};

use super::{
    beside,
    in_place::{self, WAITING},
    manifest::{MANIFEST, Manifest, stays_inside},
};

/// Writes `site` to the folder `output`, which is made if need be.
///
/// # Errors
/// A folder that holds files but no list of an earlier build (`output-not-ours`), symbolic links
/// in the way (`output-symlink`), and whatever the disk refuses (`output-write`). Up to the point
/// where complete files are moved into place, the folder keeps the site that it had.
pub fn write(site: &Site, output: &Path) -> Result<Manifest, Report> {
    let _alone = alone(output)?;
    let before = earlier(output)?;
    let mut report = Report::default();
    for path in site.0.keys() {
        if !stays_inside(path) || path == MANIFEST || path.starts_with(WAITING) {
            report.push(problem(
                "output-path",
                Phrase::new(
                    format!("路径 {path} 不能用作网页文件"),
                    format!("{path} cannot be the path of a file of the site"),
                ),
                output,
            ));
        }
    }
    for path in site.0.keys().chain(before.files.keys()) {
        refuse_links(output, path, &mut report);
    }
    if report.has_errors() {
        return Err(report);
    }
    let plan = Plan::new(site, output, &before);
    if plan.is_done(output) {
        beside::clear(output);
        return Ok(plan.manifest);
    }
    let told = |(path, error): Failure| failed(&path, &error);
    if !beside::publish(&plan, output).map_err(told)? {
        in_place::publish(&plan, output).map_err(told)?;
    }
    let (written, removed) = (plan.changed.keys(), plan.stale.iter());
    Ok(Manifest {
        written: written.map(|path| (*path).clone()).collect(),
        removed: removed.map(|path| (*path).clone()).collect(),
        ..plan.manifest
    })
}

/// What must be done to turn the site of the build before into this one.
pub(super) struct Plan<'a> {
    /// The list of this build.
    pub(super) manifest: Manifest,
    /// The list of the build before.
    pub(super) before: &'a Manifest,
    /// Files that are new or differ.
    pub(super) changed: BTreeMap<&'a String, &'a Vec<u8>>,
    /// Files of the build before that this one has not.
    pub(super) stale: BTreeSet<&'a String>,
}

impl<'a> Plan<'a> {
    fn new(site: &'a Site, output: &Path, before: &'a Manifest) -> Self {
        let is_there = |path: &str| fs::symlink_metadata(output.join(path)).is_ok();
        Self {
            manifest: Manifest::of(&site.0),
            before,
            changed: site
                .0
                .par_iter()
                .filter(|(path, bytes)| !is_same(&output.join(path), bytes))
                .collect(),
            stale: before
                .files
                .keys()
                .filter(|path| !site.0.contains_key(*path) && is_there(path))
                .collect(),
        }
    }

    /// True when the folder holds this very site already.
    fn is_done(&self, output: &Path) -> bool {
        let text = self.manifest.text();
        self.changed.is_empty()
            && self.stale.is_empty()
            && is_same(&output.join(MANIFEST), text.as_bytes())
    }
}

/// The right to write the folder, until it is dropped.
///
/// The folder itself is locked, so that nothing is left behind when a build is killed. Another
/// build may have exchanged it while this one opened it: then the lock is on a folder that is no
/// more, and the new one is tried. Where the system locks no folders (Windows), builds go on
/// without.
fn alone(output: &Path) -> Result<Option<fs::File>, Report> {
    for _ in 0..EXCHANGES {
        fs::create_dir_all(output).map_err(|error| failed(output, &error))?;
        let Ok(folder) = fs::File::open(output) else {
            return Ok(None);
        };
        match folder.try_lock() {
            Err(fs::TryLockError::WouldBlock) => break,
            Err(fs::TryLockError::Error(_)) => return Ok(None),
            Ok(()) if is_at(&folder, output) => return Ok(Some(folder)),
            Ok(()) => {}
        }
    }
    Err(problem(
        "output-busy",
        Phrase::new(
            "另一次构建正在写这个文件夹，没有写入",
            "another build is writing this folder; nothing was written",
        ),
        output,
    )
    .hint(Phrase::new(
        "等它结束，再构建一次",
        "wait for it to end, then build again",
    ))
    .into())
}

/// So often a folder may be exchanged while it is being locked.
const EXCHANGES: usize = 8;

/// True when the open folder is the one that lies at the path now.
#[cfg(unix)]
fn is_at(folder: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |meta: fs::Metadata| (meta.dev(), meta.ino());
    let (open, there) = (folder.metadata().map(place), fs::metadata(path).map(place));
    matches!((open, there), (Ok(open), Ok(there)) if open == there)
}

#[cfg(not(unix))]
fn is_at(_: &fs::File, _: &Path) -> bool {
    true
}

/// What failed, and why.
pub(super) type Failure = (PathBuf, io::Error);

/// Says where a fault happened.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure + use<> {
    let path = path.to_path_buf();
    move |error| (path, error)
}

/// The list of the build before; empty for a new or empty folder.
fn earlier(output: &Path) -> Result<Manifest, Report> {
    let mut entries = match fs::read_dir(output) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
        Err(error) => return Err(failed(output, &error)),
    };
    let path = output.join(MANIFEST);
    let is_plain = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
    let manifest = is_plain
        .then(|| fs::read_to_string(&path).ok())
        .flatten()
        .and_then(|text| Manifest::parse(&text));
    match manifest {
        Some(manifest) => Ok(manifest),
        None if entries.all(|e| e.is_ok_and(|e| e.file_name() == WAITING)) => {
            Ok(Manifest::default())
        }
        None => {
            let mut report = Report::default();
            report.push(
                problem(
                    "output-not-ours",
                    Phrase::new(
                        "输出文件夹里有别的文件，没有写入",
                        "the output folder holds other files; nothing was written",
                    ),
                    output,
                )
                .hint(Phrase::new(
                    format!("换一个空文件夹，或先清空它（本程序写过的文件夹里有 {MANIFEST}）"),
                    format!(
                        "name an empty folder, or empty this one (a folder that this program \
                         wrote holds {MANIFEST})"
                    ),
                )),
            );
            Err(report)
        }
    }
}

/// Refuses folders on the way to `path` that are symbolic links.
fn refuse_links(output: &Path, path: &str, report: &mut Report) {
    let mut folder = output.to_path_buf();
    let parts: Vec<&str> = path.split('/').collect();
    for part in &parts[..parts.len().saturating_sub(1)] {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(meta) if meta.file_type().is_symlink() => {
                let fault = problem(
                    "output-symlink",
                    Phrase::new(
                        "输出文件夹里的这个文件夹是符号链接，不会写进去",
                        "this folder inside the output folder is a symbolic link; nothing is \
                         written through it",
                    ),
                    &folder,
                );
                if !report.diagnostics.contains(&fault) {
                    report.push(fault);
                }
                return;
            }
            Ok(_) => {}
            Err(_) => return,
        }
    }
}

/// True when a plain file with these bytes is there already.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let Ok(meta) = fs::symlink_metadata(path) else {
        return false;
    };
    meta.is_file()
        && meta.len() == bytes.len() as u64
        && fs::read(path).is_ok_and(|there| there == bytes)
}

fn problem(code: &'static str, message: Phrase, path: &Path) -> Diagnostic {
    Diagnostic::error(code, message).about(path)
}

pub(super) fn failed(path: &Path, error: &io::Error) -> Report {
    let mut report = Report::default();
    report.push(problem(
        "output-write",
        Phrase::new(
            format!("写不了：{error}"),
            format!("cannot be written: {error}"),
        ),
        path,
    ));
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let files = files
            .iter()
            .map(|(path, text)| (path.to_string(), text.as_bytes().to_vec()));
        Site(files.collect())
    }

    fn codes(result: Result<Manifest, Report>) -> Vec<&'static str> {
        let report = result.expect_err("refused");
        report.diagnostics.iter().map(|d| d.code).collect()
    }

    fn listing(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(folder)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|e| !e.file_type().is_dir())
            .map(|e| {
                let path = e.path().strip_prefix(folder).expect("inside");
                path.to_string_lossy().into_owned()
            })
            .collect();
        names.sort();
        names
    }

    #[test]
    fn only_what_differs_is_written_and_what_is_gone_is_removed() {
        let dir = tempfile::tempdir().expect("a folder");
        let output = dir.path().join("public");
        let first = write(&site(&[("index.html", "1"), ("a/b.html", "2")]), &output);
        assert_eq!(first.expect("written").written, ["a/b.html", "index.html"]);
        let second = write(&site(&[("index.html", "1"), ("c.html", "3")]), &output);
        let second = second.expect("written");
        assert_eq!(second.written, ["c.html"]);
        assert_eq!(second.removed, ["a/b.html"]);
        assert_eq!(listing(&output), ["c.html", "index.html", MANIFEST]);
        assert!(!output.join("a").exists(), "empty folders go too");
        let third = write(&site(&[("index.html", "1"), ("c.html", "3")]), &output);
        assert_eq!(third.expect("written").written, Vec::<String>::new());
    }

    #[test]
    fn a_folder_that_is_being_written_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let other = fs::File::open(dir.path()).expect("the folder");
        other.lock().expect("a lock");
        assert_eq!(
            codes(write(&site(&[("index.html", "1")]), dir.path())),
            ["output-busy"]
        );
        drop(other);
        write(&site(&[("index.html", "1")]), dir.path()).expect("written");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_was_exchanged_meanwhile_is_not_the_one_that_was_opened() {
        let dir = tempfile::tempdir().expect("a folder");
        let (here, there) = (dir.path().join("here"), dir.path().join("there"));
        fs::create_dir(&here).expect("a folder");
        let open = fs::File::open(&here).expect("the folder");
        assert!(is_at(&open, &here));
        fs::rename(&here, &there).expect("renamed");
        fs::create_dir(&here).expect("another");
        assert!(!is_at(&open, &here));
        assert!(is_at(&open, &there));
    }

    #[test]
    fn a_folder_that_cannot_be_exchanged_is_written_in_place() {
        let dir = tempfile::tempdir().expect("a folder");
        let first = site(&[("index.html", "1"), ("a/b.html", "2")]);
        let before = write(&first, dir.path()).expect("written");
        let second = site(&[("index.html", "2"), ("c/d.html", "3")]);
        let plan = Plan::new(&second, dir.path(), &before);
        in_place::publish(&plan, dir.path()).expect("written");
        assert_eq!(listing(dir.path()), ["c/d.html", "index.html", MANIFEST]);
        assert!(Plan::new(&second, dir.path(), &before).is_done(dir.path()));
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("thesis.txt"), "mine").expect("a file");
        let result = write(&site(&[("index.html", "1")]), dir.path());
        assert_eq!(codes(result), ["output-not-ours"]);
        assert_eq!(listing(dir.path()), ["thesis.txt"]);
    }

    #[test]
    fn files_that_were_not_written_by_a_build_stay() {
        let dir = tempfile::tempdir().expect("a folder");
        write(&site(&[("index.html", "1")]), dir.path()).expect("written");
        fs::write(dir.path().join("CNAME"), "example.org").expect("a file");
        write(&site(&[("about.html", "2")]), dir.path()).expect("written");
        assert_eq!(listing(dir.path()), ["CNAME", "about.html", MANIFEST]);
    }

    #[test]
    fn a_changed_or_missing_file_is_mended() {
        let dir = tempfile::tempdir().expect("a folder");
        let site = site(&[("index.html", "1"), ("b.html", "2")]);
        write(&site, dir.path()).expect("written");
        fs::write(dir.path().join("index.html"), "x").expect("a file");
        fs::remove_file(dir.path().join("b.html")).expect("a file");
        let manifest = write(&site, dir.path()).expect("written");
        assert_eq!(manifest.written, ["b.html", "index.html"]);
    }

    #[test]
    fn a_list_that_names_files_outside_removes_none_of_them() {
        let dir = tempfile::tempdir().expect("a folder");
        let output = dir.path().join("public");
        fs::create_dir(&output).expect("a folder");
        fs::write(dir.path().join("precious.txt"), "mine").expect("a file");
        let text = r#"{"schema":1,"files":{"../precious.txt":"0"}}"#;
        fs::write(output.join(MANIFEST), text).expect("a file");
        write(&site(&[("index.html", "1")]), &output).expect("written");
        assert!(dir.path().join("precious.txt").exists());
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_not_followed() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().expect("a folder");
        let (output, outside) = (dir.path().join("public"), dir.path().join("outside"));
        fs::create_dir(&outside).expect("a folder");
        fs::write(outside.join("page.html"), "mine").expect("a file");
        write(&site(&[("index.html", "1")]), &output).expect("written");
        symlink(&outside, output.join("articles")).expect("a link");
        let result = write(&site(&[("articles/page.html", "2")]), &output);
        assert_eq!(codes(result), ["output-symlink"]);
        fs::remove_file(output.join("articles")).expect("the link");
        fs::remove_file(output.join("index.html")).expect("a file");
        symlink(outside.join("page.html"), output.join("index.html")).expect("a link");
        write(&site(&[("index.html", "2")]), &output).expect("written");
        let outside = fs::read_to_string(outside.join("page.html")).expect("a file");
        assert_eq!(outside, "mine", "the link itself is replaced");
    }

    #[test]
    fn a_failure_leaves_the_last_good_site() {
        let dir = tempfile::tempdir().expect("a folder");
        write(&site(&[("index.html", "1")]), dir.path()).expect("written");
        let bad = site(&[
            ("index.html", "2"),
            ("a", "file"),
            ("a/b.html", "and folder"),
        ]);
        assert_eq!(codes(write(&bad, dir.path())), ["output-write"]);
        let index = fs::read_to_string(dir.path().join("index.html")).expect("a file");
        assert_eq!(index, "1");
        assert_eq!(listing(dir.path()), ["index.html", MANIFEST]);
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let result = write(&site(&[("../x.html", "1")]), dir.path());
        assert_eq!(codes(result), ["output-path"]);
    }
}

//! Writes a site so that the last good one stays until the new one is complete: everything that
//! differs goes into a folder of its own first, and only when all of it is on the disk is it
//! moved into place. Symbolic links inside the output folder are never followed.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    diag::{Diagnostic, Phrase, Report},
    site::Site,
};

use super::manifest::{MANIFEST, Manifest, stays_inside};

/// Where new files wait inside the output folder.
const WAITING: &str = ".shudu-new";

/// Writes `site` to the folder `output`, which is made if need be.
///
/// # Errors
/// A folder that holds files but no list of an earlier build (`output-not-ours`), symbolic links
/// in the way (`output-symlink`), and whatever the disk refuses (`output-write`). Up to the point
/// where complete files are moved into place, the folder keeps the site that it had.
pub fn write(site: &Site, output: &Path) -> Result<Manifest, Report> {
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
    let waiting = output.join(WAITING);
    let result = publish(site, output, &waiting, &before);
    if waiting.exists() {
        let _ = fs::remove_dir_all(&waiting);
    }
    result.map_err(|(path, error)| failed(&path, &error))
}

type Failure = (PathBuf, io::Error);

fn publish(
    site: &Site,
    output: &Path,
    waiting: &Path,
    before: &Manifest,
) -> Result<Manifest, Failure> {
    let at = |path: &Path| {
        let path = path.to_path_buf();
        move |error| (path, error)
    };
    fs::create_dir_all(output).map_err(at(output))?;
    if waiting.exists() {
        fs::remove_dir_all(waiting).map_err(at(waiting))?;
    }
    let mut manifest = Manifest::of(&site.0);
    let changed: Vec<(&String, &Vec<u8>)> = site
        .0
        .par_iter()
        .filter(|(path, bytes)| !is_same(&output.join(path), bytes))
        .collect();
    let folders: BTreeSet<PathBuf> = changed
        .iter()
        .filter_map(|(path, _)| waiting.join(path).parent().map(Path::to_path_buf))
        .collect();
    for folder in &folders {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    changed.par_iter().try_for_each(|(path, bytes)| {
        let path = waiting.join(path);
        fs::write(&path, bytes).map_err(at(&path))
    })?;

    let text = manifest.text();
    let is_listed = is_same(&output.join(MANIFEST), text.as_bytes());
    let stale: Vec<&String> = before
        .files
        .keys()
        .filter(|path| !site.0.contains_key(*path))
        .collect();
    if changed.is_empty() && stale.is_empty() && is_listed {
        return Ok(manifest);
    }

    // From here on the folder changes. The list first names both builds, so that whatever
    // happens, the next build knows what it may remove.
    let mut both = manifest.clone();
    for (path, hash) in &before.files {
        both.files
            .entry(path.clone())
            .or_insert_with(|| hash.clone());
    }
    replace(output, waiting, both.text().as_bytes())?;
    for path in &stale {
        let file = output.join(path);
        match fs::remove_file(&file) {
            Ok(()) => manifest.removed.push((*path).clone()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err((file, error)),
        }
        remove_empty(output, path);
    }
    for (path, _) in &changed {
        let target = output.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        fs::rename(waiting.join(path), &target).map_err(at(&target))?;
    }
    replace(output, waiting, text.as_bytes())?;
    manifest.written = changed.into_iter().map(|(path, _)| path.clone()).collect();
    Ok(manifest)
}

/// Replaces the list in one step.
fn replace(output: &Path, waiting: &Path, text: &[u8]) -> Result<(), Failure> {
    let target = output.join(MANIFEST);
    fs::create_dir_all(waiting)
        .and_then(|()| fs::write(waiting.join(MANIFEST), text))
        .and_then(|()| fs::rename(waiting.join(MANIFEST), &target))
        .map_err(|error| (target, error))
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

/// Removes the folders above a removed file, as long as they are empty.
fn remove_empty(output: &Path, path: &str) {
    let mut folder = output.join(path);
    while folder.pop() && folder != output {
        if fs::remove_dir(&folder).is_err() {
            return;
        }
    }
}

fn problem(code: &'static str, message: Phrase, path: &Path) -> Diagnostic {
    Diagnostic::error(code, message).about(path)
}

fn failed(path: &Path, error: &io::Error) -> Report {
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

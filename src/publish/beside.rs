//! The new site laid out beside the old one, then exchanged with it in one step: whoever reads
//! sees the one or the other, and a build that is killed at any moment leaves one of them whole.
//! Files that stay are hard links, so they keep their times and cost nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{
    in_place::WAITING,
    manifest::MANIFEST,
    write::{Failure, Plan, at},
};

/// Lays the site out and exchanges it with `output`; false where this file system or this folder
/// cannot do it, and nothing has changed.
pub(super) fn publish(plan: &Plan<'_>, output: &Path) -> Result<bool, Failure> {
    let Some((output, next)) = names(output) else {
        return Ok(false);
    };
    // A link of this name is somebody else's: it would be followed by what is laid out.
    let is_taken = fs::symlink_metadata(&next).is_ok();
    if is_taken && fs::remove_dir_all(&next).is_err() {
        return Ok(false);
    }
    let result = lay_out(plan, &output, &next);
    // Whoever finds the new folder in the place of the old finds it locked, until the old one is
    // gone: its name is where the next build lays out.
    let lock = fs::File::open(&next).ok().filter(|f| f.try_lock().is_ok());
    let is_swapped = matches!(result, Ok(true)) && exchange(&next, &output).is_ok();
    // Now the old site, or what was made of the new one.
    let _ = fs::remove_dir_all(&next);
    drop(lock);
    result.map(|_| is_swapped)
}

/// Removes what a killed build left beside a site that is as it should be.
pub(super) fn clear(output: &Path) {
    if let Some((_, next)) = names(output)
        && fs::symlink_metadata(&next).is_ok_and(|left| left.is_dir())
    {
        let _ = fs::remove_dir_all(&next);
    }
}

/// The folder itself, links resolved, and the place beside it for the new site.
fn names(output: &Path) -> Option<(PathBuf, PathBuf)> {
    let output = fs::canonicalize(output).ok()?;
    // Who stands in a folder would find it gone.
    if fs::canonicalize(".").is_ok_and(|here| here.starts_with(&output)) {
        return None;
    }
    let name = output.file_name()?.to_str()?;
    let next = output.with_file_name(format!(".{name}.shudu-next"));
    Some((output, next))
}

/// Links what stays, writes what differs; false where links cannot be made.
fn lay_out(plan: &Plan<'_>, output: &Path, next: &Path) -> Result<bool, Failure> {
    let made = fs::create_dir(next).and_then(|()| like(output, next));
    if made.is_err() {
        return Ok(false);
    }
    let mut folders = Vec::new();
    let entries = WalkDir::new(output).min_depth(1).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() > 1 || entry.file_name() != WAITING) {
        let Ok(entry) = entry else {
            return Ok(false);
        };
        let Ok(path) = entry.path().strip_prefix(output) else {
            return Ok(false);
        };
        let name = path.to_string_lossy().replace('\\', "/");
        let is_replaced = plan.changed.contains_key(&name) || plan.stale.contains(&name);
        if entry.file_type().is_dir() {
            folders.push(path.to_path_buf());
            continue;
        }
        if is_replaced || name == MANIFEST {
            continue;
        }
        // A symbolic link of the user's is linked as it is, and not what it leads to.
        let linked =
            make_way(next, path).and_then(|()| fs::hard_link(entry.path(), next.join(path)));
        if linked.is_err() {
            return Ok(false);
        }
    }
    for path in plan.changed.keys() {
        make_way(next, Path::new(path)).map_err(at(&output.join(path)))?;
    }
    plan.changed.par_iter().try_for_each(|(path, bytes)| {
        fs::write(next.join(path), bytes).map_err(at(&output.join(path)))
    })?;
    // A folder that stays keeps its rights, and one of somebody else's stays though it is empty.
    for path in &folders {
        let (old, new) = (output.join(path), next.join(path));
        let is_empty = || fs::read_dir(&old).is_ok_and(|mut inside| inside.next().is_none());
        let kept = match new.is_dir() || is_empty() {
            true => fs::create_dir_all(&new).and_then(|()| like(&old, &new)),
            false => Ok(()),
        };
        if kept.is_err() {
            return Ok(false);
        }
    }
    let list = next.join(MANIFEST);
    fs::write(&list, plan.manifest.text()).map_err(at(&output.join(MANIFEST)))?;
    Ok(true)
}

/// Gives a folder the rights of another.
fn like(old: &Path, new: &Path) -> io::Result<()> {
    fs::set_permissions(new, fs::metadata(old)?.permissions())
}

fn make_way(next: &Path, path: &Path) -> io::Result<()> {
    match next.join(path).parent() {
        Some(folder) => fs::create_dir_all(folder),
        None => Ok(()),
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(next: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, next, CWD, output, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

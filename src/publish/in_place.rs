//! Writing into a folder that cannot be exchanged: a mount point, a file system without hard links
//! or exchange. What differs waits in a folder inside it until all of it is on the disk; a build
//! that is killed while files are moved is mended by the next.

use std::{collections::BTreeSet, fs, io, path::Path};

use rayon::prelude::*;

use super::{
    manifest::MANIFEST,
    write::{Failure, Plan, at},
};

/// Where new files wait inside the output folder.
pub(super) const WAITING: &str = ".shudu-new";

/// Carries the plan out.
pub(super) fn publish(plan: &Plan<'_>, output: &Path) -> Result<(), Failure> {
    let waiting = output.join(WAITING);
    let result = exchange_files(plan, output, &waiting);
    if waiting.exists() {
        // What cannot be removed now the next build removes.
        let _ = fs::remove_dir_all(&waiting);
    }
    result
}

fn exchange_files(plan: &Plan<'_>, output: &Path, waiting: &Path) -> Result<(), Failure> {
    if waiting.exists() {
        fs::remove_dir_all(waiting).map_err(at(waiting))?;
    }
    let folders: BTreeSet<_> = plan
        .changed
        .keys()
        .filter_map(|path| waiting.join(path).parent().map(Path::to_path_buf))
        .collect();
    for folder in &folders {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    plan.changed.par_iter().try_for_each(|(path, bytes)| {
        let path = waiting.join(path);
        fs::write(&path, bytes).map_err(at(&path))
    })?;

    // From here on the folder changes. The list first names both builds, so that whatever
    // happens, the next build knows what it may remove.
    let mut both = plan.manifest.clone();
    for (path, hash) in &plan.before.files {
        both.files
            .entry(path.clone())
            .or_insert_with(|| hash.clone());
    }
    for (path, size) in &plan.before.sizes {
        both.sizes.entry(path.clone()).or_insert(*size);
    }
    replace(output, waiting, both.text().as_bytes())?;
    for path in &plan.stale {
        let file = output.join(path);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err((file, error)),
            _ => remove_empty(output, path),
        }
    }
    for path in plan.changed.keys() {
        let target = output.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        fs::rename(waiting.join(path), &target).map_err(at(&target))?;
    }
    replace(output, waiting, plan.manifest.text().as_bytes())
}

/// Replaces the list in one step.
fn replace(output: &Path, waiting: &Path, text: &[u8]) -> Result<(), Failure> {
    let target = output.join(MANIFEST);
    fs::create_dir_all(waiting)
        .and_then(|()| fs::write(waiting.join(MANIFEST), text))
        .and_then(|()| fs::rename(waiting.join(MANIFEST), &target))
        .map_err(at(&target))
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

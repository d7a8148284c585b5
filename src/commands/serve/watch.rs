//! Tells when files of the site change.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::Sender,
    time::Duration,
};

use notify_debouncer_mini::{
    DebounceEventResult, Debouncer, new_debouncer,
    notify::{RecommendedWatcher, RecursiveMode},
};

use crate::{
    corpus,
    diag::{Diagnostic, Phrase, Report},
    pipeline,
};

use super::Message;

/// Editors save a file in several steps, and many files one after the other: what happens within
/// this time is one change.
const TOGETHER: Duration = Duration::from_millis(100);

/// The folders of a site that are watched with all that lies in them.
const FOLDERS: [&str; 3] = [corpus::FOLDER, "templates", "static"];

/// Watches until it is dropped.
pub(super) struct Watcher {
    debouncer: Debouncer<RecommendedWatcher>,
    root: PathBuf,
}

impl Watcher {
    /// Watches the folders of the site that are there now, those made since it began too.
    ///
    /// # Errors
    /// When the system watches no more folders.
    pub(super) fn follow(&mut self) -> Result<(), Report> {
        for name in FOLDERS {
            let folder = self.root.join(name);
            if folder.is_dir() {
                self.debouncer
                    .watcher()
                    .watch(&folder, RecursiveMode::Recursive)
                    .map_err(|error| refused(&folder, &error))?;
            }
        }
        Ok(())
    }
}

/// Sends a message for each change below `root`.
///
/// # Errors
/// When the system watches no more folders.
pub(super) fn watch(root: &Path, sender: Sender<Message>) -> Result<Watcher, Report> {
    let root = match root.as_os_str().is_empty() {
        true => Path::new("."),
        false => root,
    };
    // Events carry whole paths.
    let root = root.canonicalize().map_err(|error| refused(root, &error))?;
    let home = root.clone();
    let told = move |result: DebounceEventResult| {
        let is_ours = match result {
            Ok(events) => events.iter().any(|event| is_of_site(&home, &event.path)),
            // Events were lost: anything may have changed.
            Err(_) => true,
        };
        if is_ours {
            // Nobody listens when the program is about to end.
            let _ = sender.send(Message::Changed);
        }
    };
    let mut debouncer = new_debouncer(TOGETHER, told).map_err(|error| refused(&root, &error))?;
    debouncer
        .watcher()
        .watch(&root, RecursiveMode::NonRecursive)
        .map_err(|error| refused(&root, &error))?;
    let mut watcher = Watcher { debouncer, root };
    watcher.follow()?;
    Ok(watcher)
}

/// True for what a build reads, and not for what editors leave beside it.
fn is_of_site(root: &Path, path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(root) else {
        return true;
    };
    let mut parts = path.iter().map(|part| part.to_string_lossy());
    let first = parts.next().unwrap_or_default();
    let name = parts.next_back();
    let is_scratch = name.is_some_and(|name| {
        name.starts_with('.') || name.ends_with('~') || name.ends_with(".part")
    });
    first == pipeline::FACTS || FOLDERS.contains(&&*first) && !is_scratch
}

fn refused(path: &Path, error: &dyn std::fmt::Display) -> Report {
    Diagnostic::error(
        "cannot-watch",
        Phrase::new(
            format!("系统不能监视这个文件夹：{error}"),
            format!("the system cannot watch this folder: {error}"),
        ),
    )
    .about(path)
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_counts() {
        let root = Path::new("/site");
        for path in [
            "facts.toml",
            "corpus/a.md",
            "corpus",
            "templates/x/base.html",
            "static",
        ] {
            assert!(is_of_site(root, &root.join(path)), "{path}");
        }
        for path in [
            "public/index.html",
            "README.md",
            "corpus/.a.md.swp",
            "corpus/a.md~",
            "corpus/a.md.part",
            ".git",
        ] {
            assert!(!is_of_site(root, &root.join(path)), "{path}");
        }
    }
}

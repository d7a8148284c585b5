//! The folder in which a site keeps what its articles gave (`.shudu-cache/`): a file an article,
//! named after all that the reading depends on. It may be deleted at any time; a file that is
//! damaged, of another program or of another text is found out again. Nothing that goes wrong
//! with it is ever an error.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use crate::pipeline::{Known, Memory};

/// Name of the folder in the site's folder.
const FOLDER: &str = ".shudu-cache";

/// Marks the folder for backups and for git as one that need not be kept.
const MARKS: [(&str, &str); 2] = [
    (
        "CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# Made by shudu. May be deleted at any time.\n",
    ),
    (".gitignore", "*\n"),
];

/// What a site's articles gave.
pub(super) struct Cache {
    folder: PathBuf,
    /// True where what is found out is written for later runs.
    writes: bool,
    /// Whether the folder is there; it is made for the first thing that is kept.
    is_made: OnceLock<bool>,
    /// What this run has used or found out; kept in memory where it is not written.
    here: Mutex<Here>,
}

#[derive(Default)]
struct Here {
    used: BTreeSet<String>,
    known: BTreeMap<String, Arc<Known>>,
}

impl Cache {
    /// Reads from the cache of a site and writes to it.
    pub(super) fn of(root: &Path) -> Self {
        let folder = root.join(FOLDER);
        // Nothing is written through a link that somebody made.
        let is_ours = fs::symlink_metadata(&folder).map_or_else(
            |error| error.kind() == io::ErrorKind::NotFound,
            |meta| meta.is_dir(),
        );
        Self {
            folder,
            writes: is_ours,
            is_made: OnceLock::new(),
            here: Mutex::default(),
        }
    }

    /// Reads from the cache of a site, writes nothing; remembers what it found out.
    pub(super) fn reading(root: &Path) -> Self {
        Self {
            folder: root.join(FOLDER),
            writes: false,
            is_made: OnceLock::new(),
            here: Mutex::default(),
        }
    }

    /// Forgets what was not used since the last time that this was called.
    pub(super) fn sweep(&self) {
        let mut here = self.here();
        let used = std::mem::take(&mut here.used);
        here.known.retain(|key, _| used.contains(key));
        if !self.writes {
            return;
        }
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_mark = MARKS.iter().any(|(mark, _)| *mark == name);
            let is_used = name.strip_suffix(".json").is_some_and(|k| used.contains(k));
            if !is_mark && !is_used {
                // It will be tried again.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn here(&self) -> std::sync::MutexGuard<'_, Here> {
        // Nothing that holds it can leave it half changed.
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}

impl Memory for Cache {
    fn recall(&self, key: &str) -> Option<Arc<Known>> {
        {
            let mut here = self.here();
            here.used.insert(key.to_owned());
            if let Some(known) = here.known.get(key) {
                return Some(Arc::clone(known));
            }
        }
        let text = fs::read_to_string(self.path(key)).ok()?;
        let known = Arc::new(Known::of_text(&text)?);
        if !self.writes {
            let known = Arc::clone(&known);
            self.here().known.insert(key.to_owned(), known);
        }
        Some(known)
    }

    fn keep(&self, key: &str, known: Arc<Known>) {
        if self.writes {
            if !*self.is_made.get_or_init(|| make(&self.folder).is_ok()) {
                return;
            }
            // What could not be written is found out again.
            let _ = write(&self.path(key), &known.to_text());
        } else {
            self.here().known.insert(key.to_owned(), known);
        }
    }
}

fn make(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    for (name, text) in MARKS {
        let path = folder.join(name);
        if !path.exists() {
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// Beside it first, so that no half file is ever there; other runs may write the same one.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension(format!("{}.part", process::id()));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error tells more than one of clearing up.
        let _ = fs::remove_file(&beside);
    }
    written
}

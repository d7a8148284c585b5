//! The list of what a build wrote (清单): the proof that a folder is ours, and what a later
//! build may remove.

use std::{
    collections::BTreeMap,
    path::{Component, Path},
};

use serde::{Deserialize, Serialize};

/// Name of the list in the output folder.
pub const MANIFEST: &str = "shudu-manifest.json";

/// Version of the file's form.
const SCHEMA: u32 = 1;

/// What a build wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Every file by its path from the root of the site, with 32 hexadecimal digits of its
    /// BLAKE3 hash. The list itself is not on it.
    pub files: BTreeMap<String, String>,
    /// The files that this build wrote because they are new or differ.
    pub written: Vec<String>,
    /// The files of an earlier build that this one removed.
    pub removed: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    schema: u32,
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The list of the given files.
    pub fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, bytes)| (path.clone(), Self::hash(bytes)))
                .collect(),
            ..Self::default()
        }
    }

    /// The hash of a file as it stands in the list.
    pub fn hash(bytes: &[u8]) -> String {
        blake3::hash(bytes).to_hex()[..32].to_string()
    }

    /// The text of the list.
    pub(super) fn text(&self) -> String {
        let stored = Stored {
            schema: SCHEMA,
            files: self.files.clone(),
        };
        let mut text =
            serde_json::to_string_pretty(&stored).expect("strings and numbers make valid JSON");
        text.push('\n');
        text
    }

    /// Reads the list of an earlier build; `None` when the text is none. Paths that lead out of
    /// the folder are left out.
    pub fn parse(text: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        (stored.schema == SCHEMA).then(|| Self {
            files: stored
                .files
                .into_iter()
                .filter(|(path, _)| stays_inside(path))
                .collect(),
            ..Self::default()
        })
    }
}

/// True for a path that names a file below the folder: relative, without `.` and `..`.
pub(super) fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && !path
            .split('/')
            .any(|part| part.is_empty() || part == "." || part == "..")
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_and_parse_agree() {
        let files = BTreeMap::from([("a/b.html".to_string(), b"x".to_vec())]);
        let manifest = Manifest::of(&files);
        assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
        assert_eq!(Manifest::parse("{\"files\":{}}"), None);
    }

    #[test]
    fn paths_that_lead_out_are_dropped() {
        for path in [
            "../a",
            "/etc/passwd",
            "a/../../b",
            "",
            "a//b",
            "./a",
            "a\\b",
        ] {
            assert!(!stays_inside(path), "{path}");
        }
        assert!(stays_inside("articles/2025-10-ten-years.html"));
        let text = r#"{"schema":1,"files":{"../x":"0","y":"0"}}"#;
        let manifest = Manifest::parse(text).expect("a manifest");
        assert_eq!(manifest.files.len(), 1);
    }
}

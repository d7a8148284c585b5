//! The list of what a build wrote (清单): the proof that a folder is ours, and what a later
//! build may remove.

use std::{
    collections::BTreeMap,
    path::{Component, Path},
};

use serde::{Deserialize, Serialize};

/// Name of the list in the output folder.
pub const MANIFEST: &str = "shudu-manifest.json";

/// Version of the file's form. Lists of the first, which had no sizes, are still read.
const SCHEMA: u32 = 2;

/// What a build wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Every file by its path from the root of the site, with 32 hexadecimal digits of its
    /// BLAKE3 hash. The list itself is not on it.
    pub files: BTreeMap<String, String>,
    /// Bytes of every file.
    pub sizes: BTreeMap<String, u64>,
    /// The files that this build wrote because they are new or differ.
    pub written: Vec<String>,
    /// The files of an earlier build that this one removed.
    pub removed: Vec<String>,
}

#[derive(Serialize)]
struct Stored<'a> {
    schema: u32,
    files: BTreeMap<&'a str, Entry>,
}

#[derive(Deserialize)]
struct Read {
    schema: u32,
    files: BTreeMap<String, Listed>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    size: u64,
    hash: String,
}

/// A file as either form of the list has it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Listed {
    Whole(Entry),
    Hash(String),
}

impl Manifest {
    /// The list of the given files.
    pub fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, bytes)| (path.clone(), Self::hash(bytes)))
                .collect(),
            sizes: files
                .iter()
                .map(|(path, bytes)| (path.clone(), bytes.len() as u64))
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
        let entry = |(path, hash): (&'_ String, &String)| Entry {
            size: self.sizes.get(path).copied().unwrap_or_default(),
            hash: hash.clone(),
        };
        let files = self.files.iter();
        let stored = Stored {
            schema: SCHEMA,
            files: files.map(|file| (file.0.as_str(), entry(file))).collect(),
        };
        let mut text =
            serde_json::to_string_pretty(&stored).expect("strings and numbers make valid JSON");
        text.push('\n');
        text
    }

    /// Reads the list of an earlier build; `None` when the text is none. Paths that lead out of
    /// the folder are left out.
    pub fn parse(text: &str) -> Option<Self> {
        let read: Read = serde_json::from_str(text).ok()?;
        let mut manifest = (1..=SCHEMA).contains(&read.schema).then(Self::default)?;
        for (path, listed) in read.files {
            if !stays_inside(&path) {
                continue;
            }
            let hash = match listed {
                Listed::Whole(entry) => {
                    manifest.sizes.insert(path.clone(), entry.size);
                    entry.hash
                }
                Listed::Hash(hash) => hash,
            };
            manifest.files.insert(path, hash);
        }
        Some(manifest)
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
        assert!(
            manifest.text().contains("\"size\": 1,"),
            "{}",
            manifest.text()
        );
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

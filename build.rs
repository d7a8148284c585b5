//! The default templates and static files are embedded when the library is compiled; without
//! this, editing one of them would not compile it again. And the code gets a mark of its own.

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::Path,
};

/// Marks what the code makes of a text: what was kept by other code is not read.
fn main() {
    let mut hasher = DefaultHasher::new();
    for name in ["Cargo.lock", "src"] {
        println!("cargo::rerun-if-changed={name}");
        hash(Path::new(name), &mut hasher);
    }
    println!("cargo::rustc-env=SHUDU_CODE={:016x}", hasher.finish());
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=static");
}

/// Takes in a file, or all that lies in a folder; one that cannot be read counts as empty.
fn hash(path: &Path, hasher: &mut DefaultHasher) {
    hasher.write(path.to_string_lossy().as_bytes());
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let mut entries: Vec<_> = entries.map(|entry| entry.path()).collect();
        entries.sort();
        for entry in entries {
            hash(&entry, hasher);
        }
    } else {
        let bytes = fs::read(path).unwrap_or_default();
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
}

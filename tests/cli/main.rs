//! The program from outside: what it writes, what it says, how it ends.

#![allow(clippy::unwrap_used, reason = "tests")]

mod add;
mod build;
mod cache;
mod check;
mod corrections;
mod explain;
mod extract;
mod faults;
mod hosting;
mod init;
mod publish;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;
use tempfile::TempDir;

/// What a run said and how it ended.
struct Said {
    out: String,
    err: String,
    code: i32,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let said = Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().expect("ended by itself"),
        };
        assert!(!said.err.contains("panicked"), "{}", said.err);
        said
    }
}

/// The program with nothing of the tester's environment that it looks at.
fn shudu(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("shudu").unwrap();
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "NO_COLOR",
        "SOURCE_DATE_EPOCH",
    ] {
        command.env_remove(name);
    }
    command.args(args);
    command
}

fn run(args: &[&str]) -> Said {
    shudu(args).output().unwrap().into()
}

fn run_on(args: &[&str], stdin: &[u8]) -> Said {
    shudu(args).write_stdin(stdin).output().unwrap().into()
}

/// The folder of this repository, which is a site.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A small site in a folder of its own.
struct Site(TempDir);

const FACTS: &str = "[site]\nname = \"某某高新区数据\"\nsubject = \"某某高新区\"\n";

const ARTICLE: &str = "+++\nid = \"a-1\"\ntitle = \"开局之年\"\npublished = \"2024-12\"\n+++\n\n\
2023年，某某高新区实现工业总产值532亿元，同比增长8.8%。截至目前，高新技术企业165家。\n";

impl Site {
    fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        site.write("facts.toml", FACTS);
        site.write("corpus/2024-12-first.md", ARTICLE);
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds an article to the corpus.
    fn article(&self, slug: &str, published: &str, text: &str) {
        let head = format!("id = \"a-{slug}\"\ntitle = \"{slug}\"\npublished = \"{published}\"");
        self.write(
            &format!("corpus/{slug}.md"),
            format!("+++\n{head}\n+++\n\n{text}\n"),
        );
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    /// Runs a command in the site's folder.
    fn run(&self, args: &[&str]) -> Said {
        let mut command = shudu(args);
        command.current_dir(self.0.path());
        command.output().unwrap().into()
    }

    /// All files below a folder of the site, by path.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(folder))
    }
}

/// All files below a folder, by path from it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn read(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, root, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                files.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    read(folder, folder, &mut all);
    all
}

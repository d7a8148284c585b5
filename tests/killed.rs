//! A folder that is written again and again, by writers that are killed in the middle of it and
//! by several at once, holds one whole site at every moment.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{
    collections::BTreeMap,
    env, fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use shudu::{
    publish::{self, MANIFEST, Manifest},
    site::Site,
};

/// Tells the test that writes where to write.
const FOLDER: &str = "SHUDU_TEST_WRITES_TO";

/// One of two sites that share no byte but a few files; many, so that writing takes its time.
fn site(letter: char) -> Site {
    let mut files = BTreeMap::new();
    for n in 0..80 {
        let text = format!("{letter}{n}").repeat(200);
        files.insert(format!("part-{}/{n}.html", n % 7), text.into_bytes());
        files.insert(format!("{letter}/{n}.html"), vec![b'x'; 100]);
    }
    files.insert("same.html".into(), b"same".to_vec());
    Site(files)
}

/// Writes until it is killed, when it is started by one of the tests below.
#[test]
fn writer() {
    let Some(folder) = env::var_os(FOLDER) else {
        return;
    };
    let (a, b) = (site('a'), site('b'));
    loop {
        for site in [&a, &b] {
            match publish::write(site, Path::new(&folder)) {
                Ok(_) => {}
                Err(report) => assert_eq!(report.diagnostics[0].code, "output-busy"),
            }
        }
    }
}

fn start(folder: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "writer", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Which of the two sites the folder holds.
fn held(folder: &Path) -> char {
    let list = Manifest::parse(&fs::read_to_string(folder.join(MANIFEST)).unwrap()).unwrap();
    let mut there = publish::read(folder).unwrap().unwrap();
    there.0.remove(MANIFEST);
    let [a, b] = ['a', 'b'].map(site);
    let letter = if there == a { 'a' } else { 'b' };
    assert!(there == a || there == b, "neither the one nor the other");
    assert_eq!(list.files, Manifest::of(&there.0).files);
    letter
}

#[test]
fn a_writer_that_is_killed_leaves_a_whole_site() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("public");
    publish::write(&site('a'), &folder).unwrap();
    let began = Instant::now();
    publish::write(&site('b'), &folder).unwrap();
    let once = began.elapsed();
    // It begins with one of the two: from the first moment to well after the first exchanges.
    for round in 1..=16 {
        let mut writer = start(&folder);
        thread::sleep((once * round / 5).min(Duration::from_millis(500)));
        assert!(writer.try_wait().unwrap().is_none(), "it writes until then");
        writer.kill().unwrap();
        writer.wait().unwrap();
        held(&folder);
    }
    publish::write(&site('a'), &folder).unwrap();
    publish::write(&site('b'), &folder).unwrap();
    let beside = fs::read_dir(dir.path()).unwrap();
    let names: Vec<_> = beside.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["public"], "nothing is left lying beside");
}

#[test]
fn writers_at_once_do_not_mix() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("public");
    publish::write(&site('a'), &folder).unwrap();
    let mut writers = [start(&folder), start(&folder), start(&folder)];
    thread::sleep(Duration::from_millis(1200));
    for writer in &mut writers {
        assert!(
            writer.try_wait().unwrap().is_none(),
            "none failed but for being second"
        );
    }
    for mut writer in writers {
        writer.kill().unwrap();
        writer.wait().unwrap();
    }
    held(&folder);
}

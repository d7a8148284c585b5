//! New sites.

use std::fs;

use tempfile::TempDir;

use super::{files, run, shudu};

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_new_site_builds_at_once() {
    let folder = TempDir::new().unwrap();
    for (site, args, name) in [
        ("plain", &[][..], "某某高新区"),
        ("named", &["--name", "苏州高新区"][..], "苏州高新区"),
    ] {
        let root = folder.path().join(site);
        let root = root.to_str().unwrap();
        let made = run(&[&["init", root], args].concat());
        assert_eq!(made.code, 0, "{}", made.err);
        assert!(made.out.contains(name), "{}", made.out);
        let checked = run(&["check", "--root", root, "--strict"]);
        assert_eq!((checked.code, checked.err.as_str()), (0, ""));
        let built = run(&["build", "--root", root, "--strict"]);
        assert_eq!((built.code, built.err.as_str()), (0, ""));
        let all = files(root.as_ref());
        let rows = text(&all["public/data/observations.jsonl"]);
        assert!(rows.lines().count() > 12, "{rows}");
        assert!(
            rows.contains(&format!("\"subject\":\"{name}\"")) && rows.contains("\"450亿元\""),
            "{rows}"
        );
        assert!(all.contains_key("public/indicators/gross-output.html"));
        let page = text(&all["public/articles/2025-01-sample.html"]);
        assert!(page.contains("数字是虚构的"), "the sample says what it is");
        for (path, bytes) in &all {
            let text = String::from_utf8_lossy(bytes);
            for alien in ["清远", "Qingyuan", "qingyuan", "{{name}}"] {
                assert!(!text.contains(alien), "{site}/{path}: {alien}");
            }
        }
    }
}

#[test]
fn a_folder_that_holds_something_is_refused() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
    let said = run(&["init", folder.path().to_str().unwrap()]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("folder-not-empty"), "{}", said.err);
    assert_eq!(files(folder.path()).len(), 1);
    // A file is no folder.
    let file = folder.path().join("thesis.txt");
    let said = run(&["init", file.to_str().unwrap()]);
    assert_eq!(said.code, 1);
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    // A site is not made twice.
    let site = folder.path().join("site");
    let site = site.to_str().unwrap();
    assert_eq!(run(&["init", site]).code, 0);
    assert_eq!(run(&["init", site]).code, 1);
}

#[test]
fn an_empty_folder_and_one_with_a_history_will_do() {
    for names in [&[][..], &[".git"][..]] {
        let folder = TempDir::new().unwrap();
        for name in names {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let said = shudu(&["init", "."])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(said.status.success());
        let said = shudu(&["build", "--quiet"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(said.status.success());
    }
}

#[test]
fn a_name_that_would_break_the_files_is_refused() {
    let folder = TempDir::new().unwrap();
    let site = folder.path().join("site");
    for name in ["", "a\"b", "a\nb", "<b>"] {
        let said = run(&["init", site.to_str().unwrap(), "--name", name]);
        assert_eq!(said.code, 1, "{name}");
        assert!(said.err.contains("bad-name"), "{}", said.err);
        assert!(!site.exists());
    }
}

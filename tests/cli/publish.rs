//! The folder of a site while it is being written: killed, disturbed, written twice at once.

use std::{
    process::{Child, Stdio},
    thread,
    time::Duration,
};

use super::*;

/// The files, without the list of them.
type Files = BTreeMap<String, Vec<u8>>;

fn start(site: &Site) -> Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin!("shudu"))
        .args(["build", "--quiet"])
        .current_dir(site.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Two states of a site: the files of the one that is there, and those of the one to come.
fn two_states() -> (Site, Files, Files) {
    let site = Site::new();
    let more = "2024年，某某高新区实现工业总产值560亿元，高新技术企业181家。";
    site.article("2025-03-second", "2025-03", more);
    assert_eq!(site.run(&["build"]).code, 0);
    let new = site.files("public");
    site.remove("corpus/2025-03-second.md");
    assert_eq!(site.run(&["build"]).code, 0);
    let old = site.files("public");
    site.article("2025-03-second", "2025-03", more);
    (site, old, new)
}

#[test]
fn a_build_that_is_killed_leaves_one_site_or_the_other() {
    let (site, old, new) = two_states();
    let mut seen = [0, 0];
    for step in 0..24 {
        let mut build = start(&site);
        thread::sleep(Duration::from_millis(step * 15));
        build.kill().unwrap();
        build.wait().unwrap();
        let now = site.files("public");
        match (now == old, now == new) {
            (true, _) => seen[0] += 1,
            (_, true) => seen[1] += 1,
            _ => panic!("neither the one nor the other after {step} steps"),
        }
    }
    assert!(seen[0] > 0, "the first was killed before it wrote");
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(site.files("public"), new);
    let beside = fs::read_dir(site.path("")).unwrap();
    let names = beside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(!names.into_iter().any(|name| name.contains("shudu-next")));
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let (site, _, new) = two_states();
    for _ in 0..4 {
        let builds = [start(&site), start(&site), start(&site)];
        for build in builds {
            let ended = build.wait_with_output().unwrap();
            let said = String::from_utf8(ended.stderr).unwrap();
            assert!(
                ended.status.success() || said.contains("output-busy"),
                "{said}"
            );
        }
        assert_eq!(site.files("public"), new);
        fs::remove_dir_all(site.path("public")).unwrap();
    }
}

#[test]
fn what_somebody_else_put_into_the_folder_stays() {
    let (site, _, new) = two_states();
    site.write("public/CNAME", "stats.example.org");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../facts.toml", site.path("public/link")).unwrap();
    assert_eq!(site.run(&["build"]).code, 0);
    let mut files = site.files("public");
    assert_eq!(files.remove("CNAME").unwrap(), b"stats.example.org");
    #[cfg(unix)]
    {
        assert!(files.remove("link").is_some());
        assert!(
            site.path("public/link")
                .symlink_metadata()
                .unwrap()
                .is_symlink()
        );
    }
    assert_eq!(files, new);
}

#[test]
fn what_did_not_change_keeps_its_time() {
    let (site, old, new) = two_states();
    let time = |name: &str| {
        site.path("public")
            .join(name)
            .metadata()
            .unwrap()
            .modified()
            .unwrap()
    };
    let same: Vec<&String> = old
        .keys()
        .filter(|name| new.get(*name) == old.get(*name))
        .collect();
    assert!(same.len() > 10);
    let before: Vec<_> = same.iter().map(|name| time(name)).collect();
    thread::sleep(Duration::from_millis(30));
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(
        before,
        same.iter().map(|name| time(name)).collect::<Vec<_>>()
    );
}

#[test]
fn dated_copies_stay_and_the_log_tells_what_changed_since() {
    let (site, ..) = two_states();
    site.remove("corpus/2025-03-second.md");
    let build = |args: &[&str]| {
        let said = site.run(&[&["build"][..], args].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        site.files("public")
    };
    let first = build(&["--snapshot", "2026-10"]);
    let copies = |files: &Files| -> Files {
        let inside = files
            .iter()
            .filter(|(name, _)| name.starts_with("snapshots/2026-10/"));
        inside
            .map(|(name, bytes)| (name.clone(), bytes.clone()))
            .collect()
    };
    assert!(copies(&first).len() > 20);
    site.write(
        "corpus/2024-12-first.md",
        ARTICLE.replace("532亿元", "535亿元"),
    );
    let second = build(&["--snapshot", "2026-11", "--base-url", "https://a.org/x/"]);
    let third = build(&[]);
    assert_eq!(
        copies(&first),
        copies(&second),
        "a copy is never written again"
    );
    assert_eq!(copies(&first), copies(&third));
    let text = |files: &Files, name: &str| String::from_utf8(files[name].clone()).unwrap();
    let log = text(&third, "log.html");
    assert!(log.contains("532亿元 → 535亿元"), "{log}");
    assert!(log.contains("snapshots/2026-10/index.html"));
    let copy = text(&second, "snapshots/2026-11/indicators/gross-output.html");
    assert!(copy.contains("这是2026-11的存档"));
    assert!(
        copy.contains("href=\"https://a.org/x/snapshots/2026-11/indicators/gross-output.html\"")
    );
    assert!(text(&first, "snapshots/2026-10/indicators/gross-output.html").contains("532"));
    assert_eq!(site.run(&["check"]).code, 0, "{}", site.run(&["check"]).err);
    let again = site.run(&["build", "--snapshot", "2026-11"]);
    assert!(
        again.code == 1 && again.err.contains("snapshot-there"),
        "{}",
        again.err
    );
    assert_eq!(site.run(&["build", "--snapshot", "../x"]).code, 2);
}

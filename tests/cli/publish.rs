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

#[test]
fn who_stands_in_the_folder_still_does_after_a_build() {
    let (site, _, new) = two_states();
    let mut command = shudu(&["build", "--quiet", "--root", "..", "--output", "../public"]);
    let said: Said = command
        .current_dir(site.path("public"))
        .output()
        .unwrap()
        .into();
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(site.files("public"), new);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let folder = |site: &Site| site.path("public").metadata().unwrap().ino();
        let before = folder(&site);
        site.remove("corpus/2025-03-second.md");
        let mut command = shudu(&["build", "--quiet", "--root", "..", "--output", "."]);
        command.current_dir(site.path("public"));
        assert!(command.output().unwrap().status.success());
        assert_eq!(folder(&site), before, "the very folder");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_behind_a_link_is_written_and_keeps_its_rights() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (site, _, new) = two_states();
    fs::rename(site.path("public"), site.path("www")).unwrap();
    symlink("www", site.path("public")).unwrap();
    let rights = |name: &str, mode| {
        fs::set_permissions(site.path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    rights("www", 0o2750);
    rights("www/articles", 0o751);
    fs::create_dir(site.path("www/empty")).unwrap();
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(site.files("www"), new);
    assert!(site.path("public").is_symlink());
    let mode = |name: &str| site.path(name).metadata().unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode("www"), mode("www/articles")), (0o2750, 0o751));
    assert!(
        site.path("www/empty").is_dir(),
        "an empty folder of somebody else's"
    );
}

/// A limit on the size of files stands for a full disk: a write fails halfway.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_the_old_site() {
    let (site, old, new) = two_states();
    let program = assert_cmd::cargo::cargo_bin!("shudu");
    let output = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" build --quiet"])
        .arg(program)
        .env("LC_ALL", "C")
        .current_dir(site.path(""))
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.starts_with("error[output-write]"), "{err}");
    assert_eq!(site.files("public"), old);
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(site.files("public"), new);
}

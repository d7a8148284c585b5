//! `shudu init`: a new site that builds at once.

use super::*;

#[test]
fn a_new_site_builds_at_once_and_reads_its_samples() {
    let site = Site(TempDir::new().unwrap());
    let made = site.run(&["init", "new", "--name", "苏州高新区"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("shudu build"), "{}", made.out);
    let names: Vec<_> = site.files("new").into_keys().collect();
    assert_eq!(
        names,
        [
            ".gitignore",
            "README.md",
            "corpus/2024-01-sample.md",
            "corpus/2025-01-sample.md",
            "facts.toml"
        ]
    );
    for (name, bytes) in site.files("new") {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("{{") && !text.contains("清远"), "{name}");
    }
    let built = site.run(&["--root", "new", "build", "--strict"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""), "{}", built.out);
    let public = site.files("new/public");
    let text = |name: &str| String::from_utf8(public[name].clone()).unwrap();
    assert!(text("index.html").contains("苏州高新区"));
    let facts = text("data/facts.csv");
    assert!(
        facts.contains("苏州高新区") && facts.contains("52300000000"),
        "{facts}"
    );
    let checks = text("data/checks.csv");
    assert!(checks.contains("523 − 480 = 43 亿元"), "{checks}");
    assert!(public.contains_key("indicators/gross-output.html"));
    assert!(
        public
            .values()
            .all(|bytes| !String::from_utf8_lossy(bytes).contains("清远"))
    );
    // What its README says.
    site.write(
        "new/文章.txt",
        "又是一年\n\n2025年1月至11月，全区工业总产值550亿元，同比增长5.2%。\n",
    );
    let tried = site.run(&["--root", "new", "add", "--dry-run", "new/文章.txt"]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert!(!site.path("new/corpus").read_dir().unwrap().any(|e| {
        !e.unwrap()
            .file_name()
            .to_string_lossy()
            .ends_with("-sample.md")
    }));
}

#[test]
fn without_a_name_it_is_some_zone() {
    let site = Site(TempDir::new().unwrap());
    // The history of a repository does no harm.
    fs::create_dir_all(site.path("empty/.git")).unwrap();
    assert_eq!(site.run(&["init", "empty"]).code, 0);
    let facts = String::from_utf8(site.files("empty")["facts.toml"].clone()).unwrap();
    assert!(facts.contains("subject = \"某某高新区\""), "{facts}");
}

#[test]
fn articles_need_not_tell_what_the_samples_did() {
    let site = Site(TempDir::new().unwrap());
    assert_eq!(site.run(&["init", "new", "--name", "云溪县"]).code, 0);
    for sample in ["2024-01-sample.md", "2025-01-sample.md"] {
        fs::remove_file(site.path("new/corpus").join(sample)).unwrap();
    }
    site.write(
        "new/文章.txt",
        "云溪县春茶上市\n\n2025年3月，全县建成茶园12万亩，带动农户3000户。\n",
    );
    let added = site.run(&["--root", "new", "add", "new/文章.txt", "--slug", "tea"]);
    assert_eq!(added.code, 0, "{}", added.err);
    let built = site.run(&["--root", "new", "build", "--strict"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""), "{}", built.out);
}

#[test]
fn a_county_is_called_a_county() {
    let site = Site(TempDir::new().unwrap());
    for (name, aliases, kind) in [
        ("云溪县", "[\"全县\", \"我县\"]", "region"),
        ("云川市", "[\"全市\", \"我市\"]", "region"),
        ("云川市江南区", "[\"全区\", \"我区\"]", "region"),
        ("云川经济开发区", "[\"全区\", \"我区\"]", "zone"),
    ] {
        assert_eq!(site.run(&["init", name, "--name", name]).code, 0);
        let facts = String::from_utf8(site.files(name)["facts.toml"].clone()).unwrap();
        assert!(
            facts.contains(&format!("aliases = {aliases}\nkind = \"{kind}\"")),
            "{facts}"
        );
        let built = site.run(&["--root", name, "build", "--strict"]);
        assert_eq!((built.code, built.err.as_str()), (0, ""), "{}", built.out);
    }
}

#[test]
fn the_correction_that_a_new_site_shows_is_one() {
    let site = Site(TempDir::new().unwrap());
    assert_eq!(site.run(&["init", "new", "--name", "云溪县"]).code, 0);
    let explained = site
        .run(&["--root", "new", "explain", "2024-01-sample"])
        .out;
    let id = explained
        .lines()
        .skip_while(|line| !line.contains("• 480亿元"))
        .find_map(|line| {
            line.trim()
                .split(' ')
                .next()
                .filter(|w| w.starts_with("o-"))
        })
        .unwrap();
    let facts = String::from_utf8(site.files("new")["facts.toml"].clone()).unwrap();
    let (before, example) = facts.split_once("# [[correction]]\n").unwrap();
    let example = example.replace("# ", "").replace("o-123456789abc", id);
    site.write(
        "new/facts.toml",
        format!("{before}[[correction]]\n{example}"),
    );
    let built = site.run(&["--root", "new", "build"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""), "{}", built.out);
    let facts = site.files("new/public")["data/facts.csv"].clone();
    assert!(String::from_utf8(facts).unwrap().contains("48300000000"));
}

#[test]
fn what_is_there_stays_and_odd_names_are_refused() {
    let site = Site(TempDir::new().unwrap());
    site.write("full/letter.txt", "亲爱的");
    site.write("file", "");
    for (args, code) in [
        (&["init", "full"][..], "folder-taken"),
        (&["init", "file"], "folder-taken"),
        (&["init", "new", "--name", "苏州\"高新区"], "bad-name"),
        (&["init", "new", "--name", ""], "bad-name"),
        (&["init", "file/new"], "folder-taken"),
    ] {
        let said = site.run(args);
        assert_eq!(said.code, 1, "{args:?}");
        assert!(said.err.contains(code), "{args:?}: {}", said.err);
    }
    assert_eq!(site.files("full").len(), 1);
    assert!(!site.path("new").exists());
}

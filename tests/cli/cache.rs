//! What is kept between builds: it never changes a byte, and may be deleted or damaged.

use super::*;

/// A site with several articles, two of which disagree.
fn site() -> Site {
    let site = Site::new();
    site.article("second", "2025-01", "2023年，某某高新区工业总产值535亿元。2024年，工业总产值574亿元，同比增长8%，高新技术企业180家，其中新材料企业60家，占三分之一。");
    site.article(
        "third",
        "2025-06",
        "| 指标 | 2023年 | 2024年 |\n| --- | --- | --- |\n| 专利授权量（件） | 860 | 940 |\n\n创新驱动发展，科技创新引领产业创新。",
    );
    site
}

/// Builds the site as it is in a folder that nothing is known of.
fn cold(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files(site.0.path()) {
        if path.starts_with("public/") || path.starts_with(".shudu-cache/") {
            continue;
        }
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let said = run(&["build", "--root", folder.path().to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.err);
    files(&folder.path().join("public"))
}

/// Builds with what is kept, and compares with a build without.
fn agrees(site: &Site, after: &str) {
    let said = site.run(&["build"]);
    assert_eq!(said.code, 0, "{after}: {}", said.err);
    let (warm, cold) = (site.files("public"), cold(site));
    let differs: Vec<_> = cold
        .keys()
        .filter(|p| warm.get(*p) != cold.get(*p))
        .collect();
    assert!(differs.is_empty(), "{after}: {differs:?}");
    assert_eq!(warm.len(), cold.len(), "{after}");
}

/// The files of the articles that are kept.
fn kept(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let mut files = site.files(".shudu-cache");
    files.retain(|name, _| name.ends_with(".json"));
    files
}

#[test]
fn what_is_kept_changes_no_byte() {
    let site = site();
    agrees(&site, "nothing");
    assert_eq!(kept(&site).len(), 3);
    agrees(&site, "a second build");

    let before = kept(&site);
    site.article("third", "2025-06", "2024年，全区专利授权量1040件。");
    agrees(&site, "an edited article");
    let after = kept(&site);
    assert_eq!(after.len(), 3);
    assert_eq!(
        before.keys().filter(|key| after.contains_key(*key)).count(),
        2,
        "the others are not read again"
    );

    let facts = "[[indicator]]\nid = \"gross-output\"\nname = \"工业总产值\"\naliases = [\"高新技术企业\"]\n\n[words]\nentries = [\"创新引领\"]\n";
    site.write("facts.toml", format!("{FACTS}\n{facts}"));
    agrees(&site, "another vocabulary");
    assert!(kept(&site).keys().all(|key| !after.contains_key(key)));

    let before = kept(&site);
    let observations = String::from_utf8(site.files("public")["data/observations.jsonl"].clone());
    let observations = observations.unwrap();
    let row = observations
        .lines()
        .find(|row| row.contains("535亿元"))
        .unwrap();
    let row: serde_json::Value = serde_json::from_str(row).unwrap();
    site.write("facts.toml", format!("{FACTS}\n{facts}\n[[correction]]\nobservation = {}\narticle = \"second\"\nexpect = \"535亿元\"\nreason = \"误植\"\ndate = \"2025-02-01\"\nset = {{ value = \"53200000000\" }}\n", row["id"]));
    agrees(&site, "a correction");
    assert_eq!(kept(&site), before, "corrections come after the reading");

    site.write("templates/404.html", "没有这一页");
    site.write("static/own.css", "a{}");
    agrees(&site, "a template and a static file");
    assert_eq!(kept(&site), before);

    site.remove("corpus/third.md");
    site.article("fourth", "2025-07", "2025年上半年，全区工业总产值300亿元。");
    agrees(&site, "one article gone and one new");
    assert_eq!(
        kept(&site).len(),
        3,
        "what nothing needs any more is removed"
    );

    fs::remove_dir_all(site.path(".shudu-cache")).unwrap();
    agrees(&site, "all of it deleted");
    assert_eq!(kept(&site).len(), 3);
}

#[test]
fn damage_to_what_is_kept_does_no_harm() {
    let site = site();
    agrees(&site, "nothing");
    let good = kept(&site);
    let names: Vec<&String> = good.keys().collect();
    type Damage = fn(&[u8]) -> Vec<u8>;
    let damages: [Damage; 6] = [
        |_| Vec::new(),
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |_| b"{}".to_vec(),
        |_| vec![0xff; 64],
        |bytes| [bytes, &b" "[..]].concat(),
        |bytes| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            text.replace("\"53500000000\"", "\"1\"").into_bytes()
        },
    ];
    for (n, damage) in damages.into_iter().enumerate() {
        for (name, bytes) in &good {
            site.write(&format!(".shudu-cache/{name}"), damage(bytes));
        }
        agrees(&site, &format!("damage {n}"));
        assert_eq!(kept(&site), good, "damage {n} is mended");
    }
    // Another article's is as whole as its own, but is not believed.
    for (name, other) in names.iter().zip(names.iter().cycle().skip(1)) {
        site.write(&format!(".shudu-cache/{name}"), &good[*other]);
    }
    agrees(&site, "files that changed places");
    // Folders in place of files, a file in place of the folder.
    for name in &names {
        site.remove(&format!(".shudu-cache/{name}"));
        fs::create_dir(site.path(&format!(".shudu-cache/{name}"))).unwrap();
    }
    agrees(&site, "folders in place of files");
    fs::remove_dir_all(site.path(".shudu-cache")).unwrap();
    site.write(".shudu-cache", "mine");
    agrees(&site, "a file in place of the folder");
    assert_eq!(fs::read(site.path(".shudu-cache")).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let site = site();
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("precious.txt"), "mine").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.path(".shudu-cache")).unwrap();
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(files(elsewhere.path()).len(), 1);
}

/// Commands that promise to write nothing read what is kept and leave it alone.
#[test]
fn only_builds_write_it() {
    let site = site();
    site.write(
        "new.txt",
        "简讯一则\n\n2025年1月至6月，全区工业总产值300亿元。\n",
    );
    for args in [&["check"][..], &["add", "--dry-run", "new.txt"]] {
        assert_eq!(site.run(args).code, 0);
        assert!(!site.path(".shudu-cache").exists(), "{args:?}");
    }
    assert_eq!(site.run(&["build"]).code, 0);
    let before = site.files(".shudu-cache");
    site.article("third", "2025-06", "2024年，全区专利授权量1040件。");
    for args in [&["check"][..], &["diff"], &["add", "--dry-run", "new.txt"]] {
        assert_eq!(site.run(args).code, 0);
        assert_eq!(site.files(".shudu-cache"), before, "{args:?}");
    }
    // A folder that holds no site is left as it is.
    let folder = TempDir::new().unwrap();
    assert_eq!(
        run(&["build", "--root", folder.path().to_str().unwrap()]).code,
        1
    );
    assert!(files(folder.path()).is_empty());
}

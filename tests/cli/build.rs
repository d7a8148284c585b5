//! Whole builds: the site of this repository, and small ones.

use std::{collections::BTreeMap, fs, path::Path};

use tempfile::TempDir;

use super::{Site, files, repository, shudu};

/// Builds the site of this repository into a folder, with these settings.
fn built(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let root = repository().to_str().unwrap();
    let output = folder.to_str().unwrap();
    let mut command = shudu(&["build", "--root", root, "--output", output]);
    command.args(args).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{err}");
    files(folder)
}

fn slugs() -> Vec<String> {
    let corpus = fs::read_dir(repository().join("corpus")).unwrap();
    let names = corpus.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter_map(|name| name.strip_suffix(".md").map(str::to_string))
        .collect()
}

#[test]
fn the_site_has_every_file_of_the_contract() {
    let folder = TempDir::new().unwrap();
    let site = built(folder.path(), &[], &[]);
    let mut expected: Vec<String> = [
        "index.html",
        "facts.html",
        "about.html",
        "404.html",
        "articles/index.html",
        "indicators/index.html",
        "indicators/gross-output.html",
        "subjects/index.html",
        "data/index.html",
        "data/observations.jsonl",
        "data/observations.csv",
        "data/facts.json",
        "data/facts.csv",
        "data/facts-excel.csv",
        "data/series.csv",
        "data/conflicts.csv",
        "data/articles.csv",
        "data/indicators.csv",
        "data/subjects.csv",
        "data/indicators/gross-output.csv",
        "data/datapackage.json",
        "data/facts.csv-metadata.json",
        "data/dataset.jsonld",
        "shudu-manifest.json",
    ]
    .map(String::from)
    .to_vec();
    assert!(!slugs().is_empty());
    for slug in slugs() {
        expected.push(format!("articles/{slug}.html"));
        expected.push(format!("data/articles/{slug}.txt"));
    }
    let missing: Vec<_> = expected.iter().filter(|p| !site.contains_key(*p)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let empty: Vec<_> = site.keys().filter(|name| site[*name].is_empty()).collect();
    assert_eq!(empty, [".nojekyll"], "only its name says something");
}

/// Every observation of the data files is an element of its article's page.
#[test]
fn every_figure_has_its_address() {
    let folder = TempDir::new().unwrap();
    let site = built(folder.path(), &[], &[]);
    let lines = String::from_utf8(site["data/observations.jsonl"].clone()).unwrap();
    assert!(lines.lines().count() > 200);
    for line in lines.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let (id, slug) = (
            row["id"].as_str().unwrap(),
            row["article"].as_str().unwrap(),
        );
        let page = std::str::from_utf8(&site[&format!("articles/{slug}.html")]).unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{slug} {id}");
        let text = std::str::from_utf8(&site[&format!("data/articles/{slug}.txt")]).unwrap();
        let at = |name: &str| usize::try_from(row[name].as_u64().unwrap()).unwrap();
        assert_eq!(
            &text[at("start")..at("end")],
            row["quote"].as_str().unwrap()
        );
    }
}

/// The site of this repository, copied to another folder, built there with other settings.
#[test]
fn the_same_input_gives_the_same_bytes() {
    let args = ["--precompress", "--base-url", "https://example.org/a/b/"];
    for args in [&[][..], &args] {
        let one = TempDir::new().unwrap();
        let variables = [("TZ", "UTC"), ("LANG", "C")];
        let first = built(one.path(), &[&["--jobs", "1"], args].concat(), &variables);
        let other = Site::new();
        other.remove("corpus/2024-12-first.md");
        let kept = slugs().into_iter().map(|slug| format!("corpus/{slug}.md"));
        for name in kept.chain(["facts.toml".to_string()]) {
            other.write(&name, fs::read(repository().join(&name)).unwrap());
        }
        let mut command = shudu(&[
            "build",
            "--quiet",
            "--output",
            "somewhere/else",
            "--jobs",
            "3",
        ]);
        command
            .args(args)
            .current_dir(other.path(""))
            .envs([("TZ", "Asia/Shanghai"), ("LC_ALL", "zh_CN.UTF-8")]);
        fs::create_dir(other.path("somewhere")).unwrap();
        assert!(command.output().unwrap().status.success());
        let second = other.files("somewhere/else");
        let differing: Vec<_> = first
            .iter()
            .filter(|(path, bytes)| second.get(*path) != Some(bytes))
            .map(|(path, _)| path)
            .collect();
        assert!(differing.is_empty(), "{differing:?}");
        assert_eq!(first.len(), second.len());
    }
}

#[test]
fn the_date_of_the_build_stands_on_few_pages() {
    let (one, two) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let without = built(one.path(), &[], &[]);
    let with = built(two.path(), &[], &[("SOURCE_DATE_EPOCH", "86400")]);
    let changed: Vec<&str> = with
        .iter()
        .filter(|(path, bytes)| without.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        changed,
        [
            "about.html",
            "data/index.html",
            "log.html",
            "shudu-manifest.json"
        ]
    );
    let about = String::from_utf8(with["about.html"].clone()).unwrap();
    assert!(about.contains("1970-01-02"));
    let wrong = shudu(&["build"])
        .current_dir(Site::new().0.path())
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    let err = String::from_utf8_lossy(&wrong.stderr);
    assert!(err.starts_with("error[no-source-date]"), "{err}");
}

#[test]
fn a_sixth_article_of_another_year_needs_no_other_change() {
    let site = Site::new();
    for slug in slugs() {
        let article = fs::read(repository().join(format!("corpus/{slug}.md"))).unwrap();
        site.write(&format!("corpus/{slug}.md"), article);
    }
    site.remove("corpus/2024-12-first.md");
    let facts = fs::read(repository().join("facts.toml")).unwrap();
    site.write("facts.toml", facts);
    assert_eq!(site.run(&["build"]).code, 0);
    let before = site.files("public/data/articles");
    let ids = |site: &Site| -> Vec<String> {
        let rows = fs::read_to_string(site.path("public/data/observations.jsonl")).unwrap();
        let rows = rows
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string());
        rows.collect()
    };
    let old = ids(&site);

    site.write(
        "corpus/2019-01-new-year.md",
        "+++\nid = \"a-2019\"\ntitle = \"回望二〇一八\"\npublished = \"2019-01\"\n+++\n\n\
         2018年，高新区完成工业总产值300亿元，比上年增长7.1%；新增专利授权量88件。\n",
    );
    let said = site.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let new = ids(&site);
    assert!(old.iter().all(|id| new.contains(id)), "an id moved");
    assert_eq!(new.len(), old.len() + 3);
    for (path, bytes) in before {
        assert_eq!(site.files("public/data/articles")[&path], bytes, "{path}");
    }
    let chart = fs::read_to_string(site.path("public/indicators/gross-output.html")).unwrap();
    assert!(chart.contains("2018") && chart.contains("articles/2019-01-new-year.html#o-"));
}

#[test]
fn a_corpus_without_articles_says_so() {
    let site = Site::new();
    site.remove("corpus/2024-12-first.md");
    let said = site.run(&["build"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(
        said.out.starts_with("0 articles, 0 figures"),
        "{}",
        said.out
    );
    let home = fs::read_to_string(site.path("public/index.html")).unwrap();
    assert!(home.contains("还没有收入任何文章"));
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Site::new();
    let said = site.run(&["build"]);
    assert!(
        said.out.contains("1 article, 3 figures, 3 facts"),
        "{}",
        said.out
    );
    let again = site.run(&["build"]);
    assert!(again.out.ends_with("nothing changed\n"), "{}", again.out);
    site.remove("public/index.html");
    let mended = site.run(&["build"]);
    assert!(mended.out.ends_with("1 written\n"), "{}", mended.out);
}

#[test]
fn quiet_is_quiet_and_languages_follow_the_environment() {
    let site = Site::new();
    let quiet = site.run(&["build", "--quiet"]);
    assert_eq!(
        (quiet.out.as_str(), quiet.err.as_str(), quiet.code),
        ("", "", 0)
    );
    let said = |variables: &[(&str, &str)]| {
        let mut command = shudu(&["build"]);
        command.current_dir(site.0.path());
        command.envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let chinese = [
        &[("LANG", "zh_CN.UTF-8")][..],
        &[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "C")],
        &[("LC_ALL", "zh"), ("LC_MESSAGES", "C"), ("LANG", "C")],
    ];
    for variables in chinese {
        assert!(
            said(variables).starts_with("1 篇文章，3 处数字"),
            "{variables:?}"
        );
    }
    let english = [
        &[][..],
        &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")],
        &[("LC_MESSAGES", "en_US"), ("LANG", "zh_CN.UTF-8")],
    ];
    for variables in english {
        assert!(
            said(variables).starts_with("1 article, 3 figures"),
            "{variables:?}"
        );
    }
}

#[test]
fn an_address_makes_links_absolute() {
    let site = Site::new();
    let said = site.run(&["build", "--base-url", "https://example.org/data"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let home = fs::read_to_string(site.path("public/index.html")).unwrap();
    assert!(home.contains("https://example.org/data/"));
}

#[test]
fn strictness_asks_editors_to_settle_what_articles_leave_open() {
    let site = Site::new();
    let other = super::ARTICLE
        .replace("a-1", "a-2")
        .replace("532亿元", "523亿元");
    site.write("corpus/2024-12-other.md", other);
    let said = site.run(&["build"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("1 conflict"), "{}", said.out);
    let before = site.files("public");
    let strict = site.run(&["build", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(
        strict.err.starts_with("error[unsettled-conflict]"),
        "{}",
        strict.err
    );
    assert!(strict.err.contains("532亿元 / 523亿元"), "{}", strict.err);
    assert_eq!(site.files("public"), before);
}

/// Two articles that disagree about several years of one series.
#[test]
fn a_series_with_several_disputed_years_is_drawn_once() {
    let site = Site::new();
    site.write(
        "facts.toml",
        format!("{}[[topic]]\nid = \"economy\"\nname = \"经济\"\n[[indicator]]\nid = \"gross-output\"\nname = \"工业总产值\"\ntopic = \"economy\"\n", super::FACTS),
    );
    for (slug, [a, b, c]) in [("one", [500, 520, 540]), ("two", [501, 525, 549])] {
        let years = [(2021, a), (2022, b), (2023, c)];
        let text = years.map(|(year, n)| format!("{year}年，某某高新区工业总产值{n}亿元。"));
        site.article(slug, "2024-12", &text.concat());
    }
    site.remove("corpus/2024-12-first.md");
    let said = site.run(&["build"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("3 conflicts"), "{}", said.out);
    let page = fs::read_to_string(site.path("public/audit/conflicts.html")).unwrap();
    assert_eq!(page.matches("<figure class=\"chart\"").count(), 1);
}

/// A bar on long work, in a terminal alone. `script` gives the program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn long_work_shows_how_far_it_has_come_in_a_terminal() {
    let site = Site::new();
    let program = assert_cmd::cargo::cargo_bin("shudu");
    let in_terminal = |args: &str| {
        let command = format!("{} {args}", program.display());
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &command, "/dev/null"]);
        script
            .current_dir(site.0.path())
            .env("LC_ALL", "zh_CN.UTF-8");
        let output = script
            .env("TERM", "xterm")
            .output()
            .expect("script of util-linux");
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let bar = "读文章";
    assert!(!in_terminal("check").contains(bar), "short work needs none");
    for n in 0..60 {
        let text = format!("2024年，某某高新区新签约项目{n}个。");
        site.article(&format!("a{n}"), "2025-01", &text);
    }
    let shown = in_terminal("build");
    assert!(shown.contains(bar) && shown.contains("/61"), "{shown}");
    assert!(
        shown.trim_end().lines().last().unwrap().contains("写入"),
        "{shown}"
    );
    assert!(in_terminal("check").contains(bar));
    assert!(!in_terminal("check --quiet").contains(bar));
    let said = site.run(&["check"]);
    assert!(!said.out.contains("reading") && !said.err.contains("reading"));
}

/// The site of this repository without one of its articles, which is then added: every address
/// stays, and every place on its page that can be cited.
#[test]
fn an_article_more_keeps_every_address_of_the_real_site() {
    for late in slugs() {
        let site = Site::new();
        site.remove("corpus/2024-12-first.md");
        site.write(
            "facts.toml",
            fs::read(repository().join("facts.toml")).unwrap(),
        );
        let add = |slug: &str| {
            let name = format!("corpus/{slug}.md");
            site.write(&name, fs::read(repository().join(&name)).unwrap());
        };
        slugs()
            .iter()
            .filter(|slug| **slug != late)
            .for_each(|slug| add(slug));
        assert_eq!(site.run(&["build", "--quiet"]).code, 0);
        let cited = |files: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<String>)> {
            let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
            let ids = pages.map(|(path, bytes)| {
                let text = std::str::from_utf8(bytes).unwrap();
                let ids = text.split(" id=\"").skip(1);
                let ids = ids.map(|rest| rest.split('"').next().unwrap().to_string());
                let is_cited = |id: &String| match path.split('/').next() {
                    Some("articles") => id.starts_with("o-") || id.starts_with("d-"),
                    Some("facts.html" | "indicators" | "subjects") => id.starts_with("f-"),
                    _ => false,
                };
                let ids = ids.filter(is_cited);
                (path.clone(), ids.collect())
            });
            ids.collect()
        };
        let before = cited(&site.files("public"));
        assert!(before.len() > 150);
        add(&late);
        let said = site.run(&["build"]);
        assert_eq!(said.code, 0, "{}", said.err);
        let after: BTreeMap<_, _> = cited(&site.files("public")).into_iter().collect();
        for (path, ids) in before {
            let now = after
                .get(&path)
                .unwrap_or_else(|| panic!("{late}: {path} is gone"));
            let lost: Vec<_> = ids.iter().filter(|id| !now.contains(id)).collect();
            assert!(lost.is_empty(), "{late}: {path}: {lost:?}");
        }
        let again = site.run(&["build"]);
        assert!(again.out.ends_with("nothing changed\n"), "{}", again.out);
        assert_eq!(site.run(&["check", "--output", "public"]).code, 0);
    }
}

#[test]
fn an_article_that_vanished_is_told_once() {
    let site = Site::new();
    site.article("2025-03-second", "2025-03", "2024年，全区有企业102家。");
    assert_eq!(site.run(&["build"]).code, 0);
    site.remove("corpus/2025-03-second.md");
    let strict = site.run(&["build", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.err.contains("article-vanished"), "{}", strict.err);
    let said = site.run(&["build"]);
    assert_eq!(said.code, 0);
    assert!(
        said.err.contains("aliases = [\"2025-03-second\"]"),
        "{}",
        said.err
    );
    assert_eq!(site.run(&["build"]).err, "");
}

#[test]
fn citations_name_the_version_of_what_they_cite() {
    let site = Site::new();
    // Of all data, and of the indicator.
    let versions = |said: super::Said| {
        assert_eq!(said.code, 0, "{}", said.err);
        let public = site.files("public");
        let text = |name: &str| String::from_utf8(public[name].clone()).unwrap();
        let package: serde_json::Value =
            serde_json::from_str(&text("data/datapackage.json")).unwrap();
        let all = package["version"].as_str().unwrap().to_string();
        for name in ["about.html", "data/index.html", "log.html"] {
            assert!(text(name).contains(&format!("数据版本 {all}")), "{name}");
        }
        let file = blake3::hash(&public["data/indicators/firms-above-scale.csv"]).to_hex();
        let page = text("indicators/firms-above-scale.html");
        let cited = format!("，数据版本{}。", &file[..12]);
        assert!(page.contains(&cited), "{cited}: {page}");
        (all, cited)
    };
    site.article(
        "2024-01-one",
        "2024-01",
        "2023年，全区有规模以上工业企业102家。",
    );
    let first = versions(site.run(&["build"]));
    site.article("2024-02-two", "2024-02", "2023年，全区税收收入9.4亿元。");
    let second = versions(site.run(&["build"]));
    assert_ne!(first.0, second.0);
    assert_eq!(first.1, second.1, "nothing new of what is cited");
    site.article(
        "2024-03-three",
        "2024-03",
        "2022年，全区有规模以上工业企业98家。",
    );
    assert_ne!(versions(site.run(&["build"])).1, second.1);
}

//! What a published site has beside its pages: for hosts, for search engines, for old addresses.

use std::collections::BTreeSet;

use super::*;

const BASE: &str = "https://stats.example.org/zone/";

fn built(site: &Site, args: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let said = site.run(&[&["build"][..], args].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    site.files("public")
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn without_an_address_nothing_claims_one() {
    let files = built(&Site::new(), &[]);
    for name in [
        "sitemap.xml",
        "robots.txt",
        "atom.xml",
        "changes.xml",
        "_redirects",
    ] {
        assert!(!files.contains_key(name), "{name}");
    }
    for name in ["_headers", ".htaccess", ".nojekyll", "hosting/Caddyfile"] {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(
        text(&files, "_headers").starts_with("/*\n  Content-Security-Policy: default-src 'none';")
    );
    let home = text(&files, "index.html");
    assert!(!home.contains("canonical") && !home.contains("atom.xml"));
}

#[test]
fn with_an_address_pages_are_listed_and_dated_by_their_articles() {
    let site = Site::new();
    site.article(
        "2025-03-second",
        "2025-03-02",
        "2024年，某某高新区实现工业总产值560亿元。",
    );
    let files = built(&site, &["--base-url", BASE]);
    let sitemap = text(&files, "sitemap.xml");
    let url =
        |path: &str, date: &str| format!("<loc>{BASE}{path}</loc>\n  <lastmod>{date}</lastmod>");
    for (path, date) in [
        ("articles/2024-12-first.html", "2024-12-01"),
        ("articles/2025-03-second.html", "2025-03-02"),
        ("indicators/gross-output.html", "2025-03-02"),
        ("indicators/hightech-firms.html", "2024-12-01"),
    ] {
        assert!(sitemap.contains(&url(path, date)), "{path}: {sitemap}");
    }
    assert!(!sitemap.contains("404.html"));
    assert_eq!(
        sitemap.matches("<loc>").count(),
        files.keys().filter(|name| name.ends_with(".html")).count() - 1
    );
    let robots = text(&files, "robots.txt");
    assert!(robots.contains("Sitemap: https://stats.example.org/zone/sitemap.xml"));
    for (feed, entry) in [
        ("atom.xml", "articles/2025-03-second.html"),
        ("changes.xml", "log.html#a-2025-03-second"),
    ] {
        let said = text(&files, feed);
        assert!(
            said.contains("<updated>2025-03-02T00:00:00+08:00</updated>"),
            "{said}"
        );
        assert_eq!(said.matches("<entry>").count(), 2);
        assert!(said.contains(&format!("<id>{BASE}{entry}</id>")), "{said}");
    }
    assert!(text(&files, "index.html").contains("type=\"application/atom+xml\" href=\"atom.xml\""));
    assert!(text(&files, "_headers").starts_with("/*\n"));
    assert!(text(&files, "404.html").contains(BASE));
}

#[test]
fn a_renamed_article_leaves_a_way_that_keeps_the_fragment() {
    let site = Site::new();
    let before = built(&site, &[]);
    site.remove("corpus/2024-12-first.md");
    site.write(
        "corpus/2024-12-opening.md",
        ARTICLE.replace("published", "aliases = [\"2024-12-first\"]\npublished"),
    );
    let files = built(&site, &["--base-url", BASE]);
    let page = text(&files, "articles/2024-12-first.html");
    assert!(
        page.contains("<a data-moved href=\"2024-12-opening.html\">"),
        "{page}"
    );
    assert!(page.contains(
        "<noscript><meta http-equiv=\"refresh\" content=\"0; url=2024-12-opening.html\"></noscript>"
    ));
    assert!(page.contains("noindex"));
    let line = "/zone/articles/2024-12-first.html /zone/articles/2024-12-opening.html";
    for name in [
        "_redirects",
        ".htaccess",
        "hosting/nginx-http.conf",
        "hosting/Caddyfile",
    ] {
        assert!(text(&files, name).contains(line), "{name}");
    }
    // The observations keep their names, so the fragments still lead somewhere.
    let ids = |page: String| -> BTreeSet<String> {
        page.split("id=\"o-")
            .skip(1)
            .map(|rest| rest[..12].to_string())
            .collect()
    };
    let was = ids(text(&before, "articles/2024-12-first.html"));
    assert!(!was.is_empty());
    assert_eq!(was, ids(text(&files, "articles/2024-12-opening.html")));
}

#[test]
fn a_removed_article_leaves_a_page_that_says_so() {
    let site = Site::new();
    site.article(
        "2025-03-second",
        "2025-03",
        "2024年，某某高新区实现工业总产值560亿元。",
    );
    built(&site, &[]);
    site.remove("corpus/2025-03-second.md");
    site.write(
        "facts.toml",
        format!("{FACTS}[[removed]]\narticle = \"2025-03-second\"\nreason = \"报社声明作废\"\ndate = \"2025-04-01\"\n"),
    );
    let files = built(&site, &["--base-url", BASE]);
    let page = text(&files, "articles/2025-03-second.html");
    assert!(
        page.contains("报社声明作废") && page.contains("2025-04-01"),
        "{page}"
    );
    assert!(page.contains("noindex") && !page.contains("560"));
    assert!(!text(&files, "data/facts.csv").contains("56000000000"));
    assert!(!text(&files, "sitemap.xml").contains("2025-03-second"));
}

#[test]
fn faults_of_removed_articles_are_told() {
    let site = Site::new();
    site.write(
        "facts.toml",
        format!("{FACTS}[[removed]]\narticle = \"2024-12-first\"\nreason = \"误\"\ndate = \"2025-04-01\"\n"),
    );
    let said = site.run(&["build"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("articles/2024-12-first.html"),
        "{}",
        said.err
    );
    site.write(
        "facts.toml",
        format!("{FACTS}[[removed]]\narticle = \"A B\"\ndate = \"someday\"\n"),
    );
    let said = site.run(&["build"]);
    for code in ["facts-bad-slug", "facts-bad-date", "facts-missing-key"] {
        assert!(said.err.contains(code), "{code}: {}", said.err);
    }
}

#[test]
fn an_article_more_moves_no_address_and_no_observation() {
    let site = Site::new();
    let before = built(&site, &[]);
    site.article(
        "2024-01-earlier",
        "2024-01",
        "2022年，某某高新区实现工业总产值489亿元，高新技术企业147家。",
    );
    let after = built(&site, &[]);
    let fragments = |files: &BTreeMap<String, Vec<u8>>, name: &str| -> BTreeSet<String> {
        let page = text(files, name);
        page.split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_string())
            .filter(|id| id.starts_with("o-") || id.starts_with("f-"))
            .collect()
    };
    for name in before.keys().filter(|name| name.ends_with(".html")) {
        assert!(after.contains_key(name), "{name} is gone");
        let (was, is) = (fragments(&before, name), fragments(&after, name));
        assert!(is.is_superset(&was), "{name}: {:?}", was.difference(&is));
    }
}

#[test]
fn copies_are_made_on_demand_and_go_again() {
    let site = Site::new();
    let files = built(&site, &["--precompress"]);
    for extension in ["gz", "br", "zst"] {
        let name = format!("index.html.{extension}");
        assert!(files[&name].len() * 2 < files["index.html"].len(), "{name}");
    }
    assert!(!built(&site, &[]).keys().any(|name| name.ends_with(".gz")));
}

//! What editors decide in `facts.toml`: an observation more, another reading, one less.

use super::{FACTS, Site};

const ADDED: &str = "
[[correction]]
article = \"2024-01-one\"
expect = \"园区落户企业数百家\"
reason = \"编者向园区核实\"
date = \"2024-03-01\"
set = { quote = \"数百家\", value = \"312\", unit = \"家\", qualifier = \"about\", label = \"落户企业数\", period = \"2023\" }
";

fn site(corrections: &str) -> Site {
    let site = Site::new();
    site.article(
        "2024-01-one",
        "2024-01",
        "截至2023年底，园区落户企业数百家，税收收入9.4亿元。",
    );
    site.write("facts.toml", format!("{FACTS}{corrections}"));
    site
}

fn published(site: &Site, name: &str) -> String {
    String::from_utf8(site.files("public")[name].clone()).unwrap()
}

#[test]
fn an_observation_can_be_added_where_the_text_says_no_number() {
    let site = site(ADDED);
    let said = site.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let rows = published(&site, "data/observations.jsonl");
    let row = rows.lines().find(|row| row.contains("落户企业数")).unwrap();
    for part in [
        "\"quote\":\"数百家\"",
        "\"value\":\"312\"",
        "\"period\":\"2023\"",
        "\"correction\":\"编者向园区核实\"",
        "\"subject\":\"某某高新区\"",
    ] {
        assert!(row.contains(part), "{part}: {row}");
    }
    let page = published(&site, "articles/2024-01-one.html");
    assert!(
        page.contains("编者向园区核实"),
        "the page shows the correction"
    );
    assert!(
        !site
            .run(&["extract", "--leftovers", "corpus/2024-01-one.md"])
            .out
            .contains("\"quote\":\"数百家\"")
    );
}

#[test]
fn an_addition_without_its_words_or_fields_is_refused_and_told_with_all_others() {
    let moved = ADDED.replace("园区落户企业数百家", "园区落户企业上千家");
    let nowhere = ADDED.replace("\"数百家\"", "\"数千家\"");
    let empty = ADDED.replace("value = \"312\", ", "");
    let site = site(&format!("{moved}{nowhere}{empty}"));
    let said = site.run(&["build"]);
    assert_eq!(said.code, 1);
    for code in [
        "correction-outdated",
        "correction-without-observation",
        "correction-field",
    ] {
        assert!(said.err.contains(code), "{code}: {}", said.err);
    }
    assert!(
        site.files("")
            .keys()
            .all(|path| !path.starts_with("public/"))
    );
}

//! The files of `data/`, made from the hand-made observations of five real articles.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use shudu::{
    config::{Config, Indicator, Site, Subject},
    model::{FactTable, FlowStock, Linked},
    site::downloads,
    table,
    text::Document,
};
use support::gold;

fn config() -> Config {
    Config {
        site: Site {
            name: "高新区数据".into(),
            subject: "清远高新区".into(),
            licence: "CC-BY-4.0".into(),
            ..Site::default()
        },
        indicators: vec![Indicator {
            id: "gross-output".into(),
            name: "工业总产值".into(),
            aliases: vec!["总产值".into(), "产值".into()],
            unit: "元".into(),
            topic: Some("economy".into()),
            flow_stock: FlowStock::Flow,
            plausible: None,
            definition: "=全部工业企业的产值".into(),
            not_with: vec!["value-added".into()],
            breakdown: None,
        }],
        subjects: vec![Subject {
            id: "zone".into(),
            name: "清远高新区".into(),
            aliases: vec![],
            kind: "zone".into(),
            parent: None,
        }],
        ..Config::default()
    }
}

fn documents() -> Vec<Document> {
    gold::articles()
        .into_iter()
        .map(|article| Document {
            text: article.body.clone(),
            article,
            blocks: vec![],
        })
        .collect()
}

fn built(linked: Linked) -> (FactTable, BTreeMap<String, Vec<u8>>) {
    let (table, _) = table::build(linked, &gold::articles(), &config());
    let files = downloads::files(&table, &documents(), &config());
    (table, files)
}

/// Observations that try the formats: a formula, a line end, quotation marks, a correction.
fn awkward() -> Linked {
    let mut linked = gold::linked();
    let [first, second, third, ..] = linked.observations.as_mut_slice() else {
        panic!("too few");
    };
    first.label = "=SUM(A1:A9)数".into();
    first.indicator = None;
    second.sentence_text = format!("他说\"好\",\r\n{}", second.sentence_text);
    second.subject = "@公司".into();
    third.correction = Some("-理由;还有".into());
    linked
}

/// Rows as maps of text, from CSV.
fn from_csv(bytes: &[u8]) -> Vec<Vec<(String, String)>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_string)
        .collect();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            header
                .iter()
                .cloned()
                .zip(record.iter().map(str::to_string))
                .collect()
        })
        .collect()
}

/// The same from JSON objects; lists as CSV joins them.
fn from_json(rows: &[Value]) -> Vec<Vec<(String, String)>> {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|i| i.as_str().unwrap()).collect();
            items.join(";")
        }
        other => other.to_string(),
    };
    rows.iter()
        .map(|row| {
            let row = row.as_object().unwrap();
            row.iter().map(|(k, v)| (k.clone(), cell(v))).collect()
        })
        .collect()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn all_formats_of_a_table_say_the_same() {
    for linked in [gold::linked(), awkward()] {
        let (table, files) = built(linked);
        let observations = from_csv(&files["data/observations.csv"]);
        assert_eq!(observations.len(), table.observations.len());
        let lines: Vec<Value> = std::str::from_utf8(&files["data/observations.jsonl"])
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(observations, from_json(&lines));

        let facts = from_csv(&files["data/facts.csv"]);
        assert_eq!(facts.len(), table.facts.len());
        let object = json(&files["data/facts.json"]);
        assert_eq!(object["schema_version"], downloads::SCHEMA_VERSION);
        assert_eq!(facts, from_json(object["facts"].as_array().unwrap()));
        assert_eq!(
            from_csv(&files["data/conflicts.csv"]),
            from_json(object["conflicts"].as_array().unwrap())
        );
        let unguarded: Vec<Vec<_>> = from_csv(&files["data/facts-excel.csv"])
            .into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|(k, v)| (k, v.strip_prefix('\'').unwrap_or(&v).to_string()))
                    .collect()
            })
            .collect();
        assert_eq!(facts, unguarded);

        let of_indicator: Vec<_> = facts
            .iter()
            .filter(|row| row.contains(&("indicator_id".into(), "gross-output".into())))
            .cloned()
            .collect();
        assert!(!of_indicator.is_empty());
        assert_eq!(
            from_csv(&files["data/indicators/gross-output.csv"]),
            of_indicator
        );
    }
}

#[test]
fn only_the_spreadsheet_is_guarded_and_marked() {
    let (_, files) = built(awkward());
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let excel = text("data/facts-excel.csv");
    assert!(excel.starts_with('\u{feff}'));
    assert!(excel.contains(",'=SUM(A1:A9),"));
    assert!(excel.contains(",'@公司,"));
    let shrunk = excel.lines().find(|line| line.contains(",3个月,")).unwrap();
    assert!(shrunk.contains(",-3,-3.5,-2.5,"), "{shrunk}");
    let plain = text("data/facts.csv");
    assert!(!plain.contains("'=") && !plain.contains("'@"));
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.ends_with("\r\n"), "{name}");
        assert_eq!(text.starts_with('\u{feff}'), name.ends_with("excel.csv"));
    }
}

#[test]
fn columns_are_those_of_the_contract() {
    let (_, files) = built(gold::linked());
    for (file, columns) in [
        (
            "observations",
            "id article sentence offset quote value unit qualifier measure basis status period \
             subject indicator breakdown label period_iso nature cumulative indicator_id rule \
             start end correction fact",
        ),
        (
            "facts",
            "id subject indicator breakdown measure basis status nature period_iso cumulative \
             value low high unit printed flow_stock sources articles observations conflict \
             obs_status indicator_id qualifier label",
        ),
        ("series", "series fact period_iso value break_before"),
        ("conflicts", "fact values articles preferred reason"),
        (
            "checks",
            "id rule verdict formula stated computed operands articles title note observations",
        ),
    ] {
        let bytes = &files[&format!("data/{file}.csv")];
        let header = std::str::from_utf8(bytes).unwrap().lines().next().unwrap();
        let expected: Vec<&str> = columns.split_whitespace().collect();
        assert_eq!(header.split(',').collect::<Vec<_>>(), expected, "{file}");
    }
}

#[test]
fn rows_say_what_the_articles_say() {
    let (_, files) = built(gold::linked());
    let facts = from_csv(&files["data/facts.csv"]);
    let row = |printed: &str| -> BTreeMap<&str, &str> {
        let is_it =
            |row: &&Vec<(String, String)>| row.iter().any(|(k, v)| k == "printed" && v == printed);
        let row = facts
            .iter()
            .find(is_it)
            .unwrap_or_else(|| panic!("{printed}"));
        row.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
    };
    let bound = row("超520亿元");
    assert_eq!(
        (
            bound["value"],
            bound["low"],
            bound["high"],
            bound["qualifier"]
        ),
        ("52000000000", "52000000000", "", "over")
    );
    assert_eq!(bound["obs_status"], "E");
    assert_eq!(bound["indicator_id"], "gross-output");
    assert_eq!(bound["flow_stock"], "flow");
    let percent = row("38.0%");
    assert_eq!(
        (percent["value"], percent["low"], percent["high"]),
        ("38.0", "37.95", "38.05")
    );
    assert_eq!(percent["obs_status"], "A");
    assert_eq!(row("700亿元")["obs_status"], "F");
    let shared = row("7.86亿元");
    assert_eq!(shared["sources"], "2");
    assert_eq!(
        shared["articles"],
        "2025-10-ten-years;2025-11-climbing-high"
    );
    let disputed = row("202个");
    assert_eq!(
        (disputed["conflict"], disputed["obs_status"]),
        ("true", "U")
    );

    let conflicts = from_csv(&files["data/conflicts.csv"]);
    let [conflict] = conflicts.as_slice() else {
        panic!("one conflict");
    };
    assert_eq!(conflict[0].1, disputed["id"]);
    assert_eq!(conflict[1].1, "202;203");
    assert_eq!(conflict[2].1, "2025-10-ten-years;2025-11-climbing-high");
}

#[test]
fn every_quote_stands_at_its_offset() {
    let (_, files) = built(gold::linked());
    for row in from_csv(&files["data/observations.csv"]) {
        let row: BTreeMap<_, _> = row.into_iter().collect();
        let offset: usize = row["offset"].parse().unwrap();
        let rest: String = row["sentence"].chars().skip(offset).collect();
        assert!(rest.starts_with(&row["quote"]), "{row:?}");
    }
}

#[test]
fn the_package_describes_the_files() {
    let (_, files) = built(awkward());
    let package = json(&files["data/datapackage.json"]);
    assert_eq!(package["schema_version"], downloads::SCHEMA_VERSION);
    assert_eq!(package["version"], downloads::version(&files));
    let resources = package["resources"].as_array().unwrap();
    let column = |resource: &str, name: &str| -> Vec<String> {
        from_csv(&files[&format!("data/{resource}.csv")])
            .into_iter()
            .map(|row| row.into_iter().find(|(k, _)| k == name).unwrap().1)
            .collect()
    };
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        let bytes = &files[&format!("data/{}", resource["path"].as_str().unwrap())];
        assert_eq!(resource["bytes"], bytes.len());
        let header = std::str::from_utf8(bytes).unwrap().lines().next().unwrap();
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(header, fields.join(","));
        let keys: Vec<Vec<String>> = resource["schema"]["primaryKey"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| column(name, key.as_str().unwrap()))
            .collect();
        let rows = keys[0].len();
        let distinct: BTreeSet<Vec<&String>> = (0..rows)
            .map(|n| keys.iter().map(|k| &k[n]).collect())
            .collect();
        assert_eq!(distinct.len(), rows, "{name}");
        for key in resource["schema"]["foreignKeys"]
            .as_array()
            .unwrap_or(&vec![])
        {
            let known: BTreeSet<String> = column(
                key["reference"]["resource"].as_str().unwrap(),
                key["reference"]["fields"][0].as_str().unwrap(),
            )
            .into_iter()
            .collect();
            for value in column(name, key["fields"][0].as_str().unwrap()) {
                assert!(value.is_empty() || known.contains(&value), "{name} {value}");
            }
        }
    }
    let csvw = json(&files["data/facts.csv-metadata.json"]);
    let facts = resources.iter().find(|r| r["name"] == "facts").unwrap();
    let names = |list: &Value| -> Vec<Value> {
        list.as_array()
            .unwrap()
            .iter()
            .map(|c| c["name"].clone())
            .collect()
    };
    assert_eq!(
        names(&csvw["tableSchema"]["columns"]),
        names(&facts["schema"]["fields"])
    );
    let dataset = json(&files["data/dataset.jsonld"]);
    assert_eq!(dataset["temporalCoverage"], "1991/2025");
    assert_eq!(dataset["dateModified"], "2025-11");
    let length = dataset["description"].as_str().unwrap().chars().count();
    assert!((50..5000).contains(&length), "{length}");
    for download in dataset["distribution"].as_array().unwrap() {
        let path = format!("data/{}", download["contentUrl"].as_str().unwrap());
        assert!(files.contains_key(&path), "{path}");
    }
}

#[test]
fn addresses_are_absolute_only_when_the_site_has_one() {
    let mut config = config();
    config.site.base_url = "https://example.org/zone/".into();
    let (table, _) = table::build(gold::linked(), &gold::articles(), &config);
    let files = downloads::files(&table, &documents(), &config);
    let dataset = json(&files["data/dataset.jsonld"]);
    assert_eq!(
        dataset["distribution"][0]["contentUrl"],
        "https://example.org/zone/data/facts.csv"
    );
    let (_, files) = built(gold::linked());
    let text = String::from_utf8(files["data/dataset.jsonld"].clone()).unwrap();
    assert!(!text.contains("example.org"));
}

#[test]
fn order_and_repetition_change_no_byte() {
    let (_, files) = built(gold::linked());
    let mut linked = gold::linked();
    linked.observations.reverse();
    let mut articles = gold::articles();
    articles.reverse();
    let (table, _) = table::build(linked, &articles, &config());
    let mut documents = documents();
    documents.reverse();
    assert_eq!(downloads::files(&table, &documents, &config()), files);
}

#[test]
fn an_empty_corpus_has_all_the_files_and_no_rows() {
    let (table, _) = table::build(Linked::default(), &[], &Config::default());
    let files = downloads::files(&table, &[], &Config::default());
    assert!(from_csv(&files["data/facts.csv"]).is_empty());
    assert_eq!(
        json(&files["data/facts.json"])["facts"],
        Value::Array(vec![])
    );
    assert!(files.contains_key("data/datapackage.json"));
}

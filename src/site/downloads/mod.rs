//! Downloads (数据下载): everything in `data/` as bytes, by path from the site's root.
//!
//! Every table is a [`Sheet`] of [`crate::table::rows`], and every format of it is written from
//! that one sheet. The descriptions for machines (Data Package, CSV on the Web, schema.org) are
//! written from the same sheets, so that they cannot speak of other columns. Nothing here
//! depends on the day of the build.

mod csvw;
mod dataset;
mod licence;
mod package;

use std::collections::BTreeMap;

use crate::{
    config::Config,
    model::{Article, FactTable, hash12},
    table::rows::{self, Guard, Sheet},
    text::Document,
};

/// Version of the columns and of the JSON files. It changes when a column is renamed, removed
/// or changes its meaning; new columns come last.
pub const SCHEMA_VERSION: &str = "0.1";

/// A table that the data package describes.
struct Resource {
    /// Name in the package; the file is `<name>.csv`.
    name: &'static str,
    title: &'static str,
    sheet: Sheet,
    primary_key: &'static [&'static str],
    /// Column, resource and column that it points to.
    foreign_keys: &'static [(&'static str, &'static str, &'static str)],
}

/// All files of `data/`.
pub fn files(
    table: &FactTable,
    documents: &[Document],
    config: &Config,
) -> BTreeMap<String, Vec<u8>> {
    let mut articles: Vec<&Article> = documents.iter().map(|d| &d.article).collect();
    articles.sort_by(|a, b| a.slug.cmp(&b.slug));
    let resources = resources(table, &articles, config);

    let mut files = BTreeMap::new();
    for resource in &resources {
        files.insert(
            format!("data/{}.csv", resource.name),
            resource.sheet.csv(Guard::Plain),
        );
        match resource.name {
            "observations" => {
                let lines = resource.sheet.json_lines();
                files.insert("data/observations.jsonl".into(), lines);
            }
            "facts" => {
                let guarded = resource.sheet.csv(Guard::Spreadsheet);
                files.insert("data/facts-excel.csv".into(), guarded);
                let metadata = csvw::metadata(resource, config);
                files.insert("data/facts.csv-metadata.json".into(), metadata);
            }
            _ => {}
        }
    }
    files.insert("data/facts.json".into(), facts_json(&resources));
    for document in documents {
        files.insert(
            format!("data/articles/{}.txt", document.article.slug),
            document.text.clone().into_bytes(),
        );
    }
    let mut by_indicator: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for fact in &table.facts {
        if let Some(id) = &fact.indicator_id {
            by_indicator.entry(id).or_default().push(fact);
        }
    }
    for (id, facts) in by_indicator {
        files.insert(
            format!("data/indicators/{id}.csv"),
            rows::facts(facts, &table.conflicts).csv(Guard::Plain),
        );
    }
    let about = About {
        table,
        articles: &articles,
        config,
        version: version(&files),
    };
    files.insert(
        "data/datapackage.json".into(),
        package::package(&resources, &files, &about),
    );
    files.insert("data/dataset.jsonld".into(), dataset::dataset(&about));
    files
}

/// Version of the data (数据版本): twelve hexadecimal digits that change exactly when a fact, an
/// observation or an article does. Citations print it.
pub fn version(files: &BTreeMap<String, Vec<u8>>) -> String {
    let hashes: Vec<String> = ["facts", "observations", "articles"]
        .iter()
        .filter_map(|name| files.get(&format!("data/{name}.csv")))
        .map(|bytes| blake3::hash(bytes).to_hex().to_string())
        .collect();
    hash12(hashes.iter().map(String::as_str))
}

/// What the descriptions say of the data as a whole.
struct About<'a> {
    table: &'a FactTable,
    articles: &'a [&'a Article],
    config: &'a Config,
    version: String,
}

impl About<'_> {
    fn title(&self) -> &str {
        &self.config.site.name
    }

    fn description(&self) -> String {
        format!(
            "从{}篇新闻报道中整理出的{}统计数字：{}条事实、{}条观测，每条都注明出自哪篇文章的哪一句。\
             整理自新闻报道，不是官方统计发布；一切数字以原文为准。",
            self.articles.len(),
            self.config.site.subject,
            self.table.facts.len(),
            self.table.observations.len(),
        )
    }
}

fn resources(table: &FactTable, articles: &[&Article], config: &Config) -> Vec<Resource> {
    vec![
        Resource {
            name: "facts",
            title: "事实",
            sheet: rows::facts(&table.facts, &table.conflicts),
            primary_key: &["id"],
            foreign_keys: &[
                ("indicator_id", "indicators", "id"),
                ("subject", "subjects", "name"),
            ],
        },
        Resource {
            name: "observations",
            title: "观测",
            sheet: rows::observations(&table.observations),
            primary_key: &["id"],
            foreign_keys: &[
                ("article", "articles", "slug"),
                ("indicator_id", "indicators", "id"),
                ("fact", "facts", "id"),
            ],
        },
        Resource {
            name: "series",
            title: "序列",
            sheet: rows::series(&table.series),
            primary_key: &["series", "fact"],
            foreign_keys: &[("fact", "facts", "id")],
        },
        Resource {
            name: "conflicts",
            title: "冲突",
            sheet: rows::conflicts(&table.conflicts, &table.observations),
            primary_key: &["fact"],
            foreign_keys: &[("fact", "facts", "id")],
        },
        Resource {
            name: "checks",
            title: "核对",
            sheet: rows::checks(&table.checks),
            primary_key: &["id"],
            foreign_keys: &[],
        },
        Resource {
            name: "articles",
            title: "文章",
            sheet: rows::articles(articles.iter().copied(), table),
            primary_key: &["slug"],
            foreign_keys: &[],
        },
        Resource {
            name: "indicators",
            title: "指标",
            sheet: rows::indicators(table, config),
            primary_key: &["id"],
            foreign_keys: &[],
        },
        Resource {
            name: "subjects",
            title: "主体",
            sheet: rows::subjects(table, config),
            primary_key: &["name"],
            foreign_keys: &[],
        },
    ]
}

/// Facts and conflicts in one object, a row a line, so that versions can be compared by line.
fn facts_json(resources: &[Resource]) -> Vec<u8> {
    let mut out = format!("{{\n\"schema_version\": \"{SCHEMA_VERSION}\"").into_bytes();
    for name in ["facts", "conflicts"] {
        let rows = resources
            .iter()
            .filter(|resource| resource.name == name)
            .flat_map(|resource| &resource.sheet.rows);
        out.extend(format!(",\n\"{name}\": [").as_bytes());
        for (n, row) in rows.enumerate() {
            out.extend(if n == 0 { b"\n".as_slice() } else { b",\n" });
            serde_json::to_writer(&mut out, row).expect("cells are valid JSON");
        }
        out.extend(b"\n]");
    }
    out.extend(b"\n}\n");
    out
}

/// An object for machines, indented, with a line end.
fn pretty(object: &serde_json::Value) -> Vec<u8> {
    let mut out = serde_json::to_vec_pretty(object).expect("a value is valid JSON");
    out.push(b'\n');
    out
}

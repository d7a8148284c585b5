//! `data/index.html`: what can be taken away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Date;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DataPage {
    /// Files of the whole site.
    pub(crate) files: Vec<File>,
    /// The columns of the tables.
    pub(crate) tables: Vec<Table>,
    /// How many files of single articles and indicators there are besides.
    pub(crate) more: Vec<More>,
    /// Licence of the data; may be empty.
    pub(crate) licence: String,
    /// Date of the build.
    pub(crate) date: Option<String>,
    /// Hash of the facts.
    pub(crate) version: String,
    /// How to cite.
    pub(crate) about: String,
    /// The description of the data set for machines; may be empty.
    pub(crate) json_ld: String,
}

/// A file.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct File {
    /// Name, which is its address.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) text: &'static str,
    /// Size in words: `12.3 kB`.
    pub(crate) size: String,
}

/// A table with its columns.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Table {
    /// The file.
    pub(crate) path: String,
    /// The columns.
    pub(crate) schema: Schema,
}

/// The columns of a table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Schema {
    /// In order.
    pub(crate) fields: Vec<Field>,
}

/// A column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Field {
    /// Name in the file.
    pub(crate) name: String,
    /// Name in Chinese.
    pub(crate) title: String,
    /// What it holds.
    pub(crate) description: String,
}

/// Files of a kind.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct More {
    /// The pattern: `articles/<slug>.txt`.
    pub(crate) name: &'static str,
    /// What they hold.
    pub(crate) text: &'static str,
    /// How many.
    pub(crate) count: usize,
}

/// What each file of the data contract holds, in the order of the page.
const FILES: [(&str, &str); 15] = [
    (
        "facts.csv",
        "事实表：一行一件事实，谁、什么、何时、多少、几篇报道",
    ),
    ("facts-excel.csv", "同上，供电子表格软件直接打开"),
    ("facts.json", "同上，JSON"),
    (
        "observations.csv",
        "一行一处数字：原文、原句、在文中的位置、怎样认出",
    ),
    ("observations.jsonl", "同上，一行一个 JSON 对象"),
    ("series.csv", "一行一个序列的一期"),
    ("conflicts.csv", "一行一个两说"),
    ("checks.csv", "一行一个核对：算式与结论"),
    ("articles.csv", "一行一篇文章"),
    ("indicators.csv", "一行一个指标：名称、单位、定义"),
    ("subjects.csv", "一行一个主体"),
    ("leftovers.csv", "一行一处未收录的数字和缘由"),
    ("datapackage.json", "各表各列的说明（Data Package 2）"),
    (
        "facts.csv-metadata.json",
        "事实表各列的说明（CSV on the Web）",
    ),
    ("dataset.jsonld", "数据集的说明（schema.org Dataset）"),
];

/// Builds the page from the files that exist, named from the root of the site.
pub(crate) fn data(
    downloads: &BTreeMap<String, Vec<u8>>,
    licence: &str,
    date: Option<Date>,
    version: String,
    json_ld: String,
) -> DataPage {
    let files = FILES.iter().filter_map(|(name, text)| {
        let bytes = downloads.get(&format!("data/{name}"))?;
        Some(File {
            name: (*name).to_string(),
            text,
            size: size(bytes.len()),
        })
    });
    let count = |folder: &str| downloads.keys().filter(|k| k.starts_with(folder)).count();
    let mut more = vec![
        More {
            name: "articles/<文章>.txt",
            text: "文章的纯文本，observations 里的位置以它为准；每篇文章页有链接",
            count: count("data/articles/"),
        },
        More {
            name: "indicators/<指标>.csv",
            text: "一个指标的全部事实；每个指标页有链接",
            count: count("data/indicators/"),
        },
    ];
    more.retain(|m| m.count > 0);
    DataPage {
        files: files.collect(),
        tables: tables(downloads),
        more,
        licence: licence.trim_end_matches('。').to_string(),
        date: date.map(|d| d.to_string()),
        version,
        about: "../about.html#cite".to_string(),
        json_ld,
    }
}

/// The tables as the data package describes them, so that the page says the same.
fn tables(downloads: &BTreeMap<String, Vec<u8>>) -> Vec<Table> {
    #[derive(Deserialize)]
    struct Package {
        resources: Vec<Table>,
    }
    let package = downloads.get("data/datapackage.json");
    let package = package.and_then(|bytes| serde_json::from_slice::<Package>(bytes).ok());
    package.map_or_else(Vec::new, |package| package.resources)
}

/// A size in words, decimal kilobytes.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_exist_are_offered() {
        let downloads = BTreeMap::from([
            ("data/facts.csv".to_string(), vec![0; 1_234]),
            ("data/articles/a.txt".to_string(), vec![]),
        ]);
        let page = data(&downloads, "", None, "0".into(), String::new());
        assert_eq!(page.files.len(), 1);
        assert_eq!(page.files[0].size, "1.2 kB");
        assert_eq!(page.more.len(), 1);
    }
}

//! `facts.csv-metadata.json`: CSV on the Web.

use serde_json::{Value, json};

use super::{Resource, pretty};
use crate::{
    config::Config,
    table::rows::{Column, Kind, LIST_SEPARATOR},
};

/// The description of one table for CSV on the Web.
pub(super) fn metadata(resource: &Resource, config: &Config) -> Vec<u8> {
    let columns: Vec<Value> = resource
        .sheet
        .columns
        .iter()
        .map(|column| self::column(column, resource.primary_key.contains(&column.name)))
        .collect();
    pretty(&json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "zh-Hans" }],
        "url": format!("{}.csv", resource.name),
        "dc:title": format!("{} {}", config.site.name, resource.title).trim(),
        "dialect": { "encoding": "utf-8", "header": true, "lineTerminators": ["\r\n"] },
        "tableSchema": { "columns": columns, "primaryKey": resource.primary_key },
    }))
}

fn column(column: &Column, is_key: bool) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::List => "string",
        Kind::Decimal => "decimal",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
    };
    let mut object = json!({
        "name": column.name,
        "titles": column.name,
        "datatype": kind,
        "required": is_key,
        "dc:title": column.title,
        "dc:description": column.description,
    });
    if column.kind == Kind::List {
        object["separator"] = json!(LIST_SEPARATOR);
    }
    object
}

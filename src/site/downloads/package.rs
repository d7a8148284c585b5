//! `datapackage.json`: a Data Package of version 2 with table schemas and foreign keys.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{About, Resource, SCHEMA_VERSION, licence::licence, pretty};
use crate::table::rows::{Column, Kind, LIST_SEPARATOR};

const PROFILES: &str = "https://datapackage.org/profiles/2.0";

/// The description of all tables; sizes are those of `files`.
pub(super) fn package(
    resources: &[Resource],
    files: &BTreeMap<String, Vec<u8>>,
    about: &About<'_>,
) -> Vec<u8> {
    let mut package = Map::new();
    let mut put = |name: &str, value: Value| {
        package.insert(name.to_string(), value);
    };
    put("$schema", json!(format!("{PROFILES}/datapackage.json")));
    put("name", json!("facts"));
    put("title", json!(about.title()));
    put("description", json!(about.description()));
    put("version", json!(about.version));
    put("schema_version", json!(SCHEMA_VERSION));
    let site = &about.config.site;
    if !site.base_url.is_empty() {
        put("homepage", json!(site.base_url));
    }
    if let Some(licence) = licence(&site.licence) {
        put("licenses", json!([licence.package()]));
    }
    if !about.articles.is_empty() {
        let sources: Vec<Value> = about
            .articles
            .iter()
            .map(|article| match article.url.as_str() {
                "" => json!({ "title": article.title }),
                url => json!({ "title": article.title, "path": url }),
            })
            .collect();
        put("sources", json!(sources));
    }
    let resources: Vec<Value> = resources.iter().map(|r| resource(r, files)).collect();
    put("resources", json!(resources));
    pretty(&Value::Object(package))
}

fn resource(resource: &Resource, files: &BTreeMap<String, Vec<u8>>) -> Value {
    let path = format!("{}.csv", resource.name);
    let bytes = files.get(&format!("data/{path}")).map_or(0, Vec::len);
    let fields: Vec<Value> = resource.sheet.columns.iter().map(field).collect();
    let foreign_keys: Vec<Value> = resource
        .foreign_keys
        .iter()
        .map(|(column, table, target)| {
            json!({
                "fields": [column],
                "reference": { "resource": table, "fields": [target] },
            })
        })
        .collect();
    let mut schema = json!({
        "$schema": format!("{PROFILES}/tableschema.json"),
        "fields": fields,
        "missingValues": [""],
        "primaryKey": resource.primary_key,
    });
    if !foreign_keys.is_empty() {
        schema["foreignKeys"] = json!(foreign_keys);
    }
    json!({
        "name": resource.name,
        "type": "table",
        "title": resource.title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes,
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Decimal => "number",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
        Kind::List => "list",
    };
    let mut field = json!({
        "name": column.name,
        "type": kind,
        "title": column.title,
        "description": column.description,
    });
    if column.kind == Kind::List {
        field["delimiter"] = json!(LIST_SEPARATOR);
    }
    field
}

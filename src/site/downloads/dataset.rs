//! `dataset.jsonld`: a schema.org Dataset, by which search engines for data find the files.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{About, licence::licence, pretty};
use crate::model::{Date, Period, Status};

/// Files that are offered, with their media types.
const DISTRIBUTION: &[(&str, &str)] = &[
    ("facts.csv", "text/csv"),
    ("facts.json", "application/json"),
    ("observations.csv", "text/csv"),
    ("observations.jsonl", "application/jsonl"),
    ("datapackage.json", "application/json"),
];

/// The description of the whole. Addresses are absolute when the site has one.
pub(super) fn dataset(about: &About<'_>) -> Vec<u8> {
    let site = &about.config.site;
    let mut dataset = Map::new();
    let mut put = |name: &str, value: Value| {
        dataset.insert(name.to_string(), value);
    };
    put("@context", json!("https://schema.org/"));
    put("@type", json!("Dataset"));
    put("name", json!(about.title()));
    put("description", json!(about.description()));
    put("inLanguage", json!("zh-Hans"));
    put("version", json!(about.version));
    put(
        "creator",
        json!({ "@type": "Organization", "name": about.title() }),
    );
    put("isAccessibleForFree", json!(true));
    if !site.base_url.is_empty() {
        put("url", json!(format!("{}data/", site.base_url)));
    }
    if !site.licence.is_empty() {
        let address = licence(&site.licence).and_then(|licence| licence.path);
        put("license", json!(address.as_ref().unwrap_or(&site.licence)));
    }
    if let Some(latest) = latest(about) {
        put("dateModified", json!(latest.to_string()));
    }
    if let Some((first, last)) = years(about) {
        put("temporalCoverage", json!(format!("{first}/{last}")));
    }
    if !site.subject.is_empty() {
        put("spatialCoverage", json!(site.subject));
    }
    put("variableMeasured", json!(variables(about)));
    let distribution: Vec<Value> = DISTRIBUTION
        .iter()
        .map(|(file, kind)| {
            let address = match site.base_url.as_str() {
                "" => (*file).to_string(),
                root => format!("{root}data/{file}"),
            };
            json!({
                "@type": "DataDownload",
                "name": file,
                "encodingFormat": kind,
                "contentUrl": address,
            })
        })
        .collect();
    put("distribution", json!(distribution));
    let articles: Vec<Value> = about
        .articles
        .iter()
        .map(|article| {
            let mut object = json!({ "@type": "NewsArticle", "headline": article.title });
            if let Some(published) = article.published.filter(|p| !p.is_estimated) {
                object["datePublished"] = json!(published.date.to_string());
            }
            if !article.url.is_empty() {
                object["url"] = json!(article.url);
            }
            object
        })
        .collect();
    put("isBasedOn", json!(articles));
    pretty(&Value::Object(dataset))
}

/// The latest publication: the data can have changed no later.
fn latest(about: &About<'_>) -> Option<Date> {
    about
        .articles
        .iter()
        .filter_map(|article| article.published.map(|p| p.date))
        .max()
}

/// First and last year of what has come true.
fn years(about: &About<'_>) -> Option<(i32, i32)> {
    let periods = || {
        about
            .table
            .facts
            .iter()
            .filter(|fact| fact.key.status == Status::Actual)
            .filter_map(|fact| fact.key.period)
    };
    let first = periods()
        .filter_map(|period| match period {
            Period::At(date) | Period::Range(date, _) => Some(date.year),
            Period::Publication => None,
        })
        .min()?;
    let last = periods()
        .filter_map(|period| period.last().map(|date| date.year))
        .max()?;
    Some((first, last))
}

/// The indicators of the vocabulary that have facts, with the unit of their levels.
fn variables(about: &About<'_>) -> Vec<Value> {
    let used: BTreeSet<&str> = about
        .table
        .facts
        .iter()
        .filter_map(|fact| fact.indicator_id.as_deref())
        .collect();
    about
        .config
        .indicators
        .iter()
        .filter(|indicator| used.contains(indicator.id.as_str()))
        .map(|indicator| {
            json!({
                "@type": "PropertyValue",
                "name": indicator.name,
                "unitText": indicator.unit,
            })
        })
        .collect()
}

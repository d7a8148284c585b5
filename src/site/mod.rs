//! Turns documents, fact table and charts into pages, in memory. What enters is finished data;
//! what leaves is a [`Site`], a map from path to bytes, the same for the same input. Nothing
//! here draws, extracts or writes.

mod arithmetic;
mod assets;
pub mod downloads;
mod drawing;
mod events;
mod feeds;
mod figure;
mod json_ld;
mod labels;
mod lookup;
mod order;
mod pages;
mod search;
mod sheets;
mod snapshots;
pub mod templates;
mod views;
mod wording;

use std::collections::{BTreeMap, btree_map::Entry};

use rayon::prelude::*;

use crate::{
    config::Config,
    diag::{Diagnostic, Phrase, Report},
    model::{Date, FactTable},
    text::Document,
    words::Vocabulary,
};

pub use drawing::{Chart, Charts, Panel, Picture, draw};
pub use figure::{Figure, Number};
pub use snapshots::{FOLDER as SNAPSHOTS, Snapshots};
pub use templates::Templates;
pub use wording::period_in_words;

use lookup::Lookup;

/// A whole site: paths from its root, with `/` between folders, and their bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site(pub BTreeMap<String, Vec<u8>>);

/// Everything that a site is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Articles with their structure, in any order.
    pub documents: &'a [Document],
    /// Facts, series, conflicts, observations, leftovers.
    pub table: &'a FactTable,
    /// The words that articles are about.
    pub words: &'a Vocabulary,
    /// What editors wrote.
    pub config: &'a Config,
    /// Drawings by series id.
    pub charts: &'a Charts,
    /// Files to publish beside the pages, by path from the root (`data/facts.csv`); pages link
    /// to those that are here.
    pub downloads: &'a BTreeMap<String, Vec<u8>>,
    /// Templates and static files.
    pub templates: &'a Templates,
    /// The date that pages about the build print.
    pub date: Option<Date>,
    /// Dated copies that lie beside the pages.
    pub snapshots: &'a Snapshots,
    /// The name of the dated copy that is being made; none for the site itself.
    pub copy: Option<&'a str>,
}

/// Renders all pages and joins them with charts, downloads and static files.
///
/// # Errors
/// Faults in templates, each once, and two files that want one path.
pub fn render(input: &Input<'_>) -> Result<Site, Report> {
    let lookup = Lookup::new(
        input.documents,
        input.table,
        input.config,
        input.charts,
        input.downloads,
    );
    let rules = views::facts::filter_rules(&lookup);
    let assets = assets::collect(input.templates.statics(), &rules);
    let frames = views::frame::Frames {
        lookup: &lookup,
        style: &assets.style,
        tools: &assets.tools,
        script: &assets.script,
        copy: input.copy,
    };
    let pages = pages::all(&lookup, input.words);
    let paths = pages.iter().map(pages::Page::path).collect();
    let names = search::names(&lookup, input.words, &paths);
    let index = search::files(&lookup, names.clone());
    let sheets = sheets::sheets(&lookup, input.templates)?;
    let builder = pages::Builder {
        input,
        lookup: &lookup,
        frames: &frames,
        search: &pages::Search {
            names: &names,
            script: &assets.search,
            version: search::version(&index),
        },
        sheets: &sheets,
        table_script: &assets.table,
    };
    let rendered: Vec<Result<(String, Vec<u8>), Report>> = pages
        .par_iter()
        .map(|page| Ok((page.path(), builder.render(page)?)))
        .collect();
    let mut report = Report::default();
    let mut site = Site::default();
    for page in rendered {
        match page {
            Ok((path, bytes)) => add(&mut site, &mut report, path, bytes),
            Err(faults) => {
                for fault in faults.diagnostics {
                    if !report.diagnostics.contains(&fault) {
                        report.push(fault);
                    }
                }
            }
        }
    }
    let desk = views::part::Desk {
        lookup: &lookup,
        root: "",
    };
    for series in &input.table.series {
        let source = || desk.chart_source(series);
        let file = input.charts.get(&series.id).and_then(|c| c.file(&source()));
        if let Some(file) = file {
            let path = format!("charts/{}.svg", series.id);
            add(&mut site, &mut report, path, file.into_bytes());
        }
    }
    for (path, bytes) in input.downloads {
        add(&mut site, &mut report, path.clone(), bytes.clone());
    }
    for (path, bytes) in assets.files.into_iter().chain(index).chain(sheets.files) {
        add(&mut site, &mut report, path, bytes);
    }
    if input.copy.is_none() {
        let log = views::log::log(&lookup, input);
        for (path, bytes) in feeds::files(&site, &lookup, &log) {
            add(&mut site, &mut report, path, bytes);
        }
    }
    if report.has_errors() {
        Err(report)
    } else {
        Ok(site)
    }
}

/// What is odd about the home page's settings: findings of no known kind, indicators that no
/// article gives a figure for. All are warnings: the page is built without them.
pub fn check(table: &FactTable, config: &Config) -> Report {
    let mut report = Report::default();
    let has_facts = |id: &str| {
        table.facts.iter().any(|fact| {
            fact.indicator_id.as_deref() == Some(id) && fact.key.subject == config.site.subject
        })
    };
    let home = &config.home;
    let mut named: Vec<&str> = home.figures.iter().map(String::as_str).collect();
    named.extend(home.flagship.as_deref());
    for id in named {
        if !has_facts(id) {
            report.push(Diagnostic::warning(
                "home-without-facts",
                Phrase::new(
                    format!("[home] 里的指标 {id} 没有任何数字，首页不显示它"),
                    format!("indicator {id} in [home] has no figures; the home page leaves it out"),
                ),
            ));
        }
    }
    for id in &home.findings {
        if views::finding::subject_of(config, id).is_none() {
            report.push(
                Diagnostic::warning(
                    "home-unknown-finding",
                    Phrase::new(
                        format!("[home] findings 里的 {id} 说不出是哪个指标的"),
                        format!("[home] findings: {id} names no indicator"),
                    ),
                )
                .hint(Phrase::new(
                    "写指标 id，后面可加 -run、-share、-target 或 -since",
                    "write the id of an indicator, with -run, -share, -target or -since behind it",
                )),
            );
        }
    }
    report
}

fn add(site: &mut Site, report: &mut Report, path: String, bytes: Vec<u8>) {
    match site.0.entry(path) {
        Entry::Vacant(free) => {
            free.insert(bytes);
        }
        Entry::Occupied(taken) => report.push(Diagnostic::error(
            "path-taken",
            Phrase::new(
                format!("两个文件都要写到 {}", taken.key()),
                format!("two files want the path {}", taken.key()),
            ),
        )),
    }
}

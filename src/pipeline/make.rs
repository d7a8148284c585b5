//! From what articles say to all files of the site, in memory.

use super::Reading;
use crate::{
    config::Config,
    diag::{Diagnostic, Phrase, Report},
    hosting,
    model::Date,
    site::{self, Site, Snapshots, Templates, downloads},
    text::Document,
    words::Vocabulary,
};

/// All that pages are made from.
#[derive(Debug, Clone, Copy)]
pub struct Maker<'a> {
    /// What the articles say.
    pub reading: &'a Reading,
    /// The words that they use.
    pub words: &'a Vocabulary,
    /// What editors wrote.
    pub config: &'a Config,
    /// Pages and static files.
    pub templates: &'a Templates,
    /// Date of the build; else the latest publication of an article.
    pub date: Option<Date>,
}

impl Maker<'_> {
    /// Draws the charts and makes pages, downloads and what hosts need, in memory.
    ///
    /// # Errors
    /// Faults of the templates that show only when pages are made.
    pub fn site(&self) -> Result<Site, Report> {
        self.site_with(Snapshots::default(), None)
    }

    /// As [`Maker::site`], with dated copies beside it: those that are there, and a new one.
    ///
    /// # Errors
    /// As [`Maker::site`]; a copy of that name that is there already.
    pub(super) fn site_with(
        &self,
        mut snapshots: Snapshots,
        new: Option<&str>,
    ) -> Result<Site, Report> {
        if let Some(name) = new {
            if snapshots.0.contains_key(name) {
                return Err(snapshot_there(name));
            }
            let mut config = self.config.clone();
            if !config.site.base_url.is_empty() {
                let below = format!("{}{name}/", site::SNAPSHOTS);
                config.site.base_url.push_str(&below);
            }
            let maker = Maker {
                config: &config,
                ..*self
            };
            let copy = maker.pages(&snapshots, Some(name))?;
            snapshots.0.insert(name.to_string(), copy);
        }
        let mut site = self.pages(&snapshots, None)?;
        site.0.extend(snapshots.files());
        let moved = hosting::moved(&self.reading.documents);
        let for_hosts = hosting::files(&site, &moved, &self.config.site.base_url);
        site.0.extend(for_hosts);
        Ok(site)
    }

    fn pages(&self, snapshots: &Snapshots, copy: Option<&str>) -> Result<Site, Report> {
        let Reading {
            documents, table, ..
        } = self.reading;
        site::render(&site::Input {
            documents,
            table,
            words: self.words,
            config: self.config,
            charts: &site::draw(table, self.config),
            downloads: &downloads::files(table, documents, self.config),
            templates: self.templates,
            date: self.date.or_else(|| latest(documents)),
            snapshots,
            copy,
        })
    }
}

fn snapshot_there(name: &str) -> Report {
    Diagnostic::error(
        "snapshot-there",
        Phrase::new(
            format!("存档 {name} 已经有了，存档不改写"),
            format!("there is a snapshot {name} already; snapshots are not written again"),
        ),
    )
    .hint(Phrase::new(
        "换一个名字，例如加上日子：2026-11-20",
        "give it another name, as with the day: 2026-11-20",
    ))
    .into()
}

/// The site with compressed copies beside its files.
pub(super) fn with_copies(mut site: Site) -> Result<Site, Report> {
    let copies = hosting::compressed(&site).map_err(|error| {
        Report::from(Diagnostic::error(
            "cannot-compress",
            Phrase::new(
                format!("无法压缩：{error}"),
                format!("cannot compress: {error}"),
            ),
        ))
    })?;
    site.0.extend(copies);
    Ok(site)
}

/// The latest publication of an article.
fn latest(documents: &[Document]) -> Option<Date> {
    let published = documents.iter().filter_map(|d| d.article.published);
    published.map(|p| p.date).max()
}

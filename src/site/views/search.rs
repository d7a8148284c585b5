//! `search.html`: everything that has a name, as a list; a script makes it a search.

use serde::Serialize;

use crate::site::search::{Kind, Name};

use super::{
    article::{ArticleLink, article_links},
    part::Desk,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SearchPage {
    /// The script.
    pub(crate) script: String,
    /// State of the index, so that no browser mixes an old piece with a new one.
    pub(crate) version: String,
    /// What has a name, by kind.
    pub(crate) groups: Vec<Group>,
    /// The articles.
    pub(crate) articles: Vec<ArticleLink>,
}

/// Names of a kind.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Group {
    /// The kind.
    pub(crate) title: &'static str,
    /// The names.
    pub(crate) names: Vec<Name>,
}

/// Builds the page.
pub(crate) fn search(
    desk: &Desk<'_>,
    names: &[Name],
    script: String,
    version: String,
) -> SearchPage {
    let kinds = [Kind::Indicator, Kind::Subject, Kind::Year, Kind::Word];
    let groups = kinds.map(|kind| Group {
        title: kind.word(),
        names: names.iter().filter(|n| n.kind == kind).cloned().collect(),
    });
    SearchPage {
        script,
        version,
        groups: groups.into_iter().filter(|g| !g.names.is_empty()).collect(),
        articles: article_links(desk),
    }
}

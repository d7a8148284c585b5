//! An article as it lies in `corpus/`.

use super::Date;

/// When an article appeared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// A month or a day.
    pub date: Date,
    /// True when the printed text carries no date and the editor estimated it.
    pub is_estimated: bool,
}

/// One article: front matter and Markdown body, as read from `corpus/<slug>.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// File stem; its page is `articles/<slug>.html`.
    pub slug: String,
    /// Permanent identity, given by `add`, never changed: observation ids are made from it.
    pub id: String,
    /// Title as printed, or the editor's.
    pub title: String,
    /// The editor's short name for it, for chips and notes; empty to make one of the title.
    pub short: String,
    /// Date of publication; `None` where nothing is known (raw text given to `extract`).
    pub published: Option<Published>,
    /// Who wrote it, as printed.
    pub byline: String,
    /// Name of the publication.
    pub source: String,
    /// Where it can be read.
    pub url: String,
    /// Earlier slugs.
    pub aliases: Vec<String>,
    /// An editor's remark, shown on the page.
    pub note: String,
    /// Markdown after the front matter.
    pub body: String,
}

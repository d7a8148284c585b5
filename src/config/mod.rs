//! What the program knows of a place and of economic statistics: `facts.toml` over the
//! embedded base vocabulary. [`parse`] reads the file leniently, entry by entry, and says all that
//! is wrong with it at once.

mod check;
mod corrections;
mod dictionary;
mod explain;
mod names;
mod narrow;
mod raw;
mod reader;
mod vocabulary;

pub use check::{base, parse};
pub use corrections::CORRECTABLE;
pub use explain::{codes, explain};

use serde::Serialize;

use crate::model::FlowStock;

/// The checked configuration that the stages use.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// The site.
    pub site: Site,
    /// Topics in the order of the pages.
    pub topics: Vec<Topic>,
    /// Indicators: those of the site first, then those of the base vocabulary.
    pub indicators: Vec<Indicator>,
    /// Subjects that the site knows.
    pub subjects: Vec<Subject>,
    /// Parts and scopes.
    pub breakdowns: Vec<Breakdown>,
    /// Extra dictionary words for the segmenter.
    pub words: Vec<String>,
    /// Editors' decisions.
    pub corrections: Vec<Correction>,
    /// Articles that were published and are there no more.
    pub removed: Vec<Removed>,
    /// What the home page shows first.
    pub home: Home,
}

/// `[site]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Name of the site: 某某高新区数据.
    pub name: String,
    /// The default subject: 某某高新区.
    pub subject: String,
    /// Root address, ending in `/`; empty when not published yet.
    pub base_url: String,
    /// Licence of the data.
    pub licence: String,
    /// Whom to write to.
    pub contact: String,
    /// ICP filing number.
    pub icp: String,
    /// Which dated snapshots are kept.
    pub snapshots: String,
}

/// `[[topic]]`: a group of indicators with a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Id and file name: `economy`.
    pub id: String,
    /// Name: 经济总量.
    pub name: String,
}

/// `[[indicator]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Id and file name: `gross-output`.
    pub id: String,
    /// Canonical name: 工业总产值.
    pub name: String,
    /// Other words for it: 规模以上工业总产值 is none (that is a breakdown), 产值 is one.
    pub aliases: Vec<String>,
    /// Base unit of its levels: 元, 家, 件, …; empty where it varies with the product (年产能).
    pub unit: String,
    /// Id of its topic; `None` for an indicator that no page lists yet.
    pub topic: Option<String>,
    /// Flow or stock.
    pub flow_stock: FlowStock,
    /// Smallest and largest plausible level, in the base unit.
    pub plausible: Option<(crate::model::Decimal, crate::model::Decimal)>,
    /// What it counts, for the page.
    pub definition: String,
    /// Ids of indicators that look alike and must not be joined with it.
    pub not_with: Vec<String>,
    /// A breakdown that the name itself implies.
    pub breakdown: Option<String>,
}

/// `[[subject]]`: whom figures are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Id and file name.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// zone, company, park, platform, institute, region, ….
    pub kind: String,
    /// Id of the subject that it lies in.
    pub parent: Option<String>,
}

/// `[[breakdown]]`: a part of a subject, or a scope of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// Canonical name: “3+1”主导产业.
    pub name: String,
    /// Other words for it.
    pub aliases: Vec<String>,
    /// True for a scope (规模以上工业企业), false for a part.
    pub is_scope: bool,
}

/// `[[correction]]`: an editor's decision about one observation, with a reason and a guard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Id of the observation that it re-reads or suppresses; `None` to add one.
    pub observation: Option<String>,
    /// Slug of the article.
    pub article: String,
    /// Words that the article must still contain; the build fails when it does not.
    pub expect: String,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub date: String,
    /// True when the observation is none.
    pub suppress: bool,
    /// Fields to replace, by their names in the data contract.
    pub set: std::collections::BTreeMap<String, String>,
}

/// `[[removed]]`: an article that was published once and has been taken down (已撤下); its address
/// says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Its slug.
    pub article: String,
    /// Why it was taken down.
    pub reason: String,
    /// When.
    pub date: String,
}

/// `[home]`: order of key figures and findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// Ids of indicators for the key-figure strip.
    pub figures: Vec<String>,
    /// Id of the indicator of the flagship chart.
    pub flagship: Option<String>,
    /// Ids of findings, in the order in which they are tried.
    pub findings: Vec<String>,
}

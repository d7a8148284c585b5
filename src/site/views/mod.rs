//! What templates receive: one struct a page kind, finished in Rust. Templates place, they do not
//! compute; every text is ready, every address is relative to its page.

pub(crate) mod about;
pub(crate) mod article;
pub(crate) mod audit;
pub(crate) mod body;
pub(crate) mod card;
mod chart_block;
pub(crate) mod check;
mod citation;
pub(crate) mod data;
pub(crate) mod dispute;
pub(crate) mod facts;
pub(crate) mod finding;
pub(crate) mod frame;
pub(crate) mod home;
mod implied;
pub(crate) mod indicator;
pub(crate) mod indicators;
pub(crate) mod log;
mod pairs;
pub(crate) mod part;
mod parts;
pub(crate) mod quote;
mod rates;
pub(crate) mod search;
pub(crate) mod series;
pub(crate) mod series_table;
pub(crate) mod subject;
pub(crate) mod sum;
pub(crate) mod timeline;
pub(crate) mod topic;
mod topic_lead;
pub(crate) mod words;
pub(crate) mod year;
mod year_events;
mod year_figures;

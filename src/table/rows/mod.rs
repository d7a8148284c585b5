//! Rows of the data files (数据文件的行): one row type a file, from which every format is made.
//!
//! A [`Sheet`] is a header and rows of [`Cell`]s. CSV, JSON, JSON lines and the descriptions of
//! the columns are all written from it, so no two formats can differ. The rows lie here and not
//! beside the site because commands print observations without building a site.

mod article;
mod cell;
mod check;
mod conflict;
mod fact;
mod mention;
mod observation;
mod read;
mod series;
mod vocabulary;
mod write;

pub use article::articles;
pub use cell::{Cell, Column, Kind, LIST_SEPARATOR, Row, Sheet};
pub use check::checks;
pub use conflict::conflicts;
pub use fact::{facts, obs_status};
pub use mention::mentions;
pub use observation::{leftover_row, leftovers, observation_row, observations};
pub use read::read;
pub use series::series;
pub use vocabulary::{indicators, subjects};
pub use write::Guard;

//! Puts a rendered site into a folder: only what differs is written, what an earlier build left
//! and this one lacks is removed, and nothing else is touched. [`links`] checks a site before
//! that, in memory; [`structure`] a folder that was written, whoever wrote it.

mod beside;
mod in_place;
pub mod links;
mod manifest;
mod read;
pub mod structure;
mod write;

pub use manifest::{MANIFEST, Manifest};
pub use read::{addresses, read, snapshots};
pub use write::write;

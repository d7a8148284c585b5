//! Puts a rendered site into a folder: only what differs is written, what an earlier build left
//! and this one lacks is removed, and nothing else is touched. [`links`] checks a site before
//! that, in memory.

mod beside;
mod in_place;
pub mod links;
mod manifest;
mod write;

pub use manifest::{MANIFEST, Manifest};
pub use write::write;

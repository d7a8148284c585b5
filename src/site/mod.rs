//! The site as a map from paths to bytes, in memory.

pub mod downloads;

//! Writes a rendered site to a folder.

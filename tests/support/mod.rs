//! Shared by the end-to-end tests.

pub(crate) mod gold;

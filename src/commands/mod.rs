//! What `shudu` can be told to do: each command takes its options as a plain struct and writes
//! to what it is given; arguments, environment and exit codes are the program's affair.

pub mod add;
mod advice;
mod bar;
pub mod build;
mod cache;
mod changes;
pub mod check;
mod codes;
pub mod diff;
mod effect;
pub mod explain;
pub mod extract;
pub mod init;
mod input;
mod published;
#[cfg(feature = "serve")]
pub mod serve;
mod words;

pub use codes::{codes, explain as explain_code};

//! 数读 (shudu): turns a folder of Chinese articles into a static statistics report in which
//! every figure leads to the sentence that it came from.
//!
//! Data flows one way, through the modules in this order; each names only those above it
//! (`tests/layering.rs` holds the walls up). [`pipeline`] tells the story in one function.

pub mod model;

pub mod diag;

pub mod config;

pub mod corpus;

pub mod intake;

pub mod text;

pub mod words;

pub mod quantities;

pub mod periods;

pub mod observations;

pub mod table;

pub mod charts;

pub mod site;

pub mod hosting;

pub mod publish;

pub mod pipeline;

pub mod commands;

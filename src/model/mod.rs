//! The words that every stage speaks: spans, quantities, periods, observations,
//! facts. Plain values without machinery; nothing here reads, recognises or draws.

mod article;
mod check;
mod fact;
mod ids;
mod mention;
mod observation;
mod period;
mod quantity;
mod span;

pub use article::{Article, Published};
pub use check::{Check, Verdict};
pub use fact::{Conflict, Fact, FactKey, FactTable, FlowStock, Series, SeriesPoint};
pub use ids::{CheckId, FactId, ObservationId, hash12};
pub use mention::{Meaning, Mention};
pub use observation::{
    Basis, Leftover, LeftoverReason, Linked, Measure, Nature, Observation, Status,
};
pub use period::{Date, Period};
pub use quantity::{Qualifier, Quantity};
pub use span::Span;

/// Exact decimal numbers: whatever an article prints is kept to the last digit.
pub use rust_decimal::Decimal;

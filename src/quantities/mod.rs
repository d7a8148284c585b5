//! Quantity mentions (数量表达): numbers with units and hedges, found by a grammar on the
//! characters of a normalised sentence. What fails the grammar leaves at once, with its reason.

mod hedges;
pub mod numerals;
mod scan;
mod special;
mod units;

pub use scan::find;
pub use units::{UnitKind, kind_of};

use crate::model::{LeftoverReason, Quantity, Span};

/// A quantity found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityMention {
    /// All of it, hedges and unit included, as bytes of the text that was searched.
    pub span: Span,
    /// The number without hedges and unit.
    pub number: Span,
    /// What it says.
    pub quantity: Quantity,
    /// How it is written.
    pub form: Form,
    /// The lower end of a range whose upper end comes next.
    pub is_range_start: bool,
    /// Written with Chinese digits.
    pub is_chinese: bool,
}

/// How a quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Number and unit: 203家, 16.06亿元, 49%.
    Plain,
    /// A fraction in words: 三成, 四分之一, 过半.
    Fraction,
    /// 翻一番, 翻番.
    Doubling,
    /// 第88位, 首位, 第一.
    Rank,
    /// 持平.
    Unchanged,
    /// A number without a unit: table cells, 超千亿.
    Bare,
}

/// What a search yields, in text order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A quantity.
    Quantity(QuantityMention),
    /// A numeric expression that is none, and why.
    Leftover(Span, LeftoverReason),
}

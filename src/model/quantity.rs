//! A number with its unit, as printed and as meant.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How firmly a number is printed (限定词).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
#[serde(rename_all = "lowercase")]
pub enum Qualifier {
    /// The number itself.
    #[default]
    Exact,
    /// 约, 近, 左右.
    About,
    /// A lower bound: 超, 逾, 突破, 多, 余, 以上, 不低于.
    Over,
    /// An upper bound: 以下, 不足, 不到, 以内.
    Under,
}

/// A quantity: exact decimal value in the base unit, unit, qualifier, printed precision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Value in the base unit, 万 and 亿 multiplied out.
    pub value: Decimal,
    /// `元`, `%`, `个百分点`, `倍`, `位`, or the unit or classifier as printed.
    pub unit: String,
    /// Exact, about, over or under.
    pub qualifier: Qualifier,
    /// One unit of the last printed digit, in the base unit: 16.06亿元 has 1000000.
    pub step: Decimal,
}

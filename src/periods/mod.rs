//! Period mentions (时间表达): what the words say ([`Expression`]), found on the characters of a
//! normalised sentence, and what they mean against a clock ([`Clock`]).

mod clock;
mod near;
mod scan;

pub use clock::Clock;
pub use near::{Near, near};
pub use scan::find;

use crate::model::Span;

/// A period found in a text, not yet resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodMention {
    /// Bytes of the text that was searched.
    pub span: Span,
    /// What the words say.
    pub expression: Expression,
    /// 截至, 到, 末, 底: the state at the end of the period.
    pub is_as_of: bool,
    /// 以来, 自…起: from the period until now.
    pub is_since: bool,
}

/// What a period mention says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expression {
    /// A calendar period: 2024年, 今年前三季度, 去年9月, 全年.
    Calendar(Year, Part),
    /// From one calendar period to another: 2018—2020年, 2017年8月至2020年.
    Span((Year, Part), (Year, Part)),
    /// A five-year plan: “十四五”.
    Plan {
        /// Number of the plan: 14.
        number: u8,
        /// Which part of it.
        part: PlanPart,
    },
    /// The last so many years up to publication: 近3年, 10年来.
    LastYears(u8),
    /// So many years of what is being told: 3年时间里, 两年间, 两年累计.
    ToldYears(u8),
    /// As of publication: 目前, 现有, 如今, 截至目前.
    Now,
    /// So far from the publication: 昨天, 上周, 本月.
    Near(Near),
}

/// Which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// As printed.
    Absolute(i32),
    /// So many years from the publication: 今年 0, 去年 −1, 前年 −2, 明年 1.
    FromPublication(i32),
    /// The year that the whole text tells of, or that of its publication: 年内.
    OfText,
    /// The year before the one being told: 上年.
    Before,
    /// The year after the one being told: 次年, 第二年.
    After,
    /// The year being told: 同年, 当年, or no year word (9月, 全年, 前三季度).
    Context,
}

/// Which part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// From one month to another, both included.
    Months(u8, u8),
    /// One month.
    Month(u8),
    /// One day.
    Day(u8, u8),
    /// The end: 年末, 年底.
    End,
}

/// Which part of a five-year plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanPart {
    /// All five years.
    Whole,
    /// The last year: 末.
    End,
    /// From its beginning until now: 以来.
    Since,
    /// The first so many years: 前三年.
    First(u8),
}

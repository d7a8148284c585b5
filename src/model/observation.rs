//! An observation: a quantity understood, with its evidence. Field names and spellings are
//! those of the data contract (SDMX, W3C Data Cube usage).

use std::{borrow::Cow, fmt};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{FactId, ObservationId, Period, Qualifier, Span};

/// What kind of statement a value makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// An amount or a count (水平).
    Level,
    /// A rate of change in percent (增速).
    Growth,
    /// An absolute change (增减量): 增加57亿元, 提升8位, 提高2个百分点.
    Change,
    /// A part of a whole (占比).
    Share,
    /// A place in an order (位次).
    Rank,
    /// A ratio (倍数): 翻一番, 3倍.
    Multiple,
}

/// Whether a value held when it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// True when printed; a capacity that exists is actual.
    Actual,
    /// Planned, aimed at or expected.
    Target,
}

/// The finer reading of [`Status`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nature {
    /// Achieved (实绩).
    Result,
    /// Aimed at (目标): 力争, 目标, 计划.
    Target,
    /// Expected (预计): 预计, 预估, 有望.
    Forecast,
    /// What could be made (产能): 年产能15万吨.
    Capacity,
}

impl Nature {
    /// The status of the data contract.
    pub const fn status(self) -> Status {
        match self {
            Self::Result | Self::Capacity => Status::Actual,
            Self::Target | Self::Forecast => Status::Target,
        }
    }
}

/// What a growth rate, a change or a multiple is measured against, or the whole of a share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// Against the same period of the year before (同比, 比上年): `yoy`.
    YearOnYear,
    /// Yearly average over the period (年均): `annual_average`.
    AnnualAverage,
    /// Against an earlier period: `2015`.
    Period(Period),
    /// The whole, as printed.
    Whole(String),
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YearOnYear => f.write_str("yoy"),
            Self::AnnualAverage => f.write_str("annual_average"),
            Self::Period(period) => period.fmt(f),
            Self::Whole(whole) => f.write_str(whole),
        }
    }
}

macro_rules! spelled {
    ($name:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $name {
            /// The spelling of the data contract.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

spelled!(Measure {
    Level => "level", Growth => "growth", Change => "change",
    Share => "share", Rank => "rank", Multiple => "multiple",
});
spelled!(Status { Actual => "actual", Target => "target" });
spelled!(Nature { Result => "result", Target => "target", Forecast => "forecast", Capacity => "capacity" });
spelled!(Qualifier { Exact => "exact", About => "about", Over => "over", Under => "under" });

/// The value of an indicator for a subject in a period, with unit, qualifier, status, evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Public address of the evidence.
    pub id: ObservationId,
    /// Slug of the article.
    pub article: String,
    /// The sentence, as bytes of the article's plain text.
    pub sentence: Span,
    /// The sentence itself; a table's row as printed.
    pub sentence_text: String,
    /// The quantity with qualifier and unit, as bytes of the article's plain text.
    pub quote: Span,
    /// The very characters of `quote`.
    pub quote_text: String,
    /// Value in the base unit; a decrease is negative.
    pub value: Decimal,
    /// One unit of the last printed digit, in the base unit.
    pub step: Decimal,
    /// Base unit or classifier.
    pub unit: String,
    /// Exact, about, over or under.
    pub qualifier: Qualifier,
    /// Level, growth, change, share, rank or multiple.
    pub measure: Measure,
    /// What a growth, change, multiple or share is relative to.
    pub basis: Option<Basis>,
    /// Result, target, forecast or capacity.
    pub nature: Nature,
    /// 累计: a running total since some earlier date.
    pub cumulative: bool,
    /// What the value refers to, `None` where nothing can be said.
    pub period: Option<Period>,
    /// `period` with `pub` resolved to the article's publication date.
    pub period_iso: Option<Period>,
    /// Whom or what the value is about, canonical.
    pub subject: String,
    /// Canonical name of the indicator; `None` for one-off figures.
    pub indicator: Option<String>,
    /// Id of the indicator where the vocabulary lists it.
    pub indicator_id: Option<String>,
    /// The part of the subject that is counted, when not all of it.
    pub breakdown: Option<String>,
    /// A short noun phrase that names the figure.
    pub label: String,
    /// Name of the construction that linked it.
    pub rule: Cow<'static, str>,
    /// Reason of the correction that changed it, if one did.
    pub correction: Option<String>,
    /// The fact that it belongs to; set when the fact table is built.
    pub fact: Option<FactId>,
}

impl Observation {
    /// `actual` or `target`, as in the data contract.
    pub const fn status(&self) -> Status {
        self.nature.status()
    }
}

/// Why a numeric expression is no observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftoverReason {
    /// A calendar date or year.
    Date,
    /// A span of time that frames other statements (近3年).
    TimeFrame,
    /// A number that orders or names (第三级, 二期).
    Ordinal,
    /// A number inside a name (863, “3+1”).
    Name,
    /// A figure of speech (百舸争流).
    Idiom,
    /// A number that only counts what the sentence lists (等6个部门 names).
    Enumeration,
    /// A limit that defines a class (2000万元以上项目).
    Threshold,
    /// A number that says no number (一批, 几十).
    Indefinite,
    /// Page furniture: phone numbers, document numbers, view counts.
    Noise,
    /// A numeral inside a longer word (万马, 半导体).
    Lexical,
    /// A quantity that no construction could place.
    Unresolved,
}

spelled!(LeftoverReason {
    Date => "date", TimeFrame => "time-frame", Ordinal => "ordinal", Name => "name",
    Idiom => "idiom", Enumeration => "enumeration", Threshold => "threshold",
    Indefinite => "indefinite", Noise => "noise", Lexical => "lexical",
    Unresolved => "unresolved",
});

/// A numeric expression that is no observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leftover {
    /// Slug of the article.
    pub article: String,
    /// The sentence, as bytes of the article's plain text.
    pub sentence: Span,
    /// The expression, as bytes of the article's plain text.
    pub quote: Span,
    /// The very characters of `quote`.
    pub quote_text: String,
    /// Why it is none.
    pub reason: LeftoverReason,
}

/// What the linking stage gives: every quantity is in one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// Quantities understood, in text order, article by article.
    pub observations: Vec<Observation>,
    /// Numeric expressions that are none, each with its reason.
    pub leftovers: Vec<Leftover>,
}

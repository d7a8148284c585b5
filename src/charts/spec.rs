//! What a chart shows (图表的内容): plain data, finished words and printed labels. Nothing here
//! knows facts or articles, and nothing later in the stage decides what is true.

use serde::Deserialize;

/// The form of a chart: which mark stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Columns from zero (柱): levels of at most eight consecutive periods.
    #[default]
    Columns,
    /// Dots on a true time scale, joined by a line (点线): levels of irregular years.
    Dots,
    /// Stems from zero with a dot at the end (棒棒): rates.
    Lollipops,
    /// Columns of two parts with labels inside (两段柱): a part and the rest of a whole.
    Stack,
    /// Dots on a reversed axis (位次): the smaller the number, the higher the dot.
    Rank,
    /// One bar a row (条): a few categories.
    Bars,
}

/// How firmly a value is printed (限定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// The number itself.
    #[default]
    Exact,
    /// 约, 近, 左右: a dotted top edge.
    About,
    /// 超, 逾, 多: a lower bound, drawn with a cap that points up.
    Over,
    /// 不到, 以内: an upper bound, a dotted top edge.
    Under,
}

/// Where a value comes from (来历).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Printed in an article (报道): solid.
    #[default]
    Reported,
    /// Worked out from printed values (算得): hollow.
    Computed,
    /// Worked backwards from a level and its growth (倒推): hollow.
    Implied,
}

/// A place on the time axis.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// Years with fraction; a whole year stands at the whole number.
    pub year: f64,
    /// What stands under the axis: `2024`, or the name of a row of [`Kind::Bars`].
    pub label: String,
    /// A second, smaller line: `规上口径`, `前三季度`.
    #[serde(default)]
    pub sub: String,
}

/// The address that a mark leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Address, as it shall stand in the page.
    #[serde(default)]
    pub href: String,
    /// The title of the mark, which is its accessible name too: `2024年574亿元，看原句`.
    #[serde(default)]
    pub name: String,
}

/// The other value of a conflict (两说).
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Twin {
    /// In the unit of the chart.
    pub value: f64,
    /// As printed, without unit.
    pub label: String,
    /// Where it is said.
    #[serde(default)]
    pub link: Link,
}

/// The upper part of a two-part column.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upper {
    /// In the unit of the chart.
    pub value: f64,
    /// As printed or computed, without unit.
    pub label: String,
    /// The whole column: `574`.
    pub total: String,
    /// The share of the lower part, sign included: `49%`; empty where none is printed.
    #[serde(default)]
    pub share: String,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Where on the axis.
    pub at: Tick,
    /// In the unit of the chart.
    pub value: f64,
    /// As printed, word of the qualifier included, without unit: `574`, `超520`.
    pub label: String,
    /// How firm.
    #[serde(default)]
    pub bound: Bound,
    /// Where from.
    #[serde(default)]
    pub origin: Origin,
    /// True for a part of a year (前三季度): a narrow mark.
    #[serde(default)]
    pub is_part_year: bool,
    /// True for an expectation (预计): outline only, apart from the results.
    #[serde(default)]
    pub is_forecast: bool,
    /// The other value, where articles disagree.
    #[serde(default)]
    pub twin: Option<Twin>,
    /// The upper part, for [`Kind::Stack`].
    #[serde(default)]
    pub upper: Option<Upper>,
    /// A word of warning beside the mark: `对不上`.
    #[serde(default)]
    pub remark: String,
    /// Where the mark leads.
    #[serde(default)]
    pub link: Link,
}

/// A goal (目标): a short thick tick, joined to nothing.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The date of the goal.
    pub at: Tick,
    /// In the unit of the chart.
    pub value: f64,
    /// `目标 700`, `力争突破 1000`.
    pub label: String,
    /// What is missing from the last result: `还差 126`; empty for no bracket.
    #[serde(default)]
    pub gap: String,
    /// Where the mark leads.
    #[serde(default)]
    pub link: Link,
}

/// A mean over several years (年均): a bracket over its span, never a point.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Average {
    /// First year of the span.
    pub first: f64,
    /// Last year of the span.
    pub last: f64,
    /// In the unit of the chart.
    pub value: f64,
    /// `8.9%`.
    pub label: String,
    /// `2015—2025`.
    pub span: String,
    /// Where the mark leads.
    #[serde(default)]
    pub link: Link,
}

/// A change of scope or definition (口径断点): no line crosses it, the axis shows `//`.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// Last year before it.
    pub after: f64,
    /// First year behind it.
    pub before: f64,
    /// What changed, for the note under the figure.
    pub reason: String,
}

/// A period of the axis that has no value, and why (未载, 不可算).
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// Which period.
    pub year: f64,
    /// The word in its place.
    pub word: String,
}

/// Everything that one chart shows.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartSpec {
    /// Unique on its page; ids inside the drawing are made from it.
    pub id: String,
    /// Which mark.
    pub kind: Kind,
    /// The finding, a sentence without full stop; the `<title>` of the drawing.
    pub title: String,
    /// Indicator, unit, periods, scope; printed in a stand-alone file.
    #[serde(default)]
    pub subtitle: String,
    /// The chart in words; the `<desc>` of the drawing.
    #[serde(default)]
    pub description: String,
    /// Unit of all values, printed once if it fits: `亿元`, `%`.
    #[serde(default)]
    pub unit: String,
    /// Results and forecasts in order of time; the rows of [`Kind::Bars`] in order.
    #[serde(default)]
    pub points: Vec<Point>,
    /// Goals in order of value.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Means over several years.
    #[serde(default)]
    pub averages: Vec<Average>,
    /// Breaks in order of time.
    #[serde(default)]
    pub breaks: Vec<Break>,
    /// Periods without a value that the axis shows all the same.
    #[serde(default)]
    pub absent: Vec<Absent>,
    /// First and last year of a time axis that several charts share.
    #[serde(default)]
    pub axis: Option<(f64, f64)>,
    /// Names of the two parts of [`Kind::Stack`], lower first, and a second line for each:
    /// `“3+1”` with `占比`, `其余` with `算得`.
    #[serde(default)]
    pub parts: Vec<(String, String)>,
    /// True for a panel under a chart of columns: its stems stand on the columns' positions.
    #[serde(default)]
    pub is_panel: bool,
    /// Trailing places that a panel keeps free, or fills with averages, because the columns
    /// above it have as many for targets.
    #[serde(default)]
    pub asides: usize,
}

/// The size that a chart is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// 640 px wide, text of 15 px.
    Wide,
    /// 328 px wide, text of 14 px: phones.
    Narrow,
    /// 300 × 132 px, text of 13 px: cards.
    Mini,
    /// 164 × 104 px, text of 13 px: cards two in a row on phones.
    Tiny,
}

impl Form {
    /// All forms, largest first.
    pub const ALL: [Self; 4] = [Self::Wide, Self::Narrow, Self::Mini, Self::Tiny];

    /// The class of the drawing, and the end of the ids inside it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Wide => "wid",
            Self::Narrow => "nar",
            Self::Mini => "mini",
            Self::Tiny => "tiny",
        }
    }

    /// True for the two sizes of a figure, false for those of a card.
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Wide | Self::Narrow)
    }
}

//! What the header of a column or of a row says (表头).

use super::super::lexicon::Term;
use super::super::link::Tools;
use crate::config::Config;
use crate::model::{Decimal, Period, Span};
use crate::periods;
use crate::quantities::{self, Found, kind_of, numerals};
use crate::text::{Document, Normal};

/// What the header of a column or of a row says.
#[derive(Debug, Clone, Default)]
pub(super) struct Caption {
    pub(super) text: String,
    pub(super) indicator: Option<usize>,
    pub(super) breakdown: Option<String>,
    /// Unit in the header, with its multiplier: 亿元, 家, %.
    pub(super) unit: Option<(Decimal, String)>,
    pub(super) period: Option<periods::PeriodMention>,
    pub(super) is_growth: bool,
    pub(super) is_share: bool,
    /// 2023年（预期目标）, 年度计划.
    pub(super) is_target: bool,
    /// 其中：第一产业, #出口: a part of the row above.
    pub(super) is_part: bool,
}

/// What the line above a table says of all its figures: 三大产业产值（单位：亿元）.
#[derive(Debug, Clone, Default)]
pub(in crate::observations) struct Above {
    pub(in crate::observations) period: Option<Period>,
    /// The park or zone that it names: 表2 岚溪经济开发区主要指标.
    pub(in crate::observations) subject: Option<String>,
    indicator: Option<usize>,
    unit: Option<(Decimal, String)>,
}

impl Above {
    pub(in crate::observations) fn read(
        document: &Document,
        line: Span,
        tools: &Tools<'_>,
        period: Option<Period>,
        subject: Option<String>,
    ) -> Self {
        let line = Caption::read(document, line, tools);
        Self {
            period,
            subject,
            indicator: line.indicator,
            unit: line.unit,
        }
    }

    /// Gives a column what it does not say itself: 2024年, 增长（%）, 占比（%） are those of the indicator
    /// above, which has its own unit; 企业数 tells of another, which the unit does not measure.
    pub(super) fn complete(&self, column: &mut Caption, has_unit: bool, config: &Config) {
        let is_bare = column.indicator.is_none()
            && (column.period.is_some() || column.is_growth || column.is_share);
        if is_bare {
            column.indicator = self.indicator;
        }
        let fits = match column.indicator {
            Some(i) => self.measures(i, config),
            None => is_bare,
        };
        if fits && column.unit.is_none() && !has_unit && !column.is_growth && !column.is_share {
            column.unit.clone_from(&self.unit);
        }
    }

    /// 财政收支（单位：万元）: the unit for rows of indicators that it measures.
    pub(super) fn unit_of(
        &self,
        owner: &Caption,
        other: &Caption,
        config: &Config,
    ) -> Option<(Decimal, String)> {
        let is_rate = |caption: &Caption| caption.is_growth || caption.is_share;
        let indicator = owner
            .indicator
            .filter(|_| !is_rate(owner) && !is_rate(other))?;
        self.unit
            .clone()
            .filter(|_| self.measures(indicator, config))
    }

    /// The unit above is one of the indicator's kind.
    fn measures(&self, indicator: usize, config: &Config) -> bool {
        let own = kind_of(&config.indicators[indicator].unit);
        self.unit
            .as_ref()
            .is_some_and(|(_, unit)| kind_of(unit) == own)
    }
}

impl Caption {
    pub(super) fn read(document: &Document, cell: Span, tools: &Tools<'_>) -> Self {
        let normal = Normal::new(&document.text, cell);
        let text = normal.text();
        let mut caption = Self::default();
        let (text, is_part) = without_mark(text);
        caption.is_part = is_part;
        // 工业总产值（亿元）, 产值/亿元, 单位：家.
        let (name, unit) = match (text.find('（'), text.rfind('）'), text.find('/')) {
            (Some(a), Some(b), _) if a < b => (&text[..a], &text[a + '（'.len_utf8()..b]),
            (_, _, Some(a)) => (&text[..a], &text[a + 1..]),
            _ => (text, ""),
        };
        caption.text = name.trim().to_string();
        // 比2023年增长（%）: the year compared with is not that of the figures.
        let compared =
            |mention: &periods::PeriodMention| text[..mention.span.start].ends_with(['比', '较']);
        caption.period = periods::find(text)
            .into_iter()
            .find(|mention| !compared(mention))
            .or_else(|| bare_year(name));
        caption.unit = unit_of(unit).or_else(|| {
            if caption.period.is_some() {
                None
            } else {
                unit_of(name)
            }
        });
        for (span, term) in tools.lexicon.find(name) {
            match term {
                Term::Indicator(i) => {
                    caption.indicator = Some(i);
                    let before = name[..span.start].trim_matches(['的', '其', '中', '：']);
                    if caption.breakdown.is_none() && !before.is_empty() && caption.period.is_none()
                    {
                        caption.breakdown = Some(before.to_string());
                    }
                }
                Term::Breakdown(b) => {
                    caption.breakdown = Some(tools.config.breakdowns[b].name.clone())
                }
                _ => {}
            }
        }
        caption.is_growth = ["增长", "增速", "增幅", "同比", "比上年"]
            .iter()
            .any(|w| text.contains(w));
        caption.is_target = ["目标", "计划", "预期", "预计"]
            .iter()
            .any(|w| text.contains(w));
        caption.is_share = ["占比", "比重", "强度", "比例"]
            .iter()
            .any(|w| text.contains(w));
        caption
    }
}

pub(super) fn is_total(text: &str) -> bool {
    matches!(text, "合计" | "总计" | "全区" | "总体" | "指标" | "")
}

/// 一、地区生产总值, 1.出口, 其中：第一产业, #出口: the name without its number, and whether it is a part.
fn without_mark(text: &str) -> (&str, bool) {
    const PARTS: [&str; 8] = ["其中：", "其中", "#", "＃", "——", "—", "－", "-"];
    let text = text.trim();
    if let Some(part) = PARTS.iter().find_map(|mark| text.strip_prefix(mark)) {
        return (without_mark(part).0, true);
    }
    let number = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c == '十' || numerals::digit(c).is_some()
    });
    let numbered = number.len() < text.len();
    let bare = number.strip_prefix(['、', '.', '．']).filter(|_| numbered);
    let bracketed = text.strip_prefix('（').and_then(|text| {
        let (number, name) = text.split_once('）')?;
        let counts = |c: char| c == '十' || c.is_ascii_digit() || numerals::digit(c).is_some();
        number.chars().all(counts).then_some(name)
    });
    (bare.or(bracketed).unwrap_or(text), false)
}

/// A unit alone in a header: 亿元, 家, %, 比上年增长%.
pub(super) fn unit_of(text: &str) -> Option<(Decimal, String)> {
    let unit = text.trim_start_matches("单位：");
    let unit = ["同比增长", "增长", "比上年", "±", "增速", "，"]
        .iter()
        .fold(unit, |u, w| u.trim_start_matches(w));
    if unit.is_empty() {
        return None;
    }
    let probe = format!("1{unit}");
    match quantities::find(&probe, &[], &|_| false, &|_| false)
        .into_iter()
        .next()?
    {
        Found::Quantity(q) if q.span.end == probe.len() && !q.quantity.unit.is_empty() => {
            Some((q.quantity.value, q.quantity.unit))
        }
        _ => None,
    }
}

/// 2024 as a header without 年.
fn bare_year(text: &str) -> Option<periods::PeriodMention> {
    let year: i32 = text.trim().parse().ok()?;
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let with = format!("{year}年");
    periods::find(&with).into_iter().next()
}

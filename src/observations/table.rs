//! Tables (表格): year × indicator or indicator × year; the unit stands in a header.

use super::lexicon::Term;
use super::link::Tools;
use crate::model::{
    Date, Decimal, LeftoverReason, Measure, Nature, Observation, ObservationId, Period, Span,
};
use crate::periods::{self, Clock};
use crate::quantities::{self, Found, UnitKind, kind_of, numerals};
use crate::text::{Document, Normal};

/// What the header of a column or of a row says.
#[derive(Debug, Clone, Default)]
struct Caption {
    text: String,
    indicator: Option<usize>,
    breakdown: Option<String>,
    /// Unit in the header, with its multiplier: 亿元, 家, %.
    unit: Option<(Decimal, String)>,
    period: Option<periods::PeriodMention>,
    is_growth: bool,
    is_share: bool,
    /// 2023年（预期目标）, 年度计划.
    is_target: bool,
    /// 其中：第一产业, #出口: a part of the row above.
    is_part: bool,
}

/// The header row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    columns: Vec<Caption>,
    /// The last row that was no part of another.
    whole: Option<Caption>,
}

/// What a cell yields.
pub(super) enum Cell {
    Observation(Box<Observation>),
    Leftover(Span, LeftoverReason),
}

/// What the text says of a table that stands in it.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// When the article appeared.
    pub(super) published: Option<Date>,
    /// The period of the section.
    pub(super) period: Option<Period>,
    /// Whom the text is about.
    pub(super) subject: &'a str,
}

impl Header {
    pub(super) fn read(document: &Document, cells: &[Span], tools: &Tools<'_>) -> Self {
        Self {
            columns: cells
                .iter()
                .map(|&cell| caption(document, cell, tools))
                .collect(),
            whole: None,
        }
    }

    /// The figures of one row.
    pub(super) fn read_row(
        &mut self,
        document: &Document,
        cells: &[Span],
        tools: &Tools<'_>,
        setting: Setting<'_>,
    ) -> Vec<Cell> {
        let Some(&first) = cells.first() else {
            return Vec::new();
        };
        let mut row = caption(document, first, tools);
        if row.is_part || row.indicator.is_none() && row.period.is_none() {
            self.take_part(&mut row, tools);
        }
        if !row.is_part {
            self.whole = Some(row.clone());
        }
        // A column 单位 gives the unit of the row.
        let unit_column = self.columns.iter().position(|c| c.text.contains("单位"));
        if let Some(cell) = unit_column.and_then(|at| cells.get(at)) {
            let normal = Normal::new(&document.text, *cell);
            row.unit = unit_of(normal.text()).or(row.unit);
        }
        let mut found = Vec::new();
        for (at, &cell) in cells.iter().enumerate() {
            let mut column = self.columns.get(at).cloned().unwrap_or_default();
            if column.period.is_none() && (column.is_growth || column.is_share) {
                // 增长（%） after 2023年, 2024年 belongs to the last year before it.
                column.period = self.columns[..at.min(self.columns.len())]
                    .iter()
                    .rev()
                    .find_map(|c| c.period);
            }
            // 同比增长（%） behind 产值（亿元） is the growth of that.
            // 产业产值（亿元） in the corner: what the rows of industries hold.
            let corner = self.columns.first().filter(|_| at > 0);
            if let Some(corner) = corner
                && corner.unit.is_some()
                && column.unit.is_none()
                && row.unit.is_none()
            {
                column.unit.clone_from(&corner.unit);
            }
            if let Some(corner) = corner
                && row.indicator.is_none()
                && column.indicator.is_none()
                && row.period.is_none()
                && corner.indicator.is_some()
            {
                column.indicator = corner.indicator;
            }
            if column.is_growth && column.indicator.is_none() && row.indicator.is_none() {
                let before = self.columns[..at.min(self.columns.len())].iter().rev();
                // 产量 of products, each in the unit of its row, may grow as an amount does.
                let grows = before.filter(|c| {
                    let unit = c.unit.as_ref().map(|(_, unit)| kind_of(unit));
                    !c.is_growth && (unit == Some(UnitKind::Money) || unit_column.is_some())
                });
                column.indicator = grows.into_iter().find_map(|c| c.indicator);
            }
            let is_row_header = at == 0;
            if is_row_header || Some(at) == unit_column {
                continue;
            }
            if let Some(result) = self.cell(document, cell, &row, &column, tools, setting) {
                found.push(result);
            }
        }
        found
    }

    /// 第一产业 below 地区生产总值: the part of the row above, by its own name where the vocabulary has
    /// one (第一产业增加值). A row without a mark goes on with the parts above it.
    fn take_part(&self, row: &mut Caption, tools: &Tools<'_>) {
        let Some(whole) = &self.whole else { return };
        let Some(i) = whole.indicator.filter(|_| row.indicator.is_none()) else {
            return;
        };
        let name = tools.config.indicators[i].name.as_str();
        let ends = name.char_indices().skip(1).map(|(at, _)| &name[at..]);
        let named = ends
            .chain(["增加值"])
            .find_map(|end| tools.config.listed(&format!("{}{end}", row.text)));
        row.indicator = named.or(row.is_part.then_some(i));
        if named.is_some() {
            row.breakdown = None;
        } else if row.is_part && row.breakdown.is_none() {
            row.breakdown = Some(row.text.clone());
        }
    }

    /// 城东工业园 below 园区: rows of parks, places and firms are told of themselves.
    fn subject_of<'a>(&self, row: &'a Caption) -> Option<&'a str> {
        const HEADS: [&str; 12] = [
            "园区",
            "片区",
            "开发区",
            "县区",
            "区县",
            "镇街",
            "乡镇",
            "地区",
            "企业",
            "企业名称",
            "公司",
            "单位名称",
        ];
        let head = self.columns.first().map_or("", |head| head.text.as_str());
        (HEADS.contains(&head) && !is_total(&row.text)).then_some(row.text.as_str())
    }

    fn cell(
        &self,
        document: &Document,
        cell: Span,
        row: &Caption,
        column: &Caption,
        tools: &Tools<'_>,
        setting: Setting<'_>,
    ) -> Option<Cell> {
        let normal = Normal::new(&document.text, cell);
        let mention = quantities::find(normal.text(), &[], &|_| false, &|_| false)
            .into_iter()
            .find_map(|f| match f {
                Found::Quantity(q) => Some(q),
                Found::Leftover(..) => None,
            })?;
        let quote = normal.printed(mention.span);
        let owner =
            if column.indicator.is_some() || (row.indicator.is_none() && row.period.is_some()) {
                column
            } else {
                row
            };
        let other = if std::ptr::eq(owner, column) {
            row
        } else {
            column
        };
        // The column's own unit (增长，%) stands before the row's.
        let unit = column.unit.clone().or_else(|| row.unit.clone());
        let own_unit = !mention.quantity.unit.is_empty();
        let (scale, name) = if own_unit {
            (Decimal::ONE, mention.quantity.unit.clone())
        } else {
            unit?
        };
        let clock = Clock {
            published: setting.published,
            told: None,
            told_since: None,
            home: None,
        };
        let period = owner
            .period
            .or(other.period)
            .and_then(|p| clock.resolve(&p))
            .or(setting.period)
            .or(Some(Period::Publication));
        let kind = kind_of(&name);
        let is_growth = owner.is_growth || other.is_growth;
        let is_share = owner.is_share || other.is_share;
        // +22家 under 2023年较上年.
        let compares = |text: &str| {
            ["较上年", "比上年", "同比", "增减"]
                .iter()
                .any(|w| text.contains(w))
        };
        let is_signed = document
            .slice(cell)
            .trim()
            .starts_with(['+', '＋', '-', '－', '±']);
        let is_change = (is_signed || is_growth)
            && (compares(&owner.text) || compares(&other.text))
            && !matches!(kind, UnitKind::Percent);
        let measure = match kind {
            _ if is_change => Measure::Change,
            UnitKind::Percent if is_growth => Measure::Growth,
            UnitKind::Percent if is_share => Measure::Share,
            UnitKind::Percent => Measure::Growth,
            UnitKind::Points => Measure::Change,
            UnitKind::Rank => Measure::Rank,
            _ => Measure::Level,
        };
        let indicator = owner.indicator.map(|i| &tools.config.indicators[i]);
        if owner.text.contains("序号") || other.text.contains("序号") || owner.text.contains("编号")
        {
            return Some(Cell::Leftover(quote, LeftoverReason::Ordinal));
        }
        let whose = self.subject_of(row).filter(|_| !std::ptr::eq(owner, row));
        let breakdown = owner
            .breakdown
            .clone()
            .filter(|_| whose.is_none())
            .or_else(|| indicator.and_then(|i| i.breakdown.clone()))
            .or_else(|| {
                (other.period.is_none() && !std::ptr::eq(owner, row) && whose.is_none())
                    .then(|| other.text.clone())
                    .filter(|t| !is_total(t))
            });
        let label = match indicator {
            // 标准厂房竣工面积 says more than 标准厂房面积.
            Some(i) if !owner.is_growth && owner.text.chars().count() > i.name.chars().count() => {
                owner.text.clone()
            }
            Some(i) => i.name.clone(),
            None => owner.text.clone(),
        };
        let tail = if measure == Measure::Growth {
            "同比增长率"
        } else {
            ""
        };
        let label = match &breakdown {
            Some(b) if !label.contains(b.as_str()) => format!("{b}{label}{tail}"),
            _ => format!("{label}{tail}"),
        };
        Some(Cell::Observation(Box::new(Observation {
            id: ObservationId::new([""]),
            article: document.article.slug.clone(),
            sentence: cell,
            sentence_text: String::new(),
            quote,
            quote_text: document.slice(quote).to_string(),
            value: mention.quantity.value * scale,
            step: mention.quantity.step * scale,
            unit: name,
            qualifier: mention.quantity.qualifier,
            measure,
            basis: (measure == Measure::Growth || is_change)
                .then_some(crate::model::Basis::YearOnYear),
            nature: if owner.is_target || other.is_target {
                Nature::Target
            } else {
                Nature::Result
            },
            cumulative: owner.text.contains("累计") || other.text.contains("累计"),
            period,
            period_iso: None,
            subject: whose.unwrap_or(setting.subject).to_string(),
            indicator: indicator.map(|i| i.name.clone()),
            indicator_id: indicator.map(|i| i.id.clone()),
            breakdown,
            label,
            rule: "table-cell".into(),
            correction: None,
            fact: None,
        })))
    }
}

fn is_total(text: &str) -> bool {
    matches!(text, "合计" | "总计" | "全区" | "总体" | "指标" | "")
}

fn caption(document: &Document, cell: Span, tools: &Tools<'_>) -> Caption {
    let normal = Normal::new(&document.text, cell);
    let text = normal.text();
    let mut caption = Caption::default();
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
                if caption.breakdown.is_none() && !before.is_empty() && caption.period.is_none() {
                    caption.breakdown = Some(before.to_string());
                }
            }
            Term::Breakdown(b) => caption.breakdown = Some(tools.config.breakdowns[b].name.clone()),
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
fn unit_of(text: &str) -> Option<(Decimal, String)> {
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

//! Tables (表格): year × indicator or indicator × year; the unit stands in a header.

mod caption;

use super::link::Tools;
use super::outputs;
use crate::model::{
    Date, Decimal, LeftoverReason, Measure, Nature, Observation, ObservationId, Period, Qualifier,
    Span,
};
use crate::periods::Clock;
use crate::quantities::{self, Found, UnitKind, kind_of};
use crate::text::{Document, Normal};
pub(super) use caption::Above;
use caption::{Caption, is_total, unit_of};

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
    /// What the line above the table says.
    pub(super) above: &'a Above,
    /// Whom the text is about.
    pub(super) subject: &'a str,
}

impl Header {
    pub(super) fn read(document: &Document, cells: &[Span], tools: &Tools<'_>) -> Self {
        Self {
            columns: cells
                .iter()
                .map(|&cell| Caption::read(document, cell, tools))
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
        let mut row = Caption::read(document, first, tools);
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
            if row.indicator.is_none() {
                setting
                    .above
                    .complete(&mut column, row.unit.is_some(), tools.config);
            }
            if column.is_growth && column.indicator.is_none() && row.indicator.is_none() {
                let before = self.columns[..at.min(self.columns.len())].iter().rev();
                // 产量 of products, each in the unit of its row, may grow as an amount does.
                let grows = before.filter(|c| {
                    let unit = c.unit.as_ref().map(|(_, unit)| kind_of(unit));
                    !c.is_growth && (unit == Some(UnitKind::Money) || unit_column.is_some())
                });
                let of = grows.into_iter().find(|c| c.indicator.is_some());
                column.indicator = of.and_then(|c| c.indicator);
            }
            // 同比增长（%） behind 茶叶产值（亿元） is the growth of that, by its own name.
            let before = self.columns[..at.min(self.columns.len())].iter().rev();
            let grows = before.into_iter().find(|c| !c.is_growth);
            if let Some(of) = grows.filter(|c| column.is_growth && c.indicator == column.indicator)
                && !outputs::is_industrial(&of.text)
            {
                column.text.clone_from(&of.text);
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
        // | 云漈镇 | 9.6 | under 竹林面积（万亩）: the column says what is told of the place.
        let of_place = self.subject_of(row).is_some()
            && column.period.is_none()
            && !matches!(column.text.as_str(), "指标" | "项目" | "名称");
        let owner = if column.indicator.is_some()
            || row.indicator.is_none() && (row.period.is_some() || of_place)
        {
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
        let unit = unit.or_else(|| setting.above.unit_of(owner, other, tools.config));
        let own_unit = !mention.quantity.unit.is_empty();
        // | 8以上 |, | 12左右 |: aims, without a unit of their own.
        let behind = &normal.text()[mention.span.end..];
        let hedge = match behind.trim() {
            _ if own_unit => None,
            "以上" => Some(Qualifier::Over),
            "以下" | "以内" => Some(Qualifier::Under),
            "左右" => Some(Qualifier::About),
            _ => None,
        };
        let (scale, name) = match unit {
            _ if own_unit => (Decimal::ONE, mention.quantity.unit.clone()),
            Some(unit) => unit,
            // Of what nobody says the unit is a number that is left over.
            None => return Some(Cell::Leftover(quote, LeftoverReason::Unresolved)),
        };
        let clock = Clock {
            published: setting.published,
            told: setting.period.and_then(Period::last).map(|last| last.year),
            told_since: None,
            told_from_today: false,
            home: None,
        };
        let cumulative = owner.text.contains("累计") || other.text.contains("累计");
        let named = owner.period.or(other.period);
        let named = named.and_then(|p| clock.resolve(&p));
        // 本季 and 累计 below 2022年三季度: the second counts from January.
        let framed = setting.period.filter(|_| named.is_none());
        let runs = is_running(&owner.text) || is_running(&other.text);
        let framed = framed.map(|period| match period {
            Period::At(last) | Period::Range(_, last) if runs && last.month > Some(1) => {
                Period::Range(Date::month(last.year, 1), last)
            }
            period => period,
        });
        // 年度目标 below 2025年三季度: the aim is that of the year.
        let is_target = owner.is_target || other.is_target;
        let yearly = ["年度", "全年"]
            .iter()
            .any(|word| owner.text.contains(word) || other.text.contains(word));
        let year = framed.and_then(Period::last).or(setting.published);
        let framed = match year.filter(|_| is_target && yearly && named.is_none()) {
            Some(date) => Some(Period::year(date.year)),
            None => framed,
        };
        let period = named.or(framed).or(Some(Period::Publication));
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
            UnitKind::Percent if is_share || is_rate(&owner.text) => Measure::Share,
            UnitKind::Percent => Measure::Growth,
            UnitKind::Points => Measure::Change,
            UnitKind::Rank => Measure::Rank,
            _ => Measure::Level,
        };
        let listed = |i: usize| &tools.config.indicators[i];
        let indicator = (owner.indicator.map(listed)).filter(|i| {
            let words = format!("{}{}", other.text, owner.text);
            i.name != outputs::OF_INDUSTRY || outputs::is_industrial(&words)
        });
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
            // 新认定高新技术企业 is no 新增高新技术企业: as printed.
            Some(i) if is_printed_name(&owner.text, &i.name) => owner.text.clone(),
            Some(i) => i.name.clone(),
            None if owner.is_growth => owner
                .text
                .trim_end_matches("增长")
                .trim_end_matches("同比")
                .into(),
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
            qualifier: hedge.unwrap_or(mention.quantity.qualifier),
            measure,
            basis: (measure == Measure::Growth || is_change)
                .then_some(crate::model::Basis::YearOnYear),
            nature: if is_target {
                Nature::Target
            } else {
                Nature::Result
            },
            cumulative,
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

/// 群众满意度, 办结率, 亏损面: a name of what is measured in percent, no rate of growth.
fn is_rate(caption: &str) -> bool {
    const ENDS: [&str; 6] = ["率", "度", "比例", "强度", "面", "指数"];
    let caption = caption.trim_end_matches(['）', '%', '（', '％']);
    ENDS.iter().any(|end| caption.ends_with(end)) && !caption.ends_with("增长率")
}

/// 累计, 本年累计, 累计增长: a header that says no more than that it counts from January.
fn is_running(caption: &str) -> bool {
    let bare = caption.trim_end_matches("增长").trim_end_matches("同比");
    matches!(bare, "累计" | "本年累计" | "今年累计" | "年初累计")
}

/// The caption is a name in words that the indicator's own does not hold.
fn is_printed_name(caption: &str, name: &str) -> bool {
    const SHORTEST: usize = 4;
    let bare = name.trim_end_matches(['数', '额', '量']);
    caption.chars().count() >= SHORTEST
        && caption.chars().all(crate::text::is_han)
        && !name.contains(caption)
        && !caption.contains(bare)
        && !["增长", "增速", "增幅", "同比"]
            .iter()
            .any(|word| caption.contains(word))
}

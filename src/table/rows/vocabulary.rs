//! Rows of `indicators.csv` and `subjects.csv`.

use super::cell::{Cell, Sheet, columns, counted};
use crate::{config::Config, model::FactTable};

columns! {
    INDICATOR_COLUMNS = [
        "id" Text "编号" "指标编号，也是页面的文件名";
        "name" Text "名称" "规范名称";
        "aliases" List "别名" "其他说法";
        "unit" Text "单位" "水平值的基本单位";
        "topic" Text "专题" "所属专题的编号";
        "flow_stock" Text "流量存量" "flow 流量，stock 存量";
        "definition" Text "定义" "统计的是什么";
        "not_with" List "不可混同" "形似而不可相接的指标编号";
        "breakdown" Text "隐含分项" "名称本身所指的分项";
        "facts" Integer "事实数" "有多少条事实";
    ]
    SUBJECT_COLUMNS = [
        "name" Text "名称" "规范名称";
        "id" Text "编号" "主体编号；词表未列则空";
        "aliases" List "别名" "其他名称";
        "kind" Text "类别" "zone 园区，company 企业，park 产业园，platform 平台，……";
        "parent" Text "上级" "所在主体的编号";
        "facts" Integer "事实数" "有多少条事实";
    ]
}

/// The indicators of the vocabulary that have facts, in its order.
pub fn indicators(table: &FactTable, config: &Config) -> Sheet {
    let facts = counted(table.facts.iter().filter_map(|f| f.indicator_id.as_deref()));
    let used = config.indicators.iter().filter_map(|indicator| {
        let facts = facts.get(indicator.id.as_str())?;
        Some((indicator, *facts))
    });
    Sheet::of(INDICATOR_COLUMNS, used, |(indicator, facts)| {
        vec![
            Cell::text(&indicator.id),
            Cell::text(&indicator.name),
            Cell::list(&indicator.aliases),
            Cell::text(&indicator.unit),
            Cell::shown(indicator.topic.as_ref()),
            Cell::text(indicator.flow_stock.to_string()),
            Cell::text(&indicator.definition),
            Cell::list(&indicator.not_with),
            Cell::shown(indicator.breakdown.as_ref()),
            Cell::Integer(facts),
        ]
    })
}

/// Every subject that a fact names: those of the configuration first, in its order, then the
/// others by name.
pub fn subjects(table: &FactTable, config: &Config) -> Sheet {
    let mut facts = counted(table.facts.iter().map(|f| f.key.subject.as_str()));
    let mut used: Vec<_> = config
        .subjects
        .iter()
        .filter_map(|subject| {
            let facts = facts.remove(subject.name.as_str())?;
            Some((subject.name.as_str(), Some(subject), facts))
        })
        .collect();
    used.extend(facts.into_iter().map(|(name, facts)| (name, None, facts)));
    Sheet::of(SUBJECT_COLUMNS, used, |(name, subject, facts)| {
        vec![
            Cell::text(name),
            Cell::shown(subject.map(|s| &s.id)),
            Cell::list(subject.map_or(&[] as &[String], |s| &s.aliases)),
            Cell::text(subject.map_or("", |s| &s.kind)),
            Cell::shown(subject.and_then(|s| s.parent.as_ref())),
            Cell::Integer(facts),
        ]
    })
}

//! Rows of `facts.csv`, `facts-excel.csv`, `facts.json` and `indicators/<id>.csv`.

use std::collections::BTreeSet;

use super::cell::{Cell, Sheet, columns};
use crate::model::{Conflict, Fact, FactId, Nature, Qualifier};

columns! {
    COLUMNS = [
        "id" Text "编号" "事实的永久编号";
        "subject" Text "主体" "数字说的是谁";
        "indicator" Text "指标" "指标的规范名称；一次性的数字是归一后的名称";
        "breakdown" Text "分项" "只统计其中一部分时，是哪一部分";
        "measure" Text "类型" "level 水平，growth 增速（%），change 增减量，share 占比，rank 位次，multiple 倍数";
        "basis" Text "对比基准" "yoy 同比，annual_average 年均，较早的期间，或占比的整体";
        "status" Text "状态" "actual 已实现，target 目标或预计";
        "nature" Text "性质" "result 实绩，target 目标，forecast 预计，capacity 产能";
        "period_iso" Text "期间" "2024、2025-09、2025-01/2025-09；原文未载则空";
        "cumulative" Boolean "累计" "是否为累计数";
        "value" Decimal "数值" "以基本单位计的数值；有冲突时是编者所选或最早发表的一个";
        "low" Decimal "下端" "原文写法所容许的最小值（四舍五入、约、超、不足）；空为无下限";
        "high" Decimal "上端" "原文写法所容许的最大值；空为无上限";
        "unit" Text "单位" "基本单位或量词";
        "printed" Text "原文写法" "文章怎么印的，含限定词与单位";
        "flow_stock" Text "流量存量" "flow 流量，stock 存量";
        "sources" Integer "来源数" "有几篇文章这样说；一篇说两次只算一次";
        "articles" List "文章" "这些文章的短名";
        "observations" List "观测" "观测编号，按发表先后与文中次序";
        "conflict" Boolean "冲突" "几种说法是否不能同时成立";
        "obs_status" Text "SDMX 状态" "CL_OBS_STATUS 2.3：A 常规，E 约数或界限，F 目标或预计，U 说法不一";
        "indicator_id" Text "指标编号" "词表中的指标编号";
        "qualifier" Text "限定" "exact 确数，about 约数，over 下限，under 上限";
        "label" Text "名称" "这个数字的简短名称";
    ]
}

/// Facts in their order. `conflicts` says which conflicts an editor has settled.
pub fn facts<'a>(facts: impl IntoIterator<Item = &'a Fact>, conflicts: &[Conflict]) -> Sheet {
    let settled: BTreeSet<&FactId> = conflicts
        .iter()
        .filter(|conflict| conflict.preferred.is_some())
        .map(|conflict| &conflict.fact)
        .collect();
    Sheet::of(COLUMNS, facts, |fact| {
        cells(fact, settled.contains(&fact.id))
    })
}

fn cells(fact: &Fact, is_settled: bool) -> Vec<Cell> {
    let key = &fact.key;
    vec![
        Cell::text(fact.id.as_str()),
        Cell::text(&key.subject),
        Cell::text(&key.indicator),
        Cell::shown(key.breakdown.as_ref()),
        Cell::text(key.measure.as_str()),
        Cell::shown(key.basis.as_ref()),
        Cell::text(key.status.as_str()),
        Cell::text(key.nature.as_str()),
        Cell::shown(key.period),
        Cell::Boolean(key.cumulative),
        Cell::Decimal(fact.value),
        fact.low.map_or(Cell::Missing, Cell::Decimal),
        fact.high.map_or(Cell::Missing, Cell::Decimal),
        Cell::text(&fact.unit),
        Cell::text(&fact.printed),
        Cell::shown(fact.flow_stock),
        Cell::Integer(fact.articles.len()),
        Cell::list(&fact.articles),
        Cell::list(&fact.observations),
        Cell::Boolean(fact.in_conflict),
        Cell::text(obs_status(fact, is_settled)),
        Cell::shown(fact.indicator_id.as_ref()),
        Cell::text(fact.qualifier.as_str()),
        Cell::text(&fact.label),
    ]
}

/// The observation status of SDMX (code list CL_OBS_STATUS, version 2.3), one letter a fact.
///
/// | letter | name in the list | here |
/// | --- | --- | --- |
/// | `U` | low reliability | the articles disagree and no editor has decided |
/// | `F` | forecast value | targets and forecasts: values of the time to come. The list has no letter for a target; `nature` parts the two |
/// | `E` | estimated value | 约, 超, 不足: the value stands for a neighbourhood or a bound; `qualifier` says which |
/// | `A` | normal value | all others |
///
/// Where several hold, the one higher in this table is written. A break in a series (`B`) is
/// no property of a fact but of two neighbours: `series.csv` marks it, with the reason.
pub fn obs_status(fact: &Fact, is_settled: bool) -> &'static str {
    if fact.in_conflict && !is_settled {
        return "U";
    }
    match (fact.key.nature, fact.qualifier) {
        (Nature::Target | Nature::Forecast, _) => "F",
        (_, Qualifier::About | Qualifier::Over | Qualifier::Under) => "E",
        (Nature::Result | Nature::Capacity, Qualifier::Exact) => "A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Config,
        model::Linked,
        table::{self, sample},
    };

    #[test]
    fn the_letter_says_how_firm_a_fact_is() {
        for (nature, qualifier, expected) in [
            (Nature::Result, Qualifier::Exact, "A"),
            (Nature::Capacity, Qualifier::Exact, "A"),
            (Nature::Result, Qualifier::About, "E"),
            (Nature::Result, Qualifier::Over, "E"),
            (Nature::Target, Qualifier::Over, "F"),
            (Nature::Forecast, Qualifier::Exact, "F"),
        ] {
            let mut observation = sample::observation("a", 0, "203家", "2025");
            observation.nature = nature;
            observation.qualifier = qualifier;
            let linked = Linked {
                observations: vec![observation],
                leftovers: vec![],
            };
            let (table, _) = table::build(linked, &[], &Config::default());
            let mut fact = table.facts[0].clone();
            assert_eq!(obs_status(&fact, false), expected);
            fact.in_conflict = true;
            assert_eq!(obs_status(&fact, false), "U");
            assert_eq!(obs_status(&fact, true), expected);
        }
    }
}

//! Rows of `conflicts.csv` and of the conflicts in `facts.json`.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, Sheet, columns};
use crate::model::{Conflict, Observation};

columns! {
    COLUMNS = [
        "fact" Text "事实" "说法不一的事实编号";
        "values" List "各种说法" "以基本单位计的数值，按最早发表的先后";
        "articles" List "文章" "与 values 一一对应：持该说法的文章短名，多篇以空格隔开";
        "preferred" Decimal "编者所选" "编者采用的数值；空为不作取舍";
        "reason" Text "理由" "编者的理由";
    ]
}

/// All conflicts, in their order.
pub fn conflicts(conflicts: &[Conflict], observations: &[Observation]) -> Sheet {
    let article: BTreeMap<_, _> = observations
        .iter()
        .map(|o| (&o.id, o.article.as_str()))
        .collect();
    Sheet::of(COLUMNS, conflicts, |conflict| {
        let articles = conflict.values.iter().map(|(_, ids)| {
            let articles: BTreeSet<&str> = ids
                .iter()
                .filter_map(|id| article.get(id).copied())
                .collect();
            Vec::from_iter(articles).join(" ")
        });
        let (preferred, reason) = match &conflict.preferred {
            Some((value, reason)) => (Cell::Decimal(*value), Cell::text(reason)),
            None => (Cell::Missing, Cell::Missing),
        };
        vec![
            Cell::text(conflict.fact.as_str()),
            Cell::list(conflict.values.iter().map(|(value, _)| value)),
            Cell::list(articles),
            preferred,
            reason,
        ]
    })
}

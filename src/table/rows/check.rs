//! Rows of `checks.csv`.

use super::cell::{Cell, Sheet, columns};
use crate::model::Check;

columns! {
    COLUMNS = [
        "id" Text "编号" "核对的编号：规则与所用事实不变，编号不变";
        "rule" Text "规则" "规则代码：share 占比，sum 分项之和，growth 增速与水平……";
        "verdict" Text "结论" "相符、舍入相符、可推、相容、不能证实、口径不同、定义变更、近似表述、对不上、待核";
        "formula" Text "算式" "写出来的算式，用原文的单位";
        "stated" Text "原文所说" "文章给出的结果，照原文写法；空为原文没有说";
        "computed" Text "算得" "算出的结果；空为无可计算";
        "operands" List "事实" "所用事实的编号，按算式中的次序，原文给出的结果在最后";
        "articles" List "文章" "说到这些事实的文章短名";
        "title" Text "名称" "核对的是什么";
        "note" Text "说明" "读者需要知道的：口径、舍入、倒推";
        "observations" List "观测" "所引句子的观测编号";
    ]
}

/// All checks, in their order.
pub fn checks(checks: &[Check]) -> Sheet {
    Sheet::of(COLUMNS, checks, |check| {
        vec![
            Cell::text(check.id.as_str()),
            Cell::text(check.rule),
            Cell::text(check.verdict.word()),
            Cell::text(&check.formula),
            Cell::shown(check.stated.as_ref()),
            Cell::shown(check.computed.as_ref()),
            Cell::list(&check.operands),
            Cell::list(&check.articles),
            Cell::text(&check.title),
            Cell::text(&check.note),
            Cell::list(&check.observations),
        ]
    })
}

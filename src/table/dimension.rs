//! Which units can be compared (量纲). 102家 and 102个 count the same enterprises, 12亿元 and
//! 12亿美元 are two amounts, 57亿元 and 9个百分点 two changes.

/// The name that two units share when their values can be compared.
pub(super) fn dimension(unit: &str) -> &str {
    // Asked for every pair of figures: a match costs less than a list.
    if is_classifier(unit) { "个" } else { unit }
}

/// Classifiers (量词) that writers exchange for one another: 202个企业, 202家企业.
fn is_classifier(unit: &str) -> bool {
    matches!(
        unit,
        "个" | "家"
            | "项"
            | "件"
            | "人"
            | "名"
            | "位"
            | "户"
            | "宗"
            | "支"
            | "所"
            | "只"
            | "座"
            | "栋"
            | "幢"
            | "处"
            | "间"
            | "场"
            | "台"
            | "条"
            | "门"
            | "艘"
            | "辆"
            | "架"
            | "部"
            | "篇"
            | "张"
            | "枚"
            | "例"
            | "起"
            | "笔"
            | "单"
            | "对"
            | "组"
            | "批"
            | "份"
            | "种"
            | "类"
            | "款"
            | "员"
            | "席"
            | "队"
            | "人次"
    )
}

#[cfg(test)]
mod tests {
    use super::dimension;

    #[test]
    fn counts_are_one_dimension() {
        assert_eq!(dimension("家"), dimension("个"));
        assert_eq!(dimension("支"), dimension("个"));
        assert_ne!(dimension("元"), dimension("美元"));
        assert_ne!(dimension("%"), dimension("个百分点"));
        assert_ne!(dimension("亩"), dimension("平方米"));
    }
}

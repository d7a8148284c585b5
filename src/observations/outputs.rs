//! Whose output (产值) is told: 工业总产值 is that of industry; of bamboo, tea or tourism it is another indicator.

/// The indicator of industry's output in the vocabulary.
pub(super) const OF_INDUSTRY: &str = "工业总产值";

/// What grows, grazes or swims, and what visitors bring: outputs of these are not industrial.
const OTHERS: [&str; 31] = [
    "生猪",
    "畜禽",
    "农产品",
    "农业",
    "林业",
    "牧业",
    "渔业",
    "农林",
    "林下",
    "畜牧",
    "养殖",
    "种植",
    "水产",
    "水稻",
    "粮食",
    "蔬菜",
    "水果",
    "果业",
    "花卉",
    "苗木",
    "药材",
    "茶叶",
    "茶产业",
    "茶业",
    "春茶",
    "竹业",
    "竹产业",
    "旅游",
    "文旅",
    "民宿",
    "综合产值",
];

/// Works up what was grown: 农产品加工业产值 is industrial.
const MADE: [&str; 12] = [
    "预制菜",
    "工业",
    "加工",
    "制造",
    "制品",
    "食品",
    "装备",
    "机械",
    "罐头",
    "工艺品",
    "饮片",
    "用品",
];

/// True when words that name an output (产值) name one of industry, or none in particular.
pub(super) fn is_industrial(words: &str) -> bool {
    let says = |list: &[&str]| list.iter().any(|word| words.contains(word));
    !says(&OTHERS) || says(&MADE)
}

#[cfg(test)]
mod tests {
    use super::is_industrial;

    #[test]
    fn outputs_of_industry_and_of_other_trades() {
        for words in [
            "产值",
            "规上工业总产值",
            "农产品加工业产值",
            "食品饮料产业产值",
            "新材料产业产值",
        ] {
            assert!(is_industrial(words), "{words}");
        }
        for words in [
            "全县竹业总产值",
            "春茶产值",
            "农林牧渔业总产值",
            "中药材产业综合产值",
            "林下经济产值",
        ] {
            assert!(!is_industrial(words), "{words}");
        }
    }
}

//! Wording (措辞): the name of a figure that is not listed takes in the adverb that tells it apart from
//! others: 未开工项目 is not 开工项目, 每天 is not 每年.

use super::sentence::Sentence;

/// Names with an adverb taken in are at most so long.
const LONGEST: usize = 24;

/// Adverbs that tell figures apart (否定、频度、方式).
const TELLING: [&str; 28] = [
    "未", "尚未", "没", "没有", "首次", "重新", "当场", "按期", "如期", "提前", "平均", "每天",
    "每日", "日均", "月均", "每月", "每年", "每次", "户均", "笔均", "亩均", "单均", "人均", "最高",
    "最低", "最大", "最长", "连续",
];

/// The label with the telling adverbs that stand directly before its words in the clause of token
/// `place`, or none where there are none.
pub(super) fn in_full(label: &str, sentence: &Sentence, place: usize) -> Option<String> {
    let mut full = label.to_string();
    let mut anchor = None;
    let own = sentence.clause_up_to(place).rev();
    for at in own.take_while(|&at| !sentence.is_quantity(at)) {
        let word = sentence.of_token(at);
        if TELLING.contains(&word) && !full.contains(word) {
            if let Some(anchor) = anchor
                && full.chars().count() + word.chars().count() <= LONGEST
            {
                full.insert_str(anchor, word);
            }
        } else {
            anchor = full.find(word);
        }
    }
    (full != label).then_some(full)
}

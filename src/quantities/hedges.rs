//! Hedges (限定词) before and after a number.

use crate::model::Qualifier;

const BEFORE: [(&str, Qualifier); 41] = [
    ("≥", Qualifier::Over),
    (">", Qualifier::Over),
    ("＞", Qualifier::Over),
    ("≤", Qualifier::Under),
    ("＜", Qualifier::Under),
    ("越过", Qualifier::Over),
    ("超过了", Qualifier::Over),
    ("超过", Qualifier::Over),
    ("突破了", Qualifier::Over),
    ("突破", Qualifier::Over),
    ("不低于", Qualifier::Over),
    ("不少于", Qualifier::Over),
    ("不小于", Qualifier::Over),
    ("高于", Qualifier::Over),
    ("多于", Qualifier::Over),
    ("大于", Qualifier::Over),
    ("至少", Qualifier::Over),
    ("最少", Qualifier::Over),
    ("超", Qualifier::Over),
    ("逾", Qualifier::Over),
    ("过", Qualifier::Over),
    ("不高于", Qualifier::Under),
    ("不超过", Qualifier::Under),
    ("不多于", Qualifier::Under),
    ("不大于", Qualifier::Under),
    ("不足", Qualifier::Under),
    ("不到", Qualifier::Under),
    ("低于", Qualifier::Under),
    ("少于", Qualifier::Under),
    ("小于", Qualifier::Under),
    ("最多", Qualifier::Under),
    ("至多", Qualifier::Under),
    ("差不多", Qualifier::About),
    ("大约", Qualifier::About),
    ("大概", Qualifier::About),
    ("将近", Qualifier::About),
    ("接近", Qualifier::About),
    ("约为", Qualifier::About),
    ("约", Qualifier::About),
    ("近", Qualifier::About),
    ("上", Qualifier::Over),
];

/// Characters before which a hedge of one character ends a longer word: 签约10个 is no “about 10”.
const NOT_AFTER: [(&str, &str); 6] = [
    ("约", "签节合契条预制违邀解履公大"),
    ("近", "附最临靠邻亲接将"),
    ("过", "通经路不历越跨超"),
    ("上", "比以马线提跟网迈跨站登冲跃"),
    ("超", "赶反高"),
    ("逾", ""),
];

/// Characters that make 过 and 上 no hedge; they are hedges only before large round numerals.
const ROUND: &str = "百千万亿半";

/// The hedge that ends `text`: its length in bytes and what it says.
pub(super) fn before(text: &str, number: &str) -> Option<(usize, Qualifier)> {
    let (word, qualifier) = BEFORE
        .iter()
        .filter(|(word, _)| text.ends_with(word))
        .max_by_key(|(word, _)| word.len())?;
    if matches!(*word, "过" | "上") && !number.starts_with(|c| ROUND.contains(c)) {
        return None;
    }
    let left = text[..text.len() - word.len()].chars().next_back();
    let joined = NOT_AFTER.iter().find(|(hedge, _)| hedge == word);
    if joined.is_some_and(|(_, before)| left.is_some_and(|c| before.contains(c))) {
        return None;
    }
    Some((word.len(), *qualifier))
}

/// The hedge at the beginning of `text`, after number and unit.
pub(super) fn after(text: &str) -> Option<(usize, Qualifier)> {
    const AFTER: [(&str, Qualifier); 17] = [
        ("还多", Qualifier::Over),
        ("起", Qualifier::Over),
        ("强", Qualifier::Over),
        ("及以上", Qualifier::Over),
        ("以上", Qualifier::Over),
        ("之多", Qualifier::Exact),
        ("开外", Qualifier::Over),
        ("及以下", Qualifier::Under),
        ("以下", Qualifier::Under),
        ("以内", Qualifier::Under),
        ("之内", Qualifier::Under),
        ("左右", Qualifier::About),
        ("上下", Qualifier::About),
        ("多", Qualifier::Over),
        ("余", Qualifier::Over),
        ("内", Qualifier::Under),
        ("出头", Qualifier::Over),
    ];
    let (word, qualifier) = AFTER.iter().find(|(word, _)| text.starts_with(word))?;
    // 800元起, 三成强, not 3起事故, 起步 or 强国; 翻了一番还多, not 比去年的10家还多2家.
    if matches!(*word, "起" | "强" | "还多") && next_is_word(&text[word.len()..]) {
        return None;
    }
    // 9家上下游企业.
    if *word == "上下" && text[word.len()..].starts_with('游') {
        return None;
    }
    // 多 and 内 begin longer words: 500家多元化企业, 园区内.
    let next = text[word.len()..].chars().next();
    if matches!(*word, "多" | "余" | "内")
        && next.is_some_and(|c| !"，。；、的）时".contains(c))
        && *word != "内"
    {
        return None;
    }
    if *word == "内" && next.is_some_and(|c| "部外在涵地资需销陆容".contains(c)) {
        return None;
    }
    Some((word.len(), *qualifier))
}

fn next_is_word(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| !"，。；、）".contains(c))
}

/// 多, 余, 来, 几 between number and unit: 600多家, 三十余公里, 十来个, 十几家.
pub(super) fn between(text: &str) -> Option<usize> {
    // 5个多百分点, 两个多月.
    let behind = text.strip_prefix("个多");
    if behind.is_some_and(|unit| {
        ["百分点", "月", "小时", "星期"]
            .iter()
            .any(|u| unit.starts_with(u))
    }) {
        return Some("个多".len());
    }
    text.chars()
        .next()
        .filter(|c| "多余来几幾".contains(*c))
        .map(char::len_utf8)
}

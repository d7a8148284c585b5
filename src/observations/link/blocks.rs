//! How blocks of a text hang together (段落衔接): what goes on, what refers back, what is a heading.

/// 同时, 此外, 该…: the paragraph goes on with what the last one told.
pub(super) fn goes_on(text: &str) -> bool {
    [
        "同时",
        "与此同时",
        "此外",
        "另外",
        "其中",
        "该",
        "此次",
        "上述",
        "并且",
        "其次",
        "同期",
    ]
    .iter()
    .any(|word| text.starts_with(word))
        && !weighs(text)
        || looks_at_parts(text)
}

/// 同时也要清醒看到，我区仍存在…: the paragraph weighs up how things stand today.
fn weighs(text: &str) -> bool {
    let opening: String = text.chars().take(16).collect();
    ["看到", "认识到", "意识到", "存在"]
        .iter()
        .any(|word| opening.contains(word))
}

/// 分产业看，…, 从结构看，…: the paragraph takes apart what the last one told.
fn looks_at_parts(text: &str) -> bool {
    let opening = text.split(['，', ',']).next().unwrap_or_default();
    opening.starts_with(['分', '从', '按'])
        && opening.ends_with(['看', '分'])
        && opening.chars().count() <= 8
}

/// 据悉，该专利技术…: the paragraph goes on about the subject of the last one.
pub(super) fn refers_back(text: &str) -> bool {
    let text = [
        "据悉，",
        "据了解，",
        "据介绍，",
        "目前，",
        "据悉,",
        "据了解,",
        "目前,",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(text);
    ["该", "其", "这一", "此项", "一期", "二期", "首期"]
        .iter()
        .any(|word| text.starts_with(word))
        && !text.starts_with("其中")
}

/// A paragraph that stands as a heading ranks below all Markdown headings: 一、 above （一） above
/// 1. and words alone.
pub(super) fn printed_level(text: &str) -> u8 {
    let numbered = text.trim().chars().take(4);
    match text.trim().chars().next() {
        Some('（' | '(') => 8,
        Some(c) if c.is_ascii_digit() => 9,
        _ if numbered.into_iter().any(|c| c == '、') => 7,
        _ => 9,
    }
}

/// 二、2025年工作安排: a short paragraph without a final mark that numbers or names what follows.
pub(super) fn is_heading_like(text: &str) -> bool {
    let text = text.trim();
    let numbered = text.starts_with([
        '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '（',
    ]) && text.chars().take(4).any(|c| matches!(c, '、' | '）'));
    let count = text.chars().count();
    count <= 24
        && (numbered || count <= 12)
        && !text.ends_with(['。', '！', '？', '；', '：', '”', '，'])
}

//! How a line begins: numbering, bullets, dashes, speakers.

use super::byline::MARKS;

/// True for a line that begins a block whatever stands before it: a dash paragraph, a bullet.
pub(super) fn begins_block(line: &str) -> bool {
    line.starts_with("——") || is_bulleted(line) || is_numbered(line)
}

/// True for a line that a printed bullet begins.
pub(super) fn is_bulleted(line: &str) -> bool {
    line.starts_with(MARKS) || line.starts_with(['•', '○', '□', '★', '※'])
}

/// True for `一、`, `（一）`, `第一章`, `1、`, `（1）`, `①`.
pub(super) fn is_numbered(line: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let rest = line.trim_start_matches(['（', '(', '第']);
    let is_led = rest.len() < line.len();
    let bare = rest.trim_start_matches(|c| NUMERALS.contains(c));
    if bare.len() < rest.len() {
        return if is_led {
            bare.starts_with(['）', ')', '章', '节', '条'])
        } else {
            bare.starts_with('、')
        };
    }
    let bare = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = bare.len() < rest.len()
        && if is_led {
            bare.starts_with(['）', ')'])
        } else {
            bare.starts_with('、')
        };
    numbered || line.starts_with(|c| ('①'..='⑳').contains(&c))
}

/// True for a line of a conversation or a note, however short: `问：…`, `注：…`.
pub(super) fn is_said_or_noted(text: &str) -> bool {
    const LEADS: [&str; 9] = [
        "问",
        "答",
        "记者",
        "主持人",
        "注",
        "备注",
        "说明",
        "数据来源",
        "资料来源",
    ];
    LEADS
        .iter()
        .filter_map(|lead| text.strip_prefix(lead))
        .any(|rest| rest.starts_with(['：', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering() {
        for line in [
            "一、综合",
            "（二）项目",
            "第三章 产业",
            "12、服务",
            "（3）招商",
            "①引进",
        ] {
            assert!(is_numbered(line), "{line}");
        }
        for line in [
            "一是强链",
            "第一产业增加值",
            "2024年",
            "（云川）",
            "三大愿景",
            "1.5亿元",
        ] {
            assert!(!is_numbered(line), "{line}");
        }
    }
}

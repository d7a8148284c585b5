//! What a web page prints around an article: navigation, source line, editors, filing numbers.
//! Kept modest: only lines that are nothing else.

use crate::model::Date;

use super::{chars::width, dates};

/// Lines that begin so are furniture when they are short.
const STARTS: [&str; 34] = [
    "发布时间",
    "发布日期",
    "发表时间",
    "更新时间",
    "时间：",
    "时间:",
    "日期：",
    "日期:",
    "来源：",
    "来源:",
    "信息来源",
    "文章来源",
    "稿件来源",
    "责任编辑",
    "责编",
    "编辑：",
    "编辑:",
    "校对",
    "审核：",
    "审核:",
    "一审",
    "二审",
    "三审",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "当前位置",
    "您的位置",
    "您现在的位置",
    "【打印】",
    "打印本页",
    "关闭窗口",
    "返回顶部",
];
const STARTS_OF_FOOT: [&str; 12] = [
    "主办：",
    "主办:",
    "主办单位",
    "承办：",
    "承办:",
    "承办单位",
    "版权所有",
    "Copyright",
    "copyright",
    "©",
    "网站标识码",
    "技术支持",
];
const INSIDE: [&str; 10] = [
    "ICP备",
    "公网安备",
    "分辨率浏览",
    "字号：",
    "字号:",
    "字体：",
    "浏览次数",
    "阅读次数",
    "扫一扫",
    "分享到",
];

/// Page furniture has at most this many halves of a character.
const LONGEST: usize = 240;

/// True for a line that is page furniture.
pub(super) fn is_furniture(line: &str) -> bool {
    let short = width(line) <= LONGEST && !line.contains('。');
    short
        && (STARTS.iter().any(|start| is_led(line, start))
            || STARTS_OF_FOOT.iter().any(|start| line.starts_with(start))
            || INSIDE.iter().any(|word| line.contains(word))
            || is_trail(line))
}

/// A label at the beginning of the line, and no word that merely begins so: 校对 is one, 校对员 none.
fn is_led(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        start.ends_with(['：', ':', '】'])
            || rest.trim_start().is_empty()
            || rest.trim_start().starts_with(['：', ':'])
            || matches!(start, "关闭窗口" | "返回顶部" | "打印本页")
    })
}

/// `首页 > 要闻 > 园区动态`.
fn is_trail(line: &str) -> bool {
    let parts = line.split(['>', '›', '»', '＞']).count();
    parts >= 3 || parts == 2 && (line.starts_with("首页") || line.contains("位置"))
}

/// The date of publication that a furniture line prints.
pub(super) fn published(line: &str) -> Option<Date> {
    let labelled = ["发布时间", "发布日期", "发表时间", "时间", "日期"]
        .iter()
        .any(|label| line.contains(label));
    if !labelled {
        return None;
    }
    dates::find(line)
        .into_iter()
        .map(|found| found.date)
        .find(|date| date.month.is_some())
}

/// The source that a furniture line names.
pub(super) fn source(line: &str) -> Option<&str> {
    let at = line.find("来源")?;
    let rest = line[at..].trim_start_matches("来源");
    let rest = rest.trim_start().strip_prefix(['：', ':'])?.trim_start();
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '|' | '｜'))
        .unwrap_or(rest.len());
    (end > 0).then_some(&rest[..end])
}

/// A line that is a date and nothing else: `2025年3月21日`, `（2025-03-21）`.
pub(super) fn lone_date(line: &str) -> Option<Date> {
    let bare = line.trim_matches(['（', '）', '(', ')', '[', ']', ' ']);
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let found = dates::find(&bare);
    match &found[..] {
        [only] if only.text.chars().count() == bare.chars().count() && only.date.day.is_some() => {
            Some(only.date)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_furniture() {
        let line = "发布时间:2025-03-21 08:45 来源:瓯南融媒 阅读 1,234 次 字号:【大 中 小】";
        assert_eq!(published(line), Some(Date::day(2025, 3, 21)));
        assert_eq!(source(line), Some("瓯南融媒"));
        for line in [
            line,
            "首页 > 要闻 > 园区动态",
            "责任编辑:林小满",
            "上一篇:园区召开例会",
            "主办:瓯南经开区管委会 电话:0000-8812345 瓯ICP备20230017号-2",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_furniture() {
        for line in [
            "主办方介绍，产值>10亿元。",
            "来源于数字经济的收入增长8%。",
            "校对员共12人",
            "编辑部设在园区",
            "时间就是金钱，效率就是生命",
            "上一篇章里写着：收入2亿元。",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
        assert_eq!(lone_date("（2025年3月21日）"), Some(Date::day(2025, 3, 21)));
        assert_eq!(lone_date("2025年3月21日开工"), None);
    }
}

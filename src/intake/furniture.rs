//! What a web page prints around an article: navigation, source line, editors, filing numbers.
//! Kept modest: only lines that are nothing else.

use crate::model::Date;

use super::{
    chars::{is_clause_end, is_digit, width},
    dates,
};

/// Lines that begin so are furniture when they are short.
const STARTS: [&str; 38] = [
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
    "相关阅读",
    "相关链接",
    "延伸阅读",
    "推荐阅读",
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
const INSIDE: [&str; 18] = [
    "点击次数",
    "点击数：",
    "点击量：",
    "浏览量：",
    "阅读量：",
    "微信扫一扫",
    "扫码关注",
    "复制链接",
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

/// What stands alone on a line of a web page, as a button or in a menu.
const BUTTONS: [&str; 45] = [
    "打印本页",
    "打印此页",
    "关闭窗口",
    "关闭本页",
    "返回顶部",
    "首页",
    "网站首页",
    "打印",
    "收藏",
    "关闭",
    "分享",
    "纠错",
    "朗读",
    "登录",
    "注册",
    "搜索",
    "返回",
    "更多",
    "更多>>",
    "更多 >>",
    "大",
    "中",
    "小",
    "政务公开",
    "政府信息公开",
    "新闻中心",
    "新闻动态",
    "政务服务",
    "办事服务",
    "互动交流",
    "政民互动",
    "联系我们",
    "网站地图",
    "无障碍",
    "无障碍浏览",
    "长者模式",
    "关怀版",
    "English",
    "繁体",
    "简体",
    "微信",
    "微博",
    "QQ空间",
    "上一页",
    "下一页",
];
/// What stands above a list of other articles.
const RELATED: [&str; 12] = [
    "相关阅读",
    "相关新闻",
    "相关链接",
    "相关文章",
    "相关稿件",
    "延伸阅读",
    "推荐阅读",
    "热门推荐",
    "热点推荐",
    "为您推荐",
    "猜你喜欢",
    "相关推荐",
];

/// Page furniture has at most this many halves of a character.
const LONGEST: usize = 240;

/// Running heads are at most this wide.
const LONGEST_HEAD: usize = 80;

/// True for a line that is page furniture.
pub(super) fn is_furniture(line: &str) -> bool {
    let short = !line.contains('。') && width(line) <= LONGEST;
    short
        && (STARTS.iter().any(|start| is_led(line, start))
            || STARTS_OF_FOOT.iter().any(|start| line.starts_with(start))
            || INSIDE.iter().any(|word| line.contains(word))
            || is_trail(line)
            || is_menu(line)
            || is_page_number(line)
            || masthead(line).is_some()
            || is_related(line))
}

/// `首页 | 政务公开 | 新闻中心`: buttons alone, at least two of them or one that stands for itself.
fn is_menu(line: &str) -> bool {
    let words: Vec<&str> = line
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '|' | '｜' | '[' | ']' | '【' | '】' | '/')
        })
        .filter(|word| !word.is_empty())
        .collect();
    let known = words.iter().filter(|word| BUTTONS.contains(word)).count();
    let short = words.iter().all(|word| word.chars().count() <= 6);
    match words.len() {
        0 => false,
        1 => known == 1 && words[0].chars().count() >= 2,
        n => known == n || short && n >= 4 && known >= 2,
    }
}

/// `- 12 -`, `— 3 —`, `第3页`, `第 3 页 共 12 页`, `3 / 12`.
pub(super) fn is_page_number(line: &str) -> bool {
    let dashes = ['-', '—', '－', '–', '·'];
    // Most lines are told by their first character.
    let start = line.trim_start();
    if !start.starts_with(dashes) && !start.starts_with('第') {
        return false;
    }
    let bare: String = start.split_whitespace().collect();
    let digits =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let inner = bare.trim_matches(dashes);
    if inner.len() < bare.len()
        && bare.starts_with(dashes)
        && bare.ends_with(dashes)
        && digits(inner)
    {
        return true;
    }
    let page = |text: &str| {
        text.strip_prefix('第')
            .and_then(|rest| rest.strip_suffix('页'))
            .is_some_and(digits)
    };
    let pages = |text: &str| {
        text.strip_prefix(['共', '/', '，'])
            .map(|rest| rest.trim_start_matches('共'))
            .and_then(|rest| rest.strip_suffix('页'))
            .is_some_and(digits)
    };
    match bare.find('页') {
        Some(at) => {
            let (first, rest) = bare.split_at(at + '页'.len_utf8());
            page(first) && (rest.is_empty() || pages(rest))
        }
        None => false,
    }
}

/// The date of a running head: `云川日报 2018年4月12日 星期四 A03`, `2018年4月12日 第3版`.
pub(super) fn masthead(line: &str) -> Option<Date> {
    if width(line) > LONGEST_HEAD || line.contains(is_clause_end) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_page = |word: &&str| {
        let bare = word.trim_start_matches('第');
        let bare = bare.strip_suffix('版').unwrap_or(bare);
        let bare = bare.strip_suffix([':', '：']).unwrap_or(bare);
        let digits = bare.trim_start_matches(|c: char| c.is_ascii_uppercase());
        (bare.len() > digits.len() || word.ends_with('版'))
            && (1..=3).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let is_head = line.contains("星期") || words.iter().any(is_page);
    let mut days = dates::find(line)
        .into_iter()
        .filter(|found| found.date.day.is_some() && !found.year_is_inferred);
    let day = days.next()?;
    (is_head && days.next().is_none()).then_some(day.date)
}

/// True for the line above a list of other articles.
pub(super) fn is_related(line: &str) -> bool {
    RELATED.contains(&line.trim_matches(['：', ':', ' ', '【', '】', '■', '►', '>']))
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

/// The author that a furniture line names: `作者：张三`.
pub(super) fn author(line: &str) -> Option<&str> {
    let labels = ["作者", "撰稿", "供稿", "记者"];
    let (_, rest) = labels.iter().find_map(|label| {
        let at = line.find(label)?;
        Some((
            at,
            line[at + label.len()..]
                .trim_start()
                .strip_prefix(['：', ':'])?
                .trim_start(),
        ))
    })?;
    let labelled = |at: usize| rest[at..].contains(['：', ':']);
    let mut end = rest.len();
    for (at, _) in rest.match_indices([' ', '|', '｜', '\u{3000}']) {
        // Several names go on, another label ends them.
        let word = rest[at..].trim_start_matches([' ', '|', '｜', '\u{3000}']);
        let word = word.split(' ').next().unwrap_or_default();
        if !labelled(at) || word.contains(['：', ':']) || word.contains(is_digit) {
            end = at;
            break;
        }
    }
    let name = rest[..end].trim();
    (!name.is_empty() && name.chars().count() <= 30).then_some(name)
}

/// The day in a line or attribute that is a time stamp, alone or with a source beside it:
/// `2023-04-18 09:30`, `2023-04-18T09:30:00+08:00`, `云川日报 2023年4月18日 09:30`.
pub(super) fn stamp(line: &str) -> Option<Date> {
    if width(line) > 60 || line.contains(['。', '，']) {
        return None;
    }
    if let Some(start) = line.trim().get(..10)
        && let Ok(date) = start.replace('/', "-").parse::<Date>()
        && date.day.is_some()
    {
        return Some(date);
    }
    let found = dates::find(line);
    let mut days = found
        .into_iter()
        .filter(|found| found.date.day.is_some() && !found.year_is_inferred);
    let day = days.next()?;
    let rest = line.chars().filter(|c| super::chars::is_han(*c)).count();
    (days.next().is_none() && rest <= 20).then_some(day.date)
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

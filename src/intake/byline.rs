//! Who wrote it (署名) and who took the picture: lines that are made of roles and names alone.

use super::chars::is_han;

/// Marks that newspapers print before a byline.
pub(super) const MARKS: [char; 7] = ['►', '▶', '▸', '●', '■', '◆', '▲'];

const ROLES: [&str; 15] = [
    "特约通讯员",
    "通讯员",
    "全媒体记者",
    "融媒体记者",
    "首席记者",
    "见习记者",
    "实习记者",
    "特派记者",
    "特约记者",
    "记者",
    "特约撰稿人",
    "撰稿人",
    "实习生",
    "编译",
    "作者",
];
const HOUSES: [&str; 6] = ["本报", "本网", "本刊", "本台", "本社", "新华社"];

/// The line without its mark, if it is a byline: `► 本报记者 张晓明 特约通讯员 李华国`,
/// `文/张三 图/李四`, `作者：张三`.
pub(super) fn recognise(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches(MARKS).trim_start();
    let is_marked = line.starts_with(['►', '▶', '▸']);
    let inner = bare
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.strip_suffix(['）', ')']))
        .unwrap_or(bare);
    let words = inner
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | '：' | ':' | '/' | '／' | '|'))
        .filter(|word| !word.is_empty());
    let mut has_role = false;
    let mut names = 0;
    for (at, word) in words.enumerate() {
        if at >= 16 {
            return None;
        }
        match role_and_rest(word) {
            Some("") => has_role = true,
            Some(name) if is_name(name) => {
                has_role = true;
                names += 1;
            }
            Some(_) => return None,
            None if is_name(word) => names += 1,
            None => return None,
        }
    }
    let is_byline = names > 0 && (has_role || is_marked && names <= 6 && only_short_names(inner));
    is_byline.then_some(bare)
}

/// What follows a role at the beginning of `word`, if there is one.
fn role_and_rest(word: &str) -> Option<&str> {
    let mut rest = word;
    for house in HOUSES {
        if let Some(after) = rest.strip_prefix(house) {
            rest = after;
            break;
        }
    }
    for role in ROLES {
        if let Some(after) = rest.strip_prefix(role) {
            return Some(after);
        }
    }
    // 文/张三, 图/李四, 文图/王五.
    if matches!(
        rest,
        "文" | "图" | "文图" | "撰文" | "摄影" | "文字" | "图片"
    ) {
        return Some("");
    }
    None
}

/// One to four Chinese characters, or a name of another people with its dot.
fn is_name(word: &str) -> bool {
    let length = word.chars().count();
    let dotted = word.contains(['·', '•']);
    (1..=if dotted { 12 } else { 4 }).contains(&length)
        && word
            .chars()
            .all(|c| is_han(c) || dotted && matches!(c, '·' | '•'))
}

/// True where a mark alone must tell a byline from a heading: nothing but names of two or three
/// characters.
fn only_short_names(line: &str) -> bool {
    line.split_whitespace()
        .all(|word| (2..=3).contains(&word.chars().count()))
}

/// True for a line that says who took or gave a picture: `赵立新/摄`, `（张三 摄）`, `图/李四`,
/// `本报资料图片`, `本版图片由…提供`.
pub(super) fn is_credit(line: &str) -> bool {
    let bare = line.trim_matches(['（', '）', '(', ')', '。', ' ']);
    let length = bare.chars().count();
    if length < 2 || bare.contains(['，', '。', '；', ',']) {
        return false;
    }
    let by_someone = ["摄", "摄影", "供图", "制图", "摄影报道"]
        .iter()
        .any(|end| {
            bare.strip_suffix(end).is_some_and(|who| {
                names_only(who.trim_end_matches(['/', '／', ' ', ':', '：']), 14)
            })
        });
    let photo = ["图片", "照片", "资料图", "配图", "题图"];
    let whole_page = length <= 30
        && (bare.starts_with("本版") || bare.starts_with("本文") || bare.starts_with("本报"))
        && photo.iter().any(|word| bare.contains(word));
    let led = [
        "图/",
        "图／",
        "摄影/",
        "摄影：",
        "摄影:",
        "摄/",
        "供图：",
        "图片来源：",
        "图片来源:",
    ]
    .iter()
    .any(|start| {
        bare.strip_prefix(start)
            .is_some_and(|who| names_only(who, 20))
    });
    by_someone || whole_page || led
}

/// True for a line whose end is a credit: `百嘉工业园 赵立新/摄`, `…举行。（张三 摄）`.
pub(super) fn ends_with_credit(line: &str) -> bool {
    let line = line.trim_end();
    if let Some(at) = line.rfind(['（', '('])
        && line.ends_with(['）', ')'])
        && is_credit(&line[at..])
    {
        return true;
    }
    let slashed = line.ends_with("/摄") || line.ends_with("／摄") || line.ends_with(" 摄");
    slashed
        || line
            .rsplit(' ')
            .next()
            .is_some_and(|last| last != line && is_credit(last))
}

/// Names of people and houses, separated by spaces, at most `longest` characters.
fn names_only(who: &str, longest: usize) -> bool {
    let length = who.chars().count();
    (1..=longest).contains(&length)
        && who
            .chars()
            .all(|c| is_han(c) || matches!(c, ' ' | '·' | '、' | '/' | '／'))
        && !who.starts_with(['拍', '被'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for (line, wanted) in [
            (
                "► 本报记者 张晓明 特约通讯员 李华国 王小芳",
                "本报记者 张晓明 特约通讯员 李华国 王小芳",
            ),
            (
                "► 吴立言 本报特约通讯员 郑文华",
                "吴立言 本报特约通讯员 郑文华",
            ),
            ("▶ 孙林 王小芳", "孙林 王小芳"),
            ("本报记者张晓明", "本报记者张晓明"),
            ("记者 李 明 通讯员 王 强", "记者 李 明 通讯员 王 强"),
            ("文/张三 图/李四", "文/张三 图/李四"),
            ("作者：张三", "作者：张三"),
            ("（本报记者 张三）", "（本报记者 张三）"),
        ] {
            assert_eq!(recognise(line), Some(wanted), "{line}");
        }
        for line in [
            "记者从云川高新区管委会获悉，2024年",
            "► 数读云川高新区",
            "▶ 延伸阅读",
            "■ 产业 发展",
            "创新发展新引擎",
            "通讯员队伍建设扎实推进",
            "张三 李四",
            "",
        ] {
            assert_eq!(recognise(line), None, "{line}");
        }
    }

    #[test]
    fn credits() {
        for line in [
            "赵立新/摄",
            "周建国 摄",
            "（张三 摄）",
            "图/李四",
            "本版图片除署名外均为云川高新区提供",
            "高新区供图",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "摄",
            "航拍摄影基地落户，投资3亿元",
            "云川天安智谷产业园",
            "图书馆",
            "本版责任编辑",
        ] {
            assert!(!is_credit(line), "{line}");
        }
        assert!(ends_with_credit("百嘉工业园 赵立新/摄"));
        assert!(ends_with_credit("签约仪式举行。（张三 摄）"));
        assert!(!ends_with_credit("（厂房新建）"));
    }
}

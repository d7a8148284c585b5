//! The masthead (报头) above a headline: name of the paper, day, page, issue, section. A line is
//! one when nothing else stands in it.

use crate::model::Date;

use super::{
    chars::{is_han, width},
    dates,
};

/// What the names of papers and bulletins end with.
const PAPERS: [&str; 15] = [
    "日报",
    "晚报",
    "早报",
    "晨报",
    "时报",
    "商报",
    "快报",
    "导报",
    "经济报",
    "都市报",
    "青年报",
    "工人报",
    "周报",
    "简报",
    "专报",
];
/// What a page or a part of a paper is called.
const SECTIONS: [&str; 18] = [
    "要闻", "头版", "时政", "综合", "经济", "财经", "产业", "民生", "社会", "科技", "专题", "专版",
    "特刊", "专刊", "新闻", "观察", "聚焦", "周刊",
];
/// What parts the pieces from one another.
const BETWEEN: [char; 15] = [
    '·', '|', '｜', '/', '：', ':', '《', '》', '（', '）', '(', ')', '-', '—', '•',
];

/// Names of papers have at most this many characters.
const LONGEST_NAME: usize = 8;
/// Mastheads are at most this wide, in halves of a character.
const WIDEST: usize = 80;

/// What a masthead says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Masthead {
    /// The paper.
    pub(super) paper: Option<String>,
    /// The day.
    pub(super) date: Option<Date>,
    /// True where page or issue is named.
    pub(super) is_paged: bool,
}

impl Masthead {
    /// True when the line can be nothing but a masthead: a section alone may be a heading.
    pub(super) fn is_told(&self) -> bool {
        self.paper.is_some() || self.date.is_some() || self.is_paged
    }
}

/// Reads a line; `None` where it says anything that no masthead says.
pub(super) fn read(line: &str) -> Option<Masthead> {
    if width(line) > WIDEST {
        return None;
    }
    // Without white space, which may stand inside a date; names end where it stood.
    let mut bare = String::new();
    let mut ends = Vec::new();
    for word in line.split_whitespace() {
        bare.push_str(word);
        ends.push(bare.len());
    }
    let mut found = Masthead::default();
    let mut rest = bare.as_str();
    let days = dates::find(&bare);
    let mut days = days.iter().filter(|day| !day.year_is_inferred);
    let mut day = days.next();
    if days.next().is_some() {
        return None;
    }
    while let Some(first) = rest.chars().next() {
        let next = if BETWEEN.contains(&first) {
            first.len_utf8()
        } else if let Some(printed) = day.filter(|day| rest.starts_with(&day.text)) {
            found.date = Some(printed.date).filter(|date| date.day.is_some());
            found.date?;
            day = None;
            printed.text.len()
        } else if let Some(bytes) = weekday(rest) {
            bytes
        } else if let Some(bytes) = page(rest) {
            found.is_paged = true;
            bytes
        } else {
            let at = bare.len() - rest.len();
            let end = ends.iter().find(|&&end| end > at).unwrap_or(&at);
            // 经济日报 is a paper, 经济 a section of one.
            match paper(&bare[at..*end]).filter(|_| found.paper.is_none()) {
                Some(bytes) => {
                    found.paper = Some(rest[..bytes].to_owned());
                    bytes
                }
                None => SECTIONS.iter().find(|word| rest.starts_with(**word))?.len(),
            }
        };
        rest = &rest[next..];
    }
    Some(found)
}

/// `星期四`, `农历四月初九`: bytes from the start.
fn weekday(rest: &str) -> Option<usize> {
    const LUNAR: &str = "正一二三四五六七八九十冬腊闰月初廿";
    let tail = |word: &str, of: &str, most: usize| {
        let after = rest.strip_prefix(word)?;
        let end: usize = after
            .chars()
            .take(most)
            .take_while(|c| of.contains(*c))
            .map(char::len_utf8)
            .sum();
        (end > 0).then_some(word.len() + end)
    };
    tail("星期", "一二三四五六日天", 1).or_else(|| tail("农历", LUNAR, 7))
}

/// `A03`, `03版`, `第A03版`, `第1234期`, `总第1234期`: bytes from the start.
fn page(rest: &str) -> Option<usize> {
    let (lead, tail) = ["总第", "第", "今日", ""]
        .iter()
        .find_map(|lead| Some((*lead, rest.strip_prefix(lead)?)))?;
    let letter = usize::from(tail.starts_with(|c: char| c.is_ascii_uppercase()));
    let digits = tail[letter..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let after = &tail[letter + digits..];
    let end = ["版", "期"].iter().find(|end| after.starts_with(**end));
    // A letter alone tells a page (A03), a number alone tells nothing.
    let is_page = match end {
        Some(&"版") => digits <= 3,
        Some(_) => letter == 0 && lead.ends_with('第') && digits <= 6,
        None => lead.is_empty() && letter == 1 && (2..=3).contains(&digits),
    };
    let is_whole =
        !after[end.map_or(0, |end| end.len())..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (digits > 0 && is_page && is_whole)
        .then(|| lead.len() + letter + digits + end.map_or(0, |end| end.len()))
}

/// `云川日报`: bytes from the start.
fn paper(rest: &str) -> Option<usize> {
    let name: String = rest
        .chars()
        .take(LONGEST_NAME)
        .take_while(|&c| is_han(c))
        .collect();
    PAPERS
        .iter()
        .filter_map(|end| Some(name.find(end)? + end.len()).filter(|&bytes| bytes > end.len()))
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mastheads() {
        let day = Some(Date::day(2024, 5, 16));
        for (line, paper, date, is_paged) in [
            ("云川日报", Some("云川日报"), None, false),
            ("《云川晚报》", Some("云川晚报"), None, false),
            ("云川日报 2024年5月16日", Some("云川日报"), day, false),
            ("2024年5月16日 第A03版", None, day, true),
            ("A03 云川日报", Some("云川日报"), None, true),
            ("03版：要闻", None, None, true),
            ("要闻 A03", None, None, true),
            ("要闻 云川日报", Some("云川日报"), None, false),
            ("经济日报", Some("经济日报"), None, false),
            ("2024 年 5 月 16 日 云川日报", Some("云川日报"), day, false),
            (
                "云川日报 2024年5月16日 星期四 农历四月初九 第1234期 今日8版",
                Some("云川日报"),
                day,
                true,
            ),
            ("（2024-05-16）", None, day, false),
            ("工作简报 第12期", Some("工作简报"), None, true),
            ("要闻", None, None, false),
        ] {
            let paper = paper.map(str::to_owned);
            let masthead = Masthead {
                paper,
                date,
                is_paged,
            };
            assert_eq!(read(line), Some(masthead), "{line}");
        }
    }

    #[test]
    fn headlines_are_no_mastheads() {
        for line in [
            "云川日报社与高新区签约",
            "云川日报聚力高新区发展",
            "登上头版的高新区",
            "2024年5月16日云川高新区新闻发布会实录",
            "2024年5月经济运行情况",
            "2024年5月",
            "云川高新区交出一季度经济发展成绩单日报",
            "12期项目开工",
            "2024",
            "A3",
            "5月16日 03版",
            "第三版图",
            "B2B平台上线",
            "日报",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}

//! Periods named by their distance from the day of publication (昨天, 上周一, 本月十日, 上季度,
//! 29日): what news says of its own days. They date an event, seldom a figure, so only the list of
//! mentions holds them.

use super::{Expression, PeriodMention};
use crate::model::{Date, Period, Span};
use crate::quantities::numerals;

/// A distance from the publication; 0 is its own day, week, month or quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// 昨天 −1, 后天 2.
    Days(i32),
    /// 本周 0, 上周 −1.
    Weeks(i32),
    /// Of such a week the day so many: 上周一 has −1 and 1.
    WeekDay(i32, u8),
    /// The last such day of a week: 星期一, 周三.
    LastWeekDay(u8),
    /// 上周末: Saturday and Sunday.
    WeekEnd(i32),
    /// 本月 0, 下个月 1.
    Months(i32),
    /// 本月十日, 上月5日.
    MonthDay(i32, u8),
    /// 上季度 −1.
    Quarters(i32),
    /// 29日: the last day of a month that had this number.
    DayOfMonth(u8),
}

/// The mentions of this kind in a normalised sentence, in order, not overlapping.
pub fn near(text: &str) -> Vec<PeriodMention> {
    let mut found: Vec<PeriodMention> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match read(&text[..at], &text[at..]) {
            Some((near, len)) => {
                found.push(PeriodMention {
                    span: Span::new(at, at + len),
                    expression: Expression::Near(near),
                    is_as_of: false,
                    is_since: false,
                });
                at += len;
            }
            // The rest of a number is no beginning.
            None if c.is_ascii_digit() => {
                let rest = &text[at..];
                at += rest
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(rest.len());
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

fn read(before: &str, text: &str) -> Option<(Near, usize)> {
    day(before, text)
        .or_else(|| of_week(before, text))
        .or_else(|| of_month(before, text))
        .or_else(|| day_of_month(before, text))
}

/// 昨天, 明日, 大前天; not 目前天然气 and 今后天气.
fn day(before: &str, text: &str) -> Option<(Near, usize)> {
    const DAYS: [(&str, i32); 9] = [
        ("大前天", -3),
        ("前天", -2),
        ("昨天", -1),
        ("昨日", -1),
        ("明天", 1),
        ("明日", 1),
        ("大后天", 3),
        ("后天", 2),
        ("後天", 2),
    ];
    let (word, by) = DAYS.iter().find(|(word, _)| text.starts_with(word))?;
    let rest = &text[word.len()..];
    let joined = before.ends_with([
        '目', '此', '以', '之', '年', '当', '今', '最', '然', '先', '声', '月', '日', '生',
    ]);
    (!joined && !rest.starts_with(['然', '之', '气', '津', '性']))
        .then_some((Near::Days(*by), word.len()))
}

/// 上 −1, 本 0, 下下 2, and the length; 个 follows or not.
fn distance(before: &str, text: &str) -> Option<(i32, usize)> {
    const WORDS: [(&str, i32); 7] = [
        ("上上", -2),
        ("上一", -1),
        ("上", -1),
        ("本", 0),
        ("这", 0),
        ("下下", 2),
        ("下", 1),
    ];
    let (word, by) = WORDS.iter().find(|(word, _)| text.starts_with(word))?;
    // 线上周边, 以上月, 日本月, 与上月持平 stays.
    let joined = before.ends_with([
        '海', '线', '网', '路', '马', '以', '陆', '水', '空', '身', '山', '街', '晚', '之', '日',
        '基', '资', '成', '根', '样', '版', '地', '乡', '年',
    ]);
    let len = word.len();
    let counted = ["个", "個"]
        .iter()
        .find(|word| text[len..].starts_with(**word));
    (!joined).then(|| (*by, len + counted.map_or(0, |word| word.len())))
}

/// 上周, 本周五, 下下周末, 星期一, 周三.
fn of_week(before: &str, text: &str) -> Option<(Near, usize)> {
    let (by, start) = match distance(before, text) {
        Some((by, len)) => (Some(by), len),
        None => (None, 0),
    };
    let week = ["星期", "礼拜", "禮拜", "周", "週"]
        .iter()
        .find(|word| text[start..].starts_with(**word))?;
    let end = start + week.len();
    let rest = &text[end..];
    let next = rest.chars().next();
    let number = next.and_then(|c| match c {
        '日' | '天' => Some(7),
        '一' | '二' | '三' | '四' | '五' | '六' => numerals::digit(c),
        _ => None,
    });
    let ends = |len: usize| {
        let after = rest[len..].chars().next();
        !after.is_some_and(|c| numerals::digit(c).is_some() || "十个年天次届期".contains(c))
    };
    match (by, number, next) {
        (Some(by), Some(day), Some(c)) if ends(c.len_utf8()) => {
            Some((Near::WeekDay(by, day), end + c.len_utf8()))
        }
        (Some(by), _, Some('末')) => Some((Near::WeekEnd(by), end + '末'.len_utf8())),
        (Some(by), _, next) => {
            let is_word = next.is_some_and(|c| "边期年围转岁".contains(c));
            (!is_word).then_some((Near::Weeks(by), end))
        }
        (None, Some(day), Some(c)) if ends(c.len_utf8()) => {
            // 周一 may begin a name, 两周一次 and 每周一 tell no day.
            let opens = before.is_empty()
                || before.ends_with(['，', '。', '；', '（', '在', '于', '：', '到', '从']);
            let is_word = *week != "周" && *week != "週";
            let counts = before
                .ends_with(|c| numerals::digit(c).is_some() || "每个個0123456789".contains(c));
            (opens || is_word && !counts).then_some((Near::LastWeekDay(day), end + c.len_utf8()))
        }
        _ => None,
    }
}

/// 上个月, 本月十日, 下季度.
fn of_month(before: &str, text: &str) -> Option<(Near, usize)> {
    let (by, start) = distance(before, text)?;
    if text[start..].starts_with("季度") {
        return Some((Near::Quarters(by), start + "季度".len()));
    }
    let rest = text[start..].strip_prefix('月')?;
    let rest = rest.strip_prefix('份').unwrap_or(rest);
    if rest.starts_with(['球', '饼', '台', '亮', '湖', '山', '光', '均']) {
        return None;
    }
    let end = text.len() - rest.len();
    Some(match numbered(rest) {
        Some((day, len)) => (Near::MonthDay(by, day), end + len),
        None => (Near::Months(by), end),
    })
}

/// 14日, 十日, 2号.
fn numbered(text: &str) -> Option<(u8, usize)> {
    let numeral = numerals::arabic(text).or_else(|| numerals::chinese(text))?;
    let day: u8 = numeral.value.try_into().ok()?;
    let tail = &text[numeral.len..];
    let mark = ["日", "号"].iter().find(|mark| tail.starts_with(**mark))?;
    let fits = (1..=31).contains(&day) && numeral.value.fract().is_zero();
    fits.then_some((day, numeral.len + mark.len()))
}

/// 29日，记者从…获悉: a day at the opening of a clause; 10日内 and 5日游 are spans.
fn day_of_month(before: &str, text: &str) -> Option<(Near, usize)> {
    let opens = before.is_empty()
        || before.ends_with(['，', '。', '；', '（', '在', '于', '报', '讯', '的']);
    let (day, len) = numbered(text).filter(|_| opens)?;
    let next = text[len..].chars().next();
    let is_span = next.is_some_and(|c| "内游均之以间前后行元志线楼院矿机库".contains(c));
    let is_number =
        text[..len].ends_with('号') && next.is_some_and(|c| !"，。、晚上下".contains(c));
    (!is_span && !is_number).then_some((Near::DayOfMonth(day), len))
}

impl Near {
    /// The period that is meant by a text published on `date`, as far as it is known.
    pub(super) fn resolve(self, date: Date) -> Option<Period> {
        let today = || Some(days(date.year, date.month?, date.day?));
        let week = |by: i32| today().map(|today| today - weekday(today) + 7 * by);
        let month = |by: i32| {
            let months = date.year * 12 + i32::from(date.month?) - 1 + by;
            Some((
                months.div_euclid(12),
                u8::try_from(months.rem_euclid(12) + 1).ok()?,
            ))
        };
        Some(match self {
            Self::Days(by) => Period::At(civil(today()? + by)),
            Self::Weeks(by) => Period::Range(civil(week(by)?), civil(week(by)? + 6)),
            Self::WeekEnd(by) => Period::Range(civil(week(by)? + 5), civil(week(by)? + 6)),
            Self::WeekDay(by, day) => Period::At(civil(week(by)? + i32::from(day) - 1)),
            Self::LastWeekDay(day) => {
                let monday = week(0)?;
                let day = monday + i32::from(day) - 1;
                Period::At(civil(if day > today()? { day - 7 } else { day }))
            }
            Self::Months(by) => {
                let (year, month) = month(by)?;
                Period::At(Date::month(year, month))
            }
            Self::MonthDay(by, day) => {
                let (year, month) = month(by)?;
                return exists(year, month, day).then_some(Period::At(Date::day(year, month, day)));
            }
            Self::Quarters(by) => {
                let quarter = i32::from(date.month? - 1) / 3;
                let (year, first) = month(quarter * 3 - i32::from(date.month? - 1) + 3 * by)?;
                Period::Range(Date::month(year, first), Date::month(year, first + 2))
            }
            Self::DayOfMonth(day) => {
                let is_over = date.day.is_none_or(|today| day <= today);
                let mut months = (-13..=0).rev().filter(|by| *by < 0 || is_over);
                let (year, month) = months
                    .find_map(|by| month(by).filter(|(year, month)| exists(*year, *month, day)))?;
                Period::At(Date::day(year, month, day))
            }
        })
    }
}

/// True for days that the calendar has.
pub(super) fn exists(year: i32, month: u8, day: u8) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=12).contains(&month) && (1..=last).contains(&day)
}

/// Days since 1 March of year 0 of the Gregorian calendar.
fn days(year: i32, month: u8, day: u8) -> i32 {
    let (year, month) = (year - i32::from(month <= 2), (i32::from(month) + 9) % 12);
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + i32::from(day)
        - 1
}

/// 0 for Monday.
const fn weekday(days: i32) -> i32 {
    // 1 March of year 0 was a Wednesday.
    (days + 2).rem_euclid(7)
}

/// The date so many days after 1 March of year 0.
fn civil(count: i32) -> Date {
    let mut year = count / 365 + 1;
    while days(year, 3, 1) > count {
        year -= 1;
    }
    let mut rest = count - days(year, 3, 1);
    let months = (5 * rest + 2) / 153;
    rest -= (153 * months + 2) / 5;
    let month = u8::try_from((months + 2) % 12 + 1).unwrap_or(1);
    let day = u8::try_from(rest + 1).unwrap_or(1);
    Date::day(year + i32::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let found = near(text).into_iter().map(|mention| {
            let Expression::Near(near) = mention.expression else {
                return String::new();
            };
            let period = near.resolve(Date::day(2024, 3, 6)).map(|p| p.to_string());
            format!("{}={}", mention.span.of(text), period.unwrap_or("-".into()))
        });
        found.collect()
    }

    #[test]
    fn each_form_resolves() {
        for (text, want) in [
            ("昨日，该市", "昨日=2024-03-05"),
            ("大前天", "大前天=2024-03-03"),
            ("明天举行", "明天=2024-03-07"),
            ("本周，", "本周=2024-03-04/2024-03-10"),
            ("上周五收盘", "上周五=2024-03-01"),
            ("下下周末", "下下周末=2024-03-23/2024-03-24"),
            ("星期四", "星期四=2024-02-29"),
            ("上个月，", "上个月=2024-02"),
            ("本月十日", "本月十日=2024-03-10"),
            ("上季度", "上季度=2023-10/2023-12"),
            ("29日，记者获悉", "29日=2024-02-29"),
            ("本报讯5日上午", "5日=2024-03-05"),
        ] {
            assert_eq!(read(text), [want], "{text}");
        }
    }

    #[test]
    fn words_that_hold_such_characters_are_none() {
        for text in [
            "目前天然气",
            "《明日之后》",
            "线上周边产品",
            "日本月度数据",
            "每周一次",
            "10日内办结",
            "5日游",
            "12号线",
            "500万元以上月均",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn days_count_from_one_to_the_next() {
        let mut count = days(1999, 12, 31);
        assert_eq!(weekday(days(2024, 3, 4)), 0);
        for year in 2000..2030 {
            for month in 1..=12 {
                for day in (1..=31).filter(|day| exists(year, month, *day)) {
                    count += 1;
                    assert_eq!(days(year, month, day), count);
                    assert_eq!(civil(count), Date::day(year, month, day));
                }
            }
        }
    }
}

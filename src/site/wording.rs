//! Chinese words for periods, measures, counts and titles: typed without spaces between Han
//! characters and digits, ranges with 一字线.

use crate::model::{Date, Fact, FlowStock, Measure, Nature, Period};

/// A date in words: `2024年`, `2025年9月`, `2022年9月14日`.
pub(crate) fn date(date: Date) -> String {
    let mut text = format!("{}年", date.year);
    if let Some(month) = date.month {
        text.push_str(&format!("{month}月"));
        if let Some(day) = date.day {
            text.push_str(&format!("{day}日"));
        }
    }
    text
}

/// A range in words: `2015—2025年`, `2025年前三季度`, `2025年3—5月`.
fn range(first: Date, last: Date) -> String {
    if first.year == last.year {
        match (first.month, last.month, first.day, last.day) {
            (Some(1), Some(12), None, None) | (None, None, None, None) => return date(last),
            (Some(1), Some(9), None, None) => return format!("{}年前三季度", first.year),
            (Some(1), Some(6), None, None) => return format!("{}年上半年", first.year),
            (Some(7), Some(12), None, None) => return format!("{}年下半年", first.year),
            (Some(a), Some(b), None, None) if b == a + 2 && (a - 1) % 3 == 0 => {
                let quarter = ["一", "二", "三", "四"][usize::from((a - 1) / 3)];
                return format!("{}年{quarter}季度", first.year);
            }
            (Some(a), Some(b), None, None) => return format!("{}年{a}—{b}月", first.year),
            _ => {}
        }
    }
    match (first.month, last.month) {
        (None, None) => format!("{}—{}年", first.year, last.year),
        _ => format!("{}—{}", date(first), date(last)),
    }
}

/// A period in words, whatever it is of.
pub fn period_in_words(period: Period) -> String {
    match period {
        Period::Publication => "见报时".to_string(),
        Period::At(at) => date(at),
        Period::Range(first, last) => range(first, last),
    }
}

/// Which scope (口径) which periods of a broken series have, earliest first:
/// `2021年为“规模以上工业企业”口径，其余各期未注明口径`.
pub(crate) fn scopes(points: &[(Period, Option<&str>)]) -> String {
    let mut runs: Vec<(Period, Period, Option<&str>)> = Vec::new();
    for &(period, scope) in points {
        match runs.last_mut() {
            Some((_, last, of)) if *of == scope => *last = period,
            _ => runs.push((period, period, scope)),
        }
    }
    let span = |first: Period, last: Period| match (first.last(), last.last()) {
        (Some(a), Some(b)) if first != last => format!("{}—{}年", a.year, b.year),
        _ => period_in_words(first),
    };
    let of = |scope: Option<&str>| {
        let runs = runs.iter().filter(|run| run.2 == scope);
        let spans: Vec<String> = runs.map(|&(first, last, _)| span(first, last)).collect();
        spans.join("、")
    };
    let mut named: Vec<&str> = Vec::new();
    for scope in runs.iter().filter_map(|run| run.2) {
        if !named.contains(&scope) {
            named.push(scope);
        }
    }
    let mut said: Vec<String> = named
        .iter()
        .map(|scope| format!("{}为“{scope}”口径", of(Some(scope))))
        .collect();
    match points.iter().filter(|point| point.1.is_none()).count() {
        0 => {}
        1 => said.push(format!("{}未注明口径", of(None))),
        _ => said.push("其余各期未注明口径".to_string()),
    }
    said.join("，")
}

/// The period of a fact in words. `as_printed` is true when the articles give no time word and
/// the figure holds as of publication.
pub(crate) fn period(fact: &Fact, as_printed: bool) -> String {
    let is_stock = fact.flow_stock == Some(FlowStock::Stock);
    let mut text = match fact.key.period {
        None => return "期间未载".to_string(),
        Some(Period::Publication) => return "见报时".to_string(),
        Some(Period::At(at)) if as_printed => return format!("{}见报时", date(at)),
        Some(Period::At(at)) => {
            let at_a_moment = at.month.is_some() && (is_stock || fact.key.cumulative);
            let prefix = if at_a_moment { "截至" } else { "" };
            format!("{prefix}{}", date(at))
        }
        Some(Period::Range(first, last)) => range(first, last),
    };
    if fact.key.cumulative {
        text.push_str("累计");
    }
    text
}

/// The period of a basis in words; a basis that is none as it stands.
fn basis_in_words(basis: &str) -> String {
    match basis.parse::<Period>() {
        Ok(Period::At(at)) => date(at),
        Ok(Period::Range(first, last)) => range(first, last),
        _ => basis.to_string(),
    }
}

/// What a difference adds to an indicator's name: `较2022年增加`, `同比提高`, `较上年上升`;
/// `增减` for one that does not rise, since the figure itself says that it falls.
pub(crate) fn change(basis: Option<&str>, unit: &str, name: &str, rises: bool) -> String {
    let is_rank = is_rank(name);
    let against = match basis {
        Some("yoy") if is_rank => "较上年".to_string(),
        Some("yoy") => "同比".to_string(),
        Some("annual_average") => "年均".to_string(),
        Some(other) => format!("较{}", basis_in_words(other)),
        None => String::new(),
    };
    let way = match (rises, is_rank, unit) {
        (false, true, _) => "升降",
        (false, ..) => "增减",
        (true, true, _) => "上升",
        (true, _, "个百分点") => "提高",
        (true, ..) => "增加",
    };
    format!("{against}{way}")
}

fn says_share(name: &str) -> bool {
    let ends = ["率", "比例", "占比", "比重", "进度"];
    ends.iter().any(|end| name.ends_with(end))
}

fn is_goal(whole: &str) -> bool {
    let ends = ["目标", "计划", "任务"];
    ends.iter().any(|end| whole.ends_with(end))
}

fn is_rank(name: &str) -> bool {
    name.ends_with("排名") || name.ends_with("位次")
}

/// What a measure adds to an indicator's name: `同比增速`, `占比`; empty for a level. What a
/// difference adds is said by [`change`], which needs to know its sign.
pub(crate) fn measure(measure: Measure, basis: Option<&str>, name: &str) -> String {
    let against = match basis {
        Some("yoy") => "同比".to_string(),
        Some("annual_average") => "年均".to_string(),
        Some(other) => match (measure, basis_in_words(other)) {
            (Measure::Share, whole) => whole,
            (_, period) => format!("较{period}"),
        },
        None => String::new(),
    };
    match measure {
        Measure::Level => String::new(),
        Measure::Growth => format!("{against}增速"),
        Measure::Change => format!("{against}增减"),
        // 审批时限压缩率, 工程形象进度: the name says already that it is a share.
        Measure::Share if says_share(name) => String::new(),
        // 完成年度目标的84%.
        Measure::Share if is_goal(&against) => format!("完成{against}的比例"),
        Measure::Share if basis.is_some() => format!("占{against}比重"),
        Measure::Share => "占比".to_string(),
        Measure::Rank if is_rank(name) => String::new(),
        Measure::Rank => "位次".to_string(),
        Measure::Multiple => match basis {
            Some("yoy") => "与上年之比".to_string(),
            Some(other) => format!("与{}之比", basis_in_words(other)),
            None => "倍数".to_string(),
        },
    }
}

/// A breakdown and an indicator as one name, without saying the common characters twice:
/// 发明专利 and 专利授权量 are 发明专利授权量, 技术开发合同 and 技术合同成交额 are 技术开发合同成交额.
pub(crate) fn joined(breakdown: &str, indicator: &str) -> String {
    let ends = || indicator.char_indices().map(|(i, c)| i + c.len_utf8());
    let common = ends()
        .filter(|&end| {
            let words = &indicator[..end];
            let around = |at: usize| {
                let (first, last) = words.split_at(at);
                breakdown.starts_with(first) && breakdown.ends_with(last)
            };
            breakdown.ends_with(words)
                || ends().any(|at| at >= PAIR && at + PAIR <= end && around(at))
        })
        .max()
        .unwrap_or(0);
    format!("{breakdown}{}", &indicator[common..])
}

/// Two Han characters in bytes.
const PAIR: usize = 6;

/// A count in words up to ninety-nine: 五, 十二, 二十三; digits beyond.
pub(crate) fn count(n: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, ones) => DIGITS[ones].to_string(),
        (tens @ 1..=9, ones) => format!(
            "{}十{}",
            if tens == 1 { "" } else { DIGITS[tens] },
            if ones == 0 { "" } else { DIGITS[ones] }
        ),
        _ => n.to_string(),
    }
}

/// A count before a classifier: 两期, 三篇.
pub(crate) fn quantity(n: usize) -> String {
    match n {
        2 => "两".to_string(),
        n => count(n),
    }
}

/// A number of years in words: 一年, 两年, 十二年.
pub(crate) fn years(n: i32) -> String {
    match usize::try_from(n) {
        Ok(n) => format!("{}年", quantity(n)),
        Err(_) => format!("{n}年"),
    }
}

/// The word for a fact that is no achieved result: 目标, 预计, 产能.
pub(crate) const fn nature(nature: Nature) -> Option<&'static str> {
    match nature {
        Nature::Result => None,
        Nature::Target => Some("目标"),
        Nature::Forecast => Some("预计"),
        Nature::Capacity => Some("产能"),
    }
}

/// An article's title, short enough for a chip: without the subject that leads it and without
/// quotation marks, up to the first white space, at most ten characters.
pub(crate) fn short_title(title: &str, subject: &str) -> String {
    let trimmed = title.trim();
    let rest = match trimmed.strip_prefix(subject) {
        Some(rest) if !subject.is_empty() && !rest.trim().is_empty() => rest,
        _ => trimmed,
    };
    let rest = rest.trim_start_matches(['：', ':', '，', ',', ' ', '　']);
    let word = rest.split_whitespace().next().unwrap_or(rest);
    let word: Vec<char> = word
        .chars()
        .filter(|c| !"“”‘’\"《》".contains(*c))
        .collect();
    match word.len() {
        0..=10 => word.into_iter().collect(),
        _ => format!("{}…", word[..7].iter().collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_the_names_that_reports_use() {
        let said = |text: &str| match text.parse::<Period>() {
            Ok(Period::Range(a, b)) => range(a, b),
            Ok(Period::At(a)) => date(a),
            other => panic!("{other:?}"),
        };
        assert_eq!(said("2015/2025"), "2015—2025年");
        assert_eq!(said("2025-01/2025-09"), "2025年前三季度");
        assert_eq!(said("2025-01/2025-06"), "2025年上半年");
        assert_eq!(said("2025-04/2025-06"), "2025年二季度");
        assert_eq!(said("2025-03/2025-07"), "2025年3—7月");
        assert_eq!(said("2023-11/2024-02"), "2023年11月—2024年2月");
        assert_eq!(said("2022-09-14"), "2022年9月14日");
    }

    #[test]
    fn names_do_not_stutter() {
        assert_eq!(joined("发明专利", "专利授权量"), "发明专利授权量");
        assert_eq!(joined("先进制造业", "工业增加值"), "先进制造业工业增加值");
        assert_eq!(
            joined("技术开发合同", "技术合同成交额"),
            "技术开发合同成交额"
        );
        assert_eq!(measure(Measure::Share, Some("总量"), "完成率"), "");
        assert_eq!(
            measure(Measure::Share, Some("年度目标"), "产值"),
            "完成年度目标的比例"
        );
        assert_eq!(measure(Measure::Rank, None, "综合评价排名"), "");
        assert_eq!(
            measure(Measure::Multiple, Some("2015"), "产值"),
            "与2015年之比"
        );
        assert_eq!(
            measure(Measure::Share, Some("规上工业"), "产值"),
            "占规上工业比重"
        );
    }

    #[test]
    fn differences_say_which_way_they_go() {
        let change = |basis, unit, rises| change(Some(basis), unit, "产值", rises);
        assert_eq!(change("2022", "元", true), "较2022年增加");
        assert_eq!(change("yoy", "个百分点", true), "同比提高");
        assert_eq!(change("yoy", "元", false), "同比增减");
        assert_eq!(
            super::change(Some("yoy"), "位", "评价排名", true),
            "较上年上升"
        );
    }

    #[test]
    fn short_titles_fit_a_chip() {
        let short = |title: &str| short_title(title, "云山开发区");
        assert_eq!(short("云山开发区：攀“高”逐“新” 扬帆奋进"), "攀高逐新");
        assert_eq!(short("升级国家高新区十周年"), "升级国家高新区十周年");
        assert_eq!(short("云山开发区向新攀高积蓄发展新动能"), "向新攀高积蓄发…");
        assert_eq!(short("云山开发区"), "云山开发区");
    }

    #[test]
    fn scopes_are_told_once() {
        let at = |year| Period::year(year);
        let (all, large) = (None, Some("规模以上工业企业"));
        assert_eq!(
            scopes(&[(at(2020), all), (at(2021), large), (at(2022), all)]),
            "2021年为“规模以上工业企业”口径，其余各期未注明口径"
        );
        assert_eq!(
            scopes(&[(at(2019), large), (at(2020), large), (at(2021), all)]),
            "2019—2020年为“规模以上工业企业”口径，2021年未注明口径"
        );
        assert_eq!(
            scopes(&[(at(2019), large), (at(2020), Some("全社会"))]),
            "2019年为“规模以上工业企业”口径，2020年为“全社会”口径"
        );
    }

    #[test]
    fn counts_are_words() {
        let said: Vec<String> = [0, 5, 10, 12, 20, 23, 100].map(count).to_vec();
        assert_eq!(said, ["零", "五", "十", "十二", "二十", "二十三", "100"]);
        assert_eq!(years(2), "两年");
    }
}

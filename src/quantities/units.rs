//! Units and classifiers (单位、量词).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::numerals;

/// What a unit measures: an indicator of one kind cannot have a value of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// 元, 美元.
    Money,
    /// %, ‰.
    Percent,
    /// 个百分点.
    Points,
    /// 倍.
    Multiple,
    /// 家, 个, 人: things counted one by one.
    Count,
    /// 平方米, 吨, 公里, 千瓦时: measured.
    Measure,
    /// 年, 个月, 天, 小时.
    Time,
    /// 元/亩, 吨/日.
    Rate,
    /// 第88位.
    Rank,
    /// No unit.
    None,
}

const MONEY: &[&str] = &[
    "元",
    "美元",
    "港元",
    "欧元",
    "日元",
    "英镑",
    "人民币",
    "美金",
    "元人民币",
    "块钱",
    "圆",
    "美圆",
    "日圆",
    "港币",
    "台币",
    "新台币",
    "澳门元",
    "澳门币",
    "澳元",
    "加元",
    "加拿大元",
    "新加坡元",
    "新西兰元",
    "韩元",
    "瑞士法郎",
    "法郎",
    "卢布",
    "卢比",
    "泰铢",
    "林吉特",
    "越南盾",
    "奈拉",
    "兰特",
];

/// Classifiers that count (个体量词, 集合量词); longest first where one begins another.
const CLASSIFIERS: &[&str] = &[
    "台套", "人次", "个人", "架次", "户次", "班次", "车次", "批次", "件次", "家次", "项次", "人份",
    "标箱", "席位", "床位", "个", "家", "项", "件", "人", "名", "位", "户", "套", "台", "辆", "份",
    "宗", "座", "所", "只", "支", "场", "次", "条", "栋", "幢", "间", "张", "枚", "款", "种", "类",
    "门", "篇", "部", "艘", "架", "列", "颗", "粒", "根", "块", "片", "处", "笔", "单", "例", "起",
    "对", "组", "队", "团", "趟", "批", "头", "株", "棵", "羽", "匹", "盒", "箱", "包", "瓶", "桶",
    "吊", "道", "口", "盏", "面", "幅", "册", "卷", "本", "期", "轮", "层", "届", "步", "字",
    "张床", "個", "班", "束", "棒", "把", "顶", "双", "副", "孔", "眼", "封", "回", "票",
];

const MEASURES: &[&str] = &[
    "平方公里",
    "平方千米",
    "平方米",
    "平方厘米",
    "平方英尺",
    "平方",
    "立方厘米",
    "立方英尺",
    "立方米",
    "亿立方米",
    "公顷",
    "亩",
    "㎡",
    "m²",
    "km²",
    "公里",
    "千米",
    "海里",
    "厘米",
    "毫米",
    "微米",
    "纳米",
    "公分",
    "英里",
    "英尺",
    "英寸",
    "米",
    "吨标准煤",
    "芯公里",
    "吨公里",
    "人公里",
    "吉瓦时",
    "标准煤",
    "公吨",
    "吨",
    "千克",
    "公斤",
    "克",
    "斤",
    "毫克",
    "微克",
    "毫升",
    "公升",
    "升",
    "加仑",
    "盎司",
    "磅",
    "克拉",
    "比特",
    "字节",
    "千字节",
    "兆字节",
    "吉字节",
    "太字节",
    "兆赫兹",
    "兆赫",
    "吉赫兹",
    "吉赫",
    "千赫兹",
    "千瓦时",
    "千伏安",
    "千伏",
    "千赫",
    "千卡",
    "兆瓦时",
    "千瓦",
    "兆瓦",
    "吉瓦",
    "瓦",
    "度",
    "伏",
    "摄氏度",
    "℃",
    "赫兹",
    "载重吨",
    "标准箱",
];

const LATIN_MEASURES: &[&str] = &[
    "kWh", "MWh", "GWh", "kW", "MW", "GW", "km", "kg", "mm", "cm", "nm", "KM", "KG", "MM", "CM",
    "TEU", "GB", "TB", "PB", "t", "m", "g", "h", "EFLOPS",
];

const TIMES: &[&str] = &[
    "个工作日",
    "工作日",
    "个小时",
    "小时",
    "分钟",
    "秒",
    "个月",
    "天",
    "周岁",
    "岁",
    "年",
    "个季度",
    "周",
];

/// Steps in an order.
const RANKS: &[&str] = &["个位次", "位次", "个名次"];

/// Tails of a rate after `/`: 元/亩, 万元/人.
const PER: &[&str] = &[
    "平方公里",
    "平方米",
    "立方米",
    "千瓦时",
    "亩",
    "公顷",
    "人",
    "日",
    "天",
    "月",
    "年",
    "吨",
    "家",
    "户",
    "个",
    "小时",
    "公里",
    "台",
    "套",
    "次",
    "件",
    "辆",
    "度",
    "公斤",
    "千克",
    "千瓦",
    "瓦",
    "升",
    "㎡",
    "秒",
];

/// The unit at the beginning of `text`: its kind and its length in bytes.
pub(super) fn leading(text: &str) -> Option<(UnitKind, usize)> {
    let first = text.chars().next()?;
    let (kind, len) = match first {
        '%' => (UnitKind::Percent, 1),
        '‰' => (UnitKind::Percent, '‰'.len_utf8()),
        '倍' => (UnitKind::Multiple, '倍'.len_utf8()),
        _ if text.starts_with("个百分点") => (UnitKind::Points, "个百分点".len()),
        _ if text.starts_with("個百分點") => (UnitKind::Points, "個百分點".len()),
        _ if text.starts_with("百分点") => (UnitKind::Points, "百分点".len()),
        _ if text.starts_with("个点") && !text.starts_with("个点位") => {
            (UnitKind::Points, "个点".len())
        }
        // 满意度94.7分，: points of a mark, where a clause ends.
        '分' if scores(&text['分'.len_utf8()..]) => (UnitKind::Measure, '分'.len_utf8()),
        _ => longest(text)?,
    };
    if matches!(kind, UnitKind::Money | UnitKind::Measure | UnitKind::Count)
        && let Some(per) = text[len..].strip_prefix('/')
        && let Some(tail) = PER.iter().find(|tail| per.starts_with(**tail))
    {
        return Some((UnitKind::Rate, len + 1 + tail.len()));
    }
    if kind == UnitKind::Money && text[len..].starts_with('每') {
        let per = &text[len + "每".len()..];
        if let Some(tail) = PER.iter().find(|tail| per.starts_with(**tail)) {
            return Some((UnitKind::Rate, len + "每".len() + tail.len()));
        }
    }
    Some((kind, len))
}

/// The unit at the beginning of `text`, which stands behind a hedge: 两个多月 has the unit 个月.
pub(super) fn behind(hedge: &str, text: &str) -> Option<(UnitKind, usize)> {
    if hedge == "个多" && text.starts_with('月') {
        return Some((UnitKind::Time, '月'.len_utf8()));
    }
    leading(text)
}

/// What stands behind 分 ends the clause.
fn scores(behind: &str) -> bool {
    behind
        .chars()
        .next()
        .is_none_or(|c| "，。；、）".contains(c))
}

fn longest(text: &str) -> Option<(UnitKind, usize)> {
    if text.as_bytes()[0].is_ascii_alphabetic() {
        let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        return LATIN_MEASURES
            .iter()
            .find(|unit| **unit == &text[..len])
            .map(|unit| (UnitKind::Measure, unit.len()));
    }
    // 美元 before 元 and so on: the longest match over all tables.
    BY_FIRST
        .get(&text.chars().next()?)?
        .iter()
        .find(|(_, unit)| {
            text.starts_with(unit)
                && match *unit {
                    "周" => !text.starts_with("周年"),
                    // 8亿元人民币, but 8亿元人民币贷款.
                    "元人民币" => !text[unit.len()..].starts_with(['存', '贷', '业', '账']),
                    "圆" => !text.starts_with("圆桌"),
                    _ => true,
                }
        })
        .map(|(kind, unit)| (*kind, unit.len()))
}

/// The units by their first character, the longest first.
static BY_FIRST: LazyLock<BTreeMap<char, Vec<(UnitKind, &'static str)>>> = LazyLock::new(|| {
    let tables: [(UnitKind, &[&'static str]); 5] = [
        (UnitKind::Money, MONEY),
        (UnitKind::Time, TIMES),
        (UnitKind::Rank, RANKS),
        (UnitKind::Measure, MEASURES),
        (UnitKind::Count, CLASSIFIERS),
    ];
    let mut units: BTreeMap<char, Vec<(UnitKind, &'static str)>> = BTreeMap::new();
    for (kind, table) in tables {
        for unit in table {
            units
                .entry(unit.chars().next().unwrap_or_default())
                .or_default()
                .push((kind, unit));
        }
    }
    for same in units.values_mut() {
        // Of equals the last table wins.
        same.reverse();
        same.sort_by_key(|(_, unit)| std::cmp::Reverse(unit.len()));
    }
    units
});

/// The kind of a unit as it stands in an observation.
pub fn kind_of(unit: &str) -> UnitKind {
    match unit {
        "" => UnitKind::None,
        "个百分点" => UnitKind::Points,
        "位" => UnitKind::Rank,
        // What stands most often, without a search.
        "个" | "家" | "项" | "件" | "人" => UnitKind::Count,
        "元" => UnitKind::Money,
        "%" => UnitKind::Percent,
        _ => leading(unit).map_or(UnitKind::Count, |(kind, _)| kind),
    }
}

/// 半 behind a unit that is measured, and no word that it begins: 三年半, 两米半.
pub(super) fn half(after: &str) -> Option<usize> {
    let rest = after.strip_prefix('半')?;
    let begins = [
        "年", "天", "个", "小", "数", "成", "径", "导", "月", "夜", "山", "岛", "价",
    ];
    let is_word = begins.iter().any(|word| rest.starts_with(word));
    (!is_word).then_some('半'.len_utf8())
}

/// What 半 adds to a number: how much, of which unit, and how far behind the unit it reaches:
/// 三年半, 一个半月, 三个月半.
pub(super) fn halves(unit: &str, after: &str) -> Option<(Decimal, String, usize)> {
    let more = Decimal::new(5, 1);
    if unit == "个" {
        return [
            ("半月", "个月"),
            ("半小时", "小时"),
            ("半百分点", "个百分点"),
        ]
        .iter()
        .find(|(word, _)| after.starts_with(word))
        .map(|(word, unit)| (more, (*unit).to_string(), word.len()));
    }
    let (kind, len) = leading(unit)?;
    let measures = matches!(kind, UnitKind::Measure | UnitKind::Time) && len == unit.len();
    half(after)
        .filter(|_| measures)
        .map(|len| (more, canonical(unit), len))
}

/// 元3角5分, 元三毛, 美元又三美分: what the change adds, and the length with the unit before it.
pub(super) fn small_change(text: &str) -> Option<(Decimal, usize)> {
    let money = ["元", "块", "美元", "欧元"].into_iter();
    let money = money
        .filter(|unit| text.starts_with(unit))
        .max_by_key(|unit| unit.len())?;
    let mut at = money.len();
    let mut more = Decimal::ZERO;
    for (units, scale) in [(["角", "毛"], 1), (["分", "美分"], 2)] {
        let rest = text[at..].strip_prefix('又').unwrap_or(&text[at..]);
        let Some(numeral) = numerals::arabic(rest).or_else(|| numerals::chinese(rest)) else {
            continue;
        };
        let tail = &rest[numeral.len..];
        let Some(unit) = units.iter().find(|unit| tail.starts_with(**unit)) else {
            continue;
        };
        let next = tail[unit.len()..].chars().next();
        let fits = numeral.value < Decimal::TEN && numeral.step == Decimal::ONE;
        if !fits || next.is_some_and(|c| "之钟公店行红度类支级".contains(c)) {
            break;
        }
        more += numeral.value * Decimal::new(1, scale);
        at = text.len() - tail.len() + unit.len();
    }
    (at > money.len()).then_some((more, at))
}

/// The sign of a currency that ends `before`: ￥300, US$20.
pub(super) fn sign_of_money(before: &str) -> Option<(&'static str, usize)> {
    let sign = before.chars().next_back()?;
    let unit = match sign {
        '¥' | '￥' => "元",
        '$' | '＄' => "美元",
        '€' => "欧元",
        '£' | '￡' => "英镑",
        _ => return None,
    };
    Some((unit, sign.len_utf8()))
}

/// One spelling for each unit: 百分点 is 个百分点, ㎡ is 平方米.
pub(super) fn canonical(printed: &str) -> String {
    match printed {
        "百分点" | "个点" | "個百分點" => "个百分点",
        "個" => "个",
        "㎡" | "m²" | "平方" => "平方米",
        "km²" | "平方千米" => "平方公里",
        "km" | "KM" | "千米" => "公里",
        "cm" | "CM" | "公分" => "厘米",
        "mm" | "MM" => "毫米",
        "公升" => "升",
        "kWh" => "千瓦时",
        "kW" => "千瓦",
        "t" => "吨",
        "kg" | "KG" => "千克",
        "美金" | "美圆" => "美元",
        "港币" => "港元",
        "日圆" => "日元",
        "台币" => "新台币",
        "澳门币" => "澳门元",
        "加拿大元" => "加元",
        "人民币" | "元人民币" | "块钱" | "圆" => "元",
        "个人" => "人",
        "个位次" | "位次" | "个名次" => "位",
        "个小时" => "小时",
        "月" => "个月",
        "工作日" => "个工作日",
        other => return other.replace('每', "/"),
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_unit_wins() {
        for (text, kind, unit) in [
            ("元，", UnitKind::Money, "元"),
            ("美元", UnitKind::Money, "美元"),
            ("平方公里的", UnitKind::Measure, "平方公里"),
            ("个百分点", UnitKind::Points, "个百分点"),
            ("个项目", UnitKind::Count, "个"),
            ("个月", UnitKind::Time, "个月"),
            ("元/亩之间", UnitKind::Rate, "元/亩"),
            ("人次", UnitKind::Count, "人次"),
            ("kWh", UnitKind::Measure, "kWh"),
            ("元人民币，", UnitKind::Money, "元人民币"),
            ("元人民币贷款", UnitKind::Money, "元"),
            ("瑞士法郎", UnitKind::Money, "瑞士法郎"),
            ("個百分點", UnitKind::Points, "個百分點"),
        ] {
            assert_eq!(leading(text), Some((kind, unit.len())), "{text}");
        }
        assert_eq!(leading("G网络"), None);
    }
}

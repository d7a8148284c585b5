//! Units and classifiers (单位、量词).

use std::collections::BTreeMap;
use std::sync::LazyLock;

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
];

/// Classifiers that count (个体量词, 集合量词); longest first where one begins another.
const CLASSIFIERS: &[&str] = &[
    "人次", "个人", "架次", "户次", "班次", "车次", "批次", "件次", "家次", "项次", "人份", "标箱",
    "席位", "床位", "个", "家", "项", "件", "人", "名", "位", "户", "套", "台", "辆", "份", "宗",
    "座", "所", "只", "支", "场", "次", "条", "栋", "幢", "间", "张", "枚", "款", "种", "类", "门",
    "篇", "部", "艘", "架", "列", "颗", "粒", "根", "块", "片", "处", "笔", "单", "例", "起", "对",
    "组", "队", "团", "趟", "批", "头", "株", "棵", "羽", "匹", "盒", "箱", "包", "瓶", "桶", "吊",
    "道", "口", "盏", "面", "幅", "册", "卷", "本", "期", "轮", "层", "届", "步", "字", "张床",
    "把", "顶", "双", "副", "孔", "眼", "封", "回",
];

const MEASURES: &[&str] = &[
    "平方公里",
    "平方千米",
    "平方米",
    "平方",
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
    "升",
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
    "kWh", "MWh", "GWh", "kW", "MW", "GW", "km", "kg", "mm", "cm", "nm", "TEU", "GB", "TB", "PB",
    "t", "m", "g", "h", "EFLOPS",
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
        _ if text.starts_with("百分点") => (UnitKind::Points, "百分点".len()),
        _ if text.starts_with("个点") && !text.starts_with("个点位") => {
            (UnitKind::Points, "个点".len())
        }
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
        .find(|(_, unit)| text.starts_with(unit) && !(*unit == "周" && text.starts_with("周年")))
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

/// One spelling for each unit: 百分点 is 个百分点, ㎡ is 平方米.
pub(super) fn canonical(printed: &str) -> String {
    match printed {
        "百分点" | "个点" => "个百分点",
        "㎡" | "m²" | "平方" => "平方米",
        "km²" | "平方千米" => "平方公里",
        "km" | "千米" => "公里",
        "kWh" => "千瓦时",
        "kW" => "千瓦",
        "t" => "吨",
        "kg" => "千克",
        "美金" => "美元",
        "人民币" => "元",
        "个人" => "人",
        "个位次" | "位次" | "个名次" => "位",
        "个小时" => "小时",
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
        ] {
            assert_eq!(leading(text), Some((kind, unit.len())), "{text}");
        }
        assert_eq!(leading("G网络"), None);
    }
}

//! What makes a name (名称构成): the endings of organisations, and what tells a name from a class.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::quantities::numerals;
use crate::text::{Segmenter, Word, is_han};

/// Endings of names of organisations, parks and platforms.
pub(super) const SUFFIXES: [&str; 68] = [
    "中试基地",
    "创新服务综合体",
    "人才社区",
    "物流港",
    "水运口岸",
    "抽水蓄能电站",
    "加速器",
    "中心",
    "基地",
    "基金",
    "经济开发区",
    "工业园区",
    "产业园区",
    "学校",
    "校区",
    "株式会社",
    "合作社",
    "事务所",
    "银行",
    "母基金",
    "发展基金",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "公司",
    "集团",
    "研究院",
    "检验院",
    "检测院",
    "分院",
    "研究所",
    "研究中心",
    "科创中心",
    "产业园",
    "科技园",
    "工业园",
    "科创园",
    "智造园",
    "智造谷",
    "科创谷",
    "创业谷",
    "创新谷",
    "物流园",
    "软件园",
    "创业园",
    "小微园",
    "孵化器",
    "创新园",
    "污水处理厂",
    "处理厂",
    "电厂",
    "水厂",
    "引导基金",
    "产业基金",
    "平台",
    "学院",
    "大学",
    "医院",
    "超市",
    "厂",
    "综合保税区",
    "经开区",
    "高新区",
    "科学城",
    "港",
    "港区",
    "口岸",
    "陆港",
];

/// Those of them that a zone builds: one may act by a name of common nouns (城北污水处理厂).
const FACILITIES: [&str; 14] = [
    "处理厂",
    "电厂",
    "水厂",
    "电站",
    "产业园",
    "物流园",
    "科技园",
    "工业园",
    "软件园",
    "创业园",
    "中试基地",
    "物流港",
    "综合体",
    "人才社区",
];

/// Those of them that zones have, which are common nouns too: 国家高新区, 占高新区.
pub(super) const ZONES: [&str; 4] = ["综合保税区", "经开区", "高新区", "科学城"];

/// The last characters of the endings.
pub(super) static LAST: LazyLock<Vec<char>> = LazyLock::new(|| {
    let last: BTreeSet<char> = SUFFIXES.iter().filter_map(|s| s.chars().last()).collect();
    last.into_iter().collect()
});

/// Finds what an introduction holds: an ending, or 简称.
pub(super) static INTRODUCES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(SUFFIXES.iter().chain(&["简称"]))
        .expect("a few short words fit into an automaton")
});

/// 新建乡镇污水处理厂7座: what is counted is no name; but a firm with its full name is not counted
/// where its staff is: 某某有限公司460名员工.
pub(super) fn is_counted(suffix: &str, behind: &str) -> bool {
    let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let by_digits = rest.len() < behind.len() && !rest.starts_with(['年', '月']);
    // 建成小微园两个.
    let rest = behind.trim_start_matches(|c: char| numerals::digit(c).is_some() || c == '十');
    let in_words = rest.len() < behind.len() && rest.starts_with(['个', '家', '座', '处', '所']);
    (by_digits || in_words) && suffix != "有限公司"
}

/// 明澈电子玻璃有限公司 at the head of a clause, where jieba takes the coined word for an adjective.
pub(super) fn begins_firm(words: &[Word<'_>], at: usize, text: &str) -> bool {
    const LONGEST: usize = 16;
    let opens = at == 0 || words[at - 1].text.chars().all(|c| !is_han(c));
    let rest = &text[words[at].span.start..];
    let name = rest.find("有限公司").map(|end| &rest[..end]);
    words[at].tag == "a"
        && opens
        && name.is_some_and(|name| name.chars().count() <= LONGEST && name.chars().all(is_han))
}

/// 泓沅泽成化工有限公司 at the head of a clause, of whose coined word jieba leaves a part behind.
/// Of a firm whose name would have common words alone (禾满仓食品有限公司), up to three characters.
pub(super) fn begun_before(text: &str, from: usize, last: &str, is_common: bool) -> usize {
    const NO_NAME: &str = "的是在与和及由对向从为了等以把被让给有其该这那各某到近今去上下前后";
    const NO_BRAND: [&str; 14] = [
        "走进", "走入", "位于", "例如", "比如", "譬如", "引进", "落户", "包括", "记者", "目前",
        "随着", "根据", "依托",
    ];
    let before = &text[..from];
    let opens = before
        .char_indices()
        .rev()
        .find(|(_, c)| !is_han(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let left = &before[opens..];
    let longest = if is_common { 3 } else { 1 };
    let is_part = (1..=longest).contains(&left.chars().count())
        && !left.chars().any(|c| NO_NAME.contains(c))
        && !NO_BRAND.iter().any(|word| left.starts_with(word));
    if last.ends_with("公司") && is_part {
        opens
    } else {
        from
    }
}

/// 同日投产的鲜达冷链物流园, of whose coined word jieba makes an adjective: two characters behind 的 or a
/// mark begin the name of a facility.
pub(super) fn begun_coined(text: &str, from: usize, last: &str, segmenter: &Segmenter) -> usize {
    let opens = |c: char| !is_han(c) || c == '的';
    let brand = text[..from].rsplit(opens).next().unwrap_or_default();
    let is_brand = brand.chars().count() == 2 && !segmenter.is_known(brand);
    let is_facility = FACILITIES.iter().any(|suffix| last.ends_with(suffix));
    if is_brand && is_facility {
        from - brand.len()
    } else {
        from
    }
}

/// 以某某研究院为例, 项目由某某公司投资: a preposition, and what stands before it, is none of the name.
pub(super) fn behind_preposition(text: &str, range: Range<usize>) -> usize {
    let name = &text[range.clone()];
    if text[range.end..].starts_with("为例") && name.starts_with('以') {
        return range.start + '以'.len_utf8();
    }
    // 大家听说过某某有限公司, 与某某学院共建, 在某某高新区.
    if let Some(joined) = name.strip_prefix(['与', '过', '了', '在']) {
        return range.end - joined.len();
    }
    // 表2 岚溪经济开发区主要指标: the number is that of the table.
    let unnumbered = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if unnumbered.len() < name.len() && unnumbered.starts_with(is_han) {
        return range.end - unnumbered.len();
    }
    // 陆港运营方远帆国际物流有限公司: what the firm is to somebody.
    const ROLES: [&str; 4] = ["运营方", "承建方", "投资方", "建设方"];
    let role = ROLES
        .iter()
        .find_map(|role| Some(name.find(role)? + role.len()));
    if let Some(end) = role.filter(|end| *end < name.len()) {
        return range.start + end;
    }
    let by = name
        .rfind('由')
        .filter(|&by| !name[..by].ends_with(['自', '理', '缘', '事']));
    by.map_or(range.start, |by| range.start + by + '由'.len_utf8())
}

/// 6月6日靖岚沐草…: jieba may glue the day to a name that it does not know.
pub(super) fn behind_date(text: &str, from: usize) -> usize {
    let digits = text[from..].trim_start_matches(|c: char| c.is_ascii_digit());
    match digits.strip_prefix(['年', '月', '日']) {
        Some(rest) if digits.len() < text.len() - from => {
            behind_date(text, text.len() - rest.len())
        }
        _ => from,
    }
}

/// `（以下简称“X”）`.
pub(super) fn abbreviation(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('（')?;
    let inner = &inner[..inner.find('）')?];
    if !inner.contains("简称") {
        return None;
    }
    let from = inner.find('“')? + '“'.len_utf8();
    let to = from + inner[from..].find('”')?;
    Some(&inner[from..to])
}

/// （云川） inside a name, also where the place is cut in two, not （以下简称…）.
pub(super) fn place_in_brackets(words: &[Word<'_>], at: usize) -> bool {
    let mark = |at: usize, mark: &str| words.get(at).is_some_and(|word| word.text == mark);
    match words[at].text {
        "（" => mark(at + 2, "）") || mark(at + 3, "）"),
        _ => at >= 3 && (mark(at - 2, "（") || mark(at - 3, "（")),
    }
}

/// Verbs that say in the name of a firm what it does (企业名称中的行业表述): 融资担保有限公司.
pub(super) const TRADES: [&str; 34] = [
    "担保", "投资", "建设", "开发", "测试", "租赁", "运营", "管理", "控股", "供应", "供水", "印刷",
    "包装", "设计", "制造", "加工", "养殖", "种植", "冶炼", "铸造", "回收", "运输", "配送", "装饰",
    "安装", "贸易", "置业", "验证", "检验", "检测", "孵化", "转化", "交易", "培训",
];

/// 高科技公司, 国家级产业园: a class of organisations.
pub(super) fn is_class(name: &str) -> bool {
    [
        "国家级",
        "省级",
        "市级",
        "一批",
        "区内",
        "园内",
        "县内",
        "市内",
        "省内",
        "辖区",
        "高校",
        "知名",
        "多家",
        "各大",
        "上市",
        "龙头",
        "大型",
        "高新技术",
        "科技服务",
        "公共服务",
        "申报",
        "认定",
        "获批",
        "建设",
        "打造",
    ]
    .iter()
    .any(|c| name.starts_with(c))
        || name.ends_with("上市公司")
        || ["省级", "市级", "国家级"].iter().any(|c| name.contains(c))
}

/// 青榆经开区, 云溪综合保税区: the name of a place in front, and nothing else.
pub(super) fn is_zone(name: &str, own: usize, words: &[Word<'_>], from: usize) -> bool {
    let begins_with_place = words
        .iter()
        .find(|word| word.span.start == from)
        .is_some_and(|word| matches!(word.tag, "ns" | "nz" | "nr" | "nrt" | "x"));
    own <= 4 && begins_with_place && !name.contains("国家") && !name.contains("级")
}

/// Where something is being built (工地).
pub(super) const BUILDING_SITES: [&str; 5] =
    ["建设现场", "施工现场", "项目现场", "建设工地", "工地"];

/// 城北污水处理厂扩容, 去年启用的云台中试基地建筑面积…: a facility of which something is said that is said of
/// one alone, not 乡镇污水处理厂 or 特色产业园.
pub(super) fn is_one(text: &str, range: Range<usize>) -> bool {
    const CLASSES: [&str; 21] = [
        "乡镇",
        "镇街",
        "农村",
        "特色",
        "专业",
        "标准",
        "新建",
        "国家",
        "各",
        "全部",
        "所有",
        "首批",
        "多个",
        "一批",
        "高标准",
        "建成",
        "小微",
        "零碳",
        "飞地",
        "跨境",
        "海外",
    ];
    const SAID: [&str; 17] = [
        "一期",
        "二期",
        "三期",
        "扩容",
        "交付",
        "投用",
        "启用",
        "建成投",
        "竣工",
        "封顶",
        "开园",
        "开工",
        "动工",
        "占地",
        "建筑面积",
        "规划面积",
        "投入运行",
    ];
    let name = &text[range.clone()];
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let told_apart = before.ends_with('的');
    // 在某某产业园建设现场: where a scene is laid.
    let is_site = before.ends_with(['在', '进'])
        && BUILDING_SITES.iter().any(|site| behind.starts_with(site));
    let opens = before.chars().next_back().is_none_or(|c| !is_han(c)) || told_apart || is_site;
    let said = is_site
        || SAID.iter().any(|word| behind.starts_with(word))
        || told_apart && behind.starts_with('，');
    FACILITIES.iter().any(|suffix| name.ends_with(suffix))
        && !CLASSES.iter().any(|class| name.starts_with(class))
        && !name.contains(['级', '大', '强'])
        && opens
        && said
}

/// 设立青苗创业投资基金，总规模10亿元: a fund of which its size is said.
pub(super) fn is_fund(name: &str, behind: &str) -> bool {
    const OWN: usize = 4;
    let own = name
        .strip_suffix("基金")
        .map_or(0, |own| own.chars().count());
    let behind = behind.trim_start_matches('，');
    let sizes = ["总规模", "首期规模", "规模"];
    own >= OWN && sizes.iter().any(|size| behind.starts_with(size))
}

/// A proper name has a part that no dictionary of common words explains, or a place in front.
pub(super) fn is_proper(name: &str, words: &[Word<'_>], range: Range<usize>) -> bool {
    let within = |word: &&Word<'_>| word.span.end > range.start && word.span.start < range.end;
    name.ends_with("有限公司")
        || name.ends_with("专业合作社")
        || words
            .iter()
            .filter(within)
            .any(|word| matches!(word.tag, "ns" | "nz" | "nt" | "nr" | "x" | "nrt"))
}

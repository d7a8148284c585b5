//! Brands (字号): firms that a text names by a coined word and their trade alone, without 公司:
//! 华屿微电子, 锐锋光子. A name like this is one where something is said that only a firm does.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Subjects;
use super::short_forms::{FIRM_POSTS, POSTS, stands_apart};
use crate::config::Config;
use crate::text::{Document, Segmenter, Word, is_han};

/// Words for a trade with which short names of firms end (行业表述), and little else.
const OF_FIRMS_ALONE: [&str; 73] = [
    "微电子",
    "光电子",
    "电子",
    "光子",
    "光电",
    "光学",
    "半导体",
    "封测",
    "新能源",
    "锂能",
    "锂电",
    "动力",
    "电机",
    "电气",
    "电器",
    "线缆",
    "精工",
    "精密",
    "精机",
    "机械",
    "机电",
    "自动化",
    "重工",
    "重装",
    "智造",
    "智能",
    "科技",
    "股份",
    "集团",
    "控股",
    "生物",
    "制药",
    "药业",
    "医疗",
    "器械",
    "新材",
    "化工",
    "化学",
    "化纤",
    "纺织",
    "针织",
    "服饰",
    "家居",
    "乳业",
    "饮料",
    "酒业",
    "竹业",
    "木业",
    "纸业",
    "种业",
    "牧业",
    "供应链",
    "车业",
    "航空",
    "航天",
    "船舶",
    "海工",
    "环保",
    "信息",
    "通信",
    "传感",
    "仪表",
    "仪器",
    "铝业",
    "铜业",
    "涂料",
    "厨电",
    "家电",
    "磁材",
    "泵业",
    "阀业",
    "制冷",
    "优选",
];

/// Trades that are things too: 芦坪光伏项目 may be that of a town.
const THINGS: [&str; 25] = [
    "激光",
    "显示",
    "能源",
    "储能",
    "电池",
    "光伏",
    "氢能",
    "电缆",
    "机床",
    "机器人",
    "装备",
    "医药",
    "新材料",
    "材料",
    "纤维",
    "服装",
    "家具",
    "陶瓷",
    "玻璃",
    "食品",
    "物流",
    "汽车",
    "软件",
    "数据",
    "箱包",
];

/// What stands behind the name of a firm: what it does, what it has.
const OF_FIRMS: [&str; 45] = [
    "落户",
    "投产",
    "扩产",
    "增资",
    "签约",
    "入驻",
    "上市",
    "成立",
    "创办",
    "搬迁",
    "搬到",
    "搬来",
    "拿地",
    "建起",
    "研发",
    "生产",
    "拿出",
    "拿下",
    "投资",
    "投入",
    "追加",
    "收到",
    "接到",
    "引进",
    "就是",
    "也在",
    "正在",
    "已经",
    "刚",
    "押上",
    "凭",
    "靠",
    "的车间",
    "的生产线",
    "的厂房",
    "的工厂",
    "的展厅",
    "的实验室",
    "的总装",
    "车间",
    "生产车间",
    "总部",
    "公司",
    "二期",
    "一期",
];

/// What stands before it.
const BEFORE_FIRMS: [&str; 14] = [
    "走进",
    "来到",
    "走入",
    "企业",
    "龙头",
    "链主",
    "引进",
    "落户的",
    "入驻的",
    "隔壁的",
    "对面的",
    "像",
    "例如",
    "比如",
];

/// Posts stand within so many characters behind the name of the firm.
const REACH: usize = 8;

/// Finds the trades.
pub(super) static INDUSTRY: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(OF_FIRMS_ALONE.iter().chain(&THINGS))
        .expect("a few short words fit into an automaton")
});

impl Subjects {
    /// Introduces the firms that the sentences name by brand and trade.
    pub(super) fn read_brands(
        &mut self,
        document: &Document,
        config: &Config,
        segmenter: &Segmenter,
    ) {
        let cuts = std::mem::take(&mut self.cuts);
        // A long text may print a name a thousand times: it is looked through once for each.
        let mut told: BTreeMap<String, bool> = BTreeMap::new();
        for cut in cuts.all() {
            let text = cut.normal.text();
            if !INDUSTRY.is_match(text) {
                continue;
            }
            for brand in brands(text, &cut.words(text), self.place(), segmenter) {
                let (word, name) = (brand.word, brand.name);
                let is_told = || is_often_told(&document.text, word, name);
                let is_firm =
                    brand.is_sure || *told.entry(name.to_string()).or_insert_with(is_told);
                if !is_firm {
                    continue;
                }
                let is_new = !self
                    .introduced
                    .iter()
                    .any(|(known, _)| known.contains(name));
                if is_new {
                    let at = self.introduce(name, config);
                    self.known[at].is_firm = true;
                    self.introduced.push((name.to_string(), at));
                    // 恒锐的研发人员 of 恒锐轴承.
                    if stands_apart(&document.text, word, name) {
                        self.introduced.push((word.to_string(), at));
                    }
                }
            }
        }
        self.cuts = cuts;
    }
}

/// A coined word with a trade behind it.
struct Brand<'t> {
    /// The coined word alone: 恒锐.
    word: &'t str,
    /// With its trade: 恒锐轴承.
    name: &'t str,
    /// Something is said of it that only a firm does.
    is_sure: bool,
}

/// Coined words with a trade behind them; those that are things too where something is said that only
/// a firm does.
fn brands<'t>(
    text: &'t str,
    words: &[Word<'_>],
    place: &str,
    segmenter: &Segmenter,
) -> Vec<Brand<'t>> {
    // The words cover the text: where one begins another has ended.
    let parts = |at: usize| {
        at == text.len()
            || words
                .binary_search_by_key(&at, |word| word.span.start)
                .is_ok()
    };
    let found = INDUSTRY.find_iter(text).filter_map(|industry| {
        let mut before = text[..industry.start()].char_indices().rev();
        let (at, brand) = match (before.next(), before.next()) {
            (Some((_, last)), Some((at, first))) if is_han(first) && is_han(last) => {
                (at, &text[at..industry.start()])
            }
            _ => return None,
        };
        let behind = &text[industry.end()..];
        let end = match behind.strip_prefix("公司") {
            Some(_) => industry.end() + "公司".len(),
            None => industry.end(),
        };
        let is_whole = parts(at) && parts(industry.end());
        if !is_whole || brand == place || brand.contains(NO_BRAND) {
            return None;
        }
        // 星河新能源总经理: whoever has a manager is a firm, however common the word.
        let is_led = has_manager(behind);
        let is_coined = || !segmenter.is_known(brand) && segmenter.is_rare(brand);
        if !is_led && !is_coined() {
            return None;
        }
        let own = if text[..at].ends_with(place) {
            at - place.len()
        } else {
            at
        };
        let is_thing = industry.pattern().as_usize() >= OF_FIRMS_ALONE.len();
        let (before, printed) = (&text[..own], &text[own..end]);
        let is_sure = stands_among_deeds(before, behind)
            || is_led
            || !is_thing
                && (has_project(brand, behind)
                    || opens_with_deed(before, words.iter().find(|word| word.span.start == end)));
        (is_sure || !is_thing).then_some(Brand {
            word: brand,
            name: printed,
            is_sure,
        })
    });
    found.collect()
}

/// Characters that stand in no brand: numbers, measures of extent, words that join.
const NO_BRAND: &[char] = &[
    '的', '是', '在', '与', '和', '及', '由', '对', '向', '从', '为', '等', '以', '把', '被', '让',
    '给', '有', '其', '该', '这', '那', '各', '某', '到', '近', '了', '省', '市', '县', '区', '镇',
    '级', '类', '产', '业', '个', '家', '户', '型', '性', '化', '条', '款', '新', '老', '于', '链',
    '多', '数', '年', '月',
];

/// 乐禾厨电, and 乐禾 alone: what is coined is told by itself, too.
fn is_often_told(document: &str, brand: &str, name: &str) -> bool {
    let (alone, whole) = (
        document.matches(brand).count(),
        document.matches(name).count(),
    );
    alone > whole && alone >= 3
}

/// 三年前，芯屿传感摘牌…: at the head of a clause it does what no trade does; trades grow, fall and reach.
fn opens_with_deed(before: &str, next: Option<&Word<'_>>) -> bool {
    const OF_TRADES: [&str; 24] = [
        "增长", "下降", "增加", "减少", "回升", "回落", "占", "达", "达到", "完成", "实现", "突破",
        "超过", "超", "发展", "是", "有", "为", "成为", "集聚", "形成", "领跑", "保持", "贡献",
    ];
    let opens = before.chars().next_back().is_none_or(|c| !is_han(c));
    opens && next.is_some_and(|next| next.tag == "v" && !OF_TRADES.contains(&next.text))
}

/// …总经理, …行政总监: a post that firms alone have, directly behind the name.
fn has_manager(behind: &str) -> bool {
    const LONGEST: usize = 2;
    let post = FIRM_POSTS.iter().filter_map(|post| behind.find(post)).min();
    let between = post.map(|at| &behind[..at]);
    between.is_some_and(|words| {
        words.chars().count() <= LONGEST
            && words.chars().all(is_han)
            && !["企业", "公司", "行业", "产业", "的"]
                .iter()
                .any(|word| words.contains(word))
    })
}

/// 远拓新能源动力电池项目: the project of a firm, named by what it makes; 硅基半导体项目 names a trade alone.
fn has_project(brand: &str, behind: &str) -> bool {
    const LONGEST: usize = 10;
    const OF_MATTER: &[char] = &[
        '基', '规', '储', '电', '硅', '氟', '磷', '铝', '镍', '线', '纳', '工', '废', '酱', '碳',
    ];
    let project = behind.find("项目").map(|end| &behind[..end]);
    let is_named = project.is_some_and(|makes| {
        (2..=LONGEST).contains(&makes.chars().count())
            && makes.chars().all(is_han)
            && !makes.contains("产业")
    });
    is_named && !brand.contains(OF_MATTER)
}

/// True where what stands beside the name says that it is a firm's.
fn stands_among_deeds(before: &str, behind: &str) -> bool {
    let near: String = behind
        .chars()
        .take(REACH)
        .take_while(|c| is_han(*c))
        .collect();
    let led = BEFORE_FIRMS.iter().any(|word| before.ends_with(word));
    let does = OF_FIRMS.iter().any(|word| behind.starts_with(word));
    led || does || POSTS.iter().any(|post| near.contains(post))
}

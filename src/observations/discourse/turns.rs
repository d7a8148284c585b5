//! Turns (转题): whether a sentence goes on about whom the one before told of, or comes back to the place.

use super::super::lexicon::Term;
use super::super::sentence::{Kind, Sentence};
use super::super::subjects::Subjects;
use crate::quantities::UnitKind;

/// Firms above the designated size, which are counted for a place (规上企业).
const FIRMS: [&str; 4] = [
    "规上工业企业",
    "规模以上工业企业",
    "规上企业",
    "规模以上企业",
];

/// 下一步，…: the paragraph turns from whom it told of to what all will do. 其次是主导产业底子厚…: to
/// the next of its points. 全年粮食总产量…: from a park or a school to the whole; a firm has years too. 规上工业企业净增22家: from
/// anybody to the whole.
pub(super) fn opens_anew(sentence: &Sentence, told: Option<&str>) -> bool {
    let begins = |words: &[&str]| words.iter().any(|word| sentence.text().starts_with(word));
    let is_part = told.is_some_and(|name| {
        ["区", "园", "校", "院", "谷", "基地"]
            .iter()
            .any(|end| name.ends_with(end))
    });
    begins(&[
        "下一步",
        "接下来",
        "下阶段",
        "短板",
        "不足之处",
        "其次",
        "再次",
        "二是",
        "三是",
        "四是",
        "另一头",
        "另一方面",
        "此次开工的",
        "此次签约的",
        "此次集中",
        "本次集中",
    ]) || is_part && begins(&["全年", "年末", "全县", "全区"])
        || told.is_some() && (begins(&FIRMS) || begins(&["高新技术企业"]))
        || told.is_some() && is_of_whole(sentence)
        || told.is_some() && !is_part && counts_for_place(sentence)
}

/// 2017年它登陆主板时，链上规上工业企业只有19家: firms are counted for a place, by no firm but one that serves
/// them.
fn counts_for_place(sentence: &Sentence) -> bool {
    const SERVES: [&str; 18] = [
        "服务", "带动", "孵化", "培育", "辅导", "帮助", "为", "向", "给", "占", "旗下", "下属",
        "拥有", "参股", "客户", "合作", "集团", "公司",
    ];
    let Some(&place) = sentence.places.first() else {
        return false;
    };
    let mut clause = sentence.clause_up_to(place);
    let counts = clause
        .clone()
        .any(|at| FIRMS.contains(&sentence.of_token(at)));
    counts && !clause.any(|at| SERVES.contains(&sentence.of_token(at)))
}

/// 上半年，光电子信息产业实现产值…: a trade as a whole. 全年固定资产投资增速…: what no firm has.
fn is_of_whole(sentence: &Sentence) -> bool {
    const NO_FIRMS: [&str; 7] = [
        "地区生产总值",
        "社会消费品零售总额",
        "一般公共预算收入",
        "城镇新增就业",
        "粮食总产量",
        "粮食产量",
        "常住人口",
    ];
    let first = sentence.places.first().copied().unwrap_or_default();
    let is_dated = sentence.has_period(0..first.min(2));
    let of_somebody =
        (0..first).any(|at| matches!(sentence.tokens[at].kind, Kind::Term(Term::Subject(_))));
    let follows = |at: usize, words: &[&str]| words.contains(&sentence.of_token(at + 1));
    let of_place = |at: usize| {
        let word = sentence.of_token(at);
        let is_trade = ["产业", "产业链"].iter().any(|kind| word.ends_with(kind));
        is_trade && is_dated && follows(at, &["实现", "完成"])
            || word.starts_with("固定资产投资") && follows(at, &["增速", "增长", "完成"])
            || NO_FIRMS.iter().any(|name| word.starts_with(name))
    };
    // 全年新签约亿元以上项目36个: what a zone counts.
    const COUNTS: [&str; 4] = ["新签约", "新引进", "实际使用外资", "实际利用外资"];
    let counts = |at: usize| {
        COUNTS
            .iter()
            .any(|begins| sentence.of_token(at).starts_with(begins))
    };
    let projects = |at: usize| {
        let word = sentence.of_token(at);
        word.ends_with("项目") || word.contains("外资")
    };
    let is_counted = is_dated && (0..first).any(counts) && (0..first).any(projects);
    !of_somebody && (is_counted || (0..first).any(of_place))
}

/// 母基金新增投资8亿元；筹集人才公寓1500套: what no fund does is told of the place again.
pub(super) fn is_beyond(subject: &str, sentence: &Sentence, place: usize) -> bool {
    const OF_FUNDS: [&str; 11] = [
        "项目", "企业", "公司", "基金", "机构", "团队", "资本", "被投", "投资", "合伙", "管理",
    ];
    let clause = sentence.clause_start(place)..sentence.clause_end(place);
    let of_fund = |at: usize| {
        OF_FUNDS
            .iter()
            .any(|word| sentence.of_token(at).contains(word))
    };
    let counts = sentence.kind_at(place) == Some(UnitKind::Count);
    subject.ends_with("基金") && counts && !{ clause }.any(of_fund)
}

/// 恒锐是高新区轴承产业的一个缩影: of the place for which it stands is told next.
pub(super) fn stands_for_place(sentence: &Sentence, subjects: &Subjects) -> bool {
    let image = (0..sentence.tokens.len()).find(|&at| sentence.of_token(at).ends_with("缩影"));
    let start = image.map_or(0, |image| sentence.clause_start(image));
    (start..image.unwrap_or(0)).any(|at| match sentence.tokens[at].kind {
        Kind::Term(Term::Region(_)) => true,
        Kind::Term(Term::Subject(s)) => subjects.get(s).is_place,
        _ => false,
    })
}

/// 我们推行专利“先使用后付费”, outside brackets.
pub(super) fn says_we(sentence: &Sentence) -> bool {
    let mut tokens = (0..sentence.tokens.len()).rev();
    tokens.any(|at| sentence.of_token(at) == "我们" && sentence.tokens[at].depth == 0)
}

//! Themes (题目): what a run of figures is told of, named once and understood after: the words before
//! the colon of a list's item, the project whose investment, land and output follow.

use super::lexicon::Term;
use super::phrase;
use super::sentence::{Kind, Pos, Sentence};
use super::vocabulary::Vocabulary;

/// Words of at most so many characters before a colon are a theme.
const LONGEST_LEAD: usize = 12;

/// 生物医药产业：产值138.2亿元: the noun before the first colon, where the figure at token `place`
/// stands behind it and is not named by it (规上工业总产值：430亿元).
pub(super) fn lead(sentence: &Sentence, place: usize) -> Option<String> {
    let colon = (0..place).find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('：')))?;
    let is_name = (0..colon).all(|at| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier)
                | Kind::Term(Term::Breakdown(_) | Term::Indicator(_))
                | Kind::Mark('“' | '”' | '、')
        )
    });
    let named_by_it = (colon + 1..place).all(|at| phrase::is_light(sentence, at));
    let words = sentence.between(0, colon);
    let count = words.chars().count();
    // 苹果：种植面积21.5万亩: one short noun is a thing, but for those that say what is told.
    let is_thing = colon <= 2
        && count <= 5
        && matches!(
            sentence.tokens[0].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun)
        )
        && !MATTERS.iter().any(|matter| words.contains(matter));
    let is_part = is_thing || PARTS.iter().any(|end| words.ends_with(end));
    (is_name && is_part && !named_by_it && (2..=LONGEST_LEAD).contains(&count))
        .then(|| words.to_string())
}

/// Words for what a list tells of, no part of it.
const MATTERS: [&str; 45] = [
    "土地", "招商", "人口", "财政", "投资", "交通", "教育", "消费", "外贸", "就业", "目标", "指标",
    "综合", "情况", "其中", "数据", "说明", "注", "来源", "电话", "地址", "时间", "特点", "短板",
    "问题", "经济", "总量", "民生", "创新", "人才", "成绩", "进展", "亮点", "位次", "排名", "规模",
    "服务", "收入", "增长", "面积", "载体", "单体", "原因", "结果", "成效",
];

/// Ends of words that name a part of what a list tells of; 土地 and 招商引资 name its subject matter.
const PARTS: [&str; 23] = [
    "产业",
    "行业",
    "制造业",
    "服务业",
    "工业",
    "农业",
    "建筑业",
    "企业",
    "材料",
    "产品",
    "公寓",
    "厂房",
    "平台",
    "园",
    "基地",
    "板块",
    "集群",
    "装备",
    "项目",
    "中心",
    "学校",
    "医院",
    "仓库",
];

/// 车载镜头项目: the project that a sentence names by what it makes, not by its class or number.
pub(super) fn project(sentence: &Sentence, config: &Vocabulary<'_>) -> Option<String> {
    (0..sentence.tokens.len()).find_map(|at| {
        // 二期项目总投资: the vocabulary's name begins with the project's last word.
        let is_joined = sentence.of_token(at).starts_with("项目总投资");
        if sentence.of_token(at) != "项目" && !is_joined {
            return None;
        }
        let end = if is_joined { at } else { at + 1 };
        let mut head = phrase::before(sentence, sentence.clause_start(at), end, config);
        if is_joined && !head.noun.is_empty() {
            head.noun.push_str("项目");
        }
        let first = head.range.start;
        let counted = first > 0 && sentence.is_quantity(first - 1);
        let is_class = CLASSES.iter().any(|class| head.noun.starts_with(class))
            || head.noun.chars().any(|c| c.is_ascii_digit())
            || ["以上", "亿元", "万元", "全区", "全市", "全县"]
                .iter()
                .any(|word| head.noun.contains(word));
        let is_class = is_class || head.noun.ends_with("类项目");
        let is_stage = head.noun.ends_with("期项目") && head.noun.chars().count() == 4;
        // 某某有限公司车载显示模组项目总投资28亿元: what a firm builds, whatever jieba makes of its name.
        let begun = (sentence.clause_start(at)..at)
            .rev()
            .find(|&i| matches!(sentence.tokens[i].kind, Kind::Term(Term::Subject(_))));
        if let Some(begun) = begun.filter(|&begun| begun < first && !counted && !is_class) {
            let own = sentence.between(begun + 1, at);
            let name = own.trim_start_matches('的');
            let is_plain = (begun + 1..at).all(|i| {
                matches!(
                    sentence.tokens[i].kind,
                    Kind::Word(_) | Kind::Term(Term::Breakdown(_) | Term::Indicator(_))
                )
            });
            let is_name = (2..=12).contains(&name.chars().count()) && is_plain;
            if is_name && !name.contains('的') && !CLASSES.iter().any(|c| name.starts_with(c)) {
                return Some(format!("{name}项目"));
            }
        }
        let fits = (5..=14).contains(&head.noun.chars().count()) || is_stage;
        (fits && !counted && !is_class && head.verb.is_empty()).then_some(head.noun)
    })
}

/// Words that make a class of projects, not the name of one.
const CLASSES: [&str; 38] = [
    "签约",
    "新",
    "在建",
    "在库",
    "重点",
    "产业",
    "技改",
    "技术改造",
    "入园",
    "招商",
    "投资",
    "建设",
    "工业",
    "民生",
    "基础设施",
    "亿元",
    "重大",
    "省",
    "市",
    "县",
    "区",
    "国家",
    "该",
    "此",
    "各",
    "大",
    "优质",
    "先进制造业",
    "制造业",
    "服务业",
    "外资",
    "补链",
    "储备",
    "竣工",
    "开工",
    "前期",
    "续建",
    "引进",
];

/// True for the label of a figure that projects have: 总投资额, 占地面积, 年产值, 就业岗位数.
pub(super) fn is_of_project(label: &str) -> bool {
    [
        "投资",
        "占地",
        "用地",
        "面积",
        "产值",
        "产能",
        "年产",
        "税收",
        "纳税",
        "岗位",
        "就业",
        "厂房",
        "生产线",
        "收入",
    ]
    .iter()
    .any(|word| label.contains(word))
}

/// True for the label of what a project is by its plan: 总投资额, 占地面积.
pub(super) fn is_size(label: &str) -> bool {
    ["总投资", "期投资", "占地", "用地", "建筑面积"]
        .iter()
        .any(|word| label.contains(word))
}

/// 该项目总投资5.2亿元, 全部达产后…: the sentence goes on about the project.
pub(super) fn goes_on(sentence: &Sentence) -> bool {
    let text = sentence.text();
    [
        "该项目",
        "项目",
        "全部",
        "达产后",
        "投产后",
        "建成后",
        "其中",
        "届时",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

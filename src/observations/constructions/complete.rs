//! 补全: what the sentence and the sentences before have told completes the name of a figure: 推出“泓企贷”，放款8.7亿元 ·
//! 6月末存栏18.30万头 · 团队61人.

use super::super::lexicon::Term;
use super::super::phrase;
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::level::after_pause;
use super::limits;
use crate::model::Measure;
use crate::quantities::UnitKind;

/// Completes the name by what the sentence and the sentences before have told.
pub(super) fn complete(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    led(scene, q, head);
    limits::of_size(scene, q, head);
    limits::limited(scene, q, head);
    favoured(scene, q, head);
    per_head(scene, q, head);
    laid(scene, q, head);
    spent(scene, q, head);
    lent(scene, q, head);
    herd(scene, q, head);
    of_persons(scene, q, head);
    bare_part(scene, q, head);
}

/// 跨境电商是一大亮点，一季度交易额6.8亿元 · 粮食播种面积…，总产量…: what the sentence began with completes
/// the name.
fn led(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const OPEN: [&str; 10] = [
        "交易额",
        "成交额",
        "总产量",
        "产量",
        "总面积",
        "销量",
        "销售额",
        "总投入",
        "零售额",
        "营业额",
    ];
    if !head.verb.is_empty() || !OPEN.contains(&head.noun.as_str()) || after_pause(scene, q) {
        return;
    }
    let sentence = scene.sentence;
    let start = sentence.clause_start(scene.place(q));
    let names = (0..start).filter_map(|at| match sentence.tokens[at].kind {
        Kind::Term(Term::Indicator(i)) => Some(scene.config.indicators[i].name.as_str()),
        _ => None,
    });
    let found = names.rev().find_map(|name| {
        let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(2).collect();
        let mut parts = [name.len()]
            .into_iter()
            .chain(ends.into_iter().rev())
            .map(|end| &name[..end]);
        parts.find_map(|part| {
            let words = format!("{part}{}", head.noun);
            scene.config.named(&words).map(|named| (named, words))
        })
    });
    if let Some((named, words)) = found {
        let (indicator, breakdown) = scene.config.widened(named);
        head.indicator = Some(indicator);
        head.breakdown = breakdown;
        head.noun = words;
        return;
    }
    // 建成海外仓36个，总面积52万平方米: of what was just counted.
    let counted = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| {
            topic.measure == Some(Measure::Level)
                && crate::quantities::kind_of(&topic.unit) == UnitKind::Count
        });
    if let Some(topic) = counted.filter(|_| head.noun.starts_with('总')) {
        head.noun = format!("{}{}", topic.noun.trim_end_matches('数'), head.noun);
    }
}

/// 发放稳岗返还资金615万元，惠及企业129家: those whom this money favours, not those of policies.
fn favoured(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let favours = head.verb.starts_with("惠及") || head.noun.starts_with("惠及");
    let last = scene.topics[scene.sentence_topics..].last();
    let money = last.filter(|topic| {
        let policy = ["政策", "奖补", "兑现", "惠企"];
        crate::quantities::kind_of(&topic.unit) == UnitKind::Money
            && topic.noun.chars().count() >= 3
            && !policy.iter().any(|word| topic.noun.contains(word))
    });
    if let Some(topic) = money.filter(|_| favours && scene.kind(q) == UnitKind::Count) {
        let noun = topic.noun.trim_end_matches('额');
        head.noun = format!("{noun}{}{}", head.verb, head.noun);
        head.verb.clear();
        head.indicator = None;
    }
}

/// 推出“泓企贷”，到目前已放款8.7亿元: under which name the money was lent.
fn lent(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let words = format!("{}{}", head.verb, head.noun);
    let lends = ["放款", "放贷", "授信", "投放", "发放贷款"]
        .iter()
        .any(|verb| words.contains(verb));
    if let Some(name) =
        loan(scene, q).filter(|name| lends && head.indicator.is_none() && !words.contains(name))
    {
        head.noun = format!("{name}{words}");
        head.verb.clear();
    }
}

/// 与银行推出的“科创贷”，累计授信18.7亿元，平均年利率3.65%: of the loans that the sentence names.
pub(super) fn of_loan(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const RATES: [&str; 8] = [
        "利率",
        "平均利率",
        "年利率",
        "平均年利率",
        "加权平均利率",
        "贷款利率",
        "不良率",
        "逾期率",
    ];
    let is_open = RATES.contains(&head.noun.as_str()) && head.verb.is_empty();
    if let Some(name) = loan(scene, q).filter(|_| is_open) {
        head.noun = format!("{name}{}", head.noun);
    }
}

/// 主导产品风电主轴轴承，国内市场占有率11%: whose market it is says the clause before, where nouns alone stand.
pub(super) fn of_product(scene: &Scene<'_>, head: &mut phrase::Head) {
    const LONGEST: usize = 10;
    let sentence = scene.sentence;
    let market = head.noun.strip_suffix("占有率");
    let market = market.and_then(|market| market.strip_suffix("市场"));
    let is_bare = market.is_some_and(|of| matches!(of, "" | "国内" | "全国" | "全球" | "国际"));
    if !is_bare && head.noun != "市占率" || !head.verb.is_empty() {
        return;
    }
    let is_noun = |at: usize| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Word(Pos::Noun | Pos::Modifier | Pos::VerbNoun)
                | Kind::Term(Term::Breakdown(_) | Term::Indicator(_))
        )
    };
    let clause = sentence.clause_before_comma(head.range.start);
    // 公司做出的风电主轴轴承: of a clause that ends so, what stands behind 的.
    let clause = clause.map(|clause| {
        let of = clause
            .clone()
            .rev()
            .find(|&at| sentence.of_token(at) == "的");
        of.map_or(clause.start, |of| of + 1)..clause.end
    });
    let Some(clause) = clause.filter(|clause| clause.clone().all(is_noun)) else {
        return;
    };
    let words = sentence.between(clause.start, clause.end);
    let product = words.rsplit("产品").next().unwrap_or(words);
    if (2..=LONGEST).contains(&product.chars().count()) {
        head.noun = format!("{product}{}", head.noun);
    }
}

/// The loan that the sentence named last before the quantity: “泓企贷”.
fn loan<'s>(scene: &Scene<'s>, q: usize) -> Option<&'s str> {
    let before = scene.sentence.between(0, scene.place(q));
    let end = before.rfind("贷”")?;
    let start = before[..end].rfind('“')?;
    Some(&before[start..end + "贷”".len()])
}

/// 完成 stands directly before a noun alone.
fn is_completed(scene: &Scene<'_>, q: usize, head: &phrase::Head) -> bool {
    let start = head.range.start;
    let is_open = head.indicator.is_none() && head.verb.is_empty() && !head.noun.is_empty();
    is_open && start > scene.left(q).start && scene.sentence.of_token(start - 1) == "完成"
}

/// 完成重点项目投资100亿元: the investment that was completed, of projects of a kind.
fn spent(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let is_money = scene.kind(q) == UnitKind::Money;
    let kind = head
        .noun
        .strip_suffix("投资")
        .filter(|kind| kind.ends_with("项目"));
    if let Some(kind) = kind.filter(|_| is_money && is_completed(scene, q, head)) {
        head.indicator = scene.config.listed("完成投资额");
        head.breakdown = Some(kind.to_string());
        head.noun = format!("{kind}完成投资");
    }
}

/// 生猪生产加快恢复，6月末存栏18.30万头: of which animals the sentence has said.
fn herd(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const ANIMALS: [&str; 7] = ["生猪", "肉牛", "奶牛", "肉羊", "家禽", "蛋鸡", "肉鸡"];
    let words = format!("{}{}", head.verb, head.noun);
    // 存栏18.30万头；上半年出栏14.72万头: the second goes on with the first.
    let is_bare = |before: &str| before.is_empty() || before.ends_with("存栏");
    let Some(stock) = ["存栏", "出栏"]
        .into_iter()
        .find(|stock| words.strip_suffix(stock).is_some_and(is_bare))
    else {
        return;
    };
    let sentence = scene.sentence;
    let mut before = (0..scene.place(q)).rev().map(|at| sentence.of_token(at));
    let animal =
        before.find_map(|word| ANIMALS.into_iter().find(|animal| word.starts_with(animal)));
    if let Some(animal) = animal.filter(|_| head.indicator.is_none()) {
        head.noun = format!("{animal}{stock}");
        head.verb.clear();
        head.indicator = scene.config.listed(&head.noun);
    }
}

/// 完成路基28.6公里: what has been laid is not all that there is.
fn laid(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    if is_completed(scene, q, head) && scene.kind(q) == UnitKind::Measure {
        head.noun = format!("完成{}", head.noun);
    }
}

/// What persons make up or do, where the noun names no person: 团队, 用工.
const BODIES: [&str; 10] = [
    "队",
    "事业部",
    "公司",
    "厂",
    "研究室",
    "车间",
    "用工",
    "招工",
    "招生",
    "减贫",
];

/// What was counted: 入驻企业 of 入驻企业数, 团队 of 团队人数.
pub(super) fn counted(noun: &str) -> &str {
    let body = noun.strip_suffix("人数");
    body.filter(|body| BODIES.iter().any(|end| body.ends_with(end)))
        .unwrap_or_else(|| noun.trim_end_matches('数'))
}

/// 团队61人: how many persons they are, where the noun names a body of them.
pub(super) fn of_persons(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let counts_persons = scene.quantity(q).quantity.unit == "人";
    let is_open = head.indicator.is_none() && head.verb.is_empty();
    if counts_persons && is_open && BODIES.iter().any(|end| head.noun.ends_with(end)) {
        head.noun.push_str("人数");
    }
}

/// 每千人口拥有医师2.87人: a figure for so many people is not the figure of all.
fn per_head(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let start = scene.left(q).start;
    let before = scene.sentence.between(start, head.range.start);
    let Some(at) = before.find("每") else { return };
    let each = &before[at..];
    if ["每千", "每万", "每百", "每十万"]
        .iter()
        .any(|per| each.starts_with(per))
    {
        head.noun = format!("{each}{}{}", head.verb, head.noun);
        head.verb.clear();
        head.indicator = scene.config.listed(&head.noun);
        head.breakdown = None;
    }
}

/// 集成电路产值突破500亿元；高端装备386亿元 · 按经营地统计，城镇41.05亿元: a noun alone before an
/// amount is a part of what was told.
fn bare_part(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const MONEY: [&str; 12] = [
        "额", "值", "资", "金", "入", "款", "税", "价", "润", "本", "费", "支出",
    ];
    let bare = head.indicator.is_none()
        && head.verb.is_empty()
        && (2..=8).contains(&head.noun.chars().count())
        && scene.kind(q) == UnitKind::Money
        && !super::is_vague(&head.noun)
        && !MONEY.iter().any(|word| head.noun.ends_with(word));
    let opening = scene
        .sentence
        .between(0, 2.min(scene.sentence.tokens.len()));
    let goes_on = scene.topics.len() > scene.sentence_topics
        || opening.starts_with(['按', '分'])
        || opening.starts_with("其中");
    // 主导产业产值：竹木家居：62.5亿元: the words before the first colon name the whole.
    let unit = &scene.quantity(q).quantity.unit;
    let whole = opening_indicator(scene, q);
    let whole = whole.filter(|i| scene.config.indicators[*i].unit == *unit);
    if let Some(whole) = whole.filter(|_| bare) {
        head.indicator = Some(whole);
        head.breakdown = Some(head.noun.clone());
        return;
    }
    let topic = scene
        .topics
        .iter()
        .rev()
        .find(|topic| topic.measure == Some(Measure::Level));
    if let Some(topic) = topic
        && bare
        && goes_on
        && topic.unit == scene.quantity(q).quantity.unit
        && topic.indicator.is_some()
    {
        head.indicator = topic.indicator;
        head.breakdown = Some(head.noun.clone());
    }
}

/// The indicator that the words before the sentence's first colon name, not those directly before the
/// quantity.
fn opening_indicator(scene: &Scene<'_>, q: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let is_colon = |at: &usize| matches!(sentence.tokens[*at].kind, Kind::Mark('：'));
    let colon = (0..scene.place(q)).find(is_colon)?;
    let named =
        (colon + 1..scene.place(q)).any(|at| matches!(sentence.tokens[at].kind, Kind::Word(_)));
    let opening = phrase::before(sentence, 0, colon, scene.config);
    opening.indicator.filter(|_| named)
}

//! 名词在后: 203家规模以上工业企业 · 引进9名高层次人才: the noun, and the verb that governs both.

use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::level::{fits, has_level, is_flow};
use super::verbs::is_area;
use crate::model::Measure;
use crate::quantities::UnitKind;

/// 203家规模以上工业企业: the noun comes after the number.
pub(super) fn noun_after(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) {
        return None;
    }
    let sentence = scene.sentence;
    let place = scene.place(q);
    let end = sentence.clause_end(place);
    // 26支118人的招商队伍: two numbers share the noun.
    // 8至10家企业: as the two ends of a range do.
    let next = q + 1;
    let shares = next < sentence.quantities.len()
        && (scene.place(next) == place + 1 || scene.quantity(q).is_range_start)
        && scene.place(next) < end
        && sentence.is_quantity(scene.place(next));
    let from = if shares { scene.place(next) } else { place };
    let mut head = phrase::after(sentence, from, end, scene.config, scene.counted);
    if head.is_empty() || is_mark_of_size(&head.noun) {
        return None;
    }
    let before = phrase::before(sentence, scene.left(q).start, place, scene.config);
    if head.verb.is_empty() {
        head.verb = governing_verb(scene, q, &before);
        if is_flow(&head.verb) || head.indicator.is_none() {
            head.indicator = scene.config.listed(&format!("{}{}", head.verb, head.noun));
        }
    }
    if head.indicator.is_none() && head.verb.is_empty() && !head.predicate.is_empty() {
        // 12个项目现场签约: what became of them names them as well as a verb before would.
        let verb = phrase::last_two(&head.predicate);
        head.indicator = scene.config.listed(&format!("{verb}{}", head.noun));
    }
    // 实验室里42名工程师: where they are tells them apart.
    if place > scene.left(q).start
        && matches!(sentence.of_token(place - 1), "里" | "内")
        && (2..=6).contains(&before_place(scene, q).chars().count())
    {
        head.noun = format!("{}{}", before_place(scene, q), head.noun);
    }
    if let Some(group) = ["旗下", "名下"].iter().find(|w| before.noun.ends_with(*w)) {
        head.noun = format!("{group}{}", head.noun);
    }
    // 公布专精特新中小企业名单，辖区7家企业上榜: firms of the kind that the list names.
    if phrase::is_bare(&head.noun)
        && head.indicator.is_none()
        && ["上榜", "入选", "入围", "在列", "入库", "榜上有名"]
            .iter()
            .any(|verb| head.predicate.starts_with(verb))
        && let Some(listed) = scene.indicator_before(q)
        && listed.noun.contains(&head.noun)
    {
        let kind = listed
            .indicator
            .map(|i| scene.config.indicators[i].name.as_str());
        head.noun = kind
            .unwrap_or(&listed.noun)
            .trim_end_matches('数')
            .to_string();
    }
    let of = place + 1 < end && matches!(sentence.tokens[place + 1].kind, Kind::Word(Pos::Of));
    let unit_fits = fits(scene, q, &head);
    let mut cost = match scene.kind(q) {
        UnitKind::Count if of => 7,
        UnitKind::Count => 4,
        _ if of => 12,
        _ => 14,
    };
    // 租下2.1万平方米标准厂房: an area, of what stands directly behind.
    // 正在建设1.6万平方米的洁净车间: of what is built.
    let built = of
        && ["建设", "新建", "扩建", "改建", "装修", "改造"]
            .iter()
            .any(|verb| before.noun.ends_with(verb) || before.verb.ends_with(verb));
    let is_open = built || before.noun.is_empty();
    if is_area(scene, q) && head.range.start == from + 1 + usize::from(built) && is_open {
        cost = if built { 5 } else { 8 };
        if head.indicator.is_none() && !head.noun.ends_with("面积") {
            head.noun.push_str("面积");
            head.indicator = scene.config.listed(&head.noun);
        }
    }
    // 占用三十多万元流动资金, 拿到800万元贷款: money, of what kind stands directly behind.
    const FUNDS: [&str; 9] = [
        "资金", "贷款", "补贴", "奖励", "租金", "费用", "投资", "订单", "款项",
    ];
    let is_fund = scene.kind(q) == UnitKind::Money
        && head.range.start == from + 1
        && FUNDS.iter().any(|end| head.noun.ends_with(end));
    let gets = place > 0 && matches!(sentence.tokens[place - 1].kind, Kind::Word(Pos::Verb));
    if is_fund && gets {
        cost = 6;
    }
    cost += if head.indicator.is_some() { 0 } else { 3 };
    if !unit_fits {
        // 18栋标准厂房: buildings, no area.
        cost += 20;
        head.indicator = None;
    }
    Some(Reading::new(
        "noun-after",
        cost,
        Measure::Level,
        Owner::Phrase(head),
    ))
}

/// 一支108米长的叶片: how long, wide or high the thing behind is.
pub(super) fn dimension(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    const SIZES: [(&str, &str); 6] = [
        ("长", "长度"),
        ("宽", "宽度"),
        ("高", "高度"),
        ("深", "深度"),
        ("厚", "厚度"),
        ("重", "重量"),
    ];
    let sentence = scene.sentence;
    let right = scene.right(q);
    let of = right.start + 1;
    if of >= right.end || !matches!(sentence.tokens[of].kind, Kind::Word(Pos::Of)) {
        return None;
    }
    let word = sentence.of_token(right.start);
    let (_, size) = SIZES.into_iter().find(|(size, _)| *size == word)?;
    let thing = phrase::after(sentence, of, right.end, scene.config, scene.counted);
    let head = phrase::Head {
        noun: format!("{}{size}", thing.noun),
        ..phrase::Head::default()
    };
    let reading = Reading::new("dimension", 5, Measure::Level, Owner::Phrase(head));
    (!thing.noun.is_empty()).then_some(reading)
}

/// The noun of a place that ends with 里 before the quantity.
fn before_place(scene: &Scene<'_>, q: usize) -> String {
    let end = scene.place(q) - 1;
    phrase::before(scene.sentence, scene.left(q).start, end, scene.config).noun
}

/// 大关, 台阶: words for the size of a number, not for a thing.
fn is_mark_of_size(noun: &str) -> bool {
    [
        "大关", "关口", "门槛", "台阶", "重担", "目标", "任务", "之间",
    ]
    .iter()
    .any(|w| noun.starts_with(w))
}

/// The verb that governs number and noun: 引进9名高层次人才.
fn governing_verb(scene: &Scene<'_>, q: usize, before: &phrase::Head) -> String {
    let sentence = scene.sentence;
    let left = scene.left(q);
    if !before.verb.is_empty() && before.noun.is_empty() {
        return before.verb.clone();
    }
    let adjacent = before.range.end == scene.place(q) || before.range.end + 1 == scene.place(q);
    // 选派296名干部: alone between a pause and the number, a word that jieba takes for a noun acts.
    let opens = before.range.start == left.start && scene.kind(q) == UnitKind::Count;
    if opens
        && adjacent
        && before.range.len() == 1
        && before.indicator.is_none()
        && before.breakdown.is_none()
        && before.noun.chars().count() == 2
        && left.start > 0
    {
        return before.noun.clone();
    }
    let last = before.range.clone().next_back();
    let is_verbal =
        last.is_some_and(|at| matches!(sentence.tokens[at].kind, Kind::Word(Pos::VerbNoun)));
    if adjacent && before.indicator.is_none() && is_verbal {
        // 从机关抽调48名干部: the last word acts.
        let is_short = before.noun.chars().count() <= 4;
        if let Some(at) = last.filter(|_| is_short) {
            return sentence.of_token(at).to_string();
        }
    }
    let has = last.is_some_and(|at| matches!(sentence.of_token(at + 1), "有" | "了"));
    if adjacent && is_verbal && has && before.indicator.is_none() {
        return before
            .noun
            .chars()
            .skip(before.noun.chars().count().saturating_sub(8))
            .collect();
    }
    // A verb inside a name (云计算基地) governs nothing.
    let governs = |at: &usize| {
        matches!(sentence.tokens[*at].kind, Kind::Word(Pos::Verb))
            && (*at == left.start
                || !matches!(
                    sentence.tokens[*at - 1].kind,
                    Kind::Word(Pos::Noun | Pos::Modifier)
                ))
    };
    let Some(at) = left.clone().rev().take(12).find(governs) else {
        return String::new();
    };
    // 综合服务大厅设置有20多个窗口: where they are belongs to the name.
    let where_ = phrase::before(sentence, left.start, at, scene.config);
    let verb = sentence.of_token(at);
    if where_.subject.is_none()
        && where_.verb.is_empty()
        && where_.indicator.is_none()
        && (4..=8).contains(&where_.noun.chars().count())
    {
        return format!("{}{verb}", where_.noun);
    }
    verb.to_string()
}

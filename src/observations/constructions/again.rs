//! 承前: ，达到2020.4万元 · 签约的58个项目，已开工37个 · 平均32.6万元: what was spoken of before goes on.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{Owner, Reading, Topic};
use super::Scene;
use super::level::{fits, has_level, is_flow};
use crate::model::Measure;
use crate::quantities::UnitKind;

/// ，达到2020.4万元: a level verb alone goes on with what was spoken of.
pub(super) fn again(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) {
        return None;
    }
    // 一般公共预算收入增长5.8%，达到41.06亿元: the level of what has just grown.
    let grown = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| {
            let unit = topic.indicator.map(|i| &scene.config.indicators[i].unit);
            matches!(topic.measure, Some(Measure::Growth | Measure::Multiple))
                && unit.is_some_and(|unit| crate::quantities::kind_of(unit) == scene.kind(q))
        });
    let same_unit = |t: &&Topic| t.unit == scene.quantity(q).quantity.unit;
    let topic = grown
        .or_else(|| scene.topics.iter().rev().take(4).find(same_unit))
        .cloned()?;
    // 辖区7家企业上榜，累计31家: all that are of the kind.
    let mut topic = topic;
    if topic.indicator.is_none() && scene.sentence.has_cue(scene.left(q), Cue::Cumulative) {
        topic.indicator = scene.config.listed(&topic.noun);
    }
    // 专精特新企业：新增3家，累计11家: all of them, not those that are new.
    let known = ["新增", "新认定", "新获批"]
        .iter()
        .find_map(|new| topic.noun.strip_prefix(new))
        .filter(|_| scene.sentence.has_cue(scene.left(q), Cue::Cumulative));
    if let Some(all) = known.map(str::to_string) {
        topic.indicator = scene.config.listed(&all);
        topic.noun = all;
    }
    // 年度计划投资31.5亿元，上半年完成16.4亿元: what was done, no longer what was planned.
    let does = scene
        .left(q)
        .any(|at| scene.sentence.of_token(at) == "完成");
    let planned = ["年度计划投资额", "年度计划投资", "计划投资额", "计划投资"];
    let whose = planned
        .iter()
        .find_map(|plan| topic.noun.strip_suffix(plan));
    if let Some(whose) = whose.filter(|_| does) {
        topic.noun = format!("{whose}完成投资");
        topic.indicator = scene.config.listed("完成投资额");
    }
    let in_sentence = scene.topics.len() > scene.sentence_topics;
    let cost = if in_sentence { 16 } else { 24 };
    Some(Reading::new(
        "again",
        cost,
        Measure::Level,
        Owner::Antecedent(topic),
    ))
}

/// 城镇化率提高7.1个百分点、达到54.3%: the rate that has just changed.
pub(super) fn rate_reached(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let topic = scene.topics[scene.sentence_topics..].last()?;
    let changed = topic.measure == Some(Measure::Change) && topic.unit == "个百分点";
    let is_rate = topic.noun.ends_with(['率', '重', '度', '面', '比']);
    let says_nothing_else = scene.head_before(q, scene.place(q)).is_empty();
    let fits = scene.kind(q) == UnitKind::Percent && changed && is_rate && says_nothing_else;
    fits.then(|| {
        let owner = Owner::Antecedent(topic.clone());
        Reading::new("rate-reached", 12, Measure::Share, owner)
    })
}

/// 放贷47笔、1.36亿元: the number and the amount of one thing.
pub(super) fn beside(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let place = scene.place(q);
    let pause = place
        .checked_sub(1)
        .filter(|&at| scene.sentence.of_token(at) == "、")?;
    let first = q
        .checked_sub(1)
        .filter(|&first| scene.place(first) + 1 == pause)?;
    let counted = scene.kind(first) == UnitKind::Count && scene.kind(q) == UnitKind::Money;
    let mut topic = scene.topics[scene.sentence_topics..].last()?.clone();
    if !counted || topic.measure != Some(Measure::Level) {
        return None;
    }
    topic.indicator = scene
        .config
        .listed(&format!("{}额", topic.noun.trim_end_matches('数')));
    Some(Reading::new(
        "beside",
        4,
        Measure::Level,
        Owner::Antecedent(topic),
    ))
}

/// 搬迁入住612户2387人: the households, and the persons in them.
pub(super) fn persons(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let first = q.checked_sub(1)?;
    let unit = |q: usize| scene.quantity(q).quantity.unit.as_str();
    let mut topic = scene.topics[scene.sentence_topics..].last()?.clone();
    let is_pair = scene.place(first) + 1 == scene.place(q)
        && matches!(unit(first), "户" | "家" | "个")
        && matches!(unit(q), "人" | "名");
    if !is_pair || topic.measure != Some(Measure::Level) || topic.unit != unit(first) {
        return None;
    }
    let noun = topic.noun.trim_end_matches('数');
    topic.noun = format!("{noun}人数");
    topic.indicator = scene.config.listed(&topic.noun);
    let owner = Owner::Antecedent(topic);
    Some(Reading::new("persons-in", 8, Measure::Level, owner))
}

/// 技术合同成交额再创新高，突破2000万元大关: the indicator stands in an earlier clause.
pub(super) fn told(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) {
        return None;
    }
    let head = scene.indicator_before(q)?;
    // 服务企业…，近万人参加: persons are no firms.
    let unit = |words: &str| ["人", "名", "位", "人次"].contains(&words);
    let listed = head
        .indicator
        .map(|i| scene.config.indicators[i].unit.as_str());
    let of_another_kind = scene.kind(q) == UnitKind::Count
        && listed.is_some_and(|listed| unit(listed) != unit(&scene.quantity(q).quantity.unit));
    // “小巨人”企业从无到有，现有5家: what the clause before tells without a figure.
    let clause = scene.sentence.clause_before_comma(scene.place(q));
    let just_told = clause.is_some_and(|clause| {
        head.range.end > clause.start && !scene.sentence.has_quantity(clause)
    });
    let cost = if just_told { 14 } else { 18 };
    (fits(scene, q, &head) && !of_another_kind)
        .then(|| Reading::new("told-before", cost, Measure::Level, Owner::Phrase(head)))
}

/// 签约的58个项目，已开工37个: a verb alone says what became of the things just counted.
pub(super) fn what_became(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    // 减免房租1126.4万元，减税2.1亿元: the verb has its object.
    const WHOLE: [&str; 12] = [
        "减税", "降费", "增收", "让利", "退税", "缓税", "贷款", "融资", "降本", "节支", "增资",
        "捐款",
    ];
    if WHOLE.iter().any(|verb| head.verb.ends_with(verb)) {
        return;
    }
    // 安排重点建设项目96个。截至4月底，已开工78个: those of the sentence before.
    let is_counted = |topic: &Topic| ["项目", "企业"].iter().any(|end| topic.noun.ends_with(end));
    let from = if scene.topics.len() > scene.sentence_topics {
        scene.sentence_topics
    } else if scene.kind(q) == UnitKind::Count && scene.topics.iter().rev().take(3).any(is_counted)
    {
        scene.topics.len().saturating_sub(3)
    } else {
        of_list(scene, q, head);
        return;
    };
    let same_unit =
        |t: &&Topic| t.unit == scene.quantity(q).quantity.unit && t.measure == Some(Measure::Level);
    // 今年安排重点项目126个…。1—6月完成投资101.5亿元；已开工98个: those of the sentence before.
    let earlier = || {
        let mut told = scene.topics[..from].iter().rev().take(6);
        told.find(|t| same_unit(t) && is_counted(t) && scene.kind(q) == UnitKind::Count)
    };
    let told = || scene.topics[from..].iter().rev();
    // 签约项目33个，其中投资10亿元以上的4个。这些项目已开工20个: of all, not of the part told last.
    let points = scene
        .left(q)
        .any(|at| scene.sentence.of_token(at).starts_with("这些"));
    let Some(topic) = told()
        .find(|topic| same_unit(topic) && (!points || topic.whole.is_none()))
        .or_else(|| told().find(same_unit))
        .or_else(earlier)
    else {
        return;
    };
    // 去年签约的68个项目中，已开工41个: those that the indicator names.
    let listed = topic
        .indicator
        .map(|i| scene.config.indicators[i].name.as_str());
    let noun = listed
        .filter(|_| phrase::is_bare(&topic.noun))
        .unwrap_or(&topic.noun)
        .trim_end_matches(['数', '量']);
    // 签约项目16个，开工9个，投产5个: all are projects.
    let kind = ["项目", "企业"]
        .into_iter()
        .find(|kind| noun.contains(kind));
    let kind = kind.unwrap_or_else(|| phrase::last_two(noun));
    head.indicator = scene.config.listed(&format!("{}{kind}", head.verb));
    head.noun = format!("{noun}{}", head.verb);
    head.verb.clear();
}

/// 高新技术企业认定名单公示，辖区新认定12家: what the clause before lists.
fn of_list(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let named = scene.indicator_before(q).and_then(|named| named.indicator);
    let Some(named) = named.filter(|_| scene.kind(q) == UnitKind::Count) else {
        return;
    };
    let noun = scene.config.indicators[named].name.trim_end_matches('数');
    let kinds = ["企业", "项目", "机构", "平台", "中心"];
    let lists = ["认定", "入库", "上榜", "评选", "新增", "公示", "入选"];
    let lists = lists.iter().any(|verb| head.verb.ends_with(verb));
    if lists && kinds.iter().any(|kind| noun.ends_with(kind)) {
        head.noun = format!("{}{noun}", head.verb);
        head.indicator = scene.config.listed(&head.noun);
        head.verb.clear();
    }
}

/// 平均32.6万元/亩: a vague noun goes on with what had the same unit.
pub(super) fn as_before(scene: &Scene<'_>, q: usize, head: &phrase::Head) -> Option<Reading> {
    let unit = &scene.quantity(q).quantity.unit;
    // 地区生产总值增长5.5%左右，总量突破410亿元: the amount of what has grown.
    let grown = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| {
            let listed = topic.indicator.map(|i| &scene.config.indicators[i]);
            head.noun.starts_with("总")
                && topic.measure == Some(Measure::Growth)
                && listed.is_some_and(|listed| listed.unit == *unit)
        });
    let same = || scene.topics.iter().rev().find(|t| t.unit == *unit);
    let mut topic = grown.or_else(same)?.clone();
    if head.noun.starts_with("总")
        && let Some(stock) = ["新增", "净增", "新认定"].iter().find_map(|flow| {
            let noun = ["全区", "全市", "全县", "我区", "我市", "我县"]
                .iter()
                .find_map(|region| topic.noun.strip_prefix(region));
            let noun = noun.unwrap_or(&topic.noun);
            noun.strip_prefix(flow).or_else(|| noun.strip_suffix(flow))
        })
    {
        // 新增高新技术企业86家，总数突破500家: the total is the stock.
        topic.indicator = scene.config.listed(stock);
        topic.noun = stock.to_string();
    }
    if head.noun.starts_with("平均") || head.noun.starts_with("均价") {
        topic.breakdown = Some("平均".into());
    }
    Some(Reading::new(
        "again",
        12,
        Measure::Level,
        Owner::Antecedent(topic),
    ))
}

/// An item of a list shares the verb of the first (引进院士7人、专家6人), or, having only a verb
/// or a vague noun, its noun (专利申请1,412件、授权836件).
pub(super) fn goes_on(scene: &Scene<'_>, head: &mut phrase::Head) {
    if scene.topics.len() <= scene.sentence_topics {
        return;
    }
    let Some(topic) = scene.antecedent() else {
        return;
    };
    let own = if head.noun.is_empty() {
        head.verb.clone()
    } else {
        head.noun.clone()
    };
    let bare = head.indicator.is_none()
        && (head.noun.is_empty() || super::is_vague(&head.noun) || own.chars().count() <= 2);
    if bare {
        let shared = scene.config.shared_prefix(&topic.noun, &own);
        if let Some((indicator, words)) = shared {
            let (indicator, breakdown) = scene.config.widened(indicator);
            head.indicator = Some(indicator);
            head.breakdown = head.breakdown.take().or(breakdown);
            head.noun = words;
            head.verb.clear();
            return;
        }
        // 规上工业企业比上年净增17家、总数达到132家.
        if matches!(own.as_str(), "总数" | "总量" | "总额") {
            head.indicator = topic.indicator;
            head.breakdown = topic.breakdown.clone();
        }
        if head.noun.is_empty() || own.chars().count() <= 2 {
            head.noun = format!("{}{own}", topic.noun.trim_end_matches(['数', '量']));
            head.verb.clear();
            return;
        }
    }
    let flow = ["新增", "新认定", "净增", "申报"]
        .into_iter()
        .find(|v| topic.noun.starts_with(v) && !own.starts_with(v));
    if let Some(flow) = flow {
        head.indicator = scene.config.listed(&format!("{flow}{own}"));
        head.verb = flow.into();
        return;
    }
    if head.verb.is_empty() && !topic.verb.is_empty() {
        head.verb = topic.verb.clone();
        if is_flow(&head.verb) {
            head.indicator = None;
        }
    }
}

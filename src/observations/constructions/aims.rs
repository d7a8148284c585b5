//! 完成比例、贡献率、结构: shares whose whole the sentence names in a set way: 完成年度任务的58.2% ·
//! 对经济增长的贡献率 · 三次产业结构为1.8:63.1:35.1.

use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::Scene;
use crate::model::{Basis, Measure, Period};
use crate::periods::Year;
use crate::quantities::UnitKind;

/// 三次产业结构为1.8:63.1:35.1: the shares of the three industries, in their order.
pub(super) fn structure(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    const INDUSTRIES: [&str; 3] = ["第一产业", "第二产业", "第三产业"];
    let sentence = scene.sentence;
    let text = sentence.text();
    let joined = |q: usize| text[..scene.quantity(q).span.start].ends_with(':');
    let first = (0..=q).rev().find(|&at| !joined(at))?;
    let has_three = (first + 1..first + 3).all(|at| at < sentence.quantities.len() && joined(at));
    if !has_three || scene.kind(q) != UnitKind::Percent {
        return None;
    }
    // 由上年的19.8:35.0:45.2调整为19.3:35.3:45.4: the first three are those of the year before.
    let earlier = text[..scene.quantity(first).span.start].ends_with("上年的");
    let part = INDUSTRIES.get(q - first)?;
    let named = scene.config.listed(&format!("{part}增加值"));
    let head = phrase::Head {
        noun: format!("{part}增加值"),
        indicator: named,
        breakdown: Some((*part).to_string()),
        ..phrase::Head::default()
    };
    let mut reading = Reading::new("structure", 0, Measure::Share, Owner::Phrase(head))
        .basis(Some(Basis::Whole("地区生产总值".into())))
        .tail("占地区生产总值的比重");
    if earlier {
        let year = scene.clock.year(Year::Before)?;
        reading.period = Some(Period::year(year));
    }
    Some(reading)
}

/// 完成年度任务的58.2%, 完成年初预算的52.4%: of what was aimed at, about the figure told before.
pub(super) fn of_aim(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    const AIMS: [&str; 7] = ["任务", "计划", "目标", "预算", "预期", "序时进度", "进度"];
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let of = left
        .clone()
        .rev()
        .find(|&at| !phrase::is_light(sentence, at) || sentence.of_token(at) == "的")?;
    let verb = (left.start..of).find(|&at| sentence.of_token(at) == "完成")?;
    let aim = sentence.between(verb + 1, of);
    let is_aim = sentence.of_token(of) == "的" && AIMS.iter().any(|word| aim.ends_with(word));
    if !is_aim || aim.chars().count() > 10 {
        return None;
    }
    let head = phrase::before(sentence, left.start, verb, scene.config);
    let owner = if head.is_empty() {
        let told = scene.topics[scene.sentence_topics..].iter().rev();
        let mut levels = told.filter(|topic| topic.measure == Some(Measure::Level));
        Owner::Antecedent(levels.next()?.clone())
    } else {
        Owner::Phrase(head)
    };
    let period = match &owner {
        Owner::Antecedent(topic) => topic.period,
        _ => None,
    };
    let mut reading = Reading::new("share-of-aim", 2, Measure::Share, owner)
        .basis(Some(Basis::Whole(aim.to_string())))
        .tail(format!("完成{aim}的比例"));
    reading.period = period;
    Some(reading)
}

/// 对经济增长的贡献率接近六成: who contributes was named or told of, to what is the whole.
pub(super) fn contribution(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let text = sentence.between(left.start, left.end);
    let (before, after) = text.split_once("贡献率")?;
    let (who, to) = before.trim_end_matches('的').rsplit_once('对')?;
    if to.is_empty() || after.contains(['，', '；']) {
        return None;
    }
    let at = left.clone().find(|&at| sentence.of_token(at) == "对")?;
    let named = phrase::before(sentence, left.start, at, scene.config);
    let part = match scene.topics[scene.sentence_topics..].last() {
        _ if !named.is_empty() && !who.is_empty() => named.breakdown.unwrap_or(named.noun),
        Some(topic) => topic
            .breakdown
            .clone()
            .unwrap_or_else(|| topic.noun.trim_end_matches("增加值").to_string()),
        None => return None,
    };
    let head = phrase::Head {
        noun: part.clone(),
        breakdown: Some(part),
        ..phrase::Head::default()
    };
    Some(
        Reading::new("contribution-rate", 2, Measure::Share, Owner::Phrase(head))
            .basis(Some(Basis::Whole(to.to_string())))
            .tail(format!("对{to}的贡献率")),
    )
}

//! 其中: 其中先进制造业增加值53.48亿元 · 其中10亿元以上的4个 · 其中产业项目27个.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{Owner, Reading, Topic};
use super::Scene;
use crate::model::Measure;
use crate::quantities::UnitKind;

/// 新签约项目中已动工34个: a noun with 中, then a verb.
pub(super) fn among(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let left = scene.left(q);
    let place = scene.place(q);
    let within = left
        .clone()
        .rev()
        .find(|&at| matches!(sentence.of_token(at), "中" | "里" | "当中"))?;
    let whole = phrase::before(sentence, left.start, within, scene.config);
    if whole.indicator.is_none() || scene.kind(q) != UnitKind::Count {
        return None;
    }
    let verb = phrase::before(sentence, within + 1, place, scene.config);
    if verb.is_empty() || verb.indicator.is_some() {
        return None;
    }
    let done: String = (within + 1..place)
        .map(|at| sentence.of_token(at))
        .collect();
    let topic = Topic {
        indicator: whole.indicator,
        noun: whole.noun.clone(),
        unit: scene.quantity(q).quantity.unit.clone(),
        measure: Some(Measure::Level),
        ..Topic::default()
    };
    let part = phrase::Head {
        noun: format!("{done}{}", whole.noun),
        ..phrase::Head::default()
    };
    Some(Reading::new(
        "among",
        4,
        Measure::Level,
        Owner::PartOf(topic, part),
    ))
}

/// A part of what was counted just before: it keeps the indicator, its own words are the part.
pub(super) fn of_which(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !matches!(
        scene.kind(q),
        UnitKind::Count | UnitKind::Money | UnitKind::Measure
    ) {
        return None;
    }
    let sentence = scene.sentence;
    let place = scene.place(q);
    let which = sentence.last_cue(0..place, Cue::OfWhich)?;
    let unit = &scene.quantity(q).quantity.unit;
    let topic = scene
        .topics
        .iter()
        .rev()
        .find(|t| t.unit == *unit && t.measure == Some(Measure::Level) && t.whole.is_none());
    let topic = topic.or_else(|| {
        scene
            .topics
            .iter()
            .rev()
            .find(|t| t.unit == *unit && t.measure == Some(Measure::Level))
    })?;
    let head = phrase::before(
        sentence,
        scene.left(q).start.max(which + 1).min(place),
        place,
        scene.config,
    );
    if head.indicator.is_some_and(|i| Some(i) != topic.indicator) {
        return None;
    }
    let after = phrase::after(
        sentence,
        place,
        scene.right(q).end,
        scene.config,
        scene.counted,
    );
    if scene.kind(q) != UnitKind::Count {
        // 其中一期18亿元: no money word of its own.
        let money_word = ["额", "值", "投资", "资金", "收入", "利润", "税", "面积"]
            .iter()
            .any(|w| head.noun.contains(w));
        let indicator = topic
            .indicator
            .map(|i| scene.config.indicators[i].name.as_str())
            .unwrap_or("");
        let same_money = head.noun.chars().next_back() == indicator.chars().next_back();
        if head.is_empty() || head.indicator.is_some() {
            return None;
        }
        if money_word && same_money && scene.kind(q) == UnitKind::Money {
            // 其中，技术开发合同成交额: another name for a part of the same money.
            let noun: String = head
                .noun
                .trim_end_matches("总额")
                .trim_end_matches(['额', '值'])
                .to_string();
            let noun = noun
                .trim_end_matches("成交")
                .trim_end_matches("交易")
                .to_string();
            let head = phrase::Head { noun, ..head };
            return Some(Reading::new(
                "of-which",
                6,
                Measure::Level,
                Owner::PartOf(topic.clone(), head),
            ));
        }
        if money_word || head.noun.chars().count() > 8 || !after.is_empty() {
            return None;
        }
        return Some(Reading::new(
            "of-which",
            6,
            Measure::Level,
            Owner::PartOf(topic.clone(), head),
        ));
    }
    // Another noun of its own, not a kind of what was counted.
    let last = topic.noun.chars().next_back();
    let kind_of_it = head.noun.is_empty()
        || head.noun.chars().next_back() == last
        || head.noun.ends_with("以上")
        || head.noun.ends_with("以下")
        || head.noun.ends_with('元')
        || head.breakdown.is_some();
    let (head, cost) =
        if head.is_empty() && after.noun.chars().next_back() == last && !after.noun.is_empty() {
            (after, 6)
        } else if head.is_empty() || !kind_of_it {
            return None;
        } else {
            (head, 5)
        };
    Some(Reading::new(
        "of-which",
        cost,
        Measure::Level,
        Owner::PartOf(topic.clone(), head),
    ))
}

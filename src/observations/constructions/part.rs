//! 其中: 其中先进制造业增加值53.48亿元 · 其中10亿元以上的4个 · 其中产业项目27个.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::Scene;
use crate::model::Measure;
use crate::quantities::UnitKind;

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
        if money_word || head.is_empty() || head.noun.chars().count() > 8 || !after.is_empty() {
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

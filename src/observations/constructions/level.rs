//! 水平: 工业总产值是574亿元 · 203家规模以上工业企业 · ，达到2020.4万元.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use crate::model::Measure;
use crate::quantities::{Form, UnitKind};

fn has_level(scene: &Scene<'_>, q: usize) -> bool {
    matches!(
        scene.kind(q),
        UnitKind::Money | UnitKind::Count | UnitKind::Measure | UnitKind::Rate
    ) && matches!(scene.quantity(q).form, Form::Plain)
}

/// 203家规模以上工业企业: the noun comes after the number.
pub(super) fn noun_after(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) {
        return None;
    }
    let sentence = scene.sentence;
    let place = scene.place(q);
    let end = sentence.clause_end(place);
    // 26支118人的招商队伍: two numbers share the noun.
    let from = if scene.right(q).len() == 0
        && q + 1 < scene.sentence.quantities.len()
        && scene.place(q + 1) == place + 1
    {
        place + 1
    } else {
        place
    };
    let mut head = phrase::after(sentence, from, end, scene.config, scene.counted);
    if head.is_empty() {
        return None;
    }
    let before = phrase::before(sentence, scene.left(q).start, place, scene.config);
    if head.verb.is_empty() {
        head.verb = before.verb.clone()
            + if before.noun.is_empty() {
                ""
            } else {
                &before.noun
            };
        if head.verb.chars().count() > 8 || before.indicator.is_some() || before.subject.is_some() {
            head.verb = before.verb.clone();
        }
        let flows = !before.verb.is_empty() || before.noun.chars().count() == 2;
        if flows && is_flow(&head.verb) {
            head.indicator = None;
        }
    }
    let of = place + 1 < end && matches!(sentence.tokens[place + 1].kind, Kind::Word(Pos::Of));
    let unit_fits = fits(scene, q, &head);
    let mut cost = match scene.kind(q) {
        UnitKind::Count => 8,
        _ if of => 12,
        _ => 14,
    };
    cost += if head.indicator.is_some() { 0 } else { 3 };
    cost += if unit_fits { 0 } else { 20 };
    Some(Reading::new(
        "noun-after",
        cost,
        Measure::Level,
        Owner::Phrase(head),
    ))
}

/// 工业总产值是574亿元, 签约项目17个: the noun comes before the number.
pub(super) fn noun_before(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) && scene.kind(q) != UnitKind::Time {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let place = scene.place(q);
    let head = phrase::before(sentence, left.start, place, scene.config);
    if head.is_empty() {
        return None;
    }
    if scene.kind(q) == UnitKind::Time && !names_time(&head.noun) {
        return None;
    }
    let adjacent = head.range.end == place;
    let unit_fits = fits(scene, q, &head);
    let mut cost = if adjacent { 7 } else { 9 };
    cost += if head.indicator.is_some() {
        0
    } else if head.noun.is_empty() {
        8
    } else {
        3
    };
    cost += if unit_fits { 0 } else { 20 };
    // A number between commas after its noun's clause has ended reads forwards instead.
    if scene.kind(q) == UnitKind::Count && !adjacent && head.indicator.is_none() {
        cost += 2;
    }
    Some(Reading::new(
        "noun-before",
        cost,
        Measure::Level,
        Owner::Phrase(head),
    ))
}

/// ，达到2020.4万元: a level verb alone goes on with what was spoken of.
pub(super) fn again(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) {
        return None;
    }
    let topic = scene
        .topics
        .iter()
        .rev()
        .take(4)
        .find(|t| t.unit == scene.quantity(q).quantity.unit)
        .cloned()?;
    let in_sentence = scene.topics.len() > scene.sentence_topics;
    let cost = if in_sentence { 16 } else { 24 };
    Some(Reading::new(
        "again",
        cost,
        Measure::Level,
        Owner::Antecedent(topic),
    ))
}

/// 连续3年, 用了25年, 压缩至半天内: a span of time that is itself the figure.
pub(super) fn span_of_time(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Time {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let lasting = left.clone().rev().take(4).any(|at| {
        matches!(
            sentence.cue(at),
            Some(Cue::Lasting | Cue::DownTo | Cue::UpTo)
        )
    });
    if !lasting {
        return None;
    }
    let head = scene.head_before(q, scene.place(q));
    let owner = if head.is_empty() {
        let words: String = (sentence.clause_start(scene.place(q))
            ..sentence.clause_end(scene.place(q)))
            .filter(|&at| {
                matches!(
                    sentence.tokens[at].kind,
                    Kind::Word(Pos::Noun | Pos::Verb | Pos::VerbNoun | Pos::Modifier)
                        | Kind::Term(
                            Term::Indicator(_) | Term::Breakdown(_) | Term::Cue(Cue::Lasting)
                        )
                )
            })
            .map(|at| sentence.of_token(at))
            .collect();
        Owner::Phrase(phrase::Head {
            noun: words,
            ..phrase::Head::default()
        })
    } else {
        Owner::Phrase(head)
    };
    Some(Reading::new("span-of-time", 10, Measure::Level, owner))
}

fn names_time(noun: &str) -> bool {
    [
        "时间", "时限", "工期", "周期", "车程", "时长", "期限", "年限", "寿命", "年龄",
    ]
    .iter()
    .any(|w| noun.ends_with(w))
}

/// 申报, 新增, 认定 make another indicator of what follows.
fn is_flow(verb: &str) -> bool {
    [
        "申报", "认定", "新增", "获批", "净增", "培育", "孵化", "注销", "淘汰",
    ]
    .iter()
    .any(|v| verb.ends_with(v))
}

/// Unit and indicator agree: money for money, classifiers for what is counted.
fn fits(scene: &Scene<'_>, q: usize, head: &phrase::Head) -> bool {
    let Some(i) = head.indicator else {
        return scene.kind(q) != UnitKind::Money
            || !head.noun.ends_with("企业")
            || head.verb.is_empty();
    };
    let wanted = crate::quantities::kind_of(&scene.config.indicators[i].unit);
    wanted == scene.kind(q) || scene.config.indicators[i].unit.is_empty()
}

//! 倍数: 翻一番 · 增长1.5倍 · 是…的2.6倍.

use super::super::cues::Cue;
use super::super::reading::{Owner, Reading};
use super::Scene;
use crate::model::{Basis, Measure};
use crate::quantities::{Form, UnitKind};

/// 较2015年翻一番, 在2020年基础上翻一番.
pub(super) fn doubling(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.quantity(q).form != Form::Doubling {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    // The phrase stands before the words of comparison.
    let first = left
        .clone()
        .find(|&at| {
            // 在2020年基础上: 在 before a period that is compared with.
            sentence.compares(at) || sentence.of_token(at) == "在" && sentence.is_base(at)
        })
        .unwrap_or(scene.place(q));
    let mut head = scene.head_before(q, first);
    if head.is_empty() || super::is_vague(&head.noun) {
        let later = scene.head_before(q, scene.place(q));
        if later.indicator.is_some() {
            head = later;
        }
    }
    let (owner, cost) = scene.owner(q, head)?;
    Some(
        Reading::new("doubling", 2 + cost, Measure::Multiple, owner)
            .basis(since(scene, q))
            .tail("翻番倍数"),
    )
}

/// 增长1.5倍, 是全市平均的2.6倍.
pub(super) fn times(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Multiple || scene.quantity(q).form == Form::Doubling {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let verb = left.clone().find(|&at| {
        matches!(
            sentence.cue(at),
            Some(Cue::Up | Cue::Equal | Cue::YearOnYear | Cue::Than)
        )
    });
    let head = scene.head_before(q, verb.unwrap_or(scene.place(q)));
    let owner = if head.noun.is_empty() && head.indicator.is_none() {
        let after = super::super::phrase::after(
            sentence,
            scene.place(q),
            scene.right(q).end,
            scene.config,
            scene.counted,
        );
        if after.is_empty() {
            scene.owner(q, head)?.0
        } else {
            Owner::Phrase(after)
        }
    } else {
        scene.owner(q, head)?.0
    };
    // 进出口42.3亿元，增长1.8倍: growth that names no basis is over a year.
    let grows = verb.is_some_and(|at| sentence.cue(at) == Some(Cue::Up));
    let is_of_ends = sentence.has_cue(0..scene.place(q), Cue::From)
        || scene.antecedent().is_some_and(|topic| topic.from.is_some());
    // 是上年的2.6倍.
    let place = scene.place(q);
    let of_last_year = place >= 2
        && sentence.of_token(place - 1) == "的"
        && ["上年", "去年", "上年同期", "去年同期"].contains(&sentence.of_token(place - 2));
    // 是全市平均水平的2.3倍: of what, where it is no time.
    let compared = verb
        .filter(|&at| matches!(sentence.of_token(at), "是" | "为" | "相当于"))
        .filter(|&at| place > at + 2 && sentence.of_token(place - 1) == "的")
        .filter(|&at| !sentence.has_period(at..place))
        .map(|at| sentence.between(at + 1, place - 1))
        .filter(|with| {
            (2..=8).contains(&with.chars().count())
                && ["全省", "全市", "全国", "全区", "全县", "平均"]
                    .iter()
                    .any(|region| with.contains(region))
        });
    let tail = compared.map_or_else(|| "倍数".to_string(), |with| format!("相当于{with}的倍数"));
    let is_yearly = grows && !is_of_ends || of_last_year;
    let basis = since(scene, q).or(is_yearly.then_some(Basis::YearOnYear));
    Some(
        Reading::new("times", 5, Measure::Multiple, owner)
            .basis(basis)
            .tail(tail),
    )
}

/// The basis of a multiple: the period compared with, or the year since which it holds.
fn since(scene: &Scene<'_>, q: usize) -> Option<Basis> {
    scene.basis(q).or_else(|| {
        let sentence = scene.sentence;
        let place = scene.place(q);
        (0..place).rev().find_map(|at| {
            let mention = sentence.period_at(at)?;
            let told = matches!(
                mention.expression,
                super::Expression::ToldYears(_) | super::Expression::LastYears(_)
            );
            if !mention.is_since && !told {
                return None;
            }
            match scene.clock.resolve(mention)? {
                crate::model::Period::Range(first, _) => {
                    let year = crate::model::Date::year(first.year);
                    Some(Basis::Period(crate::model::Period::At(year)))
                }
                _ => None,
            }
        })
    })
}

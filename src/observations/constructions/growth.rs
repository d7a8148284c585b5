//! 增长: ，同比增长13.2% · 增速为8% · 与上年持平.

use super::super::cues::Cue;
use super::super::phrase::{self, Head};
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use crate::model::{Basis, Measure};
use crate::quantities::{Form, UnitKind};

/// 工业增加值95.91亿元，同比增长23.7%: a verb of change directly before a percentage.
pub(super) fn verb(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let (at, cue) = scene.adjacent(q)?;
    // 比2019年低1.3%: lower than what it was.
    let compares = matches!(cue, Cue::Higher | Cue::Lower)
        && matches!(scene.basis(q), Some(Basis::Period(_) | Basis::YearOnYear));
    if !matches!(cue, Cue::Up | Cue::Down) && !compares {
        return None;
    }
    let head = super::before_comparison(scene, q, at);
    let (owner, cost) = match grown(scene, q).filter(|_| head.is_empty()) {
        Some(named) => (Owner::Phrase(named), 0),
        None => scene.owner(q, head)?,
    };
    Some(rate(
        scene,
        q,
        "growth-verb",
        owner,
        4 + cost,
        matches!(cue, Cue::Down | Cue::Lower),
    ))
}

/// 同比+8.7%, 房地产开发投资-7.2%: a sign directly before a percentage.
pub(super) fn signed(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let place = scene.place(q);
    // 粮油加工 121.5亿元，-2.4% · 税收收入14.2亿元（+6.3%）: of the amount just told.
    let told = scene.topics[scene.sentence_topics..].last();
    let is_negative = scene.quantity(q).quantity.value.is_sign_negative();
    let bracketed = is_signed_in_brackets(scene, q);
    if scene.kind(q) == UnitKind::Percent
        && (bracketed || is_negative && sentence.clause_start(place) == place)
        && let Some(told) = told.filter(|told| told.measure == Some(Measure::Level))
    {
        let owner = Owner::Antecedent(told.clone());
        let mut reading = rate(scene, q, "growth-signed", owner, 6, false);
        reading.period = told.period.filter(|_| bracketed);
        return Some(reading);
    }
    let sign = place.checked_sub(1).filter(|&at| at > 0)?;
    let falls = match sentence.tokens[sign].kind {
        Kind::Mark('+') => false,
        Kind::Mark('-') => true,
        _ => return None,
    };
    // 一产12.05亿元，+5.1%: the comma parts the two. 268.4亿元 +6.2%: of the amount before.
    let goes_on = match sentence.tokens[sign - 1].kind {
        Kind::Mark(mark) => !matches!(mark, '，' | '：' | '）'),
        Kind::Quantity(q) => scene.kind(q) == UnitKind::Percent,
        _ => false,
    };
    if scene.kind(q) != UnitKind::Percent || goes_on {
        return None;
    }
    let (owner, cost) = scene.owner(q, scene.head_before(q, sign))?;
    Some(rate(scene, q, "growth-signed", owner, 4 + cost, falls))
}

/// （+6.3%）, （-2.4%）: a sign stands between the bracket and the number.
fn is_signed_in_brackets(scene: &Scene<'_>, q: usize) -> bool {
    let place = scene.place(q);
    let mark = |back: usize| {
        place
            .checked_sub(back)
            .map_or("", |at| scene.sentence.of_token(at))
    };
    let falls = scene.quantity(q).quantity.value.is_sign_negative();
    falls && mark(1) == "（" || mark(1) == "+" && mark(2) == "（"
}

/// 高新技术企业243家（↑25家）, 税收占比82.5%（↓1.3个百分点）: a sign in brackets before what is no percentage.
pub(super) fn signed_change(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let told = scene.topics[scene.sentence_topics..].last()?;
    let same = told.unit == scene.quantity(q).quantity.unit;
    let of_share = scene.kind(q) == UnitKind::Points && told.measure == Some(Measure::Share);
    let is_change = is_signed_in_brackets(scene, q)
        && (same && told.measure == Some(Measure::Level) || of_share);
    is_change.then(|| {
        let owner = Owner::Antecedent(told.clone());
        let mut reading = Reading::new("change-signed", 2, Measure::Change, owner)
            .basis(scene.basis(q).or(of_share.then_some(Basis::YearOnYear)))
            .tail("变化");
        reading.period = told.period;
        reading
    })
}

/// 一季度下降1.8%的规模以上工业增加值，上半年转为增长4.2%: what has grown stands behind 的.
fn grown(scene: &Scene<'_>, q: usize) -> Option<Head> {
    let sentence = scene.sentence;
    let place = scene.place(q);
    let of = sentence.tokens.get(place + 1)?;
    if !matches!(of.kind, Kind::Word(Pos::Of)) {
        return None;
    }
    let end = sentence.clause_end(place);
    let named = phrase::after(sentence, place, end, scene.config, scene.counted);
    let is_amount = named
        .indicator
        .is_some_and(|i| scene.config.indicators[i].unit == "元");
    is_amount.then_some(named)
}

/// 增速为8.2%, 增幅有21.5%, 降幅达3%: a noun of change before the percentage.
pub(super) fn noun(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let (at, cue) = scene.nearest(q, |c| {
        matches!(
            c,
            Cue::RateNoun | Cue::FallNoun | Cue::ShareNoun | Cue::Share
        )
    })?;
    if !matches!(cue, Cue::RateNoun | Cue::FallNoun) {
        return None;
    }
    let (owner, cost) = scene.owner(q, scene.head_before(q, at))?;
    Some(rate(
        scene,
        q,
        "growth-noun",
        owner,
        6 + cost,
        cue == Cue::FallNoun,
    ))
}

/// 5月份增长2.1%，6月份回升到9.6%: the growth of a later month.
pub(super) fn reached(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let (at, cue) = scene.adjacent(q)?;
    let left = scene.left(q);
    // 10月当月达到11.3%.
    let of_month = left
        .clone()
        .any(|at| matches!(sentence.of_token(at), "当月" | "单月" | "当季"));
    let reaches = matches!(cue, Cue::UpTo | Cue::DownTo) || cue == Cue::Equal && of_month;
    let reaches = reaches && sentence.has_period(left.start..at);
    let told = scene.topics[scene.sentence_topics..].last()?;
    let head = scene.head_before(q, at);
    let goes_on = told.measure == Some(Measure::Growth)
        && !sentence.has_cue(left, Cue::From)
        && (head.is_empty() || head.noun == "当月");
    let is_growth = scene.kind(q) == UnitKind::Percent && reaches && goes_on;
    is_growth.then(|| {
        let owner = Owner::Antecedent(told.clone());
        rate(scene, q, "growth-reached", owner, 3, false)
    })
}

/// 食品制造业增加值与上年持平: no growth is a growth of nought.
pub(super) fn unchanged(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.quantity(q).form != Form::Unchanged {
        return None;
    }
    let (owner, cost) = scene.owner(q, scene.head_before(q, scene.place(q)))?;
    Some(rate(scene, q, "unchanged", owner, 4 + cost, false))
}

/// 、4.5% after 3.1%: goes on with the construction of its neighbour.
pub(super) fn parallel(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent || q == 0 {
        return None;
    }
    let left = scene.left(q);
    let only_pause = left.len() <= 1
        && left.clone().all(|at| {
            matches!(
                scene.sentence.of_token(at),
                "、" | "和" | "至" | "—" | "-" | "~" | "到"
            )
        });
    let ends_clause = left.is_empty() && scene.place(q) == scene.clause_left(q).start;
    if !only_pause || ends_clause || scene.kind(q - 1) != UnitKind::Percent {
        return None;
    }
    let topic = scene.antecedent()?.clone();
    let measure = topic.measure?;
    let mut reading = Reading::new("parallel", 12, measure, Owner::Antecedent(topic));
    if measure == Measure::Growth {
        reading.basis = scene.basis(q).or(Some(Basis::YearOnYear));
        let down = scene.sentence.last_cue(scene.clause_left(q), Cue::Down);
        let up = scene.sentence.last_cue(scene.clause_left(q), Cue::Up);
        reading.is_negative = down > up;
    }
    Some(reading)
}

fn rate(
    scene: &Scene<'_>,
    q: usize,
    rule: &'static str,
    owner: Owner,
    cost: u32,
    down: bool,
) -> Reading {
    // 设备更新后生产效率提高40%: of a process, since it was changed and not over a year.
    let of_process = match &owner {
        Owner::Phrase(head) => ["效率", "寿命", "精度"]
            .iter()
            .any(|end| head.noun.trim_end_matches("平均").ends_with(end)),
        _ => false,
    };
    // 改造后的企业…，单位产品能耗平均下降9.5%: nor what such a change brought.
    let told = scene.sentence.between(0, scene.place(q));
    let of_process = of_process
        || [
            "改造后",
            "升级后",
            "更新后",
            "换装后",
            "上线后",
            "改造前",
            "技改前",
            "升级前",
            "更新前",
        ]
        .iter()
        .any(|word| told.contains(word));
    let yearly = (!of_process).then_some(Basis::YearOnYear);
    let basis = scene.basis(q).or(yearly);
    let tail = match basis {
        Some(Basis::AnnualAverage) => "年均增长率",
        Some(Basis::YearOnYear) => "同比增长率",
        _ => "增长率",
    };
    Reading::new(rule, cost, Measure::Growth, owner)
        .negative(down)
        .basis(basis)
        .tail(tail)
}

//! 者: 缺订单的有87家 · 规上企业中，产值下降的有76家 · 签约项目产业分布：绿色食品19个: counted are those of which
//! something is said, or kinds of what was named.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::reading::{Owner, Reading, Topic};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::whole::led_by;
use crate::model::Measure;
use crate::quantities::{UnitKind, kind_of};

/// The longest words for what is said of those that are counted, in characters.
const LONGEST: usize = 12;

/// 走访412家企业，缺订单的有87家: of those just counted, so many as 的 tells apart.
pub(super) fn such(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let (left, place) = (scene.left(q), scene.place(q));
    let has = place.checked_sub(1).filter(|&at| at > left.start)?;
    let brings_in = matches!(
        sentence.of_token(has),
        "有" | "还有" | "只有" | "仅有" | "已有" | "达"
    );
    let of = has.checked_sub(1).filter(|&of| of > left.start)?;
    let is_such = matches!(sentence.tokens[of].kind, Kind::Word(Pos::Of));
    let ends = scene
        .right(q)
        .all(|at| matches!(sentence.tokens[at].kind, Kind::Mark(_)));
    if scene.kind(q) != UnitKind::Count || !brings_in || !is_such || !ends {
        return None;
    }
    let said = phrase::deed(sentence, left.start..of);
    if !(2..=LONGEST).contains(&said.chars().count()) {
        return None;
    }
    let unit = &scene.quantity(q).quantity.unit;
    let counted = || {
        let mut told = scene.topics[scene.sentence_topics..].iter().rev();
        let is_whole =
            |topic: &&Topic| topic.whole.is_none() && topic.measure == Some(Measure::Level);
        let told = told.find(|topic| topic.unit == *unit && is_whole(topic));
        told.cloned()
    };
    let part = phrase::Head {
        noun: said,
        ..phrase::Head::default()
    };
    let owner = Owner::PartOf(led(scene, left.start, unit).or_else(counted)?, part);
    Some(Reading::new("such", 4, Measure::Level, owner))
}

/// 规上企业中，高新技术企业87家，产值下降的有76家: a clause before names the whole.
fn led(scene: &Scene<'_>, mut at: usize, unit: &str) -> Option<Topic> {
    loop {
        if let Some(whole) = led_by(scene, at) {
            return Some(topic(scene, whole.indicator?, unit));
        }
        at = scene.sentence.clause_before_comma(at)?.start;
    }
}

/// 签约项目产业分布：绿色食品19个，装备制造15个: kinds of what stands before the colon.
pub(super) fn distributed(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    const SPREADS: [&str; 5] = ["分布", "构成", "结构", "类别", "分类"];
    let sentence = scene.sentence;
    let left = scene.left(q);
    let colon = (0..left.start).find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('：')))?;
    let spreads = colon > 0
        && SPREADS
            .iter()
            .any(|end| sentence.of_token(colon - 1).ends_with(end));
    let named = (0..colon).find_map(|at| match sentence.tokens[at].kind {
        Kind::Term(Term::Indicator(i)) => Some(scene.config.widened(i).0),
        _ => None,
    })?;
    let counts = |unit: &str| kind_of(unit) == UnitKind::Count;
    let unit = &scene.quantity(q).quantity.unit;
    let head = phrase::before(sentence, left.start, scene.place(q), scene.config);
    let is_part = sentence.has_cue(colon..left.start, Cue::OfWhich);
    let is_kind =
        head.indicator.is_none() && head.verb.is_empty() && !head.noun.is_empty() && !is_part;
    if !spreads || !counts(unit) || !counts(&scene.config.indicators[named].unit) || !is_kind {
        return None;
    }
    let owner = Owner::PartOf(topic(scene, named, unit), head);
    Some(Reading::new("distributed", 2, Measure::Level, owner))
}

/// An indicator that counts, as what is spoken of.
fn topic(scene: &Scene<'_>, indicator: usize, unit: &str) -> Topic {
    let name = &scene.config.indicators[indicator].name;
    Topic {
        indicator: Some(indicator),
        noun: name.trim_end_matches('数').to_string(),
        unit: unit.to_string(),
        measure: Some(Measure::Level),
        ..Topic::default()
    }
}

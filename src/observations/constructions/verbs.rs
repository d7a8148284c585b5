//! 动词: verbs that stand for a noun before a number: 投产5个 · 已开发建设31.7平方公里 · 县财政先后投入4.3亿元 ·
//! 投入1600万元引进自动裁剪线.

use super::super::lexicon::Term;
use super::super::phrase;
use super::super::sentence::{Kind, Pos};
use super::super::theme;
use super::Scene;
use super::again::what_became;
use super::level::after_pause;
use crate::model::Period;
use crate::quantities::UnitKind;

/// 投产5个, 已投用3800套: what jieba takes for a noun too is a verb where it stands alone.
pub(super) fn alone(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let is_verb = head.range.len() == 1
        && head.indicator.is_none()
        && head.breakdown.is_none()
        && scene.kind(q) == UnitKind::Count
        && matches!(
            scene.sentence.tokens[head.range.start].kind,
            Kind::Word(Pos::VerbNoun)
        );
    if is_verb {
        head.verb = std::mem::take(&mut head.noun);
    }
    // 当年新入库29个, 三季度新开工9个: what was newly done to those counted before.
    const ANEW: [&str; 10] = [
        "入库", "开工", "签约", "投产", "认定", "落户", "引进", "注册", "入规", "升规",
    ];
    // 新开工, which jieba may take for one noun.
    let deed = match head.verb.as_str() {
        "新" => Some(head.noun.as_str()),
        "" if head.range.len() == 1 => head.noun.strip_prefix('新'),
        _ => None,
    };
    let is_anew = deed.is_some_and(|deed| ANEW.contains(&deed));
    if is_anew && head.indicator.is_none() && scene.kind(q) == UnitKind::Count {
        head.verb.push_str(&std::mem::take(&mut head.noun));
    }
    // 竣工投产19个: two of them are no more a noun.
    let last = head.range.end.wrapping_sub(1);
    let are_verbs = head.range.len() == 2
        && head.indicator.is_none()
        && !head.verb.is_empty()
        && scene.kind(q) == UnitKind::Count
        && ["投产", "开工", "签约", "投用", "达产", "动工"]
            .contains(&scene.sentence.of_token(last));
    if are_verbs {
        head.verb.push_str(&std::mem::take(&mut head.noun));
    }
}

/// What became of the things counted before, or how large an area was made so.
pub(super) fn became(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let sentence = scene.sentence;
    let place = scene.place(q);
    // 标准厂房：累计建成156万平方米: of what was built the lead has said.
    let is_led = theme::lead(sentence, place).is_some();
    let full = scene
        .config
        .listed(&format!("{}面积", head.verb))
        .filter(|_| !is_led);
    if scene.kind(q) == UnitKind::Measure && full.is_some() {
        head.indicator = full;
        head.noun = format!("{}面积", head.verb);
        head.verb.clear();
        return;
    }
    what_became(scene, q, head);
    let precedes_of = sentence
        .tokens
        .get(place + 1)
        .is_some_and(|token| matches!(token.kind, Kind::Word(Pos::Of)));
    if head.noun.is_empty() && is_area(scene, q) && !is_led && !precedes_of {
        head.noun = format!("{}面积", head.verb);
        head.verb.clear();
    }
}

/// 已开发建设31.7平方公里, 用地210亩: the unit says that it is an area.
pub(super) fn as_area(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let last = head.range.clone().last();
    let is_verbal = last.is_some_and(|at| {
        matches!(scene.sentence.tokens[at].kind, Kind::Word(Pos::VerbNoun))
            && head.noun == scene.sentence.of_token(at)
    });
    if is_verbal && head.indicator.is_none() && !head.verb.is_empty() && is_area(scene, q) {
        head.noun = format!("{}{}面积", head.verb, head.noun);
        head.verb.clear();
    }
    let is_measure = scene.kind(q) == UnitKind::Measure && !head.noun.is_empty();
    if is_measure && head.indicator.is_none() && head.verb.is_empty() {
        head.indicator = scene.config.listed(&format!("{}面积", head.noun));
    }
}

/// The unit is one of area (面积单位).
pub(super) fn is_area(scene: &Scene<'_>, q: usize) -> bool {
    const AREAS: [&str; 4] = ["平方公里", "平方米", "亩", "公顷"];
    AREAS.contains(&scene.quantity(q).quantity.unit.as_str())
}

/// 新签约项目已开工39个: who or what did it stands before 已.
pub(super) fn who_acted(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    if !head.noun.is_empty() || head.indicator.is_some() || head.verb.is_empty() {
        return;
    }
    let sentence = scene.sentence;
    let start = scene.left(q).start;
    let who = phrase::before(sentence, start, head.range.start, scene.config);
    // 县财政在园区先后投入4.3亿元: a phrase of place or aim stands between.
    let aside = (start + 1..head.range.start)
        .find(|&at| matches!(sentence.of_token(at), "在" | "向" | "为" | "对"));
    let who = match aside {
        Some(at) if who.is_empty() || who.range.start > at => {
            phrase::before(sentence, start, at, scene.config)
        }
        _ => who,
    };
    if who.verb.is_empty() && who.noun.chars().count() >= 2 {
        let kind = phrase::last_two(&who.noun);
        // 人才公寓已投用3800套: of what was finished its own name counts.
        let finished = phrase::is_done(&head.verb);
        head.indicator = (who.indicator.filter(|_| finished))
            .or_else(|| scene.config.listed(&format!("{}{kind}", head.verb)));
        head.noun = format!("{}{}", who.noun, head.verb);
        head.breakdown = who.breakdown;
        head.verb.clear();
    }
}

/// The verb that stands a little before the noun, and a place between them.
pub(super) fn governing(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let sentence = scene.sentence;
    let left = scene.left(q);
    let start = head.range.start;
    let is_verb = |at: &usize| matches!(sentence.tokens[*at].kind, Kind::Word(Pos::Verb));
    if head.verb.is_empty() && head.noun.chars().count() <= 10 && !after_pause(scene, q) {
        let mut near = (left.start..start).rev().take(3);
        if let Some(at) = near.find(is_verb) {
            head.verb = sentence.of_token(at).to_string();
        }
    }
    // 申报云川市适用…人才163名: a place between verb and noun.
    let is_place = start > left.start + 1
        && matches!(
            sentence.tokens[start - 1].kind,
            Kind::Term(Term::Subject(_))
        );
    if is_place && is_verb(&(start - 2)) {
        head.verb = format!("{}{}", sentence.of_token(start - 2), head.verb);
    }
}

/// 现场集中签约，项目14个: the verb of the clause before says which projects.
pub(super) fn done_before(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let sentence = scene.sentence;
    let is_open = head.verb.is_empty() && head.indicator.is_none();
    if !is_open || !phrase::is_bare(&head.noun) {
        return;
    }
    let Some(clause) = sentence.clause_before(scene.place(q)) else {
        return;
    };
    let verbs = clause.rev().take(3).map(|at| sentence.of_token(at));
    for verb in verbs {
        if let Some(listed) = scene.config.listed(&format!("{verb}{}", head.noun)) {
            head.indicator = Some(listed);
            head.noun = format!("{verb}{}", head.noun);
            return;
        }
    }
}

/// 这些项目已有41个开工: what became of them stands behind.
pub(super) fn done_behind(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let deed = phrase::deed(scene.sentence, scene.right(q));
    if phrase::is_stage(&deed) && head.noun.ends_with("项目") && head.verb.is_empty() {
        head.indicator = scene.config.listed(&format!("{deed}项目"));
        head.breakdown = None;
        head.noun = format!("{}{deed}", head.noun);
    }
}

/// 投入1600万元引进自动裁剪线: what the money was spent on names it. What something that is built costs
/// holds as long as it stands: as of publication, where the clause does not date it.
pub(super) fn spent_on(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) -> Option<Period> {
    const SPENDS: [&str; 7] = ["投入", "投资", "斥资", "花费", "出资", "拿出", "耗资"];
    let right = scene.right(q);
    let acts = right.start < right.end
        && matches!(
            scene.sentence.tokens[right.start].kind,
            Kind::Word(Pos::Verb | Pos::VerbNoun)
        );
    let words = format!("{}{}", head.noun, head.verb);
    let verb = SPENDS.iter().find(|verb| {
        head.verb.ends_with(**verb) || head.verb.is_empty() && head.noun.ends_with(**verb)
    });
    let verb = verb.filter(|_| acts && words.chars().count() <= 8)?;
    let mut stands = None;
    let deed: String = phrase::deed(scene.sentence, right)
        .chars()
        .take(14)
        .collect();
    // 投资6.5亿元建设重组竹生产线: what the whole costs.
    const BUILDS: [&str; 7] = ["建设", "新建", "兴建", "建起", "扩建", "打造", "建成"];
    if matches!(*verb, "投资" | "斥资") && BUILDS.iter().any(|builds| deed.starts_with(builds))
    {
        head.indicator = scene.config.listed("总投资");
        stands = Some(Period::Publication);
    }
    head.noun = format!("{deed}{verb}");
    head.verb.clear();
    let is_dated = scene.sentence.has_period(scene.left(q));
    stands.filter(|_| !is_dated)
}

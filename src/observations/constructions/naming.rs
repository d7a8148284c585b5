//! 补名: what stands around a noun before a number completes its name: 跨境电商…，一季度交易额 ·
//! 10亿元以上项目 behind 签约项目 · 总规模5亿元的科创母基金.

use super::super::lexicon::Term;
use super::super::phrase;
use super::super::sentence::{Kind, Pos};
use super::Scene;
use crate::model::{Measure, Period};
use crate::quantities::UnitKind;

/// 食用菌加工企业，全市现有216家: the clause before is the noun alone.
pub(super) fn clause_before(scene: &Scene<'_>, q: usize) -> Option<phrase::Head> {
    let sentence = scene.sentence;
    let place = scene.place(q);
    let clause = sentence.clause_before_comma(place)?;
    let is_bare = scene.left(q).all(|at| {
        phrase::is_light(sentence, at)
            || matches!(
                sentence.tokens[at].kind,
                Kind::Term(Term::Subject(_) | Term::Region(_)) | Kind::Period(_)
            )
    });
    let is_first = scene.topics.len() == scene.sentence_topics;
    if !is_bare || !is_first || scene.kind(q) != UnitKind::Count {
        return None;
    }
    let earlier = phrase::before(sentence, clause.start, clause.end, scene.config);
    (earlier.range.end == clause.end && earlier.verb.chars().count() <= 2).then_some(earlier)
}

/// 首笔“园区贷”发放，金额300万元: what the clause before says, which tells of what.
pub(super) fn words_before(scene: &Scene<'_>, q: usize) -> Option<String> {
    let earlier = scene.sentence.clause_before(scene.place(q))?;
    Some(phrase::phrase_text(scene.sentence, earlier))
}

/// 手持订单14艘，金额约41亿元 · 清单放行532万票，货值9.4亿元: of what the clause before counted.
pub(super) fn amount(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let is_amount = matches!(
        head.noun.as_str(),
        "金额" | "货值" | "总额" | "总金额" | "总货值"
    );
    let clause = scene.sentence.tokens[scene.place(q)].clause;
    let counted = q.checked_sub(1).filter(|&earlier| {
        scene.kind(earlier) == UnitKind::Count
            && scene.sentence.tokens[scene.place(earlier)].clause + 1 == clause
    });
    let topic = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| topic.measure == Some(Measure::Level) && topic.noun.chars().count() >= 2);
    if let (true, Some(_), Some(topic)) = (is_amount && head.verb.is_empty(), counted, topic) {
        let noun = topic.noun.trim_end_matches(['数', '量']);
        head.noun = format!("{noun}{}", head.noun);
        head.indicator = scene.config.listed(&head.noun);
    }
}

/// 计划工期30个月: how long it is to take.
pub(super) fn planned(scene: &Scene<'_>, head: &mut phrase::Head) {
    let at = head.range.start;
    if head.noun == "工期" && at > 0 && scene.sentence.of_token(at - 1) == "计划" {
        head.noun = format!("计划{}", head.noun);
    }
}

/// 年通过能力1200万吨: what the capacity is for stands before the word.
pub(super) fn capacity(scene: &Scene<'_>, head: &mut phrase::Head) {
    let at = head.range.start;
    let verb = at.checked_sub(1).filter(|&verb| {
        matches!(
            scene.sentence.tokens[verb].kind,
            Kind::Word(Pos::Verb | Pos::VerbNoun | Pos::Noun)
        ) || scene.sentence.of_token(verb) == "通过"
    });
    if let Some(verb) =
        verb.filter(|_| matches!(head.noun.as_str(), "能力" | "规模") && head.verb.is_empty())
    {
        let period = ["年", "日", "月"];
        let each = verb
            .checked_sub(1)
            .filter(|&at| period.contains(&scene.sentence.of_token(at)));
        let from = each.unwrap_or(verb);
        head.noun = format!("{}{}", scene.sentence.between(from, at), head.noun);
    }
}

/// 年产光纤预制棒1500吨: all that stands behind the verb is the product.
pub(super) fn produced(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let sentence = scene.sentence;
    let place = scene.place(q);
    let at = scene
        .left(q)
        .rev()
        .find(|&at| matches!(sentence.of_token(at), "年产" | "日产" | "月产"));
    let Some(at) = at else { return };
    let names = (at + 1..place).all(|i| {
        matches!(
            sentence.tokens[i].kind,
            Kind::Word(Pos::Noun | Pos::Verb | Pos::VerbNoun | Pos::Modifier | Pos::Other)
                | Kind::Term(Term::Breakdown(_))
        ) || phrase::is_light(sentence, i)
    });
    let product = sentence.between(at, place);
    let count = product.chars().count();
    if names && (4..=14).contains(&count) {
        head.noun = product.to_string();
        head.verb.clear();
        head.indicator = None;
        head.breakdown = None;
    }
}

/// 总规模5亿元的科创母基金, 投资4600万元的磨削线: the size of what comes after. What a thing has cost
/// holds as long as it stands: as of publication, where the clause does not date it.
pub(super) fn whose_size(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) -> Option<Period> {
    let invests = head.noun.ends_with("投资") && head.noun.chars().count() <= 4;
    // 一枚直径不到5毫米的镜片.
    let measures = [
        "直径", "长度", "宽度", "高度", "厚度", "重量", "口径", "长", "宽", "高", "重", "厚",
    ]
    .contains(&head.noun.as_str());
    if head.indicator.is_some() || !(super::is_vague(&head.noun) || invests || measures) {
        return None;
    }
    let place = scene.place(q);
    let end = scene.sentence.clause_end(place);
    let of = place + 1 < end && scene.sentence.of_token(place + 1) == "的";
    if !of {
        return None;
    }
    let whose = phrase::after(scene.sentence, place, end, scene.config, scene.counted);
    if whose.noun.is_empty() {
        return None;
    }
    let size = if invests { "投资" } else { &head.noun };
    let name = format!("{}{size}", whose.noun);
    let listed = if invests { "总投资" } else { &name };
    head.indicator = scene.config.listed(listed);
    head.breakdown = Some(whose.noun);
    head.noun = name;
    let is_dated = scene.sentence.has_period(scene.left(q));
    (invests && !is_dated).then_some(Period::Publication)
}

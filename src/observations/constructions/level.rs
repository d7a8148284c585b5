//! 水平: 工业总产值是574亿元 · 签约项目17个 · 十余万人次参加了活动.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::again::{as_before, goes_on};
use super::behind::noun_after;
use super::time::names_time;
use super::{Scene, complete, naming, verbs};
use crate::model::Measure;
use crate::quantities::{Form, UnitKind};

pub(super) fn has_level(scene: &Scene<'_>, q: usize) -> bool {
    matches!(
        scene.kind(q),
        UnitKind::Money | UnitKind::Count | UnitKind::Measure | UnitKind::Rate
    ) && matches!(scene.quantity(q).form, Form::Plain)
        || counts_persons(scene, q)
}

/// 引进院士3位, 聘请8位专家: 位 counts persons where nothing is ranked.
fn counts_persons(scene: &Scene<'_>, q: usize) -> bool {
    let mention = scene.quantity(q);
    let clause = scene.clause_left(q);
    let ranked = |cue| scene.sentence.has_cue(clause.clone(), cue);
    mention.form == Form::Rank
        && mention
            .number
            .of(scene.sentence.text())
            .starts_with(|c: char| c.is_ascii_digit())
        && mention.span.of(scene.sentence.text()).ends_with('位')
        && !mention.span.of(scene.sentence.text()).starts_with('第')
        && ![Cue::Rank, Cue::Up, Cue::Down, Cue::UpTo, Cue::DownTo]
            .into_iter()
            .any(ranked)
}

/// 工业总产值是574亿元, 签约项目17个: the noun comes before the number.
pub(super) fn noun_before(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !has_level(scene, q) && scene.kind(q) != UnitKind::Time {
        return None;
    }
    let mut head = head_of(scene, q);
    if head.is_empty() || is_named_behind(scene, q, &head) || says(&head) {
        return None;
    }
    if after_pause(scene, q) {
        goes_on(scene, &mut head);
    } else if head.noun.is_empty() && head.indicator.is_none() {
        verbs::became(scene, q, &mut head);
    }
    drop_amount(scene, q, &mut head);
    verbs::as_area(scene, q, &mut head);
    verbs::who_acted(scene, q, &mut head);
    let built = if scene.kind(q) == UnitKind::Money && head.indicator.is_none() {
        verbs::spent_on(scene, q, &mut head)
    } else {
        None
    };
    naming::amount(scene, q, &mut head);
    if refers_to_number(scene, q) {
        return as_before(scene, q, &head);
    }
    if head.indicator.is_none() && super::is_vague(&head.noun) && head.verb.is_empty() {
        let before = as_before(scene, q, &head);
        if before.is_some() || head.noun.is_empty() {
            return before;
        }
        head.noun = format!("{}{}", naming::words_before(scene, q)?, head.noun);
    }
    let is_time = scene.kind(q) == UnitKind::Time;
    if is_time && !names_time(head.noun.trim_end_matches("平均")) {
        return None;
    }
    // 车程不到半小时就是…: alone the word does not say of what.
    if is_time && head.verb.is_empty() && head.noun.chars().count() <= 2 {
        head.noun = super::words_of_clause(scene, q);
    }
    verbs::done_before(scene, q, &mut head);
    verbs::done_behind(scene, q, &mut head);
    complete::complete(scene, q, &mut head);
    let stands = naming::whose_size(scene, q, &mut head);
    verbs::governing(scene, q, &mut head);
    let cost = cost(scene, q, &head);
    let mut reading = Reading::new("noun-before", cost, Measure::Level, Owner::Phrase(head));
    reading.period = stands.or(built);
    Some(reading)
}

/// 他指着对岸说：“还有4,300亩…”: who says it, and how, is not what is counted.
fn says(head: &phrase::Head) -> bool {
    let words = ["说", "说道", "介绍", "表示", "透露", "坦言", "回忆"];
    head.indicator.is_none() && words.iter().any(|verb| head.noun.ends_with(verb))
}

/// 到2018年，这一数字变成3.46亿美元: what was told goes on under another name.
fn refers_to_number(scene: &Scene<'_>, q: usize) -> bool {
    let sentence = scene.sentence;
    scene.left(q).any(|at| {
        at > 0
            && matches!(sentence.of_token(at), "数字" | "数据" | "数目")
            && sentence.of_token(at - 1).starts_with(['这', '该'])
            && !matches!(
                sentence.tokens.get(at + 1).map(|token| token.kind),
                Some(Kind::Word(Pos::Noun | Pos::VerbNoun) | Kind::Term(Term::Indicator(_)))
            )
    })
}

/// The phrase before the number, or where only light words stand there, that of the clause before.
fn head_of(scene: &Scene<'_>, q: usize) -> phrase::Head {
    let place = scene.place(q);
    let mut head = phrase::before(scene.sentence, scene.left(q).start, place, scene.config);
    if head.is_empty() {
        // 高新技术企业2017年有49家: a period may stand between.
        head = scene.head_before(q, place);
    }
    verbs::alone(scene, q, &mut head);
    naming::capacity(scene, &mut head);
    naming::planned(scene, &mut head);
    naming::produced(scene, q, &mut head);
    if head.is_empty() {
        naming::clause_before(scene, q).unwrap_or(head)
    } else {
        head
    }
}

/// 到账的286万元留抵退税: the clause before 的 says which, the noun stands behind.
fn is_named_behind(scene: &Scene<'_>, q: usize, head: &phrase::Head) -> bool {
    let place = scene.place(q);
    let joins = place > scene.left(q).start
        && matches!(scene.sentence.tokens[place - 1].kind, Kind::Word(Pos::Of));
    let behind = if joins { noun_after(scene, q) } else { None };
    behind.is_some_and(|behind| {
        head.noun.is_empty() || head.indicator.is_none() && behind.owner.indicator().is_some()
    })
}

/// The nearer and the better known the noun, the cheaper.
fn cost(scene: &Scene<'_>, q: usize, head: &phrase::Head) -> u32 {
    let adjacent = head.range.end == scene.place(q);
    let near = if adjacent { 7 } else { 9 };
    let known = match head.indicator {
        Some(_) => 0,
        None if head.noun.is_empty() => 8,
        None => 3,
    };
    let unit = if fits(scene, q, head) { 0 } else { 20 };
    // A number between commas after its noun's clause has ended reads forwards instead.
    let apart = scene.kind(q) == UnitKind::Count && !adjacent && head.indicator.is_none();
    near + known + unit + if apart { 2 } else { 0 }
}

/// 十余万人次参加了活动: the unit says who, the clause what they did.
pub(super) fn who_did(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    const WHO: [&str; 5] = ["人次", "人", "名", "户", "户次"];
    let unit = scene.quantity(q).quantity.unit.as_str();
    let right = scene.right(q);
    let did = right.start < right.end
        && matches!(
            scene.sentence.tokens[right.start].kind,
            Kind::Word(Pos::Verb)
        );
    if !WHO.contains(&unit) || !did {
        return None;
    }
    let did = phrase::deed(scene.sentence, right);
    let owner = Owner::Phrase(phrase::Head {
        noun: format!("{did}{unit}"),
        ..phrase::Head::default()
    });
    Some(Reading::new("who-did", 40, Measure::Level, owner))
}

/// The phrase stands after a pause that follows another number: A 3家、B 54家.
pub(super) fn after_pause(scene: &Scene<'_>, q: usize) -> bool {
    let sentence = scene.sentence;
    let left = scene.left(q);
    left.start > 0
        && matches!(sentence.of_token(left.start), "、" | "和" | "及")
        && matches!(
            sentence.tokens[left.start - 1].kind,
            Kind::Quantity(_) | Kind::Mark('”' | '）')
        )
}

/// 申报, 新增, 认定 make another indicator of what follows.
pub(super) fn is_flow(verb: &str) -> bool {
    [
        "申报", "认定", "新增", "获批", "净增", "培育", "孵化", "注销", "淘汰", "惠及", "帮扶",
        "帮助", "走访", "支持", "扶持", "资助", "奖励", "对接", "带动", "组织",
    ]
    .iter()
    .any(|v| verb.ends_with(v))
}

/// 今年出口218万件 · 交付风电叶片860套，其中出口129套: what is not counted in money is no amount of it, whose name
/// the phrase then loses.
pub(super) fn drop_amount(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let amount = |i: usize| {
        let unit = &scene.config.indicators[i].unit;
        crate::quantities::kind_of(unit) == UnitKind::Money
    };
    if scene.kind(q) != UnitKind::Money && head.indicator.is_some_and(amount) {
        head.indicator = None;
        head.breakdown = None;
    }
}

/// 有外贸实绩的企业由92家增加到150家 · 项目审批时限由45天压减到20天: the same for counts and times alone, since a share
/// may be one of an amount.
pub(super) fn drop_amount_of_count(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    if matches!(scene.kind(q), UnitKind::Count | UnitKind::Time) {
        drop_amount(scene, q, head);
    }
}

/// Unit and indicator agree: money for money, classifiers for what is counted.
pub(super) fn fits(scene: &Scene<'_>, q: usize, head: &phrase::Head) -> bool {
    let Some(i) = head.indicator else {
        return scene.kind(q) != UnitKind::Money
            || !head.noun.ends_with("企业")
            || head.verb.is_empty();
    };
    let wanted = crate::quantities::kind_of(&scene.config.indicators[i].unit);
    // 亩均税收18万元, 月租金800元: for each of what, the name has said.
    let is_rate_of = wanted == UnitKind::Rate && scene.kind(q) == UnitKind::Money;
    is_rate_of
        || wanted == scene.kind(q)
        || wanted == UnitKind::Count && counts_persons(scene, q)
        || scene.config.indicators[i].unit.is_empty()
}

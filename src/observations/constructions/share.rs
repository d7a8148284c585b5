//! 占比: 占规模以上工业的比重52.3% · ，占比49% · 开工率63.8% · 总工程量的93% · 压缩了79%.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{End, Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::whole::{
    before_share_noun, led_by, share_word, take_counted, take_kind, take_shared, whole_of,
};
use crate::model::{Basis, Measure};
use crate::quantities::{UnitKind, kind_of};

/// 占X的比重达52.3%, 占X的73%: the words after 占 are the whole.
pub(super) fn of_whole(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let sentence = scene.sentence;
    let at = sentence.last_cue(scene.left(q), Cue::Share)?;
    let place = scene.place(q);
    let mut end = (at + 1..place)
        .find(|&i| sentence.cue(i) == Some(Cue::ShareNoun))
        .unwrap_or(place);
    // 占年度计划的53.8%: an aim is the whole here, and no light word.
    let is_whole = |i: usize| {
        sentence.cue(i) == Some(Cue::Target) && i + 1 < place && sentence.of_token(i + 1) == "的"
    };
    while end > at + 1
        && !is_whole(end - 1)
        && (matches!(
            sentence.tokens[end - 1].kind,
            Kind::Word(Pos::Of | Pos::Function)
        ) || phrase::is_light(sentence, end - 1))
    {
        end -= 1;
    }
    // The whole ends before the first verb that says how large the part is.
    let end = (at + 1..end)
        .find(|&i| {
            matches!(
                sentence.cue(i),
                Some(Cue::Equal | Cue::UpTo | Cue::DownTo | Cue::From)
            )
        })
        .unwrap_or(end);
    let whole = phrase::phrase_text(sentence, at + 1..end);
    let tail = share_word(scene, q);
    let mut head = scene.head_before(q, at);
    let start = sentence.clause_start(at);
    // 新签约项目的到位资金，占总投资的…: the part stands in the clause before.
    if head.is_empty()
        && start == at
        && let Some(earlier) = sentence.clause_before(at)
        && !sentence.has_quantity(earlier.clone())
    {
        head = phrase::before(sentence, earlier.start, earlier.end, scene.config);
    }
    // 当年开工的占到71%: those that did so.
    if at > start && sentence.of_token(at - 1) == "的" {
        // 规上工业企业286家，其中开展研发活动的占72.4%: of those just counted.
        let of_which = sentence.cue(start) == Some(Cue::OfWhich);
        let told = scene.topics[scene.sentence_topics..].iter().rev();
        let counted = told.take(3).find(|topic| {
            of_which
                && topic.measure == Some(Measure::Level)
                && kind_of(&topic.unit) == UnitKind::Count
        });
        let start = start + usize::from(of_which);
        let words = phrase::phrase_text(sentence, start..at - 1);
        if (2..=10).contains(&words.chars().count()) && head.indicator.is_none() {
            head = phrase::Head {
                noun: words.clone(),
                breakdown: Some(words),
                indicator: counted.and_then(|topic| topic.indicator),
                range: start..at - 1,
                ..phrase::Head::default()
            };
        }
    }
    take_kind(
        &mut head,
        &phrase::describe(
            sentence,
            at + 1..before_share_noun(sentence, at + 1, end),
            scene.config,
        ),
    );
    let mut whole = whole;
    if whole.is_empty()
        && let Some(named) = led_by(scene, scene.place(q))
    {
        head.indicator = named.indicator.or(head.indicator);
        head.breakdown = Some(head.noun.clone());
        whole = named.noun;
    } else if whole.is_empty() {
        take_counted(scene, &mut head);
    }
    if whole.is_empty()
        && let Some(told) = take_shared(scene, &mut head)
    {
        whole = told;
    }
    let (owner, cost) =
        if head.indicator.is_some() || !(head.noun.is_empty() || super::is_vague(&head.noun)) {
            // 其中…占: the part is named before 占; an indicator may stand in the whole alone.
            let known = head.indicator.is_some();
            (Owner::Phrase(head), if known { 0 } else { 2 })
        } else {
            scene.owner(q, head)?
        };
    let basis = if whole.is_empty() {
        whole_of(scene, q, &owner)
    } else {
        Some(whole)
    };
    let tail = match &basis {
        Some(whole) if !whole.is_empty() && whole.chars().count() <= 10 => {
            format!("占{whole}的{tail}")
        }
        _ => tail,
    };
    let mut reading = Reading::new("share-of-whole", 3 + cost, Measure::Share, owner)
        .basis(basis.map(Basis::Whole))
        .tail(tail);
    // 比重从61%降到38%: the ends of a change.
    reading.end = scene
        .nearest(q, |cue| matches!(cue, Cue::From | Cue::UpTo | Cue::DownTo))
        .map(|(_, cue)| if cue == Cue::From { End::From } else { End::To });
    Some(reading)
}

/// ，占比49%; 比重为24.8%, 降至19.1%: the noun alone, the part was spoken of before.
pub(super) fn portion(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let sentence = scene.sentence;
    let (at, _) = scene.nearest(q, |c| c == Cue::ShareNoun)?;
    if sentence.last_cue(scene.left(q), Cue::Share).is_some() {
        return None;
    }
    let mut head = scene.head_before(q, at);
    // 企业亏损面, 利润总额下降7.5%；亏损面为14.6%: a noun of its own, not 亏损企业29家，亏损面27.1%.
    let told = scene.topics[scene.sentence_topics..].last();
    let of_counted = told.is_some_and(|told| kind_of(&told.unit) == UnitKind::Count);
    let mut whole = None;
    let mut tail = share_word(scene, q);
    if sentence.of_token(at).ends_with('面') && !(head.is_empty() && of_counted) {
        whole = Some(head.noun.clone()).filter(|noun| noun.ends_with("企业"));
        head.noun.push_str(sentence.of_token(at));
        head.indicator = None;
        tail.clear();
    }
    let (owner, cost) = scene.owner(q, head)?;
    let basis = whole.or_else(|| whole_of(scene, q, &owner));
    Some(
        Reading::new("share-noun", 6 + cost, Measure::Share, owner)
            .basis(basis.map(Basis::Whole))
            .tail(tail),
    )
}

/// 办理时限比总体法定时限压缩了79%: a cut of a limit is a share of it.
pub(super) fn cut(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let sentence = scene.sentence;
    let (at, cue) = scene.adjacent(q)?;
    let of_limit = || {
        let head = scene.head_before(q, at);
        let limits = ["时限", "时间", "环节", "材料", "流程", "周期", "工期"];
        limits.iter().any(|limit| head.noun.ends_with(limit))
    };
    let shortens = matches!(sentence.of_token(at), "压减" | "缩减");
    let is_cut = cue == Cue::Cut
        || cue == Cue::Down && sentence.of_token(at) == "缩短"
        || cue == Cue::Down && shortens && of_limit();
    if !is_cut {
        return None;
    }
    let left = scene.left(q);
    let than = sentence.last_cue(left.start..at, Cue::Than);
    let whole = than.map(|than| phrase::phrase_text(sentence, than + 1..at));
    let head = phrase::before(sentence, left.start, than.unwrap_or(at), scene.config);
    let whole = whole.or_else(|| scene.antecedent().and_then(|t| t.whole.clone()));
    // 审批时限由68个工作日压减到21个工作日，压缩近七成: of the limit that was cut.
    let limit = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| head.is_empty() && kind_of(&topic.unit) == UnitKind::Time);
    let whole = whole.or_else(|| {
        let noun = limit?.noun.rsplit('的').next()?;
        Some(noun.to_string())
    });
    // 平均办理时限压缩62%: of the limit itself.
    let whole = whole.or_else(|| (!head.noun.is_empty()).then(|| head.noun.clone()));
    let owner = if head.is_empty() {
        Owner::Antecedent(scene.antecedent()?.clone())
    } else {
        let cut = scene.config.listed(&format!("{}压缩率", head.noun));
        Owner::Phrase(phrase::Head {
            indicator: cut.or(head.indicator),
            ..head
        })
    };
    Some(
        Reading::new("cut-by-share", 3, Measure::Share, owner)
            .basis(whole.map(Basis::Whole))
            .tail(format!(
                "{}比例",
                sentence.of_token(at).trim_end_matches('了')
            )),
    )
}

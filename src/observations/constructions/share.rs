//! 占比: 占规模以上工业的比重52.3% · ，占比49% · 开工率63.8% · 总工程量的93% · 压缩了79%.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{End, Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::whole::{
    before_share_noun, begins_segment, share_word, take_counted, take_kind, whole_of,
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
        && let Some(named) = led_by(scene, q)
    {
        head.indicator = named.indicator.or(head.indicator);
        head.breakdown = Some(head.noun.clone());
        whole = named.noun;
    } else if whole.is_empty() {
        take_counted(scene, &mut head);
    }
    // 智能家电占规上工业总产值的58%，装备制造占两成: of the same whole.
    let shared = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| topic.measure == Some(Measure::Share) && topic.indicator.is_some())
        .filter(|_| whole.is_empty() && head.indicator.is_none() && !head.noun.is_empty());
    if let Some(topic) = shared
        && let Some(told) = &topic.whole
    {
        head.indicator = topic.indicator;
        head.breakdown = Some(head.noun.clone());
        whole.clone_from(told);
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

/// 新签约项目中，增资扩产的占了近七成: the clause before names the whole.
fn led_by(scene: &Scene<'_>, q: usize) -> Option<phrase::Head> {
    let sentence = scene.sentence;
    let clause = sentence.clause_before_comma(scene.place(q))?;
    let last = clause.end.checked_sub(1).filter(|&at| at > clause.start)?;
    let within = matches!(sentence.of_token(last), "中" | "里" | "当中");
    if !within || sentence.has_quantity(clause.clone()) {
        return None;
    }
    let named = phrase::before(sentence, clause.start, last, scene.config);
    (!named.noun.is_empty() && named.range.end == last).then_some(named)
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
    let head = scene.head_before(q, at);
    let (owner, cost) = scene.owner(q, head)?;
    let basis = whole_of(scene, q, &owner);
    Some(
        Reading::new("share-noun", 6 + cost, Measure::Share, owner)
            .basis(basis.map(Basis::Whole))
            .tail(share_word(scene, q)),
    )
}

/// 开工率63.8%, 总工程量的93%: a rate, or a share of what 的 joins.
pub(super) fn rate(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    let place = scene.place(q);
    if let Some(reading) = progress(scene, q) {
        return Some(reading);
    }
    if sentence.has_cue(left.clone(), Cue::ShareNoun) || sentence.has_cue(left.clone(), Cue::Share)
    {
        return None;
    }
    if place > left.start && matches!(sentence.tokens[place - 1].kind, Kind::Word(Pos::Of)) {
        let head = phrase::before(sentence, left.start, place - 1, scene.config);
        if head.is_empty() {
            // 完成投资133.8亿元，为年度计划的104.6%.
            let aim = place.checked_sub(2).filter(|&at| at >= left.start)?;
            if sentence.cue(aim) != Some(Cue::Target) {
                return None;
            }
            let owner = Owner::Antecedent(scene.antecedent()?.clone());
            let aim = sentence.of_token(aim);
            return Some(
                Reading::new("share-of-aim", 8, Measure::Share, owner)
                    .basis(Some(Basis::Whole(aim.to_string())))
                    .tail(format!("占{aim}的比重")),
            );
        }
        // 租金只收市场价的六成, 租金为市场价的六成: what is compared stands before the verb.
        let compared = phrase::before(sentence, left.start, head.range.start, scene.config);
        let mut before = (left.start..head.range.start).rev().take(2);
        let equals = before.any(|at| matches!(sentence.of_token(at), "为" | "是" | "相当于"));
        let takes =
            head.verb.chars().count() == 1 && sentence.of_token(head.range.start) == head.verb;
        if (takes || equals && !head.noun.ends_with("任务"))
            && compared.verb.is_empty()
            && !compared.noun.is_empty()
        {
            let whole = Basis::Whole(head.noun.clone());
            let reading = Reading::new("share-of-noun", 8, Measure::Share, Owner::Phrase(compared));
            return Some(
                reading
                    .basis(Some(whole))
                    .tail(format!("占{}的比重", head.noun)),
            );
        }
        // 研发投入2960万元，相当于营业收入的18.2%: of what was told before.
        if equals
            && compared.is_empty()
            && head.verb.is_empty()
            && let Some(topic) = scene.topics[scene.sentence_topics..].last()
            && topic.measure == Some(Measure::Level)
        {
            let owner = Owner::Antecedent(topic.clone());
            let tail = format!("占{}的比重", head.noun);
            let reading = Reading::new("share-of-noun", 6, Measure::Share, owner);
            return Some(reading.basis(Some(Basis::Whole(head.noun))).tail(tail));
        }
        // 完成年度任务的105%: the aim is the whole.
        let whole = sentence.between(head.range.end, place - 1);
        let whole = Basis::Whole(format!("{}{whole}", head.noun));
        let mut head = head;
        if head.verb.is_empty()
            && head.range.start > left.start
            && sentence.of_token(head.range.start - 1) == "完成"
        {
            head.verb = "完成".into();
        }
        if scene.topics.len() > scene.sentence_topics
            && let Some(topic) = scene.antecedent()
        {
            head.breakdown = topic.breakdown.clone().or_else(|| Some(topic.noun.clone()));
        }
        return Some(
            Reading::new("share-of-noun", 8, Measure::Share, Owner::Phrase(head))
                .basis(Some(whole))
                .tail("占比"),
        );
    }
    let mut end = place;
    while end > left.start
        && (phrase::is_light(sentence, end - 1)
            || matches!(
                sentence.cue(end - 1),
                Some(Cue::UpTo | Cue::DownTo | Cue::Equal | Cue::Up | Cue::Down)
            ))
    {
        end -= 1;
    }
    if let Some(reading) = ratio(scene, left.start..end) {
        return Some(reading);
    }
    let head = phrase::before(sentence, left.start, end, scene.config);
    let named = ["率", "比例", "强度", "度", "指数", "比"]
        .iter()
        .any(|tail| head.noun.ends_with(tail));
    let listed = head
        .indicator
        .is_some_and(|i| scene.config.indicators[i].unit == "%");
    if !named && !listed {
        return None;
    }
    // 国内市场占有率: of that market.
    let market = head
        .noun
        .strip_suffix("占有率")
        .filter(|market| market.ends_with("市场"));
    let named = format!("{}{}", head.verb, head.noun);
    let basis = if let Some(market) = market {
        Some(Basis::Whole(market.into()))
    } else if listed || head.indicator.is_some() {
        None
    } else {
        // 入驻企业57家，入驻率达92%: a rate of what was just counted, not 市场占有率.
        const OF_COUNTED: [&str; 21] = [
            "开工率",
            "复工率",
            "采纳率",
            "返岗率",
            "整改率",
            "注册率",
            "入驻率",
            "投产率",
            "办结率",
            "落地率",
            "履约率",
            "转化率",
            "竣工率",
            "达产率",
            "签约率",
            "达标率",
            "入库率",
            "完成率",
            "留园率",
            "存活率",
            "合格率",
        ];
        scene.topics[scene.sentence_topics..]
            .last()
            .filter(|topic| topic.measure == Some(Measure::Level))
            .filter(|topic| kind_of(&topic.unit) == UnitKind::Count)
            .filter(|_| OF_COUNTED.iter().any(|rate| named.ends_with(rate)))
            .map(|topic| {
                // 签约项目…已开工37个，开工率63.8%: of those signed.
                let begun = named.trim_end_matches('率');
                let whole = topic
                    .noun
                    .strip_suffix(begun)
                    .filter(|whole| !whole.is_empty());
                Basis::Whole(whole.unwrap_or(&topic.noun).to_string())
            })
    };
    // 清偿拖欠企业账款3860万元，清偿率百分之百: of what it is the rate.
    let mut head = head;
    if !listed
        && head.noun.chars().count() + head.verb.chars().count() <= 3
        && let Some(topic) = scene.topics[scene.sentence_topics..].last()
        && !begins_segment(scene, q)
    {
        head.noun = format!(
            "{}{}{}",
            topic.noun.trim_end_matches('数'),
            head.verb,
            head.noun
        );
        head.verb.clear();
    }
    // 开工率, 开复工率: of projects, so many have begun.
    if head.noun.ends_with("开工率") || head.noun.ends_with("开复工率") {
        head.indicator = scene.config.listed("开工项目");
    }
    Some(Reading::new("rate", 7, Measure::Share, Owner::Phrase(head)).basis(basis))
}

/// 年度计划投资31.5亿元，上半年完成16.4亿元，进度52.1%: so much of the plan.
fn progress(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let mut words = scene.left(q).map(|at| scene.sentence.of_token(at));
    let told = &scene.topics[scene.sentence_topics..];
    let done = told
        .last()
        .filter(|topic| topic.measure == Some(Measure::Level))?;
    let plan = told.iter().find(|topic| topic.noun.contains("计划"))?;
    let compares = [Cue::Higher, Cue::Lower]
        .into_iter()
        .any(|cue| scene.sentence.has_cue(scene.left(q), cue));
    let is_progress =
        words.any(|word| matches!(word, "进度" | "完成率")) && plan.unit == done.unit && !compares;
    is_progress.then(|| {
        let reading = Reading::new("rate", 4, Measure::Share, Owner::Antecedent(done.clone()));
        let whole = Basis::Whole(plan.noun.clone());
        reading.basis(Some(whole)).tail("完成进度")
    })
}

/// 研发经费支出与地区生产总值之比达到3.1%: a ratio is a share of its second term.
fn ratio(scene: &Scene<'_>, words: std::ops::Range<usize>) -> Option<Reading> {
    let sentence = scene.sentence;
    let text = sentence.between(words.start, words.end);
    let end = (words.start..words.end)
        .rev()
        .find(|&at| matches!(sentence.of_token(at), "之" | "之比" | "之比为"))?;
    let joint = words
        .clone()
        .find(|&at| matches!(sentence.of_token(at), "与" | "和" | "同"))?;
    let whole = phrase::phrase_text(sentence, joint + 1..end);
    let part = phrase::before(sentence, words.start, joint, scene.config);
    // 研发经费支出18.3亿元，与营业收入之比为3.6%: of what was told before.
    let owner = if part.is_empty() {
        Owner::Antecedent(scene.topics[scene.sentence_topics..].last()?.clone())
    } else {
        Owner::Phrase(part)
    };
    let is_ratio = text.trim_end_matches('为').ends_with("之比") && !whole.is_empty();
    is_ratio.then(|| {
        let tail = format!("占{whole}的比重");
        let reading = Reading::new("ratio", 6, Measure::Share, owner);
        reading.basis(Some(Basis::Whole(whole))).tail(tail)
    })
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
            .tail("压缩比例"),
    )
}

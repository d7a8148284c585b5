//! 其中: 其中先进制造业增加值53.48亿元 · 其中10亿元以上的4个 · 其中产业项目27个.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{Owner, Reading, Topic};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use crate::model::Measure;
use crate::quantities::{UnitKind, kind_of};

/// 新签约项目中已动工34个: a noun with 中, then a verb.
pub(super) fn among(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let left = scene.left(q);
    let place = scene.place(q);
    let within = left
        .clone()
        .rev()
        .find(|&at| matches!(sentence.of_token(at), "中" | "里" | "当中"))?;
    let whole = phrase::before(sentence, left.start, within, scene.config);
    if whole.indicator.is_none() || scene.kind(q) != UnitKind::Count {
        return None;
    }
    let verb = phrase::before(sentence, within + 1, place, scene.config);
    if verb.is_empty() || verb.indicator.is_some() {
        return None;
    }
    let done: String = (within + 1..place)
        .map(|at| sentence.of_token(at))
        .collect();
    let topic = Topic {
        indicator: whole.indicator,
        noun: whole.noun.clone(),
        unit: scene.quantity(q).quantity.unit.clone(),
        measure: Some(Measure::Level),
        ..Topic::default()
    };
    let part = phrase::Head {
        noun: format!("{done}{}", whole.noun),
        ..phrase::Head::default()
    };
    Some(Reading::new(
        "among",
        4,
        Measure::Level,
        Owner::PartOf(topic, part),
    ))
}

/// 此次签约项目中，智能家居类11个；海工装备类7个: kinds of what the sentence began with.
pub(super) fn among_led(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let comma = (1..scene.place(q)).find(|&at| sentence.of_token(at) == "，")?;
    let leads = matches!(sentence.of_token(comma - 1), "中" | "里" | "当中");
    if !leads || scene.kind(q) != UnitKind::Count || scene.left(q).start <= comma {
        return None;
    }
    let whole = phrase::before(sentence, 0, comma - 1, scene.config);
    let head = phrase::before(sentence, scene.left(q).start, scene.place(q), scene.config);
    let i = whole.indicator.filter(|_| head.indicator.is_none())?;
    let is_kind = ["类", "型", "业", "领域", "方面"]
        .iter()
        .any(|end| head.noun.ends_with(end));
    let counts = kind_of(&scene.config.indicators[i].unit) == UnitKind::Count;
    if !is_kind || !counts || !head.verb.is_empty() {
        return None;
    }
    let topic = Topic {
        indicator: Some(i),
        noun: scene.config.indicators[i]
            .name
            .trim_end_matches('数')
            .to_string(),
        unit: scene.quantity(q).quantity.unit.clone(),
        measure: Some(Measure::Level),
        ..Topic::default()
    };
    Some(Reading::new(
        "among-led",
        4,
        Measure::Level,
        Owner::PartOf(topic, head),
    ))
}

/// 25个行业大类里有17个保持正增长, 20家企业中，有7家说…: of those just counted so many do what follows.
pub(super) fn counted(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let place = scene.place(q);
    let unit = &scene.quantity(q).quantity.unit;
    let before = place.checked_sub(1)?;
    let follows = matches!(
        sentence.of_token(before),
        "有" | "已有" | "，" | "中" | "里"
    );
    if scene.kind(q) != UnitKind::Count || q == 0 || !follows {
        return None;
    }
    let earlier = scene.place(q - 1);
    let within =
        (earlier + 1..place).find(|&at| matches!(sentence.of_token(at), "中" | "里" | "当中"));
    // 8条生产线已有5条投入试产, 在研新药57个，有9个进入临床三期.
    let has = sentence.of_token(before).ends_with('有') && place - earlier <= 4;
    let within = within.or(has.then_some(earlier))?;
    let same = scene.quantity(q - 1).quantity.unit == *unit;
    let topic = scene.topics[scene.sentence_topics..].last()?;
    if !same || topic.unit != *unit || topic.measure != Some(Measure::Level) {
        return None;
    }
    let nothing_between = (within + 1..place)
        .all(|at| phrase::is_light(sentence, at) || matches!(sentence.of_token(at), "，" | "有"));
    let right = scene.right(q);
    let did: String = phrase::deed(sentence, right).chars().take(14).collect();
    if !nothing_between || did.chars().count() < 2 {
        return None;
    }
    let part = phrase::Head {
        noun: did,
        ..phrase::Head::default()
    };
    Some(Reading::new(
        "among-counted",
        2,
        Measure::Level,
        Owner::PartOf(topic.clone(), part),
    ))
}

/// 项目17个，其中5个来自长三角，11个已经开工 · 已开工51个，22个已经投产: parts of the same, told by what
/// follows them.
pub(super) fn that_did(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let place = scene.place(q);
    if scene.kind(q) != UnitKind::Count || place == 0 {
        return None;
    }
    let unit = &scene.quantity(q).quantity.unit;
    let mut told = scene.topics[scene.sentence_topics..]
        .iter()
        .rev()
        .filter(|topic| topic.unit == *unit && topic.measure == Some(Measure::Level));
    let right = scene.right(q);
    let begins = right.clone().next().map_or("", |at| sentence.of_token(at));
    let has_become = matches!(begins, "已" | "已经" | "尚未" | "未" | "正在" | "正");
    let which = sentence.last_cue(0..place, Cue::OfWhich);
    let opens = matches!(
        sentence.of_token(place - 1),
        "，" | "、" | "；" | "另有" | "还有"
    );
    let goes_on = opens && told.clone().next().is_some_and(|part| part.whole.is_some());
    let is_part = which.is_some_and(|which| {
        which + 1 == place || goes_on && sentence.places.contains(&(which + 1))
    });
    let whole = told.find(|topic| topic.whole.is_none())?;
    let acts = right.clone().take(2).any(|at| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Word(Pos::Verb | Pos::VerbNoun)
        )
    });
    let did = phrase::deed(sentence, right.clone());
    let did: String = did.chars().take(14).collect();
    if !(is_part || opens && has_become) || !acts || did.chars().count() < 2 {
        return None;
    }
    let did = did.trim_start_matches(['已', '经', '正', '在']).to_string();
    // 22个已经投产: projects in production, where the vocabulary lists them.
    let kind = phrase::last_two(whole.noun.trim_end_matches('数'));
    let listed = scene.config.listed(&format!("{did}{kind}"));
    let part = phrase::Head {
        noun: did.clone(),
        ..phrase::Head::default()
    };
    let owner = match listed.filter(|_| !is_part) {
        Some(listed) => Owner::Phrase(phrase::Head {
            noun: format!("{}{did}", whole.noun.trim_end_matches('数')),
            indicator: Some(listed),
            ..part
        }),
        None => Owner::PartOf(whole.clone(), part),
    };
    // 其中158家建有研发机构: what they have is not what is counted.
    let has = which.is_some_and(|which| which + 1 == place)
        && right.start + 1 < right.end
        && HAS.contains(&sentence.of_token(right.start));
    let cost = if has { 3 } else { 6 };
    Some(Reading::new("part-that-did", cost, Measure::Level, owner))
}

/// Verbs of having and doing whose object follows (及物动词): 其中158家建有研发机构.
const HAS: [&str; 14] = [
    "建有", "设有", "拥有", "建立", "设立", "开展", "实现", "完成", "获得", "取得", "通过", "属于",
    "配备", "参与",
];

/// 从产业分布看，智能传感项目12个，医疗器械项目9个: kinds of what the sentence before counted.
pub(super) fn by_kind(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let place = scene.place(q);
    let segment = (0..place)
        .rev()
        .find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('；')))
        .map_or(0, |at| at + 1);
    let comma = (segment..place).find(|&at| sentence.of_token(at) == "，")?;
    let looks = matches!(sentence.of_token(segment), "从" | "按" | "分")
        || sentence.of_token(segment).starts_with(['从', '按', '分']);
    let looks = looks && sentence.of_token(comma - 1).ends_with(['看', '分']);
    if !looks || scene.kind(q) != UnitKind::Count || scene.left(q).start <= comma {
        return None;
    }
    let unit = &scene.quantity(q).quantity.unit;
    let head = phrase::before(sentence, scene.left(q).start, place, scene.config);
    let kind = phrase::last_two(&head.noun);
    let whole = scene.topics.iter().rev().find(|topic| {
        topic.unit == *unit
            && topic.measure == Some(Measure::Level)
            && topic.whole.is_none()
            && topic.indicator.is_some_and(|i| {
                let name = scene.config.indicators[i].name.trim_end_matches('数');
                phrase::last_two(name) == kind
            })
    })?;
    let is_kind = head.indicator.is_none() && head.verb.is_empty() && head.noun.chars().count() > 2;
    let owner = Owner::PartOf(whole.clone(), head);
    is_kind.then(|| Reading::new("by-kind", 4, Measure::Level, owner))
}

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
    // 其中高中3所、初中15所；小学42所: a semicolon ends parts that pauses list.
    let last = |range: std::ops::Range<usize>, mark: char| {
        let mut at = range.rev();
        at.find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark(c) if c == mark))
    };
    if let Some(semicolon) = last(which..place, '；')
        && last(which..semicolon, '、').is_some()
    {
        return None;
    }
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
    let mut head = phrase::before(
        sentence,
        scene.left(q).start.max(which + 1).min(place),
        place,
        scene.config,
    );
    super::level::drop_amount(scene, q, &mut head);
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
        let indicator = topic
            .indicator
            .map(|i| scene.config.indicators[i].name.as_str())
            .unwrap_or("");
        let same_money = head.noun.chars().next_back() == indicator.chars().next_back()
            || head.noun == "投资" && indicator.contains("投资");
        if head.is_empty() || head.indicator.is_some() {
            return None;
        }
        if head.noun == "投资" && same_money {
            // 其中一期投资8.6亿元: the stage is the part.
            let part = Owner::PartOf(topic.clone(), phrase::Head::default());
            return Some(Reading::new("of-which", 6, Measure::Level, part));
        }
        if money_word && same_money && scene.kind(q) == UnitKind::Money {
            // 其中，技术开发合同成交额: another name for a part of the same money.
            let noun: String = head
                .noun
                .trim_end_matches("总额")
                .trim_end_matches(['额', '值'])
                .to_string();
            let noun = noun
                .trim_end_matches("成交")
                .trim_end_matches("交易")
                .to_string();
            let head = phrase::Head { noun, ..head };
            return Some(Reading::new(
                "of-which",
                6,
                Measure::Level,
                Owner::PartOf(topic.clone(), head),
            ));
        }
        if money_word || head.noun.chars().count() > 8 || !after.is_empty() {
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
        } else if head.is_empty() || !kind_of_it && !follows(scene, which, &head) {
            return None;
        } else {
            (head, 5)
        };
    // 工业企业537家，其中规上126家: a part that is itself listed.
    if topic.indicator.is_none()
        && let Some(listed) = scene.config.listed(&format!("{}{}", head.noun, topic.noun))
    {
        let head = phrase::Head {
            noun: format!("{}{}", head.noun, topic.noun),
            indicator: Some(listed),
            ..phrase::Head::default()
        };
        return Some(Reading::new(
            "of-which",
            cost,
            Measure::Level,
            Owner::Phrase(head),
        ));
    }
    Some(Reading::new(
        "of-which",
        cost,
        Measure::Level,
        Owner::PartOf(topic.clone(), head),
    ))
}

/// 上市企业7家，其中科创板2家: the noun stands directly behind 其中, the whole was counted just before.
fn follows(scene: &Scene<'_>, which: usize, head: &phrase::Head) -> bool {
    // 集装箱吞吐量41.7万标箱，增长15.6%，其中外贸箱14.2万标箱: its growth may stand between.
    let grew = |topic: &&Topic| matches!(topic.measure, Some(Measure::Growth | Measure::Share));
    let mut told = scene.topics[scene.sentence_topics..].iter().rev();
    let last = told.find(|topic| !grew(topic));
    // 其中光电显示68家、智能装备53家: so do the items behind a pause, until a noun of its own comes.
    let is_next = head.range.start > which + 1
        && scene.sentence.of_token(head.range.start - 1) == "、"
        && matches!(
            scene
                .sentence
                .tokens
                .get(head.range.start.wrapping_sub(2))
                .map(|token| token.kind),
            Some(Kind::Quantity(_))
        )
        && last.is_some_and(|topic| topic.whole.is_some());
    // 其中今年新入库14家: a period may stand between.
    let begins = which < head.range.start
        && (which + 1..head.range.start).all(|at| scene.sentence.is_period(at));
    (begins || is_next)
        && head.verb.is_empty()
        && head.indicator.is_none()
        && head.noun.chars().count() <= 6
        && last.is_some_and(|topic| topic.measure == Some(Measure::Level))
}

//! 整体: of what a share is a share, and which part of it: 占规上工业总产值的比重 · 制造业项目占八成.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{Owner, Topic};
use super::super::sentence::{Kind, Sentence};
use super::Scene;
use super::complete::counted;
use crate::model::Measure;
use crate::quantities::{UnitKind, kind_of};

/// 制造业项目占新签约项目的近九成: a part of the same kind belongs to the indicator of the whole.
pub(super) fn take_kind(head: &mut phrase::Head, whole: &phrase::Head) {
    if head.indicator.is_some() || whole.indicator.is_none() || head.noun.is_empty() {
        return;
    }
    // 三大产业占规上工业总产值的比重: the industries' share of its amount.
    // 铸造、印染占规上工业总产值的比重: only industries are parts of it.
    // 服装鞋帽占全市出口总额的36.4%: so are goods and firms of trade.
    const AGGREGATES: [&str; 8] = [
        "产值",
        "进出口总额",
        "进出口额",
        "进出口",
        "出口总额",
        "出口额",
        "进口总额",
        "进口额",
    ];
    let is_aggregate = AGGREGATES.iter().any(|end| whole.noun.ends_with(end));
    if is_aggregate && !head.noun.ends_with("项目") && head.range.len() <= 8 {
        head.noun = format!("{}{}", head.verb, head.noun);
        head.verb.clear();
        head.indicator = whole.indicator;
        head.breakdown = head.breakdown.take().or_else(|| Some(head.noun.clone()));
        return;
    }
    // 占项目总数的七成: of those counted.
    let is_portion = head.noun.ends_with("部分");
    let kind = ["总数", "总量", "数"]
        .iter()
        .find_map(|count| whole.noun.strip_suffix(count))
        .unwrap_or(&whole.noun);
    if is_portion || phrase::last_two(&head.noun) == phrase::last_two(kind) {
        head.indicator = whole.indicator;
        let words = format!("{}{}", head.verb, head.noun);
        head.breakdown = Some(words.trim_end_matches("部分").to_string());
    }
}

/// 新签约项目64个，总投资206亿元，制造业项目占八成以上: of the projects that the sentence counted.
pub(super) fn take_counted(scene: &Scene<'_>, head: &mut phrase::Head) {
    let mut told = scene.topics[scene.sentence_topics..].iter();
    let counted = told.find(|topic| {
        topic.measure == Some(Measure::Level)
            && kind_of(&topic.unit) == UnitKind::Count
            && topic.indicator.is_some_and(|i| {
                let name = scene.config.indicators[i].name.trim_end_matches('数');
                phrase::last_two(name) == phrase::last_two(&head.noun)
            })
    });
    if let Some(topic) = counted
        && head.indicator.is_none()
        && head.noun.chars().count() > 2
    {
        head.indicator = topic.indicator;
        head.breakdown = Some(head.noun.clone());
    }
}

/// 智能家电占规上工业总产值的58%，装备制造占两成: of the same whole, which is returned.
pub(super) fn take_shared(scene: &Scene<'_>, head: &mut phrase::Head) -> Option<String> {
    let topic = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| topic.measure == Some(Measure::Share) && topic.indicator.is_some())
        .filter(|topic| head.indicator.is_none() || head.indicator == topic.indicator)
        .filter(|_| !head.noun.is_empty())?;
    // 女性员工的占比: persons are no part of an output.
    let of_persons = ["员工", "职工", "人员", "人才", "人口", "女性", "学生", "者"]
        .iter()
        .any(|end| head.noun.ends_with(end));
    if of_persons {
        return None;
    }
    let told = topic.whole.clone()?;
    head.indicator = topic.indicator;
    head.breakdown = Some(head.noun.clone());
    Some(told)
}

/// 新签约项目中，增资扩产的占了近七成 · 规上企业中，产值下降的有76家: the clause before that of token `at` names the whole.
pub(super) fn led_by(scene: &Scene<'_>, at: usize) -> Option<phrase::Head> {
    let sentence = scene.sentence;
    let clause = sentence.clause_before_comma(at)?;
    let last = clause
        .end
        .checked_sub(1)
        .filter(|&last| last > clause.start)?;
    let within = matches!(sentence.of_token(last), "中" | "里" | "当中");
    if !within || sentence.has_quantity(clause.clone()) {
        return None;
    }
    let named = phrase::before(sentence, clause.start, last, scene.config);
    (!named.noun.is_empty() && named.range.end == last).then_some(named)
}

/// 占规上工业总产值的比重: where the whole ends.
pub(super) fn before_share_noun(sentence: &Sentence, from: usize, end: usize) -> usize {
    let noun = (from..end).find(|&at| sentence.cue(at) == Some(Cue::ShareNoun));
    let noun = noun.unwrap_or(end);
    if noun > from && sentence.of_token(noun - 1) == "的" {
        noun - 1
    } else {
        noun
    }
}

/// The whole that the part was introduced under.
pub(super) fn whole_of(scene: &Scene<'_>, q: usize, owner: &Owner) -> Option<String> {
    // 固定资产投资增长14.5%，其中工业投资占64.8%: of what has grown.
    let clause = scene.sentence.clause_start(scene.place(q));
    let grown = scene.topics[scene.sentence_topics..]
        .last()
        .filter(|topic| {
            topic.measure == Some(Measure::Growth)
                && scene.sentence.cue(clause) == Some(Cue::OfWhich)
        });
    if let Some(i) = grown.and_then(|topic| topic.indicator) {
        let name = &scene.config.indicators[i].name;
        let whole = name
            .strip_suffix("投资额")
            .map(|kind| format!("{kind}投资"));
        return Some(whole.unwrap_or_else(|| name.clone()));
    }
    // 员工860余人，其中研发人员占三成: the part is named here, the whole was counted before.
    if let Owner::Phrase(head) = owner
        && head.range.start >= scene.sentence.clause_start(scene.place(q))
        && let Some(topic) = scene.topics[scene.sentence_topics..]
            .iter()
            .rev()
            .find(|topic| topic.measure == Some(Measure::Level))
        && (topic.indicator != head.indicator || head.indicator.is_none())
    {
        return Some(counted(&topic.noun).to_string());
    }
    let indicator = match owner {
        Owner::Phrase(head) => head.indicator,
        Owner::Antecedent(topic) | Owner::PartOf(topic, _) => {
            if let Some(whole) = &topic.whole {
                return Some(whole.clone());
            }
            let whole = told_before(scene, topic)
                .or_else(|| staff(scene, topic))
                .or_else(|| of_deed(scene, topic));
            if let Some(whole) = whole {
                return Some(whole);
            }
            topic.indicator
        }
    }?;
    Some(scene.config.indicators[indicator].name.clone())
}

/// 一般公共预算收入36.9亿元，其中税收收入29.4亿元，占79.7%: the level of the same unit that was told
/// before its part.
fn told_before(scene: &Scene<'_>, part: &Topic) -> Option<String> {
    let is_level =
        |topic: &&Topic| topic.measure == Some(Measure::Level) && topic.unit == part.unit;
    let mut levels = scene.topics[scene.sentence_topics..]
        .iter()
        .filter(is_level)
        .rev();
    let last = levels.next()?;
    if last.indicator != part.indicator || last.indicator.is_none() {
        return None;
    }
    if !scene
        .sentence
        .has_cue(0..scene.sentence.tokens.len(), Cue::OfWhich)
    {
        return None;
    }
    let whole = levels
        .next()
        .filter(|whole| whole.indicator != part.indicator)?;
    match whole.indicator {
        Some(i) => Some(scene.config.indicators[i].name.clone()),
        None => Some(counted(&whole.noun).to_string()),
    }
}

/// 213名员工，研发人员98人，占46%: a part of the staff told before.
fn staff(scene: &Scene<'_>, part: &Topic) -> Option<String> {
    let told = &scene.topics[scene.sentence_topics..];
    let [.., whole, last] = told else { return None };
    let noun = counted(&whole.noun);
    let is_staff = ["员工", "职工", "从业人员"]
        .iter()
        .any(|end| noun.ends_with(end));
    (is_staff && last == part && last.noun.contains("人员")).then(|| noun.to_string())
}

/// 评审项目86个，否决22个，占比超过四分之一: of those to which the deed was done.
fn of_deed(scene: &Scene<'_>, part: &Topic) -> Option<String> {
    let told = &scene.topics[scene.sentence_topics..];
    let [.., whole, last] = told else { return None };
    let noun = counted(&whole.noun);
    let is_deed = part.indicator.is_none()
        && last == part
        && last.unit == whole.unit
        && whole.measure == Some(Measure::Level)
        && last
            .noun
            .strip_prefix(noun)
            .is_some_and(|deed| !deed.is_empty());
    is_deed.then(|| noun.to_string())
}

/// 比重 or 占比, as the sentence says.
pub(super) fn share_word(scene: &Scene<'_>, q: usize) -> String {
    let sentence = scene.sentence;
    let word = sentence
        .last_cue(scene.left(q), Cue::ShareNoun)
        .map_or("比重", |at| sentence.of_token(at));
    word.to_string()
}

/// No other figure stands between the last semicolon and this one.
pub(super) fn begins_segment(scene: &Scene<'_>, q: usize) -> bool {
    let mut before = (0..scene.place(q)).rev();
    let nearest = before.find(|&at| {
        matches!(
            scene.sentence.tokens[at].kind,
            Kind::Quantity(_) | Kind::Mark('；')
        )
    });
    nearest.is_some_and(|at| matches!(scene.sentence.tokens[at].kind, Kind::Mark(_)))
}

//! Limits (门槛): what is counted above a limit is named by it and by what was counted before: 其中10亿元以上的4个.

use super::super::phrase;
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::complete::counted;
use crate::model::{LeftoverReason, Measure};
use crate::quantities::{UnitKind, kind_of};

/// 其中10亿元以上的4个, 年产值过10亿元的企业2家: a limit alone is one of those counted before, or of firms; what it limits
/// belongs to the name.
pub(super) fn of_size(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    const OF_FIRMS: [&str; 8] = [
        "产值",
        "年产值",
        "营收",
        "营业收入",
        "年营业收入",
        "主营业务收入",
        "税收",
        "纳税",
    ];
    let sentence = scene.sentence;
    let Some(limit) = head.breakdown.clone() else {
        return;
    };
    let is_limit = |at: usize| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Leftover(LeftoverReason::Threshold)
        )
    };
    let at = (scene.left(q).start..scene.place(q)).find(|&at| is_limit(at));
    let Some(at) = at.filter(|_| head.indicator.is_none() && scene.kind(q) == UnitKind::Count)
    else {
        return;
    };
    // 过50亿元: the limit and the noun that it limits.
    let passes = at > 0 && sentence.of_token(at - 1) == "过";
    let before = at.checked_sub(1 + usize::from(passes));
    let limited = before.filter(|&noun| OF_FIRMS.contains(&sentence.of_token(noun)));
    // 年薪50万元以上的12人: what is limited is none of firms.
    let is_other = before.is_some_and(|noun| {
        limited.is_none() && matches!(sentence.tokens[noun].kind, Kind::Word(Pos::Noun))
    });
    if is_other {
        return;
    }
    let said = limited.map_or(head.verb.as_str(), |noun| sentence.of_token(noun));
    let yearly = limited.is_some_and(|noun| noun > 0 && sentence.of_token(noun - 1) == "年");
    let said = format!("{}{said}", if yearly { "年" } else { "" });
    let bound = if passes { "过" } else { "" };
    let rest = head.noun.rsplit(limit.as_str()).next().unwrap_or_default();
    let rest = rest.trim_start_matches('的');
    // 新开工亿元以上项目21个 says all.
    let invests = head.verb == "投资";
    if !head.verb.is_empty() && !invests || !rest.is_empty() && limited.is_none() {
        return;
    }
    let unit = &scene.quantity(q).quantity.unit;
    let told = scene.topics.iter().rev().find(|topic| {
        topic.unit == *unit && topic.measure == Some(Measure::Level) && topic.noun.len() >= 6
    });
    let named = told.map(|topic| (topic.indicator, counted(&topic.noun).to_string()));
    let named = named.or_else(|| {
        // Of what is counted, not of the amount that is limited.
        let listed = scene.indicator_before(q)?;
        let unit = &scene.config.indicators[listed.indicator?].unit;
        let is_counted = kind_of(unit) == UnitKind::Count;
        is_counted.then_some((listed.indicator, listed.noun))
    });
    let kind = match &named {
        _ if !rest.is_empty() => rest.to_string(),
        _ if limited.is_some() && unit == "家" => "企业".to_string(),
        Some((_, noun)) => phrase::last_two(noun).to_string(),
        None => return,
    };
    if let Some((indicator, noun)) = &named
        && rest.is_empty()
        && noun.ends_with(&kind)
    {
        head.indicator = *indicator;
    }
    head.noun = format!("{said}{bound}{limit}{kind}");
    head.verb.clear();
}

/// 10亿元以上项目2个 behind 签约项目32个: projects of a size are those that were counted before.
pub(super) fn limited(scene: &Scene<'_>, q: usize, head: &mut phrase::Head) {
    let Some(limit) = head.breakdown.as_deref() else {
        return;
    };
    let projects = head.noun.strip_prefix(limit) == Some("项目");
    if !projects || head.indicator.is_some() || !head.verb.is_empty() {
        return;
    }
    let unit = &scene.quantity(q).quantity.unit;
    let told = scene.topics.iter().rev().find(|topic| {
        topic.unit == *unit
            && topic.measure == Some(Measure::Level)
            && topic
                .indicator
                .is_some_and(|i| scene.config.indicators[i].name.ends_with("项目数"))
    });
    head.indicator = told.and_then(|topic| topic.indicator);
}

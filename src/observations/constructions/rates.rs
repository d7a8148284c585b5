//! 率: 开工率63.8% · 总工程量的93% · 进度52.1% · 与地区生产总值之比为3.6%.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use super::complete::{of_loan, of_product};
use super::whole::begins_segment;
use crate::model::{Basis, Measure};
use crate::quantities::{UnitKind, kind_of};

/// Verbs that say of two things that one is so much of the other: 租金只有市场价的六成.
const EQUALS: [&str; 10] = [
    "为",
    "是",
    "相当于",
    "只有",
    "仅为",
    "只是",
    "仅有",
    "只相当于",
    "仅相当于",
    "约为",
];

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
        if let Some(reading) = put_into(scene, q, &head) {
            return Some(reading);
        }
        // 租金只收市场价的六成, 租金为市场价的六成: what is compared stands before the verb.
        let compared = phrase::before(sentence, left.start, head.range.start, scene.config);
        let mut before = (left.start..head.range.start).rev().take(2);
        let equals = before.any(|at| EQUALS.contains(&sentence.of_token(at)));
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
        const OF_COUNTED: [&str; 22] = [
            "覆盖率",
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
            .and_then(|topic| {
                // 签约项目…已开工37个，开工率63.8%: of those signed.
                let begun = named.trim_end_matches('率');
                let whole = topic
                    .noun
                    .strip_suffix(begun)
                    .filter(|whole| !whole.is_empty());
                // 规上企业217家，其中158家建有研发机构，覆盖率72.8%: of all.
                let covers = begun.ends_with("覆盖");
                let of_topic = || (!covers).then_some(topic.noun.as_str());
                let covered = topic.whole.as_deref().filter(|_| covers);
                let whole = whole.or(covered).or_else(of_topic)?;
                Some(Basis::Whole(whole.to_string()))
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
    of_loan(scene, q, &mut head);
    of_product(scene, &mut head);
    // 开工率, 开复工率: of projects, so many have begun.
    if head.noun.ends_with("开工率") || head.noun.ends_with("开复工率") {
        head.indicator = scene.config.listed("开工项目");
    }
    Some(Reading::new("rate", 7, Measure::Share, Owner::Phrase(head)).basis(basis))
}

/// 每年把营业收入的11%投入研发: what so much of the income is spent on.
fn put_into(scene: &Scene<'_>, q: usize, income: &phrase::Head) -> Option<Reading> {
    const PUTS: [&str; 11] = [
        "投入", "投进", "投到", "投向", "砸进", "砸向", "用于", "用在", "花在", "搞", "用作",
    ];
    const LONGEST: usize = 6;
    let sentence = scene.sentence;
    let mut right = scene.right(q);
    let puts = right.next()?;
    let aim = phrase::phrase_text(sentence, right);
    let aim = aim.trim_matches(['到', '了', '在', '进', '上', '里']);
    let fits = (2..=LONGEST).contains(&aim.chars().count());
    if !PUTS.contains(&sentence.of_token(puts)) || !fits || income.noun.is_empty() {
        return None;
    }
    let noun = format!("{}投入", aim.trim_end_matches("投入"));
    let head = phrase::Head {
        indicator: scene.config.listed(&noun),
        noun,
        ..phrase::Head::default()
    };
    let tail = format!("占{}的比重", income.noun);
    let reading = Reading::new("share-put-into", 6, Measure::Share, Owner::Phrase(head));
    Some(
        reading
            .basis(Some(Basis::Whole(income.noun.clone())))
            .tail(tail),
    )
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

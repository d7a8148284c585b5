//! 位次: 居全省首位 · 跃升至第88位 · 增速居全市第一.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::reading::{Owner, Reading, Topic};
use super::super::sentence::Kind;
use super::{Scene, ends};
use crate::model::{Measure, Qualifier};
use crate::quantities::{Form, UnitKind, kind_of};

/// A place in an order, with the words of ranking that make it one.
pub(super) fn place(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let mention = scene.quantity(q);
    if mention.form != Form::Rank {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.clause_left(q);
    let place = scene.place(q);
    let at = left.clone().rev().find(|&at| {
        matches!(sentence.cue(at), Some(Cue::Rank | Cue::UpTo | Cue::DownTo))
            || sentence.of_token(at) == "前进到"
            // 在各开发区中排第2位: jieba reads 中排.
            || at + 1 == place && sentence.of_token(at).ends_with(['排', '居', '列'])
    });
    // 座次从2014年的第10位挪到了第4位: the ends of a move.
    let moves = ends::moves(scene, q);
    let aims = mention.quantity.qualifier == Qualifier::Under;
    let is_top = !mention.number.of(sentence.text()).starts_with('第');
    let beside_region = place > left.start
        && matches!(
            sentence.tokens[place - 1].kind,
            Kind::Term(Term::Region(_) | Term::Subject(_))
        );
    // 综合排名第52位: the indicator itself is an order.
    let of_order = (left.start..place)
        .rev()
        .find(|&at| match sentence.tokens[at].kind {
            Kind::Term(Term::Indicator(i)) => scene.config.indicators[i].unit == "位",
            _ => false,
        });
    // 综合考评：第23名 · 综合考评：2024年第76位: a colon says that it is.
    let clause = sentence.clause_start(place);
    let is_dated = clause > 0
        && sentence.of_token(clause - 1) == "："
        && (clause..place).all(|at| sentence.is_period(at));
    let is_led = left.start < clause || is_dated;
    if at.is_none()
        && !aims
        && !is_top
        && !beside_region
        && !is_led
        && moves.is_none()
        && of_order.is_none()
    {
        // 2020年进到第131位，2022年已是第98位: the same order, later.
        let told = scene.topics[scene.sentence_topics..].last()?;
        let is_same = told.measure == Some(Measure::Rank) && scene.left(q).len() <= 3;
        let owner = Owner::Antecedent(told.clone());
        return is_same.then(|| Reading::new("rank", 6, Measure::Rank, owner).tail("排名"));
    }
    // 座次, 名次 before the 从: the name of the order.
    let named = moves.and_then(|(from, _)| {
        (left.start..from)
            .rev()
            .find(|&at| sentence.cue(at) == Some(Cue::Rank))
    });
    let at = if moves.is_some() { named } else { at };
    let end = at
        .or(moves.map(|(from, _)| from))
        .unwrap_or(if beside_region { place - 1 } else { place });
    let where_ = if moves.is_some() {
        String::new()
    } else {
        phrase::phrase_text(sentence, at.map_or(end, |at| at + 1)..place)
    };
    // 总量和增速分别居第3位、第5位: the first place is that of the total.
    let is_first = sentence.has_cue(left.clone(), Cue::Respectively)
        && sentence.tokens.get(place + 2).is_some_and(|token| {
            matches!(token.kind, Kind::Quantity(next)
                if sentence.quantities[next].form == Form::Rank)
        });
    let rate = sentence
        .last_cue(left.start..end, Cue::RateNoun)
        .filter(|_| !is_first);
    let joint = (left.start..end)
        .find(|&at| is_first && matches!(sentence.of_token(at), "和" | "及" | "、"));
    // 空气质量综合指数在全省各县（市、区）中排名第7位: what is ranked stands before 在.
    let among = (left.start..end)
        .find(|&at| sentence.of_token(at) == "在")
        .map(|at| phrase::before(sentence, left.start, at, scene.config))
        .filter(|head| !head.is_empty() && head.verb.is_empty());
    let head = match rate {
        _ if joint.is_some() => {
            phrase::before(sentence, left.start, joint.unwrap_or(end), scene.config)
        }
        Some(at) => phrase::before(sentence, left.start, at, scene.config),
        // 居全市10个县区首位: what was ranked among stands between.
        None if end < scene.left(q).start => {
            phrase::before(sentence, left.start, end, scene.config)
        }
        None => {
            let near = scene.head_before(q, end);
            if near.is_empty() {
                among.unwrap_or(near)
            } else {
                near
            }
        }
    };
    if let Some(told) = ranked_among(scene, q) {
        return Some(Reading::new("rank", 3, Measure::Rank, Owner::Antecedent(told)).tail("位次"));
    }
    if let Some(order) = local_order(scene, place) {
        let noun = order.noun.trim_end_matches("排名").to_string();
        let own = if head.noun.contains("单项") {
            head.noun.as_str()
        } else {
            ""
        };
        let unlisted = phrase::Head {
            noun: format!("{noun}{own}"),
            ..phrase::Head::default()
        };
        return Some(Reading::new("rank", 3, Measure::Rank, Owner::Phrase(unlisted)).tail("排名"));
    }
    let ranked = listed_order(scene, q, &head, &where_);
    // 在全省开发区综合考评中，我区列第5位: the contest names the place.
    let contest = ranked.is_none().then(|| contest(scene, place)).flatten();
    let (owner, cost) =
        if let Some(noun) = contest.filter(|_| rate.is_none() && head.indicator.is_none()) {
            let own = if noun.ends_with(&head.noun) {
                ""
            } else {
                head.noun.as_str()
            };
            let named = phrase::Head {
                noun: format!("{noun}{own}"),
                ..phrase::Head::default()
            };
            (Owner::Phrase(named), 1)
        } else if rate.is_none() && (head.indicator.is_none() && ranked.is_some()) {
            let listed = phrase::Head {
                indicator: ranked,
                ..phrase::Head::default()
            };
            (Owner::Phrase(listed), 1)
        } else {
            scene.owner(q, head.clone()).or_else(|| {
                let noun: String = left.clone().map(|at| sentence.of_token(at)).collect();
                (!noun.is_empty()).then_some((Owner::Phrase(phrase::Head { noun, ..head }), 8))
            })?
        };
    let mut reading = Reading::new("rank", 3 + cost, Measure::Rank, owner);
    reading.of_rate = rate.is_some();
    reading.end = moves.map(|(_, end)| end);
    let word = at.map_or("", |at| sentence.of_token(at));
    let word = if word == "排名" { "排名" } else { "位次" };
    if rate.is_some() || head.indicator.is_some() || ranked.is_none() {
        let of_rate = if rate.is_some() { "增速" } else { "" };
        reading.tail = format!("{of_rate}{where_}{word}");
    }
    Some(reading)
}

/// 总市值128.3亿元，在全市8家上市公司中排名第二: those counted are not what is ranked.
fn ranked_among(scene: &Scene<'_>, q: usize) -> Option<Topic> {
    let sentence = scene.sentence;
    let counted = q.checked_sub(1)?;
    let clause = scene.clause_left(q);
    let at = scene.place(counted);
    let within =
        (at..scene.place(q)).any(|at| matches!(sentence.of_token(at), "中" | "里" | "当中"));
    let among = clause.contains(&at)
        && (clause.start..at).any(|at| sentence.of_token(at) == "在")
        && scene.kind(counted) == UnitKind::Count
        && within;
    // What was told last before them, where it is no count of other things.
    let told = scene.topics[scene.sentence_topics..].iter().rev().nth(1)?;
    let is_amount = kind_of(&told.unit) != UnitKind::Count;
    (among && is_amount).then(|| told.clone())
}

/// 全省园区综合评价中，…列第19位: an order of a province is not that of the nation.
fn local_order(scene: &Scene<'_>, place: usize) -> Option<phrase::Head> {
    let sentence = scene.sentence;
    (0..place)
        .rev()
        .find_map(|at| match sentence.tokens[at].kind {
            Kind::Term(Term::Indicator(i)) if scene.config.indicators[i].unit == "位" => {
                let start = sentence.clause_start(at);
                let named = sentence.between(start, at + 1);
                let within = |regions: &[&str]| regions.iter().any(|word| named.contains(word));
                (within(&["全省", "全市", "省级"]) && !within(&["国家", "全国"]))
                    .then(|| phrase::before(sentence, start, at + 1, scene.config))
            }
            _ => None,
        })
}

/// The order of the vocabulary that the sentence names, or the list in which the place was taken:
/// 晋升至国家高新区第88位, 挺进九十强.
fn listed_order(scene: &Scene<'_>, q: usize, head: &phrase::Head, where_: &str) -> Option<usize> {
    let indicators = &scene.config.indicators;
    let named = indicators.iter().position(|i| {
        i.unit == "位"
            && std::iter::once(&i.name)
                .chain(&i.aliases)
                .any(|name| scene.sentence.text().contains(name.as_str()))
    });
    named.or_else(|| {
        let mention = scene.quantity(q);
        let aims = mention.quantity.qualifier == Qualifier::Under;
        let zones = ["高新区", "经开区", "开发区", "产业园区"];
        let zone = zones.into_iter().find(|z| scene.zone.ends_with(z));
        let listed = if aims && where_.is_empty() {
            zone.unwrap_or("")
        } else {
            where_
        };
        let is_of_figure = aims
            && !mention.span.of(scene.sentence.text()).ends_with('强')
            && where_.is_empty()
            && scene.topics.len() > scene.sentence_topics;
        let of_zones = ["高新区", "开发区", "经开区"]
            .iter()
            .any(|zone| listed.contains(zone));
        let national = !listed.is_empty() && !is_of_figure && (aims || head.is_empty() || of_zones);
        indicators
            .iter()
            .position(|i| national && i.unit == "位" && i.name.contains(listed))
    })
}

/// The evaluation in which the place was taken: 综合考评 before 中, 里 or a colon.
fn contest(scene: &Scene<'_>, place: usize) -> Option<String> {
    let sentence = scene.sentence;
    let closes = |at: &usize| {
        matches!(
            sentence.of_token(*at),
            "中" | "里" | "上" | "：" | "（" | "，"
        ) && *at > 0
            && CONTESTS
                .iter()
                .any(|word| sentence.of_token(at - 1).ends_with(word))
    };
    let at = (1..place).rev().find(closes)?;
    let from = (sentence.clause_start(at - 1)..at)
        .rev()
        .take_while(|&i| {
            !matches!(sentence.tokens[i].kind, Kind::Period(_) | Kind::Quantity(_))
                && !matches!(sentence.of_token(i), "在" | "的")
        })
        .last()?;
    let noun = phrase::phrase_text(sentence, from..at);
    (2..=16).contains(&noun.chars().count()).then_some(noun)
}

/// Endings of the names of evaluations (考评、评价).
const CONTESTS: [&str; 10] = [
    "考评",
    "评价",
    "考核",
    "评估",
    "测评",
    "评比",
    "排名",
    "排行榜",
    "榜单",
    "竞赛",
];

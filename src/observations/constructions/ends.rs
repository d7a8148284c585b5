//! 两端: 由102个增至203个 · 由2015年的54.33亿元增加到2021年的95.91亿元.

use super::super::cues::{Cue, is_long_ago};
use super::super::phrase::{self, Head};
use super::super::reading::{End, Owner, Reading};
use super::super::sentence::{Kind, Pos, Sentence};
use super::Scene;
use crate::model::Measure;
use crate::quantities::{Form, UnitKind};

/// The earlier end: 由 or 从 stands before it, periods and 原来的 between allowed.
pub(super) fn from(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if matches!(scene.quantity(q).form, Form::Rank) {
        return None;
    }
    let at = from_cue(scene, q)?;
    // The later end must follow in this or the next clause.
    // 由6万吨翻番至12万吨: the doubling stands between.
    let doubles = |q: usize| {
        let next = scene.sentence.quantities.get(q);
        next.is_some_and(|next| next.form == Form::Doubling)
    };
    let next = if doubles(q + 1) { q + 2 } else { q + 1 };
    if next >= scene.sentence.quantities.len() || to_cue(scene, next).is_none() {
        return None;
    }
    let (owner, cost) = owner_of_from(scene, q, at)?;
    let mut reading = Reading::new("from-to", 1 + cost, measure(scene, q, at), owner);
    // 由初步核算的621.36亿元修订为617.92亿元: both of one period.
    let revised = |to: usize| scene.sentence.of_token(to).starts_with("修");
    let is_revised = to_cue(scene, next).is_some_and(|(to, _)| revised(to));
    reading.end = (!is_revised).then_some(End::From);
    settle(scene, at, &mut reading);
    Some(reading)
}

/// The later end: 增至, 提高到 stands before it.
pub(super) fn to(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let (at, _) = to_cue(scene, q)?;
    if matches!(scene.quantity(q).form, Form::Rank) {
        return None;
    }
    if q > 0
        && scene.kind(q - 1) == scene.kind(q)
        && let Some(from) = from_cue(scene, q - 1)
    {
        let (owner, cost) = owner_of_from(scene, q - 1, from)?;
        let mut reading = Reading::new("from-to", 1 + cost, measure(scene, q - 1, from), owner);
        let is_revised = scene.sentence.of_token(at).starts_with("修");
        reading.end = (!is_revised).then_some(End::To);
        settle(scene, from, &mut reading);
        return Some(reading);
    }
    let mut head = scene.head_before(q, at);
    if scene.kind(q) == UnitKind::Count && !super::level::fits(scene, q, &head) {
        // 年产值亿元以上的企业发展到8家: firms, no output.
        head.indicator = None;
    }
    let share = scene.sentence.has_cue(scene.left(q), Cue::ShareNoun);
    // 5月份降幅收窄到2.3%: a rate of change.
    let rate = [Cue::RateNoun, Cue::FallNoun].map(|cue| scene.sentence.has_cue(scene.left(q), cue));
    if share || rate.contains(&true) {
        return None;
    }
    let is_rate = head.noun.ends_with('率');
    // 工业项目从拿地到开工，平均压到41天: the clause before says of what.
    let is_time = scene.kind(q) == UnitKind::Time;
    if is_time
        && (head.is_empty() || head.noun == "平均")
        && let Some(before) = words_alone_before(scene.sentence, at)
    {
        head.noun = format!(
            "{}{}",
            phrase::phrase_text(scene.sentence, before),
            head.noun
        );
    }
    let (owner, cost) = scene.owner(q, head)?;
    let measure = if is_rate {
        Measure::Share
    } else {
        topic_measure(scene, q)
    };
    let mut reading = Reading::new("up-to", 5 + cost, measure, owner);
    reading.end = Some(End::To);
    settle(scene, at, &mut reading);
    // 占规上工业总产值的71%，2019年已降到22.5%: of the same whole.
    if reading.measure == Measure::Share
        && reading.basis.is_none()
        && let Owner::Antecedent(topic) = &reading.owner
    {
        reading.basis = topic.whole.clone().map(crate::model::Basis::Whole);
        if let Some(whole) = topic.whole.as_ref().filter(|w| w.chars().count() <= 10) {
            reading.tail = format!("占{whole}的比重");
        }
    }
    Some(reading)
}

/// 2到3家, 1,500—3,000元: the upper end of a range is read as the lower.
pub(super) fn upper(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let lower = q.checked_sub(1)?;
    let is_range = scene.quantity(lower).is_range_start;
    if !is_range || scene.kind(q) == UnitKind::Percent {
        return None;
    }
    let topic = scene.antecedent()?.clone();
    let measure = topic.measure?;
    Some(Reading::new("range", 0, measure, Owner::Antecedent(topic)))
}

/// 占比由…降至…: both ends are shares, with the whole of the share; `cue` is the 由 or 降至.
fn settle(scene: &Scene<'_>, cue: usize, reading: &mut Reading) {
    if reading.measure == Measure::Growth {
        reading.basis = Some(crate::model::Basis::YearOnYear);
        reading.tail = "同比增长率".into();
    }
    if reading.measure == Measure::Share {
        let sentence = scene.sentence;
        let from = (0..cue)
            .rev()
            .find(|&at| sentence.is_quantity(at))
            .map_or(0, |at| at + 1);
        let share = (from..cue).find(|&at| sentence.cue(at) == Some(Cue::Share));
        if let Some(at) = share {
            let end = (at..cue)
                .find(|&i| sentence.cue(i) == Some(Cue::ShareNoun))
                .unwrap_or(at + 1);
            let whole = phrase::phrase_text(sentence, at + 1..end);
            if (1..=10).contains(&whole.chars().count()) {
                reading.tail = format!("占{whole}的比重");
            }
            reading.basis = Some(crate::model::Basis::Whole(whole));
            let mut head = scene_head(scene, at);
            let named = phrase::describe(sentence, at + 1..end, scene.config);
            super::whole::take_kind(&mut head, &named);
            if !head.is_empty() && !super::is_vague(&head.noun) {
                reading.owner = Owner::Phrase(head);
            } else if let Some(topic) = scene.antecedent() {
                reading.owner = Owner::Antecedent(topic.clone());
            }
        }
        // 机电产品的占比则从29.5%升至54.1%: of the same whole as the share before.
        let told = (from..cue).any(|at| sentence.cue(at) == Some(Cue::ShareNoun));
        if reading.basis.is_none()
            && told
            && let Owner::Phrase(head) = &mut reading.owner
        {
            let noun = ["占比", "比重", "比例"]
                .iter()
                .find_map(|word| head.noun.strip_suffix(word));
            let mut part = Head {
                noun: noun
                    .unwrap_or(&head.noun)
                    .trim_end_matches('的')
                    .to_string(),
                ..head.clone()
            };
            if let Some(whole) = super::whole::take_shared(scene, &mut part) {
                *head = part;
                reading.tail = format!("占{whole}的比重");
                reading.basis = Some(crate::model::Basis::Whole(whole));
            }
        }
        let says = matches!(&reading.owner, Owner::Phrase(head)
            if ["率", "占比", "比重", "比例"].iter().any(|word| head.noun.ends_with(word)));
        if reading.tail.is_empty() && !says {
            reading.tail = "比重".into();
        }
    }
}

fn scene_head(scene: &Scene<'_>, at: usize) -> Head {
    let from = scene.sentence.clause_start(at);
    phrase::before(scene.sentence, from, at, scene.config)
}

fn topic_measure(scene: &Scene<'_>, q: usize) -> Measure {
    match scene.kind(q) {
        UnitKind::Percent => Measure::Share,
        _ => Measure::Level,
    }
}

fn measure(scene: &Scene<'_>, q: usize, from: usize) -> Measure {
    let sentence = scene.sentence;
    let start = sentence.clause_start(from);
    match scene.kind(q) {
        UnitKind::Percent if sentence.has_cue(start..from, Cue::RateNoun) => Measure::Growth,
        UnitKind::Percent => Measure::Share,
        _ => Measure::Level,
    }
}

/// From the 由 of a move between two places of an order, and which end the quantity is.
pub(super) fn moves(scene: &Scene<'_>, q: usize) -> Option<(usize, End)> {
    let is_rank = |q: usize| {
        scene
            .sentence
            .quantities
            .get(q)
            .is_some_and(|mention| mention.form == Form::Rank)
    };
    if let Some(from) = from_cue(scene, q).filter(|_| is_rank(q + 1)) {
        return Some((from, End::From));
    }
    let earlier = q.checked_sub(1).filter(|&q| is_rank(q))?;
    from_cue(scene, earlier).map(|from| (from, End::To))
}

/// 由, 从 or a period that begins with it.
fn begins_move(sentence: &Sentence, at: usize) -> bool {
    match sentence.tokens[at].kind {
        Kind::Period(_) => sentence.of_token(at).starts_with(['从', '自']),
        _ => sentence.cue(at) == Some(Cue::From),
    }
}

/// The 由 or 从 whose value the quantity is.
fn from_cue(scene: &Scene<'_>, q: usize) -> Option<usize> {
    let sentence = scene.sentence;
    for at in scene.left(q).rev() {
        match sentence.tokens[at].kind {
            Kind::Period(p)
                if sentence.periods[p]
                    .span
                    .of(sentence.text())
                    .starts_with(['从', '自']) =>
            {
                return Some(at);
            }
            Kind::Period(_) | Kind::Word(Pos::Of | Pos::Function | Pos::Noun) => {}
            _ if sentence.cue(at) == Some(Cue::From) => return Some(at),
            _ if phrase::is_light(sentence, at) => {}
            // 由去年同期的6.5个工作日缩短到2.8个工作日.
            _ if sentence.cue(at) == Some(Cue::YearOnYear)
                && scene.kind(q) != UnitKind::Percent
                && matches!(sentence.tokens[at + 1].kind, Kind::Word(Pos::Of)) => {}
            // 从启用之初的2条增加到17条.
            Kind::Word(Pos::Verb | Pos::VerbNoun)
                if matches!(
                    sentence.of_token(at + 1),
                    "之初" | "时" | "那年" | "当年" | "初期" | "前" | "之前"
                ) => {}
            _ if is_long_ago(sentence.of_token(at)) => {}
            _ if matches!(
                sentence.of_token(at),
                "原" | "最初" | "有" | "初步" | "核算" | "初步核算" | "快报"
            ) => {}
            _ => return None,
        }
    }
    None
}

/// Verbs of getting (获得): 拿到, 收到.
const GETS: [char; 8] = ['拿', '得', '收', '接', '借', '领', '贷', '找'];

/// The 增至 that stands directly before the quantity, a period between allowed.
fn to_cue(scene: &Scene<'_>, q: usize) -> Option<(usize, Cue)> {
    let sentence = scene.sentence;
    for at in scene.left(q).rev() {
        match sentence.cue(at) {
            Some(cue @ (Cue::UpTo | Cue::DownTo)) => return Some((at, cue)),
            Some(_) if phrase::is_light(sentence, at) => {}
            Some(_) => return None,
            None => match sentence.tokens[at].kind {
                Kind::Period(p)
                    if sentence.periods[p]
                        .span
                        .of(sentence.text())
                        .starts_with(['到', '至']) =>
                {
                    return Some((at, Cue::UpTo));
                }
                Kind::Period(_) => {}
                // 由30架扩到120架, 铺到100个: any verb that ends in 到, after a 由 and its figure;
                // 从银行拿到800万元贷款 moves nothing.
                Kind::Word(Pos::Verb)
                    if sentence.of_token(at).ends_with(['到', '至'])
                        && (0..at).any(|i| begins_move(sentence, i))
                        && !sentence.of_token(at).starts_with(GETS) =>
                {
                    return Some((at, Cue::UpTo));
                }
                _ if phrase::is_light(sentence, at) => {}
                _ => return None,
            },
        }
    }
    None
}

/// 车程, 时限: alone such a word does not say what takes the time; the clause does, or the one before.
fn name_time(scene: &Scene<'_>, q: usize, at: usize, head: &mut Head) {
    let sentence = scene.sentence;
    let start = sentence.clause_start(at);
    // 从拿地到开工的审批时间由90个工作日压减到45个工作日.
    let from = (start..at)
        .find(|&at| !matches!(sentence.tokens[at].kind, Kind::Period(_) | Kind::Mark(_)));
    let words = from.map_or_else(String::new, |from| phrase::phrase_text(sentence, from..at));
    if words.chars().count() > head.noun.chars().count() && words.chars().count() <= 22 {
        head.noun = words;
        head.verb.clear();
    }
    let before = words_alone_before(sentence, at);
    let said = before.map(|before| phrase::phrase_text(sentence, before));
    match head.noun.chars().count() {
        0..=2 => {
            head.noun = super::words_of_clause(scene, q);
            // 从拿地到开工的平均用时，由去年的82天压缩到35天.
            if let Some(said) = said.filter(|_| head.is_empty() || at <= start + 1) {
                head.noun = said;
            }
        }
        // 一般工业项目从立项到取得施工许可，审批时限由187天缩短为90天.
        3..=4 => {
            if let Some(said) =
                said.filter(|said| said.chars().count() <= 18 && said.contains('到'))
            {
                head.noun = format!("{said}{}", head.noun);
            }
        }
        _ => {}
    }
}

fn owner_of_from(scene: &Scene<'_>, q: usize, at: usize) -> Option<(Owner, u32)> {
    // 对美出口占比从2017年的41%降到23%: the noun of sharing is none of the name.
    let noun = at.checked_sub(1).filter(|&noun| {
        scene.kind(q) == UnitKind::Percent && scene.sentence.cue(noun) == Some(Cue::ShareNoun)
    });
    let mut head = scene.head_before(q, noun.unwrap_or(at));
    super::level::drop_amount_of_count(scene, q, &mut head);
    super::complete::of_persons(scene, q, &mut head);
    super::complete::of_loan(scene, q, &mut head);
    super::limits::of_size(scene, q, &mut head);
    if scene.kind(q) == UnitKind::Time {
        name_time(scene, q, at, &mut head);
    }
    // 平台企业在区内的仓库，由去年底的3个增加到8个.
    if head.is_empty()
        && at == scene.sentence.clause_start(at)
        && let Some(before) = words_alone_before(scene.sentence, at)
    {
        let named = phrase::before(scene.sentence, before.start, before.end, scene.config);
        if named.range.end == before.end && named.verb.is_empty() {
            head = named;
        }
    }
    let after = phrase::after(
        scene.sentence,
        scene.place(q),
        scene.right(q).end,
        scene.config,
        scene.counted,
    );
    if head.indicator.is_none() && after.indicator.is_some() {
        return Some((Owner::Phrase(after), 0));
    }
    // 物流费用占生产成本的比重，5年间从11%降到6.5%: the clause before names it.
    let shares = || {
        let measure = measure(scene, q, at) == Measure::Share;
        let share = (0..at)
            .rev()
            .find(|&at| scene.sentence.cue(at) == Some(Cue::Share))?;
        let named = scene_head(scene, share);
        (measure && !named.is_empty()).then_some((Owner::Phrase(named), 1))
    };
    let is_first = opens(scene.sentence, at);
    if head.is_empty()
        && is_first
        && let Some(owner) = shares()
    {
        return Some(owner);
    }
    scene.owner(q, head)
}

/// The clause that a comma parts from that of the token, where no figure stands in it.
fn words_alone_before(sentence: &Sentence, at: usize) -> Option<std::ops::Range<usize>> {
    let clause = sentence.clause_before_comma(at)?;
    (!clause.is_empty() && !sentence.has_quantity(clause.clone())).then_some(clause)
}

/// No figure stands before the token in its sentence.
fn opens(sentence: &Sentence, at: usize) -> bool {
    !sentence.has_quantity(0..at)
}

//! 分别: A、B、C产值分别为x、y和z. Whole groups are read at once, before single quantities.

use std::collections::BTreeMap;

use super::constructions::Scene;
use super::cues::Cue;
use super::lexicon::Term;
use super::phrase::{self, Head};
use super::reading::{Owner, Reading, Topic};
use super::sentence::{Kind, Pos, Sentence};
use crate::model::{Basis, Measure, Period};
use crate::quantities::UnitKind;

/// The groups of a sentence, read again when new topics have come: 增幅依次为 refers to the group
/// before.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// By quantity: the first quantity of its group, and its reading.
    readings: BTreeMap<usize, (usize, Reading)>,
    /// How many topics there were when the groups were read last.
    known: Option<usize>,
}

impl Groups {
    /// The reading that a group gives the quantity.
    pub(super) fn of(&mut self, scene: &Scene<'_>, q: usize) -> Option<Reading> {
        if self.known != Some(scene.topics.len()) {
            // A group that has begun stays as it was read at its first quantity.
            let mut begun = std::mem::take(&mut self.readings);
            begun.retain(|_, (first, _)| *first < q);
            self.readings = read(scene);
            self.readings.append(&mut begun);
            self.known = Some(scene.topics.len());
        }
        self.readings.get(&q).map(|(_, reading)| reading.clone())
    }
}

/// Readings for the groups of the sentence, by quantity.
fn read(scene: &Scene<'_>) -> BTreeMap<usize, (usize, Reading)> {
    let sentence = scene.sentence;
    let mut readings = BTreeMap::new();
    for at in 0..sentence.tokens.len() {
        if sentence.cue(at) != Some(Cue::Respectively) {
            continue;
        }
        // 签约项目数和投资额分别为46个、128亿元: of several kinds, where each has its name.
        let mixed = group_after(scene, at, true);
        // 31个，协议总投资123.7亿元，环比分别增加5个、增长18.2%: of what was told just before.
        let told = scene.topics.len() - scene.sentence_topics;
        let (named, end) = items(scene, at);
        let is_bare = named.len() == 1 && named[0].0 >= end && mixed.len() == told;
        let group = if is_bare || named.len() == mixed.len() {
            mixed
        } else {
            group_after(scene, at, false)
        };
        if group.len() < 2 {
            continue;
        }
        let periods = periods_before(scene, at, group.len());
        let owners = if periods.is_empty() {
            owners(scene, at, &group)
        } else {
            // 2022年、2023年，全区税收分别完成…: one owner in several periods.
            let head = phrase::before(sentence, sentence.clause_start(at), at, scene.config);
            // 一季度、上半年、前三季度分别增长…: of what was told before.
            let told = || scene.antecedent().cloned().map(Owner::Antecedent);
            let owner = Some(head)
                .filter(|head| !head.is_empty())
                .map(Owner::Phrase);
            owner.or_else(told).map(|owner| vec![owner; group.len()])
        };
        let Some(owners) = owners else { continue };
        for (i, (&q, owner)) in group.iter().zip(owners).enumerate() {
            let mut reading = reading(scene, at, q, owner);
            reading.period = periods.get(i).copied();
            readings.insert(q, (group[0], reading));
        }
    }
    readings
}

/// The quantities after 分别, separated by pauses and 和 alone, `mixed` or of one kind.
fn group_after(scene: &Scene<'_>, at: usize, mixed: bool) -> Vec<usize> {
    let sentence = scene.sentence;
    let is_shared = shared(scene, at).is_some();
    let mut group: Vec<usize> = Vec::new();
    for i in at + 1..sentence.tokens.len() {
        match sentence.tokens[i].kind {
            Kind::Quantity(q) => {
                let same = group
                    .first()
                    .is_none_or(|&f| mixed || scene.kind(f) == scene.kind(q));
                if !same {
                    break;
                }
                group.push(q);
            }
            Kind::Mark('、') => {}
            _ if matches!(sentence.of_token(i), "和" | "及" | "与") => {}
            // 分别增长5.1%和下降4.8%.
            _ if matches!(sentence.cue(i), Some(Cue::Up | Cue::Down)) => {}
            Kind::Period(_) if group.is_empty() => {}
            // 三大产业分别实现营业收入412.5亿元、186.7亿元: what they share is told after 分别.
            Kind::Word(Pos::Verb | Pos::VerbNoun) | Kind::Term(Term::Indicator(_))
                if group.is_empty() && is_shared => {}
            _ if group.is_empty() && sentence.of_token(i) == "的" => {}
            // 分别完成年度任务的115%和121%.
            _ if group.is_empty() && sentence.cue(i) == Some(Cue::Target) => {}
            _ if group.is_empty()
                && (phrase::is_light(sentence, i)
                    || matches!(
                        sentence.cue(i),
                        Some(
                            Cue::Up
                                | Cue::Down
                                | Cue::Equal
                                | Cue::UpTo
                                | Cue::DownTo
                                | Cue::YearOnYear
                        )
                    )) => {}
            _ => break,
        }
    }
    group
}

/// The periods of a list of so many before 分别; none when there is no such list.
fn periods_before(scene: &Scene<'_>, at: usize, count: usize) -> Vec<Period> {
    let sentence = scene.sentence;
    let mut listed: Vec<usize> = Vec::new();
    for i in (0..at).rev() {
        match sentence.tokens[i].kind {
            Kind::Period(p) => listed.push(p),
            _ if listed.is_empty() => {}
            _ if matches!(sentence.of_token(i), "、" | "和" | "与" | "及") => {}
            _ => break,
        }
    }
    if listed.len() != count {
        return Vec::new();
    }
    let resolved = listed.iter().rev();
    let resolved = resolved.filter_map(|&p| scene.clock.resolve(&sentence.periods[p]));
    resolved.collect()
}

/// The items of the list before 分别, and where they end.
fn items(scene: &Scene<'_>, at: usize) -> (Vec<(usize, usize)>, usize) {
    let sentence = scene.sentence;
    let start = sentence.clause_start(at);
    let mut end = at;
    while end > start && skips(scene, end - 1) {
        end -= 1;
    }
    let mut items: Vec<(usize, usize)> = Vec::new();
    let mut from = start;
    for i in start..end {
        let breaks = matches!(sentence.tokens[i].kind, Kind::Mark('、'))
            || matches!(sentence.of_token(i), "和" | "与" | "及");
        if breaks {
            items.push((from, i));
            from = i + 1;
        } else if sentence.is_period(i) || sentence.cue(i) == Some(Cue::OfWhich) {
            from = i + 1;
        }
    }
    items.push((from, end));
    (items, end)
}

/// One owner for each quantity: the items of the list before 分别, or the last so many topics.
fn owners(scene: &Scene<'_>, at: usize, group: &[usize]) -> Option<Vec<Owner>> {
    let sentence = scene.sentence;
    let start = sentence.clause_start(at);
    let count = group.len();
    let of_one_kind = group
        .windows(2)
        .all(|q| scene.kind(q[0]) == scene.kind(q[1]));
    let (items, end) = items(scene, at);
    if items.len() == count {
        let heads: Vec<Head> = items
            .iter()
            .map(|&(a, b)| phrase::describe(sentence, trimmed(scene, a)..b, scene.config))
            .collect();
        let common = heads.last()?.indicator.or_else(|| shared(scene, at));
        let (a, b) = *items.last()?;
        let last = sentence.between(trimmed(scene, a), b).to_string();
        let is_numbered = items
            .first()
            .is_some_and(|&(a, b)| sentence.between(trimmed(scene, a), b).starts_with('第'));
        return Some(
            items
                .iter()
                .zip(heads)
                .map(|(&(a, b), mut head)| {
                    let own = sentence.between(trimmed(scene, a), b);
                    if (head.indicator.is_none() || is_numbered)
                        && let Some(whole) = completed(scene, own, &last, is_numbered)
                    {
                        return Owner::Phrase(whole);
                    }
                    if head.indicator.is_none() && of_one_kind {
                        head.indicator = common;
                    }
                    if head.indicator.is_none()
                        && let Some(tail) = parallel(own, &last)
                    {
                        head.noun.push_str(tail);
                    }
                    if head.breakdown.is_none()
                        || Some(head.noun.as_str()) == head.breakdown.as_deref()
                    {
                        head.breakdown = part_name(scene, a, b);
                    }
                    Owner::Phrase(head)
                })
                .collect(),
        );
    }
    let head = phrase::before(sentence, start, end, scene.config);
    if !head.is_empty()
        && let Some(parts) = listed_before(scene, start, count)
    {
        return Some(
            parts
                .into_iter()
                .map(|part| {
                    Owner::Phrase(Head {
                        breakdown: Some(part),
                        ..head.clone()
                    })
                })
                .collect(),
        );
    }
    // 这两项指标分别是…, 增幅依次为…: the last so many topics, in their order.
    if head.indicator.is_some() {
        return None;
    }
    // 分别达到43260元、22780元，分别增长4.7%和6.6%: the amounts just told, one by one.
    let here = &scene.topics[scene.sentence_topics..];
    let last = here
        .get(here.len().saturating_sub(count)..)
        .unwrap_or_default();
    let amounts = last
        .iter()
        .filter(|topic| topic.measure == Some(Measure::Level));
    if amounts.count() == count && last.iter().all(|topic| topic.indicator.is_some()) {
        return Some(last.iter().cloned().map(Owner::Antecedent).collect());
    }
    let mut topics: Vec<Topic> = Vec::new();
    for topic in scene.topics.iter().rev() {
        let is_new = !topics
            .iter()
            .any(|t| t.indicator == topic.indicator && t.breakdown == topic.breakdown);
        if is_new && topic.measure.is_some() {
            topics.push(topic.clone());
        }
        if topics.len() == count {
            topics.reverse();
            return Some(topics.into_iter().map(Owner::Antecedent).collect());
        }
    }
    None
}

/// The indicator between 分别 and the first number.
fn shared(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let tokens = sentence.tokens[at + 1..].iter();
    let before = tokens.take_while(|token| !matches!(token.kind, Kind::Quantity(_)));
    let named = before.filter_map(|token| match token.kind {
        Kind::Term(Term::Indicator(i)) => Some(scene.config.widened(i).0),
        _ => None,
    });
    named.last()
}

/// 城镇和农村居民人均可支配收入, 第一、二、三产业增加值: the item takes the end of the last one, as
/// much of it as makes a name of the vocabulary.
fn completed(scene: &Scene<'_>, own: &str, last: &str, is_numbered: bool) -> Option<Head> {
    let own = match own.starts_with('第') {
        false if is_numbered => format!("第{own}"),
        _ => own.to_string(),
    };
    // 第一、二、三产业增加值: the last item lacks the 第 of the first alone.
    let alone = (is_numbered && own.ends_with(last)).then_some("");
    let ends = last.char_indices().skip(1).map(|(at, _)| &last[at..]);
    alone.into_iter().chain(ends).find_map(|end| {
        let noun = format!("{own}{end}");
        let named = scene.config.named(&noun)?;
        let (indicator, breakdown) = scene.config.widened(named);
        Some(Head {
            indicator: Some(indicator),
            breakdown,
            noun,
            ..Head::default()
        })
    })
}

/// 城镇、乡村消费品零售额: the item is a word as long as that with which the last one begins, and takes what
/// stands behind it there.
fn parallel<'l>(own: &str, last: &'l str) -> Option<&'l str> {
    let begins: usize = last.chars().take(2).map(char::len_utf8).sum();
    let tail = &last[begins..];
    (own.chars().count() == 2 && tail.chars().count() >= 3).then_some(tail)
}

/// 集聚新能源、装备制造、现代医药三大产业链企业三十余家，产值分别为…: the nearest list of so many
/// nouns before the clause.
fn listed_before(scene: &Scene<'_>, clause: usize, count: usize) -> Option<Vec<String>> {
    let sentence = scene.sentence;
    let is_noun = |at: usize| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier)
                | Kind::Term(Term::Breakdown(_))
                | Kind::Mark('“' | '”')
        )
    };
    let joins = |at: usize| matches!(sentence.of_token(at), "、" | "和" | "与" | "及");
    let mut end = clause;
    while end > 0 {
        let last = (0..end).rev().find(|&at| joins(at))?;
        let mut first = last;
        while first > 0 && (is_noun(first - 1) || joins(first - 1)) {
            first -= 1;
        }
        let stop = (last + 1..clause)
            .find(|&at| !is_noun(at))
            .unwrap_or(clause);
        let mut parts: Vec<String> = vec![String::new()];
        for at in first..stop {
            match parts.last_mut() {
                Some(part) if !joins(at) => part.push_str(sentence.of_token(at)),
                _ => parts.push(String::new()),
            }
        }
        if parts.len() == count && parts.iter().all(|part| !part.is_empty()) {
            return Some(parts);
        }
        end = first;
    }
    None
}

fn skips(scene: &Scene<'_>, at: usize) -> bool {
    let sentence = scene.sentence;
    matches!(
        sentence.cue(at),
        Some(
            Cue::YearOnYear
                | Cue::PeriodOnPeriod
                | Cue::Up
                | Cue::Down
                | Cue::Equal
                | Cue::Light
                | Cue::Average
        )
    ) || sentence.is_period(at)
}

/// Leading subjects and particles are no part of an item.
fn trimmed(scene: &Scene<'_>, mut from: usize) -> usize {
    let sentence = scene.sentence;
    while from < sentence.tokens.len()
        && matches!(
            sentence.tokens[from].kind,
            Kind::Term(Term::Subject(_)) | Kind::Mark(_) | Kind::Period(_)
        )
    {
        from += 1;
    }
    from
}

/// 二产、三产对经济增长的贡献率: what they contribute to.
fn contribution(words: &str) -> Option<&str> {
    let (before, _) = words.split_once("的贡献率")?;
    let (_, to) = before.rsplit_once('对')?;
    (!to.is_empty()).then_some(to)
}

/// The words of an item without the common indicator and without 三大板块.
fn part_name(scene: &Scene<'_>, from: usize, to: usize) -> Option<String> {
    let sentence = scene.sentence;
    let mut words = String::new();
    for at in trimmed(scene, from)..to {
        match sentence.tokens[at].kind {
            Kind::Term(Term::Indicator(_)) | Kind::Quantity(_) | Kind::Leftover(_) => break,
            Kind::Term(Term::Breakdown(b)) => return Some(scene.config.breakdowns[b].name.clone()),
            // 对东盟、欧盟分别出口…
            _ if words.is_empty() && matches!(sentence.of_token(at), "对" | "向") => {}
            _ => words.push_str(sentence.of_token(at)),
        }
    }
    (!words.is_empty()).then_some(words)
}

/// 分别完成年度任务的115%和121%: the aim before 的.
fn aim_after(sentence: &Sentence, at: usize) -> Option<&str> {
    let of = (at + 1..(at + 5).min(sentence.tokens.len()))
        .find(|&at| matches!(sentence.tokens[at].kind, Kind::Word(Pos::Of)))?;
    (sentence.cue(of - 1) == Some(Cue::Target)).then(|| sentence.of_token(of - 1))
}

fn reading(scene: &Scene<'_>, at: usize, q: usize, owner: Owner) -> Reading {
    let sentence = scene.sentence;
    let start = sentence.clause_start(at);
    let place = scene.place(q);
    let has = |cue| sentence.has_cue(start..place, cue);
    let falls =
        sentence.last_cue(start..place, Cue::Down) > sentence.last_cue(start..place, Cue::Up);
    match scene.kind(q) {
        UnitKind::Percent if contribution(sentence.between(start, at)).is_some() => {
            let to = contribution(sentence.between(start, at)).map(str::to_string);
            let owner = match owner {
                Owner::Phrase(head) => Owner::Phrase(Head {
                    noun: head.breakdown.clone().unwrap_or(head.noun),
                    ..head
                }),
                other => other,
            };
            let tail = to
                .as_deref()
                .map_or("贡献率".into(), |to| format!("对{to}的贡献率"));
            Reading::new("respectively", 0, Measure::Share, owner)
                .basis(to.map(Basis::Whole))
                .tail(tail)
        }
        UnitKind::Percent if aim_after(sentence, at).is_some() => {
            let aim = aim_after(sentence, at).unwrap_or_default();
            Reading::new("respectively", 0, Measure::Share, owner)
                .basis(Some(Basis::Whole(aim.into())))
                .tail(format!("占{aim}的比重"))
        }
        UnitKind::Percent if has(Cue::ShareNoun) || has(Cue::Share) => {
            Reading::new("respectively", 0, Measure::Share, owner).tail("占比")
        }
        // 注册率和开工率分别为66.7%和38.6%: rates are shares of what was counted.
        UnitKind::Percent
            if matches!(&owner, Owner::Phrase(head)
                if head.noun.ends_with('率') && !head.noun.ends_with("增长率")) =>
        {
            let counted = scene.topics[scene.sentence_topics..]
                .iter()
                .find(|topic| topic.measure == Some(Measure::Level))
                .map(|topic| topic.noun.trim_end_matches('数').to_string());
            Reading::new("respectively", 0, Measure::Share, owner).basis(counted.map(Basis::Whole))
        }
        UnitKind::Percent => {
            let basis = scene.basis(q).unwrap_or(Basis::YearOnYear);
            Reading::new("respectively", 0, Measure::Growth, owner)
                .negative(falls || has(Cue::FallNoun))
                .basis(Some(basis))
                .tail("同比增长率")
        }
        UnitKind::Multiple => Reading::new("respectively", 0, Measure::Multiple, owner)
            .basis(scene.basis(q))
            .tail("倍数"),
        UnitKind::Points => Reading::new("respectively", 0, Measure::Change, owner)
            .negative(falls)
            .basis(Some(Basis::YearOnYear))
            .tail("提高百分点"),
        _ if (has(Cue::Up) || has(Cue::Down)) && !has(Cue::UpTo) && !has(Cue::DownTo) => {
            Reading::new("respectively", 0, Measure::Change, owner)
                .negative(falls)
                .basis(scene.basis(q))
                .tail("增减")
        }
        _ => Reading::new("respectively", 0, Measure::Level, owner),
    }
}

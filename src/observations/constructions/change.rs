//! 增减: 提高2个百分点 · 拉动…增长8.9个百分点 · 增加57亿元 · 提升8位 · 缩短3个月.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use crate::model::{Basis, Measure};
use crate::quantities::UnitKind;

/// 工业投资占全部投资的比重比上年提高3.2个百分点: the share of a part changed, which is named before 占.
fn of_share(scene: &Scene<'_>, q: usize, first: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let share = sentence.last_cue(scene.left(q).start..first, Cue::Share)?;
    let end = (share..first).find(|&at| sentence.cue(at) == Some(Cue::ShareNoun))?;
    let mut head = scene.head_before(q, share);
    let whole = phrase::phrase_text(sentence, share + 1..end);
    if head.noun.is_empty() || whole.is_empty() {
        return None;
    }
    if head.indicator.is_none() {
        head.indicator = scene.config.listed(&whole);
        head.breakdown = Some(head.noun.clone());
    }
    let tail = format!("占{whole}的比重变化");
    let basis = scene.basis(q).or(Some(Basis::YearOnYear));
    let reading = Reading::new("points", 3, Measure::Change, Owner::Phrase(head));
    Some(reading.basis(basis).tail(tail))
}

/// 比上年提高0.6个百分点, 增速高于全市1.9个百分点, 拉动…增长8.9个百分点.
pub(super) fn points(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Points {
        return None;
    }
    let sentence = scene.sentence;
    let left = scene.left(q);
    if let Some(at) = sentence.last_cue(left.clone(), Cue::Contribute) {
        let mut head = scene.head_before(q, at);
        if head.indicator.is_none() {
            // 装备制造业拉动规上工业增加值增长: what is pulled is the indicator, who pulls the part.
            let pulled = phrase::describe(sentence, at + 1..scene.place(q), scene.config);
            let named = (at + 1..scene.place(q)).find_map(|i| match sentence.tokens[i].kind {
                Kind::Term(Term::Indicator(_)) => {
                    phrase::before(sentence, at + 1, i + 1, scene.config).indicator
                }
                _ => None,
            });
            let last = head.range.clone().next_back();
            let is_noun =
                last.is_some_and(|i| matches!(sentence.tokens[i].kind, Kind::Word(Pos::Noun)));
            let who = head
                .breakdown
                .clone()
                .or_else(|| is_noun.then(|| head.noun.clone()));
            if named.is_some()
                && (who.is_some()
                    || scene.topics.len() == scene.sentence_topics
                    || scene.antecedent().is_some_and(|t| {
                        t.indicator
                            .is_none_or(|i| scene.config.indicators[i].unit != "元")
                    }))
            {
                head.breakdown = who.or_else(|| scene.antecedent().map(|t| t.noun.clone()));
                head.indicator = named.or(pulled.indicator);
            }
        }
        let (owner, cost) = scene.owner(q, head)?;
        let pulled: String = (at..scene.place(q)).map(|i| sentence.of_token(i)).collect();
        return Some(
            Reading::new("contribution", 2 + cost, Measure::Change, owner)
                .negative(sentence.of_token(at).starts_with(['拖', '下']))
                .basis(Some(Basis::YearOnYear))
                .tail(format!("{pulled}百分点")),
        );
    }
    let compared = scene.nearest(q, |c| matches!(c, Cue::Higher | Cue::Lower));
    let verb = scene.nearest(q, |c| matches!(c, Cue::Up | Cue::Down));
    let (at, cue) = compared.or(verb)?;
    let first = if compared.is_some() {
        sentence.last_cue(left.start..at, Cue::Than).unwrap_or(at)
    } else {
        (left.start..at)
            .find(|&i| {
                matches!(
                    sentence.cue(i),
                    Some(Cue::YearOnYear | Cue::Than | Cue::PeriodOnPeriod)
                )
            })
            .unwrap_or(at)
    };
    if compared.is_none()
        && let Some(reading) = of_share(scene, q, first)
    {
        return Some(reading.negative(matches!(cue, Cue::Down | Cue::Lower)));
    }
    let of_rate = sentence.has_cue(left.start..first, Cue::RateNoun) && compared.is_none();
    let head = scene.head_before(q, first);
    let head_is_rate = head.noun.ends_with("增速") || head.noun.ends_with("增幅");
    let head = if head_is_rate && head.indicator.is_none() {
        // 增速比上年回落: the indicator stands before the noun of rate, or was spoken of.
        let at = sentence
            .last_cue(left.start..first, Cue::RateNoun)
            .unwrap_or(first);
        scene.head_before(q, at)
    } else {
        head
    };
    let (owner, cost) = scene.owner(q, head)?;
    // 同比增长23.7%，比上年提高3.2个百分点: the rate rose.
    let of_rate = of_rate
        || compared.is_some() && (head_is_rate || grew_here(scene, q, left.start..at))
        || compared.is_none()
            && matches!(&owner, Owner::Antecedent(topic) if topic.measure == Some(Measure::Growth));
    // 比上年同期低0.4个百分点: lower than its own earlier value.
    let basis = if compared.is_some() && !sentence.has_cue(left.clone(), Cue::YearOnYear) {
        None
    } else {
        scene.basis(q).or(Some(Basis::YearOnYear))
    };
    let tail: String = (first..scene.place(q))
        .map(|i| sentence.of_token(i))
        .collect();
    // 降幅比一季度收窄5.2个百分点: what falls less has risen.
    let of_fall = sentence.has_cue(left.start..at, Cue::FallNoun);
    let mut reading = Reading::new("points", 3 + cost, Measure::Change, owner)
        .negative(matches!(cue, Cue::Down | Cue::Lower) != of_fall)
        .basis(basis)
        .tail(format!(
            "{}{tail}百分点",
            if head_is_rate || of_rate {
                "增速"
            } else {
                ""
            }
        ));
    reading.of_rate = of_rate;
    Some(reading)
}

/// 增长4.1%，快于全省1.3个百分点: the rate told in the same sentence is compared, or one named here.
fn grew_here(scene: &Scene<'_>, q: usize, before: std::ops::Range<usize>) -> bool {
    let told = scene.topics[scene.sentence_topics..].last();
    let sentence = scene.sentence;
    let named = before.clone().any(|at| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Term(Term::Indicator(_)) | Kind::Word(Pos::Noun)
        )
    });
    sentence.has_cue(before, Cue::RateNoun)
        || !named
            && scene.quantity(q).form == crate::quantities::Form::Plain
            && told.is_some_and(|topic| topic.measure == Some(Measure::Growth))
}

/// 增加了57亿元, 比2017年减少2,540万美元, 较上一年度提升8位.
pub(super) fn amount(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if !matches!(
        scene.kind(q),
        UnitKind::Money | UnitKind::Count | UnitKind::Measure | UnitKind::Rank | UnitKind::Rate
    ) {
        return None;
    }
    let sentence = scene.sentence;
    let (at, cue, tail) = match scene.adjacent(q) {
        Some((at, cue)) => (at, cue, sentence.of_token(at)),
        None => {
            let (at, cue) = apart(scene, q).or_else(|| more_done(scene, q))?;
            (at, cue, sentence.between(at, scene.place(q)))
        }
    };
    // 产值下降的76家企业: those whose output fell.
    let tells_which = sentence.of_token(scene.place(q) - 1) == "的";
    // 得分88.5分，比去年同期低0.7分; 比全省低0.7分 is no change.
    let compared = sentence.has_cue(scene.left(q), Cue::YearOnYear);
    let apart = apart(scene, q).is_some();
    let changes = matches!(cue, Cue::Up | Cue::Down | Cue::Cut)
        || (compared || apart) && matches!(cue, Cue::Higher | Cue::Lower);
    if !changes || tells_which {
        return None;
    }
    let (owner, cost) = scene.owner(q, super::before_comparison(scene, q, at))?;
    // 增加3家企业 with a noun of its own after the number counts what was added.
    let nets = sentence.of_token(at) == "净增";
    let basis = scene.basis(q).or(nets.then_some(Basis::YearOnYear));
    // 增速居全市第3位，前移4位: the place of the rate moved.
    let of_rate = matches!(&owner, Owner::Antecedent(topic)
        if topic.of_rate && topic.measure == Some(Measure::Rank));
    let mut reading = Reading::new("change-amount", 3 + cost, Measure::Change, owner)
        .negative(!matches!(cue, Cue::Up | Cue::Higher))
        .basis(basis)
        .tail(tail);
    reading.of_rate = of_rate;
    Some(reading)
}

/// 超出预算目标1.2亿元, 比全市平均水平低3.4万元: money more or less than something else.
fn apart(scene: &Scene<'_>, q: usize) -> Option<(usize, Cue)> {
    const AIMS: [&str; 6] = ["目标", "平均", "平均水平", "计划", "预期", "预算"];
    let sentence = scene.sentence;
    let is_aim = |at: usize| {
        AIMS.iter()
            .any(|word| sentence.of_token(at).ends_with(word))
    };
    if scene.kind(q) != UnitKind::Money || !scene.left(q).any(is_aim) {
        return None;
    }
    scene.nearest(q, |cue| matches!(cue, Cue::Higher | Cue::Lower))
}

/// 比上年少用3200万千瓦时, 比去年多销2万台: more or less was done.
fn more_done(scene: &Scene<'_>, q: usize) -> Option<(usize, Cue)> {
    let sentence = scene.sentence;
    let left = scene.left(q);
    let at = left.end.checked_sub(2).filter(|&at| at > left.start)?;
    let cue = match sentence.of_token(at) {
        "多" => Cue::Up,
        "少" => Cue::Down,
        _ => return None,
    };
    // 比上年少完成3.2亿元.
    let does = matches!(sentence.tokens[at + 1].kind, Kind::Word(Pos::Verb))
        || sentence.of_token(at + 1) == "完成";
    let compares = |cue| sentence.has_cue(left.start..at, cue);
    (does && (compares(Cue::Than) || compares(Cue::YearOnYear))).then_some((at, cue))
}

/// 缩短项目建设时间3个月: a verb of reduction, a noun of time, a span of time.
pub(super) fn time(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Time {
        return None;
    }
    let sentence = scene.sentence;
    let (at, cue) = scene.nearest(q, |c| matches!(c, Cue::Up | Cue::Down | Cue::Cut))?;
    if sentence.has_cue(at..scene.place(q), Cue::DownTo) {
        return None;
    }
    let noun = super::super::phrase::before(sentence, at + 1, scene.place(q), scene.config);
    let owner = if noun.is_empty() {
        scene.owner(q, scene.head_before(q, at))?.0
    } else {
        Owner::Phrase(noun)
    };
    Some(
        Reading::new("change-time", 4, Measure::Change, owner)
            .negative(cue != Cue::Up)
            .basis(scene.basis(q))
            .tail(sentence.of_token(at)),
    )
}

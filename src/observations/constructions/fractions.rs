//! 分数: 其中四分之一设在… · 在建项目过半 · 入驻企业中近九成来自外地 · 留园率64%: shares without a word of
//! sharing.

use super::super::cues::Cue;
use super::super::lexicon::Term;
use super::super::phrase;
use super::super::reading::{Owner, Reading};
use super::super::sentence::{Kind, Pos};
use super::Scene;
use crate::model::{Basis, Measure};
use crate::quantities::{Form, UnitKind, kind_of};

/// 入驻企业中近九成来自外地: a portion of those named before does what is told after.
pub(super) fn of_some(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let sentence = scene.sentence;
    let (left, right) = (scene.left(q), scene.right(q));
    let kind = |at: usize| sentence.tokens[at].kind;
    let does = right.clone().next().is_some_and(|first| match kind(first) {
        Kind::Word(Pos::Verb) => true,
        Kind::Word(Pos::Function) => {
            let mut acts = right.clone().take(5);
            acts.any(|at| matches!(kind(at), Kind::Word(Pos::Verb)))
        }
        // 轴承钢八成以上要从外省采购.
        Kind::Term(Term::Cue(Cue::Target | Cue::From)) => {
            let mut acts = right.clone().take(5);
            acts.any(|at| matches!(kind(at), Kind::Word(Pos::Verb | Pos::VerbNoun)))
        }
        // 订单里四成是出口的.
        _ => matches!(sentence.of_token(first), "是" | "为"),
    });
    let place = scene.place(q);
    // 整机厂要用的零部件，九成以上在区内就能配齐: the clause before names them.
    // 所用的铜箔，仍有七成左右要靠进口: so it does where light words stand between.
    let alone = left.clone().all(|at| phrase::is_light(sentence, at));
    let start = if alone && left.start > 1 && sentence.of_token(left.start - 1) == "，" {
        sentence.clause_start(left.start - 1)
    } else {
        left.start
    };
    let mut end = place;
    while end > start
        && (matches!(sentence.of_token(end - 1), "中" | "里" | "有" | "，")
            || left.contains(&(end - 1)) && phrase::is_light(sentence, end - 1))
    {
        end -= 1;
    }
    let whole = phrase::before(sentence, start, end, scene.config);
    if !does || whole.is_empty() || !whole.verb.is_empty() {
        return None;
    }
    let did = phrase::deed(sentence, right);
    let head = phrase::Head {
        noun: whole.noun.clone(),
        indicator: whole.indicator,
        breakdown: Some(did.clone()),
        ..phrase::Head::default()
    };
    Some(
        Reading::new("share-of-some", 16, Measure::Share, Owner::Phrase(head))
            .basis(Some(Basis::Whole(whole.noun)))
            .tail("占比"),
    )
}

/// 97.6%的事项可以一网通办, 超过八成的行业大类实现增长: so many of those behind 的 do what comes next.
pub(super) fn of_those(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let (left, right) = (scene.left(q), scene.right(q));
    let of = right.clone().next()?;
    // 近两成规上工业企业亏损: a fraction needs no 的.
    let joins = match sentence.tokens[of].kind {
        Kind::Word(Pos::Of) => true,
        Kind::Word(Pos::Noun) | Kind::Term(Term::Indicator(_) | Term::Breakdown(_)) => {
            scene.quantity(q).form == Form::Fraction
        }
        _ => false,
    };
    if scene.kind(q) != UnitKind::Percent || !joins {
        return None;
    }
    let place = scene.place(q);
    // 计划年内让80%以上的审批事项实现“一窗通办”.
    let lets = place > left.start
        && matches!(
            sentence.of_token(place - 1),
            "让" | "使" | "推动" | "确保" | "带动" | "保证"
        );
    // 这里七成企业是印染厂, 全市三分之一以上的高新技术企业在这里.
    let is_where = |at: usize| {
        matches!(sentence.tokens[at].kind, Kind::Term(Term::Region(_)))
            || matches!(sentence.of_token(at), "这里" | "那里")
    };
    let opens = lets
        || left
            .clone()
            .all(|at| phrase::is_light(sentence, at) || is_where(at));
    let mut those = phrase::after(sentence, place, right.end, scene.config, scene.counted);
    // 规上工业企业亏损: jieba takes the deed for a noun.
    let last = those.range.end.wrapping_sub(1);
    let ends_in_deed = those.predicate.is_empty()
        && those.range.len() > 1
        && matches!(sentence.tokens[last].kind, Kind::Word(Pos::VerbNoun));
    if ends_in_deed {
        let start = those.range.start;
        those = phrase::before(sentence, start, last, scene.config);
        those.range = start..last;
    }
    let did = phrase::deed(sentence, those.range.end..right.end);
    let acts = ends_in_deed || !those.predicate.is_empty();
    if !opens || those.noun.is_empty() || !acts || did.is_empty() || did == "是" {
        return None;
    }
    let did = did.trim_start_matches('是');
    let did: String = did.chars().take(14).collect();
    let whole = those.noun.clone();
    let head = phrase::Head {
        noun: format!("{did}的{whole}"),
        indicator: those.indicator,
        breakdown: Some(did),
        ..phrase::Head::default()
    };
    let reading = Reading::new("share-of-those", 8, Measure::Share, Owner::Phrase(head));
    Some(reading.basis(Some(Basis::Whole(whole))).tail("占比"))
}

/// 服务站覆盖92%的行政村: so many of those behind 的 are reached.
pub(super) fn covered(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let (left, right) = (scene.left(q), scene.right(q));
    let of = right.clone().next()?;
    let verb = left.clone().next_back()?;
    let covers = ["覆盖", "惠及", "带动"].contains(&sentence.of_token(verb).trim_end_matches('了'));
    let joins = matches!(sentence.tokens[of].kind, Kind::Word(Pos::Of));
    if scene.kind(q) != UnitKind::Percent || !covers || !joins {
        return None;
    }
    let place = scene.place(q);
    let those = phrase::after(sentence, place, right.end, scene.config, scene.counted);
    let head = phrase::Head {
        noun: format!("{}{}", sentence.of_token(verb), those.noun),
        ..phrase::Head::default()
    };
    let is_named = !those.noun.is_empty();
    is_named.then(|| {
        let reading = Reading::new("share-covered", 4, Measure::Share, Owner::Phrase(head));
        reading.basis(Some(Basis::Whole(those.noun))).tail("比例")
    })
}

/// 贡献了全市近四成的工业增加值: so much of what the region has.
pub(super) fn given(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    const GIVES: [&str; 6] = ["贡献", "创造", "提供", "占据", "支撑", "拥有"];
    let sentence = scene.sentence;
    let (left, right) = (scene.left(q), scene.right(q));
    let of = right.clone().next()?;
    let region = scene
        .place(q)
        .checked_sub(1)
        .filter(|&at| at >= left.start)?;
    let is_region = matches!(sentence.tokens[region].kind, Kind::Term(Term::Region(_)));
    // 以全市2.4%的土地，贡献了…: with so much of it.
    let by = region > left.start && sentence.of_token(region - 1) == "以";
    let gives = by
        || left
            .rev()
            .take(4)
            .any(|at| GIVES.contains(&sentence.of_token(at)));
    let joins = matches!(sentence.tokens[of].kind, Kind::Word(Pos::Of));
    if scene.kind(q) != UnitKind::Percent || !is_region || !gives || !joins {
        return None;
    }
    let mut head = phrase::after(
        sentence,
        scene.place(q),
        right.end,
        scene.config,
        scene.counted,
    );
    head.predicate.clear();
    let whole = format!("{}{}", sentence.of_token(region), head.noun);
    let is_named = !head.noun.is_empty();
    is_named.then(|| {
        let tail = format!("占{whole}的比重");
        let reading = Reading::new("share-given", 4, Measure::Share, Owner::Phrase(head));
        reading.basis(Some(Basis::Whole(whole))).tail(tail)
    })
}

/// 土建工程已完成九成: of the thing itself so much is done.
pub(super) fn done(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    let sentence = scene.sentence;
    let left = scene.left(q);
    let is_done = |at: usize| phrase::is_done(sentence.of_token(at));
    let light_before = |mut end: usize| {
        while end > left.start && phrase::is_light(sentence, end - 1) && !is_done(end - 1) {
            end -= 1;
        }
        end
    };
    let verb = light_before(left.end).checked_sub(1)?;
    if scene.quantity(q).form != Form::Fraction || verb < left.start || !is_done(verb) {
        return None;
    }
    let head = fraction_of(scene, left.start, light_before(verb))?;
    let whole = head.noun.clone();
    let reading = Reading::new("fraction-done", 12, Measure::Share, Owner::Phrase(head));
    Some(reading.basis(Some(Basis::Whole(whole))).tail("完成占比"))
}

/// The noun that ends at the token, of which a fraction is told.
fn fraction_of(scene: &Scene<'_>, start: usize, end: usize) -> Option<phrase::Head> {
    let head = phrase::before(scene.sentence, start, end, scene.config);
    let names = head.noun.chars().count() >= 2
        && head.verb.is_empty()
        && head.range.end == end
        && !super::is_vague(&head.noun);
    names.then_some(head)
}

/// 在建项目过半因缺钱停工, 发明专利过半: of the things named directly before so many do what is said
/// after, or, where nothing is said, so many of those counted before are they.
pub(super) fn of_counted(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.quantity(q).form != Form::Fraction {
        return None;
    }
    let sentence = scene.sentence;
    let (left, right) = (scene.left(q), scene.right(q));
    let head = fraction_of(scene, left.start, left.end)?;
    let did = phrase::deed(sentence, right.clone());
    let told = scene.topics[scene.sentence_topics..]
        .iter()
        .rev()
        .find(|topic| topic.measure == Some(Measure::Level));
    let reading = match told {
        _ if !did.is_empty() => {
            let whole = head.noun.clone();
            let part = phrase::Head {
                breakdown: Some(did.clone()),
                ..head
            };
            Reading::new(
                "fraction-of-counted",
                14,
                Measure::Share,
                Owner::Phrase(part),
            )
            .basis(Some(Basis::Whole(whole)))
            .tail("占比")
        }
        // 完成投资21.7亿元，工程量过半: no part of the money.
        Some(topic)
            if kind_of(&topic.unit) != UnitKind::Count
                && ["量", "工程", "进度", "主体"]
                    .iter()
                    .any(|end| head.noun.ends_with(end)) =>
        {
            let whole = head.noun.clone();
            let owner = Owner::Phrase(head);
            Reading::new("fraction-of-counted", 14, Measure::Share, owner)
                .basis(Some(Basis::Whole(whole)))
                .tail("完成占比")
        }
        Some(topic) => {
            let whole = topic.noun.trim_end_matches('数').to_string();
            Reading::new(
                "fraction-of-counted",
                14,
                Measure::Share,
                Owner::PartOf(topic.clone(), head),
            )
            .basis(Some(Basis::Whole(whole)))
            .tail("占比")
        }
        None => return None,
    };
    Some(reading)
}

/// 其中四分之一设在…: a fraction in words with nothing else to hold on to.
pub(super) fn fraction(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.quantity(q).form != Form::Fraction {
        return None;
    }
    let topic = scene.antecedent()?.clone();
    // 近九成来自外地，过半拥有发明专利: of the same whole.
    let whole = match &topic.whole {
        Some(whole) if topic.measure == Some(Measure::Share) => whole.clone(),
        _ => topic.noun.clone(),
    };
    let whole = Basis::Whole(whole);
    let right = scene.right(q);
    let words = phrase::phrase_text(scene.sentence, right.start..right.end)
        .trim_end_matches(['，', '。', '；'])
        .to_string();
    let head = phrase::Head {
        noun: words.clone(),
        breakdown: Some(words),
        ..phrase::Head::default()
    };
    Some(
        Reading::new(
            "fraction-of-topic",
            20,
            Measure::Share,
            Owner::PartOf(topic, head),
        )
        .basis(Some(whole))
        .tail("占比"),
    )
}

/// 增长面68%, 留园率还停在64%, 上半年冲刺80%: a noun alone before a percentage is what it is a
/// share of; without one it goes on with the share told before.
pub(super) fn bare(scene: &Scene<'_>, q: usize) -> Option<Reading> {
    if scene.kind(q) != UnitKind::Percent {
        return None;
    }
    let place = scene.place(q);
    let mut head = scene.head_before(q, place);
    // 本科及以上学历 近八成: a line of a list that says nothing else.
    let sentence = scene.sentence;
    let tells = |at: usize| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Word(Pos::Verb)
                | Kind::Quantity(_)
                | Kind::Mark(_)
                | Kind::Period(_)
                | Kind::Term(Term::Cue(_))
        )
    };
    let is_all = !head.is_empty() && place + 1 == sentence.tokens.len() && !(0..place).any(tells);
    if scene.quantity(q).form != Form::Plain && !is_all {
        return None;
    }
    if is_all {
        head.noun = sentence.between(0, place).split_whitespace().collect();
    }
    let names_money = head
        .indicator
        .is_some_and(|i| kind_of(&scene.config.indicators[i].unit) != UnitKind::Percent);
    if names_money {
        return None;
    }
    let owner = if head.noun.chars().count() >= 2 && !super::is_vague(&head.noun) {
        Owner::Phrase(head)
    } else {
        let topic = scene.topics[scene.sentence_topics..].last()?;
        if topic.measure != Some(Measure::Share) {
            return None;
        }
        Owner::Antecedent(topic.clone())
    };
    Some(Reading::new("share-alone", 30, Measure::Share, owner))
}

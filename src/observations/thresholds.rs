//! Limits that define a class (门槛): 2000万元以上项目, 年产值过亿元的61家. They become part of the
//! noun phrase, no observation.

use super::lexicon::Term;
use super::sentence::{Kind, Pos, Sentence};
use crate::model::{LeftoverReason, Qualifier};
use crate::quantities::{Form, UnitKind};

/// Turns the quantities that only define a class into leftovers.
pub(super) fn mark(sentence: &mut Sentence) {
    for q in 0..sentence.quantities.len() {
        if is_threshold(sentence, q) {
            let at = sentence.places[q];
            sentence.tokens[at].kind = Kind::Leftover(LeftoverReason::Threshold);
            let span = sentence.quantities[q].span;
            sentence.leftovers.push((span, LeftoverReason::Threshold));
        }
    }
}

/// True when token `at` is a quantity that still stands.
pub(super) fn stands(sentence: &Sentence, q: usize) -> bool {
    matches!(sentence.tokens[sentence.places[q]].kind, Kind::Quantity(_))
}

fn is_threshold(sentence: &Sentence, q: usize) -> bool {
    let mention = &sentence.quantities[q];
    let kind = crate::quantities::kind_of(&mention.quantity.unit);
    if !matches!(
        kind,
        UnitKind::Money | UnitKind::Measure | UnitKind::Count | UnitKind::Percent | UnitKind::Time
    ) {
        return false;
    }
    let at = sentence.places[q];
    let next = sentence.tokens.get(at + 1);
    let text = mention.span.of(sentence.text());
    let bounded_after = ["以上", "以下", "及以上", "以内"]
        .iter()
        .any(|w| text.ends_with(w));
    let bounded_before =
        text.starts_with('过') || (text.starts_with("超") && kind == UnitKind::Money);
    let bare = mention.number.of(sentence.text()).starts_with(['亿', '万']);
    // 投资额过10亿元的1个.
    let passes = at > 0 && sentence.of_token(at - 1) == "过";
    let bounded = passes
        || matches!(
            mention.quantity.qualifier,
            Qualifier::Over | Qualifier::Under
        ) && (bounded_after || bounded_before);
    // （2000万元以上） after a count.
    if bounded && sentence.tokens[at].depth > 0 && kind == UnitKind::Money {
        return true;
    }
    // “规上”指年主营业务收入2000万元及以上: what a word stands for.
    let defines = {
        let before = &sentence.text()[..mention.span.start];
        ["”指", "是指", "系指", "均指"]
            .iter()
            .any(|word| before.contains(word))
    };
    if bounded_after && defines {
        return true;
    }
    let Some(next) = next else { return false };
    // 年营业收入过亿元47家: so many have it.
    let counted_next = matches!(next.kind, Kind::Quantity(next)
        if matches!(sentence.quantities[next].quantity.unit.as_str(), "家" | "个"));
    let had = ["收入", "产值", "税收", "纳税", "投资额", "总投资"]
        .iter()
        .any(|noun| sentence.text()[..mention.span.start].ends_with(noun));
    let ends = at + 2 == sentence.clause_end(at);
    if bounded && counted_next && had && ends && kind == UnitKind::Money {
        return true;
    }
    let of = matches!(next.kind, Kind::Word(Pos::Of));
    let followed = sentence.tokens.get(at + 1 + usize::from(of));
    // 一支108米长的叶片: how long it is, no kind of it.
    let is_size = ["长", "宽", "高", "深", "厚", "重"].contains(&sentence.of_token(at + 1));
    let noun = followed.is_some_and(|t| {
        !is_size
            && matches!(
                t.kind,
                Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier)
                    | Kind::Term(Term::Indicator(_) | Term::Breakdown(_))
            )
    });
    // 三分之一以上的企业 are a share.
    if mention.form != Form::Fraction && limits_list(sentence, q) {
        return true;
    }
    // 10亿元以上的4个, 年产值过亿元的61家.
    let counts = of && sentence.has_quantity(at + 2..sentence.clause_end(at));
    if mention.is_range_start {
        // 1亿元至10亿元的29个: both ends are one limit.
        return q + 1 < sentence.quantities.len()
            && kind == UnitKind::Money
            && upper_counts(sentence, q + 1);
    }
    if q > 0 && sentence.quantities[q - 1].is_range_start && kind == UnitKind::Money {
        return upper_counts(sentence, q);
    }
    // 220千伏变电站1座: a measure before the counted noun only describes it.
    let describes = kind == UnitKind::Measure
        && noun
        && !of
        && sentence.has_quantity(at + 1..sentence.clause_end(at))
        && !sentence
            .between(at + 1, sentence.clause_end(at))
            .contains('、');
    // 一只40英尺集装箱: of what size the one is.
    let describes = describes
        || kind == UnitKind::Measure
            && noun
            && !of
            && at > 0
            && matches!(
                sentence.tokens[at - 1].kind,
                Kind::Leftover(LeftoverReason::Indefinite)
            );
    // 110千伏云台变电站建成投运: a tension only tells which.
    let is_class = matches!(mention.quantity.unit.as_str(), "千伏" | "kV") && noun && !of;
    if describes || is_class {
        return true;
    }
    // 超千亿产业集群: without 元 a round sum before its noun says of what size.
    let names_size = noun
        && !of
        && kind == UnitKind::Money
        && !text.ends_with('元')
        && !text.contains(|c: char| c.is_ascii_digit());
    if names_size {
        return true;
    }
    if !bounded && !bare {
        return false;
    }
    let only_then = of && sentence.has_quantity(at + 2..sentence.clause_end(at));
    // 超50亿元项目2个: a limit before the counted noun.
    let then_counted = bounded_before
        && noun
        && q + 1 < sentence.quantities.len()
        && sentence.places[q + 1] < sentence.clause_end(at)
        && sentence.kind_at(sentence.places[q + 1]) == Some(UnitKind::Count)
        && (at + 1..sentence.places[q + 1]).all(|i| {
            matches!(
                sentence.tokens[i].kind,
                Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier) | Kind::Term(_)
            )
        });
    if kind == UnitKind::Money || kind == UnitKind::Measure {
        (noun && (bounded_after || bare)) || counts || only_then || then_counted
    } else {
        // 三年以上, 10%以上的增长 are figures.
        false
    }
}

/// 突破1亿元、5亿元、10亿元的企业: limits of one list, of which the first is bounded and the last
/// stands before what they limit.
fn limits_list(sentence: &Sentence, q: usize) -> bool {
    let is_pause = |at: usize| matches!(sentence.of_token(at), "、" | "和" | "或");
    let joined = |left: usize, right: usize| {
        let (a, b) = (sentence.places[left], sentence.places[right]);
        b == a + 2 && is_pause(a + 1)
    };
    let (mut first, mut last) = (q, q);
    while first > 0 && joined(first - 1, first) {
        first -= 1;
    }
    while last + 1 < sentence.places.len() && joined(last, last + 1) {
        last += 1;
    }
    let bounded = matches!(
        sentence.quantities[first].quantity.qualifier,
        Qualifier::Over | Qualifier::Under
    );
    let end = sentence.places[last];
    let of = sentence
        .tokens
        .get(end + 1)
        .is_some_and(|token| matches!(token.kind, Kind::Word(Pos::Of)));
    let limited = || {
        let noun = sentence.of_token(end + 2);
        ["企业", "项目", "单位", "机构", "个人"]
            .iter()
            .any(|n| noun.ends_with(n))
    };
    bounded && of && end + 2 < sentence.tokens.len() && limited()
}

fn upper_counts(sentence: &Sentence, q: usize) -> bool {
    let at = sentence.places[q];
    sentence.tokens.get(at + 1).is_some_and(|t| {
        // 1亿元至10亿元的29个, 5亿元至10亿元项目5个.
        matches!(t.kind, Kind::Word(Pos::Of))
            || ["项目", "企业"].contains(&sentence.of_token(at + 1))
    }) && sentence.has_quantity(at + 2..sentence.clause_end(at))
}

//! Part of a whole (部分与总体): no part is larger than its whole, and what share it is.
//!
//! Several parts that do not fill the whole are added up: 4 + 6 = 10 ≤ 33. Parts may overlap, so
//! that only a single part that is larger than its whole contradicts it. A share is computed
//! where no article states one. Convention: 统计学原理, 结构相对数.

use super::{
    Rule, arithmetic, base,
    book::{Book, Reach, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    share, sum, write,
};
use crate::model::{Check, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "subset",
    name: "部分与总体",
    formula: "部分 ≤ 总体，部分 ÷ 总体",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for group in book.groups() {
        for whole in group.iter().filter(|f| is_whole(book, group, f)) {
            checks.extend(of_one(book, whole));
        }
    }
    checks
}

/// True for the one figure of its period that stands for all: without words, else by scope.
fn is_whole(book: &Book<'_>, group: &[Figure<'_>], figure: &Figure<'_>) -> bool {
    is_level(figure)
        && figure.is_exact()
        && !figure.is_disputed
        && book.is_whole(figure)
        && !group.iter().any(|other| {
            is_level(other)
                && other.period() == figure.period()
                && same_unit(other, figure)
                && other.breakdown().is_none()
                && figure.breakdown().is_some()
        })
}

fn of_one<'a>(book: &Book<'a>, whole: &Figure<'a>) -> Vec<Check> {
    let parts = sum::parts(book, whole);
    let scale = whole.scale();
    let too_large = |part: &&Figure<'a>| whole.range.is_below(part.range);
    if let Some(part) = parts.iter().find(too_large) {
        // Without 其中 the larger one may be of another scope that its sentence leaves out.
        if !sum::is_among(book, part, whole) {
            return vec![];
        }
        return vec![
            Draft::new(
                RULE.code,
                Verdict::Contradicts,
                format!("{}与总体", book.dated_name(part)),
                &[*part, *whole],
            )
            .formula(format!(
                "{} > {} {}",
                part.number_in(&scale),
                whole.number_in(&scale),
                scale.unit
            ))
            .stated(whole)
            .note("部分大于总体。")
            .done(),
        ];
    }
    if let [part] = parts.as_slice() {
        return Vec::from_iter(one_part(book, part, whole));
    }
    let Some((value, range)) = sum::total(&parts).filter(|_| !parts.is_empty()) else {
        return vec![];
    };
    if range.meets(whole.range) || whole.range.is_below(range) {
        return vec![];
    }
    let terms: Vec<String> = parts.iter().map(|f| f.number_in(&scale)).collect();
    let decimals = parts.iter().map(Figure::decimals).min().unwrap_or_default();
    let result = scale.write(value, decimals);
    let mut operands = parts.clone();
    operands.push(*whole);
    vec![
        Draft::new(
            RULE.code,
            Verdict::Agrees,
            format!("{}各部分不超过总体", book.dated_name(whole)),
            &operands,
        )
        .formula(format!(
            "{} = {result} ≤ {} {}",
            terms.join(" + "),
            whole.number_in(&scale),
            scale.unit
        ))
        .computed(format!("{result}{}", scale.unit))
        .done(),
    ]
}

fn one_part<'a>(book: &Book<'a>, part: &Figure<'a>, whole: &Figure<'a>) -> Option<Check> {
    let key = &part.fact.key;
    let is_stated = book.of(&key.subject, &key.indicator).iter().any(|f| {
        share::is_share(f) && f.breakdown() == part.breakdown() && f.period() == part.period()
    });
    if is_stated {
        return None;
    }
    let percent = arithmetic::percent(part.value, whole.value)?;
    let result = format!("{}%", write::number(percent, 1));
    let scale = whole.scale();
    let mut note = String::new();
    if book.reach(whole.breakdown(), None) == Reach::Unlabelled {
        note = format!("总体为“{}”。", whole.breakdown().unwrap_or_default());
    }
    if let Some(before) = share_before(book, part, whole) {
        note.push_str(&format!("上年（倒推）为{before}%。"));
    }
    Some(
        Draft::new(
            RULE.code,
            Verdict::Derivable,
            format!("{}占比", book.dated_name(part)),
            &[*part, *whole],
        )
        .formula(format!(
            "{} ÷ {} = {result}",
            part.number_in(&scale),
            whole.number_in(&scale)
        ))
        .computed(result)
        .note(note)
        .done(),
    )
}

/// The share of the year before, where both bases are implied by rates.
pub(super) fn share_before<'a>(
    book: &Book<'a>,
    part: &Figure<'a>,
    whole: &Figure<'a>,
) -> Option<String> {
    let (_, part) = base::implied(book, part)?;
    let (_, whole) = base::implied(book, whole)?;
    Some(write::number(arithmetic::percent(part, whole)?, 1))
}

//! Share (占比): part ÷ whole = stated share.
//!
//! The whole is what the words of the share name: an indicator (占工业总产值), or the scope of
//! the part's own indicator (占规模以上工业的比重). A share of another whole (口径) is not
//! compared. Convention: 统计学原理, 结构相对数 = 部分 ÷ 总体 × 100%.

use super::{
    Rule, arithmetic,
    book::{Book, Reach, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Measure, Nature, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "share",
    name: "占比",
    formula: "部分 ÷ 总体 = 占比",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

/// True for a reported share in percent.
pub(super) fn is_share(figure: &Figure<'_>) -> bool {
    let key = &figure.fact.key;
    key.measure == Measure::Share
        && key.nature == Nature::Result
        && figure.fact.unit == "%"
        && !figure.is_disputed
}

/// The part that a share speaks of, of the share's own period.
pub(super) fn part<'a>(book: &Book<'a>, share: &Figure<'_>) -> Option<Figure<'a>> {
    let key = &share.fact.key;
    book.of(&key.subject, &key.indicator)
        .iter()
        .find(|f| {
            is_level(f)
                && !f.is_disputed
                && f.fact.key.breakdown == key.breakdown
                && f.fact.key.period == key.period
        })
        .copied()
}

/// The whole that the words of a share name, in the share's own period.
pub(super) fn whole<'a>(book: &Book<'a>, share: &Figure<'_>) -> Option<(Figure<'a>, Reach)> {
    let key = &share.fact.key;
    let basis = key.basis.as_deref()?;
    let canonical = book.vocabulary.breakdown(basis);
    let scope = book.vocabulary.is_scope(canonical).then_some(canonical);
    let indicator = match scope {
        Some(_) => key.indicator.as_str(),
        None => book.indicator_named(basis)?,
    };
    // 规模以上工业总产值 names scope and indicator in one.
    let named_scope = scope.or_else(|| book.scope_named(basis));
    book.of(&key.subject, indicator)
        .iter()
        .filter(|f| is_level(f) && !f.is_disputed && f.period() == share.period())
        .map(|f| (*f, book.reach(f.breakdown(), named_scope)))
        .filter(|(f, reach)| *reach != Reach::Different && f.breakdown() != share.breakdown())
        .min_by_key(|(f, reach)| (*reach, !book.share_article(f, share)))
}

fn check<'a>(book: &Book<'a>, share: &Figure<'a>) -> Option<Check> {
    if !is_share(share) {
        return None;
    }
    let part = part(book, share)?;
    let (whole, reach) = whole(book, share)?;
    if !same_unit(&part, &whole) || part.fact.id == whole.fact.id {
        return None;
    }
    let percent = arithmetic::percent(part.value, whole.value)?;
    // Multiplied, not divided: the product is exact.
    let meets = share.range.fraction().times(whole.range).meets(part.range);
    let is_bound = [&part, &whole, share].iter().any(|f| f.range.is_bound());
    let is_told_together = book.share_article(&part, share) && book.share_article(&whole, share);
    let verdict = match (meets, is_bound) {
        (true, true) => Verdict::Compatible,
        (true, false) if percent == share.value => Verdict::Agrees,
        (true, false) => Verdict::AgreesRounded,
        (false, _) if reach == Reach::Same || is_told_together => Verdict::Contradicts,
        (false, _) => Verdict::Scope,
    };
    let note = match (verdict, reach) {
        (Verdict::Contradicts | Verdict::Scope, Reach::Unlabelled) => {
            format!(
                "原文说的是占“{}”，总体的口径标注不一，口径可能不同。",
                share.fact.key.basis.as_deref().unwrap_or_default()
            )
        }
        (_, Reach::Unlabelled) => "两数相合，也说明总体就是这一口径。".to_string(),
        _ => String::new(),
    };
    let decimals = share.teller.step.abs().normalize().scale() + 1;
    let result = format!("{}%", write::number(percent, decimals));
    let scale = whole.scale();
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}占比", book.dated_name(share)),
            &[part, whole, *share],
        )
        .formula(format!(
            "{} ÷ {} = {result}",
            part.number_in(&scale),
            whole.number_in(&scale)
        ))
        .computed(result)
        .stated(share)
        .note(note)
        .done(),
    )
}

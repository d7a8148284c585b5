//! Implied part (倒推部分): share × whole → part, where no article reports the part.
//!
//! The whole may be named less closely (规模以上企业 for 规模以上工业企业) or stand in the same
//! article under the year before the article's own date; it must be the only one that fits. A
//! count is a whole number: where just one rounds to the printed share, the part is exact.
//! Convention: 统计学原理, 结构相对数.

use super::{
    Rule, arithmetic,
    book::{Book, is_level},
    draft::Draft,
    figure::Figure,
    share, write,
};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "implied-part",
    name: "倒推部分",
    formula: "占比 × 总体 → 部分",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

/// The whole of a share, told by the same article: of the share's period, else of the last
/// year that had ended.
pub(super) fn whole<'a>(book: &Book<'a>, share: &Figure<'a>) -> Option<Figure<'a>> {
    if let Some((whole, _)) = share::whole(book, share) {
        return Some(whole);
    }
    let key = &share.fact.key;
    let basis: String = key
        .basis
        .as_deref()?
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let named = book.indicator_named(&basis)?;
    let last = share.period()?.last()?;
    // Only an as-of date may borrow the year before it.
    last.month?;
    let is_named = |f: &&Figure<'a>| {
        let name = f.fact.key.indicator.as_str();
        name == named || is_looser(named, name)
    };
    let candidates: Vec<_> = book
        .figures
        .iter()
        .filter(|f| f.fact.key.subject == key.subject && is_level(f) && !f.is_disputed)
        .filter(|f| f.year() == Some(last.year - 1))
        .filter(|f| book.is_whole(f) && f.teller.indicator.is_some())
        .filter(is_named)
        .filter(|f| book.share_article(f, share))
        .copied()
        .collect();
    match candidates.as_slice() {
        [whole] => Some(*whole),
        _ => None,
    }
}

/// True when `loose` says the same with fewer characters: 规模以上企业数 for 规模以上工业企业数.
fn is_looser(loose: &str, name: &str) -> bool {
    let mut rest = name.chars();
    loose.chars().count() >= 5
        && loose.chars().count() + 3 >= name.chars().count()
        && loose.chars().all(|c| rest.any(|other| other == c))
}

/// The part that a share implies: its whole, the smallest and the largest value.
pub(super) fn implied<'a>(book: &Book<'a>, share: &Figure<'a>) -> Option<Figure<'a>> {
    if !share::is_share(share) || share.range.is_bound() || share::part(book, share).is_some() {
        return None;
    }
    whole(book, share)
}

fn check<'a>(book: &Book<'a>, share: &Figure<'a>) -> Option<Check> {
    let whole = implied(book, share)?;
    let value = whole
        .value
        .checked_mul(share.value / Decimal::ONE_HUNDRED)?;
    let range = share.range.fraction().times(whole.range);
    let scale = whole.scale();
    let note = if whole.period() == share.period() {
        String::new()
    } else {
        format!(
            "总体取同文的{}{}。",
            book.dated_name(&whole),
            whole.printed()
        )
    };
    let title = match share.breakdown() {
        Some(part) if whole.is_count() => {
            format!("{}{part}数", write::period(share.period()))
        }
        Some(_) => book.dated_name(share),
        None => book.dated_name(share),
    };
    let operands = [*share, whole];
    let percent = format!("{}%", share.number());
    let left = format!("{percent} × {}", whole.number_in(&scale));
    if whole.is_whole_number() {
        let (first, last) = range.integers()?;
        let decimals = share.teller.step.abs().normalize().scale() + 1;
        let result = if first == last {
            let shown = write::number(arithmetic::percent(first, whole.value)?, decimals);
            let note = format!(
                "{}数是整数，只有{first}合：{first} ÷ {} = {shown}%。{note}",
                scale.unit,
                whole.number()
            );
            Draft::new(RULE.code, Verdict::AgreesRounded, title, &operands)
                .formula(format!("{left} → {first} {}", scale.unit))
                .computed(format!("{first}{}", scale.unit))
                .note(note)
        } else {
            Draft::new(RULE.code, Verdict::Derivable, title, &operands)
                .formula(format!("{left} → {first}~{last} {}", scale.unit))
                .computed(format!("{first}~{last}{}", scale.unit))
                .note(note)
        };
        return Some(result.done());
    }
    let decimals = whole.decimals().max(1);
    let result = match (range.low, range.high) {
        (Some(low), None) => format!("超{}", scale.write(low, decimals)),
        (None, Some(high)) => format!("不足{}", scale.write(high, decimals)),
        _ => scale.write(value, decimals),
    };
    Some(
        Draft::new(RULE.code, Verdict::Derivable, title, &operands)
            .formula(format!("{left} → {result} {}", scale.unit))
            .computed(format!("{result}{}", scale.unit))
            .note(note)
            .done(),
    )
}

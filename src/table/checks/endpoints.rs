//! Two ends of some years (首尾比较): later ÷ earlier, and the yearly rate that joins them.
//!
//! Where one article reports two years of one figure that do not follow each other (由102个增至
//! 203个). Convention: 统计学原理, 平均发展速度 (水平法, geometric mean).

use super::{
    Rule, arithmetic,
    book::{Book, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "endpoints",
    name: "首尾比较",
    formula: "末期 ÷ 首期，年均增速 = ⁿ√(末期 ÷ 首期) − 1",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for group in book.groups() {
        let levels: Vec<_> = group
            .iter()
            .filter(|f| is_level(f) && f.is_exact() && f.teller.indicator.is_some())
            .collect();
        for after in &levels {
            // The nearest earlier year that an article prints beside the later one.
            let before = levels
                .iter()
                .filter(|f| f.breakdown() == after.breakdown() && same_unit(f, after))
                .filter(|f| f.year() < after.year() && f.year().is_some())
                .filter(|f| f.fact.id != after.fact.id && book.share_article(f, after))
                .max_by_key(|f| f.year());
            checks.extend(before.and_then(|before| check(book, before, after)));
        }
    }
    checks
}

fn check<'a>(book: &Book<'a>, before: &Figure<'a>, after: &Figure<'a>) -> Option<Check> {
    let (from, to) = (before.year()?, after.year()?);
    let years = u32::try_from(to.checked_sub(from)?).ok()?;
    if years < 2 || before.value <= Decimal::ZERO {
        return None;
    }
    let multiple = after.value.checked_div(before.value)?;
    let percent = arithmetic::growth(before.value, after.value)?;
    let scale = after.scale();
    let result = format!("{}倍", write::number(multiple, 2));
    let decimals = before.decimals().min(after.decimals());
    let mut note = format!(
        "增减{}{}，{}%",
        write::signed(
            (after.value - before.value).checked_div(scale.factor)?,
            decimals
        ),
        scale.unit,
        write::signed(percent, 1)
    );
    if let Some(rate) = arithmetic::yearly_growth(before.value, after.value, years) {
        note.push_str(&format!("；{years}年年均{}%", write::signed(rate, 1)));
    }
    note.push('。');
    Some(
        Draft::new(
            RULE.code,
            Verdict::Derivable,
            format!("{from}—{to}年{}", book.name(after)),
            &[*after, *before],
        )
        .formula(format!(
            "{} ÷ {} = {} 倍",
            after.number_in(&scale),
            before.number_in(&scale),
            write::number(multiple, 2)
        ))
        .computed(result)
        .note(note)
        .done(),
    )
}

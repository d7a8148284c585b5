//! Product (单价乘数量): count × amount for each = total.
//!
//! 8个项目, 每个500万元, 合计4000万元. The three must be bound together: one sentence, or one
//! named part in one article. Convention: 总额 = 数量 × 单位金额.

use super::{
    Rule,
    book::{Book, is_level, same_unit},
    draft::{Draft, judge},
    figure::Figure,
    multiple::before_quote,
};
use crate::model::{Check, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "product",
    name: "单价乘数量",
    formula: "数量 × 单位金额 = 总额",
    run,
};

/// Words that make an amount one for each.
const EACH: &[&str] = &[
    "每个", "每家", "每项", "每人", "每名", "每户", "每件", "每宗", "每套",
];

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures
        .iter()
        .filter(|f| is_each(f))
        .filter_map(|f| check(book, f))
        .collect()
}

/// True for an amount that is one for each: 每个项目资助500万元.
pub(super) fn is_each(figure: &Figure<'_>) -> bool {
    let before = before_quote(figure);
    let clause = before.rsplit(['，', ',', '；', ';', '。']).next();
    is_level(figure)
        && !figure.is_count()
        && figure.is_exact()
        && EACH.iter().any(|word| {
            figure.fact.label.contains(word) || clause.is_some_and(|clause| clause.contains(word))
        })
}

fn check<'a>(book: &Book<'a>, each: &Figure<'a>) -> Option<Check> {
    let is_bound = |f: &&Figure<'a>| {
        let key = &f.fact.key;
        is_level(f)
            && f.fact.id != each.fact.id
            && !f.is_disputed
            && key.subject == each.fact.key.subject
            && key.period == each.fact.key.period
            && book.distance(f, each).is_some_and(|n| n <= 3)
            && (book.share_sentence(f, each)
                || (f.breakdown().is_some() && f.breakdown() == each.breakdown()))
    };
    let near: Vec<_> = book.figures.iter().filter(is_bound).collect();
    let counts: Vec<_> = near
        .iter()
        .filter(|f| f.is_count() && book.place(f) < book.place(each))
        .collect();
    let totals: Vec<_> = near
        .iter()
        .filter(|f| same_unit(f, each) && f.value > each.value && !is_each(f))
        .collect();
    let mut all: Vec<_> = counts
        .iter()
        .flat_map(|count| totals.iter().map(move |total| (***count, ***total)))
        .filter_map(|(count, total)| {
            let value = count.value.checked_mul(each.value)?;
            let range = count.range.times(each.range);
            Some((judge(Some(value), range, &total), value, count, total))
        })
        .collect();
    all.sort_by_key(|(verdict, ..)| std::cmp::Reverse(*verdict));
    let is_alone = all.len() == 1;
    let (verdict, value, count, total) = all.into_iter().next()?;
    // Where several could be meant, only one that fits is worth telling.
    if verdict == Verdict::Contradicts && !is_alone {
        return None;
    }
    let scale = total.scale();
    let result = scale.write(value, total.decimals());
    Some(
        Draft::new(
            RULE.code,
            verdict,
            book.dated_name(&total),
            &[count, *each, total],
        )
        .formula(format!(
            "{} {} × {} = {result} {}",
            count.number(),
            count.fact.unit,
            each.number_in(&scale),
            scale.unit
        ))
        .computed(format!("{result}{}", scale.unit))
        .stated(&total)
        .done(),
    )
}

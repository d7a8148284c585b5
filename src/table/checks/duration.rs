//! Years counted (年数): last year − first year, or one more when both are counted.
//!
//! 连续3年 counts both ends; 用了25年 from 1991 to 2015 is 24 years and part of a 25th (近似表述).
//! Convention: GB/T 7408《日期和时间》 for durations; 连续n年 counts calendar years.

use super::{
    Rule,
    book::{Book, is_level},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Decimal, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "duration",
    name: "年数",
    formula: "末年 − 首年（连续计则加一）",
    run,
};

/// Words that count the time between two moments.
const ELAPSED: &[&str] = &["用了", "用时", "所用", "历时", "时隔"];

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

fn check<'a>(book: &Book<'a>, stated: &Figure<'a>) -> Option<Check> {
    let Some(Period::Range(first, last)) = stated.period() else {
        return None;
    };
    let is_in_years = first.month.is_none() && last.month.is_none();
    if stated.fact.unit != "年" || !is_level(stated) || !stated.is_exact() || !is_in_years {
        return None;
    }
    let elapsed = Decimal::from(last.year - first.year);
    let counted = elapsed + Decimal::ONE;
    let is_elapsed = book.evidence(stated).any(|o| {
        ELAPSED
            .iter()
            .any(|word| o.label.contains(word) || o.sentence_text.contains(word))
    }) && !stated.fact.label.contains("连续");
    let (years, formula) = (last.year, first.year);
    let plain = format!("{years} − {formula} = {elapsed}");
    let inclusive = format!("{years} − {formula} + 1 = {counted}");
    let (verdict, formula, note) = if stated.value == elapsed {
        (Verdict::Agrees, plain, "")
    } else if stated.value == counted && is_elapsed {
        (
            Verdict::Approximate,
            plain,
            "首尾两年都算在内，才是这个数。",
        )
    } else if stated.value == counted {
        (Verdict::Agrees, inclusive, "首尾两年都算在内。")
    } else {
        (Verdict::Contradicts, plain, "")
    };
    let span = write::period(stated.period());
    let title = if is_elapsed {
        format!("{span}相隔的年数")
    } else {
        format!("{span}所历的年数")
    };
    Some(
        Draft::new(RULE.code, verdict, title, &[*stated])
            .formula(format!("{formula} 年"))
            .computed(match verdict {
                Verdict::Agrees if stated.value == counted => format!("{counted}年"),
                _ => format!("{elapsed}年"),
            })
            .stated(stated)
            .note(note)
            .done(),
    )
}

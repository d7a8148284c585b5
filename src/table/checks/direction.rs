//! Direction of change (变化方向): 提升至 says up, 降至 says down; what does the year before say?
//!
//! A share rises exactly when its part grows faster than the whole. The share of the year
//! before is reported, or implied by the rates of part and whole; one above 100 % cannot have
//! been. Levels are only reported here when the two ends run against the word.
//! Convention: 统计学原理, 结构相对数与速度的关系.

use super::{
    Rule, arithmetic, base,
    book::{Book, is_level, same_unit, year_before},
    draft::Draft,
    figure::Figure,
    multiple::before_quote,
    share, write,
};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "direction",
    name: "变化方向",
    formula: "上年占比 < 本年占比（提升）",
    run,
};

const UP: &[&str] = &[
    "提升至",
    "提升到",
    "提高至",
    "提高到",
    "上升至",
    "上升到",
    "增至",
    "增加至",
    "增加到",
    "增长至",
    "增长到",
    "升至",
    "扩大到",
    "扩大至",
    "跃升至",
    "攀升至",
];
const DOWN: &[&str] = &[
    "降至",
    "下降至",
    "下降到",
    "减少至",
    "减少到",
    "减至",
    "回落至",
    "回落到",
    "压缩至",
    "压减至",
    "缩短至",
];

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures
        .iter()
        .filter_map(|f| of_share(book, f).or_else(|| of_levels(book, f)))
        .collect()
}

/// True for up, false for down.
fn direction(figure: &Figure<'_>) -> Option<bool> {
    let before: String = before_quote(figure)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let before = before.trim_end_matches(['约', '近', '超', '了']);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    if ends(UP) {
        Some(true)
    } else if ends(DOWN) {
        Some(false)
    } else {
        None
    }
}

fn of_share<'a>(book: &Book<'a>, stated: &Figure<'a>) -> Option<Check> {
    if !share::is_share(stated) || !stated.is_exact() {
        return None;
    }
    let direction = direction(stated);
    let before = year_before(stated.period()?)?;
    let title = format!("{}占比的变化", book.dated_name(stated));
    let key = &stated.fact.key;
    let decimals = stated.decimals();
    let reported = book.of(&key.subject, &key.indicator).iter().find(|f| {
        share::is_share(f)
            && f.period() == Some(before)
            && f.breakdown() == stated.breakdown()
            && f.fact.key.basis == key.basis
    });
    if let Some(earlier) = reported {
        let rises = earlier.value < stated.value;
        let falls = earlier.value > stated.value;
        let fits = match direction? {
            true => rises,
            false => falls,
        };
        let sign = if rises {
            "<"
        } else if falls {
            ">"
        } else {
            "="
        };
        return Some(
            Draft::new(
                RULE.code,
                if fits {
                    Verdict::Agrees
                } else {
                    Verdict::Contradicts
                },
                title,
                &[*earlier, *stated],
            )
            .formula(format!("{}% {sign} {}%", earlier.number(), stated.number()))
            .stated(stated)
            .note(word(direction?))
            .done(),
        );
    }
    let part = share::part(book, stated)?;
    let (whole, _) = share::whole(book, stated)?;
    let (part_rate, part_base) = base::implied(book, &part)?;
    let (whole_rate, whole_base) = base::implied(book, &whole)?;
    let earlier = arithmetic::percent(part_base, whole_base)?;
    let scale = whole.scale();
    let places = part.decimals().max(1);
    let result = write::number(earlier, decimals);
    let formula = format!(
        "{} ÷ {} = {result}%",
        scale.write(part_base, places),
        scale.write(whole_base, places)
    );
    let operands = [part, part_rate, whole, whole_rate, *stated];
    if earlier > Decimal::ONE_HUNDRED {
        return Some(
            Draft::new(RULE.code, Verdict::Contradicts, title, &operands)
                .formula(format!("{formula} > 100%"))
                .computed(format!("{result}%"))
                .note("按两个增速倒推，上年的部分比总体还大。")
                .done(),
        );
    }
    let is_up = direction?;
    let rises = part_rate.value > whole_rate.value;
    let falls = part_rate.value < whole_rate.value;
    let fits = if is_up { rises } else { falls };
    let sign = if rises {
        "<"
    } else if falls {
        ">"
    } else {
        "="
    };
    Some(
        Draft::new(
            RULE.code,
            if fits {
                Verdict::Agrees
            } else {
                Verdict::Contradicts
            },
            title,
            &operands,
        )
        .formula(format!("{formula} {sign} {}%", stated.number()))
        .computed(format!("{result}%"))
        .stated(stated)
        .note(format!("{}上年的数由水平与增速倒推。", word(is_up)))
        .done(),
    )
}

fn word(is_up: bool) -> &'static str {
    if is_up {
        "原文说提升。"
    } else {
        "原文说下降。"
    }
}

/// 由210家增至203家: two ends in one sentence that run against the word.
fn of_levels<'a>(book: &Book<'a>, after: &Figure<'a>) -> Option<Check> {
    if !is_level(after) {
        return None;
    }
    let is_up = direction(after)?;
    let key = &after.fact.key;
    let before = book
        .neighbours(after, 1)
        .into_iter()
        .filter(|f| is_level(f) && same_unit(f, after))
        .filter(|f| f.fact.key.subject == key.subject && f.fact.key.indicator == key.indicator)
        .filter(|f| f.breakdown() == after.breakdown() && f.period() < after.period())
        .filter(|f| before_quote(f).trim_end().ends_with(['由', '从']))
        .find(|f| book.share_sentence(f, after))?;
    let runs_against = match is_up {
        true => after.range.is_below(before.range),
        false => before.range.is_below(after.range),
    };
    let scale = after.scale();
    runs_against.then(|| {
        Draft::new(
            RULE.code,
            Verdict::Contradicts,
            format!("{}的变化", book.dated_name(after)),
            &[before, *after],
        )
        .formula(format!(
            "{} {} {} {}",
            before.number_in(&scale),
            if is_up { ">" } else { "<" },
            after.number_in(&scale),
            scale.unit
        ))
        .stated(after)
        .note(word(is_up))
        .done()
    })
}

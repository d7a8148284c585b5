//! Thresholds (门槛): the average of a class lies on its side of the line that defines it.
//!
//! 2000万元以上项目59个, 46.54亿元: 0.79亿元 for each, above 2000万元. A larger count and amount
//! of the same article that also takes in what lies below the line (含2000万元以下) leaves a
//! remainder whose average must lie below it. Convention: 分组标志的界限.

use super::{
    Rule,
    book::Book,
    draft::Draft,
    figure::Figure,
    per_unit::{alike, amount_in_words, pairs},
    write::Rounding,
};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "threshold",
    name: "门槛",
    formula: "金额 ÷ 个数 ≥ 门槛",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let pairs = pairs(book);
    let mut checks = Vec::new();
    for pair in &pairs {
        let Some((line, words)) = threshold(&pair.0).or_else(|| threshold(&pair.1)) else {
            continue;
        };
        checks.extend(average(book, pair, line, &words));
        for larger in &pairs {
            checks.extend(remainder(book, pair, larger, line, &words));
        }
    }
    checks
}

/// The line in the name of a class, in 元, and its words: `2000万元`.
fn threshold(figure: &Figure<'_>) -> Option<(Decimal, String)> {
    let name = figure.breakdown()?;
    let (before, _) = name.split_once("元以上")?;
    let number = before.trim_end_matches(['万', '亿']);
    let factor = match before.strip_prefix(number)? {
        "万" => 10_000_i64,
        "亿" => 100_000_000,
        "" => 1,
        _ => return None,
    };
    let digits = number
        .rsplit(|c: char| !(c.is_ascii_digit() || c == '.'))
        .next()?;
    let line = digits
        .parse::<Decimal>()
        .ok()?
        .checked_mul(Decimal::from(factor))?;
    let words = format!("{digits}{}元", before.strip_prefix(number)?);
    Some((line, words))
}

fn average<'a>(
    book: &Book<'a>,
    (amount, count): &(Figure<'a>, Figure<'a>),
    line: Decimal,
    words: &str,
) -> Option<Check> {
    let value = amount.value.checked_div(count.value)?;
    let range = amount.range.over(count.range);
    let is_below = range.high.is_some_and(|high| high < line);
    let scale = amount.scale();
    let (result, unit) = amount_in_words(value, &scale, Rounding::Nearest);
    let (sign, verdict) = match is_below {
        true => ("<", Verdict::Contradicts),
        false => ("≥", Verdict::Agrees),
    };
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}的平均规模", book.dated_name(count)),
            &[*amount, *count],
        )
        .formula(format!(
            "{} {} ÷ {} = {result} {unit} {sign} {words}",
            amount.number_in(&scale),
            scale.unit,
            count.number(),
        ))
        .computed(format!("{result}{unit}"))
        .note(format!("每{}都应在{words}以上。", count.fact.unit))
        .done(),
    )
}

fn remainder<'a>(
    book: &Book<'a>,
    class: &(Figure<'a>, Figure<'a>),
    larger: &(Figure<'a>, Figure<'a>),
    line: Decimal,
    words: &str,
) -> Option<Check> {
    let is_larger = larger.0.value > class.0.value && larger.1.value > class.1.value;
    let is_same_time = larger.0.period() == class.0.period()
        && larger.0.fact.key.subject == class.0.fact.key.subject;
    let takes_in_smaller = book
        .evidence(&larger.0)
        .chain(book.evidence(&larger.1))
        .any(|o| o.sentence_text.contains("元以下"));
    if !is_larger || !is_same_time || !alike(class, larger) || !takes_in_smaller {
        return None;
    }
    if !book.share_article(&larger.0, &class.0) || threshold(&larger.0).is_some() {
        return None;
    }
    let count = larger.1.value.checked_sub(class.1.value)?;
    let amount = larger.0.value.checked_sub(class.0.value)?;
    let value = amount.checked_div(count)?;
    // The remainder says nothing when the larger one does not contain the class.
    if value >= line {
        return None;
    }
    let scale = larger.0.scale();
    let decimals = larger.0.decimals().min(class.0.decimals());
    let rest = scale.write(amount, decimals);
    let (result, unit) = amount_in_words(value, &scale, Rounding::Nearest);
    Some(
        Draft::new(
            RULE.code,
            Verdict::Agrees,
            format!("{}以外的平均规模", book.dated_name(&class.1)),
            &[larger.1, class.1, larger.0, class.0],
        )
        .formula(format!(
            "{} − {} = {count} {}，{} − {} = {rest} {}，{rest} ÷ {count} = {result} {unit} < {words}",
            larger.1.number(),
            class.1.number(),
            larger.1.fact.unit,
            larger.0.number_in(&scale),
            class.0.number_in(&scale),
            scale.unit,
        ))
        .computed(format!("{result}{unit}"))
        .note("如果前者包含后者。")
        .done(),
    )
}

//! The rest (其余): whole − part, and how it changes from year to year.
//!
//! What grows beside a part is often the finding: the part +75, the whole +57, so the rest −18.
//! Only within one indicator, one article, years that follow each other; where the changes of
//! whole and part are stated over the same years, the identity of changes is checked with them.
//! Convention: 统计学原理, 结构分析 (总量 = 部分 + 其余).

use super::{
    Rule, arithmetic, base,
    book::{Book, is_level},
    draft::{Draft, judge},
    figure::Figure,
    write,
};
use crate::model::{Check, Decimal, Measure, Nature, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "complement",
    name: "其余",
    formula: "总量 − 部分 = 其余；总量增减 = 部分增减 + 其余增减",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for part in &book.figures {
        checks.extend(year_on_year(book, part));
        checks.extend(implied_rate(book, part));
        checks.extend(identity(book, part));
    }
    checks
}

/// The whole beside a part, in the part's article and period.
fn whole<'a>(book: &Book<'a>, part: &Figure<'a>) -> Option<Figure<'a>> {
    let key = &part.fact.key;
    if !is_level(part) || part.is_disputed || !part.is_exact() || book.is_whole(part) {
        return None;
    }
    book.of(&key.subject, &key.indicator)
        .iter()
        .filter(|f| is_level(f) && !f.is_disputed && f.is_exact() && book.is_whole(f))
        .filter(|f| f.period() == part.period() && super::book::same_unit(f, part))
        .filter(|f| book.share_article(f, part) && f.value >= part.value)
        .min_by_key(|f| (book.distance(f, part), f.breakdown()))
        .copied()
}

/// Part and whole of a year, the part being like `like`.
fn pair<'a>(book: &Book<'a>, like: &Figure<'a>, year: i32) -> Option<(Figure<'a>, Figure<'a>)> {
    let key = &like.fact.key;
    let part = book
        .of(&key.subject, &key.indicator)
        .iter()
        .find(|f| is_level(f) && f.breakdown() == like.breakdown() && f.year() == Some(year))?;
    Some((*part, whole(book, part)?))
}

/// `(281 − 309) ÷ 309 = −9.1%`.
fn year_on_year<'a>(book: &Book<'a>, part: &Figure<'a>) -> Option<Check> {
    let (year, whole_after) = (part.year()?, whole(book, part)?);
    let (part_before, whole_before) = pair(book, part, year - 1)?;
    if whole_after.breakdown() != whole_before.breakdown() {
        return None;
    }
    let after = whole_after.value.checked_sub(part.value)?;
    let before = whole_before.value.checked_sub(part_before.value)?;
    let percent = arithmetic::growth(before, after)?;
    let scale = whole_after.scale();
    let figures = [whole_after, *part, whole_before, part_before];
    let decimals = figures.iter().map(Figure::decimals).min()?;
    let (a, b) = (scale.write(after, decimals), scale.write(before, decimals));
    let result = format!("{}%", write::signed(percent, 1));
    Some(
        Draft::new(
            RULE.code,
            Verdict::Derivable,
            format!(
                "{}—{year}年{}以外的{}",
                year - 1,
                part_name(part),
                part.fact.key.indicator
            ),
            &figures,
        )
        .formula(format!(
            "{} − {} = {a}，{} − {} = {b}，({a} − {b}) ÷ {b} = {result}",
            whole_after.number_in(&scale),
            part.number_in(&scale),
            whole_before.number_in(&scale),
            part_before.number_in(&scale),
        ))
        .computed(result)
        .note(format!("单位：{}。", scale.unit))
        .done(),
    )
}

/// The rest's growth where level and rate of whole and part are reported for one year.
fn implied_rate<'a>(book: &Book<'a>, part: &Figure<'a>) -> Option<Check> {
    let whole = whole(book, part)?;
    let (part_rate, part_base) = base::implied(book, part)?;
    let (whole_rate, whole_base) = base::implied(book, &whole)?;
    let after = whole.value.checked_sub(part.value)?;
    let before = whole_base.checked_sub(part_base)?;
    let percent = arithmetic::growth(before, after)?;
    let scale = whole.scale();
    let decimals = whole.decimals().min(part.decimals());
    // Implied amounts keep a decimal, so that the printed numbers give the printed result.
    let places = match part.is_whole_number() {
        true => decimals,
        false => decimals.max(1),
    };
    let (a, b) = (scale.write(after, decimals), scale.write(before, places));
    let result = format!("{}%", write::signed(percent, 1));
    let write_base = |value: Decimal| scale.write(value, places);
    Some(
        Draft::new(
            RULE.code,
            Verdict::Derivable,
            format!(
                "{}{}以外的{}增速",
                write::period(part.period()),
                part_name(part),
                part.fact.key.indicator
            ),
            &[whole, *part, whole_rate, part_rate],
        )
        .formula(format!(
            "{} − {} = {a}，{} − {} = {b}，({a} − {b}) ÷ {b} = {result}",
            whole.number_in(&scale),
            part.number_in(&scale),
            write_base(whole_base),
            write_base(part_base),
        ))
        .computed(result)
        .note("上年的两个数由水平与增速倒推。")
        .done(),
    )
}

/// `75 + (291 − 309) = 57`: stated changes of part and whole over the same years.
fn identity<'a>(book: &Book<'a>, part_change: &Figure<'a>) -> Option<Check> {
    let key = &part_change.fact.key;
    if key.measure != Measure::Change || key.nature != Nature::Result || book.is_whole(part_change)
    {
        return None;
    }
    let whole_change = book
        .of(&key.subject, &key.indicator)
        .iter()
        .find(|f| {
            let other = &f.fact.key;
            other.measure == Measure::Change
                && other.nature == Nature::Result
                && other.period == key.period
                && other.basis == key.basis
                && book.is_whole(f)
                && super::book::same_unit(f, part_change)
        })
        .copied()?;
    let last = part_change.period()?.last()?.year;
    let first = match key.basis.as_deref()? {
        "yoy" => last - 1,
        basis => match basis.parse().ok()? {
            Period::At(date) if date.month.is_none() => date.year,
            _ => return None,
        },
    };
    let (part_after, whole_after) = pair(book, part_change, last)?;
    let (part_before, whole_before) = pair(book, part_change, first)?;
    let rest_after = whole_after.value.checked_sub(part_after.value)?;
    let rest_before = whole_before.value.checked_sub(part_before.value)?;
    let rest = rest_after.checked_sub(rest_before)?;
    let value = part_change.value.checked_add(rest)?;
    let range = part_change
        .range
        .plus(whole_after.range.minus(part_after.range))
        .minus(whole_before.range.minus(part_before.range));
    let scale = whole_change.scale();
    let decimals = whole_after.decimals().min(part_after.decimals());
    let write = |value: Decimal| scale.write(value, decimals);
    let result = write(value);
    let (before, after) = (write(rest_before), write(rest_after));
    Some(
        Draft::new(
            RULE.code,
            judge(Some(value), range, &whole_change),
            format!(
                "{first}—{last}年{}增减的构成",
                whole_change.fact.key.indicator
            ),
            &[
                *part_change,
                whole_after,
                part_after,
                whole_before,
                part_before,
                whole_change,
            ],
        )
        .formula(format!(
            "{} + ({after} − {before}) = {result} {}",
            part_change.number_in(&scale),
            scale.unit
        ))
        .computed(format!("{result}{}", scale.unit))
        .stated(&whole_change)
        .note(format!(
            "{}以外由{before}变为{after}{}（{}）。",
            part_name(part_change),
            scale.unit,
            super::write::signed(rest.checked_div(scale.factor)?, decimals)
        ))
        .done(),
    )
}

fn part_name<'a>(part: &Figure<'a>) -> &'a str {
    part.breakdown().unwrap_or_default()
}

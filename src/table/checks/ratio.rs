//! Known ratios (常用比率): two indicators whose ratio statistics has a name for.
//!
//! Only the pairs of [`PAIRS`]; nothing else is divided. A bound gives 超 or 不足.
//! Convention: 国家统计局指标解释: 工业增加值率、营业收入利润率.

use super::{
    Rule, arithmetic,
    book::{Book, Reach, is_level, same_unit},
    draft::Draft,
    figure::Figure,
    per_unit::{amount_in_words, share_run},
    write,
};
use crate::model::{Check, Decimal, Measure, Nature, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "ratio",
    name: "常用比率",
    formula: "甲指标 ÷ 乙指标",
    run,
};

/// Where numerator and denominator must stand to be divided.
#[derive(PartialEq, Eq)]
enum Bond {
    /// The same period, in whatever articles.
    Period,
    /// Side by side in one article, of one thing.
    Neighbours,
}

struct Pair {
    above: &'static str,
    below: &'static str,
    name: &'static str,
    bond: Bond,
    note: &'static str,
}

const fn pair(
    above: &'static str,
    below: &'static str,
    name: &'static str,
    bond: Bond,
    note: &'static str,
) -> Pair {
    Pair {
        above,
        below,
        name,
        bond,
        note,
    }
}

/// Endings of indicator names or labels.
const PAIRS: &[Pair] = &[
    pair(
        "工业增加值",
        "工业总产值",
        "工业增加值率",
        Bond::Period,
        "慎用：两数的口径未必一致。",
    ),
    pair("利润总额", "营业收入", "营业收入利润率", Bond::Period, ""),
    pair(
        "计划投资额",
        "总投资额",
        "年度计划占总投资",
        Bond::Neighbours,
        "",
    ),
    pair("完成投资额", "总投资额", "投资完成率", Bond::Neighbours, ""),
    pair(
        "达产产值",
        "总投资额",
        "达产产值与总投资之比",
        Bond::Neighbours,
        "",
    ),
    pair("年缴纳税收", "达产产值", "税收占产值", Bond::Neighbours, ""),
    pair("利税", "产值", "利税占产值", Bond::Neighbours, ""),
    pair("产值", "销量", "单位产量产值", Bond::Neighbours, ""),
];

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for pair in PAIRS {
        for above in book.figures.iter().filter(|f| is_named(f, pair.above)) {
            let below = match pair.bond {
                Bond::Period => of_period(book, pair, above),
                Bond::Neighbours => beside(book, pair, above),
            };
            checks.extend(below.and_then(|below| check(book, pair, above, &below)));
        }
    }
    checks
}

fn is_named(figure: &Figure<'_>, name: &str) -> bool {
    figure.fact.key.measure == Measure::Level
        && !figure.is_disputed
        && (!figure.fact.key.cumulative || is_level(figure))
        && figure.value > Decimal::ZERO
        && match figure.teller.indicator.as_deref() {
            Some(indicator) => indicator == name,
            None => figure.fact.key.indicator.ends_with(name),
        }
}

fn of_period<'a>(book: &Book<'a>, pair: &Pair, above: &Figure<'a>) -> Option<Figure<'a>> {
    let key = &above.fact.key;
    let reach = |f: &Figure<'_>, g: &Figure<'_>| book.reach(f.breakdown(), g.breakdown());
    let (below, how) = book
        .levels(&key.subject, pair.below)
        .into_iter()
        .filter(|f| is_named(f, pair.below) && f.year().is_some() && f.period() == key.period)
        .filter(|f| same_unit(f, above) && f.fact.key.nature == key.nature)
        .map(|f| (f, reach(&f, above)))
        .filter(|(_, reach)| *reach != Reach::Different)
        .min_by_key(|(_, reach)| *reach)?;
    // The same value told under another label of scope fits better.
    let has_twin = how == Reach::Unlabelled
        && book.levels(&key.subject, &key.indicator).iter().any(|f| {
            f.value == above.value && f.period() == key.period && reach(f, &below) == Reach::Same
        });
    (!has_twin && below.value > above.value).then_some(below)
}

fn beside<'a>(book: &Book<'a>, pair: &Pair, above: &Figure<'a>) -> Option<Figure<'a>> {
    let key = &above.fact.key;
    let is_one_off = above.teller.indicator.is_none();
    book.neighbours(above, 2)
        .into_iter()
        .filter(|f| is_named(f, pair.below) && f.fact.key.subject == key.subject)
        .filter(|f| f.breakdown() == above.breakdown() && f.fact.id != above.fact.id)
        .filter(|f| f.teller.indicator.is_none() == is_one_off || f.breakdown().is_some())
        .filter(|f| f.breakdown().is_some() || share_run(&f.fact.label, &above.fact.label, 4))
        .min_by_key(|f| (book.distance(f, above), f.fact.id.clone()))
}

fn check<'a>(
    book: &Book<'a>,
    pair: &Pair,
    above: &Figure<'a>,
    below: &Figure<'a>,
) -> Option<Check> {
    let (a, b) = (above.scale(), below.scale());
    let title = format!(
        "{}{}",
        write::period(above.period()),
        match above.breakdown() {
            Some(part) => format!("{part}{}", pair.name),
            None => pair.name.to_string(),
        }
    );
    let subject = &above.fact.key.subject;
    let title = match above.fact.key.nature {
        Nature::Forecast => format!("{title}（预计）"),
        _ => title,
    };
    let title = match *subject == book.config.site.subject {
        true => title,
        false => format!("{subject}{title}"),
    };
    let (word, rounding) = super::per_unit::bound(above, below);
    let draft = Draft::new(RULE.code, Verdict::Derivable, title, &[*above, *below]).note(pair.note);
    if !same_unit(above, below) {
        let value = above.value.checked_div(below.value)?;
        let (result, unit) = amount_in_words(value, &a, rounding);
        let each = format!("{unit}/{}", below.fact.unit);
        return Some(
            draft
                .formula(format!(
                    "{} {} ÷ {} {} = {word}{result} {each}",
                    above.number_in(&a),
                    a.unit,
                    below.number_in(&b),
                    b.unit
                ))
                .computed(format!("{word}{result}{each}"))
                .done(),
        );
    }
    let percent = write::rounded(arithmetic::percent(above.value, below.value)?, 1, rounding);
    Some(
        draft
            .formula(format!(
                "{} ÷ {} = {word}{percent}%",
                above.number_in(&b),
                below.number_in(&b)
            ))
            .computed(format!("{word}{percent}%"))
            .done(),
    )
}

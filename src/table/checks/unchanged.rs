//! Stocks at two dates (时点数前后): what one article counts and a later one counts again.
//!
//! Equal counts are unchanged (相符). A count of institutions that falls to half or less points
//! to another definition (口径不同), because recognitions are seldom withdrawn. Growth is no
//! finding here. Convention: 统计学原理, 时点指标.

use super::{
    Rule,
    book::{Book, is_level},
    draft::Draft,
    figure::Figure,
    write,
};
use crate::model::{Check, Date, Decimal, FlowStock, Period, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "unchanged",
    name: "时点数前后",
    formula: "前一时点 = 后一时点",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for group in book.groups() {
        let mut dated: Vec<_> = group
            .iter()
            .filter(|f| is_level(f) && f.is_count() && !f.is_disputed)
            .filter_map(|f| as_of(f).map(|date| (f.breakdown(), date, f)))
            .collect();
        dated.sort_by(|a, b| (a.0, a.1, &a.2.fact.id).cmp(&(b.0, b.1, &b.2.fact.id)));
        for pair in dated.windows(2) {
            let ((part, _, first), (other, _, second)) = (&pair[0], &pair[1]);
            if part == other {
                checks.extend(check(book, first, second));
            }
        }
    }
    checks
}

/// The moment of a stock: a month or a day, or the year of an article of that year.
fn as_of(figure: &Figure<'_>) -> Option<Date> {
    match figure.period()? {
        Period::At(date) => Some(date),
        _ => None,
    }
}

fn check<'a>(book: &Book<'a>, first: &Figure<'a>, second: &Figure<'a>) -> Option<Check> {
    let is_moment = |f: &Figure<'_>| as_of(f).is_some_and(|date| date.month.is_some());
    if !is_moment(first) && !is_moment(second) {
        return None;
    }
    if book.share_article(first, second) && first.fact.articles == second.fact.articles {
        return None;
    }
    // A flow counted to the day of each article (累计) can only be told unchanged.
    let is_flow = |f: &Figure<'_>| f.fact.flow_stock == Some(FlowStock::Flow);
    let is_to_date = |f: &Figure<'_>| f.teller.period == Some(Period::Publication);
    if (is_flow(first) && !is_to_date(first)) || (is_flow(second) && !is_to_date(second)) {
        return None;
    }
    let title = format!("{}前后", book.name(first));
    let told = |f: &Figure<'_>| format!("{}（{}）", f.printed(), write::period(f.period()));
    if first.value == second.value && first.teller.qualifier == second.teller.qualifier {
        return Some(
            Draft::new(RULE.code, Verdict::Agrees, title, &[*first, *second])
                .formula(format!("{} = {}", told(first), told(second)))
                .note("前后没有变。")
                .done(),
        );
    }
    let has_fallen = second.is_exact()
        && first.is_exact()
        && !is_flow(first)
        && second.value * Decimal::TWO <= first.value
        && first.teller.indicator.is_some();
    has_fallen.then(|| {
        Draft::new(RULE.code, Verdict::Scope, title, &[*first, *second])
            .formula(format!("{} ∥ {}", told(first), told(second)))
            .note("机构数少有减半的，两文所指未必相同，待核。")
            .done()
    })
}

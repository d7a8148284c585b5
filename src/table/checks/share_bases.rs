//! Shares of different wholes (占比的总体不同): one part, two shares, side by side.
//!
//! 49% of output and 52.3% of value added are both right and no trend. Convention:
//! 统计学原理, 结构相对数须注明总体.

use super::{Rule, book::Book, draft::Draft, figure::Figure, share::is_share, write};
use crate::model::{Check, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "share-bases",
    name: "占比的总体不同",
    formula: "同一部分占两个总体",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let shares: Vec<_> = book.figures.iter().filter(|f| is_share(f)).collect();
    let mut checks = Vec::new();
    for (n, first) in shares.iter().enumerate() {
        let speaks_of_it = |f: &&&Figure<'_>| {
            f.breakdown().is_some()
                && f.breakdown() == first.breakdown()
                && f.fact.key.subject == first.fact.key.subject
                && f.period() == first.period()
                && f.fact.key.indicator != first.fact.key.indicator
        };
        let others = shares.iter().skip(n + 1).filter(speaks_of_it);
        checks.extend(others.map(|other| check(first, other)));
    }
    checks
}

fn check(first: &Figure<'_>, other: &Figure<'_>) -> Check {
    let what = |f: &Figure<'_>| {
        format!(
            "占{}{}%",
            f.fact.key.basis.as_deref().unwrap_or_default(),
            f.number()
        )
    };
    Draft::new(
        "share-bases",
        Verdict::Scope,
        format!(
            "{}{}的两个占比",
            write::period(first.period()),
            first.breakdown().unwrap_or_default()
        ),
        &[*first, *other],
    )
    .formula(format!("{}% ∥ {}%", first.number(), other.number()))
    .note(format!(
        "前者按{}算，{}；后者按{}算，{}。都成立，不能并排比。",
        first.fact.key.indicator,
        what(first),
        other.fact.key.indicator,
        what(other)
    ))
    .done()
}

//! Checks (核对): every sum, share, rate and difference that the facts allow, worked out and
//! judged.
//!
//! Enters: the facts, the conflicts, the observations, the articles (for names that stand
//! outside figures), the configuration. Leaves: the checks,
//! in order of the rules and then of the facts. One rule is one file with its formula and the
//! source of its convention; `RULES` lists them all. The order of the facts changes nothing.
//!
//! * `arithmetic` computes with intervals: a printed number is itself ± half its last digit;
//! * `figure` is one value of a fact, `kinds` says what it can stand for, `book` finds the figures that a rule needs;
//! * `draft` makes a check of operands, formula and verdict; `write` prints numbers.
//!
//! A rule speaks only where the comparison means something: one subject, one definition,
//! periods that can be compared. A wrong alarm costs more trust than a missed one, so in doubt
//! a rule is silent. No verdict says that somebody is wrong.

mod arithmetic;
mod book;
mod draft;
mod figure;
mod kinds;
mod write;

mod alike;
mod area;
mod average;
mod base;
mod change;
mod complement;
mod contribution;
mod deadline;
mod definition;
mod direction;
mod duration;
mod endpoints;
mod equal;
mod flow_stock;
mod gap;
mod growth;
mod implied_part;
mod implied_whole;
mod member;
mod multiple;
mod names;
mod per_unit;
mod product;
mod rank;
mod rates;
mod ratio;
mod share;
mod share_bases;
mod step;
mod subset;
mod sum;
mod threshold;
mod unchanged;

use std::collections::BTreeSet;

use crate::{
    config::Config,
    model::{Article, Check, FactTable},
};

use book::Book;

/// A rule of arithmetic.
pub struct Rule {
    /// Code in the data files: `share`.
    pub code: &'static str,
    /// Chinese name: 占比.
    pub name: &'static str,
    /// What it computes, for readers.
    pub formula: &'static str,
    run: fn(&Book<'_>) -> Vec<Check>,
}

/// All rules, in the order in which their checks are listed.
pub const RULES: &[Rule] = &[
    equal::RULE,
    unchanged::RULE,
    sum::RULE,
    subset::RULE,
    complement::RULE,
    change::RULE,
    share::RULE,
    implied_part::RULE,
    implied_whole::RULE,
    growth::RULE,
    base::RULE,
    step::RULE,
    endpoints::RULE,
    average::RULE,
    multiple::RULE,
    contribution::RULE,
    direction::RULE,
    rank::RULE,
    gap::RULE,
    deadline::RULE,
    names::RULE,
    product::RULE,
    threshold::RULE,
    per_unit::RULE,
    ratio::RULE,
    area::RULE,
    duration::RULE,
    share_bases::RULE,
    rates::RULE,
    flow_stock::RULE,
    alike::RULE,
    member::RULE,
    definition::RULE,
];

/// Works out all checks of `table`, whose own `checks` are not read. Each check has an id of
/// its own.
pub fn run(table: &FactTable, articles: &[Article], config: &Config) -> Vec<Check> {
    let book = Book::new(
        &table.facts,
        &table.conflicts,
        &table.observations,
        articles,
        config,
    );
    let mut seen = BTreeSet::new();
    RULES
        .iter()
        .flat_map(|rule| (rule.run)(&book))
        .filter(|check| seen.insert(check.id.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn codes_are_distinct() {
        let mut codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}

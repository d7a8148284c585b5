//! The year before that a level and its rate of growth imply (倒推), as a row beside the
//! reported ones: of a count the one whole number that fits, of an amount an estimate.

use crate::{
    model::{Fact, Period, Verdict},
    site::{
        figure::{Figure, Number},
        wording,
    },
};

use super::{
    finding::year_of,
    part::{Chip, Desk, Kind, Row},
};

/// What was recovered. It has no address: an article that tells of the year takes its place.
pub(crate) struct Implied {
    /// The year.
    pub(crate) period: String,
    /// The value, with 约 where it is an estimate.
    pub(crate) figure: Figure,
    /// 倒推.
    pub(crate) kind: Kind,
    /// The arithmetic, which leads to the level's sentence.
    pub(crate) chip: Chip,
}

impl<'a> Desk<'a> {
    /// The year before a level, where no article tells of it and a check recovers it.
    pub(crate) fn implied(&self, level: &'a Fact) -> Option<Implied> {
        let mut checks = self.lookup.checks_of(level).iter();
        let check = checks.find(|check| {
            check.rule == "base"
                && matches!(check.verdict, Verdict::Agrees | Verdict::Derivable)
                && check.operands.first() == Some(&level.id)
        })?;
        let computed = check.computed.as_deref().filter(|c| !c.contains('~'))?;
        let unit = computed.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let year = year_of(level).filter(|_| is_whole_year(level))?;
        let first = self.lookup.evidence(level).next()?;
        let terms = check.formula.split(['=', '→']).next()?;
        Some(Implied {
            period: wording::period_in_words(Period::year(year - 1)),
            figure: Figure {
                numbers: vec![Number {
                    before: match check.verdict {
                        Verdict::Agrees => String::new(),
                        _ => "约".to_string(),
                    },
                    number: computed[..unit].to_string(),
                    after: String::new(),
                    unit: String::new(),
                }],
                unit: computed[unit..].to_string(),
            },
            kind: Kind {
                text: "倒推",
                tag: "imp",
            },
            chip: Chip {
                text: terms.trim().to_string(),
                ..self.chip(first, false)
            },
        })
    }

    /// The rows of these facts, each behind the year that it implies.
    pub(crate) fn with_implied(&self, rows: Vec<(&'a Fact, Row)>) -> Vec<Row> {
        let mut all = Vec::new();
        for (fact, row) in rows {
            if let Some(implied) = self.implied(fact) {
                all.push(Row {
                    id: String::new(),
                    period: implied.period,
                    figure: implied.figure,
                    kind: implied.kind,
                    chips: vec![implied.chip],
                    ..row.clone()
                });
            }
            all.push(row);
        }
        all
    }
}

fn is_whole_year(fact: &Fact) -> bool {
    matches!(fact.key.period, Some(Period::At(date)) if date.month.is_none())
}

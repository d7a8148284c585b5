//! The figures as search shows them, in pieces by indicator.

use serde::Serialize;

use crate::{
    model::{Fact, Nature},
    site::{
        lookup::Lookup,
        views::part::{Desk, kind},
    },
};

use super::names::{Name, year};

/// A figure: the line that answers a question.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row(
    /// What it is about.
    String,
    /// When.
    String,
    /// How much.
    String,
    /// 目标, 预计, 产能, 两说; empty for what is reported.
    &'static str,
    /// Its row on a page.
    String,
    /// The article.
    String,
    /// The sentence.
    String,
    /// Year in which its period ends; 0 where it has none.
    i32,
);

/// Figures in pieces.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// The pieces.
    pub(super) figures: Vec<Vec<Row>>,
    /// How many, at the end, are of no indicator.
    pub(super) others: usize,
}

/// The figures of the indicators, whose entries in `names` learn where they are. Of a small site,
/// those of no indicator too; in a large one these are found in their sentences. `most` is the
/// size of a piece in bytes, about.
pub(super) fn pieces(
    lookup: &Lookup<'_>,
    names: &mut [Name],
    is_small: bool,
    most: usize,
) -> Pieces {
    let desk = Desk { lookup, root: "" };
    let mut pieces = Pieces::default();
    let mut room = 0;
    let mut add = |pieces: &mut Vec<Vec<Row>>, row: Row, fresh: bool| {
        let size =
            row.0.len() + row.1.len() + row.2.len() + row.4.len() + row.5.len() + row.6.len() + 40;
        match pieces.last_mut() {
            Some(piece) if !fresh && size <= room => piece.push(row),
            _ => {
                pieces.push(vec![row]);
                room = most;
            }
        }
        room = room.saturating_sub(size);
    };
    for name in names {
        let Some(id) = &name.indicator else { continue };
        let facts = ordered(lookup, lookup.facts_of_indicator(id));
        let mut first = None;
        for fact in facts {
            add(&mut pieces.figures, row(&desk, fact), false);
            first.get_or_insert(pieces.figures.len() - 1);
        }
        name.figures = first.map(|first| (first, pieces.figures.len() - 1));
    }
    if is_small {
        let before = pieces.figures.len();
        let others = lookup.table.facts.iter().filter(|f| {
            let id = f.indicator_id.as_deref();
            id.and_then(|id| lookup.indicator(id)).is_none()
        });
        for (n, fact) in others.enumerate() {
            add(&mut pieces.figures, row(&desk, fact), n == 0);
        }
        pieces.others = pieces.figures.len() - before;
    }
    pieces
}

/// The site's own first, then what came true, then the latest.
fn ordered<'a>(lookup: &Lookup<'a>, facts: &[&'a Fact]) -> Vec<&'a Fact> {
    let mut facts = facts.to_vec();
    facts.sort_by_key(|fact| {
        (
            !lookup.is_home(fact),
            fact.key.nature != Nature::Result,
            fact.key.measure,
            fact.key.breakdown.is_some(),
            std::cmp::Reverse(fact.key.period.and_then(crate::model::Period::last)),
        )
    });
    facts
}

fn row<'a>(desk: &Desk<'a>, fact: &'a Fact) -> Row {
    let chip = desk.chips(fact).into_iter().next();
    let (source, sentence) = chip.map_or_else(Default::default, |c| (c.text, c.href));
    Row(
        desk.lookup.full_name(fact),
        desk.lookup.period(fact),
        desk.figure(fact).text(),
        match kind(fact).tag {
            "" => "",
            _ => kind(fact).text,
        },
        desk.lookup.address(fact),
        source,
        sentence,
        fact.key.period.and_then(year).unwrap_or_default(),
    )
}

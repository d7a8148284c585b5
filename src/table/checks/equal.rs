//! Equality (各文一致): what several articles, or one article twice, print of one fact.
//!
//! One check for each shared fact. Values that cannot both be right are 对不上 and both shown.
//! A bound and an exact number that it allows agree. Convention: SDMX, one observation a key.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, book::Book, draft::Draft, figure::Figure};
use crate::{
    model::{Check, FactId, Observation, Verdict},
    table::printed::printed,
};

pub(super) const RULE: Rule = Rule {
    code: "equal",
    name: "各文一致",
    formula: "甲文的数 = 乙文的数",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    let mut disputed: BTreeMap<&FactId, Vec<Figure<'_>>> = BTreeMap::new();
    let mut checks = Vec::new();
    for figure in &book.figures {
        if figure.is_disputed {
            disputed.entry(&figure.fact.id).or_default().push(*figure);
        } else {
            checks.extend(agreement(book, figure));
        }
    }
    let disputes = disputed
        .into_values()
        .filter(|figures| figures.len() > 1)
        .map(|figures| dispute(book, &figures));
    checks.extend(disputes);
    checks
}

fn agreement<'a>(book: &Book<'a>, figure: &Figure<'a>) -> Option<Check> {
    let evidence: Vec<&Observation> = book.evidence(figure).collect();
    let mut prints: Vec<String> = Vec::new();
    for observation in &evidence {
        let text = printed(observation);
        if !prints.contains(&text) {
            prints.push(text);
        }
    }
    let is_said_twice = evidence
        .windows(2)
        .any(|pair| (pair[0].value, pair[0].qualifier) != (pair[1].value, pair[1].qualifier));
    let articles = figure.fact.articles.len();
    if articles < 2 && !is_said_twice {
        return None;
    }
    if prints.len() == 1 {
        prints.push(prints[0].clone());
    }
    let mut draft = Draft::new(
        RULE.code,
        Verdict::Agrees,
        book.measured_name(figure),
        &[*figure],
    )
    .formula(
        prints
            .iter()
            .map(|text| format!("“{text}”"))
            .collect::<Vec<_>>()
            .join(if is_said_twice { " ∩ " } else { " = " }),
    );
    if articles > 1 {
        draft = draft.note(format!("{articles}篇一致。"));
    }
    Some(draft.quoting(&evidence).done())
}

fn dispute<'a>(book: &Book<'a>, figures: &[Figure<'a>]) -> Check {
    let values: Vec<String> = figures
        .iter()
        .map(|f| format!("“{}”", f.printed()))
        .collect();
    // An article that prints two of the values means two things: its name for them is too short.
    let mut told = BTreeSet::new();
    let one_article_tells_two = figures.iter().any(|figure| {
        let evidence = book.evidence(figure).filter(|o| o.value == figure.value);
        let articles: BTreeSet<_> = evidence.map(|o| o.article.as_str()).collect();
        !articles.into_iter().all(|article| told.insert(article))
    });
    let (verdict, note) = match one_article_tells_two {
        true => (Verdict::Open, "同一篇文章里就有两个数，所指未必是一回事。"),
        false => (Verdict::Contradicts, "几处说法不能同时成立。"),
    };
    Draft::new(
        RULE.code,
        verdict,
        book.measured_name(&figures[0]),
        &figures[..1],
    )
    .formula(values.join(match verdict {
        Verdict::Open => " ? ",
        _ => " ≠ ",
    }))
    .quoting(&figures.iter().map(|f| f.teller).collect::<Vec<_>>())
    .note(note)
    .done()
}

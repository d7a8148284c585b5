//! What an article brings to the fact table, for the editor who adds it.

use crate::{
    diag::Phrase,
    model::{Fact, FactTable},
};

/// The figures and facts of one article among the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Effect {
    /// Figures found.
    figures: usize,
    /// Numbers that are none.
    leftovers: usize,
    /// Facts that no other article states.
    new: usize,
    /// Facts that others state too.
    shared: usize,
    /// The facts that it contradicts, or is contradicted in: name and values.
    contradicted: Vec<String>,
}

impl Effect {
    /// The effect of the article `slug`, which the table was built with.
    pub(super) fn of(slug: &str, table: &FactTable) -> Self {
        let states = |fact: &&Fact| fact.articles.iter().any(|article| article == slug);
        let facts: Vec<&Fact> = table.facts.iter().filter(states).collect();
        let new = facts.iter().filter(|fact| fact.articles.len() == 1).count();
        let contradicted = facts.iter().filter(|fact| fact.in_conflict);
        Self {
            figures: table
                .observations
                .iter()
                .filter(|o| o.article == slug)
                .count(),
            leftovers: table.leftovers.iter().filter(|l| l.article == slug).count(),
            new,
            shared: facts.len() - new,
            contradicted: contradicted.map(|fact| described(fact, table)).collect(),
        }
    }

    /// Names and values to be shown, what there is none of left out.
    pub(super) fn lines(&self) -> Vec<(Phrase, Phrase)> {
        let Self {
            figures,
            leftovers,
            new,
            shared,
            ..
        } = self;
        let mut lines = vec![
            (
                Phrase::new("数字", "figures"),
                Phrase::new(
                    format!("{figures} 处（另有 {leftovers} 处数不是统计数字）"),
                    format!("{figures} (other numbers: {leftovers})"),
                ),
            ),
            (
                Phrase::new("事实", "facts"),
                Phrase::new(
                    format!("新增 {new} 条，与别的文章同说 {shared} 条"),
                    format!("{new} new, {shared} that other articles state too"),
                ),
            ),
        ];
        for fact in &self.contradicted {
            lines.push((
                Phrase::new("说法不一", "contradiction"),
                Phrase::new(fact, fact),
            ));
        }
        lines
    }
}

/// `规模以上工业企业数 2024: 202个 / 203个`.
fn described(fact: &Fact, table: &FactTable) -> String {
    let conflict = table.conflicts.iter().find(|c| c.fact == fact.id);
    let values = conflict.into_iter().flat_map(|conflict| &conflict.values);
    let printed: Vec<String> = values
        .filter_map(|(_, said_by)| table.observation(said_by.first()?))
        .map(|o| format!("{} ({})", o.quote_text, o.article))
        .collect();
    let period = fact.key.period.map_or(String::new(), |p| format!(" {p}"));
    format!("{}{period}: {}", fact.label, printed.join(" / "))
}

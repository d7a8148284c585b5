//! Two articles, two values (两说): side by side, equal in size, with what each says.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    model::{Conflict, Fact, Observation},
    site::{figure::Figure, wording},
};

use super::{
    part::{Desk, month, titled},
    quote::Quote,
};

/// A conflict as an indicator page shows it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Dispute {
    /// `规模以上工业企业数，2025年：203家或202家`.
    pub(crate) heading: String,
    /// One side a value.
    pub(crate) sides: Vec<Side>,
    /// The editor's choice and its reason.
    pub(crate) preferred: Option<String>,
}

/// One value and who says so.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Side {
    /// Articles: `《…》 2025-11（估）`.
    pub(crate) articles: Vec<Titled>,
    /// The value.
    pub(crate) figure: Figure,
    /// `文中两处`.
    pub(crate) places: String,
    /// The sentences.
    pub(crate) quotes: Vec<Quote>,
}

/// An article's title and month.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Titled {
    /// Title between 书名号.
    pub(crate) title: String,
    /// Month, with （估） where estimated.
    pub(crate) month: String,
}

impl<'a> Desk<'a> {
    /// The conflict about a fact, in full.
    pub(crate) fn dispute(&self, fact: &'a Fact, conflict: &'a Conflict) -> Dispute {
        let sides: Vec<Side> = self.sides(fact, conflict);
        let values: Vec<String> = sides.iter().map(|s| s.figure.text()).collect();
        Dispute {
            heading: format!(
                "{}，{}：{}",
                self.lookup.full_name(fact),
                self.lookup.period(fact),
                values.join("或")
            ),
            sides,
            preferred: conflict.preferred.as_ref().map(|(value, reason)| {
                let printed = conflict.values.iter().find(|(v, _)| v == value);
                let printed = printed.and_then(|(_, ids)| self.lookup.observation(ids.first()?));
                let figure =
                    printed.map_or_else(|| value.to_string(), |o| self.figure_of(o).text());
                format!("编者采用{figure}：{reason}")
            }),
        }
    }

    fn sides(&self, fact: &'a Fact, conflict: &'a Conflict) -> Vec<Side> {
        let side = |ids: &'a Vec<crate::model::ObservationId>| {
            let said: Vec<&Observation> = ids
                .iter()
                .filter_map(|id| self.lookup.observation(id))
                .collect();
            let first = said.first()?;
            let articles: BTreeSet<&str> = said.iter().map(|o| o.article.as_str()).collect();
            let places = match (articles.len(), said.len()) {
                (1, n) => format!("文中{}处", wording::quantity(n)),
                (a, n) => format!("{}篇，{}处", wording::quantity(a), wording::quantity(n)),
            };
            Some(Side {
                articles: articles.iter().map(|slug| self.titled(slug)).collect(),
                figure: Figure::new(&first.quote_text, first.value, &fact.unit, fact.key.measure),
                places,
                quotes: self.quotes(said),
            })
        };
        conflict
            .values
            .iter()
            .filter_map(|(_, ids)| side(ids))
            .collect()
    }

    fn titled(&self, slug: &str) -> Titled {
        let article = self.lookup.document(slug).map(|d| &d.article);
        Titled {
            title: titled(article.map_or(slug, |a| a.title.as_str())),
            month: article
                .and_then(|a| a.published)
                .map_or_else(String::new, |p| {
                    let estimate = if p.is_estimated { "（估）" } else { "" };
                    format!("{}{estimate}", month(p.date))
                }),
        }
    }
}

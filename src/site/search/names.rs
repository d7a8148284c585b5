//! What is found by its name: indicators, subjects, years, words.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use crate::{
    model::{Fact, Period},
    site::{
        lookup::Lookup,
        views::{part::Desk, words},
    },
    words::Vocabulary,
};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 指标.
    Indicator,
    /// 主体.
    Subject,
    /// 年份.
    Year,
    /// 关键词.
    Word,
}

impl Kind {
    /// The Chinese word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Indicator => "指标",
            Self::Subject => "主体",
            Self::Year => "年份",
            Self::Word => "关键词",
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// Something with a name and a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Name {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its name.
    pub(crate) name: String,
    /// Other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) aliases: Vec<String>,
    /// Its page, from the root of the site.
    pub(crate) href: String,
    /// Its latest figure with its period, or a count: `2024年 574亿元`, `12处`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) line: String,
    /// Where that figure comes from: article and sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<(String, String)>,
    /// First and last piece of figures about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) figures: Option<(usize, usize)>,
    /// Id of the indicator.
    #[serde(skip)]
    pub(crate) indicator: Option<String>,
}

pub(super) fn names(
    lookup: &Lookup<'_>,
    words: &Vocabulary,
    pages: &BTreeSet<String>,
) -> Vec<Name> {
    let desk = Desk { lookup, root: "" };
    let indicators = lookup.indicators().map(|indicator| {
        let id = &indicator.id;
        let series = lookup.main_series(id);
        let latest = series.and_then(|s| lookup.points(s).last().copied());
        let facts = lookup.facts_of_indicator(id);
        let latest = latest.or_else(|| facts.first().copied());
        Name {
            kind: Kind::Indicator,
            name: indicator.name.clone(),
            aliases: indicator.aliases.clone(),
            href: format!("indicators/{id}.html"),
            line: latest.map_or_else(String::new, |fact| line(&desk, fact)),
            source: latest.and_then(|fact| {
                let chip = desk.chips(fact).into_iter().next()?;
                Some((chip.text, chip.href))
            }),
            figures: None,
            indicator: Some(id.clone()),
        }
    });
    let subjects = lookup.subjects().into_iter().map(|subject| Name {
        kind: Kind::Subject,
        name: subject.name.clone(),
        aliases: subject.aliases.clone(),
        href: format!("subjects/{}.html", subject.id),
        line: format!("{}件", lookup.facts_of_subject(&subject.name).len()),
        source: None,
        figures: None,
        indicator: None,
    });
    let years = years(lookup).into_iter().rev().map(|year| {
        let own = format!("years/{year}.html");
        Name {
            kind: Kind::Year,
            name: format!("{year}年"),
            aliases: Vec::new(),
            href: match pages.contains(&own) {
                true => own,
                false => "facts.html".into(),
            },
            line: String::new(),
            source: None,
            figures: None,
            indicator: None,
        }
    });
    let words = words.words.iter().map(|word| Name {
        kind: Kind::Word,
        name: word.text.clone(),
        aliases: Vec::new(),
        href: words::path(word),
        line: format!("{}处", word.places.len()),
        source: None,
        figures: None,
        indicator: None,
    });
    indicators
        .chain(subjects)
        .chain(years)
        .chain(words)
        .collect()
}

fn line<'a>(desk: &Desk<'a>, fact: &'a Fact) -> String {
    format!("{} {}", desk.lookup.period(fact), desk.figure(fact).text())
}

/// Years in which a figure of the site's subject ends.
fn years(lookup: &Lookup<'_>) -> BTreeSet<i32> {
    let facts = lookup.table.facts.iter().filter(|f| lookup.is_home(f));
    facts.filter_map(|f| year(f.key.period?)).collect()
}

/// The year in which a period ends.
pub(super) fn year(period: Period) -> Option<i32> {
    period.last().map(|date| date.year)
}

//! `articles/<slug>.html` and the list of articles: the text as printed, every figure a link.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{Fact, LeftoverReason, Nature, Observation, Period},
    site::{figure::Figure, lookup::Lookup, wording},
    text::Document,
    words::Vocabulary,
};

use super::{
    body::TextRow,
    part::{Chip, Desk, Link, month, titled},
    words::{self, ArticleWord},
};

/// An entry of a list of articles.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ArticleLink {
    /// Title.
    pub(crate) title: String,
    /// Page.
    pub(crate) href: String,
    /// Month and byline.
    pub(crate) line: String,
    /// `54处数字`.
    pub(crate) figures: String,
}

/// All articles, latest first.
pub(crate) fn article_links(desk: &Desk<'_>) -> Vec<ArticleLink> {
    let link = |document: &&Document| {
        let article = &document.article;
        let n = desk.lookup.observations_of(&article.slug).len();
        let mut line = Vec::new();
        if let Some(p) = article.published {
            let estimate = if p.is_estimated { "（估）" } else { "" };
            line.push(format!("{}{estimate}", month(p.date)));
        }
        if !article.byline.is_empty() {
            line.push(article.byline.clone());
        }
        ArticleLink {
            title: article.title.clone(),
            href: desk.href(&format!("articles/{}.html", article.slug)),
            line: line.join("，"),
            figures: match n {
                0 => "没有数字".into(),
                n => format!("{n}处数字"),
            },
        }
    };
    desk.lookup.documents.iter().map(link).collect()
}

/// The page of an article.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ArticlePage {
    /// Title.
    pub(crate) title: String,
    /// The same, cut at its white space: headlines break between phrases.
    pub(crate) phrases: Vec<String>,
    /// Byline, source, date with how it is known.
    pub(crate) meta: Vec<String>,
    /// Where it was published.
    pub(crate) url: String,
    /// An editor's remark.
    pub(crate) note: String,
    /// Counts.
    pub(crate) tally: Vec<Tally>,
    /// The text.
    pub(crate) rows: Vec<TextRow>,
    /// Figures in the order of the text.
    pub(crate) figures: Vec<FigureRow>,
    /// What it is about.
    pub(crate) words: Vec<ArticleWord>,
    /// What is no figure, by reason.
    pub(crate) leftovers: Vec<LeftoverRow>,
    /// How many of these.
    pub(crate) leftover_total: usize,
    /// The article before (older) and after (newer).
    pub(crate) older: Option<Link>,
    /// The newer one.
    pub(crate) newer: Option<Link>,
    /// The plain text that spans index, if that file exists.
    pub(crate) plain: Option<String>,
    /// True when a figure is in a conflict.
    pub(crate) disputed: bool,
}

/// A count at the head of the page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Tally {
    /// The number.
    pub(crate) number: usize,
    /// What it counts.
    pub(crate) text: String,
    /// Where they are.
    pub(crate) href: String,
    /// True for conflicts.
    pub(crate) bad: bool,
}

/// A figure of the article.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FigureRow {
    /// Observation id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// The page about it.
    pub(crate) href: String,
    /// Period.
    pub(crate) period: String,
    /// As this article prints it.
    pub(crate) figure: Figure,
    /// 目标, 预计, …; empty for results.
    pub(crate) nature: &'static str,
    /// True in a conflict.
    pub(crate) bad: bool,
    /// Why an editor reads it so.
    pub(crate) correction: Option<String>,
    /// The other articles that state the same, or dispute it.
    pub(crate) others: Vec<Chip>,
}

/// A reason with examples.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LeftoverRow {
    /// The reason in words.
    pub(crate) reason: &'static str,
    /// How many.
    pub(crate) count: usize,
    /// A few of them.
    pub(crate) examples: String,
}

/// Builds the page and its description.
pub(crate) fn article(
    lookup: &Lookup<'_>,
    words: &Vocabulary,
    position: usize,
    plain: Option<String>,
) -> (ArticlePage, String) {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let document = lookup.documents[position];
    let article = &document.article;
    let observations = lookup.observations_of(&article.slug);
    let neighbour = |at: Option<usize>| {
        let other = &lookup.documents.get(at?)?.article;
        Some(Link {
            text: other.title.clone(),
            href: format!("{}.html", other.slug),
        })
    };
    let figures: Vec<FigureRow> = observations.iter().map(|o| desk.figure_row(o)).collect();
    let leftovers = lookup.leftovers_of(&article.slug);
    let page = ArticlePage {
        title: article.title.clone(),
        phrases: article
            .title
            .split_whitespace()
            .map(str::to_string)
            .collect(),
        meta: meta(document, observations),
        url: article.url.clone(),
        note: article.note.clone(),
        tally: desk.tally(observations, leftovers.len()),
        rows: desk.text_rows(document, observations),
        disputed: figures.iter().any(|f| f.bad),
        figures,
        words: words::of_article(&desk, words, &article.slug),
        leftover_total: leftovers.len(),
        leftovers: leftover_rows(lookup, &article.slug),
        older: neighbour(position.checked_add(1)),
        newer: neighbour(position.checked_sub(1)),
        plain,
    };
    let description = format!(
        "{}全文，{}处数字逐个标出，点数字到指标。",
        titled(&article.title),
        observations.len()
    );
    (page, description)
}

/// Byline, source and date.
fn meta(document: &Document, observations: &[&Observation]) -> Vec<String> {
    let article = &document.article;
    let mut meta: Vec<String> = Vec::new();
    meta.extend((!article.byline.is_empty()).then(|| article.byline.clone()));
    meta.extend((!article.source.is_empty()).then(|| article.source.clone()));
    let latest = observations
        .iter()
        .filter(|o| o.nature == Nature::Result)
        .filter_map(|o| o.period.and_then(Period::last))
        .max()
        .filter(|_| article.note.is_empty());
    meta.push(match article.published {
        None => "发表日期：原文未载".into(),
        Some(p) if p.is_estimated => {
            let latest = latest.map_or_else(String::new, |d| {
                format!("，文中数字最晚到{}", wording::date(d))
            });
            format!(
                "发表日期：原文未载，编者估为{}{latest}",
                wording::date(p.date)
            )
        }
        Some(p) => format!("{}发表", wording::date(p.date)),
    });
    meta
}

impl<'a> Desk<'a> {
    /// The fact of an observation.
    pub(crate) fn fact_of(&self, observation: &Observation) -> Option<&'a Fact> {
        self.lookup.fact(observation.fact.as_ref()?)
    }

    /// Name, period and page of what a figure is about.
    pub(crate) fn about_figure(&self, observation: &Observation) -> (String, String, String) {
        match self.fact_of(observation) {
            Some(fact) => (
                self.lookup.full_name(fact),
                self.lookup.period(fact),
                self.address(fact),
            ),
            None => (
                observation.label.clone(),
                String::new(),
                self.href("facts.html"),
            ),
        }
    }

    fn figure_row(&self, observation: &Observation) -> FigureRow {
        let (name, period, href) = self.about_figure(observation);
        FigureRow {
            id: observation.id.to_string(),
            name,
            href,
            period,
            figure: self.figure_of(observation),
            nature: wording::nature(observation.nature).unwrap_or(""),
            bad: self.fact_of(observation).is_some_and(|f| f.in_conflict),
            correction: observation.correction.clone(),
            others: self.elsewhere(observation),
        }
    }

    /// One chip for each other article about the fact of a figure.
    fn elsewhere(&self, observation: &Observation) -> Vec<Chip> {
        let Some(fact) = self.fact_of(observation) else {
            return Vec::new();
        };
        let mut seen = vec![observation.article.as_str()];
        let mut chips = Vec::new();
        for other in self.lookup.evidence(fact) {
            if !seen.contains(&other.article.as_str()) {
                seen.push(&other.article);
                chips.push(self.chip(other, fact.in_conflict));
            }
        }
        chips
    }

    fn tally(&self, observations: &[&Observation], leftovers: usize) -> Vec<Tally> {
        let mut facts: BTreeMap<_, &Fact> = BTreeMap::new();
        for observation in observations {
            if let Some(fact) = self.fact_of(observation) {
                facts.insert(&fact.id, fact);
            }
        }
        let disputed = facts.values().filter(|f| f.in_conflict).count();
        let shared = facts
            .values()
            .filter(|f| !f.in_conflict && f.articles.len() > 1)
            .count();
        let alone = facts.values().filter(|f| f.articles.len() == 1).count();
        let tally = |number, text: &str, href: &str, bad| Tally {
            number,
            text: text.into(),
            href: href.into(),
            bad,
        };
        let list = if observations.is_empty() { "" } else { "#nums" };
        let mut tallies = vec![tally(observations.len(), "处数字", list, false)];
        if self.lookup.documents.len() > 1 {
            tallies.push(tally(alone, "件只见于本文", "", false));
            tallies.push(tally(shared, "件与他文一致", "", false));
        }
        if disputed > 0 {
            tallies.push(tally(disputed, "件两说", "../audit/conflicts.html", true));
        }
        if leftovers > 0 {
            tallies.push(tally(leftovers, "处未收录", "#left", false));
        }
        tallies.retain(|t| t.number > 0 || t.text == "处数字");
        tallies
    }
}

/// The reason in words.
pub(crate) const fn reason(reason: LeftoverReason) -> &'static str {
    match reason {
        LeftoverReason::Date => "日期与年份",
        LeftoverReason::TimeFrame => "时间跨度",
        LeftoverReason::Ordinal => "序数",
        LeftoverReason::Name => "名称里的数",
        LeftoverReason::Idiom => "成语与修辞",
        LeftoverReason::Enumeration => "只数所列的名目",
        LeftoverReason::Threshold => "只定类别的门槛",
        LeftoverReason::Indefinite => "不定量",
        LeftoverReason::Noise => "页面杂物",
        LeftoverReason::Lexical => "词里的数字",
        LeftoverReason::Unresolved => "未能归类",
    }
}

fn leftover_rows(lookup: &Lookup<'_>, slug: &str) -> Vec<LeftoverRow> {
    let mut groups: BTreeMap<LeftoverReason, (usize, Vec<&str>)> = BTreeMap::new();
    for leftover in lookup.leftovers_of(slug) {
        let (count, examples) = groups.entry(leftover.reason).or_default();
        *count += 1;
        if examples.len() < 6 && !examples.contains(&leftover.quote_text.as_str()) {
            examples.push(&leftover.quote_text);
        }
    }
    let mut rows: Vec<LeftoverRow> = groups
        .into_iter()
        .map(|(why, (count, examples))| LeftoverRow {
            reason: reason(why),
            count,
            examples: examples.join("、"),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

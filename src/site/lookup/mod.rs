//! Everything that pages look up, found once: facts by id, by indicator and by subject,
//! observations by article, and which pages exist, so that no page links into the void.

mod names;
mod series;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    config::{Config, Indicator, Subject},
    model::{
        Article, Check, Conflict, Fact, FactId, FactTable, Leftover, Observation, ObservationId,
        Period, Series,
    },
    text::Document,
};

use rayon::prelude::*;

use super::{
    downloads,
    drawing::Charts,
    events::{self, Event},
    order::Order,
    wording,
};

/// The table seen from the pages.
pub(crate) struct Lookup<'a> {
    /// Configuration.
    pub(crate) config: &'a Config,
    /// The fact table.
    pub(crate) table: &'a FactTable,
    /// Drawn charts by series id.
    pub(crate) charts: &'a Charts,
    /// The files beside the pages, by path.
    pub(crate) downloads: &'a BTreeMap<String, Vec<u8>>,
    /// Documents, latest publication first.
    pub(crate) documents: Vec<&'a Document>,
    /// The facts in the order of their table.
    pub(crate) order: Order<'a>,
    facts: HashMap<&'a FactId, &'a Fact>,
    observations: HashMap<&'a ObservationId, &'a Observation>,
    by_slug: HashMap<&'a str, &'a Document>,
    conflicts: HashMap<&'a FactId, &'a Conflict>,
    of_indicator: BTreeMap<&'a str, Vec<&'a Fact>>,
    of_subject: BTreeMap<&'a str, Vec<&'a Fact>>,
    series_of: BTreeMap<&'a str, Vec<&'a Series>>,
    of_article: BTreeMap<&'a str, Vec<&'a Observation>>,
    leftovers: BTreeMap<&'a str, Vec<&'a Leftover>>,
    checks_of: HashMap<&'a FactId, Vec<&'a Check>>,
    /// Dated sentences by article, in text order.
    events: BTreeMap<&'a str, Vec<Event>>,
    indicators: BTreeMap<&'a str, &'a Indicator>,
    subjects: BTreeMap<&'a str, &'a Subject>,
}

impl<'a> Lookup<'a> {
    /// Reads the table once.
    pub(crate) fn new(
        documents: &'a [Document],
        table: &'a FactTable,
        config: &'a Config,
        charts: &'a Charts,
        downloads: &'a BTreeMap<String, Vec<u8>>,
    ) -> Self {
        let mut sorted: Vec<&Document> = documents.iter().collect();
        sorted.sort_by(|a, b| {
            let key = |d: &Document| d.article.published.map(|p| p.date);
            key(b)
                .cmp(&key(a))
                .then_with(|| a.article.slug.cmp(&b.article.slug))
        });
        let mut of_indicator: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
        let mut of_subject: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
        for fact in &table.facts {
            if let Some(id) = &fact.indicator_id {
                of_indicator.entry(id).or_default().push(fact);
            }
            of_subject.entry(&fact.key.subject).or_default().push(fact);
        }
        let mut series_of: BTreeMap<&str, Vec<&Series>> = BTreeMap::new();
        for series in &table.series {
            if let Some(id) = &series.indicator_id {
                series_of.entry(id).or_default().push(series);
            }
        }
        let mut of_article: BTreeMap<&str, Vec<&Observation>> = BTreeMap::new();
        for observation in &table.observations {
            of_article
                .entry(&observation.article)
                .or_default()
                .push(observation);
        }
        let mut leftovers: BTreeMap<&str, Vec<&Leftover>> = BTreeMap::new();
        for leftover in &table.leftovers {
            leftovers
                .entry(&leftover.article)
                .or_default()
                .push(leftover);
        }
        let events = documents
            .par_iter()
            .map(|document| {
                let slug = document.article.slug.as_str();
                let of = |slug| of_article.get(slug).map_or(&[][..], Vec::as_slice);
                let left = leftovers.get(slug).map_or(&[][..], Vec::as_slice);
                (slug, events::events(document, of(slug), left))
            })
            .collect();
        let mut checks_of: HashMap<&FactId, Vec<&Check>> = HashMap::new();
        let mut checks: Vec<&Check> = table.checks.iter().collect();
        checks.sort_by_key(|check| check.verdict);
        for check in checks {
            for operand in &check.operands {
                let checks = checks_of.entry(operand).or_default();
                if checks.last().is_none_or(|last| last.id != check.id) {
                    checks.push(check);
                }
            }
        }
        let mut indicators: BTreeMap<&str, &Indicator> = BTreeMap::new();
        for indicator in &config.indicators {
            if of_indicator.contains_key(indicator.id.as_str()) {
                indicators.entry(&indicator.id).or_insert(indicator);
            }
        }
        let mut subjects: BTreeMap<&str, &Subject> = BTreeMap::new();
        for subject in &config.subjects {
            let has_page = of_subject.contains_key(subject.name.as_str())
                && subject.name != config.site.subject;
            if has_page {
                subjects.entry(&subject.name).or_insert(subject);
            }
        }
        Self {
            config,
            table,
            charts,
            downloads,
            documents: sorted,
            order: Order::new(config, &table.facts),
            facts: table.facts.iter().map(|f| (&f.id, f)).collect(),
            observations: table.observations.iter().map(|o| (&o.id, o)).collect(),
            by_slug: documents
                .iter()
                .map(|d| (d.article.slug.as_str(), d))
                .collect(),
            conflicts: table.conflicts.iter().map(|c| (&c.fact, c)).collect(),
            of_indicator,
            of_subject,
            series_of,
            of_article,
            leftovers,
            checks_of,
            events,
            indicators,
            subjects,
        }
    }

    /// Version of all data (数据版本), as their description prints it.
    pub(crate) fn version(&self) -> String {
        downloads::version(self.downloads)
    }

    /// Version of the data of an indicator: the first twelve digits of the BLAKE3 hash of its CSV
    /// file. It changes when they do, and only then; empty where the file is not published.
    pub(crate) fn version_of(&self, indicator: &str) -> String {
        let file = self
            .downloads
            .get(&format!("data/indicators/{indicator}.csv"));
        file.map_or_else(String::new, |bytes| {
            blake3::hash(bytes).to_hex()[..12].to_string()
        })
    }

    /// The fact with this id.
    pub(crate) fn fact(&self, id: &FactId) -> Option<&'a Fact> {
        self.facts.get(id).copied()
    }

    /// The observation with this id.
    pub(crate) fn observation(&self, id: &ObservationId) -> Option<&'a Observation> {
        self.observations.get(id).copied()
    }

    /// The observations of a fact, in its order.
    pub(crate) fn evidence(&self, fact: &'a Fact) -> impl Iterator<Item = &'a Observation> + '_ {
        fact.observations
            .iter()
            .filter_map(|id| self.observation(id))
    }

    /// The document with this slug.
    pub(crate) fn document(&self, slug: &str) -> Option<&'a Document> {
        self.by_slug.get(slug).copied()
    }

    /// An article's short name: the editor's, else one made of its title.
    pub(crate) fn short_title(&self, article: &Article) -> String {
        match article.short.as_str() {
            "" => wording::short_title(&article.title, &self.config.site.subject),
            short => short.to_string(),
        }
    }

    /// The conflict about a fact.
    pub(crate) fn conflict(&self, fact: &FactId) -> Option<&'a Conflict> {
        self.conflicts.get(fact).copied()
    }

    /// The checks that use a fact, those that ask for a reader's eye first.
    pub(crate) fn checks_of(&self, fact: &Fact) -> &[&'a Check] {
        self.checks_of.get(&fact.id).map_or(&[], Vec::as_slice)
    }

    /// Indicators that have a page, by id.
    pub(crate) fn indicators(&self) -> impl Iterator<Item = &'a Indicator> + '_ {
        self.indicators.values().copied()
    }

    /// The indicator with this id, if it has a page.
    pub(crate) fn indicator(&self, id: &str) -> Option<&'a Indicator> {
        self.indicators.get(id).copied()
    }

    /// All facts of an indicator, of whatever subject.
    pub(crate) fn facts_of_indicator(&self, id: &str) -> &[&'a Fact] {
        self.of_indicator.get(id).map_or(&[], Vec::as_slice)
    }

    /// Series of an indicator.
    pub(crate) fn series_of_indicator(&self, id: &str) -> &[&'a Series] {
        self.series_of.get(id).map_or(&[], Vec::as_slice)
    }

    /// The topic of a series: that of the indicator which its breakdown makes (发明专利授权量 of
    /// 专利授权量), else that of its indicator.
    pub(crate) fn topic_of(&self, series: &Series) -> Option<&'a str> {
        let wide = self.indicator(series.indicator_id.as_deref()?)?;
        self.topic_of_part(wide, series.breakdown.as_deref())
    }

    /// Subjects that have a page, by id of the page.
    pub(crate) fn subjects(&self) -> Vec<&'a Subject> {
        let mut subjects: Vec<&Subject> = self.subjects.values().copied().collect();
        subjects.sort_by(|a, b| a.id.cmp(&b.id));
        subjects
    }

    /// The subject of this name, if it has a page.
    pub(crate) fn subject(&self, name: &str) -> Option<&'a Subject> {
        self.subjects.get(name).copied()
    }

    /// Names of subjects with facts, sorted.
    pub(crate) fn subject_names(&self) -> BTreeSet<&'a str> {
        self.of_subject.keys().copied().collect()
    }

    /// All facts about a subject.
    pub(crate) fn facts_of_subject(&self, name: &str) -> &[&'a Fact] {
        self.of_subject.get(name).map_or(&[], Vec::as_slice)
    }

    /// The observations of an article, in text order.
    pub(crate) fn observations_of(&self, slug: &str) -> &[&'a Observation] {
        self.of_article.get(slug).map_or(&[], Vec::as_slice)
    }

    /// The leftovers of an article, in text order.
    pub(crate) fn leftovers_of(&self, slug: &str) -> &[&'a Leftover] {
        self.leftovers.get(slug).map_or(&[], Vec::as_slice)
    }

    /// The dated sentences of an article, in text order.
    pub(crate) fn events_of(&self, slug: &str) -> &[Event] {
        self.events.get(slug).map_or(&[], Vec::as_slice)
    }

    /// All dated sentences, earliest first.
    pub(crate) fn events(&self) -> Vec<&Event> {
        let mut events: Vec<&Event> = self.events.values().flatten().collect();
        events.sort_by(|a, b| (a.date, &a.article, a.quote).cmp(&(b.date, &b.article, b.quote)));
        events
    }

    /// True for a figure about the site's own subject.
    pub(crate) fn is_home(&self, fact: &Fact) -> bool {
        fact.key.subject == self.config.site.subject
    }

    /// The page and fragment that a fact's figure leads to, from the root of the site.
    pub(crate) fn address(&self, fact: &Fact) -> String {
        let id = &fact.id;
        if self.is_home(fact)
            && let Some(indicator) = fact.indicator_id.as_deref().and_then(|i| self.indicator(i))
        {
            return format!("indicators/{}.html#{id}", indicator.id);
        }
        match self.subject(&fact.key.subject) {
            Some(subject) => format!("subjects/{}.html#{id}", subject.id),
            None => self.order.address(id),
        }
    }

    /// True when every observation gives no time word and holds as of publication.
    pub(crate) fn is_as_printed(&self, fact: &'a Fact) -> bool {
        let mut evidence = self.evidence(fact).peekable();
        evidence.peek().is_some() && evidence.all(|o| o.period == Some(Period::Publication))
    }

    /// The period of a fact in words.
    pub(crate) fn period(&self, fact: &'a Fact) -> String {
        wording::period(fact, self.is_as_printed(fact))
    }

    /// True for a breakdown that is a mere scope (规模以上工业企业).
    pub(crate) fn is_scope(&self, breakdown: &str) -> bool {
        self.config
            .breakdowns
            .iter()
            .any(|b| b.is_scope && b.name == breakdown)
    }

    /// The topic of a fact: that of the indicator that counts its part, else of its indicator.
    pub(crate) fn topic_of_fact(&self, fact: &Fact) -> Option<&'a str> {
        let wide = self.indicator(fact.indicator_id.as_deref()?)?;
        self.topic_of_part(wide, fact.key.breakdown.as_deref())
    }

    fn topic_of_part(&self, wide: &'a Indicator, part: Option<&str>) -> Option<&'a str> {
        let narrow = part.and_then(|part| self.config.narrower(wide, part));
        let own = narrow.and_then(|narrow| narrow.topic.as_deref());
        own.or(wide.topic.as_deref())
    }
}

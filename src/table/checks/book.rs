//! The facts laid out for arithmetic (账册): by subject and indicator, by place in the text.

use std::collections::{BTreeMap, BTreeSet};

pub(super) use super::kinds::{is_level, is_yearly_rate, same_unit, year_before};
use super::{figure::Figure, write};
use crate::{
    config::Config,
    model::{
        Article, Conflict, Decimal, Fact, FactId, Measure, Observation, ObservationId, Period,
    },
    table::vocabulary::Vocabulary,
};

/// Figures beyond 10¹⁸ are no statistics: left out, they cannot overflow a difference or a
/// doubling. What all the world produces in a year is of the order of 10¹⁵元.
const LARGEST: Decimal = Decimal::from_parts(0xA764_0000, 0x0DE0_B6B3, 0, false, 0);

/// How two breakdowns of one indicator relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// The same words.
    Same,
    /// One says how wide it reaches (规模以上), the other says nothing.
    Unlabelled,
    /// Two parts, or a part and the whole.
    Different,
}

/// All that the rules look things up in.
pub(super) struct Book<'a> {
    /// Every figure, in order of the facts.
    pub(super) figures: Vec<Figure<'a>>,
    /// Figures by subject and indicator, in order of the facts.
    groups: BTreeMap<&'a str, BTreeMap<&'a str, Vec<Figure<'a>>>>,
    /// Place of an observation among those of its article.
    places: BTreeMap<&'a ObservationId, (&'a str, usize)>,
    observations: BTreeMap<&'a ObservationId, &'a Observation>,
    pub(super) vocabulary: Vocabulary<'a>,
    pub(super) config: &'a Config,
    /// The articles, for the names that stand outside figures.
    pub(super) articles: &'a [Article],
    /// Figures by article and place.
    by_place: BTreeMap<(&'a str, usize), Vec<Figure<'a>>>,
    /// Names and aliases of indicators, the longest first, with the canonical name.
    names: Vec<(&'a str, &'a str)>,
}

impl<'a> Book<'a> {
    /// Lays out facts. `observations` are in text order, article by article.
    pub(super) fn new(
        facts: &'a [Fact],
        conflicts: &'a [Conflict],
        observations: &'a [Observation],
        articles: &'a [Article],
        config: &'a Config,
    ) -> Self {
        let by_id: BTreeMap<_, _> = observations.iter().map(|o| (&o.id, o)).collect();
        let mut places = BTreeMap::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for observation in observations {
            let count = counts.entry(observation.article.as_str()).or_default();
            places.insert(&observation.id, (observation.article.as_str(), *count));
            *count += 1;
        }
        let conflicts: BTreeMap<_, _> = conflicts.iter().map(|c| (&c.fact, c)).collect();
        let mut figures = Vec::new();
        for fact in facts {
            let tells = |ids: &[ObservationId], value| {
                ids.iter()
                    .filter_map(|id| by_id.get(id).copied())
                    .find(|o| o.value == value)
            };
            match conflicts.get(&fact.id) {
                Some(conflict) => figures.extend(
                    conflict
                        .values
                        .iter()
                        .filter_map(|(value, ids)| tells(ids, *value))
                        .map(|teller| Figure::new(fact, teller, true)),
                ),
                None => {
                    let teller = fact
                        .observations
                        .iter()
                        .filter_map(|id| by_id.get(id).copied())
                        .find(|o| o.value == fact.value && o.qualifier == fact.qualifier);
                    figures.extend(teller.map(|teller| Figure::new(fact, teller, false)));
                }
            }
        }
        figures.retain(|figure| figure.value.abs() <= LARGEST);
        let mut groups: BTreeMap<_, BTreeMap<_, Vec<Figure<'a>>>> = BTreeMap::new();
        for figure in &figures {
            let key = &figure.fact.key;
            groups
                .entry(key.subject.as_str())
                .or_default()
                .entry(key.indicator.as_str())
                .or_default()
                .push(*figure);
        }
        let mut by_place: BTreeMap<_, Vec<Figure<'a>>> = BTreeMap::new();
        for figure in &figures {
            for id in &figure.fact.observations {
                if let Some(place) = places.get(id) {
                    by_place.entry(*place).or_default().push(*figure);
                }
            }
        }
        let mut names: Vec<(&str, &str)> = config
            .indicators
            .iter()
            .flat_map(|indicator| {
                let name = indicator.name.as_str();
                std::iter::once(name)
                    .chain(indicator.aliases.iter().map(String::as_str))
                    .map(move |word| (word, name))
            })
            .collect();
        names.sort_by_key(|(word, name)| (std::cmp::Reverse(word.len()), *word, *name));
        Self {
            figures,
            groups,
            places,
            observations: by_id,
            vocabulary: Vocabulary::new(config),
            config,
            articles,
            by_place,
            names,
        }
    }

    /// The figures of one subject and indicator.
    pub(super) fn of(&self, subject: &str, indicator: &str) -> &[Figure<'a>] {
        self.groups
            .get(subject)
            .and_then(|group| group.get(indicator))
            .map_or(&[], Vec::as_slice)
    }

    /// All groups of one subject and indicator.
    pub(super) fn groups(&self) -> impl Iterator<Item = &[Figure<'a>]> {
        self.groups
            .values()
            .flat_map(BTreeMap::values)
            .map(Vec::as_slice)
    }

    /// Reported levels of one subject and indicator: results, no running totals.
    pub(super) fn levels(&self, subject: &str, indicator: &str) -> Vec<Figure<'a>> {
        let of = self.of(subject, indicator).iter();
        of.copied().filter(is_level).collect()
    }

    /// The indicator that the words end in: 该园区总产值 ends in 总产值, which is 工业总产值.
    pub(super) fn indicator_named(&self, words: &str) -> Option<&'a str> {
        let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        self.names
            .iter()
            .find(|(word, _)| bare.ends_with(word))
            .map(|(_, name)| *name)
    }

    /// The scope that the words contain, the longest name of one.
    pub(super) fn scope_named(&self, words: &str) -> Option<&'a str> {
        let scopes = self.config.breakdowns.iter().filter(|b| b.is_scope);
        scopes
            .flat_map(|b| {
                std::iter::once(&b.name)
                    .chain(&b.aliases)
                    .map(|word| (word.as_str(), b.name.as_str()))
            })
            .filter(|(word, _)| words.contains(word))
            .max_by_key(|(word, name)| (word.len(), *name))
            .map(|(_, name)| name)
    }

    /// How two breakdowns relate.
    pub(super) fn reach(&self, a: Option<&str>, b: Option<&str>) -> Reach {
        let is_scope = |name: Option<&str>| name.is_some_and(|n| self.vocabulary.is_scope(n));
        match (a, b) {
            _ if a == b => Reach::Same,
            (None, b) if is_scope(b) => Reach::Unlabelled,
            (a, None) if is_scope(a) => Reach::Unlabelled,
            _ => Reach::Different,
        }
    }

    /// True for all of a subject: no breakdown, or only a scope.
    pub(super) fn is_whole(&self, figure: &Figure<'_>) -> bool {
        figure
            .breakdown()
            .is_none_or(|name| self.vocabulary.is_scope(name))
    }

    /// How far apart two figures stand in the text, counted in observations, in the article
    /// where they stand closest; `None` when no article has both.
    pub(super) fn distance(&self, a: &Figure<'_>, b: &Figure<'_>) -> Option<usize> {
        let places = |figure: &Figure<'_>| -> Vec<(&str, usize)> {
            figure
                .fact
                .observations
                .iter()
                .filter_map(|id| self.places.get(id).copied())
                .collect()
        };
        let mut nearest = None;
        for (article, at) in places(a) {
            for (other, there) in places(b) {
                if article == other {
                    let distance = at.abs_diff(there);
                    nearest = Some(nearest.map_or(distance, |n: usize| n.min(distance)));
                }
            }
        }
        nearest
    }

    /// Place of the figure's teller in its article.
    pub(super) fn place(&self, figure: &Figure<'_>) -> usize {
        self.places.get(&figure.teller.id).map_or(0, |(_, at)| *at)
    }

    /// The other figures within `reach` places of a figure, wherever an article prints it.
    pub(super) fn neighbours(&self, figure: &Figure<'_>, reach: usize) -> Vec<Figure<'a>> {
        let mut found: Vec<Figure<'a>> = Vec::new();
        let mut seen: BTreeSet<(&FactId, Decimal)> = BTreeSet::new();
        for id in &figure.fact.observations {
            let Some((article, at)) = self.places.get(id).copied() else {
                continue;
            };
            let span = (article, at.saturating_sub(reach))..=(article, at + reach);
            for other in self.by_place.range(span).flat_map(|(_, figures)| figures) {
                if other.fact.id != figure.fact.id && seen.insert((&other.fact.id, other.value)) {
                    found.push(*other);
                }
            }
        }
        found
    }

    /// All observations.
    pub(super) fn observations(&self) -> impl Iterator<Item = &'a Observation> {
        self.observations.values().copied()
    }

    /// True when one sentence holds both.
    pub(super) fn share_sentence(&self, a: &Figure<'a>, b: &Figure<'a>) -> bool {
        let place = |o: &'a Observation| (&o.article, o.sentence);
        let (few, many) = match a.fact.observations.len() < b.fact.observations.len() {
            true => (a, b),
            false => (b, a),
        };
        let places: Vec<_> = self.evidence(few).map(place).collect();
        self.evidence(many).any(|o| places.contains(&place(o)))
    }

    /// True when one article prints both.
    pub(super) fn share_article(&self, a: &Figure<'_>, b: &Figure<'_>) -> bool {
        let (a, b) = (&a.fact.articles, &b.fact.articles);
        a.iter().any(|slug| b.binary_search(slug).is_ok())
    }

    /// All observations of the figure's fact.
    pub(super) fn evidence(&self, figure: &Figure<'a>) -> impl Iterator<Item = &'a Observation> {
        figure
            .fact
            .observations
            .iter()
            .filter_map(|id| self.observations.get(id).copied())
    }

    /// A readable name: part and indicator, the subject before it when it is not the site's.
    pub(super) fn name(&self, figure: &Figure<'_>) -> String {
        let key = &figure.fact.key;
        let mut name = String::new();
        if key.subject != self.config.site.subject {
            name.push_str(&key.subject);
        }
        let is_one_off = figure.teller.indicator.is_none();
        if is_one_off {
            name.push_str(&figure.fact.label);
            return name;
        }
        if let Some(part) = figure.breakdown() {
            match self.narrow_name(&key.indicator, part) {
                Some(narrow) => name.push_str(narrow),
                None => {
                    let part = self.short_scope(part);
                    name.push_str(part);
                    name.push_str(without_overlap(part, &key.indicator));
                }
            }
        } else {
            name.push_str(&key.indicator);
        }
        name
    }

    /// The name that the vocabulary has for a part of an indicator: “3+1”主导产业产值.
    fn narrow_name(&self, indicator: &str, part: &str) -> Option<&'a str> {
        let listed = &self.config.indicators;
        let wide = listed.iter().find(|wide| wide.name == indicator)?;
        let narrow = self.config.narrower(wide, part)?;
        Some(&narrow.name)
    }

    /// The shortest name of a mere scope, 规上工业 for 规模以上工业企业; other parts as they are.
    fn short_scope<'n>(&self, part: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let listed = self.config.breakdowns.iter();
        let mut scopes = listed.filter(|b| b.is_scope && b.name == part);
        let names = scopes.next().map(|b| b.aliases.iter().chain([&b.name]));
        names
            .into_iter()
            .flatten()
            .min_by_key(|name| name.chars().count())
            .map_or(part, String::as_str)
    }

    /// The name with what is measured: 工业增加值年均增速.
    pub(super) fn measured_name(&self, figure: &Figure<'_>) -> String {
        let key = &figure.fact.key;
        let suffix = match (key.measure, key.basis.as_deref()) {
            (Measure::Growth, Some("annual_average")) => "年均增速",
            (Measure::Growth, Some("yoy")) => "同比增速",
            (Measure::Growth, _) => "增速",
            (Measure::Share, _) => "占比",
            (Measure::Change, _) => "增减",
            (Measure::Multiple, _) => "倍数",
            (Measure::Level | Measure::Rank, _) => "",
        };
        let period = write::period(figure.period());
        match figure.teller.indicator {
            Some(_) => format!("{period}{}{suffix}", self.name(figure)),
            None => format!("{period}{}", self.name(figure)),
        }
    }

    /// The name and the period.
    pub(super) fn dated_name(&self, figure: &Figure<'_>) -> String {
        format!("{}{}", write::period(figure.period()), self.name(figure))
    }

    /// True for indicators whose rates are at constant prices while their levels are at
    /// current ones (增加值、地区生产总值): the notes of 国家统计局's
    /// yearly 统计公报 say so.
    pub(super) fn is_at_constant_prices(&self, figure: &Figure<'_>) -> bool {
        let name = &figure.fact.key.indicator;
        name.contains("增加值") || name.contains("生产总值")
    }
}

impl<'a> Book<'a> {
    /// The reported level of what `like` speaks of, in another period: of the same part if
    /// there is one, else with or without the mere scope. Disputed values are not taken.
    pub(super) fn level(&self, like: &Figure<'_>, period: Period) -> Option<(Figure<'a>, Reach)> {
        let key = &like.fact.key;
        self.of(&key.subject, &key.indicator)
            .iter()
            .filter(|f| is_level(f) && !f.is_disputed && f.period() == Some(period))
            .filter(|f| key.measure != Measure::Level || same_unit(f, like))
            .map(|f| (*f, self.reach(f.breakdown(), key.breakdown.as_deref())))
            .filter(|(_, reach)| *reach != Reach::Different)
            .min_by_key(|(f, reach)| (*reach, !self.share_article(f, like)))
    }

    /// Growth of `level` over the year before, if it is reported.
    pub(super) fn rate(&self, level: &Figure<'_>) -> Option<Figure<'a>> {
        let key = &level.fact.key;
        self.of(&key.subject, &key.indicator)
            .iter()
            .find(|f| {
                is_yearly_rate(f)
                    && f.fact.key.breakdown == key.breakdown
                    && f.fact.key.period == key.period
                    && !f.is_disputed
            })
            .copied()
    }
}

/// What is left of `name` after the end of `part` that it begins with: 发明专利, 专利授权量 →
/// 授权量.
fn without_overlap<'n>(part: &str, name: &'n str) -> &'n str {
    name.char_indices()
        .skip(2)
        .map(|(at, _)| name.split_at(at))
        .filter(|(begin, _)| part.ends_with(begin))
        .last()
        .map_or(name, |(_, rest)| rest)
}

/// The articles that print any of the figures.
pub(super) fn articles(figures: &[Figure<'_>]) -> Vec<String> {
    let slugs: BTreeSet<&str> = figures
        .iter()
        .flat_map(|figure| figure.fact.articles.iter().map(String::as_str))
        .collect();
    slugs.into_iter().map(str::to_string).collect()
}

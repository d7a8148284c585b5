//! The driver: sentence by sentence, quantity by quantity, the cheapest reading wins; what no
//! construction can place is a leftover.

use std::collections::{BTreeMap, BTreeSet};

use super::constructions::{ALL, Scene};
use super::cues::Cue;
use super::discourse::Discourse;
use super::label;
use super::lexicon::{Lexicon, Term};
use super::reading::{End, Owner, Reading, Topic};
use super::respectively::Groups;
use super::scope::{self, Scope};
use super::sentence::{Kind, Sentence};
use super::speakers::Speakers;
use super::subjects::Subjects;
use super::vocabulary::Vocabulary;
use super::{nature, refusal, span_of, table, theme, thresholds};
use crate::model::{
    Basis, FlowStock, Leftover, LeftoverReason, Measure, Nature, Observation, ObservationId,
    Period, Span,
};
use crate::quantities::{Form, UnitKind, kind_of, numerals};
use crate::text::{BlockKind, Document, Segmenter};

/// What the linker works with, the same for all documents.
pub(super) struct Tools<'c> {
    pub(super) config: &'c Vocabulary<'c>,
    pub(super) lexicon: &'c Lexicon,
    pub(super) segmenter: &'c Segmenter,
}

/// One quantity with the readings that were offered, for `explain`.
#[derive(Debug, Clone)]
pub struct Considered {
    /// The quantity as printed.
    pub quote: Span,
    /// Name and cost of each reading, the cheapest first.
    pub readings: Vec<(&'static str, u32)>,
}

/// The observations and leftovers of one document.
pub(super) struct DocumentLinker<'c, 'd> {
    tools: &'c Tools<'c>,
    document: &'d Document,
    subjects: Subjects,
    speakers: Speakers,
    discourse: Discourse,
    pub(super) observations: Vec<Observation>,
    pub(super) leftovers: Vec<Leftover>,
    pub(super) considered: Vec<Considered>,
    seen: BTreeMap<(String, String), usize>,
}

impl<'c, 'd> DocumentLinker<'c, 'd> {
    pub(super) fn new(tools: &'c Tools<'c>, document: &'d Document, subject: &str) -> Self {
        let subjects = Subjects::of(document, tools.config, tools.segmenter, subject);
        Self {
            tools,
            document,
            speakers: Speakers::of(document, &subjects),
            subjects,
            discourse: Discourse::new(
                document.article.published.map(|p| p.date),
                &document.article.title,
            ),
            observations: Vec::new(),
            leftovers: Vec::new(),
            considered: Vec::new(),
            seen: BTreeMap::new(),
        }
    }

    pub(super) fn run(&mut self) {
        let document = self.document;
        let mut table = table::Header::default();
        let mut in_table = false;
        let mut in_list = false;
        for block in &document.blocks {
            match &block.kind {
                BlockKind::Heading(level) => {
                    self.discourse.begin_heading(*level);
                    self.sentences(&block.sentences);
                    let heading = Sentence::new(
                        self.document,
                        block.span,
                        self.tools.lexicon,
                        self.tools.segmenter,
                        &self.subjects,
                    );
                    self.discourse.end_heading(Some(&heading));
                }
                BlockKind::Paragraph if is_heading_like(document.slice(block.span)) => {
                    self.discourse
                        .begin_heading(printed_level(document.slice(block.span)));
                    self.sentences(&block.sentences);
                    let heading = Sentence::new(
                        document,
                        block.span,
                        self.tools.lexicon,
                        self.tools.segmenter,
                        &self.subjects,
                    );
                    self.discourse.end_heading(Some(&heading));
                }
                BlockKind::Paragraph | BlockKind::Caption => {
                    if let Some(turn) = self.speakers.turn(document.slice(block.span)) {
                        self.discourse.begin_turn(turn);
                    }
                    self.discourse
                        .begin_paragraph(self.goes_on(block.span), self.refers_back(block.span));
                    self.sentences(&block.sentences);
                }
                BlockKind::ListItem => {
                    self.discourse.begin_item(!in_list);
                    self.sentences(&block.sentences);
                }
                BlockKind::TableRow { is_header, cells } => {
                    if *is_header || !in_table {
                        table = table::Header::read(document, cells, self.tools);
                    } else {
                        self.row(block.span, cells, &table);
                    }
                }
            }
            in_table = matches!(block.kind, BlockKind::TableRow { .. });
            in_list = matches!(block.kind, BlockKind::ListItem);
        }
    }

    /// 同时, 此外, 该…: the paragraph goes on with what the last one told.
    fn goes_on(&self, block: Span) -> bool {
        let text = self.document.slice(block);
        [
            "同时",
            "与此同时",
            "此外",
            "另外",
            "其中",
            "该",
            "此次",
            "上述",
            "并且",
            "其次",
            "同期",
        ]
        .iter()
        .any(|word| text.starts_with(word))
    }

    /// 据悉，该专利技术…: the paragraph goes on about the subject of the last one.
    fn refers_back(&self, block: Span) -> bool {
        let text = self.document.slice(block);
        let text = [
            "据悉，",
            "据了解，",
            "据介绍，",
            "目前，",
            "据悉,",
            "据了解,",
            "目前,",
        ]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
        ["该", "其", "这一", "此项"]
            .iter()
            .any(|word| text.starts_with(word))
            && !text.starts_with("其中")
    }

    fn sentences(&mut self, sentences: &[Span]) {
        for &span in sentences {
            if self.is_idle(span) {
                continue;
            }
            let sentence = Sentence::new(
                self.document,
                span,
                self.tools.lexicon,
                self.tools.segmenter,
                &self.subjects,
            );
            self.sentence(sentence);
        }
    }

    /// A sentence that names no number, no period and nobody: nothing of it is a figure, and
    /// nothing that comes later depends on it. Most texts are made of such sentences.
    fn is_idle(&self, span: Span) -> bool {
        let printed = self.document.slice(span);
        let counts = printed.chars().any(|c| {
            !is_han(c) && c.is_numeric()
                || numerals::digit(c).is_some()
                || matches!(
                    c,
                    '十' | '百' | '千' | '万' | '亿' | '半' | '翻' | '持' | '首' | '榜' | '倍'
                )
                || matches!(
                    c,
                    '几' | '数' | '多' | '若' | '年' | '月' | '日' | '今' | '目' | '现' | '如'
                )
        });
        !counts && !self.tools.lexicon.names_someone(printed) && !self.subjects.is_named(printed)
    }

    fn sentence(&mut self, mut sentence: Sentence) {
        thresholds::mark(&mut sentence);
        let project = theme::project(&sentence, self.tools.config);
        if project.is_some() || !theme::goes_on(&sentence) {
            self.discourse.project = project;
        }
        let first_topic = self.discourse.begin_sentence();
        let mut groups = Groups::default();
        for q in 0..sentence.quantities.len() {
            if !thresholds::stands(&sentence, q) {
                continue;
            }
            if let Some(reason) = refusal::reason(&sentence, q) {
                sentence
                    .leftovers
                    .push((sentence.quantities[q].span, reason));
                continue;
            }
            let readings = self.readings(&sentence, q, first_topic, &mut groups);
            self.considered.push(Considered {
                quote: sentence.normal.printed(sentence.quantities[q].span),
                readings: readings.iter().map(|r| (r.rule, r.cost)).collect(),
            });
            match readings.into_iter().next() {
                Some(reading) => self.observe(&sentence, q, reading, first_topic),
                None => {
                    let reason = refusal::unplaced(&sentence, q);
                    sentence
                        .leftovers
                        .push((sentence.quantities[q].span, reason));
                }
            }
        }
        self.discourse.after(&sentence, &self.subjects);
        self.leave(&sentence);
    }

    /// The readings of a quantity, the cheapest first.
    fn readings(
        &self,
        sentence: &Sentence,
        q: usize,
        first_topic: usize,
        groups: &mut Groups,
    ) -> Vec<Reading> {
        let topics = &self.discourse.topics;
        let scene = Scene {
            sentence,
            config: self.tools.config,
            counted: &self.tools.lexicon.counted,
            topics,
            sentence_topics: first_topic,
            clock: self.discourse.clock,
            zone: &self.subjects.default,
        };
        if let Some(reading) = groups.of(&scene, q) {
            return vec![reading];
        }
        let mut readings: Vec<Reading> = ALL
            .iter()
            .filter_map(|construct| construct(&scene, q))
            .collect();
        readings.sort_by(|a, b| a.cost.cmp(&b.cost).then(a.rule.cmp(b.rule)));
        readings
    }

    fn observe(&mut self, sentence: &Sentence, q: usize, reading: Reading, first_topic: usize) {
        let mention = &sentence.quantities[q];
        let place = sentence.places[q];
        let kind = kind_of(&mention.quantity.unit);
        let subject = self.discourse.subject(sentence, place, &self.subjects);
        let is_zone = self.is_zone(&subject);
        let named = label::name(&reading, kind, self.tools.config, is_zone);
        let mut nature = nature::of(sentence, place);
        if nature == Nature::Result
            && self.discourse.in_plans()
            && !nature::is_told(sentence, place)
        {
            nature = Nature::Target;
        }
        let is_planned = named
            .indicator
            .as_deref()
            .is_some_and(|i| i.starts_with("计划"));
        if is_planned {
            nature = Nature::Target;
        }
        // What flows through a part of the year goes on to be told of it: rates, and flows of money.
        let flows = reading.owner.indicator().is_some_and(|i| {
            let indicator = &self.tools.config.indicators[i];
            indicator.flow_stock == FlowStock::Flow && kind == UnitKind::Money
        });
        let is_rate = reading.measure == Measure::Growth
            || flows && self.is_zone(&subject) && self.discourse.frame_is_part();
        let told = if is_planned { Nature::Result } else { nature };
        let since_is_basis = reading.measure == Measure::Multiple && reading.basis.is_some();
        let mut period = self
            .discourse
            .period(sentence, place, told, is_rate, since_is_basis);
        nature = nature::with_period(nature, period, &self.discourse.clock, true);
        period = span_of::ends(period, &reading, sentence, place);
        if named.label.contains("年度")
            && let Some(Period::At(date)) = period
        {
            period = Some(Period::year(date.year));
        }
        if reading.rule == "span-of-time" || reading.rule == "rank" {
            period = span_of::spanned(sentence, q, &self.discourse).or(period);
        }
        period = reading.period.or(period);
        // 民间投资…，占61.7% · 实际使用外资1.32亿美元，居全市首位: told of the figure before.
        let of_figure = matches!(reading.measure, Measure::Share | Measure::Rank)
            || kind == UnitKind::Points && reading.measure == Measure::Change;
        if of_figure
            && reading.end.is_none()
            && period == Some(Period::Publication)
            && nature == Nature::Result
        {
            let before = self.discourse.topics[first_topic..].last();
            period = before.and_then(|topic| topic.period).or(period);
        }
        let mut basis = reading.basis.clone();
        if let Some((told, from)) = span_of::told_change(sentence, place, &self.discourse, &reading)
        {
            period = Some(told);
            basis = Some(Basis::Period(Period::year(from)));
        }
        if let Some((from, to)) =
            span_of::between_ends(sentence, place, &self.discourse.topics, &reading)
        {
            period = Some(to);
            basis = Some(Basis::Period(from));
        }
        period =
            span_of::averaged(&self.discourse.topics, &reading, sentence, place, period).or(period);
        let clause = sentence.clause_start(place);
        if sentence.has_cue(clause..place, Cue::PeriodOnPeriod)
            && let Some(earlier) = period.and_then(span_of::before)
        {
            basis = Some(Basis::Period(earlier));
        }
        // 2019年至2022年…累计下降22.4%: since the first of the years.
        if reading.measure == Measure::Growth
            && sentence.has_cue(clause..place, Cue::Cumulative)
            && let Some(Period::Range(first, last)) = period
            && first.year < last.year
        {
            basis = Some(Basis::Period(Period::year(first.year)));
        }
        // 产能将由4万片提高到10万片: the earlier end is what there is.
        if reading.end == Some(End::From) && nature != Nature::Result {
            nature = Nature::Result;
            period = period
                .filter(|p| p.last().is_some())
                .or(Some(Period::Publication));
        }
        let ends = match (reading.end, self.discourse.topics.last(), period) {
            (Some(End::To), Some(earlier), Some(to)) => earlier.from.map(|from| (from, to)),
            _ => None,
        };
        // 集成电路产值突破500亿元；生物医药基数小，只有73亿元: the theme of the segment is the part.
        // 该项目总投资62亿元，占地530亩: what a project is holds as long as it is told of.
        let is_of_project = self.discourse.project.is_some()
            && theme::is_size(&named.label)
            && theme::goes_on(sentence)
            && nature == Nature::Result;
        if is_of_project && !self.discourse.is_framed(sentence, place) {
            period = Some(Period::Publication);
        }
        let theme = matches!(reading.owner, Owner::Antecedent(_))
            .then(|| scope::opening_part(sentence, place))
            .flatten()
            .map(|part| self.tools.config.breakdowns[part].name.clone());
        let scope = Scope {
            config: self.tools.config,
            lexicon: self.tools.lexicon,
            topics: &self.discourse.topics,
            sentence,
            place,
            kind,
            nature,
        };
        let project = self.discourse.project.clone().filter(|_| {
            !is_zone
                && reading.measure == Measure::Level
                && theme::is_of_project(&named.label)
                && scope.stage().is_none()
        });
        let lead = theme::lead(sentence, place).filter(|_| self.discourse.in_item);
        let breakdown = theme
            .or_else(|| named.breakdown.clone())
            .or(project)
            .or(lead)
            .or_else(|| scope.of(&reading, named.indicator.as_deref()));
        let mut value = mention.quantity.value;
        if reading.is_negative {
            value = -value;
        }
        let quote = sentence.normal.printed(mention.span);
        let mut observation = Observation {
            id: ObservationId::new([""]),
            article: self.document.article.slug.clone(),
            sentence: sentence.span,
            sentence_text: self.document.slice(sentence.span).to_string(),
            quote,
            quote_text: self.document.slice(quote).to_string(),
            value,
            step: mention.quantity.step,
            unit: mention.quantity.unit.clone(),
            qualifier: mention.quantity.qualifier,
            measure: reading.measure,
            basis,
            nature,
            cumulative: is_cumulative(sentence, place, period, &reading),
            period,
            period_iso: None,
            subject: subject.clone(),
            indicator: named.indicator.clone(),
            indicator_id: named.indicator_id.clone(),
            breakdown: breakdown.clone(),
            label: named.label.clone(),
            rule: reading.rule.into(),
            correction: None,
            fact: None,
        };
        if mention.form == Form::Rank
            || (reading.measure == Measure::Change
                && observation.unit == "名"
                && reading.rule == "change-amount")
        {
            observation.unit = "位".into();
        }
        let topic = Topic {
            indicator: reading.owner.indicator(),
            breakdown: breakdown.clone(),
            noun: reading.owner.noun(&named.label),
            verb: reading.owner.verb().to_string(),
            unit: observation.unit.clone(),
            measure: Some(reading.measure),
            whole: match &reading.basis {
                Some(Basis::Whole(whole)) => Some(whole.clone()),
                _ => reading.owner.whole(),
            },
            subject,
            period,
            from: period.filter(|_| reading.end == Some(End::From)),
            ends,
        };
        let extra = self.coordinated(sentence, &reading, &observation);
        self.push(observation);
        for other in extra {
            self.push(other);
        }
        self.discourse.topics.push(topic);
    }

    /// 工业总产值、工业增加值…翻一番: one printed number about two indicators.
    fn coordinated(
        &self,
        sentence: &Sentence,
        reading: &Reading,
        first: &Observation,
    ) -> Vec<Observation> {
        let Owner::Phrase(head) = &reading.owner else {
            return Vec::new();
        };
        if !matches!(reading.measure, Measure::Multiple | Measure::Growth)
            || head.indicator.is_none()
        {
            return Vec::new();
        }
        head.range
            .clone()
            .filter_map(|at| match sentence.tokens[at].kind {
                Kind::Term(Term::Indicator(i)) if Some(i) != head.indicator => {
                    let follows = sentence
                        .tokens
                        .get(at + 1)
                        .map(|_| sentence.of_token(at + 1));
                    matches!(follows, Some("、" | "和" | "及" | "与")).then_some(i)
                }
                _ => None,
            })
            .map(|i| {
                let indicator = &self.tools.config.indicators[i];
                Observation {
                    indicator: Some(indicator.name.clone()),
                    indicator_id: Some(indicator.id.clone()),
                    breakdown: indicator.breakdown.clone(),
                    label: format!("{}{}", indicator.name, reading.tail),
                    ..first.clone()
                }
            })
            .collect()
    }

    fn is_zone(&self, subject: &str) -> bool {
        subject == self.subjects.default
            || self
                .tools
                .config
                .subjects
                .iter()
                .any(|s| s.name == subject && matches!(s.kind.as_str(), "zone" | "region"))
    }

    fn push(&mut self, mut observation: Observation) {
        let sentence = squeezed(&observation.sentence_text);
        let quote = squeezed(&observation.quote_text);
        let count = self
            .seen
            .entry((sentence.clone(), quote.clone()))
            .or_default();
        *count += 1;
        let nth = count.to_string();
        let id = &self.document.article.id;
        observation.id = ObservationId::new([id.as_str(), &sentence, &quote, &nth]);
        observation.period_iso = match (observation.period, self.document.article.published) {
            (Some(period), Some(published)) => Some(period.resolved(published.date)),
            (Some(Period::Publication), None) => None,
            (period, _) => period,
        };
        self.observations.push(observation);
    }

    fn leave(&mut self, sentence: &Sentence) {
        let mut all: BTreeSet<(Span, LeftoverReason)> =
            sentence.leftovers.iter().copied().collect();
        for period in &sentence.periods {
            let text = period.span.of(sentence.text());
            if text.chars().any(|c| {
                c.is_ascii_digit() || crate::quantities::numerals::digit(c).is_some() || c == '十'
            }) {
                let reason = match period.expression {
                    crate::periods::Expression::LastYears(_)
                    | crate::periods::Expression::ToldYears(_) => LeftoverReason::TimeFrame,
                    crate::periods::Expression::Plan { .. } => LeftoverReason::Name,
                    _ => LeftoverReason::Date,
                };
                all.insert((period.span, reason));
            }
        }
        for (span, reason) in all {
            let quote = sentence.normal.printed(span);
            self.leftovers.push(Leftover {
                article: self.document.article.slug.clone(),
                sentence: sentence.span,
                quote,
                quote_text: self.document.slice(quote).to_string(),
                reason,
            });
        }
    }

    fn row(&mut self, row: Span, cells: &[Span], header: &table::Header) {
        let told = table::Told {
            published: self.document.article.published.map(|p| p.date),
            period: self.discourse.heading_period(),
            subject: &self.subjects.default,
        };
        for cell in header.read_row(self.document, cells, self.tools, told) {
            match cell {
                table::Cell::Observation(mut observation) => {
                    observation.sentence = row;
                    observation.sentence_text = self.document.slice(row).to_string();
                    self.push(*observation);
                }
                table::Cell::Leftover(quote, reason) => self.leftovers.push(Leftover {
                    article: self.document.article.slug.clone(),
                    sentence: row,
                    quote,
                    quote_text: self.document.slice(quote).to_string(),
                    reason,
                }),
            }
        }
    }
}

/// A paragraph that stands as a heading ranks below all Markdown headings: 一、 above （一） above
/// 1. and words alone.
fn printed_level(text: &str) -> u8 {
    let numbered = text.trim().chars().take(4);
    match text.trim().chars().next() {
        Some('（' | '(') => 8,
        Some(c) if c.is_ascii_digit() => 9,
        _ if numbered.into_iter().any(|c| c == '、') => 7,
        _ => 9,
    }
}

/// 二、2025年工作安排: a short paragraph without a final mark that numbers or names what follows.
fn is_heading_like(text: &str) -> bool {
    let text = text.trim();
    let numbered = text.starts_with([
        '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '（',
    ]) && text.chars().take(4).any(|c| matches!(c, '、' | '）'));
    let count = text.chars().count();
    count <= 24
        && (numbered || count <= 12)
        && !text.ends_with(['。', '！', '？', '；', '：', '”', '，'])
}

/// 累计 up to a date is a running total; 全年累计完成 is the figure of the year.
/// But 累计达 behind a figure of the year is the total that it makes: 全年新认定286家，累计达872家.
fn is_cumulative(
    sentence: &Sentence,
    place: usize,
    period: Option<Period>,
    reading: &Reading,
) -> bool {
    let whole_year = matches!(period, Some(Period::At(date)) if date.month.is_none());
    (!whole_year || reading.rule == "again")
        && sentence.has_cue(sentence.clause_start(place)..place, Cue::Cumulative)
}

/// A character that is no number sign, whatever it means.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

//! The driver: sentence by sentence, quantity by quantity, the cheapest reading wins; what no
//! construction can place is a leftover.

mod blocks;
mod lasting;
mod when;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use super::constructions::{ALL, Scene};
use super::discourse::Discourse;
use super::label::{self, Named};
use super::lexicon::Lexicon;
use super::reading::Reading;
use super::respectively::Groups;
use super::sentence::Sentence;
use super::speakers::{self, Speakers};
use super::subjects::Subjects;
use super::vocabulary::Vocabulary;
use super::{refusal, table, theme, thresholds};
use crate::model::{Leftover, LeftoverReason, Observation, ObservationId, Period, Span};
use crate::quantities::{UnitKind, kind_of, numerals};
use crate::text::{Block, BlockKind, Document, Normal, Segmenter, is_han};

/// What the linker works with, the same for all documents.
pub(in crate::observations) struct Tools<'c> {
    pub(in crate::observations) config: &'c Vocabulary<'c>,
    pub(in crate::observations) lexicon: &'c Lexicon,
    pub(in crate::observations) segmenter: &'c Segmenter,
}

/// One quantity with the readings that were offered, for `explain`.
#[derive(Debug, Clone)]
pub struct Considered {
    /// The quantity as printed.
    pub quote: Span,
    /// Name and cost of each reading, the cheapest first.
    pub readings: Vec<(&'static str, u32)>,
}

/// A quantity with the reading that won, as far as the parts of the linker need it.
struct Found<'a> {
    sentence: &'a Sentence,
    /// Index of the quantity, and its token.
    q: usize,
    place: usize,
    kind: UnitKind,
    reading: &'a Reading,
    named: Named,
    subject: String,
    /// The subject is a zone or region.
    is_zone: bool,
    /// Index of the first topic of the sentence.
    first_topic: usize,
}

/// The observations and leftovers of one document.
pub(in crate::observations) struct DocumentLinker<'c, 'd> {
    tools: &'c Tools<'c>,
    document: &'d Document,
    subjects: Subjects,
    speakers: Speakers,
    discourse: Discourse,
    pub(in crate::observations) observations: Vec<Observation>,
    pub(in crate::observations) leftovers: Vec<Leftover>,
    pub(in crate::observations) considered: Vec<Considered>,
    seen: BTreeMap<(String, String), usize>,
    /// What the line above a table says.
    caption: table::Above,
}

impl<'c, 'd> DocumentLinker<'c, 'd> {
    pub(in crate::observations) fn new(
        tools: &'c Tools<'c>,
        document: &'d Document,
        subject: &str,
    ) -> Self {
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
            caption: table::Above::default(),
        }
    }

    pub(in crate::observations) fn run(&mut self) {
        let document = self.document;
        let mut table = table::Header::default();
        let mut in_table = false;
        let mut in_list = false;
        for block in &document.blocks {
            match &block.kind {
                BlockKind::Heading(level) => self.heading(*level, block),
                BlockKind::Paragraph if blocks::is_heading_like(document.slice(block.span)) => {
                    self.heading(blocks::printed_level(document.slice(block.span)), block);
                }
                BlockKind::Paragraph | BlockKind::Caption => {
                    let printed = document.slice(block.span);
                    if let Some(turn) = self.speakers.turn(printed, &self.subjects) {
                        self.discourse.begin_turn(turn);
                    }
                    self.discourse
                        .begin_paragraph(blocks::goes_on(printed), blocks::refers_back(printed));
                    self.sentences(&block.sentences);
                    self.caption = self.captioned(block.span);
                    if printed.trim_end().ends_with('？') {
                        self.discourse.end_question(&self.read(block.span));
                    }
                }
                BlockKind::ListItem(depth) => {
                    self.discourse.begin_item(!in_list, *depth);
                    self.sentences(&block.sentences);
                }
                BlockKind::TableRow { is_header, cells } => {
                    if *is_header || !in_table {
                        table = table::Header::read(document, cells, self.tools);
                    } else {
                        self.row(block.span, cells, &mut table);
                    }
                }
            }
            in_table = matches!(block.kind, BlockKind::TableRow { .. });
            in_list = matches!(block.kind, BlockKind::ListItem(_));
        }
    }

    fn heading(&mut self, level: u8, block: &Block) {
        self.discourse.begin_heading(level);
        self.sentences(&block.sentences);
        self.discourse
            .end_heading(&self.read(block.span), &self.subjects);
        // 表2 岚溪经济开发区主要指标, where it stands as a heading.
        self.caption = self.captioned(block.span);
    }

    fn sentences(&mut self, sentences: &[Span]) {
        for (at, &span) in sentences.iter().enumerate() {
            if let Some(subject) = self.speaker_of(&sentences[at..]) {
                self.discourse.begin_quotation(subject);
            }
            if !self.is_idle(span) {
                self.sentence(self.read(span));
            }
        }
    }

    /// Whose words the first of these sentences quotes, told by the sentence behind the quotation.
    fn speaker_of(&self, sentences: &[Span]) -> Option<usize> {
        let printed = |span: &Span| self.document.slice(*span);
        if !sentences.first().map(printed)?.starts_with('“') {
            return None;
        }
        let last = sentences
            .iter()
            .position(|span| printed(span).ends_with('”'))?;
        let attribution = Normal::new(&self.document.text, *sentences.get(last + 1)?);
        speakers::quoted(attribution.text(), &self.subjects)
    }

    fn read(&self, span: Span) -> Sentence {
        let Tools {
            lexicon, segmenter, ..
        } = self.tools;
        Sentence::new(self.document, span, lexicon, segmenter, &self.subjects)
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
        let subject = (self.discourse).subject(sentence, sentence.places[q], &self.subjects);
        let kind = kind_of(&sentence.quantities[q].quantity.unit);
        let is_zone = self.is_zone(&subject);
        let found = Found {
            sentence,
            q,
            place: sentence.places[q],
            kind,
            named: label::name(&reading, kind, self.tools.config, is_zone, &subject),
            reading: &reading,
            subject,
            is_zone,
            first_topic,
        };
        let when = self.when(&found);
        let breakdown = self.part(&found, when.nature);
        let observation = self.written(&found, &when, breakdown);
        let topic = found.topic(&when, &observation);
        let extra = self.coordinated(sentence, &reading, &observation);
        self.push(observation);
        for other in extra {
            self.push(other);
        }
        self.discourse.topics.push(topic);
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

    /// 表2　2023年规上工业分产业产值（单位：亿元）: the one period, indicator and unit that the line above a
    /// table names.
    fn captioned(&self, span: Span) -> table::Above {
        let printed = self.document.slice(span).trim();
        if !printed.starts_with('表') || printed.ends_with('。') {
            return table::Above::default();
        }
        let line = self.read(span);
        let period = match line.periods.as_slice() {
            [only] => self.discourse.clock.resolve(only),
            _ => None,
        };
        let named = self.subjects.named(&line);
        let subject = match named.as_slice() {
            [only] => Some(self.subjects.get(*only).name.clone()),
            _ => None,
        };
        table::Above::read(self.document, span, self.tools, period, subject)
    }

    fn row(&mut self, row: Span, cells: &[Span], header: &mut table::Header) {
        let setting = table::Setting {
            published: self.document.article.published.map(|p| p.date),
            period: self.caption.period.or(self.discourse.heading_period()),
            above: &self.caption,
            subject: self
                .caption
                .subject
                .as_deref()
                .unwrap_or(&self.subjects.default),
        };
        for cell in header.read_row(self.document, cells, self.tools, setting) {
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

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

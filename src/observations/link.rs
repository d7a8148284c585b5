//! The driver: sentence by sentence, quantity by quantity, the cheapest reading wins; what no
//! construction can place is a leftover.

use std::collections::{BTreeMap, BTreeSet};

use super::constructions::{ALL, Scene};
use super::cues::Cue;
use super::discourse::Discourse;
use super::label;
use super::lexicon::{Lexicon, Term};
use super::reading::{End, Owner, Reading, Topic};
use super::sentence::{Kind, Pos, Sentence};
use super::subjects::Subjects;
use super::{nature, respectively, table, thresholds};
use crate::config::Config;
use crate::model::{
    Basis, Leftover, LeftoverReason, Measure, Nature, Observation, ObservationId, Period, Span,
};
use crate::quantities::{Form, UnitKind, kind_of};
use crate::text::{BlockKind, Document, Segmenter};

/// What the linker works with, the same for all documents.
pub(super) struct Tools<'c> {
    pub(super) config: &'c Config,
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
    discourse: Discourse,
    pub(super) observations: Vec<Observation>,
    pub(super) leftovers: Vec<Leftover>,
    pub(super) considered: Vec<Considered>,
    seen: BTreeMap<(String, String), usize>,
}

impl<'c, 'd> DocumentLinker<'c, 'd> {
    pub(super) fn new(tools: &'c Tools<'c>, document: &'d Document, subject: &str) -> Self {
        Self {
            tools,
            document,
            subjects: Subjects::of(document, tools.config, tools.segmenter, subject),
            discourse: Discourse::new(document.article.published.map(|p| p.date)),
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
                    self.discourse.begin_heading(LOWEST_HEADING);
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

    fn sentence(&mut self, mut sentence: Sentence) {
        thresholds::mark(&mut sentence);
        let first_topic = self.discourse.topics.len();
        let mut group: Option<BTreeMap<usize, Reading>> = None;
        let mut grouped_at = usize::MAX;
        for q in 0..sentence.quantities.len() {
            if !thresholds::stands(&sentence, q) {
                continue;
            }
            if let Some(reason) = self.no_figure(&sentence, q) {
                sentence
                    .leftovers
                    .push((sentence.quantities[q].span, reason));
                continue;
            }
            let topics = self.discourse.topics.clone();
            let scene = Scene {
                sentence: &sentence,
                config: self.tools.config,
                counted: &self.tools.lexicon.counted,
                topics: &topics,
                sentence_topics: first_topic.min(topics.len()),
                clock: self.discourse.clock,
                zone: &self.subjects.default,
            };
            // Groups are read again when new topics have come: 增幅依次为 refers to the group before.
            if grouped_at != topics.len() {
                let fresh = respectively::read(&scene);
                let kept = group.take().unwrap_or_default();
                group = Some(
                    fresh
                        .into_iter()
                        .chain(kept.into_iter().filter(|(k, _)| *k >= q))
                        .collect(),
                );
                grouped_at = topics.len();
            }
            let mut readings: Vec<Reading> = match group.as_ref().and_then(|g| g.get(&q)) {
                Some(reading) => vec![reading.clone()],
                None => ALL
                    .iter()
                    .filter_map(|construct| construct(&scene, q))
                    .collect(),
            };
            readings.sort_by(|a, b| a.cost.cmp(&b.cost).then(a.rule.cmp(b.rule)));
            self.considered.push(Considered {
                quote: sentence.normal.printed(sentence.quantities[q].span),
                readings: readings.iter().map(|r| (r.rule, r.cost)).collect(),
            });
            match readings.into_iter().next() {
                Some(reading) => self.observe(&sentence, q, reading),
                None => {
                    let reason = unplaced(&sentence, q);
                    sentence
                        .leftovers
                        .push((sentence.quantities[q].span, reason));
                }
            }
        }
        self.discourse.after(&sentence, &self.subjects);
        self.leave(&sentence);
    }

    /// Quantities that are none, whatever stands around them.
    fn no_figure(&self, sentence: &Sentence, q: usize) -> Option<LeftoverReason> {
        let mention = &sentence.quantities[q];
        let place = sentence.places[q];
        if mention.form == Form::Bare {
            return Some(LeftoverReason::Unresolved);
        }
        let next = sentence
            .tokens
            .get(place + 1)
            .map_or("", |_| sentence.of_token(place + 1));
        let kind = kind_of(&mention.quantity.unit);
        if kind == UnitKind::Count && ABSTRACT.iter().any(|noun| next.starts_with(noun)) {
            return Some(LeftoverReason::Enumeration);
        }
        let quote = mention.span.of(sentence.text());
        if quote.ends_with('大') && !possesses(sentence, place) {
            return Some(LeftoverReason::Enumeration);
        }
        // A Chinese small number that closes a list only counts what was listed.
        if mention.is_chinese && kind == UnitKind::Count && closes_list(sentence, place) {
            return Some(LeftoverReason::Enumeration);
        }
        if names_project(sentence, place) {
            return Some(LeftoverReason::Name);
        }
        if is_page_noise(sentence, place) {
            return Some(LeftoverReason::Noise);
        }
        if kind == UnitKind::Count
            && mention.quantity.value == crate::model::Decimal::ONE
            && is_article(sentence, place)
        {
            return Some(LeftoverReason::Indefinite);
        }
        None
    }

    fn observe(&mut self, sentence: &Sentence, q: usize, reading: Reading) {
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
        let is_rate = reading.measure == Measure::Growth;
        let told = if is_planned { Nature::Result } else { nature };
        let since_is_basis = reading.measure == Measure::Multiple && reading.basis.is_some();
        let mut period = self
            .discourse
            .period(sentence, place, told, is_rate, since_is_basis);
        nature = nature::with_period(nature, period, &self.discourse.clock, true);
        period = ends(period, &reading, sentence, place);
        if named.label.contains("年度")
            && let Some(Period::At(date)) = period
        {
            period = Some(Period::year(date.year));
        }
        if reading.rule == "span-of-time" || reading.rule == "rank" {
            period = spanned(sentence, q, &self.discourse).or(period);
        }
        let mut basis = reading.basis.clone();
        if let Some((told, from)) = told_change(sentence, place, &self.discourse, &reading) {
            period = Some(told);
            basis = Some(Basis::Period(Period::year(from)));
        }
        let mut breakdown = named.breakdown.clone();
        if breakdown.is_none()
            && let Some(i) = &named.indicator
        {
            breakdown = self.inherited_part(i);
        }
        if breakdown.is_none() {
            breakdown = self
                .scope_of_clause(sentence, &reading)
                .or_else(|| self.bracketed_limit(sentence, place))
                .or_else(|| self.planned_projects(&reading, nature, kind))
                .or_else(|| self.inner_agent(sentence, place, kind))
                .or_else(|| self.theme(sentence, place, &reading))
                .or_else(|| self.carried_scope(sentence, place, &reading));
        }
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
            cumulative: is_cumulative(sentence, place, period),
            period,
            period_iso: None,
            subject: subject.clone(),
            indicator: named.indicator.clone(),
            indicator_id: named.indicator_id.clone(),
            breakdown: breakdown.clone(),
            label: named.label.clone(),
            rule: reading.rule,
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
            indicator: owner_indicator(&reading.owner),
            breakdown: breakdown.clone(),
            noun: topic_noun(&reading.owner, &named.label),
            verb: match &reading.owner {
                Owner::Phrase(head) => head.verb.clone(),
                _ => String::new(),
            },
            unit: observation.unit.clone(),
            measure: Some(reading.measure),
            whole: match &reading.basis {
                Some(Basis::Whole(whole)) => Some(whole.clone()),
                _ => whole(&reading.owner),
            },
            subject,
        };
        let extra = self.coordinated(sentence, &reading, &observation);
        self.push(observation);
        for other in extra {
            self.push(other);
        }
        self.discourse.topics.push(topic);
        if self.discourse.topics.len() > 24 {
            self.discourse.topics.remove(0);
        }
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

    /// 新引进项目110家，总投资金额达142.9亿元: money of projects belongs to those just counted.
    fn inherited_part(&self, indicator: &str) -> Option<String> {
        if !PROJECT_MONEY.contains(&indicator) {
            return None;
        }
        let topic = self
            .discourse
            .topics
            .last()
            .filter(|t| t.measure == Some(Measure::Level))?;
        if kind_of(&topic.unit) == UnitKind::Count {
            let noun = topic.noun.trim_end_matches(['数', '量']);
            let part = topic.breakdown.clone().unwrap_or_default();
            let whole = if noun.contains(&part) {
                noun.to_string()
            } else {
                format!("{part}{noun}")
            };
            return Some(whole);
        }
        topic.breakdown.clone()
    }

    /// 167家规模以上工业企业…工业增加值: the firms counted earlier in the clause are the scope.
    fn scope_of_clause(&self, sentence: &Sentence, reading: &Reading) -> Option<String> {
        let indicator = owner_indicator(&reading.owner)?;
        if self.tools.config.indicators[indicator].unit != "元" {
            return None;
        }
        let start = match &reading.owner {
            Owner::Phrase(head) => head.range.start,
            _ => return None,
        };
        let clause = sentence.clause_start(start);
        (clause..start)
            .rev()
            .find_map(|at| match sentence.tokens[at].kind {
                Kind::Term(Term::Indicator(i)) if self.tools.lexicon.counted[i] => {
                    let name = &self.tools.config.indicators[i].name;
                    Some(name.trim_end_matches('数').to_string())
                }
                Kind::Term(Term::Breakdown(b)) => {
                    Some(self.tools.config.breakdowns[b].name.clone())
                }
                _ => None,
            })
    }

    /// 项目10项，预估带动资金投入超6000万元: what is expected of the projects just counted.
    fn planned_projects(
        &self,
        reading: &Reading,
        nature: Nature,
        kind: UnitKind,
    ) -> Option<String> {
        if nature != Nature::Forecast
            || kind != UnitKind::Money
            || reading.measure != Measure::Level
        {
            return None;
        }
        let topics = self.discourse.topics.iter().rev().take(4);
        let mut projects = topics.filter(|t| kind_of(&t.unit) == UnitKind::Count);
        projects
            .find(|t| t.noun.ends_with("项目"))
            .map(|t| t.noun.clone())
    }

    /// 企业开办专区办理…2750宗，共发放公章5292个: a part of the zone acts.
    fn inner_agent(&self, sentence: &Sentence, place: usize, kind: UnitKind) -> Option<String> {
        if kind != UnitKind::Count {
            return None;
        }
        let segment = (0..place)
            .rev()
            .find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('；' | '：')))
            .map_or(0, |at| at + 1);
        (segment..place)
            .rev()
            .filter(|&at| at == sentence.clause_start(at))
            .find_map(|start| {
                let mut words = String::new();
                for at in start..place {
                    match sentence.tokens[at].kind {
                        Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier | Pos::Verb)
                        | Kind::Mark('“' | '”') => words.push_str(sentence.of_token(at)),
                        _ if !words.is_empty()
                            && words.chars().filter(|c| *c == '“').count()
                                > words.chars().filter(|c| *c == '”').count() =>
                        {
                            words.push_str(sentence.of_token(at));
                        }
                        _ => break,
                    }
                }
                let acts = ["专区", "窗口", "队", "队伍", "专窗", "服务站"]
                    .iter()
                    .any(|w| words.ends_with(w));
                acts.then_some(words)
            })
    }

    /// 59个（2000万元以上）: a limit in brackets after the number.
    fn bracketed_limit(&self, sentence: &Sentence, place: usize) -> Option<String> {
        let opens = sentence.tokens.get(place + 1)?;
        if !matches!(opens.kind, Kind::Mark('（')) {
            return None;
        }
        let limit = sentence.tokens.get(place + 2)?;
        matches!(
            limit.kind,
            Kind::Leftover(LeftoverReason::Threshold) | Kind::Term(Term::Breakdown(_))
        )
        .then(|| sentence.of_token(place + 2).to_string())
    }

    /// 建材陶瓷主动压减产能，产值同比下降5.6%: the theme that opens the segment is the part.
    fn theme(&self, sentence: &Sentence, place: usize, reading: &Reading) -> Option<String> {
        let indicator = &self.tools.config.indicators[owner_indicator(&reading.owner)?];
        if indicator.unit != "元" {
            return None;
        }
        let Owner::Phrase(head) = &reading.owner else {
            return None;
        };
        let first = head.range.start;
        let is_short = head.range.clone().any(|at| {
            matches!(sentence.tokens[at].kind, Kind::Term(Term::Indicator(_)))
                && sentence.of_token(at).chars().count() <= 3
        });
        let segment = (0..place)
            .rev()
            .find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('；' | '：')))
            .map_or(0, |at| at + 1);
        if !is_short || first < segment || sentence.clause_start(first) == segment {
            return None;
        }
        let mut words = String::new();
        for at in segment..first {
            match sentence.tokens[at].kind {
                Kind::Term(Term::Breakdown(b)) if words.is_empty() => {
                    return Some(self.tools.config.breakdowns[b].name.clone());
                }
                Kind::Word(Pos::Noun) => words.push_str(sentence.of_token(at)),
                _ => break,
            }
        }
        (words.chars().count() >= 3).then_some(words)
    }

    /// 规模以上工业营业收入增长11.9%，利润增长46.8%: a scope holds on for the industrial figures
    /// of the sentence.
    fn carried_scope(
        &self,
        sentence: &Sentence,
        place: usize,
        reading: &Reading,
    ) -> Option<String> {
        let indicator = &self.tools.config.indicators[owner_indicator(&reading.owner)?];
        let Owner::Phrase(head) = &reading.owner else {
            return None;
        };
        let industrial = ["工业", "营业收入", "利润", "产值", "增加值"]
            .iter()
            .any(|w| indicator.name.contains(w));
        let own_scope = ["全社会", "全区", "全市"]
            .iter()
            .any(|w| head.noun.contains(w));
        if indicator.unit != "元" || !industrial || own_scope {
            return None;
        }
        (0..head.range.start.min(place))
            .rev()
            .find_map(|at| match sentence.tokens[at].kind {
                Kind::Term(Term::Breakdown(b)) => {
                    let breakdown = &self.tools.config.breakdowns[b];
                    Some(breakdown.is_scope.then(|| breakdown.name.clone()))
                }
                Kind::Term(Term::Indicator(i))
                    if self.tools.config.indicators[i].name == "规模以上工业企业数" =>
                {
                    Some(Some("规模以上工业企业".to_string()))
                }
                _ => None,
            })?
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
        let published = self.document.article.published.map(|p| p.date);
        for cell in header.read_row(
            self.document,
            cells,
            self.tools,
            published,
            &self.subjects.default,
        ) {
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

/// A paragraph that stands as a heading ranks below all Markdown headings.
const LOWEST_HEADING: u8 = 7;

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

/// Indicators of money whose breakdown is the projects counted just before.
const PROJECT_MONEY: [&str; 6] = [
    "总投资额",
    "计划投资额",
    "完成投资额",
    "合同金额",
    "签约合同金额",
    "到位资金",
];

/// Nouns that count ideas or the parts of a text, not things in the world.
const ABSTRACT: [&str; 24] = [
    "愿景",
    "方面",
    "环节",
    "阶段",
    "特点",
    "关键词",
    "层面",
    "步骤",
    "字",
    "维度",
    "原则",
    "理念",
    "战略",
    "抓手",
    "重点任务",
    "数据",
    "转变",
    "坚持",
    "统一",
    "体系",
    "模式",
    "优势",
    "招商模式",
    "等级",
];

/// 坐拥两大孵化器: a verb of having before the number.
fn possesses(sentence: &Sentence, place: usize) -> bool {
    let start = sentence.clause_start(place);
    let has = |at: usize| {
        let word = sentence.of_token(at);
        [
            "坐拥", "拥有", "有", "建成", "组建", "设立", "建有", "引进", "搭建",
        ]
        .contains(&word)
    };
    let joined = sentence.between(start, place);
    joined.contains("坐拥")
        || (start..place).rev().take(6).any(|at| {
            has(at)
                || (matches!(sentence.tokens[at].kind, Kind::Mark('、')) && (start..at).any(has))
        })
}

/// A、B和C三家: directly after a list.
fn closes_list(sentence: &Sentence, place: usize) -> bool {
    let start = sentence.clause_start(place);
    place > start
        && matches!(
            sentence.tokens[place - 1].kind,
            Kind::Word(Pos::Noun | Pos::VerbNoun)
                | Kind::Term(Term::Subject(_) | Term::Breakdown(_) | Term::Indicator(_))
                | Kind::Mark('”' | '》')
        )
        && (start..place - 1).any(|at| matches!(sentence.of_token(at), "、" | "和"))
        && sentence
            .tokens
            .get(place + 1)
            .is_some_and(|t| matches!(t.kind, Kind::Word(Pos::Noun) | Kind::Term(_)))
}

/// 年产6万吨…技术改造项目: a capacity inside the name of a project.
fn names_project(sentence: &Sentence, place: usize) -> bool {
    let before = sentence.between(sentence.clause_start(place), place);
    let end = sentence.clause_end(place);
    let follows = sentence.between(place + 1, end);
    let name_end = ["项目", "工程", "生产线", "基地"]
        .iter()
        .filter_map(|w| follows.find(w))
        .min();
    let stops = follows
        .find(['、', '，', '；', '。'])
        .unwrap_or(follows.len());
    (before.ends_with("年产") || before.ends_with("日产") || before.ends_with("月产"))
        && name_end.is_some_and(|n| n < stops && n > 0)
}

/// 累计 up to a date is a running total; 全年累计完成 is the figure of the year.
fn is_cumulative(sentence: &Sentence, place: usize, period: Option<Period>) -> bool {
    let whole_year = matches!(period, Some(Period::At(date)) if date.month.is_none());
    !whole_year && sentence.has_cue(sentence.clause_start(place)..place, Cue::Cumulative)
}

/// Telephone, views, editions: lines of a page around an article.
fn is_page_noise(sentence: &Sentence, place: usize) -> bool {
    let before = sentence.between(place.saturating_sub(4), place);
    [
        "阅读", "浏览", "点击", "电话", "热线", "传真", "邮编", "字号", "第", "版权",
    ]
    .iter()
    .any(|w| before.ends_with(w) || before.ends_with(&format!("{w}：")))
}

/// 1个小玻璃泡，可…: a clause that only brings in a thing.
fn is_article(sentence: &Sentence, place: usize) -> bool {
    let start = sentence.clause_start(place);
    let end = sentence.clause_end(place);
    place == start
        && start == 0
        && (place + 1..end)
            .all(|at| matches!(sentence.tokens[at].kind, Kind::Word(_) | Kind::Mark(_)))
}

fn unplaced(sentence: &Sentence, q: usize) -> LeftoverReason {
    match kind_of(&sentence.quantities[q].quantity.unit) {
        UnitKind::Time => LeftoverReason::TimeFrame,
        UnitKind::Rank => LeftoverReason::Ordinal,
        _ => LeftoverReason::Unresolved,
    }
}

fn owner_indicator(owner: &Owner) -> Option<usize> {
    match owner {
        Owner::Phrase(head) => head.indicator,
        Owner::Antecedent(topic) | Owner::PartOf(topic, _) => topic.indicator,
    }
}

fn topic_noun(owner: &Owner, label: &str) -> String {
    match owner {
        Owner::Phrase(head) if !head.noun.is_empty() => {
            let flows = head.indicator.is_none() && !head.verb.is_empty();
            if flows {
                format!("{}{}", head.verb, head.noun)
            } else {
                head.noun.clone()
            }
        }
        Owner::Phrase(_) => label.to_string(),
        Owner::Antecedent(topic) => topic.noun.clone(),
        Owner::PartOf(_, head) => format!("{}{}", head.verb, head.noun),
    }
}

fn whole(owner: &Owner) -> Option<String> {
    match owner {
        Owner::PartOf(topic, _) => Some(topic.noun.trim_end_matches('数').to_string()),
        Owner::Antecedent(topic) => topic.whole.clone(),
        Owner::Phrase(_) => None,
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The two ends of a change take the two ends of the period, where each has none of its own.
fn ends(
    period: Option<Period>,
    reading: &Reading,
    sentence: &Sentence,
    place: usize,
) -> Option<Period> {
    let Some(end) = reading.end else {
        // 较2015年翻一番 within 10年来: the later end.
        if reading.measure == Measure::Multiple
            && let Some(Basis::Period(_)) = reading.basis
            && let Some(Period::Range(_, last)) = period
        {
            return Some(Period::At(last));
        }
        return period;
    };
    let start = sentence.clause_start(place);
    let previous = (start..place)
        .rev()
        .find(|&at| matches!(sentence.tokens[at].kind, Kind::Quantity(_)))
        .map_or(start, |at| at + 1);
    let own = (previous..place).any(|at| matches!(sentence.tokens[at].kind, Kind::Period(_)));
    let earlier_frame = own
        && (previous..place)
            .rev()
            .any(|at| matches!(sentence.tokens[at].kind, Kind::Period(_)) && at + 3 >= place);
    match (end, period) {
        (End::From, Some(Period::Range(first, _))) => Some(Period::At(first)),
        (End::To, Some(Period::Range(_, last))) => Some(Period::At(last)),
        (End::From, _) if earlier_frame => period,
        (End::From, _) => None,
        (End::To, _) => period,
    }
}

/// 在3年时间里增加57亿元: the change is measured from the first of the years told.
fn told_change(
    sentence: &Sentence,
    place: usize,
    discourse: &Discourse,
    reading: &Reading,
) -> Option<(Period, i32)> {
    if !matches!(reading.measure, Measure::Change) || reading.basis.is_some() {
        return None;
    }
    (0..place).rev().find_map(|at| {
        let Kind::Period(p) = sentence.tokens[at].kind else {
            return None;
        };
        let mention = &sentence.periods[p];
        if !matches!(mention.expression, crate::periods::Expression::ToldYears(_)) {
            return None;
        }
        match discourse.clock.resolve(mention)? {
            Period::Range(first, last) => Some((Period::Range(first, last), first.year)),
            _ => None,
        }
    })
}

/// 从2004年开始连续7年: so many years from the first; 2021年…已连续3年: so many up to it.
fn spanned(sentence: &Sentence, q: usize, discourse: &Discourse) -> Option<Period> {
    let place = sentence.places[q];
    let clause = sentence.tokens[place].clause;
    let years: i32 = sentence.quantities[..=q]
        .iter()
        .enumerate()
        .filter(|(i, _)| sentence.tokens[sentence.places[*i]].clause == clause)
        .find_map(|(_, m)| {
            (m.quantity.unit == "年").then(|| m.quantity.value.try_into().ok())?
        })?;
    let (since, period) = (0..place).rev().find_map(|at| {
        let Kind::Period(p) = sentence.tokens[at].kind else {
            return None;
        };
        let mention = &sentence.periods[p];
        if super::discourse::is_compared(sentence, at) {
            return None;
        }
        let from = mention.span.of(sentence.text()).starts_with(['从', '自']);
        Some((mention.is_since || from, discourse.clock.resolve(mention)?))
    })?;
    let range = |first: i32, last: i32| {
        Period::Range(
            crate::model::Date::year(first),
            crate::model::Date::year(last),
        )
    };
    match period {
        Period::At(first) | Period::Range(first, _) if since => {
            Some(range(first.year, first.year + years - 1))
        }
        Period::At(date) if !since => Some(range(date.year - years + 1, date.year)),
        _ => None,
    }
}

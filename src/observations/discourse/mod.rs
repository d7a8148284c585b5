//! The discourse (篇章状态): which period, subject and topic hold when the sentence does not say.
//! Each rank (article, heading, paragraph, sentence) overrides the one before.

mod asides;
mod dates;
mod frames;
mod owned;
mod sections;
mod turns;

use super::lexicon::Term;
use super::reading::Topic;
use super::sentence::{Kind, Sentence};
use super::speakers::Turn;
use super::subjects::{Subjects, Told};
use crate::model::{Date, Period};
use crate::periods::{self, Clock, Expression, Part, Year};

use dates::{Dated, dated_at};

pub(in crate::observations) use asides::{cause_before, is_cause, is_compared, is_multiplied};
use asides::{dates_all, is_dateline};
use turns::{is_beyond, opens_anew, says_we, stands_for_place};

/// So many topics are remembered when a sentence begins.
const REMEMBERED: usize = 24;

/// What is carried from sentence to sentence.
pub(in crate::observations) struct Discourse {
    pub(in crate::observations) clock: Clock,
    /// Set by a heading; holds until the next heading of the same or a higher level.
    heading: Vec<(u8, Option<Period>, bool)>,
    /// Set by an earlier sentence of the paragraph.
    paragraph: Option<Period>,
    /// Set by the paragraph that leads into a list.
    list: Option<Period>,
    /// The months that the title names without a year, of which the items of lists tell.
    of_items: Option<Period>,
    /// What the last paragraph ended with, for one that goes on with 同时 or 该.
    previous: Option<Period>,
    /// The project that the paragraph told of last.
    pub(in crate::observations) project: Option<String>,
    /// An item of a list is being read.
    pub(in crate::observations) in_item: bool,
    /// How deep in lists that item stands.
    depth: u8,
    /// The period that is all that this item says: 2018年上半年.
    item_period: Option<Period>,
    /// This item names aims and tells of none.
    item_aims: bool,
    /// What the items around it told of, the outermost first.
    items: Vec<Enclosing>,
    /// An item in another begins, which told of figures.
    is_within: bool,
    /// The year of the plans that somebody has just asked about: 请问2024年有哪些目标？
    asked: Option<Period>,
    /// Of whom the section tells by its heading: 芯麓：人往实验室里堆.
    section: Option<usize>,
    /// Somebody speaks in a record: 我们 are those for whom he speaks.
    in_turn: bool,
    pub(in crate::observations) told: Told,
    /// Recent readings, the latest last.
    pub(in crate::observations) topics: Vec<Topic>,
    /// The period that opened a clause last, however long ago.
    frame: Option<Period>,
    /// The frame that one which names its last instant replaced: 上半年 before 到6月底.
    span: Option<Period>,
    /// The sentence that it stood in told figures of its own.
    frame_counts: bool,
    /// The day of the ceremony that the text tells of, and what was done there: 签约, 开工.
    ceremony: Option<(Period, Vec<&'static str>)>,
    /// The end of the five-year plan that was named last: 立足“十四五”.
    plan: Option<Period>,
}

/// An item of a list in which others are nested.
struct Enclosing {
    depth: u8,
    subject: Option<usize>,
    project: Option<String>,
    /// The period that is all it says.
    period: Option<Period>,
    /// It names aims (全年目标), and the items in it tell them.
    aims: bool,
    /// Its figures, of which the items in it may tell parts.
    topics: Vec<Topic>,
}

impl Discourse {
    /// `title` names the period of the whole text where it names an earlier year:
    /// 某县2022年国民经济和社会发展统计公报.
    pub(in crate::observations) fn new(published: Option<Date>, title: &str) -> Self {
        let mut clock = Clock {
            published,
            told: None,
            told_since: None,
            told_from_today: false,
            home: None,
        };
        let mut of_items = None;
        let of_title = periods::find(title).into_iter().find_map(|mention| {
            let period = clock.resolve(&mention)?;
            let Expression::Calendar(year, part) = mention.expression else {
                return None;
            };
            // 某区上半年“成绩单”: months of the year that runs, which are over.
            let has_ended = published.is_some_and(|p| {
                period
                    .last()
                    .is_some_and(|l| l.year == p.year && l.month.is_some() && l.month <= p.month)
            });
            let is_over = published.is_some_and(|p| period.last().is_some_and(|l| l.year < p.year));
            if matches!(year, Year::Absolute(_)) {
                return Some((period, part, is_over));
            }
            of_items = Some(period).filter(|_| has_ended && matches!(part, Part::Months(..)));
            None
        });
        // 某区2023年上半年经济运行情况: what flows is told of this part of the year.
        let part = of_title.filter(|(_, part, _)| matches!(part, Part::Months(..)));
        let of_title = of_title.filter(|(_, part, is_over)| *part == Part::Whole && *is_over);
        let of_title = of_title.map(|(period, ..)| period);
        let part = part.map(|(period, ..)| period);
        clock.told = of_title
            .or(part)
            .and_then(Period::last)
            .map(|last| last.year);
        clock.home = clock.told;
        Self {
            clock,
            heading: of_title
                .or(part)
                .map(|period| (0, Some(period), false))
                .into_iter()
                .collect(),
            paragraph: None,
            list: None,
            of_items,
            previous: None,
            project: None,
            in_item: false,
            asked: None,
            section: None,
            in_turn: false,
            told: Told::default(),
            topics: Vec::new(),
            frame: part,
            frame_counts: false,
            span: None,
            ceremony: None,
            depth: 0,
            item_period: None,
            item_aims: false,
            items: Vec::new(),
            is_within: false,
            plan: None,
        }
    }

    /// A sentence begins: the index of the first topic that it goes on with. That is where its own
    /// will stand, but for the first sentence of an item in another, which goes on with all that the
    /// other told. What was spoken of long ago is forgotten.
    pub(in crate::observations) fn begin_sentence(&mut self) -> usize {
        let old = self.topics.len().saturating_sub(REMEMBERED);
        self.topics.drain(..old);
        if std::mem::take(&mut self.is_within) {
            0
        } else {
            self.topics.len()
        }
    }

    /// Somebody else begins to speak (答、问): what was told before is over.
    pub(in crate::observations) fn begin_turn(&mut self, turn: Turn) {
        self.told.speaker = turn.speaks_for;
        self.in_turn = true;
        self.clock.told = self.clock.home;
        self.frame = None;
        if let Some(subject) = turn.speaks_for {
            self.told.mention(subject);
        }
    }

    /// A quotation begins, of somebody who speaks for `subject`.
    pub(in crate::observations) fn begin_quotation(&mut self, subject: usize) {
        self.told.here = Some(subject);
        self.told.mention(subject);
    }

    /// A paragraph begins; one that goes on (同时, 此外, 该…) keeps the period.
    pub(in crate::observations) fn begin_paragraph(&mut self, goes_on: bool, refers_back: bool) {
        // 上半年…。到6月底…386家。从行业看，产值118.6亿元: what flows goes on with the half-year.
        let last = self
            .paragraph
            .take()
            .map(|last| self.span.take().unwrap_or(last));
        let last = last.or(self.previous);
        self.previous = last;
        self.paragraph = if goes_on { last } else { self.asked.take() };
        self.in_item = false;
        self.is_within = false;
        // A report on a year comes back to it with each paragraph.
        if self.clock.home.is_some() {
            self.clock.told = self.clock.home;
        }
        if !refers_back {
            self.told.here = self.told.speaker.or(self.section);
            self.project = None;
        }
        self.topics.clear();
    }

    /// An item of a list: what the words before the list and the items around it said holds, what
    /// its neighbours said does not.
    pub(in crate::observations) fn begin_item(&mut self, is_first: bool, depth: u8) {
        if is_first {
            self.list = self.paragraph;
            self.items.clear();
        } else {
            self.items.push(Enclosing {
                depth: self.depth,
                subject: self.told.here,
                project: self.project.take(),
                period: self.item_period.take(),
                aims: std::mem::take(&mut self.item_aims),
                topics: std::mem::take(&mut self.topics),
            });
        }
        self.items.retain(|item| item.depth < depth);
        self.depth = depth;
        self.in_item = true;
        self.item_period = None;
        self.item_aims = false;
        let around = self.items.last();
        let dated = self.items.iter().rev().find_map(|item| item.period);
        self.paragraph = dated.or(self.list).or(self.of_items);
        self.project = around.and_then(|item| item.project.clone());
        self.told.here = around.and_then(|item| item.subject);
        self.topics = around.map_or_else(Vec::new, |item| item.topics.clone());
        self.is_within = !self.topics.is_empty();
    }

    /// The subject of the quantity at token `place`.
    pub(in crate::observations) fn subject(
        &self,
        sentence: &Sentence,
        place: usize,
        subjects: &Subjects,
    ) -> String {
        let told = self.told_subject(sentence, subjects);
        // 总规模20亿元的某某产业基金: whose size it is stands behind.
        let whose = match sentence.tokens.get(place + 2).map(|token| token.kind) {
            Some(Kind::Term(Term::Subject(whose)))
                if sentence.of_token(place + 1) == "的" && !subjects.get(whose).is_place =>
            {
                Some(whose)
            }
            _ => None,
        };
        // 上述项目已开工39个: those that the zone told of.
        let refers = (0..place).any(|at| sentence.of_token(at) == "上述");
        let told = told.filter(|_| !refers);
        let agent = whose
            .or_else(|| subjects.agent(sentence, place, &self.told))
            .or(told);
        let agent = agent.filter(|&agent| !is_beyond(&subjects.get(agent).name, sentence, place));
        agent.map_or_else(
            || subjects.default.clone(),
            |s| subjects.get(s).name.clone(),
        )
    }

    /// Whom the sentences before told of, if this one goes on with it.
    fn told_subject(&self, sentence: &Sentence, subjects: &Subjects) -> Option<usize> {
        let told = self.told.here.map(|told| subjects.get(told).name.as_str());
        let is_own = self.in_turn && says_we(sentence);
        if is_own || opens_anew(sentence, told) {
            self.told.speaker
        } else {
            self.told.here
        }
    }

    /// Takes in what a sentence said.
    pub(in crate::observations) fn after(&mut self, sentence: &Sentence, subjects: &Subjects) {
        for subject in subjects.named(sentence) {
            self.told.mention(subject);
        }
        self.told.here = self.told_subject(sentence, subjects);
        if let Some(agent) = subjects.agent(sentence, sentence.tokens.len(), &self.told) {
            // 区里给的头一样东西…: whoever speaks for a firm goes on to speak of it.
            let is_aside = self.told.speaker.is_some() && subjects.get(agent).is_place;
            self.told.here = if is_aside {
                self.told.speaker
            } else {
                Some(agent)
            };
        }
        if stands_for_place(sentence, subjects) {
            self.told.here = None;
        }
        // 石英舟从自家仓库送到朗芯…。公司总投资…: whom the paragraph tells of is nearest.
        if let Some(subject) = self.told.here.filter(|&s| !subjects.get(s).is_place) {
            self.told.mention(subject);
        }
        let all = 0..sentence.tokens.len();
        let is_bare = all.clone().all(|at| {
            sentence.is_period(at) || matches!(sentence.tokens[at].kind, Kind::Mark('：'))
        });
        // - 全年目标, with the aims in the items below it.
        let names_aims = ["目标", "任务"]
            .iter()
            .any(|end| sentence.text().trim_end_matches('：').ends_with(end));
        self.item_aims = self.in_item && names_aims && sentence.quantities.is_empty();
        let is_bare = is_bare || self.item_aims;
        self.item_period = all
            .filter_map(|at| sentence.period_at(at))
            .find_map(|mention| self.clock.resolve(mention))
            .filter(|_| self.in_item && is_bare);
        if is_dateline(sentence) {
            return;
        }
        if dates_all(sentence) {
            self.date_section(sentence);
            return;
        }
        let of_firm = self.told.here.is_some_and(|s| !subjects.get(s).is_place);
        for at in 0..sentence.tokens.len() {
            if let Some(mention) = sentence.period_at(at)
                && !is_compared(sentence, at)
                && let Some(period) = dated_at(&self.clock, sentence, at)
            {
                self.take_period(&Dated {
                    sentence,
                    at,
                    mention,
                    period,
                    of_firm,
                });
            }
        }
    }
}

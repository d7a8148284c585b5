//! The discourse (篇章状态): which period, subject and topic hold when the sentence does not say.
//! Each rank (article, heading, paragraph, sentence) overrides the one before.

use super::cues::Cue;
use super::lexicon::Term;
use super::reading::Topic;
use super::sentence::{Kind, Pos, Sentence};
use super::speakers::Turn;
use super::subjects::{Subjects, Told};
use crate::model::{Date, Nature, Period};
use crate::periods::{self, Clock, Expression, Part, PeriodMention, Year};

/// So many topics are remembered when a sentence begins.
const REMEMBERED: usize = 24;

/// What is carried from sentence to sentence.
pub(super) struct Discourse {
    pub(super) clock: Clock,
    /// Set by a heading; holds until the next heading of the same or a higher level.
    heading: Vec<(u8, Option<Period>, bool)>,
    /// Set by an earlier sentence of the paragraph.
    paragraph: Option<Period>,
    /// Set by the paragraph that leads into a list.
    list: Option<Period>,
    /// What the last paragraph ended with, for one that goes on with 同时 or 该.
    previous: Option<Period>,
    /// Whom the paragraph speaks of.
    subject: Option<usize>,
    /// The project that the paragraph told of last.
    pub(super) project: Option<String>,
    /// An item of a list is being read.
    pub(super) in_item: bool,
    /// For whom the speaker of a record speaks.
    speaker: Option<usize>,
    pub(super) told: Told,
    /// Recent readings, the latest last.
    pub(super) topics: Vec<Topic>,
    /// The period that opened a clause last, however long ago.
    frame: Option<Period>,
    /// The end of the five-year plan that was named last: 立足“十四五”.
    plan: Option<Period>,
    /// The paragraph has begun to speak of aims: 目标, 预期.
    pub(super) aims: Option<Nature>,
}

impl Discourse {
    /// `title` names the period of the whole text where it names an earlier year:
    /// 某县2022年国民经济和社会发展统计公报.
    pub(super) fn new(published: Option<Date>, title: &str) -> Self {
        let mut clock = Clock {
            published,
            told: None,
            told_since: None,
            home: None,
        };
        let of_title = periods::find(title).into_iter().find_map(|mention| {
            let period = clock.resolve(&mention)?;
            let Expression::Calendar(Year::Absolute(_), part) = mention.expression else {
                return None;
            };
            let is_over = published.is_some_and(|p| period.last().is_some_and(|l| l.year < p.year));
            Some((period, part, is_over))
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
            previous: None,
            subject: None,
            project: None,
            in_item: false,
            speaker: None,
            told: Told::default(),
            topics: Vec::new(),
            frame: part,
            plan: None,
            aims: None,
        }
    }

    /// A sentence begins: the index at which its topics will stand. What was spoken of long ago
    /// is forgotten.
    pub(super) fn begin_sentence(&mut self) -> usize {
        let old = self.topics.len().saturating_sub(REMEMBERED);
        self.topics.drain(..old);
        self.topics.len()
    }

    /// A heading opens: what the paragraphs under the last one said is over.
    pub(super) fn begin_heading(&mut self, level: u8) {
        self.heading.retain(|(l, ..)| *l < level);
        self.heading.push((level, None, false));
        self.begin_paragraph(false, false);
        self.previous = None;
    }

    /// The heading names a period: it holds for all that follows.
    pub(super) fn end_heading(&mut self, sentence: Option<&Sentence>) {
        self.paragraph = None;
        let (Some(last), Some(sentence)) = (self.heading.last_mut(), sentence) else {
            return;
        };
        if is_dateline(sentence) {
            return;
        }
        let named = sentence.periods.iter().rev();
        let named = named.filter_map(|mention| Some((mention, self.clock.resolve(mention)?)));
        if let Some((mention, period)) = named.into_iter().next() {
            last.1 = Some(period);
            tell(&mut self.clock, mention, period);
        }
        last.2 = [
            "安排",
            "新的一年",
            "今后",
            "未来",
            "再用",
            "目标",
            "计划",
            "打算",
            "部署",
            "展望",
            "下一步",
            "下一阶段",
            "任务",
            "怎么干",
            "工作要点",
            "工作重点",
            "重点工作",
        ]
        .iter()
        .any(|word| sentence.text().contains(word))
            && !sentence.text().contains("完成情况");
    }

    /// The section tells of plans (2025年工作安排): what it says is aimed at.
    pub(super) fn in_plans(&self) -> bool {
        self.heading.last().is_some_and(|(.., plans)| *plans)
    }

    /// Somebody else begins to speak (答、问): what was told before is over.
    pub(super) fn begin_turn(&mut self, turn: Turn) {
        self.speaker = turn.speaks_for;
        self.clock.told = self.clock.home;
        self.frame = None;
        if let Some(subject) = turn.speaks_for {
            self.told.mention(subject);
        }
    }

    /// A paragraph begins; one that goes on (同时, 此外, 该…) keeps the period.
    pub(super) fn begin_paragraph(&mut self, goes_on: bool, refers_back: bool) {
        let last = self.paragraph.take().or(self.previous);
        self.previous = last;
        self.paragraph = if goes_on { last } else { None };
        self.in_item = false;
        if !refers_back {
            self.subject = self.speaker;
            self.project = None;
        }
        self.topics.clear();
        self.aims = None;
    }

    /// An item of a list: what the words before the list said holds, what its neighbours said
    /// does not.
    pub(super) fn begin_item(&mut self, is_first: bool) {
        if is_first {
            self.list = self.paragraph;
        }
        self.paragraph = self.list;
        self.in_item = true;
        self.project = None;
        self.subject = None;
        self.topics.clear();
    }

    pub(super) fn heading_period(&self) -> Option<Period> {
        self.heading.iter().rev().find_map(|(_, period, _)| *period)
    }

    /// The period of the quantity at token `place`.
    pub(super) fn period(
        &self,
        sentence: &Sentence,
        place: usize,
        nature: Nature,
        is_rate: bool,
        since_is_basis: bool,
    ) -> Option<Period> {
        if let Some(own) = self.owned(sentence, place) {
            return Some(own);
        }
        if let Some(own) = self.done_on(sentence, place) {
            return Some(own);
        }
        let (framed, attributive) = self.framed(sentence, place, since_is_basis);
        let hypothetical = nature == Nature::Forecast;
        match framed {
            Some(Period::Publication) if nature != Nature::Result && nature != Nature::Capacity => {
            }
            // 下半年力争…: months that are still to come.
            Some(period) if nature == Nature::Target && self.comes(period).is_some() => {
                return self.comes(period);
            }
            // 去年，…提出三大愿景：…: when an aim was set is not when it is to be reached.
            Some(period) if nature == Nature::Target && self.is_over(period) => {}
            Some(period) => return Some(period),
            None => {}
        }
        let carried = self.paragraph.or(attributive).or(self.heading_period());
        if hypothetical {
            // 预计地区生产总值突破760亿元 in a report on the year that has ended: its first count.
            let counts = sentence.text().starts_with("预计");
            return carried.filter(|period| counts && self.is_over(*period));
        }
        if nature == Nature::Target {
            let open = carried.filter(|p| p.last().is_some() && !self.is_over(*p));
            // 上半年，…。全年目标不变：…: what is aimed at once the half-year is over is the year.
            let open = open.map(|period| match period {
                Period::Range(_, last)
                    if last.month.is_some()
                        && self.clock.published.is_some_and(|now| {
                            last.year == now.year && last.month <= now.month
                        }) =>
                {
                    Period::year(last.year)
                }
                other => other,
            });
            return open.or(self.plan.filter(|_| framed.is_some()));
        }
        let is_told_now = self.paragraph.is_some()
            && self.clock.home.is_none()
            && (0..place).any(|at| is_speech(sentence, at));
        if is_told_now && attributive.is_none() {
            return Some(Period::Publication);
        }
        if let Some(period) = carried {
            // 2022年，…。其市场占有率已达18%: what has come about is told of the present.
            let has_come = self.is_over(period)
                && (sentence.clause_start(place)..place)
                    .any(|at| matches!(sentence.of_token(at), "已" | "已经"));
            return Some(if has_come {
                Period::Publication
            } else {
                period
            });
        }
        if is_rate && let Some(year) = self.clock.told {
            let frame = self.frame.filter(|frame| {
                matches!(frame, Period::Range(first, last) if first.year == year && last.year == year)
            });
            return Some(frame.unwrap_or(Period::year(year)));
        }
        if let Some(period) = self.named_later(sentence, place) {
            return Some(period);
        }
        Some(Period::Publication)
    }

    /// 奖补资金1860.5万元已于12月2日拨付: when it was done stands behind.
    fn done_on(&self, sentence: &Sentence, place: usize) -> Option<Period> {
        let end = sentence.clause_end(place);
        let at =
            (place + 1..end).find(|&at| matches!(sentence.tokens[at].kind, Kind::Period(_)))?;
        let Kind::Period(p) = sentence.tokens[at].kind else {
            return None;
        };
        let between = sentence.between(place + 1, at);
        matches!(between, "于" | "在" | "已于" | "已在" | "均已于" | "也于")
            .then(|| self.clock.resolve(&sentence.periods[p]))
            .flatten()
    }

    /// Months named without a year that lie after the publication, for an aim.
    fn comes(&self, period: Period) -> Option<Period> {
        let published = self.clock.published?;
        let later = |date: Date| Date {
            year: date.year + 1,
            ..date
        };
        let last = period.last()?;
        let is_later = last.year == published.year - 1
            && last.month.is_some()
            && published.month.is_some()
            && last.month > published.month;
        match period {
            Period::At(date) if is_later => Some(Period::At(later(date))),
            Period::Range(from, to) if is_later => Some(Period::Range(later(from), later(to))),
            _ => None,
        }
    }

    /// A period stands before the quantity in its own sentence.
    pub(super) fn is_framed(&self, sentence: &Sentence, place: usize) -> bool {
        self.framed(sentence, place, false).0.is_some()
    }

    /// The frame told last is a part of the year being told of: 前三季度.
    pub(super) fn frame_is_part(&self) -> bool {
        matches!(self.frame, Some(Period::Range(first, last))
            if first.year == last.year && first.month.is_some() && self.clock.told == Some(last.year))
    }

    /// The period ended in a year before that of the publication.
    fn is_over(&self, period: Period) -> bool {
        let published = self.clock.published.map(|p| p.year);
        let last = period.last().map(|date| date.year);
        matches!((last, published), (Some(last), Some(published)) if last < published)
    }

    /// 3家企业的2个项目，分别荣获2024年度…奖: the only year stands in a later clause without
    /// figures of its own.
    fn named_later(&self, sentence: &Sentence, place: usize) -> Option<Period> {
        let clause = sentence.tokens[place].clause + 1;
        let end = sentence.clause_end(place);
        let later =
            (end..sentence.tokens.len()).take_while(|&at| sentence.tokens[at].clause == clause);
        let mut found = None;
        for at in later {
            match sentence.tokens[at].kind {
                Kind::Quantity(_) => return None,
                Kind::Period(p)
                    if at > end
                        && matches!(
                            sentence.periods[p].expression,
                            Expression::Calendar(Year::Absolute(_), _)
                        ) =>
                {
                    found = self.clock.resolve(&sentence.periods[p]);
                }
                _ => {}
            }
        }
        found
    }

    /// The period that belongs to this number alone: 由上年的下降6.5%转为…, 由现在的1.9%提高到…,
    /// 在2023年405亿元的基础上.
    pub(super) fn owned(&self, sentence: &Sentence, place: usize) -> Option<Period> {
        let mut at = place.checked_sub(1)?;
        while at > 0
            && (sentence.of_token(at) == "的"
                || matches!(sentence.cue(at), Some(Cue::Up | Cue::Down)))
        {
            at -= 1;
        }
        let Kind::Period(p) = sentence.tokens[at].kind else {
            return None;
        };
        let from = at > 0
            && at + 1 < place
            && matches!(
                sentence.cue(at - 1),
                Some(Cue::From | Cue::UpTo | Cue::DownTo)
            )
            || at > 0 && sentence.cue(at - 1) == Some(Cue::From)
            || at + 1 < place && sentence.of_token(at).starts_with(['从', '自']);
        let is_base = at + 1 == place
            && (place + 1..(place + 3).min(sentence.tokens.len()))
                .any(|i| sentence.of_token(i) == "基础上");
        (from || is_base)
            .then(|| self.clock.resolve(&sentence.periods[p]))
            .flatten()
    }

    /// The nearest period before the quantity in its sentence that frames it.
    /// The second is one that only belongs to another number of an earlier clause.
    fn framed(
        &self,
        sentence: &Sentence,
        place: usize,
        since_is_basis: bool,
    ) -> (Option<Period>, Option<Period>) {
        let mut clock = self.clock;
        let mut frames: Vec<(usize, Period)> = Vec::new();
        let mut attributive: Option<Period> = None;
        for (at, token) in sentence.tokens.iter().enumerate().take(place) {
            if is_condition(sentence.of_token(at)) {
                // 明年一季度投产，达产后…: when it produces in full is not said.
                frames.clear();
                continue;
            }
            let Kind::Period(p) = token.kind else {
                continue;
            };
            let mention = &sentence.periods[p];
            let is_basis = is_compared(sentence, at);
            if let Some(period) = clock.resolve(mention) {
                let other = belongs_to_other(sentence, at, place);
                let only_basis = since_is_basis && mention.is_since && !frames.is_empty();
                let names =
                    sets_aim(sentence, at) || !frames.is_empty() && names_event(sentence, at);
                // 综合考评（2023年度）：第23名: a bracket before a colon.
                let closes = |at: usize| {
                    at + 2 < sentence.tokens.len()
                        && matches!(sentence.tokens[at + 1].kind, Kind::Mark('）'))
                        && matches!(sentence.tokens[at + 2].kind, Kind::Mark('：'))
                };
                let same_depth = token.depth == sentence.tokens[place].depth || closes(at);
                // 五年间年均增长31.1%；入库税收…: years of growth are not those of the next item.
                let spans = matches!(
                    mention.expression,
                    Expression::ToldYears(_) | Expression::LastYears(2..)
                ) && sentence.cue(at + 1) == Some(Cue::Average);
                let is_past = spans
                    && (at..place).any(|i| matches!(sentence.tokens[i].kind, Kind::Mark('；')));
                let names = names || is_past || is_attributive(sentence, at);
                if !is_basis && same_depth && !other && !only_basis && !names {
                    frames.push((at, period));
                }
                if other && token.clause != sentence.tokens[place].clause {
                    attributive = Some(period);
                }
                if !is_basis && !is_reached(sentence, at, mention) {
                    tell(&mut clock, mention, period);
                }
            }
        }
        (frames.last().map(|(_, period)| *period), attributive)
    }

    /// The subject of the quantity at token `place`.
    pub(super) fn subject(&self, sentence: &Sentence, place: usize, subjects: &Subjects) -> String {
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
        agent.map_or_else(
            || subjects.default.clone(),
            |s| subjects.get(s).name.clone(),
        )
    }

    /// Whom the sentences before told of, if this one goes on with it.
    fn told_subject(&self, sentence: &Sentence, subjects: &Subjects) -> Option<usize> {
        let told = self.subject.map(|told| subjects.get(told).name.as_str());
        if opens_anew(sentence, told) {
            self.speaker
        } else {
            self.subject
        }
    }

    /// Takes in what a sentence said.
    pub(super) fn after(&mut self, sentence: &Sentence, subjects: &Subjects) {
        for subject in subjects.named(sentence) {
            self.told.mention(subject);
        }
        self.subject = self.told_subject(sentence, subjects);
        if let Some(agent) = subjects.agent(sentence, sentence.tokens.len(), &self.told) {
            // 区里给的头一样东西…: whoever speaks for a firm goes on to speak of it.
            let is_aside = self.speaker.is_some() && subjects.get(agent).is_place;
            self.subject = if is_aside { self.speaker } else { Some(agent) };
        }
        if is_dateline(sentence) {
            return;
        }
        for (at, token) in sentence.tokens.iter().enumerate() {
            let Kind::Period(p) = token.kind else {
                continue;
            };
            let mention = sentence.periods[p];
            if is_compared(sentence, at) {
                continue;
            }
            let Some(period) = self.clock.resolve(&mention) else {
                continue;
            };
            if is_aside(sentence, at, &mention) {
                // Whoever says 去年 speaks of today; 上半年 is then the one of this year.
                self.clock.told = self.clock.home;
            } else {
                tell(&mut self.clock, &mention, period);
            }
            if mention.expression == Expression::Now {
                // 2016年…，如今…: what follows is told of the present again.
                self.clock.told = self.clock.told.and(self.clock.published.map(|p| p.year));
            }
            if matches!(mention.expression, Expression::Plan { .. }) && !self.is_over(period) {
                self.plan = period.last().map(Period::At);
            }
            // A frame opens a clause; 2021年云川市… inside one only names.
            let comma = matches!(
                sentence.tokens.get(at + 1).map(|t| t.kind),
                Some(Kind::Mark('，'))
            );
            let names = at > 0 && matches!(sentence.of_token(at - 1), "是" | "为");
            // 把日历翻回2006年。
            let turns_back = sentence.quantities.is_empty()
                && at + 2 >= sentence.tokens.len()
                && self.is_over(period);
            let opens = turns_back
                || at == sentence.clause_start(at)
                || mention.is_as_of
                || comma
                || is_opening(sentence, at);
            let is_aside = is_aside(sentence, at, &mention);
            let names = names || is_attributive(sentence, at);
            if opens && !names && !is_aside && !sets_aim(sentence, at) && token.depth == 0 {
                self.frame = Some(period);
                self.paragraph = Some(period);
                // 2023年主要预期目标是…: the year of a section of plans.
                let published = self.clock.published.map(|now| now.year);
                if let (Some((_, none @ None, true)), Period::At(date)) =
                    (self.heading.last_mut(), period)
                    && date.month.is_none()
                    && published.is_some_and(|now| date.year >= now)
                {
                    *none = Some(period);
                }
            }
        }
    }
}

/// （2024年4月11日）, ——2023年1月5日在…会议上: when a text was given, not what it tells of.
fn is_dateline(sentence: &Sentence) -> bool {
    let dated = sentence
        .periods
        .iter()
        .any(|mention| matches!(mention.expression, Expression::Calendar(_, Part::Day(..))));
    let text = sentence.text();
    let given = text.starts_with(['—', '（', '时', '日', '发']) && !text.contains('。');
    let words = sentence.tokens.iter().filter(|token| {
        !matches!(
            token.kind,
            Kind::Period(_) | Kind::Mark(_) | Kind::Leftover(_)
        )
    });
    dated && sentence.quantities.is_empty() && (given || words.count() <= 2)
}

/// 下一步，…: the paragraph turns from whom it told of to what all will do. 全年粮食总产量…: from a
/// park or a school to the whole; a firm has years too.
fn opens_anew(sentence: &Sentence, told: Option<&str>) -> bool {
    let begins = |words: &[&str]| words.iter().any(|word| sentence.text().starts_with(word));
    let is_part = told.is_some_and(|name| {
        ["区", "园", "校", "院", "谷", "基地"]
            .iter()
            .any(|end| name.ends_with(end))
    });
    begins(&["下一步", "接下来", "下阶段"]) || is_part && begins(&["全年", "年末", "全县", "全区"])
}

/// 董事长说，公司每年…: who speaks tells of today.
fn is_speech(sentence: &Sentence, at: usize) -> bool {
    const SAYS: [&str; 10] = [
        "说",
        "介绍",
        "表示",
        "坦言",
        "告诉",
        "透露",
        "指出",
        "笑着说",
        "算了笔账",
        "感慨",
    ];
    SAYS.contains(&sentence.of_token(at))
        && matches!(
            sentence.tokens.get(at + 1).map(|token| token.kind),
            Some(Kind::Mark('，' | '：'))
        )
}

/// 2020年…是318亿元，去年是427亿元: a year named from today in the middle of a sentence is told in
/// passing; the months of the next sentence are not its months.
fn is_aside(sentence: &Sentence, at: usize, mention: &PeriodMention) -> bool {
    let Expression::Calendar(Year::FromPublication(by), _) = mention.expression else {
        return false;
    };
    let mut before = sentence.tokens[..at].iter();
    is_reached(sentence, at, mention)
        || by != 0 && before.any(|token| matches!(token.kind, Kind::Quantity(_)))
}

/// 订单已经排到明年3月: how far something reaches, not when it is told of.
fn is_reached(sentence: &Sentence, at: usize, mention: &PeriodMention) -> bool {
    mention.span.of(sentence.text()).starts_with(['到', '至'])
        && at > 0
        && matches!(sentence.tokens[at - 1].kind, Kind::Word(Pos::Verb))
}

/// 年初提出的…目标: when an aim was set.
fn sets_aim(sentence: &Sentence, at: usize) -> bool {
    const SETS: [&str; 6] = ["提出", "确定", "制定", "下达", "设定", "定下"];
    // 年初预算, 年度目标: a word of time inside the name of an aim.
    const AIMS: [&str; 5] = ["预算", "计划", "目标", "任务", "预期"];
    let next = sentence.tokens.get(at + 1);
    next.is_some_and(|_| {
        let word = sentence.of_token(at + 1);
        SETS.contains(&word)
            || sentence.of_token(at).ends_with('初') && AIMS.iter().any(|aim| word.starts_with(aim))
    })
}

/// 达产后, 建成后: a condition in place of a period.
fn is_condition(word: &str) -> bool {
    ["达产后", "投产后", "建成后", "完成后", "投用后"]
        .iter()
        .any(|condition| word.ends_with(condition))
}

/// 6月17日，…2025年第二季度重大项目集中签约仪式: a period inside the name of an event.
fn names_event(sentence: &Sentence, at: usize) -> bool {
    let mut next = at + 1;
    while next < sentence.clause_end(at) {
        match sentence.tokens[next].kind {
            Kind::Quantity(_) | Kind::Period(_) => return false,
            _ => {
                let word = sentence.of_token(next);
                let events = ["仪式", "大会", "会议", "论坛", "推介会", "发布会", "活动"];
                if events.iter().any(|event| word.ends_with(event)) {
                    return true;
                }
            }
        }
        next += 1;
    }
    false
}

/// 这个2012年升级的国家级高新区: when something became what it is called.
fn is_attributive(sentence: &Sentence, at: usize) -> bool {
    let points = at.checked_sub(1).map_or("", |i| sentence.of_token(i));
    let end = sentence.clause_end(at);
    matches!(points, "这个" | "这座" | "该" | "这" | "作为" | "这家")
        && (at + 1..end).any(|i| sentence.of_token(i) == "的")
        && !(at + 1..end).any(|i| matches!(sentence.tokens[i].kind, Kind::Quantity(_)))
}

/// 2020年的361亿元: the period is another number's own.
fn belongs_to_other(sentence: &Sentence, at: usize, place: usize) -> bool {
    let mut next = at + 1;
    // 去年签约的82个项目中，已开工59个.
    while next < place
        && next < at + 3
        && matches!(
            sentence.tokens[next].kind,
            Kind::Word(Pos::Verb | Pos::VerbNoun)
        )
    {
        next += 1;
    }
    if next < place && sentence.of_token(next) == "的" {
        next += 1;
    } else {
        return false;
    }
    // 由一季度的下降11.5%转为增长3.2%.
    while next < place && matches!(sentence.cue(next), Some(Cue::Up | Cue::Down)) {
        next += 1;
    }
    next < place && matches!(sentence.tokens[next].kind, Kind::Quantity(_))
}

/// Before the frame stand only light words: 数据显示，2024年 · 其中2019年.
fn is_opening(sentence: &Sentence, at: usize) -> bool {
    let start = sentence.clause_start(at);
    at - start <= 2
        && (start..at).all(|i| {
            super::phrase::is_light(sentence, i)
                || matches!(sentence.cue(i), Some(Cue::OfWhich | Cue::Onward))
                || matches!(
                    sentence.tokens[i].kind,
                    Kind::Mark(_) | Kind::Period(_) | Kind::Term(super::lexicon::Term::Subject(_))
                )
        })
}

/// 较2015年, 比2017年, 在2020年基础上: a period that is compared with frames nothing.
pub(super) fn is_compared(sentence: &Sentence, at: usize) -> bool {
    let than =
        at > 0 && sentence.cue(at - 1) == Some(Cue::Than) && sentence.of_token(at - 1) != "基础上";
    let base =
        (at + 1..(at + 4).min(sentence.tokens.len())).any(|i| sentence.of_token(i) == "基础上");
    let Kind::Period(p) = sentence.tokens[at].kind else {
        return false;
    };
    let before = matches!(
        sentence.periods[p].expression,
        Expression::Calendar(Year::Before, Part::Whole)
    );
    than || base || before || is_multiplied(sentence, at)
}

/// 是1998年的百余倍, 分别为2018年的3.1倍和4倍: the year whose value is multiplied.
pub(super) fn is_multiplied(sentence: &Sentence, at: usize) -> bool {
    let of = sentence
        .tokens
        .get(at + 1)
        .is_some_and(|_| sentence.of_token(at + 1) == "的");
    match sentence.tokens.get(at + 2).map(|token| token.kind) {
        Some(Kind::Quantity(q)) => of && sentence.quantities[q].quantity.unit == "倍",
        _ => false,
    }
}

/// Remembers the year being told of.
fn tell(clock: &mut Clock, mention: &PeriodMention, period: Period) {
    let Expression::Calendar(year, _) = mention.expression else {
        return;
    };
    if mention.is_since || matches!(year, Year::Context | Year::Before) {
        return;
    }
    let Some(date) = period.last() else { return };
    // 明年6月试产: what is to come is told in passing.
    let is_to_come = clock
        .published
        .is_some_and(|published| date.year > published.year);
    if clock.told != Some(date.year) && !is_to_come {
        let runs_on = clock.told.is_some_and(|told| told + 1 == date.year);
        clock.told_since = match (runs_on, clock.told_since, clock.told) {
            (true, Some(since), _) => Some(since),
            (true, None, Some(told)) => Some(told),
            _ => clock
                .told
                .filter(|told| *told < date.year && date.year - told <= 3),
        };
        clock.told = Some(date.year);
    }
}

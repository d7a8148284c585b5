//! Sections (章节): what a heading, a note or a question says of all that stands below it.

use super::super::lexicon::Term;
use super::super::sentence::{Kind, Sentence};
use super::super::subjects::Subjects;
use super::Discourse;
use super::asides::is_dateline;
use super::dates::tell;
use crate::model::Period;
use crate::periods::{Clock, Expression, Part, PeriodMention, Year};

impl Discourse {
    /// A heading opens: what the paragraphs under the last one said is over.
    pub(in crate::observations) fn begin_heading(&mut self, level: u8) {
        self.heading.retain(|(l, ..)| *l < level);
        self.heading.push((level, None, false));
        self.section = None;
        self.begin_paragraph(false, false);
        self.previous = None;
    }

    /// The heading names a period: it holds for all that follows.
    pub(in crate::observations) fn end_heading(
        &mut self,
        sentence: &Sentence,
        subjects: &Subjects,
    ) {
        self.paragraph = None;
        self.section = match sentence.tokens.first().map(|token| token.kind) {
            Some(Kind::Term(Term::Subject(s)))
                if !subjects.get(s).is_place && sentence.text().contains('：') =>
            {
                Some(s)
            }
            _ => None,
        };
        let Some(last) = self.heading.last_mut() else {
            return;
        };
        if is_dateline(sentence) {
            return;
        }
        // 七、全年盘子（年初政府工作报告口径）: what stands in brackets says whence, not when.
        let at_depth = |bracketed: bool| {
            let tokens = (0..sentence.tokens.len()).rev();
            tokens.filter(move |&at| (sentence.tokens[at].depth > 0) == bracketed)
        };
        let named = at_depth(false).chain(at_depth(true));
        let named = named.filter_map(|at| sentence.period_at(at));
        // A section begins anew: 全年 is the year that runs, whatever the last one told.
        let anew = Clock {
            told: self.clock.home,
            ..self.clock
        };
        let clock = |mention: &PeriodMention| match mention.expression {
            Expression::Calendar(Year::Context, Part::Whole) => anew,
            _ => self.clock,
        };
        last.2 = [
            "安排",
            "新的一年",
            "今后",
            "未来",
            "再用",
            "目标",
            "计划",
            "全年盘子",
            "打算",
            "部署",
            "展望",
            "下一步",
            "下一阶段",
            "任务",
            "怎么干",
            "这么干",
            "这样干",
            "工作要点",
            "工作重点",
            "重点工作",
        ]
        .iter()
        .any(|word| sentence.text().contains(word))
            && !["完成情况", "进展", "回顾", "成效"]
                .iter()
                .any(|told| sentence.text().contains(told));
        let named = named.filter_map(|mention| Some((mention, clock(mention).resolve(mention)?)));
        let named: Vec<(&PeriodMention, Period)> = named.collect();
        // 2025年和“十四五”时期工作回顾: the year is told of first.
        let is_plan =
            |mention: &PeriodMention| matches!(mention.expression, Expression::Plan { .. });
        let year = named.iter().find(|(mention, _)| !is_plan(mention));
        if let Some(&(mention, period)) = year.or(named.first()) {
            // 全年目标 in a report of January is that of the year that has begun.
            let is_whole = mention.expression == Expression::Calendar(Year::Context, Part::Whole);
            let begun = self
                .clock
                .published
                .filter(|_| is_whole && last.2 && self.clock.home.is_none());
            let period = begun.map_or(period, |now| Period::year(now.year));
            last.1 = Some(period);
            tell(&mut self.clock, mention, period);
        }
    }

    /// The section tells of plans (2025年工作安排): what it says is aimed at.
    pub(in crate::observations) fn in_plans(&self) -> bool {
        let around = self.in_item && self.items.iter().any(|item| item.aims);
        around || self.heading.last().is_some_and(|(.., plans)| *plans)
    }

    /// A paragraph that asks for the plans of a year: the answer tells of it.
    pub(in crate::observations) fn end_question(&mut self, question: &Sentence) {
        const PLANS: [&str; 6] = ["目标", "打算", "安排", "计划", "任务", "部署"];
        let asks = PLANS.iter().any(|word| question.text().contains(word));
        let published = self.clock.published.map(|date| date.year);
        let years = question.periods.iter().rev();
        let mut years = years.filter_map(|mention| match self.clock.resolve(mention)? {
            Period::At(date) if date.month.is_none() => Some(date.year),
            _ => None,
        });
        let year = years.find(|year| published.is_some_and(|now| *year >= now));
        self.asked = year.filter(|_| asks).map(Period::year);
    }

    /// The period of the nearest heading that names one.
    pub(in crate::observations) fn heading_period(&self) -> Option<Period> {
        self.heading.iter().rev().find_map(|(_, period, _)| *period)
    }

    /// A note dates the figures under the last heading, or of the whole text where none stands.
    pub(super) fn date_section(&mut self, sentence: &Sentence) {
        let dated = sentence.periods.iter().find(|mention| {
            matches!(
                mention.expression,
                Expression::Calendar(Year::Absolute(_) | Year::FromPublication(_), part)
                    if !matches!(part, Part::Day(..))
            )
        });
        let Some(period) = dated.and_then(|mention| self.clock.resolve(mention)) else {
            return;
        };
        match self.heading.last_mut() {
            Some(heading) => heading.1 = Some(period),
            None => {
                self.heading.push((0, Some(period), false));
                self.clock.home = period.last().map(|last| last.year);
                self.clock.told = self.clock.home;
            }
        }
    }
}

//! The part (口径) that a figure takes from what stands around it, where its own phrase names none.

use super::lexicon::{Lexicon, Term};
use super::reading::{Owner, Reading, Topic};
use super::sentence::{Kind, Pos, Sentence};
use crate::config::Config;
use crate::model::{LeftoverReason, Measure, Nature};
use crate::quantities::{UnitKind, kind_of};

/// What the rules of this file look at.
pub(super) struct Scope<'a> {
    pub(super) config: &'a Config,
    pub(super) lexicon: &'a Lexicon,
    pub(super) topics: &'a [Topic],
    pub(super) sentence: &'a Sentence,
    pub(super) place: usize,
    pub(super) kind: UnitKind,
    pub(super) nature: Nature,
}

impl Scope<'_> {
    /// The part of a reading whose phrase names none; `name` is the name of its indicator.
    pub(super) fn of(&self, reading: &Reading, name: Option<&str>) -> Option<String> {
        name.and_then(|name| self.inherited_part(name))
            .or_else(|| self.scope_of_clause(reading))
            .or_else(|| self.bracketed_limit())
            .or_else(|| self.planned_projects(reading))
            .or_else(|| self.inner_agent())
            .or_else(|| self.theme(reading))
            .or_else(|| self.carried_scope(reading))
    }

    /// 新引进项目110家，总投资金额达142.9亿元: money of projects belongs to those just counted.
    fn inherited_part(&self, indicator: &str) -> Option<String> {
        if !PROJECT_MONEY.contains(&indicator) {
            return None;
        }
        let topic = self
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
    fn scope_of_clause(&self, reading: &Reading) -> Option<String> {
        let indicator = reading.owner.indicator()?;
        if self.config.indicators[indicator].unit != "元" {
            return None;
        }
        let start = match &reading.owner {
            Owner::Phrase(head) => head.range.start,
            _ => return None,
        };
        let clause = self.sentence.clause_start(start);
        (clause..start)
            .rev()
            .find_map(|at| match self.sentence.tokens[at].kind {
                Kind::Term(Term::Indicator(i)) if self.lexicon.counted[i] => {
                    let name = &self.config.indicators[i].name;
                    Some(name.trim_end_matches('数').to_string())
                }
                Kind::Term(Term::Breakdown(b)) => Some(self.config.breakdowns[b].name.clone()),
                _ => None,
            })
    }

    /// 项目10项，预估带动资金投入超6000万元: what is expected of the projects just counted.
    fn planned_projects(&self, reading: &Reading) -> Option<String> {
        if self.nature != Nature::Forecast
            || self.kind != UnitKind::Money
            || reading.measure != Measure::Level
        {
            return None;
        }
        let topics = self.topics.iter().rev().take(4);
        let mut projects = topics.filter(|t| kind_of(&t.unit) == UnitKind::Count);
        projects
            .find(|t| t.noun.ends_with("项目"))
            .map(|t| t.noun.clone())
    }

    /// 企业开办专区办理…2750宗，共发放公章5292个: a part of the zone acts.
    fn inner_agent(&self) -> Option<String> {
        if self.kind != UnitKind::Count {
            return None;
        }
        let segment = (0..self.place)
            .rev()
            .find(|&at| matches!(self.sentence.tokens[at].kind, Kind::Mark('；' | '：')))
            .map_or(0, |at| at + 1);
        (segment..self.place)
            .rev()
            .filter(|&at| at == self.sentence.clause_start(at))
            .find_map(|start| {
                let mut words = String::new();
                for at in start..self.place {
                    match self.sentence.tokens[at].kind {
                        Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier | Pos::Verb)
                        | Kind::Mark('“' | '”') => words.push_str(self.sentence.of_token(at)),
                        _ if !words.is_empty()
                            && words.chars().filter(|c| *c == '“').count()
                                > words.chars().filter(|c| *c == '”').count() =>
                        {
                            words.push_str(self.sentence.of_token(at));
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
    fn bracketed_limit(&self) -> Option<String> {
        let opens = self.sentence.tokens.get(self.place + 1)?;
        if !matches!(opens.kind, Kind::Mark('（')) {
            return None;
        }
        let limit = self.sentence.tokens.get(self.place + 2)?;
        matches!(
            limit.kind,
            Kind::Leftover(LeftoverReason::Threshold) | Kind::Term(Term::Breakdown(_))
        )
        .then(|| self.sentence.of_token(self.place + 2).to_string())
    }

    /// 建材陶瓷主动压减产能，产值同比下降5.6%: the theme that opens the segment is the part.
    fn theme(&self, reading: &Reading) -> Option<String> {
        let indicator = &self.config.indicators[reading.owner.indicator()?];
        if indicator.unit != "元" {
            return None;
        }
        let Owner::Phrase(head) = &reading.owner else {
            return None;
        };
        let first = head.range.start;
        let is_short = head.range.clone().any(|at| {
            matches!(
                self.sentence.tokens[at].kind,
                Kind::Term(Term::Indicator(_))
            ) && self.sentence.of_token(at).chars().count() <= 3
        });
        let segment = (0..self.place)
            .rev()
            .find(|&at| matches!(self.sentence.tokens[at].kind, Kind::Mark('；' | '：')))
            .map_or(0, |at| at + 1);
        if !is_short || first < segment || self.sentence.clause_start(first) == segment {
            return None;
        }
        let mut words = String::new();
        for at in segment..first {
            match self.sentence.tokens[at].kind {
                Kind::Term(Term::Breakdown(b)) if words.is_empty() => {
                    return Some(self.config.breakdowns[b].name.clone());
                }
                Kind::Word(Pos::Noun) => words.push_str(self.sentence.of_token(at)),
                _ => break,
            }
        }
        (words.chars().count() >= 3).then_some(words)
    }

    /// 规模以上工业营业收入增长11.9%，利润增长46.8%: a scope holds on for the industrial figures
    /// of the sentence.
    fn carried_scope(&self, reading: &Reading) -> Option<String> {
        let indicator = &self.config.indicators[reading.owner.indicator()?];
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
        (0..head.range.start.min(self.place)).rev().find_map(|at| {
            match self.sentence.tokens[at].kind {
                Kind::Term(Term::Breakdown(b)) => {
                    let breakdown = &self.config.breakdowns[b];
                    Some(breakdown.is_scope.then(|| breakdown.name.clone()))
                }
                Kind::Term(Term::Indicator(i))
                    if self.config.indicators[i].name == "规模以上工业企业数" =>
                {
                    Some(Some("规模以上工业企业".to_string()))
                }
                _ => None,
            }
        })?
    }
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

//! The part (口径) that a figure takes from what stands around it, where its own phrase names none.

use super::lexicon::{Lexicon, Term};
use super::reading::{Owner, Reading, Topic};
use super::sentence::{Kind, Pos, Sentence};
use crate::config::Config;
use crate::model::{LeftoverReason, Measure, Nature};
use crate::quantities::{UnitKind, kind_of, numerals};

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

/// The part that opens the segment of the quantity, where no other number stands between.
pub(super) fn opening_part(sentence: &Sentence, place: usize) -> Option<usize> {
    let mut before = (0..place).rev();
    let semicolon = before.find(|&at| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Mark('；') | Kind::Quantity(_)
        )
    })?;
    match (
        sentence.tokens[semicolon].kind,
        sentence.tokens[semicolon + 1].kind,
    ) {
        (Kind::Mark(_), Kind::Term(Term::Breakdown(part))) => Some(part),
        _ => None,
    }
}

impl Scope<'_> {
    /// The part of a reading whose phrase names none; `name` is the name of its indicator.
    pub(super) fn of(&self, reading: &Reading, name: Option<&str>) -> Option<String> {
        name.and_then(|name| self.inherited_part(name))
            .or_else(|| self.scope_of_clause(reading))
            .or_else(|| self.bracketed_limit())
            .or_else(|| self.stage())
            .or_else(|| self.planned_projects(reading))
            .or_else(|| self.partners())
            .or_else(|| self.each_of())
            .or_else(|| self.inner_agent())
            .or_else(|| self.together(reading))
            .or_else(|| self.theme(reading))
            .or_else(|| self.carried_scope(reading))
    }

    /// 新引进项目110家，总投资金额达142.9亿元: money of projects belongs to those just counted.
    fn inherited_part(&self, indicator: &str) -> Option<String> {
        if !PROJECT_MONEY.contains(&indicator) {
            return None;
        }
        // 已开工78个，开工率81.3%；完成投资47.6亿元: a rate of them stands between.
        let last = self.topics.last()?;
        let of_them = last.measure == Some(Measure::Share) && last.noun.ends_with("开工率");
        let topic = self.topics.iter().rev().nth(usize::from(of_them));
        let topic = topic.filter(|t| t.measure == Some(Measure::Level))?;
        if kind_of(&topic.unit) == UnitKind::Count {
            let listed = topic
                .indicator
                .map(|i| self.config.indicators[i].name.as_str());
            let noun = match listed {
                Some(name) if topic.noun.chars().count() <= 2 => name,
                _ => topic.noun.as_str(),
            };
            let noun = noun.trim_end_matches(['数', '量']);
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
        // 签约项目涵盖…，全部达产后…: the sentence says which projects it means.
        let kinds = || {
            self.sentence.tokens[..self.place]
                .iter()
                .map(|token| token.kind)
        };
        let names = kinds().enumerate().any(|(at, kind)| {
            matches!(kind, Kind::Term(Term::Indicator(_)))
                && self.sentence.of_token(at).ends_with("项目")
        });
        if names && !kinds().any(|kind| matches!(kind, Kind::Quantity(_))) {
            return None;
        }
        let topics = self.topics.iter().rev().take(4);
        let mut projects = topics.filter(|t| kind_of(&t.unit) == UnitKind::Count);
        projects
            .find(|t| t.noun.ends_with("项目") && !t.noun.contains(|c: char| c.is_ascii_digit()))
            .map(|t| t.noun.clone())
    }

    /// 企业开办专区办理…2750宗，共发放公章5292个: a part of the zone acts.
    fn inner_agent(&self) -> Option<String> {
        if self.kind != UnitKind::Count {
            return None;
        }
        // 组建助企服务专班12个: what was set up does not act yet.
        let acts =
            |&start: &usize| !matches!(self.sentence.tokens[start].kind, Kind::Word(Pos::Verb));
        self.clauses()
            .filter(acts)
            .map(|start| self.opening(start))
            .find(|words| ACTING_PARTS.iter().any(|part| words.ends_with(part)))
    }

    /// 与各大院所合作共建的5个科技平台: with whom a thing was built.
    fn partners(&self) -> Option<String> {
        if self.kind != UnitKind::Count {
            return None;
        }
        let sentence = self.sentence;
        let start = sentence.clause_start(self.place);
        let built = (start..self.place).rev().find(|&at| {
            let word = sentence.of_token(at);
            ["共建", "合建", "共办", "合办"]
                .iter()
                .any(|verb| word.contains(verb))
        })?;
        let with = (start..built)
            .rev()
            .find(|&at| matches!(sentence.of_token(at), "与" | "同" | "和" | "联合" | "携手"))?;
        let who = sentence.between(with + 1, built);
        let who = who.rsplit('等').next().unwrap_or(who);
        let who = who.trim_start_matches(['各', '大', '多', '所']);
        let who = who.trim_end_matches("合作").trim_end_matches("联合");
        (!who.is_empty() && who.chars().count() <= 12).then(|| format!("与{who}共建"))
    }

    /// 5个科技平台…，各平台共引进项目64个: those counted before act.
    fn each_of(&self) -> Option<String> {
        if self.kind != UnitKind::Count {
            return None;
        }
        self.clauses().find_map(|start| {
            let opening = self.opening(start);
            let each = opening.strip_prefix(['各', '每'])?;
            let each = each.trim_start_matches(['个', '家', '只']);
            let topics = self.topics.iter().rev().take(4);
            let mut counted = topics.filter(|t| kind_of(&t.unit) == UnitKind::Count);
            let topic = counted.find(|t| each.chars().count() >= 2 && t.noun.ends_with(each))?;
            Some(match &topic.breakdown {
                Some(part) if !topic.noun.contains(part.as_str()) => {
                    format!("{part}{}", topic.noun)
                }
                _ => topic.noun.clone(),
            })
        })
    }

    /// 资助项目8个，每个项目资助500万元，合计4000万元: each of them, all of them together.
    fn together(&self, reading: &Reading) -> Option<String> {
        let sentence = self.sentence;
        let from = match &reading.owner {
            Owner::Phrase(head) => head.range.start.saturating_sub(1),
            Owner::Antecedent(_) | Owner::PartOf(..) => sentence.clause_start(self.place),
        };
        let refers = (from..self.place).any(|at| {
            let word = sentence.of_token(at);
            word.starts_with('每') || matches!(word, "合计" | "共计" | "总计")
        });
        let topic = self.topics.last().filter(|_| refers)?;
        topic.breakdown.clone()
    }

    /// The first tokens of the clauses up to the figure, the nearest first, not past a semicolon.
    fn clauses(&self) -> impl Iterator<Item = usize> {
        let sentence = self.sentence;
        let segment = (0..self.place)
            .rev()
            .find(|&at| matches!(sentence.tokens[at].kind, Kind::Mark('；' | '：')))
            .map_or(0, |at| at + 1);
        (segment..self.place)
            .rev()
            .filter(move |&at| at == sentence.clause_start(at))
    }

    /// The noun phrase that opens a clause, after its period.
    fn opening(&self, start: usize) -> String {
        let sentence = self.sentence;
        let mut words = String::new();
        for at in start..self.place {
            let quoted = words.matches('“').count() > words.matches('”').count();
            match sentence.tokens[at].kind {
                Kind::Period(_) | Kind::Mark('，') if words.is_empty() => {}
                Kind::Word(Pos::Noun | Pos::VerbNoun | Pos::Modifier | Pos::Verb | Pos::Other)
                | Kind::Term(Term::Breakdown(_))
                | Kind::Mark('“' | '”') => words.push_str(sentence.of_token(at)),
                Kind::Word(_) if quoted || matches!(sentence.of_token(at), "各" | "每") => {
                    words.push_str(sentence.of_token(at));
                }
                _ => break,
            }
            if ACTING_PARTS.iter().any(|part| words.ends_with(part)) {
                break;
            }
        }
        words
    }

    /// 总投资32亿元，其中一期18亿元: the stage of a project that the number belongs to.
    pub(super) fn stage(&self) -> Option<String> {
        let sentence = self.sentence;
        let start = sentence.clause_start(self.place);
        (start..self.place)
            .rev()
            .take_while(|&at| !sentence.is_quantity(at))
            .map(|at| sentence.of_token(at))
            .find(|word| {
                let mut chars = word.chars();
                let first = chars.next();
                let numbered = first.is_some_and(|c| c == '首' || numerals::digit(c).is_some());
                numbered && chars.eq(['期'])
            })
            .map(str::to_string)
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
        if !is_short || first < segment {
            return None;
        }
        // 光电产业实现产值412.6亿元: in one clause an industry that brings it about.
        let is_one = self.sentence.clause_start(first) == segment;
        let mut words = String::new();
        for at in segment..first {
            match self.sentence.tokens[at].kind {
                Kind::Term(Term::Breakdown(b)) if words.is_empty() => {
                    return Some(self.config.breakdowns[b].name.clone());
                }
                Kind::Period(_) | Kind::Mark('，') if words.is_empty() => {}
                Kind::Word(Pos::Noun) => words.push_str(self.sentence.of_token(at)),
                _ => break,
            }
        }
        (words.chars().count() >= 3 && (!is_one || words.ends_with('业'))).then_some(words)
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
        // 光电企业62家，产值不足90亿元: the firms just counted, not those of an earlier scope.
        let counted = self.topics.last().filter(|topic| {
            topic.indicator.is_none()
                && topic.noun.ends_with("企业")
                && topic.noun != "企业"
                && head.noun.chars().count() <= 3
        });
        if let Some(firms) = counted {
            return Some(firms.noun.clone());
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

/// Parts of an administration that act on its behalf.
const ACTING_PARTS: [&str; 8] = [
    "专区",
    "窗口",
    "招商队",
    "工作队",
    "队伍",
    "专窗",
    "服务站",
    "专班",
];

/// Indicators of money whose breakdown is the projects counted just before.
const PROJECT_MONEY: [&str; 6] = [
    "总投资额",
    "计划投资额",
    "完成投资额",
    "合同金额",
    "签约合同金额",
    "到位资金",
];

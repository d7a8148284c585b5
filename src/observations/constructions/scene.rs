//! What a construction sees of a sentence (语境): the words on either side of a quantity, the phrases
//! in them, and what was spoken of before.

use super::super::cues::Cue;
use super::super::discourse::{cause_before, is_cause};
use super::super::lexicon::Term;
use super::super::phrase::{self, Head};
use super::super::reading::{Owner, Topic};
use super::super::sentence::{Kind, Pos, Sentence};
use super::super::vocabulary::Vocabulary;
use super::is_vague;
use crate::model::{Basis, Measure, Period};
use crate::periods::{Clock, Expression, Year};
use crate::quantities::{QuantityMention, UnitKind, kind_of};

/// What a construction sees.
pub(in crate::observations) struct Scene<'s> {
    pub(in crate::observations) sentence: &'s Sentence,
    pub(in crate::observations) config: &'s Vocabulary<'s>,
    /// Which indicators are counted.
    pub(in crate::observations) counted: &'s [bool],
    /// Earlier readings, the latest last; those of this sentence begin at `sentence_topics`.
    pub(in crate::observations) topics: &'s [Topic],
    /// Index of the first topic of this sentence.
    pub(in crate::observations) sentence_topics: usize,
    pub(in crate::observations) clock: Clock,
    /// The default subject.
    pub(in crate::observations) zone: &'s str,
}

impl<'s> Scene<'s> {
    pub(in crate::observations) fn quantity(&self, q: usize) -> &'s QuantityMention {
        &self.sentence.quantities[q]
    }

    pub(in crate::observations) fn kind(&self, q: usize) -> UnitKind {
        kind_of(&self.quantity(q).quantity.unit)
    }

    /// Token of the quantity.
    pub(in crate::observations) fn place(&self, q: usize) -> usize {
        self.sentence.places[q]
    }

    /// From the clause's first token, or just after the previous quantity of the clause.
    pub(in crate::observations) fn left(&self, q: usize) -> std::ops::Range<usize> {
        let place = self.place(q);
        let start = self.named_from(place);
        let from = (start..place)
            .rev()
            .find(|&at| self.sentence.is_quantity(at))
            .map_or(start, |at| at + 1);
        from..place
    }

    /// The whole clause before the quantity, earlier quantities included.
    pub(in crate::observations) fn clause_left(&self, q: usize) -> std::ops::Range<usize> {
        let place = self.place(q);
        self.named_from(place)..place
    }

    /// First token of the clause; 污水处理能力：6万吨/日 is one clause with what stands before.
    fn named_from(&self, place: usize) -> usize {
        let sentence = self.sentence;
        let start = sentence.clause_start(place);
        let is_led = start > 1 && matches!(sentence.tokens[start - 1].kind, Kind::Mark('：'));
        let nothing_between = (start..place).all(|at| {
            phrase::is_light(sentence, at) || matches!(sentence.tokens[at].kind, Kind::Mark(_))
        });
        if is_led
            && nothing_between
            && sentence.tokens[start - 1].depth == sentence.tokens[place].depth
        {
            sentence.clause_start(start - 1)
        } else {
            start
        }
    }

    /// After the quantity to the end of its clause or to the next quantity.
    pub(in crate::observations) fn right(&self, q: usize) -> std::ops::Range<usize> {
        let place = self.place(q);
        let end = self.sentence.clause_end(place);
        let to = (place + 1..end)
            .find(|&at| self.sentence.is_quantity(at))
            .unwrap_or(end);
        place + 1..to
    }

    /// The cue nearest to the quantity on its left that satisfies `wanted`.
    pub(in crate::observations) fn nearest(
        &self,
        q: usize,
        wanted: impl Fn(Cue) -> bool,
    ) -> Option<(usize, Cue)> {
        self.left(q).rev().find_map(|at| {
            self.sentence
                .cue(at)
                .filter(|c| wanted(*c))
                .map(|c| (at, c))
        })
    }

    /// The cue that stands directly before the quantity, light words between them allowed.
    pub(in crate::observations) fn adjacent(&self, q: usize) -> Option<(usize, Cue)> {
        for at in self.left(q).rev() {
            match self.sentence.cue(at) {
                Some(
                    Cue::Light
                    | Cue::Respectively
                    | Cue::Target
                    | Cue::Forecast
                    | Cue::Will
                    | Cue::Cumulative,
                ) => {}
                Some(cue) => return Some((at, cue)),
                None if phrase::is_light(self.sentence, at) => {}
                None => return None,
            }
        }
        None
    }

    /// The noun phrase before token `end`, modifiers of time and comparison skipped.
    pub(in crate::observations) fn head_before(&self, q: usize, end: usize) -> Head {
        let from = self.left(q).start;
        let mut end = end;
        while end > from {
            if let Some(cause) = cause_before(self.sentence, from, end) {
                end = cause;
                continue;
            }
            let at = end - 1;
            let skip = match self.sentence.tokens[at].kind {
                Kind::Period(_) | Kind::Leftover(crate::model::LeftoverReason::Date) => true,
                Kind::Term(Term::Cue(cue)) => matches!(
                    cue,
                    Cue::YearOnYear
                        | Cue::PeriodOnPeriod
                        | Cue::Average
                        | Cue::Than
                        | Cue::Respectively
                        | Cue::Light
                        | Cue::Target
                        | Cue::Forecast
                        | Cue::Will
                        | Cue::Up
                        | Cue::Equal
                        | Cue::Cumulative
                ),
                // 规上企业一年净增5家
                Kind::Leftover(_) if self.sentence.of_token(at).ends_with(['年', '月']) => true,
                // 经修订为295.1亿元, 经初步核算为…: how it came about.
                _ if self.sentence.of_token(at) == "经" => true,
                _ => phrase::is_light(self.sentence, at),
            };
            if !skip {
                break;
            }
            end = at;
        }
        phrase::before(self.sentence, from, end, self.config)
    }

    /// The latest topic that a growth, share or change can be about.
    pub(in crate::observations) fn antecedent(&self) -> Option<&'s Topic> {
        self.topics.last()
    }

    /// The latest topic but for shares of things that are not listed: 超过八成的行业大类实现增长.
    fn told_of_amount(&self) -> Option<&'s Topic> {
        let mut topics = self.topics.iter().rev();
        topics.find(|topic| topic.measure != Some(Measure::Share) || topic.indicator.is_some())
    }

    /// The phrase if it names something, else what was spoken of last.
    pub(in crate::observations) fn owner(&self, q: usize, head: Head) -> Option<(Owner, u32)> {
        // 总量和增速分别居第3位、第5位，前者前移1位，后者后退2位.
        let back = ["后者", "前者"]
            .iter()
            .position(|word| head.noun.starts_with(word));
        if let Some(topic) = back.and_then(|back| {
            self.topics
                .iter()
                .rev()
                .filter(|t| t.measure != Some(Measure::Change))
                .nth(back)
        }) {
            return Some((Owner::Antecedent(topic.clone()), 1));
        }
        // “创新能力和创业活跃度”，这项一级指标由第97位升至第58位.
        let refers = self.left(q).any(|at| {
            matches!(
                self.sentence.of_token(at),
                "这项" | "该项" | "此项" | "这一"
            )
        });
        if refers
            && head.indicator.is_none()
            && head.noun.ends_with("指标")
            && let Some(named) = self.indicator_before(q)
        {
            return Some((Owner::Phrase(named), 0));
        }
        // 扣除留抵退税因素后增长2.8%, 按自然口径计算下降4.7%: how it is counted, not what.
        let says_how = self.left(q).find(|&at| {
            let word = self.sentence.of_token(at);
            matches!(word, "扣除" | "剔除") || word.ends_with("口径")
        });
        if let Some(how) = says_how {
            // 一般公共预算收入按自然口径下降11.4%: the clause may name it itself.
            let named = self.indicator_in(self.left(q).start..how);
            let told = || self.antecedent().cloned().map(Owner::Antecedent);
            if let Some(owner) = named.map(Owner::Phrase).or_else(told) {
                return Some((owner, 1));
            }
        }
        if head.indicator.is_some() {
            return Some((Owner::Phrase(head), 0));
        }
        // 一般公共预算收入由降转增、增幅不低于2%: the clause names it.
        if (head.is_empty() || is_vague(&head.noun))
            && !self.sentence.has_cue(self.left(q), Cue::Share)
            && let Some(named) = self.indicator_in(self.before_compared(q))
        {
            return Some((Owner::Phrase(named), 1));
        }
        // 第三产业增加值…，其中第一产业增长4.4%: the noun goes on as the name did that was told.
        if let Some(topic) = self.antecedent()
            && let Some(name) = topic
                .indicator
                .map(|i| self.config.indicators[i].name.as_str())
            && head.noun.chars().count() >= 3
            && let Some(indicator) = name
                .char_indices()
                .skip(1)
                .find_map(|(at, _)| self.config.named(&format!("{}{}", head.noun, &name[at..])))
        {
            let (indicator, breakdown) = self.config.widened(indicator);
            let named = Head {
                indicator: Some(indicator),
                breakdown,
                ..head
            };
            return Some((Owner::Phrase(named), 1));
        }
        // 固定资产投资增长1.4%。其中，第二产业投资增长9.7%: the noun ends as the name told of does.
        if let Some(topic) = self.antecedent()
            && let Some(i) = topic.indicator
            && self.config.indicators[i].unit == "元"
            && self
                .sentence
                .between(0, 2.min(self.sentence.tokens.len()))
                .starts_with("其中")
        {
            let name = self.config.indicators[i]
                .name
                .trim_end_matches(['额', '量', '数']);
            if let Some(part) = head
                .noun
                .strip_suffix(phrase::last_two(name))
                .filter(|part| !part.is_empty())
            {
                let part = Head {
                    indicator: Some(i),
                    breakdown: head.breakdown.clone().or_else(|| Some(part.to_string())),
                    ..head
                };
                return Some((Owner::Phrase(part), 1));
            }
        }
        let here = self.topics.len() > self.sentence_topics;
        // 规模以上工业增加值增长8.3%，其中高技术制造业增长12.7%: an industry alone is a part.
        let by_kind = || {
            let opening = self.sentence.between(0, 2.min(self.sentence.tokens.len()));
            let kinds = head.noun.ends_with(['业', '类']);
            opening.starts_with(['分', '从', '按', '其']) && kinds
        };
        if (here || by_kind())
            && (head.breakdown.is_some() || head.noun.ends_with(['业', '类']))
            && let Some(topic) = self.told_of_amount().filter(|t| {
                t.indicator.is_some_and(|i| {
                    let indicator = &self.config.indicators[i];
                    indicator.unit == "元" || indicator.name.contains("价格")
                })
            })
        {
            let part = Head {
                indicator: topic.indicator,
                breakdown: head.breakdown.clone().or_else(|| Some(head.noun.clone())),
                ..head
            };
            return Some((Owner::Phrase(part), 2));
        }
        if !head.noun.is_empty() && !is_vague(&head.noun) {
            return Some((Owner::Phrase(head), 3));
        }
        // 开工率67.4%；固定资产投资受房地产拖累，同比下降1.7%: the clause before names it.
        if head.is_empty()
            && let Some(clause) = self.sentence.clause_before_comma(self.place(q))
            && !self.sentence.has_quantity(clause.clone())
            && let Some(named) = self.indicator_in(clause)
        {
            return Some((Owner::Phrase(named), 2));
        }
        // 采伐量不增反降，比上年少砍52万根: the noun that opens the clause before.
        if head.is_empty()
            && let Some(opened) = self.opened_by(q)
        {
            return Some((Owner::Phrase(opened), 3));
        }
        if !here && let Some(head) = self.indicator_before(q) {
            return Some((Owner::Phrase(head), 4));
        }
        self.antecedent()
            .cloned()
            .map(|topic| (Owner::Antecedent(topic), if here { 2 } else { 6 }))
    }

    /// The clause up to the quantity, without what is compared with: 快于规上工业总产值3.6个百分点.
    fn before_compared(&self, q: usize) -> std::ops::Range<usize> {
        let left = self.left(q);
        let compares =
            |at: &usize| matches!(self.sentence.cue(*at), Some(Cue::Higher | Cue::Lower));
        let end = left.clone().find(compares).unwrap_or(left.end);
        left.start..end
    }

    /// The noun that opens the clause before the comma, where that clause tells no figure.
    fn opened_by(&self, q: usize) -> Option<Head> {
        let sentence = self.sentence;
        let clause = sentence.clause_before_comma(self.place(q))?;
        if sentence.has_quantity(clause.clone()) {
            return None;
        }
        let verb = clause.clone().find(|&at| {
            matches!(
                sentence.tokens[at].kind,
                Kind::Word(Pos::Verb) | Kind::Term(Term::Cue(_))
            )
        })?;
        let head = phrase::before(sentence, clause.start, verb, self.config);
        let measured = head.noun.ends_with(['量', '额', '率', '数', '值']);
        (measured && head.verb.is_empty()).then_some(head)
    }

    /// The last indicator that these tokens name.
    fn indicator_in(&self, range: std::ops::Range<usize>) -> Option<Head> {
        let sentence = self.sentence;
        let from = range.start;
        range.rev().find_map(|at| match sentence.tokens[at].kind {
            Kind::Term(Term::Indicator(_)) if is_cause(sentence, at) => None,
            Kind::Term(Term::Indicator(_)) => {
                let head = phrase::before(sentence, from, at + 1, self.config);
                head.indicator.is_some().then_some(head)
            }
            _ => None,
        })
    }

    /// The last indicator named before the quantity in its sentence, however far.
    pub(in crate::observations) fn indicator_before(&self, q: usize) -> Option<Head> {
        let sentence = self.sentence;
        (0..self.place(q))
            .rev()
            .find_map(|at| match sentence.tokens[at].kind {
                // 对美出口受加征关税拖累，下降4.4%: not what caused it.
                Kind::Term(Term::Indicator(_)) if is_cause(sentence, at) => None,
                Kind::Term(Term::Indicator(_)) => {
                    let head =
                        phrase::before(sentence, sentence.clause_start(at), at + 1, self.config);
                    head.indicator.is_some().then_some(head)
                }
                _ => None,
            })
    }

    /// What a growth, a change or a multiple of this clause is measured against.
    pub(in crate::observations) fn basis(&self, q: usize) -> Option<Basis> {
        let range = self.clause_left(q);
        let sentence = self.sentence;
        if sentence.has_cue(range.clone(), Cue::Average) {
            return Some(Basis::AnnualAverage);
        }
        if let Some(period) = self.compared_period(range.clone()) {
            return Some(Basis::Period(period));
        }
        if sentence.has_cue(range.clone(), Cue::YearOnYear) {
            return Some(Basis::YearOnYear);
        }
        if sentence.has_cue(range, Cue::PeriodOnPeriod) {
            return None;
        }
        None
    }

    /// 较2015年, 在2020年基础上, 比2017年.
    fn compared_period(&self, range: std::ops::Range<usize>) -> Option<Period> {
        let sentence = self.sentence;
        range.clone().find_map(|at| {
            let mention = sentence.period_at(at)?;
            let follows_than = at > range.start && sentence.compares(at - 1);
            let times = super::super::discourse::is_multiplied(sentence, at);
            if !(follows_than || sentence.is_base(at) || times) {
                return None;
            }
            if matches!(
                mention.expression,
                Expression::Calendar(Year::Before | Year::FromPublication(-1), _)
            ) {
                return None;
            }
            self.clock.resolve(mention)
        })
    }
}

//! Periods of one number alone (所属时间): 由上年的下降6.5%转为…, 已于12月2日拨付, 研发投入强度3.4%（2023年）.

use super::super::cues::Cue;
use super::super::phrase;
use super::super::sentence::{Kind, Sentence};
use super::super::span_of::{same_months, year_before};
use super::Discourse;
use super::asides::is_booked;
use crate::model::Period;
use crate::periods::{Expression, Year};

impl Discourse {
    /// 奖补资金1860.5万元已于12月2日拨付: when it was done stands behind.
    pub(super) fn done_on(&self, sentence: &Sentence, place: usize) -> Option<Period> {
        let end = sentence.clause_end(place);
        let at = (place + 1..end).find(|&at| sentence.is_period(at))?;
        let mention = sentence.period_at(at)?;
        let between = sentence.between(place + 1, at);
        // 规上工业增加值占比3.4%（2023年）: in brackets.
        let closes = sentence.tokens.get(at + 1);
        let is_bracketed = between == "（"
            && at == place + 2
            && closes.is_some_and(|token| matches!(token.kind, Kind::Mark('）')));
        // 其中28个上半年开工: when they are begun.
        let begins = at == place + 1 && at + 1 < end && phrase::is_stage(sentence.of_token(at + 1));
        // 一期1280套去年底已经交付.
        let has_been = at == place + 1
            && at + 1 < end
            && matches!(sentence.of_token(at + 1), "已" | "已经" | "就" | "便")
            && !sentence.has_quantity(at..end);
        (has_been
            || is_bracketed
            || begins
            || matches!(
                between,
                "于" | "在"
                    | "已于"
                    | "已在"
                    | "均已于"
                    | "也于"
                    | "将于"
                    | "将在"
                    | "拟于"
                    | "计划于"
            ))
        .then(|| self.clock.resolve(mention))
        .flatten()
    }

    /// 3家企业的2个项目，分别荣获2024年度…奖: the only year stands in a later clause without
    /// figures of its own.
    pub(super) fn named_later(&self, sentence: &Sentence, place: usize) -> Option<Period> {
        let clause = sentence.tokens[place].clause + 1;
        let end = sentence.clause_end(place);
        let later =
            (end..sentence.tokens.len()).take_while(|&at| sentence.tokens[at].clause == clause);
        let mut found = None;
        // 其中一期16亿元，计划2024年6月投产: when something else is to be.
        let foretells = later.clone().any(|at| {
            matches!(
                sentence.cue(at),
                Some(Cue::Target | Cue::Forecast | Cue::Will)
            ) || matches!(sentence.of_token(at), "定于" | "拟于")
        });
        for at in later.filter(|_| !foretells) {
            match sentence.tokens[at].kind {
                Kind::Quantity(_) => return None,
                Kind::Period(p)
                    if at > end
                        && !is_booked(sentence, at)
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
            && (matches!(sentence.of_token(at), "的" | "同期")
                || matches!(sentence.cue(at), Some(Cue::Up | Cue::Down)))
        {
            at -= 1;
        }
        // 下降6.8%，上年为增长4.1%: told of the year before, compared with nothing.
        let was = at > 0 && matches!(sentence.of_token(at), "为" | "是");
        let before = at.saturating_sub(1);
        // 1—5月出口4.15亿元，去年同期是3.62亿元.
        let parted = before > 0
            && sentence.of_token(before) == "同期"
            && sentence.of_token(before - 1) == "去年";
        let before = before - usize::from(parted);
        // 增速列全市第3位（上年第7位）.
        let in_brackets = at > 0
            && at + 1 == place
            && sentence.of_token(at - 1) == "（"
            && ["上年", "去年", "上年同期", "去年同期"].contains(&sentence.of_token(at));
        if in_brackets {
            let framed = self.named_before(sentence, at).or(self.paragraph);
            return framed.or(self.heading_period()).and_then(year_before);
        }
        // 每万人发明专利拥有量36.7件，去年同期31.2件 · 上年同期受理1.63万件: the clause tells of the year before.
        let start = sentence.clause_start(place);
        let begins = ["去年同期", "上年同期"].contains(&sentence.of_token(start));
        let moves = [Cue::Up, Cue::Down, Cue::UpTo, Cue::DownTo]
            .into_iter()
            .any(|cue| sentence.has_cue(start..place, cue));
        if begins && start < place && !moves && !sentence.has_quantity(start..place) {
            let framed = self.named_before(sentence, start).or(self.paragraph);
            return framed.or(self.heading_period()).and_then(year_before);
        }
        let last_year = ["上年", "上年同期", "去年同期"].contains(&sentence.of_token(before));
        if was && (parted || last_year) {
            let framed = self.named_before(sentence, before).or(self.paragraph);
            let before = sentence.period_at(before);
            let resolved = before.and_then(|before| self.clock.resolve(before));
            return framed.and_then(year_before).or(resolved);
        }
        // 由去年同期的28.9%提高到34.1%: the same months of the year before.
        // 由上一年度的第134位升至第119位: the year before the one told.
        let last = ["上年", "上一年", "上年度", "上一年度"].contains(&sentence.of_token(at));
        if last && at > 0 && sentence.cue(at - 1) == Some(Cue::From) {
            let framed = self.named_before(sentence, at).or(self.paragraph);
            let framed = framed.or(self.heading_period())?;
            return Some(Period::year(framed.last()?.year - 1));
        }
        let same = ["去年同期", "上年同期"].contains(&sentence.of_token(at));
        if same && at > 0 && sentence.cue(at - 1) == Some(Cue::From) {
            let framed = self.named_before(sentence, at).or(self.paragraph);
            return year_before(framed.or(self.heading_period())?);
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
        let is_base = at + 1 == place && sentence.is_base(place);
        let own = self
            .clock
            .resolve(&sentence.periods[p])
            .filter(|_| from || is_base)?;
        // 前三季度…从去年同期的10.4元/公斤: the same months of the year before.
        let same = sentence.of_token(at + 1) == "同期";
        let framed = self.named_before(sentence, at).or(self.paragraph);
        let months = match (own, framed) {
            (Period::At(year), Some(framed @ Period::Range(..))) if same => {
                same_months(framed, year.year)
            }
            _ => None,
        };
        Some(months.unwrap_or(own))
    }

    /// The last period that the sentence names before token `at`.
    fn named_before(&self, sentence: &Sentence, at: usize) -> Option<Period> {
        (0..at).rev().find_map(|at| match sentence.tokens[at].kind {
            Kind::Period(p) => self.clock.resolve(&sentence.periods[p]),
            _ => None,
        })
    }
}

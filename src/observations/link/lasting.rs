//! What lasts (延续): the size of a thing holds as long as it stands, what is reached over years in the last
//! of them.

use super::super::cues::Cue;
use super::super::sentence::Kind;
use super::super::theme;
use super::{DocumentLinker, Found};
use crate::model::{Date, Measure, Nature, Period};

impl DocumentLinker<'_, '_> {
    /// 三年来…。一墙之隔的中试基地，建筑面积3.6万平方米: how large a thing is holds as long as it stands, where
    /// its clause gives no other date.
    pub(super) fn is_extent(&self, found: &Found<'_>, nature: Nature) -> bool {
        let label = &found.named.label;
        let start = found.sentence.clause_start(found.place);
        let is_dated = found.sentence.has_period(start..found.place);
        let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
        let is_carried = !self.discourse.is_framed(found.sentence, found.place);
        let is_size = says(&["占地", "建筑面积"])
            || is_carried
                && says(&[
                    "规划面积",
                    "辖区面积",
                    "核定面积",
                    "托管面积",
                    "管辖面积",
                    "围网面积",
                    "距",
                ]);
        is_size
            && found.reading.measure == Measure::Level
            && found.reading.end.is_none()
            && nature == Nature::Result
            && !is_dated
            && self.discourse.clock.home.is_none()
    }

    /// 该项目总投资62亿元，占地530亩: what a project is holds as long as it is told of.
    pub(super) fn is_size_of_project(&self, found: &Found<'_>, nature: Nature) -> bool {
        let is_size = theme::is_size(&found.named.label) || found.reading.rule == "span-of-time";
        let label = &found.named.label;
        let of_fund =
            label.contains("规模") && (found.subject.ends_with("基金") || label.contains("基金"));
        // 昇瓷电子的这个项目总投资6.8亿元.
        let start = found.sentence.clause_start(found.place);
        let is_here = label.ends_with("总投资")
            && ["这个项目", "该项目"]
                .iter()
                .any(|this| found.sentence.between(start, found.place).contains(this));
        // 今年上半年实现产值3.2亿元；二期总投资15亿元: of a firm's project, undated in its part.
        let segment = (0..found.place)
            .rev()
            .find(|&at| matches!(found.sentence.tokens[at].kind, Kind::Mark('；')))
            .map_or(0, |at| at + 1);
        let told = found.sentence.between(segment, found.place);
        let is_stage = ["一期", "二期", "三期", "首期"]
            .iter()
            .any(|stage| told.starts_with(stage));
        let is_undated = segment > 0 && !found.sentence.has_period(segment..found.place);
        if label.ends_with("总投资") && is_stage && is_undated && nature == Nature::Result {
            return true;
        }
        (of_fund || is_here || is_size && self.discourse.project.is_some())
            && nature == Nature::Result
            && !self.discourse.is_framed(found.sentence, found.place)
    }
}

/// 五年来，…。城镇化率达到43.8%: what is reached over years holds in the last of them. 五年累计减贫3.15万人 in a
/// report on the years that are over: of the five, without the one that they are measured from.
pub(super) fn over_years(
    found: &Found<'_>,
    period: Option<Period>,
    published: Option<Date>,
) -> Option<Period> {
    let (Some(Period::Range(first, last)), None) = (period, found.reading.end) else {
        return period;
    };
    let sentence = found.sentence;
    let clause = sentence.clause_up_to(found.place);
    let is_dated = sentence.has_period(clause.clone());
    let holds = matches!(
        found.reading.measure,
        Measure::Level | Measure::Share | Measure::Multiple
    );
    let years = last.year - first.year;
    if last.month.is_some() || years < 3 || is_dated || !holds {
        return period;
    }
    let totals = sentence.has_cue(clause.clone(), Cue::Cumulative);
    let quote = sentence.quantities[found.q].span.of(sentence.text());
    let mut words = clause.rev().map(|at| sentence.of_token(at));
    let reaches = quote.starts_with("突破")
        || words
            .next()
            .is_some_and(|word| matches!(word, "达到" | "达" | "突破" | "超过"));
    let is_over = published.is_some_and(|published| last.year < published.year);
    if reaches && !totals && found.reading.measure != Measure::Multiple {
        Some(Period::At(last))
    } else if is_over && matches!(years, 5 | 10) {
        Some(Period::Range(Date::year(first.year + 1), last))
    } else {
        period
    }
}

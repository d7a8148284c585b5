//! Contribution to growth (拉动百分点): the part's increase ÷ the whole's level of the year
//! before = stated points.
//!
//! Levels of the year before are implied by level and rate where no article reports them. A
//! contribution of which a level is missing cannot be proved (不能证实).
//! Convention: 统计学原理, 拉动 = 部分增量 ÷ 总体基期水平.

use super::{
    Rule, arithmetic,
    book::{Book, Reach, is_level, year_before},
    draft::{Draft, judge},
    figure::{Figure, Scale},
    share, write,
};
use crate::{
    model::{Check, Decimal, Measure, Nature, Verdict},
    table::interval::Interval,
};

pub(super) const RULE: Rule = Rule {
    code: "contribution",
    name: "拉动百分点",
    formula: "部分增量 ÷ 总体基期水平 = 拉动百分点",
    run,
};

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures
        .iter()
        .filter(|f| is_contribution(book, f))
        .map(|f| computed(book, f).unwrap_or_else(|| unproved(book, f)))
        .collect()
}

fn is_contribution(book: &Book<'_>, figure: &Figure<'_>) -> bool {
    let key = &figure.fact.key;
    key.measure == Measure::Change
        && key.nature == Nature::Result
        && figure.fact.unit == "个百分点"
        && figure.breakdown().is_some()
        && (figure.fact.label.contains("拉动")
            || book.evidence(figure).any(|o| {
                let at = o.quote.start.saturating_sub(o.sentence.start);
                let before = o.sentence_text.get(..at).unwrap_or_default();
                let clause = before.rsplit(['，', ',', '；', ';']).next();
                clause.is_some_and(|clause| clause.contains("拉动"))
            }))
}

/// A level and what the year before it was: reported, or implied by a rate.
struct Pair<'a> {
    level: Figure<'a>,
    base: Base<'a>,
}

enum Base<'a> {
    Reported(Figure<'a>),
    Rate(Figure<'a>),
}

impl<'a> Pair<'a> {
    fn of(book: &Book<'a>, level: Figure<'a>) -> Option<Self> {
        let before = year_before(level.period()?)?;
        let reported = book
            .of(&level.fact.key.subject, &level.fact.key.indicator)
            .iter()
            .find(|f| {
                is_level(f)
                    && !f.is_disputed
                    && f.period() == Some(before)
                    && f.breakdown() == level.breakdown()
            });
        let base = match reported {
            Some(level) => Base::Reported(*level),
            None => Base::Rate(book.rate(&level)?),
        };
        Some(Self { level, base })
    }

    fn before(&self) -> Option<Decimal> {
        match self.base {
            Base::Reported(before) => Some(before.value),
            Base::Rate(rate) => self
                .level
                .value
                .checked_div(arithmetic::growth_factor(rate.value)),
        }
    }

    fn before_range(&self) -> Interval {
        match self.base {
            Base::Reported(before) => before.range,
            Base::Rate(rate) => self.level.range.over(rate.range.growth_factor()),
        }
    }

    /// The increase; a level that counts twice (level − level ÷ 1.16) is taken once.
    fn increase_range(&self) -> Interval {
        match self.base {
            Base::Reported(before) => self.level.range.minus(before.range),
            Base::Rate(rate) => {
                let one = Interval::point(Decimal::ONE);
                let share = one.minus(one.over(rate.range.growth_factor()));
                self.level.range.times(share)
            }
        }
    }

    /// The base as the formula prints it.
    fn before_in(&self, scale: &Scale) -> Option<String> {
        Some(match self.base {
            Base::Reported(before) => before.number_in(scale),
            Base::Rate(_) => scale.write(self.before()?, self.level.decimals().max(1)),
        })
    }

    fn operand(&self) -> Figure<'a> {
        match self.base {
            Base::Reported(figure) | Base::Rate(figure) => figure,
        }
    }
}

fn computed<'a>(book: &Book<'a>, stated: &Figure<'a>) -> Option<Check> {
    let part = Pair::of(book, share::part(book, stated)?)?;
    let key = &stated.fact.key;
    let whole = book
        .of(&key.subject, &key.indicator)
        .iter()
        .filter(|f| is_level(f) && book.is_whole(f) && f.period() == stated.period())
        .filter(|f| !f.is_disputed && f.is_exact())
        .filter(|f| book.reach(f.breakdown(), None) != Reach::Different)
        .find_map(|f| Pair::of(book, *f))?;
    let increase = part.level.value.checked_sub(part.before()?)?;
    let base = whole.before()?;
    let value = arithmetic::percent(increase, base)?;
    let hundred = Interval::point(Decimal::ONE_HUNDRED);
    let range = part
        .increase_range()
        .over(whole.before_range())
        .times(hundred);
    let verdict = judge(Some(value), range, stated);
    let decimals = stated.decimals() + 1;
    let scale = whole.level.scale();
    let result = write::number(value, decimals);
    let span = match (range.low, range.high) {
        (Some(low), Some(high)) => format!(
            "计入舍入为{}~{}，",
            write::number(low, decimals),
            write::number(high, decimals)
        ),
        _ => String::new(),
    };
    let is_implied = [&part, &whole]
        .iter()
        .any(|pair| matches!(pair.base, Base::Rate(_)));
    let mut note = String::new();
    if is_implied {
        note.push_str("上年的数由水平与增速倒推。");
    }
    if verdict == Verdict::Contradicts {
        let difference = write::number(stated.value.saturating_sub(value).abs(), stated.decimals());
        note.push_str(&format!("{span}差约{difference}点。"));
    }
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}拉动{}", book.dated_name(stated), stated.printed()),
            &[
                part.level,
                part.operand(),
                whole.level,
                whole.operand(),
                *stated,
            ],
        )
        .formula(format!(
            "({} − {}) ÷ {} = {result} 个百分点",
            part.level.number_in(&scale),
            part.before_in(&scale)?,
            whole.before_in(&scale)?,
        ))
        .computed(format!("{result}个百分点"))
        .stated(stated)
        .note(note)
        .done(),
    )
}

fn unproved(book: &Book<'_>, stated: &Figure<'_>) -> Check {
    Draft::new(
        RULE.code,
        Verdict::Unprovable,
        format!("{}拉动{}", book.dated_name(stated), stated.printed()),
        &[*stated],
    )
    .formula("部分增量 ÷ 总体基期水平")
    .stated(stated)
    .note("缺部分或总体的水平与增速，算不了。")
    .done()
}

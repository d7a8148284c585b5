//! Multiples and doublings (倍数、翻番): later level ÷ earlier level = stated multiple.
//!
//! 翻一番 is to reach twice the base or more, 翻两番 four times. 增长1.5倍 is 2.5 times the
//! base, 是…的1.5倍 is 1.5 times. Where a base is not reported, an average rate over the same
//! years, or the level and rate of the year after, stand in for it, and the verdict is no
//! firmer than 相容. Convention: 翻n番 = 2ⁿ倍,
//! as bulletins use it.

use super::{
    Rule, arithmetic, average, base,
    book::{Book, Reach, is_level, same_unit},
    draft::{Draft, judge},
    figure::Figure,
    growth::factor,
    write,
};
use crate::{
    model::{Check, Decimal, Measure, Nature, Period, Verdict},
    table::interval::Interval,
};

pub(super) const RULE: Rule = Rule {
    code: "multiple",
    name: "倍数与翻番",
    formula: "基期水平 × 倍数 = 报告期水平",
    run,
};

/// A shortfall of up to 5 % is rounding in words (翻一番 for 1.94 times), not a contradiction.
const NEAR: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures
        .iter()
        .filter_map(|f| {
            let claim = Claim::of(f)?;
            match f.fact.key.nature {
                Nature::Result => claim
                    .by_levels(book)
                    .or_else(|| claim.by_rate(book))
                    .or_else(|| claim.by_chain(book)),
                Nature::Target => claim
                    .against_target(book)
                    .or_else(|| claim.against_implied_base(book)),
                _ => None,
            }
        })
        .collect()
}

struct Claim<'a> {
    figure: Figure<'a>,
    from: i32,
    to: i32,
    times: Decimal,
    is_doubling: bool,
}

impl<'a> Claim<'a> {
    fn of(figure: &Figure<'a>) -> Option<Self> {
        let key = &figure.fact.key;
        if key.measure != Measure::Multiple || figure.fact.unit != "倍" || figure.is_disputed {
            return None;
        }
        let from = match key.basis.as_deref()?.parse().ok()? {
            Period::At(date) if date.month.is_none() => date.year,
            _ => return None,
        };
        let to = figure.year().filter(|to| *to > from)?;
        let is_doubling = figure.teller.quote_text.contains('番');
        let before = before_quote(figure);
        let is_increase = ["增长", "增加", "提高", "提升", "扩大", "增长了", "增加了"]
            .iter()
            .any(|word| before.trim_end_matches(['近', '约', '超']).ends_with(word));
        let times = match is_increase && !is_doubling {
            true => figure.value.checked_add(Decimal::ONE)?,
            false => figure.value,
        };
        Some(Self {
            figure: *figure,
            from,
            to,
            times,
            is_doubling,
        })
    }

    fn title(&self, book: &Book<'_>) -> String {
        format!(
            "{}比{}年{}",
            book.dated_name(&self.figure),
            self.from,
            self.figure.printed()
        )
    }

    /// 翻一番 reached, nearly reached, missed.
    fn judge_doubling(&self, multiple: Decimal) -> Verdict {
        if multiple >= self.times * Decimal::TWO {
            Verdict::Open
        } else if multiple >= self.times {
            Verdict::Agrees
        } else if multiple >= self.times * NEAR {
            Verdict::Approximate
        } else {
            Verdict::Contradicts
        }
    }

    /// Both levels are reported.
    fn by_levels(&self, book: &Book<'a>) -> Option<Check> {
        let (before, reach) = book.level(&self.figure, Period::year(self.from))?;
        let (after, other) = book.level(&self.figure, Period::year(self.to))?;
        if !same_unit(&before, &after) {
            return None;
        }
        let multiple = after.value.checked_div(before.value)?;
        let is_bound = before.range.is_bound() || after.range.is_bound();
        let mut verdict = if !self.is_doubling {
            let times = Interval::point(self.times - self.figure.value);
            let expected = before.range.times(self.figure.range.plus(times));
            judge(before.value.checked_mul(self.times), expected, &after)
        } else if !is_bound {
            self.judge_doubling(multiple)
        } else if after
            .range
            .is_below(before.range.times(Interval::point(self.times)))
        {
            Verdict::Contradicts
        } else if multiple >= self.times * NEAR {
            Verdict::Compatible
        } else {
            Verdict::Unprovable
        };
        let mut note = "";
        if verdict == Verdict::Contradicts && reach.max(other) != Reach::Same {
            verdict = Verdict::Open;
            note = "有的数没有注明口径。";
        }
        let scale = after.scale();
        let result = write::number(multiple, 2);
        Some(
            Draft::new(
                RULE.code,
                verdict,
                self.title(book),
                &[after, before, self.figure],
            )
            .formula(format!(
                "{} ÷ {} = {result} 倍",
                after.number_in(&scale),
                before.number_in(&scale)
            ))
            .computed(format!("{result}倍"))
            .stated(&self.figure)
            .note(note)
            .done(),
        )
    }

    /// An average rate over the same years.
    fn by_rate(&self, book: &Book<'a>) -> Option<Check> {
        let rate = self.average(book, |to| to == self.to)?;
        let years = u32::try_from(self.to - self.from).ok()?;
        let base = arithmetic::growth_factor(rate.value);
        let (short, long) = (
            arithmetic::power(base, years - 1)?,
            arithmetic::power(base, years)?,
        );
        let (short_verdict, long_verdict) = if self.is_doubling {
            (self.judge_doubling(short), self.judge_doubling(long))
        } else {
            let near = |multiple: Decimal| {
                if multiple.saturating_sub(self.times).abs() <= self.times * (Decimal::ONE - NEAR) {
                    Verdict::AgreesRounded
                } else {
                    Verdict::Contradicts
                }
            };
            (near(short), near(long))
        };
        // The better of the two counts of years; the last year may not have ended.
        let verdict = short_verdict.max(long_verdict);
        let power = |n: u32, value: Decimal| {
            format!(
                "{}{} = {}",
                factor(&rate),
                write::exponent(n),
                write::number(value, 2)
            )
        };
        Some(
            Draft::new(RULE.code, verdict, self.title(book), &[rate, self.figure])
                .formula(format!(
                    "{}，{} 倍",
                    power(years - 1, short),
                    power(years, long)
                ))
                .computed(format!(
                    "{}~{}倍",
                    write::number(short, 2),
                    write::number(long, 2)
                ))
                .stated(&self.figure)
                .note(format!(
                    "由年均增速{}算得，末年未完时少计一年。",
                    rate.printed()
                ))
                .done(),
        )
    }

    /// A base that a longer average rate implies, against the level reached.
    fn by_chain(&self, book: &Book<'a>) -> Option<Check> {
        let (after, _) = book.level(&self.figure, Period::year(self.to))?;
        let rate = self.average(book, |to| to > self.to)?;
        let (_, to) = average::span(&rate)?;
        let (last, _) = average::last_level(book, &rate, to)?;
        let years = u32::try_from(last.year()? - self.from).ok()?;
        let grown = arithmetic::power(arithmetic::growth_factor(rate.value), years)?;
        let base = last.value.checked_div(grown)?;
        let expected = base.checked_mul(self.times)?;
        let range = last
            .range
            .over(rate.range.growth_factor().power(years))
            .times(Interval::point(self.times));
        let verdict = if !after.range.is_below(range) {
            Verdict::Compatible
        } else if after.value >= expected * NEAR {
            Verdict::Approximate
        } else {
            Verdict::Open
        };
        let scale = last.scale();
        let result = scale.write(expected, 0);
        Some(
            Draft::new(
                RULE.code,
                verdict,
                self.title(book),
                &[last, rate, self.figure, after],
            )
            .formula(format!(
                "{} ÷ {}{} × {} = {result} {}",
                last.number_in(&scale),
                factor(&rate),
                write::exponent(years),
                self.times.normalize(),
                scale.unit
            ))
            .computed(format!("{result}{}", scale.unit))
            .stated(&after)
            .note(format!(
                "没有{}年的水平值，由年均增速倒推为{}{}。",
                self.from,
                scale.write(base, 1),
                scale.unit
            ))
            .done(),
        )
    }

    fn average(&self, book: &Book<'a>, is_end: impl Fn(i32) -> bool) -> Option<Figure<'a>> {
        let key = &self.figure.fact.key;
        book.of(&key.subject, &key.indicator)
            .iter()
            .filter(|f| average::span(f).is_some_and(|(from, to)| from == self.from && is_end(to)))
            .filter(|f| book.reach(f.breakdown(), self.figure.breakdown()) != Reach::Different)
            .min_by_key(|f| book.reach(f.breakdown(), self.figure.breakdown()))
            .copied()
    }

    /// A doubling aimed at, and the level aimed at for the same year.
    fn against_target(&self, book: &Book<'a>) -> Option<Check> {
        let key = &self.figure.fact.key;
        let (before, _) = book.level(&self.figure, Period::year(self.from))?;
        let expected = before.value.checked_mul(self.times)?;
        let distance = |f: &Figure<'_>| f.value.saturating_sub(expected).abs();
        let target = book
            .of(&key.subject, &key.indicator)
            .iter()
            .filter(|f| f.fact.key.nature == Nature::Target && f.year() == Some(self.to))
            .filter(|f| f.fact.key.measure == Measure::Level && f.is_exact())
            .filter(|f| f.breakdown() == self.figure.breakdown() && same_unit(f, &before))
            .filter(|f| distance(f) <= expected * (Decimal::ONE - NEAR))
            .min_by_key(|f| distance(f))?;
        let range = before.range.times(Interval::point(self.times));
        let mut verdict = judge(Some(expected), range, target);
        let mut note = String::new();
        if verdict == Verdict::Contradicts {
            verdict = Verdict::Approximate;
            let percent = arithmetic::growth(expected, target.value)?;
            note = format!("两者相差{}%。", write::signed(percent, 1));
        }
        let scale = before.scale();
        let result = scale.write(expected, before.decimals());
        Some(
            Draft::new(
                RULE.code,
                verdict,
                format!("{}目标{}", book.dated_name(target), target.printed()),
                &[before, self.figure, *target],
            )
            .formula(format!(
                "{} × {} = {result} {}",
                before.number_in(&scale),
                self.times.normalize(),
                scale.unit
            ))
            .computed(format!("{result}{}", scale.unit))
            .stated(target)
            .note(note)
            .done(),
        )
    }

    /// A doubling aimed at, whose base is implied by level and rate of the year after.
    fn against_implied_base(&self, book: &Book<'a>) -> Option<Check> {
        let key = &self.figure.fact.key;
        if book.level(&self.figure, Period::year(self.from)).is_some() {
            return None;
        }
        let group = book.of(&key.subject, &key.indicator);
        let reaches = |f: &&Figure<'a>| {
            is_level(f) && book.reach(f.breakdown(), self.figure.breakdown()) != Reach::Different
        };
        let (level, rate, base) = group
            .iter()
            .filter(reaches)
            .filter(|f| f.year() == Some(self.from + 1))
            .find_map(|f| base::implied(book, f).map(|(rate, base)| (*f, rate, base)))?;
        let latest = group
            .iter()
            .filter(reaches)
            .filter(|f| f.is_exact() && f.year().is_some_and(|year| year <= self.to))
            .max_by_key(|f| f.year())?;
        let expected = base.checked_mul(self.times)?;
        let scale = latest.scale();
        let done = write::number(arithmetic::percent(latest.value, expected)?, 1);
        let gap = scale.write(expected.saturating_sub(latest.value), 1);
        let result = scale.write(expected, 1);
        Some(
            Draft::new(
                RULE.code,
                Verdict::Derivable,
                format!("{}的进度", self.title(book)),
                &[level, rate, self.figure, *latest],
            )
            .formula(format!(
                "{} ÷ {} × {} = {result} {}，{} ÷ {result} = {done}%",
                level.number_in(&scale),
                factor(&rate),
                self.times.normalize(),
                scale.unit,
                latest.number_in(&scale),
            ))
            .computed(format!("{done}%"))
            .note(format!(
                "基数是倒推的；{}，还差{gap}{}。",
                write::period(latest.period()),
                scale.unit
            ))
            .done(),
        )
    }
}

/// The words of the sentence before the figure.
pub(super) fn before_quote<'a>(figure: &Figure<'a>) -> &'a str {
    let teller = figure.teller;
    let at = teller.quote.start.saturating_sub(teller.sentence.start);
    let text = teller.sentence_text.as_str();
    match text.get(..at) {
        Some(before) if text[at..].starts_with(&teller.quote_text) => before,
        _ => text
            .find(&teller.quote_text)
            .map_or("", |found| &text[..found]),
    }
}

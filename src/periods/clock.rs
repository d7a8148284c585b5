//! Resolves period expressions against the date of publication and the year being told.

use super::near::exists;
use super::{Expression, Part, PeriodMention, PlanPart, Year};
use crate::model::{Date, Period};

/// What a reader knows when meeting a period: when the article appeared, and which years it
/// has been telling of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Publication, if known.
    pub published: Option<Date>,
    /// The year being told of, if one has been named.
    pub told: Option<i32>,
    /// That year was named from today: 去年.
    pub told_from_today: bool,
    /// The first of a run of years being told of (2022年…；2023年…；2024年…).
    pub told_since: Option<i32>,
    /// The year that the whole text tells of, by its title.
    pub home: Option<i32>,
}

impl Clock {
    /// The calendar year that a year word means.
    pub fn year(&self, year: Year) -> Option<i32> {
        let published = self.published.map(|date| date.year);
        match year {
            Year::Absolute(year) => Some(year),
            Year::FromPublication(by) => published.map(|year| year + by),
            Year::OfText => self.home.or(published),
            Year::Context => self.told.or(published),
            Year::Before => self.told.or(published).map(|year| year - 1),
            Year::After => self.told.map(|year| year + 1),
        }
    }

    /// The publication is of the first quarter, in which papers still tell of the year before.
    pub fn is_spring(&self) -> bool {
        let month = self.published.and_then(|published| published.month);
        month.is_some_and(|month| month <= 3)
    }

    /// 如今, 目前: what follows is told of the present again, or of the year of the whole text.
    pub fn tell_of_now(&mut self) {
        let now = self.home.or(self.published.map(|date| date.year));
        self.told = self.told.and(now);
    }

    /// The period that a mention means, `None` where the clock does not know enough.
    pub fn resolve(&self, mention: &PeriodMention) -> Option<Period> {
        let period = self.expression(mention.expression)?;
        let period = self.nearest(mention, period).unwrap_or(period);
        // 2月30日 is no day.
        if let Period::At(date) | Period::Range(_, date) = period
            && let (Some(month), Some(day)) = (date.month, date.day)
            && !exists(date.year, month, day)
        {
            return None;
        }
        match (mention.is_since, period, self.published) {
            (true, Period::At(first), Some(published)) => {
                let last = if first.month.is_some() {
                    published
                } else {
                    Date::year(published.year)
                };
                // 今年以来: from January to the month of publication.
                if first.month.is_none() && first.year == published.year {
                    return Some(match published.month {
                        Some(month) => Period::Range(
                            Date::month(first.year, 1),
                            Date::month(first.year, month),
                        ),
                        None => period,
                    });
                }
                Some(Period::Range(first, last))
            }
            _ => Some(period),
        }
    }

    /// 至6月底 in a paper of August is this June, though last year was told of just before.
    fn nearest(&self, mention: &PeriodMention, period: Period) -> Option<Period> {
        let Expression::Calendar(Year::Context, part) = mention.expression else {
            return None;
        };
        let (Part::Month(month) | Part::Months(_, month) | Part::Day(month, _)) = part else {
            return None;
        };
        let published = self.published?;
        let is_told = self.told == Some(published.year - 1) && self.told != self.home;
        let is_over = published.month.is_some_and(|now| month <= now);
        (mention.is_as_of && is_told && is_over && period.last()?.year == published.year - 1)
            .then(|| calendar_of(published.year, part))
    }

    fn expression(&self, expression: Expression) -> Option<Period> {
        Some(match expression {
            Expression::Calendar(year, part) => self.calendar(year, part)?,
            Expression::Span((y1, p1), (y2, p2)) => {
                let last = self.calendar(y2, p2)?;
                let first = match (y1, last) {
                    (Year::Context, Period::At(date)) => calendar_of(date.year, p1),
                    _ => self.calendar(y1, p1)?,
                };
                if let Period::At(Date {
                    year,
                    month: Some(month),
                    day: Some(day),
                }) = first
                    && !exists(year, month, day)
                {
                    return None;
                }
                match (first, last) {
                    // 8月至2月: over the end of a year.
                    (Period::At(a), Period::At(b))
                        if y1 == y2 && a.month > b.month && a.year == b.year =>
                    {
                        let by = i32::from(y1 == Year::Context);
                        Period::Range(
                            Date {
                                year: a.year - by,
                                ..a
                            },
                            Date {
                                year: b.year + 1 - by,
                                ..b
                            },
                        )
                    }
                    (Period::At(a) | Period::Range(a, _), Period::At(b) | Period::Range(_, b)) => {
                        Period::Range(a, b)
                    }
                    _ => return None,
                }
            }
            Expression::Plan { number, part } => {
                let first = 2021 + 5 * (i32::from(number) - 14);
                let last = Date::year(first + 4);
                match part {
                    PlanPart::Whole => Period::Range(Date::year(first), last),
                    PlanPart::End => Period::At(last),
                    PlanPart::First(1) => Period::At(Date::year(first)),
                    PlanPart::First(years) => {
                        Period::Range(Date::year(first), Date::year(first + i32::from(years) - 1))
                    }
                    PlanPart::Since => Period::Range(
                        Date::year(first),
                        self.published
                            .map_or(last, |p| Date::year(p.year.min(last.year).max(first))),
                    ),
                }
            }
            // 过去一年, told in spring, is the calendar year before.
            Expression::LastYears(1) => {
                let published = self.published?;
                let spring = published.month.is_some_and(|month| month <= 6);
                Period::year(published.year - i32::from(spring))
            }
            Expression::LastYears(n) => {
                let published = self.published?;
                // 五年来 in a report of January, which tells of the year before, ends with it.
                let told = self
                    .told
                    .filter(|told| self.is_spring() && *told == published.year - 1);
                let last = told.unwrap_or(published.year);
                // 10年来 spans ten years of growth, 近3年 names three years.
                let first = if n >= 5 {
                    last - i32::from(n)
                } else {
                    last - i32::from(n) + 1
                };
                Period::Range(Date::year(first), Date::year(last))
            }
            Expression::ToldYears(n) => {
                let last = self.told.or(self.published.map(|p| p.year))?;
                let first = self
                    .told_since
                    .filter(|f| (last - f - i32::from(n)).abs() <= 1 && *f < last);
                let first = first.unwrap_or(last - i32::from(n) + 1);
                Period::Range(Date::year(first), Date::year(last))
            }
            Expression::Now => Period::Publication,
            Expression::Near(near) => near.resolve(self.published?)?,
        })
    }

    fn calendar(&self, year: Year, part: Part) -> Option<Period> {
        // A month without a year is not after the publication: 12月 in a January paper.
        let mut y = self.year(year)?;
        if year == Year::Context
            && self.told.is_none()
            && let (
                Some(published),
                Part::Month(month) | Part::Months(month, _) | Part::Day(month, _),
            ) = (self.published, part)
            && published.month.is_some_and(|m| match part {
                // 1—11月 in a paper of August are those of last year; 下半年 is the one that runs.
                Part::Months(1, last) => last > m,
                _ => month > m,
            })
        {
            y -= 1;
        }
        // 全年 in a paper of January is the year that has just ended.
        let is_whole = year == Year::Context && part == Part::Whole;
        if is_whole && self.told.is_none() && self.is_spring() {
            y -= 1;
        }
        // 2月30日 is no day; 2月29日 without a year is the one of the last leap year.
        if let Part::Day(month, day) = part
            && !exists(y, month, day)
        {
            let is_free = year == Year::Context;
            y = (y - 8..y)
                .rev()
                .find(|y| is_free && exists(*y, month, day))?;
        }
        Some(calendar_of(y, part))
    }
}

const fn calendar_of(year: i32, part: Part) -> Period {
    match part {
        Part::Whole | Part::End => Period::At(Date::year(year)),
        Part::Months(a, b) => Period::Range(Date::month(year, a), Date::month(year, b)),
        Part::Month(month) => Period::At(Date::month(year, month)),
        Part::Day(month, day) => Period::At(Date::day(year, month, day)),
    }
}

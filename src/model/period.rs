//! Dates and periods as statistics uses them: 2024 (a year), 2025-09 (a month or an
//! as-of date), 2025-01/2025-09 (a range), `pub` (as of the article's publication).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A calendar date with the precision that was printed: year, month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year of the Gregorian calendar.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31; present only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// A whole year.
    pub const fn year(year: i32) -> Self {
        Self {
            year,
            month: None,
            day: None,
        }
    }

    /// A month of a year.
    pub const fn month(year: i32, month: u8) -> Self {
        Self {
            year,
            month: Some(month),
            day: None,
        }
    }

    /// A day.
    pub const fn day(year: i32, month: u8, day: u8) -> Self {
        Self {
            year,
            month: Some(month),
            day: Some(day),
        }
    }
}

impl fmt::Display for Date {
    /// ISO 8601: `2025`, `2025-09` or `2025-09-30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads `2025`, `2025-09` or `2025-09-30`; impossible months and days are refused.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fail = || format!("`{s}` is no date of the form 2025, 2025-09 or 2025-09-30");
        let mut parts = s.split('-');
        let mut next = |width: usize| match parts.next() {
            None => Ok(None),
            Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse::<i32>().map(Some).map_err(|_| fail())
            }
            Some(_) => Err(fail()),
        };
        let year = next(4)?.ok_or_else(fail)?;
        let month = next(2)?;
        let day = next(2)?;
        if parts.next().is_some() {
            return Err(fail());
        }
        let small = |n: Option<i32>, max: i32| match n {
            None => Ok(None),
            Some(n) if (1..=max).contains(&n) => u8::try_from(n).map(Some).map_err(|_| fail()),
            Some(_) => Err(fail()),
        };
        let month = small(month, 12)?;
        let last = match month {
            Some(2) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        Ok(Self {
            year,
            month,
            day: small(day, last)?,
        })
    }
}

/// What span of time a value refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    /// A year, a month, a day: the whole of it, or as of its end.
    At(Date),
    /// From the first to the last, both included: `2025-01/2025-09`, `2015/2025`.
    Range(Date, Date),
    /// As of the article's publication (目前, 现有, 如今): `pub`.
    Publication,
}

impl Period {
    /// A whole year.
    pub const fn year(year: i32) -> Self {
        Self::At(Date::year(year))
    }

    /// The period with `pub` replaced by the article's publication date.
    pub const fn resolved(self, published: Date) -> Self {
        match self {
            Self::Publication => Self::At(published),
            other => other,
        }
    }

    /// Months or days of one year, from a first to a last: 前三季度, 1—5月.
    pub const fn is_part_of_year(self) -> bool {
        matches!(self, Self::Range(first, last) if first.year == last.year && first.month.is_some())
    }

    /// The last date covered, unless the period is `pub`.
    pub const fn last(self) -> Option<Date> {
        match self {
            Self::At(date) | Self::Range(_, date) => Some(date),
            Self::Publication => None,
        }
    }
}

impl fmt::Display for Period {
    /// As in the data files: `2024`, `2025-01/2025-09`, `pub`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date) => date.fmt(f),
            Self::Range(first, last) => write!(f, "{first}/{last}"),
            Self::Publication => f.write_str("pub"),
        }
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.split_once('/') {
            _ if s == "pub" => Ok(Self::Publication),
            Some((first, last)) => Ok(Self::Range(first.parse()?, last.parse()?)),
            None => s.parse().map(Self::At),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_and_parse_agree() {
        for s in [
            "2024",
            "2025-09",
            "2024-02-29",
            "2025-01/2025-09",
            "2015/2025",
            "pub",
        ] {
            assert_eq!(
                s.parse::<Period>().map(|p| p.to_string()),
                Ok(s.to_string())
            );
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for s in [
            "2025-13",
            "2023-02-29",
            "2025-9",
            "25-09",
            "2025-09-31",
            "",
            "2025-",
        ] {
            assert!(s.parse::<Date>().is_err(), "{s}");
        }
    }
}

//! Where a period stands on the axis and what it is called (期间的位置与写法).

use crate::model::{Date, Period};

use super::Tick;

/// A period on the time axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    /// Its year.
    pub year: i32,
    /// The month of an as-of date or the last one of a part of a year.
    pub month: Option<u8>,
    /// `前三季度`, `上半年`, `10月`; empty for whole years.
    pub part: String,
    /// True for a span that is shorter than a year.
    pub is_part_year: bool,
}

impl Moment {
    /// The place of a period; `None` for spans of several years and for unresolved ones.
    pub(super) fn of(period: Period) -> Option<Self> {
        match period {
            Period::At(date) => Some(Self {
                year: date.year,
                month: date.month,
                part: date
                    .month
                    .map_or(String::new(), |month| format!("{month}月")),
                is_part_year: false,
            }),
            Period::Range(first, last) if first.year == last.year => {
                let (from, to) = (first.month.unwrap_or(1), last.month.unwrap_or(12));
                let is_part_year = (from, to) != (1, 12);
                Some(Self {
                    year: last.year,
                    month: is_part_year.then_some(to),
                    part: part_of_year(from, to),
                    is_part_year,
                })
            }
            Period::Range(..) | Period::Publication => None,
        }
    }

    /// The year, or its fraction where the year is taken.
    pub(super) fn year(&self, is_taken: bool) -> f64 {
        let year = f64::from(self.year);
        match self.month {
            // Whole years stand at their middle, so the middle of June is the year itself.
            Some(month) if is_taken => year + (f64::from(month) - 6.5) / 12.0,
            _ => year,
        }
    }

    /// The tick at a place.
    pub(super) fn tick(&self, year: f64) -> Tick {
        Tick {
            year,
            label: self.year.to_string(),
            sub: self.part.clone(),
        }
    }

    /// In a sentence: `2024年`, `2025年前三季度`.
    pub(super) fn words(&self) -> String {
        format!("{}年{}", self.year, self.part)
    }
}

fn part_of_year(from: u8, to: u8) -> String {
    match (from, to) {
        (1, 12) => String::new(),
        (1, 3) => "一季度".into(),
        (4, 6) => "二季度".into(),
        (7, 9) => "三季度".into(),
        (10, 12) => "四季度".into(),
        (1, 6) => "上半年".into(),
        (7, 12) => "下半年".into(),
        (1, 9) => "前三季度".into(),
        (from, to) if from == to => format!("{from}月"),
        (from, to) => format!("{from}—{to}月"),
    }
}

/// First and last year of a span of several years.
pub(super) fn span(period: Period) -> Option<(i32, i32)> {
    match period {
        Period::Range(Date { year: first, .. }, Date { year: last, .. }) if first < last => {
            Some((first, last))
        }
        _ => None,
    }
}

/// A number of years in 汉字: 两年, 十年, 二十一年. Beyond 99, figures.
pub(super) fn years(count: i32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: i32| usize::try_from(n).ok().and_then(|n| DIGITS.get(n)).copied();
    let words = match (count / 10, count % 10) {
        (0, 2) => Some("两".to_string()),
        (0, ones) => digit(ones).map(String::from),
        (1, ones) => digit(ones).map(|ones| format!("十{ones}")),
        (tens, ones) => digit(tens)
            .zip(digit(ones))
            .map(|(tens, ones)| format!("{tens}十{ones}")),
    };
    words.unwrap_or_else(|| count.to_string()) + "年"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(period: &str) -> Option<String> {
        let period: Period = period.parse().expect("a period");
        Moment::of(period).map(|moment| moment.words())
    }

    #[test]
    fn periods_are_called_as_people_call_them() {
        assert_eq!(words("2024").as_deref(), Some("2024年"));
        assert_eq!(words("2025-01/2025-09").as_deref(), Some("2025年前三季度"));
        assert_eq!(words("2025-01/2025-12").as_deref(), Some("2025年"));
        assert_eq!(words("2025-02/2025-05").as_deref(), Some("2025年2—5月"));
        assert_eq!(words("2022-10").as_deref(), Some("2022年10月"));
        assert_eq!(words("2015/2025"), None);
        assert_eq!(words("pub"), None);
    }

    #[test]
    fn years_are_counted_in_han() {
        let all = [1, 2, 9, 10, 11, 20, 34, 100].map(years);
        assert_eq!(
            all,
            [
                "一年",
                "两年",
                "九年",
                "十年",
                "十一年",
                "二十年",
                "三十四年",
                "100年"
            ]
        );
    }
}

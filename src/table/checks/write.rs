//! Numbers, periods and exponents as the arithmetic prints them (算式的写法).

use rust_decimal::RoundingStrategy;

use crate::model::{Date, Decimal, Period};

/// A number with so many decimals, halves rounded away from zero, with a true minus sign.
pub(super) fn number(value: Decimal, decimals: u32) -> String {
    let mut rounded =
        value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded.to_string().replace('-', "−")
}

/// Which way a number is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounding {
    /// To the nearest, halves away from zero.
    Nearest,
    /// Down: what is at least so much.
    Down,
    /// Up: what is at most so much.
    Up,
}

/// A number rounded so that what is said of it (至少, 不超过) stays true.
pub(super) fn rounded(value: Decimal, decimals: u32, rounding: Rounding) -> String {
    let strategy = match rounding {
        Rounding::Nearest => RoundingStrategy::MidpointAwayFromZero,
        Rounding::Down => RoundingStrategy::ToNegativeInfinity,
        Rounding::Up => RoundingStrategy::ToPositiveInfinity,
    };
    number(value.round_dp_with_strategy(decimals, strategy), decimals)
}

/// The same with an explicit plus: `+2.9`.
pub(super) fn signed(value: Decimal, decimals: u32) -> String {
    let text = number(value, decimals);
    if text.starts_with('−') {
        text
    } else {
        format!("+{text}")
    }
}

/// `⁹`.
pub(super) fn exponent(n: u32) -> String {
    n.to_string()
        .chars()
        .map(|digit| match digit {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            _ => '⁹',
        })
        .collect()
}

/// A period in words: `2024年`, `2025年1—9月`, `2015—2025年`.
pub(super) fn period(period: Option<Period>) -> String {
    match period {
        None | Some(Period::Publication) => String::new(),
        Some(Period::At(at)) => date(at),
        Some(Period::Range(first, last)) => match (first.month, last.month) {
            (None, None) => format!("{}—{}年", first.year, last.year),
            (Some(from), Some(to)) if first.year == last.year && first.day.is_none() => {
                format!("{}年{from}—{to}月", first.year)
            }
            _ => format!("{}至{}", date(first), date(last)),
        },
    }
}

fn date(date: Date) -> String {
    match (date.month, date.day) {
        (None, _) => format!("{}年", date.year),
        (Some(month), None) => format!("{}年{month}月", date.year),
        (Some(month), Some(day)) => format!("{}年{month}月{day}日", date.year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_a_yearbook() {
        let read = |text: &str| text.parse::<Decimal>().expect("a decimal");
        assert_eq!(number(read("-18"), 0), "−18");
        assert_eq!(number(read("40.25"), 1), "40.3");
        assert_eq!(number(read("2.94"), 3), "2.940");
        assert_eq!(number(read("-0.04"), 1), "0.0");
        assert_eq!(signed(read("7.9"), 1), "+7.9");
        assert_eq!(signed(read("-9.06"), 1), "−9.1");
        assert_eq!(exponent(10), "¹⁰");
    }

    #[test]
    fn periods_in_words() {
        for (iso, words) in [
            ("2024", "2024年"),
            ("2025-09", "2025年9月"),
            ("2025-10-30", "2025年10月30日"),
            ("2025-01/2025-09", "2025年1—9月"),
            ("2015/2025", "2015—2025年"),
            ("2024-11/2025-02", "2024年11月至2025年2月"),
        ] {
            assert_eq!(period(iso.parse().ok()), words);
        }
        assert_eq!(period(None), "");
    }
}

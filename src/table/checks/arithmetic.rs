//! Arithmetic on intervals (区间运算): what a sum, a product or a ratio of printed numbers can be.
//!
//! Ends are exact decimals of up to 28 digits. An end that cannot be computed (too large, a
//! division by what may be zero) is unbounded, so that no alarm rests on it. Products, ratios
//! and powers are of numbers that are not negative; of others nothing is known.

use crate::{model::Decimal, table::interval::Interval};

/// An end of an interval: the number, if there is one, and whether it is left out.
type End = (Option<Decimal>, bool);

impl Interval {
    /// All numbers.
    pub(super) const ALL: Self = Self {
        low: None,
        low_is_open: false,
        high: None,
        high_is_open: false,
    };

    /// One number.
    pub(super) fn point(value: Decimal) -> Self {
        Self::between((Some(value), false), (Some(value), false))
    }

    fn between(low: End, high: End) -> Self {
        Self {
            low: low.0,
            low_is_open: low.1,
            high: high.0,
            high_is_open: high.1,
        }
    }

    fn ends(self) -> (End, End) {
        ((self.low, self.low_is_open), (self.high, self.high_is_open))
    }

    /// Sum.
    pub(super) fn plus(self, other: Self) -> Self {
        let add = |a: End, b: End| {
            let sum = a.0.zip(b.0).and_then(|(a, b)| a.checked_add(b));
            (sum, a.1 || b.1)
        };
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        Self::between(add(a, c), add(b, d))
    }

    /// Difference.
    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(Self::between(
            (other.high.map(|end| -end), other.high_is_open),
            (other.low.map(|end| -end), other.low_is_open),
        ))
    }

    /// True when no number below zero is meant.
    fn is_not_negative(self) -> bool {
        self.low.is_some_and(|low| low >= Decimal::ZERO)
    }

    /// Product of numbers that are not negative.
    pub(super) fn times(self, other: Self) -> Self {
        if !self.is_not_negative() || !other.is_not_negative() {
            return Self::ALL;
        }
        let multiply = |a: End, b: End| {
            let product = a.0.zip(b.0).and_then(|(a, b)| a.checked_mul(b));
            (product, a.1 || b.1)
        };
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        let (low, is_open) = multiply(a, c);
        Self::between((low.or(Some(Decimal::ZERO)), is_open), multiply(b, d))
    }

    /// Ratio of numbers that are not negative.
    pub(super) fn over(self, other: Self) -> Self {
        if !self.is_not_negative() || !other.is_not_negative() {
            return Self::ALL;
        }
        let divide = |a: End, b: End| {
            let ratio = a.0.zip(b.0).and_then(|(a, b)| a.checked_div(b));
            (ratio, a.1 || b.1)
        };
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        let (low, is_open) = divide(a, d);
        Self::between((low.or(Some(Decimal::ZERO)), is_open), divide(b, c))
    }

    /// A whole power of numbers that are not negative.
    pub(super) fn power(self, exponent: u32) -> Self {
        (0..exponent).fold(Self::point(Decimal::ONE), |product, _| product.times(self))
    }

    /// What a rate in percent multiplies by: 8.9 % becomes 1.089.
    pub(super) fn growth_factor(self) -> Self {
        let factor = |end: End| (end.0.map(growth_factor), end.1);
        let (low, high) = self.ends();
        Self::between(factor(low), factor(high))
    }

    /// A share in percent as a fraction: 40 % becomes 0.40.
    pub(super) fn fraction(self) -> Self {
        let part = |end: End| (end.0.map(|end| end / Decimal::ONE_HUNDRED), end.1);
        let (low, high) = self.ends();
        Self::between(part(low), part(high))
    }

    /// True when both can be right.
    pub(super) fn meets(self, other: Self) -> bool {
        self.meet(other).is_some()
    }

    /// True when every number of this is below every number of `other`.
    pub(super) fn is_below(self, other: Self) -> bool {
        match (self.high, other.low) {
            (Some(high), Some(low)) => {
                high < low || (high == low && (self.high_is_open || other.low_is_open))
            }
            _ => false,
        }
    }

    /// True when one end is missing: a bound (超, 不足).
    pub(super) fn is_bound(self) -> bool {
        self.low.is_none() || self.high.is_none()
    }

    /// The smallest and the largest whole number meant; `None` where an end is missing or no
    /// whole number lies between.
    pub(super) fn integers(self) -> Option<(Decimal, Decimal)> {
        let (low, high) = self.low.zip(self.high)?;
        let (mut first, mut last) = (low.ceil(), high.floor());
        if self.low_is_open && first == low {
            first = first.checked_add(Decimal::ONE)?;
        }
        if self.high_is_open && last == high {
            last = last.checked_sub(Decimal::ONE)?;
        }
        (first <= last).then_some((first, last))
    }
}

/// What a rate in percent multiplies by.
pub(super) fn growth_factor(percent: Decimal) -> Decimal {
    Decimal::ONE + percent / Decimal::ONE_HUNDRED
}

/// `base` to a whole power; `None` when it is too large.
pub(super) fn power(base: Decimal, exponent: u32) -> Option<Decimal> {
    (0..exponent).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))
}

/// `part` in percent of `whole`; `None` where that says nothing.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Growth in percent from `before` to `after`.
pub(super) fn growth(before: Decimal, after: Decimal) -> Option<Decimal> {
    if before <= Decimal::ZERO {
        return None;
    }
    percent(after.checked_sub(before)?, before)
}

/// The yearly rate in percent, to one decimal, that makes `before` into `after` in `years`
/// (年均增速, geometric mean). Found by trying tenths of a percent, so that it is exact.
pub(super) fn yearly_growth(before: Decimal, after: Decimal, years: u32) -> Option<Decimal> {
    if before <= Decimal::ZERO || after <= Decimal::ZERO || years == 0 {
        return None;
    }
    let ratio = after.checked_div(before)?;
    // Twentieths of a percent: an odd number of them lies half-way between two tenths.
    let reaches = |twentieths: i64| {
        let base = Decimal::ONE.checked_add(Decimal::new(twentieths * 5, 4));
        base.and_then(|base| power(base, years))
            .is_none_or(|reached| reached > ratio)
    };
    let (mut low, mut high) = (-1_999_i64, 200_000_i64);
    if reaches(low) || !reaches(high) {
        return None;
    }
    while high - low > 1 {
        let middle = (low + high) / 2;
        if reaches(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    // `low` twentieths is the largest number that does not go beyond the ratio.
    Some(Decimal::new((low + 1).div_euclid(2), 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Qualifier;
    use proptest::prelude::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn read(value: &str, step: &str) -> Interval {
        Interval::of(number(value), number(step), Qualifier::Exact)
    }

    #[test]
    fn ends_are_half_open() {
        let sum = read("1944.6", "0.1").plus(read("75.8", "0.1"));
        assert_eq!(sum.low, Some(number("2020.30")));
        assert_eq!(sum.high, Some(number("2020.50")));
        assert!(sum.high_is_open && !sum.low_is_open);
        let rest = read("574", "1").minus(read("283", "1"));
        assert_eq!(rest.low, Some(number("290.0")));
        assert!(rest.low_is_open && rest.high_is_open);
    }

    #[test]
    fn a_bound_stays_a_bound() {
        let over = Interval::of(number("520"), number("10"), Qualifier::Over);
        assert!(over.is_bound());
        let part = read("55.3", "0.1").fraction().times(over);
        assert_eq!(part.low, Some(number("287.3000")));
        assert_eq!(part.high, None);
        assert!(read("510.1", "0.1").is_below(over));
        let ratio = read("95.91", "0.01").over(over);
        assert_eq!(ratio.low, Some(Decimal::ZERO));
        assert!(ratio.high.is_some());
    }

    #[test]
    fn whole_numbers_that_round_to_a_rate() {
        let base = read("1319", "0").over(read("30.46", "0.01").growth_factor());
        assert_eq!(base.integers(), Some((1011.into(), 1011.into())));
        let part = read("35.3", "0.1").fraction().times(read("167", "0"));
        assert_eq!(part.integers(), Some((59.into(), 59.into())));
        assert_eq!(read("0.5", "0.2").integers(), None);
    }

    #[test]
    fn yearly_rates() {
        let rate = |a: &str, b: &str, n| yearly_growth(number(a), number(b), n);
        assert_eq!(rate("54.33", "120.98", 9), Some(number("9.3")));
        assert_eq!(rate("54.33", "95.91", 6), Some(number("9.9")));
        assert_eq!(rate("27", "165", 10), Some(number("19.8")));
        assert_eq!(rate("517", "574", 2), Some(number("5.4")));
        assert_eq!(rate("100", "90", 1), Some(number("-10.0")));
        assert_eq!(rate("0", "90", 1), None);
    }

    proptest! {
        #[test]
        fn a_number_stays_within_what_is_computed_from_its_print(
            a in 1_i64..10_000, b in 1_i64..10_000, c in -40_i64..=40, d in -40_i64..=40
        ) {
            let (x, y) = (Decimal::from(a), Decimal::from(b));
            let (p, q) = (x + Decimal::new(c, 2), y + Decimal::new(d, 2));
            let (i, j) = (read(&a.to_string(), "1"), read(&b.to_string(), "1"));
            for (interval, value) in [
                (i.plus(j), p + q),
                (i.minus(j), p - q),
                (i.times(j), p * q),
            ] {
                prop_assert!(interval.meets(Interval::point(value)));
            }
            let ratio = p / q;
            let over = i.over(j);
            prop_assert!(over.low.is_some_and(|low| low <= ratio));
            prop_assert!(over.high.is_some_and(|high| high >= ratio));
        }

        #[test]
        fn the_yearly_rate_is_the_nearest_tenth(rate in -150_i64..600, years in 1_u32..8) {
            let factor = Decimal::ONE + Decimal::new(rate, 3);
            let after = power(factor, years).expect("small") * Decimal::from(1000);
            prop_assert_eq!(
                yearly_growth(Decimal::from(1000), after, years),
                Some(Decimal::new(rate, 1))
            );
        }
    }
}

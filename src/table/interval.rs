//! What a printed number can mean: an interval. Two statements can both be right when their
//! intervals meet (区间相交).
//!
//! | print | stands for |
//! | --- | --- |
//! | exact, last digit `step` | from `value - step/2` up to, not including, `value + step/2` |
//! | 超, 突破, 多, 以上 | `value` and all above |
//! | 以下, 不足, 以内 | `value` and all below |
//! | 约, 近, 左右 | from 90 % to 105 % of `value`, and at least the rounding of the print |
//!
//! The interval of 约 and 近 is one, because the model has one qualifier for both: 近300 may be
//! 270 and is hardly 310, 约1587 may lie on either side. A decrease is a negative value and its
//! qualifier speaks of the size: 下降超5% lies at or below -5.

use crate::model::{Decimal, Qualifier};

/// A span of numbers; a missing end is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    /// Lower end.
    pub(super) low: Option<Decimal>,
    /// True when the lower end itself is not meant.
    pub(super) low_is_open: bool,
    /// Upper end.
    pub(super) high: Option<Decimal>,
    /// True when the upper end itself is not meant.
    pub(super) high_is_open: bool,
}

impl Interval {
    /// What `value`, printed to a last digit of `step` with this qualifier, can mean. An end
    /// that is too large to compute is unbounded.
    pub(super) fn of(value: Decimal, step: Decimal, qualifier: Qualifier) -> Self {
        let size = value.abs();
        let half = step.abs() / Decimal::TWO;
        let below = size.checked_sub(half);
        let above = size.checked_add(half);
        let part = |percent: i64| size.checked_mul(Decimal::new(percent, 2));
        let wide = match qualifier {
            Qualifier::Exact => Self {
                low: below,
                low_is_open: false,
                high: above,
                high_is_open: !half.is_zero(),
            },
            Qualifier::About => Self {
                low: part(90).zip(below).map(|(a, b)| a.min(b)),
                low_is_open: false,
                high: part(105).zip(above).map(|(a, b)| a.max(b)),
                high_is_open: false,
            },
            Qualifier::Over => Self {
                low: Some(size),
                low_is_open: false,
                high: None,
                high_is_open: false,
            },
            Qualifier::Under => Self {
                low: None,
                low_is_open: false,
                high: Some(size),
                high_is_open: false,
            },
        };
        if value.is_sign_negative() {
            wide.mirrored()
        } else {
            wide
        }
    }

    /// The same on the other side of zero.
    fn mirrored(self) -> Self {
        Self {
            low: self.high.map(|end| -end),
            low_is_open: self.high_is_open,
            high: self.low.map(|end| -end),
            high_is_open: self.low_is_open,
        }
    }

    /// What both mean, or `None` when they cannot both be right.
    pub(super) fn meet(self, other: Self) -> Option<Self> {
        let (low, low_is_open) = match (self.low, other.low) {
            (Some(a), Some(b)) if a == b => (Some(a), self.low_is_open || other.low_is_open),
            (Some(a), Some(b)) if a > b => (Some(a), self.low_is_open),
            (Some(a), None) => (Some(a), self.low_is_open),
            (_, b) => (b, other.low_is_open),
        };
        let (high, high_is_open) = match (self.high, other.high) {
            (Some(a), Some(b)) if a == b => (Some(a), self.high_is_open || other.high_is_open),
            (Some(a), Some(b)) if a < b => (Some(a), self.high_is_open),
            (Some(a), None) => (Some(a), self.high_is_open),
            (_, b) => (b, other.high_is_open),
        };
        let both = Self {
            low,
            low_is_open,
            high,
            high_is_open,
        };
        match (low, high) {
            (Some(a), Some(b)) if a > b => None,
            (Some(a), Some(b)) if a == b && (low_is_open || high_is_open) => None,
            _ => Some(both),
        }
    }

    /// How far apart the ends lie; `None` where one is missing.
    pub(super) fn width(self) -> Option<Decimal> {
        self.high.zip(self.low)?.0.checked_sub(self.low?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(value: &str, step: &str, qualifier: Qualifier) -> Interval {
        let number = |s: &str| s.parse::<Decimal>().expect("a decimal");
        Interval::of(number(value), number(step), qualifier)
    }

    #[test]
    fn neighbours_do_not_meet() {
        use Qualifier::Exact;
        assert_eq!(read("203", "1", Exact).meet(read("202", "1", Exact)), None);
        assert_eq!(read("-3", "1", Exact).meet(read("-4", "1", Exact)), None);
    }

    #[test]
    fn a_coarser_print_meets_a_finer_one() {
        use Qualifier::Exact;
        let both = read("49", "1", Exact).meet(read("49.3", "0.1", Exact));
        assert_eq!(both, Some(read("49.3", "0.1", Exact)));
        assert_eq!(
            read("49", "1", Exact).meet(read("49.6", "0.1", Exact)),
            None
        );
    }

    #[test]
    fn bounds_hold_their_own_value() {
        use Qualifier::{About, Exact, Over, Under};
        let exact = read("20204000", "1000", Exact);
        assert_eq!(
            read("20000000", "10000000", Over).meet(exact),
            Some(exact),
            "突破2000万元 and 2020.4万元"
        );
        assert!(
            read("520", "10", Over)
                .meet(read("517", "1", Exact))
                .is_none()
        );
        assert!(
            read("90", "1", Under)
                .meet(read("88", "1", Exact))
                .is_some()
        );
        assert!(
            read("90", "1", Under)
                .meet(read("96", "1", Exact))
                .is_none()
        );
        assert!(
            read("300", "1", About)
                .meet(read("271", "1", Exact))
                .is_some()
        );
        assert!(
            read("300", "1", About)
                .meet(read("320", "1", Exact))
                .is_none()
        );
        assert!(
            read("5", "1", About)
                .meet(read("5.4", "0.1", Exact))
                .is_some(),
            "约5 is at least as wide as its rounding"
        );
        assert!(
            read("-5", "1", Over).meet(read("-7", "1", Exact)).is_some(),
            "下降超5%"
        );
    }

    #[test]
    fn huge_values_have_no_end() {
        let huge = Interval::of(Decimal::MAX, Decimal::MAX, Qualifier::Exact);
        assert_eq!(huge.high, None);
        assert_eq!(huge.width(), None);
    }

    fn qualifier() -> impl Strategy<Value = Qualifier> {
        prop_oneof![
            Just(Qualifier::Exact),
            Just(Qualifier::About),
            Just(Qualifier::Over),
            Just(Qualifier::Under)
        ]
    }

    proptest! {
        #[test]
        fn a_number_lies_in_its_own_interval(
            value in -1_000_000_i64..1_000_000, scale in 0_u32..4, step in 0_u32..4, q in qualifier()
        ) {
            let value = Decimal::new(value, scale);
            let interval = Interval::of(value, Decimal::new(1, step), q);
            let point = Interval::of(value, Decimal::ZERO, Qualifier::Exact);
            prop_assert_eq!(interval.meet(point), Some(point));
        }

        #[test]
        fn meeting_is_mutual(
            a in -500_i64..500, b in -500_i64..500, p in qualifier(), q in qualifier()
        ) {
            let a = Interval::of(Decimal::new(a, 1), Decimal::ONE, p);
            let b = Interval::of(Decimal::new(b, 1), Decimal::new(1, 1), q);
            prop_assert_eq!(a.meet(b), b.meet(a));
        }
    }
}

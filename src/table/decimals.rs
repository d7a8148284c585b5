//! Decimals as the data files write them: no exponent, no digit that the print does not carry.

use crate::model::Decimal;

/// `value` with as many decimals as the print has: 38.0 % (step 0.1) stays `38.0`, 16.06亿元
/// (step 1000000) is `1606000000` and not `1606000000.00`. No digit that counts is lost.
pub(super) fn in_print(value: Decimal, step: Decimal) -> Decimal {
    let mut value = value;
    value.rescale(
        value
            .normalize()
            .scale()
            .max(step.abs().normalize().scale()),
    );
    if value.is_zero() {
        value.set_sign_positive(true);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_print_decides_the_decimals() {
        for (value, step, expected) in [
            ("1606000000.00", "1000000.00", "1606000000"),
            ("38.0", "0.1", "38.0"),
            ("38", "0.1", "38.0"),
            ("109.5", "0.1", "109.5"),
            ("33.33", "1", "33.33"),
            ("203", "1", "203"),
            ("-0.0", "0", "0"),
            ("-3", "1", "-3"),
        ] {
            let read = |s: &str| s.parse::<Decimal>().expect("a decimal");
            assert_eq!(in_print(read(value), read(step)).to_string(), expected);
        }
    }
}

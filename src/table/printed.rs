//! A value as the articles print it.

use crate::model::{Decimal, Observation};

/// The quote without the white space that line ends left in it. A quote that ends in a digit
/// (a table cell, the lower end of 1,500—3,000元) is given the unit that stands elsewhere.
pub(super) fn printed(observation: &Observation) -> String {
    let mut text: String = observation
        .quote_text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    if text.ends_with(|c: char| c.is_ascii_digit())
        && let Some(unit) = unit(&text, observation)
    {
        text.push_str(&unit);
    }
    text
}

/// Multiplier and unit that make the trailing number of `text` the observation's value.
fn unit(text: &str, observation: &Observation) -> Option<String> {
    let digits = text
        .rsplit(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .next()?
        .replace(',', "");
    let number: Decimal = digits.parse().ok()?;
    let ratio = observation.value.abs().checked_div(number.abs())?;
    [(0, ""), (4, "万"), (8, "亿"), (12, "万亿")]
        .into_iter()
        .find(|(zeros, _)| ratio == Decimal::from(10_i64.pow(*zeros)))
        .map(|(_, word)| format!("{word}{}", observation.unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::sample;

    #[test]
    fn a_bare_number_gets_its_unit() {
        for (quote, value, unit, expected) in [
            ("1,187.3", "118730000000", "元", "1,187.3亿元"),
            ("412", "412", "家", "412家"),
            ("约1,500", "1500", "元", "约1,500元"),
            ("-3.5", "-3.5", "%", "-3.5%"),
            ("16.06\n亿元", "1606000000", "元", "16.06亿元"),
            ("超千亿", "100000000000", "元", "超千亿"),
            ("0", "0", "家", "0"),
            ("35", "999", "家", "35"),
        ] {
            let mut observation = sample::observation("a", 0, "1家", "2024");
            observation.quote_text = quote.into();
            observation.value = value.parse().expect("a decimal");
            observation.unit = unit.into();
            assert_eq!(printed(&observation), expected);
        }
    }
}

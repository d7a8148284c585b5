//! A figure: one value of a fact, ready for arithmetic and for print.

use super::write;
use crate::{
    model::{Decimal, Fact, Observation, Period, Qualifier},
    table::{dimension::dimension, interval::Interval, printed::printed},
};

/// One value of a fact (数). A fact in conflict has several; each is checked for itself.
#[derive(Clone, Copy)]
pub(super) struct Figure<'a> {
    /// The fact.
    pub(super) fact: &'a Fact,
    /// The first observation that prints this value.
    pub(super) teller: &'a Observation,
    /// The value, in the base unit.
    pub(super) value: Decimal,
    /// What the print can mean. A count printed to the last one means itself.
    pub(super) range: Interval,
    /// True when the fact has further values.
    pub(super) is_disputed: bool,
}

/// How a value is printed: `亿元` multiplies by 100 000 000.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    /// What the printed number is multiplied by.
    pub(super) factor: Decimal,
    /// Multiplier and unit: `亿元`, `家`, `%`.
    pub(super) unit: String,
}

impl<'a> Figure<'a> {
    /// The figure that `teller` prints.
    pub(super) fn new(fact: &'a Fact, teller: &'a Observation, is_disputed: bool) -> Self {
        let counts_ones = dimension(&teller.unit) == "个" && teller.step == Decimal::ONE;
        let range = if counts_ones && teller.qualifier == Qualifier::Exact {
            Interval::point(teller.value)
        } else if teller.unit == "倍" && !teller.quote_text.contains(|c: char| c.is_ascii_digit())
        {
            // 翻一番 is a word, not a rounded 2; the rule of multiples says what it allows.
            Interval::point(teller.value)
        } else {
            Interval::of(teller.value, teller.step, teller.qualifier)
        };
        Self {
            fact,
            teller,
            value: teller.value,
            range,
            is_disputed,
        }
    }

    /// The part that is counted.
    pub(super) fn breakdown(&self) -> Option<&'a str> {
        self.fact.key.breakdown.as_deref()
    }

    /// The resolved period.
    pub(super) fn period(&self) -> Option<Period> {
        self.fact.key.period
    }

    /// The year, for figures of a whole calendar year.
    pub(super) fn year(&self) -> Option<i32> {
        match self.period()? {
            Period::At(date) if date.month.is_none() => Some(date.year),
            _ => None,
        }
    }

    /// True for a number printed without 约, 超 or 不足.
    pub(super) fn is_exact(&self) -> bool {
        self.teller.qualifier == Qualifier::Exact
    }

    /// True for things that are counted one by one.
    pub(super) fn is_count(&self) -> bool {
        dimension(&self.fact.unit) == "个"
    }

    /// True for a count whose last digit is a one: it is a whole number.
    pub(super) fn is_whole_number(&self) -> bool {
        self.is_count() && self.range == Interval::point(self.value)
    }

    /// As the article prints it: `超520亿元`.
    pub(super) fn printed(&self) -> String {
        printed(self.teller)
    }

    /// Multiplier and unit of the print.
    pub(super) fn scale(&self) -> Scale {
        let unit = self.teller.unit.as_str();
        let text = self.printed();
        let digits: String = text
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        let ratio = digits
            .parse::<Decimal>()
            .ok()
            .and_then(|number| self.value.abs().checked_div(number));
        let multipliers = [
            (Decimal::ONE, ""),
            (Decimal::from(10_000), "万"),
            (Decimal::from(100_000_000), "亿"),
            (Decimal::from(1_000_000_000_000_i64), "万亿"),
        ];
        let by_print = multipliers
            .iter()
            .find(|(factor, _)| ratio == Some(*factor));
        let by_size = || {
            let is_small_enough = |(factor, _): &&(Decimal, &str)| {
                self.value.abs() >= *factor && *factor < multipliers[3].0
            };
            multipliers.iter().rev().find(is_small_enough)
        };
        let (factor, word) = by_print.or_else(by_size).unwrap_or(&multipliers[0]);
        Scale {
            factor: *factor,
            unit: format!("{word}{unit}"),
        }
    }

    /// Decimals of the print.
    pub(super) fn decimals(&self) -> u32 {
        let step = self.teller.step.abs();
        let step = step.checked_div(self.scale().factor).unwrap_or(step);
        step.normalize().scale()
    }

    /// The printed number without unit and qualifier: `517`.
    pub(super) fn number(&self) -> String {
        self.number_in(&self.scale())
    }

    /// The qualifier as printed before the number (近, 逾), or the plainest word for it.
    pub(super) fn qualifier(&self) -> String {
        let plain = match self.teller.qualifier {
            Qualifier::Exact => return String::new(),
            Qualifier::About => "约",
            Qualifier::Over => "超",
            Qualifier::Under => "不足",
        };
        let printed = self.printed();
        let before = printed.split(|c: char| c.is_ascii_digit()).next();
        let is_word =
            |word: &&str| ["约", "近", "超", "超过", "逾", "突破", "不足", "不到"].contains(word);
        before.filter(is_word).unwrap_or(plain).to_string()
    }

    /// The number in another figure's unit, as many decimals as the print gives.
    pub(super) fn number_in(&self, scale: &Scale) -> String {
        let inside = |value: Decimal| value.checked_div(scale.factor).unwrap_or(value);
        let decimals = inside(self.teller.step.abs()).normalize().scale();
        let shown = inside(self.value).normalize().scale().max(decimals).min(6);
        format!(
            "{}{}",
            self.qualifier(),
            write::number(inside(self.value), shown)
        )
    }
}

impl Scale {
    /// A value of the base unit in this scale, with so many decimals.
    pub(super) fn write(&self, value: Decimal, decimals: u32) -> String {
        write::number(value.checked_div(self.factor).unwrap_or(value), decimals)
    }
}

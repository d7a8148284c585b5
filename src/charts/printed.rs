//! Numbers as the articles print them (原文写法): the unit of a chart is theirs, and so are the
//! words and decimals of its labels.

use crate::model::Decimal;

/// A printed number, taken apart: `超520亿元` is word `超`, figures `520`, unit `亿元`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    /// What stands before: `超`, `约`, `第`.
    word: String,
    /// The figures with their decimals.
    pub figures: Decimal,
    /// What stands behind and is no unit: `多`, `以上`.
    tail: String,
    /// The unit with its multiplier.
    pub unit: String,
}

/// Words behind a number that belong to it, longest first.
const TAILS: [&str; 10] = [
    "以上", "以下", "以内", "左右", "上下", "多", "余", "强", "个", "",
];

/// The longest word before a number that a label repeats, in characters.
const LONGEST_WORD: usize = 4;

impl Printed {
    /// Takes `printed` apart; `None` for numbers written in 汉字 (两支, 翻一番).
    pub(super) fn read(printed: &str) -> Option<Self> {
        let text: String = printed
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
                '．' => '.',
                '％' => '%',
                c => c,
            })
            .filter(|&c| c != ',' && c != '，')
            .collect();
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let end = text[start..]
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .map_or(text.len(), |i| start + i);
        let figures = text[start..end].trim_end_matches('.').parse().ok()?;
        let word = text[..start].trim_end_matches(['-', '−', '+']);
        let mut unit = text[end..].to_string();
        let mut tail = String::new();
        for piece in TAILS.iter().filter(|t| !t.is_empty() && **t != "个") {
            if let Some(rest) = unit.strip_prefix(piece) {
                tail = (*piece).to_string();
                unit = rest.to_string();
            } else if let Some(rest) = unit.strip_suffix(piece)
                && piece.chars().count() > 1
            {
                tail = (*piece).to_string();
                unit = rest.to_string();
            }
        }
        Some(Self {
            word: if word.chars().count() <= LONGEST_WORD {
                word.to_string()
            } else {
                String::new()
            },
            figures,
            tail,
            unit,
        })
    }

    /// How many base units one printed unit is.
    pub(super) fn scale(&self) -> Decimal {
        let scales: [(&str, i64); 4] = [
            ("万亿", 1_000_000_000_000),
            ("亿", 100_000_000),
            ("万", 10_000),
            ("千", 1_000),
        ];
        scales
            .iter()
            .find(|(prefix, _)| self.unit.starts_with(prefix))
            .map_or(Decimal::ONE, |(_, scale)| Decimal::from(*scale))
    }

    /// Words and figures without unit: `超520`, `100多`, `第88`; a decrease gets its sign.
    pub(super) fn label(&self, is_negative: bool) -> String {
        let sign = if is_negative { "−" } else { "" };
        let word = if is_negative { "" } else { self.word.as_str() };
        format!("{word}{sign}{}{}", self.figures, self.tail)
    }
}

/// The unit of a chart and what one of it is worth in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// `亿元`.
    pub name: String,
    /// 100000000 for `亿元`.
    pub scale: Decimal,
}

impl Unit {
    /// The unit that most of the printed numbers have, the last one's among equals; the base
    /// unit where nothing is printed in figures.
    pub(super) fn of(printed: &[Option<Printed>], base: &str) -> Self {
        let mut best: Option<(usize, &Printed)> = None;
        for candidate in printed.iter().flatten() {
            let same = printed.iter().flatten();
            let count = same.filter(|other| other.unit == candidate.unit).count();
            if best.is_none_or(|(most, _)| count >= most) {
                best = Some((count, candidate));
            }
        }
        match best {
            Some((_, printed)) if !printed.unit.is_empty() => Self {
                name: printed.unit.clone(),
                scale: printed.scale(),
            },
            _ => Self {
                name: base.to_string(),
                scale: Decimal::ONE,
            },
        }
    }

    /// A value in this unit, with the printed decimals where it is printed so, and its label.
    pub(super) fn read(&self, value: Decimal, printed: Option<&Printed>) -> (Decimal, String) {
        let fits = |p: &&Printed| p.unit == self.name && p.figures * self.scale == value.abs();
        match printed.filter(fits) {
            Some(printed) => {
                let mut figures = printed.figures;
                figures.set_sign_negative(value.is_sign_negative() && !value.is_zero());
                (figures, printed.label(value < Decimal::ZERO))
            }
            None => {
                let value = (value / self.scale).normalize();
                (value, with_sign(value))
            }
        }
    }
}

/// A number with the sign of a minus, not a hyphen.
pub(super) fn with_sign(value: Decimal) -> String {
    value.to_string().replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String, Decimal) {
        let printed = Printed::read(text).expect("figures");
        (printed.label(false), printed.unit.clone(), printed.scale())
    }

    #[test]
    fn printed_numbers_come_apart() {
        let e = |label: &str, unit: &str, scale: i64| {
            (label.to_string(), unit.to_string(), Decimal::from(scale))
        };
        assert_eq!(read("超520亿元"), e("超520", "亿元", 100_000_000));
        assert_eq!(read("2020.4万元"), e("2020.4", "万元", 10_000));
        assert_eq!(read("100多家"), e("100多", "家", 1));
        assert_eq!(read("2000万元以上"), e("2000以上", "万元", 10_000));
        assert_eq!(read("79％"), e("79", "%", 1));
        assert_eq!(read("第88位"), e("第88", "位", 1));
        assert_eq!(read("120.980 亿元"), e("120.980", "亿元", 100_000_000));
        assert_eq!(read("1,587人"), e("1587", "人", 1));
    }

    #[test]
    fn numbers_in_han_have_no_figures() {
        assert_eq!(Printed::read("翻一番"), None);
        assert_eq!(Printed::read("两支"), None);
    }

    #[test]
    fn most_points_choose_the_unit_and_the_others_follow() {
        let printed: Vec<_> = ["5.1亿元", "4.80亿元", "4900万元"]
            .map(Printed::read)
            .to_vec();
        let unit = Unit::of(&printed, "元");
        assert_eq!(unit.name, "亿元");
        let value = |n: i64| Decimal::from(n);
        assert_eq!(unit.read(value(480_000_000), printed[1].as_ref()).1, "4.80");
        assert_eq!(unit.read(value(49_000_000), printed[2].as_ref()).1, "0.49");
    }

    #[test]
    fn a_decrease_shows_its_sign() {
        let printed = Printed::read("4.2%");
        let unit = Unit::of(std::slice::from_ref(&printed), "%");
        assert_eq!(
            unit.read("-4.2".parse().expect("a number"), printed.as_ref())
                .1,
            "−4.2"
        );
    }
}

//! A figure (数) as pages show it: the very characters of the article, cut into the words before
//! the number, the number and its unit, so that the number can be set large. Nothing is
//! rewritten: `超520亿元` stays 超 · 520 · 亿元, `40多家` stays 40 · 多 · 家.

use serde::Serialize;

use crate::model::{Decimal, Measure};

/// One value, or the values of a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The values; more than one only in a conflict (203 或 202).
    pub numbers: Vec<Number>,
    /// The unit as printed, multiplier included: `亿元`, `%`, `家`; empty where none is printed.
    /// It is that of all values, or of the last one where others have their own.
    pub unit: String,
}

/// A number and the words that stand before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Number {
    /// 超, 约, 第, …; empty for a bare number.
    pub before: String,
    /// The number as printed.
    pub number: String,
    /// 多 or 余 behind it: 40多家.
    pub after: String,
    /// Its own unit, in a conflict of values that are printed in several: 2.16万吨或4820吨; else
    /// empty.
    pub unit: String,
}

impl Figure {
    /// Cuts what an article prints. `unit` is the base unit; it is used, with the multiplier that
    /// `value` needs, only where the print has none (a table cell under a header).
    pub fn new(printed: &str, value: Decimal, unit: &str, measure: Measure) -> Self {
        let mut cut = Cut::new(printed);
        if cut.unit.is_empty() && cut.plain().is_some() && !cut.before.contains('第') {
            cut.unit = cut.implied_unit(value, unit);
        }
        let falls = value.is_sign_negative() && !value.is_zero();
        if falls && !cut.number.starts_with(['-', '−', '－']) && !cut.says_fall() {
            let word = match measure {
                Measure::Change => "减少",
                _ => "下降",
            };
            cut.before.insert_str(0, word);
        }
        Self {
            numbers: vec![Number {
                before: cut.before,
                number: cut.number,
                after: cut.after,
                unit: String::new(),
            }],
            unit: cut.unit,
        }
    }

    /// The values of a conflict side by side: under one unit where all are printed in it, else
    /// each with its own.
    pub fn either(figures: Vec<Figure>) -> Option<Self> {
        let first = figures.first()?.unit.clone();
        let in_one = figures.iter().all(|figure| figure.unit == first);
        let mut numbers: Vec<Number> = Vec::new();
        for figure in figures {
            for mut number in figure.numbers {
                if !in_one {
                    number.unit.clone_from(&figure.unit);
                }
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        let unit = match (in_one, numbers.last_mut()) {
            (false, Some(last)) => std::mem::take(&mut last.unit),
            _ => first,
        };
        Some(Self { numbers, unit })
    }

    /// The figure in running text: `超520亿元`, `203或202家`, `2.16万吨或4820吨`.
    pub fn text(&self) -> String {
        let numbers: Vec<String> = self
            .numbers
            .iter()
            .map(|n| format!("{}{}{}{}", n.before, n.number, n.after, n.unit))
            .collect();
        format!("{}{}", numbers.join("或"), self.unit)
    }
}

/// What is printed, in four pieces that concatenate to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Words before the number.
    pub(crate) before: String,
    /// The number itself.
    pub(crate) number: String,
    /// 多, 余, 几 or 来.
    pub(crate) after: String,
    /// What follows.
    pub(crate) unit: String,
}

impl Cut {
    /// Cuts `printed`, leaving out its white space. A number without digits is cut at its
    /// Chinese numerals.
    pub(crate) fn new(printed: &str) -> Self {
        let chars: Vec<char> = printed.chars().filter(|c| !c.is_whitespace()).collect();
        let Some(mut first) = chars.iter().position(|&c| is_digit(c)) else {
            return Self::in_words(&chars);
        };
        let mut end = first;
        while end < chars.len() {
            let inside = is_digit(chars[end])
                || (is_separator(chars[end]) && chars.get(end + 1).is_some_and(|&c| is_digit(c)));
            if !inside {
                break;
            }
            end += 1;
        }
        let mut unit = end;
        while chars.get(unit).is_some_and(|c| "多余几来".contains(*c)) {
            unit += 1;
        }
        if first > 0 && matches!(chars[first - 1], '-' | '−' | '－') {
            first -= 1;
        }
        Self {
            before: chars[..first].iter().collect(),
            number: chars[first..end].iter().collect(),
            after: chars[end..unit].iter().collect(),
            unit: chars[unit..].iter().collect(),
        }
    }

    /// Cuts a number in Chinese numerals: 超过 · 百亿 · 元. Where the words begin with none, as in
    /// 翻一番, the whole is the number.
    fn in_words(chars: &[char]) -> Self {
        let is_hedge = |c: &char| "超过逾近约达至少不足突破".contains(*c);
        let is_numeral = |c: &char| "零〇一二两三四五六七八九十百千万亿半".contains(*c);
        let first = chars.iter().take_while(|c| is_hedge(c)).count();
        let end = first + chars[first..].iter().take_while(|c| is_numeral(c)).count();
        let (first, end) = if end > first {
            (first, end)
        } else {
            (0, chars.len())
        };
        Self {
            before: chars[..first].iter().collect(),
            number: chars[first..end].iter().collect(),
            after: String::new(),
            unit: chars[end..].iter().collect(),
        }
    }

    /// The number, when it is written in digits alone.
    pub(crate) fn plain(&self) -> Option<Decimal> {
        if !self.after.is_empty() {
            return None;
        }
        let ascii: String = self
            .number
            .chars()
            .filter(|c| !matches!(c, ',' | '，'))
            .map(|c| match c {
                '０'..='９' => char::from(b'0' + (u32::from(c) - u32::from('０')) as u8),
                '．' => '.',
                '−' | '－' => '-',
                other => other,
            })
            .collect();
        ascii.parse().ok()
    }

    /// What one unit of the printed number is worth in base units: `亿元` 10⁸, `万人` 10⁴, `家` 1.
    pub(crate) fn factor(&self) -> Decimal {
        let power = if self.unit.starts_with("万亿") {
            12
        } else if self.unit.starts_with('亿') {
            8
        } else if self.unit.starts_with("千万") {
            7
        } else if self.unit.starts_with("百万") {
            6
        } else if self.unit.starts_with('万') {
            4
        } else {
            0
        };
        Decimal::from(10_i64.pow(power))
    }

    fn says_fall(&self) -> bool {
        ["降", "减", "跌", "缩", "负"]
            .iter()
            .any(|word| self.before.contains(word))
    }

    fn implied_unit(&self, value: Decimal, unit: &str) -> String {
        let number = self.plain().unwrap_or_default().abs();
        let multiplier = [(12, "万亿"), (8, "亿"), (4, "万")]
            .into_iter()
            .find(|(power, _)| {
                !number.is_zero() && number * Decimal::from(10_i64.pow(*power)) == value.abs()
            })
            .map_or("", |(_, word)| word);
        format!("{multiplier}{unit}")
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '．' | '，')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(printed: &str) -> (String, String, String) {
        let cut = Cut::new(printed);
        (cut.before, cut.number + &cut.after, cut.unit)
    }

    fn pieces(before: &str, number: &str, unit: &str) -> (String, String, String) {
        (before.into(), number.into(), unit.into())
    }

    #[test]
    fn printed_words_keep_their_place() {
        assert_eq!(cut("超520亿元"), pieces("超", "520", "亿元"));
        assert_eq!(cut("约16.06亿元"), pieces("约", "16.06", "亿元"));
        assert_eq!(cut("40多家"), pieces("", "40多", "家"));
        assert_eq!(cut("第88位"), pieces("第", "88", "位"));
        assert_eq!(cut("3%以上"), pieces("", "3", "%以上"));
        assert_eq!(cut("79％"), pieces("", "79", "％"));
        assert_eq!(cut("翻一番"), pieces("", "翻一番", ""));
        assert_eq!(cut("超过百亿元"), pieces("超过", "百亿", "元"));
        assert_eq!(cut("两支"), pieces("", "两", "支"));
        assert_eq!(cut("第一"), pieces("", "第一", ""));
        assert_eq!(cut("1,187.3"), pieces("", "1,187.3", ""));
        assert_eq!(cut("203 家"), pieces("", "203", "家"));
    }

    #[test]
    fn a_table_cell_gets_the_unit_of_its_header() {
        let figure = Figure::new(
            "1,187.3",
            Decimal::from(118_730_000_000_i64),
            "元",
            Measure::Level,
        );
        assert_eq!(figure.text(), "1,187.3亿元");
        assert_eq!(
            Figure::new("412", Decimal::from(412), "家", Measure::Level).text(),
            "412家"
        );
    }

    #[test]
    fn a_fall_is_said_in_words() {
        let value: Decimal = "-3.2".parse().expect("a number");
        assert_eq!(
            Figure::new("3.2%", value, "%", Measure::Growth).text(),
            "下降3.2%"
        );
        assert_eq!(
            Figure::new("-3.2%", value, "%", Measure::Growth).text(),
            "-3.2%"
        );
        assert_eq!(
            Figure::new("0%", Decimal::ZERO, "%", Measure::Growth).text(),
            "0%"
        );
    }

    #[test]
    fn both_values_of_a_conflict_stand_side_by_side() {
        let one = |n: i64| Figure::new(&format!("{n}家"), n.into(), "家", Measure::Level);
        let figure = Figure::either(vec![one(203), one(202), one(203)]).expect("two values");
        assert_eq!(figure.text(), "203或202家");
    }

    #[test]
    fn each_value_of_a_conflict_keeps_the_unit_that_it_is_printed_in() {
        let print = |text: &str, value: i64| Figure::new(text, value.into(), "吨", Measure::Level);
        let two = vec![print("2.16万吨", 21_600), print("4820吨", 4820)];
        let figure = Figure::either(two).expect("two values");
        assert_eq!(figure.text(), "2.16万吨或4820吨");
        let three = vec![
            print("2.16万吨", 21_600),
            print("3.1万吨", 31_000),
            print("4820吨", 4820),
        ];
        let figure = Figure::either(three).expect("three values");
        assert_eq!(figure.text(), "2.16万吨或3.1万吨或4820吨");
    }
}

//! Numerals: Arabic with separators, Chinese, mixed (1.2万, 3千余), exact decimals throughout.

use rust_decimal::Decimal;

/// A numeral as read: value, one unit of the last printed digit, and how many bytes it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// The value, multipliers worked in.
    pub value: Decimal,
    /// One unit of the last printed digit.
    pub step: Decimal,
    /// Length in bytes.
    pub len: usize,
    /// True when written with Chinese digits alone.
    pub is_chinese: bool,
}

/// Reads an Arabic numeral: `1,412`, `16.06`; no sign, no multiplier.
pub fn arabic(text: &str) -> Option<Numeral> {
    let bytes = text.as_bytes();
    let mut digits: i128 = 0;
    let mut scale: u32 = 0;
    let mut in_fraction = false;
    let mut at = 0;
    let mut count = 0;
    while let Some(&b) = bytes.get(at) {
        match b {
            b'0'..=b'9' => {
                count += 1;
                if count > 24 {
                    return None;
                }
                digits = digits * 10 + i128::from(b - b'0');
                scale += u32::from(in_fraction);
            }
            b',' if !in_fraction && is_group(&bytes[at + 1..]) => {}
            b'.' if !in_fraction && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                in_fraction = true;
            }
            _ => break,
        }
        at += 1;
    }
    (count > 0).then(|| Numeral {
        value: Decimal::from_i128_with_scale(digits, scale),
        step: Decimal::new(1, scale),
        len: at,
        is_chinese: false,
    })
}

/// Exactly three digits follow a thousands separator.
fn is_group(rest: &[u8]) -> bool {
    rest.len() >= 3
        && rest[..3].iter().all(u8::is_ascii_digit)
        && !rest.get(3).is_some_and(u8::is_ascii_digit)
}

/// The value of a Chinese digit, 两 and 〇 included.
pub const fn digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of 十, 百, 千.
const fn small_power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    })
}

/// The power of ten of 万 and 亿.
const fn big_power(c: char) -> Option<u32> {
    Some(match c {
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// Ten to the `power`.
pub fn power_of_ten(power: u32) -> Decimal {
    Decimal::from_i128_with_scale(10_i128.pow(power.min(28)), 0)
}

/// Reads a multiplier that follows a number: 万, 亿, 万亿, 千万, 百万, 千, 百, 十万.
pub fn multiplier(text: &str) -> Option<(u32, usize)> {
    let mut power = 0;
    let mut len = 0;
    let mut last = u32::MAX;
    for c in text.chars() {
        let Some(p) = big_power(c).or_else(|| small_power(c)) else {
            break;
        };
        // 620千瓦时: the first character of a unit.
        let next = text[len + c.len_utf8()..].chars().next();
        if c == '千' && next.is_some_and(|c| "瓦克米伏卡赫".contains(c)) {
            break;
        }
        // 千万 and 万亿 grow; 亿万 and 百十 are no multipliers.
        if len > 0 && p <= last {
            break;
        }
        power += p;
        last = p;
        len += c.len_utf8();
    }
    // 十 alone after Arabic digits (5十) is not written.
    (len > 0 && power > 1).then_some((power, len))
}

/// Reads a Chinese numeral: 三十, 一千二百, 两百, 百亿, 六千五百, 二〇二四, 十, 一点五, 一亿二千万.
pub fn chinese(text: &str) -> Option<Numeral> {
    let mut parts = Parts::default();
    let mut len = 0;
    for c in text.chars() {
        if !parts.take(c) {
            break;
        }
        len += c.len_utf8();
        if len > 48 {
            return None;
        }
    }
    if len == 0 || !parts.has_digit_or_small_power {
        return None;
    }
    let mut numeral = Numeral {
        value: parts.value(),
        step: power_of_ten(parts.last_power),
        len,
        is_chinese: true,
    };
    fraction(text, &mut numeral);
    Some(numeral)
}

/// A Chinese numeral being read: 亿 part, 万 part, the section below, the digit in hand.
#[derive(Default)]
struct Parts {
    yi: Decimal,
    wan: Decimal,
    section: Decimal,
    digit: Option<u8>,
    /// Digits spelled one by one (二〇二四) while no power has come.
    spelled: i128,
    has_power: bool,
    has_digit_or_small_power: bool,
    /// The last small power of the section: powers fall (三百二十, not 二十三百).
    floor: Option<u32>,
    last_power: u32,
}

impl Parts {
    /// Takes one more character, or says that the numeral ended before it.
    fn take(&mut self, c: char) -> bool {
        if let Some(d) = digit(c) {
            if self.has_power && self.digit.is_some_and(|held| held != 0) {
                return false;
            }
            self.spelled = self.spelled.saturating_mul(10) + i128::from(d);
            self.digit = Some(d);
            self.last_power = 0;
            self.has_digit_or_small_power = true;
            return true;
        }
        if let Some(p) = small_power(c) {
            let falls = self.floor.is_none_or(|floor| p < floor);
            if !falls || (!self.has_power && self.spelled >= 10) {
                return false;
            }
            let d = match self.digit.take() {
                Some(0) | None => 1,
                Some(d) => d,
            };
            self.section += Decimal::from(d) * power_of_ten(p);
            self.floor = Some(p);
            self.last_power = p;
            self.has_power = true;
            self.has_digit_or_small_power = true;
            return true;
        }
        let Some(p) = big_power(c) else { return false };
        let below = self.section + self.digit.take().map_or(Decimal::ZERO, Decimal::from);
        if p == 4 {
            if below.is_zero() || !self.wan.is_zero() {
                return false;
            }
            self.wan = below * power_of_ten(4);
        } else {
            let all = self.wan + below;
            if all.is_zero() || !self.yi.is_zero() {
                return false;
            }
            self.yi = all * power_of_ten(8);
            self.wan = Decimal::ZERO;
        }
        self.section = Decimal::ZERO;
        self.floor = None;
        self.has_power = true;
        self.last_power = p;
        true
    }

    fn value(&self) -> Decimal {
        if !self.has_power {
            return Decimal::from_i128_with_scale(self.spelled, 0);
        }
        let tail = self.digit.map_or(Decimal::ZERO, Decimal::from);
        self.yi + self.wan + self.section + tail
    }
}

/// 点五: the digits after 点.
fn fraction(text: &str, numeral: &mut Numeral) {
    let Some(rest) = text[numeral.len..].strip_prefix('点') else {
        return;
    };
    let mut scale = 0;
    let mut digits: i64 = 0;
    let mut len = 0;
    for c in rest.chars() {
        let Some(d) = digit(c) else { break };
        if scale == 9 {
            return;
        }
        digits = digits * 10 + i64::from(d);
        scale += 1;
        len += c.len_utf8();
    }
    if scale > 0 {
        numeral.value += Decimal::new(digits, scale);
        numeral.step = Decimal::new(1, scale);
        numeral.len += '点'.len_utf8() + len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<(String, usize)> {
        chinese(text).map(|n| (n.value.to_string(), n.len / 3))
    }

    #[test]
    fn chinese_numerals() {
        for (text, want) in [
            ("三十余", "30"),
            ("两百多", "200"),
            ("一千二百人", "1200"),
            ("六千五百余", "6500"),
            ("十", "10"),
            ("十二", "12"),
            ("九十", "90"),
            ("百亿元", "10000000000"),
            ("千亿", "100000000000"),
            ("一万二千", "12000"),
            ("一亿二千万", "120000000"),
            ("二〇二四", "2024"),
            ("一百零二", "102"),
            ("五点二", "5.2"),
            ("十万", "100000"),
            ("三千亿", "300000000000"),
            ("一万亿", "1000000000000"),
        ] {
            assert_eq!(value(text).map(|v| v.0).as_deref(), Some(want), "{text}");
        }
        assert_eq!(chinese("万马"), None);
    }

    #[test]
    fn arabic_numerals_keep_their_scale() {
        let n = arabic("1,412.50件").expect("a numeral");
        assert_eq!(
            (
                n.value.to_string().as_str(),
                n.step.to_string().as_str(),
                n.len
            ),
            ("1412.50", "0.01", 8)
        );
        assert_eq!(arabic("1,4123").map(|n| n.len), Some(1));
        assert_eq!(multiplier("万亿元"), Some((12, 6)));
        assert_eq!(multiplier("千万元"), Some((7, 6)));
        assert_eq!(multiplier("元"), None);
    }
}

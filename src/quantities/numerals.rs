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
        '二' | '两' | '兩' | '贰' | '貳' => 2,
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

/// The power of ten of 万, 亿 and 兆.
const fn big_power(c: char) -> Option<u32> {
    Some(match c {
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        '兆' => 12,
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
        // 20兆瓦, 100兆: of megas there are more than of billions.
        if c == '兆' {
            break;
        }
        // 620千瓦时: the first character of a unit.
        let next = text[len + c.len_utf8()..].chars().next();
        if c == '千' && next.is_some_and(|c| "瓦克米伏卡赫".contains(c)) {
            break;
        }
        // 10万万.
        if matches!(c, '万' | '萬') && (power, last) == (4, 4) {
            power = 8;
            len += c.len_utf8();
            continue;
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

/// 8个亿, not 12个亿美元项目 or 2个亿联网络会议室: the power of an amount as it is spoken and the length of its
/// words, where nothing but a hedge or a mark goes on with it.
pub(super) fn spoken(text: &str) -> Option<(u32, usize)> {
    const SPOKEN: &str = "个亿";
    let tail = text.strip_prefix(SPOKEN)?;
    let hedged = ["左右", "以上", "以内", "多", "的"]
        .iter()
        .any(|hedge| tail.starts_with(hedge));
    let ends = tail
        .chars()
        .next()
        .is_none_or(|c| !crate::text::is_han(c) && !c.is_alphanumeric());
    (hedged || ends).then_some((8, SPOKEN.len()))
}

/// Reads a Chinese numeral: 三十, 一千二百, 两百, 百亿, 六千五百, 二〇二四, 十, 一点五, 一亿二千万.
pub fn chinese(text: &str) -> Option<Numeral> {
    let mut parts = Parts::default();
    let mut len = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let ends = match c {
            // 三百两: a weight, where no power follows (三百两千).
            '两' | '兩' if parts.has_power => {
                next.is_none_or(|c| small_power(c).or_else(|| big_power(c)).is_none())
            }
            // 四十九兆九千亿元, 五十兆瓦.
            '兆' => !next.is_some_and(|c| digit(c).is_some() || "十百千元日韩".contains(c)),
            _ => false,
        };
        if ends || !parts.take(c) {
            break;
        }
        len += c.len_utf8();
        if len > 120 {
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

/// A Chinese numeral being read: 兆, 亿 and 万 parts, the section below, the digit in hand.
#[derive(Default)]
struct Parts {
    zhao: Decimal,
    yi: Decimal,
    wan: Decimal,
    section: Decimal,
    digit: Option<u8>,
    /// The power that the digit in hand has where none is written: 三千五 is 3500.
    elided: u32,
    /// Digits spelled one by one (二〇二四) while no power has come.
    spelled: i128,
    has_power: bool,
    has_digit_or_small_power: bool,
    /// The last small power of the section: powers fall (三百二十, not 二十三百).
    floor: Option<u32>,
    last_power: u32,
    /// The power that was the last character.
    just_now: Option<u32>,
}

impl Parts {
    /// Takes one more character, or says that the numeral ended before it.
    fn take(&mut self, c: char) -> bool {
        let before = self.just_now.take();
        if let Some(d) = digit(c) {
            if self.has_power && self.digit.is_some_and(|held| held != 0) {
                return false;
            }
            self.spelled = self.spelled.saturating_mul(10) + i128::from(d);
            self.elided = before.map_or(0, |power| power - 1);
            self.digit = Some(d);
            self.last_power = if d == 0 { 0 } else { self.elided };
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
            self.has_digit_or_small_power = true;
            return self.has_taken(p);
        }
        let Some(p) = big_power(c) else { return false };
        let below = self.section + self.digit.map_or(Decimal::ZERO, Decimal::from);
        // 四万万.
        let squares = p == 4 && below.is_zero() && before == Some(4) && self.yi.is_zero();
        let (all, is_free) = match p {
            _ if squares => (self.wan, self.wan < power_of_ten(8)),
            4 => (below, self.wan.is_zero()),
            8 => (self.wan + below, self.yi.is_zero()),
            _ => (self.yi + self.wan + below, self.zhao.is_zero()),
        };
        let Some(value) = all.checked_mul(power_of_ten(p)) else {
            return false;
        };
        if all.is_zero() || !is_free {
            return false;
        }
        match p {
            4 => self.wan = value,
            8 => (self.yi, self.wan) = (value, Decimal::ZERO),
            _ => (self.zhao, self.yi, self.wan) = (value, Decimal::ZERO, Decimal::ZERO),
        }
        self.digit = None;
        self.section = Decimal::ZERO;
        self.floor = None;
        self.has_taken(p)
    }

    fn has_taken(&mut self, power: u32) -> bool {
        self.has_power = true;
        self.last_power = power;
        self.just_now = Some(power);
        true
    }

    fn value(&self) -> Decimal {
        if !self.has_power {
            return Decimal::from_i128_with_scale(self.spelled, 0);
        }
        let tail = self.digit.map_or(Decimal::ZERO, Decimal::from) * power_of_ten(self.elided);
        self.zhao + self.yi + self.wan + self.section + tail
    }
}

/// Reads Arabic digits with powers between them: 3万5千, 1亿2000万, 25万6000, 1千零20.
pub fn mixed(text: &str) -> Option<Numeral> {
    let first = arabic(text).filter(|n| n.step == Decimal::ONE)?;
    let mut at = first.len;
    let mut held = first.value;
    let (mut high, mut section) = (Decimal::ZERO, Decimal::ZERO);
    let mut groups = 0;
    let mut last = 0;
    let power_at = |at: usize| {
        let c = text[at..].chars().next()?;
        let (power, _) = multiplier(&text[at..])?;
        let p = small_power(c).or_else(|| big_power(c))?;
        (power >= p).then_some((p, c.len_utf8()))
    };
    while let Some((p, len)) = power_at(at) {
        if p < 4 {
            section = section.checked_add(held.checked_mul(power_of_ten(p))?)?;
        } else {
            // 亿 gathers the 万 before it: 1万2千亿.
            let below = section.checked_add(held)?;
            let all = if p == 8 {
                high.checked_add(below)?
            } else {
                below
            };
            let value = all.checked_mul(power_of_ten(p))?;
            high = if p == 8 {
                value
            } else {
                high.checked_add(value)?
            };
            section = Decimal::ZERO;
        }
        held = Decimal::ZERO;
        last = p;
        at += len;
        let zero = if text[at..].starts_with('零') {
            '零'.len_utf8()
        } else {
            0
        };
        let Some(next) = arabic(&text[at + zero..]).filter(|n| n.step == Decimal::ONE) else {
            continue;
        };
        let end = at + zero + next.len;
        // 1亿2000多万.
        let is_vague =
            (text[end..].starts_with("多万") || text[end..].starts_with("余万")) && next.len <= 4;
        let falls = power_at(end).is_some_and(|(power, _)| power < p);
        let ends = power_at(end).is_none()
            && (zero > 0 || next.len == p as usize || p == 8 && is_vague)
            && !text[end..].starts_with(['年', '月', '日', '.', '-', '—']);
        if next.value >= power_of_ten(p) || !(falls || ends) {
            break;
        }
        (held, at, groups) = (next.value, end, groups + 1);
        if ends {
            last = 0;
            break;
        }
    }
    (groups > 0).then_some(Numeral {
        value: high.checked_add(section)?.checked_add(held)?,
        step: power_of_ten(last),
        len: at,
        is_chinese: false,
    })
}

/// 点五: the digits after 点.
fn fraction(text: &str, numeral: &mut Numeral) {
    let Some(rest) = text[numeral.len..].strip_prefix(['点', '點']) else {
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
            ("四百五元", "450"),
            ("两千三百五", "2350"),
            ("一万三", "13000"),
            ("一亿五", "150000000"),
            ("一万五千亿", "1500000000000"),
            ("四百零五", "405"),
            ("五千〇五", "5005"),
            ("一万二百五十", "10250"),
            ("五兆六十二亿四万五千二元", "5006200045200"),
            ("五十兆瓦", "50"),
            ("三千两百两", "3200"),
            ("四万万", "400000000"),
            ("七十八萬五佰零六", "780506"),
            ("拾億零六萬零五百零六", "1000060506"),
            ("兩千兩百貳拾二點五", "2222.5"),
        ] {
            assert_eq!(value(text).map(|v| v.0).as_deref(), Some(want), "{text}");
        }
        assert_eq!(chinese("万马"), None);
    }

    #[test]
    fn powers_stand_between_arabic_digits() {
        for (text, want) in [
            ("3万5千元", "35000"),
            ("1亿2000万元", "120000000"),
            ("1亿5千万", "150000000"),
            ("5亿1万4千6百", "500014600"),
            ("25万6000人", "256000"),
            ("1千零20", "1020"),
            ("1万2千亿", "1200000000000"),
            ("3千5百多万", "3500"),
            ("1亿2000多万", "100002000"),
        ] {
            let value = mixed(text).map(|n| n.value.normalize().to_string());
            assert_eq!(value.as_deref(), Some(want), "{text}");
        }
        for text in [
            "3万元",
            "2.5万3千",
            "5万2024年",
            "10亿2023年",
            "3万5家",
            "5万6万",
            "9千瓦",
        ] {
            assert_eq!(mixed(text), None, "{text}");
        }
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
        assert_eq!(multiplier("万万"), Some((8, 6)));
        assert_eq!(multiplier("元"), None);
    }
}

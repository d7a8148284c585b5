//! Quantities that are not a number with a unit: 翻一番, 持平, 第88位, 首位, 三成, 四分之一,
//! 百分之十二, 万分之三, 八五折, 过半, 半天, 几十.

use rust_decimal::Decimal;

use super::{Form, numerals, units};
use crate::model::Qualifier;

/// A special form at the beginning of a text.
pub(super) struct Special {
    pub(super) form: Form,
    pub(super) value: Decimal,
    pub(super) step: Decimal,
    pub(super) unit: String,
    pub(super) qualifier: Qualifier,
    pub(super) len: usize,
}

fn special(form: Form, value: Decimal, unit: &str, len: usize) -> Special {
    let step = Decimal::ONE;
    Special {
        form,
        value,
        step,
        unit: unit.into(),
        qualifier: Qualifier::Exact,
        len,
    }
}

/// The special form that `text` begins with.
pub(super) fn read(text: &str) -> Option<Special> {
    match text.chars().next()? {
        '翻' => doubling(text),
        '持' => unchanged(text),
        '首' | '榜' => top(text),
        '第' => rank(text),
        '前' => front(text),
        '十' | '百' | '千' | '万' | '亿' | '佰' | '仟' | '萬' if parts_of(text).is_some() => {
            per_hundred(text)
        }
        '过' | '半' | '一' | '近' => half(text)
            .or_else(|| tenths(text))
            .or_else(|| discount(text))
            .or_else(|| fraction(text)),
        _ => tenths(text)
            .or_else(|| discount(text))
            .or_else(|| fraction(text)),
    }
}

/// 翻番, 翻一番, 翻了两番: two to the power of the times.
fn doubling(text: &str) -> Option<Special> {
    let rest = text.strip_prefix("翻")?;
    let rest = rest.strip_prefix("了").unwrap_or(rest);
    let (times, rest) = match rest.strip_prefix("番") {
        Some(rest) => (1, rest),
        None => {
            let numeral = numerals::chinese(rest).or_else(|| numerals::arabic(rest))?;
            let times: u32 = numeral.value.try_into().ok()?;
            (times, rest[numeral.len..].strip_prefix("番")?)
        }
    };
    let value = Decimal::from(2_i64.checked_pow(times.min(20))?);
    Some(special(
        Form::Doubling,
        value,
        "倍",
        text.len() - rest.len(),
    ))
}

fn unchanged(text: &str) -> Option<Special> {
    text.starts_with("持平")
        .then(|| special(Form::Unchanged, Decimal::ZERO, "%", "持平".len()))
}

/// 首位, 榜首.
fn top(text: &str) -> Option<Special> {
    ["首位", "榜首"]
        .iter()
        .find(|word| text.starts_with(**word))
        .map(|word| special(Form::Rank, Decimal::ONE, "位", word.len()))
}

/// 第88位, 第69名, 第一; an ordinal before another noun is no rank.
fn rank(text: &str) -> Option<Special> {
    let rest = text.strip_prefix("第")?;
    let numeral = numerals::arabic(rest).or_else(|| numerals::chinese(rest))?;
    let tail = &rest[numeral.len..];
    let number = "第".len() + numeral.len;
    for unit in ["位次", "位", "名"] {
        if tail.starts_with(unit) {
            return Some(special(
                Form::Rank,
                numeral.value,
                "位",
                number + unit.len(),
            ));
        }
    }
    // 第一 alone: at the end of a clause, or before a bracket.
    let ends = tail
        .chars()
        .next()
        .is_none_or(|c| "，。；、）！”…？,;".contains(c));
    ends.then(|| special(Form::Rank, numeral.value, "位", number))
}

/// 前十名, 前3位, 前10: a place among the first so many.
fn front(text: &str) -> Option<Special> {
    let rest = text.strip_prefix("前")?;
    let numeral = numerals::arabic(rest).or_else(|| numerals::chinese(rest))?;
    let tail = &rest[numeral.len..];
    let number = "前".len() + numeral.len;
    let unit = ["位", "名", "强"]
        .iter()
        .find(|unit| tail.starts_with(**unit));
    let ends = tail
        .chars()
        .next()
        .is_none_or(|c| "，。；、）！”".contains(c));
    if unit.is_none() && !ends {
        return None;
    }
    let len = number + unit.map_or(0, |unit| unit.len());
    let mut special = special(Form::Rank, numeral.value, "位", len);
    special.qualifier = Qualifier::Under;
    Some(special)
}

/// 百分之, 千分之, 百万分之: the power of ten that is divided by, and the length.
fn parts_of(text: &str) -> Option<(u32, usize)> {
    const PARTS: [(&str, u32); 10] = [
        ("百分之", 2),
        ("佰分之", 2),
        ("千分之", 3),
        ("仟分之", 3),
        ("万分之", 4),
        ("萬分之", 4),
        ("十万分之", 5),
        ("百万分之", 6),
        ("千万分之", 7),
        ("亿分之", 8),
    ];
    PARTS
        .iter()
        .find(|(word, _)| text.starts_with(word))
        .map(|(word, power)| (*power, word.len()))
}

/// 百分之十二点五, 千分之三, 万分之五.
fn per_hundred(text: &str) -> Option<Special> {
    let (power, len) = parts_of(text)?;
    let rest = &text[len..];
    let numeral = numerals::chinese(rest).or_else(|| numerals::arabic(rest))?;
    let len = len + numeral.len;
    // 百分之二三十 says no number.
    if text[len..].starts_with("个百分点") || text[len..].starts_with(['十', '百', '几', '多'])
    {
        return None;
    }
    let unit = if power == 3 { "‰" } else { "%" };
    let scale = numerals::power_of_ten(if power > 3 { power - 2 } else { 0 });
    let value = numeral.value.checked_div(scale)?;
    let mut found = special(Form::Fraction, value, unit, len);
    found.step = numeral.step.checked_div(scale)?;
    Some(found)
}

/// A numeral that is not spelled digit by digit, of ten at most: 三, 3, 七点五, 9.5, 十.
fn up_to_ten(text: &str) -> Option<numerals::Numeral> {
    let numeral = numerals::arabic(text).or_else(|| numerals::chinese(text))?;
    let whole = text[..numeral.len].split(['点', '點']).next()?;
    let is_single = !numeral.is_chinese || whole.chars().count() == 1;
    let fits = numeral.value > Decimal::ZERO && numeral.value <= Decimal::TEN;
    (is_single && fits).then_some(numeral)
}

/// 三成, 9成, 九成五, 近九成, 八点五成, 半成.
fn tenths(text: &str) -> Option<Special> {
    let (tens, step, number) = match text.strip_prefix('半') {
        Some(_) => (Decimal::new(5, 1), Decimal::new(1, 1), '半'.len_utf8()),
        None => {
            let numeral = up_to_ten(text)?;
            (numeral.value, numeral.step, numeral.len)
        }
    };
    let rest = text[number..].strip_prefix('成')?;
    // 三成立, 一成果, 一成不变 are other words.
    if rest.starts_with([
        '立', '果', '为', '功', '员', '长', '本', '就', '品', '套', '绩', '都', '交', '不', '份',
    ]) {
        return None;
    }
    let mut value = tens * Decimal::TEN;
    let mut len = number + '成'.len_utf8();
    if let Some(c) = rest.chars().next()
        && let Some(ones) = numerals::digit(c).or(if c == '半' { Some(5) } else { None })
        && !rest[c.len_utf8()..].starts_with(|c: char| units::leading(&c.to_string()).is_some())
        && step == Decimal::ONE
    {
        value += Decimal::from(ones);
        len += c.len_utf8();
    }
    let mut found = special(Form::Fraction, value, "%", len);
    found.step = (step * Decimal::TEN).min(Decimal::ONE);
    Some(found)
}

/// 八折, 八五折, 75折, 9.9折: what remains of a price, as percent.
fn discount(text: &str) -> Option<Special> {
    let numeral = numerals::arabic(text).or_else(|| numerals::chinese(text))?;
    let rest = text[numeral.len..].strip_prefix('折')?;
    let of_words = [
        '叠', '页', '线', '返', '射', '扇', '腰', '磨', '断', '桥', '不', '戏',
    ];
    let is_two = numeral.value > Decimal::TEN && numeral.step == Decimal::ONE;
    if rest.starts_with(of_words)
        || numeral.value <= Decimal::ZERO
        || numeral.value >= Decimal::ONE_HUNDRED
        || numeral.value > Decimal::TEN && !is_two
        || text.starts_with('十')
    {
        return None;
    }
    let scale = if is_two { Decimal::ONE } else { Decimal::TEN };
    let len = numeral.len + '折'.len_utf8();
    let value = numeral.value * scale;
    let mut found = special(Form::Fraction, value, "%", len);
    found.step = (numeral.step * scale).min(Decimal::ONE);
    Some(found)
}

/// 四分之一, 3分之1 as percent, two decimals where it does not come out; more where it is small.
fn fraction(text: &str) -> Option<Special> {
    let numeral = |text| numerals::chinese(text).or_else(|| numerals::arabic(text));
    let whole = numeral(text)?;
    let rest = text[whole.len..].strip_prefix("分之")?;
    let part = numeral(rest)?;
    let value = part.value.checked_mul(Decimal::ONE_HUNDRED)?;
    let value = value.checked_div(whole.value)?;
    let digits = match value {
        _ if value.normalize().scale() <= 8 => value.normalize().scale().max(2),
        _ if value < Decimal::ONE => 4,
        _ => 2,
    };
    let len = whole.len + "分之".len() + part.len;
    let mut found = special(Form::Fraction, value.round_dp(digits).normalize(), "%", len);
    found.step = Decimal::new(1, digits);
    Some(found)
}

/// 过半, 一半, 近半 as percent; 半天, 半小时 as half a unit.
fn half(text: &str) -> Option<Special> {
    let fifty = |len, qualifier| {
        let mut found = special(Form::Fraction, Decimal::from(50), "%", len);
        found.qualifier = qualifier;
        Some(found)
    };
    if text.starts_with("过半数") {
        return fifty("过半数".len(), Qualifier::Over);
    }
    if text.starts_with("过半") {
        return fifty("过半".len(), Qualifier::Over);
    }
    if text.starts_with("近半数") {
        return fifty("近半数".len(), Qualifier::About);
    }
    if text.starts_with("近半") && !text[6..].starts_with(|c| "天年个小日月".contains(c)) {
        return fifty("近半".len(), Qualifier::About);
    }
    if text.starts_with("一半") {
        return fifty("一半".len(), Qualifier::Exact);
    }
    if text.starts_with("半数") {
        return fifty("半数".len(), Qualifier::Exact);
    }
    let rest = text.strip_prefix('半')?;
    let (unit, len) = [
        ("个月", 6),
        ("个小时", 9),
        ("个工作日", 12),
        ("小时", 6),
        ("天", 3),
        ("年", 3),
        ("日", 3),
    ]
    .into_iter()
    .find(|(unit, _)| rest.starts_with(unit))?;
    let unit = match unit {
        "个小时" => "小时",
        "日" => "天",
        other => other,
    };
    let mut found = special(Form::Plain, Decimal::new(5, 1), unit, '半'.len_utf8() + len);
    found.step = Decimal::new(1, 1);
    Some(found)
}

//! Quantities that are not a number with a unit: 翻一番, 持平, 第88位, 首位, 三成, 四分之一,
//! 百分之十二, 过半, 半天, 几十.

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
        '百' | '千' if text.starts_with("百分之") || text.starts_with("千分之") => {
            per_hundred(text)
        }
        '过' | '半' | '一' | '近' => half(text)
            .or_else(|| tenths(text))
            .or_else(|| fraction(text)),
        _ => tenths(text).or_else(|| fraction(text)),
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

/// 百分之十二点五, 千分之三.
fn per_hundred(text: &str) -> Option<Special> {
    let rest = &text["百分之".len()..];
    let numeral = numerals::chinese(rest).or_else(|| numerals::arabic(rest))?;
    let unit = if text.starts_with('百') { "%" } else { "‰" };
    let len = "百分之".len() + numeral.len;
    let mut found = special(Form::Fraction, numeral.value, unit, len);
    if text[len..].starts_with("个百分点") {
        return None;
    }
    found.step = numeral.step;
    Some(found)
}

/// 三成, 九成五, 近九成.
fn tenths(text: &str) -> Option<Special> {
    let first = text.chars().next()?;
    let tens = i64::from(numerals::digit(first).filter(|d| *d > 0)?);
    let rest = text[first.len_utf8()..].strip_prefix('成')?;
    // 三成立, 一成果 are other words.
    if rest.starts_with([
        '立', '果', '为', '功', '员', '长', '本', '就', '品', '套', '绩', '都', '交',
    ]) {
        return None;
    }
    let mut value = Decimal::from(tens * 10);
    let mut len = first.len_utf8() + '成'.len_utf8();
    if let Some(c) = rest.chars().next()
        && let Some(ones) = numerals::digit(c).or(if c == '半' { Some(5) } else { None })
        && !rest[c.len_utf8()..].starts_with(|c: char| units::leading(&c.to_string()).is_some())
    {
        value += Decimal::from(ones);
        len += c.len_utf8();
    }
    Some(special(Form::Fraction, value, "%", len))
}

/// 四分之一 as percent, two decimals where it does not come out.
fn fraction(text: &str) -> Option<Special> {
    let whole = numerals::chinese(text).or_else(|| numerals::arabic(text))?;
    let rest = text[whole.len..].strip_prefix("分之")?;
    let part = numerals::chinese(rest).or_else(|| numerals::arabic(rest))?;
    let value = (part.value * Decimal::ONE_HUNDRED).checked_div(whole.value)?;
    let value = value.round_dp(2).normalize();
    let len = whole.len + "分之".len() + part.len;
    let mut found = special(Form::Fraction, value, "%", len);
    found.step = Decimal::new(1, 2);
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

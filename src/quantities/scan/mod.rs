//! The search: number, multiplier, unit, hedges on both sides; ranges; what is no quantity.

mod chinese;
mod names;
#[cfg(test)]
mod tests;

use super::numerals::{self, Numeral};
use super::units;
use super::{Form, Found, QuantityMention, hedges, special};
use crate::model::{LeftoverReason, Qualifier, Quantity, Span};

/// The quantities of a normalised sentence and the numeric expressions that are none.
///
/// `taken` are the spans of period mentions; `is_word` says whether the characters of a span
/// stand inside one longer word (半导体, 三星), by the segmenter's judgement.
/// `splits_word` says whether a unit is only the beginning of a longer noun (863人才).
pub fn find(
    text: &str,
    taken: &[Span],
    is_word: &dyn Fn(Span) -> bool,
    splits_word: &dyn Fn(Span) -> bool,
) -> Vec<Found> {
    let mut scanner = Scanner {
        text,
        is_word,
        splits_word,
        found: Vec::new(),
        at: 0,
        floor: 0,
    };
    let mut taken = taken.iter().peekable();
    while scanner.at < text.len() {
        while taken.next_if(|span| span.end <= scanner.at).is_some() {}
        if let Some(span) = taken.peek()
            && span.start <= scanner.at
        {
            scanner.at = span.end;
            scanner.floor = span.end;
            continue;
        }
        scanner.step();
    }
    scanner.found
}

struct Scanner<'t> {
    text: &'t str,
    is_word: &'t dyn Fn(Span) -> bool,
    splits_word: &'t dyn Fn(Span) -> bool,
    found: Vec<Found>,
    at: usize,
    /// Nothing before this byte belongs to what comes: hedges stop here.
    floor: usize,
}

impl Scanner<'_> {
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next() else { return };
        let is_number = matches!(
            c,
            '十' | '百' | '千' | '万' | '亿' | '拾' | '佰' | '仟' | '萬' | '億'
        ) || numerals::digit(c).is_some();
        match c {
            '0'..='9' => self.arabic(),
            '翻' | '持' | '首' | '榜' | '第' | '前' | '百' | '千' | '半' | '过' | '近'
                if self.special() => {}
            _ if is_number => {
                if !self.special() {
                    self.chinese();
                }
            }
            '几' | '数' | '多' | '若' | '上' => self.indefinite(),
            _ => self.at += c.len_utf8(),
        }
    }

    fn leave(&mut self, span: Span, reason: LeftoverReason) {
        self.found.push(Found::Leftover(span, reason));
        self.at = span.end;
        self.floor = span.end;
    }

    fn before(&self, at: usize) -> &str {
        &self.text[self.floor.min(at)..at]
    }

    fn special(&mut self) -> bool {
        let Some(found) = special::read(&self.text[self.at..]) else {
            return false;
        };
        let mut span = Span::new(self.at, self.at + found.len);
        if found.form == Form::Fraction && (self.is_word)(span) {
            return false;
        }
        let number = span;
        let mut qualifier = found.qualifier;
        if let Some((len, q)) = hedges::before(self.before(self.at), &self.text[self.at..])
            && found.form != Form::Rank
        {
            span.start -= len;
            qualifier = q;
        }
        if let Some((len, q)) = hedges::after(&self.text[span.end..])
            && found.form != Form::Rank
        {
            span.end += len;
            qualifier = q;
        }
        self.found.push(Found::Quantity(QuantityMention {
            span,
            number,
            quantity: Quantity {
                value: found.value,
                unit: found.unit,
                qualifier,
                step: found.step,
            },
            form: found.form,
            is_range_start: false,
            is_chinese: true,
        }));
        self.at = span.end;
        self.floor = span.end;
        true
    }

    fn arabic(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let Some(numeral) = numerals::mixed(rest).or_else(|| numerals::arabic(rest)) else {
            // More digits than any figure has.
            let len = self.text[start..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            self.leave(Span::new(start, start + len), LeftoverReason::Noise);
            return;
        };
        if let Some((end, reason)) = self.name_or_noise(start, &numeral) {
            self.leave(Span::new(start, end), reason);
            return;
        }
        let end = start + numeral.len;
        // 9成, 75折, 3分之1.
        if self.text[end..].starts_with(['成', '折', '分']) && self.special() {
            return;
        }
        if self.is_structure(start, end) {
            let span = Span::new(start, end);
            let quantity = Quantity {
                value: numeral.value,
                unit: "%".into(),
                qualifier: Qualifier::Exact,
                step: numeral.step,
            };
            self.push(span, span, quantity, Form::Plain, false);
            return;
        }
        self.quantity(start, numeral);
    }

    fn push(&mut self, span: Span, number: Span, quantity: Quantity, form: Form, is_chinese: bool) {
        self.at = span.end;
        self.floor = span.end;
        self.found.push(Found::Quantity(QuantityMention {
            span,
            number,
            quantity,
            form,
            is_range_start: false,
            is_chinese,
        }));
    }

    fn quantity(&mut self, start: usize, numeral: Numeral) {
        self.quantity_with(start, numeral, 0);
    }

    /// Number at `start`: multiplier, unit and hedges around it.
    fn quantity_with(&mut self, start: usize, numeral: Numeral, depth: u8) {
        let number_end = start + numeral.len;
        let mut at = number_end;
        let mut qualifier = Qualifier::Exact;
        let mut power = 0;
        for _ in 0..2 {
            if let Some(len) = hedges::between(&self.text[at..])
                && (units::behind(&self.text[at..at + len], &self.text[at + len..]).is_some()
                    || numerals::multiplier(&self.text[at + len..]).is_some())
            {
                qualifier = Qualifier::Over;
                at += len;
            }
            if power == 0
                && !self.text[at..].starts_with("百分点")
                && let Some((p, len)) = numerals::multiplier(&self.text[at..])
            {
                power = p;
                at += len;
            }
        }
        // 8个亿, 八个亿左右: so many 亿 yuan, as it is spoken; 11个亿元以上项目 are projects.
        let spoken = numerals::spoken(&self.text[at..]).filter(|_| power == 0);
        let is_spoken = spoken.is_some();
        if let Some((spoken, len)) = spoken {
            power = spoken;
            at += len;
        }
        let scale = numerals::power_of_ten(power);
        // 一亿两千多万: 万 multiplies what stands behind the 亿.
        let has_power = self.text[start..number_end].contains(['万', '亿', '萬', '億']);
        let low = match power {
            1.. if has_power => numeral.value % scale,
            _ => numeral.value,
        };
        let (Some(value), Some(step)) = (
            low.checked_mul(scale)
                .and_then(|value| value.checked_add(numeral.value - low)),
            numeral.step.checked_mul(scale),
        ) else {
            self.leave(Span::new(start, at), LeftoverReason::Noise);
            return;
        };
        // 863人才: the unit is the beginning of another word.
        let unit = units::behind(&self.text[number_end..at], &self.text[at..])
            .filter(|(_, len)| !(self.splits_word)(Span::new(at, at + len)));
        let unit_start = at;
        at += unit.map_or(0, |(_, len)| len);
        let name = units::canonical(&self.text[unit_start..at]);
        // 亿元级, 第二期, 135届: a class or an ordinal.
        let tail = &self.text[at..];
        if unit.is_some() && tail.starts_with('级') {
            let begin =
                hedges::before(self.before(start), &self.text[start..]).map_or(0, |(len, _)| len);
            self.leave(
                Span::new(start - begin, at + '级'.len_utf8()),
                LeftoverReason::Threshold,
            );
            return;
        }
        if let Some(reason) = self.ordinal(start, at, &name, unit.is_none()) {
            let begin = if self.text[..start].ends_with('第') {
                start - '第'.len_utf8()
            } else {
                start
            };
            let next = if unit.is_none() {
                tail.chars().next().map_or(0, char::len_utf8)
            } else {
                0
            };
            self.leave(Span::new(begin, at + next), reason);
            return;
        }
        let mut value = value;
        let mut name = name;
        // 三年半, 一个半月, 五元三毛: what stands behind the unit belongs to the number.
        if power == 0
            && let Some((_, len)) = unit
        {
            let printed = &self.text[at - len..at];
            if let Some((more, unit, len)) = units::halves(printed, tail) {
                value += more;
                at += len;
                name = unit;
            } else if let Some((more, len)) = units::small_change(&self.text[at - len..]) {
                value += more;
                at = at - printed.len() + len;
            }
        }
        let tail = &self.text[at..];
        let mut span = Span::new(start, at);
        let number = Span::new(start, number_end);
        let sign = units::sign_of_money(self.before(start)).filter(|_| unit.is_none());
        if let Some((_, len)) = sign {
            span.start -= len;
        }
        let negative = self.minus(start);
        if negative {
            span.start -= self.text[..start]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
        }
        if let Some((len, q)) = hedges::before(self.before(span.start), &self.text[start..]) {
            span.start -= len;
            qualifier = q;
        }
        if let Some((len, q)) = hedges::after(tail)
            && (unit.is_some() || is_spoken)
        {
            span.end += len;
            if q != Qualifier::Exact {
                qualifier = q;
            }
        }
        let is_hedged = power >= 8 && qualifier != Qualifier::Exact;
        let is_money = unit.is_none() && (is_spoken || is_hedged);
        let is_spelled = unit.is_none() && numeral.is_chinese;
        let name = match sign {
            Some((name, _)) => name.to_string(),
            None if is_money || is_spelled => "元".to_string(),
            None => name,
        };
        let form = if unit.is_none() && !is_money && !is_spelled && sign.is_none() {
            Form::Bare
        } else {
            Form::Plain
        };
        let value = if negative { -value } else { value };
        let quantity = Quantity {
            value,
            unit: name,
            qualifier,
            step,
        };
        self.push(span, number, quantity, form, numeral.is_chinese);
        if depth == 0 {
            self.range(power);
        }
    }

    /// A minus sign that is no dash between numbers.
    fn minus(&self, start: usize) -> bool {
        let before = self.before(start);
        let Some(sign) = before
            .chars()
            .next_back()
            .filter(|c| matches!(c, '-' | '—' | '负' | '負'))
        else {
            return false;
        };
        let left = before[..before.len() - sign.len_utf8()].chars().next_back();
        left.is_none_or(|c| "|：（，、 增长为是达至约率到从".contains(c)) && sign != '—'
    }

    /// 1,500—3,000元: the lower end takes unit and multiplier of the upper one.
    fn range(&mut self, power: u32) {
        let rest = &self.text[self.at..];
        let Some(dash) = ["—", "-", "~", "至", "到", "——"]
            .iter()
            .find(|d| rest.starts_with(**d))
        else {
            return;
        };
        let start = self.at + dash.len();
        let rest = &self.text[start..];
        let Some(numeral) = numerals::mixed(rest).or_else(|| numerals::arabic(rest)) else {
            return;
        };
        if numeral.len == 0 {
            return;
        }
        let lower = self.found.len() - 1;
        self.floor = start;
        self.quantity_with(start, numeral, 1);
        let Some(Found::Quantity(upper)) = self.found.last().cloned() else {
            return;
        };
        if lower + 1 >= self.found.len() {
            return;
        }
        let Found::Quantity(low) = &mut self.found[lower] else {
            return;
        };
        low.is_range_start = true;
        if low.quantity.unit.is_empty() {
            let tail = &self.text[upper.number.end..];
            let multiplier = numerals::multiplier(tail).or_else(|| numerals::spoken(tail));
            let upper_power = multiplier.map_or(0, |(power, _)| power);
            if power == 0 && upper_power > 0 {
                let scale = numerals::power_of_ten(upper_power);
                low.quantity.value *= scale;
                low.quantity.step *= scale;
            }
            low.quantity.unit = upper.quantity.unit;
            low.form = upper.form;
        }
    }
}

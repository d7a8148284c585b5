//! The search: number, multiplier, unit, hedges on both sides; ranges; what is no quantity.

use rust_decimal::Decimal;

use super::numerals::{self, Numeral};
use super::units::{self, UnitKind};
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

    /// G107, 5G, “3+1”, 0763-3366128, 〔2023〕12号, 08:45, 1920×1080.
    fn name_or_noise(&self, start: usize, numeral: &Numeral) -> Option<(usize, LeftoverReason)> {
        let end = start + numeral.len;
        let before = self.text[..start].chars().next_back();
        let rest = &self.text[end..];
        let after = rest.chars().next();
        let run = |set: &str| {
            let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || set.contains(c)));
            end + len.unwrap_or(rest.len())
        };
        if before.is_some_and(|c| c.is_ascii_alphabetic()) {
            return Some((run("-."), LeftoverReason::Name));
        }
        if matches!(before, Some('〔' | '[')) && matches!(after, Some('〕' | ']')) {
            let end = rest.find('号').map_or(end, |at| end + at + '号'.len_utf8());
            return Some((end, LeftoverReason::Noise));
        }
        // “3+1”, but +19.3% and +22家 alone in a cell.
        let is_sign =
            before == Some('+') && start == '+'.len_utf8() && units::leading(rest).is_some();
        if matches!(after, Some('+' | '＋')) || matches!(before, Some('+')) && !is_sign {
            return Some((run("+×"), LeftoverReason::Name));
        }
        if self.is_structure(start, end) {
            return None;
        }
        if matches!(after, Some('×' | 'x' | '*' | ':'))
            && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        {
            return Some((run("×x*:"), LeftoverReason::Noise));
        }
        let printed = &self.text[start..end];
        let digits = printed.len();
        if after == Some('-') && printed.starts_with('0') {
            return Some((run("-"), LeftoverReason::Noise));
        }
        if after == Some('-') && digits == 4 && iso_date(&rest[1..]) {
            return Some((run("-: "), LeftoverReason::Date));
        }
        if printed.bytes().all(|b| b.is_ascii_digit())
            && digits >= 7
            && units::leading(rest).is_none()
            && numerals::multiplier(rest).is_none()
        {
            return Some((run("-"), LeftoverReason::Noise));
        }
        let latin =
            after.is_some_and(|c| c.is_ascii_alphabetic()) && units::leading(rest).is_none();
        if latin {
            return Some((run("-."), LeftoverReason::Name));
        }
        None
    }

    /// 三次产业结构为1.8:63.1:35.1: shares of a hundred, the sign between them.
    fn is_structure(&self, start: usize, end: usize) -> bool {
        let before = &self.text[..start];
        let from = before.char_indices().rev().nth(56).map_or(0, |(at, _)| at);
        let joined = before.ends_with(':') || self.text[end..].starts_with(':');
        joined
            && ["产业结构", "产业比", "三产结构"]
                .iter()
                .any(|word| before[from..].contains(word))
    }

    fn chinese(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let Some(numeral) = numerals::chinese(rest) else {
            self.bare_multiplier(start, first);
            return;
        };
        let end = start + numeral.len;
        let tail = &self.text[end..];
        if self.neighbours(start, &numeral) {
            return;
        }
        let unit_at = hedges::between(tail).unwrap_or(0);
        let multiplied = numerals::multiplier(&tail[unit_at..]).map_or(0, |(_, len)| len);
        let unit = units::leading(&tail[unit_at + multiplied..]);
        let single = numeral.len == first;
        let unit_end = end + unit_at + multiplied + unit.map_or(0, |(_, len)| len);
        let whole = Span::new(start, unit_end);
        // 二元结构, 三元里, but 五元，: a price that ends a clause.
        let is_price = tail.starts_with('元')
            && "三四五六七八九十两".contains(&rest[..first])
            && tail["元".len()..]
                .chars()
                .next()
                .is_none_or(|c| "，。；！/每钱".contains(c));
        let is_price = is_price || units::small_change(tail).is_some();
        let no_numeral = rest.starts_with('零') && single
            || (single
                && tail.starts_with('元')
                && !"百千万亿".contains(&rest[..first])
                && !is_price);
        if no_numeral || (self.is_word)(Span::new(start, end)) || (self.is_word)(whole) {
            self.at = end;
            return;
        }
        if unit.is_some() && self.is_quoted_name(start, unit_end) {
            self.leave(whole, LeftoverReason::Name);
            return;
        }
        if tail[unit_at + multiplied + unit.map_or(0, |(_, len)| len)..].starts_with('之') {
            self.leave(whole, LeftoverReason::Idiom);
            return;
        }
        match unit {
            None if single && self.class_of_things(end) => self.great(start, numeral),
            None if tail.starts_with('强') => self.strong(start, numeral, end + '强'.len_utf8()),
            None if unit_at == 0 && self.is_bare_money(start, &numeral) => {
                self.quantity(start, numeral)
            }
            None => self.at = end,
            Some((UnitKind::Percent, _)) => self.at = end,
            Some((kind, len))
                if single && rest.starts_with('一') && {
                    let unit = &tail[unit_at..];
                    !self.is_one(
                        start,
                        kind,
                        &unit[..len.min(unit.len())],
                        &tail[unit_end - end..],
                    )
                } =>
            {
                self.leave(whole, LeftoverReason::Indefinite);
            }
            Some((_, len)) => {
                let unit = &tail[unit_at + multiplied..unit_at + multiplied + len];
                // 十字, 百步, 千层: classifiers that rather make words with bare powers.
                let power_alone = single && "十百千万亿".contains(&rest[..first]) && unit_at == 0;
                let money = unit == "元" || multiplied > 0;
                if power_alone && !(money || rest.starts_with('十')) || rest.starts_with("万一")
                {
                    self.at = end;
                } else {
                    self.quantity(start, numeral);
                }
            }
        }
    }

    /// 一美元, 近一吨, 一年半: one of a thing that is measured, where 一家 only introduces it.
    fn is_one(&self, start: usize, kind: UnitKind, unit: &str, after: &str) -> bool {
        match kind {
            UnitKind::Money => unit != "元",
            UnitKind::Measure | UnitKind::Time if units::half(after).is_some() => true,
            UnitKind::Measure => hedges::before(self.before(start), "一").is_some(),
            _ => unit == "个" && (after.starts_with("半月") || after.starts_with("半小时")),
        }
    }

    /// 二三十家, 七八个, 三四百人: two neighbouring digits say no number.
    fn neighbours(&mut self, start: usize, numeral: &Numeral) -> bool {
        let mut digits = self.text[start..start + numeral.len]
            .chars()
            .map(numerals::digit);
        let (Some(Some(a)), Some(Some(b)), None) = (digits.next(), digits.next(), digits.next())
        else {
            return false;
        };
        let end = start + numeral.len;
        let tail = &self.text[end..];
        let powers = tail
            .find(|c| !"十百千万亿".contains(c))
            .unwrap_or(tail.len());
        let unit = units::leading(&tail[powers..]);
        if a == 0 || b != a + 1 || powers == 0 && unit.is_none() {
            return false;
        }
        let span = Span::new(start, end + powers + unit.map_or(0, |(_, len)| len));
        self.leave(span, LeftoverReason::Indefinite);
        true
    }

    /// “三块地”, “产业十条”, “一套人马，两块牌子”: a Chinese numeral inside a short quotation.
    fn is_quoted_name(&self, start: usize, end: usize) -> bool {
        let before = &self.text[..start];
        let Some(open) = before.rfind('“') else {
            return false;
        };
        if before[open..].contains('”') {
            return false;
        }
        self.text[end..]
            .find('”')
            .is_some_and(|close| self.text[open..end + close].chars().count() <= 12)
    }

    /// 亿元以上项目: a power without a number in front.
    fn bare_multiplier(&mut self, start: usize, len: usize) {
        let rest = &self.text[start..];
        if let Some((power, plen)) = numerals::multiplier(rest)
            && power >= 7
            && rest[plen..].starts_with('元')
        {
            let value = numerals::power_of_ten(power);
            let numeral = Numeral {
                value,
                step: value,
                len: plen,
                is_chinese: true,
            };
            self.quantity_with(start, numeral, 0);
            return;
        }
        self.at = start + len;
    }

    /// 三大平台, 两大孵化器.
    fn class_of_things(&self, end: usize) -> bool {
        self.text[end..].starts_with('大')
    }

    fn great(&mut self, start: usize, numeral: Numeral) {
        let end = start + numeral.len;
        let span = Span::new(start, end + '大'.len_utf8());
        let tail = &self.text[span.end..];
        // 五大发展理念 counts ideas; 一大 (一大批) says no number.
        if numeral.value == Decimal::ONE || tail.starts_with(['批', '量', '片', '堆', '步', '会'])
        {
            self.leave(span, LeftoverReason::Indefinite);
            return;
        }
        let quantity = Quantity {
            value: numeral.value,
            unit: "个".into(),
            qualifier: Qualifier::Exact,
            step: Decimal::ONE,
        };
        self.push(span, Span::new(start, end), quantity, Form::Plain, true);
    }

    /// 九十强, 百强, 500强: the first so many of a list.
    fn strong(&mut self, start: usize, numeral: Numeral, end: usize) {
        let before = &self.text[..start];
        let span = Span::new(start, end);
        let round = matches!(&self.text[start..start + numeral.len], "百" | "千" | "十");
        let aims = ["挺进", "进入", "冲刺", "迈进", "冲击", "跻身", "进军"];
        if !round && aims.iter().any(|aim| before.ends_with(aim)) {
            let quantity = Quantity {
                value: numeral.value,
                unit: "位".into(),
                qualifier: Qualifier::Under,
                step: Decimal::ONE,
            };
            self.push(
                span,
                Span::new(start, start + numeral.len),
                quantity,
                Form::Rank,
                true,
            );
        } else {
            self.leave(span, LeftoverReason::Name);
        }
    }

    /// 超千亿, 破百亿: a sum of money whose 元 is left out.
    fn is_bare_money(&self, start: usize, numeral: &Numeral) -> bool {
        let printed = &self.text[start..start + numeral.len];
        printed.ends_with('亿')
            && !self.text[start + numeral.len..].starts_with(['级', '元'])
            && hedges::before(self.before(start), printed).is_some()
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
                && (units::leading(&self.text[at + len..]).is_some()
                    || numerals::multiplier(&self.text[at + len..]).is_some())
            {
                qualifier = Qualifier::Over;
                at += len;
            }
            if power == 0
                && let Some((p, len)) = numerals::multiplier(&self.text[at..])
            {
                power = p;
                at += len;
            }
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
        let unit = units::leading(&self.text[at..])
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
            && unit.is_some()
        {
            span.end += len;
            if q != Qualifier::Exact {
                qualifier = q;
            }
        }
        let is_money = unit.is_none() && power >= 8 && qualifier != Qualifier::Exact;
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
            let upper_power = numerals::multiplier(tail).map_or(0, |(p, _)| p);
            if power == 0 && upper_power > 0 {
                let scale = numerals::power_of_ten(upper_power);
                low.quantity.value *= scale;
                low.quantity.step *= scale;
            }
            low.quantity.unit = upper.quantity.unit;
            low.form = upper.form;
        }
    }

    /// 第135届, 二期, 12号, 3.0版: a number that orders or names.
    fn ordinal(
        &self,
        start: usize,
        end: usize,
        unit: &str,
        no_unit: bool,
    ) -> Option<LeftoverReason> {
        let before = &self.text[..start];
        // 十七届四次人代会: a meeting of a term.
        let of_term = matches!(unit, "次" | "名") && before.ends_with('届');
        if before.ends_with('第') || matches!(unit, "届" | "期") || of_term {
            return Some(LeftoverReason::Ordinal);
        }
        let rest = &self.text[end..];
        if no_unit {
            if rest.starts_with(['号', '路', '版', '期', '级', '区', '楼', '栋']) {
                return Some(LeftoverReason::Ordinal);
            }
            if rest.starts_with(['强']) {
                return Some(LeftoverReason::Name);
            }
            if rest.starts_with("周年") {
                return Some(LeftoverReason::Date);
            }
        }
        None
    }

    /// 几十, 数百, 多家, 若干, 上百: numbers that say no number.
    fn indefinite(&mut self) {
        let rest = &self.text[self.at..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let mut len = if rest.starts_with("若干") {
            "若干".len()
        } else {
            first
        };
        let powers = rest[len..]
            .find(|c| !"十百千万亿".contains(c))
            .unwrap_or(rest.len() - len);
        let is_vague = powers > 0 || !rest.starts_with('上');
        len += powers;
        let unit = units::leading(&rest[len..]);
        let span = Span::new(self.at, self.at + len + unit.map_or(0, |(_, l)| l));
        let kinds = unit.is_some_and(|(kind, _)| kind == UnitKind::Count || powers > 0);
        if is_vague && kinds && !(self.is_word)(span) {
            self.leave(span, LeftoverReason::Indefinite);
        } else {
            self.at += first;
        }
    }
}

/// `12-05` or `12`: the rest of an ISO date after the year.
fn iso_date(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() >= 2
        && bytes[..2].iter().all(u8::is_ascii_digit)
        && !bytes.get(2).is_some_and(u8::is_ascii_digit)
        && rest[..2]
            .parse::<u8>()
            .is_ok_and(|month| (1..=12).contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        find(text, &[], &|_| false, &|_| false)
            .into_iter()
            .map(|found| match found {
                Found::Quantity(q) => format!(
                    "{}={}{} {}",
                    q.span.of(text),
                    q.quantity.value.normalize(),
                    q.quantity.unit,
                    q.quantity.qualifier
                ),
                Found::Leftover(span, reason) => format!("{} -- {reason}", span.of(text)),
            })
            .collect()
    }

    #[test]
    fn quantities() {
        for (text, want) in [
            ("总投资额约16.06亿元；", "约16.06亿元=1606000000元 about"),
            ("签约10个项目", "10个=10个 exact"),
            ("1.2万余名", "1.2万余名=12000名 over"),
            ("三十余公里，", "三十余公里=30公里 over"),
            ("六千五百余人", "六千五百余人=6500人 over"),
            ("近300家，", "近300家=300家 about"),
            ("不少于30个，", "不少于30个=30个 over"),
            ("增长8%以上，", "8%以上=8% over"),
            ("压缩至半天内办结", "半天内=0.5天 under"),
            ("三成以上。", "三成以上=30% over"),
            ("近九成，", "近九成=90% about"),
            ("四分之一设在", "四分之一=25% exact"),
            ("百分之十二点五", "百分之十二点五=12.5% exact"),
            ("翻一番", "翻一番=2倍 exact"),
            ("接近翻番。", "接近翻番=2倍 about"),
            ("第88位，", "第88位=88位 exact"),
            ("居全市第一。", "第一=1位 exact"),
            ("产值超千亿、", "超千亿=100000000000元 over"),
            ("超过百亿元…", "超过百亿元=10000000000元 over"),
            ("32.6万元/亩", "32.6万元/亩=326000元/亩 exact"),
            ("5万吨/日", "5万吨/日=50000吨/日 exact"),
            ("8.9个百分点", "8.9个百分点=8.9个百分点 exact"),
            ("两大国家级", "两大=2个 exact"),
            ("3年多", "3年多=3年 over"),
            ("挺进九十强", "九十强=90位 under"),
            ("1,412件", "1,412件=1412件 exact"),
            ("投资3万5千元", "3万5千元=35000元 exact"),
            ("1亿2000多万元", "1亿2000多万元=120000000元 over"),
            ("一亿两千多万元", "一亿两千多万元=120000000元 over"),
            ("一万五千多亿元", "一万五千多亿元=1500000000000元 over"),
            ("近9成，", "近9成=90% about"),
            ("八点五成，", "八点五成=85% exact"),
            ("七成六的", "七成六=76% exact"),
            ("打八五折。", "八五折=85% exact"),
            ("万分之三，", "万分之三=0.03% exact"),
            ("3分之1的", "3分之1=33.33% exact"),
            ("为负3.9%，", "负3.9%=-3.9% exact"),
            ("一美元。", "一美元=1美元 exact"),
            ("近一吨，", "近一吨=1吨 about"),
            ("工期三年半，", "三年半=3.5年 exact"),
            ("用时一个半小时。", "一个半小时=1.5小时 exact"),
            ("两个半月", "两个半月=2.5个月 exact"),
            ("五元三毛，", "五元三毛=5.3元 exact"),
            ("50元6角三分", "50元6角三分=50.63元 exact"),
            ("每股1.0092瑞士法郎", "1.0092瑞士法郎=1.0092瑞士法郎 exact"),
            ("US$20", "$20=20美元 exact"),
            ("￥300，", "￥300=300元 exact"),
            ("肆佰陸拾叁", ""),
        ] {
            if want.is_empty() {
                assert_eq!(read(text), [""; 0], "{text}");
                continue;
            }
            assert_eq!(read(text), [want], "{text}");
        }
    }

    #[test]
    fn ranges() {
        assert_eq!(
            read("在30万—35万元/亩之间"),
            ["30万=300000元/亩 exact", "35万元/亩=350000元/亩 exact"]
        );
        assert_eq!(
            read("月租金12—15元/平方米"),
            ["12=12元/平方米 exact", "15元/平方米=15元/平方米 exact"]
        );
        assert_eq!(read("3—5万元"), ["3=30000元 exact", "5万元=50000元 exact"]);
    }

    #[test]
    fn no_quantities() {
        for (text, want) in [
            ("沿G107国道", "107 -- name"),
            ("“3+1”主导", "3+1 -- name"),
            ("5G网络", "5G -- name"),
            ("电话：0763-3366128", "0763-3366128 -- noise"),
            ("粤府〔2023〕12号", "2023〕12号 -- noise"),
            ("第135届广交会", "第135届 -- ordinal"),
            ("百强企业", "百强 -- name"),
            ("世界500强", "500强 -- name"),
            ("亿元级企业", "亿元级 -- threshold"),
            ("一个项目", "一个 -- indefinite"),
            ("几十家企业", "几十家 -- indefinite"),
            ("08:45", "08:45 -- noise"),
            ("二三十家企业", "二三十家 -- indefinite"),
            ("七八个项目", "七八个 -- indefinite"),
            ("一家企业", "一家 -- indefinite"),
        ] {
            let got = read(text);
            assert!(
                got.len() == 1 && got[0].ends_with(want.split(" -- ").nth(1).unwrap_or("")),
                "{text}: {got:?}"
            );
        }
    }
}

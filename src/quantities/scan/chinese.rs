//! Numbers in Chinese numerals (中文数字): 三十余家, 三大平台, 超千亿; what only looks like one.

use super::Scanner;
use crate::model::{Decimal, LeftoverReason, Qualifier, Quantity, Span};
use crate::quantities::numerals::{self, Numeral};
use crate::quantities::units::{self, UnitKind};
use crate::quantities::{Form, hedges};

impl Scanner<'_> {
    pub(super) fn chinese(&mut self) {
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
        let unit = units::behind(&tail[..unit_at], &tail[unit_at + multiplied..]);
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
                let says_number =
                    money || rest.starts_with('十') || self.is_hedged(start, &rest[..first]);
                if power_alone && !says_number || rest.starts_with("万一") {
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
            // 增长近一倍.
            UnitKind::Multiple => true,
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

    /// 近百项, 逾千家: a power alone is a number where it is hedged.
    fn is_hedged(&self, start: usize, power: &str) -> bool {
        let before = self.before(start);
        hedges::before(before, power).is_some() && !before.ends_with('上')
    }

    /// 亿元以上项目, 近万人: a power without a number in front.
    fn bare_multiplier(&mut self, start: usize, len: usize) {
        let rest = &self.text[start..];
        if let Some((power, plen)) = numerals::multiplier(rest)
            && (power >= 7 && rest[plen..].starts_with('元')
                || self.is_hedged(start, &rest[..plen])
                    && units::leading(&rest[plen..])
                        .is_some_and(|(kind, _)| kind == UnitKind::Count))
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
}

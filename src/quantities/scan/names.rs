//! Numbers that are none (非数量): in names, dates, telephone numbers, ordinals, vague counts.

use super::Scanner;
use crate::model::{LeftoverReason, Span};
use crate::quantities::numerals::{self, Numeral};
use crate::quantities::units::{self, UnitKind};

impl Scanner<'_> {
    /// G107, 5G, “3+1”, 0763-3366128, 〔2023〕12号, 08:45, 1920×1080.
    pub(super) fn name_or_noise(
        &self,
        start: usize,
        numeral: &Numeral,
    ) -> Option<(usize, LeftoverReason)> {
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
        // 同比+8.7%.
        let signed = &self.text[..start - before.map_or(0, char::len_utf8)];
        let is_sign = before == Some('+')
            && (signed.chars().next_back())
                .is_none_or(|c| crate::text::is_han(c) || "，,、；;（(）) ：:|".contains(c))
            && units::leading(rest).is_some();
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
    pub(super) fn is_structure(&self, start: usize, end: usize) -> bool {
        let before = &self.text[..start];
        let from = before.char_indices().rev().nth(56).map_or(0, |(at, _)| at);
        let joined = before.ends_with(':') || self.text[end..].starts_with(':');
        joined
            && ["产业结构", "产业比", "三产结构"]
                .iter()
                .any(|word| before[from..].contains(word))
    }

    /// 第135届, 二期, 12号, 3.0版: a number that orders or names.
    pub(super) fn ordinal(
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
    pub(super) fn indefinite(&mut self) {
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

//! Years and their parts (年月日) as they are printed: 2024年, 二〇二四年, 十年前, 前三季度, 9月14日, 2024-03-05.

use super::{Cursor, begins};
use crate::periods::{Expression, Part, Year};

impl Cursor<'_> {
    pub(super) fn calendar(&mut self) -> Option<(Year, Part)> {
        if let Some(day) = self.attempt(Self::iso) {
            return Some(day);
        }
        let year = self.attempt(Self::year);
        if year.is_some() {
            self.eat("的");
        }
        let part = self.attempt(Self::part);
        match (year, part) {
            (Some(year), part) => {
                if self.text[..self.at].ends_with('的') && part.is_none() {
                    self.at -= "的".len();
                }
                Some((year, part.unwrap_or(Part::Whole)))
            }
            (None, Some(part)) => Some((Year::Context, part)),
            (None, None) => None,
        }
    }

    pub(super) fn year(&mut self) -> Option<Year> {
        const WORDS: [(&str, Year); 19] = [
            ("开年以来", Year::FromPublication(0)),
            ("年初以来", Year::FromPublication(0)),
            ("新的一年", Year::FromPublication(0)),
            ("今年以来", Year::FromPublication(0)),
            ("年内", Year::OfText),
            ("今年", Year::FromPublication(0)),
            ("本年度", Year::FromPublication(0)),
            ("本年", Year::FromPublication(0)),
            ("去年", Year::FromPublication(-1)),
            ("前年", Year::FromPublication(-2)),
            ("明年", Year::FromPublication(1)),
            ("上一年度", Year::Before),
            ("上一年", Year::Before),
            ("上年", Year::Before),
            ("次年", Year::After),
            ("翌年", Year::After),
            ("第二年", Year::After),
            ("同年", Year::Context),
            ("当年", Year::Context),
        ];
        if let Some(year) = WORDS
            .iter()
            .find(|(word, _)| begins(self.rest(), word))
            .copied()
        {
            // 以来 is read by the caller.
            self.at += year.0.trim_end_matches("以来").len();
            return Some(year.1);
        }
        if let Some(ago) = self.attempt(Self::years_ago) {
            return Some(Year::FromPublication(-ago));
        }
        if let Some(year) = self.attempt(Self::short_year) {
            return Some(Year::Absolute(year));
        }
        let year = match self.digits(4, 4) {
            Some(year) => year,
            None => self.spelled_year()?,
        };
        // 1895年, but 1500年历史.
        let is_old = (1600..1900).contains(&year)
            && self.rest().starts_with('年')
            && !["年历史", "年的", "年前", "年来", "年间", "年时间"]
                .iter()
                .any(|word| self.rest().starts_with(word));
        if !is_old && !(1900..=2100).contains(&year) {
            return None;
        }
        if self.eat("年度") || self.eat("年") {
            return Some(Year::Absolute(year));
        }
        // 2018—2020年, 2018和2020年: the first year goes without 年.
        let tail = self.rest();
        for link in ["—", "-", "至", "~", "和", "、", "与"] {
            if let Some(next) = tail.strip_prefix(link)
                && next.len() > 4
                && next.as_bytes()[..4].iter().all(u8::is_ascii_digit)
                && next[4..].starts_with('年')
            {
                return Some(Year::Absolute(year));
            }
        }
        None
    }

    /// 18年10月, 08年, 零八年: a year without its century, told from a span of years by the month
    /// behind it or the zero before it.
    pub(super) fn short_year(&mut self) -> Option<i32> {
        const ERAS: [&str; 10] = [
            "民国", "康熙", "雍正", "乾隆", "嘉庆", "道光", "光绪", "昭和", "平成", "令和",
        ];
        let before = &self.text[..self.at];
        let is_digit =
            |c: char| c.is_ascii_digit() || crate::quantities::numerals::digit(c).is_some();
        if before.ends_with(is_digit) || ERAS.iter().any(|era| before.ends_with(era)) {
            return None;
        }
        let rest = self.rest();
        let (printed, _) = rest.split_once('年')?;
        let digits: Vec<u8> = printed
            .chars()
            .take(3)
            .map(|c| {
                c.to_digit(10)
                    .and_then(|d| u8::try_from(d).ok())
                    .or_else(|| crate::quantities::numerals::digit(c))
            })
            .collect::<Option<_>>()?;
        let [tens, ones] = digits[..] else {
            return None;
        };
        let year = i32::from(tens) * 10 + i32::from(ones);
        self.at += printed.len() + "年".len();
        let after = self.rest();
        let months = after
            .find(|c: char| {
                !(c.is_ascii_digit()
                    || c == '十'
                    || crate::quantities::numerals::digit(c).is_some())
            })
            .filter(|len| *len > 0 && after[*len..].starts_with('月'));
        let is_year = months.is_some() || tens == 0 && ones > 0;
        is_year.then_some(if year < 50 { 2000 + year } else { 1900 + year })
    }

    /// 十年前, 5年前: so many years before the publication.
    pub(super) fn years_ago(&mut self) -> Option<i32> {
        let ago = match self.digits(1, 2) {
            Some(ago) => ago,
            None => {
                let word: String = self
                    .rest()
                    .chars()
                    .take_while(|c| crate::quantities::numerals::digit(*c).is_some() || *c == '十')
                    .collect();
                let value = spelled(&word)?;
                self.at += word.len();
                value
            }
        };
        let is_ago = self.eat("年前") && (2..=80).contains(&ago);
        // 23年前三季度 is another thing.
        let next = self.rest().chars().next();
        let counts = next.is_some_and(|c| {
            c.is_ascii_digit()
                || crate::quantities::numerals::digit(c).is_some()
                || "几十".contains(c)
        });
        // 六年前移68位: moved up in six years.
        let counts = counts || self.rest().starts_with(['移', '进']);
        (is_ago && !counts).then_some(ago)
    }

    /// 二〇二四年.
    pub(super) fn spelled_year(&mut self) -> Option<i32> {
        let mut year = 0;
        let mut len = 0;
        for c in self.rest().chars().take(4) {
            year = year * 10 + i32::from(crate::quantities::numerals::digit(c)?);
            len += c.len_utf8();
        }
        if !self.rest()[len..].starts_with('年') {
            return None;
        }
        self.at += len;
        Some(year)
    }

    pub(super) fn part(&mut self) -> Option<Part> {
        if let Some(part) = self.eat_any(&[
            ("全年", Part::Whole),
            ("上半年", Part::Months(1, 6)),
            ("前半年", Part::Months(1, 6)),
            ("后半年", Part::Months(7, 12)),
            ("下半年", Part::Months(7, 12)),
            ("年末", Part::End),
            ("年底", Part::End),
            ("年初", Part::Month(1)),
        ]) {
            return Some(part);
        }
        self.attempt(Self::quarters)
            .or_else(|| self.attempt(Self::first_months))
            .or_else(|| self.attempt(Self::months))
    }

    /// 一季度, 第三季度, 前三季度.
    pub(super) fn quarters(&mut self) -> Option<Part> {
        let first = self.eat("前");
        if !first {
            self.eat("第");
        }
        let n = self.small()?;
        if !(1..=4).contains(&n) || !(self.eat("个季度") || self.eat("季度")) {
            return None;
        }
        Some(Part::Months(if first { 1 } else { 3 * n - 2 }, 3 * n))
    }

    /// 前11个月.
    pub(super) fn first_months(&mut self) -> Option<Part> {
        if !self.eat("前") {
            return None;
        }
        let n = self.small()?;
        ((1..=12).contains(&n) && self.eat("个月")).then_some(Part::Months(1, n))
    }

    /// 9月, 9月14日, 9月份, 1—11月, 1至11月.
    pub(super) fn months(&mut self) -> Option<Part> {
        let first = self.small()?;
        if !(1..=12).contains(&first) {
            return None;
        }
        if self.eat("月") {
            self.eat("份");
            let day = self
                .attempt(Self::day)
                .or_else(|| self.attempt(Self::first_day));
            return Some(day.map_or(Part::Month(first), |day| Part::Day(first, day)));
        }
        self.eat_any(&[("—", ()), ("-", ()), ("至", ()), ("~", ()), ("到", ())])?;
        let last = self.small()?;
        if !(first..=12).contains(&last) || !self.eat("月") {
            return None;
        }
        self.eat("份");
        Some(Part::Months(first, last))
    }

    /// 2024-03-05, 2024.3.5, 2024/03/05: year, month and day with one sign between them.
    pub(super) fn iso(&mut self) -> Option<(Year, Part)> {
        let rest = self.rest();
        let len = rest
            .find(|c: char| !(c.is_ascii_digit() || "-./".contains(c)))
            .unwrap_or(rest.len());
        // 2018/1/10-2018/7/10.
        let sign = rest[..len].chars().find(|c| !c.is_ascii_digit())?;
        let mut parts = rest[..len].splitn(3, sign);
        let mut next = |least: usize, most: usize| {
            let part = parts.next()?;
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let number = part[..digits].parse::<i32>().ok()?;
            (least..=most)
                .contains(&digits)
                .then_some((number, digits, digits == part.len()))
        };
        let (year, _, _) = next(4, 4).filter(|(_, _, whole)| *whole)?;
        let (month, month_len, _) = next(1, 2).filter(|(_, _, whole)| *whole)?;
        let (day, day_len, _) = next(1, 2)?;
        let end = 4 + 1 + month_len + 1 + day_len;
        let after = &rest[end..];
        let goes_on = after.starts_with(['.', '/', sign])
            && after[1..].starts_with(|c: char| c.is_ascii_digit())
            && !(sign == '-' && after.len() > 5);
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        if !(1700..=2100).contains(&year)
            || goes_on && sign != '-'
            || !crate::periods::near::exists(year, month, day)
            || after.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return None;
        }
        self.at += end;
        Some((Year::Absolute(year), Part::Day(month, day)))
    }

    /// 从2016到2018, 自2016-2018: years that go without their 年.
    pub(super) fn bare_years(&mut self) -> Option<Expression> {
        let first = self.digits(4, 4)?;
        self.eat_any(&[("—", ()), ("-", ()), ("至", ()), ("~", ()), ("到", ())])?;
        let last = self.digits(4, 4)?;
        let next = self.rest().chars().next();
        let ends = next.is_none_or(|c| "，。；、）的，期间".contains(c));
        let fits = (1950..last).contains(&first) && last <= 2050;
        let year = |year| (Year::Absolute(year), Part::Whole);
        (ends && fits).then_some(Expression::Span(year(first), year(last)))
    }

    /// 上世纪90年代, 20世纪80年代, 九十年代: ten years.
    pub(super) fn decade(&mut self) -> Option<Expression> {
        let century = self.attempt(|c| {
            let named = c.eat_any(&[("上世纪", 1900), ("本世纪", 2000)]);
            named.or_else(|| {
                let n = i32::from(c.small()?);
                (c.eat("世纪") && (16..=21).contains(&n)).then_some((n - 1) * 100)
            })
        });
        let tens = i32::from(self.small()?);
        // 20年代 alone is of this century or the last.
        let fits = tens % 10 == 0 && tens < 100 && (century.is_some() || tens >= 50);
        if !fits || !self.eat("年代") {
            return None;
        }
        let first = century.unwrap_or(1900) + tens;
        let year = |year| (Year::Absolute(year), Part::Whole);
        Some(Expression::Span(year(first), year(first + 9)))
    }

    /// 19 in 3月19至20日: its 日 stands behind the last day alone.
    pub(super) fn first_day(&mut self) -> Option<u8> {
        let day = self.small().filter(|day| (1..=31).contains(day))?;
        let end = self.at;
        self.eat_any(&[("—", ()), ("-", ()), ("至", ()), ("~", ()), ("到", ())])?;
        self.day().filter(|last| *last > day)?;
        self.at = end;
        Some(day)
    }

    /// 14日, 2号.
    pub(super) fn day(&mut self) -> Option<u8> {
        let day = self.small()?;
        ((1..=31).contains(&day) && (self.eat("日") || self.eat("号"))).then_some(day)
    }
}

/// 五, 十, 十五, 二十: a number of years in words.
fn spelled(word: &str) -> Option<i32> {
    let digit = |c: Option<char>| {
        c.and_then(crate::quantities::numerals::digit)
            .map(i32::from)
    };
    match word.split_once('十') {
        None if word.chars().count() == 1 => digit(word.chars().next()),
        None => None,
        Some((tens, ones)) => {
            let tens = if tens.is_empty() {
                1
            } else {
                digit(tens.chars().next())?
            };
            let ones = if ones.is_empty() {
                0
            } else {
                digit(ones.chars().next())?
            };
            Some(tens * 10 + ones)
        }
    }
}

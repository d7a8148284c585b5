//! Finds period mentions by a small grammar on characters.

use super::{Expression, Part, PeriodMention, PlanPart, Year};
use crate::model::Span;

/// The period mentions of a normalised sentence, in order, not overlapping.
pub fn find(text: &str) -> Vec<PeriodMention> {
    let mut found: Vec<PeriodMention> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let than = || text[..at].ends_with(['比', '较', '与', '同']);
        let rest = &text[at..];
        let compared = || match c {
            '上' | '去' => {
                than() && !rest.starts_with("上半年") || rest[c.len_utf8()..].starts_with("年同期")
            }
            '年' => {
                let ends = ["年初", "年末", "年底"];
                than() && ends.iter().any(|end| rest.starts_with(end))
            }
            _ => false,
        };
        if may_begin(c)
            && !compared()
            && let Some(mention) = Cursor::new(text, at).mention()
        {
            at = mention.span.end;
            found.push(mention);
        } else if compared() {
            // 比上年末 is a comparison whole: no 年末 begins in it.
            let mut chars = text[at..].chars();
            at += chars.by_ref().take(2).map(char::len_utf8).sum::<usize>();
            let end = chars.next().filter(|end| matches!(end, '末' | '底' | '初'));
            at += end.map_or(0, char::len_utf8);
        } else if c.is_ascii_digit() {
            // The rest of a number is no beginning: 1794.8万元 holds no 94年.
            at += text[at..]
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len() - at);
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// Characters that a period mention can begin with.
const fn may_begin(c: char) -> bool {
    matches!(
        c,
        '0'..='9'
            | '今'
            | '去'
            | '上'
            | '下'
            | '前'
            | '明'
            | '同'
            | '当'
            | '全'
            | '近'
            | '本'
            | '眼'
            | '时'
            | '而'
            | '目'
            | '现'
            | '如'
            | '截'
            | '至'
            | '到'
            | '自'
            | '从'
            | '第'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '两'
            | '“'
            | '零'
            | '〇'
            | '每'
            | '年'
            | '此'
            | '过'
            | '未'
    )
}

/// True when `text` begins with `word`: asked of many words, of which the last byte tells nearly
/// all apart.
#[inline]
fn begins(text: &str, word: &str) -> bool {
    let last = word.len().wrapping_sub(1);
    text.as_bytes().get(last) == word.as_bytes().get(last) && text.starts_with(word)
}

struct Cursor<'t> {
    text: &'t str,
    start: usize,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            start: at,
            at,
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = begins(self.rest(), word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn eat_any<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words
            .iter()
            .find(|(word, _)| self.eat(word))
            .map(|&(_, value)| value)
    }

    /// An Arabic number of `digits` digits at most, not continued by more digits or a decimal.
    fn digits(&mut self, least: usize, most: usize) -> Option<i32> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        if len < least || len > most || rest[len..].starts_with('.') {
            return None;
        }
        let number = rest[..len].parse().ok()?;
        self.at += len;
        Some(number)
    }

    /// A small number in either script: 3, 三, 十二.
    fn small(&mut self) -> Option<u8> {
        if let Some(n) = self.digits(1, 2) {
            return u8::try_from(n).ok();
        }
        let numeral = crate::quantities::numerals::chinese(self.rest())?;
        let n: u8 = numeral.value.try_into().ok()?;
        self.at += numeral.len;
        Some(n)
    }

    /// Tries a rule; goes back when it fails.
    fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let result = rule(self);
        if result.is_none() {
            self.at = at;
        }
        result
    }

    fn done(&self, expression: Expression, is_as_of: bool, is_since: bool) -> PeriodMention {
        PeriodMention {
            span: Span::new(self.start, self.at),
            expression,
            is_as_of,
            is_since,
        }
    }

    fn mention(mut self) -> Option<PeriodMention> {
        if self.start > 0 && self.text.as_bytes()[self.start].is_ascii_digit() {
            let before = self.text.as_bytes()[self.start - 1];
            if before.is_ascii_alphanumeric() || before == b'.' || before == b'-' || before == b','
            {
                return None;
            }
        }
        let as_of = self
            .eat_any(&[
                ("截至到", true),
                ("截至", true),
                ("截止到", true),
                ("截止", true),
            ])
            .or_else(|| self.eat_any(&[("到", false), ("至", false)]))
            .is_some();
        let from = !as_of
            && self
                .eat_any(&[("自从", ()), ("自", ()), ("从", ())])
                .is_some();
        if let Some(expression) = self.now() {
            return Some(self.done(expression, false, false));
        }
        if from || as_of {
            self.eat("了");
        }
        if from && let Some(years) = self.attempt(Self::bare_years) {
            return Some(self.done(years, false, false));
        }
        if let Some(decade) = self.attempt(Self::decade) {
            self.eat_any(&[("初", ()), ("末", ()), ("期间", ())]);
            return Some(self.done(decade, as_of, false));
        }
        if let Some(mention) = self.plan(as_of) {
            return Some(mention);
        }
        if !as_of
            && !from
            && let Some(expression) = self.attempt(Self::years)
        {
            return Some(self.done(expression, false, false));
        }
        let (year, part) = self.attempt(Self::calendar)?;
        let mut expression = Expression::Calendar(year, part);
        let mut last = part;
        let tail = self.attempt(|c| {
            c.eat_any(&[("—", ()), ("至", ()), ("-", ()), ("~", ()), ("到", ())])?;
            // 12月1日至2日: the second day goes without its month.
            if let Part::Day(month, _) = part
                && let Some(day) = c.attempt(Self::day)
            {
                return Some((Year::Context, Part::Day(month, day)));
            }
            c.calendar()
        });
        // 2007年与2009年之间.
        let tail = tail.or_else(|| {
            self.attempt(|c| {
                c.eat_any(&[("与", ()), ("和", ())])?;
                let to = c.calendar()?;
                c.eat_any(&[("之间", ()), ("间", ())])?;
                Some(to)
            })
        });
        if let Some((to, to_part)) = tail {
            // 2024年9月—11月 keeps the year on both sides.
            let to = if to == Year::Context { year } else { to };
            expression = Expression::Span((year, part), (to, to_part));
            last = to_part;
        }
        let is_end = self
            .eat_any(&[("年末", ()), ("年底", ()), ("末", ()), ("底", ())])
            .is_some();
        if self.rest().starts_with("初") {
            self.at += "初".len();
        }
        let is_since = self
            .eat_any(&[("以来", ()), ("至今", ()), ("起", ())])
            .is_some()
            || (from && self.rest().starts_with("开始"))
            || (from && self.since_follows());
        if !is_since {
            self.eat_any(&[("期间", ()), ("当年", ())]);
        }
        Some(self.done(expression, as_of || is_end || last == Part::End, is_since))
    }

    /// 自2015年升级为国家高新区以来: the word that closes the frame stands before the next comma.
    fn since_follows(&self) -> bool {
        let clause = self.rest().split(['，', '。', '；']).next().unwrap_or("");
        clause.contains("以来") || clause.ends_with("后")
    }

    fn now(&mut self) -> Option<Expression> {
        const NOW: [&str; 18] = [
            "眼下",
            "当下",
            "时下",
            "而今",
            "今天",
            "今日",
            "目前",
            "当前",
            "如今",
            "现今",
            "迄今",
            "今为止",
            "现在",
            "现已",
            "现有",
            "现拥有",
            "此前为止",
            "现共有",
        ];
        let word = NOW.iter().find(|word| begins(self.rest(), word))?;
        // 现有 is a word of time and of having: the verb stays in the text.
        let len = if word.starts_with('现') && *word != "现在" && *word != "现今" {
            "现".len()
        } else {
            word.len()
        };
        self.at += len;
        self.eat("为止");
        Some(Expression::Now)
    }

    /// “十四五”期间.
    fn plan(&mut self, as_of: bool) -> Option<PeriodMention> {
        let number = self.attempt(|c| {
            let quoted = c.eat("“");
            c.eat_any(&[("十", ())])?;
            let n = crate::quantities::numerals::digit(c.rest().chars().next()?)?;
            c.at += "一".len();
            if !c.eat("五") || !(1..=9).contains(&n) {
                return None;
            }
            (c.eat("”") || !quoted).then_some(10 + n)
        })?;
        let first = self.attempt(|c| {
            c.eat_any(&[("前", ()), ("头", ())])?;
            let n = c.small().filter(|n| (1..=4).contains(n))?;
            c.eat("年").then_some(n)
        });
        if let Some(years) = first {
            let part = PlanPart::First(years);
            return Some(self.done(Expression::Plan { number, part }, as_of, false));
        }
        let part = self
            .eat_any(&[
                ("时期末", PlanPart::End),
                ("期末", PlanPart::End),
                ("末", PlanPart::End),
                ("以来", PlanPart::Since),
                ("期间", PlanPart::Whole),
                ("时期", PlanPart::Whole),
            ])
            .unwrap_or(PlanPart::Whole);
        let is_end = part == PlanPart::End;
        Some(self.done(Expression::Plan { number, part }, as_of || is_end, false))
    }

    /// 近3年, 过去五年, 10年来, 3年时间里, 两年间, 两年累计.
    fn years(&mut self) -> Option<Expression> {
        let recent = self
            .eat_any(&[
                ("近", ()),
                ("过去", ()),
                ("最近", ()),
                ("这", ()),
                ("此前", ()),
            ])
            .is_some();
        let n = self.small()?;
        if n == 0 {
            return None;
        }
        self.eat_any(&[("多", ()), ("余", ())]);
        if !self.eat("年") {
            return None;
        }
        if self
            .eat_any(&[
                ("时间里", ()),
                ("时间内", ()),
                ("间", ()),
                ("累计", ()),
                ("合计", ()),
            ])
            .is_some()
        {
            return Some(Expression::ToldYears(n));
        }
        let ends = self
            .eat_any(&[("以来", ()), ("来", ()), ("间", ()), ("里", ())])
            .is_some();
        (recent || ends).then_some(Expression::LastYears(n))
    }

    /// 2024-03-05, 2024.3.5, 2024/03/05: year, month and day with one sign between them.
    fn iso(&mut self) -> Option<(Year, Part)> {
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
            || !super::near::exists(year, month, day)
            || after.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return None;
        }
        self.at += end;
        Some((Year::Absolute(year), Part::Day(month, day)))
    }

    /// 从2016到2018, 自2016-2018: years that go without their 年.
    fn bare_years(&mut self) -> Option<Expression> {
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
    fn decade(&mut self) -> Option<Expression> {
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

    fn calendar(&mut self) -> Option<(Year, Part)> {
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

    fn year(&mut self) -> Option<Year> {
        const WORDS: [(&str, Year); 13] = [
            ("今年以来", Year::FromPublication(0)),
            ("年内", Year::FromPublication(0)),
            ("今年", Year::FromPublication(0)),
            ("本年度", Year::FromPublication(0)),
            ("本年", Year::FromPublication(0)),
            ("去年", Year::FromPublication(-1)),
            ("前年", Year::FromPublication(-2)),
            ("明年", Year::FromPublication(1)),
            ("上一年度", Year::Before),
            ("上一年", Year::Before),
            ("上年", Year::Before),
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
    fn short_year(&mut self) -> Option<i32> {
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
    fn years_ago(&mut self) -> Option<i32> {
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
        (is_ago && !counts).then_some(ago)
    }

    /// 二〇二四年.
    fn spelled_year(&mut self) -> Option<i32> {
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

    fn part(&mut self) -> Option<Part> {
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
    fn quarters(&mut self) -> Option<Part> {
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
    fn first_months(&mut self) -> Option<Part> {
        if !self.eat("前") {
            return None;
        }
        let n = self.small()?;
        ((1..=12).contains(&n) && self.eat("个月")).then_some(Part::Months(1, n))
    }

    /// 9月, 9月14日, 9月份, 1—11月, 1至11月.
    fn months(&mut self) -> Option<Part> {
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
}

impl Cursor<'_> {
    /// 19 in 3月19至20日: its 日 stands behind the last day alone.
    fn first_day(&mut self) -> Option<u8> {
        let day = self.small().filter(|day| (1..=31).contains(day))?;
        let end = self.at;
        self.eat_any(&[("—", ()), ("-", ()), ("至", ()), ("~", ()), ("到", ())])?;
        self.day().filter(|last| *last > day)?;
        self.at = end;
        Some(day)
    }

    /// 14日, 2号.
    fn day(&mut self) -> Option<u8> {
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

#[cfg(test)]
mod tests {
    use super::super::Clock;
    use super::*;
    use crate::model::Date;

    fn read(text: &str) -> Vec<(String, String)> {
        let clock = Clock {
            published: Some(Date::month(2025, 11)),
            told: Some(2024),
            told_since: None,
            home: None,
        };
        find(text)
            .iter()
            .map(|m| {
                (
                    m.span.of(text).to_string(),
                    clock.resolve(m).map_or("-".into(), |p| p.to_string()),
                )
            })
            .collect()
    }

    #[test]
    fn each_form_resolves() {
        for (text, quote, iso) in [
            ("2024年，增长", "2024年", "2024"),
            ("2025年前三季度", "2025年前三季度", "2025-01/2025-09"),
            ("截至今年9月，", "截至今年9月", "2025-09"),
            ("今年1-2月,", "今年1-2月", "2025-01/2025-02"),
            ("2023年1—11月，", "2023年1—11月", "2023-01/2023-11"),
            ("去年完成", "去年", "2024"),
            ("近3年，该中心", "近3年", "2023/2025"),
            ("10年来，", "10年来", "2015/2025"),
            ("“十四五”末突破", "“十四五”末", "2025"),
            ("2021年12月31日，", "2021年12月31日", "2021-12-31"),
            ("全年实现", "全年", "2024"),
            ("到2030年突破", "到2030年", "2030"),
            ("目前拥有", "目前", "pub"),
            ("现有企业", "现", "pub"),
            ("2018—2020年累计", "2018—2020年", "2018/2020"),
            ("二〇二三年", "二〇二三年", "2023"),
            ("上半年", "上半年", "2024-01/2024-06"),
            ("一季度", "一季度", "2024-01/2024-03"),
            ("12月1日至2日，", "12月1日至2日", "2024-12-01/2024-12-02"),
            ("“十四五”前三年，", "“十四五”前三年", "2021/2023"),
            ("年内投产", "年内", "2025"),
            ("前11个月", "前11个月", "2024-01/2024-11"),
            ("2024-03-05，", "2024-03-05", "2024-03-05"),
            ("截至2024.3.5，", "截至2024.3.5", "2024-03-05"),
            (
                "2018/1/10-2018/7/10",
                "2018/1/10-2018/7/10",
                "2018-01-10/2018-07-10",
            ),
            ("18年10月，", "18年10月", "2018-10"),
            ("08年奥运会", "08年", "2008"),
            ("上世纪90年代，", "上世纪90年代", "1990/1999"),
            ("八十年代末", "八十年代末", "1980/1989"),
            ("3月19至20日", "3月19至20日", "2024-03-19/2024-03-20"),
            ("2007年与2009年之间", "2007年与2009年之间", "2007/2009"),
            ("始建于1895年。", "1895年", "1895"),
            ("零八年奥运会", "零八年", "2008"),
            ("从2016到2018，", "从2016到2018", "2016/2018"),
            ("今年后半年", "今年后半年", "2025-07/2025-12"),
            ("2月30日", "2月30日", "-"),
            ("2月29日", "2月29日", "2024-02-29"),
            ("8月至2月", "8月至2月", "2023-08/2024-02"),
        ] {
            assert_eq!(
                read(text).first(),
                Some(&(quote.to_string(), iso.to_string())),
                "{text}"
            );
        }
    }

    #[test]
    fn a_comparison_may_stand_before_anything() {
        for text in ["产值比上", "产值比上5家", "产值比上5", "二两", "两两", "18"]
        {
            assert_eq!(read(text), [], "{text}");
        }
        assert_eq!(read("比上年末增加，2024年").len(), 1);
    }

    #[test]
    fn figures_are_no_periods() {
        for text in [
            "1794.8万元",
            "3个月",
            "25年时间来",
            "第三季",
            "12家",
            "2000万元",
            "月产2024台",
            "比年初增加",
            "与去年同期持平",
            "去年同期才",
            "比上4家",
            "1700年历史",
            "光绪20年",
            "从2016到2018家",
            "20年10个月",
            "15年时间",
            "192.168.2024.3.5.1",
            "版本2024.13.5",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}

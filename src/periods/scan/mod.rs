//! Finds period mentions by a small grammar on characters.

mod calendar;
#[cfg(test)]
mod tests;

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
            // 首次年产量, 三次年会: so many times; 连续第二年, “十四五”第二年: counted from elsewhere.
            '次' | '第' => {
                let opens = text[..at].is_empty()
                    || text[..at].ends_with(['。', '，', '；', '：', '“', '\n']);
                (rest.starts_with("次年") || rest.starts_with("第二年")) && !opens
            }
            // 是现有企业增资扩产: which firms, not when.
            '现' => {
                rest.starts_with("现有") && text[..at].ends_with(['是', '对', '为', '及', '和'])
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
            | '开'
            | '新'
            | '次'
            | '翌'
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
            || (from && self.since_follows())
            || self.began_with();
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

    /// 2021年落户以来: what has happened since stands between.
    fn began_with(&self) -> bool {
        const LONGEST: usize = 12;
        let clause = self.rest().split(['，', '。', '；']).next().unwrap_or("");
        let event = clause.strip_suffix("以来").unwrap_or("");
        (2..=LONGEST).contains(&event.chars().count()) && event.chars().all(crate::text::is_han)
    }

    fn now(&mut self) -> Option<Expression> {
        const NOW: [&str; 21] = [
            "现配备",
            "现设有",
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
            "现辖",
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
                ("收官之年", PlanPart::End),
                ("开局之年", PlanPart::First(1)),
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
            .eat_any(&[
                ("以来", ()),
                ("来", ()),
                ("下来", ()),
                ("间", ()),
                ("里", ()),
            ])
            .is_some();
        (recent || ends).then_some(Expression::LastYears(n))
    }
}

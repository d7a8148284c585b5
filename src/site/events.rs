//! Dated sentences (大事): what the articles place in a year, in their own words. A date that only
//! opens a sentence full of figures of that year is none, since the year's table shows those.

use std::collections::BTreeSet;

use crate::{
    model::{Date, LeftoverReason, Observation, Period, Span, hash12},
    periods::{self, Clock, Expression, Year},
    text::{Document, Normal},
};

use crate::model::Leftover;

/// A date in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// `d-` and 12 hex digits of the article's permanent id, the sentence and the date without
    /// white space: the address of the date in its article.
    pub(crate) id: String,
    /// Slug of the article.
    pub(crate) article: String,
    /// The date.
    pub(crate) date: Date,
    /// The date as printed, in bytes of the article's plain text.
    pub(crate) quote: Span,
    /// What is told of the date, as printed: clauses of the sentence.
    pub(crate) told: Span,
    /// The sentence.
    pub(crate) sentence: Span,
}

/// Longest account in characters before it is cut at a comma.
const LONG: usize = 96;

/// How many characters may stand before a date in its clause: 早在, 再到, 并于, 自.
const LEAD: usize = 3;

/// Words that tell of something that happens. What a year alone opens without one of them is a
/// review of the year: 2024年，全区坚持创新驱动…
const HAPPENINGS: [&str; 48] = [
    "成立", "批准", "批复", "获批", "认定", "设立", "揭牌", "挂牌", "上市", "签约", "签订", "举行",
    "启动", "开工", "动工", "投产", "投用", "建成", "竣工", "通车", "开园", "建区", "升级", "升为",
    "升格", "跻身", "晋级", "入驻", "入选", "落户", "公布", "发布", "印发", "出台", "荣获", "获评",
    "授予", "评为", "组建", "创办", "创立", "改制", "合并", "更名", "撤销", "召开", "共建", "周年",
];

impl Event {
    /// True when the sentence tells of something that happened then: it names a month or a day, or
    /// the clause of the year has a word for it.
    pub(crate) fn happens(&self, text: &str) -> bool {
        let behind = text.get(self.quote.end..self.told.end.max(self.quote.end));
        let clauses = behind.unwrap_or_default().split(stops);
        let mut clauses = clauses.filter(|clause| clause.chars().count() > 2);
        let clause = clauses.next().unwrap_or_default();
        self.date.month.is_some() || HAPPENINGS.iter().any(|word| clause.contains(word))
    }
}

/// The dated sentences of an article, in text order, each account once.
pub(crate) fn events(
    document: &Document,
    observations: &[&Observation],
    leftovers: &[&Leftover],
) -> Vec<Event> {
    let dated: BTreeSet<Span> = leftovers
        .iter()
        .filter(|leftover| leftover.reason == LeftoverReason::Date)
        .map(|leftover| leftover.sentence)
        .collect();
    let published = document.article.published.map(|p| p.date);
    let mut events: Vec<Event> = Vec::new();
    for block in &document.blocks {
        let mut clock = Clock {
            published,
            told: None,
            told_since: None,
            told_from_today: false,
            home: None,
        };
        for &sentence in block.sentences.iter().filter(|s| dated.contains(s)) {
            let normal = Normal::new(&document.text, sentence);
            let mentions = periods::find(normal.text());
            let mut dates: Vec<(Span, Date, bool)> = Vec::new();
            for mention in &mentions {
                let Expression::Calendar(year, _) = mention.expression else {
                    continue;
                };
                let date = match clock.resolve(mention) {
                    Some(Period::At(date)) => date,
                    Some(Period::Range(from, to)) if from.year != to.year => from,
                    _ => continue,
                };
                let quote = normal.printed(mention.span);
                let before = &document.text[sentence.start..quote.start];
                let is_absolute = matches!(year, Year::Absolute(_) | Year::FromPublication(_));
                if is_absolute && before.chars().count() <= LEAD {
                    clock.told = Some(date.year);
                }
                // 举办2022年应届毕业生招聘会 tells of no 2022, nor does a year that a sum is about.
                let clause = before.rsplit(stops).next().unwrap_or(before);
                let has_digit = quote
                    .of(&document.text)
                    .contains(|c: char| c.is_ascii_digit());
                if has_digit && clause.chars().count() <= LEAD {
                    let is_state = quote.of(&document.text).starts_with('截');
                    dates.push((quote, date, is_state));
                }
            }
            for (i, &(quote, date, is_state)) in dates.iter().enumerate() {
                let next = dates.get(i + 1).map_or(sentence.end, |d| d.0.start);
                let told = account(&document.text, sentence, quote, next);
                let covers = |o: &&&Observation| {
                    let period = o.period_iso.and_then(Period::last);
                    o.sentence == sentence
                        && (told.contains(o.quote) || period.is_some_and(|p| p.year == date.year))
                };
                let in_table = date.month.is_none() && observations.iter().any(|o| covers(&o));
                if is_state || in_table {
                    continue;
                }
                events.push(Event {
                    id: format!("d-{}", address(document, sentence, quote)),
                    article: document.article.slug.clone(),
                    date,
                    quote,
                    told,
                    sentence,
                });
            }
        }
    }
    // A box may repeat a sentence of the text, a clause may name its year twice.
    let mut seen: BTreeSet<(Date, String)> = BTreeSet::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    events.retain(|event| {
        let words = squeezed(event.told.of(&document.text));
        seen.insert((event.date, words)) && ids.insert(event.id.clone())
    });
    events
}

fn address(document: &Document, sentence: Span, quote: Span) -> String {
    let words = squeezed(sentence.of(&document.text));
    let date = squeezed(quote.of(&document.text));
    let before = squeezed(&document.text[sentence.start..quote.start]);
    let nth = before.matches(&date).count().to_string();
    hash12([document.article.id.as_str(), &words, &date, &nth])
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn stops(c: char) -> bool {
    "，,；;：:。！？“”".contains(c)
}

/// What is told of a date: the whole sentence where it is short, else the clauses from the one
/// that the date stands in to the one before the next date, cut where they grow long.
fn account(text: &str, sentence: Span, quote: Span, next: usize) -> Span {
    if sentence.of(text).chars().count() <= LONG {
        return sentence;
    }
    let before = &text[sentence.start..quote.start];
    let start = before
        .rfind(stops)
        .and_then(|at| Some(sentence.start + at + before[at..].chars().next()?.len_utf8()))
        .unwrap_or(sentence.start);
    let behind = &text[quote.end..next.max(quote.end)];
    let mut end = next.max(quote.end);
    if end < sentence.end
        && let Some(at) = behind.rfind(stops)
    {
        end = quote.end + at;
    }
    let mut length = text[start..quote.end].chars().count();
    let mut cut = None;
    let mut early = true;
    for (at, c) in text[quote.end..end].char_indices() {
        length += 1;
        // A cut early in the account would leave nothing told: rather one late.
        if stops(c) && (length <= LONG || early) {
            early = length < LONG / 2;
            cut = Some(quote.end + at);
        }
    }
    if length > LONG
        && let Some(cut) = cut
    {
        end = cut;
    }
    let words = &text[start..end];
    let start = end - words.trim_start().len();
    let end = start + text[start..end].trim_end().len();
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Article, text};

    fn told(body: &str) -> Vec<(String, String)> {
        let article = Article {
            slug: "a".into(),
            id: "a".into(),
            title: "题".into(),
            short: String::new(),
            published: Some(crate::model::Published {
                date: Date::month(2022, 10),
                is_estimated: false,
            }),
            byline: String::new(),
            source: String::new(),
            url: String::new(),
            aliases: vec![],
            note: String::new(),
            body: body.into(),
        };
        let document = text::read(article);
        let leftovers: Vec<Leftover> = document
            .blocks
            .iter()
            .flat_map(|block| &block.sentences)
            .map(|&sentence| Leftover {
                article: "a".into(),
                sentence,
                quote: sentence,
                quote_text: String::new(),
                reason: LeftoverReason::Date,
            })
            .collect();
        let leftovers: Vec<&Leftover> = leftovers.iter().collect();
        events(&document, &[], &leftovers)
            .into_iter()
            .map(|e| (e.date.to_string(), e.told.of(&document.text).to_string()))
            .collect()
    }

    fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter()
            .map(|(a, b)| (a.to_string(), b.to_string()))
            .collect()
    }

    #[test]
    fn each_date_of_a_long_sentence_has_its_own_clauses() {
        assert_eq!(
            told(&format!(
                "从1991年建区，到2011年升为省级，到2015年9月29日升为国家级，走出了一条路{}。",
                "，再走一程".repeat(20)
            ))
            .into_iter()
            .map(|(date, told)| (date, told.chars().take(23).collect()))
            .collect::<Vec<(String, String)>>(),
            pairs(&[
                ("1991", "从1991年建区"),
                ("2011", "到2011年升为省级"),
                ("2015-09-29", "到2015年9月29日升为国家级，走出了一条路"),
            ])
        );
    }

    #[test]
    fn days_without_a_year_belong_to_the_year_told_or_of_publication() {
        assert_eq!(
            told("8月8日，园区举办2021年应届生招聘会。\n\n2020年5月18日，公司上市。9月3日，扩产。"),
            pairs(&[
                ("2022-08-08", "8月8日，园区举办2021年应届生招聘会。"),
                ("2020-05-18", "2020年5月18日，公司上市。"),
                ("2020-09-03", "9月3日，扩产。"),
            ])
        );
    }

    #[test]
    fn a_state_at_a_date_is_no_event_and_what_is_told_twice_comes_once() {
        assert_eq!(
            told("截至2021年12月，入驻多家。\n\n2021年11月，发布。\n\n2021年11月，发布。"),
            pairs(&[("2021-11", "2021年11月，发布。")])
        );
    }
}

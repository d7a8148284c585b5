//! Small articles and observations for the tests of this stage.

use crate::model::{
    Article, Date, Decimal, Measure, Nature, Observation, ObservationId, Period, Published,
    Qualifier, Span,
};

/// An article of a month, with a body.
pub(crate) fn article(slug: &str, published: &str, body: &str) -> Article {
    Article {
        slug: slug.into(),
        id: format!("id-{slug}"),
        title: format!("题 {slug}"),
        short: String::new(),
        published: Some(Published {
            date: published.parse::<Date>().expect("a date"),
            is_estimated: true,
        }),
        byline: "记者".into(),
        source: "报".into(),
        url: String::new(),
        aliases: vec![],
        note: String::new(),
        body: body.into(),
    }
}

/// The `n`th observation of an article: a count of 规模以上工业企业数, its digits as the value.
pub(crate) fn observation(article: &str, n: usize, quote: &str, period: &str) -> Observation {
    let digits: String = quote
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let value: Decimal = digits.parse().expect("digits");
    let unit = quote.trim_start_matches(|c| digits.contains(c));
    Observation {
        id: ObservationId::new([article, quote, &n.to_string()]),
        article: article.into(),
        sentence: Span::new(n * 100, n * 100 + quote.len()),
        sentence_text: quote.into(),
        quote: Span::new(n * 100, n * 100 + quote.len()),
        quote_text: quote.into(),
        value,
        step: Decimal::new(1, value.scale()),
        unit: unit.into(),
        qualifier: Qualifier::Exact,
        measure: Measure::Level,
        basis: None,
        nature: Nature::Result,
        cumulative: false,
        period: Some(period.parse::<Period>().expect("a period")),
        period_iso: None,
        subject: "高新区".into(),
        indicator: Some("规模以上工业企业数".into()),
        indicator_id: None,
        breakdown: None,
        label: "规模以上工业企业数".into(),
        rule: "test".into(),
        correction: None,
        fact: None,
    }
}

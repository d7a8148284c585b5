//! The mentions of an article (提及) before anything is linked: what the recognisers found, each
//! quantity with value and unit, each period resolved as far as the article's own dates allow.

use super::lexicon::Lexicon;
use super::sentence::Sentence;
use super::subjects::Subjects;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{Meaning, Mention, Period, Span};
use crate::periods::{self, Clock, Expression, PeriodMention, Year};
use crate::text::{BlockKind, Document, Segmenter};

/// All quantities and periods of a document in text order; where one lies in the other, the
/// period comes first.
///
/// # Errors
/// When the vocabulary is too large for the automaton.
pub fn mentions(
    document: &Document,
    config: &Config,
    segmenter: &Segmenter,
    subject: &str,
) -> Result<Vec<Mention>, Box<Diagnostic>> {
    let lexicon = Lexicon::new(config, subject)?;
    let subjects = Subjects::of(document, config, segmenter, subject);
    let mut clock = Clock {
        published: document.article.published.map(|p| p.date),
        told: None,
        told_since: None,
        told_from_today: false,
        home: None,
    };
    let mut found = Vec::new();
    for piece in pieces(document) {
        let sentence = Sentence::new(document, piece, &lexicon, segmenter, &subjects);
        let mut mention = |span: Span, meaning| {
            let quote = sentence.normal.printed(span);
            found.push(Mention {
                article: document.article.slug.clone(),
                sentence: piece,
                quote,
                quote_text: document.slice(quote).to_string(),
                meaning,
            });
        };
        for period in &sentence.periods {
            let resolved = clock.resolve(period);
            tell(&mut clock, period, resolved);
            mention(period.span, Meaning::Period(resolved));
        }
        // 昨天, 上周, 29日: dates of events, which no figure is linked to.
        let near = periods::near(sentence.text()).into_iter().filter(|near| {
            let mut spans = sentence.periods.iter().map(|period| period.span);
            !spans.any(|span| span.overlaps(near.span))
        });
        let near: Vec<PeriodMention> = near.collect();
        for period in &near {
            mention(period.span, Meaning::Period(clock.resolve(period)));
        }
        for quantity in &sentence.quantities {
            if near
                .iter()
                .any(|period| period.span.contains(quantity.span))
            {
                continue;
            }
            mention(quantity.span, Meaning::Quantity(quantity.quantity.clone()));
        }
    }
    // Stable: of a period and a quantity at one place the period stays first.
    found.sort_by_key(|mention| (mention.quote.start, mention.quote.end));
    Ok(found)
}

/// Sentences, and the cells of tables one by one.
fn pieces(document: &Document) -> Vec<Span> {
    let pieces = document.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::TableRow { cells, .. } => cells,
        _ => &block.sentences,
    });
    pieces.copied().filter(|span| !span.is_empty()).collect()
}

/// Remembers the year that a later 9月 or 同期 belongs to.
fn tell(clock: &mut Clock, mention: &PeriodMention, period: Option<Period>) {
    let Expression::Calendar(Year::Absolute(_) | Year::FromPublication(_), _) = mention.expression
    else {
        return;
    };
    if let Some(date) = period.and_then(Period::last) {
        clock.told = Some(date.year);
    }
}

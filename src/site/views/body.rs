//! The text of an article (正文), block by block, every figure a link.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    model::{Observation, Span},
    text::{Block, BlockKind, Document},
};

use super::{
    check::Doubt,
    part::{Desk, titled},
    quote::disputed,
};

/// A block of the text.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TextRow {
    /// `h2`, `h3`, `p`, `list`, `cap` or `table`.
    pub(crate) kind: &'static str,
    /// A line each: one for headings, paragraphs and captions, one an item or row otherwise.
    pub(crate) lines: Vec<Line>,
    /// The figures of the block, beside it.
    pub(crate) notes: Vec<MarginNote>,
    /// What other articles say otherwise.
    pub(crate) alerts: Vec<Alert>,
    /// Checks of its figures that ask for a reader's eye, each once.
    pub(crate) doubts: Vec<Doubt>,
}

/// A line of a block: a table row has many cells, everything else one.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Line {
    /// Address of the sentence, where the line is one; else its sentences have their own.
    pub(crate) id: Option<String>,
    /// True for the row of column headers.
    pub(crate) header: bool,
    /// The cells.
    pub(crate) cells: Vec<Vec<Mark>>,
}

/// A stretch of text; a figure when it has an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Mark {
    /// Address of the sentence that begins here.
    pub(crate) opens: Option<String>,
    /// True when that sentence ends here.
    pub(crate) closes: bool,
    /// The characters.
    pub(crate) text: String,
    /// Observation id.
    pub(crate) id: Option<String>,
    /// Ids of further observations at the same place.
    pub(crate) also: Vec<String>,
    /// The page about the figure.
    pub(crate) href: String,
    /// True in a conflict.
    pub(crate) bad: bool,
    /// True for a date that leads to its year.
    pub(crate) date: bool,
}

/// A figure beside its block.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MarginNote {
    /// Name and period.
    pub(crate) name: String,
    /// The page about it.
    pub(crate) href: String,
    /// As printed.
    pub(crate) value: String,
}

/// Another article's value.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Alert {
    /// `《…》作203个`.
    pub(crate) text: String,
    /// Both side by side.
    pub(crate) href: String,
}

impl<'a> Desk<'a> {
    /// The blocks of an article with their figures.
    pub(crate) fn text_rows(
        &self,
        document: &Document,
        observations: &[&'a Observation],
    ) -> Vec<TextRow> {
        let mut rows: Vec<TextRow> = Vec::new();
        let mut next = 0;
        let mut sentences = 0;
        for block in &document.blocks {
            let number = sentences + 1;
            sentences += block.sentences.len();
            while next < observations.len() && observations[next].quote.end <= block.span.start {
                next += 1;
            }
            let here: Vec<&Observation> = observations[next..]
                .iter()
                .copied()
                .take_while(|o| o.quote.start < block.span.end)
                .collect();
            let (kind, line) = self.line(document, (block, number), &here);
            let notes = here.iter().map(|o| {
                let (name, period, href) = self.about_figure(o);
                let stop = if period.is_empty() { "" } else { "，" };
                MarginNote {
                    name: format!("{name}{stop}{period}"),
                    href,
                    value: self.figure_of(o).text(),
                }
            });
            let alerts = here.iter().filter_map(|o| self.alert(o));
            let doubts = here.iter().filter_map(|o| self.doubt_beside(o));
            let joins = matches!(kind, "list" | "table");
            match rows.last_mut() {
                Some(row) if joins && row.kind == kind => {
                    row.lines.push(line);
                    row.notes.extend(notes);
                    row.alerts.extend(alerts);
                    row.doubts.extend(doubts);
                }
                _ => rows.push(TextRow {
                    kind,
                    lines: vec![line],
                    notes: notes.collect(),
                    alerts: alerts.collect(),
                    doubts: doubts.collect(),
                }),
            }
        }
        for row in &mut rows {
            let mut seen = BTreeSet::new();
            row.doubts.retain(|doubt| seen.insert(doubt.href.clone()));
            if row.kind == "table" {
                row.notes.clear();
            }
        }
        rows
    }

    /// The line of a block whose first sentence has this number.
    fn line(
        &self,
        document: &Document,
        (block, number): (&Block, usize),
        here: &[&'a Observation],
    ) -> (&'static str, Line) {
        let id = (block.sentences.len() == 1).then(|| sentence_id(number));
        let one = |kind| {
            let marks = self.marks(document, block.span, here);
            let cell = match id {
                Some(_) => marks,
                None => in_sentences(marks, block, number),
            };
            let line = Line {
                id: id.clone(),
                header: false,
                cells: vec![cell],
            };
            (kind, line)
        };
        match &block.kind {
            BlockKind::Heading(1 | 2) => one("h2"),
            BlockKind::Heading(_) => one("h3"),
            BlockKind::Paragraph => one("p"),
            BlockKind::ListItem(_) => one("list"),
            BlockKind::Caption => one("cap"),
            BlockKind::TableRow { is_header, cells } => {
                let cells = cells.iter().map(|cell| self.marks(document, *cell, here));
                let line = Line {
                    id: id.clone(),
                    header: *is_header,
                    cells: cells.collect(),
                };
                ("table", line)
            }
        }
    }

    /// Cuts a block at its figures. Observations at one place share a link; one that begins
    /// inside another gets what is left of its characters, or an anchor before the other.
    fn marks(&self, document: &Document, span: Span, here: &[&'a Observation]) -> Vec<Mark> {
        let text = &document.text;
        let mut inside: Vec<&Observation> = here
            .iter()
            .copied()
            .filter(|o| span.contains(o.quote))
            .collect();
        inside.sort_by_key(|o| (o.quote.start, std::cmp::Reverse(o.quote.end)));
        let mut marks: Vec<Mark> = Vec::new();
        let mut at = span.start;
        for observation in inside {
            let start = observation.quote.start.max(at);
            if start >= observation.quote.end {
                if let Some(last) = marks.last_mut() {
                    last.also.push(observation.id.to_string());
                    last.bad |= disputed(self.lookup, observation);
                }
                continue;
            }
            if at < start {
                self.dated(document, Span::new(at, start), &mut marks);
            }
            let (_, _, href) = self.about_figure(observation);
            marks.push(Mark {
                text: text[start..observation.quote.end].to_string(),
                id: Some(observation.id.to_string()),
                also: Vec::new(),
                href,
                bad: disputed(self.lookup, observation),
                ..Mark::default()
            });
            at = observation.quote.end;
        }
        if at < span.end {
            self.dated(document, Span::new(at, span.end), &mut marks);
        }
        marks
    }

    /// A stretch without figures, cut at the dates that the timeline tells of.
    fn dated(&self, document: &Document, span: Span, marks: &mut Vec<Mark>) {
        let mut at = span.start;
        let events = self.lookup.events_of(&document.article.slug);
        for event in events.iter().filter(|e| span.contains(e.quote)) {
            if event.quote.start < at {
                continue;
            }
            if at < event.quote.start {
                marks.push(plain(&document.text[at..event.quote.start]));
            }
            marks.push(Mark {
                id: Some(event.id.clone()),
                href: self.href(&format!("years/{}.html", event.date.year)),
                date: true,
                ..plain(event.quote.of(&document.text))
            });
            at = event.quote.end;
        }
        if at < span.end {
            marks.push(plain(&document.text[at..span.end]));
        }
    }

    /// The check that asks for a reader's eye; where articles disagree they are told instead.
    fn doubt_beside(&self, observation: &Observation) -> Option<Doubt> {
        let fact = self.fact_of(observation)?;
        self.doubt(fact).filter(|_| !fact.in_conflict)
    }

    /// What other articles say where they disagree with this observation.
    fn alert(&self, observation: &Observation) -> Option<Alert> {
        let fact = self.fact_of(observation)?;
        let conflict = self.lookup.conflict(&fact.id)?;
        let others: Vec<String> = conflict
            .values
            .iter()
            .filter(|(value, _)| *value != observation.value)
            .filter_map(|(_, ids)| {
                let other = self.lookup.observation(ids.first()?)?;
                let document = self.lookup.document(&other.article);
                let title = if other.article == observation.article {
                    "本文另一处".to_string()
                } else {
                    titled(&document.map_or_else(
                        || other.article.clone(),
                        |d| self.lookup.short_title(&d.article),
                    ))
                };
                Some(format!("{title}作{}", self.figure_of(other).text()))
            })
            .collect();
        (!others.is_empty()).then(|| Alert {
            text: others.join("，"),
            href: self.address(fact),
        })
    }
}

fn plain(text: &str) -> Mark {
    Mark {
        text: text.to_string(),
        ..Mark::default()
    }
}

/// The address of a sentence in its article, by its number from 1.
pub(crate) fn sentence_id(number: usize) -> String {
    format!("s{number}")
}

/// Cuts the marks of a block where its sentences begin and end, and says which begins where.
fn in_sentences(marks: Vec<Mark>, block: &Block, number: usize) -> Vec<Mark> {
    let ends = block.sentences.iter().flat_map(|s| [s.start, s.end]);
    let ends: Vec<usize> = ends.collect();
    let mut pieces: Vec<(Span, Mark)> = Vec::new();
    let mut at = block.span.start;
    for mark in marks {
        let end = at + mark.text.len();
        let mut cuts: Vec<usize> = ends
            .iter()
            .copied()
            .filter(|c| (at + 1..end).contains(c))
            .collect();
        cuts.dedup();
        if mark.id.is_some() || cuts.is_empty() {
            pieces.push((Span::new(at, end), mark));
        } else {
            let mut from = at;
            for cut in cuts.into_iter().chain([end]) {
                let text = &mark.text[from - at..cut - at];
                pieces.push((Span::new(from, cut), plain(text)));
                from = cut;
            }
        }
        at = end;
    }
    let mut sentences = block.sentences.iter().zip(number..).peekable();
    let mut open: Option<usize> = None;
    for (span, mark) in &mut pieces {
        if open.is_none() {
            while sentences.next_if(|(s, _)| s.start < span.start).is_some() {}
            if let Some((sentence, number)) = sentences.next_if(|(s, _)| s.start == span.start) {
                mark.opens = Some(sentence_id(number));
                open = Some(sentence.end);
            }
        }
        if open.is_some_and(|end| end <= span.end) {
            mark.closes = true;
            open = None;
        }
    }
    if open.is_some()
        && let Some((_, last)) = pieces.last_mut()
    {
        last.closes = true;
    }
    pieces.into_iter().map(|(_, mark)| mark).collect()
}

//! The dated sentences of a year, as rows.

use serde::Serialize;

use crate::{
    model::Date,
    site::{events::Event, wording},
};

use super::part::Desk;

/// A dated sentence.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EventRow {
    /// `1月12日`, `月份未载`.
    pub(crate) day: String,
    /// ISO 8601.
    pub(crate) iso: String,
    /// What the article says.
    pub(crate) text: String,
    /// True when the sentence began before.
    pub(crate) from_cut: bool,
    /// True when the sentence goes on.
    pub(crate) to_cut: bool,
    /// The article.
    pub(crate) article: String,
    /// The date in the article.
    pub(crate) href: String,
    /// True when the row above has the same day.
    pub(crate) again: bool,
}

impl Desk<'_> {
    /// Leaves out what reviews a year and tells of nothing that happened, where the year has
    /// anything else to show.
    pub(super) fn keep_happenings(&self, events: &mut Vec<&Event>, has_facts: bool) {
        let happens = |event: &&Event| {
            let document = self.lookup.document(&event.article);
            document.is_none_or(|document| event.happens(&document.text))
        };
        if has_facts || events.iter().any(happens) {
            events.retain(|event| happens(event));
        }
    }

    /// Days and months first, in order, then what is known to the year alone.
    pub(super) fn event_rows(&self, events: &[&Event], most: usize) -> Vec<EventRow> {
        let mut events = events.to_vec();
        events.sort_by_key(|event| event.date.month.is_none());
        let mut rows: Vec<EventRow> = Vec::new();
        for event in events.into_iter().take(most) {
            let mut row = self.event(event);
            row.again = rows.last().is_some_and(|last| last.day == row.day);
            rows.push(row);
        }
        rows
    }

    fn event(&self, event: &Event) -> EventRow {
        let text = self
            .lookup
            .document(&event.article)
            .map_or("", |document| event.told.of(&document.text));
        EventRow {
            day: day(event.date),
            iso: event.date.to_string(),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            from_cut: event.told.start > event.sentence.start,
            to_cut: event.told.end < event.sentence.end,
            article: self.source(&event.article),
            href: self.href(&format!("articles/{}.html#{}", event.article, event.id)),
            again: false,
        }
    }
}

/// `1月12日`, `8月`, `月份未载`.
fn day(date: Date) -> String {
    let text = wording::date(date);
    match text.split_once('年') {
        Some((_, rest)) if !rest.is_empty() => rest.to_string(),
        _ => "月份未载".to_string(),
    }
}

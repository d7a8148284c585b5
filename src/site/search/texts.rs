//! The articles as search shows them: title, month, text, and where its sentences begin.

use serde::Serialize;

use crate::{site::views::part::month, text::Document};

/// An article; a line of its piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Text {
    /// Title.
    pub(super) title: String,
    /// Month of publication; empty where it is not known.
    pub(super) month: String,
    /// Slug: its page is `articles/<slug>.html`.
    pub(super) slug: String,
    /// The title, a line end, and the plain text.
    pub(super) text: String,
    /// Where sentence 1, 2, … begin in `text`, in UTF-16 units, each less the one before it.
    pub(super) sentences: Vec<usize>,
}

/// The texts, in the order of the lookup.
pub(super) fn texts(documents: &[&Document]) -> Vec<Text> {
    documents.iter().map(|document| text(document)).collect()
}

fn text(document: &Document) -> Text {
    let article = &document.article;
    let head = format!("{}\n", article.title);
    let units = |text: &str| text.encode_utf16().count();
    let mut sentences = Vec::new();
    let mut last = 0;
    let mut pending = units(&head);
    for sentence in document.blocks.iter().flat_map(|b| &b.sentences) {
        pending += units(&document.text[last..sentence.start]);
        sentences.push(pending);
        pending = 0;
        last = sentence.start;
    }
    Text {
        title: article.title.clone(),
        month: article
            .published
            .map_or_else(String::new, |p| month(p.date)),
        slug: article.slug.clone(),
        text: head + &document.text,
        sentences,
    }
}

/// The texts in pieces of about `most` bytes, whole articles each.
pub(super) fn pieces(texts: &[Text], most: usize) -> Vec<Vec<&Text>> {
    let mut pieces: Vec<Vec<&Text>> = Vec::new();
    let mut size = 0;
    for text in texts {
        match pieces.last_mut() {
            Some(piece) if size + text.text.len() <= most => piece.push(text),
            _ => {
                pieces.push(vec![text]);
                size = 0;
            }
        }
        size += text.text.len();
    }
    pieces
}

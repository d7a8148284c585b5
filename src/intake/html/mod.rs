//! A web page (网页) as it was saved from a browser → its article as Markdown, and what the page
//! says about it: headline, date, source, address.
//!
//! Navigation, forms, scripts and the like are left aside; of what stands beside the article,
//! the lines that hold whole sentences are kept for the editor to see.

mod head;
mod leaves;
mod main_text;
mod table;

use crate::model::Date;

use super::{byline, chars::is_invisible, furniture, lines, space};
use head::Head;
use leaves::{Leaf, LeafKind, Leaves};

/// What was read from a web page.
#[derive(Debug, Default)]
pub(super) struct WebPage {
    /// Headline and text as Markdown, by whose marks blocks can be told apart.
    pub(super) markdown: String,
    /// Address of the page.
    pub(super) url: Option<String>,
    /// The date of publication that the page states.
    pub(super) published: Option<Date>,
    /// The source that the page states.
    pub(super) source: Option<String>,
    /// The author that the page states.
    pub(super) author: Option<String>,
    /// Lines beside the article that speak of it, or hold sentences.
    pub(super) beside: Vec<String>,
}

/// True for text that begins as a web page or a piece of one does.
pub(super) fn is_html(text: &str) -> bool {
    const TAGS: [&str; 16] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "meta",
        "title",
        "article",
        "main",
        "section",
        "div",
        "table",
        "p",
        "h1",
        "h2",
        "span",
        "link",
    ];
    let mut rest = text.trim_start_matches(is_invisible);
    // Browsers write where they saved a page from, in a comment before everything else.
    while let Some(comment) = rest
        .strip_prefix("<!--")
        .or_else(|| rest.strip_prefix("<?xml"))
    {
        let Some((_, after)) = comment.split_once('>') else {
            return false;
        };
        rest = after.trim_start_matches(is_invisible);
    }
    let Some(tag) = rest.strip_prefix('<') else {
        return false;
    };
    let start: String = tag
        .chars()
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    TAGS.iter().any(|name| {
        start
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['>', ' ', '\n', '\r', '\t']))
    })
}

/// Reads a web page.
pub(super) fn read(text: &str) -> WebPage {
    let document = scraper::Html::parse_document(text);
    let head = head::read(&document, text);
    let all = leaves::read(&document);
    let main = main_text::find(&all);
    let headline = headline(&all, &head, main.start);
    let title = headline.map(|i| all.leaves[i].text.clone());
    let title = title
        .filter(|text| !text.is_empty())
        .or_else(|| head.title.clone());

    let mut page = WebPage {
        url: head.url.clone(),
        published: head.published,
        source: head.source.clone(),
        author: head.author.clone(),
        ..WebPage::default()
    };
    let start = headline.map_or(main.start, |i| i.min(main.start));
    let mut kept = Vec::new();
    let is_text = |i: usize| main.contains(&i) && !main_text::is_aside(&all, i, &main);
    let first = (main.clone()).find(|&i| is_text(i) && all.leaves[i].text.contains('，'));
    for (i, leaf) in all.leaves.iter().enumerate() {
        let repeats_title = title
            .as_deref()
            .is_some_and(|title| same(title, &leaf.text));
        let is_near = (start..main.end).contains(&i);
        // Date and source stand between headline and text.
        let is_stamp = is_near
            && first.is_some_and(|first| i < first)
            && leaf.linked == 0
            && furniture::stamp(&leaf.text).is_some();
        if repeats_title || Some(i) == headline {
        } else if is_text(i) && !is_stamp {
            kept.push(leaf);
        } else {
            beside(&mut page, leaf, is_near, is_stamp);
        }
    }
    page.source = page.source.or_else(|| head.site.clone());
    page.markdown = markdown(title.as_deref(), &kept);
    page
}

/// Notes what a line outside the article says about it.
fn beside(page: &mut WebPage, leaf: &Leaf, is_near: bool, is_stamp: bool) {
    let line = space::mend(&leaf.text, space::Place::Display);
    let is_label = is_stamp || is_near && furniture::is_furniture(&line);
    if is_label {
        page.published = page.published.or_else(|| furniture::stamp(&line));
        page.published = page.published.or_else(|| furniture::published(&line));
    }
    if is_label {
        page.source = page
            .source
            .take()
            .or(furniture::source(&line).map(str::to_owned));
        page.author = page
            .author
            .take()
            .or(furniture::author(&line).map(str::to_owned));
    }
    if page.author.is_none()
        && is_near
        && let Some(names) = byline::recognise(&line)
    {
        page.author = Some(names.to_owned());
    }
    if is_label || leaf.text.contains('。') {
        page.beside.push(line);
    }
}

/// The leaf that is the headline: what the page's own title begins with, above the text.
fn headline(all: &Leaves, head: &Head, main: usize) -> Option<usize> {
    // A headline stands above the text or is the first of its leaves.
    let above = main + 4;
    let candidates = all.leaves.iter().enumerate().take(above);
    let title = head.whole_title.as_deref().unwrap_or_default();
    let is_of_title = |leaf: &Leaf| {
        let letters = letters(&leaf.text);
        letters.chars().count() >= 4 && self::letters(title).contains(&letters)
    };
    let short = |leaf: &Leaf| leaf.text.chars().count() <= 80 && !leaf.text.contains('。');
    let first = candidates
        .clone()
        .filter(|(_, leaf)| {
            leaf.kind == LeafKind::Heading(1) && short(leaf) && !head.is_site(&leaf.text)
        })
        .filter(|(_, leaf)| title.is_empty() || is_of_title(leaf))
        .max_by_key(|(_, leaf)| leaf.text.chars().count());
    let named = || {
        let stated = head.title.as_deref()?;
        candidates
            .clone()
            .rfind(|(_, leaf)| short(leaf) && leaf.linked == 0 && same(stated, &leaf.text))
            .map(|(i, _)| i)
    };
    let only = || {
        let mut all = candidates.clone().filter(|(_, leaf)| {
            leaf.kind == LeafKind::Heading(1) && short(leaf) && !head.is_site(&leaf.text)
        });
        let only = all.next()?;
        all.next().is_none().then_some(only.0)
    };
    first.map(|(i, _)| i).or_else(named).or_else(only)
}

/// The characters that leave a trace.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

fn same(a: &str, b: &str) -> bool {
    letters(a) == letters(b)
}

/// The article as Markdown, one block a paragraph.
fn markdown(title: Option<&str>, leaves: &[&Leaf]) -> String {
    let mut out = String::new();
    if let Some(title) = title {
        out.push_str("# ");
        out.push_str(title);
        out.push_str("\n\n");
    }
    let mut numbers: Vec<(usize, bool, usize)> = Vec::new();
    let mut last: Option<&LeafKind> = None;
    for (i, leaf) in leaves.iter().enumerate() {
        if !matches!(leaf.kind, LeafKind::Item { .. }) {
            numbers.clear();
        }
        let in_list = matches!(last, Some(LeafKind::Item { .. }))
            && matches!(leaf.kind, LeafKind::Item { .. });
        if last.is_some() {
            out.push_str(if in_list { "\n" } else { "\n\n" });
        }
        match &leaf.kind {
            LeafKind::Heading(level) => {
                out.push_str(&"#".repeat((*level).max(2)));
                out.push(' ');
                out.push_str(&leaf.text);
            }
            LeafKind::Item { depth, is_numbered } => {
                numbers.retain(|(of, kind, _)| of < depth || of == depth && kind == is_numbered);
                let n = match numbers.last_mut() {
                    Some((of, _, n)) if of == depth => {
                        *n += 1;
                        *n
                    }
                    _ => {
                        numbers.push((*depth, *is_numbered, 1));
                        1
                    }
                };
                out.push_str(&"   ".repeat(*depth));
                if *is_numbered {
                    out.push_str(&format!("{n}. "));
                } else {
                    out.push_str("- ");
                }
                out.push_str(&leaf.text);
            }
            LeafKind::Caption => {
                out.push_str("![");
                out.push_str(&lines::escape(&leaf.text));
                out.push_str("]()");
            }
            LeafKind::Text if is_heading(leaves, i) => {
                out.push_str("## ");
                out.push_str(&leaf.text);
            }
            LeafKind::Text | LeafKind::Table => out.push_str(&leaf.text),
        }
        last = Some(&leaf.kind);
    }
    out.push('\n');
    out
}

/// True for a short line in bold, or one that numbering leads, above other text.
fn is_heading(leaves: &[&Leaf], i: usize) -> bool {
    use super::{
        chars::{ends_sentence, width},
        leads::{is_numbered, is_said_or_noted},
    };
    let leaf = leaves[i];
    let text = &leaf.text;
    let followed = leaves.get(i + 1).is_some_and(|next| {
        !matches!(next.kind, LeafKind::Caption) && (width(&next.text) > width(text) || next.is_bold)
    });
    followed
        && width(text) <= 60
        && !ends_sentence(text)
        && !text.contains(['，', '。', '；'])
        && !is_said_or_noted(text)
        && byline::recognise(text).is_none()
        && !furniture::is_furniture(text)
        && furniture::lone_date(text).is_none()
        && (leaf.is_bold || is_numbered(text) && !next_is_numbered(leaves, i))
}

fn next_is_numbered(leaves: &[&Leaf], i: usize) -> bool {
    use super::leads::is_numbered;
    let lead = |text: &str| text.chars().next().filter(|c| *c == '（' || c.is_numeric());
    leaves
        .get(i + 1)
        .is_some_and(|next| is_numbered(&next.text) && lead(&next.text) == lead(&leaves[i].text))
}

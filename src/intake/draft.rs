//! The draft of an article: everything that could be read from a raw text.

use std::{borrow::Cow, path::Path};

use crate::{
    diag::{Diagnostic, Phrase, Report},
    model::{Article, Published, hash12},
};

use super::{
    Block, FoundDate, Mended, Mending, blocks,
    chars::is_invisible,
    columns, dates, decode, furniture, html, masthead,
    structure::{self, Form, Structure},
    tabs,
    yaml::{self, Matter},
};

/// What a raw text holds, as far as rules can tell; an editor decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Permanent id of the article: `a-` and a hash of the raw characters, white space aside.
    pub id: String,
    /// Encoding that the bytes were read in.
    pub encoding: &'static str,
    /// The headline; `None` where the text begins with a sentence.
    pub title: Option<String>,
    /// Bylines as printed, without their marks.
    pub bylines: Vec<String>,
    /// The source that the page names.
    pub source: Option<String>,
    /// Address of the web page that the text was saved from.
    pub url: Option<String>,
    /// Dates of the text that name a month, in its order.
    pub dates: Vec<FoundDate>,
    /// The printed date of publication, or the month of the latest date in the text, marked as
    /// estimated.
    pub published: Option<Published>,
    /// File stem of the input, where it can stand in an address.
    pub slug: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Lines of the page that are no part of the text.
    pub furniture: Vec<String>,
    /// Characters that are in none of the others: marks of bylines and headings, the second
    /// print of a doubled headline.
    pub noise: String,
    /// What was mended.
    pub mended: Vec<Mended>,
}

/// Reads the raw text in `bytes`; `name` is its path, for messages and the proposed slug.
///
/// # Errors
/// When the bytes are no text, are damaged UTF-8, or hold nothing.
pub fn mend(name: &str, bytes: &[u8]) -> Result<Draft, Report> {
    let decoded = decode::decode(name, bytes)?;
    let refuse = |code, message: Phrase, hint: Phrase| {
        Err(Diagnostic::error(code, message)
            .about(name)
            .hint(hint)
            .into())
    };
    if decoded.text.chars().all(is_invisible) {
        return refuse(
            "article-empty",
            Phrase::new("文件里没有文字", "there is no text in this file"),
            Phrase::new("把文章的文字放进去", "put the text of the article into it"),
        );
    }
    let is_page = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| matches!(&*ending.to_ascii_lowercase(), "html" | "htm" | "xhtml"));
    let text = line_ends(&decoded.text);
    let mut draft = if is_page || html::is_html(&text) {
        mend_page(&text)
    } else {
        mend_text(&text)
    };
    if draft.blocks.is_empty() && draft.title.is_none() {
        return refuse(
            "article-empty",
            Phrase::new("网页里没有正文", "there is no text in this page"),
            Phrase::new(
                "正文可能是网页打开之后才装入的：在浏览器里全选复制，粘贴到 .txt 文件再试",
                "its text may have been loaded later: copy it in the browser into a .txt file",
            ),
        );
    }
    draft.encoding = decoded.encoding;
    draft.slug = Path::new(name)
        .file_stem()
        .and_then(|stem| stem.to_str())
        .filter(|stem| crate::corpus::is_slug(stem))
        .map(str::to_owned);
    Ok(draft)
}

/// Lines of old Macs end in a carriage return alone.
fn line_ends(text: &str) -> Cow<'_, str> {
    match text.contains('\r') && !text.contains('\n') {
        true => Cow::Owned(text.replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// Mends a text that is read already.
pub fn mend_text(text: &str) -> Draft {
    let (matter, text) = yaml::split(text);
    let (text, again) = once(text);
    let text_with_tables = tabs::tables(text);
    let mut draft = match columns::unfold(&text_with_tables) {
        Some(text) => drafted(&text, Form::Print),
        None => drafted(&text_with_tables, Form::Print),
    };
    if let Some(matter) = matter {
        state(&mut draft, &matter);
    }
    if let Some(first) = again.lines().find(|line| !line.trim().is_empty()) {
        draft.mended.push(Mended {
            line: text.lines().count() + 1,
            mending: Mending::Twice,
            text: first.trim().to_owned(),
        });
        draft.noise.push_str(again);
    }
    draft
}

/// What front matter says is believed where the text itself says nothing; of the date, always.
fn state(draft: &mut Draft, matter: &Matter<'_>) {
    let is_named = draft.title.is_some();
    for line in &matter.lines {
        let value = match line.split_once(':') {
            Some(("title", _)) if !is_named => matter.title,
            Some(("author", _)) if draft.bylines.is_empty() => matter.author,
            _ => None,
        };
        let Some(value) = value.filter(|value| line.contains(value)) else {
            if *line == "---" {
                draft.noise.push_str(line);
            } else {
                draft.furniture.push((*line).to_owned());
            }
            continue;
        };
        draft.noise.push_str(&line.replacen(value, "", 1));
        match line.starts_with("title") {
            true => draft.title = Some(value.to_owned()),
            false => draft.bylines.push(value.to_owned()),
        }
    }
    if let Some(date) = matter.date.and_then(furniture::stamp) {
        draft.published = Some(Published {
            date,
            is_estimated: false,
        });
    }
}

/// A text that was pasted twice: one of it, and the other.
fn once(text: &str) -> (&str, &str) {
    /// Shorter texts may repeat a line or two.
    const LEAST: usize = 4;
    let mut at = 0;
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((at, line.trim()));
        }
        at += line.len();
    }
    let (first, second) = lines.split_at(lines.len() / 2);
    let is_same = |((_, a), (_, b)): (&(usize, &str), &(usize, &str))| a == b;
    let is_twice = first.len() >= LEAST
        && first.len() == second.len()
        && first.iter().zip(second).all(is_same);
    match second.first() {
        Some(&(at, _)) if is_twice => text.split_at(at),
        _ => (text, ""),
    }
}

/// Reads a web page that is decoded already.
fn mend_page(text: &str) -> Draft {
    let page = html::read(text);
    let mut draft = drafted(&page.markdown, Form::Marked);
    if let Some(date) = page.published {
        draft.published = Some(Published {
            date,
            is_estimated: false,
        });
    }
    draft.source = page.source.or(draft.source);
    if let Some(author) = page.author
        && draft.bylines.is_empty()
    {
        draft.bylines.push(author);
    }
    draft.url = page.url;
    let mut furniture = page.beside;
    furniture.append(&mut draft.furniture);
    draft.furniture = furniture;
    draft
}

fn drafted(text: &str, form: Form) -> Draft {
    let mut raw = String::with_capacity(text.len());
    raw.extend(text.split(is_invisible));
    let structure = structure::read(text, form);
    let dates = dates::find(text);
    let printed = structure.furniture.iter().find_map(|line| {
        furniture::published(line)
            .or_else(|| furniture::lone_date(line))
            .or_else(|| furniture::masthead(line))
            .or_else(|| masthead::read(line)?.date)
    });
    let published = match printed {
        Some(date) => Some(Published {
            date,
            is_estimated: false,
        }),
        None => latest(&dates).map(|found| Published {
            date: crate::model::Date {
                day: None,
                ..found.date
            },
            is_estimated: true,
        }),
    };
    let source = structure
        .furniture
        .iter()
        .find_map(|line| furniture::source(line).map(str::to_owned))
        .or_else(|| {
            let mut lines = structure.furniture.iter();
            lines.find_map(|line| masthead::read(line)?.paper)
        });
    let Structure {
        title,
        bylines,
        blocks,
        furniture,
        noise,
        mended,
    } = structure;
    Draft {
        id: format!("a-{}", hash12([raw.as_str()])),
        encoding: "UTF-8",
        title,
        bylines,
        source,
        url: None,
        dates,
        published,
        slug: None,
        blocks,
        furniture,
        noise,
        mended,
    }
}

fn latest(dates: &[FoundDate]) -> Option<&FoundDate> {
    // A month counts as its end, so that a day in it is no later.
    dates.iter().max_by_key(|found| {
        let date = found.date;
        (date.year, date.month, date.day.is_some(), date.day)
    })
}

impl Draft {
    /// The latest date in the text.
    pub fn latest_date(&self) -> Option<&FoundDate> {
        latest(&self.dates)
    }

    /// The bylines in one line, as front matter holds them.
    pub fn byline(&self) -> String {
        self.bylines.join("；")
    }

    /// The text as Markdown.
    pub fn body(&self) -> String {
        blocks::body(&self.blocks)
    }

    /// Title and text as Markdown: what mends to this draft again.
    pub fn markdown(&self) -> String {
        blocks::markdown(self.title.as_deref(), &self.blocks)
    }

    /// The draft as an article that lies nowhere yet.
    pub fn into_article(self, slug: &str) -> Article {
        Article {
            slug: slug.to_owned(),
            body: self.body(),
            byline: self.byline(),
            id: self.id,
            title: self.title.unwrap_or_default(),
            short: String::new(),
            published: self.published,
            source: self.source.unwrap_or_default(),
            url: self.url.unwrap_or_default(),
            aliases: Vec::new(),
            note: String::new(),
        }
    }
}

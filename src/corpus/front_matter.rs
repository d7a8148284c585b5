//! The head of an article: TOML between two `+++` lines, read key by key so that every fault is
//! reported at once, and written back in one fixed form.

use std::{ops::Range, sync::Arc};

use toml::{Spanned, de::DeTable, de::DeValue};

use crate::{
    diag::{Diagnostic, Phrase, Report, SourceFile},
    model::{Article, Date, Published},
};

use super::is_slug;

const FENCE: &str = "+++";
const KEYS: &str =
    "id, title, short, published, published_is_estimated, byline, source, url, aliases, note";

/// True for a text that begins with front matter, so that it is an article and no raw text.
pub fn has_front_matter(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines()
        .next()
        .is_some_and(|line| line.trim_end() == FENCE)
}

/// The byte ranges of the TOML and of the body.
fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let bom = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let mut at = bom;
    let mut head = None;
    for line in text[bom..].split_inclusive('\n') {
        let end = at + line.len();
        match head {
            None if line.trim_end() == FENCE => head = Some(end),
            None => return None,
            Some(start) if line.trim_end() == FENCE => return Some((start..at, end..text.len())),
            Some(_) => {}
        }
        at = end;
    }
    None
}

/// Reads an article from its file.
///
/// # Errors
/// All faults of the file: front matter missing or without end, TOML that cannot be read,
/// unknown keys, wrong types, missing keys, impossible dates, a slug that cannot stand in an
/// address, no text after the front matter.
pub fn parse(file: &Arc<SourceFile>, slug: &str) -> Result<Article, Report> {
    let mut reader = Reader {
        file,
        report: Report::default(),
    };
    if !is_slug(slug) {
        reader.push(
            "bad-slug",
            0..0,
            (
                format!("文件名 `{slug}` 不能用作网址"),
                format!("the file name `{slug}` cannot stand in an address"),
            ),
            "只用小写字母、数字和连字符，例如 2025-11-climbing-high.md",
            "use lower-case letters, digits and hyphens, as in 2025-11-climbing-high.md",
        );
    }
    let Some((head, body)) = split(&file.text) else {
        reader.missing();
        return Err(reader.report);
    };
    let mut article = Article {
        slug: slug.to_owned(),
        id: String::new(),
        title: String::new(),
        short: String::new(),
        published: None,
        byline: String::new(),
        source: String::new(),
        url: String::new(),
        aliases: Vec::new(),
        note: String::new(),
        body: body_of(&file.text[body.clone()]),
    };
    reader.table(head, &mut article);
    if article.body.is_empty() {
        reader.push(
            "article-empty",
            body.end..body.end,
            (
                "文章没有正文".to_owned(),
                "the article has no text".to_owned(),
            ),
            "在第二个 +++ 之后写正文",
            "write the text after the second +++",
        );
    }
    if reader.report.has_errors() {
        Err(reader.report)
    } else {
        Ok(article)
    }
}

/// The body without the blank lines around it, its line ends `\n`.
fn body_of(text: &str) -> String {
    let text = text.trim_end();
    let text = text.trim_start_matches(['\r', '\n']);
    text.replace("\r\n", "\n")
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    report: Report,
}

impl Reader<'_> {
    fn push(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        (zh, en): (String, String),
        hint_zh: &str,
        hint_en: &str,
    ) {
        self.report.push(
            Diagnostic::error(code, Phrase::new(zh, en))
                .at(self.file, span)
                .hint(Phrase::new(hint_zh, hint_en)),
        );
    }

    fn missing(&mut self) {
        if has_front_matter(&self.file.text) {
            let end = self.file.text.len();
            self.push(
                "front-matter-unterminated",
                end..end,
                (
                    "文首信息没有结束".to_owned(),
                    "the front matter has no end".to_owned(),
                ),
                "在文首信息之后单独写一行 +++",
                "close it with a line of +++",
            );
        } else {
            let (zh, en) = if self.file.text.trim().is_empty() {
                ("文件是空的", "the file is empty")
            } else {
                ("没有文首信息", "there is no front matter")
            };
            self.push(
                "front-matter-missing",
                0..0,
                (zh.to_owned(), en.to_owned()),
                "文件以 +++ 行开头；原文可用 `shudu add` 做成文章",
                "the file begins with a line of +++; make articles of raw text with `shudu add`",
            );
        }
    }

    /// Reads all keys of the front matter at `head`.
    fn table(&mut self, head: Range<usize>, article: &mut Article) {
        let (table, errors) = DeTable::parse_recoverable(&self.file.text[head.clone()]);
        let base = head.start;
        let place = |span: Range<usize>| base + span.start..base + span.end;
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            self.push(
                "front-matter-syntax",
                place(span),
                (
                    format!("文首信息不是 TOML：{}", error.message()),
                    format!("the front matter is not TOML: {}", error.message()),
                ),
                "写成 键 = \"值\"；日期也要加引号：published = \"2025-11\"",
                "write key = \"value\"; dates have quotation marks too: published = \"2025-11\"",
            );
        }
        let mut date = None;
        let mut is_estimated = false;
        let mut seen = [false; 3];
        // Where the recovering parser lost its way, keys may be missing through no fault of
        // theirs: only the syntax is reported then.
        let whole = errors.is_empty();
        let mut entries: Vec<_> = table.into_inner().into_iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            if !whole {
                break;
            }
            let key_span = place(key.span());
            match key.get_ref().as_ref() {
                "id" => {
                    seen[0] = true;
                    self.filled(&mut article.id, "id", &value, base);
                }
                "title" => {
                    seen[1] = true;
                    self.filled(&mut article.title, "title", &value, base);
                }
                "published" => {
                    seen[2] = true;
                    date = self.date(&value, base);
                }
                "published_is_estimated" => match value.get_ref() {
                    DeValue::Boolean(b) => is_estimated = *b,
                    _ => self.wrong_type("published_is_estimated", "true | false", &value, base),
                },
                "short" => self.text(&mut article.short, "short", &value, base),
                "byline" => self.text(&mut article.byline, "byline", &value, base),
                "source" => self.text(&mut article.source, "source", &value, base),
                "url" => self.text(&mut article.url, "url", &value, base),
                "note" => self.text(&mut article.note, "note", &value, base),
                "aliases" => self.aliases(&mut article.aliases, &value, base),
                other => self.push(
                    "front-matter-unknown-key",
                    key_span,
                    (
                        format!("文首信息里没有 `{other}` 这一项"),
                        format!("`{other}` is no key of the front matter"),
                    ),
                    &format!("可用的项：{KEYS}"),
                    &format!("the keys are: {KEYS}"),
                ),
            }
        }
        if whole {
            for (seen, key) in seen.into_iter().zip(["id", "title", "published"]) {
                if !seen {
                    self.push(
                        "front-matter-missing-key",
                        base..base,
                        (
                            format!("文首信息缺少 `{key}`"),
                            format!("the front matter lacks `{key}`"),
                        ),
                        "id、title、published 三项必须有；`shudu add` 会写好它们",
                        "id, title and published are required; `shudu add` writes them",
                    );
                }
            }
        }
        article.published = date.map(|date| Published { date, is_estimated });
    }

    fn wrong_type(&mut self, key: &str, wanted: &str, value: &Spanned<DeValue<'_>>, base: usize) {
        let span = base + value.span().start..base + value.span().end;
        let kind = value.get_ref().type_str();
        self.push(
            "front-matter-wrong-type",
            span,
            (
                format!("`{key}` 的值类型不对：这里是 {kind}"),
                format!("`{key}` has a value of the wrong type: {kind}"),
            ),
            &format!("写成 {key} = {wanted}"),
            &format!("write {key} = {wanted}"),
        );
    }

    fn text(&mut self, to: &mut String, key: &str, value: &Spanned<DeValue<'_>>, base: usize) {
        match value.get_ref().as_str() {
            Some(text) => text.clone_into(to),
            None => self.wrong_type(key, "\"…\"", value, base),
        }
    }

    fn filled(&mut self, to: &mut String, key: &str, value: &Spanned<DeValue<'_>>, base: usize) {
        self.text(to, key, value, base);
        if value
            .get_ref()
            .as_str()
            .is_some_and(|text| text.trim().is_empty())
        {
            self.push(
                "front-matter-empty-value",
                base + value.span().start..base + value.span().end,
                (format!("`{key}` 是空的"), format!("`{key}` is empty")),
                "写上它的值",
                "give it a value",
            );
        }
    }

    fn date(&mut self, value: &Spanned<DeValue<'_>>, base: usize) -> Option<Date> {
        let printed = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                self.wrong_type("published", "\"2025-11\"", value, base);
                return None;
            }
        };
        match printed.parse::<Date>() {
            Ok(date) if date.month.is_some() => Some(date),
            _ => {
                self.push(
                    "bad-date",
                    base + value.span().start..base + value.span().end,
                    (
                        format!("`{printed}` 不是刊发的月份或日期"),
                        format!("`{printed}` is no month or day of publication"),
                    ),
                    "写成 \"2025-11\" 或 \"2025-11-03\"",
                    "write \"2025-11\" or \"2025-11-03\"",
                );
                None
            }
        }
    }

    fn aliases(&mut self, to: &mut Vec<String>, value: &Spanned<DeValue<'_>>, base: usize) {
        let DeValue::Array(array) = value.get_ref() else {
            return self.wrong_type("aliases", "[\"…\"]", value, base);
        };
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(alias) if is_slug(alias) => to.push(alias.to_owned()),
                Some(alias) => self.push(
                    "bad-slug",
                    base + item.span().start..base + item.span().end,
                    (
                        format!("别名 `{alias}` 不能用作网址"),
                        format!("the alias `{alias}` cannot stand in an address"),
                    ),
                    "只用小写字母、数字和连字符",
                    "use lower-case letters, digits and hyphens",
                ),
                None => self.wrong_type("aliases", "[\"…\"]", item, base),
            }
        }
    }
}

/// The article as a file: front matter, blank line, body, line end. Reading it back gives the
/// same article (its slug is the file's name).
pub fn format(article: &Article) -> String {
    let mut out = String::from("+++\n");
    let mut line = |key: &str, value: &str| {
        out.push_str(key);
        out.push_str(" = ");
        out.push_str(value);
        out.push('\n');
    };
    line("id", &quoted(&article.id));
    line("title", &quoted(&article.title));
    if !article.short.is_empty() {
        line("short", &quoted(&article.short));
    }
    if let Some(published) = article.published {
        line("published", &quoted(&published.date.to_string()));
        if published.is_estimated {
            line("published_is_estimated", "true");
        }
    }
    for (key, value) in [
        ("byline", &article.byline),
        ("source", &article.source),
        ("url", &article.url),
    ] {
        if !value.is_empty() {
            line(key, &quoted(value));
        }
    }
    if !article.aliases.is_empty() {
        let aliases: Vec<_> = article.aliases.iter().map(|alias| quoted(alias)).collect();
        line("aliases", &format!("[{}]", aliases.join(", ")));
    }
    if !article.note.is_empty() {
        line("note", &quoted(&article.note));
    }
    out.push_str("+++\n\n");
    out.push_str(&article.body);
    out.push('\n');
    out
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 || c == '\u{7f}' => {
                out.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

//! What a published site says about itself to machines that come by: `sitemap.xml`, `robots.txt`,
//! and two Atom feeds, of articles and of what each brought. Only a site with an address has them,
//! for every address in them is absolute.
//!
//! Formats: sitemaps.org protocol 0.9, RFC 9309 (robots), RFC 4287 (Atom). Dates come from the
//! articles: a page is as new as the latest article that it names. Of a date without a day the
//! first of the month stands, since both formats ask for days.

use std::{collections::BTreeMap, io};

use aho_corasick::AhoCorasick;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{
    Site,
    lookup::Lookup,
    views::{
        log::{Log, LogEntry},
        part::Link,
    },
};
use crate::model::Date;

/// Feed of articles.
pub(crate) const ARTICLES: &str = "atom.xml";
/// Feed of what changed.
pub(crate) const CHANGES: &str = "changes.xml";

type Xml = Writer<Vec<u8>>;

/// All these files; none without an address.
pub(crate) fn files(site: &Site, lookup: &Lookup<'_>, log: &Log) -> Vec<(String, Vec<u8>)> {
    let base = lookup.config.site.base_url.as_str();
    if base.is_empty() {
        return Vec::new();
    }
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
    let made = |xml: io::Result<Vec<u8>>| xml.expect("writing to memory does not fail");
    vec![
        ("robots.txt".into(), robots.into_bytes()),
        ("sitemap.xml".into(), made(sitemap(site, lookup, base))),
        (ARTICLES.into(), made(articles(lookup, log, base))),
        (CHANGES.into(), made(changes(lookup, log, base))),
    ]
}

/// A date with its day.
fn day(date: Date) -> String {
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    format!("{:04}-{month:02}-{day:02}", date.year)
}

fn published(lookup: &Lookup<'_>) -> BTreeMap<String, Date> {
    let dated = lookup.documents.iter().filter_map(|document| {
        let article = &document.article;
        Some((article.slug.clone(), article.published?.date))
    });
    dated.collect()
}

fn sitemap(site: &Site, lookup: &Lookup<'_>, base: &str) -> io::Result<Vec<u8>> {
    let published = published(lookup);
    let (names, dates): (Vec<String>, Vec<Date>) = published
        .into_iter()
        .flat_map(|(slug, date)| {
            // In an address the name of a page follows its folder, or begins.
            ["/", "\""].map(|before| (format!("{before}{slug}.html"), date))
        })
        .unzip();
    let automaton = AhoCorasick::new(names).map_err(io::Error::other)?;
    let is_page = |path: &str, bytes: &[u8]| {
        path.ends_with(".html") && !memmem(bytes, b"name=\"robots\" content=\"noindex\"")
    };
    document(
        "urlset",
        "http://www.sitemaps.org/schemas/sitemap/0.9",
        |xml| {
            for (path, bytes) in site.0.iter().filter(|(path, bytes)| is_page(path, bytes)) {
                let own = automaton.find_iter(path.as_bytes());
                let named = automaton.find_iter(bytes);
                let latest = match own.map(|found| dates[found.pattern().as_usize()]).max() {
                    Some(own) => Some(own),
                    None => named.map(|found| dates[found.pattern().as_usize()]).max(),
                };
                xml.create_element("url").write_inner_content(|xml| {
                    text(xml, "loc", &format!("{base}{path}"))?;
                    latest.map_or(Ok(()), |date| text(xml, "lastmod", &day(date)))
                })?;
            }
            Ok(())
        },
    )
}

/// The articles, latest first.
fn articles(lookup: &Lookup<'_>, log: &Log, base: &str) -> io::Result<Vec<u8>> {
    let title = &lookup.config.site.name;
    feed(lookup, base, ARTICLES, title, |xml, dates| {
        for entry in &log.entries {
            let what = Item {
                id: name(lookup, "article", &entry.id),
                title: &entry.link.text,
                address: format!("{base}{}", entry.link.href),
                date: dates.get(&entry.id),
            };
            what.write(xml, |xml| text(xml, "summary", &entry.answer))?;
        }
        Ok(())
    })
}

/// What each article brought, latest first.
fn changes(lookup: &Lookup<'_>, log: &Log, base: &str) -> io::Result<Vec<u8>> {
    let title = format!("{}：新的数", lookup.config.site.name);
    feed(lookup, base, CHANGES, &title, |xml, dates| {
        for entry in &log.entries {
            let title = format!(
                "《{}》：{}",
                entry.link.text,
                entry.answer.trim_end_matches('。')
            );
            let what = Item {
                id: name(lookup, "changes", &entry.id),
                title: &title,
                address: format!("{base}log.html#a-{}", entry.id),
                date: dates.get(&entry.id),
            };
            what.write(xml, |xml| {
                xml.create_element("content")
                    .with_attribute(("type", "html"))
                    .write_text_content(BytesText::new(&printable(&told(entry, base))))
                    .map(|_| ())
            })?;
        }
        Ok(())
    })
}

/// The lists of an entry as HTML.
fn told(entry: &LogEntry, base: &str) -> String {
    let list = |name: &str, links: &[Link]| {
        let items = links.iter().map(|link| {
            let text = quick_xml::escape::escape(link.text.as_str());
            let href = quick_xml::escape::escape(link.href.as_str());
            format!("<li><a href=\"{base}{href}\">{text}</a></li>")
        });
        format!("<h3>{name}</h3><ul>{}</ul>", items.collect::<String>())
    };
    let mut html = format!("<p>{}</p>", entry.answer);
    if !entry.conflicts.is_empty() {
        html.push_str(&list("说法不一", &entry.conflicts));
    }
    for part in &entry.lists {
        html.push_str(&list(&part.name, &part.links));
    }
    html
}

fn feed(
    lookup: &Lookup<'_>,
    base: &str,
    path: &str,
    title: &str,
    entries: impl FnOnce(&mut Xml, &BTreeMap<String, Date>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let dates = published(lookup);
    document("feed", "http://www.w3.org/2005/Atom", |xml| {
        text(xml, "title", title)?;
        text(xml, "id", &format!("{base}{path}"))?;
        link(xml, "self", &format!("{base}{path}"))?;
        link(xml, "alternate", base)?;
        let latest = dates.values().max().copied();
        text(xml, "updated", &moment(latest.as_ref()))?;
        xml.create_element("author")
            .write_inner_content(|xml| text(xml, "name", &lookup.config.site.name))?;
        entries(xml, &dates)
    })
}

/// An entry of a feed.
struct Item<'a> {
    id: String,
    title: &'a str,
    address: String,
    date: Option<&'a Date>,
}

impl Item<'_> {
    fn write(
        &self,
        xml: &mut Xml,
        body: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> io::Result<()> {
        xml.create_element("entry")
            .write_inner_content(|xml| {
                text(xml, "title", self.title)?;
                text(xml, "id", &self.id)?;
                link(xml, "alternate", &self.address)?;
                text(xml, "updated", &moment(self.date))?;
                body(xml)
            })
            .map(|_| ())
    }
}

/// The permanent name of what is told of an article: a UUID of version 8 (RFC 9562) made from the
/// article's permanent id. It stays when the article is renamed or the site moves, as RFC 4287
/// asks, so that no reader shows it twice.
fn name(lookup: &Lookup<'_>, what: &str, slug: &str) -> String {
    let id = lookup.document(slug).map_or(slug, |d| &d.article.id);
    let hash = blake3::hash(format!("{what} {id}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let (a, b, c) = (&hex[..8], &hex[8..12], &hex[12..16]);
    format!("urn:uuid:{a}-{b}-{c}-{}-{}", &hex[16..20], &hex[20..])
}

/// The text without what XML cannot hold: control characters, U+FFFE, U+FFFF.
fn printable(text: &str) -> String {
    let is_held = |c: &char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_held).collect()
}

/// Midnight in China of a day; Atom asks for a moment.
fn moment(date: Option<&Date>) -> String {
    let day = date.copied().map_or_else(|| "1970-01-01".to_string(), day);
    format!("{day}T00:00:00+08:00")
}

fn document(
    root: &str,
    namespace: &str,
    body: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element(root)
        .with_attribute(("xmlns", namespace))
        .write_inner_content(body)?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn text(xml: &mut Xml, name: &str, said: &str) -> io::Result<()> {
    let element = xml.create_element(name);
    let said = printable(said);
    element
        .write_text_content(BytesText::new(&said))
        .map(|_| ())
}

fn link(xml: &mut Xml, relation: &str, address: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", relation), ("href", address)])
        .write_empty()
        .map(|_| ())
}

fn memmem(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|part| part == needle)
}

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
        .map(|(slug, date)| (format!("{slug}.html"), date))
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
            let address = format!("{base}{}", entry.link.href);
            item(
                xml,
                &entry.link.text,
                &address,
                dates.get(&entry.id),
                |xml| text(xml, "summary", &entry.answer),
            )?;
        }
        Ok(())
    })
}

/// What each article brought, latest first.
fn changes(lookup: &Lookup<'_>, log: &Log, base: &str) -> io::Result<Vec<u8>> {
    let title = format!("{}：新的数", lookup.config.site.name);
    feed(lookup, base, CHANGES, &title, |xml, dates| {
        for entry in &log.entries {
            let address = format!("{base}log.html#a-{}", entry.id);
            let title = format!(
                "《{}》：{}",
                entry.link.text,
                entry.answer.trim_end_matches('。')
            );
            item(xml, &title, &address, dates.get(&entry.id), |xml| {
                xml.create_element("content")
                    .with_attribute(("type", "html"))
                    .write_text_content(BytesText::new(&told(entry, base)))
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

fn item(
    xml: &mut Xml,
    title: &str,
    address: &str,
    date: Option<&Date>,
    body: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element("entry")
        .write_inner_content(|xml| {
            text(xml, "title", title)?;
            text(xml, "id", address)?;
            link(xml, "alternate", address)?;
            text(xml, "updated", &moment(date))?;
            body(xml)
        })
        .map(|_| ())
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
    element.write_text_content(BytesText::new(said)).map(|_| ())
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

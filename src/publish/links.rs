//! Checks every link of a rendered site in memory: each address inside the site must have a
//! file, each fragment an element with that id, and no id may stand twice on a page. A fault
//! here is a bug of templates or views, not of the articles. [`structure`](super::structure)
//! looks at the same pages for what no single link shows.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    path::Path,
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    diag::{Diagnostic, Phrase, Report, SourceFile},
    site::Site,
};

/// An attribute of an element: name, value with references resolved, place of the value.
struct Attribute {
    name: &'static str,
    value: String,
    place: Range<usize>,
}

/// The addresses and ids of a page.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) ids: HashSet<String>,
    pub(super) links: Vec<(String, Range<usize>)>,
    /// Elements that are both a place and a link: id and address.
    pub(super) marks: Vec<(String, String)>,
    doubled: Vec<(String, Range<usize>)>,
}

/// Pages and drawings by path.
pub(super) type Pages<'a> = BTreeMap<&'a str, Page<'a>>;

/// Reads all pages and drawings of a site.
pub(super) fn pages(site: &Site) -> Pages<'_> {
    site.0
        .par_iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg"))
        .filter_map(|(path, bytes)| Some((path.as_str(), read(std::str::from_utf8(bytes).ok()?))))
        .collect()
}

/// All broken links of a site, one error each, in order of page and place.
pub fn check(site: &Site) -> Report {
    check_pages(site, &pages(site), Path::new(""))
}

/// As [`check`], for a site whose files lie in `folder`.
pub(super) fn check_pages(site: &Site, pages: &Pages<'_>, folder: &Path) -> Report {
    let faults: Vec<Vec<Diagnostic>> = pages
        .par_iter()
        .map(|(path, page)| faults(site, pages, path, page, folder))
        .collect();
    Report {
        diagnostics: faults.into_iter().flatten().collect(),
    }
}

fn faults(
    site: &Site,
    pages: &Pages<'_>,
    path: &str,
    page: &Page<'_>,
    folder: &Path,
) -> Vec<Diagnostic> {
    let mut found: Vec<(&'static str, Phrase, Range<usize>)> = Vec::new();
    for (id, place) in &page.doubled {
        let phrase = Phrase::new(
            format!("同一页里有两个 id {id}"),
            format!("the id {id} stands twice on the page"),
        );
        found.push(("double-id", phrase, place.clone()));
    }
    for (link, place) in &page.links {
        let Some((target, fragment)) = resolve(path, link) else {
            continue;
        };
        if !site.0.contains_key(&target) {
            let phrase = Phrase::new(
                format!("链接 {link} 指向不存在的 {target}"),
                format!("the link {link} leads to {target}, which does not exist"),
            );
            found.push(("broken-link", phrase, place.clone()));
        } else if let Some(fragment) = fragment
            && !pages
                .get(target.as_str())
                .is_some_and(|p| p.ids.contains(fragment))
        {
            let phrase = Phrase::new(
                format!("链接 {link}：{target} 里没有 id {fragment}"),
                format!("the link {link}: {target} has no id {fragment}"),
            );
            found.push(("broken-fragment", phrase, place.clone()));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let file = Arc::new(SourceFile {
        path: folder.join(path),
        text: page.text.to_string(),
    });
    found
        .into_iter()
        .map(|(code, phrase, place)| Diagnostic::error(code, phrase).at(&file, place))
        .collect()
}

/// The file and the fragment that a link on `page` leads to; `None` for addresses elsewhere. A
/// link that climbs above the root names itself, which is no file.
pub(super) fn resolve<'l>(page: &str, link: &'l str) -> Option<(String, Option<&'l str>)> {
    let (address, fragment) = match link.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment).filter(|f| !f.is_empty())),
        None => (link, None),
    };
    let address = address.split('?').next().unwrap_or(address);
    if address.starts_with("//") {
        return None;
    }
    let scheme = address.split(['/', '#']).next().unwrap_or("");
    if scheme.contains(':') {
        return None;
    }
    if address.is_empty() {
        return Some((page.to_string(), fragment));
    }
    let mut parts: Vec<&str> = match address.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => page.split('/').collect(),
    };
    parts.pop();
    for part in address.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Some((link.to_string(), None));
                }
            }
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), fragment))
}

/// Finds ids and addresses of a page.
fn read(text: &str) -> Page<'_> {
    let mut page = Page {
        text,
        ids: HashSet::new(),
        links: Vec::new(),
        marks: Vec::new(),
        doubled: Vec::new(),
    };
    let mut at = 0;
    while let Some(open) = text[at..].find('<') {
        at += open + 1;
        if text[at..].starts_with("!--") {
            at += text[at..].find("-->").unwrap_or(text.len() - at);
            continue;
        }
        if !text[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let is_raw = text[at..].starts_with("script") || text[at..].starts_with("style");
        let (mut id, mut link) = (None, None);
        at = attributes(text, at, |attribute| match attribute.name {
            "id" => {
                id = Some(attribute.value.clone());
                if !page.ids.insert(attribute.value.clone()) {
                    page.doubled.push((attribute.value, attribute.place));
                }
            }
            _ => {
                link = Some(attribute.value.clone());
                page.links.push((attribute.value, attribute.place));
            }
        });
        page.marks.extend(id.zip(link));
        if is_raw {
            at += text[at..].find("</").unwrap_or(text.len() - at);
        }
    }
    page
}

/// Reads the attributes of the element whose name begins at `at`; answers where it ends.
fn attributes(text: &str, mut at: usize, mut found: impl FnMut(Attribute)) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() && !bytes[at].is_ascii_whitespace() && !matches!(bytes[at], b'>' | b'/')
    {
        at += 1;
    }
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
            at += 1;
        }
        if at >= bytes.len() || bytes[at] == b'>' {
            return at;
        }
        let start = at;
        while at < bytes.len()
            && !bytes[at].is_ascii_whitespace()
            && !matches!(bytes[at], b'=' | b'>' | b'/')
        {
            at += 1;
        }
        let name = &text[start..at];
        if at >= bytes.len() || bytes[at] != b'=' {
            continue;
        }
        at += 1;
        let Some(&quote) = bytes.get(at).filter(|q| matches!(q, b'"' | b'\'')) else {
            continue;
        };
        at += 1;
        let end = text[at..]
            .find(char::from(quote))
            .map_or(text.len(), |end| at + end);
        let name = match name {
            "id" => "id",
            "href" | "xlink:href" => "href",
            "src" => "src",
            _ => "",
        };
        if !name.is_empty() {
            found(Attribute {
                name,
                value: unescape(&text[at..end]),
                place: at..end,
            });
        }
        at = (end + 1).min(text.len());
    }
}

fn unescape(value: &str) -> String {
    if !value.contains('&') {
        return value.to_string();
    }
    value
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(files: &[(&str, &str)]) -> Vec<String> {
        let files = files
            .iter()
            .map(|(p, t)| (p.to_string(), t.as_bytes().to_vec()));
        let report = check(&Site(files.collect()));
        let problems = report.diagnostics.iter().map(|d| {
            let (file, place) = d.place.as_ref().expect("a place");
            format!(
                "{} {} {}",
                d.code,
                file.path.display(),
                &file.text[place.clone()]
            )
        });
        problems.collect()
    }

    #[test]
    fn sound_links_are_sound() {
        let files = [
            (
                "index.html",
                "<a href=\"a/x.html#o-1\">1</a><a href='#here'>2</a><p id=\"here\">a < b</p>\
                 <a href=\"https://example.org/#no\">3</a><a href=\"mailto:a@b\">4</a>\
                 <!-- <a href=\"gone.html\"> --><script src=\"s.js\">\"<a href='no'>\"</script>",
            ),
            (
                "a/x.html",
                "<a id=\"o-1\" href=\"../index.html\">x</a><a href=\"/index.html\">y</a>",
            ),
            ("s.js", ""),
        ];
        assert_eq!(problems(&files), Vec::<String>::new());
    }

    #[test]
    fn broken_links_fragments_and_double_ids_are_found() {
        let files = [
            (
                "a/x.html",
                "<a href=\"y.html\">1</a><a href=\"../index.html#no\">2</a><p id=i><p id=\"j\">\
                 <p id=\"j\"><a href=\"../../out.html\">3</a>",
            ),
            ("index.html", "<link href=\"a.css\"><img src=\"b.png\">"),
        ];
        assert_eq!(
            problems(&files),
            [
                "double-id a/x.html j",
                "broken-link a/x.html y.html",
                "broken-fragment a/x.html ../index.html#no",
                "broken-link a/x.html ../../out.html",
                "broken-link index.html a.css",
                "broken-link index.html b.png",
            ]
        );
    }
}

//! What no single link shows (结构): pages that nobody can reach, figures that nothing leads back
//! to, drawings and feeds that are no XML, traces of the machine that the site was built on.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::Path,
};

use quick_xml::{Reader, events::Event};
use rayon::prelude::*;

use super::{
    links::{self, Page, Pages},
    manifest::MANIFEST,
};
use crate::{
    diag::{Diagnostic, Phrase, Report},
    site::Site,
};

/// Where readers come in.
const HOME: &str = "index.html";

/// Checks links and structure of a site that lies in `folder`; `traces` are paths and names that
/// no file may hold.
pub fn check(site: &Site, folder: &Path, traces: &[String]) -> Report {
    let pages = links::pages(site);
    let mut report = links::check_pages(site, &pages, folder);
    let mut found = unreachable(&pages);
    found.extend(one_way(&pages));
    found.extend(malformed(site));
    found.extend(traced(site, traces));
    for (path, code, message) in found {
        report.push(Diagnostic::error(code, message).about(folder.join(path)));
    }
    report
}

type Found = Vec<(String, &'static str, Phrase)>;

/// Pages that no way leads to from home. What asks machines to pass it by (`404.html`, addresses
/// that moved, articles that were removed) need not be reached.
fn unreachable(pages: &Pages<'_>) -> Found {
    let mut reached: BTreeSet<&str> = BTreeSet::from([HOME]);
    let mut queue = VecDeque::from([HOME]);
    while let Some(path) = queue.pop_front() {
        let links = pages.get(path).map_or(&[][..], |page| &page.links);
        for (link, _) in links {
            let Some((target, _)) = links::resolve(path, link) else {
                continue;
            };
            if let Some((&target, _)) = pages.get_key_value(target.as_str())
                && reached.insert(target)
            {
                queue.push_back(target);
            }
        }
    }
    let is_hidden = |page: &Page<'_>| page.text.contains("name=\"robots\" content=\"noindex\"");
    pages
        .iter()
        .filter(|(path, page)| path.ends_with(".html") && !is_hidden(page))
        .filter(|(path, _)| !reached.contains(*path))
        .map(|(path, _)| {
            let message = Phrase::new(
                "从首页一路点下去，到不了这一页",
                "no way leads from home to this page",
            );
            (path.to_string(), "unreachable-page", message)
        })
        .collect()
}

/// Marked figures of articles that lead to no fact, and those whose fact does not lead back. Of
/// several figures in the same words one is the link; the others have theirs elsewhere on the
/// page, and it is enough that a page of facts leads there and back.
fn one_way(pages: &Pages<'_>) -> Found {
    let led: BTreeSet<(&str, String)> = pages
        .par_iter()
        .flat_map_iter(|(path, page)| page.links.iter().map(move |(link, _)| (*path, link)))
        .filter_map(|(path, link)| {
            let (target, fragment) = links::resolve(path, link)?;
            let fragment = fragment.filter(|f| f.starts_with("o-") && target != path)?;
            Some((path, format!("{target}#{fragment}")))
        })
        .collect();
    let articles = pages
        .iter()
        .filter(|(path, _)| path.starts_with("articles/"));
    let mut found = Found::new();
    for (path, page) in articles {
        let facts: BTreeMap<&str, String> = page
            .marks
            .iter()
            .filter_map(|(id, link)| {
                let (target, fragment) = links::resolve(path, link)?;
                let is_fact = fragment.is_some_and(|f| f.starts_with("f-"));
                is_fact.then_some((id.as_str(), target))
            })
            .collect();
        let targets: BTreeSet<String> = page
            .links
            .iter()
            .filter_map(|(link, _)| {
                let (target, fragment) = links::resolve(path, link)?;
                fragment.filter(|f| f.starts_with("f-"))?;
                Some(target)
            })
            .collect();
        let ids: BTreeSet<&str> = page.ids.iter().map(String::as_str).collect();
        for id in ids.into_iter().filter(|id| id.starts_with("o-")) {
            let leads_here = |fact: &str| led.contains(&(fact, format!("{path}#{id}")));
            match facts.get(id) {
                None if targets.iter().any(|target| leads_here(target)) => {}
                None => {
                    let message = Phrase::new(
                        format!("这里的数字 {id} 没有链到它的事实"),
                        format!("the figure {id} here leads to no fact"),
                    );
                    found.push((path.to_string(), "figure-leads-nowhere", message));
                }
                Some(fact) if !leads_here(fact) => {
                    let message = Phrase::new(
                        format!("这里的数字 {id} 链到 {fact}，那里没有链回来"),
                        format!("the figure {id} here leads to {fact}, which does not lead back"),
                    );
                    found.push((path.to_string(), "figure-not-led-to", message));
                }
                Some(_) => {}
            }
        }
    }
    found
}

/// Drawings, feeds and the sitemap that are no XML.
fn malformed(site: &Site) -> Found {
    let is_xml = |path: &str| path.ends_with(".svg") || path.ends_with(".xml");
    let files = site.0.par_iter().filter(|(path, _)| is_xml(path));
    files
        .filter_map(|(path, bytes)| {
            let fault = xml_fault(bytes)?;
            let message = Phrase::new(
                format!("不是正确的 XML：{fault}"),
                format!("not well-formed XML: {fault}"),
            );
            Some((path.clone(), "not-xml", message))
        })
        .collect()
}

fn xml_fault(bytes: &[u8]) -> Option<String> {
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.check_comments = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Err(error) => return Some(error.to_string()),
            Ok(Event::Eof) => return (depth > 0).then(|| "an element is not closed".to_string()),
            Ok(Event::Start(element)) => {
                depth += 1;
                if let Some(error) = element.attributes().find_map(Result::err) {
                    return Some(error.to_string());
                }
            }
            Ok(Event::Empty(element)) => {
                if let Some(error) = element.attributes().find_map(Result::err) {
                    return Some(error.to_string());
                }
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
        }
    }
}

/// Files that name the machine.
fn traced(site: &Site, traces: &[String]) -> Found {
    let texts = site.0.par_iter().filter(|(path, _)| *path != MANIFEST);
    texts
        .filter_map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).ok()?;
            let named = |trace: &&String| !trace.is_empty() && text.contains(trace.as_str());
            let trace = traces.iter().find(named)?;
            let message = Phrase::new(
                format!("里面写着构建它的机器：{trace}"),
                format!("it names the machine that it was built on: {trace}"),
            );
            Some((path.clone(), "local-path", message))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(files: &[(&str, &str)]) -> Vec<String> {
        let files = files
            .iter()
            .map(|(path, text)| (path.to_string(), text.as_bytes().to_vec()));
        let traces = ["/home/somebody/site".to_string()];
        let report = check(&Site(files.collect()), Path::new("public"), &traces);
        let lines = report.diagnostics.iter().map(|d| {
            let path = d.path.as_deref().map(|path| path.display().to_string());
            let path = path.or_else(|| d.place.as_ref().map(|(f, _)| f.path.display().to_string()));
            format!("{} {}", d.code, path.unwrap_or_default())
        });
        lines.collect()
    }

    #[test]
    fn a_sound_site_is_sound() {
        let files = [
            (
                "index.html",
                "<a href=\"facts.html\">1</a><img src=\"a.svg\">",
            ),
            (
                "facts.html",
                "<a id=\"f-1\" href=\"articles/a.html#o-1\">1</a><a href=\"articles/a.html#o-2\">2</a>",
            ),
            (
                "articles/a.html",
                "<b id=\"o-2\"></b><a id=\"o-1\" href=\"../facts.html#f-1\">5家</a>",
            ),
            ("404.html", "<meta name=\"robots\" content=\"noindex\">"),
            (
                "a.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>",
            ),
        ];
        assert_eq!(codes(&files), Vec::<String>::new());
    }

    #[test]
    fn what_no_link_shows_is_found() {
        let files = [
            (
                "index.html",
                "<a href=\"articles/a.html\" id=\"f-2\">1</a><a href=\"gone.html\">2</a>",
            ),
            ("lost.html", "<p>/home/somebody/site/corpus</p>"),
            (
                "articles/a.html",
                "<a id=\"o-1\" href=\"#o-1\">5家</a><a id=\"o-2\" href=\"../index.html#f-2\">6家</a>",
            ),
            ("a.svg", "<svg><g></svg>"),
            ("b.svg", "<svg><g a=\"1\" a=\"2\"/></svg>"),
            ("sitemap.xml", "<urlset>"),
        ];
        assert_eq!(
            codes(&files),
            [
                "broken-link public/index.html",
                "unreachable-page public/lost.html",
                "figure-leads-nowhere public/articles/a.html",
                "figure-not-led-to public/articles/a.html",
                "not-xml public/a.svg",
                "not-xml public/b.svg",
                "not-xml public/sitemap.xml",
                "local-path public/lost.html",
            ]
        );
    }
}

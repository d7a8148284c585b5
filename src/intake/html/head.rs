//! What a page says about itself (页面信息): `<title>`, `<meta>`, its address.

use scraper::Html;

use crate::{intake::furniture, model::Date};

/// What was read from the head of a page.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The whole of `<title>`.
    pub(super) whole_title: Option<String>,
    /// The headline without the name of the site.
    pub(super) title: Option<String>,
    /// Name of the site.
    pub(super) site: Option<String>,
    pub(super) url: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
}

impl Head {
    /// True for the site's name, which some pages print as their largest heading.
    pub(super) fn is_site(&self, text: &str) -> bool {
        self.site
            .as_deref()
            .is_some_and(|site| super::same(site, text))
    }
}

/// Reads the head of `document`; `text` is its source.
pub(super) fn read(document: &Html, text: &str) -> Head {
    let mut head = Head::default();
    let mut stated: Vec<(String, String)> = Vec::new();
    for element in document.root_element().descendent_elements() {
        // Accounts of WeChat say below the headline who they are and when it was.
        match element.attr("id") {
            Some("publish_time") => {
                let text: String = element.text().collect();
                head.published = head.published.or_else(|| furniture::stamp(text.trim()));
            }
            Some("js_name") if head.source.is_none() => {
                head.source = clean(&element.text().collect::<String>());
            }
            _ => {}
        }
        match element.value().name() {
            "title" if head.whole_title.is_none() => {
                head.whole_title = clean(&element.text().collect::<String>());
            }
            "meta" => {
                let name = element.attr("name").or(element.attr("property"));
                let name = name.or(element.attr("itemprop"));
                if let (Some(name), Some(content)) = (name, element.attr("content").and_then(clean))
                {
                    stated.push((name.to_ascii_lowercase(), content));
                }
            }
            "link" if element.attr("rel") == Some("canonical") => {
                head.url = head.url.or(element.attr("href").and_then(address));
            }
            _ => {}
        }
    }
    // The first names are those that sites of Chinese administrations must state.
    let first = |names: &[&str]| {
        names.iter().find_map(|name| {
            let mut all = stated.iter();
            all.find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        })
    };
    head.site = first(&["sitename", "og:site_name"]);
    head.source = first(&["contentsource", "source", "mediaid"]).or(head.source);
    head.author = first(&["author", "article:author"])
        .filter(|name| head.site.as_ref() != Some(name) && is_name(name));
    head.url = head
        .url
        .or_else(|| first(&["og:url", "url"]).as_deref().and_then(address));
    head.url = head.url.or_else(|| saved_from(text));
    let date = first(&[
        "pubdate",
        "article:published_time",
        "publishdate",
        "datepublished",
        "og:release_date",
    ]);
    head.published = date
        .as_deref()
        .and_then(furniture::stamp)
        .or_else(|| linked_data(text))
        .or(head.published);
    let stated_title = first(&["articletitle", "og:title", "twitter:title"]);
    let whole = stated_title.or_else(|| head.whole_title.clone());
    head.title = whole.map(|title| without_site(&title, head.site.as_deref()));
    head
}

fn clean(text: &str) -> Option<String> {
    let words = crate::intake::space::mend(text, crate::intake::space::Place::Display);
    (!words.is_empty()).then_some(words)
}

fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    (is_web && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}

/// Authors are people or houses, not the makers of a content system.
fn is_name(text: &str) -> bool {
    text.chars().any(super::super::chars::is_han) && text.chars().count() <= 30
}

/// `<!-- saved from url=(0042)https://… -->`, as browsers write it.
fn saved_from(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("<!-- saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    address(rest.split_once("-->")?.0)
}

/// `"datePublished": "2023-04-18…"` of the data that pages state for search engines.
fn linked_data(text: &str) -> Option<Date> {
    let (_, rest) = text.split_once("\"datePublished\"")?;
    let rest = rest
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('"')?;
    furniture::stamp(rest.split('"').next()?)
}

/// A title without the name of its site: `标题_某某日报`, `标题 - 某某区人民政府`.
fn without_site(title: &str, site: Option<&str>) -> String {
    const ENDS: [&str; 14] = [
        "网",
        "政府",
        "门户",
        "门户网站",
        "网站",
        "管委会",
        "委员会",
        "日报",
        "晚报",
        "客户端",
        "频道",
        "新闻",
        "统计局",
        "融媒",
    ];
    let mut rest = title;
    loop {
        let cut = rest.rfind(['_', '|', '｜', '-', '－', '–', '—']);
        let Some(at) = cut else { break };
        let last = rest[at..].trim_start_matches(['_', '|', '｜', '-', '－', '–', '—', ' ']);
        let before = rest[..at].trim_end_matches(['_', '|', '｜', '-', '－', '–', '—', ' ']);
        let strong = rest[at..].starts_with(['_', '|', '｜']) || rest[..at].ends_with(' ');
        let names_site = site.is_some_and(|site| last.contains(site) || site.contains(last))
            || ENDS.iter().any(|end| last.ends_with(end));
        if before.is_empty() || !(names_site || strong && last.chars().count() <= 12) {
            break;
        }
        rest = before;
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_name_of_their_site() {
        for (whole, site, wanted) in [
            ("园区一季度开门红_云川日报", None, "园区一季度开门红"),
            (
                "园区一季度开门红 - 要闻 - 云川市人民政府门户网站",
                None,
                "园区一季度开门红",
            ),
            (
                "园区一季度开门红-瓯南经开区",
                Some("瓯南经开区"),
                "园区一季度开门红",
            ),
            ("1-9月工业总产值增长8%", None, "1-9月工业总产值增长8%"),
            ("蝶变——园区十年纪实", None, "蝶变——园区十年纪实"),
        ] {
            assert_eq!(without_site(whole, site), wanted);
        }
    }

    #[test]
    fn browsers_say_where_they_saved_from() {
        let text = "<!-- saved from url=(0029)https://example.org/a/1.html -->\n<html>";
        assert_eq!(
            saved_from(text).as_deref(),
            Some("https://example.org/a/1.html")
        );
    }
}

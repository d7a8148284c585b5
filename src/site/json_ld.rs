//! What pages say to machines about themselves (JSON-LD, schema.org), written so that it can stand
//! in a page: no `<` in it, so that nothing ends the element early.

use serde_json::{Value, json};

use super::views::frame::Crumb;

/// JSON for a `<script type="application/ld+json">` element.
pub(crate) fn embedded(object: &Value) -> String {
    // `<` can only stand inside strings, where its escape means the same.
    object.to_string().replace('<', "\\u003c")
}

/// The way from home to the page at `path`. Addresses are absolute where the site has one, else
/// relative to the page.
pub(crate) fn breadcrumbs(crumbs: &[Crumb], site: &str, base: &str, path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = path.rsplit('/').next().unwrap_or(path);
    let address = |href: &str| match (base, href.strip_prefix("../")) {
        ("", _) => href.to_string(),
        (base, Some(from_root)) => format!("{base}{from_root}"),
        (base, None) if folder.is_empty() => format!("{base}{href}"),
        (base, None) => format!("{base}{folder}/{href}"),
    };
    let item = |(position, name, href): (usize, &str, &str)| json!({ "@type": "ListItem", "position": position, "name": name, "item": address(href) });
    let items: Vec<Value> = match crumbs {
        [] => vec![item((1, site, file))],
        crumbs => (1..)
            .zip(crumbs)
            .map(|(n, crumb)| item((n, &crumb.text, crumb.href.as_deref().unwrap_or(file))))
            .collect(),
    };
    embedded(&json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crumb(text: &str, href: Option<&str>) -> Crumb {
        Crumb {
            text: text.into(),
            href: href.map(String::from),
        }
    }

    #[test]
    fn nothing_in_a_name_ends_the_element() {
        let crumbs = [crumb("</script><b>\"值\"&", None)];
        let text = breadcrumbs(&crumbs, "", "", "a/b.html");
        assert!(!text.contains('<'));
        let back: Value = serde_json::from_str(&text).expect("JSON");
        let name = &back["itemListElement"][0]["name"];
        assert_eq!(name, "</script><b>\"值\"&");
    }

    #[test]
    fn addresses_are_absolute_where_the_site_has_one() {
        let crumbs = [
            crumb("首页", Some("../index.html")),
            crumb("指标", Some("../indicators/index.html")),
            crumb("产值", None),
        ];
        let items = |base: &str| -> Vec<Value> {
            let text = breadcrumbs(&crumbs, "", base, "indicators/output.html");
            let back: Value = serde_json::from_str(&text).expect("JSON");
            let items = back["itemListElement"].as_array().expect("a list").iter();
            items.map(|i| i["item"].clone()).collect()
        };
        let base = "https://example.org/";
        assert_eq!(
            items(base),
            [
                "index.html",
                "indicators/index.html",
                "indicators/output.html"
            ]
            .map(|p| format!("{base}{p}"))
        );
        assert_eq!(
            items(""),
            ["../index.html", "../indicators/index.html", "output.html"]
        );
    }
}

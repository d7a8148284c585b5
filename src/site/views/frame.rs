//! What every page has: title, description, navigation, crumbs, footer.

use serde::Serialize;

use crate::site::{json_ld, lookup::Lookup, wording};

use super::part::{Desk, Link};

/// The frame around a page's own view.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Frame {
    /// From the page to the root of the site: empty or `../`; an absolute address on `404.html`.
    pub(crate) root: String,
    /// The dated copy that the page belongs to, if any.
    pub(crate) copy: Option<String>,
    /// `<title>`.
    pub(crate) title: String,
    /// `<meta name="description">`.
    pub(crate) description: String,
    /// Address of the page, where the site's root is known.
    pub(crate) canonical: Option<String>,
    /// The site's name, up to the marked word.
    pub(crate) brand: String,
    /// The marked word of the name.
    pub(crate) brand_mark: String,
    /// True on the home page.
    pub(crate) is_home: bool,
    /// Main navigation.
    pub(crate) nav: Vec<NavItem>,
    /// The way from home to here; the last has no address.
    pub(crate) crumbs: Vec<Crumb>,
    /// The data behind the page, for machines.
    pub(crate) alternates: Vec<Alternate>,
    /// What the page is, as JSON-LD without any `<`; empty where nothing is to be said.
    pub(crate) json_ld: String,
    /// Style sheet.
    pub(crate) style: String,
    /// Style sheet of filters and search.
    pub(crate) tools: String,
    /// Script.
    pub(crate) script: String,
    /// Groups of the footer.
    pub(crate) footer: Vec<FooterGroup>,
    /// Licence of the data, contact, ICP number; each may be empty.
    pub(crate) licence: String,
    /// Whom to write to.
    pub(crate) contact: String,
    /// ICP filing number.
    pub(crate) icp: String,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NavItem {
    /// Text.
    pub(crate) text: &'static str,
    /// Address.
    pub(crate) href: String,
    /// True on pages of this part.
    pub(crate) current: bool,
}

/// One step from home.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Crumb {
    /// Text.
    pub(crate) text: String,
    /// Address; `None` for the page itself.
    pub(crate) href: Option<String>,
}

/// The same content in another form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Alternate {
    /// Media type.
    pub(crate) media: &'static str,
    /// Address.
    pub(crate) href: String,
}

/// A column of the footer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FooterGroup {
    /// Heading.
    pub(crate) title: &'static str,
    /// Links.
    pub(crate) links: Vec<Link>,
}

/// The parts of a site that the navigation names; a part comes here when its pages exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// `index.html`.
    Home,
    /// `indicators/`.
    Indicators,
    /// `subjects/`.
    Subjects,
    /// `articles/`.
    Articles,
    /// `years/`.
    Years,
    /// `facts.html`.
    Facts,
    /// `keywords/`.
    Words,
    /// `search.html`.
    Search,
    /// `audit/`.
    Audit,
    /// `data/`.
    Data,
    /// `about.html`.
    About,
    /// None of them.
    Other,
}

const NAVIGATION: [(Part, &str, &str); 10] = [
    (Part::Indicators, "指标", "indicators/index.html"),
    (Part::Subjects, "主体", "subjects/index.html"),
    (Part::Articles, "文章", "articles/index.html"),
    (Part::Years, "年份", "years/index.html"),
    (Part::Facts, "事实表", "facts.html"),
    (Part::Words, "关键词", "keywords/index.html"),
    (Part::Audit, "核对", "audit/index.html"),
    (Part::Data, "下载", "data/index.html"),
    (Part::About, "方法", "about.html"),
    (Part::Search, "搜索", "search.html"),
];

/// What all frames of a site share.
pub(crate) struct Frames<'a> {
    /// The table.
    pub(crate) lookup: &'a Lookup<'a>,
    /// Name of the style sheet from the root.
    pub(crate) style: &'a str,
    /// Name of the style sheet of filters and search from the root.
    pub(crate) tools: &'a str,
    /// Name of the script from the root.
    pub(crate) script: &'a str,
    /// Name of the dated copy that is being made.
    pub(crate) copy: Option<&'a str>,
}

impl Frames<'_> {
    /// The frame of the page at `path`; `steps` lead there from home, the page itself last.
    pub(crate) fn frame(
        &self,
        path: &str,
        part: Part,
        title: &str,
        description: &str,
        steps: &[(&str, &str)],
    ) -> Frame {
        let site = &self.lookup.config.site;
        let root = root_of(path);
        let to = |target: &str| format!("{root}{target}");
        let mut crumbs = Vec::new();
        if let Some(((last, _), before)) = steps.split_last() {
            let crumb = |text: &str, href| Crumb {
                text: text.to_string(),
                href,
            };
            crumbs.push(crumb("首页", Some(to("index.html"))));
            crumbs.extend(
                before
                    .iter()
                    .map(|(text, href)| crumb(text, Some(to(href)))),
            );
            crumbs.push(crumb(last, None));
        }
        let (brand, brand_mark) = brand(&site.name, &site.subject);
        let full_title = match part {
            Part::Home => title.to_string(),
            _ => format!("{title}，{}", site.name),
        };
        Frame {
            copy: self.copy.map(str::to_string),
            title: full_title,
            description: description.to_string(),
            canonical: (!site.base_url.is_empty()).then(|| format!("{}{path}", site.base_url)),
            brand,
            brand_mark,
            is_home: part == Part::Home,
            nav: NAVIGATION
                .iter()
                .map(|&(of, text, href)| NavItem {
                    text,
                    href: to(href),
                    current: of == part,
                })
                .collect(),
            json_ld: match part {
                Part::Other if steps.is_empty() => String::new(),
                _ => json_ld::breadcrumbs(&crumbs, &site.name, &site.base_url, path),
            },
            crumbs,
            alternates: Vec::new(),
            style: to(self.style),
            tools: to(self.tools),
            script: to(self.script),
            footer: self.footer(root),
            licence: site.licence.trim_end_matches('。').to_string(),
            contact: site.contact.clone(),
            icp: site.icp.clone(),
            root: root.to_string(),
        }
    }

    fn footer(&self, root: &str) -> Vec<FooterGroup> {
        let desk = Desk {
            lookup: self.lookup,
            root,
        };
        let link = |text: &str, path: &str| Link {
            text: text.to_string(),
            href: desk.href(path),
        };
        let articles = match self.lookup.documents.len() {
            0 => "原文".to_string(),
            n => format!("{}篇原文", wording::quantity(n)),
        };
        vec![
            FooterGroup {
                title: "看数",
                links: vec![
                    link("指标", "indicators/index.html"),
                    link("序列与目标", "series/index.html"),
                    link("主体", "subjects/index.html"),
                    link("年份", "years/index.html"),
                    link("事实表", "facts.html"),
                ],
            },
            FooterGroup {
                title: "查证",
                links: vec![
                    link(&articles, "articles/index.html"),
                    link("核对", "audit/index.html"),
                    link("两说", "audit/conflicts.html"),
                    link("方法与口径", "about.html"),
                ],
            },
            FooterGroup {
                title: "拿走",
                links: vec![
                    link("下载数据", "data/index.html"),
                    link("怎样引用", "about.html#cite"),
                    link("更新记录", "log.html"),
                ],
            },
        ]
    }
}

/// The way from a page to the root of the site.
pub(crate) fn root_of(path: &str) -> &'static str {
    match path.matches('/').count() {
        0 => "",
        1 => "../",
        _ => "../../",
    }
}

/// The site's name cut before the word to mark: what follows the subject, or the whole name.
fn brand(name: &str, subject: &str) -> (String, String) {
    match name.strip_prefix(subject) {
        Some(rest) if !subject.is_empty() && !rest.is_empty() => {
            (subject.to_string(), rest.to_string())
        }
        _ => (String::new(), name.to_string()),
    }
}

//! Which pages there are, and how each is made from its view and its template.

use crate::{
    config::{Indicator, Removed, Subject, Topic},
    diag::Report,
    model::Series,
    words::{Vocabulary, Word},
};

use super::{
    Input, feeds, json_ld,
    lookup::Lookup,
    order,
    search::Name,
    sheets::Sheets,
    views::{
        about, article, audit, data, facts,
        frame::{Alternate, Frame, Frames, Part, root_of},
        home, indicator, indicators, log,
        part::{Desk, Link},
        search, series, subject, timeline, topic, words, year,
    },
};

/// A page to be rendered.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Page<'a> {
    /// `index.html`.
    Home,
    /// `indicators/index.html`.
    Indicators,
    /// `indicators/<id>.html`.
    Indicator(&'a Indicator),
    /// `articles/index.html`.
    Articles,
    /// The article at this place of the list.
    Article(&'a str, usize),
    /// An earlier name of the article at this place.
    Moved(&'a str, usize),
    /// `articles/<slug>.html` of an article that is there no more.
    Removed(&'a Removed),
    /// `facts.html`, `facts-2.html`: this page of the table, counted from 0.
    Facts(usize),
    /// `subjects/index.html`.
    Subjects,
    /// `subjects/<id>.html`.
    Subject(&'a Subject),
    /// `keywords/index.html`.
    Words,
    /// `keywords/<id>.html`.
    Word(&'a Word),
    /// `search.html`.
    Search,
    /// `topics/<id>.html`.
    Topic(&'a Topic),
    /// `series/index.html`.
    SeriesList,
    /// `series/<id>.html`.
    Series(&'a Indicator, &'a Series),
    /// `years/index.html`.
    Years,
    /// `years/<year>.html`, `years/undated.html`.
    Year(Option<i32>),
    /// `audit/index.html`.
    Audit,
    /// `audit/conflicts.html`.
    Conflicts,
    /// `audit/checks.html`.
    Checks,
    /// `data/index.html`.
    Data,
    /// `log.html`.
    Log,
    /// `about.html`.
    About,
    /// `404.html`.
    NotFound,
}

impl Page<'_> {
    /// The path from the root of the site.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::Home => "index.html".into(),
            Self::Indicators => "indicators/index.html".into(),
            Self::Indicator(indicator) => format!("indicators/{}.html", indicator.id),
            Self::Articles => "articles/index.html".into(),
            Self::Article(slug, _) | Self::Moved(slug, _) => format!("articles/{slug}.html"),
            Self::Removed(removed) => format!("articles/{}.html", removed.article),
            Self::Facts(page) => order::path(*page),
            Self::Subjects => "subjects/index.html".into(),
            Self::Subject(subject) => format!("subjects/{}.html", subject.id),
            Self::Words => "keywords/index.html".into(),
            Self::Word(word) => words::path(word),
            Self::Search => "search.html".into(),
            Self::Topic(topic) => format!("topics/{}.html", topic.id),
            Self::SeriesList => "series/index.html".into(),
            Self::Series(_, series) => format!("series/{}.html", series.id),
            Self::Years => "years/index.html".into(),
            Self::Year(Some(year)) => format!("years/{year}.html"),
            Self::Year(None) => "years/undated.html".into(),
            Self::Audit => "audit/index.html".into(),
            Self::Conflicts => "audit/conflicts.html".into(),
            Self::Checks => "audit/checks.html".into(),
            Self::Data => "data/index.html".into(),
            Self::Log => "log.html".into(),
            Self::About => "about.html".into(),
            Self::NotFound => "404.html".into(),
        }
    }
}

/// All pages of the site.
pub(crate) fn all<'a>(lookup: &'a Lookup<'a>, words: &'a Vocabulary) -> Vec<Page<'a>> {
    let mut pages = vec![
        Page::Home,
        Page::Indicators,
        Page::Articles,
        Page::Subjects,
        Page::SeriesList,
        Page::Years,
        Page::Audit,
        Page::Conflicts,
        Page::Checks,
        Page::Words,
        Page::Search,
        Page::Log,
        Page::Data,
        Page::About,
        Page::NotFound,
    ];
    pages.extend((0..lookup.order.pages()).map(Page::Facts));
    pages.extend(lookup.indicators().map(Page::Indicator));
    pages.extend(lookup.subjects().into_iter().map(Page::Subject));
    pages.extend(topic::topics(lookup).into_iter().map(Page::Topic));
    let series = series::with_pages(lookup).into_iter();
    pages.extend(series.map(|(indicator, series)| Page::Series(indicator, series)));
    let years = year::years_of(lookup).into_iter();
    pages.extend(years.map(|year| Page::Year(Some(year))));
    if year::has_undated(lookup) {
        pages.push(Page::Year(None));
    }
    pages.extend(words.words.iter().map(Page::Word));
    for (at, document) in lookup.documents.iter().enumerate() {
        pages.push(Page::Article(&document.article.slug, at));
        for alias in &document.article.aliases {
            if lookup.document(alias).is_none() {
                pages.push(Page::Moved(alias, at));
            }
        }
    }
    pages.extend(lookup.config.removed.iter().map(Page::Removed));
    pages
}

/// What the search page is made from.
pub(crate) struct Search<'a> {
    /// All that has a name.
    pub(crate) names: &'a [Name],
    /// Name of its script from the root.
    pub(crate) script: &'a str,
    /// State of the index.
    pub(crate) version: String,
}

/// Makes pages.
pub(crate) struct Builder<'a> {
    pub(crate) input: &'a Input<'a>,
    pub(crate) lookup: &'a Lookup<'a>,
    pub(crate) frames: &'a Frames<'a>,
    pub(crate) search: &'a Search<'a>,
    pub(crate) sheets: &'a Sheets,
    /// Name of the script of the fact table from the root.
    pub(crate) table_script: &'a str,
}

impl<'a> Builder<'a> {
    /// Renders a page.
    pub(crate) fn render(&self, page: &Page<'_>) -> Result<Vec<u8>, Report> {
        let path = page.path();
        let templates = self.input.templates;
        let lookup = self.lookup;
        let site = &lookup.config.site;
        let frame = |part, title: &str, description: &str, steps: &[(&str, &str)]| Frame {
            alternates: self.alternates(&path),
            ..self.frames.frame(&path, part, title, description, steps)
        };
        match page {
            Page::Home => {
                let (view, title, description) = home::home(lookup);
                templates.render(
                    "home.html",
                    &frame(Part::Home, &title, &description, &[]),
                    &view,
                )
            }
            Page::Indicators => {
                let view = indicators::indicators(lookup);
                let description = format!("{}个指标，按专题排列。", view.total);
                let frame = frame(Part::Indicators, "指标", &description, &[("指标", "")]);
                templates.render("indicators.html", &frame, &view)
            }
            Page::Indicator(it) => {
                let csv = self.download(&format!("data/indicators/{}.csv", it.id));
                let (view, title, description) = indicator::indicator(lookup, it, csv);
                let topic = lookup
                    .config
                    .topics
                    .iter()
                    .find(|t| Some(&t.id) == it.topic.as_ref())
                    .map(|t| (t.name.as_str(), format!("topics/{}.html", t.id)));
                let mut steps = match &topic {
                    Some((name, href)) => vec![(*name, href.as_str())],
                    None => vec![("指标", "indicators/index.html")],
                };
                steps.push((&it.name, ""));
                let frame = frame(Part::Indicators, &title, &description, &steps);
                templates.render("indicator.html", &frame, &view)
            }
            Page::Articles => {
                let desk = Desk {
                    lookup,
                    root: "../",
                };
                let view = article::article_links(&desk);
                let description = format!("{}篇文章，全文，每个数字可点。", view.len());
                let frame = frame(Part::Articles, "文章", &description, &[("文章", "")]);
                templates.render("articles.html", &frame, &view)
            }
            Page::Article(slug, at) => {
                let plain = self.download(&format!("data/articles/{slug}.txt"));
                let (view, description) = article::article(lookup, self.input.words, *at, plain);
                let title = format!("{}，{}处数字", view.title, view.figures.len());
                let steps = [("文章", "articles/index.html"), (view.title.as_str(), "")];
                let frame = frame(Part::Articles, &title, &description, &steps);
                templates.render("article.html", &frame, &view)
            }
            Page::Moved(_, at) => {
                let article = &lookup.documents[*at].article;
                let link = Link {
                    text: article.title.clone(),
                    href: format!("{}.html", article.slug),
                };
                let mut frame = frame(Part::Other, &article.title, "", &[]);
                frame.alternates.clear();
                if frame.canonical.is_some() {
                    frame.canonical = Some(format!("{}articles/{}", site.base_url, link.href));
                }
                templates.render("moved.html", &frame, &link)
            }
            Page::Removed(removed) => {
                let steps = [("文章", "articles/index.html"), ("已撤下的文章", "")];
                let mut frame = frame(Part::Articles, "文章已撤下", &removed.reason, &steps);
                frame.alternates.clear();
                frame.canonical = None;
                templates.render("removed.html", &frame, removed)
            }
            Page::Facts(page) => {
                let files = self.fact_files();
                let view = facts::facts(lookup, self.sheets, *page, self.table_script, files);
                let mut description = format!("{}件事实，每件注明原句。", view.total);
                let number = format!("第{}页", page + 1);
                let mut title = "事实表".to_string();
                let mut steps = vec![("事实表", "")];
                if *page > 0 {
                    description.push_str(&format!("{number}，共{}页。", self.sheets.pages.len()));
                    title = format!("事实表{number}");
                    steps = vec![("事实表", "facts.html"), (number.as_str(), "")];
                }
                let frame = frame(Part::Facts, &title, &description, &steps);
                templates.render("facts.html", &frame, &view)
            }
            Page::Subjects => {
                let view = subject::subjects(lookup);
                let description = "文章里写到数字的企业、园区、平台。";
                let frame = frame(Part::Subjects, "主体", description, &[("主体", "")]);
                templates.render("subjects.html", &frame, &view)
            }
            Page::Subject(it) => {
                let (view, title, description) = subject::subject(lookup, it);
                let steps = [("主体", "subjects/index.html"), (it.name.as_str(), "")];
                let frame = frame(Part::Subjects, &title, &description, &steps);
                templates.render("subject.html", &frame, &view)
            }
            Page::Words => {
                let view = words::words(lookup, self.input.words);
                let description =
                    format!("{}篇文章的关键词，逐年变化，逐处上下文。", view.articles);
                let frame = frame(Part::Words, "关键词", &description, &[("关键词", "")]);
                templates.render("keywords.html", &frame, &view)
            }
            Page::Word(it) => {
                let (view, description) = words::word(lookup, self.input.words, it);
                let title = format!("“{}”，{}处", it.text, view.count);
                let steps = [("关键词", "keywords/index.html"), (it.text.as_str(), "")];
                let frame = frame(Part::Words, &title, &description, &steps);
                templates.render("keyword.html", &frame, &view)
            }
            Page::Search => {
                let desk = Desk { lookup, root: "" };
                let Search {
                    names,
                    script,
                    version,
                } = self.search;
                let view = search::search(&desk, names, script.to_string(), version.clone());
                let description = "查指标、主体、年份、关键词，或原文里的任何字句。";
                let frame = frame(Part::Search, "搜索", description, &[("搜索", "")]);
                templates.render("search.html", &frame, &view)
            }
            Page::Topic(it) => {
                let (view, description) = topic::topic(lookup, it);
                let steps = [("指标", "indicators/index.html"), (it.name.as_str(), "")];
                let title = format!("专题：{}", it.name);
                let frame = frame(Part::Indicators, &title, &description, &steps);
                templates.render("topic.html", &frame, &view)
            }
            Page::SeriesList => {
                let view = series::list(lookup);
                let description = format!("{}个能画成图的序列，与各自的目标。", view.total);
                let frame = frame(
                    Part::Indicators,
                    "序列与目标",
                    &description,
                    &[("指标", "indicators/index.html"), ("序列与目标", "")],
                );
                templates.render("series-list.html", &frame, &view)
            }
            Page::Series(of, it) => {
                let Some((view, description)) = series::series(lookup, of, it) else {
                    return Ok(Vec::new());
                };
                let title = format!("{}：各期与目标", of.name);
                let steps = [("序列与目标", "series/index.html"), (of.name.as_str(), "")];
                let frame = frame(Part::Indicators, &title, &description, &steps);
                templates.render("series.html", &frame, &view)
            }
            Page::Years => {
                let view = timeline::years(lookup);
                let description = view.answer.clone();
                let frame = frame(Part::Years, "年份", &description, &[("年份", "")]);
                templates.render("years.html", &frame, &view)
            }
            Page::Year(it) => {
                let (view, description) = year::year(lookup, *it);
                let steps = [("年份", "years/index.html"), (view.name.as_str(), "")];
                let title = format!("{}的数字", view.name);
                let frame = frame(Part::Years, &title, &description, &steps);
                templates.render("year.html", &frame, &view)
            }
            Page::Audit => {
                let view = audit::audit(lookup, about::corrections(lookup));
                let description = view.answer.clone();
                let frame = frame(Part::Audit, "核对", &description, &[("核对", "")]);
                templates.render("audit.html", &frame, &view)
            }
            Page::Conflicts => {
                let view = audit::conflicts(lookup);
                let description = "同一件事，几篇报道给出不同的数，并排，同样大小。";
                let steps = [("核对", "audit/index.html"), ("两说", "")];
                let frame = frame(Part::Audit, "两说", description, &steps);
                templates.render("conflicts.html", &frame, &view)
            }
            Page::Checks => {
                let view = audit::checks(lookup, self.download("data/checks.csv"));
                let title = format!("全部核对，{}项", view.total);
                let description = "把报道里的数放在一起算一遍，每一步算式都写出来。";
                let steps = [("核对", "audit/index.html"), ("全部核对", "")];
                let frame = frame(Part::Audit, &title, description, &steps);
                templates.render("checks.html", &frame, &view)
            }
            Page::Log => {
                let view = log::log(lookup, self.input);
                let description = "每篇文章带来了什么：新的数、新的期、新的核对。";
                let frame = frame(Part::Other, "更新记录", description, &[("更新记录", "")]);
                templates.render("log.html", &frame, &view)
            }
            Page::Data => {
                let view = data::data(
                    self.input.downloads,
                    &site.licence,
                    self.input.date,
                    lookup.version(),
                    self.dataset(),
                );
                let description = "全部数据，CSV 与 JSON。";
                let frame = frame(Part::Data, "下载", description, &[("下载", "")]);
                templates.render("data.html", &frame, &view)
            }
            Page::About => {
                let view = about::about(lookup, self.input.date);
                let description = "数字怎样找到、怎样合并、怎样引用。";
                let frame = frame(Part::About, "方法", description, &[("方法", "")]);
                templates.render("about.html", &frame, &view)
            }
            Page::NotFound => {
                let base = match site.base_url.as_str() {
                    "" => "/",
                    base => base,
                };
                let frame = Frame {
                    root: base.to_string(),
                    canonical: None,
                    ..frame(Part::Other, "没有这一页", "没有这一页。", &[])
                };
                let links = [
                    ("首页", "index.html"),
                    ("指标", "indicators/index.html"),
                    ("文章", "articles/index.html"),
                    ("事实表", "facts.html"),
                    ("搜索", "search.html"),
                ];
                let links = links.map(|(text, path)| Link {
                    text: text.to_string(),
                    href: format!("{base}{path}"),
                });
                templates.render("404.html", &frame, &links)
            }
        }
    }

    /// The data behind the page at a path.
    fn alternates(&self, path: &str) -> Vec<Alternate> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.trim_end_matches(".html");
        let own = match (folder, stem) {
            ("articles", "index") => vec!["data/articles.csv".to_string()],
            ("articles", slug) => vec![format!("data/articles/{slug}.txt")],
            ("indicators", "index") => vec!["data/indicators.csv".into()],
            ("indicators", id) => vec![format!("data/indicators/{id}.csv")],
            ("subjects", "index") => vec!["data/subjects.csv".into()],
            ("series", _) => vec!["data/series.csv".into()],
            ("audit", _) => vec!["data/checks.csv".into(), "data/conflicts.csv".into()],
            ("data", _) => vec![
                "data/facts.csv".into(),
                "data/datapackage.json".into(),
                "data/dataset.jsonld".into(),
            ],
            ("", "index" | "facts") | ("subjects" | "topics" | "years", _) => {
                vec!["data/facts.csv".into(), "data/facts.json".into()]
            }
            _ => Vec::new(),
        };
        let feeds = match (folder, stem) {
            ("" | "articles", "index") => vec![feeds::ARTICLES, feeds::CHANGES],
            ("", "log") => vec![feeds::CHANGES],
            _ => Vec::new(),
        };
        let has_feeds = !self.lookup.config.site.base_url.is_empty() && self.input.copy.is_none();
        let feeds = feeds.into_iter().filter(|_| has_feeds);
        let feeds = feeds.map(|to| Alternate {
            media: "application/atom+xml",
            href: format!("{}{to}", root_of(path)),
        });
        let media = |path: &str| match path.rsplit('.').next() {
            Some("csv") => "text/csv",
            Some("json") => "application/json",
            Some("jsonld") => "application/ld+json",
            _ => "text/plain",
        };
        own.into_iter()
            .filter(|path| self.input.downloads.contains_key(path))
            .map(|to| Alternate {
                media: media(&to),
                href: format!("{}{to}", root_of(path)),
            })
            .chain(feeds)
            .collect()
    }

    /// The address of a download as pages one folder down see it, if it exists.
    fn download(&self, path: &str) -> Option<String> {
        self.input
            .downloads
            .contains_key(path)
            .then(|| format!("../{path}"))
    }

    /// The description of the data set, to stand in a page.
    fn dataset(&self) -> String {
        let bytes = self.input.downloads.get("data/dataset.jsonld");
        bytes
            .and_then(|bytes| serde_json::from_slice(bytes).ok())
            .map_or_else(String::new, |object| json_ld::embedded(&object))
    }

    fn fact_files(&self) -> Vec<Link> {
        ["facts.csv", "facts.json", "facts-excel.csv"]
            .into_iter()
            .map(|name| Link {
                text: name.to_string(),
                href: format!("data/{name}"),
            })
            .filter(|link| self.input.downloads.contains_key(&link.href))
            .collect()
    }
}

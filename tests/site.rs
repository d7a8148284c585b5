//! The whole site from the five articles and their hand-made observations, in memory: what pages
//! say, that every link leads somewhere, and that the same input gives the same bytes.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/gold.rs"]
mod gold;
#[path = "support/located.rs"]
mod located;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use shudu::{
    config::Config,
    diag::SourceFile,
    model::{Article, FactTable, Linked},
    publish,
    site::{self, Input, Site, Templates},
    table,
    text::{self, Document, Segmenter},
    words,
};

fn config() -> Config {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("facts.toml")).unwrap();
    let path = "facts.toml".into();
    shudu::config::parse(&Arc::new(SourceFile { path, text })).unwrap()
}

fn tabled(linked: Linked, documents: &[Document], config: &Config) -> FactTable {
    let articles: Vec<Article> = documents.iter().map(|d| d.article.clone()).collect();
    table::build(linked, &articles, config).0
}

fn render(documents: &[Document], table: &FactTable, config: &Config) -> Site {
    render_with(documents, table, config, &Templates::embedded().unwrap())
}

fn render_with(
    documents: &[Document],
    table: &FactTable,
    config: &Config,
    templates: &Templates,
) -> Site {
    let input = Input {
        documents,
        table,
        words: &words::read(documents, config, &Segmenter::new(config)),
        config,
        charts: &site::draw(table, config),
        downloads: &site::downloads::files(table, documents, config),
        templates,
        date: None,
        snapshots: &site::Snapshots::default(),
        copy: None,
    };
    site::render(&input).unwrap()
}

/// The real site.
fn real() -> (Vec<Document>, FactTable, Config, Site) {
    let (documents, config) = (located::documents(), config());
    let table = tabled(located::linked(&documents), &documents, &config);
    let site = render(&documents, &table, &config);
    (documents, table, config, site)
}

fn page<'a>(site: &'a Site, path: &str) -> &'a str {
    let bytes = site.0.get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// What a reader reads: no tags, no white space.
fn read(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        rest = &rest[rest.find('>').map_or(rest.len(), |close| close + 1)..];
    }
    out.push_str(rest);
    let out = out
        .replace("&nbsp;", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&");
    out.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text between two marks.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let start = html.find(from).unwrap_or_else(|| panic!("no {from}"));
    let end = html[start..].find(to).unwrap_or_else(|| panic!("no {to}"));
    &html[start..start + end]
}

#[test]
fn every_link_leads_somewhere() {
    let (.., site) = real();
    let report = publish::links::check(&site);
    let faults: Vec<&str> = report
        .diagnostics
        .iter()
        .map(|d| d.message.en.as_str())
        .collect();
    assert_eq!(faults, Vec::<&str>::new());
}

#[test]
fn every_figure_is_a_link_and_every_fact_a_row() {
    let (_, table, _, site) = real();
    for observation in &table.observations {
        let article = page(&site, &format!("articles/{}.html", observation.article));
        assert!(
            article.contains(&format!("id=\"{}\"", observation.id)),
            "{} in {}",
            observation.quote_text,
            observation.article
        );
    }
    let facts = page(&site, "facts.html");
    for fact in &table.facts {
        assert!(facts.contains(&format!("<tr id=\"{}\"", fact.id)));
        let row = between(facts, &format!("<tr id=\"{}\"", fact.id), "</tr>");
        for slug in &fact.articles {
            assert!(
                row.contains(&format!("href=\"articles/{slug}.html#o-")),
                "{row}"
            );
        }
    }
}

#[test]
fn articles_keep_their_words() {
    let (documents, .., site) = real();
    for document in &documents {
        let html = page(&site, &format!("articles/{}.html", document.article.slug));
        let mut body = between(html, "<article", "</article>").to_string();
        while let Some(start) = body.find("<div class=\"mn") {
            let end = start + body[start..].find("</div>").unwrap();
            body.replace_range(start..end, "");
        }
        let words: String = document
            .text
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        assert_eq!(read(&body), words, "{}", document.article.slug);
    }
}

#[test]
fn the_home_page_answers_first() {
    let (.., site) = real();
    let home = read(page(&site, "index.html"));
    for said in [
        "整理自5篇新闻的300处数字",
        "比2023年增加42亿元，增长7.9%算得",
        "“3+1”主导产业占49%，两年提高9个百分点算得",
        "至少还差426亿元算得；期限原文未载",
        "“3+1”主导产业增加75亿元，其余减少18亿元",
        "309→291",
        "“202个”≠“203个”",
    ] {
        assert!(home.contains(said), "{said} in {home}");
    }
}

#[test]
fn bounds_are_printed_and_never_computed_with() {
    let (_, table, _, site) = real();
    let html = page(&site, "indicators/gross-output.html");
    let row = |year: i32| {
        let fact = table.facts.iter().find(|fact| {
            fact.indicator_id.as_deref() == Some("gross-output")
                && fact.key.measure == shudu::model::Measure::Level
                && fact.key.period == Some(shudu::model::Period::year(year))
                && fact.key.nature == shudu::model::Nature::Result
                && fact
                    .key
                    .breakdown
                    .as_deref()
                    .is_none_or(|b| b == "规模以上工业企业")
        });
        read(between(
            html,
            &format!("<tr id=\"{}\"", fact.unwrap().id),
            "</tr>",
        ))
    };
    assert!(row(2021).contains("超520"), "{}", row(2021));
    assert!(row(2022).contains("不可算"), "{}", row(2022));
    assert!(row(2023).contains("算得2.9%"), "{}", row(2023));
    assert!(row(2020).contains("未载"), "{}", row(2020));
    let targets = read(between(html, "id=\"targets\"", "</section>"));
    for said in ["差126亿元82.0%", "至少差426亿元57.4%", "原文未载"] {
        assert!(targets.contains(said), "{said} in {targets}");
    }
}

#[test]
fn both_sides_of_a_conflict_are_equal() {
    let (.., site) = real();
    let html = page(&site, "indicators/firms-above-scale.html");
    let sides = between(html, "<div class=\"vs\">", "对不上");
    assert_eq!(sides.matches("class=\"fig l\"").count(), 2);
    assert!(read(sides).contains("202个") && read(sides).contains("203个"));
    let article = page(&site, "articles/2025-10-ten-years.html");
    assert!(read(article).contains("两说：《攀高逐新》作203个"));
    assert!(article.contains("class=\"mk bad\""));
}

#[test]
fn the_kinds_and_periods_of_facts_are_said() {
    let (.., site) = real();
    let facts = page(&site, "facts.html");
    for said in [
        "2025年前三季度",
        "2015—2025年",
        "期间未载",
        "2025年10月见报时",
        "<span class=\"tag fore\">预计</span>",
        "<span class=\"tag plain\">产能</span>",
        "<span class=\"tag goal\">目标</span>",
        "<span class=\"tag two\">两说</span>",
    ] {
        assert!(facts.contains(said), "{said}");
    }
    let lone = read(page(&site, "indicators/area.html"));
    assert!(lone.contains("五篇报道中只有这一期"), "{lone}");
    let foreign = read(page(&site, "indicators/capacity.html"));
    assert!(foreign.contains("只见于别的主体"), "{foreign}");
}

#[test]
fn observations_at_one_place_share_a_link() {
    let (_, table, _, site) = real();
    let doubled = table
        .observations
        .windows(2)
        .find(|pair| pair[0].article == pair[1].article && pair[0].quote == pair[1].quote);
    let pair = doubled.expect("翻一番 is said of two indicators");
    let article = page(&site, &format!("articles/{}.html", pair[0].article));
    let anchor = format!(
        "<span class=\"mks\"><span class=\"at\" id=\"{}\"",
        pair[1].id
    );
    let link = between(article, &anchor, "</a>");
    assert!(
        link.contains(&format!("id=\"{}\" href=", pair[0].id)),
        "{link}"
    );
}

#[test]
fn pages_need_no_script_and_nobody_else() {
    let (.., site) = real();
    for (path, bytes) in &site.0 {
        let Some(name) = path.strip_suffix(".html") else {
            continue;
        };
        let html = std::str::from_utf8(bytes).unwrap();
        assert!(
            !html.contains(" style=\"") && !html.contains(" onclick="),
            "{path}"
        );
        assert!(
            !html.contains("src=\"http") && !html.contains("url(http"),
            "{path}"
        );
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        if name != "404" {
            assert!(
                !html.contains("<style") && !html.contains("<script>"),
                "{path}"
            );
            assert!(html.contains("lang=\"zh-Hans\""), "{path}");
        }
    }
}

#[test]
fn titles_are_unique() {
    let (.., site) = real();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for path in site.0.keys().filter(|path| path.ends_with(".html")) {
        let title = between(page(&site, path), "<title>", "</title>").to_string();
        if let Some(other) = titles.insert(title.clone(), path.clone()) {
            panic!("{path} and {other}: {title}");
        }
    }
}

#[test]
fn the_order_of_articles_changes_no_byte() {
    let (documents, table, config, site) = real();
    let reversed: Vec<Document> = documents.into_iter().rev().collect();
    let again = render(&reversed, &table, &config);
    let differs: Vec<&String> = site
        .0
        .keys()
        .filter(|path| site.0.get(*path) != again.0.get(*path))
        .collect();
    let pages: Vec<&&String> = differs
        .iter()
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert!(pages.is_empty(), "{pages:?}");
}

#[test]
fn a_corpus_without_articles_gives_a_site_that_says_so() {
    let config = config();
    let site = render(&[], &FactTable::default(), &config);
    assert!(publish::links::check(&site).diagnostics.is_empty());
    assert!(read(page(&site, "index.html")).contains("还没有收入任何文章"));
    assert!(read(page(&site, "facts.html")).contains("还没有一件事实"));
    assert!(read(page(&site, "articles/index.html")).contains("还没有收入文章"));
}

#[test]
fn an_article_without_figures_still_has_its_page() {
    let article = Article {
        slug: "quiet".into(),
        id: "a-quiet".into(),
        title: "没有数字的<一天>".into(),
        short: String::new(),
        published: None,
        byline: String::new(),
        source: String::new(),
        url: String::new(),
        aliases: vec!["still".into()],
        note: String::new(),
        body: "风和日丽。\n\n- 花开\n- 鸟鸣\n\n| 天 | 地 |\n| --- | --- |\n| 玄 | 黄 |\n".into(),
    };
    let documents = [text::read(article)];
    let site = render(&documents, &FactTable::default(), &config());
    assert!(publish::links::check(&site).diagnostics.is_empty());
    let html = page(&site, "articles/quiet.html");
    assert!(
        html.contains("没有数字的&lt;一天&gt;"),
        "titles are escaped"
    );
    assert!(
        html.contains("<li id=\"s2\">花开</li><li id=\"s3\">鸟鸣</li>"),
        "items of a list stand together"
    );
    assert!(html.contains("<th scope=\"col\">天</th>") && html.contains("<td>黄</td>"));
    assert!(read(html).contains("本文没有可收录的数字"));
    assert!(read(page(&site, "index.html")).contains("其中没有找到可收录的数字"));
    assert!(page(&site, "articles/still.html").contains("<a data-moved href=\"quiet.html\">"));
}

#[test]
fn files_of_the_site_replace_embedded_ones() {
    let own = BTreeMap::from([(
        "about.html".to_string(),
        "{% extends \"base.html\" %}{% block content %}<main id=\"main\"><h1>自己写的方法</h1>\
         <p id=\"cite\">{{ v.facts }}</p></main>{% endblock content %}"
            .to_string(),
    )]);
    let statics = BTreeMap::from([
        ("icon.svg".to_string(), b"<svg/>".to_vec()),
        ("own.css".to_string(), b".own{color:red}".to_vec()),
        ("fonts/note.txt".to_string(), b"x".to_vec()),
    ]);
    let templates = Templates::with(own, statics).unwrap();
    let config = config();
    let site = render_with(&[], &FactTable::default(), &config, &templates);
    assert!(page(&site, "about.html").contains("自己写的方法"));
    assert_eq!(page(&site, "icon.svg"), "<svg/>");
    assert_eq!(page(&site, "fonts/note.txt"), "x");
    let style = site.0.keys().find(|path| path.ends_with(".css")).unwrap();
    assert!(page(&site, style).contains(".own{color:red}"));
    assert!(page(&site, "index.html").contains(style.as_str()));
}

#[test]
fn the_page_of_downloads_names_every_column() {
    let site = render(&[], &FactTable::default(), &config());
    let data = page(&site, "data/index.html");
    for column in ["obs_status", "CL_OBS_STATUS", "break_before", "formula"] {
        assert!(data.contains(column), "{column}: {data}");
    }
}

#[test]
fn settings_of_the_home_page_that_name_nothing_are_warned_about() {
    let mut config = config();
    config.home.flagship = Some("no-such".into());
    config.home.figures = vec![];
    config.home.findings = vec!["gross-output-target".into(), "whatever".into()];
    let report = site::check(&FactTable::default(), &config);
    let codes: Vec<&str> = report.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["home-without-facts", "home-unknown-finding"]);
    assert!(!report.has_errors());
}

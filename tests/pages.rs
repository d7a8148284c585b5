//! Pages of small corpora that the program itself reads: each state that a page must handle, in a
//! place that nobody knows, and what a further article does to what stood there before.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::{path::Path, sync::Arc};

use shudu::{
    config::{self, Config},
    diag::SourceFile,
    model::{Article, Date, Published},
    pipeline::{self, Dictionary, Reading},
    publish,
    site::{Site, Templates},
    words,
};

const FACTS: &str = r#"
[site]
name = "云山开发区数据"
subject = "云山开发区"

[[topic]]
id = "economy"
name = "经济"

[[topic]]
id = "firms"
name = "企业"

[[indicator]]
id = "gross-output"
name = "工业总产值"
topic = "economy"

[[indicator]]
id = "firms-above-scale"
name = "规模以上工业企业数"
topic = "firms"

[[topic]]
id = "projects"
name = "项目"

[[topic]]
id = "finance"
name = "金融"

[[indicator]]
id = "total-investment"
name = "总投资额"
topic = "projects"

[[indicator]]
id = "planned-investment"
name = "计划投资额"
topic = "projects"

[[indicator]]
id = "industry-funds"
name = "产业基金数"
topic = "finance"

[[indicator]]
id = "industry-fund-size"
name = "产业基金规模"
topic = "finance"

[[subject]]
id = "yunke"
name = "云科公司"
kind = "company"
"#;

fn config() -> Config {
    let path = Path::new("facts.toml").into();
    let text = FACTS.to_string();
    config::parse(&Arc::new(SourceFile { path, text })).unwrap()
}

fn article(slug: &str, published: Option<(i32, u8)>, title: &str, body: &str) -> Article {
    Article {
        slug: slug.into(),
        id: format!("id-{slug}"),
        title: title.into(),
        short: String::new(),
        published: published.map(|(year, month)| Published {
            date: Date::month(year, month),
            is_estimated: false,
        }),
        byline: String::new(),
        source: String::new(),
        url: String::new(),
        aliases: vec![],
        note: String::new(),
        body: body.into(),
    }
}

fn build(articles: Vec<Article>) -> (Reading, Site) {
    let config = config();
    let segmenter = Dictionary::load().knowing(&config);
    let subject = config.site.subject.clone();
    let reading = pipeline::understand(articles, &config, &segmenter, &subject).unwrap();
    let words = words::read(&reading.documents, &config, &segmenter);
    let templates = Templates::embedded().unwrap();
    let site = pipeline::Maker {
        reading: &reading,
        words: &words,
        config: &config,
        templates: &templates,
        date: None,
    }
    .site()
    .unwrap();
    let report = publish::links::check(&site);
    let faults: Vec<&str> = report
        .diagnostics
        .iter()
        .map(|d| d.message.en.as_str())
        .collect();
    assert_eq!(faults, Vec::<&str>::new());
    (reading, site)
}

fn site(articles: Vec<Article>) -> Site {
    build(articles).1
}

fn page<'a>(site: &'a Site, path: &str) -> &'a str {
    let bytes = site.0.get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// What a reader reads in the main part of a page: no tags, no white space.
fn read(site: &Site, path: &str) -> String {
    let html = page(site, path);
    let start = html.find("<main").unwrap();
    let html = &html[start..html.find("<footer class=\"foot").unwrap_or(html.len())];
    words(html)
}

fn words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        rest = &rest[rest.find('>').map_or(rest.len(), |close| close + 1)..];
    }
    out.push_str(rest);
    out.replace("&nbsp;", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

fn says(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "{said} in {text}");
    }
}

/// The annual report and a newspaper that differs from it.
fn two_papers() -> Vec<Article> {
    vec![
        article(
            "2024-02-report",
            Some((2024, 2)),
            "年度公报",
            "2022年，云山开发区工业总产值300亿元。2023年，云山开发区工业总产值345亿元，同比增长15%。\
             2023年，云山开发区规模以上工业企业120家。\n\n\
             2023年5月18日，云科公司新厂在云山开发区投产。\n\n到2025年，云山开发区工业总产值力争达到500亿元。",
        ),
        article(
            "2024-03-paper",
            Some((2024, 3)),
            "开发区见闻",
            "2023年，云山开发区规模以上工业企业121家。云科公司2023年产值12亿元。\n\n\
             从1998年建区，到2009年8月升为省级开发区。",
        ),
    ]
}

#[test]
fn values_that_do_not_meet_stand_side_by_side() {
    let site = site(two_papers());
    let audit = read(&site, "audit/index.html");
    says(
        &audit,
        &["1项对不上", "“120家”≠“121家”", "编者没有改过程序的读法"],
    );
    let html = page(&site, "audit/conflicts.html");
    assert_eq!(html.matches("class=\"fig l\"").count(), 2, "equal in size");
    let conflicts = read(&site, "audit/conflicts.html");
    says(
        &conflicts,
        &["《年度公报》", "《开发区见闻》", "本站不选", "怎样引用"],
    );
    let home = read(&site, "index.html");
    says(&home, &["待核的数", "“120家”≠“121家”"]);
    let quotes = html.matches("<blockquote class=\"quote bad\"").count();
    assert_eq!(quotes, 2, "both sentences are quoted");
}

#[test]
fn every_check_is_written_out_and_its_figures_lead_to_their_sentences() {
    let (reading, site) = build(two_papers());
    let html = page(&site, "audit/checks.html");
    assert!(reading.table.checks.len() > 1);
    for check in &reading.table.checks {
        let from = html.find(&format!("id=\"{}\"", check.id)).unwrap();
        let shown = &html[from..from + html[from..].find("</article>").unwrap()];
        for id in &check.observations {
            let observation = reading.table.observation(id).unwrap();
            let href = format!("href=\"../articles/{}.html#o-", observation.article);
            assert!(shown.contains(&href), "{href} in {shown}");
        }
    }
    let text = words(html);
    says(&text, &["300×1.15=345.0亿元", "500−345=155亿元"]);
}

#[test]
fn a_year_has_its_dated_sentences_beside_its_figures() {
    let site = site(two_papers());
    let year = read(&site, "years/2023.html");
    says(
        &year,
        &[
            "工业总产值345亿元",
            "5月18日",
            "云科公司新厂在云山开发区投产",
            "别的主体",
            "12亿元",
            "对不上",
        ],
    );
    let html = page(&site, "years/2023.html");
    let date = html.find("articles/2024-02-report.html#d-").unwrap();
    let id = &html[date + "articles/2024-02-report.html#".len()..][..14];
    let article = page(&site, "articles/2024-02-report.html");
    assert!(
        article.contains(&format!(
            "id=\"{id}\" href=\"../years/2023.html\">2023年5月18日</a>"
        )),
        "the date in the article is the anchor, and leads back"
    );
    says(
        &read(&site, "years/1998.html"),
        &["没有写这一年的数字", "建区"],
    );
    says(
        &read(&site, "years/index.html"),
        &["1998—2025年", "2009年", "8月", "升为省级开发区"],
    );
    let goals = read(&site, "years/2025.html");
    says(&goals, &["目标还没有实现的数", "500亿元"]);
}

#[test]
fn a_series_with_a_target_has_a_page_with_the_gap() {
    let site = site(two_papers());
    let series = read(&site, "series/gross-output.html");
    says(&series, &["各期与目标", "差155亿元", "69.0%", "300", "345"]);
    let list = page(&site, "series/index.html");
    assert!(list.contains("href=\"../series/gross-output.html\""));
    let topic = read(&site, "topics/economy.html");
    says(&topic, &["工业总产值2023年345亿元，比2022年增加45亿元"]);
    assert!(!site.0.contains_key("series/firms-above-scale.html"));
}

#[test]
fn a_topic_begins_with_the_strongest_finding_that_its_figures_allow() {
    let begins = |body: &str, topic: &str, lead: &str| {
        let site = site(vec![article("a", Some((2025, 1)), "一篇", body)]);
        let read = read(&site, &format!("topics/{topic}.html"));
        let head = read.split("指标").next().unwrap_or_default().to_string();
        assert!(head.contains(lead), "{lead:?} in {read}");
        head
    };
    // A change, else a growth that the article states.
    let levels =
        "2023年，全区实现工业总产值500亿元。2024年，全区实现工业总产值525亿元，同比增长5.2%。";
    begins(
        levels,
        "economy",
        "工业总产值2024年525亿元，比2023年增加25亿元",
    );
    let growth = "2024年，全区实现工业总产值525亿元，同比增长5.2%。";
    begins(growth, "economy", "工业总产值2024年525亿元，同比增长5.2%。");
    // A ratio of two figures of one thing, else a mean.
    let projects = "2024年，全区重点建设项目33个，总投资200亿元，年度计划投资36.9亿元。";
    begins(
        projects,
        "projects",
        "重点建设项目计划投资额2024年36.9亿元，为总投资额200亿元的18.5%算得",
    );
    let funds = "2024年，全区有产业基金4只，总规模15.5亿元。";
    begins(
        funds,
        "finance",
        "产业基金规模2024年15.5亿元，产业基金数4只，平均每只3.88亿元算得",
    );
    // A bound divides nothing, a lone figure says nothing.
    let bound = "2024年，全区有产业基金4只，总规模超15亿元。";
    assert!(!begins(bound, "finance", "").contains("平均"));
    let lone = "2024年，全区实现工业总产值525亿元。";
    assert!(!begins(lone, "economy", "").contains("2024年525亿元，"));
}

#[test]
fn values_that_can_be_compared_have_bars_in_the_list_and_on_cards() {
    let body = "2022年，全区实现工业总产值480亿元。2023年，全区实现工业总产值500亿元。\
                2024年，全区实现工业总产值525亿元，有规模以上工业企业102家。\
                2024年，全区专利授权量1319件，其中发明专利授权357件、实用新型专利授权704件。";
    let site = site(vec![article("a", Some((2025, 1)), "一篇", body)]);
    let list = page(&site, "indicators/index.html");
    let bars = "aria-label=\"2022年480，2023年500，2024年525亿元\"";
    assert_eq!(list.matches("role=\"img\"").count(), 1, "{list}");
    assert!(list.contains(bars), "{list}");
    // A lone figure has the parts that are counted with it, or no chart at all.
    let home = page(&site, "index.html");
    let cards: Vec<&str> = home.split("<article class=\"card\">").skip(1).collect();
    let card = |name: &str| {
        let mut found = cards.iter();
        let found = found.find(|card| words(card).starts_with(name));
        found.unwrap_or_else(|| panic!("no card of {name} in {cards:?}"))
    };
    let patents = card("专利授权量1319件");
    for bar in [
        "专利授权量1319件",
        "实用新型专利授权704件",
        "发明专利授权357件",
    ] {
        assert!(patents.contains(&format!("{bar}，看原句")), "{patents}");
    }
    let firms = card("规模以上工业企业数102家").split("</article>").next();
    assert!(!firms.unwrap_or_default().contains("<svg"), "{firms:?}");
}

#[test]
fn a_year_that_a_level_and_its_rate_imply_has_a_row() {
    let indicator = |body: &str| {
        let site = site(vec![article("a", Some((2025, 1)), "一篇", body)]);
        let patents = read(&site, "indicators/patents-granted.html");
        let from = patents.find("数据专利授权量").unwrap_or_default();
        patents[from..].split("下载CSV").next().unwrap().to_string()
    };
    says(
        &indicator("2024年，全区专利授权量1319件，同比增长30.46%。"),
        &[
            "2023年1011倒推未载1319÷1.3046",
            "2024年1319报道30.46%",
            "只有这一个整数合",
        ],
    );
    // Told by an article, it is not implied: its row has no address that could be lost.
    let told = "2023年，全区专利授权量1011件。2024年，全区专利授权量1319件，同比增长30.46%。";
    assert!(!indicator(told).contains("倒推"), "{}", indicator(told));
    // Several whole numbers fit.
    let several = "2024年，全区专利授权量1319件，同比增长30%。";
    assert!(
        !indicator(several).contains("倒推"),
        "{}",
        indicator(several)
    );
}

#[test]
fn what_does_not_meet_stands_beside_its_paragraph() {
    let body = "2023年，全区实现工业总产值500亿元。\n\n\
                2024年，全区实现工业总产值525亿元，同比增长9.9%。";
    let site = site(vec![article("a", Some((2025, 1)), "一篇", body)]);
    let article = page(&site, "articles/a.html");
    let notes: Vec<String> = article
        .split("role=\"note\"")
        .skip(1)
        .map(|note| words(&note[..note.find("</div>").unwrap()]))
        .collect();
    let doubtful: Vec<bool> = notes.iter().map(|n| n.contains("≠对不上2024年")).collect();
    assert_eq!(doubtful, [false, true], "{notes:?}");
    assert!(article.contains("../audit/checks.html#c-"), "{article}");
}

#[test]
fn the_log_says_what_each_article_brought() {
    let papers = two_papers();
    let one = site(papers[..1].to_vec());
    let two = site(papers);
    let (before, after) = (read(&one, "log.html"), read(&two, "log.html"));
    says(&before, &["年度公报", "第一次有数的指标"]);
    assert!(!before.contains("与前文对不上"), "{before}");
    says(
        &after,
        &[
            "开发区见闻",
            "与前文对不上",
            "规模以上工业企业数，2023年：120或121家",
            "云科公司（1件）",
        ],
    );
    assert!(
        after.find("开发区见闻") < after.find("年度公报"),
        "latest first"
    );
    let entry = &after[after.find("年度公报").unwrap()..];
    assert!(
        before.ends_with(entry),
        "an older entry stays as it was: {entry}"
    );
}

#[test]
fn figures_of_all_kinds_keep_their_words() {
    let site = site(vec![article(
        "2024-10-kinds",
        Some((2024, 10)),
        "数字种种",
        "云山开发区现有高新技术企业80家。\n\n\
         2021年，云山开发区工业总产值超200亿元。2022年，云山开发区工业总产值230亿元。\
         2024年前三季度，云山开发区工业总产值180亿元。\
         截至2024年9月，云山开发区累计引进项目46个。\
         \n\n\
         2020—2024年，云山开发区工业总产值年均增长8.5%。",
    )]);
    let indicator = read(&site, "indicators/gross-output.html");
    says(
        &indicator,
        &["超200", "不参与加减", "前三季度", "2020—2024年", "年均增速"],
    );
    assert!(
        !indicator.contains("增加30亿元"),
        "a bound is never subtracted"
    );
    let facts = read(&site, "facts.html");
    says(&facts, &["截至2024年9月累计", "2024年10月见报时"]);
    let lone = site.0.keys().find(|p| p.starts_with("indicators/hightech"));
    says(&read(&site, lone.unwrap()), &["一篇报道中只有这一期"]);
    says(
        &read(&site, "audit/conflicts.html"),
        &["没有一件事有两个对不上的数"],
    );
}

#[test]
fn a_figure_without_a_period_has_a_sheet_of_its_own() {
    let site = site(vec![article(
        "undated",
        None,
        "没有日期",
        "云山开发区规划面积35平方公里。",
    )]);
    says(
        &read(&site, "years/undated.html"),
        &["没有写明是哪一年", "35"],
    );
    says(&read(&site, "years/index.html"), &["期间未载的数字"]);
    says(&read(&site, "log.html"), &["日期未载", "没有日期"]);
}

#[test]
fn a_site_without_figures_says_so_on_every_page() {
    for articles in [
        vec![],
        vec![article("quiet", None, "风和日丽", "花开，鸟鸣。")],
    ] {
        let site = site(articles);
        says(
            &read(&site, "audit/index.html"),
            &["还没有可以放在一起算的数"],
        );
        says(
            &read(&site, "audit/checks.html"),
            &["还没有可以放在一起算的数"],
        );
        says(&read(&site, "years/index.html"), &["还没有写明年份"]);
        says(&read(&site, "series/index.html"), &["还没有一个指标有两期"]);
        assert!(!site.0.keys().any(|path| path.starts_with("topics/")));
        assert!(!read(&site, "index.html").contains("待核"));
    }
}

#[test]
fn the_navigation_names_what_exists_and_marks_where_one_is() {
    let site = site(two_papers());
    for (path, word) in [
        ("years/2023.html", "年份"),
        ("audit/checks.html", "核对"),
        ("topics/economy.html", "指标"),
        ("indicators/gross-output.html", "指标"),
        ("subjects/yunke.html", "主体"),
    ] {
        let html = page(&site, path);
        assert!(
            html.contains(&format!("aria-current=\"true\">{word}</a>")),
            "{path}"
        );
        assert!(html.contains("<nav class=\"crumb wrap\""), "{path}");
    }
    let crumbs = page(&site, "indicators/gross-output.html");
    assert!(crumbs.contains("<a href=\"../topics/economy.html\">经济</a>"));
}

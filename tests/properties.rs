//! Promises that hold for any text: nothing falls over, every span is what it says, every number
//! ends as a figure or as a leftover, and order changes no byte.

use std::{collections::BTreeSet, sync::LazyLock};

use proptest::prelude::*;
use shudu::{
    config::{self, Config},
    corpus, intake,
    model::{Article, Date, Meaning, Published, Span},
    observations,
    pipeline::{self, Reading},
    site::downloads,
    table::rows,
    text::{self, Document, Segmenter},
};

static CONFIG: LazyLock<Config> = LazyLock::new(config::base);
static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(&CONFIG));
const SUBJECT: &str = "本区";

/// Words that meet in figures, and what printing and typing put between them.
const PIECES: &[&str] = &[
    "2024年",
    "今年",
    "去年同期",
    "前三季度",
    "9月",
    "“十四五”",
    "截至目前",
    "近3年",
    "2018—2020年",
    "工业总产值",
    "规模以上工业企业",
    "高新技术企业",
    "签约项目",
    "营业收入",
    "清洁能源",
    "管委会",
    "574亿元",
    "8.8%",
    "165家",
    "1,187.3",
    "约3",
    "超千亿",
    "近百",
    "三成",
    "翻一番",
    "第88位",
    "3万5千",
    "一亿两千多万元",
    "四十九兆",
    "八五折",
    "万分之三",
    "三年半",
    "五元三毛",
    "负",
    "￥",
    "2024-03-05",
    "18年10月",
    "上世纪90年代",
    "3月19至20日",
    "2月30日",
    "昨日",
    "上周五",
    "本月十日",
    "29日",
    "首位",
    "五分之二",
    "12.5个百分点",
    "3~5万元",
    "１２３．４",
    "99999999999999999999999999",
    "0.000000000001",
    "万亿",
    "万",
    "亿",
    "元",
    "家",
    "个",
    "件",
    "人",
    "%",
    "‰",
    "倍",
    "平方公里",
    "亩",
    "多",
    "余",
    "左右",
    "以上",
    "同比增长",
    "下降",
    "增加",
    "由",
    "增至",
    "达到",
    "占",
    "比重",
    "分别为",
    "其中",
    "和",
    "、",
    "，",
    "。",
    "；",
    "：",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "……",
    "——",
    "-",
    "+",
    "=",
    "\n",
    "\n\n",
    " ",
    "\u{3000}",
    "\t",
    "# ",
    "## ",
    "- ",
    "1. ",
    "| ",
    " |\n|---|---|\n",
    "![",
    "](x.png)",
    "**",
    "`",
    "~~",
    "<b>",
    "&amp;",
    "一批",
    "百舸争流",
    "第三级",
    "二期",
    "863",
    "5A级",
    "A",
    "GDP",
    "\u{feff}",
    "\u{200b}",
    "\u{e000}",
    "𠮷",
    "é",
    "本报记者 张三",
    "来源：某报",
    "（记者 李四）",
    "2024-09-30",
    "2024/9/30",
    "\r\n",
    "\0",
];

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(str::to_string),
        1 => "\\PC{0,4}",
        1 => "[0-9０-９]{1,30}(\\.[0-9]{1,30})?",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn article(slug: &str, body: String) -> Article {
    Article {
        slug: slug.into(),
        id: format!("a-{slug}"),
        title: String::new(),
        short: String::new(),
        published: Some(Published {
            date: Date::month(2024, 11),
            is_estimated: true,
        }),
        byline: String::new(),
        source: String::new(),
        url: String::new(),
        aliases: vec![],
        note: String::new(),
        body,
    }
}

fn read(articles: Vec<Article>) -> Reading {
    pipeline::understand(articles, &CONFIG, &SEGMENTER, SUBJECT).expect("the vocabulary fits")
}

/// The span is on character boundaries, and its characters are these.
fn slices(document: &Document, span: Span, words: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(document.text.get(span.start..span.end), Some(words));
    Ok(())
}

fn holds_for(document: &Document, reading: &Reading) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        prop_assert!(block.span.start >= end, "blocks overlap");
        end = block.span.end;
        prop_assert!(text.get(block.span.start..block.span.end).is_some());
        for sentence in &block.sentences {
            prop_assert!(block.span.contains(*sentence));
            prop_assert!(text.get(sentence.start..sentence.end).is_some());
            let words = SEGMENTER.words(document.slice(*sentence));
            let joined: String = words.iter().map(|word| word.text).collect();
            prop_assert_eq!(joined.as_str(), document.slice(*sentence));
        }
    }
    let mut ids = BTreeSet::new();
    let mut taken: Vec<Span> = Vec::new();
    for observation in &reading.table.observations {
        slices(document, observation.quote, &observation.quote_text)?;
        slices(document, observation.sentence, &observation.sentence_text)?;
        prop_assert!(observation.sentence.contains(observation.quote));
        prop_assert!(ids.insert(observation.id.as_str()), "an id stands twice");
        let fact = observation
            .fact
            .as_ref()
            .and_then(|id| reading.table.fact(id));
        prop_assert!(fact.is_some_and(|fact| fact.observations.contains(&observation.id)));
        taken.push(observation.quote);
    }
    for leftover in &reading.table.leftovers {
        slices(document, leftover.quote, &leftover.quote_text)?;
        prop_assert!(leftover.sentence.contains(leftover.quote));
        taken.push(leftover.quote);
    }
    let mentions = observations::mentions(document, &CONFIG, &SEGMENTER, SUBJECT);
    for mention in mentions.expect("the vocabulary fits") {
        slices(document, mention.quote, &mention.quote_text)?;
        // In tables a cell is read with its headers, and prose in a cell is not.
        let in_table = document.blocks.iter().any(|block| {
            matches!(block.kind, text::BlockKind::TableRow { .. })
                && block.span.contains(mention.quote)
        });
        if matches!(mention.meaning, Meaning::Quantity(_)) && !in_table {
            let is_accounted_for = taken.iter().any(|quote| quote.overlaps(mention.quote));
            prop_assert!(is_accounted_for, "{} vanished", mention.quote_text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn raw_text_is_mended_read_and_linked(raw in words()) {
        let draft = intake::mend_text(&raw);
        let reading = read(vec![draft.into_article("a")]);
        holds_for(&reading.documents[0], &reading)?;
    }

    #[test]
    fn markdown_is_read_and_linked(body in words()) {
        let reading = read(vec![article("a", body)]);
        holds_for(&reading.documents[0], &reading)?;
        let files = downloads::files(&reading.table, &reading.documents, &CONFIG);
        prop_assert_eq!(&files["data/articles/a.txt"], reading.documents[0].text.as_bytes());
    }

    #[test]
    fn any_bytes_are_text_or_told(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(draft) = intake::mend("a.txt", &bytes) {
            let reading = read(vec![draft.into_article("a")]);
            holds_for(&reading.documents[0], &reading)?;
        }
    }

    #[test]
    fn order_and_repetition_change_nothing(one in words(), two in words()) {
        let articles = || vec![article("one", one.clone()), article("two", two.clone())];
        let forwards = read(articles());
        let mut reversed = articles();
        reversed.reverse();
        let backwards = read(reversed);
        prop_assert_eq!(&forwards.table, &backwards.table);
        let rows = |reading: &Reading| rows::observations(&reading.table.observations).json_lines();
        prop_assert_eq!(rows(&forwards), rows(&backwards));
        prop_assert_eq!(&read(articles()).table, &forwards.table);
    }

    #[test]
    fn an_article_is_what_is_read_back(body in words(), title in "\\PC{1,12}") {
        let mut written = article("a", body);
        written.title = title;
        written.body = written.body.replace(['\r', '\0'], "").trim().to_string();
        prop_assume!(!written.body.is_empty() && !written.title.trim().is_empty());
        let file = std::sync::Arc::new(shudu::diag::SourceFile {
            path: "corpus/a.md".into(),
            text: corpus::format(&written),
        });
        let read = corpus::parse(&file, "a");
        prop_assert_eq!(read.map(|article| article.body), Ok(written.body));
    }
}

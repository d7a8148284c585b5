//! Arithmetic between facts: the five real articles against the table of the design, and small
//! fact tables of other places against what must and must not be said of them
//! (`tests/cases/checks/`). `UPDATE_EXPECTED=1 cargo test --test checks` rewrites
//! `gold.txt`; review the difference.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::{collections::BTreeMap, fs, path::PathBuf, sync::Arc};

use proptest::prelude::*;
use serde::Deserialize;
use shudu::{
    config::{self, Config},
    diag::SourceFile,
    model::{
        Article, Basis, Check, Date, Decimal, FactTable, Linked, Measure, Nature, Observation,
        ObservationId, Period, Published, Qualifier, Span, Verdict,
    },
    table,
};
use support::gold;

const CASES: &str = "tests/cases/checks";

fn parsed(text: String) -> Config {
    let path = PathBuf::from("facts.toml");
    config::parse(&Arc::new(SourceFile { path, text })).unwrap()
}

/// The site's own configuration.
fn config() -> Config {
    parsed(fs::read_to_string("facts.toml").unwrap())
}

/// The bodies of the gold articles are the surroundings of their figures; the one name that a
/// check reads outside figures is added.
fn articles() -> Vec<Article> {
    let mut articles = gold::articles();
    let first = articles
        .iter_mut()
        .find(|article| article.slug == "2022-02-first-class-park");
    first.unwrap().body.push_str("\n聚焦现有“5+1”\n主导产业");
    articles
}

fn built() -> FactTable {
    table::build(gold::linked(), &articles(), &config()).0
}

fn line(check: &Check) -> String {
    let stated = check.stated.as_deref().unwrap_or("");
    format!(
        "{} {} | {} | {} | {} | {}",
        check.rule, check.verdict, check.title, check.formula, stated, check.note
    )
}

/// Rule, verdict, a piece of the formula.
type Expected = (&'static str, Verdict, &'static str);

/// The rows of the design's table of arithmetic: number, then a rule, a verdict and a piece of
/// the formula for each check that the row asks for. Rows of which the fixture holds no
/// figures are listed below, in [`NOT_IN_FIGURES`].
const ROWS: &[(&str, &[Expected])] = {
    use Verdict::*;
    &[
        ("01", &[("change", Agrees, "574 − 517 = 57 亿元")]),
        ("02", &[("change", Agrees, "283 − 208 = 75 亿元")]),
        (
            "03",
            &[("complement", Agrees, "75 + (291 − 309) = 57 亿元")],
        ),
        (
            "04",
            &[
                ("sum", Agrees, "1944.6 + 75.8 = 2020.4 万元"),
                ("equal", Agrees, "“突破2000万元” ∩ “2020.4万元”"),
            ],
        ),
        ("05", &[("product", Agrees, "8 个 × 500 = 4000 万元")]),
        (
            "07",
            &[
                ("rank", Agrees, "88 + 8 = 96 ≤ 100"),
                ("duration", Agrees, "2021 − 2019 + 1 = 3 年"),
            ],
        ),
        ("08", &[("share", AgreesRounded, "208 ÷ 517 = 40.2%")]),
        ("09", &[("share", AgreesRounded, "251 ÷ 532 = 47.2%")]),
        ("10", &[("share", AgreesRounded, "283 ÷ 574 = 49.3%")]),
        ("11", &[("share", AgreesRounded, "63.27 ÷ 120.98 = 52.30%")]),
        (
            "12",
            &[("implied-part", AgreesRounded, "35.3% × 167 → 59 家")],
        ),
        (
            "13",
            &[("implied-part", Derivable, "55.3% × 超520 → 超287.3 亿元")],
        ),
        (
            "14",
            &[("implied-whole", Derivable, "470 ÷ 73% → 640~648 宗")],
        ),
        (
            "15",
            &[("direction", Agrees, "54.50 ÷ 106.87 = 51.0% < 52.3%")],
        ),
        ("16", &[("base", Agrees, "1319 ÷ 1.3046 → 1011 件")]),
        ("17", &[("base", Agrees, "357 ÷ 1.2102 → 295 件")]),
        ("18", &[("base", Agrees, "170 ÷ 1.223 → 139 件")]),
        ("19", &[("subset", Derivable, "357 ÷ 1319 = 27.1%")]),
        ("20", &[("base", Derivable, "2020.4 ÷ 1.962 = 1029.8 万元")]),
        (
            "21",
            &[
                ("base", Derivable, "95.91 ÷ 1.237 = 77.53 亿元"),
                ("base", Derivable, "53.48 ÷ 1.380 = 38.75 亿元"),
                ("subset", Derivable, "53.48 ÷ 95.91 = 55.8%"),
            ],
        ),
        (
            "22",
            &[
                ("base", Derivable, "120.98 ÷ 1.132 = 106.87 亿元"),
                ("base", Derivable, "63.27 ÷ 1.161 = 54.50 亿元"),
                ("complement", Derivable, "= +10.2%"),
            ],
        ),
        (
            "23",
            &[(
                "contribution",
                Contradicts,
                "(63.27 − 54.50) ÷ 106.87 = 8.21 个百分点",
            )],
        ),
        ("24", &[("growth", Contradicts, "361 × 1.413 = 510.1 亿元")]),
        ("25", &[("step", Open, "超520亿元 ? 517亿元")]),
        (
            "26",
            &[("multiple", Compatible, "574 ÷ 1.089⁹ × 2 = 533 亿元")],
        ),
        (
            "27",
            &[("multiple", Agrees, "1.089⁹ = 2.15，1.089¹⁰ = 2.35 倍")],
        ),
        (
            "28",
            &[("average", Contradicts, "54.33 × 1.063⁹ = 94.2 亿元")],
        ),
        ("29", &[("endpoints", Derivable, "95.91 ÷ 54.33 = 1.77 倍")]),
        ("30", &[("average", Unprovable, "1.275⁹ = 8.9 倍")]),
        (
            "31",
            &[
                ("endpoints", Derivable, "203 ÷ 102 = 1.99 倍"),
                ("endpoints", Derivable, "202 ÷ 102 = 1.98 倍"),
                ("endpoints", Derivable, "165 ÷ 27 = 6.11 倍"),
            ],
        ),
        (
            "32",
            &[
                ("step", Derivable, "(532 − 517) ÷ 517 = +2.9%"),
                ("step", Derivable, "(574 − 532) ÷ 532 = +7.9%"),
            ],
        ),
        (
            "33",
            &[
                ("step", Derivable, "(251 − 208) ÷ 208 = +20.7%"),
                ("step", Derivable, "(283 − 251) ÷ 251 = +12.7%"),
                ("complement", Derivable, "(281 − 309) ÷ 309 = −9.1%"),
                ("complement", Derivable, "(291 − 281) ÷ 281 = +3.6%"),
            ],
        ),
        (
            "34",
            &[(
                "rates",
                Scope,
                "工业总产值+7.9%（算得） ∥ 工业增加值+13.2% ∥ 营业收入+11.9% ∥ 利润+46.8%",
            )],
        ),
        ("35", &[("share-bases", Scope, "52.3% ∥ 49%")]),
        (
            "36",
            &[
                ("ratio", Derivable, "95.91 ÷ 超520 = 不超过18.5%"),
                ("ratio", Derivable, "120.98 ÷ 574 = 21.1%"),
                ("ratio", Derivable, "63.27 ÷ 283 = 22.4%"),
            ],
        ),
        (
            "37",
            &[
                ("base", Derivable, "175 ÷ 1.29 = 135.7 亿元"),
                ("member", Scope, "175 − 135.7 = 39.3 ∥ 574 − 532 = 42 亿元"),
            ],
        ),
        ("38", &[("multiple", Approximate, "361 × 2 = 722 亿元")]),
        ("39", &[("gap", Derivable, "700 − 574 = 126 亿元")]),
        ("40", &[("gap", Derivable, "1000 − 574 = 426 亿元")]),
        (
            "41",
            &[(
                "multiple",
                Derivable,
                "= 155.1 亿元，120.98 ÷ 155.1 = 78.0%",
            )],
        ),
        ("42", &[("gap", Open, "九十强 ? 第88位")]),
        (
            "43",
            &[(
                "deadline",
                Scope,
                "突破1000亿元（2025年） ∥ 超千亿（期限未载）",
            )],
        ),
        (
            "45",
            &[(
                "threshold",
                Agrees,
                "96 − 59 = 37 个，48.88 − 46.54 = 2.34 亿元，2.34 ÷ 37 = 632.4 万元 < 2000万元",
            )],
        ),
        (
            "46",
            &[
                (
                    "threshold",
                    Agrees,
                    "46.54 亿元 ÷ 59 = 0.79 亿元 ≥ 2000万元",
                ),
                ("per-unit", Derivable, "7.86 亿元 ÷ 17 个 = 0.46 亿元/个"),
                (
                    "per-unit",
                    Derivable,
                    "约16.06 亿元 ÷ 5 个 = 约3.21 亿元/个",
                ),
            ],
        ),
        (
            "47",
            &[
                ("subset", Agrees, "4 + 6 = 10 ≤ 33 个"),
                ("per-unit", Derivable, "218.45 亿元 ÷ 33 个 = 6.62 亿元/个"),
                ("ratio", Derivable, "36.96 ÷ 218.45 = 16.9%"),
            ],
        ),
        (
            "48",
            &[
                ("per-unit", Derivable, "142.9 亿元 ÷ 110 家 = 1.30 亿元/家"),
                ("per-unit", Derivable, "约187 亿元 ÷ 15 个 = 约12.5 亿元/个"),
                ("ratio", Derivable, "约173 ÷ 约187 = 约92.5%"),
                ("ratio", Derivable, "约8 ÷ 约173 = 约4.6%"),
            ],
        ),
        ("49", &[("area", Open, "2070 亩 = 138.0 万平方米")]),
        (
            "50",
            &[
                (
                    "per-unit",
                    Derivable,
                    "约1587 万元 ÷ 近300 家 = 约5.29 万元/家",
                ),
                ("per-unit", Derivable, "2.06 亿元 ÷ 158 家 = 130.4 万元/家"),
                ("per-unit", Derivable, "750 万元 ÷ 15 家 = 50.0 万元/家"),
                ("per-unit", Derivable, "15.55 亿元 ÷ 4 只 = 3.89 亿元/只"),
                ("per-unit", Derivable, "118 人 ÷ 26 支 = 4.54 人/支"),
                ("per-unit", Derivable, "1794.8 万元 ÷ 12 个 = 149.6 万元/个"),
                ("per-unit", Derivable, "108 名 ÷ 3 场 = 36.0 名/场"),
                ("ratio", Derivable, "超500 ÷ 超5500 = 约9.1%"),
                (
                    "ratio",
                    Derivable,
                    "2 亿元 ÷ 超过3000 吨 = 不超过6.67 万元/吨",
                ),
            ],
        ),
        ("51", &[("equal", Contradicts, "“202个” ≠ “203个”")]),
        (
            "52",
            &[
                ("equal", Agrees, "“8.9%” = “8.9%”"),
                ("equal", Agrees, "“6.3%” = “6.3%”"),
                ("equal", Agrees, "“翻一番” = “翻一番”"),
                ("equal", Agrees, "“27.5%” = “27.5%”"),
                ("equal", Agrees, "“102个” = “102个”"),
                ("equal", Agrees, "“27个” = “27个”"),
                ("equal", Agrees, "“165个” = “165个”"),
                ("unchanged", Agrees, "3家（2025年10月） = 3家（2025年11月）"),
                ("unchanged", Agrees, "2支（2025年） = 两支（2025年10月）"),
                ("equal", Agrees, "“17个” = “17个”"),
                ("equal", Agrees, "“7.86亿元” = “7.86亿元”"),
                ("equal", Agrees, "“59个” = “59个”"),
                ("equal", Agrees, "“46.54亿元” = “46.54亿元”"),
                ("equal", Agrees, "“5个” = “5个”"),
                ("equal", Agrees, "“约16.06亿元” = “约16.06亿元”"),
                ("equal", Agrees, "“34个” = “34个”"),
                ("equal", Agrees, "“2.94亿元” = “2.94亿元”"),
                ("equal", Agrees, "“45个” = “45个”"),
                ("equal", Agrees, "“15家” = “15家”"),
                ("equal", Agrees, "“96个” = “96个”"),
                ("equal", Agrees, "“48.88亿元” = “48.88亿元”"),
                ("equal", Agrees, "“33个” = “33个”"),
                ("equal", Agrees, "“218.45亿元” = “218.45亿元”"),
                ("equal", Agrees, "“36.96亿元” = “36.96亿元”"),
                ("equal", Agrees, "“4个” = “4个”"),
                ("equal", Agrees, "“6个” = “6个”"),
            ],
        ),
        (
            "53",
            &[
                ("equal", Agrees, "“第88位” = “第88位”"),
                ("equal", Agrees, "“167家” = “167家”"),
                ("equal", Agrees, "“95.91亿元” = “95.91亿元”"),
                ("equal", Agrees, "“23.7%” = “23.7%”"),
                ("equal", Agrees, "“57家” = “57家”"),
                ("equal", Agrees, "“4家” = “4家”"),
                ("equal", Agrees, "“约1587万元” = “约1587万元”"),
                ("equal", Agrees, "“近300家” = “近300家”"),
                (
                    "unchanged",
                    Agrees,
                    "64个（2022年2月） = 64个（2022年10月）",
                ),
                (
                    "unchanged",
                    Agrees,
                    "30家（2022年2月） = 30家（2022年10月）",
                ),
                ("unchanged", Agrees, "2个（2022年2月） = 2个（2025年10月）"),
                ("unchanged", Agrees, "1个（2022年2月） = 1个（2025年10月）"),
            ],
        ),
        ("54", &[("alike", Scope, "“80项” ∥ “42项”")]),
        (
            "55",
            &[
                ("unchanged", Scope, "5个（2022年10月） ∥ 2个（2025年10月）"),
                ("alike", Scope, "“16家” ∥ “3家” ∥ “16家”"),
                ("alike", Scope, "“26支” ∥ “2支”"),
                ("member", Scope, "30项 ∥ 10项"),
            ],
        ),
        (
            "56",
            &[
                ("flow-stock", Scope, "4家 ∥ 35家"),
                ("flow-stock", Scope, "7家 ∥ 89家"),
                ("flow-stock", Scope, "4家 ∥ 43家"),
                ("flow-stock", Scope, "2家 ∥ 1家"),
                ("flow-stock", Scope, "57家 ∥ 165家"),
                ("flow-stock", Scope, "53家 ∥ 165家"),
            ],
        ),
        ("57", &[("definition", Definition, "“5+1” / “3+1”")]),
        (
            "58",
            &[
                ("duration", Approximate, "2015 − 1991 = 24 年"),
                ("duration", Agrees, "2002 − 1996 + 1 = 7 年"),
            ],
        ),
        (
            "59",
            &[("contribution", Unprovable, "部分增量 ÷ 总体基期水平")],
        ),
    ]
};

/// Rows that rest on words and not on figures: 06 counts the names in a list, 44 reads a
/// slogan (以5年挑战30多年总量) by the letter.
const NOT_IN_FIGURES: &[&str] = &["06", "44"];

#[test]
fn every_row_of_the_design_comes_out() {
    let table = built();
    let mut missing = Vec::new();
    for (row, expected) in ROWS {
        for (rule, verdict, piece) in *expected {
            let is_there = table.checks.iter().any(|check| {
                check.rule == *rule && check.verdict == *verdict && check.formula.contains(piece)
            });
            if !is_there {
                missing.push(format!("{row}: {rule} {verdict} {piece}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    let mut rows: Vec<String> = ROWS.iter().map(|(row, _)| row.to_string()).collect();
    rows.extend(NOT_IN_FIGURES.iter().map(|row| row.to_string()));
    rows.sort();
    let all: Vec<String> = (1..=59).map(|n| format!("{n:02}")).collect();
    assert_eq!(rows, all);
}

#[test]
fn the_checks_of_five_articles_are_as_reviewed() {
    let path = PathBuf::from(CASES).join("gold.txt");
    let lines: Vec<String> = built().checks.iter().map(line).collect();
    let told = lines.join("\n") + "\n";
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &told).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    for (n, (told, expected)) in told.lines().zip(expected.lines()).enumerate() {
        assert_eq!(told, expected, "line {}", n + 1);
    }
    assert_eq!(told.lines().count(), expected.lines().count());
}

#[test]
fn every_check_leads_to_its_facts_and_sentences() {
    let table = built();
    let mut ids: Vec<_> = table.checks.iter().map(|check| &check.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), table.checks.len(), "ids are unique");
    for check in &table.checks {
        assert!(!check.operands.is_empty(), "{}", line(check));
        assert!(!check.formula.is_empty() && !check.title.is_empty());
        assert!(!line(check).contains("错误"));
        for fact in &check.operands {
            let fact = table.fact(fact).unwrap();
            for article in &fact.articles {
                assert!(check.articles.contains(article), "{}", line(check));
            }
        }
        for observation in &check.observations {
            let fact = table.observation(observation).unwrap().fact.clone();
            assert!(check.operands.contains(&fact.unwrap()), "{}", line(check));
        }
        assert!(
            table::checks::RULES
                .iter()
                .any(|rule| rule.code == check.rule)
        );
    }
}

/// What must never be said of the five articles.
#[test]
fn what_means_nothing_is_not_computed() {
    let table = built();
    for check in &table.checks {
        let text = line(check);
        assert!(
            !text.contains("175 ÷ 574"),
            "a company's figure for a region is no part of the zone: {text}"
        );
        assert!(!text.contains("80 − 42"), "two definitions: {text}");
        assert!(
            !(check.rule == "growth" && text.contains("700")),
            "a target is no result: {text}"
        );
        assert!(
            !(check.rule == "step" && text.contains("203")),
            "nine months are no year: {text}"
        );
        assert!(
            !(check.rule == "sum" && text.contains("7 + 6 + 12")),
            "talents may overlap: {text}"
        );
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// Further configuration, in the words of facts.toml.
    #[serde(default)]
    config: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    facts: Vec<Row>,
    /// Every check that is made: rule, verdict, formula.
    checks: Vec<String>,
}

/// One observation of a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// As printed: `超520亿元`.
    quote: String,
    #[serde(default = "article")]
    article: String,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    indicator: Option<String>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    breakdown: Option<String>,
    #[serde(default = "level")]
    measure: String,
    #[serde(default)]
    basis: Option<String>,
    #[serde(default = "result")]
    nature: String,
    #[serde(default)]
    period: Option<String>,
    #[serde(default)]
    cumulative: bool,
    /// The sentence, where rows share one.
    #[serde(default)]
    sentence: Option<String>,
}

fn article() -> String {
    "a".into()
}

fn level() -> String {
    "level".into()
}

fn result() -> String {
    "result".into()
}

impl Row {
    fn observation(&self, n: usize) -> Observation {
        let quote = self.quote.as_str();
        let number: String = quote
            .chars()
            .filter(|c| c.is_ascii_digit() || "-.".contains(*c))
            .collect();
        let after = quote.rsplit(|c: char| c.is_ascii_digit()).next().unwrap();
        let (factor, unit) = [("亿", 8), ("万", 4)]
            .iter()
            .find_map(|(word, zeros)| Some((10_i64.pow(*zeros), after.strip_prefix(word)?)))
            .unwrap_or((1, after));
        let is_doubling = quote == "翻一番";
        let number: Decimal = if is_doubling {
            Decimal::TWO
        } else {
            number.parse().unwrap()
        };
        let factor = Decimal::from(factor);
        let measure = match self.measure.as_str() {
            "level" => Measure::Level,
            "growth" => Measure::Growth,
            "change" => Measure::Change,
            "share" => Measure::Share,
            "rank" => Measure::Rank,
            "multiple" => Measure::Multiple,
            other => panic!("{other}"),
        };
        let sentence = self.sentence.clone().unwrap_or_else(|| quote.to_string());
        let at = sentence.find(quote).unwrap();
        // Rows that share a sentence stand at one place.
        let start = match &self.sentence {
            Some(text) => 1_000_000 + text.bytes().map(usize::from).sum::<usize>() * 1000,
            None => n * 1000,
        };
        let label = self.label.clone().or(self.indicator.clone()).unwrap();
        Observation {
            id: ObservationId::new([self.article.as_str(), &sentence, quote, &n.to_string()]),
            article: self.article.clone(),
            sentence: Span::new(start, start + sentence.len()),
            quote: Span::new(start + at, start + at + quote.len()),
            quote_text: quote.into(),
            sentence_text: sentence,
            value: number * factor,
            step: Decimal::new(1, number.scale()) * factor,
            unit: if is_doubling { "倍" } else { unit }.into(),
            qualifier: match quote.chars().next().unwrap() {
                '超' | '逾' => Qualifier::Over,
                '约' | '近' => Qualifier::About,
                '不' => Qualifier::Under,
                _ => Qualifier::Exact,
            },
            measure,
            basis: self.basis.as_deref().map(|basis| match basis {
                "yoy" => Basis::YearOnYear,
                "annual_average" => Basis::AnnualAverage,
                _ if measure == Measure::Share => Basis::Whole(basis.into()),
                _ => Basis::Period(basis.parse().unwrap()),
            }),
            nature: match self.nature.as_str() {
                "result" => Nature::Result,
                "target" => Nature::Target,
                "forecast" => Nature::Forecast,
                "capacity" => Nature::Capacity,
                other => panic!("{other}"),
            },
            cumulative: self.cumulative,
            period: self.period.as_deref().map(|p| p.parse::<Period>().unwrap()),
            period_iso: None,
            subject: self.subject.clone().unwrap_or("某高新区".into()),
            indicator: self.indicator.clone(),
            indicator_id: None,
            breakdown: self.breakdown.clone(),
            label,
            rule: "case".into(),
            correction: None,
            fact: None,
        }
    }
}

/// Articles `a`, `b`, … of 2025, a month apart.
fn case_articles() -> Vec<Article> {
    ["a", "b", "c"]
        .iter()
        .enumerate()
        .map(|(n, slug)| Article {
            slug: slug.to_string(),
            id: slug.to_string(),
            title: String::new(),
            short: String::new(),
            published: Some(Published {
                date: Date::month(2025, u8::try_from(n + 1).unwrap()),
                is_estimated: false,
            }),
            byline: String::new(),
            source: String::new(),
            url: String::new(),
            aliases: vec![],
            note: String::new(),
            body: String::new(),
        })
        .collect()
}

#[test]
fn cases_of_other_places() {
    let mut files: Vec<PathBuf> = fs::read_dir(CASES)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let mut names = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in files {
        let cases: Cases = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let site = "[site]\nname = \"某高新区数据\"\nsubject = \"某高新区\"\n";
        let config = parsed(format!("{site}{}", cases.config));
        for case in cases.case {
            assert_eq!(names.insert(case.name.clone(), ()), None, "{}", case.name);
            let observations = case
                .facts
                .iter()
                .enumerate()
                .map(|(n, row)| row.observation(n))
                .collect();
            let linked = Linked {
                observations,
                leftovers: vec![],
            };
            let (table, _) = table::build(linked, &case_articles(), &config);
            let told: Vec<String> = table
                .checks
                .iter()
                .map(|check| format!("{} {} {}", check.rule, check.verdict, check.formula))
                .collect();
            if told != case.checks {
                wrong.push(format!(
                    "{} in {}:\n  told {told:#?}\n  not  {:#?}",
                    case.name,
                    path.display(),
                    case.checks
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn order_changes_nothing(
        observations in Just(gold::linked().observations).prop_shuffle(),
        articles in Just(articles()).prop_shuffle(),
    ) {
        let linked = Linked { observations, leftovers: vec![] };
        let (shuffled, _) = table::build(linked, &articles, &config());
        prop_assert_eq!(shuffled.checks, built().checks);
    }

    /// Whatever the values, nothing panics: zeros, negatives, the largest decimals.
    #[test]
    fn no_value_breaks_the_arithmetic(
        values in proptest::collection::vec((0_usize..8, 0_u32..3, 0_usize..4), 310)
    ) {
        let extremes = [
            Decimal::ZERO,
            Decimal::MAX,
            Decimal::MIN,
            Decimal::new(1, 28),
            Decimal::from(-100),
            Decimal::from(-3),
            Decimal::from(7),
            Decimal::ONE_HUNDRED,
        ];
        let mut linked = gold::linked();
        for (o, (value, scale, qualifier)) in linked.observations.iter_mut().zip(&values) {
            o.value = extremes[*value];
            o.step = Decimal::new(1, *scale);
            o.qualifier = [Qualifier::Exact, Qualifier::About, Qualifier::Over, Qualifier::Under][*qualifier];
        }
        let (table, _) = table::build(linked, &gold::articles(), &config());
        prop_assert!(table.checks.iter().all(|check| !check.formula.is_empty()));
    }
}

//! The fact table of five real articles, from hand-made observations.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use proptest::prelude::*;
use shudu::{
    config::{Breakdown, Config, Correction, Indicator, Site},
    diag::Report,
    model::{
        Decimal, Fact, FactTable, FlowStock, Linked, Measure, Nature, Period, Qualifier, Series,
    },
    table,
};
use support::gold;

const ZONE: &str = "清远高新区";
const TEN_YEARS: &str = "2025-10-ten-years";
const CLIMBING: &str = "2025-11-climbing-high";

fn config() -> Config {
    let indicator = |id: &str, name: &str, unit: &str, flow_stock| Indicator {
        id: id.into(),
        name: name.into(),
        aliases: vec![],
        unit: unit.into(),
        topic: None,
        flow_stock,
        plausible: None,
        definition: String::new(),
        not_with: vec![],
        breakdown: None,
    };
    let breakdown = |name: &str, alias: &str, is_scope| Breakdown {
        name: name.into(),
        aliases: vec![alias.into()],
        is_scope,
    };
    Config {
        site: Site {
            subject: ZONE.into(),
            ..Site::default()
        },
        indicators: vec![
            indicator("gross-output", "工业总产值", "元", FlowStock::Flow),
            indicator("value-added", "工业增加值", "元", FlowStock::Flow),
            indicator("hightech-firms", "高新技术企业数", "家", FlowStock::Stock),
            indicator("firms", "规模以上工业企业数", "家", FlowStock::Stock),
            indicator("rank", "国家高新区综合评价排名", "位", FlowStock::Stock),
        ],
        breakdowns: vec![
            breakdown("规模以上工业企业", "规上工业企业", true),
            breakdown("获土地使用权项目", "拿地项目", false),
        ],
        ..Config::default()
    }
}

fn built(config: &Config) -> FactTable {
    let (table, report) = table::build(gold::linked(), &gold::articles(), config);
    assert_eq!(report, Report::default());
    table
}

fn series<'a>(table: &'a FactTable, id: &str) -> &'a Series {
    let found = table.series.iter().find(|s| s.id == id);
    found.unwrap_or_else(|| panic!("no series {id}"))
}

/// `2022 51700000000 result`, one line a point.
fn points(table: &FactTable, series: &Series) -> Vec<String> {
    let line = |p: &shudu::model::SeriesPoint| {
        let fact = table.fact(&p.fact).unwrap();
        assert_eq!((fact.value, fact.key.period), (p.value, Some(p.period)));
        format!("{} {}", p.period, fact.printed)
    };
    series.points.iter().map(line).collect()
}

fn facts<'a>(
    table: &'a FactTable,
    indicator: &str,
    measure: Measure,
    period: &str,
) -> Vec<&'a Fact> {
    let period = (!period.is_empty()).then(|| period.parse::<Period>().unwrap());
    let is_meant = |f: &&Fact| {
        f.key.subject == ZONE
            && f.key.indicator == indicator
            && f.key.measure == measure
            && f.key.period == period
    };
    table.facts.iter().filter(is_meant).collect()
}

#[test]
fn gross_output_runs_from_2020_to_2024_with_the_change_of_scope_marked() {
    let table = built(&config());
    let series = series(&table, "gross-output");
    assert_eq!(
        points(&table, series),
        [
            "2020 361亿元",
            "2021 超520亿元",
            "2022 517亿元",
            "2023 532亿元",
            "2024 574亿元"
        ]
    );
    let breaks: Vec<_> = series
        .points
        .iter()
        .map(|p| p.break_before.as_deref())
        .collect();
    assert_eq!(
        breaks,
        [
            None,
            Some("此处为“规模以上工业企业”口径，此前未注明口径"),
            Some("此前为“规模以上工业企业”口径，此处未注明口径"),
            None,
            None
        ]
    );
    let targets: Vec<_> = series
        .targets
        .iter()
        .map(|id| {
            let fact = table.fact(id).unwrap();
            let period = fact.key.period.map(|p| p.to_string());
            (period.unwrap_or_default(), fact.printed.as_str())
        })
        .collect();
    assert_eq!(
        targets,
        [
            (String::new(), "超千亿"),
            ("2025".to_string(), "700亿元"),
            ("2025".to_string(), "突破1000亿元")
        ]
    );
    let bound = table.fact(&series.points[1].fact).unwrap();
    assert_eq!(bound.qualifier, Qualifier::Over);
    assert_eq!(bound.low, Some(Decimal::from(52_000_000_000_i64)));
    assert_eq!(bound.high, None);
}

#[test]
fn parts_make_series_of_their_own() {
    let table = built(&config());
    let lead: Vec<_> = table
        .series
        .iter()
        .filter(|s| s.indicator_id.as_deref() == Some("gross-output"))
        .filter(|s| s.breakdown.as_deref() == Some("“3+1”主导产业"))
        .map(|s| (s.measure, points(&table, s)))
        .collect();
    assert!(lead.contains(&(
        Measure::Level,
        vec![
            "2022 208亿元".into(),
            "2023 251亿元".into(),
            "2024 283亿元".into()
        ]
    )));
    assert!(lead.contains(&(
        Measure::Share,
        vec!["2022 40%".into(), "2023 47%".into(), "2024 49%".into()]
    )));
}

#[test]
fn one_scope_is_chosen_where_a_year_has_two() {
    let table = built(&config());
    let series = series(&table, "value-added");
    assert_eq!(
        points(&table, series),
        ["2015 54.33亿元", "2021 95.91亿元", "2024 120.98亿元"]
    );
    assert!(series.points.iter().all(|p| p.break_before.is_none()));
    assert_eq!(facts(&table, "工业增加值", Measure::Level, "2021").len(), 3);
}

#[test]
fn the_only_conflict_is_that_of_two_articles() {
    let table = built(&config());
    let [conflict] = table.conflicts.as_slice() else {
        panic!("{:?}", table.conflicts);
    };
    let fact = table.fact(&conflict.fact).unwrap();
    assert!(fact.in_conflict);
    assert_eq!(fact.key.indicator, "规模以上工业企业数");
    assert_eq!(fact.key.period, Some(Period::year(2025)));
    assert_eq!(fact.value, Decimal::from(202), "the earlier article's");
    assert_eq!(fact.articles, [TEN_YEARS, CLIMBING]);
    assert_eq!(conflict.preferred, None);
    let told: Vec<_> = conflict
        .values
        .iter()
        .map(|(value, ids)| {
            let articles: Vec<_> = ids
                .iter()
                .map(|id| table.observation(id).unwrap().article.as_str())
                .collect();
            (value.to_string(), articles)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("202".to_string(), vec![TEN_YEARS]),
            ("203".to_string(), vec![CLIMBING])
        ]
    );
    assert_eq!(
        table.facts.iter().filter(|f| f.in_conflict).count(),
        1,
        "no fact says so without a conflict"
    );
}

#[test]
fn as_of_dates_three_years_apart_do_not_contradict() {
    let table = built(&config());
    let series = series(&table, "hightech-firms");
    assert_eq!(
        points(&table, series),
        [
            "2015 27个",
            "2022-10 140家",
            "2025-10 165家",
            "2025-11 165家",
            "2025 165个"
        ]
    );
    let twice = &facts(&table, "高新技术企业数", Measure::Level, "2022-10")[0];
    assert_eq!(twice.observations.len(), 2, "printed twice");
    assert_eq!(twice.articles, ["2022-10-setting-sail-again"], "one source");
}

#[test]
fn a_bound_and_the_exact_value_agree() {
    let table = built(&config());
    let [fact] = facts(&table, "技术合同成交额", Measure::Level, "2021")
        .into_iter()
        .filter(|f| f.key.breakdown.is_none())
        .collect::<Vec<_>>()[..]
    else {
        panic!("one fact");
    };
    assert_eq!(fact.value.to_string(), "20204000");
    assert_eq!(fact.qualifier, Qualifier::Exact);
    assert_eq!(fact.printed, "2020.4万元");
    assert_eq!(fact.low, Some(Decimal::from(20_203_500)));
    assert_eq!(fact.observations.len(), 2);
    assert!(!fact.in_conflict);
}

/// Values that both articles of 2025 print for one thing. Two more (3 小巨人, 2 招商队) are
/// said of two different as-of dates and stay two facts.
#[test]
fn what_both_articles_of_2025_print_has_two_sources() {
    let table = built(&config());
    let mut shared: Vec<&str> = table
        .facts
        .iter()
        .filter(|f| f.articles == [TEN_YEARS, CLIMBING] && !f.in_conflict)
        .map(|f| f.printed.as_str())
        .collect();
    shared.sort_unstable();
    let mut expected = [
        "8.9%",
        "6.3%",
        "翻一番",
        "27.5%",
        "102个",
        "27个",
        "165个",
        "17个",
        "7.86亿元",
        "59个",
        "46.54亿元",
        "5个",
        "约16.06亿元",
        "34个",
        "2.94亿元",
        "45个",
        "15家",
        "96个",
        "48.88亿元",
        "33个",
        "218.45亿元",
        "36.96亿元",
        "4个",
        "6个",
        "超千亿",
        "九十强",
    ];
    expected.sort_unstable();
    assert_eq!(shared, expected);

    let name = "专精特新“小巨人”企业数";
    let giants: Vec<_> = ["2025-10", "2025-11"]
        .iter()
        .flat_map(|period| facts(&table, name, Measure::Level, period))
        .map(|f| f.value.to_string())
        .collect();
    assert_eq!(giants, ["3", "3"]);
}

#[test]
fn kinds_of_period_stay_apart() {
    let table = built(&config());
    let firms = series(&table, "firms");
    assert_eq!(
        points(&table, firms),
        [
            "2015 102个",
            "2021 167家",
            "2025-01/2025-09 203家",
            "2025 202个"
        ]
    );
    let growth = series(&table, "value-added-growth");
    assert_eq!(
        points(&table, growth),
        ["2021 23.7%", "2024 13.2%", "2025-01/2025-09 8.8%"]
    );
    let average = series(&table, "value-added-growth-average");
    assert_eq!(points(&table, average), ["2015/2025 6.3%"]);
}

#[test]
fn targets_forecasts_and_capacities_are_no_points_of_results() {
    let table = built(&config());
    for series in &table.series {
        let natures: Vec<_> = series
            .points
            .iter()
            .map(|p| table.fact(&p.fact).unwrap().key.nature)
            .collect();
        assert!(
            natures.iter().all(|n| *n == Nature::Result)
                || natures.iter().all(|n| *n == Nature::Capacity),
            "{}: {natures:?}",
            series.id
        );
    }
    let rank = series(&table, "rank");
    assert_eq!(points(&table, rank), ["2021 第88位"]);
    assert_eq!(rank.targets.len(), 1);
}

#[test]
fn decimals_are_as_printed() {
    let table = built(&config());
    let of = |quote: &str| {
        let fact = table.facts.iter().find(|f| f.printed == quote);
        fact.unwrap_or_else(|| panic!("{quote}")).value.to_string()
    };
    assert_eq!(of("38.0%"), "38.0");
    assert_eq!(of("约16.06亿元"), "1606000000");
    assert_eq!(of("109.5平方公里"), "109.5");
    assert_eq!(of("3个月"), "-3");
}

#[test]
fn an_editor_settles_a_conflict_and_reads_anew() {
    let linked = gold::linked();
    let said = |article: &str, quote: &str| {
        let found = linked
            .observations
            .iter()
            .find(|o| o.article == article && o.quote_text == quote);
        found.unwrap().id.to_string()
    };
    let decision =
        |observation: String, article: &str, expect: &str, field: &str, text: &str| Correction {
            observation: Some(observation),
            article: article.into(),
            expect: expect.into(),
            reason: format!("理由 {field}"),
            date: "2026-01-01".into(),
            suppress: field == "suppress",
            set: [(field.to_string(), text.to_string())].into(),
        };
    let mut config = config();
    config.corrections = vec![
        decision(
            said(CLIMBING, "203个"),
            CLIMBING,
            "增至203个",
            "preferred",
            "true",
        ),
        decision(
            said(TEN_YEARS, "574亿元"),
            TEN_YEARS,
            "574亿元",
            "breakdown",
            "规模以上工业企业",
        ),
        decision(
            said(TEN_YEARS, "40多家"),
            TEN_YEARS,
            "40多家",
            "suppress",
            "",
        ),
    ];
    let (table, report) = table::build(linked, &gold::articles(), &config);
    assert_eq!(report, Report::default());
    let conflict = &table.conflicts[0];
    assert_eq!(
        conflict.preferred,
        Some((Decimal::from(203), "理由 preferred".to_string()))
    );
    let fact = table.fact(&conflict.fact).unwrap();
    assert_eq!((fact.value, fact.printed.as_str()), (203.into(), "203个"));
    let last = series(&table, "gross-output")
        .points
        .last()
        .unwrap()
        .clone();
    assert!(last.break_before.is_some(), "2024 is now of another scope");
    assert!(!table.facts.iter().any(|f| f.printed == "40多家"));
    assert_eq!(table.leftovers.len(), 1);
    assert!(
        table
            .observations
            .iter()
            .any(|o| o.correction.as_deref() == Some("理由 breakdown"))
    );
}

#[test]
fn every_observation_is_in_exactly_one_fact() {
    let table = built(&config());
    assert_eq!(table.observations.len(), gold::linked().observations.len());
    let mut told: Vec<_> = table
        .facts
        .iter()
        .flat_map(|f| f.observations.iter().map(move |o| (o, &f.id)))
        .collect();
    let mut set: Vec<_> = table
        .observations
        .iter()
        .map(|o| (&o.id, o.fact.as_ref().unwrap()))
        .collect();
    told.sort();
    set.sort();
    assert_eq!(told, set);
    let mut ids: Vec<_> = table.facts.iter().map(|f| &f.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), table.facts.len(), "ids are unique");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn order_changes_nothing(
        observations in Just(gold::linked().observations).prop_shuffle(),
        articles in Just(gold::articles()).prop_shuffle(),
    ) {
        let linked = Linked { observations, leftovers: vec![] };
        let (shuffled, _) = table::build(linked, &articles, &config());
        prop_assert_eq!(shuffled, built(&config()));
    }

    /// Whatever the values: nothing is lost, ids are unique, conflicts are disagreements.
    #[test]
    fn nothing_is_lost(
        values in proptest::collection::vec((0_i64..4, 0_u32..2, 0_usize..4, any::<bool>()), 300)
    ) {
        let mut linked = gold::linked();
        for (o, (value, scale, qualifier, is_one_off)) in linked.observations.iter_mut().zip(&values) {
            o.value = Decimal::new(*value, *scale);
            o.step = Decimal::new(1, *scale);
            o.qualifier = [Qualifier::Exact, Qualifier::About, Qualifier::Over, Qualifier::Under][*qualifier];
            o.label = o.label.chars().take(2).collect();
            if *is_one_off {
                o.indicator = None;
            }
        }
        let count = linked.observations.len();
        let (table, _) = table::build(linked, &gold::articles(), &config());
        let told: usize = table.facts.iter().map(|f| f.observations.len()).sum();
        prop_assert_eq!(told, count);
        prop_assert_eq!(table.observations.len(), count);
        let mut ids: Vec<_> = table.facts.iter().map(|f| &f.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), table.facts.len());
        for conflict in &table.conflicts {
            prop_assert!(conflict.values.len() > 1);
            prop_assert_eq!(table.fact(&conflict.fact).unwrap().key.nature, Nature::Result);
        }
        for fact in &table.facts {
            prop_assert!(fact.low.zip(fact.high).is_none_or(|(low, high)| low <= high));
        }
    }
}

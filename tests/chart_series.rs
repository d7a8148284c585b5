//! From series to chart specs: which mark, which unit, which words, and what is not drawn.

use shudu::{
    charts::{self, Bound, ChartSpec, Context, Form, Kind, Origin},
    model::{
        Check, CheckId, Conflict, Decimal, Fact, FactId, FactKey, FactTable, FlowStock, Measure,
        Nature, ObservationId, Period, Qualifier, Series, SeriesPoint, Verdict,
    },
};

/// A table under construction.
#[derive(Default)]
struct Table {
    table: FactTable,
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn base(text: &str) -> Decimal {
    let (figures, unit) =
        text.split_at(text.rfind(|c: char| c.is_ascii_digit()).expect("figures") + 1);
    let start = figures.find(|c: char| c.is_ascii_digit()).expect("figures");
    let scale = if unit.starts_with('亿') {
        decimal("100000000")
    } else if unit.starts_with('万') {
        decimal("10000")
    } else {
        Decimal::ONE
    };
    decimal(&figures[start..]) * scale
}

struct Line<'a> {
    indicator: &'a str,
    measure: Measure,
    unit: &'a str,
    flow_stock: FlowStock,
    basis: Option<&'a str>,
}

const OUTPUT: Line<'static> = Line {
    indicator: "工业总产值",
    measure: Measure::Level,
    unit: "元",
    flow_stock: FlowStock::Flow,
    basis: None,
};

const FIRMS: Line<'static> = Line {
    indicator: "规上工业企业",
    measure: Measure::Level,
    unit: "家",
    flow_stock: FlowStock::Stock,
    basis: None,
};

impl Table {
    fn fact(&mut self, line: &Line<'_>, period: &str, printed: &str, nature: Nature) -> FactId {
        let qualifier = match printed.chars().next() {
            Some('超') => Qualifier::Over,
            Some('约' | '近') => Qualifier::About,
            _ => Qualifier::Exact,
        };
        let id = FactId::new([line.indicator, period, printed]);
        let observation = ObservationId::new([line.indicator, period, printed]);
        self.table.facts.push(Fact {
            id: id.clone(),
            key: FactKey {
                subject: "某高新区".into(),
                indicator: line.indicator.into(),
                breakdown: None,
                measure: line.measure,
                basis: line.basis.map(String::from),
                status: nature.status(),
                nature,
                period: period.parse::<Period>().ok(),
                cumulative: false,
            },
            indicator_id: None,
            label: line.indicator.into(),
            value: base(printed),
            qualifier,
            low: None,
            high: None,
            unit: line.unit.into(),
            printed: printed.into(),
            flow_stock: Some(line.flow_stock),
            articles: vec![],
            observations: vec![observation],
            in_conflict: false,
        });
        id
    }

    /// Adds a series of `period value` rows; a row that begins with `//` follows a break.
    fn series(&mut self, id: &str, line: &Line<'_>, rows: &[&str]) -> Series {
        let mut points = Vec::new();
        for row in rows {
            let (is_broken, row) = match row.strip_prefix("//") {
                Some(row) => (true, row),
                None => (false, *row),
            };
            let (period, printed) = row.split_once(' ').expect("period and value");
            let fact = self.fact(line, period, printed, Nature::Result);
            points.push(SeriesPoint {
                fact,
                period: period.parse().expect("a period"),
                value: base(printed),
                break_before: is_broken.then(|| "口径不同".to_string()),
            });
        }
        let series = Series {
            id: id.into(),
            subject: "某高新区".into(),
            indicator: line.indicator.into(),
            indicator_id: None,
            breakdown: None,
            measure: line.measure,
            basis: line.basis.map(String::from),
            unit: line.unit.into(),
            points,
            targets: vec![],
        };
        self.table.series.push(series.clone());
        series
    }

    fn context<R>(&self, use_it: impl FnOnce(&Context<'_>) -> R) -> R {
        use_it(&Context {
            table: &self.table,
            facts: &self
                .table
                .facts
                .iter()
                .map(|fact| (&fact.id, fact))
                .collect(),
            href: &|id| Some(format!("../articles/a.html#{id}")),
            named: &|_| None,
            axis: None,
        })
    }

    fn chart(&self, series: &Series) -> Option<ChartSpec> {
        self.context(|context| charts::of_series(series, context))
    }
}

fn labels(spec: &ChartSpec) -> Vec<&str> {
    spec.points.iter().map(|p| p.label.as_str()).collect()
}

fn gross_output(table: &mut Table) -> Series {
    let rows = [
        "2020 361亿元",
        "2021 超520亿元",
        "//2022 517亿元",
        "2023 532亿元",
        "2024 574亿元",
    ];
    let mut series = table.series("gross-output", &OUTPUT, &rows);
    for printed in ["700亿元", "超1000亿元"] {
        series
            .targets
            .push(table.fact(&OUTPUT, "2025", printed, Nature::Target));
    }
    series
}

#[test]
fn levels_of_neighbouring_years_are_columns_with_a_difference_behind_the_break() {
    let mut table = Table::default();
    let series = gross_output(&mut table);
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(spec.kind, Kind::Columns);
    assert_eq!(spec.unit, "亿元");
    assert_eq!(labels(&spec), ["361", "超520", "517", "532", "574"]);
    assert_eq!(spec.points[1].bound, Bound::Over);
    assert_eq!(
        spec.title,
        "工业总产值2022—2024年增加57亿元，距1000亿元还差426亿元"
    );
    assert_eq!(spec.subtitle, "工业总产值，亿元，2020—2025年");
    let gaps: Vec<&str> = spec.targets.iter().map(|t| t.gap.as_str()).collect();
    assert_eq!(gaps, ["还差 126", "至少还差 426"]);
    assert_eq!(spec.breaks.len(), 1);
    assert_eq!(
        spec.description,
        "柱形图，亿元。2020年361，2021年超520，2022年517，2023年532，2024年574；2021与2022年间口径中断；\
         2025年目标700，2025年目标超1000。数据表在图后。"
    );
    assert_eq!(spec.points[4].link.name, "2024年574亿元，看原句");
    assert!(
        spec.points[4]
            .link
            .href
            .starts_with("../articles/a.html#o-")
    );
    assert!(!charts::lay_out(&spec, Form::Narrow).wants_table);
}

#[test]
fn no_difference_from_a_bound_or_to_an_expectation() {
    let mut table = Table::default();
    let series = table.series("x", &OUTPUT, &["2021 超520亿元", "2022 530亿元"]);
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(spec.title, "工业总产值");
    let mut series = table.series("y", &OUTPUT, &["2021 520亿元", "2022 530亿元"]);
    series
        .targets
        .push(table.fact(&OUTPUT, "2023", "600亿元", Nature::Forecast));
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(spec.title, "工业总产值2021—2022年增加10亿元");
    assert!(spec.points[2].is_forecast && spec.points[2].label == "预计600");
    assert!(spec.targets.is_empty());
}

#[test]
fn differences_keep_the_decimals_of_the_coarser_end() {
    let mut table = Table::default();
    let series = table.series("x", &OUTPUT, &["2023 46.54亿元", "2024 48.88亿元"]);
    assert_eq!(
        table.chart(&series).expect("a chart").title,
        "工业总产值2023—2024年增加2.34亿元"
    );
    let series = table.series("y", &OUTPUT, &["2023 46.5亿元", "2024 48.88亿元"]);
    assert_eq!(
        table.chart(&series).expect("a chart").title,
        "工业总产值2023—2024年增加2.4亿元"
    );
}

#[test]
fn stable_and_falling_levels_say_so() {
    let mut table = Table::default();
    let series = table.series("x", &FIRMS, &["2022 3家", "2025 3家"]);
    assert_eq!(
        table.chart(&series).expect("a chart").title,
        "规上工业企业2025年与2022年持平，均为3家"
    );
    let series = table.series("y", &OUTPUT, &["2023 60亿元", "2024 54亿元"]);
    assert_eq!(
        table.chart(&series).expect("a chart").title,
        "工业总产值2023—2024年减少6亿元"
    );
}

#[test]
fn irregular_years_are_dots_and_count_their_years() {
    let mut table = Table::default();
    let rows = ["2015 54.33亿元", "2021 95.91亿元", "2024 120.98亿元"];
    let series = table.series("value-added", &OUTPUT, &rows);
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(spec.kind, Kind::Dots);
    assert_eq!(spec.title, "工业总产值九年由54.33亿元增至120.98亿元");
}

#[test]
fn a_conflict_outranks_a_trend() {
    let mut table = Table::default();
    let rows = ["2015 102家", "2021 167家", "2025-10 203家"];
    let series = table.series("firms", &FIRMS, &rows);
    let fact = series.points[2].fact.clone();
    table.table.conflicts.push(Conflict {
        fact,
        values: vec![
            (decimal("202"), vec![ObservationId::new(["one"])]),
            (decimal("203"), vec![ObservationId::new(["two"])]),
        ],
        preferred: None,
    });
    let spec = table.chart(&series).expect("a chart");
    let twin = spec.points[2].twin.as_ref().expect("a twin");
    assert_eq!(
        (spec.points[2].label.as_str(), twin.label.as_str()),
        ("203", "202")
    );
    assert_eq!(spec.title, "规上工业企业2025年10月两说：203或202家");
    assert!((spec.points[2].at.year - 2025.0).abs() < 1e-9);
}

#[test]
fn rates_stand_side_by_side_and_keep_their_averages_apart() {
    let mut table = Table::default();
    let rate = |basis| Line {
        indicator: "工业增加值",
        measure: Measure::Growth,
        unit: "%",
        flow_stock: FlowStock::Flow,
        basis: Some(basis),
    };
    table.series("avg", &rate("annual_average"), &["2015/2025 6.3%"]);
    let rows = ["2021 23.7%", "2024 13.2%", "2025-01/2025-09 8.8%"];
    let series = table.series("growth", &rate("yoy"), &rows);
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(spec.kind, Kind::Lollipops);
    assert_eq!(
        spec.title,
        "工业增加值增速：2024年13.2%，2025年前三季度8.8%"
    );
    assert!(spec.points[2].is_part_year);
    assert_eq!(spec.averages.len(), 1);
    assert_eq!(
        (
            spec.averages[0].label.as_str(),
            spec.averages[0].span.as_str()
        ),
        ("6.3%", "2015—2025")
    );
}

#[test]
fn ranks_and_shares_move_in_their_own_words() {
    let mut table = Table::default();
    let line = |measure, unit| Line {
        indicator: "综合排名",
        measure,
        unit,
        flow_stock: FlowStock::Stock,
        basis: None,
    };
    let series = table.series(
        "rank",
        &line(Measure::Rank, "位"),
        &["2020 第96位", "2021 第88位"],
    );
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(
        (spec.kind, spec.title.as_str()),
        (Kind::Rank, "综合排名由第96位升至第88位")
    );
    let rows = ["2022 40%", "2023 47%", "2024 49%"];
    let series = table.series("share", &line(Measure::Share, "%"), &rows);
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(
        (spec.kind, spec.title.as_str()),
        (Kind::Dots, "综合排名占比两年提高9个百分点")
    );
}

#[test]
fn too_little_is_not_drawn() {
    let mut table = Table::default();
    let one = table.series("x", &OUTPUT, &["2024 574亿元"]);
    assert_eq!(table.chart(&one), None);
    let spans = table.series("y", &OUTPUT, &["2015/2020 10亿元", "2016/2025 20亿元"]);
    assert_eq!(table.chart(&spans), None);
    let unresolved = table.series("z", &FIRMS, &["pub 3家", "pub 4家"]);
    assert_eq!(table.chart(&unresolved), None);
}

#[test]
fn a_panel_works_out_what_it_may_and_says_what_it_may_not() {
    let mut table = Table::default();
    let levels = gross_output(&mut table);
    let rate = Line {
        indicator: "工业总产值",
        measure: Measure::Growth,
        unit: "%",
        flow_stock: FlowStock::Flow,
        basis: Some("yoy"),
    };
    let growth = table.series("growth", &rate, &["2021 41.3%"]);
    let spec = table
        .context(|context| charts::growth_panel(&levels, Some(&growth), context))
        .expect("a panel");
    assert_eq!(labels(&spec), ["41.3", "2.9", "7.9"]);
    let origins: Vec<Origin> = spec.points.iter().map(|p| p.origin).collect();
    assert_eq!(
        origins,
        [Origin::Reported, Origin::Computed, Origin::Computed]
    );
    let absent: Vec<&str> = spec.absent.iter().map(|a| a.word.as_str()).collect();
    assert_eq!(absent, ["未载", "不可算"]);
    assert_eq!(spec.asides, 1);
    assert_eq!(
        spec.title,
        "工业总产值增速：2023年2.9%（算得），2024年7.9%（算得）"
    );
}

#[test]
fn the_rest_of_a_whole_is_worked_out() {
    let mut table = Table::default();
    let whole = gross_output(&mut table);
    let part = Line {
        indicator: "“3+1”产值",
        ..OUTPUT
    };
    let rows = ["2022 208亿元", "2023 251亿元", "2024 283亿元"];
    let part = table.series("lead", &part, &rows);
    let spec = table
        .context(|c| charts::two_parts(&part, &whole, None, ("“3+1”", "其余产业"), c))
        .expect("a chart");
    let rest: Vec<&str> = spec
        .points
        .iter()
        .filter_map(|p| p.upper.as_ref())
        .map(|u| u.label.as_str())
        .collect();
    assert_eq!(rest, ["309", "281", "291"]);
    assert_eq!(spec.title, "“3+1”增加75亿元，其余产业减少18亿元");
}

#[test]
fn a_year_told_whole_stands_for_its_months_and_parts() {
    let mut table = Table::default();
    let rows = [
        "2015 27家",
        "2024-06 140家",
        "2025-01/2025-09 160家",
        "2025-10 165家",
        "2025 165家",
    ];
    let series = table.series("firms", &FIRMS, &rows);
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(labels(&spec), ["27", "140", "165"]);
}

const GRANTS: Line<'static> = Line {
    indicator: "发明专利授权量",
    measure: Measure::Level,
    unit: "件",
    flow_stock: FlowStock::Flow,
    basis: None,
};

const RATES: Line<'static> = Line {
    indicator: "发明专利授权量",
    measure: Measure::Growth,
    unit: "%",
    flow_stock: FlowStock::Flow,
    basis: Some("yoy"),
};

fn check(rule: &'static str, verdict: Verdict, computed: &str, operands: Vec<FactId>) -> Check {
    Check {
        id: CheckId::new([rule, computed]),
        rule,
        title: String::new(),
        verdict,
        formula: String::new(),
        stated: None,
        computed: Some(computed.into()),
        operands,
        observations: vec![],
        articles: vec![],
        note: String::new(),
    }
}

#[test]
fn a_count_that_alone_fits_is_drawn_hollow_in_the_year_before() {
    let mut table = Table::default();
    let series = table.series("grants", &GRANTS, &["2021 170件", "2024 357件"]);
    let rate = table.fact(&RATES, "2024", "21.02%", Nature::Result);
    let level = series.points[1].fact.clone();
    let base = check("base", Verdict::Agrees, "295件", vec![level.clone(), rate]);
    table.table.checks.push(base);
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(labels(&spec), ["170", "295", "357"]);
    assert_eq!(spec.points[1].origin, Origin::Implied);
    assert_eq!(spec.points[1].at.sub, "倒推");
    assert_eq!(spec.kind, Kind::Columns);
    assert_eq!(spec.title, "发明专利授权量2021—2024年增加187件");
    // What several counts fit is no count.
    table.table.checks[0].verdict = Verdict::Derivable;
    let spec = table.chart(&series).expect("a chart");
    assert_eq!(labels(&spec), ["170", "357"]);
}

#[test]
fn a_rate_that_the_levels_do_not_bear_out_says_so() {
    let mut table = Table::default();
    let series = table.series("rates", &RATES, &["2021 41.3%", "2024 21.02%"]);
    let rate = series.points[0].fact.clone();
    let growth = check("growth", Verdict::Contradicts, "510.1", vec![rate]);
    table.table.checks.push(growth);
    let spec = table.chart(&series).expect("a chart");
    let remarks: Vec<&str> = spec.points.iter().map(|p| p.remark.as_str()).collect();
    assert_eq!(remarks, ["对不上", ""]);
}

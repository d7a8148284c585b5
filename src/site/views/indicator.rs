//! `indicators/<id>.html`: everything about one indicator.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Check, Fact, Measure, Nature, Observation, Series, Verdict},
    site::lookup::Lookup,
};

use super::{
    chart_block::ChartBlock,
    check::CheckView,
    dispute::Dispute,
    finding::Statement,
    pairs::{Now, Pair},
    part::{Desk, Link, Row, group},
    quote::Quote,
    series_table::{DataTable, TargetRow},
};

/// How many checks an indicator's page writes out.
const CHECKS: usize = 12;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct IndicatorPage {
    /// Name.
    pub(crate) name: String,
    /// The latest value; `None` where only other subjects have one.
    pub(crate) now: Option<Now>,
    /// What can be computed or is stated about the run of values.
    pub(crate) answers: Vec<Statement>,
    /// The chart of the main series.
    pub(crate) chart: Option<ChartBlock>,
    /// Charts of rates, shares and parts.
    pub(crate) more_charts: Vec<ChartBlock>,
    /// The main series.
    pub(crate) table: Option<DataTable>,
    /// Targets; the caption says against what the gap is.
    pub(crate) targets: Vec<TargetRow>,
    /// Caption of the targets.
    pub(crate) targets_caption: String,
    /// True where a target is reached in part: the gap can be told in percent.
    pub(crate) targets_done: bool,
    /// Conflicts.
    pub(crate) disputes: Vec<Dispute>,
    /// Rates, shares, parts, forecasts: the other facts of the site's subject.
    pub(crate) others: Vec<Row>,
    /// What these are: `增速、占比、分项`.
    pub(crate) others_heading: String,
    /// The same indicator of other subjects.
    pub(crate) foreign: Vec<Row>,
    /// Checks that use its facts, those that ask for a reader's eye first.
    pub(crate) checks: Vec<CheckView>,
    /// How many checks are left out here.
    pub(crate) more_checks: usize,
    /// Every sentence.
    pub(crate) quotes: Vec<Quote>,
    /// Facts about the indicator itself, in pairs.
    pub(crate) about: Vec<Pair>,
    /// Definition; may be empty.
    pub(crate) definition: String,
    /// Indicators that look alike and must not be joined with it.
    pub(crate) not_with: Vec<Link>,
    /// Other indicators of the topic.
    pub(crate) related: Vec<Link>,
    /// How to cite the latest value.
    pub(crate) citation: String,
    /// Its facts as CSV, if that file exists.
    pub(crate) csv: Option<String>,
}

/// Builds the page; also its title and description.
pub(crate) fn indicator(
    lookup: &Lookup<'_>,
    indicator: &Indicator,
    csv: Option<String>,
) -> (IndicatorPage, String, String) {
    let desk = Desk {
        lookup,
        root: "../",
    };
    let id = indicator.id.as_str();
    let all = lookup.facts_of_indicator(id);
    let own: Vec<&Fact> = all.iter().copied().filter(|f| lookup.is_home(f)).collect();
    let series = lookup.main_series(id);
    let points = series.map_or_else(Vec::new, |s| lookup.points(s));
    let latest = points.last().copied().or_else(|| own.first().copied());
    let mut targets: Vec<&Fact> = own
        .iter()
        .copied()
        .filter(|f| f.key.nature == Nature::Target)
        .collect();
    targets.sort_by(|a, b| (a.value, &a.id).cmp(&(b.value, &b.id)));
    let in_table: BTreeSet<_> = points.iter().map(|f| &f.id).collect();
    let is_level_target = |f: &Fact| f.key.nature == Nature::Target;
    let others: Vec<&Fact> = own
        .iter()
        .copied()
        .filter(|f| !in_table.contains(&f.id) && !is_level_target(f))
        .collect();
    let foreign: Vec<&Fact> = all.iter().copied().filter(|f| !lookup.is_home(f)).collect();
    let (checks, more_checks) = desk.checks_about(&own);
    let targets: Vec<TargetRow> = targets.into_iter().map(|f| desk.target(id, f)).collect();
    let page = IndicatorPage {
        name: indicator.name.clone(),
        now: latest.map(|fact| desk.now(&indicator.name, fact, &points)),
        answers: desk.answers(id),
        chart: series.and_then(|s| desk.chart(s, &format!("indicators/{id}.html#data"))),
        more_charts: (latest.filter(|_| points.len() == 1))
            .and_then(|whole| desk.parts(indicator, whole))
            .into_iter()
            .chain(desk.more_charts(id, series))
            .collect(),
        table: series.map(|s| desk.data_table(indicator, s)),
        targets_caption: desk.targets_caption(id),
        targets_done: targets.iter().any(|target| !target.done.is_empty()),
        targets,
        disputes: own
            .iter()
            .filter_map(|f| Some(desk.dispute(f, lookup.conflict(&f.id)?)))
            .collect(),
        others: desk.rows(&others, false),
        others_heading: match &series {
            Some(main) => others_heading(&others, main),
            None => "数据".to_string(),
        },
        foreign: desk.rows(&foreign, true),
        checks,
        more_checks,
        quotes: desk.quotes(desk.mentions(&own)),
        about: desk.about(indicator, &points, &own),
        definition: indicator.definition.clone(),
        not_with: indicator
            .not_with
            .iter()
            .filter_map(|other| lookup.indicator(other))
            .map(indicator_link)
            .collect(),
        related: lookup
            .indicators()
            .filter(|i| i.topic.is_some() && i.topic == indicator.topic && i.id != indicator.id)
            .map(indicator_link)
            .collect(),
        citation: latest.map_or_else(String::new, |fact| desk.citation(fact)),
        csv,
    };
    let name = &indicator.name;
    let (title, description) = match &page.now {
        Some(now) => {
            let period = latest.map_or_else(String::new, |fact| lookup.period(fact));
            let answers: String = page.answers.iter().map(Statement::text).collect();
            (
                format!("{name}{}（{period}）", now.figure.text()),
                format!("{period}{name}{}。{answers}", now.figure.text()),
            )
        }
        None => (name.clone(), format!("{name}，只见于别的主体。")),
    };
    (page, title, description)
}

/// What facts beside the main series are, each kind once.
fn others_heading(facts: &[&Fact], main: &Series) -> String {
    let has = |test: &dyn Fn(&Fact) -> bool| facts.iter().any(|fact| test(fact));
    let kinds = [
        ("增速", has(&|f| f.key.measure == Measure::Growth)),
        ("占比", has(&|f| f.key.measure == Measure::Share)),
        (
            "增减",
            has(&|f| matches!(f.key.measure, Measure::Change | Measure::Multiple)),
        ),
        (
            "名次",
            has(&|f| f.key.measure == Measure::Rank && main.measure != Measure::Rank),
        ),
        (
            "分项",
            has(&|f| f.key.measure == Measure::Level && f.key.breakdown != main.breakdown),
        ),
    ];
    let kinds = kinds.iter().filter(|(_, is_there)| *is_there);
    let kinds: Vec<&str> = kinds.map(|(kind, _)| *kind).collect();
    match kinds.len() {
        0 => "其他数字".to_string(),
        _ => kinds.join("、"),
    }
}

fn indicator_link(indicator: &Indicator) -> Link {
    Link {
        text: indicator.name.clone(),
        href: format!("{}.html", indicator.id),
    }
}

impl<'a> Desk<'a> {
    /// What the run of values and the targets allow to be said.
    pub(crate) fn answers(&self, id: &str) -> Vec<Statement> {
        let mut answers: Vec<Statement> = self
            .change_over_run(id)
            .or_else(|| self.unchanged(id))
            .or_else(|| self.since_first(id))
            .into_iter()
            .collect();
        let mut said: Vec<String> = Vec::new();
        for (target, gap) in self.gaps(id) {
            let at_least = if gap.at_least { "至少" } else { "" };
            let text = match &gap.missing {
                Some(missing) => {
                    format!("距“{}”{at_least}还差{missing}", self.figure(target).text())
                }
                None => format!("“{}”已经达到", self.figure(target).text()),
            };
            if !said.iter().any(|s| Some(s) == gap.missing.as_ref()) {
                said.push(gap.missing.unwrap_or_default());
                answers.push(Statement {
                    pieces: vec![
                        super::finding::Piece { text, calc: true },
                        super::finding::Piece {
                            text: "。".into(),
                            calc: false,
                        },
                    ],
                    chips: Vec::new(),
                });
            }
        }
        answers
    }

    /// The checks that use these facts, without those that articles pass by merely repeating one
    /// another, and how many there are besides.
    pub(crate) fn checks_about(&self, facts: &[&'a Fact]) -> (Vec<CheckView>, usize) {
        let mut all: Vec<&Check> = facts
            .iter()
            .flat_map(|fact| self.lookup.checks_of(fact))
            .copied()
            .collect();
        all.sort_by(|a, b| (a.verdict, &a.id).cmp(&(b.verdict, &b.id)));
        all.dedup_by(|a, b| a.id == b.id);
        let total = all.len();
        let repeats = |check: &Check| {
            check.verdict == Verdict::Agrees && matches!(check.rule, "equal" | "unchanged")
        };
        let told = all.into_iter().filter(|check| !repeats(check));
        let told: Vec<CheckView> = told.take(CHECKS).map(|check| self.check(check)).collect();
        let more = total - told.len();
        (told, more)
    }

    /// Rows of facts, grouped by name; foreign ones lead to the page of their subject.
    pub(crate) fn rows(&self, facts: &[&'a Fact], foreign: bool) -> Vec<Row> {
        let rows = facts
            .iter()
            .map(|fact| {
                let name = if foreign {
                    self.lookup.full_name(fact)
                } else {
                    self.lookup.name(fact, true)
                };
                let href = foreign.then(|| self.address(fact));
                (*fact, self.row(fact, name, href))
            })
            .collect();
        let mut rows = self.with_implied(rows);
        group(&mut rows);
        rows
    }

    /// The observations of facts, latest period first.
    pub(crate) fn mentions(&self, facts: &[&'a Fact]) -> Vec<&'a Observation> {
        let mut facts = facts.to_vec();
        facts.sort_by(|a, b| {
            let last = |f: &Fact| f.key.period.and_then(crate::model::Period::last);
            let order = |f: &Fact| f.key.nature.status();
            order(a)
                .cmp(&order(b))
                .then_with(|| last(b).cmp(&last(a)))
                .then_with(|| a.id.cmp(&b.id))
        });
        facts
            .into_iter()
            .flat_map(|fact| self.lookup.evidence(fact))
            .collect()
    }
}

//! `indicators/<id>.html`: everything about one indicator.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    config::Indicator,
    model::{Check, Fact, FlowStock, Measure, Nature, Observation, Series, Verdict},
    site::{
        arithmetic::{self, Exact},
        drawing::Picture,
        figure::Figure,
        lookup::Lookup,
        wording,
    },
};

use super::{
    check::CheckView,
    dispute::Dispute,
    finding::{Statement, year_of},
    part::{Chip, Desk, Kind, Link, Row, group, kind, month as month_of, sentence, titled},
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

/// The large figure and what stands beside it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Now {
    /// The figure.
    pub(crate) figure: Figure,
    /// The tag of its kind.
    pub(crate) kind: Kind,
    /// Pairs beside it.
    pub(crate) pairs: Vec<Pair>,
    /// Sources.
    pub(crate) chips: Vec<Chip>,
    /// Set when there is but this one period.
    pub(crate) alone: Option<String>,
}

/// A term and what is said of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Pair {
    /// The term.
    pub(crate) term: String,
    /// The text.
    pub(crate) text: String,
    /// True when the tag 算得 follows.
    pub(crate) calc: bool,
}

/// A chart in its place.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChartBlock {
    /// The finding.
    pub(crate) title: String,
    /// Indicator, unit, period.
    pub(crate) subtitle: String,
    /// What the marks mean.
    pub(crate) note: String,
    /// The picture.
    pub(crate) picture: Picture,
    /// What the marks of the panel mean.
    pub(crate) panel_note: String,
    /// `同比增速，%`; empty without a panel.
    pub(crate) panel_subtitle: String,
    /// Rates under the levels.
    pub(crate) panel: Option<Picture>,
    /// One chip an article.
    pub(crate) chips: Vec<Chip>,
    /// The table behind it.
    pub(crate) table: String,
    /// The drawing as a file.
    pub(crate) file: Option<String>,
    /// Address of the figure on its page.
    pub(crate) id: String,
    /// How to cite it.
    pub(crate) citation: String,
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
    /// The chart of a series, if it has one; `table` is the address of its table from the root.
    pub(crate) fn chart(&self, series: &'a Series, table: &str) -> Option<ChartBlock> {
        let chart = self.lookup.charts.get(&series.id)?;
        let mut chips: Vec<Chip> = Vec::new();
        for fact in self.lookup.points(series).into_iter().rev() {
            for chip in self.chips(fact) {
                if !chips.iter().any(|c| c.text == chip.text) {
                    chips.push(chip);
                }
            }
        }
        Some(ChartBlock {
            title: chart.title.clone(),
            subtitle: chart.subtitle.clone(),
            note: chart.note.clone(),
            panel_note: chart
                .panel
                .as_ref()
                .map_or_else(String::new, |p| p.note.clone()),
            picture: chart.figure.placed(self.root),
            panel_subtitle: chart
                .panel
                .as_ref()
                .map_or_else(String::new, |p| p.subtitle.clone()),
            panel: chart.panel.as_ref().map(|p| p.picture.placed(self.root)),
            chips,
            table: self.href(table),
            file: (chart.alone.is_some()).then(|| self.href(&format!("charts/{}.svg", series.id))),
            id: format!("chart-{}", series.id),
            citation: self.chart_citation(series, &chart.title, table),
        })
    }

    /// 图“…”。据《…》，见…，数据版本….
    fn chart_citation(&self, series: &'a Series, title: &str, table: &str) -> String {
        let site = &self.lookup.config.site;
        let page = table.split('#').next().unwrap_or(table);
        format!(
            "图“{title}”。据{}，见{} {}{page}#chart-{}{}。",
            self.titles(series),
            site.name,
            site.base_url,
            series.id,
            self.version(series.indicator_id.as_deref()),
        )
    }

    /// The line under a chart that stands alone: where its values come from, and where it is.
    pub(crate) fn chart_source(&self, series: &'a Series) -> String {
        let site = &self.lookup.config.site;
        let titles = self.titles(series);
        let page = series.indicator_id.as_deref();
        let page = page
            .filter(|_| !site.base_url.is_empty())
            .map_or_else(String::new, |id| {
                format!(" {}indicators/{id}.html", site.base_url)
            });
        match titles.as_str() {
            "" => format!("{}{page}", site.name),
            titles => format!("来源：{titles}。{}{page}", site.name),
        }
    }

    /// The articles that a series is taken from: 《…》（2025-10）、《…》.
    pub(crate) fn titles(&self, series: &'a Series) -> String {
        let mut titles: Vec<String> = Vec::new();
        for fact in self.lookup.points(series).into_iter().rev() {
            for observation in self.lookup.evidence(fact) {
                let Some(document) = self.lookup.document(&observation.article) else {
                    continue;
                };
                let month = document.article.published;
                let month = month.map_or_else(String::new, |p| format!("（{}）", month_of(p.date)));
                let title = format!("{}{month}", titled(&document.article.title));
                if !titles.contains(&title) {
                    titles.push(title);
                }
            }
        }
        titles.join("、")
    }

    /// The charts of the other levels, rates and shares of the site's subject. Rates that stand
    /// under the main chart already are left out.
    fn more_charts(&self, id: &str, main: Option<&'a Series>) -> Vec<ChartBlock> {
        let table = format!("indicators/{id}.html#others");
        let charts = self.lookup.series_of_indicator(id).iter().copied();
        let charts: Vec<&Series> = charts
            .filter(|s| {
                self.lookup
                    .charts
                    .get(&s.id)
                    .is_some_and(|c| c.panel.is_some())
            })
            .collect();
        let has_panel = |growth: &Series| {
            let mut levels = charts.iter();
            levels.any(|s| s.breakdown == growth.breakdown && s.subject == growth.subject)
        };
        let series = self
            .lookup
            .series_of_indicator(id)
            .iter()
            .copied()
            .filter(|s| {
                let is_shown = match s.measure {
                    Measure::Level | Measure::Share => true,
                    Measure::Growth => !has_panel(s),
                    Measure::Rank | Measure::Change | Measure::Multiple => false,
                };
                is_shown
                    && s.subject == self.lookup.config.site.subject
                    && main.is_none_or(|m| m.id != s.id)
            });
        series.filter_map(|s| self.chart(s, &table)).collect()
    }

    /// `page` is the name of the indicator, which stands over the figure.
    fn now(&self, page: &str, fact: &'a Fact, points: &[&'a Fact]) -> Now {
        let term = |term: String, text: String, calc| Pair { term, text, calc };
        let mut pairs = vec![term("期间".into(), self.lookup.period(fact), false)];
        let name = self.lookup.name(fact, true);
        if name != page {
            pairs.push(term("内容".into(), name, false));
        }
        if let Some(growth) = self.growth_fact(fact) {
            pairs.push(term("同比".into(), self.figure(growth).text(), false));
        }
        if let [.., before, last] = points
            && last.id == fact.id
            && let (Some(last), Some(before)) = (Exact::new(last), Exact::new(before))
            && let Some(change) = arithmetic::change(&last, &before)
        {
            let against = format!("比{}", self.lookup.period(before.fact));
            let said = match change.sign {
                0 => "持平".to_string(),
                _ => change.signed(),
            };
            pairs.push(term(against, said, true));
            if change.sign != 0
                && self.growth_fact(fact).is_none()
                && let Some(growth) = arithmetic::growth(&last, &before)
            {
                let way = if growth.sign < 0 { "下降" } else { "增长" };
                pairs.push(term(way.into(), growth.amount, true));
            }
        }
        let articles = wording::quantity(self.lookup.documents.len());
        Now {
            figure: self.figure(fact),
            kind: kind(fact),
            pairs,
            chips: self.chips(fact),
            alone: (points.len() == 1).then(|| format!("{articles}篇报道中只有这一期。")),
        }
    }

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

    fn about(&self, indicator: &Indicator, points: &[&'a Fact], own: &[&'a Fact]) -> Vec<Pair> {
        let latest = points.last().or(own.first()).copied();
        let pair = |term: &str, text: String| Pair {
            term: term.into(),
            text,
            calc: false,
        };
        let articles: BTreeSet<&str> = own
            .iter()
            .flat_map(|f| f.articles.iter().map(String::as_str))
            .collect();
        let places: usize = own.iter().map(|f| f.observations.len()).sum();
        let scopes: BTreeSet<&str> = own
            .iter()
            .filter_map(|f| f.key.breakdown.as_deref())
            .filter(|b| self.lookup.is_scope(b))
            .collect();
        let has_level = own.iter().any(|f| f.key.measure == Measure::Level);
        let printed = latest.filter(|fact| fact.key.measure == Measure::Level || !has_level);
        let unit = printed
            .map(|fact| self.figure(fact).unit)
            .filter(|unit| !unit.is_empty());
        let mut pairs = vec![pair("单位", unit.unwrap_or_else(|| indicator.unit.clone()))];
        // A place in a ranking is no amount.
        if latest.is_none_or(|fact| fact.key.measure != Measure::Rank) {
            pairs.push(pair(
                "类别",
                match indicator.flow_stock {
                    FlowStock::Flow => "流量（一段时间的量）".into(),
                    FlowStock::Stock => "存量（某一时点的量）".into(),
                },
            ));
        }
        let years = |fact: Option<&&Fact>| fact.and_then(|fact| year_of(fact));
        if let (Some(first), Some(last)) = (years(points.first()), years(points.last()))
            && first != last
        {
            pairs.push(pair(
                "期间",
                format!("{first}—{last}年，{}期", points.len()),
            ));
        }
        if !own.is_empty() {
            pairs.push(pair("来源", format!("{}篇，{places}处", articles.len())));
        }
        if !scopes.is_empty() {
            let scopes: Vec<&str> = scopes.into_iter().collect();
            pairs.push(pair(
                "口径",
                format!("部分为{}，其余原文未注明", scopes.join("、")),
            ));
        }
        pairs
    }

    /// `，数据版本…`: the state of the indicator's data.
    fn version(&self, indicator: Option<&str>) -> String {
        match indicator.map(|id| self.lookup.version_of(id)) {
            Some(version) if !version.is_empty() => format!("，数据版本{version}"),
            _ => String::new(),
        }
    }

    /// 工业总产值，2024年：574亿元。据《…》，见…，数据版本….
    pub(crate) fn citation(&self, fact: &'a Fact) -> String {
        let site = &self.lookup.config.site;
        let version = self.version(fact.indicator_id.as_deref());
        let name = self.lookup.full_name(fact);
        let period = self.lookup.period(fact);
        let from = |observation: &Observation| {
            let slug = observation.article.as_str();
            let document = self.lookup.document(slug);
            let title = document.map_or(slug, |d| d.article.title.as_str());
            format!(
                "{}，见{} {}{}",
                titled(title),
                site.name,
                site.base_url,
                sentence(slug, &observation.id),
            )
        };
        if let Some(conflict) = self.lookup.conflict(&fact.id) {
            let sides = conflict.values.iter().filter_map(|(_, observations)| {
                let first = self.lookup.observation(observations.first()?)?;
                Some(format!("{}据{}", self.figure_of(first).text(), from(first)))
            });
            let sides: Vec<String> = sides.collect();
            return format!("{name}，{period}，两说：{}{version}。", sides.join("；"));
        }
        let Some(first) = self.lookup.evidence(fact).next() else {
            return String::new();
        };
        let text = self.figure(fact).text();
        format!("{name}，{period}：{text}。据{}{version}。", from(first))
    }
}

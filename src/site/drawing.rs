//! Drawings as pages place them: every series of the site's subject that can be drawn, in all
//! sizes, with what stands above and below the picture. Links inside a drawing are written from
//! the root of the site and turned into the page's own when it is placed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    charts::{self, Bound, ChartSpec, Context, Form, Origin, Point},
    config::Config,
    model::{FactTable, Measure, ObservationId, Series},
};

use super::wording;

/// Drawn charts: by series id, and for a part beside the rest of its whole by the two ids with
/// `+` between them.
pub type Charts = BTreeMap<String, Chart>;

/// Stands in drawings for the way to the root of the site.
const ROOT: &str = "root:/";

/// One chart in its forms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chart {
    /// The finding, by the title rules; becomes the heading.
    pub title: String,
    /// Indicator, unit, period, scope.
    pub subtitle: String,
    /// What the marks mean: bounds, breaks, omissions; empty where nothing needs saying.
    pub note: String,
    /// The large picture.
    pub figure: Picture,
    /// Rates under the columns of a level.
    pub panel: Option<Panel>,
    /// The picture for cards, in its two sizes.
    pub mini: String,
    /// What the file `charts/<series>.svg` is drawn from: as the figure, with links that work
    /// outside of the site.
    pub alone: Option<ChartSpec>,
}

/// A picture for wide and for narrow places, as SVG.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// 640 px.
    pub wide: String,
    /// 328 px.
    pub narrow: String,
}

/// Rates of growth under a chart of levels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// `同比增速，%`.
    pub subtitle: String,
    /// What its marks mean, beyond what is said of the figure.
    pub note: String,
    /// The picture.
    pub picture: Picture,
}

impl Chart {
    /// Bars the size of a word, where there is enough to compare.
    pub(super) fn spark(&self) -> Option<String> {
        charts::spark(self.alone.as_ref()?)
    }

    /// SVG that stands alone, style included, with the line that says where it comes from.
    pub(super) fn file(&self, source: &str) -> Option<String> {
        let spec = self.alone.as_ref()?;
        Some(charts::standalone(spec, Form::Wide, source))
    }
}

/// An SVG with its links made relative to a page.
pub(super) fn placed(svg: &str, root: &str) -> String {
    svg.replace(&format!("href=\"{ROOT}"), &format!("href=\"{root}"))
}

impl Picture {
    /// The same with links relative to a page.
    pub(super) fn placed(&self, root: &str) -> Self {
        Self {
            wide: placed(&self.wide, root),
            narrow: placed(&self.narrow, root),
        }
    }

    pub(super) fn new(spec: &ChartSpec) -> Self {
        Self {
            wide: charts::draw(spec, Form::Wide),
            narrow: charts::draw(spec, Form::Narrow),
        }
    }
}

/// Draws all series of the site's subject that the vocabulary lists, and each level's parts
/// beside the rest.
pub fn draw(table: &FactTable, config: &Config) -> Charts {
    let articles: BTreeMap<&ObservationId, &str> = table
        .observations
        .iter()
        .map(|o| (&o.id, o.article.as_str()))
        .collect();
    let path = |id: &ObservationId| {
        let article = articles.get(id)?;
        Some(format!("articles/{article}.html#{id}"))
    };
    let in_page = |id: &ObservationId| path(id).map(|path| format!("{ROOT}{path}"));
    let base = &config.site.base_url;
    let absolute = |id: &ObservationId| {
        let path = path(id).filter(|_| !base.is_empty())?;
        Some(format!("{base}{path}"))
    };
    let facts = table.facts.iter().map(|fact| (&fact.id, fact)).collect();
    let named = |series: &Series| {
        let id = series.indicator_id.as_ref()?;
        let wide = config.indicators.iter().find(|i| &i.id == id)?;
        let narrow = config.narrower(wide, series.breakdown.as_deref()?)?;
        Some(narrow.name.clone())
    };
    let context = Context {
        table,
        facts: &facts,
        href: &in_page,
        named: &named,
        axis: None,
    };
    let own: Vec<&Series> = table
        .series
        .iter()
        .filter(|s| s.subject == config.site.subject && s.indicator_id.is_some())
        // 翻一番 in two years is two statements, not a run of values.
        .filter(|s| s.measure != Measure::Multiple)
        .collect();
    let mut drawn = Charts::new();
    for series in &own {
        let Some(spec) = charts::of_series(series, &context) else {
            continue;
        };
        // What never changed is said in a sentence.
        if series.measure == Measure::Level && is_flat(&spec) {
            continue;
        }
        let growth = own.iter().copied().find(|s| is_growth_of(s, series));
        let panel = (series.measure == Measure::Level)
            .then(|| charts::growth_panel(series, growth, &context))
            .flatten();
        let outside = Context {
            href: &absolute,
            ..context
        };
        let alone = charts::of_series(series, &outside);
        let scopes = scopes(series, &context);
        drawn.insert(
            series.id.clone(),
            Chart {
                title: spec.title.clone(),
                subtitle: spec.subtitle.clone(),
                note: note(&spec, &scopes).concat(),
                figure: Picture::new(&spec),
                panel: panel.as_ref().map(|panel| Panel {
                    subtitle: panel.subtitle.clone(),
                    note: {
                        let said = note(&spec, &scopes);
                        let more = note(panel, &scopes)
                            .into_iter()
                            .filter(|s| !said.contains(s));
                        more.collect()
                    },
                    picture: Picture::new(panel),
                }),
                mini: mini(&spec),
                alone,
            },
        );
    }
    for (whole, part) in wholes_and_parts(&own, config) {
        let share = own.iter().copied().find(|s| {
            s.measure == Measure::Share
                && s.indicator == part.indicator
                && s.breakdown == part.breakdown
        });
        let name = part.breakdown.as_deref().map_or("", short);
        let names = (name, "其余");
        if let Some(spec) = charts::two_parts(part, whole, share, names, &context) {
            drawn.insert(
                pair(whole, part),
                Chart {
                    title: spec.title.clone(),
                    subtitle: spec.subtitle.clone(),
                    note: note(&spec, &scopes(whole, &context)).concat(),
                    figure: Picture::new(&spec),
                    ..Chart::default()
                },
            );
        }
    }
    drawn
}

/// The key of the chart of a part beside the rest of its whole.
pub(super) fn pair(whole: &Series, part: &Series) -> String {
    format!("{}+{}", part.id, whole.id)
}

/// The two sizes of a card's picture, one of which the style sheet shows.
pub(super) fn mini(spec: &ChartSpec) -> String {
    let mini = charts::draw(spec, Form::Mini);
    format!("{mini}{}", charts::draw(spec, Form::Tiny))
}

/// True for one exact value over and over, without another value or a target beside it.
fn is_flat(spec: &ChartSpec) -> bool {
    let [first, ..] = spec.points.as_slice() else {
        return false;
    };
    let is_same = |point: &Point| {
        point.label == first.label && point.bound == Bound::Exact && point.twin.is_none()
    };
    spec.targets.is_empty() && spec.points.iter().all(is_same)
}

fn is_growth_of(growth: &Series, level: &Series) -> bool {
    growth.measure == Measure::Growth
        && growth.basis.as_deref() == Some("yoy")
        && growth.indicator == level.indicator
        && growth.breakdown == level.breakdown
}

/// Every undivided level with the levels of its parts.
fn wholes_and_parts<'a>(own: &[&'a Series], config: &Config) -> Vec<(&'a Series, &'a Series)> {
    let is_level = |s: &&&Series| s.measure == Measure::Level && s.points.len() > 1;
    let mut pairs = Vec::new();
    for &part in own
        .iter()
        .filter(is_level)
        .filter(|s| s.breakdown.is_some())
    {
        let named = config
            .indicators
            .iter()
            .find(|i| Some(&i.id) == part.indicator_id.as_ref());
        let wider = named
            .and_then(|narrow| config.wider(narrow))
            .map(|wide| &wide.id);
        let whole = own.iter().filter(is_level).find(|whole| {
            let same = whole.indicator_id == part.indicator_id;
            let wide = wider.is_some() && whole.indicator_id.as_ref() == wider;
            whole.breakdown.is_none() && whole.unit == part.unit && (same || wide)
        });
        pairs.extend(whole.map(|&whole| (whole, part)));
    }
    pairs
}

/// The words between the quotation marks that begin a name, or the whole of it:
/// “3+1” of “3+1”主导产业.
fn short(name: &str) -> &str {
    match (name.starts_with('“'), name.find('”')) {
        (true, Some(end)) => &name[..end + '”'.len_utf8()],
        _ => name,
    }
}

/// Which scope which periods of a series have.
fn scopes(series: &Series, context: &Context<'_>) -> String {
    let points = series.points.iter().filter_map(|point| {
        let fact = context.facts.get(&point.fact)?;
        Some((point.period, fact.key.breakdown.as_deref()))
    });
    wording::scopes(&points.collect::<Vec<_>>())
}

/// What the marks of a drawing mean, as far as they occur, a sentence each.
/// `scopes` tells which scope which periods have.
fn note(spec: &ChartSpec, scopes: &str) -> Vec<String> {
    let has = |test: &dyn Fn(&Point) -> bool| spec.points.iter().any(test);
    let mut sentences: Vec<String> = Vec::new();
    let over = spec.points.iter().filter(|p| p.bound == Bound::Over);
    let over: Vec<&str> = over.map(|p| p.label.as_str()).collect();
    if !over.is_empty() {
        sentences.push(format!("▲ 原文“{}”是下界，不参与加减。", over.join("”“")));
    }
    if has(&|p| matches!(p.bound, Bound::About | Bound::Under)) {
        sentences.push("点线顶边为约数或上界，不参与加减。".into());
    }
    if !spec.breaks.is_empty() {
        sentences.push(format!("// 口径中断，两边不连算：{scopes}。"));
    }
    if has(&|p| p.twin.is_some()) {
        sentences.push("两点并排为两说。".into());
    }
    if spec.kind != charts::Kind::Stack {
        for (origin, word) in [(Origin::Computed, "算得"), (Origin::Implied, "倒推")] {
            if has(&|p| p.origin == origin) {
                sentences.push(format!("空心为{word}。"));
            }
        }
    }
    if has(&|p| p.is_forecast) {
        sentences.push("虚线框为预计。".into());
    }
    sentences
}

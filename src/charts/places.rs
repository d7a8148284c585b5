//! Where things stand from left to right (横向位置): on a true time scale, or under the columns
//! that a panel belongs to.

use super::{
    ChartSpec, Form, Tick,
    bands::Bands,
    canvas::Scale,
    draw::{Sheet, near},
};

/// The horizontal places of a chart.
pub(super) struct Places {
    /// One centre a point, px.
    pub points: Vec<f64>,
    /// Ticks that get a label: centre, room, tick.
    pub ticks: Vec<(f64, f64, Tick)>,
    /// Short ticks of the years in between.
    pub years: Vec<f64>,
    /// Centres of breaks.
    pub breaks: Vec<f64>,
    /// Words in place of missing values.
    pub absent: Vec<(f64, String)>,
    /// From where to where each average reaches.
    pub averages: Vec<(f64, f64)>,
    /// Centre of each target.
    pub targets: Vec<f64>,
    /// Where the axis ends.
    pub end: f64,
}

impl Places {
    pub(super) fn new(spec: &ChartSpec, form: Form) -> Self {
        if spec.is_panel && form.is_figure() {
            Self::under_columns(spec, form)
        } else {
            Self::in_time(spec, form)
        }
    }

    /// The places of the columns above.
    fn under_columns(spec: &ChartSpec, form: Form) -> Self {
        let mut bands = Bands::new(spec, Sheet::width(form));
        if let (Some(aside), Some(average)) = (bands.asides.first_mut(), spec.averages.first()) {
            let (label, sub) = if form == Form::Wide {
                (average.span.as_str(), "年均")
            } else {
                ("年均", average.span.as_str())
            };
            aside.tick.label = label.to_string();
            aside.tick.sub = sub.to_string();
        }
        let centre = |year| bands.slot(year).map_or(0.0, |slot| slot.centre);
        Self {
            points: spec.points.iter().map(|p| centre(p.at.year)).collect(),
            ticks: bands
                .ticks()
                .into_iter()
                .map(|(centre, room, tick)| (centre, room, tick.clone()))
                .collect(),
            years: Vec::new(),
            breaks: bands.breaks.clone(),
            absent: spec
                .absent
                .iter()
                .map(|absent| (centre(absent.year), absent.word.clone()))
                .collect(),
            averages: bands
                .asides
                .iter()
                .zip(&spec.averages)
                .map(|(slot, _)| {
                    (
                        slot.centre - slot.width / 2.0,
                        slot.centre + slot.width / 2.0,
                    )
                })
                .collect(),
            targets: spec.targets.iter().map(|t| centre(t.at.year)).collect(),
            end: bands.end,
        }
    }

    fn in_time(spec: &ChartSpec, form: Form) -> Self {
        let width = Sheet::width(form);
        let spans = spec.averages.iter().flat_map(|a| [a.first, a.last]);
        let years: Vec<f64> = spec
            .points
            .iter()
            .map(|p| p.at.year)
            .chain(spec.targets.iter().map(|t| t.at.year))
            .chain(spans)
            .collect();
        let own = (
            years.iter().copied().fold(f64::INFINITY, f64::min),
            years.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        );
        let (low, high) = match spec.axis {
            Some((low, high)) => (low.min(own.0), high.max(own.1)),
            None => own,
        };
        let pad = match form {
            Form::Wide => 36.0,
            Form::Narrow => 24.0,
            Form::Mini => 22.0,
            Form::Tiny => 16.0,
        };
        let length = width - 2.0 * pad;
        let x = Scale {
            low,
            high,
            start: pad,
            end: pad + length,
        };
        let mut ticks: Vec<Tick> = Vec::new();
        if form.is_figure() {
            for tick in spec
                .points
                .iter()
                .map(|p| &p.at)
                .chain(spec.targets.iter().map(|t| &t.at))
            {
                if !ticks.iter().any(|seen| near(seen.year, tick.year)) {
                    ticks.push(tick.clone());
                }
            }
            for average in &spec.averages {
                for year in [average.first, average.last] {
                    if !ticks.iter().any(|tick| (tick.year - year).abs() < 0.5) {
                        ticks.push(year_tick(year));
                    }
                }
            }
        } else {
            let middle = ((low + high) / 10.0).round() * 5.0;
            let ends = [low.floor(), high.floor()];
            ticks.extend(ends.map(year_tick));
            if form == Form::Mini && middle - low > 2.0 && high - middle > 2.0 {
                ticks.push(year_tick(middle));
            }
        }
        ticks.sort_by(|a, b| a.year.total_cmp(&b.year));
        let from = low.ceil() as i32;
        let to = high.floor() as i32;
        Self {
            points: spec.points.iter().map(|p| x.at(p.at.year)).collect(),
            ticks: ticks
                .into_iter()
                .map(|tick| (x.at(tick.year), 84.0, tick))
                .collect(),
            years: if to - from <= 40 {
                (from..=to).map(|year| x.at(f64::from(year))).collect()
            } else {
                Vec::new()
            },
            breaks: spec
                .breaks
                .iter()
                .map(|b| x.at(f64::midpoint(b.after, b.before)))
                .collect(),
            absent: spec
                .absent
                .iter()
                .map(|absent| (x.at(absent.year), absent.word.clone()))
                .collect(),
            averages: spec
                .averages
                .iter()
                .map(|a| (x.at(a.first), x.at(a.last)))
                .collect(),
            targets: spec.targets.iter().map(|t| x.at(t.at.year)).collect(),
            end: width,
        }
    }
}

fn year_tick(year: f64) -> Tick {
    Tick {
        year,
        label: format!("{year:.0}"),
        sub: String::new(),
    }
}

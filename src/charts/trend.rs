//! What a run of values shows (走势): which points are joined and how, which are named where
//! not all can be, how high the sheet reaches.

use super::{ChartSpec, Form, Kind, Point, canvas::Scale, draw::near, labels::Area, role::Role};

/// What a card has room for: results alone.
pub(super) fn for_card(spec: &ChartSpec) -> ChartSpec {
    let is_columns = spec.kind == Kind::Columns;
    ChartSpec {
        targets: Vec::new(),
        averages: Vec::new(),
        absent: Vec::new(),
        breaks: if is_columns {
            Vec::new()
        } else {
            spec.breaks.clone()
        },
        points: spec
            .points
            .iter()
            .filter(|p| !p.is_forecast)
            .cloned()
            .collect(),
        ..spec.clone()
    }
}

/// How many values of a trend get a label; of more only first, last, highest and lowest.
pub(super) const fn most_labels(form: Form) -> usize {
    match form {
        Form::Wide | Form::Narrow => 8,
        Form::Mini => 5,
        Form::Tiny => 4,
    }
}

/// True for values that a crowded chart names too.
pub(super) fn is_extreme(spec: &ChartSpec, i: usize) -> bool {
    let value = |p: &Point| p.value;
    let least = spec.points.iter().map(value).fold(f64::INFINITY, f64::min);
    let most = spec
        .points
        .iter()
        .map(value)
        .fold(f64::NEG_INFINITY, f64::max);
    near(spec.points[i].value, least) || near(spec.points[i].value, most)
}

/// The vertical scale: from zero, but for ranks, where the best stands on top.
pub(super) fn height_scale(spec: &ChartSpec, top: f64, base: f64) -> Scale {
    let values = || {
        spec.points
            .iter()
            .flat_map(|p| [Some(p.value), p.twin.as_ref().map(|t| t.value)])
            .flatten()
            .chain(spec.targets.iter().map(|t| t.value))
            .chain(spec.averages.iter().map(|a| a.value))
    };
    let least = values().fold(f64::INFINITY, f64::min);
    let most = values().fold(f64::NEG_INFINITY, f64::max);
    if spec.kind == Kind::Rank {
        let room = ((most - least) * 0.35).max(1.0);
        return Scale {
            low: most + room,
            high: least,
            start: base,
            end: top,
        };
    }
    let (low, high) = (least.min(0.0), most.max(0.0));
    Scale {
        low,
        high: if high > low { high } else { 1.0 },
        start: if low < 0.0 { base - 22.0 } else { base },
        end: top,
    }
}

/// The strokes between points, as few paths as possible: solid between neighbouring years,
/// dashed over gaps, none across a break, to a forecast, or to a part of a year.
pub(super) fn links(spec: &ChartSpec) -> Vec<(Role, Vec<usize>)> {
    let joins = |p: &Point| !p.is_forecast && !p.is_part_year;
    let mut strokes: Vec<(Role, Vec<usize>)> = Vec::new();
    for (i, pair) in spec.points.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let is_broken = spec
            .breaks
            .iter()
            .any(|x| x.after >= a.at.year - 1e-4 && x.before <= b.at.year + 1e-4);
        if is_broken || !joins(a) || !joins(b) {
            continue;
        }
        let is_gap = b.at.year - a.at.year > 1.5;
        let role = if is_gap { Role::Dashed } else { Role::Line };
        match strokes.last_mut() {
            Some((last, points)) if *last == role && points.last() == Some(&i) => {
                points.push(i + 1)
            }
            _ => strokes.push((role, vec![i, i + 1])),
        }
    }
    strokes
}

/// Marks the way of a stroke as taken.
pub(super) fn along((x0, y0): (f64, f64), (x1, y1): (f64, f64), obstacles: &mut Vec<Area>) {
    let steps = ((x1 - x0).abs().max((y1 - y0).abs()) / 4.0).ceil().max(1.0);
    let mut step = 0.0;
    while step <= steps {
        let part = step / steps;
        let (x, y) = (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part);
        obstacles.push(Area::new(x - 1.0, y - 1.0, x + 1.0, y + 1.0));
        step += 1.0;
    }
}

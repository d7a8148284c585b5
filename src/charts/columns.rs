//! Columns (柱形图): levels from zero, a place at the end for targets, brackets for what is
//! missing. Also the places that stems take in a panel under columns.

use super::{
    Bound, ChartSpec, Form, Origin, Point, axis,
    backend::Run,
    bands::Bands,
    canvas::{Canvas, Scale},
    draw::{Drawing, Sheet},
    labels::{Anchor, Area, Label, Spot, Weight, settle},
    measure::{self, Face},
    role::Role,
};

/// The words above a value; the last one is larger and repeats the unit.
pub(super) fn value_label(spec: &ChartSpec, i: usize, form: Form) -> Label {
    let point = &spec.points[i];
    let last_actual = spec.points.iter().rposition(|p| !p.is_forecast);
    let is_last = last_actual == Some(i);
    let (face, bold) = match form {
        _ if !is_last => (Face::Plain, false),
        Form::Wide | Form::Narrow if !spec.is_panel && !point.is_part_year => (Face::Hero, true),
        _ => (Face::Plain, true),
    };
    let run = |text: &str, ink, face, bold| Run {
        text: text.to_string(),
        ink,
        face,
        bold,
    };
    // What must not go: ends, disputed values, and values that are less than plain figures.
    let is_special = point.twin.is_some() || point.is_forecast || point.bound != Bound::Exact;
    let weight = if i == 0 || is_last || is_special {
        Weight::Key
    } else {
        Weight::Interior
    };
    let mut label = Label::new(point.label.as_str(), Role::Ink, face, weight);
    label.runs[0].bold = bold;
    if let Some(twin) = &point.twin {
        label.runs = vec![
            run(&point.label, Role::MainInk, face, bold),
            run(" 或 ", Role::Soft, Face::Small, false),
            run(&twin.label, Role::TwinInk, face, bold),
        ];
    }
    if is_last && form.is_figure() && !spec.unit.is_empty() {
        let unit = if spec.unit == "%" {
            run("%", Role::Ink, face, bold)
        } else {
            run(&spec.unit, Role::Soft, Face::Small, false)
        };
        label.runs.push(unit);
        label.unit_runs = 1;
    }
    label.of(i)
}

/// Draws the columns.
pub(super) fn draw(spec: &ChartSpec, form: Form) -> Drawing {
    let width = Sheet::width(form);
    let height = Sheet::height(spec, form);
    let bands = Bands::new(spec, width);
    let ticks = axis::ticks(form, &bands.ticks(), width);
    let base = height - ticks.depth;
    let most = spec
        .points
        .iter()
        .flat_map(|p| [Some(p.value), p.twin.as_ref().map(|t| t.value)])
        .flatten()
        .chain(spec.targets.iter().map(|t| t.value))
        .fold(0.0, f64::max);
    let y = Scale {
        low: 0.0,
        high: if most > 0.0 { most } else { 1.0 },
        start: base,
        end: 36.0,
    };

    let mut labels: Vec<Label> = Vec::new();
    let mut obstacles: Vec<Area> = Vec::new();
    let mut marks = Vec::new();
    for (i, point) in spec.points.iter().enumerate() {
        let Some(slot) = bands.slot(point.at.year) else {
            continue;
        };
        let wide = bands.column * if point.is_part_year { 0.5 } else { 1.0 };
        let (left, right) = (slot.centre - wide / 2.0, slot.centre + wide / 2.0);
        let highest = point
            .twin
            .as_ref()
            .map_or(point.value, |t| t.value.max(point.value));
        let cap = if point.bound == Bound::Over {
            15.0
        } else {
            0.0
        };
        let top = y.at(highest) - cap;
        obstacles.push(Area::new(left, top, right, base));
        let above = [8.0, 24.0].map(|up| Spot::middle(slot.centre, top - up));
        labels.push(value_label(spec, i, form).at_any(above));
        if !point.remark.is_empty() {
            labels.push(
                Label::new(&point.remark, Role::Alert, Face::Small, Weight::Extra)
                    .bold()
                    .at_any([
                        Spot::middle(slot.centre, top - 8.0 - Face::Plain.size(form) - 3.0),
                        Spot::new(right + 4.0, top - 8.0, Anchor::Start),
                    ])
                    .of(i),
            );
        }
        marks.push((i, left, right));
    }
    let targets = Targets::new(spec, form, &bands, y);
    targets.label(spec, form, &mut labels, &mut obstacles);
    labels.extend(ticks.labels.into_iter().map(|mut label| {
        for spot in &mut label.spots {
            spot.y += base;
        }
        label
    }));
    let settled = settle(labels, &obstacles, form, Area::new(0.0, 0.0, width, height));

    Sheet::draw((width, height), settled, |out, labels| {
        let canvas = Canvas::new(out, form, (width, height), Scale::identity(width), y);
        targets.draw_level(&canvas);
        for &(i, left, right) in &marks {
            let point = &spec.points[i];
            canvas.enter(&point.link);
            column(&canvas, point, left, right, y);
            canvas.texts(labels, Some(i));
            canvas.leave(&point.link);
            twin(&canvas, point, left, right);
        }
        axis::line(&canvas, 0.0, bands.end, base, &bands.breaks);
        targets.draw(spec, &canvas, labels);
        canvas.texts(labels, None);
    })
}

/// The other half of a disputed column, a mark of its own.
pub(super) fn twin(canvas: &Canvas<'_>, point: &Point, left: f64, right: f64) {
    if let Some(twin) = &point.twin {
        let middle = f64::midpoint(left, right);
        canvas.enter(&twin.link);
        canvas.column(Role::Twin, (middle, 0.0), (right, twin.value));
        canvas.leave(&twin.link);
    }
}

/// One column, with what says how firm its value is.
pub(super) fn column(canvas: &Canvas<'_>, point: &Point, left: f64, right: f64, y: Scale) {
    let unit = (y.high - y.low) / (y.start - y.end).abs();
    if point.twin.is_some() {
        let middle = f64::midpoint(left, right);
        canvas.column(Role::Main, (left, 0.0), (middle, point.value));
        return;
    }
    let outlined = point.is_forecast || point.origin != Origin::Reported;
    let role = match (point.is_forecast, point.origin) {
        (true, _) => Role::Forecast,
        (false, Origin::Reported) => Role::Main,
        (false, _) => Role::Hollow,
    };
    // An outline lies on the edge: it is drawn a pixel inside so that widths agree.
    let inset = if outlined { 1.0 } else { 0.0 };
    let (left, right) = (left + inset, right - inset);
    let top = match point.bound {
        Bound::About | Bound::Under => point.value - 6.0 * unit,
        Bound::Exact | Bound::Over => point.value - inset * unit,
    };
    canvas.column(role, (left, 0.0), (right, top.max(0.0)));
    match point.bound {
        Bound::Over => {
            let half = (right - left) / 2.0;
            canvas.shape(
                role,
                (left + half, point.value),
                &[(-half, -3.0), (0.0, -15.0), (half, -3.0)],
            );
        }
        Bound::About | Bound::Under => {
            let edge = point.value - 1.5 * unit;
            canvas.line(Role::Edge, &[(left, edge), (right, edge)]);
        }
        Bound::Exact => {}
    }
}

/// Targets beside the columns: ticks, labels, and brackets from the last result.
pub(super) struct Targets {
    ticks: Vec<TargetTick>,
    /// From where to where the level of the last result is drawn, and how high.
    level: Option<(f64, f64, f64)>,
}

struct TargetTick {
    index: usize,
    left: f64,
    right: f64,
    y: f64,
    bracket: Option<f64>,
}

impl Targets {
    fn new(spec: &ChartSpec, form: Form, bands: &Bands, y: Scale) -> Self {
        let last = spec
            .points
            .iter()
            .rfind(|p| !p.is_forecast && !p.is_part_year)
            .and_then(|p| bands.slot(p.at.year).map(|slot| (slot, y.at(p.value))));
        let end = bands.end;
        let mut ticks: Vec<TargetTick> = Vec::new();
        for (index, target) in spec.targets.iter().enumerate() {
            let Some(slot) = bands.slot(target.at.year) else {
                continue;
            };
            ticks.push(TargetTick {
                index,
                left: slot.centre - slot.width / 2.0,
                right: slot.centre + slot.width / 2.0,
                y: y.at(target.value),
                bracket: None,
            });
        }
        let mut level = None;
        if let Some((slot, from)) = last {
            let with_gap: Vec<usize> = (0..ticks.len())
                .filter(|&i| {
                    let tick = &ticks[i];
                    !spec.targets[tick.index].gap.is_empty()
                        && tick.left > slot.centre
                        && from - tick.y > 20.0
                })
                .collect();
            if form == Form::Wide {
                if let Some(&first) = with_gap.first() {
                    ticks[first].bracket = Some(ticks[first].left + 10.0);
                }
                if let [_, .., last] = with_gap.as_slice() {
                    ticks[*last].bracket = Some(ticks[*last].right - 10.0);
                }
            }
            if !with_gap.is_empty() {
                level = Some((slot.centre + bands.column / 2.0, end, from));
            }
        }
        Self { ticks, level }
    }

    fn label(
        &self,
        spec: &ChartSpec,
        form: Form,
        labels: &mut Vec<Label>,
        obstacles: &mut Vec<Area>,
    ) {
        let face = if form == Form::Wide {
            Face::Plain
        } else {
            Face::Small
        };
        for tick in &self.ticks {
            obstacles.push(Area::new(tick.left, tick.y - 3.0, tick.right, tick.y + 3.0));
            if let Some(x) = tick.bracket {
                let from = self.level.map_or(tick.y, |(_, _, y)| y);
                obstacles.push(Area::new(x - 4.0, tick.y, x + 4.0, from));
            }
        }
        for tick in &self.ticks {
            let target = &spec.targets[tick.index];
            let mark = spec.points.len() + tick.index;
            // Above its tick, clear of the bracket of a higher one; where another tick or label is
            // in the way, higher.
            let is_left = |t: &TargetTick| {
                t.bracket
                    .is_some_and(|x| x < f64::midpoint(t.left, t.right))
            };
            let is_passed = self
                .ticks
                .iter()
                .any(|t| t.bracket.is_some() && !is_left(t));
            let right = match is_left(tick) && is_passed {
                true => tick.right - 24.0,
                false => tick.right,
            };
            let above = (0..12).map(|step| {
                let y = tick.y - 10.0 - f64::from(step) * 6.0;
                [
                    Spot::new(right, y, Anchor::End),
                    Spot::new(tick.right, y, Anchor::End),
                ]
            });
            labels.push(
                Label::new(&target.label, Role::Target, face, Weight::Target)
                    .bold()
                    .at_any(above.flatten())
                    .of(mark),
            );
            let Some((_, end, from)) = self.level.filter(|_| !target.gap.is_empty()) else {
                continue;
            };
            // Between the tick and what lies below it: the label of another target, or the level.
            let below = self.ticks.iter().map(|other| other.y - 26.0);
            let floor = below.filter(|&y| y > tick.y).fold(from, f64::min);
            let middle = f64::midpoint(tick.y, floor) + 4.5;
            let half = measure::width(&target.gap, Face::Small.size(form), false) / 2.0;
            let near_tick = tick.y + 18.0;
            let beside = |x: f64, anchor| {
                // The middle first, then towards the tick.
                (0..8).map(move |i| {
                    let down = (middle - near_tick).max(0.0);
                    Spot::new(x, middle - f64::from(i) * down / 7.0, anchor)
                })
            };
            let under =
                (0..3).map(|i| Spot::new(tick.right, near_tick + f64::from(i) * 6.0, Anchor::End));
            let gap = Label::new(&target.gap, Role::Target, Face::Small, Weight::Extra).of(mark);
            labels.push(match tick.bracket {
                Some(x) if x + 8.0 + 2.0 * half < end => gap
                    .at_any(beside(x + 10.0, Anchor::Start))
                    .at_any(beside(x - 8.0, Anchor::End)),
                Some(x) => gap.at_any(beside(x - 8.0, Anchor::End)),
                None => gap.at_any(under),
            });
        }
    }

    fn draw_level(&self, canvas: &Canvas<'_>) {
        if let Some((start, end, y)) = self.level {
            canvas.path(Role::Level, &[(start, y), (end, y)]);
        }
    }

    fn draw(&self, spec: &ChartSpec, canvas: &Canvas<'_>, labels: &[super::labels::Placed]) {
        for tick in &self.ticks {
            let target = &spec.targets[tick.index];
            canvas.enter(&target.link);
            canvas.rect(
                Role::Target,
                tick.left,
                tick.y - 2.5,
                tick.right - tick.left,
                5.0,
            );
            if let (Some(x), Some((_, _, from))) = (tick.bracket, self.level) {
                let (top, bottom) = (tick.y + 5.0, from - 1.0);
                canvas.strokes(
                    Role::Gap,
                    &[
                        vec![(x, bottom), (x, top)],
                        vec![(x - 4.0, top), (x + 4.0, top)],
                        vec![(x - 4.0, bottom), (x + 4.0, bottom)],
                    ],
                );
            }
            canvas.texts(labels, Some(spec.points.len() + tick.index));
            canvas.leave(&target.link);
        }
    }
}

//! Dots, stems and ranks on a time axis (点线、棒棒、位次): years stand where they belong,
//! unreported years are left empty, links over them are dashed, breaks are not crossed.

use super::{
    ChartSpec, Form, Kind, Origin, Point, Tick, axis,
    canvas::{Canvas, Scale},
    columns::{Bands, column, value_label},
    draw::{Drawing, Sheet, near},
    labels::{Anchor, Area, Label, Spot, Weight, settle},
    measure::Face,
    role::Role,
};

/// Radius of a full dot in px.
const fn radius(form: Form) -> f64 {
    match form {
        Form::Wide | Form::Narrow => 6.0,
        Form::Mini => 5.0,
        Form::Tiny => 4.5,
    }
}

/// The horizontal places of a chart.
struct Places {
    /// One centre a point, px.
    points: Vec<f64>,
    /// Ticks that get a label: centre, room, tick.
    ticks: Vec<(f64, f64, Tick)>,
    /// Short ticks of the years in between.
    years: Vec<f64>,
    /// Centres of breaks.
    breaks: Vec<f64>,
    /// Words in place of missing values.
    absent: Vec<(f64, String)>,
    /// From where to where each average reaches.
    averages: Vec<(f64, f64)>,
    /// Centre of each target.
    targets: Vec<f64>,
    /// Where the axis ends.
    end: f64,
}

impl Places {
    fn new(spec: &ChartSpec, form: Form) -> Self {
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
        let widest = if form.is_figure() {
            150.0
        } else {
            f64::INFINITY
        };
        let length = (width - 2.0 * pad).min((high - low).max(1.0) * widest);
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
            end: (pad + length + pad).min(width),
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

/// The vertical scale: from zero, but for ranks, where the best stands on top.
fn height_scale(spec: &ChartSpec, top: f64, base: f64) -> Scale {
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

/// Draws the chart.
pub(super) fn draw(spec: &ChartSpec, form: Form) -> Drawing {
    let size = (Sheet::width(form), Sheet::height(spec, form));
    let places = Places::new(spec, form);
    let ticks: Vec<(f64, f64, &Tick)> = places
        .ticks
        .iter()
        .map(|(centre, room, tick)| (*centre, *room, tick))
        .collect();
    let row = axis::ticks(form, &ticks, size.0);
    let base = size.1 - row.depth;
    let top = if form.is_figure() && !spec.is_panel {
        44.0
    } else {
        34.0
    };
    let y = height_scale(spec, top, base);
    let zero = if spec.kind == Kind::Rank {
        base
    } else {
        y.at(0.0)
    };

    let mut labels = Vec::new();
    let mut obstacles = Vec::new();
    let strokes = if matches!(spec.kind, Kind::Dots | Kind::Rank) {
        links(spec)
    } else {
        Vec::new()
    };
    for (_, points) in &strokes {
        for pair in points.windows(2) {
            let at = |i: usize| (places.points[i], y.at(spec.points[i].value));
            along(at(pair[0]), at(pair[1]), &mut obstacles);
        }
    }
    for (i, point) in spec.points.iter().enumerate() {
        mark_labels(
            spec,
            form,
            i,
            places.points[i],
            y,
            zero,
            &mut labels,
            &mut obstacles,
        );
        let _ = point;
    }
    average_labels(spec, form, &places, y, &mut labels, &mut obstacles);
    target_labels(spec, form, &places, y, &mut labels, &mut obstacles);
    for (x, word) in &places.absent {
        let label = Label::new(word, Role::Soft, Face::Small, Weight::Extra);
        labels.push(label.at(Spot::middle(*x, zero - 8.0)));
    }
    if spec.kind == Kind::Rank && form.is_figure() {
        let caption = Label::new("↑ 越上越靠前", Role::Soft, Face::Small, Weight::Fixed);
        labels.push(caption.at(Spot::new(0.0, 14.0, Anchor::Start)));
    }
    labels.extend(row.labels.into_iter().map(|mut label| {
        for spot in &mut label.spots {
            spot.y += base;
        }
        label
    }));
    let sheet = Area::new(0.0, 0.0, size.0, size.1);
    let settled = settle(labels, &obstacles, form, sheet);

    Sheet::draw(form, size, settled, |out, labels| {
        let canvas = Canvas::new(out, form, size, Scale::identity(size.0), y);
        axis::line(&canvas, 0.0, places.end, zero, &places.breaks);
        if !places.years.is_empty() && zero >= base - 0.5 {
            let named = |x: f64| {
                places
                    .ticks
                    .iter()
                    .any(|(centre, _, _)| (centre - x).abs() < 0.5)
            };
            let strokes: Vec<Vec<(f64, f64)>> = places
                .years
                .iter()
                .map(|&x| vec![(x, base), (x, base + if named(x) { 5.0 } else { 3.0 })])
                .collect();
            canvas.strokes(Role::Axis, &strokes);
        }
        for (role, points) in &strokes {
            let points: Vec<(f64, f64)> = points
                .iter()
                .map(|&i| (places.points[i], spec.points[i].value))
                .collect();
            canvas.line(*role, &points);
        }
        for (average, &(start, end)) in spec.averages.iter().zip(&places.averages) {
            let level = y.at(average.value);
            canvas.enter(&average.link);
            canvas.strokes(
                Role::Average,
                &[
                    vec![(start, level - 5.0), (start, level + 5.0)],
                    vec![(start, level), (end, level)],
                    vec![(end, level - 5.0), (end, level + 5.0)],
                ],
            );
            canvas.leave(&average.link);
        }
        for (i, point) in spec.points.iter().enumerate() {
            canvas.enter(&point.link);
            mark(&canvas, spec, form, point, places.points[i], y, zero);
            canvas.texts(labels, Some(i));
            canvas.leave(&point.link);
        }
        for (i, (target, x)) in spec.targets.iter().zip(&places.targets).enumerate() {
            let half = target_half(form);
            canvas.enter(&target.link);
            canvas.rect(
                Role::Target,
                x - half,
                y.at(target.value) - 2.5,
                2.0 * half,
                5.0,
            );
            canvas.texts(labels, Some(spec.points.len() + i));
            canvas.leave(&target.link);
        }
        canvas.texts(labels, None);
    })
}

const fn target_half(form: Form) -> f64 {
    if form.is_figure() { 22.0 } else { 12.0 }
}

/// The strokes between points, as few paths as possible: solid between neighbouring years,
/// dashed over gaps, none across a break, to a forecast, or to a part of a year.
fn links(spec: &ChartSpec) -> Vec<(Role, Vec<usize>)> {
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
fn along((x0, y0): (f64, f64), (x1, y1): (f64, f64), obstacles: &mut Vec<Area>) {
    let steps = ((x1 - x0).abs().max((y1 - y0).abs()) / 4.0).ceil().max(1.0);
    let mut step = 0.0;
    while step <= steps {
        let part = step / steps;
        let (x, y) = (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part);
        obstacles.push(Area::new(x - 1.0, y - 1.0, x + 1.0, y + 1.0));
        step += 1.0;
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one mark with all that surrounds it"
)]
fn mark_labels(
    spec: &ChartSpec,
    form: Form,
    i: usize,
    x: f64,
    y: Scale,
    zero: f64,
    labels: &mut Vec<Label>,
    obstacles: &mut Vec<Area>,
) {
    let point = &spec.points[i];
    let value = y.at(point.value);
    let reach = if spec.kind == Kind::Columns {
        2.0
    } else {
        dot_radius(point, form)
    };
    let wide = if point.twin.is_some() {
        2.0 * reach
    } else {
        reach
    };
    obstacles.push(Area::new(x - wide, value - reach, x + wide, value + reach));
    if matches!(spec.kind, Kind::Lollipops | Kind::Columns) {
        let half = if spec.kind == Kind::Columns { 5.0 } else { 2.0 };
        obstacles.push(Area::new(
            x - half,
            value.min(zero),
            x + half,
            value.max(zero),
        ));
    }
    let label = value_label(spec, i, form);
    let size = label.runs[0].face.size(form);
    let gap = if form.is_figure() { 7.0 } else { 5.0 };
    let (above, below) = (value - reach - gap, value + reach + gap + 0.72 * size);
    let beside = value + 0.36 * size;
    let spots = if point.value < 0.0 {
        vec![
            Spot::middle(x, below),
            Spot::new(x + wide + 5.0, beside, Anchor::Start),
        ]
    } else {
        vec![
            Spot::middle(x, above),
            Spot::new(x + wide, above, Anchor::End),
            Spot::new(x - wide, above, Anchor::Start),
            Spot::middle(x, below),
            Spot::new(x - wide, below, Anchor::Start),
            Spot::new(x + wide, below, Anchor::End),
            Spot::new(x - wide - 5.0, beside, Anchor::End),
            Spot::new(x + wide + 5.0, beside, Anchor::Start),
        ]
    };
    // A value must not stand below the axis, where the years are.
    let spots = spots
        .into_iter()
        .filter(|spot| point.value < 0.0 || spot.y <= zero - 3.0);
    labels.push(label.at_any(spots));
    if !point.remark.is_empty() {
        labels.push(
            Label::new(&point.remark, Role::Alert, Face::Small, Weight::Extra)
                .bold()
                .at_any([
                    Spot::new(x + wide + 6.0, value + 5.0, Anchor::Start),
                    Spot::new(x - wide - 6.0, value + 5.0, Anchor::End),
                    Spot::middle(x, above - size - 3.0),
                ])
                .of(i),
        );
    }
}

fn average_labels(
    spec: &ChartSpec,
    form: Form,
    places: &Places,
    y: Scale,
    labels: &mut Vec<Label>,
    obstacles: &mut Vec<Area>,
) {
    for (average, &(start, end)) in spec.averages.iter().zip(&places.averages) {
        let level = y.at(average.value);
        along((start, level), (end, level), obstacles);
        let is_aside = spec.is_panel && form.is_figure();
        let words = if is_aside {
            average.label.clone()
        } else {
            format!("{}年均{}", average.span, average.label)
        };
        let face = if is_aside { Face::Plain } else { Face::Small };
        let middle = f64::midpoint(start, end);
        let spots = [level - 8.0, level + 18.0].into_iter().flat_map(|y| {
            [
                Spot::middle(middle, y),
                Spot::new(start + 4.0, y, Anchor::Start),
                Spot::new(end - 4.0, y, Anchor::End),
                Spot::middle(f64::midpoint(start, middle), y),
                Spot::middle(f64::midpoint(middle, end), y),
            ]
        });
        // Figures name their averages; a card has no room for a sentence.
        if form.is_figure() {
            labels.push(Label::new(words, Role::Ink, face, Weight::Target).at_any(spots));
        }
    }
}

fn target_labels(
    spec: &ChartSpec,
    form: Form,
    places: &Places,
    y: Scale,
    labels: &mut Vec<Label>,
    obstacles: &mut Vec<Area>,
) {
    for (i, (target, &x)) in spec.targets.iter().zip(&places.targets).enumerate() {
        let level = y.at(target.value);
        let half = target_half(form);
        obstacles.push(Area::new(x - half, level - 3.0, x + half, level + 3.0));
        let weight = if form.is_figure() {
            Weight::Target
        } else {
            Weight::Extra
        };
        let spots = (0..8)
            .map(|step| Spot::new(x + half, level - 10.0 - f64::from(step) * 6.0, Anchor::End));
        labels.push(
            Label::new(&target.label, Role::Target, Face::Small, weight)
                .bold()
                .at_any(spots)
                .at(Spot::new(x + half, level + 18.0, Anchor::End))
                .of(spec.points.len() + i),
        );
    }
}

fn dot_radius(point: &Point, form: Form) -> f64 {
    radius(form) * if point.is_part_year { 0.67 } else { 1.0 }
}

/// One value: its stem, its dot or its column.
fn mark(
    canvas: &Canvas<'_>,
    spec: &ChartSpec,
    form: Form,
    point: &Point,
    x: f64,
    y: Scale,
    zero: f64,
) {
    if spec.kind == Kind::Columns {
        let half = if point.is_part_year { 3.5 } else { 7.0 };
        column(canvas, point, x - half, x + half, y);
        return;
    }
    let radius = dot_radius(point, form);
    let value = y.at(point.value);
    let is_hollow = point.is_forecast || point.origin != Origin::Reported;
    if spec.kind == Kind::Lollipops && (value - zero).abs() > 0.5 {
        let edge = if is_hollow {
            radius * (zero - value).signum()
        } else {
            0.0
        };
        if (value - zero).abs() > edge.abs() {
            let role = if point.is_part_year {
                Role::ThinStem
            } else {
                Role::Stem
            };
            canvas.path(role, &[(x, zero), (x, value + edge)]);
        }
    }
    if !point.link.href.is_empty() && radius < 12.0 {
        canvas.dot(Role::Hit, (x, point.value), 0.0, 12.0);
    }
    if let Some(twin) = &point.twin {
        canvas.dot(Role::Main, (x, point.value), -radius, radius);
        canvas.dot(Role::Twin, (x, twin.value), radius, radius);
        return;
    }
    let role = match (point.is_forecast, is_hollow) {
        (true, _) => Role::Forecast,
        (_, true) => Role::Hollow,
        _ => Role::Main,
    };
    // The outline of a hollow dot lies half outside it.
    let inset = if is_hollow { 1.0 } else { 0.0 };
    canvas.dot(role, (x, point.value), 0.0, radius - inset);
}

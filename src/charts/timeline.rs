//! Dots, stems and ranks on a time axis (点线、棒棒、位次): years stand where they belong,
//! unreported years are left empty, links over them are dashed, breaks are not crossed.

use super::{
    Bound, ChartSpec, Form, Kind, Origin, Point, Tick, axis,
    canvas::{Canvas, Scale},
    columns::{column, twin, value_label},
    draw::{Drawing, Sheet},
    labels::{Anchor, Area, Label, Placed, Spot, Weight, settle},
    measure::Face,
    places::Places,
    role::Role,
    trend::{along, for_card, height_scale, is_extreme, links, most_labels},
};

/// Half the width of a target's tick on a time axis, px.
const TARGET: f64 = 22.0;

/// Radius of a full dot in px.
const fn radius(form: Form) -> f64 {
    match form {
        Form::Wide | Form::Narrow => 6.0,
        Form::Mini => 5.0,
        Form::Tiny => 4.5,
    }
}

/// Draws the chart.
pub(super) fn draw(spec: &ChartSpec, form: Form) -> Drawing {
    let card;
    let spec = if form.is_figure() {
        spec
    } else {
        card = for_card(spec);
        &card
    };
    let size = (Sheet::width(form), Sheet::height(spec, form));
    let places = Places::new(spec, form);
    let ticks: Vec<(f64, f64, &Tick)> = places
        .ticks
        .iter()
        .map(|(centre, room, tick)| (*centre, *room, tick))
        .collect();
    let row = axis::ticks(form, &ticks, size.0);
    let base = size.1 - row.depth;
    let is_tall = form.is_figure() && !spec.is_panel;
    let y = height_scale(spec, if is_tall { 44.0 } else { 34.0 }, base);
    let plan = Plan {
        spec,
        form,
        y,
        base,
        zero: if spec.kind == Kind::Rank {
            base
        } else {
            y.at(0.0)
        },
        strokes: match spec.kind {
            Kind::Dots | Kind::Rank => links(spec),
            _ => Vec::new(),
        },
        places,
    };
    let mut words = Words::default();
    plan.name_all(&mut words);
    words.labels.extend(row.labels.into_iter().map(|mut label| {
        for spot in &mut label.spots {
            spot.y += base;
        }
        label
    }));
    let sheet = Area::new(0.0, 0.0, size.0, size.1);
    let settled = settle(words.labels, &words.obstacles, form, sheet);
    Sheet::draw(size, settled, |out, labels| {
        let canvas = Canvas::new(out, form, size, Scale::identity(size.0), y);
        plan.paint(&canvas, size.0, labels);
    })
}

/// Labels that look for a place, and what they must not cover.
#[derive(Default)]
struct Words {
    labels: Vec<Label>,
    obstacles: Vec<Area>,
}

/// A chart whose marks have their places.
struct Plan<'a> {
    spec: &'a ChartSpec,
    form: Form,
    places: Places,
    y: Scale,
    /// px of the ticks.
    base: f64,
    /// px of zero, where stems begin.
    zero: f64,
    /// Strokes between points, by index.
    strokes: Vec<(Role, Vec<usize>)>,
}

impl Plan<'_> {
    fn at(&self, i: usize) -> (f64, f64) {
        (self.places.points[i], self.y.at(self.spec.points[i].value))
    }

    fn name_all(&self, words: &mut Words) {
        for (_, points) in &self.strokes {
            for pair in points.windows(2) {
                along(self.at(pair[0]), self.at(pair[1]), &mut words.obstacles);
            }
        }
        for i in 0..self.spec.points.len() {
            self.name_point(i, words);
        }
        self.name_averages(words);
        self.name_targets(words);
        for (x, word) in &self.places.absent {
            let label = Label::new(word, Role::Soft, Face::Small, Weight::Extra);
            words
                .labels
                .push(label.at(Spot::middle(*x, self.zero - 8.0)));
        }
        if self.spec.kind == Kind::Rank && self.form.is_figure() {
            let caption = Label::new("↑ 越上越靠前", Role::Soft, Face::Small, Weight::Fixed);
            words
                .labels
                .push(caption.at(Spot::new(0.0, 14.0, Anchor::Start)));
        }
    }

    fn name_point(&self, i: usize, words: &mut Words) {
        let (spec, form) = (self.spec, self.form);
        let point = &spec.points[i];
        let (x, value) = self.at(i);
        let is_column = spec.kind == Kind::Columns;
        let reach = match point.bound {
            Bound::Over if is_column => 11.0,
            _ if is_column => 2.0,
            _ => dot_radius(point, form),
        };
        let wide = if point.twin.is_some() {
            2.0 * reach
        } else {
            reach
        };
        words
            .obstacles
            .push(Area::new(x - wide, value - reach, x + wide, value + reach));
        if matches!(spec.kind, Kind::Lollipops | Kind::Columns) {
            let half = if is_column {
                self.column_half(point)
            } else {
                2.0
            };
            let (top, bottom) = (value.min(self.zero), value.max(self.zero));
            words
                .obstacles
                .push(Area::new(x - half, top, x + half, bottom));
        }
        let label = value_label(spec, i, form);
        let is_interior = label.weight == Weight::Interior;
        if is_interior && spec.points.len() > most_labels(form) && !is_extreme(spec, i) {
            return;
        }
        let size = label.runs[0].face.size(form);
        let gap = if form.is_figure() { 7.0 } else { 5.0 };
        let (above, below) = (value - reach - gap, value + reach + gap + 0.72 * size);
        let beside = value + 0.36 * size;
        let mut spots = vec![Spot::middle(x, above)];
        if point.value < 0.0 {
            spots = vec![Spot::middle(x, below)];
        } else if matches!(spec.kind, Kind::Dots | Kind::Rank) {
            spots.push(Spot::middle(x, below));
        }
        if !is_interior {
            spots.extend([
                Spot::new(x + wide, above, Anchor::End),
                Spot::new(x - wide, above, Anchor::Start),
                Spot::new(x - wide - 5.0, beside, Anchor::End),
                Spot::new(x + wide + 5.0, beside, Anchor::Start),
            ]);
        }
        // A value must not stand below the axis, where the years are.
        spots.retain(|spot| point.value < 0.0 || spot.y <= self.zero - 3.0);
        words.labels.push(label.at_any(spots));
        if !point.remark.is_empty() {
            words.labels.push(
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

    fn name_averages(&self, words: &mut Words) {
        let is_aside = self.spec.is_panel;
        for (i, (average, &(start, end))) in self
            .spec
            .averages
            .iter()
            .zip(&self.places.averages)
            .enumerate()
        {
            let level = self.y.at(average.value);
            along((start, level), (end, level), &mut words.obstacles);
            let (text, face) = if is_aside {
                (average.label.clone(), Face::Plain)
            } else {
                (
                    format!("{}年均{}", average.span, average.label),
                    Face::Small,
                )
            };
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
            let label = Label::new(text, Role::Ink, face, Weight::Target);
            words
                .labels
                .push(label.at_any(spots).of(self.average_mark(i)));
        }
    }

    fn name_targets(&self, words: &mut Words) {
        for (i, (target, &x)) in self
            .spec
            .targets
            .iter()
            .zip(&self.places.targets)
            .enumerate()
        {
            let level = self.y.at(target.value);
            words
                .obstacles
                .push(Area::new(x - TARGET, level - 3.0, x + TARGET, level + 3.0));
            let above = (0..8).map(|step| level - 10.0 - f64::from(step) * 6.0);
            let spots = above
                .chain([level + 18.0])
                .map(|y| Spot::new(x + TARGET, y, Anchor::End));
            words.labels.push(
                Label::new(&target.label, Role::Target, Face::Small, Weight::Target)
                    .bold()
                    .at_any(spots)
                    .of(self.spec.points.len() + i),
            );
        }
    }

    fn paint(&self, canvas: &Canvas<'_>, width: f64, labels: &[Placed]) {
        let (spec, places) = (self.spec, &self.places);
        axis::line(
            canvas,
            0.0,
            places.end.min(width),
            self.zero,
            &places.breaks,
        );
        if self.zero >= self.base - 0.5 {
            let is_named = |x: f64| places.ticks.iter().any(|(at, _, _)| (at - x).abs() < 0.5);
            let tick = |&x: &f64| {
                let length = if is_named(x) { 5.0 } else { 3.0 };
                vec![(x, self.base), (x, self.base + length)]
            };
            let strokes: Vec<_> = places.years.iter().map(tick).collect();
            canvas.strokes(Role::Axis, &strokes);
        }
        for (role, points) in &self.strokes {
            let at = |&i: &usize| (places.points[i], spec.points[i].value);
            canvas.line(*role, &points.iter().map(at).collect::<Vec<_>>());
        }
        for (i, (average, &(start, end))) in spec.averages.iter().zip(&places.averages).enumerate()
        {
            let level = self.y.at(average.value);
            canvas.enter(&average.link);
            canvas.strokes(
                Role::Average,
                &[
                    vec![(start, level - 5.0), (start, level + 5.0)],
                    vec![(start, level), (end, level)],
                    vec![(end, level - 5.0), (end, level + 5.0)],
                ],
            );
            canvas.texts(labels, Some(self.average_mark(i)));
            canvas.leave(&average.link);
        }
        for (i, point) in spec.points.iter().enumerate() {
            canvas.enter(&point.link);
            self.mark(canvas, i);
            canvas.texts(labels, Some(i));
            canvas.leave(&point.link);
            self.twin(canvas, i);
        }
        for (i, (target, x)) in spec.targets.iter().zip(&places.targets).enumerate() {
            let top = self.y.at(target.value) - 2.5;
            canvas.enter(&target.link);
            canvas.rect(Role::Target, x - TARGET, top, 2.0 * TARGET, 5.0);
            canvas.texts(labels, Some(spec.points.len() + i));
            canvas.leave(&target.link);
        }
        canvas.texts(labels, None);
    }

    /// The number that binds the labels of an average to its mark.
    fn average_mark(&self, i: usize) -> usize {
        self.spec.points.len() + self.spec.targets.len() + i
    }

    /// Half the width of a column on a card: columns of neighbouring years do not touch.
    fn column_half(&self, point: &Point) -> f64 {
        let pitch = match self.places.years.as_slice() {
            [first, second, ..] => second - first,
            _ => 20.0,
        };
        (pitch * 0.31).min(7.0) * if point.is_part_year { 0.5 } else { 1.0 }
    }

    /// The other value of a conflict, a mark of its own.
    fn twin(&self, canvas: &Canvas<'_>, i: usize) {
        let point = &self.spec.points[i];
        let Some(other) = &point.twin else { return };
        let x = self.places.points[i];
        if self.spec.kind == Kind::Columns {
            let half = self.column_half(point);
            twin(canvas, point, x - half, x + half);
            return;
        }
        let radius = dot_radius(point, self.form);
        canvas.enter(&other.link);
        canvas.dot(Role::Twin, (x, other.value), radius, radius);
        canvas.leave(&other.link);
    }

    /// One value: its stem, its dot or its column.
    fn mark(&self, canvas: &Canvas<'_>, i: usize) {
        let point = &self.spec.points[i];
        let (x, value) = self.at(i);
        if self.spec.kind == Kind::Columns {
            let half = self.column_half(point);
            column(canvas, point, x - half, x + half, self.y);
            return;
        }
        let radius = dot_radius(point, self.form);
        let is_hollow = point.is_forecast || point.origin != Origin::Reported;
        if self.spec.kind == Kind::Lollipops {
            // The stem of a hollow dot ends where its outline begins.
            let edge = if is_hollow { radius } else { 0.0 };
            let length = (self.zero - value).abs() - edge;
            if length > 0.5 {
                let role = if point.is_part_year {
                    Role::ThinStem
                } else {
                    Role::Stem
                };
                let end = self.zero - length * (self.zero - value).signum();
                canvas.path(role, &[(x, self.zero), (x, end)]);
            }
        }
        if !point.link.href.is_empty() {
            canvas.dot(Role::Hit, (x, point.value), 0.0, 12.0);
        }
        if point.twin.is_some() {
            canvas.dot(Role::Main, (x, point.value), -radius, radius);
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
}

fn dot_radius(point: &Point, form: Form) -> f64 {
    radius(form) * if point.is_part_year { 0.67 } else { 1.0 }
}

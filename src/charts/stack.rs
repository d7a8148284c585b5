//! Two parts of a whole (两段图): columns with labels inside for figures, strips for cards.

use super::{
    ChartSpec, Form, Origin, axis,
    bands::Bands,
    canvas::{Canvas, Scale},
    draw::{Drawing, Sheet},
    labels::{Anchor, Area, Label, Spot, Weight, settle},
    measure::{self, Face},
    role::Role,
};

/// Ground between the two parts, px.
const SEAM: f64 = 2.0;
/// Room that text inside a part keeps to its edges, px in all.
const SPARE: f64 = 8.0;

fn name(spec: &ChartSpec, i: usize) -> (&str, &str) {
    spec.parts
        .get(i)
        .map_or(("", ""), |(name, second)| (name.as_str(), second.as_str()))
}

/// Columns of two parts.
pub(super) fn columns(spec: &ChartSpec, form: Form) -> Drawing {
    let (width, height) = (Sheet::width(form), Sheet::height(spec, form));
    let small = Face::Small.size(form);
    let names = (0..2)
        .flat_map(|i| [name(spec, i).0, name(spec, i).1])
        .map(|text| measure::width(text, small, true))
        .fold(0.0, f64::max);
    let bands = Bands::new(spec, width - names - 4.0);
    let ticks = axis::ticks(form, &bands.ticks(), width);
    let base = height - ticks.depth;
    let whole = |i: usize| {
        let point = &spec.points[i];
        point.value + point.upper.as_ref().map_or(0.0, |upper| upper.value)
    };
    let most = (0..spec.points.len()).map(whole).fold(0.0, f64::max);
    let y = Scale {
        low: 0.0,
        high: if most > 0.0 { most } else { 1.0 },
        start: base,
        end: 30.0,
    };
    let last = spec.points.len().saturating_sub(1);
    let plain = Face::Plain.size(form);
    let half = bands.column / 2.0;
    let mut labels = Vec::new();
    let mut marks = Vec::new();
    for (i, point) in spec.points.iter().enumerate() {
        let Some(slot) = bands.slot(point.at.year) else {
            continue;
        };
        let x = slot.centre;
        let (lower, top) = (y.at(point.value), y.at(whole(i)));
        marks.push((i, x));
        let inside = |text: &str, ink, face, at: f64| {
            Label::new(text, ink, face, Weight::Key)
                .at(Spot::middle(x, at))
                .of(i)
        };
        let middle = f64::midpoint(lower, base);
        let upper = point.upper.as_ref();
        let share = upper.map_or("", |upper| upper.share.as_str());
        let room = base - lower - SPARE;
        if !share.is_empty() && room > plain + small + 5.0 {
            labels.push(inside(&point.label, Role::OnMain, Face::Plain, middle - 2.0).bold());
            labels.push(inside(
                share,
                Role::OnMain,
                Face::Small,
                middle + small + 3.0,
            ));
        } else if room > plain {
            labels.push(
                inside(
                    &point.label,
                    Role::OnMain,
                    Face::Plain,
                    middle + 0.36 * plain,
                )
                .bold(),
            );
        }
        if let Some(upper) = upper {
            let middle = f64::midpoint(lower, top) + 0.36 * plain;
            if lower - top - SEAM - SPARE > plain {
                labels.push(inside(&upper.label, Role::OnRest, Face::Plain, middle));
            }
            let total = inside(&upper.total, Role::Ink, Face::Plain, top - 8.0);
            labels.push(if i == last { total.bold() } else { total });
        }
        if i == last {
            let right = x + half + 8.0;
            let beside = |text: &str, ink, at| {
                Label::new(text, ink, Face::Small, Weight::Fixed).at(Spot::new(
                    right,
                    at,
                    Anchor::Start,
                ))
            };
            let pair = |middle: f64, i: usize, ink, labels: &mut Vec<Label>| {
                let (name, second) = name(spec, i);
                let up = if second.is_empty() {
                    0.36 * small
                } else {
                    -2.0
                };
                let label = beside(name, ink, middle + up);
                labels.push(if i == 0 { label.bold() } else { label });
                if !second.is_empty() {
                    labels.push(beside(second, Role::Soft, middle + small + 2.0));
                }
            };
            pair(middle, 0, Role::MainInk, &mut labels);
            if upper.is_some() {
                pair(f64::midpoint(lower, top), 1, Role::Soft, &mut labels);
            }
        }
    }
    labels.extend(ticks.labels.into_iter().map(|mut label| {
        for spot in &mut label.spots {
            spot.y += base;
        }
        label
    }));
    let settled = settle(labels, &[], form, Area::new(0.0, 0.0, width, height));
    Sheet::draw((width, height), settled, |out, labels| {
        let canvas = Canvas::new(out, form, (width, height), Scale::identity(width), y);
        let seam = SEAM * (y.high - y.low) / (base - y.end);
        for &(i, x) in &marks {
            let point = &spec.points[i];
            canvas.enter(&point.link);
            let role = if point.origin == Origin::Reported {
                Role::Main
            } else {
                Role::Hollow
            };
            canvas.column(role, (x - half, 0.0), (x + half, point.value));
            if point.upper.is_some() {
                let from = (point.value + seam).min(whole(i));
                canvas.column(Role::Rest, (x - half, from), (x + half, whole(i)));
            }
            canvas.texts(labels, Some(i));
            canvas.leave(&point.link);
        }
        axis::line(&canvas, 0.0, bands.end, base, &bands.breaks);
        canvas.texts(labels, None);
    })
}

/// Strips of two parts, one a row, for cards and margins.
pub(super) fn strips(spec: &ChartSpec, form: Form) -> Drawing {
    let width = Sheet::width(form);
    let small = Face::Small.size(form);
    let (top, row, thick) = (22.0, 30.0, 24.0);
    let height = top + row * spec.points.len() as f64;
    let left = spec
        .points
        .iter()
        .map(|p| measure::width(&p.at.label, small, false))
        .fold(0.0, f64::max)
        + 10.0;
    let whole = |i: usize| {
        let point = &spec.points[i];
        point.value + point.upper.as_ref().map_or(0.0, |upper| upper.value)
    };
    let most = (0..spec.points.len()).map(whole).fold(0.0, f64::max);
    let x = Scale {
        low: 0.0,
        high: if most > 0.0 { most } else { 1.0 },
        start: left,
        end: width,
    };
    let mut labels = Vec::new();
    let heading =
        |text: String, ink, spot| Label::new(text, ink, Face::Small, Weight::Fixed).at(spot);
    labels.push(
        heading(
            name(spec, 0).0.to_string(),
            Role::MainInk,
            Spot::new(left, 13.0, Anchor::Start),
        )
        .bold(),
    );
    let (rest, second) = name(spec, 1);
    let rest = match second {
        "" => rest.to_string(),
        second => format!("{rest}（{second}）"),
    };
    labels.push(heading(
        rest,
        Role::Soft,
        Spot::new(width, 13.0, Anchor::End),
    ));
    for (i, point) in spec.points.iter().enumerate() {
        let y = top + row * i as f64 + thick / 2.0 + 0.36 * small;
        labels.push(
            Label::new(&point.at.label, Role::Soft, Face::Small, Weight::Fixed).at(Spot::new(
                0.0,
                y,
                Anchor::Start,
            )),
        );
        let fits = |text: &str, room: f64| measure::width(text, small, true) + SPARE <= room;
        let main = Label::new(&point.label, Role::OnMain, Face::Small, Weight::Key).bold();
        if fits(&point.label, x.at(point.value) - left) {
            labels.push(main.at(Spot::new(left + 6.0, y, Anchor::Start)).of(i));
        }
        if let Some(upper) = &point.upper
            && fits(&upper.label, x.at(whole(i)) - x.at(point.value))
        {
            labels.push(
                Label::new(&upper.label, Role::OnRest, Face::Small, Weight::Key)
                    .at(Spot::new(x.at(whole(i)) - 6.0, y, Anchor::End))
                    .of(i),
            );
        }
    }
    let settled = settle(labels, &[], form, Area::new(0.0, 0.0, width, height));
    Sheet::draw((width, height), settled, |out, labels| {
        let y = Scale::identity(height);
        let canvas = Canvas::new(out, form, (width, height), x, y);
        let seam = SEAM * (x.high - x.low) / (x.end - x.start);
        for (i, point) in spec.points.iter().enumerate() {
            let y = top + row * i as f64;
            canvas.enter(&point.link);
            canvas.column(Role::Main, (0.0, y), (point.value, y + thick));
            if point.upper.is_some() {
                let from = (point.value + seam).min(whole(i));
                canvas.column(Role::Rest, (from, y), (whole(i), y + thick));
            }
            canvas.texts(labels, Some(i));
            canvas.leave(&point.link);
        }
        canvas.texts(labels, None);
    })
}

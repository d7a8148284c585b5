//! Bars (条形): one row a category, name on the left, value at the end of the bar.

use super::{
    ChartSpec, Form, Origin,
    backend::Run,
    canvas::{Canvas, Scale},
    draw::{Drawing, Sheet},
    labels::{self, Anchor, Area, Label, Spot, Weight, settle},
    measure::{self, Face},
    role::Role,
};

/// Draws the rows in the order of `spec.points`.
pub(super) fn draw(spec: &ChartSpec, form: Form) -> Drawing {
    let width = Sheet::width(form);
    let face = if form == Form::Wide {
        Face::Plain
    } else {
        Face::Small
    };
    let size = face.size(form);
    let most_names = width * if form == Form::Wide { 0.34 } else { 0.4 };
    let names: Vec<Vec<String>> = spec
        .points
        .iter()
        .map(|p| measure::wrap(&p.at.label, size, most_names))
        .collect();
    let left = names
        .iter()
        .flatten()
        .map(|line| measure::width(line, size, false))
        .fold(0.0, f64::max)
        + 10.0;
    let values: Vec<Label> = (0..spec.points.len())
        .map(|i| value(spec, i, face))
        .collect();
    let right = values
        .iter()
        .map(|label| labels::width(&label.runs, form))
        .fold(0.0, f64::max)
        + 8.0;
    let most = spec.points.iter().map(|p| p.value).fold(0.0, f64::max);
    let x = Scale {
        low: 0.0,
        high: if most > 0.0 { most } else { 1.0 },
        start: left,
        end: width - right,
    };
    let line = size + 4.0;
    let thick = if form == Form::Wide { 22.0 } else { 19.0 };
    let pitch = if form == Form::Wide { 36.0 } else { 32.0 };
    let mut tops = Vec::new();
    let mut height = 4.0;
    for lines in &names {
        tops.push(height);
        height += (line * lines.len() as f64 + 8.0).max(pitch);
    }
    let mut labels = Vec::new();
    for (i, (point, value)) in spec.points.iter().zip(values).enumerate() {
        let middle = tops[i] + (line * names[i].len() as f64).max(thick) / 2.0;
        let first = middle - line * (names[i].len() as f64 - 1.0) / 2.0 + 0.36 * size;
        for (k, text) in names[i].iter().enumerate() {
            let at = Spot::new(left - 10.0, first + line * k as f64, Anchor::End);
            labels.push(
                Label::new(text, Role::Ink, face, Weight::Fixed)
                    .at(at)
                    .of(i),
            );
        }
        let end = x.at(point.value) + 6.0;
        labels.push(value.at(Spot::new(end, middle + 0.36 * size, Anchor::Start)));
    }
    let settled = settle(labels, &[], form, Area::new(0.0, 0.0, width, height));
    Sheet::draw((width, height), settled, |out, labels| {
        let canvas = Canvas::new(out, form, (width, height), x, Scale::identity(height));
        for (i, point) in spec.points.iter().enumerate() {
            let middle = tops[i] + (line * names[i].len() as f64).max(thick) / 2.0;
            let role = match (point.is_forecast, point.origin) {
                (true, _) => Role::Forecast,
                (_, Origin::Reported) => Role::Main,
                _ => Role::Hollow,
            };
            canvas.enter(&point.link);
            canvas.column(
                role,
                (0.0, middle - thick / 2.0),
                (point.value, middle + thick / 2.0),
            );
            canvas.texts(labels, Some(i));
            canvas.leave(&point.link);
        }
        canvas.path(Role::Axis, &[(left, 0.0), (left, height)]);
        canvas.texts(labels, None);
    })
}

/// Value and unit at the end of a bar.
fn value(spec: &ChartSpec, i: usize, face: Face) -> Label {
    let mut label = Label::new(&spec.points[i].label, Role::Ink, face, Weight::Key).of(i);
    if i == 0 {
        label = label.bold();
    }
    if !spec.unit.is_empty() {
        let is_sign = spec.unit == "%";
        label.runs.push(Run {
            text: spec.unit.clone(),
            ink: if is_sign { Role::Ink } else { Role::Soft },
            face: if is_sign { face } else { Face::Small },
            bold: is_sign && i == 0,
        });
        label.unit_runs = 1;
    }
    label
}

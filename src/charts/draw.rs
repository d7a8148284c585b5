//! From a spec to SVG text (出图): chooses the drawing by kind and form, and gives it the frame
//! that names it for those who do not see it.

use std::fmt::Write;

use super::{
    ChartSpec, Form, Kind,
    backend::escape,
    columns,
    labels::{Area, Placed, Settled},
    rows, stack, timeline,
};

/// A finished drawing and what its layout found out.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// What stands between `<svg>` and `</svg>`, without title and description.
    pub body: String,
    /// Width in px.
    pub width: f64,
    /// Height in px.
    pub height: f64,
    /// Every piece of text and the area that it takes.
    pub texts: Vec<(String, Area)>,
    /// True when a value that matters found no room: a table would serve better.
    pub wants_table: bool,
}

/// Years are equal when they are nearer than an hour.
pub(super) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-4
}

/// The sheet of paper of a form.
pub(super) struct Sheet;

impl Sheet {
    /// Width in px.
    pub(super) const fn width(form: Form) -> f64 {
        match form {
            Form::Wide => 640.0,
            Form::Narrow => 328.0,
            Form::Mini => 300.0,
            Form::Tiny => 164.0,
        }
    }

    /// Height in px; bars choose their own.
    pub(super) const fn height(spec: &ChartSpec, form: Form) -> f64 {
        match (form, spec.is_panel) {
            (Form::Wide, false) => 340.0,
            (Form::Wide, true) => 206.0,
            (Form::Narrow, false) => 300.0,
            (Form::Narrow, true) => 196.0,
            (Form::Mini, _) => 132.0,
            (Form::Tiny, _) => 104.0,
        }
    }

    /// Runs `drawing` on an empty sheet.
    pub(super) fn draw(
        (width, height): (f64, f64),
        settled: Settled,
        drawing: impl FnOnce(&mut String, &[Placed]),
    ) -> Drawing {
        let mut body = String::new();
        drawing(&mut body, &settled.placed);
        Drawing {
            body,
            width,
            height,
            texts: settled
                .placed
                .iter()
                .map(|label| (label.text(), label.area))
                .collect(),
            wants_table: settled.wants_table,
        }
    }
}

/// Lays out and draws; [`draw`] frames the result.
pub fn lay_out(spec: &ChartSpec, form: Form) -> Drawing {
    match spec.kind {
        Kind::Bars => rows::draw(spec, form),
        Kind::Stack if form.is_figure() => stack::columns(spec, form),
        Kind::Stack => stack::strips(spec, form),
        Kind::Columns if form.is_figure() => columns::draw(spec, form),
        Kind::Columns | Kind::Dots | Kind::Lollipops | Kind::Rank => timeline::draw(spec, form),
    }
}

/// The chart as an `<svg>` element, to stand in a page whose style sheet holds
/// `static/chart.css`.
///
/// Its ids are made from `spec.id` and the form, so that all forms of all charts of a page differ.
pub fn draw(spec: &ChartSpec, form: Form) -> String {
    let drawing = lay_out(spec, form);
    let id = format!("{}-{}", ident(&spec.id), form.class());
    let mut out = String::with_capacity(drawing.body.len() + 1024);
    let role = role(&drawing.body);
    write!(
        out,
        "<svg class=\"{}\" viewBox=\"0 0 {} {}\" role=\"{role}\" aria-labelledby=\"t-{id} d-{id}\">\n\
         <title id=\"t-{id}\">{}</title>\n<desc id=\"d-{id}\">{}</desc>\n{}</svg>\n",
        form.class(),
        drawing.width,
        drawing.height,
        escape(&spec.title),
        escape(&spec.description),
        drawing.body
    )
    .expect("writing into a string cannot fail");
    out
}

/// `img` hides everything inside from assistive technology, links too, which must not be: a
/// drawing with links is a `group`.
pub(super) fn role(body: &str) -> &'static str {
    if body.contains("<a href=") {
        "group"
    } else {
        "img"
    }
}

/// Letters, digits and `-` stay, anything else becomes its code: an id may stand in a list of
/// ids and in a selector.
pub(super) fn ident(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            write!(out, "_{:x}", u32::from(c)).expect("writing into a string cannot fail");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_hold_no_space() {
        assert_eq!(ident("gross-output"), "gross-output");
        assert_eq!(ident("a b"), "a_20b");
        assert_ne!(ident("产值"), ident("增速"));
    }
}

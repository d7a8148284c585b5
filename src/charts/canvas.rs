//! The sheet that a chart is drawn on (画布): a plotters drawing area over our backend, with one
//! plane for data and one for pixels.

use super::{
    Form, Link,
    backend::{SCALE, Semantic, SemanticSvg},
    labels::{Anchor, Placed},
    role::Role,
};
use plotters::{
    coord::{Shift, types::RangedCoordf64},
    drawing::{DrawingArea, IntoDrawingArea},
    element::{
        Circle, Drawable, EmptyElement, PathElement, PointCollection, Polygon, Rectangle, Text,
    },
    prelude::Cartesian2d,
    style::{
        Color, FontDesc, FontFamily, FontStyle, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

/// A straight map from data to px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// Data at `start`.
    pub low: f64,
    /// Data at `end`.
    pub high: f64,
    /// px of `low`.
    pub start: f64,
    /// px of `high`.
    pub end: f64,
}

impl Scale {
    /// Positions are px already.
    pub(super) const fn identity(length: f64) -> Self {
        Self {
            low: 0.0,
            high: length,
            start: 0.0,
            end: length,
        }
    }

    /// px of a value.
    pub(super) fn at(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        if span.abs() < f64::EPSILON {
            return f64::midpoint(self.start, self.end);
        }
        self.start + (value - self.low) / span * (self.end - self.start)
    }
}

/// A data position and an offset from it in px.
pub(super) type DataPoint = (f64, f64);

/// The sheet while it is drawn on.
pub(super) struct Canvas<'a> {
    pixels: DrawingArea<SemanticSvg<'a>, Shift>,
    plane: DrawingArea<SemanticSvg<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    form: Form,
}

fn px(length: f64) -> i32 {
    (length * SCALE).round() as i32
}

impl<'a> Canvas<'a> {
    /// Draws into `out`, `size` px large, data placed by the two scales.
    pub(super) fn new(
        out: &'a mut String,
        form: Form,
        size: (f64, f64),
        x: Scale,
        y: Scale,
    ) -> Self {
        let pixels = SemanticSvg::new(out, form, size.0, size.1).into_drawing_area();
        let plane = pixels.clone().apply_coord_spec(Cartesian2d::new(
            x.low..x.high,
            y.low..y.high,
            (px(x.start)..px(x.end), px(y.start)..px(y.end)),
        ));
        Self {
            pixels,
            plane,
            form,
        }
    }

    fn data<E>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, DataPoint>,
        E: Drawable<SemanticSvg<'a>>,
    {
        self.plane
            .draw(element)
            .expect("the backend writes into a string and never fails");
    }

    fn pixel<E>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, (i32, i32)>,
        E: Drawable<SemanticSvg<'a>>,
    {
        self.pixels
            .draw(element)
            .expect("the backend writes into a string and never fails");
    }

    /// Begins the mark of a link.
    pub(super) fn enter(&self, link: &Link) {
        self.pixel(&Semantic::Enter(link));
    }

    /// Ends the mark of the same link.
    pub(super) fn leave(&self, link: &Link) {
        self.pixel(&Semantic::Leave(link));
    }

    /// A column between two corners in data.
    pub(super) fn column(&self, role: Role, a: DataPoint, b: DataPoint) {
        self.data(&Rectangle::new([a, b], role.style()));
    }

    /// A dot of `radius` px, `dx` px to the right of a data position.
    pub(super) fn dot(&self, role: Role, at: DataPoint, dx: f64, radius: f64) {
        let dot = Circle::new((px(dx), 0), px(radius), role.style());
        self.data(&(EmptyElement::at(at) + dot));
    }

    /// A polygon of px offsets around a data position.
    pub(super) fn shape(&self, role: Role, at: DataPoint, corners: &[(f64, f64)]) {
        let corners: Vec<(i32, i32)> = corners.iter().map(|&(x, y)| (px(x), px(y))).collect();
        self.data(&(EmptyElement::at(at) + Polygon::new(corners, role.style())));
    }

    /// One path through data positions.
    pub(super) fn line(&self, role: Role, points: &[DataPoint]) {
        self.data(&PathElement::new(points.to_vec(), role.style()));
    }

    /// One path through px positions.
    pub(super) fn path(&self, role: Role, points: &[(f64, f64)]) {
        let points: Vec<(i32, i32)> = points.iter().map(|&(x, y)| (px(x), px(y))).collect();
        self.pixel(&PathElement::new(points, role.style()));
    }

    /// One path of several strokes in px.
    pub(super) fn strokes(&self, role: Role, strokes: &[Vec<(f64, f64)>]) {
        let strokes = strokes
            .iter()
            .map(|stroke| stroke.iter().map(|&(x, y)| (px(x), px(y))).collect())
            .collect();
        self.pixel(&Semantic::Strokes(role, strokes));
    }

    /// A rectangle in px.
    pub(super) fn rect(&self, role: Role, left: f64, top: f64, width: f64, height: f64) {
        let corners = [(px(left), px(top)), (px(left + width), px(top + height))];
        self.pixel(&Rectangle::new(corners, role.style()));
    }

    /// A label in its place.
    pub(super) fn text(&self, label: &Placed) {
        let at = (px(label.spot.x), px(label.spot.y));
        let [run] = label.runs.as_slice() else {
            let anchor = match label.spot.anchor {
                Anchor::Start => "",
                Anchor::Middle => "m",
                Anchor::End => "e",
            };
            self.pixel(&Semantic::Runs(&label.runs, anchor, at));
            return;
        };
        let style = TextStyle {
            font: FontDesc::new(
                FontFamily::SansSerif,
                run.face.size(self.form),
                if run.bold {
                    FontStyle::Bold
                } else {
                    FontStyle::Normal
                },
            ),
            color: run.ink.color().to_backend_color(),
            pos: Pos::new(
                match label.spot.anchor {
                    Anchor::Start => HPos::Left,
                    Anchor::Middle => HPos::Center,
                    Anchor::End => HPos::Right,
                },
                VPos::Bottom,
            ),
        };
        self.pixel(&Text::new(run.text.clone(), at, style));
    }

    /// All labels of one mark.
    pub(super) fn texts(&self, labels: &[Placed], mark: Option<usize>) {
        for label in labels.iter().filter(|label| label.mark == mark) {
            self.text(label);
        }
    }
}

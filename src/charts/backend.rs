//! The drawing backend (绘图后端): plotters draws, this writes SVG that says what each mark is
//! and leaves its looks to the style sheet. No colours, no inline style, no fonts.
//!
//! Plotters counts in whole pixels; here a pixel is a tenth of a unit of the drawing, so that a
//! column may be 57.3 wide. Text is placed by its baseline.

use std::{convert::Infallible, fmt::Write};

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, text_anchor::HPos,
};

use super::{Form, Link, measure::Face, role::Role};

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

/// Units of plotters to one unit of the drawing.
pub(super) const SCALE: f64 = 10.0;

/// Writes the inside of an SVG drawing.
pub(super) struct SemanticSvg<'a> {
    out: &'a mut String,
    form: Form,
    size: (u32, u32),
}

impl<'a> SemanticSvg<'a> {
    /// Appends to `out` a drawing of `width` × `height` px.
    pub(super) fn new(out: &'a mut String, form: Form, width: f64, height: f64) -> Self {
        let tenths = |n: f64| (n * SCALE).round().max(0.0) as u32;
        Self {
            out,
            form,
            size: (tenths(width), tenths(height)),
        }
    }

    fn open(&mut self, element: &str, class: &str) {
        self.out.push('<');
        self.out.push_str(element);
        if !class.is_empty() {
            self.put(format_args!(" class=\"{class}\""));
        }
    }

    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        self.out
            .write_fmt(what)
            .expect("writing into a string cannot fail");
    }

    /// `M` to the first point and the shortest words for the way to each of the others.
    fn steps(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut last = None;
        for (x, y) in points {
            match last {
                None => self.put(format_args!("M{} {}", Tenths(x), Tenths(y))),
                Some((_, before)) if before == y => self.put(format_args!("H{}", Tenths(x))),
                Some((before, _)) if before == x => self.put(format_args!("V{}", Tenths(y))),
                Some(_) => self.put(format_args!("L{} {}", Tenths(x), Tenths(y))),
            }
            last = Some((x, y));
        }
    }

    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>, role: Role, close: bool) {
        self.open("path", role.class());
        self.out.push_str(" d=\"");
        self.steps(points);
        self.out.push_str(if close { "Z\"/>\n" } else { "\"/>\n" });
    }
}

/// A length in tenths, printed in units without useless zeros.
struct Tenths(i32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let n = self.0.unsigned_abs();
        match n % 10 {
            0 => write!(f, "{sign}{}", n / 10),
            tenth => write!(f, "{sign}{}.{tenth}", n / 10),
        }
    }
}

/// Text that may stand in XML, between tags or in an attribute. Characters that XML does not
/// allow are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

fn role(color: BackendColor) -> Role {
    Role::of(color).unwrap_or(Role::Ink)
}

impl DrawingBackend for SemanticSvg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        self.path([from, to], role(style.color()), false);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Outcome {
        self.open("rect", role(style.color()).class());
        self.put(format_args!(
            " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
            Tenths(a.0.min(b.0)),
            Tenths(a.1.min(b.1)),
            Tenths((b.0 - a.0).abs()),
            Tenths((b.1 - a.1).abs()),
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.path(path, role(style.color()), false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Outcome {
        let radius = i32::try_from(radius).unwrap_or(i32::MAX);
        self.open("circle", role(style.color()).class());
        self.put(format_args!(
            " cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n",
            Tenths(centre.0),
            Tenths(centre.1),
            Tenths(radius)
        ));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.path(corners, role(style.color()), true);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Outcome {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => "m",
            HPos::Right => "e",
        };
        let face = [Face::Plain, Face::Small, Face::Hero]
            .into_iter()
            .find(|face| (face.size(self.form) - style.size()).abs() < 0.01)
            .unwrap_or(Face::Plain);
        let bold = matches!(style.style(), FontStyle::Bold);
        let class = classes(&[
            anchor,
            role(style.color()).class(),
            face.class(),
            if bold { "b" } else { "" },
        ]);
        self.open("text", &class);
        self.put(format_args!(
            " x=\"{}\" y=\"{}\">{}</text>\n",
            Tenths(x),
            Tenths(y),
            escape(text)
        ));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = super::measure::width(text, style.size(), bold);
        Ok(((width * SCALE) as u32, (style.size() * SCALE) as u32))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Outcome {
        // A picture says nothing that a class could name; no chart has one.
        Ok(())
    }
}

fn classes(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

/// A piece of a line of text with its own ink, size and weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// The words.
    pub text: String,
    /// Their ink.
    pub ink: Role,
    /// Their size.
    pub face: Face,
    /// Their weight.
    pub bold: bool,
}

/// Elements that only this backend can draw.
pub(super) enum Semantic<'s> {
    /// Begins a mark: a link when there is an address, a titled group when there is a name.
    Enter(&'s Link),
    /// Ends the mark that the same link began.
    Leave(&'s Link),
    /// One path of several strokes.
    Strokes(Role, Vec<Vec<BackendCoord>>),
    /// A line of several runs; the anchor is `""`, `m` or `e`.
    Runs(&'s [Run], &'static str, BackendCoord),
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Semantic<'_> {
    type Point = &'a BackendCoord;
    type IntoIter = Option<&'a BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        match self {
            Semantic::Runs(_, _, at) => Some(at),
            Semantic::Enter(_) | Semantic::Leave(_) | Semantic::Strokes(..) => None,
        }
    }
}

impl Drawable<SemanticSvg<'_>> for Semantic<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut at: I,
        svg: &mut SemanticSvg<'_>,
        _: (u32, u32),
    ) -> Outcome {
        match self {
            Semantic::Enter(link) => {
                let name = escape(&link.name);
                if !link.href.is_empty() {
                    // The title names the link; an aria-label would hide the printed value from
                    // those who speak to their browser.
                    svg.put(format_args!("<a href=\"{}\">", escape(&link.href)));
                } else if !name.is_empty() {
                    svg.put(format_args!("<g>"));
                }
                if !name.is_empty() {
                    svg.put(format_args!("<title>{name}</title>\n"));
                }
            }
            Semantic::Leave(link) => {
                if !link.href.is_empty() {
                    svg.put(format_args!("</a>\n"));
                } else if !link.name.is_empty() {
                    svg.put(format_args!("</g>\n"));
                }
            }
            Semantic::Strokes(role, strokes) => {
                svg.open("path", role.class());
                svg.put(format_args!(" d=\""));
                for stroke in strokes {
                    svg.steps(stroke.iter().copied());
                }
                svg.put(format_args!("\"/>\n"));
            }
            Semantic::Runs(runs, anchor, _) => {
                let Some((x, y)) = at.next() else {
                    return Ok(());
                };
                svg.open("text", anchor);
                svg.put(format_args!(" x=\"{}\" y=\"{}\">", Tenths(x), Tenths(y)));
                for run in *runs {
                    let class = classes(&[
                        run.ink.class(),
                        run.face.class(),
                        if run.bold { "b" } else { "" },
                    ]);
                    svg.open("tspan", &class);
                    svg.put(format_args!(">{}</tspan>", escape(&run.text)));
                }
                svg.put(format_args!("</text>\n"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_print_like_people_write_them() {
        let print = |n| Tenths(n).to_string();
        assert_eq!(
            [print(0), print(120), print(125), print(-5)],
            ["0", "12", "12.5", "-0.5"]
        );
    }

    #[test]
    fn escaped_text_is_allowed_in_xml() {
        assert_eq!(escape("a<b>&\"\u{1}\n"), "a&lt;b&gt;&amp;&quot; ");
    }
}

//! A chart as a file of its own (下载的图): title, subtitle and source inside, colours for light
//! and dark inside, no link that only works within the site.

use std::fmt::Write;

use super::{
    ChartSpec, Form, Link,
    backend::escape,
    draw::{ident, lay_out, role},
    measure::wrap,
};

/// The style sheet of all charts.
pub const STYLE: &str = include_str!("../../static/chart.css");

/// Room around the sheet, px.
const MARGIN: f64 = 16.0;
/// Size and line height of the title, px; `.ttl` in the style sheet says the same.
const TITLE: (f64, f64) = (18.0, 26.0);
/// Size and line height of the lines around the drawing, px.
const SMALL: (f64, f64) = (13.0, 20.0);

/// The chart as a complete SVG file. `source` is printed below it: which articles, which site.
///
/// Of the links only absolute addresses stay, since a file that is passed on has no site around
/// it.
pub fn standalone(spec: &ChartSpec, form: Form, source: &str) -> String {
    let spec = with_absolute_links(spec);
    let drawing = lay_out(&spec, form);
    let id = format!("{}-{}", ident(&spec.id), form.class());
    let width = drawing.width + 2.0 * MARGIN;
    let mut text = String::new();
    let mut y = MARGIN;
    let mut lines = |text: &mut String, what: &str, (size, step): (f64, f64), class: &str| {
        // Titles are bold, so they are measured a little larger than they are.
        for line in wrap(what, size * 1.05, drawing.width) {
            y += step;
            put(
                text,
                format_args!(
                    "<text class=\"{class}\" x=\"{MARGIN}\" y=\"{}\">{}</text>\n",
                    y - 6.0,
                    escape(&line)
                ),
            );
        }
        y
    };
    lines(&mut text, &spec.title, TITLE, "ttl");
    let top = lines(&mut text, &spec.subtitle, SMALL, "t2 sm") + 12.0;
    let foot = top + drawing.height + 8.0;
    let mut y = foot;
    for line in wrap(source, SMALL.0, drawing.width) {
        y += SMALL.1;
        put(
            &mut text,
            format_args!(
                "<text class=\"t2 sm\" x=\"{MARGIN}\" y=\"{}\">{}</text>\n",
                y - 6.0,
                escape(&line)
            ),
        );
    }
    let height = y + MARGIN;
    let mut out = String::with_capacity(drawing.body.len() + STYLE.len() + 2048);
    put(
        &mut out,
        format_args!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" class=\"alone\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" lang=\"zh-Hans\" role=\"{}\" aria-labelledby=\"t-{id} d-{id}\">\n\
             <title id=\"t-{id}\">{}</title>\n<desc id=\"d-{id}\">{}</desc>\n\
             <style><![CDATA[\n{STYLE}]]></style>\n\
             <rect class=\"bg\" width=\"{width}\" height=\"{height}\"/>\n{text}\
             <svg class=\"{}\" x=\"{MARGIN}\" y=\"{top}\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\n{}</svg>\n</svg>\n",
            role(&drawing.body),
            escape(&spec.title),
            escape(&spec.description),
            form.class(),
            drawing.body,
            w = drawing.width,
            h = drawing.height,
        ),
    );
    out
}

fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what)
        .expect("writing into a string cannot fail");
}

fn with_absolute_links(spec: &ChartSpec) -> ChartSpec {
    let mut spec = spec.clone();
    let keep = |link: &mut Link| {
        if !(link.href.starts_with("https://") || link.href.starts_with("http://")) {
            link.href.clear();
        }
    };
    for point in &mut spec.points {
        keep(&mut point.link);
        if let Some(twin) = &mut point.twin {
            keep(&mut twin.link);
        }
    }
    spec.targets.iter_mut().for_each(|t| keep(&mut t.link));
    spec.averages.iter_mut().for_each(|a| keep(&mut a.link));
    spec
}

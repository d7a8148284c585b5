//! Charts (图表): a series becomes a [`ChartSpec`] ([`of_series`], [`growth_panel`],
//! [`two_parts`]), a spec becomes SVG text ([`draw`], [`standalone`], [`spark`]).
//!
//! On the way marks get their places, labels look for room ([`lay_out`] tells how that went), and
//! plotters draws over a backend that writes classes, links and titles instead of colours. What
//! the classes look like stands in `static/chart.css`.

mod axis;
mod backend;
mod bands;
mod canvas;
mod columns;
mod describe;
mod draw;
mod finding;
mod goals;
mod implied;
mod labels;
mod measure;
mod moment;
mod of_series;
mod panels;
mod places;
mod printed;
mod role;
mod rows;
mod spark;
mod spec;
mod stack;
mod standalone;
mod timeline;
mod trend;

pub use draw::{Drawing, draw, lay_out};
pub use labels::Area;
pub use of_series::{Context, of_series};
pub use panels::{growth_panel, two_parts};
pub use spark::spark;
pub use spec::{
    Absent, Average, Bound, Break, ChartSpec, Form, Kind, Link, Origin, Point, Target, Tick, Twin,
    Upper,
};
pub use standalone::{STYLE, standalone};

//! Charts (图表): a series becomes a [`ChartSpec`], a spec becomes SVG text.

mod axis;
mod backend;
mod canvas;
mod columns;
mod describe;
mod draw;
mod finding;
mod labels;
mod measure;
mod moment;
mod of_series;
mod panels;
mod places;
mod printed;
mod role;
mod rows;
mod spec;
mod stack;
mod standalone;
mod timeline;

pub use draw::{Drawing, draw, lay_out};
pub use labels::Area;
pub use of_series::{Context, of_series};
pub use panels::{growth_panel, two_parts};
pub use spec::{
    Absent, Average, Bound, Break, ChartSpec, Form, Kind, Link, Origin, Point, Target, Tick, Twin,
    Upper,
};
pub use standalone::{STYLE, standalone};

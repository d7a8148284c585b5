//! Charts (图表): a series becomes a [`ChartSpec`], a spec becomes SVG text.

mod spec;

pub use spec::{
    Absent, Average, Bound, Break, ChartSpec, Form, Kind, Link, Origin, Point, Target, Tick, Twin,
    Upper,
};

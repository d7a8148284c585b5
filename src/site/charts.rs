//! The seam to the drawings: what pages need of a chart, by series. Whoever draws fills the map;
//! pages only place what is in it, so that a series without a drawing shows its table alone.

use std::collections::BTreeMap;

use serde::Serialize;

/// Drawn charts by series id.
pub type Charts = BTreeMap<String, Chart>;

/// One chart in its forms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// The finding, by the title rules; becomes the heading.
    pub title: String,
    /// Indicator, unit, period, scope.
    pub subtitle: String,
    /// What the marks mean: bounds, breaks, omissions; empty where nothing needs saying.
    pub note: String,
    /// SVG for wide places.
    pub wide: String,
    /// SVG for narrow places.
    pub narrow: String,
    /// SVG for cards; empty where the series is too short for one.
    pub mini: String,
    /// SVG that stands alone, style included: `charts/<series>.svg`; empty where there is none.
    pub file: String,
}

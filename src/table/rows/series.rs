//! Rows of `series.csv`: a point of a series.

use super::cell::{Cell, Sheet, columns};
use crate::model::Series;

columns! {
    COLUMNS = [
        "series" Text "序列" "序列的编号";
        "fact" Text "事实" "这一点的事实编号";
        "period_iso" Text "期间" "这一点的期间";
        "value" Decimal "数值" "以基本单位计的数值";
        "break_before" Text "断点" "与前一点不可直接相比的原因；空为可比";
    ]
}

/// All points, series by series, in order of time.
pub fn series(series: &[Series]) -> Sheet {
    let points = series
        .iter()
        .flat_map(|series| series.points.iter().map(move |point| (series, point)));
    Sheet::of(COLUMNS, points, |(series, point)| {
        vec![
            Cell::text(&series.id),
            Cell::text(point.fact.as_str()),
            Cell::text(point.period.to_string()),
            Cell::Decimal(point.value),
            Cell::shown(point.break_before.as_ref()),
        ]
    })
}

//! Bars the size of a word (小柱): how a value went, in a row of a list. No axis, no label: the
//! figure stands beside it, and the chart of the indicator tells the rest.

use super::{Bound, ChartSpec, Kind, Origin, Point, backend::escape, role::Role};

/// With fewer bars than these there is nothing to see.
const FEWEST: usize = 3;
/// Height of the largest bar, in px.
const HEIGHT: f64 = 22.0;
/// The room that all bars have, in px.
const WIDTH: f64 = 72.0;
/// The widest bar, and the white between neighbours, in px.
const WIDEST: f64 = 9.0;
const WHITE: f64 = 2.0;
/// The white between the bars and what stands before them, in px.
const APART: f64 = 8.0;
/// The lowest bar that is still seen, in px.
const LOWEST: f64 = 1.0;

/// The bars of a chart's comparable values: exact ones that an article states, of whole years,
/// behind the last break. Years without a value stay empty. `None` for
/// fewer than three of them, and for ranks, where less is more.
pub fn spark(spec: &ChartSpec) -> Option<String> {
    let start = spec
        .breaks
        .iter()
        .map(|b| b.before)
        .fold(f64::MIN, f64::max);
    let shown: Vec<&Point> = spec
        .points
        .iter()
        .filter(|p| p.at.year >= start && p.bound == Bound::Exact && !p.is_part_year)
        .filter(|p| p.origin == Origin::Reported && !p.is_forecast)
        .collect();
    let (first, last) = (shown.first()?.at.year, shown.last()?.at.year);
    let values = || {
        let twins = shown
            .iter()
            .filter_map(|p| p.twin.as_ref().map(|t| t.value));
        shown.iter().map(|p| p.value).chain(twins)
    };
    let most = values().fold(0.0, f64::max);
    if shown.len() < FEWEST || spec.kind == Kind::Rank || most <= 0.0 || values().any(|v| v < 0.0) {
        return None;
    }
    let nearest = shown
        .windows(2)
        .map(|pair| pair[1].at.year - pair[0].at.year)
        .fold(f64::MAX, f64::min);
    // As wide as the nearest two allow, and no wider than a bar looks well.
    let step = ((WIDTH - WIDEST) / (last - first)).min((WIDEST + WHITE) / nearest);
    let bar = (step * nearest - WHITE).clamp(1.0, WIDEST);
    let path = |role: Role, x: f64, wide: f64, value: f64| {
        let high = (value / most * HEIGHT).max(LOWEST);
        let class = role.class();
        format!("<path class=\"{class}\" d=\"M{x:.1} {HEIGHT}v-{high:.1}h{wide:.1}v{high:.1}z\"/>")
    };
    let mut paths = String::new();
    for point in &shown {
        let x = APART + (point.at.year - first) * step;
        paths += &match &point.twin {
            Some(twin) => {
                let half = bar / 2.0;
                path(Role::Main, x, half, point.value)
                    + &path(Role::Twin, x + half, half, twin.value)
            }
            None => path(Role::Main, x, bar, point.value),
        };
    }
    let width = (APART + (last - first) * step + bar).ceil();
    Some(format!(
        "<svg width=\"{width}\" height=\"{HEIGHT}\" viewBox=\"0 0 {width} {HEIGHT}\" \
         role=\"img\" aria-label=\"{}\">{paths}</svg>",
        escape(&said(&shown, &spec.unit))
    ))
}

/// `2022年517，2023年532，2024年574亿元`.
fn said(points: &[&Point], unit: &str) -> String {
    let said = points.iter().map(|point| {
        let twin = point.twin.as_ref();
        let twin = twin.map_or_else(String::new, |twin| format!("或{}", twin.label));
        format!("{}年{}{twin}", point.at.label, point.label)
    });
    let said: Vec<String> = said.collect();
    format!("{}{unit}", said.join("，"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Break, Tick, Twin};

    fn spec(values: &[(f64, f64)]) -> ChartSpec {
        let points = values.iter().map(|&(year, value)| Point {
            at: Tick {
                year,
                label: format!("{year}"),
                ..Tick::default()
            },
            value,
            label: format!("{value}"),
            ..Point::default()
        });
        ChartSpec {
            unit: "家".into(),
            points: points.collect(),
            ..ChartSpec::default()
        }
    }

    const THREE: [(f64, f64); 3] = [(2015.0, 102.0), (2021.0, 167.0), (2025.0, 204.0)];

    #[test]
    fn bars_stand_at_their_years() {
        let svg = spark(&spec(&THREE)).expect("bars");
        assert!(
            svg.contains("aria-label=\"2015年102，2021年167，2025年204家\""),
            "{svg}"
        );
        for bar in ["M8.0 22v-11.0h9.0", "M35.5 22v-22.0h9.0"] {
            let bar = format!("<path class=\"c1\" d=\"{bar}");
            assert!(svg.contains(&bar), "{bar} {svg}");
        }
    }

    #[test]
    fn both_values_of_a_contradiction_stand_side_by_side() {
        let mut both = spec(&THREE);
        both.points[2].twin = Some(Twin {
            value: 203.0,
            label: "203".into(),
            ..Twin::default()
        });
        let svg = spark(&both).expect("bars");
        assert!(
            svg.contains("204或203家") && svg.contains("class=\"tw\""),
            "{svg}"
        );
    }

    #[test]
    fn what_cannot_be_compared_has_no_bars() {
        assert_eq!(spark(&spec(&THREE[1..])), None);
        assert_eq!(
            spark(&spec(&[(2021.0, 3.0), (2022.0, -1.0), (2023.0, 2.0)])),
            None
        );
        let mut bound = spec(&THREE);
        bound.points[1].bound = Bound::Over;
        assert_eq!(spark(&bound), None);
        let mut broken = spec(&THREE);
        broken.breaks.push(Break {
            after: 2015.0,
            before: 2021.0,
            reason: "口径不同".into(),
        });
        assert_eq!(spark(&broken), None);
        let mut rank = spec(&THREE);
        rank.kind = Kind::Rank;
        assert_eq!(spark(&rank), None);
    }
}

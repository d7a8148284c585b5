//! The time axis (时间轴): years under the line, long names in several lines, `//` at a break.

use super::{
    Form, Tick,
    canvas::Canvas,
    labels::{Label, Spot, Weight},
    measure::{self, Face},
    role::Role,
};

/// Ticks that found their places under the axis.
pub(super) struct TickRow {
    /// One label a line; `y` counts from the axis.
    pub labels: Vec<Label>,
    /// px that the labels need below the axis.
    pub depth: f64,
}

/// How far a year may stand from its tick before it moves into a second row.
const FARTHEST: f64 = 9.0;

/// Places ticks, given as `(centre in px, room in px, tick)` from left to right, on an axis that
/// is `width` px long.
pub(super) fn ticks(form: Form, ticks: &[(f64, f64, &Tick)], width: f64) -> TickRow {
    let face = if form.is_figure() {
        Face::Plain
    } else {
        Face::Small
    };
    let size = face.size(form);
    let wide: Vec<f64> = ticks
        .iter()
        .map(|(_, _, tick)| measure::width(&tick.label, size, false))
        .collect();
    let centres: Vec<f64> = ticks.iter().map(|(centre, _, _)| *centre).collect();
    let (places, rows) = match spread(&centres, &wide, width) {
        Some(places) => (places, vec![0; ticks.len()]),
        None => (centres.clone(), alternate(&centres, &wide)),
    };
    let first = size + 6.0;
    let step = Face::Small.size(form) + 3.5;
    let mut labels = Vec::new();
    let mut lowest = first;
    for (i, (_, room, tick)) in ticks.iter().enumerate() {
        let mut y = first + f64::from(rows[i]) * step;
        let spot = |y| Spot::middle(places[i], y);
        labels.push(Label::new(&tick.label, Role::Soft, face, Weight::Fixed).at(spot(y)));
        for line in measure::wrap(&tick.sub, Face::Small.size(form), *room) {
            y += step;
            labels.push(Label::new(line, Role::Soft, Face::Small, Weight::Extra).at(spot(y)));
        }
        lowest = lowest.max(y);
    }
    TickRow {
        labels,
        depth: lowest + 4.0,
    }
}

/// Moves labels apart until they no longer touch; `None` where one would have to go too far.
fn spread(centres: &[f64], wide: &[f64], length: f64) -> Option<Vec<f64>> {
    let mut places = centres.to_vec();
    for _ in 0..100 {
        let mut moved = false;
        for (place, wide) in places.iter_mut().zip(wide) {
            *place = place.clamp(wide / 2.0, (length - wide / 2.0).max(wide / 2.0));
        }
        for i in 1..places.len() {
            let lack = (wide[i - 1] + wide[i]) / 2.0 + 4.0 - (places[i] - places[i - 1]);
            if lack > 0.05 {
                places[i - 1] -= lack / 2.0;
                places[i] += lack / 2.0;
                moved = true;
            }
        }
        if !moved {
            let near = places
                .iter()
                .zip(centres)
                .all(|(place, centre)| (place - centre).abs() <= FARTHEST);
            return near.then_some(places);
        }
    }
    None
}

/// Row 0 or 1 for each label: one that would touch its left neighbour in row 0 takes row 1.
fn alternate(centres: &[f64], wide: &[f64]) -> Vec<u8> {
    let mut end = f64::NEG_INFINITY;
    centres
        .iter()
        .zip(wide)
        .map(|(centre, wide)| {
            if centre - wide / 2.0 < end + 4.0 {
                1
            } else {
                end = centre + wide / 2.0;
                0
            }
        })
        .collect()
}

/// Draws the axis from `start` to `end` at `y`, open at each break.
pub(super) fn line(canvas: &Canvas<'_>, start: f64, end: f64, y: f64, breaks: &[f64]) {
    let mut from = start;
    let mut strokes = Vec::new();
    let mut signs = Vec::new();
    for &centre in breaks {
        strokes.push(vec![(from, y), (centre - 7.0, y)]);
        from = centre + 7.0;
        for x in [centre - 9.0, centre + 2.0] {
            signs.push(vec![(x, y + 7.0), (x + 7.0, y - 7.0)]);
        }
    }
    strokes.push(vec![(from, y), (end, y)]);
    canvas.strokes(Role::Axis, &strokes);
    if !signs.is_empty() {
        canvas.strokes(Role::Break, &signs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_move_apart_by_the_same_way() {
        let places = spread(&[100.0, 128.0], &[32.0, 32.0], 300.0).expect("there is room");
        assert!((places[0] - 96.0).abs() < 0.1 && (places[1] - 132.0).abs() < 0.1);
    }

    #[test]
    fn too_many_years_take_two_rows() {
        let centres = [100.0, 110.0, 120.0, 130.0];
        assert_eq!(spread(&centres, &[32.0; 4], 300.0), None);
        assert_eq!(alternate(&centres, &[32.0; 4])[..2], [0, 1]);
    }
}

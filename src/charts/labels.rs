//! Where words stand (标签避让). Every label names the places where it may stand, best first;
//! those that matter most choose first. What touches is resolved in steps: drop the unit, move,
//! drop labels between first and last, and at the end say that a table would serve better.

use super::{
    Form,
    backend::Run,
    measure::{self, Face},
    role::Role,
};

/// An upright rectangle in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Area {
    pub(super) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// True when the two share more than an edge.
    pub fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// True when `other` lies wholly inside.
    pub fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    fn grown(&self, x: f64, y: f64) -> Self {
        Self::new(self.left - x, self.top - y, self.right + x, self.bottom + y)
    }
}

/// Which point of a line of text its position names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A place for a label: baseline and anchor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
}

impl Spot {
    pub(super) const fn new(x: f64, y: f64, anchor: Anchor) -> Self {
        Self { x, y, anchor }
    }

    pub(super) const fn middle(x: f64, y: f64) -> Self {
        Self::new(x, y, Anchor::Middle)
    }
}

/// How much a label matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Has one place and keeps it: ticks, names of parts, text inside a fill.
    Fixed,
    /// First, last and disputed values.
    Key,
    /// Targets.
    Target,
    /// Values between first and last: dropped where there is no room; the table has them.
    Interior,
    /// Helpful words that nobody misses.
    Extra,
}

/// Words that look for a place.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub runs: Vec<Run>,
    /// How many runs at the end are the unit, which goes first when room is short.
    pub unit_runs: usize,
    pub spots: Vec<Spot>,
    pub weight: Weight,
    /// The mark whose link the label belongs to.
    pub mark: Option<usize>,
}

impl Label {
    pub(super) fn new(text: impl Into<String>, ink: Role, face: Face, weight: Weight) -> Self {
        Self {
            runs: vec![Run {
                text: text.into(),
                ink,
                face,
                bold: false,
            }],
            unit_runs: 0,
            spots: Vec::new(),
            weight,
            mark: None,
        }
    }

    pub(super) fn bold(mut self) -> Self {
        for run in &mut self.runs {
            run.bold = true;
        }
        self
    }

    pub(super) fn at(mut self, spot: Spot) -> Self {
        self.spots.push(spot);
        self
    }

    pub(super) fn at_any(mut self, spots: impl IntoIterator<Item = Spot>) -> Self {
        self.spots.extend(spots);
        self
    }

    pub(super) fn of(mut self, mark: usize) -> Self {
        self.mark = Some(mark);
        self
    }
}

/// A label in its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub runs: Vec<Run>,
    pub spot: Spot,
    pub area: Area,
    pub mark: Option<usize>,
}

impl Placed {
    /// All runs as one string.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// What became of all labels.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    pub placed: Vec<Placed>,
    /// True when a label that matters found no room.
    pub wants_table: bool,
}

/// Space between two labels in px.
const BETWEEN: (f64, f64) = (5.0, 1.0);
/// Space between a label and a mark in px.
const BESIDE: f64 = 1.5;

/// Width of a line in px.
pub(super) fn width(runs: &[Run], form: Form) -> f64 {
    runs.iter()
        .map(|run| measure::width(&run.text, run.face.size(form), run.bold))
        .sum()
}

/// The area of a line at a spot, moved sideways into `sheet` where it sticks out.
fn place(runs: &[Run], spot: Spot, form: Form, sheet: &Area) -> (Spot, Area) {
    let width = width(runs, form);
    let size = runs
        .iter()
        .map(|run| run.face.size(form))
        .fold(0.0, f64::max);
    // 汉字 fill 0.88 em above the baseline and 0.14 em below it; figures 0.75 and nothing.
    let han = runs
        .iter()
        .filter(|run| !run.text.is_ascii())
        .map(|run| run.face.size(form))
        .fold(0.0, f64::max);
    let left = match spot.anchor {
        Anchor::Start => spot.x,
        Anchor::Middle => spot.x - width / 2.0,
        Anchor::End => spot.x - width,
    };
    let shift = (sheet.left - left).max(0.0) + (sheet.right - left - width).min(0.0);
    let area = Area::new(
        left + shift,
        spot.y - (0.75 * size).max(0.88 * han),
        left + shift + width,
        spot.y + (0.02 * size).max(0.14 * han),
    );
    (
        Spot {
            x: spot.x + shift,
            ..spot
        },
        area,
    )
}

/// Finds a place for every label, or drops it. A value that had to go for the sake of a unit
/// comes back: units are dropped first.
pub(super) fn settle(labels: Vec<Label>, obstacles: &[Area], form: Form, sheet: Area) -> Settled {
    let with_units = attempt(&labels, obstacles, form, sheet);
    if with_units.placed.len() == labels.len() {
        return with_units;
    }
    let bare: Vec<Label> = labels
        .into_iter()
        .map(|mut label| {
            label.runs.truncate(label.runs.len() - label.unit_runs);
            label.unit_runs = 0;
            label
        })
        .collect();
    let without = attempt(&bare, obstacles, form, sheet);
    if without.placed.len() > with_units.placed.len() {
        without
    } else {
        with_units
    }
}

fn attempt(labels: &[Label], obstacles: &[Area], form: Form, sheet: Area) -> Settled {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&i| (labels[i].weight, i));
    let mut taken: Vec<(usize, Placed)> = Vec::new();
    let mut wants_table = false;
    for i in order {
        let label = &labels[i];
        // What matters least never covers a mark; what matters most rather covers one than go.
        let passes: &[bool] = match label.weight {
            Weight::Fixed => &[false],
            Weight::Key | Weight::Target => &[true, false],
            Weight::Interior | Weight::Extra => &[true],
        };
        let is_free = |area: &Area, mind_marks: bool| {
            let wide = match label.weight {
                Weight::Fixed => area.grown(2.0, 0.0),
                _ => area.grown(BETWEEN.0, BETWEEN.1),
            };
            let beside = area.grown(BESIDE, 0.0);
            sheet.holds(area)
                && taken.iter().all(|(_, placed)| !wide.touches(&placed.area))
                && (!mind_marks || obstacles.iter().all(|o| !beside.touches(o)))
        };
        let bare = &label.runs[..label.runs.len() - label.unit_runs];
        let variants = if label.unit_runs > 0 {
            vec![label.runs.as_slice(), bare]
        } else {
            vec![bare]
        };
        let found = passes.iter().find_map(|&mind_marks| {
            // A label that covers a mark at least does so without its unit.
            let variants = if mind_marks {
                &variants[..]
            } else {
                &variants[variants.len() - 1..]
            };
            label.spots.iter().find_map(|&spot| {
                variants.iter().find_map(|runs| {
                    let (spot, area) = place(runs, spot, form, &sheet);
                    is_free(&area, mind_marks).then(|| Placed {
                        runs: runs.to_vec(),
                        spot,
                        area,
                        mark: label.mark,
                    })
                })
            })
        });
        match found {
            Some(placed) => taken.push((i, placed)),
            None if label.weight < Weight::Interior => wants_table = true,
            None => {}
        }
    }
    taken.sort_by_key(|(i, _)| *i);
    Settled {
        placed: taken.into_iter().map(|(_, placed)| placed).collect(),
        wants_table,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Area = Area::new(0.0, 0.0, 300.0, 100.0);

    fn label(text: &str, weight: Weight, x: f64) -> Label {
        Label::new(text, Role::Ink, Face::Plain, weight).at(Spot::middle(x, 50.0))
    }

    fn words(labels: Vec<Label>, obstacles: &[Area]) -> Vec<String> {
        let settled = settle(labels, obstacles, Form::Wide, SHEET);
        settled.placed.iter().map(Placed::text).collect()
    }

    fn with_unit(mut label: Label) -> Label {
        label.runs.push(Run {
            text: "亿元".into(),
            ..label.runs[0].clone()
        });
        label.unit_runs = 1;
        label
    }

    #[test]
    fn a_unit_goes_before_a_value() {
        let last = with_unit(label("574", Weight::Key, 100.0));
        let before = label("532", Weight::Interior, 60.0);
        assert_eq!(words(vec![before, last], &[]), ["532", "574"]);
    }

    #[test]
    fn a_unit_stays_where_there_is_room() {
        let last = with_unit(label("574", Weight::Key, 200.0));
        assert_eq!(
            words(vec![label("532", Weight::Interior, 60.0), last], &[]),
            ["532", "574亿元"]
        );
    }

    #[test]
    fn interior_values_go_before_the_last_one() {
        let labels = vec![
            label("532", Weight::Interior, 95.0),
            label("574", Weight::Key, 100.0),
        ];
        assert_eq!(words(labels, &[]), ["574"]);
    }

    #[test]
    fn two_values_that_matter_ask_for_a_table() {
        let labels = vec![
            label("532", Weight::Key, 95.0),
            label("574", Weight::Key, 100.0),
        ];
        assert!(settle(labels, &[], Form::Wide, SHEET).wants_table);
    }

    #[test]
    fn a_label_moves_into_the_sheet() {
        let settled = settle(
            vec![label("120.98", Weight::Key, 299.0)],
            &[],
            Form::Wide,
            SHEET,
        );
        assert!(SHEET.holds(&settled.placed[0].area));
    }

    #[test]
    fn only_what_matters_may_cover_a_mark() {
        let mark = [Area::new(80.0, 30.0, 120.0, 60.0)];
        assert_eq!(
            words(vec![label("1", Weight::Interior, 100.0)], &mark),
            Vec::<String>::new()
        );
        assert_eq!(words(vec![label("1", Weight::Key, 100.0)], &mark), ["1"]);
    }
}

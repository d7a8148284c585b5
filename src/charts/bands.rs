//! The places of columns from left to right (柱位): one a period, room for breaks, gaps and
//! expectations, and trailing places for targets and averages.

use super::{ChartSpec, Tick, draw::near};

/// The place of one period.
pub(super) struct Slot {
    pub tick: Tick,
    pub centre: f64,
    pub width: f64,
}

/// The places of all periods.
pub(super) struct Bands {
    pub slots: Vec<Slot>,
    /// Places after the last period, for targets and averages.
    pub asides: Vec<Slot>,
    /// Width of a full column.
    pub column: f64,
    /// Centres of the breaks.
    pub breaks: Vec<f64>,
    /// Where the axis ends.
    pub end: f64,
}

/// Extra room, in columns, for a break, before a forecast, and before the asides.
const BREAK: f64 = 0.32;
/// Room of one aside, in columns.
const ASIDE: f64 = 1.75;
/// The widest a period may be, in px.
const WIDEST: f64 = 190.0;

impl Bands {
    /// Places the periods of `spec` on a sheet of `width` px.
    pub(super) fn new(spec: &ChartSpec, width: f64) -> Self {
        let mut ticks: Vec<(Tick, bool)> = Vec::new();
        let absent = spec.absent.iter().map(|absent| Tick {
            year: absent.year,
            label: format!("{}", absent.year.floor()),
            sub: String::new(),
        });
        let points = spec.points.iter().map(|p| (p.at.clone(), p.is_forecast));
        for (tick, is_forecast) in points.chain(absent.map(|tick| (tick, false))) {
            if !ticks.iter().any(|(seen, _)| near(seen.year, tick.year)) {
                ticks.push((tick, is_forecast));
            }
        }
        ticks.sort_by(|a, b| a.0.year.total_cmp(&b.0.year));
        let mut asides: Vec<Tick> = Vec::new();
        for target in &spec.targets {
            let known = ticks.iter().map(|(tick, _)| tick).chain(&asides);
            if !known
                .into_iter()
                .any(|tick| near(tick.year, target.at.year))
            {
                asides.push(target.at.clone());
            }
        }
        asides.sort_by(|a, b| a.year.total_cmp(&b.year));
        let wanted = asides.len().max(spec.asides);
        asides.resize_with(wanted, Tick::default);

        // Positions in columns first, then in px.
        let mut at = 0.0;
        let mut centres = Vec::new();
        let mut breaks = Vec::new();
        for (i, (tick, is_forecast)) in ticks.iter().enumerate() {
            if let Some((last, was_forecast)) = i.checked_sub(1).map(|i| &ticks[i]) {
                let gap = tick.year - last.year;
                let is_break = spec
                    .breaks
                    .iter()
                    .any(|b| near(b.after, last.year) && near(b.before, tick.year));
                if gap > 1.5 {
                    at += (gap - 1.0).min(2.0);
                }
                if is_break {
                    at += BREAK;
                    breaks.push(at - BREAK / 2.0);
                }
                if *is_forecast && !was_forecast {
                    at += BREAK;
                }
            }
            centres.push(at + 0.5);
            at += 1.0;
        }
        let narrow = if asides.len() > 1 { 1.25 } else { ASIDE };
        let mut aside_centres = Vec::new();
        for _ in &asides {
            at += BREAK;
            aside_centres.push(at + narrow / 2.0);
            at += narrow;
        }
        let pitch = (width / at.max(1.0)).min(WIDEST);
        let slot = |tick: Tick, centre: &f64, wide: f64| Slot {
            tick,
            centre: centre * pitch,
            width: wide * pitch,
        };
        Self {
            slots: ticks
                .into_iter()
                .zip(&centres)
                .map(|((tick, _), centre)| slot(tick, centre, 1.0))
                .collect(),
            asides: asides
                .into_iter()
                .zip(&aside_centres)
                .map(|(tick, centre)| slot(tick, centre, narrow))
                .collect(),
            column: (pitch * 0.67).min(96.0),
            breaks: breaks.into_iter().map(|at| at * pitch).collect(),
            end: at * pitch,
        }
    }

    /// The place of a year, asides included.
    pub(super) fn slot(&self, year: f64) -> Option<&Slot> {
        let mut all = self.slots.iter().chain(&self.asides);
        all.find(|slot| near(slot.tick.year, year))
    }

    /// All ticks with centre and room.
    pub(super) fn ticks(&self) -> Vec<(f64, f64, &Tick)> {
        let all = self.slots.iter().chain(&self.asides);
        let named = all.filter(|slot| !slot.tick.label.is_empty());
        named
            .map(|slot| (slot.centre, slot.width + 12.0, &slot.tick))
            .collect()
    }
}

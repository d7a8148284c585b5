//! Arithmetic that pages print with the tag 算得: differences, growth, shares, gaps. Every
//! function answers `None` unless both ends are exact, achieved, undisputed, of one scope and of
//! comparable periods; a bound (超520亿元) is never subtracted.

use crate::model::{Date, Decimal, Fact, FlowStock, Measure, Nature, Period, Qualifier};

use super::figure::Cut;

/// A fact that arithmetic may use.
#[derive(Debug, Clone)]
pub(crate) struct Exact<'a> {
    /// The fact.
    pub(crate) fact: &'a Fact,
    /// Base units in one printed unit (亿元: 10⁸).
    factor: Decimal,
    /// Digits printed after the point.
    decimals: u32,
    /// The unit as printed: 亿元.
    pub(crate) unit: String,
}

impl<'a> Exact<'a> {
    /// The fact as a number to calculate with, if it is one.
    pub(crate) fn new(fact: &'a Fact) -> Option<Self> {
        let usable = fact.qualifier == Qualifier::Exact
            && fact.key.nature == Nature::Result
            && !fact.in_conflict;
        if !usable {
            return None;
        }
        let mut cut = Cut::new(&fact.printed);
        let number = cut.plain()?;
        if cut.unit.is_empty() {
            let figure =
                super::figure::Figure::new(&fact.printed, fact.value, &fact.unit, fact.key.measure);
            cut.unit = figure.unit;
        }
        let factor = cut.factor();
        (number.abs() * factor == fact.value.abs()).then(|| Self {
            fact,
            factor,
            decimals: number.scale(),
            unit: cut.unit,
        })
    }

    fn step(&self) -> Decimal {
        self.factor / power_of_ten(self.decimals)
    }

    /// An amount in base units, as text in the unit of this fact, with the decimals of the
    /// coarser of the two: 48.88 − 46.54 is 2.34.
    fn text(&self, amount: Decimal, other: &Exact<'_>) -> String {
        let coarser = self.step().max(other.step());
        let mut decimals = 0;
        while decimals < 10 && coarser * power_of_ten(decimals) < self.factor {
            decimals += 1;
        }
        rounded(amount / self.factor, decimals)
    }
}

/// A change between two facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// 1, 0 or −1, after rounding.
    pub(crate) sign: i32,
    /// The amount without its sign, with unit: `42亿元`.
    pub(crate) amount: String,
}

impl Change {
    /// 增加, 减少 or 持平.
    pub(crate) fn verb(&self) -> &'static str {
        match self.sign {
            1 => "增加",
            -1 => "减少",
            _ => "持平",
        }
    }

    /// `增加42亿元`, `持平`.
    pub(crate) fn phrase(&self) -> String {
        match self.sign {
            0 => self.verb().to_string(),
            _ => format!("{}{}", self.verb(), self.amount),
        }
    }

    /// `+42亿元`, `−18亿元`, `0`.
    pub(crate) fn signed(&self) -> String {
        match self.sign {
            1 => format!("+{}", self.amount),
            -1 => format!("−{}", self.amount),
            _ => "0".to_string(),
        }
    }
}

/// The later level less the earlier one.
pub(crate) fn change(later: &Exact<'_>, earlier: &Exact<'_>) -> Option<Change> {
    if !matches!(later.fact.key.measure, Measure::Level | Measure::Share)
        || !comparable(later.fact, earlier.fact)
    {
        return None;
    }
    let difference = later.fact.value - earlier.fact.value;
    let unit = match later.fact.key.measure {
        Measure::Share => "个百分点",
        _ => later.unit.as_str(),
    };
    Some(signed(
        difference,
        &later.text(difference.abs(), earlier),
        unit,
    ))
}

/// What is left of a whole when a part is taken out, at one time: the amount and `291`, its
/// text in the unit of the whole. That the one is a part of the other, the caller knows.
pub(crate) fn rest(whole: &Exact<'_>, part: &Exact<'_>) -> Option<(Decimal, String)> {
    let key = (&whole.fact.key, &part.fact.key);
    let fits = key.0.subject == key.1.subject
        && key.0.measure == Measure::Level
        && key.1.measure == Measure::Level
        && key.0.period == key.1.period
        && key.0.cumulative == key.1.cumulative
        && key.0.breakdown.is_none()
        && key.1.breakdown.is_some()
        && whole.fact.unit == part.fact.unit
        && part.fact.value <= whole.fact.value;
    fits.then(|| {
        let amount = whole.fact.value - part.fact.value;
        (amount, whole.text(amount, part))
    })
}

/// An amount in base units as a [`Change`], printed in the unit of `like`.
pub(crate) fn change_of(amount: Decimal, like: &Exact<'_>, other: &Exact<'_>) -> Change {
    signed(amount, &like.text(amount.abs(), other), &like.unit)
}

fn signed(amount: Decimal, text: &str, unit: &str) -> Change {
    let is_zero = text.chars().all(|c| matches!(c, '0' | '.'));
    let sign = match (is_zero, amount.is_sign_negative()) {
        (true, _) => 0,
        (_, true) => -1,
        _ => 1,
    };
    Change {
        sign,
        amount: format!("{text}{unit}"),
    }
}

/// Growth in percent, one decimal, without its sign.
pub(crate) fn growth(later: &Exact<'_>, earlier: &Exact<'_>) -> Option<Change> {
    let is_level = later.fact.key.measure == Measure::Level;
    if !is_level || !comparable(later.fact, earlier.fact) || earlier.fact.value <= Decimal::ZERO {
        return None;
    }
    let ratio = (later.fact.value - earlier.fact.value) / earlier.fact.value * Decimal::ONE_HUNDRED;
    Some(signed(ratio, &rounded(ratio.abs(), 1), "%"))
}

/// The later level as a multiple of the earlier one, one decimal.
pub(crate) fn multiple(later: &Exact<'_>, earlier: &Exact<'_>) -> Option<String> {
    let is_level = later.fact.key.measure == Measure::Level;
    if !is_level || !comparable(later.fact, earlier.fact) || earlier.fact.value <= Decimal::ZERO {
        return None;
    }
    Some(rounded(later.fact.value / earlier.fact.value, 1))
}

/// How far a level is from a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    /// What is missing, with unit; `None` when the target is reached.
    pub(crate) missing: Option<String>,
    /// True for a target that is a lower bound: 至少.
    pub(crate) at_least: bool,
    /// The level in percent of the target, one decimal.
    pub(crate) done: String,
}

/// The gap between a target and a level of the same scope.
pub(crate) fn gap(target: &Fact, actual: &Exact<'_>) -> Option<Gap> {
    let (t, a) = (&target.key, &actual.fact.key);
    let fits = t.nature == Nature::Target
        && t.subject == a.subject
        && t.indicator == a.indicator
        && t.breakdown == a.breakdown
        && t.measure == Measure::Level
        && a.measure == Measure::Level
        && t.cumulative == a.cumulative
        && target.unit == actual.fact.unit
        && target.value > Decimal::ZERO
        && matches!(target.qualifier, Qualifier::Exact | Qualifier::Over);
    if !fits {
        return None;
    }
    let missing = target.value - actual.fact.value;
    let done = actual.fact.value / target.value * Decimal::ONE_HUNDRED;
    Some(Gap {
        missing: (missing > Decimal::ZERO)
            .then(|| format!("{}{}", actual.text(missing, actual), actual.unit)),
        at_least: target.qualifier == Qualifier::Over,
        done: format!("{}%", rounded(done, 1)),
    })
}

/// True when two facts differ in their period alone, and the periods are of one kind.
fn comparable(a: &Fact, b: &Fact) -> bool {
    let same = a.key.subject == b.key.subject
        && a.key.indicator == b.key.indicator
        && a.key.breakdown == b.key.breakdown
        && a.key.measure == b.key.measure
        && a.key.basis == b.key.basis
        && a.key.cumulative == b.key.cumulative
        && a.unit == b.unit;
    let is_stock = a.flow_stock == Some(FlowStock::Stock);
    same && match (a.key.period, b.key.period) {
        (Some(Period::At(later)), Some(Period::At(earlier))) => {
            earlier < later && (is_stock || (is_year(later) && is_year(earlier)))
        }
        _ => false,
    }
}

fn is_year(date: Date) -> bool {
    date.month.is_none()
}

/// A number with exactly `decimals` digits after the point, halves away from zero.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> String {
    let rounded = value.round_dp_with_strategy(
        decimals,
        rust_decimal::RoundingStrategy::MidpointAwayFromZero,
    );
    format!("{rounded:.*}", decimals as usize)
}

fn power_of_ten(n: u32) -> Decimal {
    Decimal::from(10_i64.pow(n.min(18)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FactId, FactKey};

    fn fact(year: i32, printed: &str, value: &str) -> Fact {
        let key = FactKey {
            subject: "云山开发区".into(),
            indicator: "工业总产值".into(),
            breakdown: None,
            measure: Measure::Level,
            basis: None,
            status: crate::model::Status::Actual,
            nature: Nature::Result,
            period: Some(Period::year(year)),
            cumulative: false,
        };
        Fact {
            id: FactId::new([printed, &year.to_string()]),
            key,
            indicator_id: Some("gross-output".into()),
            label: "工业总产值".into(),
            value: value.parse().expect("a number"),
            qualifier: Qualifier::Exact,
            low: None,
            high: None,
            unit: "元".into(),
            printed: printed.into(),
            flow_stock: Some(FlowStock::Flow),
            articles: vec![],
            observations: vec![],
            in_conflict: false,
        }
    }

    #[test]
    fn differences_keep_the_coarser_decimals() {
        let a = fact(2023, "46.54亿元", "4654000000");
        let b = fact(2024, "48.88亿元", "4888000000");
        let c = fact(2025, "50亿元", "5000000000");
        let (a, b, c) = (Exact::new(&a), Exact::new(&b), Exact::new(&c));
        let (a, b, c) = (a.expect("a"), b.expect("b"), c.expect("c"));
        assert_eq!(
            change(&b, &a).map(|c| c.signed()).as_deref(),
            Some("+2.34亿元")
        );
        assert_eq!(
            change(&c, &b).map(|c| c.phrase()).as_deref(),
            Some("增加1亿元")
        );
        assert_eq!(growth(&b, &a).map(|c| c.amount).as_deref(), Some("5.0%"));
        assert_eq!(change(&a, &b), None, "the earlier one comes second");
    }

    #[test]
    fn bounds_conflicts_and_other_scopes_are_not_computed() {
        let exact = fact(2022, "517亿元", "51700000000");
        let mut bound = fact(2021, "超520亿元", "52000000000");
        bound.qualifier = Qualifier::Over;
        assert!(Exact::new(&bound).is_none());
        let mut disputed = fact(2021, "520亿元", "52000000000");
        disputed.in_conflict = true;
        assert!(Exact::new(&disputed).is_none());
        let mut scoped = fact(2021, "500亿元", "50000000000");
        scoped.key.breakdown = Some("规模以上工业企业".into());
        let (exact, scoped) = (Exact::new(&exact), Exact::new(&scoped));
        assert_eq!(
            change(&exact.expect("exact"), &scoped.expect("scoped")),
            None
        );
    }

    #[test]
    fn a_target_that_is_a_bound_is_missed_by_at_least() {
        let actual = fact(2024, "574亿元", "57400000000");
        let mut target = fact(2025, "超千亿", "100000000000");
        target.qualifier = Qualifier::Over;
        target.key.nature = Nature::Target;
        let gap = gap(&target, &Exact::new(&actual).expect("exact")).expect("a gap");
        assert_eq!(gap.missing.as_deref(), Some("426亿元"));
        assert!(gap.at_least);
        assert_eq!(gap.done, "57.4%");
    }
}

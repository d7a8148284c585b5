//! What two observations must share to speak of one thing.

use super::dimension::dimension;
use super::vocabulary::Vocabulary;
use crate::model::{Date, FactKey, Observation, Period};

/// The fact key of an observation whose `period_iso` is resolved.
pub(super) fn of(observation: &Observation, vocabulary: &Vocabulary<'_>) -> FactKey {
    FactKey {
        subject: observation.subject.clone(),
        indicator: match &observation.indicator {
            Some(name) => name.clone(),
            None => normalised(&observation.label, &observation.subject),
        },
        breakdown: observation
            .breakdown
            .as_deref()
            .map(|name| vocabulary.breakdown(name).to_string()),
        measure: observation.measure,
        basis: observation.basis.as_ref().map(ToString::to_string),
        status: observation.status(),
        nature: observation.nature,
        period: observation.period_iso.map(canonical),
        cumulative: observation.cumulative,
    }
}

/// The words that a key is hashed from. The dimension of the unit is one of them, so that
/// 57亿元 and 9个百分点 of one key never share an id.
pub(super) fn words(key: &FactKey, unit: &str) -> Vec<String> {
    vec![
        key.subject.clone(),
        key.indicator.clone(),
        key.breakdown.clone().unwrap_or_default(),
        key.measure.to_string(),
        key.basis.clone().unwrap_or_default(),
        key.status.to_string(),
        key.nature.to_string(),
        key.period.map(|p| p.to_string()).unwrap_or_default(),
        if key.cumulative { "cumulative" } else { "" }.to_string(),
        dimension(unit).to_string(),
    ]
}

/// Two ways to write one period made one: 2025-01/2025-12 is 2025, 2024/2024 is 2024. A year,
/// an as-of date in it and a part of it stay three.
fn canonical(period: Period) -> Period {
    match period {
        Period::Range(first, last) if first == last => Period::At(first),
        Period::Range(first, last)
            if first.year == last.year
                && first == Date::month(first.year, 1)
                && last == Date::month(first.year, 12) =>
        {
            Period::year(first.year)
        }
        other => other,
    }
}

/// Words that end a label without changing what it names, longest first.
const ENDINGS: &[&str] = &["数量", "总数", "总额", "金额", "数", "额"];

/// A label as two writers would share it: no white space, no quotation marks, no subject
/// before it, no 数 or 额 at its end.
fn normalised(label: &str, subject: &str) -> String {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && !"“”‘’\"'「」『』".contains(*c))
            .collect()
    };
    let (label, subject) = (bare(label), bare(subject));
    let long_enough = |rest: &&str| rest.chars().nth(1).is_some();
    let rest = label
        .strip_prefix(&subject)
        .map(|rest| rest.strip_prefix('的').unwrap_or(rest))
        .filter(long_enough)
        .unwrap_or(&label);
    ENDINGS
        .iter()
        .find_map(|ending| rest.strip_suffix(ending).filter(long_enough))
        .unwrap_or(rest)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_meet() {
        for (label, expected) in [
            ("“一事一议” 资助数", "一事一议资助"),
            ("招商队伍数量", "招商队伍"),
            ("招商队伍人数", "招商队伍人"),
            ("某园区的贷款发放额", "贷款发放"),
            ("某园区", "某园区"),
            ("人数", "人数"),
            ("数", "数"),
            ("", ""),
        ] {
            assert_eq!(normalised(label, "某园区"), expected, "{label}");
        }
    }

    #[test]
    fn only_equal_periods_meet() {
        let read = |s: &str| canonical(s.parse().expect("a period"));
        assert_eq!(read("2025-01/2025-12"), read("2025"));
        assert_eq!(read("2024/2024"), read("2024"));
        for other in ["2025-12", "2025-12-31", "2025-01/2025-09", "2015/2025"] {
            assert_ne!(read(other), read("2025"), "{other}");
        }
    }
}

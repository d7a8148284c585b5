//! Facts (事实): the observations of one key, and what they agree on.
//!
//! Observations of one key are *results* of one fact. When what they print cannot all be
//! right, the fact is in conflict (冲突) and keeps every value. Three kinds of key hold several
//! facts, told apart by their values, because nothing in them contradicts anything:
//!
//! * targets, forecasts and capacities stand side by side (700亿元, 力争突破1000亿元);
//! * a one-off figure whose label one and the same article gives to several values: the label
//!   is too short to say what they count, the article does not contradict itself;
//! * figures of which the articles do not say when they held.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    corrections::Preferred, decimals::in_print, dimension::dimension, interval::Interval, key,
    printed::printed, vocabulary::Vocabulary,
};
use crate::model::{
    Conflict, Decimal, Fact, FactId, FactKey, Nature, Observation, ObservationId, Qualifier,
};

/// Builds the facts of `observations`, which are in order of publication and text, and tells
/// each observation its fact. Facts and conflicts come in order of their keys.
pub(super) fn build(
    observations: &mut [&mut Observation],
    vocabulary: &Vocabulary<'_>,
    preferred: &Preferred,
) -> (Vec<Fact>, Vec<Conflict>) {
    let mut groups: BTreeMap<(FactKey, String), Vec<usize>> = BTreeMap::new();
    for (index, observation) in observations.iter().enumerate() {
        groups
            .entry((
                key::of(observation, vocabulary),
                dimension(&observation.unit).to_string(),
            ))
            .or_default()
            .push(index);
    }
    let (mut facts, mut conflicts) = (Vec::new(), Vec::new());
    for ((key, _), members) in groups {
        for statement in statements(&key, &members, observations) {
            let (fact, conflict) = statement.fact(&key, observations, vocabulary, preferred);
            for cluster in &statement.clusters {
                for &index in &cluster.members {
                    observations[index].fact = Some(fact.id.clone());
                }
            }
            facts.push(fact);
            conflicts.extend(conflict);
        }
    }
    (facts, conflicts)
}

/// One way to print a value, and the observations that print it so.
struct Reading {
    value: Decimal,
    step: Decimal,
    qualifier: Qualifier,
    interval: Interval,
    members: Vec<usize>,
}

/// Readings that can all be right, the most precise of them as their value.
struct Cluster {
    value: Decimal,
    qualifier: Qualifier,
    /// What all of them together leave possible.
    common: Interval,
    /// Observations of the value's own reading, in order of publication.
    told_by: Vec<usize>,
    /// All observations, in order of publication.
    members: Vec<usize>,
}

/// What becomes one fact: one cluster, or those of a conflict in order of publication.
struct Statement {
    clusters: Vec<Cluster>,
    /// Further words for the id, where one key has several facts.
    words: Option<(Decimal, Qualifier)>,
}

/// Splits the observations of one key into facts.
fn statements(
    key: &FactKey,
    members: &[usize],
    observations: &[&mut Observation],
) -> Vec<Statement> {
    let readings = readings(members, observations);
    if key.nature != Nature::Result {
        return by_value(readings)
            .into_iter()
            .map(|cluster| Statement {
                words: Some((cluster.value.normalize(), cluster.qualifier)),
                clusters: vec![cluster],
            })
            .collect();
    }
    let mut clusters = clusters(readings);
    clusters.sort_by_key(|cluster| cluster.members[0]);
    let one_off = members.iter().all(|&i| observations[i].indicator.is_none());
    if key.period.is_none() || (one_off && one_article_tells_two(&clusters, observations)) {
        return clusters
            .into_iter()
            .enumerate()
            .map(|(n, cluster)| Statement {
                words: (n > 0).then(|| (cluster.value.normalize(), cluster.qualifier)),
                clusters: vec![cluster],
            })
            .collect();
    }
    vec![Statement {
        clusters,
        words: None,
    }]
}

fn one_article_tells_two(clusters: &[Cluster], observations: &[&mut Observation]) -> bool {
    let mut seen = BTreeSet::new();
    clusters.iter().any(|cluster| {
        let articles: BTreeSet<_> = cluster
            .members
            .iter()
            .map(|&i| observations[i].article.as_str())
            .collect();
        !articles.into_iter().all(|article| seen.insert(article))
    })
}

/// The distinct readings, the most precise first: exact before 约 before bounds, finer print
/// before coarser, tighter bound before wider.
fn readings(members: &[usize], observations: &[&mut Observation]) -> Vec<Reading> {
    let mut groups: BTreeMap<(Qualifier, Decimal, Decimal), Vec<usize>> = BTreeMap::new();
    for &index in members {
        let o = &observations[index];
        groups
            .entry((o.qualifier, o.value, o.step))
            .or_default()
            .push(index);
    }
    let mut readings: Vec<Reading> = groups
        .into_iter()
        .map(|((qualifier, value, step), members)| Reading {
            value: in_print(value, step),
            step,
            qualifier,
            interval: Interval::of(value, step, qualifier),
            members,
        })
        .collect();
    readings.sort_by(|a, b| {
        let tightness = |r: &Reading| match r.qualifier {
            Qualifier::Over => -r.value.abs(),
            _ => r.value.abs(),
        };
        let width = |r: &Reading| r.interval.width().map_or((1, Decimal::ZERO), |w| (0, w));
        (a.qualifier, width(a), a.step, tightness(a), a.value).cmp(&(
            b.qualifier,
            width(b),
            b.step,
            tightness(b),
            b.value,
        ))
    });
    readings
}

/// One cluster a value and qualifier, for what may stand side by side.
fn by_value(readings: Vec<Reading>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for reading in readings {
        let same = |c: &&mut Cluster| c.value == reading.value && c.qualifier == reading.qualifier;
        match clusters.iter_mut().find(same) {
            Some(cluster) => cluster.take(reading),
            None => clusters.push(Cluster::of(reading)),
        }
    }
    clusters
}

/// Puts each reading to the first cluster that it agrees with as a whole. There is one cluster
/// exactly when all readings can be right at once.
fn clusters(readings: Vec<Reading>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for reading in readings {
        let home = clusters.iter_mut().find_map(|cluster| {
            let common = cluster.common.meet(reading.interval)?;
            Some((cluster, common))
        });
        match home {
            Some((cluster, common)) => {
                cluster.common = common;
                cluster.take(reading);
            }
            None => clusters.push(Cluster::of(reading)),
        }
    }
    clusters
}

impl Cluster {
    fn of(reading: Reading) -> Self {
        Self {
            value: reading.value,
            qualifier: reading.qualifier,
            common: reading.interval,
            told_by: reading.members.clone(),
            members: reading.members,
        }
    }

    fn take(&mut self, reading: Reading) {
        if self.qualifier == reading.qualifier && self.value == reading.value {
            self.told_by.extend(&reading.members);
            self.told_by.sort_unstable();
        }
        self.members.extend(reading.members);
        self.members.sort_unstable();
    }
}

impl Statement {
    fn fact(
        &self,
        key: &FactKey,
        observations: &[&mut Observation],
        vocabulary: &Vocabulary<'_>,
        preferred: &Preferred,
    ) -> (Fact, Option<Conflict>) {
        let wish = self.clusters.iter().find_map(|cluster| {
            cluster
                .members
                .iter()
                .find_map(|&i| preferred.get(&observations[i].id))
                .map(|reason| (cluster, reason))
        });
        let chosen = wish.map_or(&self.clusters[0], |(cluster, _)| cluster);
        let teller = &observations[chosen.told_by[0]];
        let mut members: Vec<usize> = self
            .clusters
            .iter()
            .flat_map(|cluster| cluster.members.iter().copied())
            .collect();
        members.sort_unstable();
        let first = &observations[members[0]];

        let mut words = key::words(key, &teller.unit);
        if let Some((value, qualifier)) = &self.words {
            words.extend([value.to_string(), qualifier.to_string()]);
        }
        let id = FactId::new(words.iter().map(String::as_str));
        let indicator_id = members
            .iter()
            .find_map(|&i| observations[i].indicator_id.clone());
        let in_conflict = self.clusters.len() > 1;
        let ids = |members: &[usize]| -> Vec<ObservationId> {
            members
                .iter()
                .map(|&i| observations[i].id.clone())
                .collect()
        };
        let articles: BTreeSet<&str> = members
            .iter()
            .map(|&i| observations[i].article.as_str())
            .collect();
        let fact = Fact {
            id: id.clone(),
            key: key.clone(),
            flow_stock: indicator_id
                .as_deref()
                .and_then(|id| vocabulary.indicator(id))
                .map(|indicator| indicator.flow_stock),
            indicator_id,
            label: first.label.clone(),
            value: chosen.value,
            qualifier: chosen.qualifier,
            low: chosen.common.low.map(|end| end.normalize()),
            high: chosen.common.high.map(|end| end.normalize()),
            unit: teller.unit.clone(),
            printed: printed(teller),
            articles: articles.into_iter().map(str::to_string).collect(),
            observations: ids(&members),
            in_conflict,
        };
        let conflict = in_conflict.then(|| Conflict {
            fact: id,
            values: self
                .clusters
                .iter()
                .map(|cluster| (cluster.value, ids(&cluster.members)))
                .collect(),
            preferred: wish.map(|(cluster, reason)| (cluster.value, reason.clone())),
        });
        (fact, conflict)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        config::Config,
        model::{FactTable, Linked, Nature, Observation},
        table::{self, sample},
    };

    fn built(observations: Vec<Observation>) -> FactTable {
        let articles = [
            sample::article("a", "2025-11", ""),
            sample::article("b", "2025-10", ""),
        ];
        let linked = Linked {
            observations,
            leftovers: vec![],
        };
        table::build(linked, &articles, &Config::default()).0
    }

    fn printed(table: &FactTable) -> Vec<&str> {
        let mut printed: Vec<_> = table.facts.iter().map(|f| f.printed.as_str()).collect();
        printed.sort_unstable();
        printed
    }

    fn one_off(article: &str, n: usize, quote: &str) -> Observation {
        Observation {
            indicator: None,
            label: "项目数".into(),
            ..sample::observation(article, n, quote, "2025")
        }
    }

    #[test]
    fn two_articles_disagree_about_a_one_off_figure() {
        let table = built(vec![one_off("a", 0, "3个"), one_off("b", 0, "4个")]);
        assert_eq!(printed(&table), ["4个"], "b appeared first");
        assert_eq!(table.conflicts.len(), 1);
    }

    #[test]
    fn a_label_too_short_is_no_contradiction() {
        let table = built(vec![
            one_off("a", 0, "3个"),
            one_off("a", 1, "4个"),
            one_off("b", 0, "3个"),
        ]);
        assert_eq!(printed(&table), ["3个", "4个"]);
        assert_eq!(table.conflicts, []);
        assert!(table.facts.iter().any(|f| f.articles == ["a", "b"]));
        assert_eq!(table.series, [], "no point says which of the two it is");
    }

    #[test]
    fn one_article_that_contradicts_itself_about_an_indicator_is_heard() {
        let table = built(vec![
            sample::observation("a", 0, "203家", "2025"),
            sample::observation("a", 1, "202家", "2025"),
        ]);
        assert_eq!(table.conflicts.len(), 1);
        assert_eq!(table.facts[0].articles, ["a"]);
    }

    #[test]
    fn units_that_cannot_be_compared_are_two_facts() {
        let table = built(vec![
            sample::observation("a", 0, "12元", "2025"),
            sample::observation("b", 0, "9美元", "2025"),
        ]);
        assert_eq!(printed(&table), ["12元", "9美元"]);
        assert_eq!(table.conflicts, []);
        assert_eq!(table.series.len(), 2);
    }

    #[test]
    fn what_has_no_period_contradicts_nothing() {
        let undated = |n, quote| Observation {
            period: None,
            ..sample::observation("a", n, quote, "2025")
        };
        let table = built(vec![
            undated(0, "5家"),
            undated(1, "6家"),
            undated(2, "5家"),
        ]);
        assert_eq!(printed(&table), ["5家", "6家"]);
        assert_eq!(table.conflicts, []);
    }

    #[test]
    fn cumulative_totals_and_capacities_are_apart() {
        let plain = sample::observation("a", 0, "5家", "2025");
        let cumulative = Observation {
            cumulative: true,
            ..sample::observation("a", 1, "50家", "2025")
        };
        let capacity = Observation {
            nature: Nature::Capacity,
            ..sample::observation("a", 2, "500家", "2025")
        };
        let target = Observation {
            nature: Nature::Target,
            ..sample::observation("a", 3, "6家", "2025")
        };
        let table = built(vec![plain, cumulative, capacity, target]);
        assert_eq!(table.facts.len(), 4);
        assert_eq!(table.conflicts, []);
        let points: Vec<usize> = table.series.iter().map(|s| s.points.len()).collect();
        assert_eq!(points, [1, 1, 1]);
        let targets: usize = table.series.iter().map(|s| s.targets.len()).sum();
        assert_eq!(targets, 1);
    }

    #[test]
    fn three_prints_that_meet_only_in_pairs_disagree() {
        use crate::model::Qualifier;
        let with = |n, quote, qualifier| Observation {
            qualifier,
            ..sample::observation("a", n, quote, "2025")
        };
        let table = built(vec![
            with(0, "100家", Qualifier::About),
            with(1, "104家", Qualifier::Over),
            with(2, "96家", Qualifier::Under),
        ]);
        assert_eq!(table.conflicts[0].values.len(), 2);
    }
}

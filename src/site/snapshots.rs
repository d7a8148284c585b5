//! Dated copies of the site (存档): what each was called, what it said, and what changed from one
//! to the next. A copy is the whole site of its day under `snapshots/<name>/`, and is never
//! written again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Site;

/// Folder of the copies.
pub const FOLDER: &str = "snapshots/";
/// The table that two copies are compared by.
const FACTS: &str = "data/facts.json";
/// How many facts of a kind are named; the rest is counted.
const SHOWN: usize = 12;

/// The copies by name; names sort as they follow each other.
#[derive(Debug, Clone, Default)]
pub struct Snapshots(pub BTreeMap<String, Site>);

impl Snapshots {
    /// The copies among the files of a site.
    pub fn of(site: Site) -> Self {
        let mut found = Self::default();
        for (path, bytes) in site.0 {
            let inner = path
                .strip_prefix(FOLDER)
                .and_then(|rest| rest.split_once('/'));
            if let Some((name, path)) = inner {
                let copy = found.0.entry(name.to_string()).or_default();
                copy.0.insert(path.to_string(), bytes);
            }
        }
        found
    }

    /// All files of all copies, by path from the root of the site.
    pub fn files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.0.into_iter().flat_map(|(name, copy)| {
            let place = move |(path, bytes)| (format!("{FOLDER}{name}/{path}"), bytes);
            copy.0.into_iter().map(place)
        })
    }

    /// What changed, the latest first: from the last copy to `now`, and from each copy to the
    /// next.
    pub(crate) fn steps(&self, now: &BTreeMap<String, Vec<u8>>) -> Vec<Step> {
        let mut states: Vec<(Option<&str>, Facts)> = self
            .0
            .iter()
            .map(|(name, copy)| (Some(name.as_str()), facts(&copy.0)))
            .collect();
        states.push((None, facts(now)));
        let steps = states.windows(2).map(|pair| Step {
            from: pair[0].0.unwrap_or_default().to_string(),
            to: pair[1].0.map(str::to_string),
            kinds: changes(&pair[0].1, &pair[1].1),
        });
        let mut steps: Vec<Step> = steps.collect();
        steps.reverse();
        steps
    }
}

/// What changed from a copy to the next, or to the site of today.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Step {
    /// The earlier copy.
    pub(crate) from: String,
    /// The later copy; none is the site of today.
    pub(crate) to: Option<String>,
    /// Kinds of changes that there were.
    pub(crate) kinds: Vec<Kind>,
}

/// Facts that changed in one way.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Kind {
    /// 新增的数, 改了的数, 不再有的数, with how many.
    pub(crate) name: String,
    /// The first of them in words.
    pub(crate) facts: Vec<String>,
    /// How many more.
    pub(crate) more: usize,
}

#[derive(Deserialize)]
struct File {
    facts: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    subject: String,
    label: String,
    period_iso: Option<String>,
    printed: String,
}

/// Name and print of the facts by id.
type Facts = BTreeMap<String, (String, String)>;

/// The facts of a state; a copy of another version of the data that cannot be read has none.
fn facts(files: &BTreeMap<String, Vec<u8>>) -> Facts {
    let file = files
        .get(FACTS)
        .and_then(|bytes| serde_json::from_slice::<File>(bytes).ok());
    let rows = file.map_or_else(Vec::new, |file| file.facts);
    let named = rows.into_iter().map(|row| {
        let period = row.period_iso.unwrap_or_default();
        (
            row.id,
            (format!("{}{period}{}", row.subject, row.label), row.printed),
        )
    });
    named.collect()
}

fn changes(old: &Facts, new: &Facts) -> Vec<Kind> {
    let told = |(name, printed): &(String, String)| format!("{name}：{printed}");
    let without = |of: &Facts, other: &Facts| -> Vec<String> {
        let only = of.iter().filter(|(id, _)| !other.contains_key(*id));
        only.map(|(_, fact)| told(fact)).collect()
    };
    let changed = new.iter().filter_map(|(id, (name, printed))| {
        let (_, before) = old.get(id).filter(|(_, before)| before != printed)?;
        Some(format!("{name}：{before} → {printed}"))
    });
    let kinds = [
        ("新增的数", without(new, old)),
        ("改了的数", changed.collect()),
        ("不再有的数", without(old, new)),
    ];
    kinds
        .into_iter()
        .filter(|(_, facts)| !facts.is_empty())
        .map(|(name, mut facts)| {
            let total = facts.len();
            facts.truncate(SHOWN);
            Kind {
                name: format!("{name}，{total}件"),
                more: total - facts.len(),
                facts,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(rows: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        let rows = rows.iter().map(|(id, printed)| {
            format!(
                "{{\"id\":\"{id}\",\"subject\":\"某区\",\"label\":\"产值\",\"period_iso\":\"2024\",\"printed\":\"{printed}\"}}"
            )
        });
        let rows: Vec<String> = rows.collect();
        let file = format!("{{\"facts\":[{}]}}", rows.join(","));
        BTreeMap::from([(FACTS.to_string(), file.into_bytes())])
    }

    #[test]
    fn steps_tell_what_changed_between_copies() {
        let copy = |rows: &[(&str, &str)]| Site(state(rows));
        let snapshots = Snapshots(BTreeMap::from([
            (
                "2026-01".to_string(),
                copy(&[("f-1", "1家"), ("f-2", "2家")]),
            ),
            (
                "2026-02".to_string(),
                copy(&[("f-1", "1家"), ("f-2", "3家"), ("f-3", "9家")]),
            ),
        ]));
        let steps = snapshots.steps(&state(&[("f-1", "1家"), ("f-3", "9家")]));
        let told: Vec<String> = steps
            .iter()
            .flat_map(|step| step.kinds.iter().map(move |kind| (step, kind)))
            .map(|(step, kind)| {
                let to = step.to.as_deref().unwrap_or("now");
                format!("{} {to} {} {}", step.from, kind.name, kind.facts.join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "2026-02 now 不再有的数，1件 某区2024产值：3家",
                "2026-01 2026-02 新增的数，1件 某区2024产值：9家",
                "2026-01 2026-02 改了的数，1件 某区2024产值：2家 → 3家",
            ]
        );
    }

    #[test]
    fn copies_are_taken_out_of_a_site_and_put_back() {
        let site = Site(BTreeMap::from([
            ("index.html".to_string(), vec![1]),
            ("snapshots/2026-01/index.html".to_string(), vec![2]),
        ]));
        let snapshots = Snapshots::of(site);
        assert_eq!(snapshots.0["2026-01"].0["index.html"], [2]);
        let files: Vec<_> = snapshots.files().collect();
        assert_eq!(
            files,
            [("snapshots/2026-01/index.html".to_string(), vec![2])]
        );
    }
}

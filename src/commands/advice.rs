//! What could be written into `facts.toml` (建议) after an article came: names that mean an
//! indicator which is listed, subjects and indicators that are not, words that the segmenter
//! cuts. What is shown as a block has been tried: pasted below the file, it is accepted.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use crate::{
    config::{self, Config, Indicator},
    diag::{Language, SourceFile},
    model::{FactTable, Measure, Observation, hash12},
    text::Segmenter,
};

use super::words::say;

/// A word longer than this is a phrase.
const LONGEST_WORD: usize = 8;
/// So many characters may be left out of a name, or put into it, by those who mean the same.
const NEAR: usize = 4;

/// Writes suggestions for a site.
pub(super) struct Adviser<'a> {
    /// The text of `facts.toml`.
    pub(super) facts: &'a str,
    pub(super) config: &'a Config,
    pub(super) segmenter: &'a Segmenter,
    pub(super) language: Language,
}

impl Adviser<'_> {
    /// What the articles that are `new` make worth writing, a block or a line each.
    pub(super) fn advise(&self, table: &FactTable, new: &BTreeSet<&str>) -> Vec<String> {
        let observations = table.observations.iter();
        let new: Vec<&Observation> = observations
            .filter(|o| new.contains(o.article.as_str()))
            .collect();
        let mut advice = self.aliases(&new);
        advice.extend(self.subjects(&new));
        advice.extend(self.indicators(table, &new));
        advice.extend(self.words(&new));
        advice
    }

    /// True when `facts.toml` with this below it is sound.
    fn is_accepted(&self, block: &str) -> bool {
        let file = SourceFile {
            path: PathBuf::from(crate::pipeline::FACTS),
            text: format!("{}\n{block}\n", self.facts),
        };
        config::parse(&Arc::new(file)).is_ok()
    }

    /// Names without an indicator that read like one that is listed.
    fn aliases(&self, new: &[&Observation]) -> Vec<String> {
        let mut found: BTreeMap<(&str, String), &Indicator> = BTreeMap::new();
        for o in new.iter().filter(|o| is_unlisted(o)) {
            let name = bare(&o.label);
            let means = |indicator: &&Indicator| {
                let is_unit = indicator.unit.is_empty() || indicator.unit == o.unit;
                let mut names = std::iter::once(&indicator.name).chain(&indicator.aliases);
                is_unit && names.any(|known| is_near(name, bare(known)))
            };
            if let Some(indicator) = self.config.indicators.iter().find(means) {
                found.insert((&indicator.id, name.to_owned()), indicator);
            }
        }
        let blocks = found.into_iter();
        blocks
            .map(|((id, alias), indicator)| {
                let name = &indicator.name;
                let why = say(
                    self.language,
                    format!("若“{alias}”说的就是{name}"),
                    format!("if {alias} means {name}"),
                );
                let block = format!(
                    "[[indicator]]  # {why}\nid = \"{id}\"\nname = \"{name}\"\naliases = [\"{alias}\"]"
                );
                let line = say(
                    self.language,
                    format!("{why}：在 id = \"{id}\" 的 [[indicator]] 里，aliases 加上 \"{alias}\""),
                    format!("{why}: add \"{alias}\" to the aliases of the [[indicator]] with id = \"{id}\""),
                );
                // An entry of its own is refused where the file has one; then that one is named.
                if self.is_accepted(&block) { block } else { line }
            })
            .collect()
    }

    /// Subjects of figures that nobody has listed.
    fn subjects(&self, new: &[&Observation]) -> Vec<String> {
        let own = &self.config.site.subject;
        let is_known = |name: &str| {
            let mut subjects = self.config.subjects.iter();
            name == own || subjects.any(|s| s.name == name || s.aliases.iter().any(|a| a == name))
        };
        let names: BTreeSet<&str> = new.iter().map(|o| o.subject.as_str()).collect();
        let names = names.into_iter().filter(|name| !is_known(name));
        names
            .map(|name| {
                let figures = new.iter().filter(|o| o.subject == name).count();
                let why = say(
                    self.language,
                    format!("有 {figures} 处数字；id 是网页的名字，可改"),
                    format!("has {figures} figures; the id names its page and can be changed"),
                );
                format!(
                    "[[subject]]  # {why}\nid = \"{}\"\nname = \"{name}\"\nkind = \"{}\"",
                    id("s", name),
                    kind(name)
                )
            })
            .filter(|block| self.is_accepted(block))
            .collect()
    }

    /// Names without an indicator that now stand in several periods.
    fn indicators(&self, table: &FactTable, new: &[&Observation]) -> Vec<String> {
        let mut periods: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
        for o in table.observations.iter().filter(|o| is_unlisted(o)) {
            if let Some(period) = o.period_iso {
                let name = (o.label.as_str(), o.unit.as_str());
                periods.entry(name).or_default().insert(period.to_string());
            }
        }
        let came: BTreeSet<&str> = new.iter().map(|o| o.label.as_str()).collect();
        let names = periods.into_iter();
        names
            .filter(|((name, _), periods)| periods.len() > 1 && came.contains(name))
            .map(|((name, unit), periods)| {
                let why = say(
                    self.language,
                    format!(
                        "已有 {} 期；id 是网页的名字，可改；flow_stock 请核对",
                        periods.len()
                    ),
                    format!(
                        "told of in {} periods; the id names its page and can be changed; see that flow_stock is right",
                        periods.len()
                    ),
                );
                let aliases = match bare(name) {
                    bare if bare == name => String::new(),
                    bare => format!("\naliases = [\"{bare}\"]"),
                };
                format!(
                    "[[indicator]]  # {why}\nid = \"{}\"\nname = \"{name}\"{aliases}\nunit = \"{unit}\"\nflow_stock = \"{}\"",
                    id("i", name),
                    flow_stock(name, unit)
                )
            })
            .filter(|block| self.is_accepted(block))
            .collect()
    }

    /// Names at whose ends the segmenter cuts through a word.
    fn words(&self, new: &[&Observation]) -> Vec<String> {
        let mut cut: BTreeMap<&str, String> = BTreeMap::new();
        for o in new.iter().filter(|o| is_unlisted(o)) {
            let name = bare(&o.label);
            if !(2..=LONGEST_WORD).contains(&name.chars().count()) {
                continue;
            }
            let Some(start) = o.sentence_text.find(name) else {
                continue;
            };
            let end = start + name.len();
            let words = self.segmenter.words(&o.sentence_text);
            let crosses = |at: usize| words.iter().any(|w| w.span.start < at && at < w.span.end);
            if crosses(start) || crosses(end) {
                let near = words
                    .iter()
                    .filter(|w| w.span.end > start && w.span.start < end);
                let shown: Vec<&str> = near.map(|w| w.text).collect();
                cut.insert(name, shown.join("/"));
            }
        }
        let cuts = cut.into_iter();
        cuts.map(|(name, shown)| {
            let why = say(
                self.language,
                format!("“{name}”被切成 {shown}"),
                format!("{name} is cut into {shown}"),
            );
            let block = format!("[words]  # {why}\nentries = [\"{name}\"]");
            let line = say(
                self.language,
                format!("{why}：在 [words] 的 entries 里加上 \"{name}\""),
                format!("{why}: add \"{name}\" to the entries of [words]"),
            );
            if self.is_accepted(&block) {
                block
            } else {
                line
            }
        })
        .collect()
    }
}

/// A level that the vocabulary has no name for.
fn is_unlisted(o: &Observation) -> bool {
    o.indicator_id.is_none() && o.measure == Measure::Level
}

/// The name without the word that says that it counts: 高新技术企业 of 高新技术企业数.
fn bare(name: &str) -> &str {
    let cut = ["数量", "个数", "家数", "数"].iter();
    let mut cut = cut.filter_map(|end| name.strip_suffix(end));
    match cut.next() {
        Some(bare) if bare.chars().nth(1).is_some() => bare,
        _ => name,
    }
}

/// True when one name is the other with a few characters less, none of them the first or last:
/// 规上工业企业 and 规模以上工业企业.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    short.len() > 2
        && (1..=NEAR).contains(&(long.len() - short.len()))
        && (short.first(), short.last()) == (long.first(), long.last())
        && short.iter().all(|c| rest.any(|other| other == c))
}

/// An id that no other name has; an editor may give a better one.
fn id(letter: &str, name: &str) -> String {
    format!("{letter}-{}", &hash12([name])[..6])
}

/// Amounts and what is new happen in a period; what is counted stands at a moment.
fn flow_stock(name: &str, unit: &str) -> &'static str {
    let is_flow = unit == "元"
        || ["新", "完成", "开展", "举办"]
            .iter()
            .any(|w| name.starts_with(w));
    if is_flow { "flow" } else { "stock" }
}

/// What a name says of its owner.
fn kind(name: &str) -> &'static str {
    const KINDS: [(&str, &[&str]); 5] = [
        ("company", &["公司", "集团", "厂", "企业", "银行"]),
        ("institute", &["院", "所", "大学", "学校"]),
        ("platform", &["平台", "中心"]),
        ("park", &["园", "基地", "园区"]),
        ("region", &["省", "市", "县", "镇", "街道"]),
    ];
    let mut kinds = KINDS.iter();
    let found = kinds.find(|(_, ends)| ends.iter().any(|end| name.ends_with(end)));
    found.map_or("zone", |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_are_near() {
        for (a, b) in [
            ("规上工业企业", "规模以上工业企业"),
            ("固定资产投资完成额", "固定资产投资额"),
            ("专利授权总量", "专利授权量"),
        ] {
            assert!(is_near(a, b) && is_near(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("孵化科技型中小企业", "科技型中小企业"),
            ("工业总产值", "工业总产值"),
            ("企业", "高新技术企业"),
            ("签约项目", "竣工项目"),
        ] {
            assert!(!is_near(a, b) && !is_near(b, a), "{a} {b}");
        }
    }

    #[test]
    fn kinds_follow_the_last_word() {
        assert_eq!(kind("某某新材料有限公司"), "company");
        assert_eq!(kind("某某大学某某研究院"), "institute");
        assert_eq!(kind("某某产业园"), "park");
        assert_eq!(kind("某某高新区"), "zone");
    }
}

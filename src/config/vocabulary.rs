//! Lays the indicators and breakdowns of a site over those of the base vocabulary.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Breakdown, Config, Indicator, Topic,
    check::{Check, texts},
    names::Names,
    raw::{RawBreakdown, RawIndicator, Text},
    reader::{did_you_mean, missing_key},
};
use crate::{
    diag::{Diagnostic, Phrase, suggest},
    model::FlowStock,
};

/// Breakdowns of the site, then those of the base that the site does not name. `names` has the
/// words that the site takes; the base gives them up.
pub(super) fn merge_breakdowns(
    raw: &[RawBreakdown],
    base: &Config,
    names: &Names,
) -> Vec<Breakdown> {
    let mut merged = Vec::new();
    for entry in raw {
        let Some(name) = entry.name.as_ref().map(|n| n.get_ref().clone()) else {
            continue;
        };
        let under = base.breakdowns.iter().find(|b| b.name == name);
        let mut aliases = texts(&entry.aliases);
        let more = under.map_or(&[][..], |b| &b.aliases);
        aliases.extend(more.iter().filter(|a| names.owner(a).is_none()).cloned());
        merged.push(Breakdown {
            name,
            aliases,
            is_scope: match (&entry.scope, under) {
                (Some(scope), _) => *scope.get_ref(),
                (None, under) => under.is_some_and(|b| b.is_scope),
            },
        });
    }
    for breakdown in &base.breakdowns {
        if names.owner(&breakdown.name).is_none() {
            let mut breakdown = breakdown.clone();
            breakdown.aliases.retain(|a| names.owner(a).is_none());
            merged.push(breakdown);
        }
    }
    merged
}

/// Indicators of the site over their namesakes of the base, then the rest of the base.
pub(super) fn merge_indicators(
    check: &mut Check<'_>,
    raw: &[RawIndicator],
    base: &Config,
    topics: &[Topic],
    breakdowns: &[Breakdown],
) -> Vec<Indicator> {
    let (mut ids, mut names) = (Names::default(), Names::default());
    for (i, entry) in raw.iter().enumerate() {
        check.id(entry.id.as_ref(), i, &mut ids);
        let aliases = entry.aliases.as_deref().unwrap_or_default();
        check.name(entry.name.as_ref(), aliases, i, &mut names);
    }
    let mut merged = Vec::new();
    let mut renamed = BTreeMap::new();
    let mut overridden = BTreeSet::new();
    for entry in raw {
        let under = check.namesake(entry, base);
        let indicator = check.indicator(entry, under, &names);
        if let Some(under) = under {
            overridden.insert(under.id.as_str());
            renamed.insert(under.id.as_str(), indicator.id.clone());
        }
        merged.push(indicator);
    }
    for (i, entry) in raw.iter().enumerate() {
        // A word that is the name of another base indicator would split that one in two.
        for alias in entry.aliases.iter().flatten() {
            let taken = base.indicators.iter().find(|b| b.name == *alias.get_ref());
            if let Some(other) = taken.filter(|b| !overridden.contains(b.id.as_str())) {
                check.alias_of_base(alias, other);
                overridden.insert(&other.id);
                renamed.insert(&other.id, merged[i].id.clone());
            }
        }
    }
    for indicator in &base.indicators {
        if !overridden.contains(indicator.id.as_str()) {
            let mut indicator = indicator.clone();
            indicator.aliases.retain(|a| names.owner(a).is_none());
            merged.push(indicator);
        }
    }
    for indicator in &mut merged {
        for id in &mut indicator.not_with {
            if let Some(new) = renamed.get(id.as_str()) {
                id.clone_from(new);
            }
        }
        indicator.not_with.sort();
        indicator.not_with.dedup();
    }
    check.references(raw, &merged, topics, breakdowns);
    merged
}

impl Check<'_> {
    /// The base indicator that `entry` overrides: the one with its name, else with its id.
    fn namesake<'b>(&mut self, entry: &RawIndicator, base: &'b Config) -> Option<&'b Indicator> {
        let find = |word: &Option<Text>, of: fn(&Indicator) -> &String| {
            let word = word.as_ref()?.get_ref();
            base.indicators.iter().find(|b| of(b) == word)
        };
        let by_name = find(&entry.name, |b| &b.name);
        let by_id = find(&entry.id, |b| &b.id);
        if let (Some(named), Some(other), Some(id)) = (by_name, by_id, &entry.id)
            && named.id != other.id
        {
            self.report.push(
                Diagnostic::error(
                    "facts-base-clash",
                    Phrase::new(
                        format!("id `{}` 在基础词表中属于“{}”", other.id, other.name),
                        format!(
                            "the base vocabulary gives the id `{}` to {}",
                            other.id, other.name
                        ),
                    ),
                )
                .at(self.file, id.span())
                .hint(Phrase::new(
                    format!("换一个 id，或沿用基础词表的 `{}`", named.id),
                    format!(
                        "choose another id, or keep `{}` of the base vocabulary",
                        named.id
                    ),
                )),
            );
        }
        by_name.or(by_id)
    }

    /// `entry` over `under`; what neither gives is missing.
    fn indicator(
        &mut self,
        entry: &RawIndicator,
        under: Option<&Indicator>,
        names: &Names,
    ) -> Indicator {
        if under.is_none() {
            for key in ["id", "name", "unit", "flow_stock"] {
                if !entry.present.iter().any(|present| present == key) {
                    let problem = missing_key(self.file, &entry.header, "[[indicator]]", key);
                    self.report.push(problem);
                }
            }
        }
        let over = |value: &Option<Text>, of: fn(&Indicator) -> &String| match (value, under) {
            (Some(value), _) => value.get_ref().clone(),
            (None, Some(under)) => of(under).clone(),
            (None, None) => String::new(),
        };
        let name = over(&entry.name, |i| &i.name);
        let mut aliases = texts(entry.aliases.as_deref().unwrap_or_default());
        if let Some(under) = under {
            // A new name does not make the old one unknown.
            let old = Some(&under.name).filter(|old| **old != name);
            let more = old.into_iter().chain(&under.aliases);
            aliases.extend(more.filter(|a| names.owner(a).is_none()).cloned());
        }
        let mut not_with = texts(entry.not_with.as_deref().unwrap_or_default());
        not_with.extend(under.into_iter().flat_map(|under| under.not_with.clone()));
        Indicator {
            id: over(&entry.id, |i| &i.id),
            name,
            aliases,
            unit: over(&entry.unit, |i| &i.unit),
            topic: match &entry.topic {
                Some(topic) => Some(topic.get_ref().clone()),
                None => under.and_then(|under| under.topic.clone()),
            },
            flow_stock: match &entry.flow_stock {
                Some(word) => self.flow_stock(word),
                None => under.map_or(FlowStock::Stock, |under| under.flow_stock),
            },
            plausible: match &entry.plausible {
                Some(range) => Some(*range.get_ref()),
                None => under.and_then(|under| under.plausible),
            },
            definition: over(&entry.definition, |i| &i.definition),
            not_with,
            breakdown: match &entry.breakdown {
                Some(breakdown) => Some(breakdown.get_ref().clone()),
                None => under.and_then(|under| under.breakdown.clone()),
            },
        }
    }

    fn flow_stock(&mut self, word: &Text) -> FlowStock {
        match word.get_ref().as_str() {
            "flow" => FlowStock::Flow,
            "stock" => FlowStock::Stock,
            other => {
                self.report.push(
                    Diagnostic::error(
                        "facts-bad-flow-stock",
                        Phrase::new(
                            format!("`flow_stock` 不能是 `{other}`"),
                            format!("`flow_stock` cannot be `{other}`"),
                        ),
                    )
                    .at(self.file, word.span())
                    .hint(Phrase::new(
                        "一段时期内发生的写 \"flow\"（流量），某一时点上存在的写 \"stock\"（存量）",
                        "\"flow\" for what happens over a period, \"stock\" for what exists at a moment",
                    )),
                );
                FlowStock::Stock
            }
        }
    }

    fn alias_of_base(&mut self, alias: &Text, other: &Indicator) {
        let word = alias.get_ref();
        self.report.push(
            Diagnostic::error(
                "facts-base-clash",
                Phrase::new(
                    format!("“{word}”是基础词表中另一个指标（`{}`）的名称", other.id),
                    format!(
                        "“{word}” is the name of another indicator of the base vocabulary, `{}`",
                        other.id
                    ),
                ),
            )
            .at(self.file, alias.span())
            .hint(Phrase::new(
                format!(
                    "两者若是同一指标，写 id = \"{}\"；若不是，删去这个别名",
                    other.id
                ),
                format!(
                    "if both are one indicator, write id = \"{}\"; if not, take the alias out",
                    other.id
                ),
            )),
        );
    }

    /// Topics, indicators and breakdowns that the entries name.
    fn references(
        &mut self,
        raw: &[RawIndicator],
        merged: &[Indicator],
        topics: &[Topic],
        breakdowns: &[Breakdown],
    ) {
        let topics: Vec<&str> = topics.iter().map(|t| t.id.as_str()).collect();
        let indicators: Vec<&str> = merged.iter().map(|i| i.id.as_str()).collect();
        for entry in raw {
            if let Some(topic) = &entry.topic {
                self.known_id(topic, ("专题", "topic"), &topics);
            }
            for id in entry.not_with.iter().flatten() {
                self.known_id(id, ("指标", "indicator"), &indicators);
            }
            if let Some(name) = &entry.breakdown {
                self.known_breakdown(name, breakdowns);
            }
        }
    }

    fn known_breakdown(&mut self, name: &Text, breakdowns: &[Breakdown]) {
        let word = name.get_ref().as_str();
        if breakdowns.iter().any(|b| b.name == word) {
            return;
        }
        let mut problem = Diagnostic::error(
            "facts-unknown-breakdown",
            Phrase::new(
                format!("没有名为 `{word}` 的 [[breakdown]]"),
                format!("there is no [[breakdown]] with the name `{word}`"),
            ),
        )
        .at(self.file, name.span());
        let known = breakdowns.iter().map(|b| b.name.as_str());
        problem.hint = suggest::nearest(word, known).map(did_you_mean);
        self.report.push(problem);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{
        config::{Config, Indicator, base, parse},
        diag::SourceFile,
        model::{Decimal, FlowStock},
    };

    fn read(tables: &str) -> Config {
        let site = "[site]\nname = \"试验区数据\"\nsubject = \"试验区\"\n";
        let file = Arc::new(SourceFile {
            path: "facts.toml".into(),
            text: site.to_string() + tables,
        });
        parse(&file).expect("the tables of these tests are right")
    }

    fn named<'a>(config: &'a Config, name: &str) -> Vec<&'a Indicator> {
        let all = config.indicators.iter();
        all.filter(|i| i.name == name).collect()
    }

    #[test]
    fn a_name_of_the_base_takes_the_rest_from_it() {
        let config = read(
            r#"
            [[topic]]
            id = "economy"
            name = "经济"

            [[indicator]]
            id = "output"
            name = "工业总产值"
            aliases = ["总量"]
            topic = "economy"
            plausible = [1, "2.50"]

            [[indicator]]
            id = "added"
            name = "工业增加值"
            not_with = ["output"]
            "#,
        );
        let base = base();
        let under = named(&base, "工业总产值")[0];
        let over = named(&config, "工业总产值");
        assert_eq!(over.len(), 1);
        let over = over[0];
        assert_eq!(
            (over.id.as_str(), over.topic.as_deref()),
            ("output", Some("economy"))
        );
        assert_eq!(
            (&over.unit, &over.definition),
            (&under.unit, &under.definition)
        );
        assert_eq!(over.flow_stock, FlowStock::Flow);
        assert_eq!(over.plausible, Some((Decimal::ONE, Decimal::new(250, 2))));
        assert_eq!(over.aliases[0], "总量");
        assert_eq!(over.aliases[1..], under.aliases[..]);
        assert_eq!(config.indicators[0].name, "工业总产值");
        assert_eq!(config.indicators.len(), base.indicators.len());
    }

    #[test]
    fn an_id_of_the_base_may_be_renamed_and_keeps_its_old_name() {
        let config = read("[[indicator]]\nid = \"hightech-firms\"\nname = \"国家高企数\"\n");
        assert!(named(&config, "高新技术企业数").is_empty());
        let renamed = named(&config, "国家高企数")[0];
        assert!(renamed.aliases.iter().any(|a| a == "高新技术企业数"));
        assert!(renamed.aliases.iter().any(|a| a == "高企"));
        assert_eq!(renamed.unit, "家");
    }

    #[test]
    fn a_word_that_the_site_takes_leaves_the_base() {
        let config = read(
            r#"
            [[indicator]]
            id = "kites"
            name = "风筝产值"
            aliases = ["产值", "高企"]
            unit = "元"
            flow_stock = "flow"
            "#,
        );
        for word in ["产值", "高企"] {
            let holders = config.indicators.iter();
            let holders = holders.filter(|i| i.aliases.iter().any(|a| a == word));
            let ids: Vec<&str> = holders.map(|i| i.id.as_str()).collect();
            assert_eq!(ids, ["kites"], "{word}");
        }
    }

    #[test]
    fn breakdowns_override_by_name() {
        let config = read(
            r#"
            [[breakdown]]
            name = "规模以上工业企业"
            aliases = ["大户"]

            [[breakdown]]
            name = "国家级"
            scope = true
            "#,
        );
        let find = |name: &str| {
            let mut all = config.breakdowns.iter().filter(|b| b.name == name);
            let found = all.next().expect("listed");
            assert!(all.next().is_none(), "{name} stands twice");
            found
        };
        let firms = find("规模以上工业企业");
        assert!(firms.is_scope && firms.aliases.contains(&"大户".to_string()));
        assert!(firms.aliases.contains(&"规上工业".to_string()));
        assert!(find("国家级").is_scope && !find("省级").is_scope);
    }

    #[test]
    fn ids_of_the_base_follow_when_the_site_gives_others() {
        let config = read(
            r#"
            [[indicator]]
            id = "output"
            name = "工业总产值"

            [[indicator]]
            id = "kites"
            name = "风筝产量"
            unit = "只"
            flow_stock = "flow"
            not_with = ["output", "value-added", "output"]
            "#,
        );
        assert_eq!(
            named(&config, "风筝产量")[0].not_with,
            ["output", "value-added"]
        );
    }
}

//! Indicators whose name holds a part of a wider one: 发明专利授权量 is 专利授权量 of 发明专利.
//! Articles say either; the two must end in one series.

use super::{Config, Indicator};

impl Config {
    /// The wider indicator of one that names its own breakdown: for 发明专利授权量 (breakdown
    /// 发明专利) it is 专利授权量. `None` where the vocabulary lists no wider one.
    pub fn wider(&self, narrow: &Indicator) -> Option<&Indicator> {
        let breakdown = narrow.breakdown.as_deref()?;
        let wide = |i: &&Indicator| i.id != narrow.id && self.names_part(narrow, i, breakdown);
        self.indicators.iter().find(wide)
    }

    /// The indicator of its own that `breakdown` of `wide` has: for 专利授权量 and 发明专利 it
    /// is 发明专利授权量. `None` where the vocabulary lists none.
    pub fn narrower(&self, wide: &Indicator, breakdown: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|narrow| {
            narrow.id != wide.id
                && narrow.breakdown.as_deref() == Some(breakdown)
                && self.names_part(narrow, wide, breakdown)
        })
    }

    /// True when a name of `narrow` is a name of `breakdown` followed by one of `wide`; the two
    /// may share characters (发明专利 and 专利授权量).
    fn names_part(&self, narrow: &Indicator, wide: &Indicator, breakdown: &str) -> bool {
        let listed = self.breakdowns.iter().find(|b| b.name == breakdown);
        let aliases = listed.into_iter().flat_map(|b| &b.aliases);
        aliases.map(String::as_str).chain([breakdown]).any(|part| {
            words(narrow).any(|whole| {
                whole.starts_with(part)
                    && words(wide).any(|rest| {
                        rest.len() < whole.len()
                            && whole.ends_with(rest)
                            && part.len() + rest.len() >= whole.len()
                    })
            })
        })
    }
}

/// The name of an indicator and its aliases.
fn words(indicator: &Indicator) -> impl Iterator<Item = &str> {
    let aliases = indicator.aliases.iter().map(String::as_str);
    std::iter::once(indicator.name.as_str()).chain(aliases)
}

#[cfg(test)]
mod tests {
    use crate::config::base;

    #[test]
    fn every_narrow_indicator_of_the_base_has_its_wider_one() {
        let base = base();
        let mut pairs = Vec::new();
        for narrow in base.indicators.iter().filter(|i| i.breakdown.is_some()) {
            let wide = base.wider(narrow).map(|wide| wide.name.as_str());
            if let Some(wide) = base.wider(narrow) {
                let part = narrow.breakdown.as_deref().expect("filtered");
                let back = base.narrower(wide, part).map(|i| i.id.as_str());
                assert_eq!(back, Some(narrow.id.as_str()));
            }
            pairs.push((narrow.name.as_str(), wide));
        }
        assert_eq!(
            pairs,
            [
                ("工业投资", Some("固定资产投资额")),
                ("技术改造投资", Some("固定资产投资额")),
                ("制造业投资", Some("固定资产投资额")),
                ("高技术制造业投资", Some("固定资产投资额")),
                ("基础设施投资", Some("固定资产投资额")),
                ("民间投资", Some("固定资产投资额")),
                ("房地产开发投资", Some("固定资产投资额")),
                ("发明专利授权量", Some("专利授权量")),
                ("发明专利申请量", Some("专利申请量")),
                ("发明专利拥有量", Some("专利拥有量")),
                ("城镇居民人均可支配收入", Some("居民人均可支配收入")),
                ("农村居民人均可支配收入", Some("居民人均可支配收入")),
            ]
        );
    }

    #[test]
    fn an_unrelated_part_has_no_indicator_of_its_own() {
        let base = base();
        let patents = base.indicators.iter().find(|i| i.name == "专利授权量");
        let patents = patents.expect("listed");
        assert!(base.narrower(patents, "国家级").is_none());
        assert!(base.narrower(patents, "实用新型专利").is_none());
    }
}

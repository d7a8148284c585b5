//! Short forms (简称): how the press goes on to name a firm once its full name was told: the coined word
//! with the trade (行远箱包), the coined word alone, and the people who speak for it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Subjects;
use crate::text::{BlockKind, Document, Normal, Segmenter, is_han};

/// Ends of words for a post (职务), after which the name of its holder stands.
pub(in crate::observations) const POSTS: [&str; 26] = [
    "董事长",
    "经理",
    "总裁",
    "厂长",
    "创始人",
    "合伙人",
    "负责人",
    "工程师",
    "总工",
    "总监",
    "院长",
    "所长",
    "主任",
    "行长",
    "理事长",
    "会长",
    "校长",
    "书记",
    "局长",
    "区长",
    "市长",
    "县长",
    "镇长",
    "主管",
    "首席执行官",
    "CEO",
];

/// Posts that firms alone have.
pub(super) const FIRM_POSTS: [&str; 6] = ["董事长", "经理", "总裁", "厂长", "创始人", "总监"];

/// Finds the posts.
static POST: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(POSTS)
        .expect("a few short words fit into an automaton")
});

/// A brand (字号) stands for its firm where the text prints it so often apart from the full name.
const OFTEN: usize = 2;

impl Subjects {
    /// Short forms of all firms that were introduced.
    pub(super) fn shorten_all(&mut self, document: &Document, segmenter: &Segmenter) {
        for (name, subject) in self.introduced.clone() {
            if name == self.known[subject].name {
                self.shorten(&name, segmenter, subject, document);
            }
        }
    }

    /// 行远箱包 for 蓼滩行远箱包有限公司: the coined word of a firm's name with the trade behind it, two
    /// characters each, as the press shortens names; 沐舟 for 沐舟户外用品有限公司 where the text goes on so.
    fn shorten(&mut self, name: &str, segmenter: &Segmenter, subject: usize, document: &Document) {
        if !name.ends_with("公司") && !name.ends_with("集团") {
            return;
        }
        let bare = name.strip_prefix(self.place()).map_or(name, |bare| {
            // 苍岭县翠屏竹业股份有限公司.
            bare.strip_prefix(['县', '市', '区']).unwrap_or(bare)
        });
        let mut ends = bare.char_indices().map(|(at, _)| at).skip(2).step_by(2);
        let (Some(brand), Some(trade)) = (ends.next(), ends.next()) else {
            return;
        };
        let (place, brand) = (name.len() - bare.len(), &bare[..brand]);
        if !segmenter.is_rare(brand) {
            return;
        }
        // 陆港 of 陆港运营公司 is what the place is called too.
        let is_own_brand = |brand: &str| {
            name.ends_with("有限公司")
                && !self.default.contains(brand)
                && !segmenter.is_known(brand)
        };
        let alone = is_own_brand(brand) && stands_apart(&document.text, brand, name);
        let alone = alone.then_some(brand);
        let forms = [&bare[..trade], &name[..place + trade]];
        let forms = forms.into_iter().filter(|form| !segmenter.is_known(form));
        let longer = of_three(bare, segmenter)
            .filter(|brand| is_own_brand(brand) && goes_on_alone(&document.text, brand, bare));
        for short in forms.chain(alone).chain(longer) {
            if !self.introduced.iter().any(|(known, _)| known == short) {
                self.introduced.push((short.to_string(), subject));
            }
        }
    }

    /// 恺田公司董事长祝怀川: whoever holds a post of a firm goes on to stand for it.
    pub(super) fn name_people(&mut self, document: &Document) {
        if self.introduced.is_empty() {
            return;
        }
        let firms = self.introduced.iter();
        let firms = firms.filter(|(_, subject)| !self.known[*subject].is_place);
        let (firms, subjects): (Vec<&str>, Vec<usize>) = firms
            .map(|(name, subject)| (name.as_str(), *subject))
            .unzip();
        let Ok(names) = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(firms)
        else {
            return;
        };
        let mut people: Vec<(String, usize)> = Vec::new();
        let mut told: Option<usize> = None;
        for block in &document.blocks {
            if matches!(block.kind, BlockKind::Heading(_)) {
                told = None;
            }
            for &sentence in &block.sentences {
                let printed = document.slice(sentence);
                if !POST.is_match(printed) {
                    told = firms_in(&names, &subjects, printed)
                        .last()
                        .map(|(_, firm)| *firm)
                        .or(told);
                    continue;
                }
                let normal = Normal::new(&document.text, sentence);
                let text = normal.text();
                let firms = firms_in(&names, &subjects, text);
                for post in POST.find_iter(text) {
                    let before = firms.iter().rev().find(|(end, _)| *end <= post.start());
                    let firm = self.employer(&text[..post.end()], before.copied(), told);
                    let name = holder(&text[post.end()..]);
                    if let (Some(firm), Some(name)) = (firm, name)
                        && !people.iter().any(|(known, _)| known == name)
                    {
                        people.push((name.to_string(), firm));
                    }
                }
                told = firms.last().map(|(_, firm)| *firm).or(told);
            }
        }
        self.introduced.extend(people);
    }

    /// Whose post it is that `text` ends with: the firm named in its clause, or, of 公司总经理 and of posts
    /// that only firms have, the one told of last.
    fn employer(
        &self,
        text: &str,
        named: Option<(usize, usize)>,
        told: Option<usize>,
    ) -> Option<usize> {
        const LONGEST: usize = 12;
        const OFFICES: [&str; 7] = ["管委会", "局", "区", "县", "市", "镇", "协会"];
        let clause = text
            .rfind(['，', '。', '；', '！', '？', '”', '：'])
            .map_or(0, |at| at + "，".len());
        let here = named.filter(|(end, _)| {
            let between = &text[*end..];
            *end > clause && between.chars().count() <= LONGEST
        });
        if let Some((_, firm)) = here {
            return Some(firm);
        }
        let clause = &text[clause..];
        let is_firms = FIRM_POSTS.iter().any(|post| clause.ends_with(post))
            || ["公司", "企业", "厂"]
                .iter()
                .any(|own| clause.starts_with(own));
        let of_office = OFFICES.iter().any(|office| clause.contains(office));
        let is_short = clause.chars().count() <= LONGEST;
        let last = named.map(|(_, firm)| firm).or(told);
        last.filter(|_| is_firms && is_short && !of_office)
    }
}

/// 金穗源 of 金穗源食品股份有限公司: a coined word of three characters before a trade that the dictionary has.
fn of_three<'t>(bare: &'t str, segmenter: &Segmenter) -> Option<&'t str> {
    let at = |count: usize| bare.char_indices().nth(count).map(|(at, _)| at);
    let (brand, trade) = (&bare[..at(3)?], &bare[at(3)?..at(5)?]);
    (segmenter.is_known(trade) && segmenter.is_rare(brand)).then_some(brand)
}

/// The brand stands somewhere without the trade behind it.
fn goes_on_alone(text: &str, brand: &str, bare: &str) -> bool {
    let trade = bare
        .strip_prefix(brand)
        .and_then(|rest| rest.chars().next());
    text.match_indices(brand).any(|(at, _)| {
        let behind = text[at + brand.len()..].trim_start();
        behind.chars().next() != trade
    })
}

/// The brand is printed often enough outside the full name.
pub(super) fn stands_apart(text: &str, brand: &str, name: &str) -> bool {
    let within = name.find(brand).unwrap_or(0);
    let apart = text.match_indices(brand).filter(|(at, _)| {
        at.checked_sub(within)
            .and_then(|from| text.get(from..))
            .is_none_or(|rest| !rest.starts_with(name))
    });
    apart.take(OFTEN).count() == OFTEN
}

/// Firms named in a text, in order, with where their names end.
fn firms_in(names: &AhoCorasick, subjects: &[usize], text: &str) -> Vec<(usize, usize)> {
    names
        .find_iter(text)
        .map(|found| (found.end(), subjects[found.pattern().as_usize()]))
        .collect()
}

/// The name of two or three characters that a text begins with, where a word that no name holds follows it.
fn holder(text: &str) -> Option<&str> {
    const FOLLOWS: &str = "说介表坦告透感笑算回直指，。：；”（、的在向给也就从站翻带领是把已正将拿";
    const NO_NAME: &str = "说介绍表示告诉的了是在和与也就说，。：；”“（）、一人名等为及";
    let ends = |count: usize| text.char_indices().nth(count).map(|(at, _)| at);
    [2, 3].into_iter().find_map(|count| {
        let (name, rest) = text.split_at(ends(count)?);
        let is_name = name.chars().all(|c| is_han(c) && !NO_NAME.contains(c));
        (is_name && rest.starts_with(|c| FOLLOWS.contains(c))).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holders_of_posts() {
        assert_eq!(holder("祝怀川翻着生产计划表说"), Some("祝怀川"));
        assert_eq!(holder("覃立说，三期项目"), Some("覃立"));
        assert_eq!(holder("介绍，公司去年"), None);
        assert_eq!(holder("的办公室里"), None);
    }
}

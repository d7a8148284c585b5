//! Which leaves of a page are its article (正文): the part with most of the sentences that are no
//! links, and in it what is no list of links.

use std::ops::Range;

use crate::intake::chars::is_invisible;

use super::leaves::{Leaf, LeafKind, Leaves};

/// A part is gone into when it has this share of the sentences of the part around it, in percent.
const SHARE: usize = 80;

/// What parts are called that hold nothing but the article, in Chinese content systems too.
const MAIN: [&str; 18] = [
    "articlebody",
    "article-content",
    "article_content",
    "articlecontent",
    "trs_editor",
    "view trs_uedit",
    "v_news_content",
    "vsb_content",
    "js_content",
    "rich_media_content",
    "ucap-content",
    "zoom",
    "pages_content",
    "news_content",
    "newscontent",
    "entry-content",
    "post-content",
    "bt-content",
];
/// What parts are called that stand beside an article.
const ASIDE: [&str; 27] = [
    "share",
    "related",
    "recommend",
    "footer",
    "foot",
    "copyright",
    "comment",
    "crumb",
    "position",
    "pagination",
    "prevnext",
    "pre-next",
    "sidebar",
    "side-bar",
    "toolbar",
    "tools",
    "qrcode",
    "hot-",
    "hotnews",
    "rank",
    "advert",
    "banner",
    "menu",
    "navbar",
    "login",
    "search",
    "xgwz",
];

/// Finds the leaves of the article.
pub(super) fn find(all: &Leaves) -> Range<usize> {
    let mut sums = vec![0];
    for leaf in &all.leaves {
        sums.push(sums[sums.len() - 1] + weight(leaf));
    }
    let weigh = |part: usize| sums[all.parts[part].end] - sums[all.parts[part].first];
    let total = sums[sums.len() - 1];
    if total == 0 || all.parts.is_empty() {
        return 0..all.leaves.len();
    }
    let is_main = |part: usize| {
        let part = &all.parts[part];
        matches!(part.tag.as_str(), "article" | "main")
            || part.names.split(' ').any(|name| MAIN.contains(&name))
    };
    let named = (0..all.parts.len())
        .filter(|&part| is_main(part) && weigh(part) >= total / 2)
        .min_by_key(|&part| all.parts[part].end - all.parts[part].first);
    let mut at = named.unwrap_or(0);
    loop {
        let here = weigh(at);
        let next = (at + 1..all.parts.len())
            .filter(|&part| all.parts[part].parent == Some(at))
            .max_by(|&a, &b| weigh(a).cmp(&weigh(b)));
        match next {
            Some(next) if is_worth(all, next, weigh(next), here) => at = next,
            _ => return all.parts[at].first..all.parts[at].end,
        }
    }
}

/// True for a part with most of the sentences, more than one leaf of them unless it has all.
fn is_worth(all: &Leaves, part: usize, weight_of: usize, around: usize) -> bool {
    let Range { start, end } = all.parts[part].first..all.parts[part].end;
    let several = all.leaves[start..end]
        .iter()
        .filter(|leaf| weight(leaf) > 0)
        .count()
        >= 2;
    weight_of >= around || several && weight_of * 100 >= around * SHARE
}

/// How many characters of sentences a leaf has.
fn weight(leaf: &Leaf) -> usize {
    let count = leaf.text.chars().filter(|c| !is_invisible(*c)).count();
    let is_text = match leaf.kind {
        LeafKind::Table => true,
        _ => leaf.text.contains(['，', '。', '；', '！', '？', '、']) && count >= 12,
    };
    match is_text && leaf.linked * 2 < count {
        true => count.saturating_sub(leaf.linked),
        false => 0,
    }
}

/// True for a leaf inside the article's part that is none of its text: links, and parts that are
/// called so and hold little.
pub(super) fn is_aside(all: &Leaves, i: usize, main: &Range<usize>) -> bool {
    let leaf = &all.leaves[i];
    let count = leaf.text.chars().filter(|c| !is_invisible(*c)).count();
    let sentence = leaf.text.contains('。');
    if leaf.linked * 5 > count * 3 && !sentence {
        return true;
    }
    let whole: usize = all.leaves[main.clone()].iter().map(weight).sum();
    let mut part = Some(leaf.part);
    while let Some(at) = part {
        let Range { start, end } = all.parts[at].first..all.parts[at].end;
        if start <= main.start && end >= main.end {
            return false;
        }
        let names = &all.parts[at].names;
        let called = all.parts[at].tag == "footer"
            || all.parts[at].tag == "aside"
            || names.split(' ').any(|name| {
                ASIDE
                    .iter()
                    .any(|aside| name.starts_with(aside) || name.ends_with(aside))
            });
        let holds: usize = all.leaves[start..end].iter().map(weight).sum();
        if called && holds * 5 < whole {
            return true;
        }
        part = all.parts[at].parent;
    }
    false
}

//! What a noun phrase names (命名): its indicator, its part, its words.

use std::ops::Range;

use super::super::lexicon::Term;
use super::super::outputs;
use super::super::sentence::{Kind, Pos, Sentence};
use super::super::vocabulary::Vocabulary;
use super::Head;
use super::bare::{ADDED, DONE};
use crate::model::LeftoverReason;

/// Verbs that make another indicator of what they govern: 申报高新技术企业 counts applications.
const FLOW_VERBS: [&str; 14] = [
    "申报",
    "认定",
    "新增",
    "获批",
    "净增",
    "新认定",
    "培育",
    "孵化",
    "注销",
    "辅导",
    "评选",
    "推荐",
    "培养",
    "淘汰",
];

/// Words that scope nothing: they are no part of a breakdown.
const EMPTY_MODIFIERS: [&str; 31] = [
    "月",
    "日",
    "季",
    "协议",
    "合同",
    "意向",
    "公司",
    "集团",
    "我们",
    "全区",
    "我区",
    "区内",
    "园区",
    "主要",
    "全年",
    "本",
    "累计",
    "年度",
    "其",
    "全部",
    "国家",
    "全社会",
    "当年",
    "实际",
    "现",
    "本区",
    "区",
    "各",
    "年",
    "全县",
    "所有",
];

/// Trades whose output is none of industry (农业与服务业): 茶产业总产值.
const NO_INDUSTRIES: [&str; 47] = [
    "竹产业",
    "油茶",
    "药材",
    "畜牧",
    "水产",
    "蚕桑",
    "果业",
    "全产业链",
    "综合",
    "农业",
    "林业",
    "牧业",
    "渔业",
    "畜牧业",
    "种植业",
    "养殖业",
    "农林牧渔业",
    "林下经济",
    "庭院经济",
    "茶产业",
    "茶叶",
    "茶",
    "橘",
    "橙",
    "柚",
    "梨",
    "桃",
    "鱼",
    "虾",
    "蟹",
    "猪",
    "牛",
    "羊",
    "水果",
    "蔬菜",
    "花卉",
    "苗木",
    "中药材",
    "食用菌",
    "旅游",
    "旅游业",
    "文旅产业",
    "文化产业",
    "服务业",
    "物流业",
    "建筑业",
    "餐饮",
];

/// Tails that leave an indicator the head of its phrase.
const INDICATOR_TAILS: [&str; 15] = [
    "入库",
    "存量",
    "保有量",
    "数",
    "数量",
    "总数",
    "额",
    "总额",
    "金额",
    "总量",
    "总",
    "规模",
    "资金",
    "预期",
    "指标",
];

/// Finds indicator, breakdown and words of the phrase in `range`.
pub(in crate::observations) fn describe(
    sentence: &Sentence,
    range: Range<usize>,
    config: &Vocabulary<'_>,
) -> Head {
    let mut head = Head {
        range: range.clone(),
        ..Head::default()
    };
    let tail_ok = |at: usize| {
        let rest = sentence.between(at + 1, range.end);
        rest.is_empty() || INDICATOR_TAILS.contains(&rest) || DONE.contains(&rest) || rest == "”"
    };
    let found = range
        .clone()
        .rev()
        .find_map(|at| match sentence.tokens[at].kind {
            Kind::Term(Term::Indicator(i)) => Some((at, i)),
            _ => None,
        });
    let mut noun_from = range.start;
    // Governing verbs stand first.
    while noun_from < range.end
        && (matches!(sentence.tokens[noun_from].kind, Kind::Word(Pos::Verb))
            || (sentence.of_token(noun_from) == "新" && noun_from + 1 < range.end))
    {
        noun_from += 1;
    }
    let governing = sentence.between(range.start, noun_from);
    head.verb = governing
        .strip_suffix('含')
        .unwrap_or(governing)
        .to_string();
    head.noun = phrase_text(sentence, noun_from..range.end);
    head.subject = range
        .clone()
        .find(|&at| matches!(sentence.tokens[at].kind, Kind::Term(Term::Subject(_))));
    let mut parts: Vec<String> = Vec::new();
    for at in noun_from..range.end {
        match sentence.tokens[at].kind {
            Kind::Term(Term::Breakdown(b)) => parts.push(config.breakdowns[b].name.clone()),
            Kind::Leftover(LeftoverReason::Threshold) if !is_included(sentence, at) => {
                parts.push(sentence.of_token(at).to_string());
            }
            _ => {}
        }
    }
    // 林下经济产值, 茶产业总产值: the output of a trade that is no industry.
    let found = found.filter(|&(at, i)| {
        config.indicators[i].name != outputs::OF_INDUSTRY
            || !NO_INDUSTRIES
                .iter()
                .any(|trade| sentence.between(noun_from, at).ends_with(trade))
    });
    if let Some((at, i)) = found
        && tail_ok(at)
        && !FLOW_VERBS.iter().any(|verb| head.verb.ends_with(verb))
    {
        let (wide, implied) = config.widened(i);
        head.indicator = Some(wide);
        let indicator = &config.indicators[wide];
        if parts.is_empty()
            && let Some(implied) = implied
        {
            parts.push(implied);
        }
        if parts.is_empty() && indicator.unit == "元" {
            parts.extend(holder(sentence, noun_from..at, config));
        }
        // 油料产量, 茶叶产量: amounts of money, and outputs of this product and that.
        let has_parts = indicator.unit == "元" || indicator.name == "产量";
        if parts.is_empty() && has_parts {
            let modifier = modifier(sentence, noun_from..at);
            if !modifier.is_empty() {
                parts.push(modifier);
            }
        }
    }
    // 上市企业再添2家 counts those that are new.
    if let Some((at, i)) = found
        && ADDED.contains(&sentence.between(at + 1, range.end))
    {
        head.noun = format!("新增{}", sentence.of_token(at));
        head.verb.clear();
        head.indicator = config.listed(&format!("新增{}", config.indicators[i].name));
        head.indicator = head.indicator.or_else(|| config.listed(&head.noun));
    }
    let ends_in_limit = range.clone().next_back().is_some_and(|at| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Leftover(LeftoverReason::Threshold)
        )
    });
    if head.indicator.is_none() && !parts.is_empty() && !ends_in_limit {
        // 新引进亿元以上项目: the limit stands inside the name.
        let bare: String = range
            .clone()
            .filter(|&at| {
                !matches!(
                    sentence.tokens[at].kind,
                    Kind::Term(Term::Breakdown(_))
                        | Kind::Leftover(LeftoverReason::Threshold)
                        | Kind::Word(Pos::Of)
                )
            })
            .map(|at| sentence.of_token(at))
            .collect();
        head.indicator = config.listed(&bare);
    }
    // 新引进箱包配套项目: projects of a kind, where projects of all kinds are listed.
    if head.indicator.is_none()
        && let Some(kind) = head.noun.strip_suffix("项目")
        && (2..=8).contains(&kind.chars().count())
        && !head.verb.is_empty()
        && let Some(all) = config.listed(&format!("{}项目", head.verb))
    {
        head.indicator = Some(all);
        if parts.is_empty() {
            parts.push(kind.to_string());
        }
    }
    // 民营企业进出口额: a part whose name ends as the indicator begins.
    if head.indicator.is_none()
        && !parts.is_empty()
        && ["额", "出口", "进口"]
            .iter()
            .any(|end| head.noun.ends_with(end))
    {
        let mut tails = head
            .noun
            .char_indices()
            .skip(1)
            .map(|(at, _)| &head.noun[at..]);
        head.indicator = tails.find_map(|tail| config.listed(tail));
    }
    head.breakdown = (!parts.is_empty()).then(|| parts.concat());
    head
}

/// 累计办理含2000万元以下入园项目96个: what is counted in takes nothing out.
fn is_included(sentence: &Sentence, limit: usize) -> bool {
    limit > 0 && matches!(sentence.of_token(limit - 1), "含" | "包括" | "包含")
}

/// 高新技术企业 in 高新技术企业工业总产值: those whose amount it is.
fn holder(sentence: &Sentence, range: Range<usize>, config: &Vocabulary<'_>) -> Option<String> {
    let last = range.last()?;
    let Kind::Term(Term::Indicator(i)) = sentence.tokens[last].kind else {
        return None;
    };
    let name = config.indicators[i].name.strip_suffix('数')?;
    name.ends_with("企业").then(|| name.to_string())
}

/// The words before an indicator that say which part of it is meant: 新材料 in 新材料产值.
fn modifier(sentence: &Sentence, range: Range<usize>) -> String {
    let mut words = String::new();
    for at in range {
        match sentence.tokens[at].kind {
            Kind::Word(Pos::Noun | Pos::Modifier | Pos::VerbNoun | Pos::Other) => {
                let word = sentence.of_token(at);
                if !EMPTY_MODIFIERS.contains(&word) {
                    words.push_str(word);
                }
            }
            Kind::Mark(c) if "“”".contains(c) => words.push(c),
            Kind::Leftover(LeftoverReason::Name) => words.push_str(sentence.of_token(at)),
            Kind::Mark('、') | Kind::Word(Pos::Of) => words.clear(),
            _ => {}
        }
    }
    whole_quotations(words)
}

/// Words cut out of a sentence, without a mark of quotation whose other half stayed behind.
fn whole_quotations(words: String) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut open: Vec<usize> = Vec::new();
    for c in words.chars() {
        match c {
            '“' => open.push(kept.len()),
            '”' if open.pop().is_none() => continue,
            _ => {}
        }
        kept.push(c);
    }
    for at in open.into_iter().rev() {
        kept.remove(at);
    }
    kept
}

/// The text of a phrase without brackets and without a 的 at its edge.
pub(in crate::observations) fn phrase_text(sentence: &Sentence, range: Range<usize>) -> String {
    let base = sentence.tokens.get(range.start).map_or(0, |t| t.depth);
    let mut words = String::new();
    for at in range.clone() {
        if sentence.tokens[at].depth > base
            || matches!(sentence.tokens[at].kind, Kind::Mark('（' | '）'))
        {
            continue;
        }
        let is_limit = |at: usize| {
            matches!(
                sentence.tokens[at].kind,
                Kind::Leftover(LeftoverReason::Threshold)
            )
        };
        if is_limit(at) && is_included(sentence, at) {
            continue;
        }
        if range.contains(&(at + 1)) && is_limit(at + 1) && is_included(sentence, at + 1) {
            continue;
        }
        words.push_str(sentence.of_token(at));
    }
    whole_quotations(words).trim_matches('的').to_string()
}

/// What a clause says that somebody did, in bare words: 参加了活动 as 参加活动.
pub(in crate::observations) fn deed(sentence: &Sentence, range: Range<usize>) -> String {
    let mut did = phrase_text(sentence, range);
    did.retain(|c| !"，。；了".contains(c));
    did
}

/// The last two characters, in which Chinese names say of what kind a thing is: 签约项目 is a 项目.
pub(in crate::observations) fn last_two(words: &str) -> &str {
    let from = words.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    &words[from..]
}

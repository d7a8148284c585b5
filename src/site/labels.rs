//! Names of one-off figures (单列数字的名称). Their labels are made from the words of the sentence
//! and are keys too, so they stay; what a reader is shown is put in the order of good Chinese.

use crate::model::{Fact, Observation};

/// Verbs that a label has behind the words they govern: 解决难题的帮助企业数 is 帮助解决难题的企业数.
const GOVERNING: [&str; 6] = ["帮助", "吸引", "促成", "获得", "引进", "培育"];

/// Verbs that say nothing in a name.
const EMPTY: [&str; 3] = ["带来", "成为", "携"];

/// Verbs between a body and what is named after it: 驻外招商队组建驻外招商工作队.
const FOUNDING: [&str; 4] = ["组建", "成立", "设立", "建立"];

/// Longest clause that may stand for a name, in characters.
const LONGEST: usize = 26;

/// The name of a fact that no indicator has; `first` is the observation that states it first.
pub(super) fn readable(fact: &Fact, first: Option<&Observation>) -> String {
    let spans = first.filter(|o| o.rule == "span-of-time");
    match spans.and_then(|o| clause(o, &fact.key.subject)) {
        Some(clause) => clause,
        None => tidy(&fact.label, &fact.unit),
    }
}

/// A label in the order of good Chinese.
fn tidy(label: &str, unit: &str) -> String {
    let mut label = once(label);
    if let Some(rest) = EMPTY.iter().find_map(|verb| label.strip_prefix(verb))
        && rest.chars().count() >= 3
    {
        label = rest.to_string();
    }
    if let Some((words, thing)) = label.split_once('的') {
        let verb = GOVERNING.iter().find(|verb| thing.starts_with(**verb));
        let bare = EMPTY.iter().find_map(|verb| thing.strip_prefix(verb));
        label = match (verb, bare, thing) {
            (_, _, "合作数") => format!("合作{words}数"),
            (_, _, "企业数") if words.starts_with("认定为") && words.ends_with("企业") => {
                format!("认定{}数", words.trim_start_matches("认定为"))
            }
            (Some(verb), ..) => format!("{verb}{words}的{}", &thing[verb.len()..]),
            (None, Some(bare), _) => format!("{words}的{bare}"),
            (None, None, _) if words.chars().count() == 2 => format!("{words}{thing}"),
            _ => label,
        };
    }
    match label.strip_suffix('数') {
        Some(team) if matches!(unit, "人" | "名") && team.ends_with(['队', '伍']) => {
            format!("{team}人数")
        }
        _ => label,
    }
}

/// A label that says its beginning twice without the first time: 获批获批工作站数,
/// 驻外招商队组建驻外招商工作队数.
fn once(label: &str) -> String {
    let ends = label.char_indices().map(|(at, c)| at + c.len_utf8());
    let head = |n: usize| ends.clone().nth(n - 1).map(|end| &label[..end]);
    if let Some(head) = head(2)
        && label[head.len()..].starts_with(head)
    {
        return label[head.len()..].to_string();
    }
    let again = head(4).and_then(|head| Some(head.len() + label[head.len()..].find(head)?));
    let is_founded = |at: &usize| FOUNDING.iter().any(|verb| label[..*at].ends_with(verb));
    again
        .filter(is_founded)
        .map_or(label, |at| &label[at..])
        .to_string()
}

/// The clause that a length of time stands in, with dots in its place:
/// 连续……经济增速在全省排名第一. The subject that leads it is left out.
fn clause(observation: &Observation, subject: &str) -> Option<String> {
    let stops = ['，', ',', '；', ';', '。', '：'];
    let sentence = &observation.sentence_text;
    let at = (observation.quote.start).checked_sub(observation.sentence.start)?;
    let quote = observation.quote_text.as_str();
    let (before, behind) = (
        sentence.get(..at)?,
        sentence.get(at..)?.strip_prefix(quote)?,
    );
    let before = before.rsplit(stops).next()?.trim_start();
    let before = before.strip_prefix(subject).unwrap_or(before);
    let before = before.trim_start_matches('已');
    let behind = behind.split(stops).next()?.trim_end();
    let clause = format!("{before}……{behind}");
    let clause: String = clause.chars().filter(|c| !"“”‘’".contains(*c)).collect();
    let length = clause.chars().count();
    (length > 4 && length <= LONGEST).then_some(clause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_put_in_order() {
        for (label, unit, read) in [
            ("解决技术难题的帮助企业数", "家", "帮助解决技术难题的企业数"),
            ("参与的吸引意向企业数", "家", "吸引参与的意向企业数"),
            (
                "赴外地举行推介会的携厂房项目数",
                "家",
                "赴外地举行推介会的厂房项目数",
            ),
            ("获批获批博士后工作站数", "个", "获批博士后工作站数"),
            ("驻外招商队组建驻外招商工作队数", "支", "驻外招商工作队数"),
            (
                "规上高企数量占全区规上企业的比例",
                "%",
                "规上高企数量占全区规上企业的比例",
            ),
            (
                "规模以上高新技术企业数量占规模以上企业的比例",
                "%",
                "规模以上高新技术企业数量占规模以上企业的比例",
            ),
            ("招商队伍数", "人", "招商队伍人数"),
            ("招商队伍数", "支", "招商队伍数"),
            ("高校的合作数", "所", "合作高校数"),
            ("项目的申报材料数", "份", "项目申报材料数"),
            ("带来新增产值", "元", "新增产值"),
            ("认定为市级优势企业的企业数", "家", "认定市级优势企业数"),
            ("认定为市级中心的企业数", "家", "认定为市级中心的企业数"),
            ("发放公章数", "个", "发放公章数"),
        ] {
            assert_eq!(tidy(label, unit), read);
        }
    }
}

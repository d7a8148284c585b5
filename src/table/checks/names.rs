//! Names listed (所列名称): the names that a sentence lists, counted, beside the count it gives.
//!
//! 住建、人防、水务、发改、经信、环保等6个部门 lists six. 等 closes a list as well as it leaves one open
//! (《现代汉语词典》, 等 as an auxiliary), so fewer names than the count say nothing; more names
//! cannot all be among those counted, as long as each of them is plainly one name.

use super::{
    Rule,
    book::{Book, is_level},
    draft::Draft,
    figure::Figure,
    multiple::before_quote,
};
use crate::model::{Check, Decimal, Verdict};

pub(super) const RULE: Rule = Rule {
    code: "names",
    name: "所列名称的个数",
    formula: "所列名称的个数 = 所说的个数",
    run,
};

/// Longer than this, characters between two pauses may be a clause and not a name.
const LONGEST_NAME: usize = 16;

fn run(book: &Book<'_>) -> Vec<Check> {
    book.figures.iter().filter_map(|f| check(book, f)).collect()
}

fn check<'a>(book: &Book<'a>, stated: &Figure<'a>) -> Option<Check> {
    if !is_level(stated) || !stated.is_whole_number() {
        return None;
    }
    let list = listed(before_quote(stated))?;
    let count = Decimal::from(list.len());
    let verdict = if count == stated.value {
        Verdict::Agrees
    } else if count > stated.value && list.iter().all(|name| is_plain(name)) {
        Verdict::Open
    } else {
        return None;
    };
    let unit = &stated.fact.unit;
    let relation = if verdict == Verdict::Agrees {
        "="
    } else {
        "≠"
    };
    Some(
        Draft::new(
            RULE.code,
            verdict,
            format!("{}与所列名称", book.dated_name(stated)),
            &[*stated],
        )
        .formula(format!(
            "所列{count}{unit} {relation} “{}”",
            stated.printed()
        ))
        .stated(stated)
        .computed(format!("{count}{unit}"))
        .note(format!("所列为“{}”。", list.join("、")))
        .done(),
    )
}

/// The names of a list that ends where the text ends: 甲、乙和丙等.
fn listed(before: &str) -> Option<Vec<&str>> {
    let before = before.strip_suffix('等')?;
    let mut depth = 0;
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| {
            match c {
                '）' | ')' => depth += 1,
                '（' | '(' => depth -= 1,
                _ => {}
            }
            depth < 0 || depth == 0 && "，,。；;：:".contains(*c)
        })
        .map_or(0, |(at, c)| at + c.len_utf8());
    let mut names: Vec<&str> = before[start..].split('、').collect();
    let last = names.pop()?;
    names.extend(last.splitn(2, ['和', '及', '与']));
    let is_short = |name: &&str| (1..=LONGEST_NAME).contains(&name.chars().count());
    (names.len() >= 2 && names[1..].iter().all(is_short)).then_some(names)
}

/// A name of its own, not a place or a time that what is counted has: no 的, no verb of place.
fn is_plain(name: &str) -> bool {
    name.chars().count() <= 6
        && !name.contains(['的', '在', '市', '省', '区', '县', '国', '年', '月'])
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn lists_end_at_the_number() {
        let six = "同时，将原住建、人防、水务、发改、经信、环保等";
        assert_eq!(listed(six).map(|names| names.len()), Some(6));
        assert_eq!(listed("建成甲、乙和丙等").map(|names| names.len()), Some(3));
        let bracket = "拥有天谷（某市）基地、某某基地等";
        assert_eq!(
            listed(bracket),
            Some(vec!["拥有天谷（某市）基地", "某某基地"])
        );
        assert_eq!(listed("建成甲孵化器等"), None);
        assert_eq!(listed("拥有甲、乙"), None);
        assert_eq!(listed("储备新材料、电子信息等产业上下游配套企业"), None);
    }
}

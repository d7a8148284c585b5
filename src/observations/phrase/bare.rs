//! Words that need others (待补的词): verbs of completion behind a noun, and nouns that alone do not say
//! which of their kind are meant.

use std::ops::Range;

use super::super::lexicon::Term;
use super::super::sentence::{Kind, Pos, Sentence};
use super::super::vocabulary::Vocabulary;
use super::Head;

/// Verbs of completion that may follow the noun: 人才公寓建成5200套.
pub(super) const DONE: [&str; 7] = ["建成", "完成", "落成", "投用", "开通", "交付", "竣工"];

/// True for a verb of completion.
pub(in crate::observations) fn is_done(verb: &str) -> bool {
    DONE.contains(&verb)
}

/// True for a verb that tells how far a project has come (项目进展): 开工, 竣工, 投产.
pub(in crate::observations) fn is_stage(verb: &str) -> bool {
    const STAGES: [&str; 8] = [
        "开工", "动工", "竣工", "建成", "投用", "投产", "交付", "落地",
    ];
    STAGES.contains(&verb)
}

/// Nouns that alone do not say which of their kind are meant.
const BARE: [&str; 12] = [
    "项目", "企业", "产品", "人员", "成果", "员工", "家庭", "土地", "厂房", "专利", "设备", "订单",
];

/// Verbs of addition that may follow the noun: 上市企业再添2家.
pub(super) const ADDED: [&str; 4] = ["再添", "新增", "增添", "新添"];

/// True for a noun that alone does not say which of its kind are meant.
pub(in crate::observations) fn is_bare(noun: &str) -> bool {
    BARE.contains(&noun)
}

/// 签约的项目, 源自本地科研成果转化的项目: the clause in `before` tells a bare noun apart.
pub(super) fn told_apart(
    sentence: &Sentence,
    before: Range<usize>,
    config: &Vocabulary<'_>,
    head: &mut Head,
) {
    if head.verb.is_empty()
        && head.indicator.is_none()
        && BARE.contains(&head.noun.as_str())
        && let Some(clause) = clause_of(sentence, before.start, before.end)
    {
        head.indicator = config.listed(&format!("{clause}{}", head.noun));
        head.noun = format!("{clause}的{}", head.noun);
        let is_own = ["我们", "公司", "企业"]
            .iter()
            .any(|who| clause.starts_with(who));
        let is_part = head.indicator.is_none() && !is_own;
        head.breakdown = is_part.then(|| head.noun.clone());
    }
}

/// 源自本地科研成果转化的项目: the clause that 的 before token `noun` joins to it.
fn clause_of(sentence: &Sentence, from: usize, noun: usize) -> Option<String> {
    let of = noun.checked_sub(1).filter(|&at| at > from)?;
    let words = from..of;
    let is_plain = words.clone().all(|at| {
        matches!(
            sentence.tokens[at].kind,
            Kind::Word(_) | Kind::Term(Term::Indicator(_) | Term::Breakdown(_))
        )
    });
    let acts = words
        .clone()
        .any(|at| matches!(sentence.tokens[at].kind, Kind::Word(Pos::Verb)));
    let text = sentence.between(from, of);
    let fits = (2..=14).contains(&text.chars().count());
    (matches!(sentence.tokens[of].kind, Kind::Word(Pos::Of)) && is_plain && acts && fits)
        .then(|| text.to_string())
}

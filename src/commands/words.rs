//! Counts and names in the user's language.

use std::io;

use crate::{
    diag::{Diagnostic, Language, Phrase, Report},
    model::LeftoverReason,
};

/// A thing that is counted: measure word and noun in Chinese, singular in English.
pub(super) type Noun = (&'static str, &'static str);

pub(super) const ARTICLE: Noun = ("篇文章", "article");
pub(super) const FIGURE: Noun = ("处数字", "figure");
pub(super) const FACT: Noun = ("条事实", "fact");
pub(super) const SERIES: Noun = ("个序列", "series");
pub(super) const CONFLICT: Noun = ("处说法不一", "contradiction");
pub(super) const FILE: Noun = ("个文件", "file");

/// `5 篇文章`, `5 articles`, `1 article`.
pub(super) fn counted(n: usize, (zh, en): Noun, language: Language) -> String {
    match language {
        Language::Chinese => format!("{n} {zh}"),
        Language::English if n == 1 || en.ends_with('s') => format!("{n} {en}"),
        Language::English => format!("{n} {en}s"),
    }
}

/// One of two texts.
pub(super) fn say(language: Language, zh: impl Into<String>, en: impl Into<String>) -> String {
    Phrase::new(zh, en).in_language(language).to_string()
}

/// All reasons, in the order of the data contract.
pub(super) const REASONS: [LeftoverReason; 11] = [
    LeftoverReason::Date,
    LeftoverReason::TimeFrame,
    LeftoverReason::Ordinal,
    LeftoverReason::Name,
    LeftoverReason::Idiom,
    LeftoverReason::Enumeration,
    LeftoverReason::Threshold,
    LeftoverReason::Indefinite,
    LeftoverReason::Noise,
    LeftoverReason::Lexical,
    LeftoverReason::Unresolved,
];

/// What kind of numeric expression is no figure.
pub(super) fn reason(reason: LeftoverReason) -> Phrase {
    let (zh, en) = match reason {
        LeftoverReason::Date => ("日期", "dates"),
        LeftoverReason::TimeFrame => ("时段", "spans of time"),
        LeftoverReason::Ordinal => ("序数", "ordinals"),
        LeftoverReason::Name => ("名称里的数", "parts of names"),
        LeftoverReason::Idiom => ("成语", "figures of speech"),
        LeftoverReason::Enumeration => ("列举", "counts of what is listed"),
        LeftoverReason::Threshold => ("门槛", "thresholds"),
        LeftoverReason::Indefinite => ("不定数", "indefinite numbers"),
        LeftoverReason::Noise => ("页面杂项", "page furniture"),
        LeftoverReason::Lexical => ("词里的数字", "parts of words"),
        LeftoverReason::Unresolved => ("未能归类", "unresolved"),
    };
    Phrase::new(zh, en)
}

/// The report of an output that cannot be written to.
pub(super) fn unwritable(error: &io::Error) -> Report {
    one(Diagnostic::error(
        "output-write",
        Phrase::new(
            format!("写不到标准输出：{error}"),
            format!("cannot write to standard output: {error}"),
        ),
    ))
}

/// A report of one problem.
pub(super) fn one(problem: Diagnostic) -> Report {
    Report {
        diagnostics: vec![problem],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        let english = |n, noun| counted(n, noun, Language::English);
        assert_eq!(english(1, ARTICLE), "1 article");
        assert_eq!(english(0, ARTICLE), "0 articles");
        assert_eq!(english(2, SERIES), "2 series");
        assert_eq!(counted(2, FACT, Language::Chinese), "2 条事实");
    }
}

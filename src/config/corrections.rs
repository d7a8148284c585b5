//! Checks the corrections (更正): each needs a target, a reason, a date and a guard.

use std::collections::BTreeMap;

use super::{
    Correction,
    check::{Check, text},
    raw::{RawCorrection, Text},
    reader::did_you_mean,
};
use crate::{
    diag::{Diagnostic, Phrase, suggest},
    model::Date,
};

/// Fields of an observation that a correction may set, by their names in the data contract;
/// `quote` only places an observation that is added, `preferred` settles a conflict.
pub const CORRECTABLE: [&str; 15] = [
    "quote",
    "value",
    "unit",
    "qualifier",
    "measure",
    "basis",
    "status",
    "nature",
    "cumulative",
    "period",
    "subject",
    "indicator",
    "breakdown",
    "label",
    "preferred",
];

/// The correction as the program uses it; `None` after a problem with its fields.
pub(super) fn check_correction(check: &mut Check<'_>, raw: &RawCorrection) -> Option<Correction> {
    let mut set = BTreeMap::new();
    for (name, value) in raw.set.iter().flatten() {
        if CORRECTABLE.contains(&name.get_ref().as_str()) {
            set.insert(name.get_ref().clone(), value.clone());
        } else {
            check.unknown_field(name);
        }
    }
    if let Some(id) = &raw.observation {
        check.observation_id(id);
    }
    if let Some(article) = &raw.article {
        check.slug(article);
    }
    if let Some(date) = &raw.date {
        check.date(date);
    }
    let suppress = raw.suppress.as_ref().is_some_and(|flag| *flag.get_ref());
    check.purpose(raw, suppress);
    Some(Correction {
        observation: raw.observation.as_ref().map(|id| id.get_ref().clone()),
        article: raw.article.as_ref()?.get_ref().clone(),
        expect: raw.expect.as_ref()?.get_ref().clone(),
        reason: raw.reason.as_ref()?.get_ref().clone(),
        date: text(raw.date.clone()),
        suppress,
        set,
    })
}

impl Check<'_> {
    /// A day, a month or a year on the calendar.
    pub(super) fn date(&mut self, date: &Text) {
        if date.get_ref().parse::<Date>().is_ok() {
            return;
        }
        self.report.push(
            Diagnostic::error(
                "facts-bad-date",
                Phrase::new(
                    format!("`{}` 不是日期", date.get_ref()),
                    format!("`{}` is no date", date.get_ref()),
                ),
            )
            .at(self.file, date.span())
            .hint(Phrase::new("形如 \"2025-11-20\"", "as \"2025-11-20\"")),
        );
    }

    fn unknown_field(&mut self, name: &Text) {
        let word = name.get_ref();
        let mut problem = Diagnostic::error(
            "facts-unknown-key",
            Phrase::new(
                format!("`{word}` 不是可以更正的字段"),
                format!("`{word}` is no field that can be corrected"),
            ),
        )
        .at(self.file, name.span());
        problem.hint = Some(match suggest::nearest(word, CORRECTABLE) {
            Some(meant) => did_you_mean(meant),
            None => Phrase::new(
                format!("可用的字段：{}", CORRECTABLE.join("、")),
                format!("known fields: {}", CORRECTABLE.join(", ")),
            ),
        });
        self.report.push(problem);
    }

    fn observation_id(&mut self, id: &Text) {
        let digits = id.get_ref().strip_prefix("o-");
        let is_id = digits.is_some_and(|digits| {
            let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
            digits.len() == 12 && digits.bytes().all(is_digit)
        });
        if !is_id {
            self.report.push(
                Diagnostic::error(
                    "facts-bad-observation-id",
                    Phrase::new(
                        format!("`{}` 不是观测的编号", id.get_ref()),
                        format!("`{}` is no id of an observation", id.get_ref()),
                    ),
                )
                .at(self.file, id.span())
                .hint(Phrase::new(
                    "编号是 o- 加 12 位十六进制数，文章页上每个数字的链接里都有",
                    "ids are o- and 12 hexadecimal digits; the link of each figure on its article's page ends in one",
                )),
            );
        }
    }

    /// A correction re-reads (observation and set), adds (set alone) or suppresses.
    fn purpose(&mut self, raw: &RawCorrection, suppress: bool) {
        let (message, hint) = match (&raw.observation, suppress, &raw.set) {
            (None, true, _) => (
                Phrase::new(
                    "suppress = true 缺少 `observation`",
                    "suppress = true lacks `observation`",
                ),
                Phrase::new("写上要略去的观测编号", "name the observation to leave out"),
            ),
            (Some(_), true, Some(_)) => (
                Phrase::new(
                    "同一条更正不能既略去又修改",
                    "one correction cannot suppress and change",
                ),
                Phrase::new("删去 suppress 或 set", "take out suppress or set"),
            ),
            (_, false, None) => (
                Phrase::new("这条更正什么也没有改", "this correction changes nothing"),
                Phrase::new(
                    "写上 set = { 字段 = 值 }，或 suppress = true",
                    "write set = { field = value }, or suppress = true",
                ),
            ),
            _ => return,
        };
        let problem = Diagnostic::error("facts-bad-correction", message);
        let problem = problem.at(self.file, raw.header.clone()).hint(hint);
        self.report.push(problem);
    }
}

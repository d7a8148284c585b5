//! Names and ids that may stand only once, and who took them first.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use super::raw::Text;
use crate::diag::{Diagnostic, Phrase, Report, SourceFile, render::line_and_column};

/// What has been taken in one space of names (the indicators, the subjects, …).
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Word → index of its owner and place.
    taken: BTreeMap<String, (usize, Range<usize>)>,
}

impl Names {
    /// Takes `word` for entry number `owner`; says so in `report` when it is taken already.
    pub(super) fn take(
        &mut self,
        word: &Text,
        owner: usize,
        code: &'static str,
        file: &Arc<SourceFile>,
        report: &mut Report,
    ) {
        let text = word.get_ref();
        let Some((first, place)) = self.taken.get(text) else {
            self.taken.insert(text.clone(), (owner, word.span()));
            return;
        };
        let (line, _) = line_and_column(&file.text, place.start);
        let hint = if *first == owner {
            Phrase::new("删去重复的一个", "take one of them out")
        } else {
            Phrase::new(
                "两处若是同一件事，合并为一条；若不是，换一个名称",
                "if both are one thing, make them one entry; if not, choose another name",
            )
        };
        report.push(
            Diagnostic::error(
                code,
                Phrase::new(
                    format!("`{text}` 在第 {line} 行已经用过"),
                    format!("`{text}` is taken already, on line {line}"),
                ),
            )
            .at(file, word.span())
            .hint(hint),
        );
    }

    /// The entry that took `word`.
    pub(super) fn owner(&self, word: &str) -> Option<usize> {
        self.taken.get(word).map(|(owner, _)| *owner)
    }
}

//! Reads one table of `facts.toml` key by key: what is there in the right form is taken, and
//! everything that is wrong with it is said at once. (A serde error would stop at the first.)

use std::{ops::Range, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    diag::{Diagnostic, Phrase, Report, SourceFile, suggest},
    model::Decimal,
};

/// One table while it is being read.
pub(super) struct Entry<'a> {
    file: &'a Arc<SourceFile>,
    table: &'a DeTable<'a>,
    /// As an editor writes it: `[[indicator]]`.
    kind: &'static str,
    /// The bytes of its header: the place of problems with what is absent.
    pub(super) header: Range<usize>,
    asked: Vec<&'static str>,
    problems: Report,
}

impl<'a> Entry<'a> {
    /// Starts to read `table`.
    pub(super) fn new(
        file: &'a Arc<SourceFile>,
        table: &'a DeTable<'a>,
        kind: &'static str,
        header: Range<usize>,
    ) -> Self {
        Self {
            file,
            table,
            kind,
            header,
            asked: Vec::new(),
            problems: Report::default(),
        }
    }

    /// Ends the reading: keys that nobody asked for are unknown.
    pub(super) fn finish(mut self, report: &mut Report) {
        for (key, _) in self.table {
            let word: &str = key.get_ref();
            if self.asked.contains(&word) {
                continue;
            }
            let mut problem = Diagnostic::error(
                "facts-unknown-key",
                Phrase::new(
                    format!("{} 里没有 `{word}` 这个键", self.kind),
                    format!("{} has no key `{word}`", self.kind),
                ),
            )
            .at(self.file, key.span());
            problem.hint = Some(match suggest::nearest(word, self.asked.iter().copied()) {
                Some(meant) => did_you_mean(meant),
                None => Phrase::new(
                    format!("可用的键：{}", self.asked.join("、")),
                    format!("known keys: {}", self.asked.join(", ")),
                ),
            });
            self.problems.push(problem);
        }
        self.problems.diagnostics.sort_by_key(|problem| {
            let place = problem.place.as_ref();
            place.map(|(_, span)| span.start)
        });
        report.extend(self.problems);
    }

    /// The value of `key`, if there is one.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(key);
        let found = self.table.iter().find(|(k, _)| k.get_ref() == key);
        found.map(|(_, value)| value)
    }

    /// Text in quotes that is not empty.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.value(key)?;
        self.as_text(key, value)
    }

    /// Text in quotes that may be empty.
    pub(super) fn text_or_empty(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(s) => Some(Spanned::new(value.span(), s.to_string())),
            _ => {
                self.wrong_type(key, value, ("加引号的文字", "text in quotes"));
                None
            }
        }
    }

    /// A list of texts in quotes, none of them empty; those that are none are left out.
    pub(super) fn texts(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let value = self.value(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(
                key,
                value,
                (" [\"文字\", …] 形式的列表", "a list: [\"text\", …]"),
            );
            return None;
        };
        let texts = items.iter().filter_map(|item| self.as_text(key, item));
        Some(texts.collect())
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(Spanned::new(value.span(), *flag)),
            _ => {
                self.wrong_type(key, value, (" true 或 false", "true or false"));
                None
            }
        }
    }

    /// `[low, high]`: two decimal numbers, bare or in quotes.
    pub(super) fn range(&mut self, key: &'static str) -> Option<Spanned<(Decimal, Decimal)>> {
        let value = self.value(key)?;
        let items = match value.get_ref() {
            DeValue::Array(items) if items.len() == 2 => items,
            _ => {
                let wanted = (" [最小值, 最大值]", "[smallest, largest]");
                self.wrong_type(key, value, wanted);
                return None;
            }
        };
        let low = self.as_decimal(key, &items[0]);
        let high = self.as_decimal(key, &items[1]);
        let (low, high) = (low?, high?);
        if low > high {
            self.problems.push(
                Diagnostic::error(
                    "facts-bad-number",
                    Phrase::new(
                        format!("`{key}` 的最小值 {low} 大于最大值 {high}"),
                        format!(
                            "the smallest value of `{key}`, {low}, exceeds the largest, {high}"
                        ),
                    ),
                )
                .at(self.file, value.span()),
            );
            return None;
        }
        Some(Spanned::new(value.span(), (low, high)))
    }

    /// A date, in quotes or bare, as written.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Datetime(date) => Some(Spanned::new(value.span(), date.to_string())),
            _ => self.as_text(key, value),
        }
    }

    /// A table of fields and their new values: text, numbers and `true`/`false`, as written.
    pub(super) fn fields(&mut self, key: &'static str) -> Option<Vec<(Spanned<String>, String)>> {
        let value = self.value(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            let wanted = (" { 字段 = 值 } 形式的表", "a table: { field = value }");
            self.wrong_type(key, value, wanted);
            return None;
        };
        let mut fields = Vec::new();
        for (name, value) in table {
            let text = match value.get_ref() {
                DeValue::String(s) => s.to_string(),
                DeValue::Integer(n) => n.to_string(),
                DeValue::Float(n) => n.to_string(),
                DeValue::Boolean(b) => b.to_string(),
                DeValue::Datetime(d) => d.to_string(),
                _ => {
                    let wanted = ("文字、数或 true/false", "text, a number or true/false");
                    self.wrong_type(name.get_ref(), value, wanted);
                    continue;
                }
            };
            fields.push((Spanned::new(name.span(), name.get_ref().to_string()), text));
        }
        Some(fields)
    }

    /// The keys that are there, whatever their values.
    pub(super) fn keys(&self) -> Vec<String> {
        let keys = self.table.iter().map(|(key, _)| key.get_ref().to_string());
        keys.collect()
    }

    /// Says that `key` is required and absent. A key of the wrong type is not absent.
    pub(super) fn require(&mut self, key: &'static str) {
        if self.table.iter().any(|(k, _)| k.get_ref() == key) {
            return;
        }
        let problem = missing_key(self.file, &self.header, self.kind, key);
        self.problems.push(problem);
    }

    fn as_text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Spanned<String>> {
        match value.get_ref() {
            DeValue::String(s) if s.trim().is_empty() => {
                self.problems.push(
                    Diagnostic::error(
                        "facts-empty-value",
                        Phrase::new(format!("`{key}` 是空的"), format!("`{key}` is empty")),
                    )
                    .at(self.file, value.span())
                    .hint(Phrase::new(
                        "填上内容，或者删去",
                        "fill it in, or take it out",
                    )),
                );
                None
            }
            DeValue::String(s) => Some(Spanned::new(value.span(), s.to_string())),
            _ => {
                self.wrong_type(key, value, ("加引号的文字", "text in quotes"));
                None
            }
        }
    }

    fn as_decimal(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Decimal> {
        let printed = match value.get_ref() {
            DeValue::String(s) => s.to_string(),
            DeValue::Integer(n) => n.to_string(),
            DeValue::Float(n) => n.to_string(),
            _ => {
                self.wrong_type(key, value, ("数", "a number"));
                return None;
            }
        };
        let plain = printed.replace('_', "");
        let parsed = plain
            .parse()
            .or_else(|_| Decimal::from_scientific(&plain.to_ascii_lowercase()));
        if parsed.is_err() {
            self.problems.push(
                Diagnostic::error(
                    "facts-bad-number",
                    Phrase::new(
                        format!("`{printed}` 不是十进制数"),
                        format!("`{printed}` is no decimal number"),
                    ),
                )
                .at(self.file, value.span())
                .hint(Phrase::new(
                    "以基本单位书写，如 1500000000 或 \"0.5\"",
                    "write it in the base unit, as 1500000000 or \"0.5\"",
                )),
            );
        }
        parsed.ok()
    }

    fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: (&str, &str)) {
        let problem = wrong_type(self.file, key, value, wanted);
        self.problems.push(problem);
    }
}

/// `key` should be `wanted` (said in Chinese and English) and is something else.
pub(super) fn wrong_type(
    file: &Arc<SourceFile>,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    wanted: (&str, &str),
) -> Diagnostic {
    let (zh, en) = match value.get_ref() {
        DeValue::String(_) => ("文字", "text"),
        DeValue::Integer(_) => ("整数", "a whole number"),
        DeValue::Float(_) => ("小数", "a number"),
        DeValue::Boolean(_) => (" true/false", "true or false"),
        DeValue::Datetime(_) => ("日期", "a date"),
        DeValue::Array(_) => ("列表", "a list"),
        DeValue::Table(_) => ("表", "a table"),
    };
    Diagnostic::error(
        "facts-wrong-type",
        Phrase::new(
            format!("`{key}` 应当是{}，这里却是{zh}", wanted.0),
            format!("`{key}` must be {}, but this is {en}", wanted.1),
        ),
    )
    .at(file, value.span())
}

/// A key that must be there is not.
pub(super) fn missing_key(
    file: &Arc<SourceFile>,
    header: &Range<usize>,
    kind: &str,
    key: &str,
) -> Diagnostic {
    Diagnostic::error(
        "facts-missing-key",
        Phrase::new(
            format!("{kind} 缺少 `{key}`"),
            format!("{kind} lacks `{key}`"),
        ),
    )
    .at(file, header.clone())
    .hint(Phrase::new(
        format!("加上一行 `{key} = …`"),
        format!("add a line `{key} = …`"),
    ))
}

/// “Did you mean …?”
pub(super) fn did_you_mean(meant: &str) -> Phrase {
    Phrase::new(
        format!("是不是 `{meant}`？"),
        format!("did you mean `{meant}`?"),
    )
}

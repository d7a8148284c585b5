//! Diagnostics (诊断): what is wrong, where, and what to do. All problems of a run are
//! collected in a [`Report`]; the terminal renderer lies in [`render`].

pub mod render;
pub mod suggest;

use std::{ops::Range, path::PathBuf, sync::Arc};

/// A file that a diagnostic can point into.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as shown to the user.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// A sentence in both languages of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Phrase {
    /// The same thing said twice.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The sentence in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文.
    Chinese,
    /// English.
    #[default]
    English,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build cannot go on; nothing is written.
    Error,
    /// The build goes on.
    Warning,
}

/// One problem: message, place, hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code: `front-matter-missing`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong.
    pub message: Phrase,
    /// The file and the bytes in it; the span may be empty (a place between characters).
    pub place: Option<(Arc<SourceFile>, Range<usize>)>,
    /// A path without text (a missing folder, a file that is not UTF-8).
    pub path: Option<PathBuf>,
    /// What to do about it.
    pub hint: Option<Phrase>,
}

impl Diagnostic {
    /// An error without a place.
    pub fn error(code: &'static str, message: Phrase) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message,
            place: None,
            path: None,
            hint: None,
        }
    }

    /// A warning without a place.
    pub fn warning(code: &'static str, message: Phrase) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// The same, pointing at bytes of a file.
    pub fn at(mut self, file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        self.place = Some((Arc::clone(file), span));
        self
    }

    /// The same, about a path.
    pub fn about(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same, with advice.
    pub fn hint(mut self, hint: Phrase) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// All problems of a run, in the order in which they were found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostics: vec![diagnostic],
        }
    }
}

impl Report {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds the problems of another run.
    pub fn extend(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// True when one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
    }
}

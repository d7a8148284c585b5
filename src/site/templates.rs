//! Templates and static files: those embedded in the program, each replaced by the file of the
//! same name in the site's own `templates/` or `static/`. A fault in a template is a diagnostic
//! with file, line and column; rendering reads no file.

use std::{collections::BTreeMap, fs, io, path::Path, sync::Arc};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::diag::{Diagnostic, Phrase, Report, SourceFile};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Parsed templates and the static files beside them.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, Arc<SourceFile>>,
    statics: BTreeMap<String, Vec<u8>>,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Templates")
            .field("templates", &self.sources.keys())
            .field("statics", &self.statics.keys())
            .finish()
    }
}

impl Templates {
    /// The embedded ones.
    ///
    /// # Errors
    /// As [`Templates::with`]; the program's tests hold that there are none.
    pub fn embedded() -> Result<Self, Report> {
        Self::with(BTreeMap::new(), BTreeMap::new())
    }

    /// The embedded ones under those in `root/templates` and `root/static`.
    ///
    /// # Errors
    /// Folders or files that cannot be read, templates that are not UTF-8, and everything that
    /// [`Templates::with`] finds, all at once.
    pub fn load(root: &Path) -> Result<Self, Report> {
        let mut report = Report::default();
        let mut own = BTreeMap::new();
        let mut statics = BTreeMap::new();
        read_folder(&root.join("templates"), "", &mut statics, &mut report);
        for (name, bytes) in std::mem::take(&mut statics) {
            match String::from_utf8(bytes) {
                Ok(text) => {
                    own.insert(name, text);
                }
                Err(_) => report.push(
                    Diagnostic::error(
                        "template-encoding",
                        Phrase::new("模板不是 UTF-8 编码", "the template is not UTF-8"),
                    )
                    .about(root.join("templates").join(name)),
                ),
            }
        }
        read_folder(&root.join("static"), "", &mut statics, &mut report);
        match Self::with(own, statics) {
            Ok(templates) if !report.has_errors() => Ok(templates),
            Ok(_) => Err(report),
            Err(more) => {
                report.extend(more);
                Err(report)
            }
        }
    }

    /// The embedded ones under the given templates and static files, by name.
    ///
    /// # Errors
    /// Syntax errors of every template; when there are none, unknown filters, components, blocks
    /// and parents.
    pub fn with(
        own: BTreeMap<String, String>,
        own_statics: BTreeMap<String, Vec<u8>>,
    ) -> Result<Self, Report> {
        let mut sources = BTreeMap::new();
        for (name, bytes) in embedded(&TEMPLATES) {
            if !own.contains_key(&name) {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let path = format!("templates/{name}（内置 embedded）").into();
                sources.insert(name, Arc::new(SourceFile { path, text }));
            }
        }
        for (name, text) in own {
            let path = Path::new("templates").join(&name);
            sources.insert(name, Arc::new(SourceFile { path, text }));
        }
        let mut statics: BTreeMap<String, Vec<u8>> = embedded(&STATIC)
            .into_iter()
            .map(|(name, bytes)| (name, bytes.to_vec()))
            .collect();
        statics.extend(own_statics);
        let mut templates = Self {
            tera: engine(),
            sources,
            statics,
        };
        let texts: Vec<(&str, &str)> = templates
            .sources
            .iter()
            .map(|(name, file)| (name.as_str(), file.text.as_str()))
            .collect();
        match templates.tera.add_raw_templates(texts) {
            Ok(()) => Ok(templates),
            Err(error) => Err(templates.faults(&error)),
        }
    }

    /// Static files by name.
    pub(crate) fn statics(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.statics
    }

    /// Renders one page: `page` holds what every page has, `v` its own view.
    ///
    /// # Errors
    /// A diagnostic at the place in the template.
    pub(crate) fn render(
        &self,
        name: &str,
        page: &impl Serialize,
        view: &impl Serialize,
    ) -> Result<Vec<u8>, Report> {
        let mut context = Context::new();
        context.insert("page", page);
        context.insert("v", view);
        let mut bytes = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(name, &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(self.diagnose(&error)),
        }
    }

    /// Every fault that can be told apart: all syntax errors, else what linking found.
    fn faults(&self, error: &tera::Error) -> Report {
        if !matches!(error.kind(), ErrorKind::SyntaxError(_)) {
            return self.diagnose(error);
        }
        let mut report = Report::default();
        for (name, file) in &self.sources {
            if let Err(error) = engine().add_raw_template(name, &file.text)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                report.extend(self.diagnose(&error));
            }
        }
        report
    }

    fn diagnose(&self, error: &tera::Error) -> Report {
        let mut report = Report::default();
        match error.kind() {
            ErrorKind::SyntaxError(e) | ErrorKind::RenderingError(e) => {
                let span = e.span();
                let place = (span.start_line, span.start_col, span.end_line, span.end_col);
                report.push(self.fault(e.message(), e.filename(), place));
            }
            other => {
                let text = other.to_string();
                for part in text.split("\n\n") {
                    report.push(match located(part) {
                        Some((message, name, line, column, width)) => {
                            self.fault(message, name, (line, column, line, column + width))
                        }
                        None => fault(part),
                    });
                }
            }
        }
        report
    }

    fn fault(
        &self,
        message: &str,
        name: &str,
        (line, column, end_line, end_column): (usize, usize, usize, usize),
    ) -> Diagnostic {
        let diagnostic = fault(message);
        let Some(file) = self.sources.get(name) else {
            return diagnostic.about(Path::new("templates").join(name));
        };
        let start = offset(&file.text, line, column);
        let end = offset(&file.text, end_line, end_column).max(start);
        diagnostic.at(file, start..end)
    }
}

fn fault(message: &str) -> Diagnostic {
    Diagnostic::error(
        "template",
        Phrase::new(
            format!("模板有误：{message}"),
            format!("in the template: {message}"),
        ),
    )
    .hint(Phrase::new(
        "站点 templates/ 里的同名文件代替内置模板；删去它就恢复内置的。",
        "a file in the site's templates/ replaces the embedded one; delete it to get that back",
    ))
}

/// Reads one of Tera's printed reports: message, template, line, column (from 0) and width.
fn located(report: &str) -> Option<(&str, &str, usize, usize, usize)> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let width = lines.last().map_or(1, |l| l.matches('^').count());
    Some((message, name, line, column.saturating_sub(1), width))
}

/// The byte at a line (from 1) and a column in characters (from 0), clipped to the text.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let rest = &text[start..];
    let rest = rest.split('\n').next().unwrap_or("");
    start
        + rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(at, _)| at)
}

/// The engine with the one filter of ours: `nums` keeps a number and its unit on one line.
fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.register_filter("nums", |text: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&whole_numbers(text))
    });
    tera
}

/// Escaped text in which each number with its unit is one unbroken piece: `57亿元`, `2022—2024年`.
fn whole_numbers(text: &str) -> String {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '—' | '~' | '+' | '−');
    let is_unit = |c: &char| UNITS.contains(*c);
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let number = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
        let end = number
            + match rest[number..].starts_with(POINTS) {
                true => POINTS.len(),
                false => {
                    let unit = rest[number..].chars().take_while(is_unit).take(3);
                    unit.map(char::len_utf8).sum::<usize>()
                }
            };
        if first.is_ascii_digit() && end > number {
            // The piece begins at the second digit: before the first one stands a gap that browsers
            // would carry to the start of a line if the piece began there.
            let glue = usize::from(number > 1);
            out.push_str(&rest[..glue]);
            out.push_str("<span class=\"nb\">");
            out.push_str(&rest[glue..end]);
            out.push_str("</span>");
            rest = &rest[end..];
        } else if first.is_ascii_digit() {
            out.push_str(&rest[..number]);
            rest = &rest[number..];
        } else {
            match first {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#x27;"),
                other => out.push(other),
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The one unit that is longer than the others.
const POINTS: &str = "个百分点";

/// Characters that begin or are a unit behind a number.
const UNITS: &str = "年月日亿万千百元家个件项宗位名倍人亩户所只台套吨支场期篇处多余%％";

fn embedded(dir: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut files: Vec<(String, &[u8])> = dir
        .files()
        .map(|file| (slashed(file.path()), file.contents()))
        .collect();
    for inner in dir.dirs() {
        files.extend(embedded(inner));
    }
    files
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Reads a folder's files by their paths inside it; a folder that does not exist has none.
fn read_folder(
    folder: &Path,
    prefix: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
    report: &mut Report,
) {
    let failed = |path: &Path, error: &io::Error| {
        Diagnostic::error(
            "unreadable",
            Phrase::new(
                format!("读不了：{error}"),
                format!("cannot be read: {error}"),
            ),
        )
        .about(path)
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return,
        Err(error) => return report.push(failed(folder, &error)),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                report.push(failed(folder, &error));
                continue;
            }
        };
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            read_folder(&path, &format!("{name}/"), files, report);
            continue;
        }
        match fs::read(&path) {
            Ok(bytes) => {
                files.insert(name, bytes);
            }
            Err(error) => report.push(failed(&path, &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(name: &str, text: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(name.to_string(), text.to_string())])
    }

    fn faults(own: BTreeMap<String, String>) -> Vec<(String, Option<String>)> {
        let report = Templates::with(own, BTreeMap::new()).expect_err("faulty templates");
        report
            .diagnostics
            .iter()
            .map(|d| {
                let place = d.place.as_ref().map(|(file, range)| {
                    let before = &file.text[..range.start];
                    let line = before.matches('\n').count() + 1;
                    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
                    format!("{}:{line}:{column}", file.path.display())
                });
                (d.message.en.clone(), place)
            })
            .collect()
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(
            whole_numbers("2022—2024年增加57亿元，“3+1”占<49%"),
            "2<span class=\"nb\">022—2024年</span>增加5<span class=\"nb\">7亿元</span>，\
             “3+1”占&lt;4<span class=\"nb\">9%</span>"
        );
    }

    #[test]
    fn embedded_templates_are_sound() {
        assert!(Templates::embedded().is_ok());
    }

    #[test]
    fn all_syntax_errors_are_reported_at_their_place() {
        let mut broken = own("home.html", "数读\n  {{ 1 + }}\n");
        broken.insert("about.html".into(), "{% if %}".into());
        let faults = faults(broken);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(
            faults[0]
                .1
                .as_deref()
                .is_some_and(|p| p.starts_with("templates/about.html:1:"))
        );
        assert!(
            faults[1]
                .1
                .as_deref()
                .is_some_and(|p| p.starts_with("templates/home.html:2:"))
        );
    }

    #[test]
    fn unknown_filters_and_components_are_reported_at_their_place() {
        let faults = faults(own(
            "own.html",
            "字字{{ v | nonsense }}\n{{ <nothing x={1} /> }}",
        ));
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(faults[0].1.as_deref(), Some("templates/own.html:1:10"));
        assert!(faults[1].0.contains("nothing"));
    }

    #[test]
    fn an_unknown_field_is_reported_when_rendering() {
        let templates = Templates::with(own("own.html", "数\n{{ v.b }}"), BTreeMap::new())
            .expect("sound templates");
        let view = BTreeMap::from([("a", 1)]);
        let report = templates
            .render("own.html", &(), &view)
            .expect_err("a field that is not there");
        let (file, range) = report.diagnostics[0].place.clone().expect("a place");
        assert_eq!(&file.text[range], "b");
    }
}

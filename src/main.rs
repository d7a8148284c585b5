//! The program: arguments, environment and clock come in, a command runs, messages and an exit
//! status go out. 0 is success, 1 an error that was told, 2 a command line that makes no sense.

mod cli;

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use shudu::{
    commands::{add, build, check, diff, explain, extract, init},
    diag::{Diagnostic, Language, Phrase, Report, Severity, render},
    model::Date,
    pipeline,
};

use cli::{Cli, Command};

fn main() -> ExitCode {
    let language = language();
    let cli = cli::parse(language);
    let quiet = cli.quiet;
    let (report, code) = match run(cli, language) {
        Ok(warnings) => (warnings, ExitCode::SUCCESS),
        Err(problems) => (problems, ExitCode::FAILURE),
    };
    tell(report, language, quiet);
    code
}

/// Runs the command; what is returned is to be told to the user.
fn run(cli: Cli, language: Language) -> Result<Report, Report> {
    let root = within(cli.root);
    let mut stdin = io::stdin().lock();
    let quiet = cli.quiet;
    let mut out = Output::new(quiet);
    let progress = !quiet && io::stderr().is_terminal();
    match cli.command {
        Command::Build(given) => {
            let options = build::BuildOptions {
                build: pipeline::Options {
                    output: given.output.unwrap_or_else(|| root.join("public")),
                    root,
                    base_url: given.base_url,
                    strict: given.strict,
                    date: source_date()?,
                    precompress: given.precompress,
                    snapshot: given.snapshot,
                },
                jobs: given.jobs,
                progress,
                language,
            };
            build::run(&options, &mut out)
        }
        Command::Check(given) => {
            let options = check::CheckOptions {
                is_named: given.output.is_some(),
                build: pipeline::Options {
                    output: given.output.unwrap_or_else(|| root.join("public")),
                    root,
                    base_url: given.base_url,
                    strict: given.strict,
                    date: source_date()?,
                    precompress: given.precompress,
                    snapshot: None,
                },
                progress,
                language,
            };
            check::run(&options, &mut out)
        }
        Command::Diff(given) => {
            let options = diff::DiffOptions {
                against: given.against.unwrap_or_else(|| root.join("public")),
                all: given.all,
                today: Some(source_date()?.unwrap_or_else(today)),
                progress,
                root,
                language,
            };
            // The differences are what was asked for: quiet or not, they are printed.
            diff::run(&options, &mut Output::new(false))
        }
        #[cfg(feature = "serve")]
        Command::Serve(given) => {
            let options = shudu::commands::serve::ServeOptions {
                root,
                port: given.port,
                date: source_date()?,
                language,
            };
            let mut say = |report| tell(report, language, quiet);
            shudu::commands::serve::run(&options, &mut out, &mut say)
        }
        Command::Init(given) => {
            let options = init::InitOptions {
                folder: root.join(given.folder),
                name: given.name,
                language,
            };
            init::run(&options, &mut out)
        }
        Command::Add(given) => {
            let options = add::AddOptions {
                root,
                files: given.files,
                slug: given.slug,
                title: given.title,
                published: given.published,
                byline: given.byline,
                source: given.source,
                dry_run: given.dry_run,
                progress,
                language,
            };
            add::run(&options, &mut stdin, &mut out).map(|_| Report::default())
        }
        Command::Extract(given) => {
            let options = extract::ExtractOptions {
                root,
                rows: given.rows(),
                files: given.files,
                format: given.format.into(),
                published: given.published,
                subject: given.subject,
                no_corrections: given.no_corrections,
                language,
            };
            // The rows are what was asked for: quiet or not, they are printed.
            extract::run(&options, &mut stdin, &mut Output::new(false))
        }
        Command::Explain(given) => {
            let options = explain::ExplainOptions {
                root,
                topic: given.topic,
                language,
            };
            explain::run(&options, &mut stdin, &mut Output::new(false))
        }
    }
}

/// Prints a report to standard error; in a quiet run its errors alone.
fn tell(mut report: Report, language: Language, quiet: bool) {
    if quiet {
        let problems = &mut report.diagnostics;
        problems.retain(|problem| problem.severity == Severity::Error);
    }
    let Some(summary) = render::summary(&report, language) else {
        return;
    };
    let is_plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = !is_plain && io::stderr().is_terminal();
    let text = render::render(&report, language, colour);
    // Nobody is left to tell when standard error is closed.
    let _ = write!(io::stderr(), "{text}\n{summary}\n");
}

/// The language of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says anything.
fn language() -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(env::var_os)
        .find(|value| !value.is_empty());
    match said {
        Some(value) if value.to_string_lossy().starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}

/// Today in UTC.
fn today() -> Date {
    let now = jiff::Timestamp::now().to_string();
    let day = now.split('T').next().and_then(|day| day.parse().ok());
    day.expect("the calendar of jiff is the one of dates")
}

/// The day that `SOURCE_DATE_EPOCH` names, in UTC.
fn source_date() -> Result<Option<Date>, Report> {
    let Some(value) = env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let value = value.to_string_lossy();
    let seconds = value.parse::<i64>().ok();
    let moment = seconds.and_then(|s| jiff::Timestamp::from_second(s).ok());
    let day = moment.map(|moment| moment.to_string());
    let day = day.and_then(|moment| moment.split('T').next()?.parse::<Date>().ok());
    match day {
        Some(day) => Ok(Some(day)),
        None => Err(Report {
            diagnostics: vec![
                Diagnostic::error(
                    "no-source-date",
                    Phrase::new(
                        format!("SOURCE_DATE_EPOCH={value} 不是秒数"),
                        format!("SOURCE_DATE_EPOCH={value} is no number of seconds"),
                    ),
                )
                .hint(Phrase::new(
                    "写 1970 年以来的秒数，例如 1764547200，或不设这个变量",
                    "write seconds since 1970, as 1764547200, or leave the variable out",
                )),
            ],
        }),
    }
}

/// `.` as the empty path, so that messages name `corpus/a.md` and not `./corpus/a.md`.
fn within(root: PathBuf) -> PathBuf {
    if root.as_os_str() == "." {
        PathBuf::new()
    } else {
        root
    }
}

/// Standard output, or nothing. A reader that has seen enough (`| head`) is no error.
struct Output {
    to: Option<io::BufWriter<io::StdoutLock<'static>>>,
}

impl Output {
    fn new(quiet: bool) -> Self {
        Self {
            to: (!quiet).then(|| io::BufWriter::new(io::stdout().lock())),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(to) = &mut self.to else {
            return Ok(bytes.len());
        };
        match to.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.to = None;
                Ok(bytes.len())
            }
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.to.as_mut().map(Write::flush) {
            Some(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.to = None;
                Ok(())
            }
            Some(result) => result,
            None => Ok(()),
        }
    }
}

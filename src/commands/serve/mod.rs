//! `shudu serve`: the site in a browser while it is being written. Every change of corpus,
//! `facts.toml`, templates or static files builds it again, in memory; pages that are open follow.
//! A mistake is shown over the page, and the last good site stays behind it.
//!
//! Nothing is written: `public/` keeps the site of the last `shudu build`.

mod pages;
mod server;
mod watch;

use std::{io::Write, path::PathBuf, sync::mpsc};

use crate::{
    diag::{Diagnostic, Language, Phrase, Report, Severity, render},
    model::Date,
    pipeline::{self, Aids, Unseen},
    text::Segmenter,
};

use super::cache::Cache;
use super::words::{self, ARTICLE, FIGURE, FILE, counted, say};
use pages::State;
use server::Server;

/// What to serve, and where.
#[derive(Debug, Clone, Default)]
pub struct ServeOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// Port on 127.0.0.1; where it does not say, 8080 or the next that is free. 0 is any.
    pub port: Option<u16>,
    /// Date of the build; else the latest publication of an article.
    pub date: Option<Date>,
    /// Language of what is shown.
    pub language: Language,
}

/// What the main thread waits for.
enum Message {
    /// Files of the site changed.
    Changed,
    /// The user ends it.
    End,
}

/// Serves until Ctrl-C or SIGTERM. What was built goes to `out`, problems go to `tell` as they
/// come.
///
/// # Errors
/// A folder that holds no site, a port that is taken, a folder that cannot be watched.
pub fn run(
    options: &ServeOptions,
    out: &mut dyn Write,
    tell: &mut dyn FnMut(Report),
) -> Result<Report, Report> {
    for (name, is_there) in [
        (
            pipeline::FACTS,
            options.root.join(pipeline::FACTS).is_file(),
        ),
        (
            crate::corpus::FOLDER,
            options.root.join(crate::corpus::FOLDER).is_dir(),
        ),
    ] {
        if !is_there {
            // In the words of a build.
            return Err(missing(options, name));
        }
    }
    let server = Server::bind(options.port)?;
    let address = format!("http://{}/", server.address());
    let (sender, messages) = mpsc::channel();
    let mut watcher = watch::watch(&options.root, sender.clone())?;
    let mut maker = Maker {
        options,
        address: address.clone(),
        stock: Segmenter::stock(),
        cache: Cache::reading(&options.root),
        state: State::default(),
    };
    let report = maker.make(out)?;
    let running = server.start(maker.state.clone(), sender)?;
    tell(report);
    let line = say(
        options.language,
        format!("预览：{address}（Ctrl-C 结束）"),
        format!("preview: {address} (Ctrl-C ends it)"),
    );
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .map_err(|error| words::unwritable(&error))?;
    while let Ok(Message::Changed) = messages.recv() {
        // Many files saved at once are one change; an end is not passed over.
        let mut is_over = false;
        while let Ok(more) = messages.try_recv() {
            is_over |= matches!(more, Message::End);
        }
        if is_over {
            break;
        }
        watcher.follow()?;
        let report = maker.make(out)?;
        running.show(maker.state.clone());
        tell(report);
    }
    drop(watcher);
    running.end();
    Ok(Report::default())
}

fn missing(options: &ServeOptions, name: &str) -> Report {
    match pipeline::read(&options.root) {
        Err(report) => report,
        // It was made in this very moment.
        Ok(_) => Diagnostic::error(
            "file-unreadable",
            Phrase::new("请再试一次", "please try again"),
        )
        .about(options.root.join(name))
        .into(),
    }
}

/// Builds again and again, and keeps what need not be done twice.
struct Maker<'a> {
    options: &'a ServeOptions,
    address: String,
    stock: Segmenter,
    /// What has not changed is not read again.
    cache: Cache,
    state: State,
}

impl Maker<'_> {
    /// Builds; with errors the site before stays. What is to be told comes back.
    fn make(&mut self, out: &mut dyn Write) -> Result<Report, Report> {
        let language = self.options.language;
        let options = pipeline::Options {
            root: self.options.root.clone(),
            base_url: Some(self.address.clone()),
            date: self.options.date,
            ..pipeline::Options::default()
        };
        let segmenter = |config: &_| self.stock.clone().knowing(config);
        let aids = Aids {
            memory: &self.cache,
            progress: &Unseen,
        };
        let made = pipeline::prepare_with(&options, segmenter, aids);
        self.cache.sweep();
        let (report, line) = match made {
            Ok(made) => {
                let changed = self.state.changed(&made.site);
                self.state = State::good(made.site);
                let files = counted(changed, FILE, language);
                let line = [
                    counted(made.reading.documents.len(), ARTICLE, language),
                    counted(made.reading.table.observations.len(), FIGURE, language),
                    say(
                        language,
                        format!("{files}有变化"),
                        format!("{files} changed"),
                    ),
                ];
                (made.warnings, line.join(&say(language, "，", ", ")))
            }
            Err(report) => {
                let errors = Report {
                    diagnostics: report
                        .diagnostics
                        .iter()
                        .filter(|problem| problem.severity == Severity::Error)
                        .cloned()
                        .collect(),
                };
                let shown = render::render(&errors, language, false);
                self.state = self.state.with_problems(&shown, language);
                let line = say(
                    language,
                    "没有重建，预览仍是上一次的样子",
                    "not built; the preview stays as it was",
                );
                (report, line)
            }
        };
        writeln!(out, "{line}")
            .and_then(|()| out.flush())
            .map_err(|error| words::unwritable(&error))?;
        Ok(report)
    }
}

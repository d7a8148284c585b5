//! A bar in the terminal on long work.

use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    diag::Language,
    pipeline::{Progress, Stage},
};

use super::words::say;

/// With fewer articles a run is over before a bar could be read.
const LONG: usize = 50;

/// Shows how far a run has come; takes the bar away when it is dropped.
pub(super) struct Bar {
    /// `None` where nobody wants to see one.
    bar: Option<ProgressBar>,
    is_long: Mutex<bool>,
    language: Language,
}

impl Bar {
    /// On standard error where `shown`; else none.
    pub(super) fn new(shown: bool, language: Language) -> Self {
        Self {
            bar: shown.then(ProgressBar::hidden),
            is_long: Mutex::new(false),
            language,
        }
    }
}

impl Progress for Bar {
    fn begin(&self, stage: Stage, steps: usize) {
        let Some(bar) = &self.bar else {
            return;
        };
        let mut is_long = self.is_long.lock().unwrap_or_else(PoisonError::into_inner);
        if stage == Stage::Articles {
            *is_long = steps >= LONG;
            bar.set_draw_target(match *is_long {
                true => ProgressDrawTarget::stderr(),
                false => ProgressDrawTarget::hidden(),
            });
        }
        if !*is_long {
            return;
        }
        let form = match steps {
            0 => "{msg} …",
            _ => "{msg} {bar:30} {pos}/{len}",
        };
        bar.set_style(
            ProgressStyle::with_template(form).expect("both forms are written as they should be"),
        );
        bar.set_length(steps as u64);
        bar.set_position(0);
        bar.set_message(name(stage, self.language));
        bar.tick();
    }

    fn step(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn name(stage: Stage, language: Language) -> String {
    let (zh, en) = match stage {
        Stage::Articles => ("读文章", "reading articles"),
        Stage::Facts => ("核对事实", "checking facts"),
        Stage::Pages => ("做网页", "making pages"),
        Stage::Links => ("查链接", "checking links"),
        Stage::Files => ("写文件", "writing files"),
    };
    say(language, zh, en)
}

//! How far a long run is: a bar on a terminal, a line for each tenth in a log. Always on standard error.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::settings::Selection;
use super::{Message, tell};

/// A run that is over within this time needs no bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// The progress of a run, in bytes of its inputs.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// When the bar may appear; `None` where it must not, or where it has.
    due: Option<Instant>,
    /// Whether lines are printed in place of a bar.
    lines: bool,
    total: u64,
    done: u64,
    documents: u64,
    tenths: u64,
}

impl Progress {
    /// `total` is the size of all inputs together, 0 where it is not known.
    pub(crate) fn new(selection: &Selection, total: u64) -> Self {
        let wanted = selection.progress.unwrap_or(!selection.quiet.unwrap_or(false));
        let terminal = io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target((total > 0).then_some(total), ProgressDrawTarget::hidden());
        let template =
            if total > 0 { "{bar:32} {percent:>3} %  {msg}  {eta} left" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let patience = if selection.progress == Some(true) { Duration::ZERO } else { PATIENCE };
        Self {
            bar,
            due: (wanted && terminal).then(|| Instant::now() + patience),
            lines: selection.progress == Some(true) && !terminal,
            total,
            done: 0,
            documents: 0,
            tenths: 0,
        }
    }

    /// Counts a document that is done.
    pub(crate) fn add(&mut self, bytes: u64) {
        self.done += bytes;
        self.documents += 1;
        if self.due.is_some_and(|due| Instant::now() >= due) {
            self.due = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(self.done.min(self.total));
        self.bar.set_message(format!("{} documents", self.documents));
        if self.lines {
            // Where the size is not known, a line for each thousand documents.
            let tenths = (self.done * 10).checked_div(self.total).unwrap_or(self.documents / 1000);
            if tenths > self.tenths {
                self.tenths = tenths;
                let share =
                    if self.total > 0 { format!("{} %, ", tenths.min(10) * 10) } else { String::new() };
                tell(Message::Note, &format!("{share}{} documents checked", self.documents));
            }
        }
    }

    /// Does something that may print, with the bar out of the way.
    pub(crate) fn aside<T>(&self, action: impl FnOnce() -> T) -> T {
        if self.bar.is_hidden() { action() } else { self.bar.suspend(action) }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

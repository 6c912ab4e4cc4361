//! The command line: `check`, `fix`, `rules`, `explain`, `eval`, `init`.
//!
//! Exit status: 0 nothing at or above `--fail-on`; 1 findings; 2 wrong usage or configuration; 3 some input could not be read,
//! or a report could not be written. 3 goes before 1: a run that has not seen everything cannot say what is in it.

mod args;
mod bilingual;
mod check;
mod eval;
mod explain;
mod fix;
mod init;
mod inputs;
mod outputs;
mod progress;
mod records;
mod session;
pub(crate) mod settings;
mod tally;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::Parser;
use clap::builder::styling::{AnsiColor, Style};

use crate::error::Error;
use args::{Cli, Command};
use settings::Color;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Clean = 0,
    Findings = 1,
    Usage = 2,
    Unreadable = 3,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    // Wrong arguments end here with status 2, `--help` and `--version` with 0.
    let cli = Cli::parse();
    let ended = match cli.command {
        Command::Check(args) => check::run(args),
        Command::Fix(args) => fix::run(args),
        Command::Rules => explain::rules(),
        Command::Explain(args) => explain::explain(&args),
        Command::Eval(args) => eval::run(args),
        Command::Init => init::run(),
    };
    let status = ended.unwrap_or_else(|error| {
        tell(Message::Error, &error);
        if error.is_usage() { Status::Usage } else { Status::Unreadable }
    });
    ExitCode::from(status as u8)
}

/// What is said on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Message {
    /// Something could not be done.
    Error,
    /// Something is probably not meant so.
    Warning,
    /// Good to know.
    Note,
}

/// Says something on standard error. Where that cannot be written to, there is nobody to tell.
pub(crate) fn tell(message: Message, text: &dyn std::fmt::Display) {
    let (word, color) = match message {
        Message::Error => ("error", AnsiColor::Red),
        Message::Warning => ("warning", AnsiColor::Yellow),
        Message::Note => ("note", AnsiColor::Cyan),
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    let _ = writeln!(anstream::stderr(), "{style}{word}{style:#}: {text}");
}

/// Lets `--color` decide for everything this process prints.
pub(crate) fn set_color(color: Option<Color>) {
    match color.unwrap_or(Color::Auto) {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Prints on standard output. A reader who has seen enough (`| head`) is no error.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Output { path: PathBuf::from("standard output"), source: e })
        }
        _ => Ok(()),
    }
}

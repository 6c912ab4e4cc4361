//! `check --source`: one draft and the text that it was translated from.

use std::path::{Path, PathBuf};

use super::inputs::{self, Input, Kind};
use super::settings::InputFormat;
use crate::error::Error;
use crate::source::{Format, Source};

/// Refuses anything but one draft, which may come from standard input.
///
/// # Errors
/// [`Error::Usage`] for several drafts, a folder, or a source from standard input.
pub(super) fn one_draft(paths: &[PathBuf], source: &Path) -> Result<(), Error> {
    if source.as_os_str() == "-" {
        let message = "--source needs a file: standard input is for the draft";
        return Err(Error::Usage(message.to_owned()));
    }
    if paths.len() > 1 {
        return Err(Error::Usage(format!(
            "--source is the source text of one draft, but {} are named; check them one at a time",
            paths.len()
        )));
    }
    match paths.first() {
        Some(path) if path.is_dir() => Err(Error::Usage(format!(
            "{}: --source is the source text of one draft, not of a folder; name the draft",
            path.display()
        ))),
        Some(path) if path == source => {
            Err(Error::Usage(format!("{}: the draft and its source are the same file", path.display())))
        }
        _ => Ok(()),
    }
}

/// Refuses a draft whose name or format tells that it is many documents, or brings its source along.
///
/// # Errors
/// [`Error::Usage`] for JSON Lines and files of pairs.
pub(super) fn takes_a_source(draft: &Input, format: InputFormat) -> Result<(), Error> {
    if inputs::kind(draft, format) == Kind::Records {
        return Err(records(&draft.name()));
    }
    let format = match format {
        InputFormat::Is(format) => Some(format),
        InputFormat::Auto | InputFormat::JsonLines => draft.path().and_then(inputs::format_of),
    };
    match format.filter(|format| format.is_bitext()) {
        Some(format) => Err(holds_its_source(&draft.name(), format)),
        None => Ok(()),
    }
}

pub(super) fn records(name: &str) -> Error {
    Error::Usage(format!(
        "{name}: JSON Lines are many documents, --source is the source text of one; leave it out"
    ))
}

fn holds_its_source(name: &str, format: Format) -> Error {
    Error::Usage(format!(
        "{name}: a {} file holds source and translation; check it alone, without --source",
        format.name()
    ))
}

/// Refuses a text that was read and holds both sides.
///
/// # Errors
/// [`Error::Usage`] for a file of pairs.
pub(super) fn has_no_source_yet(text: &Source) -> Result<(), Error> {
    match text.original {
        None => Ok(()),
        Some(_) => Err(holds_its_source(&text.name, text.format)),
    }
}

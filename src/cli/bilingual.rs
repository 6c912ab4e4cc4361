//! `check --source`: one draft and the text that it was translated from.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::source::Source;

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
        Some(path) if path == source => Err(Error::Usage(format!(
            "{}: the draft and its source are the same file",
            path.display()
        ))),
        _ => Ok(()),
    }
}

/// Refuses a draft that brings its source along.
///
/// # Errors
/// [`Error::Usage`] for a file of pairs.
pub(super) fn has_no_source_yet(draft: &Source) -> Result<(), Error> {
    match draft.original {
        None => Ok(()),
        Some(_) => Err(Error::Usage(format!(
            "{} holds its source text already; leave --source out",
            draft.format.name()
        ))),
    }
}

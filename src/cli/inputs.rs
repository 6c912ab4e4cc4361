//! Arguments -> inputs: files as named, folders walked, standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::settings::InputFormat;
use crate::error::Error;
use crate::source::{Format, Source};

/// Endings of names that are JSON Lines.
const RECORDS: [&str; 2] = ["jsonl", "ndjson"];
/// Bytes of a file without a telling name that are looked at.
const SAMPLE: u64 = 4096;

/// Something to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// Whether it was named, rather than found in a folder.
        named: bool,
    },
}

impl Input {
    /// The path of a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File { path, .. } => Some(path),
        }
    }

    /// What reports call it.
    pub(crate) fn name(&self) -> String {
        self.path().map_or_else(|| "-".to_owned(), |path| path.to_string_lossy().into_owned())
    }

    /// Its size, where known.
    pub(crate) fn bytes(&self) -> u64 {
        match self {
            Self::Stdin => 0,
            Self::File { bytes, .. } => *bytes,
        }
    }
}

/// Finds all inputs, in the order of the arguments and sorted within folders. What cannot be read stands in its place as
/// an error. With an input format asked for, every text file of a folder counts, whatever its name.
///
/// # Errors
/// Where there is nothing to check at all.
pub(crate) fn list(
    paths: &[PathBuf],
    format: Option<InputFormat>,
) -> Result<Vec<Result<Input, Error>>, Error> {
    if paths.is_empty() {
        if !stdin_is_fed() {
            let message = "nothing to check: name files or folders, as in `corrigenda check draft.txt`, or pipe a text in";
            return Err(Error::Usage(message.to_owned()));
        }
        return Ok(vec![Ok(Input::Stdin)]);
    }
    let any_name = format.is_some_and(|format| format != InputFormat::Auto);
    let mut inputs: Vec<Result<Input, Error>> = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Ok(Input::Stdin));
            continue;
        }
        match std::fs::metadata(path) {
            Ok(about) if about.is_dir() => walk(path, any_name, &mut inputs),
            Ok(about) => inputs.push(Ok(Input::File { path: path.clone(), bytes: about.len(), named: true })),
            Err(error) => inputs.push(Err(unreadable(path, error))),
        }
    }
    // A file is checked once, however often it is named; standard input can be read only once.
    let mut seen = std::collections::HashSet::new();
    inputs.retain(|input| input.as_ref().map_or(true, |input| seen.insert(input.path().map(Path::to_owned))));
    Ok(inputs)
}

/// Whether someone feeds standard input: a pipe or a file, not a terminal or the null device.
fn stdin_is_fed() -> bool {
    if io::stdin().is_terminal() {
        return false;
    }
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        use std::os::unix::fs::FileTypeExt;
        let about = io::stdin().as_fd().try_clone_to_owned().and_then(|fd| File::from(fd).metadata());
        about.is_ok_and(|about| !about.file_type().is_char_device())
    }
    #[cfg(not(unix))]
    true
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound {
        Error::Missing(path.to_owned())
    } else {
        Error::Io { path: path.to_owned(), source: error }
    }
}

fn walk(folder: &Path, any_name: bool, inputs: &mut Vec<Result<Input, Error>>) {
    let before = inputs.len();
    // `.gitignore` holds without a repository too: an unpacked archive of one has none.
    let walker = WalkBuilder::new(folder).require_git(false).sort_by_file_name(|a, b| a.cmp(b)).build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) && is_wanted(entry.path(), any_name) {
                    let bytes = entry.metadata().map_or(0, |about| about.len());
                    let path = entry.path();
                    let path = path.strip_prefix(".").unwrap_or(path).to_owned();
                    inputs.push(Ok(Input::File { path, bytes, named: false }));
                }
            }
            Err(error) => inputs.push(Err(walk_error(folder, &error))),
        }
    }
    if inputs.len() == before {
        inputs.push(Err(Error::NoText(folder.to_owned())));
    }
}

fn walk_error(folder: &Path, error: &ignore::Error) -> Error {
    let mut inner = error;
    let mut path = folder;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            _ => break,
        }
    }
    let source = match inner.io_error() {
        Some(io) => io::Error::new(io.kind(), io.to_string()),
        None => io::Error::other(inner.to_string()),
    };
    Error::Io { path: path.to_owned(), source }
}

/// The format that the name of a file tells.
pub(crate) fn format_of(path: &Path) -> Option<Format> {
    path.file_name().and_then(|name| Format::of_name(&name.to_string_lossy()))
}

fn is_records(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| RECORDS.contains(&ending.as_str()))
}

/// Whether a file found in a folder is a text for readers.
fn is_wanted(path: &Path, any_name: bool) -> bool {
    // A table is not taken for pairs unless someone says so.
    format_of(path).is_some_and(|format| any_name || format != Format::Tsv)
        || is_records(path)
        || (any_name || path.extension().is_none()) && looks_like_text(path)
}

/// Whether a file begins like a text: UTF-8, no control characters, no script for a machine.
fn looks_like_text(path: &Path) -> bool {
    let mut sample = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SAMPLE).read_to_end(&mut sample));
    let valid = match std::str::from_utf8(&sample) {
        Ok(_) => sample.len(),
        // The sample may end inside a character.
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => 0,
    };
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    read.is_ok() && valid > 0 && !sample.starts_with(b"#!") && !sample.iter().any(control)
}

/// How an input is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One document.
    Document,
    /// JSON Lines.
    Records,
    /// The name does not say; the first line may.
    Open,
}

/// What an input is, as far as its name and the choice of the user tell.
pub(crate) fn kind(input: &Input, format: InputFormat) -> Kind {
    match (format, input.path()) {
        (InputFormat::JsonLines, _) => Kind::Records,
        (InputFormat::Is(_), _) => Kind::Document,
        (InputFormat::Auto, Some(path)) if is_records(path) => Kind::Records,
        (InputFormat::Auto, Some(path)) if format_of(path).is_some() => Kind::Document,
        (InputFormat::Auto, _) => Kind::Open,
    }
}

/// Reads a file that is one document.
pub(crate) fn load(path: &Path, format: InputFormat) -> Result<Source, Error> {
    let file = File::open(path).map_err(|error| unreadable(path, error))?;
    // Looked at before it is read: it would not fit.
    let bytes = file.metadata().map_or(0, |about| about.len());
    if bytes > u64::from(u32::MAX) {
        return Err(Error::TooLarge { path: path.to_owned(), bytes });
    }
    let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
    { file }.read_to_end(&mut content).map_err(|error| unreadable(path, error))?;
    decode(path.to_string_lossy().into_owned(), content, format)
}

/// Makes a document of bytes that have been read.
pub(crate) fn decode(name: String, bytes: Vec<u8>, format: InputFormat) -> Result<Source, Error> {
    let format = match format {
        InputFormat::Is(format) => Some(format),
        InputFormat::Auto | InputFormat::JsonLines => None,
    };
    Source::from_bytes(name, bytes, format)
}

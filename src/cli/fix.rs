//! `corrigenda fix`: corrections into files, or as a diff.
//!
//! A file is written beside itself and renamed, so that it is the old one or the new one whatever happens; its permissions
//! stay, a link stays a link, and a file with nothing to correct is not touched.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use similar::{Algorithm, TextDiff};

use super::args::FixArgs;
use super::inputs::{self, Input, Kind};
use super::session::{Plan, Session};
use super::settings::{InputFormat, Reporting};
use super::{Message, Status, records, tell};
use crate::check::Checker;
use crate::error::Error;
use crate::fix::{self, Fixed, Mode};
use crate::source::Source;

/// Files that are in hand at a time.
const BATCH: usize = 64;

pub(crate) fn run(args: FixArgs) -> Result<Status, Error> {
    let mut session = Session::new(args.selection, Reporting::default(), &args.sources)?;
    let mut status = Status::Clean;
    let mut work = Vec::new();
    // Everything that would be wrong usage, before the first file is changed.
    for input in inputs::list(&args.paths, session.input_flag())? {
        match input {
            Ok(input) => {
                let plan = session.plan(input.path())?;
                match (inputs::kind(&input, plan.input), &input) {
                    (Kind::Records, Input::File { named: false, .. }) => {}
                    (Kind::Records, _) => return Err(records_are_not_fixed(&input.name())),
                    _ => work.push((input, plan)),
                }
            }
            Err(error) => {
                tell(Message::Error, &error);
                status = Status::Unreadable;
            }
        }
    }
    let (selection, _) = session.run();
    let threads = selection.jobs.map_or(0, std::num::NonZeroUsize::get);
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Error::Usage(format!("no threads to work with: {error}; try fewer with --jobs")))?;
    let task = Task {
        checker: session.checker()?,
        mode: if args.ask_too { Mode::AskToo } else { Mode::Safe },
        diff: args.diff,
    };
    for batch in work.chunks(BATCH) {
        let done: Vec<Result<Done, Error>> =
            pool.install(|| batch.par_iter().map(|(input, plan)| task.run(input, plan)).collect());
        for ((input, _), done) in batch.iter().zip(done) {
            match done {
                Ok(done) => {
                    print(&done.output)?;
                    if let Some((kind, remark)) = done.remark {
                        say(kind, &input.name(), &remark, selection.quiet.unwrap_or(false));
                    }
                }
                Err(error) => {
                    tell(Message::Error, &error);
                    if !error.is_usage() {
                        status = Status::Unreadable;
                    } else if status == Status::Clean {
                        status = Status::Usage;
                    }
                }
            }
        }
    }
    Ok(status)
}

fn records_are_not_fixed(name: &str) -> Error {
    Error::Usage(format!(
        "{name}: JSON Lines are checked, not fixed; take the suggestions from `corrigenda check --format jsonl`"
    ))
}

/// How a file is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remark {
    Fixed,
    Unsettled,
}

fn say(kind: Remark, name: &str, remark: &str, quiet: bool) {
    if kind == Remark::Unsettled {
        tell(Message::Warning, &format!("{name}: {remark}"));
    } else if !quiet {
        // Where standard error cannot be written to, there is nobody to tell.
        let _ = writeln!(io::stderr().lock(), "{name}: {remark}");
    }
}

/// What became of an input.
#[derive(Debug, Default)]
struct Done {
    /// For standard output.
    output: Vec<u8>,
    remark: Option<(Remark, String)>,
}

/// What is done with each input.
struct Task {
    checker: Checker,
    mode: Mode,
    diff: bool,
}

impl Task {
    fn run(&self, input: &Input, plan: &Arc<Plan>) -> Result<Done, Error> {
        let name = input.name();
        let bytes = read(input)?;
        if inputs::kind(input, plan.input) == Kind::Open {
            let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
            if records::parse(line, &plan.text_field, "").is_ok() {
                return Err(records_are_not_fixed(&name));
            }
        }
        let format = match plan.input {
            InputFormat::Is(format) => Some(format),
            InputFormat::Auto | InputFormat::JsonLines => None,
        };
        let fixed = fix::fix(&self.checker, &name, bytes.clone(), format, &plan.options, self.mode)?;
        let mut done = Done { output: Vec::new(), remark: remark(input, &fixed) };
        if self.diff {
            done.output = diff(&name, &bytes, &fixed.bytes);
            done.remark = done.remark.filter(|(kind, _)| *kind == Remark::Unsettled);
        } else if let Some(path) = input.path() {
            if !fixed.applied.is_empty() {
                write(path, &fixed.bytes)
                    .map_err(|source| Error::Output { path: path.to_owned(), source })?;
            }
        } else {
            done.output = fixed.bytes;
        }
        Ok(done)
    }
}

fn remark(input: &Input, fixed: &Fixed) -> Option<(Remark, String)> {
    if !fixed.settled {
        let remark = "left as it is: its corrections undo each other; please report it";
        return Some((Remark::Unsettled, remark.to_owned()));
    }
    match (fixed.applied.len(), input) {
        (0, Input::File { named: false, .. }) => None,
        (0, _) => Some((Remark::Fixed, "nothing to fix".to_owned())),
        (1, _) => Some((Remark::Fixed, "1 fix".to_owned())),
        (n, _) => Some((Remark::Fixed, format!("{n} fixes"))),
    }
}

fn read(input: &Input) -> Result<Vec<u8>, Error> {
    let Some(path) = input.path() else {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        return match read {
            Ok(_) => Ok(bytes),
            Err(source) => Err(Error::Io { path: PathBuf::from("-"), source }),
        };
    };
    fs::read(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => Error::Io { path: path.to_owned(), source },
    })
}

/// Puts `bytes` in place of a file.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // The file itself where `path` is a link to it.
    let path = fs::canonicalize(path)?;
    let about = fs::metadata(&path)?;
    if about.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    // A rename needs no permission to write to the file, but whoever took it away meant something by it.
    fs::OpenOptions::new().write(true).open(&path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".corrigenda-").tempfile_in(folder)?;
    beside.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Only root can give a file away; for others it is theirs already, or its group cannot be kept.
        let _ = fchown(beside.as_file(), Some(about.uid()), Some(about.gid()));
    }
    beside.as_file().set_permissions(about.permissions())?;
    beside.as_file().sync_all()?;
    beside.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// A unified diff: of the bytes themselves for UTF-8, so that `patch` can apply it; of the characters for other encodings.
fn diff(name: &str, before: &[u8], after: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if before == after {
        return out;
    }
    let characters = |bytes: &[u8]| match Source::from_bytes(name, bytes.to_vec(), None) {
        Ok(source) if source.encoding != "UTF-8" => source.raw.as_bytes().to_vec(),
        _ => bytes.to_vec(),
    };
    let (before, after) = (characters(before), characters(after));
    // Patience keeps to where lines differ: the time does not grow with the square of the number of corrections.
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(&before[..], &after[..]);
    let (old, new) = if Path::new(name).is_absolute() {
        (name.to_owned(), name.to_owned())
    } else {
        (format!("a/{name}"), format!("b/{name}"))
    };
    out.extend_from_slice(format!("--- {old}\n+++ {new}\n").as_bytes());
    for hunk in diff.unified_diff().iter_hunks() {
        // Writing to memory cannot fail.
        let _ = hunk.to_writer(&mut out);
    }
    out
}

/// Writes to standard output. A reader who has seen enough (`| head`) is no error.
fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Output { path: PathBuf::from("standard output"), source })
        }
        _ => Ok(()),
    }
}

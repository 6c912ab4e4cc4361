//! Where reports go: standard output and files, several formats in one run.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anstream::ColorChoice;

use super::inputs::Input;
use super::progress::Progress;
use super::settings::{Color, Reporting, Selection};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::error::Error;
use crate::report::{self, Failure, ReportOptions, Reporter, Summary};

/// One report under way.
struct Output {
    /// `None` for standard output.
    file: Option<PathBuf>,
    reporter: Box<dyn Reporter>,
    out: Box<dyn Write>,
}

/// All reports of a run.
pub(crate) struct Outputs {
    outputs: Vec<Output>,
    /// Whether there were reports at all and all their readers have gone.
    abandoned: bool,
}

type Write1<'a> = dyn FnMut(&mut dyn Reporter, &mut dyn Write) -> io::Result<()> + 'a;

impl Outputs {
    /// Opens all reports, before anything is checked: a file that cannot be written is told at once.
    pub(crate) fn open(selection: &Selection, reporting: &Reporting) -> Result<Self, Error> {
        let options = ReportOptions {
            verbose: selection.verbose.unwrap_or(false),
            quiet: selection.quiet.unwrap_or(false),
            ..ReportOptions::default()
        };
        let mut outputs = Vec::new();
        for (format, file) in wanted(selection, reporting) {
            let color = match (&file, selection.color) {
                (_, Some(Color::Always)) => true,
                (Some(_), _) | (_, Some(Color::Never)) => false,
                (None, _) => anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            };
            let width = match &file {
                None => terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into()),
                Some(_) => None,
            };
            let options = ReportOptions { color, width: width.unwrap_or(options.width), ..options };
            let reporter = report::reporter(&format, &options)?;
            let out: Box<dyn Write> = match &file {
                Some(path) => Box::new(BufWriter::new(create(path)?)),
                None => Box::new(BufWriter::new(io::stdout().lock())),
            };
            outputs.push(Output { file, reporter, out });
        }
        let mut all = Self { outputs, abandoned: false };
        all.each(&mut |reporter, out| reporter.start(out))?;
        Ok(all)
    }

    /// Writes to each report; a reader who has seen enough (`| head`) is let go quietly.
    fn each(&mut self, write: &mut Write1<'_>) -> Result<(), Error> {
        let mut failed = None;
        self.outputs.retain_mut(|output| match write(&mut *output.reporter, &mut *output.out) {
            Ok(()) => true,
            Err(error) => {
                if error.kind() != io::ErrorKind::BrokenPipe {
                    let path = output.file.clone().unwrap_or_else(|| "standard output".into());
                    failed = Some(Error::Output { path, source: error });
                } else if output.file.is_none() {
                    self.abandoned = true;
                }
                false
            }
        });
        failed.map_or(Ok(()), Err)
    }

    /// Whether nobody reads any report any more.
    pub(crate) fn is_abandoned(&self) -> bool {
        self.abandoned && self.outputs.is_empty()
    }

    pub(crate) fn document(&mut self, checked: &Checked, progress: &Progress) -> Result<(), Error> {
        progress.aside(|| self.each(&mut |reporter, out| reporter.document(checked, out)))
    }

    pub(crate) fn failure(&mut self, failure: &Failure, progress: &Progress) -> Result<(), Error> {
        progress.aside(|| self.each(&mut |reporter, out| reporter.failure(failure, out)))
    }

    pub(crate) fn consistency(&mut self, all: &[Inconsistency]) -> Result<(), Error> {
        self.each(&mut |reporter, out| reporter.consistency(all, out))
    }

    /// Lets readers see what is there, between batches.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        self.each(&mut |_, out| out.flush())
    }

    pub(crate) fn finish(mut self, summary: &Summary) -> Result<(), Error> {
        self.each(&mut |reporter, out| {
            reporter.finish(summary, out)?;
            out.flush()
        })
    }
}

/// Formats and files of all reports.
fn wanted(selection: &Selection, reporting: &Reporting) -> Vec<(String, Option<PathBuf>)> {
    let mut wanted = Vec::new();
    let file = reporting.output.clone().filter(|path| path.as_os_str() != "-");
    let format = reporting.format.clone();
    let quiet = selection.quiet.unwrap_or(false) && format.is_none() && file.is_none();
    if !quiet {
        let on_github = file.is_none() && std::env::var_os("GITHUB_ACTIONS").is_some_and(|v| !v.is_empty());
        let default = if on_github { "github" } else { "text" };
        wanted.push((format.unwrap_or_else(|| default.to_owned()), file));
    }
    wanted
        .extend(reporting.report.iter().flatten().map(|(format, file)| (format.clone(), Some(file.clone()))));
    wanted
}

fn create(path: &Path) -> Result<File, Error> {
    File::create(path).map_err(|source| Error::Output { path: path.to_owned(), source })
}

/// Takes reports of an earlier run out of the inputs that were found in folders.
///
/// # Errors
/// Where a report would overwrite an input that was named, or another report.
pub(crate) fn keep_apart(
    selection: &Selection,
    reporting: &Reporting,
    inputs: &mut Vec<Result<Input, Error>>,
) -> Result<(), Error> {
    let files: Vec<PathBuf> = wanted(selection, reporting).into_iter().filter_map(|(_, file)| file).collect();
    for (index, file) in files.iter().enumerate() {
        if files[..index].contains(file) {
            let message = format!("{}: two reports cannot go into one file", file.display());
            return Err(Error::Usage(message));
        }
        let is_report = |input: &Input| {
            input.path().is_some_and(|path| {
                path.file_name() == file.file_name()
                    && matches!((path.canonicalize(), file.canonicalize()), (Ok(a), Ok(b)) if a == b)
            })
        };
        for input in inputs.iter().flatten() {
            if matches!(input, Input::File { named: true, .. }) && is_report(input) {
                let message =
                    format!("{}: the report would overwrite the text; name another file", file.display());
                return Err(Error::Usage(message));
            }
        }
        inputs.retain(|input| !input.as_ref().is_ok_and(is_report));
    }
    Ok(())
}

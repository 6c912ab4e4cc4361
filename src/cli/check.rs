//! `corrigenda check`: inputs in, reports out, in the order of the inputs.
//!
//! Documents are taken in batches: within a batch they are read and checked in parallel, then reported in order. A batch is
//! bounded, so that a run over any number of documents needs memory for a few.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::CheckArgs;
use super::inputs::{self, Input, Kind};
use super::outputs::{self, Outputs};
use super::progress::Progress;
use super::session::{Plan, Session};
use super::settings::FailOn;
use super::{Message, Status, records, tell};
use crate::check::{Checked, Checker};
use crate::error::Error;
use crate::finding::Finding;
use crate::report::{Failure, Summary};
use crate::score;
use crate::source::{Format, Source};

/// Documents of a batch, for each thread.
const BATCH_DOCUMENTS: usize = 32;
/// Bytes of a batch after which it is full, for each thread.
const BATCH_BYTES: u64 = 4 << 20;
/// The longest first line that is looked at to tell JSON Lines.
const FIRST_LINE: u64 = 1 << 20;

pub(crate) fn run(args: CheckArgs) -> Result<Status, Error> {
    let mut session = Session::new(args.selection, args.reporting, &args.sources)?;
    let mut inputs = inputs::list(&args.paths, session.input_flag())?;
    // All plans before anything is read: a wrong configuration stops the run, not half of it.
    for input in inputs.iter().flatten() {
        session.plan(input.path())?;
    }
    let (selection, reporting) = session.run();
    outputs::keep_apart(&selection, &reporting, &mut inputs)?;
    let threads = selection.jobs.map_or(0, std::num::NonZeroUsize::get);
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Error::Usage(format!("no threads to work with: {error}; try fewer with --jobs")))?;
    let verbose = selection.verbose.unwrap_or(false);
    if let Some(config) = session.config_path().filter(|_| verbose) {
        tell(Message::Note, &format!("configuration: {}", config.display()));
    }
    let total = inputs.iter().flatten().map(Input::bytes).sum();
    let mut run = Run {
        checker: session.checker(),
        outputs: Outputs::open(&selection, &reporting)?,
        progress: Progress::new(&selection, total),
        quiet: selection.quiet.unwrap_or(false),
        verbose,
        batch: Vec::new(),
        bytes: 0,
        summary: Summary::default(),
        found: false,
        hidden: 0,
        pool,
    };
    for input in inputs {
        if run.outputs.is_abandoned() {
            break;
        }
        match input {
            Ok(input) => {
                let plan = session.plan(input.path())?;
                run.input(&input, plan)?;
            }
            Err(error) => run.push(Task::Failed(failure(error)), 0)?,
        }
    }
    run.finish()
}

/// A document to be.
enum Task {
    /// A file that is one document.
    File(Input, Arc<Plan>),
    /// Bytes of standard input or of a file without a telling name.
    Bytes(String, Vec<u8>, Arc<Plan>),
    /// A line of JSON Lines: name of the file, number of the line.
    Record(Arc<str>, usize, Vec<u8>, Arc<Plan>),
    /// What could not be read.
    Failed(Failure),
}

/// An input that could not be read, without its name in the message: reports print that themselves.
fn failure(error: Error) -> Failure {
    let message = error.to_string();
    let (name, line) = match error {
        Error::Missing(path) | Error::NoText(path) => (path.to_string_lossy().into_owned(), None),
        Error::Io { path, .. } | Error::Binary { path, .. } | Error::TooLarge { path, .. } => {
            (path.to_string_lossy().into_owned(), None)
        }
        Error::Record { path, line, .. } => (path.to_string_lossy().into_owned(), Some(line)),
        _ => (String::new(), None),
    };
    let prefix = line.map_or_else(|| format!("{name}: "), |line| format!("{name}:{line}: "));
    let message = message.strip_prefix(&prefix).map(str::to_owned).unwrap_or(message);
    Failure { name, line, message }
}

impl Task {
    fn run(self, checker: &Checker) -> Result<(Checked, Arc<Plan>, u64), Failure> {
        let (source, plan, bytes) = match self {
            Self::Failed(failure) => return Err(failure),
            Self::File(input, plan) => {
                let path = input.path().unwrap_or(std::path::Path::new("-"));
                (inputs::load(path, plan.input).map_err(failure)?, plan, input.bytes())
            }
            Self::Bytes(name, content, plan) => {
                let bytes = content.len() as u64;
                (inputs::decode(name, content, plan.input).map_err(failure)?, plan, bytes)
            }
            Self::Record(name, line, json, plan) => {
                let bytes = json.len() as u64;
                let (text, id) = records::parse(&json, &plan.text_field, &plan.id_field)
                    .map_err(|message| Failure { name: name.to_string(), line: Some(line), message })?;
                drop(json);
                let mut source = Source::from_string(&*name, text, Format::Text);
                source.id = id;
                (source, plan, bytes)
            }
        };
        Ok((checker.check(source, &plan.options), plan, bytes))
    }
}

/// A run under way.
struct Run {
    checker: Checker,
    outputs: Outputs,
    progress: Progress,
    quiet: bool,
    verbose: bool,
    batch: Vec<Task>,
    bytes: u64,
    summary: Summary,
    /// Whether something made the run fail.
    found: bool,
    /// Findings that made it fail though they are under the tier reported.
    hidden: usize,
    pool: ThreadPool,
}

impl Run {
    fn input(&mut self, input: &Input, plan: Arc<Plan>) -> Result<(), Error> {
        let name = input.name();
        let kind = inputs::kind(input, plan.input);
        let opened: io::Result<Box<dyn Read>> = match input {
            Input::Stdin => Ok(Box::new(io::stdin().lock())),
            // Read by the thread that checks it.
            Input::File { .. } if kind == Kind::Document => {
                return self.push(Task::File(input.clone(), plan), input.bytes());
            }
            Input::File { path, .. } => File::open(path).map(|file| Box::new(file) as Box<dyn Read>),
        };
        let unreadable = |source| Task::Failed(failure(Error::Io { path: name.clone().into(), source }));
        let mut reader = match opened {
            Ok(reader) => BufReader::with_capacity(1 << 16, reader),
            Err(error) => return self.push(unreadable(error), 0),
        };
        let mut first = Vec::new();
        if kind == Kind::Open
            && let Err(error) = (&mut reader).take(FIRST_LINE).read_until(b'\n', &mut first)
        {
            return self.push(unreadable(error), 0);
        }
        let records = kind == Kind::Records
            || kind == Kind::Open && records::parse(&first, &plan.text_field, "").is_ok();
        let mut reader = Cursor::new(first).chain(reader);
        if records {
            return self.records(&name, &mut reader, &plan);
        }
        let mut content = Vec::new();
        match reader.read_to_end(&mut content) {
            Ok(bytes) => self.push(Task::Bytes(name, content, plan), bytes as u64),
            Err(error) => self.push(unreadable(error), 0),
        }
    }

    fn records(&mut self, name: &str, reader: &mut dyn BufRead, plan: &Arc<Plan>) -> Result<(), Error> {
        let name: Arc<str> = name.into();
        for number in 1.. {
            if self.outputs.is_abandoned() {
                break;
            }
            let mut line = Vec::new();
            match reader.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(bytes) => {
                    let task = Task::Record(Arc::clone(&name), number, line, Arc::clone(plan));
                    self.push(task, bytes as u64)?;
                }
                Err(source) => {
                    let task = Task::Failed(failure(Error::Io { path: (&*name).into(), source }));
                    return self.push(task, 0);
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, task: Task, bytes: u64) -> Result<(), Error> {
        self.batch.push(task);
        self.bytes += bytes;
        let threads = self.pool.current_num_threads();
        let full =
            self.batch.len() >= BATCH_DOCUMENTS * threads || self.bytes >= BATCH_BYTES * threads as u64;
        if full { self.flush() } else { Ok(()) }
    }

    /// Checks what is in the batch and reports it in order.
    fn flush(&mut self) -> Result<(), Error> {
        let batch = std::mem::take(&mut self.batch);
        self.bytes = 0;
        let checker = &self.checker;
        let done: Vec<_> = self
            .pool
            .install(|| batch.into_par_iter().with_max_len(1).map(|task| task.run(checker)).collect());
        for outcome in done {
            match outcome {
                Ok((checked, plan, bytes)) => self.document(&checked, &plan, bytes)?,
                Err(failure) => self.failed(&failure)?,
            }
            if self.outputs.is_abandoned() {
                return Ok(());
            }
        }
        self.outputs.flush()
    }

    fn failed(&mut self, failure: &Failure) -> Result<(), Error> {
        self.summary.failures += 1;
        let line = failure.line.map_or_else(String::new, |line| format!(":{line}"));
        let text = format!("{}{line}: {}", failure.name, failure.message);
        self.progress.aside(|| tell(Message::Error, &text));
        self.progress.add(0);
        self.outputs.failure(failure, &self.progress)
    }

    fn document(&mut self, checked: &Checked, plan: &Plan, bytes: u64) -> Result<(), Error> {
        self.summary.add(checked);
        self.outputs.document(checked, &self.progress)?;
        self.progress.add(bytes);
        let name = &checked.source.name;
        self.progress.aside(|| {
            if let Some(error) = &checked.error {
                tell(Message::Error, &format!("{name}: {error}"));
            }
            for note in &checked.notes {
                if !note.unused && !self.quiet || note.unused && self.verbose {
                    let kind = if note.unused { Message::Note } else { Message::Warning };
                    tell(kind, &format!("{name}:{}: {}", note.line, note.message));
                }
            }
        });
        if fails(checked, plan) {
            self.found = true;
            if !fails_by(&checked.findings, checked.words, plan) {
                self.hidden += checked.below.len();
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Status, Error> {
        if !self.outputs.is_abandoned() {
            self.flush()?;
        }
        self.progress.finish();
        self.outputs.finish(&self.summary)?;
        if self.hidden > 0 && !self.quiet {
            let text =
                "findings under the tier that is reported make the exit status 1; show them with --tier";
            tell(Message::Note, &text);
        }
        Ok(match (self.summary.failures, self.found) {
            (0, false) => Status::Clean,
            (0, true) => Status::Findings,
            _ => Status::Unreadable,
        })
    }
}

/// Whether a document makes the run fail. Findings under the tier that is reported count too: `--fail-on` alone decides.
fn fails(checked: &Checked, plan: &Plan) -> bool {
    let all: Vec<Finding>;
    let findings = if checked.below.is_empty() {
        &checked.findings
    } else {
        all = checked.findings.iter().chain(&checked.below).cloned().collect();
        &all
    };
    fails_by(findings, checked.words, plan)
}

fn fails_by(findings: &[Finding], words: u32, plan: &Plan) -> bool {
    let FailOn::Tier(tier) = plan.fail_on else { return false };
    match plan.budget {
        Some(budget) => score::per_1000_at(findings, tier, words) > budget,
        None => findings.iter().any(|f| f.confidence.tier() >= tier),
    }
}

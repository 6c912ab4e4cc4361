//! `corrigenda check`: inputs in, reports out, in the order of the inputs.
//!
//! Documents are taken in batches: within a batch they are read and checked in parallel, then reported in order while the
//! next batch is checked. A batch is bounded, so that a run over any number of documents needs memory for a few.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::CheckArgs;
use super::inputs::{self, Input, Kind};
use super::outputs;
use super::session::{Plan, Session};
use super::settings::InputFormat;
use super::tally::{Outcome, Tally};
use super::{Message, Status, bilingual, records, tell};
use crate::across;
use crate::check::{Checked, Checker, Options};
use crate::error::Error;
use crate::report::Failure;
use crate::source::{Format, Source};

/// Documents of a batch, for each thread.
const BATCH_DOCUMENTS: usize = 128;
/// Bytes of a batch after which it is full, for each thread.
const BATCH_BYTES: u64 = 4 << 20;
/// The longest first line that is looked at to tell JSON Lines.
const FIRST_LINE: u64 = 1 << 20;

pub(crate) fn run(args: CheckArgs) -> Result<Status, Error> {
    if let Some(source) = &args.source {
        bilingual::one_draft(&args.paths, source)?;
    }
    let mut session = Session::new(args.selection, args.reporting, &args.sources)?;
    let mut inputs = inputs::list(&args.paths, session.input_flag())?;
    if args.source.is_some() {
        for input in inputs.iter().flatten() {
            let plan = session.plan(input.path())?;
            bilingual::takes_a_source(input, plan.input)?;
        }
    }
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
    if let Some(config) = session.config_path().filter(|_| selection.verbose == Some(true)) {
        tell(Message::Note, &format!("configuration: {}", config.display()));
    }
    let total = inputs.iter().flatten().map(Input::bytes).sum();
    let tally = Tally::open(&selection, &reporting, total)?;
    let mut run = Run {
        checker: session.checker()?,
        pool,
        batch: Vec::new(),
        bytes: 0,
        done: Vec::new(),
        tally,
        original: None,
        held: args.across.then(Vec::new),
    };
    if let Some(source) = &args.source {
        match inputs::load(source, InputFormat::Auto) {
            Ok(source) => {
                bilingual::has_no_source_yet(&source)?;
                run.original = Some(source);
            }
            Err(error) => run.push(Task::Failed(failure(error)), 0)?,
        }
    }
    for input in inputs {
        if run.tally.is_abandoned() {
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
        Error::Record { path, line, .. } | Error::Syntax { path, line, .. } => {
            (path.to_string_lossy().into_owned(), Some(line))
        }
        _ => (String::new(), None),
    };
    let prefix = line.map_or_else(|| format!("{name}: "), |line| format!("{name}:{line}: "));
    let message = message.strip_prefix(&prefix).map(str::to_owned).unwrap_or(message);
    Failure { name, line, message }
}

impl Task {
    fn run(self, checker: &Checker, original: Option<&Source>) -> Outcome {
        let (mut source, plan, bytes) = match self {
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
                let wrong = |message| Failure { name: name.to_string(), line: Some(line), message };
                if u32::try_from(json.len()).is_err() {
                    return Err(wrong("more than one document may hold (4 GiB); split it".to_owned()));
                }
                let (text, id) = records::parse(&json, &plan.text_field, &plan.id_field).map_err(wrong)?;
                drop(json);
                let mut source = Source::from_string(&*name, text, Format::Text);
                source.id = id;
                (source, plan, bytes)
            }
        };
        if let Some(original) = original {
            bilingual::has_no_source_yet(&source).map_err(failure)?;
            source = source.translated_from(original.clone());
        }
        Ok((checker.check(source, &plan.options), plan, bytes))
    }
}

/// A run under way.
struct Run {
    checker: Checker,
    pool: ThreadPool,
    /// What is checked next, and its size.
    batch: Vec<Task>,
    bytes: u64,
    /// What is reported next.
    done: Vec<Outcome>,
    tally: Tally,
    /// What the draft was translated from.
    original: Option<Source>,
    /// With `--across`, all that was checked: it is reported when all is known.
    held: Option<Vec<Outcome>>,
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
        if records && self.original.is_some() {
            return Err(bilingual::records(&name));
        }
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
            if self.tally.is_abandoned() {
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

    /// Checks what is in the batch, while the batch before it is reported.
    fn flush(&mut self) -> Result<(), Error> {
        let (batch, done) = (std::mem::take(&mut self.batch), std::mem::take(&mut self.done));
        self.bytes = 0;
        let (checker, tally, next) = (&self.checker, &mut self.tally, &mut self.done);
        let (original, held) = (self.original.as_ref(), &mut self.held);
        self.pool.in_place_scope(|scope| {
            scope.spawn(|_| {
                *next =
                    batch.into_par_iter().with_max_len(1).map(|task| task.run(checker, original)).collect();
            });
            match held {
                Some(held) => {
                    held.extend(done);
                    Ok(())
                }
                None => tally.take(done),
            }
        })
    }

    fn finish(mut self) -> Result<Status, Error> {
        self.flush()?;
        match self.held {
            Some(mut held) => {
                held.extend(self.done);
                let mut documents: Vec<(&mut Checked, &Options)> =
                    held.iter_mut().flatten().map(|(checked, plan, _)| (checked, &plan.options)).collect();
                let differing = self.pool.install(|| across::compare(&self.checker, &mut documents));
                self.tally.take(held)?;
                self.tally.consistency(&differing)?;
            }
            None => self.tally.take(self.done)?,
        }
        // The process ends: to free the words of the dictionaries one by one would cost as much as to check a book.
        std::mem::forget(self.checker);
        self.tally.finish()
    }
}

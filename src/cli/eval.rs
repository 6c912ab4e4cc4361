//! `corrigenda eval`: how well the rules do on annotated cases.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Status;
use super::args::EvalArgs;
use crate::check::Checker;
use crate::corpus;
use crate::error::Error;
use crate::eval::{Evaluation, Fault, Tally};
use crate::source::Source;

/// Reads every file and folder named and prints the table; a folder stands for the files in it.
///
/// Cases (`.toml`), records (`.jsonl`) and drafts (`NAME.expected.jsonl` beside `NAME.txt`) are tallied by rule; any other text is
/// taken as good prose, in which every finding counts against its rule.
///
/// # Errors
/// For a path that is missing, unreadable, or not in its format.
pub(crate) fn run(args: EvalArgs) -> Result<Status, Error> {
    let checker = Checker::default();
    let mut evaluation = Evaluation::default();
    for path in args.corpus {
        if !path.exists() {
            return Err(Error::Missing(path));
        }
        for file in files(&path)? {
            add(&mut evaluation, &checker, &file)?;
        }
    }
    match print(&evaluation, &mut io::stdout().lock()) {
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Clean),
        Err(source) => Err(Error::Io { path: PathBuf::from("standard output"), source }),
        Ok(()) => Ok(Status::Clean),
    }
}

/// The file itself, or the files of the folder in order of name.
fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let io = |source| Error::Io { path: path.to_owned(), source };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(io)? {
        let file = entry.map_err(io)?.path();
        let expected = file.with_extension("expected.jsonl");
        let data =
            file.file_name().is_some_and(|n| n == "budget.toml" || n == "accuracy.csv" || n == "README.md");
        if file.is_file() && !data && !expected.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn add(evaluation: &mut Evaluation, checker: &Checker, path: &Path) -> Result<(), Error> {
    let read =
        |path: &Path| std::fs::read(path).map_err(|source| Error::Io { path: path.to_owned(), source });
    let text = |path: &Path| Ok::<_, Error>(String::from_utf8_lossy(&read(path)?).into_owned());
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
    if let Some(draft) = name.strip_suffix(".expected.jsonl") {
        let mut faults = Vec::new();
        for (index, line) in text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let fault: Fault = serde_json::from_str(line).map_err(|e| Error::Record {
                path: path.to_owned(),
                line: index + 1,
                message: format!("not a fault with `start`, `end` and `rule`: {e}"),
            })?;
            faults.push(fault);
        }
        evaluation.text(checker, &text(&path.with_file_name(format!("{draft}.txt")))?, None, &faults);
    } else if let Some(rule) = name.strip_suffix(".toml") {
        evaluation.cases(checker, rule, &corpus::parse(path, &text(path)?)?)?;
    } else if name.ends_with(".jsonl") {
        evaluation.jsonl(checker, path, &text(path)?)?;
    } else {
        evaluation.clean(checker, Source::from_bytes(path.to_string_lossy(), read(path)?, None)?, None);
    }
    Ok(())
}

fn print(evaluation: &Evaluation, out: &mut dyn Write) -> io::Result<()> {
    if !evaluation.tallies.is_empty() {
        writeln!(
            out,
            "{:<26} {:<4} {:>6} {:>6} {:>6} {:>6} {:>9} {:>7} {:>5} {:>11}",
            "rule", "lang", "cases", "faults", "found", "false", "precision", "recall", "F0.5", "first right"
        )?;
        for ((rule, lang), tally) in &evaluation.tallies {
            row(out, rule, lang, tally)?;
        }
        row(out, "all", "", &evaluation.total())?;
    }
    if evaluation.clean_words > 0 {
        let per = |n: u64| n as f64 * 10_000.0 / evaluation.clean_words as f64;
        let (sure, likely) = evaluation.clean_findings.values().fold((0, 0), |(s, l), (a, b)| (s + a, l + b));
        writeln!(
            out,
            "good prose: {} words; per 10,000 words {:.2} findings in sure, {:.2} in sure + likely",
            evaluation.clean_words,
            per(sure),
            per(likely)
        )?;
        for (rule, (sure, likely)) in &evaluation.clean_findings {
            writeln!(out, "  {rule}: {sure} sure, {likely} sure + likely")?;
        }
    }
    Ok(())
}

fn row(out: &mut dyn Write, rule: &str, lang: &str, tally: &Tally) -> io::Result<()> {
    let share = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |s| format!("{s:.3}"));
    writeln!(
        out,
        "{rule:<26} {lang:<4} {:>6} {:>6} {:>6} {:>6} {:>9} {:>7} {:>5} {:>11}",
        tally.cases,
        tally.faults,
        tally.likely,
        tally.false_likely,
        share(tally.precision()),
        share(tally.recall()),
        share(tally.f_half()),
        share(tally.first_right())
    )
}

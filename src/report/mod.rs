//! Checked documents -> reports. Reporters never detect and never decide; they print what [`Checked`] holds.

mod fingerprint;
mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;

use std::io::{self, Write};

pub use fingerprint::fingerprint;
pub use github::Github;
pub use html::Html;
pub use json::{Json, JsonLines};
pub use junit::Junit;
pub use markdown::Markdown;
pub use sarif::Sarif;
pub use text::Text;

use crate::across::Inconsistency;
use crate::check::Checked;
use crate::error::Error;
use crate::finding::Tier;
use crate::rule::Rule;
use crate::score::SentenceScore;
use crate::source::Format;

/// Version of the data (dictionaries, tables) that the verdicts rest on.
pub const DATA_VERSION: &str = "en 2026.1";

/// `corrigenda 0.1.0`
pub const TOOL: &str = concat!("corrigenda ", env!("CARGO_PKG_VERSION"));

/// Totals over all documents of a run.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Documents checked.
    pub documents: u64,
    /// Their words.
    pub words: u64,
    /// Findings, in the order of [`Tier::ALL`].
    pub findings: [u64; 3],
    /// Findings that are allowed in the text or the configuration.
    pub allowed: u64,
    /// Inputs that could not be read or checked.
    pub failures: u64,
}

impl Summary {
    /// Adds a document.
    pub fn add(&mut self, checked: &Checked) {
        self.documents += 1;
        self.words += u64::from(checked.words);
        for (sum, tier) in self.findings.iter_mut().zip(Tier::ALL) {
            *sum += checked.count(tier);
        }
        self.allowed += checked.allowed.len() as u64;
        self.failures += u64::from(checked.error.is_some());
    }

    /// Findings of `tier`.
    #[must_use]
    pub fn count(&self, tier: Tier) -> u64 {
        Tier::ALL.iter().position(|t| *t == tier).map_or(0, |i| self.findings[i])
    }
}

/// An input that could not be read.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Path or name of the input.
    pub name: String,
    /// Line of a JSON Lines input, from 1.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

/// Writes a report, document by document in input order, so that a run over millions of documents needs memory for a few.
pub trait Reporter: Send {
    /// Writes what comes before the first document.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn start(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one document.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn document(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()>;

    /// Writes an input that could not be read, in its place among the documents.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn failure(&mut self, _failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes how the documents of the run differ from each other, after the last of them.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn consistency(&mut self, _all: &[Inconsistency], _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what comes after the last document.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

/// The sentences with the highest scores, worst first; clean ones are never listed.
pub(crate) fn worst_sentences(checked: &Checked, most: usize) -> Vec<&SentenceScore> {
    let mut worst: Vec<&SentenceScore> = checked.score.sentences.iter().filter(|s| s.score > 0).collect();
    worst.sort_by_key(|s| (std::cmp::Reverse(s.score), s.span));
    worst.truncate(most);
    worst
}

/// The line that allows findings of `rule` on the line after it, as the format writes comments.
#[must_use]
pub fn allow_snippet(format: Format, rule: &Rule) -> String {
    match format {
        Format::Text => format!("[corrigenda:allow {} -- reason]", rule.name),
        Format::Po | Format::Tsv => format!("# corrigenda:allow {} -- reason", rule.name),
        Format::Markdown | Format::Html | Format::Tmx | Format::Xliff => {
            format!("<!-- corrigenda:allow {} -- reason -->", rule.name)
        }
    }
}

/// How reports look, as far as they let that be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportOptions {
    /// Whether to colour what is read on a terminal.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to print under each finding what would allow it.
    pub verbose: bool,
    /// Whether to leave out the totals.
    pub quiet: bool,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self { color: false, width: 100, verbose: false, quiet: false }
    }
}

/// The names of all report formats, in the order help lists them.
pub const FORMATS: [&str; 8] = ["text", "json", "jsonl", "sarif", "github", "junit", "html", "markdown"];

/// The reporter of this name.
///
/// # Errors
/// [`Error::Unknown`] for a name that is not in [`FORMATS`].
pub fn reporter(name: &str, options: &ReportOptions) -> Result<Box<dyn Reporter>, Error> {
    let ReportOptions { color, width, verbose, quiet } = *options;
    Ok(match name {
        "text" => Box::new(Text::new(color, width, verbose, quiet)),
        "json" => Box::new(Json::default()),
        "jsonl" => Box::new(JsonLines),
        "sarif" => Box::new(Sarif::default()),
        "github" => Box::new(Github),
        "junit" => Box::new(Junit::default()),
        "html" => Box::new(Html::default()),
        "markdown" => Box::new(Markdown),
        _ => return Err(Error::unknown("report format", name, FORMATS)),
    })
}

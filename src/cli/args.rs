//! The command line as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::settings::{Reporting, Selection, Sources};

/// Finds what OCR and machine translation leave behind in a text, says where and how sure it is, and what it probably was.
#[derive(Debug, Parser)]
#[command(name = "corrigenda", version, arg_required_else_help = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or configuration, \
    3 some input could not be read."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files and folders, or standard input
    Check(CheckArgs),
    /// Apply the safe corrections in place
    Fix(FixArgs),
    /// List every rule: name, family, severity, what it finds
    Rules,
    /// Say what a rule finds, why it matters, with examples and measured accuracy
    Explain(ExplainArgs),
    /// Measure precision and recall over annotated cases
    Eval(EvalArgs),
    /// Write a commented corrigenda.toml
    Init,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files and folders; `-` is standard input. Folders are walked, obeying .gitignore
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The text that the draft was translated from: bilingual mode, for one draft
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,
    /// Compare names and forms of words across all documents of the run, and report at the end which differ from most
    #[arg(long)]
    pub across: bool,
    #[command(flatten)]
    pub reporting: Reporting,
    #[command(flatten)]
    pub selection: Selection,
    #[command(flatten)]
    pub sources: Sources,
}

#[derive(Debug, Args)]
pub(crate) struct FixArgs {
    /// Files and folders; `-` is standard input, its corrected text goes to standard output
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print a unified diff and write nothing
    #[arg(long)]
    pub diff: bool,
    /// Also apply the best suggestion that asks for a look, where the finding is sure
    #[arg(long)]
    pub ask_too: bool,
    #[command(flatten)]
    pub selection: Selection,
    #[command(flatten)]
    pub sources: Sources,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Name of a rule, as reports print it
    pub rule: String,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Files of annotated cases (.toml or .jsonl), or folders of them
    #[arg(required = true, value_name = "CORPUS")]
    pub corpus: Vec<PathBuf>,
}

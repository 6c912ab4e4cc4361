//! What can be chosen: the options of the command line and the keys of `corrigenda.toml` are the same fields, so that a flag
//! lies over a key and a key over a default in one place.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use crate::error::Error;
use crate::finding::Tier;
use crate::lang::Lang;
use crate::permit;
use crate::report;
use crate::rule::Severity;
use crate::source::Format;

/// Finds the value of this name; the error names the nearest.
fn named<T: Copy>(
    kind: &'static str,
    name: &str,
    known: impl IntoIterator<Item = (&'static str, T)> + Clone,
) -> Result<T, Error> {
    let found = known.clone().into_iter().find(|(n, _)| *n == name);
    found.map(|(_, value)| value).ok_or_else(|| Error::unknown(kind, name, known.into_iter().map(|(n, _)| n)))
}

/// How an input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputFormat {
    /// By name and content.
    Auto,
    /// JSON Lines: each record is a document.
    JsonLines,
    /// As this format, whatever it looks like.
    Is(Format),
}

impl InputFormat {
    pub(crate) fn parse(name: &str) -> Result<Self, Error> {
        let own = [("auto", Self::Auto), ("jsonl", Self::JsonLines)];
        let formats = Format::ALL.map(|format| (format.name(), Self::Is(format)));
        named("input format", name, own.into_iter().chain(formats))
    }
}

/// A language, or whichever the text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(pub Option<Lang>);

impl Language {
    pub(crate) fn parse(code: &str) -> Result<Self, Error> {
        if code == "auto" { Ok(Self(None)) } else { Lang::parse(code).map(|lang| Self(Some(lang))) }
    }
}

/// What makes the exit status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FailOn {
    /// A finding of this tier or a surer one.
    Tier(Tier),
    /// Nothing.
    Never,
}

impl FailOn {
    pub(crate) fn parse(name: &str) -> Result<Self, Error> {
        let tiers = Tier::ALL.map(|tier| (tier.name(), Self::Tier(tier)));
        named("tier", name, tiers.into_iter().chain([("never", Self::Never)]))
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    pub(crate) fn parse(name: &str) -> Result<Self, Error> {
        named(
            "choice of colour",
            name,
            [("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)],
        )
    }
}

pub(crate) fn parse_tier(name: &str) -> Result<Tier, Error> {
    named("tier", name, Tier::ALL.map(|tier| (tier.name(), tier)))
}

pub(crate) fn parse_rule(name: &str) -> Result<String, Error> {
    permit::check_name(name).map(|()| name.to_owned())
}

pub(crate) fn parse_format(name: &str) -> Result<String, Error> {
    named("report format", name, report::FORMATS.map(|name| (name, ()))).map(|()| name.to_owned())
}

/// `--report FORMAT=FILE`
pub(crate) fn parse_report(argument: &str) -> Result<(String, PathBuf), Error> {
    match argument.split_once('=') {
        Some((format, file)) if !file.is_empty() => Ok((parse_format(format)?, file.into())),
        _ => Err(Error::Usage(format!(
            "`{argument}` names no file; write FORMAT=FILE, as in html=report.html"
        ))),
    }
}

pub(crate) fn parse_budget(number: &str) -> Result<f64, Error> {
    number
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite() && *n >= 0.0)
        .ok_or_else(|| Error::Usage(format!("`{number}` is not a number of findings; write 0 or more")))
}

/// `None` of `$upper` is filled from `$lower`, field by field: all fields must be named.
macro_rules! layer {
    ($upper:expr, $lower:expr, $($field:ident),+ $(,)?) => {
        Self { $($field: $upper.$field.or_else(|| $lower.$field.clone())),+ }
    };
}

/// What is read, what is looked for, and how the run goes: for every command that checks.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "What is checked")]
pub(crate) struct Selection {
    /// Input format: auto (by name and content), text, markdown, html, jsonl, ...
    #[arg(long, value_name = "FORMAT", value_parser = InputFormat::parse)]
    pub input: Option<InputFormat>,
    /// Language of the text: auto, en, en-GB, de, fr, ... [default: auto, by document]
    #[arg(long, value_name = "LANG", value_parser = Language::parse)]
    pub lang: Option<Language>,
    /// Language that the draft was translated from or through, if known
    #[arg(long, value_name = "LANG", value_parser = Lang::parse)]
    pub source_lang: Option<Lang>,
    /// Lowest tier reported: sure, likely, possible [default: likely]
    #[arg(long, value_name = "TIER", value_parser = parse_tier)]
    pub tier: Option<Tier>,
    /// Run only these rules; families work as names
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = parse_rule)]
    pub rules: Option<Vec<String>>,
    /// Do not run these rules; families work as names
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = parse_rule)]
    pub allow: Option<Vec<String>>,
    /// Field of a JSON Lines record that holds the text [default: text]
    #[arg(long, value_name = "NAME")]
    pub text_field: Option<String>,
    /// Field of a JSON Lines record that holds its id [default: id]
    #[arg(long, value_name = "NAME")]
    pub id_field: Option<String>,
    /// Worker threads; the report is the same for any number [default: all cores]
    #[arg(long, value_name = "N", help_heading = "How it runs")]
    pub jobs: Option<NonZeroUsize>,
    /// Colour: auto, always, never [default: auto]
    #[arg(long, value_name = "WHEN", value_parser = Color::parse, help_heading = "How it runs")]
    pub color: Option<Color>,
    /// Say nothing but errors; no report on standard output unless --format asks for one
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, help_heading = "How it runs")]
    pub quiet: Option<bool>,
    /// Say more: what would allow a finding, which permissions have no effect, which configuration is used
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, help_heading = "How it runs")]
    pub verbose: Option<bool>,
    /// Show progress on standard error [default: on a terminal, when a run takes long]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, help_heading = "How it runs")]
    pub progress: Option<bool>,
}

impl Selection {
    /// These choices, and where there is none, those of `lower`.
    pub(crate) fn over(self, lower: &Self) -> Self {
        layer!(
            self,
            lower,
            input,
            lang,
            source_lang,
            tier,
            rules,
            allow,
            jobs,
            color,
            quiet,
            verbose,
            progress,
            text_field,
            id_field,
        )
    }
}

/// What is reported, and what counts as failure.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "What is reported")]
pub(crate) struct Reporting {
    /// Report format: text, json, jsonl, sarif, github, junit, html, markdown [default: text; github where GITHUB_ACTIONS is set]
    #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
    pub format: Option<String>,
    /// Write the report to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write another report to a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_report)]
    pub report: Option<Vec<(String, PathBuf)>>,
    /// What makes the exit status 1: sure, likely, possible, never [default: sure]
    #[arg(long, value_name = "TIER", value_parser = FailOn::parse)]
    pub fail_on: Option<FailOn>,
    /// Exit status 1 only if weighted findings of the --fail-on tier exceed N per 1000 words in some document
    #[arg(long, value_name = "N", value_parser = parse_budget)]
    pub max_per_1000: Option<f64>,
}

impl Reporting {
    /// These choices, and where there is none, those of `lower`.
    pub(crate) fn over(self, lower: &Self) -> Self {
        layer!(self, lower, format, output, report, fail_on, max_per_1000)
    }
}

/// Where the configuration comes from.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Sources {
    /// Use this configuration for all files instead of the nearest corrigenda.toml above each
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long)]
    pub no_config: bool,
    /// A list of words that are right: one a line, `# reason` behind; may be given several times
    #[arg(long, value_name = "FILE")]
    pub words: Vec<PathBuf>,
}

pub(crate) fn parse_severity(name: &str) -> Result<Severity, Error> {
    named("severity", name, Severity::ALL.map(|severity| (severity.name(), severity)))
}

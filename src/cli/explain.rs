//! `corrigenda rules` and `corrigenda explain`: what the rules say about themselves, with examples from their cases.

use std::fmt::Write;
use std::path::Path;

use super::Status;
use super::args::ExplainArgs;
use crate::corpus;
use crate::detect;
use crate::embedded;
use crate::error::Error;
use crate::permit;
use crate::report;
use crate::rule::{Family, Rule};
use crate::source::Format;

/// Width of running text.
const WIDTH: usize = 96;

pub(crate) fn rules() -> Result<Status, Error> {
    list(|_| true)
}

/// One line for each rule that is wanted.
fn list(wanted: impl Fn(&Rule) -> bool) -> Result<Status, Error> {
    let width = detect::rules().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in detect::rules().filter(|rule| wanted(rule)) {
        let (family, severity) = (rule.family.name(), rule.severity.name());
        let _ = writeln!(out, "{:width$}  {family:<11}  {severity:<8}  {}", rule.name, rule.summary);
    }
    super::print(&out)?;
    Ok(Status::Clean)
}

/// A rule in full; of a family, its rules.
pub(crate) fn explain(args: &ExplainArgs) -> Result<Status, Error> {
    if let Some(family) = Family::ALL.into_iter().find(|family| family.name() == args.rule) {
        return list(|rule| rule.family == family);
    }
    let Some(rule) = detect::rule(&args.rule) else {
        return Err(Error::unknown("rule", &args.rule, permit::names()));
    };
    let mut out = format!("{} ({}, {})\n", rule.name, rule.family.name(), rule.severity.name());
    let _ = writeln!(out, "{}", rule.summary);
    for paragraph in rule.explain.split("\n\n") {
        out.push('\n');
        wrap(paragraph, "", &mut out);
    }
    examples(rule.name, &mut out)?;
    accuracy(rule.name, &mut out);
    out.push_str("\nTo allow it in the next line of a text\n");
    for format in [Format::Text, Format::Markdown, Format::Po] {
        let _ = writeln!(out, "  {:<26} {}", described(format), report::allow_snippet(format, rule));
    }
    super::print(&out)?;
    Ok(Status::Clean)
}

const fn described(format: Format) -> &'static str {
    match format {
        Format::Text => "plain text",
        Format::Po => "PO, TSV",
        _ => "Markdown, HTML, TMX, XLIFF",
    }
}

fn examples(rule: &str, out: &mut String) -> Result<(), Error> {
    let Some(toml) = embedded::cases(rule) else { return Ok(()) };
    let cases = corpus::parse(Path::new(&format!("corpus/{rule}.toml")), toml)?;
    let mut examples = cases.iter().filter(|case| case.example).peekable();
    if examples.peek().is_some() {
        out.push_str("\nExamples\n");
    }
    for case in examples {
        if let Some(from) = &case.from {
            wrap(&format!("source: {from}"), "  ", out);
        }
        wrap(&case.text, "  ", out);
        for suggestion in &case.suggest {
            let shown = if suggestion.is_empty() { "(taken out)" } else { suggestion };
            let _ = writeln!(out, "    -> {shown}");
        }
    }
    Ok(())
}

/// The rows of `accuracy.csv` whose first column names the rule, as a table.
fn accuracy(rule: &str, out: &mut String) {
    let cells = |line: &'static str| line.split(',').skip(1).collect::<Vec<_>>();
    let lines = embedded::accuracy().lines();
    let rows = lines.clone().skip(1).filter(|line| line.split(',').next() == Some(rule));
    let table: Vec<Vec<&str>> = lines.take(1).chain(rows).map(cells).collect();
    if table.len() < 2 {
        return;
    }
    out.push_str("\nMeasured on its cases\n");
    let width =
        |column: usize| table.iter().filter_map(|row| Some(row.get(column)?.len())).max().unwrap_or(0);
    for row in &table {
        let row: Vec<String> =
            row.iter().enumerate().map(|(n, cell)| format!("{cell:>width$}", width = width(n))).collect();
        let _ = writeln!(out, "  {}", row.join("  ").replace('_', " "));
    }
}

/// Breaks running text into lines of at most [`WIDTH`] characters, where its words allow.
fn wrap(text: &str, indent: &str, out: &mut String) {
    let mut column = 0;
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        }
        let gap = if column == 0 { indent } else { " " };
        out.push_str(gap);
        out.push_str(word);
        column += gap.len() + width;
    }
    out.push('\n');
}

//! `corrigenda rules` and `corrigenda explain`: what the rules say about themselves, with examples from their cases.

use std::fmt::Write;
use std::path::Path;

use super::Status;
use super::args::ExplainArgs;
use crate::corpus;
use crate::detect;
use crate::embedded;
use crate::error::Error;
use crate::report;
use crate::source::Format;

/// Width of running text.
const WIDTH: usize = 96;

pub(crate) fn rules() -> Result<Status, Error> {
    let width = detect::rules().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in detect::rules() {
        let (family, severity) = (rule.family.name(), rule.severity.name());
        let _ = writeln!(out, "{:width$}  {family:<11}  {severity:<8}  {}", rule.name, rule.summary);
    }
    super::print(&out)?;
    Ok(Status::Clean)
}

pub(crate) fn explain(args: &ExplainArgs) -> Result<Status, Error> {
    let Some(rule) = detect::rule(&args.rule) else {
        return Err(Error::unknown("rule", &args.rule, detect::rules().map(|rule| rule.name)));
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
    for format in [Format::Text, Format::Markdown] {
        let _ = writeln!(out, "  {:<15} {}", described(format), report::allow_snippet(format, rule));
    }
    super::print(&out)?;
    Ok(Status::Clean)
}

const fn described(format: Format) -> &'static str {
    match format {
        Format::Text => "plain text",
        _ => "Markdown, HTML",
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
        wrap(&case.text, "  ", out);
        for suggestion in &case.suggest {
            let shown = if suggestion.is_empty() { "(taken out)" } else { suggestion };
            let _ = writeln!(out, "    -> {shown}");
        }
    }
    Ok(())
}

/// The rows of `accuracy.csv` whose first column names the rule.
fn accuracy(rule: &str, out: &mut String) {
    let mut lines = embedded::accuracy().lines();
    let columns: Vec<&str> = lines.next().unwrap_or("").split(',').collect();
    for (index, row) in lines.filter(|line| line.split(',').next() == Some(rule)).enumerate() {
        if index == 0 {
            out.push_str("\nMeasured on its cases\n");
        }
        let cells = columns.iter().zip(row.split(',')).skip(1).filter(|(_, cell)| !cell.is_empty());
        let cells: Vec<String> = cells.map(|(column, cell)| format!("{column} {cell}")).collect();
        let _ = writeln!(out, "  {}", cells.join(", "));
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

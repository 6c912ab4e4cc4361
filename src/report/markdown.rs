//! `markdown`: for a pull-request comment or a job summary.

use std::io::{self, Write};

use super::{DATA_VERSION, Failure, Reporter, Summary};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::finding::Tier;

/// Findings listed per document; a comment with more is read by nobody and may exceed what the forge accepts.
const LISTED: usize = 100;

/// A table per document that has findings, and one line of totals.
#[derive(Debug, Default)]
pub struct Markdown;

impl Reporter for Markdown {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## Corrigenda")
    }

    fn document(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\n### {}\n\nScore {} of 1000, {} issues per 1000 words ({} words).\n",
            cell(&checked.source.name),
            checked.score.score,
            checked.score.per_1000_words,
            checked.words
        )?;
        writeln!(out, "| line | found | probably | what | how sure |\n|---:|---|---|---|---|")?;
        for finding in checked.findings.iter().take(LISTED) {
            let (line, _) = checked.line_column(finding.span.start);
            let text = &checked.source.text[finding.span.range()];
            let probably = match finding.suggestions.first() {
                Some(s) if s.text.is_empty() => "*delete*".to_owned(),
                Some(s) => code(&finding.reading(s, &checked.source.text)),
                None => String::new(),
            };
            writeln!(
                out,
                "| {line} | {} | {probably} | {} (`{}`) | {} |",
                code(text),
                cell(&finding.message),
                finding.rule.name,
                finding.confidence.tier().name()
            )?;
        }
        if let Some(more) = checked.findings.len().checked_sub(LISTED).filter(|more| *more > 0) {
            writeln!(out, "\n… and {more} more.")?;
        }
        for habit in &checked.habits {
            writeln!(
                out,
                "\nNot reported: {} ({} of {}, the custom of this document).",
                habit.name, habit.count, habit.opportunities
            )?;
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n**{}** could not be read: {}", cell(&failure.name), cell(&failure.message))
    }

    fn consistency(&mut self, all: &[Inconsistency], out: &mut dyn Write) -> io::Result<()> {
        if all.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\n## Across the documents\n\n| here | usually | how often | where |\n|---|---|---|---|"
        )?;
        for one in all {
            let places: Vec<String> =
                one.places.iter().map(|(name, line, column)| format!("{name}:{line}:{column}")).collect();
            let (text, usual) = (cell(&one.text), cell(&one.usual));
            writeln!(out, "| {text} | {usual} | {} | {} |", cell(&one.evidence), cell(&places.join(", ")))?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "\n{} documents, {} words: **{} sure**, {} likely, {} possible. Data {DATA_VERSION}.",
            summary.documents,
            summary.words,
            summary.count(Tier::Sure),
            summary.count(Tier::Likely),
            summary.count(Tier::Possible)
        )
    }
}

/// Text that means nothing to Markdown or HTML, on one line of a table.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '@' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A code span of one table cell: `<code>` takes any text, a backtick fence does not.
fn code(text: &str) -> String {
    let short = &text[..text.floor_char_boundary(120)];
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("<code>{}{more}</code>", cell(short))
}

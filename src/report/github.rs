//! `github`: workflow commands that GitHub Actions turns into annotations of the lines of a pull request.

use std::io::{self, Write};

use super::{Failure, Reporter, Summary};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::finding::Tier;

/// One `::error`, `::warning` or `::notice` a finding.
#[derive(Debug, Default)]
pub struct Github;

impl Reporter for Github {
    fn document(&mut self, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
        for finding in &checked.findings {
            let tier = finding.confidence.tier();
            let command = match tier {
                Tier::Sure => "error",
                Tier::Likely => "warning",
                Tier::Possible => "notice",
            };
            let (line, column) = checked.line_column(finding.span.start);
            let (end_line, end_column) = checked.line_column(finding.span.end);
            let text = &checked.source.text[finding.span.range()];
            let probably = match finding.suggestions.first() {
                Some(s) if s.text.is_empty() => "; delete it".to_owned(),
                Some(s) => format!("; probably `{}`", finding.reading(s, &checked.source.text)),
                None => String::new(),
            };
            writeln!(
                out,
                "::{command} file={},line={line},endLine={end_line},col={column},endColumn={end_column},title={} ({})::`{}`: {}{}",
                property(&checked.source.name),
                finding.rule.name,
                tier.name(),
                message(text),
                message(&finding.message),
                message(&probably)
            )?;
        }
        Ok(())
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "::error file={},line={}::{}",
            property(&failure.name),
            failure.line.unwrap_or(1),
            message(&failure.message)
        )
    }

    /// The places have their own annotations: this is the list of them.
    fn consistency(&mut self, all: &[Inconsistency], out: &mut dyn Write) -> io::Result<()> {
        for one in all {
            let places: Vec<String> =
                one.places.iter().map(|(name, line, column)| format!("{name}:{line}:{column}")).collect();
            let told =
                format!("`{}`, usually `{}` ({}): {}", one.text, one.usual, one.evidence, places.join(", "));
            writeln!(out, "::notice title={} across the documents::{}", one.rule, message(&told))?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "Corrigenda: {} documents, {} words: {} sure, {} likely, {} possible",
            summary.documents,
            summary.words,
            summary.count(Tier::Sure),
            summary.count(Tier::Likely),
            summary.count(Tier::Possible)
        )
    }
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

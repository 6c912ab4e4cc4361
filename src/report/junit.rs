//! `junit`: a test suite per document, so that any CI server lists what was found.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Failure, Reporter, Summary};
use crate::across::Inconsistency;
use crate::check::Checked;

/// A finding is a failed test case; a document without findings is one that passed.
#[derive(Debug)]
pub struct Junit {
    report: Report,
}

impl Default for Junit {
    fn default() -> Self {
        Self { report: Report::new("corrigenda") }
    }
}

impl Reporter for Junit {
    fn document(&mut self, checked: &Checked, _out: &mut dyn Write) -> io::Result<()> {
        let name = checked.source.name.as_str();
        let mut suite = TestSuite::new(name);
        for finding in &checked.findings {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let (line, column) = checked.line_column(finding.span.start);
            let text = &checked.source.text[finding.span.range()];
            status.set_type(finding.rule.name);
            status.set_message(format!("{}: `{text}`", finding.message));
            let probably = finding.suggestions.first().map_or_else(String::new, |s| {
                format!("\nprobably `{}`", finding.reading(s, &checked.source.text))
            });
            status.set_description(format!(
                "{name}:{line}:{column}: {} ({}, {} of 1000){probably}",
                finding.message,
                finding.confidence.tier().name(),
                finding.confidence.thousandths()
            ));
            let mut case = TestCase::new(format!("{} at {line}:{column}", finding.rule.name), status);
            case.set_classname(name);
            suite.add_test_case(case);
        }
        if checked.findings.is_empty() {
            let mut case = TestCase::new("no findings", TestCaseStatus::success());
            case.set_classname(name);
            suite.add_test_case(case);
        }
        self.report.add_test_suite(suite);
        Ok(())
    }

    fn failure(&mut self, failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        let mut suite = TestSuite::new(failure.name.as_str());
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(failure.message.as_str());
        suite.add_test_case(TestCase::new("readable", status));
        self.report.add_test_suite(suite);
        Ok(())
    }

    /// The places are failed test cases of their documents, so that these only list them.
    fn consistency(&mut self, all: &[Inconsistency], _out: &mut dyn Write) -> io::Result<()> {
        let mut suite = TestSuite::new("across the documents");
        for one in all {
            let name = format!("{}: `{}`, usually `{}`", one.rule, one.text, one.usual);
            let mut case = TestCase::new(name, TestCaseStatus::success());
            let places = one.places.iter().map(|(name, line, column)| format!("\n{name}:{line}:{column}"));
            case.set_system_out(format!("{}{}", one.evidence, places.collect::<String>()));
            suite.add_test_case(case);
        }
        self.report.add_test_suite(suite);
        Ok(())
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.report.serialize(out).map_err(io::Error::other)
    }
}

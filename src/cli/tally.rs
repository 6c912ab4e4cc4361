//! What comes out of a run: reports, messages on standard error, and what makes the exit status.

use std::sync::Arc;

use super::outputs::Outputs;
use super::progress::Progress;
use super::session::Plan;
use super::settings::{FailOn, Reporting, Selection};
use super::{Message, Status, tell};
use crate::across::Inconsistency;
use crate::check::Checked;
use crate::error::Error;
use crate::finding::Finding;
use crate::report::{Failure, Summary};
use crate::score;

/// A document that was checked, with its plan and its size; or an input that could not be.
pub(super) type Outcome = Result<(Checked, Arc<Plan>, u64), Failure>;

/// The reports of a run and what they amount to.
pub(super) struct Tally {
    outputs: Outputs,
    progress: Progress,
    quiet: bool,
    verbose: bool,
    summary: Summary,
    /// Whether something made the run fail.
    found: bool,
    /// Whether something did that is under the tier reported.
    hidden: bool,
}

impl Tally {
    /// Opens the reports. `total` is the size of all inputs.
    pub(super) fn open(selection: &Selection, reporting: &Reporting, total: u64) -> Result<Self, Error> {
        Ok(Self {
            outputs: Outputs::open(selection, reporting)?,
            progress: Progress::new(selection, total),
            quiet: selection.quiet.unwrap_or(false),
            verbose: selection.verbose.unwrap_or(false),
            summary: Summary::default(),
            found: false,
            hidden: false,
        })
    }

    /// Whether nobody reads the reports any more.
    pub(super) fn is_abandoned(&self) -> bool {
        self.outputs.is_abandoned()
    }

    /// Reports a batch, in order.
    pub(super) fn take(&mut self, outcomes: Vec<Outcome>) -> Result<(), Error> {
        if outcomes.is_empty() {
            return Ok(());
        }
        for outcome in outcomes {
            if self.is_abandoned() {
                return Ok(());
            }
            match outcome {
                Ok((checked, plan, bytes)) => self.document(&checked, &plan, bytes)?,
                Err(failure) => self.failed(&failure)?,
            }
        }
        self.outputs.flush()
    }

    /// Reports how the documents differ from each other.
    pub(super) fn consistency(&mut self, all: &[Inconsistency]) -> Result<(), Error> {
        self.outputs.consistency(all)
    }

    fn failed(&mut self, failure: &Failure) -> Result<(), Error> {
        self.summary.failures += 1;
        let line = failure.line.map_or_else(String::new, |line| format!(":{line}"));
        let text = format!("{}{line}: {}", failure.name, failure.message);
        self.progress.aside(|| tell(Message::Error, &text));
        self.progress.add(0);
        self.outputs.failure(failure, &self.progress)
    }

    fn document(&mut self, checked: &Checked, plan: &Plan, bytes: u64) -> Result<(), Error> {
        self.summary.add(checked);
        self.outputs.document(checked, &self.progress)?;
        self.progress.add(bytes);
        let name = &checked.source.name;
        self.progress.aside(|| {
            if let Some(error) = &checked.error {
                tell(Message::Error, &format!("{name}: {error}"));
            }
            for note in &checked.notes {
                if !note.unused && !self.quiet || note.unused && self.verbose {
                    let kind = if note.unused { Message::Note } else { Message::Warning };
                    tell(kind, &format!("{name}:{}: {}", note.line, note.message));
                }
            }
        });
        if fails(checked, plan) {
            self.found = true;
            self.hidden |= !fails_by(&checked.findings, checked.words, plan);
        }
        Ok(())
    }

    /// Ends the reports; what the exit status is.
    pub(super) fn finish(self) -> Result<Status, Error> {
        self.progress.finish();
        self.outputs.finish(&self.summary)?;
        if self.hidden && !self.quiet {
            let text =
                "findings under the tier that is reported make the exit status 1; show them with --tier";
            tell(Message::Note, &text);
        }
        Ok(match (self.summary.failures, self.found) {
            (0, false) => Status::Clean,
            (0, true) => Status::Findings,
            _ => Status::Unreadable,
        })
    }
}

/// Whether a document makes the run fail. Findings under the tier that is reported count too: `--fail-on` alone decides.
fn fails(checked: &Checked, plan: &Plan) -> bool {
    let all: Vec<Finding>;
    let findings = if checked.below.is_empty() {
        &checked.findings
    } else {
        all = checked.findings.iter().chain(&checked.below).cloned().collect();
        &all
    };
    fails_by(findings, checked.words, plan)
}

fn fails_by(findings: &[Finding], words: u32, plan: &Plan) -> bool {
    let FailOn::Tier(tier) = plan.fail_on else { return false };
    match plan.budget {
        Some(budget) => score::per_1000_at(findings, tier, words) > budget,
        None => findings.iter().any(|f| f.confidence.tier() >= tier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Checker, Options};
    use crate::cli::settings::InputFormat;
    use crate::finding::Tier;
    use crate::rule::{Family, Rule, Severity};
    use crate::source::Source;
    use crate::span::Span;

    static RULE: Rule =
        Rule { name: "x", family: Family::Words, summary: "", explain: "", severity: Severity::Major };

    fn plan(fail_on: FailOn, budget: Option<f64>) -> Plan {
        Plan {
            options: Options::default(),
            input: InputFormat::Auto,
            fail_on,
            budget,
            text_field: String::new(),
            id_field: String::new(),
        }
    }

    /// 1000 words with a likely finding reported and a possible one that is not.
    fn checked() -> Checked {
        let source = Source::from_text("t", "word ".repeat(1000));
        let mut checked = Checker::default().check(source, &Options::default());
        checked.findings = vec![Finding::new(&RULE, Span::new(0, 4), 800, "")];
        checked.below = vec![Finding::new(&RULE, Span::new(5, 9), 400, "")];
        checked
    }

    #[test]
    fn fail_on_decides_and_not_the_tier_reported() {
        let mut checked = checked();
        for (fail_on, fails_with_both) in [
            (FailOn::Tier(Tier::Sure), false),
            (FailOn::Tier(Tier::Likely), true),
            (FailOn::Tier(Tier::Possible), true),
            (FailOn::Never, false),
        ] {
            assert_eq!(fails(&checked, &plan(fail_on, None)), fails_with_both, "{fail_on:?}");
        }
        checked.findings.clear();
        assert!(!fails(&checked, &plan(FailOn::Tier(Tier::Likely), None)));
        assert!(fails(&checked, &plan(FailOn::Tier(Tier::Possible), None)));
    }

    #[test]
    fn a_budget_counts_weights_per_thousand_words() {
        // A major finding weighs 5, times its confidence: 4 for the likely one, 2 for the possible one.
        let checked = checked();
        for (tier, budget, failed) in [
            (Tier::Likely, 3.9, true),
            (Tier::Likely, 4.0, false),
            (Tier::Possible, 5.9, true),
            (Tier::Possible, 6.0, false),
            (Tier::Sure, 0.0, false),
        ] {
            assert_eq!(fails(&checked, &plan(FailOn::Tier(tier), Some(budget))), failed, "{tier:?} {budget}");
        }
    }
}

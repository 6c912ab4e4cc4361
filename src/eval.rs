//! How well the rules do on annotated texts: precision, recall, F0.5, first suggestions, false findings on clean prose.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::check::{Checker, Options};
use crate::corpus::{self, Case};
use crate::error::Error;
use crate::finding::Tier;
use crate::lang::Lang;
use crate::source::Source;
use crate::span::Span;

/// Counts for one rule in one language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Annotated texts.
    pub cases: u32,
    /// Faults marked in them.
    pub faults: u32,
    /// Faults found in tier `sure`.
    pub sure: u32,
    /// Faults found in tier `likely` or above.
    pub likely: u32,
    /// Faults found in any tier.
    pub possible: u32,
    /// Faults for which a first suggestion is expected, among those found.
    pub asked: u32,
    /// Those whose first suggestion is the expected one.
    pub right: u32,
    /// Findings in `sure` where none is marked.
    pub false_sure: u32,
    /// Findings in `likely` or above where none is marked.
    pub false_likely: u32,
}

impl Tally {
    /// True findings among all at `likely` and above, or `None` without findings.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.likely, self.likely + self.false_likely)
    }

    /// Faults found at `likely` and above among all, or `None` without faults.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.likely, self.faults)
    }

    /// F0.5 (van Rijsbergen): precision counts twice as much as recall.
    #[must_use]
    pub fn f_half(&self) -> Option<f64> {
        let (p, r) = (self.precision()?, self.recall()?);
        (p + r > 0.0).then(|| 1.25 * p * r / (0.25 * p + r))
    }

    /// Right first suggestions among those asked for.
    #[must_use]
    pub fn first_right(&self) -> Option<f64> {
        ratio(self.right, self.asked)
    }

    fn found(&mut self, tier: Option<Tier>) {
        self.faults += 1;
        self.sure += u32::from(tier >= Some(Tier::Sure));
        self.likely += u32::from(tier >= Some(Tier::Likely));
        self.possible += u32::from(tier.is_some());
    }

    fn false_finding(&mut self, tier: Tier) {
        self.false_sure += u32::from(tier == Tier::Sure);
        self.false_likely += u32::from(tier >= Tier::Likely);
    }
}

fn ratio(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// Tallies by rule and language, and the clean prose read.
#[derive(Debug, Default)]
pub struct Evaluation {
    /// By rule and language code.
    pub tallies: BTreeMap<(String, String), Tally>,
    /// Words of clean prose.
    pub clean_words: u64,
    /// Findings in clean prose by rule: in `sure`, and in `likely` or above.
    pub clean_findings: BTreeMap<&'static str, (u64, u64)>,
}

/// A text with its faults, one a line of JSON Lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    text: String,
    #[serde(default)]
    lang: Option<String>,
    faults: Vec<Fault>,
}

/// A fault of a `Record` or of a whole draft.
#[derive(Debug, Clone, Deserialize)]
pub struct Fault {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The rule that should find it.
    #[serde(alias = "cls")]
    pub rule: String,
    /// First suggestions that count as right; empty where none is asked for.
    #[serde(default)]
    pub accept: Vec<String>,
}

impl Evaluation {
    /// Adds the cases of one rule.
    ///
    /// # Errors
    /// For an unknown language or format in a case.
    pub fn cases(&mut self, checker: &Checker, rule: &str, cases: &[Case]) -> Result<(), Error> {
        for case in cases {
            let outcome = corpus::judge(checker, rule, case)?;
            let lang = case.lang.as_deref().unwrap_or("en");
            let tally = self.tallies.entry((rule.to_owned(), lang.to_owned())).or_default();
            tally.cases += 1;
            for mark in &outcome.marks {
                tally.found(mark.touched);
                if mark.touched.is_some() && mark.right.is_some() {
                    tally.asked += 1;
                    tally.right += u32::from(mark.right == Some(true));
                }
            }
            for (tier, _, _) in &outcome.false_alarms {
                tally.false_finding(*tier);
            }
        }
        Ok(())
    }

    /// Adds the records of a JSON Lines file.
    ///
    /// # Errors
    /// [`Error::Record`] for a line that is not such a record.
    pub fn jsonl(&mut self, checker: &Checker, path: &std::path::Path, content: &str) -> Result<(), Error> {
        for (index, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let record: Record = serde_json::from_str(line).map_err(|e| Error::Record {
                path: path.to_owned(),
                line: index + 1,
                message: format!("not a record with `text` and `faults`: {e}"),
            })?;
            let lang = record.lang.as_deref().map(Lang::parse).transpose()?;
            self.text(checker, &record.text, lang, &record.faults);
        }
        Ok(())
    }

    /// Adds one text with all its faults, of whatever rules.
    pub fn text(&mut self, checker: &Checker, text: &str, lang: Option<Lang>, faults: &[Fault]) {
        let options = Options { lang, tier: Tier::Possible, ..Options::default() };
        let checked = checker.check(Source::from_text("draft", text), &options);
        let code = checked.lang.code().to_owned();
        let span_of = |fault: &Fault| Span::new(fault.start, fault.end);
        for fault in faults {
            // Any rule may find it: what the reader wants is the place and the correction.
            let best = checked
                .findings
                .iter()
                .filter(|f| f.span.overlaps(span_of(fault)))
                .max_by_key(|f| (f.rule.name == fault.rule, f.confidence));
            let tally = self.tallies.entry((fault.rule.clone(), code.clone())).or_default();
            tally.cases += 1;
            tally.found(best.map(|f| f.confidence.tier()));
            if let Some(finding) = best
                && !fault.accept.is_empty()
            {
                tally.asked += 1;
                tally.right += u32::from(corrects(text, fault, finding));
            }
        }
        for finding in &checked.findings {
            if !faults.iter().any(|fault| span_of(fault).overlaps(finding.span)) {
                let key = (finding.rule.name.to_owned(), code.clone());
                self.tallies.entry(key).or_default().false_finding(finding.confidence.tier());
            }
        }
    }

    /// Adds clean prose: whatever is found in it at `likely` or above counts against the rule.
    pub fn clean(&mut self, checker: &Checker, source: Source, lang: Option<Lang>) {
        let checked = checker.check(source, &Options { lang, ..Options::default() });
        self.clean_words += u64::from(checked.words);
        for finding in &checked.findings {
            let entry = self.clean_findings.entry(finding.rule.name).or_default();
            entry.0 += u64::from(finding.confidence.tier() == Tier::Sure);
            entry.1 += 1;
        }
    }

    /// Sum over all rules and languages.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.tallies.values().fold(Tally::default(), |mut sum, t| {
            sum.cases += t.cases;
            sum.faults += t.faults;
            sum.sure += t.sure;
            sum.likely += t.likely;
            sum.possible += t.possible;
            sum.asked += t.asked;
            sum.right += t.right;
            sum.false_sure += t.false_sure;
            sum.false_likely += t.false_likely;
            sum
        })
    }

    /// The table of `corpus/accuracy.csv`.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = String::from(
            "rule,language,cases,faults,found_sure,found_likely,found_possible,suggestions_asked,suggestions_right,false_sure,false_likely\n",
        );
        for ((rule, lang), t) in &self.tallies {
            out.push_str(&format!(
                "{rule},{lang},{},{},{},{},{},{},{},{},{}\n",
                t.cases,
                t.faults,
                t.sure,
                t.likely,
                t.possible,
                t.asked,
                t.right,
                t.false_sure,
                t.false_likely
            ));
        }
        out
    }
}

/// Whether the first suggestion, applied, makes an accepted text of the fault.
fn corrects(text: &str, fault: &Fault, finding: &crate::finding::Finding) -> bool {
    let Some(suggestion) = finding.suggestions.first() else { return false };
    let (start, end) = (fault.start.min(suggestion.span.start), fault.end.max(suggestion.span.end));
    let (Some(before), Some(after), Some(left), Some(right)) = (
        text.get(start as usize..suggestion.span.start as usize),
        text.get(suggestion.span.end as usize..end as usize),
        text.get(start as usize..fault.start as usize),
        text.get(fault.end as usize..end as usize),
    ) else {
        return false;
    };
    let got = format!("{before}{}{after}", suggestion.text);
    // What is deleted may take a neighbouring space with it.
    fault.accept.iter().any(|accepted| {
        let wanted = format!("{left}{accepted}{right}");
        got == wanted || got.split_whitespace().eq(wanted.split_whitespace()) && accepted.is_empty()
    })
}

/// The cases of every `corpus/<rule>.toml` in `folder`, tallied.
///
/// # Errors
/// For a file that cannot be read or is not in the case format.
pub fn corpus_folder(checker: &Checker, folder: &std::path::Path) -> Result<Evaluation, Error> {
    let io = |source| Error::Io { path: folder.to_owned(), source };
    let mut files: Vec<std::path::PathBuf> =
        std::fs::read_dir(folder).map_err(io)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let mut evaluation = Evaluation::default();
    for path in files {
        let Some(rule) = path.file_stem().and_then(|s| s.to_str()) else { continue };
        let toml =
            std::fs::read_to_string(&path).map_err(|source| Error::Io { path: path.clone(), source })?;
        evaluation.cases(checker, rule, &corpus::parse(&path, &toml)?)?;
    }
    Ok(evaluation)
}

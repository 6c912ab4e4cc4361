//! Annotated cases: sentences of our own with the faults marked in place. They drive the tests, `corrigenda eval`, the
//! accuracy figures and the generated documentation. `corpus/README.md` describes the format.

use std::sync::Arc;

use serde::Deserialize;

use crate::bitext::Glossary;
use crate::check::{Checked, Checker, Options};
use crate::error::Error;
use crate::finding::{Finding, Tier};
use crate::lang::Lang;
use crate::source::{Format, Source};
use crate::span::Span;

/// Where a case comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// A kind of fault seen in real texts.
    Wild,
    /// Thought up.
    Synthetic,
    /// Right as it stands: the rule must stay silent.
    Negative,
}

/// One annotated text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows.
    pub label: String,
    /// Where it comes from.
    pub source: Provenance,
    /// The text, each fault between `⟦` and `⟧`.
    pub text: String,
    /// Expected first suggestion of each fault, in order; empty where none is asked for.
    #[serde(default)]
    pub suggest: Vec<String>,
    /// Lowest tier the findings must reach.
    #[serde(default)]
    pub tier: Option<Tier>,
    /// Whether the documentation prints it.
    #[serde(default)]
    pub example: bool,
    /// Language code; English if absent.
    #[serde(default)]
    pub lang: Option<String>,
    /// Input format; plain text if absent.
    #[serde(default)]
    pub input: Option<String>,
    /// The source text, for rules of bilingual mode.
    #[serde(default)]
    pub from: Option<String>,
    /// Its language code; told by the text if absent.
    #[serde(default)]
    pub from_lang: Option<String>,
    /// Terms and their renderings, as in `[glossary]` of the configuration.
    #[serde(default)]
    pub glossary: std::collections::BTreeMap<String, String>,
    /// `fail`: a known failure, which must go on failing until the mark is taken away.
    #[serde(default)]
    pub expect: Option<Expect>,
}

/// What a case is expected to do other than pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expect {
    /// A known failure.
    Fail,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    case: Vec<Case>,
}

/// What became of a case.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The text without its marks.
    pub text: String,
    /// Per marked fault, in order.
    pub marks: Vec<MarkOutcome>,
    /// Findings of the rule in `likely` or above that overlap no mark: tier, text and first suggestion.
    pub false_alarms: Vec<(Tier, String, String)>,
}

/// What became of one marked fault.
#[derive(Debug, Clone)]
pub struct MarkOutcome {
    /// The marked text.
    pub text: String,
    /// Tier of the finding on exactly this span, if there is one.
    pub found: Option<Tier>,
    /// Tier of the surest finding that overlaps the mark.
    pub touched: Option<Tier>,
    /// Its first suggestion.
    pub suggestion: Option<String>,
    /// Whether the first suggestion is the expected one; `None` where none was asked for.
    pub right: Option<bool>,
}

impl Outcome {
    /// Why the case fails, or nothing if it passes.
    #[must_use]
    pub fn complaints(&self, case: &Case) -> Vec<String> {
        let wanted = case.tier.unwrap_or(Tier::Likely);
        let mut complaints = Vec::new();
        for mark in &self.marks {
            match (mark.found, mark.touched) {
                (None, None) => complaints.push(format!("⟦{}⟧ not found", mark.text)),
                (None, Some(_)) => complaints.push(format!("⟦{}⟧ found with another span", mark.text)),
                (Some(tier), _) if tier < wanted => {
                    complaints.push(format!(
                        "⟦{}⟧ is only {}, not {}",
                        mark.text,
                        tier.name(),
                        wanted.name()
                    ));
                }
                _ => {}
            }
            if mark.right == Some(false) {
                complaints.push(format!(
                    "⟦{}⟧ suggests {:?}",
                    mark.text,
                    mark.suggestion.as_deref().unwrap_or("nothing")
                ));
            }
        }
        for (tier, text, suggestion) in &self.false_alarms {
            complaints.push(format!("false alarm ({}) on {text:?} -> {suggestion:?}", tier.name()));
        }
        complaints
    }
}

/// The cases of a TOML file.
///
/// # Errors
/// [`Error::Config`] for a file that is not in the case format; `path` names it.
pub fn parse(path: &std::path::Path, toml: &str) -> Result<Vec<Case>, Error> {
    let config = |message: String| Error::Config { path: path.to_owned(), message };
    let file: File = toml::from_str(toml).map_err(|e| config(e.to_string()))?;
    for case in &file.case {
        let (_, marks) = unmark(&case.text).map_err(|m| config(format!("case `{}`: {m}", case.label)))?;
        if !case.suggest.is_empty() && case.suggest.len() != marks.len() {
            return Err(config(format!(
                "case `{}`: {} marks but {} suggestions",
                case.label,
                marks.len(),
                case.suggest.len()
            )));
        }
        if (case.source == Provenance::Negative) != marks.is_empty() {
            return Err(config(format!(
                "case `{}`: negative cases have no marks, all others have some",
                case.label
            )));
        }
    }
    Ok(file.case)
}

/// Takes the marks out: the plain text and the marked spans.
///
/// # Errors
/// A message when the marks do not pair.
pub fn unmark(marked: &str) -> Result<(String, Vec<Span>), String> {
    let mut text = String::with_capacity(marked.len());
    let (mut spans, mut open) = (Vec::new(), None);
    for c in marked.chars() {
        match c {
            '⟦' if open.is_none() => open = Some(text.len()),
            '⟧' => match open.take() {
                Some(start) => spans.push(Span::of(start..text.len())),
                None => return Err("a ⟧ without its ⟦".to_owned()),
            },
            '⟦' => return Err("a ⟦ inside a ⟦".to_owned()),
            _ => text.push(c),
        }
    }
    if open.is_some() { Err("a ⟦ without its ⟧".to_owned()) } else { Ok((text, spans)) }
}

/// Checks the text of a case for everything.
///
/// # Errors
/// As [`unmark`], or an unknown language or format.
pub fn check(checker: &Checker, case: &Case) -> Result<(Checked, Vec<Span>), Error> {
    let (text, marks) =
        unmark(&case.text).map_err(|message| Error::Config { path: case.label.clone().into(), message })?;
    let lang = Lang::parse(case.lang.as_deref().unwrap_or("en"))?;
    let format = Format::parse(case.input.as_deref().unwrap_or("text"))?;
    let mut source = Source::from_string("case", text, format);
    if let Some(from) = &case.from {
        source = source.translated_from(Source::from_text("source", from.as_str()));
    }
    let source_lang = case.from_lang.as_deref().map(Lang::parse).transpose()?;
    let mut glossary = Glossary::default();
    for (term, rendering) in &case.glossary {
        glossary.add(term, &[rendering]);
    }
    let options = Options {
        lang: Some(lang),
        source_lang,
        tier: Tier::Possible,
        glossary: Arc::new(glossary),
        ..Options::default()
    };
    Ok((checker.check(source, &options), marks))
}

/// Checks a case and compares with its marks, for one rule. Marks are spans of the text as written, markup included.
///
/// # Errors
/// As [`check`].
pub fn judge(checker: &Checker, rule: &str, case: &Case) -> Result<Outcome, Error> {
    let (checked, marks) = check(checker, case)?;
    let own: Vec<(Span, &Finding)> = checked
        .findings
        .iter()
        .filter(|f| reports(f, rule))
        .map(|f| (checked.source.bytes_of(f.span), f))
        .collect();
    let raw = &checked.source.raw;
    let mut outcome = Outcome { text: raw.to_string(), marks: Vec::new(), false_alarms: Vec::new() };
    for (index, mark) in marks.iter().enumerate() {
        let exact = own.iter().find(|(span, _)| span == mark);
        let touching = exact.or_else(|| {
            own.iter()
                .filter(|(s, _)| s.overlaps(*mark))
                .max_by_key(|(s, f)| (f.confidence, std::cmp::Reverse(*s)))
        });
        let read =
            |f: &Finding| f.suggestions.first().map(|s| f.reading(s, &checked.source.text).into_owned());
        let suggestion = touching.and_then(|(_, f)| read(f));
        let right = case.suggest.get(index).map(|wanted| suggestion.as_ref() == Some(wanted));
        outcome.marks.push(MarkOutcome {
            text: raw[mark.range()].to_owned(),
            found: exact.map(|(_, f)| f.confidence.tier()),
            touched: touching.map(|(_, f)| f.confidence.tier()),
            suggestion,
            right,
        });
    }
    for (span, finding) in &own {
        let tier = finding.confidence.tier();
        if tier >= Tier::Likely && !marks.iter().any(|m| m.overlaps(*span) || m == span) {
            let suggestion = finding.suggestions.first().map_or_else(String::new, |s| s.text.clone());
            outcome.false_alarms.push((tier, raw[span.range()].to_owned(), suggestion));
        }
    }
    Ok(outcome)
}

/// Whether a finding is of `rule`, or absorbed one of it in merging.
fn reports(finding: &Finding, rule: &str) -> bool {
    finding.rule.name == rule
        || finding.evidence.iter().any(|e| {
            e.strip_prefix("also ").and_then(|e| e.strip_prefix(rule)).is_some_and(|e| e.starts_with(':'))
        })
}

//! Findings in clean prose, with the labels that people gave them: published prose is not faultless, so a finding counts as
//! false only when somebody read it.

use std::collections::BTreeMap;
use std::path::Path;

use corrigenda::report::fingerprint;
use corrigenda::{Checker, Lang, Options, Source, Tier};
use rayon::prelude::*;

use crate::data::{self, Clean};

/// A finding in clean prose.
pub(crate) struct CleanFinding {
    pub(crate) rule: &'static str,
    pub(crate) tier: Tier,
    /// In thousandths.
    pub(crate) confidence: u16,
    pub(crate) fingerprint: String,
    /// The finding between brackets with some text around.
    context: String,
    suggestion: Option<String>,
}

/// What was found in one clean text.
pub(crate) struct CleanResult {
    pub(crate) name: String,
    pub(crate) lang: String,
    pub(crate) words: u64,
    pub(crate) findings: Vec<CleanFinding>,
}

/// A label: whether the finding is true, and why.
pub(crate) struct Label {
    pub(crate) is_true: bool,
}

/// Checks a clean text document by document.
pub(crate) fn check(checker: &Checker, clean: &Clean) -> CleanResult {
    let options = Options { lang: Lang::parse(&clean.lang).ok(), tier: Tier::Possible, ..Options::default() };
    let parts: Vec<(u64, Vec<CleanFinding>)> = clean
        .documents
        .par_iter()
        .map(|text| {
            let checked = checker.check(Source::from_text(clean.name.as_str(), text.as_str()), &options);
            let findings = checked
                .findings
                .iter()
                .map(|finding| {
                    let range = finding.span.range();
                    let left = &text[text.floor_char_boundary(range.start.saturating_sub(60))..range.start];
                    let right = &text[range.end..text.floor_char_boundary((range.end + 60).min(text.len()))];
                    CleanFinding {
                        rule: finding.rule.name,
                        tier: finding.confidence.tier(),
                        confidence: finding.confidence.thousandths(),
                        fingerprint: fingerprint(text, finding),
                        context: format!("{left}⟦{}⟧{right}", &text[range]).replace('\n', "⏎"),
                        suggestion: finding.suggestions.first().map(|s| s.text.replace('\n', "⏎")),
                    }
                })
                .collect();
            (u64::from(checked.words), findings)
        })
        .collect();
    let words = parts.iter().map(|(words, _)| words).sum();
    let findings = parts.into_iter().flat_map(|(_, findings)| findings).collect();
    CleanResult { name: clean.name.clone(), lang: clean.lang.clone(), words, findings }
}

/// `xtask/labels/*.tsv`: fingerprint, rule, `true` or `false`, reason.
pub(crate) fn labels(root: &Path) -> Result<BTreeMap<String, Label>, String> {
    let folder = root.join("xtask/labels");
    let mut labels = BTreeMap::new();
    let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(labels) };
    for path in
        entries.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| p.extension().is_some_and(|e| e == "tsv"))
    {
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [fingerprint, _rule, verdict @ ("true" | "false"), _reason] = fields.as_slice() else {
                return Err(format!(
                    "{}:{}: not `fingerprint TAB rule TAB true|false TAB reason`",
                    path.display(),
                    number + 1
                ));
            };
            labels.insert((*fingerprint).to_owned(), Label { is_true: *verdict == "true" });
        }
    }
    Ok(labels)
}

/// Prints the findings of a tier that have no label yet, or those labelled false: fingerprint, rule, corpus, context,
/// suggestion.
pub(crate) fn list(root: &Path, tier: &str, wrong: bool) -> Result<(), String> {
    let Some(folder) = data::folder(root) else { return Ok(()) };
    let tier = Tier::ALL
        .into_iter()
        .find(|t| t.name() == tier)
        .ok_or_else(|| format!("unknown tier `{tier}`: sure, likely or possible"))?;
    let labels = labels(root)?;
    let checker = Checker::default();
    for clean in data::clean(&folder)? {
        let result = check(&checker, &clean);
        let listed = |label: Option<&Label>| label.map_or(!wrong, |label| wrong && !label.is_true);
        let of_tier = result.findings.iter().filter(|f| f.tier == tier);
        for finding in of_tier.filter(|f| listed(labels.get(&f.fingerprint))) {
            println!(
                "{}\t{}\t{}\t{}\t{}",
                finding.fingerprint,
                finding.rule,
                result.name,
                finding.context,
                finding.suggestion.as_deref().unwrap_or("-")
            );
        }
    }
    Ok(())
}

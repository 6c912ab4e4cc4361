//! The documents of one run compared with each other: `Pskov` in nine of them, `Pskow` in one.
//!
//! Names and forms of words are gathered per document, joined in the order of the documents, and the minority is looked for in each
//! document again, so that the result is the same on any number of threads. Texts are read twice more; nothing but counts is kept
//! of them meanwhile.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::check::{Checked, Checker, Options};
use crate::detect::{Forms, Names, name_verdicts, names_across};
use crate::document::Document;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::{merge, permit, score};

/// Name of a document, line and column.
pub type Place = (String, u32, u32);

/// A name or word that some documents write otherwise than most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inconsistency {
    /// Name of the rule.
    pub rule: &'static str,
    /// What stands in the minority.
    pub text: String,
    /// What most have.
    pub usual: String,
    /// How many have it.
    pub evidence: String,
    /// Where the minority stands.
    pub places: Vec<Place>,
}

/// Compares checked documents: findings of `name-variant` and `inconsistent-form` about the whole set are added to the documents,
/// and told together.
pub fn compare(checker: &Checker, documents: &mut [(&mut Checked, &Options)]) -> Vec<Inconsistency> {
    let read = |checked: &Checked, options: &Options| {
        let source = &checked.source;
        Document::new(source.text.clone(), source.blocks.as_deref(), options.lang.or(source.lang))
    };
    // Documents that were not prose or could not be checked have no say.
    let counts =
        |checked: &Checked| checked.lang == Lang::En && checked.error.is_none() && !checked.is_left_out();
    let gathered: Vec<(Names, Forms)> = documents
        .par_iter()
        .map(|(checked, options)| {
            if !counts(checked) {
                return (Names::default(), Forms::default());
            }
            let document = read(checked, options);
            (Names::of(&document), Forms::of(&document))
        })
        .collect();
    let mut forms = Forms::default();
    let mut names = Vec::with_capacity(gathered.len());
    for (of_names, of_forms) in gathered {
        names.push(of_names);
        forms.add(of_forms);
    }
    let knows = |word: &str| {
        let of_user = documents.iter().any(|(_, options)| options.words.knows(word));
        if of_user { Some(true) } else { checker.lexicon().knows(Lang::En, word) }
    };
    let verdicts = name_verdicts(&names, &knows);
    let found: Vec<Vec<Finding>> = documents
        .par_iter_mut()
        .map(|(checked, options)| {
            if !counts(checked) {
                return Vec::new();
            }
            let document = read(checked, options);
            let mut found = names_across(&document, &verdicts);
            found.extend(forms.find(&document));
            checked.add(&document, options, found)
        })
        .collect();
    // By rule, text, usual text and evidence.
    let mut all: BTreeMap<(&str, [String; 3]), Vec<Place>> = BTreeMap::new();
    for ((checked, _), findings) in documents.iter().zip(found) {
        for finding in findings {
            let text = checked.source.text.get(finding.span.range()).unwrap_or_default().to_owned();
            let usual = finding.suggestions.first().map(|s| s.text.clone()).unwrap_or_default();
            let evidence = finding.evidence.first().map(ToString::to_string).unwrap_or_default();
            let (line, column) = checked.line_column(finding.span.start);
            let place = (checked.source.name.clone(), line, column);
            all.entry((finding.rule.name, [text, usual, evidence])).or_default().push(place);
        }
    }
    all.into_iter()
        .map(|((rule, [text, usual, evidence]), places)| Inconsistency {
            rule,
            text,
            usual,
            evidence,
            places,
        })
        .collect()
}

impl Checked {
    /// Whether the document was taken for no prose.
    fn is_left_out(&self) -> bool {
        self.words > 0 && self.score.sentences.is_empty()
    }

    /// Adds findings about the whole set; gives those back that are reported.
    fn add(&mut self, document: &Document, options: &Options, mut found: Vec<Finding>) -> Vec<Finding> {
        found.retain(|f| {
            options.wants(f.rule) && !self.findings.iter().any(|own| own.span == f.span && own.rule == f.rule)
        });
        if found.is_empty() {
            return found;
        }
        for finding in &mut found {
            finding.severity = options.severity(finding.rule).unwrap_or(finding.severity);
        }
        let (allowed, _) = permit::take_allowed(&self.source, &self.lines, options, &mut found);
        self.allowed.extend(allowed);
        let (found, below): (Vec<Finding>, Vec<Finding>) =
            found.into_iter().partition(|f| f.confidence.tier() >= options.tier);
        let join = |own: &mut Vec<Finding>, more: &[Finding]| {
            *own = merge::merge(own.drain(..).chain(more.iter().cloned()).collect(), &self.source.text);
        };
        join(&mut self.findings, &found);
        join(&mut self.below, &below);
        self.score = score::score(document, &self.findings);
        found
    }
}

//! One source sentence rendered in two ways, or two source sentences rendered as one. In manuals, forms and law the reader looks
//! for a difference where there is none; in a file of pairs the second kind shows a translation in the wrong row.

use std::collections::BTreeMap;

use super::{Context, Detector, Findings};
use crate::bitext::{Pair, alike, roman};
use crate::document::Document;
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};

/// Finds repeated sentences that are translated differently.
pub struct InconsistentTranslation;

static RULES: [Rule; 1] = [Rule {
    name: "inconsistent-translation",
    family: Family::Translation,
    summary: "one source sentence translated in two ways, or two as one, in bilingual mode",
    explain: "A sentence that the source repeats and the translation renders in different words, told at each of the rarer renderings with \
              the usual one as a suggestion; or the same translation for source sentences that have little in common, which is \
              usually a row that slipped. Case, spaces and marks do not count as differences, and segments of one or two words are left \
              alone, since a label is rightly translated by its place.",
    severity: Severity::Minor,
}];

/// Words that both sides must have.
const FEWEST: usize = 3;

impl Detector for InconsistentTranslation {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let Some(bitext) = cx.bitext else { return };
        let mut by_source: BTreeMap<String, Vec<(String, &Pair)>> = BTreeMap::new();
        let mut by_target: BTreeMap<String, Vec<(String, &Pair)>> = BTreeMap::new();
        for pair in &bitext.pairs {
            if pair.source_length.words.min(pair.target_length.words) < FEWEST {
                continue;
            }
            let source = plain(bitext.original.slice(pair.source_span));
            let target = plain(document.slice(pair.target_span));
            by_source.entry(source.clone()).or_default().push((target.clone(), pair));
            by_target.entry(target).or_default().push((source, pair));
        }
        for same in by_source.values().filter(|same| same.len() > 1) {
            renderings(same, document, out);
        }
        for same in by_target.values().filter(|same| same.len() > 1) {
            sources(same, out);
        }
    }
}

/// One source: the rarer of its renderings are told.
fn renderings(same: &[(String, &Pair)], document: &Document, out: &mut Findings) {
    let count = |rendering: &str| same.iter().filter(|(other, _)| other == rendering).count();
    let first = |rendering: &str| same.iter().position(|(other, _)| other == rendering);
    // The usual one: the most frequent, then the earlier.
    let Some((usual, model)) =
        same.iter().max_by_key(|(r, _)| (count(r), std::cmp::Reverse(first(r)))).map(|(r, p)| (r, *p))
    else {
        return;
    };
    let majority = count(usual) * 2 > same.len();
    for (_, pair) in same.iter().filter(|(rendering, _)| rendering != usual) {
        let long = pair.source_length.words >= 5;
        let confidence = if long { 760 } else { 640 };
        let model_text = document.slice(model.target_span);
        let mut finding = Finding::new(
            &RULES[0],
            pair.target_span,
            confidence,
            "the same source sentence is translated otherwise elsewhere",
        )
        .because(format!("{} of {} times it is `{}`", count(usual), same.len(), short(model_text)))
        .from_source(pair.source_span);
        if majority || same.len() == 2 {
            finding = finding
                .suggest(model_text, if majority { Applicability::Ask } else { Applicability::ShowOnly });
        }
        out.push(finding);
    }
}

/// One rendering: told at each but the first where the sources have little in common.
fn sources(same: &[(String, &Pair)], out: &mut Findings) {
    let Some((first, _)) = same.first() else { return };
    for (source, pair) in same.iter().skip(1).filter(|(source, _)| source != first) {
        // Sources that are nearly the same may well be one sentence in the other language: a familiar and a polite form.
        if common(first, source) >= 0.35 {
            continue;
        }
        let confidence = if pair.target_length.words >= 5 { 740 } else { 600 };
        out.push(
            Finding::new(
                &RULES[0],
                pair.target_span,
                confidence,
                "the same translation as for another source sentence",
            )
            .because(format!("the other source: `{}`", short(first)))
            .from_source(pair.source_span),
        );
    }
}

/// Words in lower case, one space between.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    let cut = text.floor_char_boundary(80);
    if cut < text.len() { format!("{}…", text[..cut].trim_end()) } else { text.to_owned() }
}

/// Share of the words of the shorter that are like one of the other.
fn common(a: &str, b: &str) -> f64 {
    let words = |text: &str| text.split(' ').take(60).map(roman).collect::<Vec<_>>();
    let (mut a, mut b) = (words(a), words(b));
    if a.len() > b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    let shared = a.iter().filter(|word| b.iter().any(|other| alike(word, other))).count();
    shared as f64 / a.len().max(1) as f64
}

//! A sentence of the source that nothing translates, or a translation too short to hold all of its source. A translator that
//! meets a long sentence stops early; an editor who cuts and pastes loses a paragraph.
//!
//! | alternative | evidence |
//! |---|---|
//! | a whole sentence | the alignment leaves it alone, its neighbours on both sides are well paired |
//! | a part | the translation is shorter than is usual in this document |
//! | a part, by its words | neighbouring words or a clause of the source have no counterpart while the others have, and without them the length is right |
//! | a part, with anchors | a number or a name of the source is missing too |
//!
//! What speaks for a part is measured (`evidence`) and weighed by a forest of small trees (`cargo xtask bitext-fit`).

mod evidence;

pub use evidence::{Candidate, candidates};

use super::{Context, Detector, Findings, sides};
use crate::bitext::{Bitext, Forest, Pair};
use crate::document::Document;
use crate::exact;
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds what was left out.
pub struct OmittedText;

static RULES: [Rule; 1] = [Rule {
    name: "omitted-text",
    family: Family::Translation,
    summary: "a sentence or part of one that was not translated, in bilingual mode",
    explain: "Text of the source that has no counterpart in the translation: a sentence that the alignment of the two texts leaves alone, \
              or a translation that is shorter than its source usually makes it and lacks neighbouring words, a clause, \
              names or numbers. Neural translators stop early in long sentences and skip what they cannot place. The finding stands \
              at the words after which something is missing, and points to the source. A part of less than about a quarter of its \
              sentence cannot be told from free translation and is not reported.",
    severity: Severity::Major,
}];

impl Detector for OmittedText {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let Some(bitext) = cx.bitext else { return };
        parts(document, bitext, out);
        if bitext.given {
            return;
        }
        for run in sides::alone(&bitext.pairs, |pair| pair.target.is_empty()) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let origin = first.source_span.to(last.source_span);
            let words: usize = run.iter().map(|p| p.source_length.words).sum();
            let Some(confidence) = sides::whole(words, run.len()) else { continue };
            let span = sides::last_word(document, first.target_span);
            if span.is_empty() {
                continue;
            }
            let message = match run.len() {
                1 => "a sentence of the source is not translated here".to_owned(),
                n => format!("{n} sentences of the source are not translated here"),
            };
            out.push(Finding::new(&RULES[0], span, confidence, message).from_source(origin));
        }
    }
}

/// Where a finding about a part of a pair stands.
#[must_use]
pub fn place(document: &Document, pair: &Pair) -> Span {
    sides::last_word(document, pair.target_span)
}

/// Tells parts of sentences that were left out.
fn parts(document: &Document, bitext: &Bitext, out: &mut Findings) {
    for candidate in candidates(document, bitext) {
        let Some(pair) = bitext.pairs.get(candidate.pair) else { continue };
        let Some(confidence) = FOREST.confidence(&candidate.traits, bitext.manner(document)) else {
            continue;
        };
        let percent = ((1.0 - exact::exp(candidate.deviation)) * 100.0).round();
        let mut finding = Finding::new(
            &RULES[0],
            place(document, pair),
            confidence,
            "part of the source sentence seems to be missing before this",
        )
        .because(format!("{percent} % shorter than a translation of this source usually is"))
        .from_source(pair.source_span);
        if candidate.gap >= LONG {
            finding =
                finding.because("neighbouring words of the source have no counterpart, the others have");
        }
        if candidate.lost > 0 {
            finding = finding.because("numbers or names of the source are missing too");
        }
        out.push(finding);
    }
}

/// Words of the source without a counterpart that are worth a word.
const LONG: f64 = 3.0;

static FOREST: Forest = Forest::new(include_bytes!("../../dictionaries/bitext/omitted-text.bin"));

//! A sentence of the source that nothing translates, or a translation too short to hold all of its source. A translator that
//! meets a long sentence stops early; an editor who cuts and pastes loses a paragraph.
//!
//! | alternative | evidence |
//! |---|---|
//! | a whole sentence | the alignment leaves it alone, its neighbours on both sides are well paired |
//! | a part | the translation is far shorter than is usual in this document |
//! | a part, with anchors | it is shorter than usual, and a number or a name of the source is missing too |

use super::{Aligned, Context, Detector, Findings, sides};
use crate::bitext::{compare, compare_names};
use crate::document::Document;
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};

/// Finds what was left out.
pub struct OmittedText;

static RULES: [Rule; 1] = [Rule {
    name: "omitted-text",
    family: Family::Translation,
    summary: "a sentence or part of one that was not translated, in bilingual mode",
    explain: "Text of the source that has no counterpart in the translation: a sentence that the alignment of the two texts leaves alone, \
              or a translation that is far shorter than its source usually makes it, surer where names or numbers are missing \
              too. Neural translators stop early in long sentences and skip what they cannot place. The finding stands \
              at the words after which something is missing, and points to the source. A part of less than about a quarter of its \
              sentence cannot be told from free translation and is not reported.",
    severity: Severity::Major,
}];

impl Detector for OmittedText {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn pair(&self, aligned: Aligned<'_>, cx: &Context<'_>, out: &mut Findings) {
        let Aligned { document, bitext, pair } = aligned;
        if pair.target.is_empty() || pair.source.is_empty() {
            return;
        }
        let Some(deviation) = pair.deviation.filter(|d| *d < sides::HINT) else { return };
        let numbers = compare(&pair.source_numbers, &pair.target_numbers).dropped.len();
        let names = compare_names(document, bitext, pair, |word| cx.knows_text(word) == Some(true))
            .map_or(0, |u| u.missing.len().saturating_sub(u.strangers.len()));
        let Some(confidence) = sides::part(-deviation, pair.source_length.words, numbers + names) else {
            return;
        };
        let span = sides::last_word(document, pair.target_span);
        let confidence = if aligned.bitext.is_free { confidence.min(600) } else { confidence };
        let percent = ((1.0 - deviation.exp()) * 100.0).round();
        let mut finding = Finding::new(
            &RULES[0],
            span,
            confidence,
            "part of the source sentence seems to be missing before this",
        )
        .because(format!("{percent} % shorter than a translation of this source usually is"))
        .from_source(pair.source_span);
        if numbers + names > 0 {
            finding = finding.because("numbers or names of the source are missing too");
        }
        out.push(finding);
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let Some(bitext) = cx.bitext.filter(|b| !b.given) else { return };
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

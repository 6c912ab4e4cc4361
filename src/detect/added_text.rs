//! A sentence of the draft that translates nothing, or a translation that says far more than its source. Translators that loop
//! or invent produce it, and an editor's notes left in the text.
//!
//! Worse than an omission: the reader takes it for what the author said. The same evidence as for `omitted-text`, the other way round.

use super::{Aligned, Context, Detector, Findings, sides};
use crate::bitext::compare;
use crate::document::Document;
use crate::exact;
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};

/// Finds what the source has not.
pub struct AddedText;

static RULES: [Rule; 1] = [Rule {
    name: "added-text",
    family: Family::Translation,
    summary: "a sentence or part of one that the source has not, in bilingual mode",
    explain: "Text of the translation that nothing in the source stands for: a sentence that the alignment of the two texts leaves \
              alone, or a translation far longer than its source usually makes it, surer where it holds numbers that the source has \
              not. Neural translators repeat themselves and invent, and remarks of a translator get into the text. It weighs \
              more than an omission, since the reader takes it for what the author said. The first and the last sentences of a text \
              are spared, where editors add bylines and notes on purpose.",
    severity: Severity::Critical,
}];

impl Detector for AddedText {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn pair(&self, aligned: Aligned<'_>, _cx: &Context<'_>, out: &mut Findings) {
        let pair = aligned.pair;
        if pair.target.is_empty() || pair.source.is_empty() {
            return;
        }
        let Some(deviation) = pair.deviation.filter(|d| *d > -sides::HINT) else { return };
        let numbers = compare(&pair.source_numbers, &pair.target_numbers).added.len();
        let Some(confidence) = sides::part(deviation, pair.source_length.words, numbers) else { return };
        let confidence = if aligned.bitext.is_free { confidence.min(600) } else { confidence };
        let percent = ((exact::exp(deviation) - 1.0) * 100.0).round();
        let mut finding =
            Finding::new(&RULES[0], pair.target_span, confidence, "this says more than its source")
                .because(format!("{percent} % longer than a translation of this source usually is"))
                .from_source(pair.source_span);
        if numbers > 0 {
            finding = finding.because("it has numbers that the source has not");
        }
        out.push(finding);
    }

    fn document(&self, _document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let Some(bitext) = cx.bitext.filter(|b| !b.given) else { return };
        for run in sides::alone(&bitext.pairs, |pair| pair.source.is_empty()) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let words: usize = run.iter().map(|p| p.target_length.words).sum();
            let Some(confidence) = sides::whole(words, run.len()) else { continue };
            let message = match run.len() {
                1 => "this sentence translates nothing of the source".to_owned(),
                n => format!("these {n} sentences translate nothing of the source"),
            };
            let mut finding =
                Finding::new(&RULES[0], first.target_span.to(last.target_span), confidence, message);
            finding.origin = Some(first.source_span).filter(|span| !span.is_empty());
            out.push(finding);
        }
    }
}

//! A translation of a few words for a long source, or the other way round: too short a segment for `omitted-text` to speak of a
//! part, yet out of all proportion. In a file of pairs it shows a target that slipped into the wrong row.

use super::{Aligned, Context, Detector, Findings};
use crate::finding::Finding;
use crate::rule::{Family, Rule, Severity};

/// Finds pairs out of proportion.
pub struct LengthRatio;

static RULES: [Rule; 1] = [Rule {
    name: "length-ratio",
    family: Family::Translation,
    summary: "a translation out of all proportion to its source, in bilingual mode",
    explain: "A segment and its translation whose lengths do not go together, where there is too little text to say that something \
              was omitted or added: a heading that became a paragraph, a row of a table whose translation slipped in from \
              another row, a sentence cut after its first words. The usual proportion is that of the document itself, so that terse and \
              wordy languages are treated alike. Only extreme proportions are told; free translations vary by a third either way.",
    severity: Severity::Minor,
}];

/// From how many times too long or too short, as a logarithm.
const EXTREME: f64 = 1.0;

impl Detector for LengthRatio {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn pair(&self, aligned: Aligned<'_>, _cx: &Context<'_>, out: &mut Findings) {
        let pair = aligned.pair;
        let (s, t) = (pair.source_length, pair.target_length);
        if s.words == 0 || t.words == 0 {
            return;
        }
        // One side has hardly any words: the logarithm of so few says nothing, the plain numbers do.
        let tiny = s.words.min(t.words) < 3
            && s.words.max(t.words) >= 10
            && s.chars.max(t.chars) > 8 * s.chars.min(t.chars);
        let extreme = pair.deviation.is_some_and(|d| d.abs() > EXTREME) && s.words < 8;
        if !tiny && !extreme {
            return;
        }
        let confidence = if tiny { 780 } else { 720 };
        let message = format!("{} words for {} of the source", t.words, s.words);
        out.push(
            Finding::new(&RULES[0], pair.target_span, confidence, message).from_source(pair.source_span),
        );
    }
}

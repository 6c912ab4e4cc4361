//! A sentence of the source that nothing translates, or a translation too short to hold all of its source. A translator that
//! meets a long sentence stops early; an editor who cuts and pastes loses a paragraph.
//!
//! | alternative | evidence |
//! |---|---|
//! | a whole sentence | the alignment leaves it alone, its neighbours on both sides are well paired |
//! | a part | the translation is far shorter than is usual in this document |
//! | a part, by its words | it is shorter than usual, and neighbouring words of the source have no counterpart while the others have |
//! | a part, with anchors | it is shorter than usual, and a number or a name of the source is missing too |

use super::{Aligned, Context, Detector, Findings, sides};
use crate::bitext::{Coverage, Pair, compare, compare_names};
use crate::document::Document;
use crate::exact;
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
            .map_or(0, |u| u.missing.iter().filter(|n| !n.is_part).count().saturating_sub(u.strangers.len()));
        let of_length = sides::part(-deviation, pair.source_length.words, numbers + names);
        let score = bitext.coverage(document, pair).map(|coverage| uncovered(deviation, pair, coverage));
        let Some(confidence) = judge(of_length, score, bitext.is_free) else { return };
        let span = sides::last_word(document, pair.target_span);
        let percent = ((1.0 - exact::exp(deviation)) * 100.0).round();
        let mut finding = Finding::new(
            &RULES[0],
            span,
            confidence,
            "part of the source sentence seems to be missing before this",
        )
        .because(format!("{percent} % shorter than a translation of this source usually is"))
        .from_source(pair.source_span);
        if score.is_some_and(|score| score >= GAP) {
            finding =
                finding.because("neighbouring words of the source have no counterpart, the others have");
        }
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

/// From which score on the words of the source say that a clause has no counterpart.
const GAP: f64 = 3.0;

/// How sure it is, by the length alone and by the words that have no counterpart, where a dictionary tells.
fn judge(of_length: Option<u16>, score: Option<f64>, is_free: bool) -> Option<u16> {
    let Some(score) = score else {
        return of_length.map(|confidence| if is_free { confidence.min(600) } else { confidence });
    };
    match of_length {
        // A free translation may be short; that it renders some words and leaves out a stretch is another thing.
        _ if is_free && score >= GAP + 1.0 => Some(800),
        _ if is_free && score >= GAP => Some(740),
        None if score >= GAP => Some(550),
        Some(confidence) if is_free => Some(confidence.min(600)),
        Some(confidence) if score < GAP + 1.0 => Some(confidence.min(650)),
        Some(confidence) if score >= GAP + 1.5 => Some(confidence.max(740)),
        other => other,
    }
}

/// By how much words without counterpart in a short translation speak for a part that was left out: a regression over Russian and
/// Romanian pairs, of which a half lost a clause.
fn uncovered(deviation: f64, pair: &Pair, coverage: Coverage) -> f64 {
    if coverage.rendered == 0 {
        return 0.0;
    }
    let words = pair.source_length.words.max(1) as f64;
    let (length, gap) = (exact::ln(1.0 + words), coverage.gap);
    -2.2 - deviation * (11.3 + 1.1 * length) - 1.9 * length
        + 3.2 * exact::ln(1.0 + gap)
        + (0.2 * gap + 1.0) * coverage.faithful
        - 4.2 * gap / words
}

//! How long a translation is for its source.
//!
//! The ratio of a pair is the mean of two: of characters and of words, as logarithms; together they scatter less than either
//! alone (measured on four pairs of languages: 0.42 below the usual ratio is one good pair in a thousand, and so are two
//! thirds of those that lost a third of their text). The usual ratio is the median of the document.

use super::Pair;
use crate::document::{Document, Sentence};
use crate::exact;
use crate::span::Span;

/// Words that a side must have before its length says anything.
const FEWEST: usize = 3;

/// How far nine in ten of the pairs of an ordinary document lie from the usual ratio at most.
const USUAL_SCATTER: f64 = 0.2;

/// Characters and words of one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Characters.
    pub chars: usize,
    /// Words, numbers and the like.
    pub words: usize,
    /// Whether it is written without blanks between words.
    dense: bool,
}

impl Length {
    pub(super) fn of<'d>(
        document: &'d Document,
        span: Span,
        sentences: impl Iterator<Item = Sentence<'d>>,
    ) -> Self {
        let text = document.slice(span);
        let dense = text
            .chars()
            .filter(
                |c| matches!(*c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{E00}'..='\u{E7F}'),
            )
            .count();
        let chars = text.chars().count();
        Self {
            chars,
            words: sentences.map(|s| s.tokens().iter().filter(|t| t.is_wordlike()).count()).sum(),
            dense: dense * 4 > chars,
        }
    }
}

/// The logarithm of the ratio of a pair; `None` where it says nothing.
fn ratio(pair: &Pair) -> Option<f64> {
    let (s, t) = (pair.source_length, pair.target_length);
    if s.words.min(t.words) < FEWEST || s.dense || t.dense {
        return None;
    }
    let of = |t: usize, s: usize| exact::ln(t as f64 / s as f64);
    Some((of(t.chars, s.chars) + of(t.words + 1, s.words + 1)) / 2.0)
}

/// Writes into each pair by how much it differs from the usual ratio. A document of few pairs knows its ratio badly, so that
/// the difference is taken nearer to nothing. Returns how far nine in ten lie from the usual ratio at most.
pub(super) fn deviations(pairs: &mut [Pair]) -> f64 {
    let mut ratios: Vec<f64> = pairs.iter().filter_map(ratio).collect();
    ratios.sort_by(f64::total_cmp);
    let count = ratios.len();
    let usual = ratios.get(count / 2).copied().unwrap_or_default();
    // As many pairs of the usual ratio 1 as a guess is worth.
    let usual = usual * count as f64 / (count as f64 + 3.0);
    let slack = 0.2 / (count.max(1) as f64).sqrt();
    // Free translations scatter more: nine in ten of the pairs tell what is usual here.
    let mut scatter: Vec<f64> = ratios.iter().map(|ratio| (ratio - usual).abs()).collect();
    scatter.sort_by(f64::total_cmp);
    let ninth = scatter.get(count * 9 / 10).copied().filter(|_| count >= 10).unwrap_or(USUAL_SCATTER);
    let scale = (USUAL_SCATTER / ninth.max(USUAL_SCATTER)).min(1.0);
    for pair in pairs {
        pair.deviation = ratio(pair).map(|ratio| {
            let difference = ratio - usual;
            difference.signum() * (difference.abs() * scale - slack).max(0.0)
        });
    }
    ninth
}

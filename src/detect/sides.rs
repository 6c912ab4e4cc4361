//! What `omitted-text`, `added-text` and `length-ratio` share: when a side of a pair is too short.

use crate::bitext::Pair;
use crate::document::Document;
use crate::span::Span;

/// A deviation of the length that anchors can make a finding of, as a logarithm.
pub(super) const HINT: f64 = -0.22;
/// One that is enough alone: one good pair in a thousand.
const ENOUGH: f64 = 0.38;
/// With a lost number or name.
const WITH_ANCHOR: f64 = 0.27;
/// Words of the source below which lengths scatter more.
const FEW: usize = 8;

/// How sure it is that a part of a pair is missing on one side, by how much that side is too short and how many numbers and
/// names it lacks.
pub(super) fn part(deviation: f64, words: usize, lost: usize) -> Option<u16> {
    let short = match words {
        ..FEW => 0.25,
        FEW..16 => 0.06,
        _ => 0.0,
    };
    if words < 4 {
        return None;
    }
    let over = |bound: f64| deviation > bound + short;
    match lost {
        _ if over(ENOUGH + 0.25) => Some(900),
        1.. if over(ENOUGH) => Some(880),
        _ if over(ENOUGH) => Some(760),
        1.. if over(WITH_ANCHOR) => Some(740),
        _ if over(WITH_ANCHOR + 0.05) => Some(450),
        _ => None,
    }
}

/// How sure it is that sentences which stand alone in the alignment have no counterpart.
pub(super) fn whole(words: usize, sentences: usize) -> Option<u16> {
    match words {
        0..=2 => None,
        3..=5 if sentences == 1 => Some(700),
        _ => Some(850),
    }
}

/// Runs of pairs of which one side is empty, between well-aligned neighbours. Those at the very beginning and end of the text are
/// spared: bylines, notes, what a page carries around its text.
pub(super) fn alone(pairs: &[Pair], is_alone: impl Fn(&Pair) -> bool) -> Vec<&[Pair]> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < pairs.len() {
        let length = pairs[at..].iter().take_while(|pair| is_alone(pair)).count();
        let inside = at > 0 && at + length < pairs.len();
        let paired = |pair: Option<&Pair>| pair.is_some_and(|p| !p.source.is_empty() && !p.target.is_empty());
        if length > 0 && inside && paired(pairs.get(at - 1)) && paired(pairs.get(at + length)) {
            runs.push(&pairs[at..at + length]);
        }
        at += length.max(1);
    }
    runs
}

/// The last word before the end of a span, with the marks that touch it.
pub(super) fn last_word(document: &Document, span: Span) -> Span {
    let text = document.text();
    let end = span.end as usize;
    let before = text.get(..end).unwrap_or_default().trim_end();
    let start =
        before.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
    // A mark that stands alone belongs to the word before it.
    let word = before.get(start..).unwrap_or_default();
    if word.chars().any(char::is_alphanumeric) || start == 0 {
        return Span::of(start..before.len());
    }
    let head = before.get(..start).unwrap_or_default().trim_end();
    let start =
        head.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
    Span::of(start..before.len())
}

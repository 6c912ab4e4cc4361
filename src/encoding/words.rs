//! Words as runs without white space, for detectors that look at single characters: one visit a word, linear in the text.

use std::ops::Range;

/// Longest run in bytes that is still a word; beyond, it is data.
const LONGEST: usize = 4000;

/// The runs of `text` between characters that `splits`, of those that hold a character that is `suspect`.
pub(crate) fn words_with<'t>(
    text: &'t str,
    suspect: impl Fn(char) -> bool + 't,
    splits: impl Fn(char) -> bool + 't,
) -> impl Iterator<Item = Range<usize>> + 't {
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let at = start + text.get(start..)?.find(&suspect)?;
            let from = text.get(start..at)?.char_indices().rev().find(|(_, c)| splits(*c));
            let from = from.map_or(start, |(n, c)| start + n + c.len_utf8());
            let to = text.get(at..)?.find(&splits).map_or(text.len(), |n| at + n);
            // A suspect that splits is a word of its own.
            let to = to.max(at + text.get(at..)?.chars().next()?.len_utf8());
            start = to;
            if to - from <= LONGEST {
                return Some(from..to);
            }
        }
    })
}

/// A word without the marks around it that are neither letters nor digits nor what `keep` names.
pub(crate) fn core(word: &str, keep: impl Fn(char) -> bool) -> Range<usize> {
    let outer = |c: char| !c.is_alphanumeric() && !keep(c);
    let start = word.len() - word.trim_start_matches(outer).len();
    start..word.trim_end_matches(&outer).len().max(start)
}

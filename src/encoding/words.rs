//! Words as runs without white space, for detectors that look at single characters: one visit a word, linear in the text.

use std::ops::Range;

/// Longest run in bytes that is still a word; beyond, it is data.
const LONGEST: usize = 4000;

/// The first character outside ASCII from byte `from` on that is `suspect`.
fn find_beyond_ascii(text: &str, from: usize, suspect: impl Fn(char) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // Most of a text is ASCII: eight bytes at a time.
        while bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()).is_some_and(|chunk| chunk.is_ascii()) {
            at += 8;
        }
        let c = text.get(at..)?.chars().next()?;
        if !c.is_ascii() && suspect(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// The runs of `text` between characters that `splits`, of those that hold a character that is `suspect`.
pub(crate) fn words_with<'t>(
    text: &'t str,
    suspect: impl Fn(char) -> bool + 't,
    splits: impl Fn(char) -> bool + 't,
) -> impl Iterator<Item = Range<usize>> + 't {
    runs(text, move |from| text.get(from..)?.find(&suspect).map(|n| from + n), splits)
}

/// The same for suspects outside ASCII: several times as fast in ordinary text.
pub(crate) fn words_beyond_ascii<'t>(
    text: &'t str,
    suspect: impl Fn(char) -> bool + 't,
    splits: impl Fn(char) -> bool + 't,
) -> impl Iterator<Item = Range<usize>> + 't {
    runs(text, move |from| find_beyond_ascii(text, from, &suspect), splits)
}

/// `find` gives the next suspect from a byte on.
fn runs<'t>(
    text: &'t str,
    find: impl Fn(usize) -> Option<usize> + 't,
    splits: impl Fn(char) -> bool + 't,
) -> impl Iterator<Item = Range<usize>> + 't {
    let mut start = 0;
    std::iter::from_fn(move || {
        loop {
            let at = find(start)?;
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

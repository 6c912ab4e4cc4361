//! Patterns at the start of a text, compiled when a text first begins as they may begin.
//!
//! Compiling the patterns of all phrases takes longer than reading a short document, and most of them never occur.

use std::cell::OnceCell;
use std::sync::OnceLock;

use memchr::memmem::Finder;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{Extractor, Seq};

use super::LONGEST;
use super::anchored::Anchored;

/// Bytes of the beginnings that are compared before a pattern is asked, and fewer where those are too many to list.
const HEAD: [usize; 2] = [HEAD_BYTES, 8];

const HEAD_BYTES: usize = 16;

/// Second bytes of a beginning that are told apart.
const SECONDS: usize = 32;
/// Beginnings that are told apart: by five bits of the first two bytes, which are all that small letters differ in.
const STARTS: usize = 32 * SECONDS;

/// Which of them a beginning has.
const fn start_of(bytes: u128) -> usize {
    (bytes as usize % 32) * SECONDS + (bytes >> 8) as usize % SECONDS
}

/// What a text may begin with: up to sixteen bytes in lower case, compared at once, and a mask for as many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Head {
    bytes: u128,
    mask: u128,
}

impl Head {
    fn new(literal: &[u8]) -> Self {
        Self { bytes: packed(literal), mask: mask(literal.len()) }
    }

    /// Whether a text begins so.
    const fn begins(&self, beginning: &Beginning<'_>) -> bool {
        beginning.start & self.mask == self.bytes
    }
}

/// A mask for the first bytes, as many as `length`.
const fn mask(length: usize) -> u128 {
    match length {
        0 => 0,
        1..HEAD_BYTES => u128::MAX >> (8 * (HEAD_BYTES - length)),
        _ => u128::MAX,
    }
}

/// The first sixteen bytes of a text, letters of ASCII in lower case.
fn packed(text: &[u8]) -> u128 {
    let mut bytes = [0; HEAD_BYTES];
    let length = text.len().min(HEAD_BYTES);
    bytes[..length].copy_from_slice(&text[..length]);
    bytes.make_ascii_lowercase();
    u128::from_le_bytes(bytes)
}

/// A text that patterns are asked about.
pub(crate) struct Beginning<'t> {
    text: &'t str,
    /// Its first bytes as those of a [`Head`].
    start: u128,
    /// As much of it as may match, in lower case; made when a pattern first needs to look for something there.
    lower: OnceCell<Vec<u8>>,
}

impl<'t> Beginning<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let start = &bytes[..bytes.len().min(HEAD_BYTES)];
        let start = if start.is_ascii() { packed(start) } else { packed_slowly(text) };
        Self { text, start, lower: OnceCell::new() }
    }

    fn lower(&self) -> &[u8] {
        self.lower.get_or_init(|| self.text.as_bytes()[..self.text.len().min(LONGEST)].to_ascii_lowercase())
    }
}

/// A pattern in any case that must match at the start of a text.
pub(crate) struct Opening {
    pattern: String,
    /// What a text that matches must hold, in any case; written in small letters.
    needs: Option<Finder<'static>>,
    /// What the text may begin with, in lower case; `None` where that is too much to list.
    heads: Option<Vec<Head>>,
    compiled: OnceLock<Option<Anchored>>,
}

impl Opening {
    /// `pattern` is written in small letters. Digits and blanks are those of ASCII and letters those of Latin, and what may not stand
    /// in a place is told of bytes, as the classes of Unicode make a pattern many times larger; words end as ASCII has it, as the fast
    /// engine knows no other end.
    ///
    /// `beginning` is a pattern of what the text may begin with.
    pub(crate) fn new(pattern: String, beginning: &str, needs: &'static str) -> Self {
        let heads = heads(&in_bytes(beginning));
        let needs = (!needs.is_empty()).then(|| Finder::new(needs));
        Self { pattern, needs, heads, compiled: OnceLock::new() }
    }

    /// Where the match at the start of a text ends.
    pub(crate) fn end(&self, beginning: &Beginning<'_>) -> Option<usize> {
        let may_match = |heads: &Vec<Head>| heads.iter().any(|head| head.begins(beginning));
        if self.heads.as_ref().is_none_or(may_match) { self.end_behind_head(beginning) } else { None }
    }

    /// The same of a text that begins as it may.
    fn end_behind_head(&self, beginning: &Beginning<'_>) -> Option<usize> {
        if self.needs.as_ref().is_some_and(|needs| needs.find(beginning.lower()).is_none()) {
            return None;
        }
        self.compiled()?.end(beginning.text)
    }

    /// The pattern, compiled when it is first asked for; `None` where it is none.
    pub(super) fn compiled(&self) -> Option<&Anchored> {
        self.compiled.get_or_init(|| Anchored::in_any_case(&in_bytes(&self.pattern))).as_ref()
    }
}

/// Many openings, and by the first two bytes of a text in lower case those heads that may stand there: most begin with a handful of
/// letters.
pub(crate) struct Openings {
    pub(super) all: Vec<Opening>,
    /// A head with the place of its opening in `all`.
    by_start: Vec<Vec<(Head, usize)>>,
    /// Those whose heads are not listed.
    unlisted: Vec<usize>,
}

impl Openings {
    pub(crate) fn new(all: Vec<Opening>) -> Self {
        let mut by_start = vec![Vec::new(); STARTS];
        let mut unlisted = Vec::new();
        for (at, opening) in all.iter().enumerate() {
            let Some(heads) = &opening.heads else {
                unlisted.push(at);
                continue;
            };
            for head in heads {
                // A head of one byte goes with any second one.
                let first = start_of(head.bytes) & (STARTS - SECONDS);
                let seconds = if head.mask > 0xFF {
                    start_of(head.bytes)..start_of(head.bytes) + 1
                } else {
                    first..first + SECONDS
                };
                by_start[seconds].iter_mut().for_each(|list| list.push((*head, at)));
            }
        }
        Self { all, by_start, unlisted }
    }

    /// The openings that match at the start of a text and are `wanted`, in order, and where the matches end.
    pub(crate) fn ends(
        &self,
        beginning: &Beginning<'_>,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<(usize, usize)> {
        let heads = self.by_start.get(start_of(beginning.start)).into_iter().flatten();
        let begun = heads.filter(|(head, _)| head.begins(beginning)).map(|(_, at)| *at);
        let mut may_match: Vec<usize> = begun.chain(self.unlisted.iter().copied()).collect();
        may_match.sort_unstable();
        may_match.dedup();
        let wanted = may_match.into_iter().filter(|at| wanted(*at));
        wanted.filter_map(|at| Some((at, self.all.get(at)?.end_behind_head(beginning)?))).collect()
    }
}

/// A pattern with its classes told of bytes.
pub(super) fn in_bytes(pattern: &str) -> String {
    pattern
        .replace(r"\d", "[0-9]")
        .replace(r"\s", r"[ \t\r\n]")
        .replace(r"\w", r"(?-u:[0-9A-Za-z_\x80-\xBF\xC3-\xC9])")
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"[^\n.!?“”]", r"(?-u:[^\n.!?\xE2]|\xE2[^\x80]|\xE2\x80[^\x9C\x9D])")
        .replace(r"[^\n.!?]", r"(?-u:[^\n.!?])")
        .replace(r"[^\n]", r"(?-u:[^\n])")
}

/// The first bytes of a text with all its letters in lower case, as patterns in any case have it: ſ is an s.
fn packed_slowly(text: &str) -> u128 {
    let mut bytes = Vec::with_capacity(2 * HEAD_BYTES);
    for c in text.chars().take(HEAD_BYTES) {
        let mut lower = c.to_lowercase();
        let small = match (lower.next(), lower.next()) {
            _ if c == 'ſ' => 's',
            (Some(small), None) => small,
            _ => c,
        };
        bytes.extend(small.encode_utf8(&mut [0; 4]).bytes());
    }
    packed(&bytes)
}

pub(super) fn heads(pattern: &str) -> Option<Vec<Head>> {
    let hir = ParserBuilder::new().utf8(false).build().parse(pattern).ok()?;
    let literals = |length: usize| Extractor::new().limit_literal_len(length).extract(&hir);
    let sequences = HEAD.into_iter().map(literals);
    let listed = |sequence: &Seq| {
        sequence.literals().map(|list| list.iter().map(|l| Head::new(l.as_bytes())).collect())
    };
    let mut heads: Vec<Head> = sequences.into_iter().find_map(|sequence| listed(&sequence))?;
    heads.sort_unstable();
    heads.dedup();
    // An empty beginning is any.
    (!heads.is_empty() && heads.iter().all(|head| head.mask != 0)).then_some(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_begins_otherwise_asks_no_pattern() {
        const PATTERN: &str = r"(?:share|tweet)(?: this)?|\d+ shares|à suivre";
        let opening = Opening::new(PATTERN.to_owned(), PATTERN, "");
        for (text, end) in [
            ("Share this now", Some(10)),
            ("TWEET", Some(5)),
            ("12 shares", Some(9)),
            ("À suivre", Some(9)),
            ("ſhare", Some(6)),
            ("“Share", None),
            ("shave", None),
            ("sha", None),
            ("", None),
        ] {
            assert_eq!(opening.end(&Beginning::of(text)), end, "{text}");
        }
        let unasked = Opening::new("share".to_owned(), "share", "");
        assert_eq!(unasked.end(&Beginning::of("shirt")), None);
        assert!(unasked.compiled.get().is_none());
    }
}

//! Patterns at the start of a text, compiled when a text first begins as they may begin.
//!
//! Compiling the patterns of all phrases takes longer than reading a short document, and most of them never occur.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::literal::Extractor;

/// Bytes of the beginnings that are compared before a pattern is asked.
const HEAD: usize = 8;

/// A pattern in any case that must match at the start of a text.
pub(crate) struct Opening {
    pattern: String,
    /// What a text that matches must hold, in any case.
    needs: &'static str,
    /// What the text may begin with, in lower case; `None` where that is too much to list.
    heads: Option<Vec<Box<[u8]>>>,
    /// The first bytes of `heads` below 128, a bit each.
    first: u128,
    regex: OnceLock<Option<Regex>>,
}

impl Opening {
    /// `pattern` is written in small letters. Digits and blanks are those of ASCII, as the classes of Unicode make a pattern
    /// many times larger.
    pub(crate) fn new(pattern: &str, needs: &'static str) -> Self {
        let pattern = pattern.replace(r"\d", "[0-9]").replace(r"\s", r"[ \t\r\n]");
        let heads = heads(&pattern);
        let ascii = |head: &[u8]| head.first().filter(|byte| byte.is_ascii()).map_or(0, |byte| 1 << byte);
        let first = heads.iter().flatten().fold(0, |bits: u128, head| bits | ascii(head));
        Self { pattern, needs, heads, first, regex: OnceLock::new() }
    }

    /// Where the match at the start of `text` ends.
    pub(crate) fn end(&self, text: &str) -> Option<usize> {
        if !self.may_match(text.as_bytes()) || !self.has_needs(text.as_bytes()) {
            return None;
        }
        let regex = self.regex.get_or_init(|| {
            RegexBuilder::new(&format!("^(?:{})", self.pattern)).case_insensitive(true).build().ok()
        });
        Some(regex.as_ref()?.find(text)?.end())
    }

    fn has_needs(&self, text: &[u8]) -> bool {
        let needs = self.needs.as_bytes();
        needs.is_empty() || text.windows(needs.len()).any(|part| part.eq_ignore_ascii_case(needs))
    }

    fn may_match(&self, text: &[u8]) -> bool {
        let Some(heads) = &self.heads else { return true };
        let Some(first) = text.first() else { return heads.iter().any(|head| head.is_empty()) };
        if first.is_ascii() && self.first >> first.to_ascii_lowercase() & 1 == 0 {
            return false;
        }
        heads.iter().any(|head| may_begin(text, head))
    }
}

/// Whether `text` may begin with `head` in some case.
fn may_begin(text: &[u8], head: &[u8]) -> bool {
    for (at, letter) in head.iter().enumerate() {
        match text.get(at) {
            None => return false,
            // Outside ASCII, case is the business of the pattern; ſ and K (of kelvin) are an s and a k to it.
            Some(byte) if !byte.is_ascii() => {
                let rest = text.get(at..).unwrap_or_default();
                return !letter.is_ascii()
                    || rest.starts_with("ſ".as_bytes())
                    || rest.starts_with("\u{212A}".as_bytes());
            }
            Some(byte) if byte.to_ascii_lowercase() != *letter => return false,
            Some(_) => {}
        }
    }
    true
}

fn heads(pattern: &str) -> Option<Vec<Box<[u8]>>> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut heads: Vec<Box<[u8]>> = Extractor::new()
        .limit_literal_len(HEAD)
        .extract(&hir)
        .literals()?
        .iter()
        .map(|literal| literal.as_bytes().to_ascii_lowercase().into())
        .collect();
    heads.sort_unstable();
    heads.dedup();
    // An empty beginning is any.
    heads.first().is_some_and(|head| !head.is_empty()).then_some(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_begins_otherwise_asks_no_pattern() {
        let opening = Opening::new(r"(?:share|tweet)(?: this)?|\d+ shares|à suivre", "");
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
            assert_eq!(opening.end(text), end, "{text}");
        }
        let unasked = Opening::new("share", "");
        assert_eq!(unasked.end("shirt"), None);
        assert!(unasked.regex.get().is_none());
    }
}

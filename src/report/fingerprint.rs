//! The identity of a finding: the same when lines move, another when the text around it changes.

use crate::finding::Finding;

/// Words on each side that belong to the fingerprint.
const CONTEXT: usize = 3;

/// FNV-1a (Fowler, Noll, Vo; 64 bits) over rule, text and the three words on each side, as 16 hexadecimal digits.
///
/// White space is folded, so that re-wrapping a paragraph changes nothing. `text` is the plain text of the document.
#[must_use]
pub fn fingerprint(text: &str, finding: &Finding) -> String {
    let range = finding.span.range();
    let before = &text[text.floor_char_boundary(range.start.saturating_sub(200))..range.start];
    let after = &text[range.end..text.floor_char_boundary((range.end + 200).min(text.len()))];
    let mut left: Vec<&str> = before.split_whitespace().rev().take(CONTEXT).collect();
    left.reverse();
    let own = text[range].split_whitespace();
    let right = after.split_whitespace().take(CONTEXT);
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut feed = |part: &str| {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    };
    feed(finding.rule.name);
    left.into_iter().for_each(&mut feed);
    feed("\u{1}");
    own.for_each(&mut feed);
    feed("\u{1}");
    right.for_each(&mut feed);
    format!("{hash:016x}")
}

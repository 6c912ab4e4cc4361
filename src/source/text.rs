//! Plain text: what is decoded is what is read, but for instructions to Corrigenda, which are cut out.
//!
//! An instruction stands in square brackets, on a line of its own or at the end of one:
//!
//! ```text
//! [corrigenda:allow doubled-word -- the name of the band]
//! The The played in Leeds. [corrigenda:allow doubled-word]
//! ```

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::{Directive, Format, OffsetMap, SharedText, Source};
use crate::span::Span;

const OPEN: &str = "[corrigenda:";

pub(super) fn source(name: String, raw: SharedText) -> Source {
    let mut directives = find(&raw);
    let (mut text, mut extract) = (raw.clone(), OffsetMap::identity());
    if !directives.is_empty() {
        let mut kept = String::with_capacity(raw.len());
        extract = OffsetMap::new();
        let mut at = 0;
        for (directive, cut) in &mut directives {
            // Two on one line: the blanks between them are cut with the first.
            let start = cut.start.max(at);
            extract.copied(at, start - at);
            kept.push_str(&raw[at..start]);
            directive.at = kept.len() as u32;
            at = cut.end.max(at);
        }
        extract.copied(at, raw.len() - at);
        kept.push_str(&raw[at..]);
        text = kept.into();
    }
    Source {
        name,
        id: None,
        format: Format::Text,
        encoding: "UTF-8",
        raw,
        text,
        blocks: None,
        directives: directives.into_iter().map(|(directive, _)| directive).collect(),
        invalid: Vec::new(),
        lang: None,
        original: None,
        decode: OffsetMap::identity(),
        extract,
    }
}

/// The instructions of a plain text, each with the bytes to cut: its whole line, or from the blanks before it.
fn find(raw: &str) -> Vec<(Directive, Range<usize>)> {
    let bytes = raw.as_bytes();
    let mut found = Vec::new();
    // Ends of the line and of the brackets last looked for: kept, so that many on one line cost no more than one.
    let (mut line_end, mut close) = (0, 0);
    let mut opens = memmem::find_iter(bytes, OPEN).peekable();
    while let Some(open) = opens.next() {
        if line_end <= open {
            line_end = memchr2(b'\n', b'\r', &bytes[open..]).map_or(bytes.len(), |n| open + n);
        }
        if close <= open {
            close = memchr(b']', &bytes[open..]).map_or(bytes.len(), |n| open + n);
        }
        // Of several that share one closing bracket the last is meant: else each would hold all that follow.
        if opens.peek().is_some_and(|next| *next < close) {
            continue;
        }
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        if close >= line_end || !bytes[close + 1..line_end].iter().all(&is_blank) {
            continue;
        }
        let blanks = bytes[..open].iter().rev().take_while(|byte| is_blank(byte)).count();
        let own_line = open == blanks || matches!(bytes[open - blanks - 1], b'\n' | b'\r');
        let mut cut = open - blanks..line_end;
        if own_line {
            cut.end += match bytes.get(line_end..) {
                Some([b'\r', b'\n', ..]) => 2,
                Some([_, ..]) => 1,
                _ => 0,
            };
        }
        let body = raw[open + OPEN.len()..close].trim().to_owned();
        found.push((Directive { at: 0, raw: Span::of(open..close + 1), own_line, body }, cut));
    }
    found
}

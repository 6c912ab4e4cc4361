//! Pieces of markup in a plain text: what a program would have read, and what it stood for.
//!
//! Each function looks at one place of a paragraph, where its first character stands, and says what piece begins there.

mod escapes;
mod html;
mod wiki;

use std::ops::Range;

/// One piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leftover {
    /// Bytes of the paragraph.
    pub(crate) range: Range<usize>,
    /// What stands there instead.
    pub(crate) text: String,
    /// How sure, in thousandths.
    pub(crate) confidence: u16,
    /// Whether nothing but markup goes.
    pub(crate) safe: bool,
    /// What it is, for the message.
    pub(crate) what: &'static str,
}

/// Bytes at which a piece of markup may begin.
const fn may_begin(byte: u8) -> bool {
    matches!(byte, b'<' | b'&' | b'[' | b'!' | b'{' | b'*' | b'=' | b'\\' | b'%' | b';' | b'\'')
}

/// Whether a semicolon, a percent sign or a backslash may belong to a piece of markup; of those of prose hardly any does.
pub(crate) fn may_stand(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        Some(b';') => html::may_end_reference(&bytes[..at]),
        Some(b'%') => bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit),
        _ => true,
    }
}

/// The pieces of markup in a paragraph, in order, none inside another.
pub(crate) fn leftovers(text: &str) -> Vec<Leftover> {
    let bytes = text.as_bytes();
    let mut found: Vec<Leftover> = Vec::new();
    let mut at = 0;
    // Partners far off are searched for within bounds, so that hostile input stays linear.
    let mut budget = Budget { left: 64 * text.len().max(64) };
    while let Some(&byte) = bytes.get(at) {
        if !may_begin(byte) {
            at += 1;
            continue;
        }
        let place = Place { text, at };
        let piece = match byte {
            b'<' => html::tag(&place, &mut budget),
            b'&' => html::reference(&place),
            b'[' => wiki::bracket(&place, &mut budget),
            b'!' => wiki::image(&place, &mut budget),
            b'{' => wiki::template(&place),
            b'*' => wiki::stars(&place),
            b'=' => wiki::heading(&place).or_else(|| escapes::quoted_printable(&place)),
            b'\'' => wiki::quotes(&place),
            b'\\' => escapes::backslash(&place),
            b'%' => escapes::percent(&place),
            b';' => html::headless(&place),
            _ => None,
        };
        // A reference without its head begins before its semicolon, but never inside the piece before.
        let end = found.last().map_or(0, |last| last.range.end);
        match piece.filter(|piece| piece.range.start >= end && piece.range.end > at) {
            Some(piece) => {
                at = piece.range.end;
                found.push(piece);
            }
            None => at += 1,
        }
    }
    found
}

/// Bytes that searches for a far partner may still read in one paragraph.
struct Budget {
    left: usize,
}

impl Budget {
    /// Takes `bytes`; false when they are used up.
    fn take(&mut self, bytes: usize) -> bool {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }
}

/// A place in a paragraph.
struct Place<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Place<'t> {
    /// The text from here on.
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next `bytes` bytes of it, cut at a character.
    fn window(&self, bytes: usize) -> &'t str {
        let rest = self.rest();
        rest.get(..rest.floor_char_boundary(bytes)).unwrap_or_default()
    }

    fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    /// The last `bytes` bytes before, cut at a character.
    fn back(&self, bytes: usize) -> &'t str {
        let start = self.text.ceil_char_boundary(self.at.saturating_sub(bytes));
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn char_at(&self, offset: usize) -> Option<char> {
        self.text.get(self.at + offset..)?.chars().next()
    }

    fn piece(
        &self,
        len: usize,
        text: impl Into<String>,
        confidence: u16,
        what: &'static str,
    ) -> Option<Leftover> {
        Some(Leftover { range: self.at..self.at + len, text: text.into(), confidence, safe: true, what })
    }

    /// Whether the run without white space around this place is a link or a path.
    fn in_link(&self) -> bool {
        let head = self.back(300).rsplit(char::is_whitespace).next().unwrap_or_default();
        head.contains("://") || head.contains("www.") || head.contains('?') && head.contains('=')
    }

    /// Whether the text around talks about markup, so that it may show some on purpose.
    fn is_about_markup(&self) -> bool {
        const WIDE: [&str; 10] =
            ["tag", "tags", "html", "xml", "css", "markup", "markdown", "syntax", "wikitext", "ampersand"];
        // Chemists and lawyers write of these too, but not right beside a tag.
        const CLOSE: [&str; 3] = ["element", "attribute", "entity"];
        let around = |part: &str, words: &[&str]| {
            part.split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
        };
        around(self.back(120), &WIDE)
            || around(self.window(120), &WIDE)
            || around(self.back(16), &CLOSE)
            || around(self.window(24), &CLOSE)
    }
}

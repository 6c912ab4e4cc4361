//! HTML: the prose of a page as a reader sees it, with the map back.
//!
//! White space is collapsed as browsers do, entities are decoded, elements that are boxes hold paragraphs apart. Scripts,
//! preformatted text and the furniture of the page (menus, headers, footers, side bars, forms) are left out; inline code
//! and images become one neutral word.

mod entity;
mod tags;

use std::ops::Range;

use super::extract::{Extract, Mark, PLACEHOLDER};
use super::{Format, SharedText, Source};
use crate::document::ParagraphKind;
use crate::span::Span;
use tags::{Event, Events, Role};

pub(super) fn source(name: String, raw: SharedText) -> Source {
    let events = tags::events(&raw);
    let mut out = extract(&raw, &events, true);
    let has_form = events.iter().any(|(event, _)| *event == Event::Open(Role::Form));
    // Some servers wrap the whole page in one form; then it is no furniture.
    if out.is_empty() && has_form {
        out = extract(&raw, &events, false);
    }
    out.finish(name, raw.clone(), Format::Html)
}

fn extract<'r>(raw: &'r str, events: &Events, skip_forms: bool) -> Extract<'r> {
    let mut reader = Reader {
        raw,
        out: Extract::new(raw),
        open: Vec::new(),
        skipped: 0,
        blank: None,
        broken: false,
        skip_forms,
    };
    for (number, &(event, span)) in events.iter().enumerate() {
        match event {
            Event::Text if reader.skipped == 0 => reader.text(span.range()),
            Event::Text => {}
            Event::Open(role) => reader.open(number as u32, role, span),
            Event::Close(number) => reader.close(number, span),
            Event::Comment => reader.comment(span.range()),
        }
    }
    reader.out
}

/// An element that is open.
struct Open {
    /// Number of its event.
    number: u32,
    role: Role,
    /// Kind of the text that stands in it directly.
    kind: ParagraphKind,
    /// Its start tag.
    tag: Span,
    /// Length of the text before it.
    at: usize,
    /// For raised text: the state before it.
    mark: Option<Mark>,
}

struct Reader<'r> {
    raw: &'r str,
    out: Extract<'r>,
    open: Vec<Open>,
    /// How many of the open elements are left out.
    skipped: u32,
    /// White space that is written when more text follows in the block.
    blank: Option<Range<usize>>,
    /// Whether a line break was the last thing written.
    broken: bool,
    skip_forms: bool,
}

impl Reader<'_> {
    fn kind(&self) -> ParagraphKind {
        self.open.last().map_or(ParagraphKind::Prose, |open| open.kind)
    }

    fn skips(&self, role: Role) -> bool {
        match role {
            Role::Skip | Role::Word => true,
            Role::Form => self.skip_forms,
            _ => false,
        }
    }

    /// Ends the paragraph that is open.
    fn begin(&mut self, kind: ParagraphKind) {
        self.out.begin(kind);
        self.blank = None;
        self.broken = false;
    }

    fn open(&mut self, number: u32, role: Role, tag: Span) {
        let outer = self.kind();
        let kind = match role {
            Role::Paragraph => self.paragraph(),
            Role::Heading => ParagraphKind::Heading,
            Role::Item => ParagraphKind::ListItem,
            Role::Cell => ParagraphKind::Table,
            _ => outer,
        };
        let mut mark = None;
        match role {
            _ if self.skipped > 0 => {}
            Role::Break => self.line_break(tag.range()),
            Role::Picture => self.placeholder(tag.range()),
            Role::Raised => mark = Some(self.out.mark()),
            Role::Word => {}
            _ => self.begin(kind),
        }
        self.skipped += u32::from(self.skips(role));
        self.open.push(Open { number, role, kind, tag, at: self.out.len(), mark });
    }

    /// The kind of a `p`: the first in a list item is the item; one in a cell is prose that a table lays out.
    fn paragraph(&self) -> ParagraphKind {
        match self.open.last() {
            Some(open) if open.kind == ParagraphKind::ListItem && open.at == self.out.len() => open.kind,
            Some(open) if open.kind == ParagraphKind::Heading => open.kind,
            _ => ParagraphKind::Prose,
        }
    }

    fn close(&mut self, number: u32, tag: Span) {
        while let Some(open) = self.open.pop_if(|open| open.number >= number) {
            self.skipped -= u32::from(self.skips(open.role));
            if self.skipped > 0 {
                continue;
            }
            match open.role {
                Role::Word if open.number == number => {
                    self.placeholder(Span::new(open.tag.start, tag.end).range());
                }
                Role::Raised => self.raised(open.mark),
                Role::Word | Role::Break | Role::Picture => {}
                _ => {
                    let kind = self.kind();
                    self.begin(kind);
                }
            }
        }
    }

    /// The number of a note is no part of the sentence: `the lake<sup>[3]</sup>`; `5<sup>th</sup>` is.
    fn raised(&mut self, mark: Option<Mark>) {
        let Some(mark) = mark else {
            return;
        };
        let is_note = |text: &str| {
            !text.is_empty()
                && text.chars().all(|c| {
                    c.is_ascii_digit()
                        || c.is_whitespace()
                        || matches!(c, '[' | ']' | '(' | ')' | ',' | '*' | '†' | '‡')
                })
        };
        if self.out.since(&mark).is_some_and(is_note) {
            self.out.rewind(&mark);
            self.blank = None;
        }
    }

    fn line_break(&mut self, tag: Range<usize>) {
        if !self.out.is_open() {
            return;
        }
        self.blank = None;
        if self.broken {
            // Two breaks in a row are how old pages write paragraphs.
            let kind = self.kind();
            self.begin(kind);
        } else {
            self.out.whole(tag, "\n");
            self.broken = true;
        }
    }

    fn placeholder(&mut self, range: Range<usize>) {
        self.write_blank();
        self.out.whole(range, PLACEHOLDER);
    }

    fn comment(&mut self, range: Range<usize>) {
        let comment = self.raw.get(range.clone()).unwrap_or_default();
        let body = comment.trim_start_matches("<!--").trim_end_matches("-->");
        self.out.comment(range, body);
    }

    /// White space before a word: one space, whatever stands in the source.
    fn write_blank(&mut self) {
        if let Some(blank) = self.blank.take()
            && self.out.is_open()
            && !self.broken
        {
            if self.raw.get(blank.clone()) == Some(" ") {
                self.out.copied(blank);
            } else {
                self.out.whole(blank, " ");
            }
        }
        self.broken = false;
    }

    fn white(&mut self, range: Range<usize>) {
        match &mut self.blank {
            Some(blank) if blank.end == range.start => blank.end = range.end,
            Some(_) => {}
            None => self.blank = Some(range),
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let bytes = self.raw.as_bytes();
        let mut at = range.start;
        while at < range.end {
            let from = at;
            let is_white = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C);
            let white = bytes[at..range.end].iter().take_while(|byte| is_white(byte)).count();
            if white > 0 {
                at += white;
                self.white(from..at);
                continue;
            }
            if bytes[at] == b'&' {
                let text = self.raw.get(at..range.end).unwrap_or_default();
                if let Some((len, glyph)) = entity::entity(text) {
                    at += len;
                    self.entity(from..at, &glyph);
                    continue;
                }
                at += 1;
            }
            at += bytes[at..range.end].iter().take_while(|byte| !is_white(byte) && **byte != b'&').count();
            self.write_blank();
            self.out.copied(from..at);
        }
    }

    fn entity(&mut self, range: Range<usize>, glyph: &str) {
        match glyph {
            " " | "\t" | "\n" | "\r" => self.white(range),
            // Where a word may be cut: an instruction to the browser, not a character.
            "\u{AD}" | "\u{200B}" => {}
            _ => {
                self.write_blank();
                self.out.whole(range, glyph);
            }
        }
    }
}

//! Prose taken out of markup, piece by piece, with the map back: what the Markdown and HTML readers write to.

use std::ops::Range;

use super::{Directive, Format, OffsetMap, SharedText, Source};
use crate::document::{Block, ParagraphKind};
use crate::span::Span;

/// Stands for inline code, an image, a formula: a word nobody may touch.
pub(crate) const PLACEHOLDER: &str = "\u{FFFC}";

/// The text, its blocks and its map while they grow.
pub(crate) struct Extract<'r> {
    raw: &'r str,
    text: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    directives: Vec<Directive>,
    kind: ParagraphKind,
    /// Where the block that is open starts in `text`.
    start: Option<usize>,
    /// Where the last piece ends in `raw`.
    end: usize,
}

/// A state to go back to.
pub(super) struct Mark {
    text: usize,
    start: Option<usize>,
    end: usize,
    blocks: usize,
}

impl<'r> Extract<'r> {
    pub(crate) fn new(raw: &'r str) -> Self {
        Self {
            raw,
            text: String::with_capacity(raw.len() / 2),
            map: OffsetMap::new(),
            blocks: Vec::new(),
            directives: Vec::new(),
            kind: ParagraphKind::Prose,
            start: None,
            end: 0,
        }
    }

    /// Ends the block that is open; what follows is of this kind.
    pub(crate) fn begin(&mut self, kind: ParagraphKind) {
        let kind = std::mem::replace(&mut self.kind, kind);
        let Some(start) = self.start.take() else {
            return;
        };
        let body = self.text.get(start..).unwrap_or_default();
        // An image or a line of code alone is no paragraph.
        if body.chars().any(|c| !c.is_whitespace() && !PLACEHOLDER.contains(c)) {
            self.blocks.push(Block { span: Span::of(start..self.text.len()), kind });
        }
    }

    /// Whether the block that is open has text.
    pub(super) const fn is_open(&self) -> bool {
        self.start.is_some()
    }

    /// Length of the text so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// The block that is open, so far.
    pub(crate) fn block(&self) -> Option<Span> {
        Some(Span::of(self.start?..self.text.len()))
    }

    /// Whether no block has been found.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.start.is_none()
    }

    /// Opens a block if none is, apart from the text before it; never longer than the markup that stands there.
    fn open(&mut self, from: usize) {
        if self.start.is_some() {
            return;
        }
        if !self.text.is_empty() {
            let apart = from.saturating_sub(self.end).min(2);
            self.map.inserted(self.end, apart);
            self.text.extend(std::iter::repeat_n('\n', apart));
        }
        self.start = Some(self.text.len());
    }

    /// The next piece of text stands in the source as it is.
    pub(crate) fn copied(&mut self, range: Range<usize>) {
        let Some(piece) = self.raw.get(range.clone()).filter(|piece| !piece.is_empty()) else {
            return;
        };
        self.open(range.start);
        self.map.copied(range.start, piece.len());
        self.text.push_str(piece);
        self.end = range.end;
    }

    /// The next piece of text stands for a stretch of the source as a whole.
    pub(crate) fn whole(&mut self, range: Range<usize>, piece: &str) {
        if piece.is_empty() {
            return;
        }
        self.open(range.start);
        self.map.whole(range.start, piece.len(), range.len());
        self.text.push_str(piece);
        self.end = range.end;
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { text: self.text.len(), start: self.start, end: self.end, blocks: self.blocks.len() }
    }

    /// What was written since `mark`, unless a block ended meanwhile.
    pub(super) fn since(&self, mark: &Mark) -> Option<&str> {
        if self.blocks.len() == mark.blocks { self.text.get(mark.text..) } else { None }
    }

    /// Takes back what was written since `mark`.
    pub(super) fn rewind(&mut self, mark: &Mark) {
        self.text.truncate(mark.text);
        self.map.truncate(mark.text);
        self.blocks.truncate(mark.blocks);
        self.start = mark.start;
        self.end = mark.end;
    }

    /// A comment of the source: `comment` is what stands between its delimiters.
    pub(crate) fn comment(&mut self, range: Range<usize>, comment: &str) {
        let Some(body) = comment.trim().strip_prefix("corrigenda:") else {
            return;
        };
        self.directives.push(Directive {
            at: self.text.len() as u32,
            own_line: has_own_line(self.raw, &range),
            raw: Span::of(range),
            body: body.trim().to_owned(),
        });
    }

    pub(crate) fn finish(mut self, name: String, raw: SharedText, format: Format) -> Source {
        self.begin(ParagraphKind::Prose);
        Source {
            name,
            id: None,
            format,
            encoding: "UTF-8",
            raw,
            text: self.text.into(),
            blocks: Some(self.blocks),
            directives: self.directives,
            invalid: Vec::new(),
            lang: None,
            original: None,
            decode: OffsetMap::identity(),
            extract: self.map,
        }
    }
}

/// Whether nothing but blanks shares the line with `range`.
fn has_own_line(raw: &str, range: &Range<usize>) -> bool {
    let before = raw.get(..range.start).unwrap_or_default().trim_end_matches([' ', '\t']);
    let after = raw.get(range.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
    (before.is_empty() || before.ends_with(['\n', '\r']))
        && (after.is_empty() || after.starts_with(['\n', '\r']))
}

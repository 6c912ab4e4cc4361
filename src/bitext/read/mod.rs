//! Files that hold a source text and its translation side by side: TMX, XLIFF, PO, TSV.
//!
//! The document under check is the translation; its blocks are the segments. The source text is read from the same
//! bytes, so that findings point into the file on both sides, and a fix can be written back.

mod po;
mod tmx;
mod tsv;
mod xliff;
mod xml;

use std::ops::Range;
use std::sync::Arc;

use super::{Original, Segment};
use crate::document::ParagraphKind;
use crate::lang::Lang;
use crate::source::extract::Extract;
use crate::source::{Format, SharedText, Source};
use crate::span::Span;

/// Why a file could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

/// Reads a file of pairs as far as it can be read.
pub(crate) fn source(name: String, raw: SharedText, format: Format) -> (Source, Option<Problem>) {
    let mut sides = Sides::new(&raw);
    let ended = match format {
        Format::Tmx => tmx::read(&raw, &mut sides),
        Format::Xliff => xliff::read(&raw, &mut sides),
        Format::Po => po::read(&raw, &mut sides),
        _ => tsv::read(&raw, &mut sides),
    };
    let problem = ended.err().map(|(at, message)| {
        let line = raw.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
        Problem { line, message }
    });
    let Sides { target, original, segments, source_lang, target_lang, .. } = sides;
    let mut source = target.finish(name.clone(), raw.clone(), format);
    source.lang = target_lang;
    let mut original = original.finish(name, raw.clone(), format);
    original.lang = source_lang;
    original.directives = Vec::new();
    source.original =
        Some(Arc::new(Original { source: original, lang: source_lang, segments: Some(segments) }));
    (source, problem)
}

/// Where reading stopped, and why.
type Ended = Result<(), (usize, String)>;

/// A piece of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    range: Range<usize>,
    /// What it stands for where that is not what is written there.
    text: Option<String>,
}

impl Piece {
    const fn copied(range: Range<usize>) -> Self {
        Self { range, text: None }
    }

    fn whole(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: Some(text.into()) }
    }
}

/// Both texts while they grow.
struct Sides<'r> {
    raw: &'r str,
    target: Extract<'r>,
    original: Extract<'r>,
    segments: Vec<Segment>,
    source_lang: Option<Lang>,
    target_lang: Option<Lang>,
    /// The last source segment, for what has several translations.
    last_source: Span,
}

impl<'r> Sides<'r> {
    fn new(raw: &'r str) -> Self {
        Self {
            raw,
            target: Extract::new(raw),
            original: Extract::new(raw),
            segments: Vec::new(),
            source_lang: None,
            target_lang: None,
            last_source: Span::default(),
        }
    }

    /// Adds a pair. What nobody has translated yet is no pair.
    fn pair(&mut self, source: &[Piece], target: &[Piece]) {
        if is_blank(self.raw, target) || is_blank(self.raw, source) {
            return;
        }
        self.last_source = write(self.raw, &mut self.original, source);
        self.again(target);
    }

    /// Adds a further translation of the last source segment.
    fn again(&mut self, target: &[Piece]) {
        if is_blank(self.raw, target) || self.last_source.is_empty() {
            return;
        }
        let target = write(self.raw, &mut self.target, target);
        self.segments.push(Segment { target, source: self.last_source });
    }

    /// The languages that the file names, where they are ones we know.
    fn langs(&mut self, source: Option<&str>, target: Option<&str>) {
        // A language without conventions of its own is told apart from one that nobody named.
        let lang = |code: &str| Lang::parse(code).unwrap_or(Lang::Other);
        self.source_lang = self.source_lang.or(source.map(lang));
        self.target_lang = self.target_lang.or(target.map(lang));
    }
}

fn is_blank(raw: &str, pieces: &[Piece]) -> bool {
    pieces
        .iter()
        .all(|p| p.text.as_deref().or_else(|| raw.get(p.range.clone())).unwrap_or_default().trim().is_empty())
}

/// Writes a segment as a block of its own.
fn write(raw: &str, out: &mut Extract<'_>, pieces: &[Piece]) -> Span {
    let last = pieces.iter().rev().find_map(|p| {
        p.text.as_deref().or_else(|| raw.get(p.range.clone())).map(str::trim_end).filter(|t| !t.is_empty())
    });
    let closed = last.is_some_and(|text| {
        text.trim_end_matches(['"', '”', '’', '»', ')', '\'']).ends_with(['.', '!', '?', '…', ';', ':', '。'])
    });
    // A segment without a final mark is a label or a heading.
    out.begin(if closed { ParagraphKind::Prose } else { ParagraphKind::Heading });
    for piece in pieces {
        match &piece.text {
            None => out.copied(piece.range.clone()),
            Some(text) => out.whole(piece.range.clone(), text),
        }
    }
    let end = u32::try_from(out.len()).unwrap_or(u32::MAX);
    out.block().unwrap_or(Span::new(end, end))
}

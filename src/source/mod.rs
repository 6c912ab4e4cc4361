//! A file -> plain text and a map back to the bytes of the file.
//!
//! Two steps, each with its [`OffsetMap`]: bytes -> `raw`, the decoded characters of the file ([`decode`]); `raw` -> `text`, the
//! prose in it, without markup (`markdown`, `html`). For plain text the two are the same string. Lines and columns are
//! those of `raw`, what an editor shows.

mod map;
mod text;

use std::sync::Arc;

pub use map::OffsetMap;

use crate::document::Block;
use crate::error::Error;
use crate::span::Span;

/// The input format of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark with tables, front matter, footnotes).
    Markdown,
    /// HTML.
    Html,
}

impl Format {
    /// All formats, in the order help lists them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Html];

    /// The name as written on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// The format of this name.
    ///
    /// # Errors
    /// [`Error::Unknown`] for any other name.
    pub fn parse(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| Error::unknown("input format", name, Self::ALL.iter().map(|f| f.name())))
    }
}

/// An instruction to Corrigenda that stands in the text itself (`corrigenda:allow …`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Where it stands, in bytes of [`Source::text`]: an empty span at the place it was cut from.
    pub at: u32,
    /// Where it stands, in bytes of [`Source::raw`].
    pub raw: Span,
    /// Whether it has a line for itself.
    pub own_line: bool,
    /// What follows `corrigenda:`, trimmed: `allow fused-words -- a brand`.
    pub body: String,
}

/// A document as read: its plain text and the way back to the bytes.
#[derive(Debug, Clone)]
pub struct Source {
    /// What the report calls it: a path, `-` for standard input, or a name the caller chose.
    pub name: String,
    /// The id of a record of JSON Lines input.
    pub id: Option<serde_json::Value>,
    /// How it was read.
    pub format: Format,
    /// Name of the character encoding, as the WHATWG standard writes it.
    pub encoding: &'static str,
    /// The decoded characters of the file.
    pub raw: Arc<str>,
    /// The prose in it.
    pub text: Arc<str>,
    /// Structure that the format gave; `None` for plain text.
    pub blocks: Option<Vec<Block>>,
    /// Instructions found in the text.
    pub directives: Vec<Directive>,
    /// Bytes that are not valid in the encoding: spans of `text` (each holds U+FFFD) with the bytes in hexadecimal.
    pub invalid: Vec<(Span, String)>,
    decode: OffsetMap,
    extract: OffsetMap,
}

impl Source {
    /// A source from a string that is already plain text.
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        text::source(name.into(), text.into())
    }

    /// A source from decoded characters in some format.
    #[must_use]
    pub fn from_string(name: impl Into<String>, raw: impl Into<Arc<str>>, format: Format) -> Self {
        match format {
            Format::Text | Format::Markdown | Format::Html => text::source(name.into(), raw.into()),
        }
    }

    /// The bytes of the file that a span of [`Self::text`] came from.
    #[must_use]
    pub fn bytes_of(&self, span: Span) -> Span {
        self.decode.span(self.extract.span(span))
    }

    /// Like [`Self::bytes_of`], but only where replacing those bytes replaces nothing else.
    #[must_use]
    pub fn exact_bytes_of(&self, span: Span) -> Option<Span> {
        self.decode.exact(self.extract.exact(span)?)
    }

    /// The characters of [`Self::raw`] that a span of [`Self::text`] came from.
    #[must_use]
    pub fn raw_of(&self, span: Span) -> Span {
        self.extract.span(span)
    }
}

//! A file -> plain text and a map back to the bytes of the file.
//!
//! Two steps, each with its [`OffsetMap`]: bytes -> `raw`, the decoded characters of the file (`decode`); `raw` -> `text`, the
//! prose in it, without markup (`markdown`, `html`). For plain text the two are the same string. Lines and columns are
//! those of `raw`, what an editor shows.

mod decode;
pub(crate) mod extract;
mod html;
mod map;
mod markdown;
mod shared;
mod text;

use std::path::Path;
use std::sync::Arc;

pub use map::OffsetMap;
pub use shared::SharedText;

use crate::bitext::{Original, read};
use crate::document::Block;
use crate::error::Error;
use crate::lang::Lang;
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
    /// Translation Memory eXchange 1.4: source and translation in one file.
    Tmx,
    /// XLIFF 1.2 and 2.0: source and translation in one file.
    Xliff,
    /// Message catalogue of gettext: source and translation in one file.
    Po,
    /// Source and translation, separated by a tab, a pair a line.
    Tsv,
}

impl Format {
    /// All formats, in the order help lists them.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Markdown, Self::Html, Self::Tmx, Self::Xliff, Self::Po, Self::Tsv];

    /// The name as written on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Tmx => "tmx",
            Self::Xliff => "xliff",
            Self::Po => "po",
            Self::Tsv => "tsv",
        }
    }

    /// Whether files of this format hold a source text with its translation.
    #[must_use]
    pub const fn is_bitext(self) -> bool {
        matches!(self, Self::Tmx | Self::Xliff | Self::Po | Self::Tsv)
    }

    /// Whether text stands in it as in XML: `&amp;` for `&`.
    #[must_use]
    pub const fn has_entities(self) -> bool {
        matches!(self, Self::Html | Self::Tmx | Self::Xliff)
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

    /// The format that the end of a file name tells; `None` where it tells nothing.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "tmx" => Some(Self::Tmx),
            "xlf" | "xliff" => Some(Self::Xliff),
            "po" => Some(Self::Po),
            "tsv" => Some(Self::Tsv),
            _ => None,
        }
    }

    /// The format that the first characters tell: a page says that it is HTML, a translation memory what it is, all else is
    /// plain text.
    #[must_use]
    pub fn of_content(raw: &str) -> Self {
        let start = raw.trim_start();
        if start.starts_with("<?xml") {
            let head = &start[..start.floor_char_boundary(1000)];
            for (mark, format) in [("<tmx", Self::Tmx), ("<xliff", Self::Xliff)] {
                if head.contains(mark) {
                    return format;
                }
            }
        }
        let page = ["<!doctype html", "<html"]
            .iter()
            .any(|mark| start.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)));
        if page { Self::Html } else { Self::Text }
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
    pub raw: SharedText,
    /// The prose in it.
    pub text: SharedText,
    /// Structure that the format gave; `None` for plain text.
    pub blocks: Option<Vec<Block>>,
    /// Instructions found in the text.
    pub directives: Vec<Directive>,
    /// Bytes that are not valid in the encoding: spans of `text` (each holds U+FFFD) with the bytes in hexadecimal.
    pub invalid: Vec<(Span, String)>,
    /// The language that the file says it is in.
    pub lang: Option<Lang>,
    /// The text it was translated from: a second file, or the other half of a file of pairs.
    pub original: Option<Arc<Original>>,
    decode: OffsetMap,
    extract: OffsetMap,
}

impl Source {
    /// A source from a string that is already plain text.
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: impl Into<SharedText>) -> Self {
        text::source(name.into(), text.into())
    }

    /// A source from the bytes of a file. Without `format` the name decides, then the content. The encoding is recognised;
    /// bytes that are not valid in a UTF-8 file become U+FFFD and are listed in [`Self::invalid`].
    ///
    /// ```
    /// use corrigenda::Source;
    ///
    /// let source = Source::from_bytes("draft.txt", b"a caf\xE9 in Doha".to_vec(), None)?;
    /// assert_eq!(&*source.text, "a café in Doha");
    /// assert_eq!(source.encoding, "windows-1252");
    /// # Ok::<(), corrigenda::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Binary`] for bytes that are no text, [`Error::TooLarge`] from 4 GiB, [`Error::Syntax`] for a file of pairs that is
    /// not in its format.
    pub fn from_bytes(
        name: impl Into<String>,
        bytes: Vec<u8>,
        format: Option<Format>,
    ) -> Result<Self, Error> {
        let name = name.into();
        let fits = |len: usize| {
            let large = Error::TooLarge { path: name.clone().into(), bytes: len as u64 };
            if u32::try_from(len).is_ok() { Ok(()) } else { Err(large) }
        };
        fits(bytes.len())?;
        let decoded = decode::decode(bytes).map_err(|decode::NotText { controls, sample }| {
            Error::Binary { path: name.clone().into(), controls, sample }
        })?;
        fits(decoded.raw.len())?;
        let format =
            format.or_else(|| Format::of_name(&name)).unwrap_or_else(|| Format::of_content(&decoded.raw));
        let mut source = if format.is_bitext() {
            let (source, problem) = read::source(name.clone(), decoded.raw.into(), format);
            if let Some(read::Problem { line, message }) = problem {
                return Err(Error::Syntax { path: name.into(), line, message });
            }
            source
        } else {
            Self::from_string(name, decoded.raw, format)
        };
        source.encoding = decoded.encoding.name();
        if let Some(original) = source.original.as_mut().and_then(Arc::get_mut) {
            original.source.encoding = source.encoding;
            original.source.decode = decoded.map.clone();
        }
        source.decode = decoded.map;
        source.invalid = decoded
            .invalid
            .into_iter()
            .filter_map(|(span, hex)| Some((source.extract.derived(span)?, hex)))
            .collect();
        Ok(source)
    }

    /// A source from decoded characters in some format.
    #[must_use]
    pub fn from_string(name: impl Into<String>, raw: impl Into<SharedText>, format: Format) -> Self {
        match format {
            Format::Text => text::source(name.into(), raw.into()),
            Format::Markdown => markdown::source(name.into(), raw.into()),
            Format::Html => html::source(name.into(), raw.into()),
            Format::Tmx | Format::Xliff | Format::Po | Format::Tsv => {
                read::source(name.into(), raw.into(), format).0
            }
        }
    }

    /// Says what this text was translated from, for bilingual mode.
    ///
    /// ```
    /// use corrigenda::{Checker, Options, Source};
    ///
    /// let draft = Source::from_text("draft.txt", "The bridge was built in 1874.")
    ///     .translated_from(Source::from_text("source.txt", "Die Brücke wurde 1847 gebaut."));
    /// let checked = Checker::default().check(draft, &Options::default());
    /// assert_eq!(checked.findings[0].rule.name, "number-mismatch");
    /// ```
    #[must_use]
    pub fn translated_from(mut self, source: Self) -> Self {
        self.original = Some(Arc::new(Original { source, lang: None, segments: None }));
        self
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

//! The smallest units of a text.

use super::words::WordId;
use crate::span::Span;

/// The smallest unit detectors look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// For words their type; for punctuation and symbols the character.
    payload: u32,
    /// What it is.
    pub kind: TokenKind,
    /// What stands between it and the token before.
    pub gap: Gap,
    /// Whether it consists of ASCII alone.
    ascii: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with apostrophes inside: `don’t`. A hyphen is a token of its own.
    Word,
    /// Digits with separators inside: `2,500`, `3.14`, `10:30`.
    Number,
    /// Letters and digits mixed: `3D`, `1990s`, `18th`, `w0rd`, `CO2`.
    Mixed,
    /// Letters with stops inside: `U.S.`, `e.g.`, `a.m.`; the last stop belongs to it.
    Abbreviation,
    /// One punctuation mark.
    Punctuation,
    /// One character that is neither letter, digit, mark of punctuation nor white space: `€`, `|`, `©`.
    Symbol,
    /// `https://…`, `www.…`, `example.com/page`.
    Url,
    /// `name@example.com`
    Email,
    /// `@name`
    Handle,
    /// `#word`
    Hashtag,
    /// File names, paths, versions, identifiers with `_` or `::`, doi and the like.
    Code,
    /// U+FFFC: stands for inline code or an image of the source format; treat it as a word nobody may touch.
    Placeholder,
}

impl TokenKind {
    /// Whether it is no text: an address, a handle, a tag, code, or what stands for code.
    #[must_use]
    pub const fn is_code(self) -> bool {
        matches!(
            self,
            Self::Url | Self::Email | Self::Handle | Self::Hashtag | Self::Code | Self::Placeholder
        )
    }
}

/// White space between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gap {
    /// None: the tokens touch.
    None,
    /// One space.
    Space,
    /// A no-break space of any width, alone.
    NoBreak,
    /// Two or more spaces, a tab, or another unusual white space, on one line.
    Wide,
    /// A line break inside a paragraph.
    Line,
    /// The first token of a paragraph.
    Paragraph,
}

impl Token {
    #[inline]
    pub(super) const fn new(span: Span, kind: TokenKind, gap: Gap, payload: u32, ascii: bool) -> Self {
        Self { span, payload, kind, gap, ascii }
    }

    /// The word type, for words, numbers, mixed tokens and abbreviations.
    #[must_use]
    pub const fn word(&self) -> Option<WordId> {
        match self.kind {
            TokenKind::Word | TokenKind::Number | TokenKind::Mixed | TokenKind::Abbreviation => {
                Some(WordId::new(self.payload))
            }
            _ => None,
        }
    }

    /// The word type; [`WordId::UNTYPED`] of what reads as a word and has none, [`WordId::NONE`] of a mark.
    #[inline]
    pub(super) const fn type_id(&self) -> WordId {
        match self.word() {
            Some(id) => id,
            None if self.is_wordlike() => WordId::UNTYPED,
            None => WordId::NONE,
        }
    }

    /// The character, for punctuation and symbols.
    #[must_use]
    pub fn char(&self) -> Option<char> {
        match self.kind {
            TokenKind::Punctuation | TokenKind::Symbol => char::from_u32(self.payload),
            _ => None,
        }
    }

    /// Whether it is this punctuation mark or symbol.
    #[must_use]
    pub const fn is(&self, c: char) -> bool {
        matches!(self.kind, TokenKind::Punctuation | TokenKind::Symbol) && self.payload == c as u32
    }

    /// Whether it touches the token before it.
    #[must_use]
    pub const fn is_glued(&self) -> bool {
        matches!(self.gap, Gap::None)
    }

    /// Whether it is a word, in letters only.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }

    /// Whether it reads as a word: word, number, mixed, abbreviation, placeholder, link.
    #[must_use]
    pub const fn is_wordlike(&self) -> bool {
        !matches!(self.kind, TokenKind::Punctuation | TokenKind::Symbol)
    }

    /// Whether it consists of ASCII characters alone.
    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// The same token with another word type.
    #[inline]
    pub(super) const fn with_word(self, id: WordId) -> Self {
        Self { payload: id.index() as u32, ..self }
    }
}

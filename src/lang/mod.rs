//! Languages: which one a text is in, and the conventions of spacing and quoting that differ by language.

mod abbreviations;
mod conventions;
mod detect;
mod english;
pub mod function_words;
pub mod months;

pub use abbreviations::{is_abbreviation, needs_complement};
pub use conventions::Conventions;
pub use detect::{certain, detect};

use crate::error::Error;

/// Whether `word` is in `list`, a text of words with blanks between: how closed classes are written down.
#[must_use]
pub(crate) fn listed(list: &str, word: &str) -> bool {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return false };
    let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    // Searching the text is many times faster than splitting it, and a letter is found faster than a searcher for a word is made.
    memchr::memchr_iter(*first, list).any(|at| {
        blank(at.checked_sub(1).and_then(|n| list.get(n)))
            && list[at..].starts_with(word)
            && blank(list.get(at + word.len()))
    }) && !word.iter().any(u8::is_ascii_whitespace)
}

/// A language that Corrigenda knows the conventions of, or another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English
    En,
    /// German
    De,
    /// French
    Fr,
    /// Spanish
    Es,
    /// Italian
    It,
    /// Portuguese
    Pt,
    /// Dutch
    Nl,
    /// Russian
    Ru,
    /// Turkish
    Tr,
    /// Arabic
    Ar,
    /// Persian
    Fa,
    /// Polish
    Pl,
    /// None of them: only rules that hold in any language apply.
    Other,
}

impl Lang {
    /// The known languages, in the order of their bits.
    pub const KNOWN: [Self; 12] = [
        Self::En,
        Self::De,
        Self::Fr,
        Self::Es,
        Self::It,
        Self::Pt,
        Self::Nl,
        Self::Ru,
        Self::Tr,
        Self::Ar,
        Self::Fa,
        Self::Pl,
    ];

    /// ISO 639-1 code; `und` for another language.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::It => "it",
            Self::Pt => "pt",
            Self::Nl => "nl",
            Self::Ru => "ru",
            Self::Tr => "tr",
            Self::Ar => "ar",
            Self::Fa => "fa",
            Self::Pl => "pl",
            Self::Other => "und",
        }
    }

    /// Place among [`Self::KNOWN`].
    #[must_use]
    pub const fn index(self) -> Option<usize> {
        match self {
            Self::Other => None,
            known => Some(known as usize),
        }
    }

    /// Its bit in sets of languages; 0 for [`Self::Other`].
    #[must_use]
    pub const fn bit(self) -> u16 {
        match self {
            Self::Other => 0,
            known => 1 << known as u16,
        }
    }

    /// The language of a code such as `en`, `en-GB` or `pt_BR`.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a language that is not among [`Self::KNOWN`].
    pub fn parse(code: &str) -> Result<Self, Error> {
        let base = code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
        Self::KNOWN.into_iter().find(|lang| lang.code() == base).ok_or_else(|| {
            Error::unknown("language", code, Self::KNOWN.iter().map(|lang| lang.code()).chain(["auto"]))
        })
    }

    /// Spacing and quoting in this language.
    #[must_use]
    pub const fn conventions(self) -> &'static Conventions {
        conventions::of(self)
    }

    /// Whether ordinals are written with a stop (`3. Oktober`), so that a number with a stop rarely ends a sentence.
    #[must_use]
    pub const fn ordinal_stop(self) -> bool {
        matches!(self, Self::De | Self::Pl | Self::Tr)
    }
}

//! Text as the model reads it: words, numbers and marks, in the same way when it is trained and when it is asked.

use std::borrow::Cow;
use std::ops::Range;

use super::ngrams::Key;
use super::tables::hash;
use crate::document::classes::ascii_letters;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Letters, with apostrophes inside. A possessive `’s` is a word of its own.
    Word,
    /// Digits, with separators inside.
    Number,
    /// Letters and digits in one.
    Mixed,
    /// Any other character.
    Mark,
}

/// A piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is.
    pub kind: PieceKind,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// The start of a text.
pub const START: Key = 1;
/// A number.
pub const NUMBER: Key = 2;
/// Letters and digits in one.
pub const MIXED: Key = 3;
/// A word that is not in the vocabulary.
pub const UNKNOWN: Key = 4;
/// Any word with a capital inside a sentence, as a history.
pub const NAME: Key = 5;

/// Whether the character is part of words.
#[must_use]
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

/// Whether the character is an apostrophe, of any shape.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The pieces of a text.
#[derive(Debug, Clone)]
pub struct Pieces<'t, 'm> {
    text: &'t str,
    at: usize,
    masks: &'m [Range<usize>],
    elided: &'static [&'static str],
}

impl<'t, 'm> Pieces<'t, 'm> {
    /// The pieces of `text`.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, at: 0, masks: &[], elided: &[] }
    }

    /// The pieces of `text`, each of `masks` one mark: links, code and the like, which nobody may read. They are in order,
    /// do not overlap and begin and end where pieces may.
    #[must_use]
    pub const fn masked(text: &'t str, masks: &'m [Range<usize>]) -> Self {
        Self { text, at: 0, masks, elided: &[] }
    }

    /// The same, where these words end with their apostrophe: French `l’eau` is two.
    #[must_use]
    pub const fn eliding(self, elided: &'static [&'static str]) -> Self {
        Self { elided, ..self }
    }
}

impl Iterator for Pieces<'_, '_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        let start = self.at + rest.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        let spaced = start > self.at || start == 0;
        while self.masks.first().is_some_and(|mask| mask.end <= start) {
            self.masks = &self.masks[1..];
        }
        let mask = self.masks.first().filter(|mask| mask.start <= start).map(|mask| mask.end);
        let (end, kind) = if let Some(end) = mask {
            (end, PieceKind::Mark)
        } else if is_letter(first) || first.is_numeric() {
            run(self.text, start, self.elided)
        } else if is_apostrophe(first) && !spaced && is_possessive(&self.text[start..]) {
            (start + first.len_utf8() + 1, PieceKind::Word)
        } else {
            (start + first.len_utf8(), PieceKind::Mark)
        };
        self.at = end;
        Some(Piece { start, end, kind, spaced })
    }
}

/// Whether the text goes on with `’s` and no further letter.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_apostrophe)
        && matches!(chars.next(), Some('s' | 'S'))
        && !chars.next().is_some_and(|c| is_letter(c) || c.is_numeric())
}

/// The run of letters and digits at `start`, which ends with the apostrophe of an elided word.
fn run(text: &str, start: usize, elided: &[&str]) -> (usize, PieceKind) {
    // Most words are of ASCII and end at a space or a mark.
    let ascii = start + ascii_letters(&text.as_bytes()[start..]);
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'\'';
    if ascii > start && text.as_bytes().get(ascii).is_none_or(ends) {
        return (ascii, PieceKind::Word);
    }
    let (mut letters, mut digits) = (false, false);
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = start + offset;
        if is_letter(c) {
            letters = true;
        } else if c.is_numeric() {
            digits = true;
        } else {
            let next = chars.peek().map(|&(_, next)| next);
            let inside = if letters && !digits {
                is_apostrophe(c) && next.is_some_and(is_letter) && !is_possessive(&text[at..])
            } else {
                digits && !letters && matches!(c, '.' | ',' | ':') && next.is_some_and(|n| n.is_ascii_digit())
            };
            let head = &text[start..at];
            if is_apostrophe(c)
                && next.is_none_or(|next| is_letter(next) || matches!(next, '«' | '“' | '"'))
                && elided.iter().any(|word| head.eq_ignore_ascii_case(word))
            {
                return (at + c.len_utf8(), PieceKind::Word);
            }
            if !inside {
                break;
            }
        }
        end = at + c.len_utf8();
    }
    let kind = match (letters, digits) {
        (true, false) => PieceKind::Word,
        (false, _) => PieceKind::Number,
        _ => PieceKind::Mixed,
    };
    (end, kind)
}

/// A word as the vocabulary spells it: lower case, straight apostrophes.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        Cow::Borrowed(word)
    } else if word.is_ascii() {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Owned(
            // A letter for a letter, so that places in both are the same: `İ` alone is two in lower case.
            word.chars()
                .map(|c| if is_apostrophe(c) { '\'' } else { c })
                .filter_map(|c| c.to_lowercase().next())
                .collect(),
        )
    }
}

/// The key of a mark: marks that differ in shape only have one.
#[must_use]
pub fn mark_key(c: char) -> Key {
    let c = match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' | '`' => '\'',
        '–' | '—' => '—',
        '‐' | '‑' => '-',
        '[' | '{' => '(',
        ']' | '}' => ')',
        c => c,
    };
    hash(c.encode_utf8(&mut [0; 4]).as_bytes())
}

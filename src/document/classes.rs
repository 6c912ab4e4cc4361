//! Classes of characters, as typography names them.

/// Marks that end a sentence.
#[must_use]
pub const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။')
}

/// Any quotation mark, straight or typographic, single or double; `'` and `’` too, which may be apostrophes.
#[must_use]
pub const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
    )
}

/// Marks used as apostrophes inside words.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Brackets that open.
#[must_use]
pub const fn is_open_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '【' | '⟨')
}

/// Brackets that close.
#[must_use]
pub const fn is_close_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '】' | '⟩')
}

/// Hyphens and dashes of all lengths.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// Spaces that keep their words on one line: U+00A0 and the narrow U+202F (U+2007 beside digits).
#[must_use]
pub const fn is_no_break_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// Characters without a shape: zero-width, directional and soft ones. Joiners (U+200C, U+200D) belong to words in some scripts.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{61C}' | '\u{180E}')
}

/// Whether `c` is part of a word when it stands between letters: letters, combining marks, and invisible characters
/// (which detectors then find inside the word instead of a word cut in two).
#[must_use]
pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() || is_combining(c) || is_invisible(c)
}

/// Combining marks: accents written as characters of their own, vowel signs.
#[must_use]
pub fn is_combining(c: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    c >= '\u{300}' && c.general_category_group() == GeneralCategoryGroup::Mark
}

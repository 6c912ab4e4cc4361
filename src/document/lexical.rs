//! What a character may begin, go on with or end when a text is read into tokens.

use super::classes::is_word_char;

/// What a character is to the tokenizer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Digit,
    Space,
    Newline,
    Punctuation,
    Symbol,
    Other,
}

static ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        table[i] = if b.is_ascii_alphabetic() {
            Class::Letter
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if b == b'\n' || b == b'\r' {
            Class::Newline
        } else if b == b' ' || b == b'\t' || b == 0x0B || b == 0x0C {
            Class::Space
        } else if matches!(b, b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~')
            || b < 0x20
            || b == 0x7F
        {
            Class::Symbol
        } else {
            Class::Punctuation
        };
        i += 1;
    }
    table
};

/// Bytes that end a word and begin nothing that may belong to it: no digit, apostrophe or character beyond ASCII, and no sign
/// of a link or an abbreviation.
pub(super) static ENDS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        table[i] = !b.is_ascii_alphanumeric()
            && !matches!(b, b'\'' | b'.' | b':' | b'@' | b'/' | b'_' | b'-' | b'+');
        i += 1;
    }
    table
};

/// Marks of ASCII that are a token whatever follows, and no sign of a handle, a tag or a path.
pub(super) static PLAIN_MARKS: [bool; 128] = {
    let mut table = [false; 128];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        table[i] = matches!(ASCII[i], Class::Punctuation) && !matches!(b, b'@' | b'#' | b'/' | b'\\' | b'_');
        i += 1;
    }
    table
};

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return ASCII[c as usize];
    }
    // Dashes, curly quotation marks, the ellipsis, Latin and Cyrillic, without the tables of Unicode.
    if matches!(c, '\u{2010}'..='\u{2026}') {
        return Class::Punctuation;
    }
    if matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{400}'..='\u{481}')
        && !matches!(c, '×' | '÷')
    {
        return Class::Letter;
    }
    if matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') {
        return Class::Newline;
    }
    if c.is_whitespace() {
        return Class::Space;
    }
    if is_word_char(c) {
        return Class::Letter;
    }
    if c.is_numeric() {
        return if unicode_decimal(c) { Class::Digit } else { Class::Symbol };
    }
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    match c.general_category_group() {
        GeneralCategoryGroup::Punctuation => Class::Punctuation,
        _ => Class::Symbol,
    }
}

fn unicode_decimal(c: char) -> bool {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
    c.general_category() == GeneralCategory::DecimalNumber
}

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

/// Number of ASCII letters that `bytes` starts with, eight at a time.
#[inline]
pub(crate) fn ascii_letters(bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some(chunk) = bytes[count..].first_chunk::<8>() {
        let run = (others(u64::from_le_bytes(*chunk)).trailing_zeros() / 8) as usize;
        count += run;
        if run < 8 {
            return count;
        }
    }
    count + bytes[count..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// Number of letters of ASCII at the start of sixteen bytes.
#[inline(always)]
pub(super) fn letters_of_sixteen(bytes: &[u8; 16]) -> usize {
    let both = u128::from_le_bytes(*bytes);
    // Most words end in the first half.
    let (low, high) = (others(both as u64), others((both >> 64) as u64));
    let bits = if low != 0 { low.trailing_zeros() } else { 64 + high.trailing_zeros() };
    (bits / 8) as usize
}

/// The high bit of every byte of `word` that is no ASCII letter.
const fn others(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let low = (word | (0x20 * EACH)) & !HIGH;
    // Neither sum carries into the next byte: both summands are under 0x80.
    let from_a = low + (0x80 - b'a' as u64) * EACH;
    let past_z = low + (0x7F - b'z' as u64) * EACH;
    (!from_a | past_z | word) & HIGH
}

/// Number of bytes that fit: summed in bytes, so that many are looked at in one step.
#[inline]
pub(super) fn count_bytes(bytes: &[u8], fits: impl Fn(u8) -> bool) -> u32 {
    // A block of 255 cannot overflow a byte.
    let in_block = |block: &[u8]| block.iter().fold(0_u8, |count, &byte| count + u8::from(fits(byte)));
    bytes.chunks(255).map(|block| u32::from(in_block(block))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_a_letter_or_none_at_every_place() {
        for place in 0..16 {
            for byte in 0..=u8::MAX {
                let mut bytes = [b'a', b'Z'].repeat(10);
                bytes[place] = byte;
                let expected = if byte.is_ascii_alphabetic() { 20 } else { place };
                assert_eq!(ascii_letters(&bytes), expected, "{byte} at {place}");
            }
        }
    }
}

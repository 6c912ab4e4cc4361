//! Words as numbers, by which they are compared and found.

/// A spelling packed into 16 bytes: length and up to 15 bytes of text, so that comparing and hashing the words of ordinary
/// text never looks at the text. Longer words keep a hash there and are compared in full.
///
/// Two halves, so that a word type that holds one takes no more memory than its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    low: u64,
    high: u64,
}

/// Marks a key that holds a hash instead of a spelling.
const LONG: u128 = 0xFF << 120;

/// Masks for the lowest 0 to 15 bytes.
static LOWEST_BYTES: [u128; 16] = {
    let mut masks = [0; 16];
    let mut length = 1;
    while length < 16 {
        masks[length] = masks[length - 1] << 8 | 0xFF;
        length += 1;
    }
    masks
};

impl Key {
    /// The key of no word.
    pub(super) const NONE: Self = Self { low: 0, high: 0 };

    const fn new(bits: u128) -> Self {
        Self { low: bits as u64, high: (bits >> 64) as u64 }
    }

    const fn bits(self) -> u128 {
        (self.high as u128) << 64 | self.low as u128
    }

    /// The key of `text[start..end]`.
    #[inline]
    pub(super) fn of(text: &str, start: usize, end: usize) -> Self {
        let length = end - start;
        if length > 15 {
            return Self::long(&text.as_bytes()[start..end]);
        }
        // Sixteen bytes are read at once where the text goes on that far, and the surplus is masked off.
        let packed = match text.as_bytes().get(start..start + 16).and_then(|bytes| bytes.try_into().ok()) {
            Some(bytes) => bytes,
            None => {
                let mut bytes = [0; 16];
                bytes[..length].copy_from_slice(&text.as_bytes()[start..end]);
                bytes
            }
        };
        Self::short(&packed, length)
    }

    /// The key of the first bytes, at most fifteen.
    #[inline(always)]
    pub(super) const fn short(bytes: &[u8; 16], length: usize) -> Self {
        Self::new(u128::from_le_bytes(*bytes) & LOWEST_BYTES[length] | (length as u128) << 120)
    }

    fn long(bytes: &[u8]) -> Self {
        let mut hash = bytes.len() as u64;
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            hash = mix(hash ^ u64::from_le_bytes(word), MULTIPLIER);
        }
        Self::new(u128::from(hash) | LONG)
    }

    /// Whether it may be of the same letters as another key, but for their case; where it is not, it is of others.
    #[inline]
    pub(super) const fn may_repeat(self, other: Self) -> bool {
        // That bit of the length, which stands highest, is never set.
        const CASE: u128 = u128::MAX / 0xFF * 0x20;
        (self.bits() ^ other.bits()) & !CASE == 0 || self.is_long()
    }

    /// The bytes of the spelling, the first lowest; `None` where the key has a hash in their place.
    pub(super) const fn spelling(self) -> Option<u128> {
        if self.is_long() { None } else { Some(self.bits() & !LONG) }
    }

    /// Whether it has a hash in place of the spelling.
    pub(super) const fn is_long(self) -> bool {
        self.bits() & LONG == LONG
    }

    /// A hash of it.
    #[inline]
    pub(super) const fn hash(self) -> u64 {
        mix(self.low ^ 0x9E37_79B9_7F4A_7C15, self.high ^ MULTIPLIER)
    }
}

const MULTIPLIER: u64 = 0xD6E8_FEB8_6659_FD93;

/// Folded 64 x 64 bit multiplication, as in wyhash.
const fn mix(a: u64, b: u64) -> u64 {
    let product = (a as u128).wrapping_mul(b as u128);
    (product as u64) ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> Key {
        Key::of(word, 0, word.len())
    }

    #[test]
    fn a_key_is_of_the_word_alone() {
        let text = "the ceasefire and the administration of it";
        for word in ["the", "ceasefire", "administration", "it"] {
            let start = text.find(word).expect("a word");
            assert_eq!(Key::of(text, start, start + word.len()), key(word));
            assert_ne!(Key::of(text, start, start + word.len() - 1), key(word));
        }
    }

    #[test]
    fn words_that_are_repeated_in_any_case_may_be() {
        for (a, b) in [("the", "The"), ("THE", "the"), ("internationalisation", "Internationalisation")] {
            assert!(key(a).may_repeat(key(b)), "{a} {b}");
        }
        for (a, b) in [("the", "then"), ("the", "she"), ("of", "off")] {
            assert!(!key(a).may_repeat(key(b)), "{a} {b}");
        }
        assert!(!key("the").may_repeat(Key::NONE));
    }

    #[test]
    fn short_words_are_spelt_in_their_keys() {
        assert_eq!(key("ab").spelling(), Some(0x6261));
        assert_eq!(key("internationalisation").spelling(), None);
    }
}

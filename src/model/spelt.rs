//! Which strings are no words of the vocabulary: told by one bit of a small table, since nearly all that are asked about are none
//! (`ofthe`, the parts of `kelderhope`), and a look into the vocabulary waits for memory.
//!
//! Layout: a power of two of bytes, a bit of which is set for each word; one string in twelve that is none has its bit set too.

use std::ops::Range;

use super::tables::mix;

/// Bytes of the table: eleven bits a word.
const BYTES: usize = 1 << 19;
/// What a byte weighs more than the one after it. Any odd number does.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// A string as the table sees it: of two strings side by side it is known from both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    sum: u64,
    /// What the bytes before it weigh more because of it.
    weight: u64,
}

impl Spelling {
    /// The empty string.
    pub const EMPTY: Self = Self { sum: 0, weight: 1 };

    /// That of a string.
    #[inline]
    #[must_use]
    pub fn of(text: &str) -> Self {
        text.bytes().fold(Self::EMPTY, Self::with)
    }

    #[inline]
    const fn with(self, byte: u8) -> Self {
        Self {
            sum: self.sum.wrapping_mul(BASE).wrapping_add(byte as u64),
            weight: self.weight.wrapping_mul(BASE),
        }
    }

    /// The same with a letter more.
    #[inline]
    #[must_use]
    pub fn with_letter(self, letter: char) -> Self {
        letter.encode_utf8(&mut [0; 4]).bytes().fold(self, Self::with)
    }

    /// All there is to it, to be kept.
    #[must_use]
    pub const fn numbers(self) -> [u64; 2] {
        [self.sum, self.weight]
    }

    /// What [`Self::numbers`] are of.
    #[must_use]
    pub const fn from_numbers([sum, weight]: [u64; 2]) -> Self {
        Self { sum, weight }
    }

    /// Of both strings in one.
    #[inline]
    #[must_use]
    pub const fn joined(self, next: Self) -> Self {
        Self {
            sum: self.sum.wrapping_mul(next.weight).wrapping_add(next.sum),
            weight: self.weight.wrapping_mul(next.weight),
        }
    }
}

/// A string of which parts are asked about.
#[derive(Debug)]
pub struct Spellings(Vec<Spelling>);

impl Spellings {
    /// Those of a string.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut all = Vec::with_capacity(text.len() + 1);
        all.push(Spelling::EMPTY);
        all.extend(text.bytes().scan(Spelling::EMPTY, |so_far, byte| {
            *so_far = so_far.with(byte);
            Some(*so_far)
        }));
        Self(all)
    }

    /// The spelling of some of its bytes.
    #[must_use]
    pub fn part(&self, part: Range<usize>) -> Spelling {
        let at = |place: usize| self.0.get(place).copied().unwrap_or(Spelling::EMPTY);
        let weight = at(part.len()).weight;
        Spelling { sum: at(part.end).sum.wrapping_sub(at(part.start).sum.wrapping_mul(weight)), weight }
    }
}

/// The table, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Spelt<'t> {
    bits: &'t [u8],
}

impl<'t> Spelt<'t> {
    /// The table in `bytes`; where there are none, anything may be a word.
    #[must_use]
    pub const fn new(bytes: &'t [u8]) -> Self {
        Self { bits: bytes }
    }

    /// The table of these words.
    #[must_use]
    pub fn build<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u8> {
        let mut bits = vec![0; BYTES];
        for word in words {
            let (byte, bit) = place(Spelling::of(word), BYTES);
            bits[byte] |= bit;
        }
        bits
    }

    /// Whether a string may be a word.
    #[inline]
    #[must_use]
    pub fn may_be(&self, spelling: Spelling) -> bool {
        let (byte, bit) = place(spelling, self.bits.len());
        self.bits.get(byte).is_none_or(|bits| bits & bit != 0)
    }
}

/// The byte and the bit of a string.
#[inline]
const fn place(spelling: Spelling, bytes: usize) -> (usize, u8) {
    let hash = mix(spelling.sum);
    ((hash >> 3) as usize & bytes.wrapping_sub(1), 1 << (hash & 7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_strings_are_one() {
        let (a, b) = (Spelling::of("semi"), Spelling::of("finalé"));
        assert_eq!(a.joined(b), Spelling::of("semifinalé"));
        assert_eq!(a.joined(Spelling::EMPTY), a);
        assert_eq!(Spellings::of("semifinalé").part(4..11), b);
        assert_eq!("finalé".chars().fold(a, Spelling::with_letter), a.joined(b));
    }

    #[test]
    fn what_is_spelt_may_be_a_word() {
        let bits = Spelt::build(["the", "of"].into_iter());
        let table = Spelt::new(&bits);
        assert!(table.may_be(Spelling::of("the")) && !table.may_be(Spelling::of("ofthe")));
        assert!(Spelt::new(&[]).may_be(Spelling::of("ofthe")));
    }
}

//! How words are built: the cost of a string of letters as a word nobody has listed.
//!
//! A model of letters after up to four others, Witten-Bell smoothed (Witten and Bell 1991), one for common words and one
//! for names. It is what lets a rare but well-formed word, or a name, beat a silly split.

use super::ngrams::{Key, Ngrams};
use super::tables::{Cost, hash, mix};

/// Letters of history.
pub const ORDER: usize = 4;
/// The cost of a letter that no table has: one of a few hundred.
const FOREIGN: Cost = 650;
/// Beyond this many letters a word is no word, and the rest is not looked at.
const LONGEST: usize = 40;

/// Which words the letters are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Common words.
    Common,
    /// Names and foreign words.
    Name,
}

/// The models of letters.
#[derive(Debug, Clone, Copy)]
pub struct Letters<'t> {
    table: Ngrams<'t>,
}

/// The key of a history of letters.
#[must_use]
pub fn history(kind: Kind, letters: &[char]) -> Key {
    let seed = match kind {
        Kind::Common => 11,
        Kind::Name => 13,
    };
    letters.iter().fold(seed, |key, &c| mix(key.rotate_left(9) ^ u64::from(u32::from(c))))
}

/// The key of a letter; `None` is the end of the word.
#[must_use]
pub fn letter(c: Option<char>) -> Key {
    hash(&c.map_or(0, u32::from).to_le_bytes())
}

impl<'t> Letters<'t> {
    /// The models in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        Self { table: Ngrams::new(bytes) }
    }

    /// The cost of `word`, in lower case, among all words of its kind. Beyond the first [`LONGEST`] letters each costs what
    /// those cost on average.
    #[must_use]
    pub fn cost(&self, kind: Kind, word: &str) -> Cost {
        let mut begun = Begun::default();
        for c in word.chars().take(LONGEST) {
            begun.push(self, kind, c);
        }
        let cost = begun.end(self, kind);
        let letters = word.chars().count();
        if letters <= LONGEST { cost } else { cost.saturating_mul(letters as Cost) / LONGEST as Cost }
    }

    /// The cost of a letter, or of the end of the word, after the [`ORDER`] letters of `before` (`^` before the first).
    fn next(&self, kind: Kind, before: &[char; ORDER], next: Option<char>) -> Cost {
        let next = letter(next);
        let mut cost = 0;
        for length in (0..=ORDER).rev() {
            let key = history(kind, &before[ORDER - length..]);
            if let Some(own) = self.table.pair(key, next) {
                return cost + own;
            }
            cost += self.table.back_off_word(key);
        }
        cost + FOREIGN
    }
}

/// The beginning of a word, letter by letter, so that a longer word need not be read from its start again.
#[derive(Debug, Clone, Copy)]
pub struct Begun {
    before: [char; ORDER],
    cost: Cost,
}

impl Default for Begun {
    fn default() -> Self {
        Self { before: ['^'; ORDER], cost: 0 }
    }
}

impl Begun {
    /// Adds a letter, in lower case.
    pub fn push(&mut self, letters: &Letters<'_>, kind: Kind, c: char) {
        self.cost += letters.next(kind, &self.before, Some(c));
        self.before.rotate_left(1);
        self.before[ORDER - 1] = c;
    }

    /// The cost of the letters so far as a whole word.
    #[must_use]
    pub fn end(&self, letters: &Letters<'_>, kind: Kind) -> Cost {
        self.cost + letters.next(kind, &self.before, None)
    }
}

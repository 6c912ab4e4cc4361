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

    /// The cost of `word`, in lower case, among all words of its kind.
    #[must_use]
    pub fn cost(&self, kind: Kind, word: &str) -> Cost {
        let mut letters = ['^'; ORDER + LONGEST];
        let mut end = ORDER;
        for c in word.chars().take(LONGEST) {
            letters[end] = c;
            end += 1;
        }
        (ORDER..end).map(|at| self.next(kind, &letters[at - ORDER..at], Some(letters[at]))).sum::<Cost>()
            + self.next(kind, &letters[end - ORDER..end], None)
    }

    /// The cost of a letter, or of the end of the word, after the [`ORDER`] letters of `before` (`^` before the first).
    #[must_use]
    pub fn next(&self, kind: Kind, before: &[char], next: Option<char>) -> Cost {
        let next = letter(next);
        let mut cost = 0;
        for length in (0..=ORDER).rev() {
            let key = history(kind, &before[before.len() - length..]);
            if let Some(own) = self.table.pair(key, next) {
                return cost + own;
            }
            cost += self.table.back_off_word(key);
        }
        cost + FOREIGN
    }
}

/// The costs of all words that begin or end somewhere in a string of letters, without spelling each of them.
#[derive(Debug)]
pub struct Costs {
    letters: Vec<char>,
    /// For each letter its cost after the four before it in the string.
    inner: Vec<Cost>,
}

impl Costs {
    /// Reads `word`, in lower case.
    #[must_use]
    pub fn new(model: &Letters<'_>, kind: Kind, word: &[char]) -> Self {
        let mut letters = vec!['^'; ORDER];
        letters.extend_from_slice(word);
        let inner = (ORDER..letters.len())
            .map(|at| model.next(kind, &letters[at - ORDER..at], Some(letters[at])))
            .collect();
        Self { letters, inner }
    }

    /// The cost of the letters from `start` to `end` as a word of their own.
    #[must_use]
    pub fn part(&self, model: &Letters<'_>, kind: Kind, start: usize, end: usize) -> Cost {
        let mut before = ['^'; ORDER];
        let mut cost = 0;
        for at in start..end {
            let letter = self.letters[at + ORDER];
            // Beyond the first letters the history is the same as in the string.
            cost += if start == 0 || at >= start + ORDER {
                self.inner[at]
            } else {
                model.next(kind, &before, Some(letter))
            };
            before.rotate_left(1);
            before[ORDER - 1] = letter;
        }
        cost + model.next(kind, &before, None)
    }
}

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
        // Two marks of the beginning, so that the first letters have a history of their own.
        let mut letters = ['^'; ORDER + LONGEST + 1];
        let mut count = ORDER;
        for c in word.chars().take(LONGEST) {
            letters[count] = c;
            count += 1;
        }
        let mut cost = 0;
        for at in ORDER..=count {
            let next = letter((at < count).then(|| letters[at]));
            let mut found = None;
            for length in (0..=ORDER).rev() {
                let key = history(kind, &letters[at - length..at]);
                if let Some(own) = self.table.pair(key, next) {
                    found = Some(own);
                    break;
                }
                cost += self.table.back_off_word(key);
            }
            cost += found.unwrap_or(FOREIGN);
        }
        cost
    }
}

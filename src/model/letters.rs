//! How words are built: the cost of a string of letters as a word nobody has listed.
//!
//! A model of letters after up to four others, Witten-Bell smoothed (Witten and Bell 1991), one for common words and one
//! for names. It is what lets a rare but well-formed word, or a name, beat a silly split.

use std::cell::Cell;

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
        let (mut before, mut cost) = (['^'; ORDER], 0);
        for c in word.chars().take(LONGEST) {
            cost += self.next(kind, &before, Some(c));
            before.rotate_left(1);
            before[ORDER - 1] = c;
        }
        cost += self.next(kind, &before, None);
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

/// What each letter of a row costs after the [`ORDER`] before it, and the end of a word before it: computed once, since
/// words that begin at different letters share all but their first few.
#[derive(Debug)]
pub struct LetterCosts(Vec<Cell<[Cost; 4]>>);

impl LetterCosts {
    const UNASKED: Cost = -1;

    /// For a row of so many letters.
    #[must_use]
    pub fn new(letters: usize) -> Self {
        Self(vec![Cell::new([Self::UNASKED; 4]); letters + 1])
    }

    /// The cost at a place far enough from the start of the word.
    fn at(&self, letters: &Letters<'_>, row: &[char], kind: Kind, at: usize, next: Option<char>) -> Cost {
        let index = kind as usize + if next.is_none() { 2 } else { 0 };
        let mut costs = self.0[at].get();
        if costs[index] == Self::UNASKED {
            let mut before = ['^'; ORDER];
            before.copy_from_slice(&row[at - ORDER..at]);
            costs[index] = letters.next(kind, &before, next);
            self.0[at].set(costs);
        }
        costs[index]
    }
}

/// The beginning of a word in a row of letters, so that a longer word need not be read from its start again.
#[derive(Debug, Clone, Copy)]
pub struct Begun {
    start: usize,
    read: usize,
    cost: [Cost; 2],
}

impl Begun {
    /// A word that begins at a place.
    #[must_use]
    pub const fn new(start: usize) -> Self {
        Self { start, read: start, cost: [0; 2] }
    }

    /// The cost of the letters up to `end`, not before the last one asked for, as a whole word of each [`Kind`].
    pub fn to(&mut self, end: usize, letters: &Letters<'_>, row: &[char], costs: &LetterCosts) -> [Cost; 2] {
        let next = |kind: Kind, at: usize, next: Option<char>| {
            if at - self.start >= ORDER {
                return costs.at(letters, row, kind, at, next);
            }
            let mut before = ['^'; ORDER];
            before[ORDER - (at - self.start)..].copy_from_slice(&row[self.start..at]);
            letters.next(kind, &before, next)
        };
        let mut whole = self.cost;
        for (kind, cost) in [Kind::Common, Kind::Name].into_iter().zip(&mut whole) {
            *cost += (self.read..end).map(|at| next(kind, at, row.get(at).copied())).sum::<Cost>();
        }
        let ends = [Kind::Common, Kind::Name].map(|kind| next(kind, end, None));
        (self.read, self.cost) = (end, whole);
        [whole[0] + ends[0], whole[1] + ends[1]]
    }
}

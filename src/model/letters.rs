//! How words are built: the cost of a string of letters as a word nobody has listed.
//!
//! A model of letters after up to four others, Witten-Bell smoothed (Witten and Bell 1991), one for common words and one
//! for names. It is what lets a rare but well-formed word, or a name, beat a silly split.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::ngrams::{Key, Ngrams};
use super::tables::{Cost, STEP, hash, mix};

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
#[derive(Debug, Clone)]
pub struct Letters<'t> {
    table: Ngrams<'t>,
    lately: Arc<Lately>,
}

/// What letters cost lately, by all that the cost depends on: few strings of five letters are most of any text. Shared by all
/// threads; an entry tells what it is about, so that it does not matter which of them wrote it last.
#[derive(Debug)]
struct Lately(Vec<AtomicU32>);

impl Lately {
    /// Bits of a question: two for the kind, seven for each letter.
    const QUESTION: u32 = 2 + 7 * (ORDER as u32 + 1);
    /// Bits of a question that choose an entry; the entry holds the others.
    const PLACE: u32 = 18;
    /// Bits of an entry that are a cost in steps and one more; 0 where nothing was asked.
    const COST: u32 = u32::BITS - (Self::QUESTION - Self::PLACE);

    fn new() -> Self {
        Self((0..1 << Self::PLACE).map(|_| AtomicU32::new(0)).collect())
    }

    /// All that a cost depends on in [`Self::QUESTION`] bits; none of letters outside ASCII, which are rare.
    fn question(kind: Kind, before: &[char; ORDER], next: Option<char>) -> Option<u64> {
        let mut bits = kind as u64;
        for c in before.iter().copied().chain([next.unwrap_or('\0')]) {
            if !c.is_ascii() {
                return None;
            }
            bits = bits << 7 | u64::from(u32::from(c));
        }
        Some(bits)
    }

    /// The cost that was asked for lately, or else what `work_out` says.
    fn get(&self, question: u64, work_out: impl FnOnce() -> Cost) -> Cost {
        // Times an odd number, question and product tell each other.
        let mixed = question.wrapping_mul(0x9E37_79B9_7F4A_7C15) & ((1 << Self::QUESTION) - 1);
        let place = mixed >> (Self::QUESTION - Self::PLACE);
        let asked = (mixed as u32) << Self::COST;
        let Some(cell) = self.0.get(place as usize) else { return work_out() };
        let known = cell.load(Ordering::Relaxed);
        let steps = known & ((1 << Self::COST) - 1);
        if steps > 0 && known ^ steps == asked {
            return (steps - 1) as Cost * STEP;
        }
        let cost = work_out();
        if cost % STEP == 0 && (0..(1 << Self::COST) - 1).contains(&(cost / STEP)) {
            cell.store(asked | ((cost / STEP) as u32 + 1), Ordering::Relaxed);
        }
        cost
    }
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
        Self { table: Ngrams::forgetful(bytes), lately: Arc::new(Lately::new()) }
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
        match Lately::question(kind, before, next) {
            Some(question) => self.lately.get(question, || self.looked_up(kind, before, next)),
            None => self.looked_up(kind, before, next),
        }
    }

    fn looked_up(&self, kind: Kind, before: &[char; ORDER], next: Option<char>) -> Cost {
        let next = letter(next);
        let mut cost = 0;
        let key = |length: usize| history(kind, &before[ORDER - length..]);
        let longest = key(ORDER);
        if let Some(own) = self.table.pair(longest, next) {
            return own;
        }
        // Where the longest history does not know the letter, it is seldom the next one that does.
        let shorter: [Key; ORDER] = std::array::from_fn(key);
        self.table.await_after(&shorter, next);
        cost += self.table.back_off_word(longest);
        for key in shorter.into_iter().rev() {
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

    /// The cost of the letters up to `end`, not before the last one asked for, as a whole word of each [`Kind`]; nothing
    /// where both are over `limit`.
    pub fn to(
        &mut self,
        end: usize,
        limit: Cost,
        letters: &Letters<'_>,
        row: &[char],
        costs: &LetterCosts,
    ) -> Option<[Cost; 2]> {
        let start = self.start;
        let next = |kind: Kind, at: usize, next: Option<char>| {
            if at - start >= ORDER {
                return costs.at(letters, row, kind, at, next);
            }
            let mut before = ['^'; ORDER];
            before[ORDER - (at - start)..].copy_from_slice(&row[start..at]);
            letters.next(kind, &before, next)
        };
        let kinds = [Kind::Common, Kind::Name];
        while self.cost[0].min(self.cost[1]) <= limit {
            if self.read == end {
                let ends = kinds.map(|kind| next(kind, end, None));
                return Some([self.cost[0] + ends[0], self.cost[1] + ends[1]]);
            }
            for (kind, cost) in kinds.into_iter().zip(&mut self.cost) {
                *cost += next(kind, self.read, row.get(self.read).copied());
            }
            self.read += 1;
        }
        None
    }
}

//! Pairs and triples of words with their probabilities: a back-off model, read in place.
//!
//! Interpolated absolute discounting (Ney, Essen and Kneser 1994), stored as ARPA models are: a pair has its cost and the
//! cost of backing off from it to a shorter history. Open addressing with a fingerprint of 16 bits in place of the key:
//! about one look-up in 20,000 finds what is not there. Layout of each order: `u32` number of slots, then the slots, 4
//! bytes for pairs and histories (fingerprint, cost, back-off) and 3 for triples (fingerprint, cost).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::tables::{Cost, await_all, mix, u32_at, unpack_cost};

/// A word as the n-grams see it: the hash of its lower-case spelling, or of the name of a class such as `<num>`.
pub type Key = u64;

/// A pair of words, its probability and its back-off weight, to be written into a table.
#[derive(Debug, Clone, Copy)]
pub struct NewPair {
    /// The history.
    pub first: Key,
    /// The word; `None` for the back-off weight of `first` alone.
    pub second: Option<Key>,
    /// Cost in steps; 255 for a pair that stands here as history only.
    pub cost: u8,
    /// Back-off cost in steps.
    pub back_off: u8,
}

/// Three words and the probability of the third.
#[derive(Debug, Clone, Copy)]
pub struct NewTriple {
    /// The words.
    pub words: [Key; 3],
    /// Cost in steps.
    pub cost: u8,
}

/// The n-grams of one language.
#[derive(Debug, Clone)]
pub struct Ngrams<'t> {
    pairs: Slots<'t, PAIR>,
    triples: Slots<'t, TRIPLE>,
}

/// One table of slots of so many bytes.
#[derive(Debug, Clone)]
struct Slots<'t, const SIZE: usize> {
    bytes: &'t [u8],
    lately: Arc<[AtomicU64]>,
}

const PAIR: usize = 4;
const TRIPLE: usize = 3;
/// Stands for the missing second word where a pair is the back-off weight of one word.
const ALONE: Key = 0x51_7C_C1_B7_27_22_0A_95;

const fn pair_hash(first: Key, second: Key) -> u64 {
    mix(first.rotate_left(17) ^ second)
}

const fn triple_hash(first: Key, second: Key, third: Key) -> u64 {
    mix(pair_hash(first, second).rotate_left(23) ^ third)
}

/// Never 0, which marks an empty slot.
const fn fingerprint(hash: u64) -> u16 {
    (hash >> 48) as u16 | 1
}

/// Answers remembered of each table: the search asks about the same few words again and again, and the tables are too large for
/// the caches of a processor.
const LATELY: usize = 1 << 14;
/// Marks an answer, which may be that there is nothing.
const ANSWERED: u64 = 1 << 63;
/// Marks an answer that is not nothing, above its two bytes.
const FOUND: u64 = 1 << 16;
/// The bits of an answer.
const ANSWER: u64 = FOUND * 2 - 1;

impl<'t, const SIZE: usize> Slots<'t, SIZE> {
    fn new(bytes: &'t [u8], remembered: usize) -> Self {
        let remembered = if bytes.is_empty() { 0 } else { remembered };
        Self { bytes, lately: (0..remembered).map(|_| AtomicU64::new(0)).collect() }
    }

    /// The one or two bytes of the entry with this hash.
    #[inline]
    fn get(&self, hash: u64) -> Option<[u8; 2]> {
        // All of the hash that a look-up depends on, above the answer.
        let asked = (hash & 0xFFFF_FFFF | (hash >> 49) << 32) / LATELY as u64;
        let question = ANSWERED | (asked * (ANSWER + 1));
        let cell = self.lately.get(hash as usize % LATELY);
        let known = cell.map_or(0, |cell| cell.load(Ordering::Relaxed));
        let answer = if known & !ANSWER == question {
            known & ANSWER
        } else {
            let answer = self.look_up(hash).map_or(0, |value| FOUND | u64::from(u16::from_le_bytes(value)));
            if let Some(cell) = cell {
                cell.store(question | answer, Ordering::Relaxed);
            }
            answer
        };
        (answer & FOUND != 0).then(|| (answer as u16).to_le_bytes())
    }

    /// Where the entry with this hash is looked for first.
    #[inline]
    const fn first(&self, hash: u64) -> usize {
        let count = self.bytes.len() / SIZE;
        // Multiply-shift in place of a remainder, so that the number of slots need not be a power of two.
        (((hash & 0xFFFF_FFFF) * count as u64) >> 32) as usize * SIZE
    }

    fn look_up(&self, hash: u64) -> Option<[u8; 2]> {
        let (start, rest) = self.bytes.split_at_checked(self.first(hash))?;
        let wanted = fingerprint(hash).to_le_bytes();
        for entry in rest.chunks_exact(SIZE).chain(start.chunks_exact(SIZE)) {
            let found = [entry[0], entry[1]];
            if found == wanted {
                return Some([entry[2], entry.get(3).copied().unwrap_or(0)]);
            }
            if found == [0, 0] {
                break;
            }
        }
        None
    }
}

fn fill(size: usize, entries: impl ExactSizeIterator<Item = (u64, [u8; 2])>, out: &mut Vec<u8>) {
    let count = entries.len() * 5 / 4 + 1;
    let mut slots = vec![0_u8; count * size];
    for (hash, value) in entries {
        let mut slot = (((hash & 0xFFFF_FFFF) * count as u64) >> 32) as usize;
        while slots[slot * size] != 0 || slots[slot * size + 1] != 0 {
            slot = (slot + 1) % count;
        }
        slots[slot * size..slot * size + 2].copy_from_slice(&fingerprint(hash).to_le_bytes());
        slots[slot * size + 2..(slot + 1) * size].copy_from_slice(&value[..size - 2]);
    }
    out.extend_from_slice(&(count as u32).to_le_bytes());
    out.extend_from_slice(&slots);
}

impl<'t> Ngrams<'t> {
    /// The tables in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        Self::remembering(bytes, LATELY)
    }

    /// The same, for who remembers the answers himself.
    #[must_use]
    pub fn forgetful(bytes: &'t [u8]) -> Self {
        Self::remembering(bytes, 0)
    }

    fn remembering(bytes: &'t [u8], remembered: usize) -> Self {
        let count = u32_at(bytes, 0) as usize;
        let (pairs, rest) =
            bytes.get(4..).unwrap_or_default().split_at_checked(count * PAIR).unwrap_or_default();
        let count = u32_at(rest, 0) as usize;
        let triples = rest.get(4..4 + count * TRIPLE).unwrap_or_default();
        Self { pairs: Slots::new(pairs, remembered), triples: Slots::new(triples, remembered) }
    }

    /// The tables of these n-grams.
    #[must_use]
    pub fn build(pairs: &[NewPair], triples: &[NewTriple]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let entries =
            pairs.iter().map(|p| (pair_hash(p.first, p.second.unwrap_or(ALONE)), [p.cost, p.back_off]));
        fill(PAIR, entries, &mut bytes);
        let entries = triples.iter().map(|t| (triple_hash(t.words[0], t.words[1], t.words[2]), [t.cost, 0]));
        fill(TRIPLE, entries, &mut bytes);
        bytes
    }

    /// The cost of `second` after `first`, where the pair is in the table.
    #[inline]
    #[must_use]
    pub fn pair(&self, first: Key, second: Key) -> Option<Cost> {
        let [cost, _] = self.pairs.get(pair_hash(first, second))?;
        (cost != u8::MAX).then(|| unpack_cost(cost))
    }

    /// Waits at once for the memory of what is known of `second` after each of some words, and of backing off from those.
    pub(super) fn await_after(&self, firsts: &[Key], second: Key) {
        let hashes = firsts.iter().flat_map(|&first| [pair_hash(first, second), pair_hash(first, ALONE)]);
        await_all(hashes.filter_map(|hash| self.pairs.bytes.get(self.pairs.first(hash))));
    }

    /// The cost of backing off from the pair `first`, `second`.
    #[inline]
    #[must_use]
    pub fn back_off(&self, first: Key, second: Key) -> Cost {
        self.pairs.get(pair_hash(first, second)).map_or(0, |[_, back_off]| unpack_cost(back_off))
    }

    /// The cost of backing off from the word `first`.
    #[inline]
    #[must_use]
    pub fn back_off_word(&self, first: Key) -> Cost {
        self.back_off(first, ALONE)
    }

    /// The cost of `third` after `first` and `second`, where the triple is in the table.
    #[inline]
    #[must_use]
    pub fn triple(&self, first: Key, second: Key, third: Key) -> Option<Cost> {
        let [cost, _] = self.triples.get(triple_hash(first, second, third))?;
        Some(unpack_cost(cost))
    }
}

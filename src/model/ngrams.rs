//! Pairs and triples of words with their probabilities: a back-off model, read in place.
//!
//! Interpolated absolute discounting (Ney, Essen and Kneser 1994), stored as ARPA models are: a pair has its cost and the
//! cost of backing off from it to a shorter history. Open addressing with a fingerprint of 16 bits in place of the key:
//! about one look-up in 20,000 finds what is not there. Layout of each order: `u32` number of slots, then the slots, 4
//! bytes for pairs and histories (fingerprint, cost, back-off) and 3 for triples (fingerprint, cost).

use super::tables::{Cost, mix, u16_at, u32_at, unpack_cost};

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
#[derive(Debug, Clone, Copy)]
pub struct Ngrams<'t> {
    pairs: &'t [u8],
    triples: &'t [u8],
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

#[inline]
fn probe(slots: &[u8], size: usize, hash: u64) -> Option<usize> {
    let count = slots.len() / size;
    if count == 0 {
        return None;
    }
    // Multiply-shift in place of a remainder, so that the number of slots need not be a power of two.
    let mut slot = (((hash & 0xFFFF_FFFF) * count as u64) >> 32) as usize;
    let wanted = fingerprint(hash);
    loop {
        let at = slot * size;
        let found = u16_at(slots, at);
        if found == wanted {
            return Some(at);
        }
        if found == 0 {
            return None;
        }
        slot = if slot + 1 == count { 0 } else { slot + 1 };
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
        let count = u32_at(bytes, 0) as usize;
        let (pairs, rest) =
            bytes.get(4..).unwrap_or_default().split_at_checked(count * PAIR).unwrap_or_default();
        let count = u32_at(rest, 0) as usize;
        let triples = rest.get(4..4 + count * TRIPLE).unwrap_or_default();
        Self { pairs, triples }
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
        let at = probe(self.pairs, PAIR, pair_hash(first, second))?;
        let byte = self.pairs.get(at + 2).copied().filter(|&b| b != u8::MAX)?;
        Some(unpack_cost(byte))
    }

    /// The cost of backing off from the pair `first`, `second`.
    #[inline]
    #[must_use]
    pub fn back_off(&self, first: Key, second: Key) -> Cost {
        probe(self.pairs, PAIR, pair_hash(first, second))
            .and_then(|at| self.pairs.get(at + 3))
            .map_or(0, |&b| unpack_cost(b))
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
        let at = probe(self.triples, TRIPLE, triple_hash(first, second, third))?;
        Some(unpack_cost(*self.triples.get(at + 2)?))
    }
}

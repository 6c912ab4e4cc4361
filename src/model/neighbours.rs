//! Which words are an error away from a word that exists: worked out beforehand, since every common word of every text is
//! asked about.
//!
//! Most words have none. Layout: `u32` number of words; where the lists of each block of words begin (`u32`) and where the
//! last ends; the number of entries of each word (`u8`); then the entries: three bytes of word number and a byte of cost.

use super::tables::{Cost, STEP, u32_at};
use super::words::WordNo;

/// Words whose lists begin at one stored place.
const BLOCK: usize = 64;

/// The lists, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Neighbours<'t> {
    starts: &'t [u8],
    counts: &'t [u8],
    entries: &'t [u8],
}

impl<'t> Neighbours<'t> {
    /// The lists in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let count = u32_at(bytes, 0) as usize;
        let (starts, rest) = bytes
            .get(4..)
            .unwrap_or_default()
            .split_at_checked(count.div_ceil(BLOCK) * 4)
            .unwrap_or_default();
        let (counts, entries) = rest.split_at_checked(count).unwrap_or_default();
        Self { starts, counts, entries }
    }

    /// Writes the list of each word in order: neighbours with the cost of the error.
    #[must_use]
    pub fn build(lists: &[Vec<(WordNo, Cost)>]) -> Vec<u8> {
        let last = lists.iter().rposition(|list| !list.is_empty()).map_or(0, |at| at + 1);
        let mut bytes = (last as u32).to_le_bytes().to_vec();
        let mut start = 0_u32;
        for block in lists[..last].chunks(BLOCK) {
            bytes.extend_from_slice(&start.to_le_bytes());
            start += block.iter().map(|list| list.len() as u32).sum::<u32>();
        }
        bytes.extend(lists[..last].iter().map(|list| list.len() as u8));
        for (no, cost) in lists[..last].iter().flatten() {
            bytes.extend_from_slice(&no.0.to_le_bytes()[..3]);
            bytes.push((cost / STEP).clamp(0, 255) as u8);
        }
        bytes
    }

    /// The neighbours of a word with the cost of the error that leads from them to it.
    pub fn of(&self, no: WordNo) -> impl Iterator<Item = (WordNo, Cost)> + 't {
        let at = no.0 as usize;
        let sum = |counts: &[u8]| counts.iter().map(|&count| usize::from(count)).sum::<usize>();
        let first = at - at % BLOCK;
        let start = u32_at(self.starts, at / BLOCK * 4) as usize
            + sum(self.counts.get(first..at).unwrap_or_default());
        let count = self.counts.get(at).map_or(0, |&count| usize::from(count));
        self.entries
            .get(start * 4..(start + count) * 4)
            .unwrap_or_default()
            .chunks_exact(4)
            .map(|e| (WordNo(u32::from_le_bytes([e[0], e[1], e[2], 0])), Cost::from(e[3]) * STEP))
    }
}

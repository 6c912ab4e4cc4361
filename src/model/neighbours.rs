//! Which words are an error away from a word that exists: worked out beforehand, since every common word of every text is
//! asked about.
//!
//! Layout: `u32` number of words, the start of each word's list and the end of the last (`u32`), then the entries: three
//! bytes of word number and a byte of cost.

use super::tables::{Cost, STEP, u32_at};
use super::words::WordNo;

/// The lists, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Neighbours<'t> {
    starts: &'t [u8],
    entries: &'t [u8],
}

impl<'t> Neighbours<'t> {
    /// The lists in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let count = u32_at(bytes, 0) as usize;
        let (starts, entries) =
            bytes.get(4..).unwrap_or_default().split_at_checked((count + 1) * 4).unwrap_or_default();
        Self { starts, entries }
    }

    /// Writes the list of each word in order: neighbours with the cost of the error.
    #[must_use]
    pub fn build(lists: &[Vec<(WordNo, Cost)>]) -> Vec<u8> {
        let last = lists.iter().rposition(|list| !list.is_empty()).map_or(0, |at| at + 1);
        let mut bytes = (last as u32).to_le_bytes().to_vec();
        let mut start = 0_u32;
        for list in &lists[..last] {
            bytes.extend_from_slice(&start.to_le_bytes());
            start += list.len() as u32;
        }
        bytes.extend_from_slice(&start.to_le_bytes());
        for (no, cost) in lists[..last].iter().flatten() {
            bytes.extend_from_slice(&no.0.to_le_bytes()[..3]);
            bytes.push((cost / STEP).clamp(0, 255) as u8);
        }
        bytes
    }

    /// The neighbours of a word with the cost of the error that leads from them to it.
    pub fn of(&self, no: WordNo) -> impl Iterator<Item = (WordNo, Cost)> + 't {
        let at = no.0 as usize * 4;
        let inside = at + 8 <= self.starts.len();
        let (start, end) = if inside {
            (u32_at(self.starts, at) as usize, u32_at(self.starts, at + 4) as usize)
        } else {
            (0, 0)
        };
        self.entries
            .get(start * 4..end * 4)
            .unwrap_or_default()
            .chunks_exact(4)
            .map(|e| (WordNo(u32::from_le_bytes([e[0], e[1], e[2], 0])), Cost::from(e[3]) * STEP))
    }
}

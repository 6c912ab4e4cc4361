//! Misspellings that people make so often that there are lists of them.
//!
//! Layout: `u32` hashes in rising order. One unknown word in 40,000 is taken for a listed one by chance.

use super::tables::{hash, u32_at};

/// The set of listed misspellings, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'t> {
    hashes: &'t [u8],
}

fn short(lower: &str) -> u32 {
    (hash(lower.as_bytes()) >> 32) as u32
}

impl<'t> Listed<'t> {
    /// The set in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'t [u8]) -> Self {
        Self { hashes: bytes }
    }

    /// The set of these words, in lower case.
    #[must_use]
    pub fn build<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u8> {
        let mut hashes: Vec<u32> = words.map(short).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    /// Whether a word, in lower case, is listed.
    #[must_use]
    pub fn contains(&self, lower: &str) -> bool {
        let wanted = short(lower);
        let (mut low, mut high) = (0, self.hashes.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            if u32_at(self.hashes, middle * 4) < wanted { low = middle + 1 } else { high = middle }
        }
        low < self.hashes.len() / 4 && u32_at(self.hashes, low * 4) == wanted
    }
}

//! What listed misspellings are of, where the channel and the frequencies would choose another word: `deffenitly` is
//! of `definitely`.
//!
//! Layout: the number of buckets' ends, 256 of `u32`, by the first byte of the hash of the misspelling; then for each, in
//! rising order, the next three bytes of that hash, and three bytes of word number. One string in 270,000 is taken for a
//! listed one by chance.

use super::tables::{hash, u32_at};
use super::words::WordNo;

/// Buckets, by the first byte of a hash.
const BUCKETS: usize = 256;
/// Bytes of an entry.
const ENTRY: usize = 6;

/// The corrections, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Corrections<'t> {
    ends: &'t [u8],
    entries: &'t [u8],
}

/// The bucket of a misspelling, and what tells it from others there.
fn place(lower: &str) -> (usize, u32) {
    let short = (hash(lower.as_bytes()) >> 32) as u32;
    ((short >> 24) as usize, short & 0xFF_FFFF)
}

fn three(bytes: &[u8]) -> u32 {
    u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16
}

impl<'t> Corrections<'t> {
    /// The corrections in `bytes`; none where there are not enough of them.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let (ends, entries) = bytes.split_at_checked(BUCKETS * 4).unwrap_or_default();
        Self { ends, entries }
    }

    /// The table of these misspellings, in lower case, with the number of the word that each is of.
    #[must_use]
    pub fn build<'w>(pairs: impl Iterator<Item = (&'w str, WordNo)>) -> Vec<u8> {
        let mut placed: Vec<((usize, u32), WordNo)> =
            pairs.map(|(wrong, right)| (place(wrong), right)).collect();
        placed.sort_unstable();
        placed.dedup_by_key(|(place, _)| *place);
        let ends = (0..BUCKETS).map(|bucket| placed.partition_point(|((b, _), _)| *b <= bucket) as u32);
        let mut bytes: Vec<u8> = ends.flat_map(u32::to_le_bytes).collect();
        for ((_, rest), right) in placed {
            bytes.extend_from_slice(&rest.to_le_bytes()[..3]);
            bytes.extend_from_slice(&right.0.to_le_bytes()[..3]);
        }
        bytes
    }

    /// The word that a string, in lower case, is a listed misspelling of.
    #[must_use]
    pub fn of(&self, lower: &str) -> Option<WordNo> {
        if self.ends.is_empty() {
            return None;
        }
        let (bucket, wanted) = place(lower);
        let end = |bucket: usize| u32_at(self.ends, bucket * 4) as usize * ENTRY;
        let start = bucket.checked_sub(1).map_or(0, end);
        let entries = self.entries.get(start..end(bucket)).unwrap_or_default();
        let (mut low, mut high) = (0, entries.len() / ENTRY);
        while low < high {
            let middle = (low + high) / 2;
            if three(&entries[middle * ENTRY..]) < wanted { low = middle + 1 } else { high = middle }
        }
        let entry = entries.get(low * ENTRY..(low + 1) * ENTRY)?;
        (three(entry) == wanted).then(|| WordNo(three(&entry[3..])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_misspelling_is_of_its_word_and_others_of_none() {
        let pairs: Vec<(String, WordNo)> = (0..2000).map(|n| (format!("wrng{n}"), WordNo(n * 7))).collect();
        let bytes = Corrections::build(pairs.iter().map(|(wrong, right)| (wrong.as_str(), *right)));
        let table = Corrections::new(&bytes);
        for (wrong, right) in &pairs {
            assert_eq!(table.of(wrong), Some(*right));
        }
        assert_eq!(table.of("wrong"), None);
        assert_eq!(Corrections::new(&[]).of("wrng1"), None);
    }
}

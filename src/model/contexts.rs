//! Which of several words a place wants, for words that are taken for each other: `form` or `from`.
//!
//! A log-linear model with a weight for each word and each trait of its place: the words and classes of words up to three
//! places away, alone and together. Trained to tell a word from those it is taken for (pairwise logistic loss, as Golding and
//! Roth 1999 did with Winnow), so that a weight says what n-grams cannot: which of two words a neighbour speaks for when both
//! have been seen beside it, and both sides at once. Words of like neighbours have one class, so that a rare neighbour speaks
//! as its like do.
//!
//! Layout: `u32` number of classes stored, a byte each for the commonest words (0 for none); then buckets of 16 bytes: the
//! fingerprints of five weights (`u16`, 0 for none), the weights (`i8`) and a byte of nothing. A look-up reads one bucket from
//! end to end, so that the look-ups of a place wait for no other; of more than five the least are left out.

use super::Model;
use super::ngrams::Key;
use super::pieces::{NAME, START, UNKNOWN};
use super::tables::{Cost, mix, u32_at};
use super::words::WordNo;

/// The model, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Contexts<'t> {
    classes: &'t [u8],
    buckets: &'t [[u8; BUCKET]],
}

/// A piece of text as the n-grams see it.
pub type Seen = (Key, Option<WordNo>);
/// What stands up to three places before a word, nearest last, and after it, nearest first; `None` beyond a sentence.
pub type Around = [Option<Seen>; 6];

/// Traits of a place.
pub const FEATURES: usize = 16;
/// The first of them: what the words next to it say, which is most of it.
const TELLING: usize = 6;
/// More than the others take back.
const TAKEN_BACK: Cost = 150;
/// The hashes of the traits of a place.
pub type Place = [u64; FEATURES];

/// The unit of a weight, as a cost.
pub const UNIT: Cost = 6;
/// Bytes of a bucket, and weights in it.
const BUCKET: usize = 16;
const IN_BUCKET: usize = 5;
/// Weights that a bucket has on average.
const LOAD: usize = 4;
/// What stands after the end of a sentence.
const END: Key = 6;
/// The first key of classes: below are the keys of what is no word.
const CLASS: Key = 256;

/// The hash under which the weight of a word for a trait of its place is filed.
#[inline]
#[must_use]
pub const fn filed(feature: u64, word: Key) -> u64 {
    mix(feature ^ word)
}

impl<'t> Contexts<'t> {
    /// The model in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let count = u32_at(bytes, 0) as usize;
        let (classes, rest) = bytes.get(4..).unwrap_or_default().split_at_checked(count).unwrap_or_default();
        Self { classes, buckets: rest.as_chunks().0 }
    }

    /// Writes the classes of words by number and the weights by [`filed`] hash.
    #[must_use]
    pub fn build(classes: &[u8], weights: &[(u64, i8)]) -> Vec<u8> {
        let mut bytes = (classes.len() as u32).to_le_bytes().to_vec();
        bytes.extend_from_slice(classes);
        let mut buckets = vec![[0_u8; BUCKET]; weights.len().div_ceil(LOAD)];
        let mut weights = weights.to_vec();
        weights.sort_unstable_by_key(|&(hash, weight)| (std::cmp::Reverse(weight.unsigned_abs()), hash));
        for (hash, weight) in weights {
            let number = bucket(hash, buckets.len());
            let bucket = &mut buckets[number];
            if let Some(free) = (0..IN_BUCKET).find(|at| bucket[at * 2..at * 2 + 2] == [0, 0]) {
                bucket[free * 2..free * 2 + 2].copy_from_slice(&fingerprint(hash).to_le_bytes());
                bucket[IN_BUCKET * 2 + free] = weight.cast_unsigned();
            }
        }
        bytes.extend(buckets.as_flattened());
        bytes
    }

    /// Whether there are weights.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.buckets.is_empty()
    }

    #[inline]
    fn weight(&self, hash: u64) -> Cost {
        let Some(bucket) = self.buckets.get(bucket(hash, self.buckets.len())) else { return 0 };
        let wanted = fingerprint(hash);
        (0..IN_BUCKET)
            .map(|at| {
                let is_it = u16::from_le_bytes([bucket[at * 2], bucket[at * 2 + 1]]) == wanted;
                Cost::from(bucket[IN_BUCKET * 2 + at].cast_signed()) * Cost::from(is_it)
            })
            .sum()
    }

    /// How much likelier than elsewhere a word is in a place, as the logarithm of the odds in hundredths.
    #[must_use]
    pub fn gain(&self, place: &Place, word: Key) -> Cost {
        self.sum(place, word)
    }

    /// The same, or `None` where the telling traits alone say much more than `most`.
    #[must_use]
    pub fn gain_up_to(&self, place: &Place, word: Key, most: Cost) -> Option<Cost> {
        let (telling, others) = place.split_at(TELLING);
        let told = self.sum(telling, word);
        (told <= most + TAKEN_BACK).then(|| told + self.sum(others, word))
    }

    fn sum(&self, features: &[u64], word: Key) -> Cost {
        features.iter().map(|&feature| self.weight(filed(feature, word))).sum::<Cost>() * UNIT
    }
}

const fn bucket(hash: u64, count: usize) -> usize {
    (((hash & 0xFFFF_FFFF) * count as u64) >> 32) as usize
}

/// Never 0, which marks an empty place.
const fn fingerprint(hash: u64) -> u16 {
    (hash >> 48) as u16 | 1
}

impl Model<'_> {
    /// What stands around the `at`th of so many pieces.
    #[must_use]
    pub fn around(at: usize, count: usize, seen: impl Fn(usize) -> Seen) -> Around {
        let mut around = [None; 6];
        for (place, back) in (1..=3).rev().enumerate() {
            around[place] = at.checked_sub(back).map(&seen);
            let after = at + place + 1;
            around[place + 3] = (after < count).then(|| seen(after));
        }
        around
    }

    /// The traits of a place.
    #[must_use]
    pub fn place(&self, around: &Around) -> Place {
        let symbol = |seen: Option<Seen>, beyond: Key| match seen {
            None => (beyond, beyond),
            Some((UNKNOWN, None)) => (NAME, NAME),
            Some((key, None)) => (key, key),
            Some((_, Some(no))) if self.is_name(no) => (NAME, NAME),
            Some((key, Some(no))) => {
                (key, CLASS + Key::from(self.contexts.classes.get(no.0 as usize).copied().unwrap_or(0)))
            }
        };
        let [far, (before2, class2), (before, class)] =
            [around[0], around[1], around[2]].map(|s| symbol(s, START));
        let [(after, class_after), (after2, class_after2), far_after] =
            [around[3], around[4], around[5]].map(|s| symbol(s, END));
        let all = [
            [before, 0, 0],
            [after, 0, 0],
            [before, after, 0],
            [class, 0, 0],
            [class_after, 0, 0],
            [class, class_after, 0],
            [before2, 0, 0],
            [after2, 0, 0],
            [far.0, 0, 0],
            [far_after.0, 0, 0],
            [before2, before, 0],
            [after, after2, 0],
            [class2, class, 0],
            [class_after, class_after2, 0],
            [class2, class, class_after],
            [class, class_after, class_after2],
        ];
        let mut number = 0_u64;
        all.map(|[a, b, c]| {
            number += 1;
            let head = a ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            mix(head.rotate_left(23)
                ^ b.wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(11)
                ^ c.rotate_left(41))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_found_under_its_trait_and_its_word() {
        let place: Place = std::array::from_fn(|at| mix(at as u64 + 1));
        let weights = [(filed(place[0], 7), 5), (filed(place[3], 7), -2), (filed(place[3], 8), 100)];
        let bytes = Contexts::build(&[1, 2], &weights);
        let contexts = Contexts::new(&bytes);
        assert_eq!(contexts.gain(&place, 7), 3 * UNIT);
        assert_eq!(contexts.gain(&place, 8), 100 * UNIT);
        assert_eq!(contexts.gain(&place, 9), 0);
    }

    #[test]
    fn of_too_many_in_a_bucket_the_least_are_left_out() {
        // Two buckets for eight weights, all of them filed in the first.
        let hash = |at: i8| u64::from(at.unsigned_abs()) << 50;
        let weights: Vec<(u64, i8)> = (1..=8).map(|at| (hash(at), at)).collect();
        let bytes = Contexts::build(&[], &weights);
        assert_eq!(bytes.len(), 4 + 2 * BUCKET);
        let contexts = Contexts::new(&bytes);
        let found: Vec<Cost> = (1..=8).map(|at| contexts.weight(hash(at))).collect();
        assert_eq!(found, [0, 0, 0, 4, 5, 6, 7, 8]);
        assert!(!contexts.is_empty() && Contexts::new(&[]).is_empty());
    }
}

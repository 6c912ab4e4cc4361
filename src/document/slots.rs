//! A hash table of numbers whose keys are kept elsewhere, in order of arrival.
//!
//! A few hundred words are half of any text, and they come first: kept in order, their keys lie close together, where a table that
//! holds the keys itself has them all over. A slot takes four bytes: numbers need fewer bits than there are, and those that are left
//! tell by a part of the hash what is not worth a look.

/// The table. Slots are filled to a half and looked at one after the other.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// One more than a number, and above it a part of its hash; 0 where nothing is.
    slots: Vec<u32>,
    filled: usize,
}

impl Slots {
    /// A table for so many numbers, of which it takes up to 2^31.
    pub(super) fn with_capacity(numbers: usize) -> Self {
        Self { slots: vec![0; (numbers * 2).next_power_of_two()], filled: 0 }
    }

    /// The number of this hash whose key `is` the one that is looked for.
    #[inline]
    pub(super) fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let telling = (hash >> 32) as u32 & !(mask as u32);
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            let number = (slot & mask as u32).checked_sub(1)?;
            if slot & !(mask as u32) == telling && is(number) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// What stands in the first slot for a hash, whatever its own hash is: the number that [`Self::find`] looks at first. Asked about
    /// several hashes before any is needed, so that the memory of all slots is waited for at once.
    #[inline]
    pub(super) fn first(&self, hash: u64) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        (self.slots[hash as usize & mask] & mask as u32).checked_sub(1)
    }

    /// Adds a number that is not in the table; `hash_of` tells the hash of those that are.
    pub(super) fn insert(&mut self, hash: u64, number: u32, hash_of: impl Fn(u32) -> u64) {
        // As many as half of the slots, so that one more than a number has its place under the part of the hash.
        if (self.filled + 1) * 2 > self.slots.len() {
            let larger = vec![0; (self.slots.len() * 2).max(16)];
            let smaller = std::mem::replace(&mut self.slots, larger);
            let mask = (smaller.len() as u32).wrapping_sub(1);
            for number in smaller.into_iter().filter_map(|slot| (slot & mask).checked_sub(1)) {
                self.put(hash_of(number), number);
            }
        }
        self.put(hash, number);
        self.filled += 1;
    }

    fn put(&mut self, hash: u64, number: u32) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = (hash >> 32) as u32 & !(mask as u32) | (number + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_hash_are_told_by_their_keys() {
        let mut slots = Slots::default();
        assert_eq!(slots.find(7, |_| true), None);
        for number in 0..100 {
            // Ten share each hash.
            slots.insert(u64::from(number / 10), number, |number| u64::from(number / 10));
        }
        for number in 0..100 {
            assert_eq!(slots.find(u64::from(number / 10), |n| n == number), Some(number));
        }
        assert_eq!(slots.find(3, |_| false), None);
        assert_eq!(slots.find(11, |n| n / 10 == 11), None);
    }
}

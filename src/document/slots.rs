//! A hash table of numbers whose keys are kept elsewhere, in order of arrival.
//!
//! A few hundred words are half of any text, and they come first: kept in order, their keys lie close together, where a table that
//! holds the keys itself has them all over. A slot takes eight bytes, and tells from half of the hash what is not worth a look.

/// The table. Slots are filled to a half and looked at one after the other.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// The upper half of a hash, and one more than a number; 0 where nothing is.
    slots: Vec<u64>,
    filled: usize,
}

/// The bits of a hash that a slot holds.
const TELLING: u64 = !(u32::MAX as u64);

impl Slots {
    /// A table for so many numbers.
    pub(super) fn with_capacity(numbers: usize) -> Self {
        Self { slots: vec![0; (numbers * 2).next_power_of_two()], filled: 0 }
    }

    /// The number of this hash whose key `is` the one that is looked for.
    #[inline]
    pub(super) fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            let number = (slot as u32).checked_sub(1)?;
            if (slot ^ hash) & TELLING == 0 && is(number) {
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
        (self.slots[hash as usize & mask] as u32).checked_sub(1)
    }

    /// Adds a number that is not in the table; `hash_of` tells the hash of those that are.
    pub(super) fn insert(&mut self, hash: u64, number: u32, hash_of: impl Fn(u32) -> u64) {
        if (self.filled + 1) * 2 > self.slots.len() {
            let larger = vec![0; (self.slots.len() * 2).max(16)];
            let smaller = std::mem::replace(&mut self.slots, larger);
            for number in smaller.into_iter().filter_map(|slot| (slot as u32).checked_sub(1)) {
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
        self.slots[at] = hash & TELLING | (u64::from(number) + 1);
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

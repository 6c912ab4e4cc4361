//! A hash table in a byte string: open addressing, keys beside their values, nothing decoded before it is asked for.
//!
//! ```text
//! u32 slots (a power of two) | slots x u32 place in the pool, plus 1; 0 = empty | pool
//! pool entry: u8 key length | key | u16 value length | value
//! ```

use crate::model::tables::hash;

/// A table read in place.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    bytes: &'static [u8],
}

/// What stands for a key where the key itself is not kept.
#[must_use]
pub fn fingerprint(key: &str) -> u32 {
    (hash(key.as_bytes()) >> 32) as u32
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}

impl Table {
    /// The table in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static [u8]> {
        let slots = u32_at(self.bytes, 0)? as usize;
        let pool = self.bytes.get(4 + slots * 4..)?;
        let mask = slots.checked_sub(1)?;
        let mut slot = hash(key.as_bytes()) as usize & mask;
        loop {
            let place = u32_at(self.bytes, 4 + slot * 4)?.checked_sub(1)? as usize;
            let length = usize::from(*pool.get(place)?);
            let value = place + 1 + length;
            if pool.get(place + 1..value)? == key.as_bytes() {
                let length = usize::from(u16_at(pool, value)?);
                return pool.get(value + 2..value + 2 + length);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// Reads the parts of a value in order.
pub(super) struct Reader {
    bytes: &'static [u8],
}

impl Reader {
    pub(super) const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// A string after its length in one byte.
    pub(super) fn text(&mut self) -> Option<&'static str> {
        let length = usize::from(self.byte()?);
        let text = self.bytes.get(..length)?;
        self.bytes = self.bytes.get(length..)?;
        std::str::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_answers_and_a_cut_one_does_not_fail() {
        // One slot pair, one key `a` with the value 7.
        static BYTES: [u8; 17] = [2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, b'a', 1, 0, 7];
        assert_eq!(Table::new(&BYTES).get("a"), Some(&[7][..]));
        assert_eq!(Table::new(&BYTES[..10]).get("a"), None);
        assert_eq!(Table::new(&[]).get("a"), None);
    }
}

//! What all tables share: the hash that their keys are made with, the unit of cost, and reading numbers in place.
//!
//! The tables are built by `cargo xtask model`, embedded in the binary and queried where they lie: nothing is parsed at
//! start-up. The writer of each table stands beside its reader, so that one file tells the whole format.

/// A cost: minus the natural logarithm of a probability, in hundredths. 100 is a factor of 2.718. Whole numbers, so that
/// sums are the same on every machine.
pub type Cost = i32;

/// The step of a cost that is stored in one byte: 0 to 25.5 nats.
pub const STEP: Cost = 10;

/// A cost rounded into one byte.
#[must_use]
pub fn pack_cost(probability: f64) -> u8 {
    let cost = -probability.max(1e-30).ln() * 100.0 / f64::from(STEP);
    cost.round().clamp(0.0, 255.0) as u8
}

/// A cost out of one byte.
#[must_use]
pub const fn unpack_cost(byte: u8) -> Cost {
    byte as Cost * STEP
}

/// The hash of all tables: part of their format, so it may never change with a compiler or a crate.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut h = SEED ^ bytes.len() as u64;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for &chunk in chunks {
        h = mix(h ^ u64::from_le_bytes(chunk));
    }
    if !rest.is_empty() {
        h = mix(h ^ packed(rest));
    }
    mix(h)
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// The same of one to seven bytes that are packed into a number, the first lowest.
#[must_use]
pub const fn hash_packed(bytes: u64, length: usize) -> u64 {
    mix(mix(SEED ^ length as u64 ^ bytes))
}

/// Up to seven bytes in a number, the first lowest.
#[must_use]
pub fn packed(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, &b| word << 8 | u64::from(b))
}

/// One round of mixing (the finaliser of SplitMix64: Steele, Lea and Flood 2014).
#[must_use]
pub const fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    h ^ (h >> 31)
}

/// The little-endian number at `at`; 0 beyond the end of the table.
#[inline]
#[must_use]
pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4).and_then(|b| b.try_into().ok()) {
        Some(b) => u32::from_le_bytes(b),
        None => 0,
    }
}

/// The little-endian number at `at`; 0 beyond the end of the table.
#[inline]
#[must_use]
pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(at..at + 2).and_then(|b| b.try_into().ok()) {
        Some(b) => u16::from_le_bytes(b),
        None => 0,
    }
}

/// Reads bytes from all over a table for nothing but that what stands beside them is at hand afterwards: their memory is waited for
/// at once, where going through one place after the other would wait for each.
pub(super) fn await_all<'b>(bytes: impl Iterator<Item = &'b u8>) {
    std::hint::black_box(bytes.fold(0, |all, byte| all ^ byte));
}

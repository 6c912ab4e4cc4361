//! The vocabulary: every word of the language with its frequency, its dictionary verdict and what kind of name it may be.
//!
//! Layout: `u32` number of words, `u32` number of slots; the slots (`u32`: in the lower 20 bits the index of a word + 1, in
//! the upper 12 those of its [`hash`], so that what is not there costs no look at a spelling; open addressing); the words in order of falling frequency (`u32` place in the pool, then length, cost, share of capitals, and
//! two bytes of flags, nine bytes in all); the pool of spellings, in lower case with straight apostrophes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bitflags::bitflags;

use super::tables::{Cost, await_all, hash, pack_cost, u16_at, u32_at, unpack_cost};

bitflags! {
    /// What is known of a word.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Flags: u16 {
        /// In the spelling dictionary in lower case.
        const LOWER = 1;
        /// In the spelling dictionary with a capital.
        const TITLE = 1 << 1;
        /// In the spelling dictionary in capitals.
        const UPPER = 1 << 2;
        /// A place.
        const PLACE = 1 << 3;
        /// A given name.
        const GIVEN = 1 << 4;
        /// A surname.
        const SURNAME = 1 << 5;
        /// An organisation or a brand.
        const ORGANISATION = 1 << 6;
        /// A people, a language, the adjective of a place.
        const DEMONYM = 1 << 7;
        /// Seldom seen without a capital in running text.
        const NAMELIKE = 1 << 8;
        /// Another word that is no rarer is an error away.
        const CONFUSABLE = 1 << 9;
        /// A form of a verb, where the sources say so (German).
        const VERB = 1 << 10;
    }
}

impl Flags {
    /// In the spelling dictionary in some case.
    pub const DICTIONARY: Self = Self::LOWER.union(Self::TITLE).union(Self::UPPER);
    /// In some list of names.
    pub const NAME: Self =
        Self::PLACE.union(Self::GIVEN).union(Self::SURNAME).union(Self::ORGANISATION).union(Self::DEMONYM);
}

/// Index of a word in the vocabulary; smaller is more frequent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordNo(pub u32);

/// The vocabulary of one language, read in place.
#[derive(Debug, Clone)]
pub struct WordTable<'t> {
    slots: &'t [u8],
    entries: &'t [u8],
    pool: &'t str,
    lately: Arc<[AtomicU64]>,
}

/// Answers remembered: running text has few words, and the table is larger than the caches of a processor.
const LATELY: usize = 1 << 14;
/// Marks an answer, which may be that there is no such word.
const ANSWERED: u64 = 1 << 63;

/// A word to be written into a table.
#[derive(Debug, Clone)]
pub struct NewWord {
    /// Its spelling, in lower case with straight apostrophes.
    pub text: String,
    /// Its share of all words of running text.
    pub probability: f64,
    /// How often it stands with a capital inside a sentence, 0 to 1.
    pub capital: f64,
    /// What is known of it.
    pub flags: Flags,
}

const ENTRY: usize = 9;
/// The bits of a slot that number a word.
const INDEX: u32 = (1 << INDEX_BITS) - 1;
const INDEX_BITS: u32 = 20;

/// The bits of a slot that tell most words apart: those of the hash that do not choose the slot.
const fn fingerprint(hash: u64) -> u32 {
    (hash >> 32) as u32 & !INDEX
}

impl<'t> WordTable<'t> {
    /// The table in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let (count, slots) = (u32_at(bytes, 0) as usize, u32_at(bytes, 4) as usize);
        let body = bytes.get(8..).unwrap_or_default();
        let (slots, rest) = body.split_at_checked(slots * 4).unwrap_or_default();
        let (entries, pool) = rest.split_at_checked(count * ENTRY).unwrap_or_default();
        // Checked once, so that no spelling need be checked again.
        let pool = std::str::from_utf8(pool).unwrap_or_default();
        let remembered = if slots.is_empty() { 0 } else { LATELY };
        Self { slots, entries, pool, lately: (0..remembered).map(|_| AtomicU64::new(0)).collect() }
    }

    /// The table of these words, most frequent first.
    #[must_use]
    pub fn build(words: &[NewWord]) -> Vec<u8> {
        let slots = (words.len() * 4 / 3 + 1).next_power_of_two();
        let mut table = vec![0_u32; slots];
        let (mut entries, mut pool) = (Vec::new(), Vec::new());
        for (index, word) in words.iter().enumerate() {
            let mut slot = hash(word.text.as_bytes()) as usize & (slots - 1);
            while table[slot] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            assert!((index as u32) < INDEX, "more words than a slot can number");
            table[slot] = (index as u32 + 1) | fingerprint(hash(word.text.as_bytes()));
            entries.extend_from_slice(&(pool.len() as u32).to_le_bytes());
            entries.push(word.text.len() as u8);
            entries.push(pack_cost(word.probability));
            entries.push((word.capital * 255.0).round() as u8);
            entries.extend_from_slice(&word.flags.bits().to_le_bytes());
            pool.extend_from_slice(word.text.as_bytes());
        }
        let mut bytes = (words.len() as u32).to_le_bytes().to_vec();
        bytes.extend_from_slice(&(slots as u32).to_le_bytes());
        bytes.extend(table.iter().flat_map(|slot| slot.to_le_bytes()));
        bytes.extend_from_slice(&entries);
        bytes.extend_from_slice(&pool);
        bytes
    }

    /// Number of words.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len() / ENTRY
    }

    /// Whether there is no word.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The word spelt so: in lower case, with straight apostrophes.
    #[must_use]
    pub fn find(&self, lower: &str) -> Option<WordNo> {
        self.find_hashed(lower.as_bytes(), hash(lower.as_bytes()))
    }

    /// The same, where the hash of the spelling is known.
    #[inline]
    #[must_use]
    pub fn find_hashed(&self, lower: &[u8], hash: u64) -> Option<WordNo> {
        let cell = self.lately.get(hash as usize % LATELY)?;
        // The rest of the hash above the answer: two words that share it are not to be met.
        let question = ANSWERED | (hash / LATELY as u64) << INDEX_BITS;
        let known = cell.load(Ordering::Relaxed);
        if known & !u64::from(INDEX) == question {
            return (known as u32 & INDEX).checked_sub(1).map(WordNo);
        }
        let found = self.look_up(lower, hash);
        cell.store(question | found.map_or(0, |no| u64::from(no.0) + 1), Ordering::Relaxed);
        found
    }

    /// Waits at once for the memory of words that are asked about next, by their hashes.
    pub fn await_words(&self, hashes: &[u64]) {
        let Some(mask) = (self.slots.len() / 4).checked_sub(1) else { return };
        let found = hashes.iter().filter_map(|&hash| {
            let slot = u32_at(self.slots, (hash as usize & mask) * 4);
            (slot & INDEX).checked_sub(1).filter(|_| slot & !INDEX == fingerprint(hash)).map(WordNo)
        });
        let words: Vec<WordNo> = found.collect();
        let texts: Vec<&str> = words.into_iter().map(|no| self.text(no)).collect();
        await_all(texts.iter().filter_map(|text| text.as_bytes().first()));
    }

    fn look_up(&self, lower: &[u8], hash: u64) -> Option<WordNo> {
        let mask = (self.slots.len() / 4).checked_sub(1)?;
        let mut slot = hash as usize & mask;
        loop {
            let found = u32_at(self.slots, slot * 4);
            let no = WordNo((found & INDEX).checked_sub(1)?);
            if found & !INDEX == fingerprint(hash) && self.text(no).as_bytes() == lower {
                return Some(no);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// How it is spelt.
    #[inline]
    #[must_use]
    pub fn text(&self, no: WordNo) -> &'t str {
        let at = no.0 as usize * ENTRY;
        let start = u32_at(self.entries, at) as usize;
        let length = self.entries.get(at + 4).map_or(0, |&l| usize::from(l));
        self.pool.get(start..start + length).unwrap_or_default()
    }

    /// What it costs without context.
    #[inline]
    #[must_use]
    pub fn cost(&self, no: WordNo) -> Cost {
        unpack_cost(self.entries.get(no.0 as usize * ENTRY + 5).copied().unwrap_or(u8::MAX))
    }

    /// How often it stands with a capital inside a sentence: 0 never, 255 always.
    #[inline]
    #[must_use]
    pub fn capital(&self, no: WordNo) -> u8 {
        self.entries.get(no.0 as usize * ENTRY + 6).copied().unwrap_or(0)
    }

    /// What is known of it.
    #[inline]
    #[must_use]
    pub fn flags(&self, no: WordNo) -> Flags {
        Flags::from_bits_truncate(u16_at(self.entries, no.0 as usize * ENTRY + 7))
    }
}

//! Which words an unknown string may have been.
//!
//! Symmetric deletion (Garbe 2012): two words within one or two errors of each other have a common string that is left of
//! both when one or two letters are deleted. The index holds what is left of the first seven letters of the common words;
//! a query is a few dozen look-ups, whatever the errors were. Misread shapes are undone by rule instead.
//!
//! Layout: `u32` number of buckets, the start of each bucket and the end of the last (`u32`), then the entries: a byte of
//! fingerprint and three bytes of word number (19 bits) and its length in letters (5 bits, 31 for longer ones).

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Model;
use super::channel::Origin;
use super::ngrams::Key;
use super::osa::Pattern;
use super::spelt::{Spelling, Spellings};
use super::tables::{Cost, await_all, hash, hash_packed, packed, u32_at};
use super::words::{Flags, WordNo, WordTable};

/// Names rarer than this are never what was meant: about one in three million.
const RAREST_NAME: Cost = 1500;
/// Letters of a word that the index looks at.
pub const PREFIX: usize = 7;
/// Words, the commonest, whose errors are weighed.
const LOOKED_AT: usize = 32;
/// What it costs at most to have written a word as lists say that people write it.
const LISTED_ERROR: Cost = 300;
/// Candidates of one string, at most.
const MOST: usize = 14;

/// Bits of a word number in an entry.
const NUMBER_BITS: u32 = 19;
/// The length that stands for all longer ones.
const LENGTH_MASK: u32 = 31;

/// The index of deletions, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Deletes<'t> {
    starts: &'t [u8],
    entries: &'t [u8],
}

/// A word that a string may have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub word: WordNo,
    /// As the n-grams see it.
    pub key: Key,
    /// How it came to be written as it was.
    pub origin: Origin,
}

/// What is left of the first letters of `word` when up to `depth` letters are deleted: hashes, the whole first.
pub fn deletions(word: &str, depth: usize, out: &mut Vec<u64>) {
    out.clear();
    let head = &word.as_bytes()[..word.len().min(PREFIX)];
    if head.is_ascii() && word.is_char_boundary(head.len()) {
        return deletions_packed(packed(head), head.len(), depth, out);
    }
    let letters: Vec<char> = word.chars().take(PREFIX).collect();
    let n = letters.len();
    let mut buffer = String::with_capacity(32);
    let mut add = |skip: &[usize], out: &mut Vec<u64>| {
        buffer.clear();
        buffer.extend(letters.iter().enumerate().filter(|(i, _)| !skip.contains(i)).map(|(_, c)| c));
        let h = hash(buffer.as_bytes());
        if !out.contains(&h) {
            out.push(h);
        }
    };
    add(&[], out);
    if depth >= 1 && n >= 2 {
        (0..n).for_each(|i| add(&[i], out));
    }
    if depth >= 2 && n >= 4 {
        for i in 0..n {
            (i + 1..n).for_each(|j| add(&[i, j], out));
        }
    }
}

/// The same of so many letters of ASCII in a number, the first lowest.
fn deletions_packed(letters: u64, n: usize, depth: usize, out: &mut Vec<u64>) {
    let without = |word: u64, at: usize| {
        let before = (1 << (8 * at)) - 1;
        word & before | word >> 8 & !before
    };
    let hashed = |out: &mut Vec<u64>, from: usize, length: usize| {
        out[from..].iter_mut().for_each(|word| *word = hash_packed(*word, length));
    };
    let add = |out: &mut Vec<u64>, from: usize, word: u64| {
        if !out[from..].contains(&word) {
            out.push(word);
        }
    };
    out.push(if n == 0 { hash(&[]) } else { hash_packed(letters, n) });
    if depth >= 1 && n >= 2 {
        (0..n).for_each(|i| add(out, 1, without(letters, i)));
        hashed(out, 1, n - 1);
    }
    if depth >= 2 && n >= 4 {
        let from = out.len();
        for i in 0..n {
            (i + 1..n).for_each(|j| add(out, from, without(without(letters, j), i)));
        }
        hashed(out, from, n - 2);
    }
}

impl<'t> Deletes<'t> {
    /// The index in `bytes`.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let buckets = u32_at(bytes, 0) as usize;
        let (starts, entries) =
            bytes.get(4..).unwrap_or_default().split_at_checked((buckets + 1) * 4).unwrap_or_default();
        Self { starts, entries }
    }

    /// The index of these words, each with the number of deletions it is filed under.
    #[must_use]
    pub fn build(words: &[(WordNo, &str, usize)]) -> Vec<u8> {
        let mut filed: Vec<(u64, u32)> = Vec::new();
        let mut left = Vec::new();
        for &(no, text, depth) in words {
            deletions(text, depth, &mut left);
            assert!(no.0 >> NUMBER_BITS == 0, "more words than an entry can number");
            let length = (text.chars().count() as u32).min(LENGTH_MASK);
            filed.extend(left.iter().map(|&h| (h, no.0 | length << NUMBER_BITS)));
        }
        let buckets = (filed.len() / 6 + 1).next_power_of_two();
        filed.sort_by_key(|&(h, entry)| (h as usize & (buckets - 1), entry, h));
        let mut bytes = (buckets as u32).to_le_bytes().to_vec();
        let mut at = 0;
        for bucket in 0..=buckets {
            while at < filed.len() && (filed[at].0 as usize & (buckets - 1)) < bucket {
                at += 1;
            }
            bytes.extend_from_slice(&(at as u32).to_le_bytes());
        }
        for (h, entry) in filed {
            bytes.push((h >> 56) as u8);
            bytes.extend_from_slice(&entry.to_le_bytes()[..3]);
        }
        bytes
    }

    /// Where the words are filed under what is left.
    fn bucket(&self, left: u64) -> Range<usize> {
        let buckets = (self.starts.len() / 4).saturating_sub(1);
        if buckets == 0 {
            return 0..0;
        }
        let bucket = left as usize & (buckets - 1);
        u32_at(self.starts, bucket * 4) as usize * 4..u32_at(self.starts, bucket * 4 + 4) as usize * 4
    }

    /// The words of `lengths` letters filed in a bucket under what is left: `seen` takes each once or more.
    fn filed(
        &self,
        left: u64,
        bucket: Range<usize>,
        lengths: &RangeInclusive<u32>,
        mut seen: impl FnMut(WordNo),
    ) {
        for entry in self.entries.get(bucket).unwrap_or_default().chunks_exact(4) {
            let word = u32::from_le_bytes([entry[1], entry[2], entry[3], 0]);
            if entry[0] == (left >> 56) as u8 && lengths.contains(&(word >> NUMBER_BITS)) {
                seen(WordNo(word & ((1 << NUMBER_BITS) - 1)));
            }
        }
    }
}

/// What was asked for lately: broken texts break the same words again and again.
///
/// It belongs to one model: one per thread, never shared between models.
#[derive(Debug, Default)]
pub struct Memo {
    found: RefCell<FxHashMap<String, Rc<[Candidate]>>>,
    neighbours: RefCell<FxHashMap<WordNo, Rc<[Neighbour]>>>,
}

/// A word that is an error away from one that exists.
#[derive(Debug, Clone, Copy)]
pub struct Neighbour {
    /// The word.
    pub word: WordNo,
    /// As the n-grams see it.
    pub key: Key,
    /// What the error costs.
    pub error: Cost,
    /// How much its place must say for it to be as likely as the word that stands there.
    pub need: Cost,
}

/// Strings remembered.
const REMEMBERED: usize = 60_000;

impl Memo {
    /// The words that a word may stand for, the likeliest first, remembered with their keys: the same words are asked about in
    /// every text.
    #[must_use]
    pub fn neighbours(&self, model: &Model<'_>, no: WordNo) -> Rc<[Neighbour]> {
        let mut all = self.neighbours.borrow_mut();
        let found = all.entry(no).or_insert_with(|| {
            let key = |word| hash(model.words.text(word).as_bytes());
            let own = model.words.cost(no);
            let with_need = |(word, error)| Neighbour {
                word,
                key: key(word),
                error,
                need: error + model.words.cost(word) - own,
            };
            let mut list: Vec<Neighbour> = model.neighbours.of(no).map(with_need).collect();
            list.sort_by_key(|other| (other.need, other.word));
            list.into()
        });
        Rc::clone(found)
    }

    /// The same as [`Model::candidates`], remembered.
    #[must_use]
    pub fn candidates(&self, model: &Model<'_>, lower: &str) -> Rc<[Candidate]> {
        let mut all = self.found.borrow_mut();
        if let Some(found) = all.get(lower) {
            return Rc::clone(found);
        }
        if all.len() >= REMEMBERED {
            all.clear();
        }
        let found: Rc<[Candidate]> = model.candidates(lower).into();
        all.insert(lower.to_owned(), Rc::clone(&found));
        found
    }
}

impl Model<'_> {
    /// The words `lower` may have been, cheapest first: at most two errors for long strings, one for short ones.
    #[must_use]
    pub fn candidates(&self, lower: &str) -> Vec<Candidate> {
        let length = lower.chars().count();
        if !(2..=24).contains(&length) {
            return Vec::new();
        }
        let depth = if length >= 6 { 2 } else { 1 };
        let mut left = Vec::new();
        deletions(lower, depth, &mut left);
        let mut nos: Vec<WordNo> = Vec::new();
        let lengths = (length - depth.min(length)) as u32..=((length + depth) as u32).min(LENGTH_MASK);
        // Words like the string are filed under most of what is left: the last one of each remainder is remembered.
        let mut lately = [u32::MAX; 512];
        // Buckets, and below spellings, are looked up one after the other before any is read: none of the look-ups waits for
        // another.
        let buckets: Vec<Range<usize>> = left.iter().map(|&h| self.deletes.bucket(h)).collect();
        await_all(buckets.iter().filter_map(|bucket| self.deletes.entries.get(bucket.start)));
        for (&h, bucket) in left.iter().zip(buckets) {
            self.deletes.filed(h, bucket, &lengths, |no| {
                let last = &mut lately[no.0 as usize % lately.len()];
                if *last != no.0 {
                    *last = no.0;
                    nos.push(no);
                }
            });
        }
        let pattern = Pattern::new(lower);
        let texts: Vec<(WordNo, &str)> = nos.iter().map(|&no| (no, self.words.text(no))).collect();
        await_all(texts.iter().filter_map(|(_, text)| text.as_bytes().first()));
        nos.clear();
        nos.extend(texts.iter().filter(|(_, text)| pattern.is_within(text, depth)).map(|(no, _)| *no));
        nos.sort_unstable();
        nos.dedup();
        if nos.len() > LOOKED_AT {
            nos.select_nth_unstable_by_key(LOOKED_AT, |&no| (self.words.cost(no), no));
            nos.truncate(LOOKED_AT);
        }
        let spellings = Spellings::of(lower);
        for (at, _) in lower.char_indices() {
            // One letter for one is among the deletions already.
            for rule in self.channel.misreadings(&lower[at..]).filter(|r| r.read.len() + r.truth.len() > 2) {
                let rest = spellings.part(at + rule.read.len()..lower.len());
                let spelling = spellings.part(0..at).joined(Spelling::of(rule.truth)).joined(rest);
                if !self.spelt.may_be(spelling) {
                    continue;
                }
                let mut truth = String::with_capacity(lower.len() + 2);
                truth.push_str(&lower[..at]);
                truth.push_str(rule.truth);
                truth.push_str(&lower[at + rule.read.len()..]);
                nos.extend(self.words.find(&truth).filter(|&no| is_target(&self.words, no)));
            }
        }
        nos.sort_unstable();
        nos.dedup();
        let mut found: Vec<Candidate> = nos
            .into_iter()
            .filter_map(|word| {
                let text = self.words.text(word);
                if text == lower {
                    return None;
                }
                let origin = self.channel.origin(text, lower)?;
                Some(Candidate { word, key: hash(text.as_bytes()), origin })
            })
            .collect();
        if let Some(word) = self.corrections.of(lower) {
            match found.iter_mut().find(|c| c.word == word) {
                Some(known) => known.origin.cost = known.origin.cost.min(LISTED_ERROR),
                None => found.push(Candidate {
                    word,
                    key: hash(self.words.text(word).as_bytes()),
                    origin: Origin { cost: LISTED_ERROR, misread: false },
                }),
            }
        }
        found.sort_by_key(|c| (c.origin.cost + self.words.cost(c.word), c.word));
        found.truncate(MOST);
        found
    }
}

/// Whether a word may be a correction: something of a dictionary or a name.
#[must_use]
pub fn is_target(words: &WordTable<'_>, no: WordNo) -> bool {
    let flags = words.flags(no);
    flags.intersects(Flags::DICTIONARY)
        || flags.intersects(Flags::NAME.union(Flags::NAMELIKE)) && words.cost(no) < RAREST_NAME
}

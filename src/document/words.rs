//! The word types of a document, interned: each distinct spelling once, with its counts and its shape.
//!
//! Detectors compare ids instead of strings, and a lexicon is asked once per type: of 30 million bytes of news, 99 words in
//! 100 have been seen before.

use std::ops::Range;

use super::key::Key;
use super::slots::Slots;
use crate::lang::function_words;
use crate::span::Span;

/// Index of a word type of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// Stands for a mark or a sign: no table has a place for it.
    pub const NONE: Self = Self(u32::MAX);

    /// Stands for a token that reads as a word and has no type: a link, a tag, code. No table has a place for it either.
    pub const UNTYPED: Self = Self(u32::MAX - 1);

    pub(super) const fn new(index: u32) -> Self {
        Self(index)
    }

    /// Whether it is a word type.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        self.0 < Self::UNTYPED.0
    }

    /// Its place in the table of types.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `ceasefire`
    Lower,
    /// `Doha`, `A`
    Title,
    /// `UN`
    Upper,
    /// `iPhone`, `McDonald`, `theEditor`
    Mixed,
    /// Digits, or a script without case.
    Caseless,
}

/// One distinct spelling.
#[derive(Debug, Clone, Copy)]
pub struct WordType {
    key: Key,
    start: u32,
    end: u32,
    /// The same in lower case; itself where it already is.
    pub lower: WordId,
    /// How it is written.
    pub shape: Shape,
    /// Occurrences in the document; 0 where only another case of it occurs.
    pub count: u32,
    /// Occurrences inside a sentence of prose, where a capital letter means something.
    pub count_inside: u32,
    /// Languages it is a function word of, a bit each ([`crate::lang::Lang::bit`]).
    pub function_of: u16,
}

/// The table of word types.
#[derive(Debug, Default)]
pub struct Words {
    arena: String,
    types: Vec<WordType>,
    slots: Slots,
}

/// The words of a part of a text, numbered in order of first occurrence: parts are read in parallel, and then
/// [`Words::merge`] has to look up each spelling once per part.
#[derive(Debug, Default)]
pub(super) struct PartWords {
    words: Vec<PartWord>,
    slots: Slots,
}

#[derive(Debug)]
struct PartWord {
    key: Key,
    /// The first occurrence.
    first: Span,
    count: u32,
    /// Of those, where a capital letter means nothing.
    outside: u32,
}

/// Counts the words of a text as they are read.
pub(super) trait Tally {
    /// Counts the word that stands at `span` of `text`, where `key` is that of it. Returns its number, and the languages it is a function
    /// word of, as far as that is known.
    fn count(&mut self, text: &str, key: Key, span: Span) -> (WordId, u16);

    /// The same of a word whose key holds its spelling.
    fn count_short(&mut self, text: &str, key: Key, span: Span) -> (WordId, u16);

    /// Says of a word that was counted that it stands where a capital letter means nothing.
    fn stands_outside(&mut self, number: WordId);
}

impl Tally for PartWords {
    fn count(&mut self, text: &str, key: Key, span: Span) -> (WordId, u16) {
        let is_spelt = |first: &PartWord| text[first.first.range()] == text[span.range()];
        (self.count_where(key, span, |first| first.key == key && (!key.is_long() || is_spelt(first))), 0)
    }

    #[inline(always)]
    fn count_short(&mut self, _text: &str, key: Key, span: Span) -> (WordId, u16) {
        (self.count_where(key, span, |first| first.key == key), 0)
    }

    fn stands_outside(&mut self, number: WordId) {
        self.words[number.index()].outside += 1;
    }
}

/// Numbers are ids at once: what one thread reads need not be merged.
impl Tally for Words {
    fn count(&mut self, text: &str, key: Key, span: Span) -> (WordId, u16) {
        let spelled = &text[span.range()];
        let id = self.find_key(key, spelled).unwrap_or_else(|| self.add(key, spelled));
        self.count_one(id)
    }

    #[inline(always)]
    fn count_short(&mut self, text: &str, key: Key, span: Span) -> (WordId, u16) {
        let found = self
            .slots
            .find(key.hash(), |index| self.types.get(index as usize).is_some_and(|known| known.key == key));
        let id = found.map_or_else(|| self.add(key, &text[span.range()]), WordId);
        self.count_one(id)
    }

    fn stands_outside(&mut self, number: WordId) {
        self.types[number.index()].count_inside -= 1;
    }
}

impl PartWords {
    /// For a part of this many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { words: Vec::with_capacity(bytes / 16), slots: Slots::with_capacity(bytes / 20) }
    }

    #[inline(always)]
    fn count_where(&mut self, key: Key, span: Span, is: impl Fn(&PartWord) -> bool) -> WordId {
        let found = self.slots.find(key.hash(), |index| self.words.get(index as usize).is_some_and(&is));
        match found.and_then(|index| Some((index, self.words.get_mut(index as usize)?))) {
            Some((index, word)) => {
                word.count += 1;
                WordId(index)
            }
            None => self.add(key, span),
        }
    }

    #[cold]
    #[inline(never)]
    fn add(&mut self, key: Key, first: Span) -> WordId {
        let index = self.words.len() as u32;
        self.slots.insert(key.hash(), index, |index| self.words[index as usize].key.hash());
        self.words.push(PartWord { key, first, count: 1, outside: 0 });
        WordId(index)
    }
}

/// A spelling that many documents are asked for, made ready once.
#[derive(Debug, Clone, Copy)]
pub struct Spelling {
    text: &'static str,
    key: Key,
}

impl Spelling {
    /// Of a text.
    #[must_use]
    pub fn new(text: &'static str) -> Self {
        Self { text, key: Key::of(text, 0, text.len()) }
    }
}

/// Slots that a long text begins with.
const FIRST_SLOTS: usize = 1 << 13;

/// Words of a part that are looked up together.
const LOOKED_UP: usize = 16;

/// Word types that are asked for strings of which most are none: a bit tells so, where the table would be a wait for memory.
#[derive(Debug)]
pub struct Parts<'w> {
    words: &'w Words,
    bits: Vec<u64>,
    /// By the first two bytes of a word, the lengths of those that begin so, a bit each.
    lengths: Box<[u64; BEGINNINGS]>,
}

/// Five bits of each of two bytes, which are all that letters of one case differ in.
const BEGINNINGS: usize = 1 << 10;

impl Parts<'_> {
    /// The lengths of the parts of two bytes and more that `text` may begin with, in bytes, a bit each; the highest bit is that of all
    /// lengths from 63 on.
    #[must_use]
    pub fn lengths(&self, text: &str) -> u64 {
        text.as_bytes().first_chunk().map_or(0, |start| self.lengths[Self::beginning(*start)])
    }

    /// Where the lengths of words are that begin with these bytes.
    #[inline]
    const fn beginning(start: [u8; 2]) -> usize {
        ((start[0] & 31) as usize) << 5 | (start[1] & 31) as usize
    }

    /// Whether a part of a spelling may be a word type; where it says no, it is none.
    #[must_use]
    pub fn may_have(&self, text: &str, part: Range<usize>) -> bool {
        let (index, bit) = self.place(Key::of(text, part.start, part.end).hash());
        self.bits[index] & bit != 0
    }

    /// The id of a part of a spelling, as [`Words::find`] has it.
    #[must_use]
    pub fn find(&self, text: &str, part: Range<usize>) -> Option<WordId> {
        let key = Key::of(text, part.start, part.end);
        let (index, bit) = self.place(key.hash());
        if self.bits[index] & bit == 0 {
            return None;
        }
        self.words.find_key(key, text.get(part)?)
    }

    /// Where the bit of a hash is.
    #[inline]
    const fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.bits.len() - 1), 1 << (hash & 63))
    }
}

impl Words {
    /// For a text of this many bytes, of which about one in sixty begins a new word: what grows piece by piece is copied again
    /// and again.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            arena: String::with_capacity(bytes / 8),
            types: Vec::with_capacity(bytes / 64),
            slots: Slots::with_capacity((bytes / 20).min(FIRST_SLOTS)),
        }
    }

    /// Number of types.
    #[must_use]
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// The facts about a type.
    #[must_use]
    pub fn get(&self, id: WordId) -> &WordType {
        &self.types[id.index()]
    }

    /// Its spelling.
    #[must_use]
    pub fn text(&self, id: WordId) -> &str {
        let word = &self.types[id.index()];
        &self.arena[word.start as usize..word.end as usize]
    }

    /// The id of a spelling, if it (or a word whose lower case it is) occurs in the document.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<WordId> {
        self.find_key(Key::of(text, 0, text.len()), text)
    }

    /// The same of a spelling that many documents are asked for.
    #[must_use]
    pub fn find_spelling(&self, spelling: &Spelling) -> Option<WordId> {
        self.find_key(spelling.key, spelling.text)
    }

    /// The types as what parts of words are looked for among.
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        // Eight bits for a type, of which one is set.
        let bits = (self.types.len() * 8).next_power_of_two().max(64);
        let mut parts = Parts { words: self, bits: vec![0; bits / 64], lengths: Box::new([0; BEGINNINGS]) };
        for word in &self.types {
            let (index, bit) = parts.place(word.key.hash());
            parts.bits[index] |= bit;
            let start = match word.key.spelling() {
                Some(bytes) => [bytes as u8, (bytes >> 8) as u8],
                None => {
                    self.arena.as_bytes()[word.start as usize..].first_chunk().copied().unwrap_or_default()
                }
            };
            parts.lengths[Parts::beginning(start)] |= 1 << (word.end - word.start).min(63);
        }
        parts
    }

    #[inline]
    fn find_key(&self, key: Key, text: &str) -> Option<WordId> {
        self.slots.find(key.hash(), |index| self.is(index, key, text)).map(WordId)
    }

    /// Whether the type of this number has this key, and, where that does not tell, is spelt `text`.
    #[inline]
    fn is(&self, index: u32, key: Key, text: &str) -> bool {
        self.types[index as usize].key == key && self.is_spelt(index, key, text)
    }

    /// Whether the type of this number is spelt `text`, where its key, which is the same, does not tell.
    #[inline]
    fn is_spelt(&self, index: u32, key: Key, text: &str) -> bool {
        !key.is_long() || self.text(WordId(index)) == text
    }

    /// All ids, in order of first occurrence.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = WordId> + use<> {
        (0..self.types.len() as u32).map(WordId)
    }

    /// Occurrences in any case.
    #[must_use]
    pub fn count_any_case(&self, id: WordId) -> u32 {
        let lower = self.get(id).lower;
        self.types[lower.index()].count + self.any_case_extra(lower)
    }

    fn any_case_extra(&self, lower: WordId) -> u32 {
        let text = self.text(lower);
        let mut title = String::with_capacity(text.len());
        let mut chars = text.chars();
        title.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        title.push_str(chars.as_str());
        let upper = text.to_uppercase();
        let count = |form: &str| {
            if form == text { 0 } else { self.find(form).map_or(0, |id| self.get(id).count) }
        };
        count(&title) + if upper == title { 0 } else { count(&upper) }
    }

    /// Adds the words of a part of `text`. Of each of them in order: its type, and the languages it is a function word of.
    ///
    /// Ids come out as if the words had been added one by one, so that it does not matter how a text is parted.
    pub(super) fn merge(&mut self, text: &str, part: &PartWords) -> Vec<(WordId, u16)> {
        let mut ids = Vec::with_capacity(part.words.len());
        for some in part.words.chunks(LOOKED_UP) {
            // First all slots, then all keys: the memory of sixteen is waited for at once.
            let mut firsts = [None; LOOKED_UP];
            for (first, word) in firsts.iter_mut().zip(some) {
                *first = self.slots.first(word.key.hash());
            }
            let keys = firsts.map(|first| Some(self.types.get(first? as usize)?.key));
            for (word, (first, key)) in some.iter().zip(firsts.iter().zip(keys)) {
                let spelled = &text[word.first.range()];
                let id = match first {
                    Some(index) if key == Some(word.key) && self.is_spelt(*index, word.key, spelled) => {
                        WordId(*index)
                    }
                    _ => self.find_key(word.key, spelled).unwrap_or_else(|| self.add(word.key, spelled)),
                };
                ids.push((id, 0));
            }
        }
        // Apart from looking them up, so that the memory of many types is waited for at once.
        for (word, (id, function_of)) in part.words.iter().zip(&mut ids) {
            let known = &mut self.types[id.index()];
            known.count += word.count;
            known.count_inside += word.count - word.outside;
            *function_of = known.function_of;
        }
        ids
    }

    #[inline(always)]
    fn count_one(&mut self, id: WordId) -> (WordId, u16) {
        let known = &mut self.types[id.index()];
        known.count += 1;
        known.count_inside += 1;
        (id, known.function_of)
    }

    #[cold]
    #[inline(never)]
    fn add(&mut self, key: Key, text: &str) -> WordId {
        let shape = shape(text);
        let id = self.insert(key, text, shape);
        if matches!(shape, Shape::Lower | Shape::Caseless) {
            return id;
        }
        let mut ascii = [0; 64];
        let longer;
        let lower_text = match ascii.get_mut(..text.len()).filter(|_| text.is_ascii()) {
            Some(bytes) => {
                bytes.copy_from_slice(text.as_bytes());
                bytes.make_ascii_lowercase();
                std::str::from_utf8(bytes).unwrap_or_default()
            }
            None => {
                longer = text.to_lowercase();
                &longer
            }
        };
        let lower_key = Key::of(lower_text, 0, lower_text.len());
        let lower = self
            .find_key(lower_key, lower_text)
            .unwrap_or_else(|| self.insert(lower_key, lower_text, Shape::Lower));
        self.types[id.index()].lower = lower;
        self.types[id.index()].function_of = self.types[lower.index()].function_of;
        id
    }

    fn insert(&mut self, key: Key, text: &str, shape: Shape) -> WordId {
        let start = self.arena.len() as u32;
        self.arena.push_str(text);
        let index = self.types.len() as u32;
        self.types.push(WordType {
            key,
            start,
            end: self.arena.len() as u32,
            lower: WordId(index),
            shape,
            count: 0,
            count_inside: 0,
            function_of: match key.spelling() {
                Some(bytes) => function_words::languages_of_packed(bytes),
                None => function_words::languages_of(text),
            },
        });
        self.slots.insert(key.hash(), index, |index| self.types[index as usize].key.hash());
        WordId(index)
    }
}

fn shape(text: &str) -> Shape {
    if text.bytes().all(|b| b.is_ascii_lowercase()) && !text.is_empty() {
        return Shape::Lower;
    }
    let (mut first_upper, mut upper, mut lower, mut letters) = (false, 0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        let is_upper = c.is_uppercase();
        if letters == 0 && (is_upper || c.is_lowercase()) {
            first_upper = is_upper;
        }
        if is_upper {
            upper += 1;
            letters += 1;
        } else if c.is_lowercase() {
            lower += 1;
            letters += 1;
        }
    }
    match (upper, lower) {
        (0, 0) => Shape::Caseless,
        (0, _) => Shape::Lower,
        (1, _) if first_upper => Shape::Title,
        (_, 0) => Shape::Upper,
        _ => Shape::Mixed,
    }
}

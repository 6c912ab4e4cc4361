//! The word types of a document, interned: each distinct spelling once, with its counts and its shape.
//!
//! Detectors compare ids instead of strings, and a lexicon is asked once per type: of 30 million bytes of news, 99 words in
//! 100 have been seen before.

use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::lang::function_words;

/// Index of a word type of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    pub(super) const fn new(index: u32) -> Self {
        Self(index)
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
    table: HashTable<u32>,
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    text.as_bytes().hash(&mut hasher);
    hasher.finish()
}

impl Words {
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
        self.table.find(hash(text), |&index| self.text(WordId(index)) == text).map(|&index| WordId(index))
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

    pub(super) fn intern(&mut self, text: &str) -> WordId {
        if let Some(id) = self.find(text) {
            return id;
        }
        let shape = shape(text);
        if matches!(shape, Shape::Lower | Shape::Caseless) {
            let id = self.insert(text, shape);
            self.types[id.index()].lower = id;
            return id;
        }
        let lower_text = text.to_lowercase();
        let id = self.insert(text, shape);
        let lower = match self.find(&lower_text) {
            Some(lower) => lower,
            None => {
                let lower = self.insert(&lower_text, Shape::Lower);
                self.types[lower.index()].lower = lower;
                lower
            }
        };
        self.types[id.index()].lower = lower;
        self.types[id.index()].function_of = self.types[lower.index()].function_of;
        id
    }

    fn insert(&mut self, text: &str, shape: Shape) -> WordId {
        let start = self.arena.len() as u32;
        self.arena.push_str(text);
        let index = self.types.len() as u32;
        self.types.push(WordType {
            start,
            end: self.arena.len() as u32,
            lower: WordId(index),
            shape,
            count: 0,
            count_inside: 0,
            function_of: function_words::languages_of(text),
        });
        let (types, arena) = (&self.types, &self.arena);
        self.table.insert_unique(hash(text), index, |&other| {
            let word = &types[other as usize];
            hash(&arena[word.start as usize..word.end as usize])
        });
        WordId(index)
    }

    pub(super) fn count(&mut self, id: WordId, inside: bool) {
        let word = &mut self.types[id.index()];
        word.count += 1;
        word.count_inside += u32::from(inside);
    }
}

fn shape(text: &str) -> Shape {
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

//! In which pairs of a document a word stands, by its beginning: words that keep the same company translate each other.
//!
//! Association over aligned sentences is the oldest way to find translations (Gale and Church, "Identifying word
//! correspondences in parallel texts", 1991); a document is short, so that only plain cases count.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::links::Word;
use super::{Pair, roman};
use crate::document::{Document, Sentence};

/// Letters that the forms of a word share.
const BEGINNING: usize = 5;
/// A word of more pairs than this says nothing of any of them.
const MOST: usize = 64;

type Key = u64;
type Side = FxHashMap<Key, Vec<u32>>;

/// Pairs by word, on both sides.
#[derive(Debug, Default)]
pub(super) struct Postings {
    source: Side,
    target: Side,
}

/// What company says of the words of a pair.
pub(super) struct Company<'p> {
    source: Vec<&'p [u32]>,
    target: Vec<&'p [u32]>,
    pair: u32,
}

fn key(roman: &str) -> Option<Key> {
    if roman.len() < 4 {
        return None;
    }
    let mut hasher = FxHasher::default();
    roman.get(..BEGINNING.min(roman.len()))?.hash(&mut hasher);
    Some(hasher.finish())
}

impl Postings {
    pub(super) fn new(document: &Document, original: &Document, pairs: &[Pair]) -> Self {
        let mut postings = Self::default();
        for (index, pair) in (0_u32..).zip(pairs) {
            add(&mut postings.source, index, pair.source.clone().map(|i| original.sentence(i)));
            add(&mut postings.target, index, pair.target.clone().map(|i| document.sentence(i)));
        }
        postings
    }

    /// The other pairs of the words of a pair.
    pub(super) fn of_pair(&self, pair: usize, source: &[Word], target: &[Word]) -> Company<'_> {
        fn of<'p>(side: &'p Side, words: &[Word]) -> Vec<&'p [u32]> {
            let pairs =
                |word: &Word| key(&word.roman).filter(|_| word.is_content).and_then(|key| side.get(&key));
            words.iter().map(|word| pairs(word).map_or(&[][..], Vec::as_slice)).collect()
        }
        Company {
            source: of(&self.source, source),
            target: of(&self.target, target),
            pair: u32::try_from(pair).unwrap_or(u32::MAX),
        }
    }
}

impl Company<'_> {
    /// How well two words go together by the other pairs that they stand in.
    pub(super) fn score(&self, source: usize, target: usize) -> u8 {
        let (Some(a), Some(b)) = (self.source.get(source), self.target.get(target)) else { return 0 };
        // Each stands in this pair too, which says nothing.
        if a.len() < 2 || b.len() < 2 || a.len() > MOST || b.len() > MOST {
            return 0;
        }
        let (mut x, mut y, mut both) = (0, 0, 0);
        while let (Some(p), Some(q)) = (a.get(x), b.get(y)) {
            both += usize::from(p == q && *p != self.pair);
            (x, y) = (x + usize::from(p <= q), y + usize::from(q <= p));
        }
        // Dice in hundredths.
        let dice = 200 * both / (a.len() + b.len() - 2);
        match both {
            0 => 0,
            1 if dice == 100 => 58,
            1 => 0,
            _ if dice >= 60 => 72,
            _ if dice >= 45 => 60,
            _ => 0,
        }
    }
}

fn add<'d>(side: &mut Side, index: u32, sentences: impl Iterator<Item = Sentence<'d>>) {
    for sentence in sentences {
        let document = sentence.document();
        for token in sentence.tokens().iter().filter(|token| token.is_word()) {
            let Some(key) = key(&roman(document.token_text(token))) else { continue };
            let pairs = side.entry(key).or_default();
            if pairs.last() != Some(&index) && pairs.len() <= MOST {
                pairs.push(index);
            }
        }
    }
}

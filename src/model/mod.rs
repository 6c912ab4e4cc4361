//! Words in context: a vocabulary, an n-gram model, a model of letters, an error channel and a search over all of them.
//!
//! A text is read twice. The first pass ([`suspects`]) looks at each word alone and at its pairs and marks what is odd;
//! the second ([`lattice`]) searches, around the marked words only, for the cheapest way the text can have come about:
//! words as they stand, words with typing errors or misread letters, spaces lost and added. What differs from the text is
//! a [`Proposal`](scan::Proposal), and the difference of the costs its margin.

pub mod calibrator;
pub mod candidates;
pub mod channel;
pub mod confusions;
pub mod contexts;
pub mod corrections;
pub mod doubt;
pub mod embedded;
pub mod lattice;
pub mod letters;
pub mod listed;
mod lone_letters;
pub mod manner;
pub mod neighbours;
pub mod ngrams;
mod osa;
pub mod pieces;
mod prices;
pub mod rather;
pub mod respelling;
pub mod row;
pub mod scan;
mod seams;
pub mod spaces;
pub mod spelt;
pub mod standing;
pub mod suspects;
pub mod tables;
pub mod traits;
pub mod words;
pub mod years;

use crate::lang::Lang;
use letters::{Kind, Letters};
use ngrams::{Key, Ngrams};
use pieces::NAME;
use tables::{Cost, hash};
use words::{Flags, WordNo, WordTable};

/// The tables of one language, read in place.
#[derive(Debug, Clone)]
pub struct Model<'t> {
    /// The language.
    pub lang: Lang,
    /// The vocabulary.
    pub words: WordTable<'t>,
    /// Which strings are none of it.
    pub spelt: spelt::Spelt<'t>,
    /// Words that exist but are too rare for the vocabulary.
    pub further: listed::Listed<'t>,
    /// Pairs and triples of words.
    pub ngrams: Ngrams<'t>,
    /// Models of letters.
    pub letters: Letters<'t>,
    /// Words by what is left of them when letters are deleted.
    pub deletes: candidates::Deletes<'t>,
    /// What existing words may stand for.
    pub neighbours: neighbours::Neighbours<'t>,
    /// Which of them a place wants.
    pub contexts: contexts::Contexts<'t>,
    /// Where spaces stand.
    pub spaces: spaces::Spaces<'t>,
    /// Misspellings known as such, but for those that `corrections` has.
    pub listed: listed::Listed<'t>,
    /// What some of them are of.
    pub corrections: corrections::Corrections<'t>,
    /// What typing and reading do to letters.
    pub channel: channel::Channel<'t>,
    /// How sure a proposal is.
    pub calibrator: calibrator::Calibrator<'t>,
}

/// What stands before a word, with the costs that are the same for all words that may follow.
#[derive(Debug, Clone, Copy)]
pub struct Before {
    history: [Key; 2],
    name: bool,
    /// Of backing off from the pair to the word before.
    back_off: Cost,
    /// Of backing off from the word before, or from any name.
    alone: Cost,
}

/// Words dearer than this are rare: about one in 700,000.
pub const RARE: Cost = 1350;
/// Words cheaper than this are articles, pronouns, prepositions, auxiliaries.
const FUNCTION: Cost = 650;
/// How much more a word must be at home after an article than after a name to need a possessive.
const MORE_AT_HOME: Cost = 100;
/// A pair cheaper than this is one that people write.
const ATTESTED: Cost = 900;

/// What it costs a string to be a misspelling that everybody makes.
pub const LISTED: Cost = 500;

/// The cost of a word of which no list knows anything.
const RAREST: Cost = 2000;

impl Model<'_> {
    /// The cost of a key without history.
    #[inline]
    fn alone(&self, key: Key, word: Option<WordNo>) -> Cost {
        match word {
            Some(no) => self.words.cost(no),
            None => match key {
                pieces::NUMBER => 420,
                pieces::MIXED => 650,
                pieces::UNKNOWN => 550,
                _ => 350,
            },
        }
    }

    /// What stands before a word. `name` says that the word before is a name, which stands in for it where the pair is not
    /// known.
    #[inline]
    #[must_use]
    pub fn before(&self, history: [Key; 2], name: bool) -> Before {
        let [h2, h1] = history;
        let back_off = if h2 == 0 { 0 } else { self.ngrams.back_off(h2, h1) };
        Before { history, name, back_off, alone: self.ngrams.back_off_word(if name { NAME } else { h1 }) }
    }

    /// The cost of a word after what stands before it.
    #[inline]
    #[must_use]
    pub fn cost_after(&self, before: &Before, key: Key, word: Option<WordNo>) -> Cost {
        self.cost_or(before, key, || self.alone(key, word))
    }

    /// The same, where what the word costs without history is known or need not be.
    #[inline]
    fn cost_or(&self, before: &Before, key: Key, alone: impl FnOnce() -> Cost) -> Cost {
        let [h2, h1] = before.history;
        if h2 != 0
            && let Some(found) = self.ngrams.triple(h2, h1, key)
        {
            return found;
        }
        let paired = self.paired(h1, before.name, key);
        before.back_off + paired.unwrap_or_else(|| before.alone + alone().min(RAREST))
    }

    /// The cost of a word after another, where the pair is known.
    #[inline]
    fn paired(&self, before: Key, name: bool, key: Key) -> Option<Cost> {
        self.ngrams.pair(before, key).or_else(|| if name { self.ngrams.pair(NAME, key) } else { None })
    }

    /// The cost of a word after another: what [`Self::cost`] says where nothing is known of what stands before.
    #[inline]
    #[must_use]
    pub fn cost_of_pair(&self, before: Key, name: bool, key: Key, word: Option<WordNo>) -> Cost {
        let apart = || {
            self.ngrams.back_off_word(if name { NAME } else { before }) + self.alone(key, word).min(RAREST)
        };
        self.paired(before, name, key).unwrap_or_else(apart)
    }

    /// The cost of a word after two others; `name` as in [`Self::before`].
    #[inline]
    #[must_use]
    pub fn cost(&self, history: [Key; 2], name: bool, key: Key, word: Option<WordNo>) -> Cost {
        self.cost_after(&self.before(history, name), key, word)
    }

    /// The cost of letters as a word that is in no list, given that there is one. `capital` tells whether it has one.
    #[must_use]
    pub fn unknown(&self, lower: &str, capital: bool) -> Cost {
        self.unknown_of(capital, |kind| self.letters.cost(kind, lower))
    }

    /// The same, of what the letters cost as a word of each kind.
    fn unknown_of(&self, capital: bool, cost: impl Fn(Kind) -> Cost) -> Cost {
        let name = cost(Kind::Name);
        if capital { name + 20 } else { cost(Kind::Common).min(name + 150) + 40 }
    }

    /// The cost of so many capitals as an acronym that is in no list, where as a name they cost so much.
    fn acronym(letters: usize, unknown: Cost) -> Cost {
        (letters as Cost * 300 + 150).min(unknown + 100)
    }

    /// Whether a word, in lower case, is a misspelling that lists have.
    #[must_use]
    pub fn is_listed(&self, lower: &str) -> bool {
        self.listed.contains(lower) || self.corrections.of(lower).is_some()
    }

    /// The key of a word of the vocabulary.
    #[inline]
    #[must_use]
    pub fn key(&self, lower: &str) -> (Key, Option<WordNo>) {
        let key = hash(lower.as_bytes());
        match self.words.find_hashed(lower.as_bytes(), key) {
            Some(no) => (key, Some(no)),
            None => (pieces::UNKNOWN, None),
        }
    }

    /// The cost of the case a word stands in: `capital` says what it has, `free` that it stands where any word has one.
    #[inline]
    #[must_use]
    pub fn case(&self, no: WordNo, capital: bool, free: bool) -> Cost {
        let share = Cost::from(self.words.capital(no));
        if capital { if free { 0 } else { CASE[share as usize] } } else { CASE[255 - share as usize] }
    }

    /// Whether people write a possessive of a common noun: `country’s`.
    #[must_use]
    pub fn takes_possessive(&self, no: WordNo) -> bool {
        let key = hash(self.words.text(no).as_bytes());
        self.words.flags(no).contains(Flags::LOWER) && self.ngrams.pair(key, self.key("'s").0).is_some()
    }

    /// Whether a word begins what a possessive needs: it is at home after articles, and not after a name.
    #[must_use]
    pub fn wants_possessive(&self, key: Key, no: WordNo) -> bool {
        if self.is_name(no) || self.words.cost(no) <= FUNCTION {
            return false;
        }
        let article = ["the", "a", "its", "'s"]
            .into_iter()
            .filter_map(|article| self.ngrams.pair(self.key(article).0, key))
            .min();
        match (article, self.ngrams.pair(NAME, key)) {
            (Some(_), None) => true,
            (Some(article), Some(name)) => article + MORE_AT_HOME < name,
            (None, _) => false,
        }
    }

    /// Whether the words of a way could be a compound that is written closed: two content words.
    #[must_use]
    pub fn may_be_compound(&self, steps: &[lattice::Step]) -> bool {
        steps.len() == 2
            && steps.iter().all(|step| {
                step.word.is_none_or(|no| self.words.cost(no) > FUNCTION) && step.end - step.start >= 3
            })
            && !self.is_plural(steps[0].word)
            && self.ngrams.pair(steps[0].key, steps[1].key).is_none_or(|cost| cost > ATTESTED)
    }

    /// Whether a word is a plural of a word: no compound begins with one (`tripstwice`).
    fn is_plural(&self, word: Option<WordNo>) -> bool {
        let stem = word.and_then(|no| self.words.text(no).strip_suffix('s'));
        stem.and_then(|stem| self.words.find(stem))
            .is_some_and(|no| self.words.flags(no).contains(Flags::LOWER))
    }

    /// Whether each word of a way is known to stand after the one before it.
    #[must_use]
    pub fn stand_together(&self, steps: &[lattice::Step]) -> bool {
        steps.windows(2).all(|pair| {
            pair.iter().all(|step| step.word.is_some())
                && self.ngrams.pair(pair[0].key, pair[1].key).is_some_and(|cost| cost <= ATTESTED)
        })
    }

    /// Whether the words of a way are names.
    #[must_use]
    pub fn is_name_like(&self, steps: &[lattice::Step]) -> bool {
        steps.iter().all(|step| step.word.is_some_and(|no| self.is_name(no)))
    }

    /// Whether a word is one of those that everybody uses.
    #[must_use]
    pub fn is_common(&self, word: Option<WordNo>) -> bool {
        word.is_some_and(|no| self.words.cost(no) <= RARE)
    }

    /// Whether a word is mostly a name.
    #[must_use]
    pub fn is_name(&self, no: WordNo) -> bool {
        let flags = self.words.flags(no);
        flags.contains(Flags::NAMELIKE) || !flags.contains(Flags::LOWER) && flags.intersects(Flags::NAME)
    }
}

/// The cost of an event of n in 255, never over 4 nats: people write `iphone` and `The Government`.
static CASE: [Cost; 256] = {
    // ln(x) for x in 1/255 steps by the series of artanh: constant evaluation has no logarithm.
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let p = (n as f64 + 4.0) / 259.0;
        // p = m * 2^-k with m in (0.5, 1]
        let (mut m, mut k) = (p, 0);
        while m <= 0.5 {
            m *= 2.0;
            k += 1;
        }
        let t = (m - 1.0) / (m + 1.0);
        let (mut term, mut sum, mut i) = (t, 0.0, 1);
        while i < 30 {
            sum += term / i as f64;
            term *= t * t;
            i += 2;
        }
        table[n] = ((k as f64 * core::f64::consts::LN_2 - 2.0 * sum) * 100.0) as Cost;
        n += 1;
    }
    table
};

//! Words that translate each other as translators wrote them: what the reverse dictionary, which knows headwords and nouns best, does
//! not say (`сказал`, told; `который`, which; `läbirääkimised`, talks).
//!
//! Learnt by `cargo xtask bitext-fit` from pairs of sentences (IBM model 1: Brown et al. 1993). The table holds beginnings of
//! words as hashes, no text. Layout: records of 8 bytes, sorted: `u32` hash of the language and the beginning of its word, `u32`
//! of which the low 8 bits are the score of a link and the others the hash of an English stem.

use crate::residue::fingerprint;

/// Bytes of a record.
const RECORD: usize = 8;
/// Letters that the forms of a word share.
const BEGINNING: usize = 5;
/// Letters from which on a word keeps one more.
const LONG: usize = 10;

/// A table of words that translate each other, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Learned {
    bytes: &'static [u8],
}

/// An English stem that a word may be rendered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rendering {
    english: u32,
    /// How well the two go together, as scores of links are.
    pub score: u8,
}

impl Rendering {
    /// For building tables.
    #[must_use]
    pub fn new(stem: &str, score: u8) -> Self {
        Self { english: stem_key(stem), score }
    }

    /// The English stem, hashed by [`stem_key`].
    pub(super) const fn english(self) -> u32 {
        self.english
    }

    /// Whether an English stem, hashed by [`stem_key`], is this one.
    #[must_use]
    pub const fn is(self, hash: u32) -> bool {
        self.english == hash
    }
}

/// What stands for an English stem in the table.
#[must_use]
pub fn stem_key(stem: &str) -> u32 {
    fingerprint(stem) >> 8
}

/// What the forms of a romanised word share, near enough: `kniga`, `knigu`.
#[must_use]
pub fn beginning(roman: &str) -> &str {
    let longest = if roman.len() >= LONG { BEGINNING + 1 } else { BEGINNING };
    let cut = roman.get(..longest).unwrap_or(roman);
    let bare = cut.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    if bare.len() >= 3 { bare } else { cut }
}

/// Key of the beginning of a word in a language.
fn key(language: &str, beginning: &str) -> u32 {
    fingerprint(&format!("{language}:{beginning}"))
}

impl Learned {
    /// Codes of the languages of the embedded table.
    pub const LANGUAGES: [&str; 4] = ["et", "ro", "ru", "de"];

    /// The table that comes with the program.
    pub const EMBEDDED: Self = Self::new(include_bytes!("../../dictionaries/bitext/learned.bin"));

    /// The table in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    /// Writes a table of language, beginning and rendering.
    #[must_use]
    pub fn build(records: &[(&str, &str, Rendering)]) -> Vec<u8> {
        let mut sorted: Vec<(u32, Rendering)> =
            records.iter().map(|(language, word, rendering)| (key(language, word), *rendering)).collect();
        sorted.sort_unstable();
        let packed = |r: Rendering| r.english << 8 | u32::from(r.score);
        sorted
            .iter()
            .flat_map(|(key, rendering)| [*key, packed(*rendering)])
            .flat_map(u32::to_le_bytes)
            .collect()
    }

    fn record(self, at: usize) -> Option<(u32, Rendering)> {
        let word = |at: usize| {
            let bytes = self.bytes.get(at..at + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        let packed = word(at * RECORD + 4)?;
        Some((word(at * RECORD)?, Rendering { english: packed >> 8, score: packed as u8 }))
    }

    /// What a romanised word of a language is rendered by.
    #[must_use]
    pub fn renderings(self, roman: &str, language: &str) -> Vec<Rendering> {
        let key = key(language, beginning(roman));
        let (mut low, mut high) = (0, self.bytes.len() / RECORD);
        while low < high {
            let middle = low.midpoint(high);
            if self.record(middle).is_some_and(|(other, _)| other < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let records = (low..).map_while(|at| self.record(at));
        records.take_while(|(other, _)| *other == key).map(|(_, rendering)| rendering).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{english_stem, roman};

    #[test]
    fn words_that_no_dictionary_lists_are_rendered_as_translators_did() {
        for (word, language, other) in [
            ("который", "ru", "which"),
            ("сказал", "ru", "said"),
            ("linnas", "et", "city"),
            ("fost", "ro", "was"),
        ] {
            let hash = stem_key(&english_stem(other));
            let found = Learned::EMBEDDED.renderings(&roman(word), language);
            assert!(found.iter().any(|r| r.is(hash)), "{word} {other}");
        }
        assert!(Learned::EMBEDDED.renderings("qwertz", "ru").is_empty());
    }

    #[test]
    fn forms_of_a_word_begin_alike() {
        for (a, b) in [("kniga", "knigu"), ("vremya", "vremeni"), ("linnas", "linnast")] {
            assert_eq!(beginning(a), beginning(b), "{a} {b}");
        }
        assert_ne!(beginning("dom"), beginning("den"));
    }
}

//! Counts of English words and word pairs (PyPI `wordsegment`, MIT; counts of the web by Google, published by Norvig).

use std::collections::BTreeMap;

use corrigenda::Lang;
use corrigenda::lexicon::Lexicon;
use corrigenda::residue::{NO_GLOSS, PREPOSITIONS};

use super::{Inputs, table};

const DETERMINERS: [&str; 14] =
    ["the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my", "your", "these", "those"];
const SUBJECTS: [&str; 6] = ["to", "i", "we", "you", "they", "will"];
/// Words counted in the source of the figures.
const TOTAL: f64 = 1.024e12;
/// Rarer words than these are no words that a translation system would write.
const WORDS: usize = 120_000;

/// Figures about English words.
pub(super) struct English {
    words: BTreeMap<String, Figures>,
}

#[derive(Default)]
struct Figures {
    count: f64,
    determined: f64,
    verbal: f64,
    after: [f64; 6],
}

impl English {
    pub(super) fn read(inputs: &Inputs) -> Result<Self, String> {
        let lexicon = Lexicon::default();
        let mut words = BTreeMap::new();
        for line in super::read(&inputs.wordsegment.join("wordsegment/unigrams.txt"))?.lines().take(WORDS) {
            let Some((word, count)) = pair(line) else { continue };
            if word.len() > 1 && lexicon.knows(Lang::En, word) == Some(true) {
                words.insert(word.to_owned(), Figures { count, ..Figures::default() });
            }
        }
        for line in super::read(&inputs.wordsegment.join("wordsegment/bigrams.txt"))?.lines() {
            let Some((words2, count)) = pair(line) else { continue };
            let Some((first, second)) = words2.split_once(' ') else { continue };
            let Some(figures) = words.get_mut(second) else { continue };
            if DETERMINERS.contains(&first) {
                figures.determined += count;
            }
            if SUBJECTS.contains(&first) {
                figures.verbal += count;
            }
            if let Some(index) = PREPOSITIONS.iter().position(|p| *p == first) {
                figures.after[index] += count;
            }
        }
        Ok(Self { words })
    }

    /// Whether the word, in lower case, is an English one.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Decimal logarithm of the frequency in a thousand million words; 0 for other words.
    pub(super) fn frequency(&self, word: &str) -> f64 {
        self.words.get(word).map_or(0.0, |f| (f.count / TOTAL * 1e9).log10().max(0.0))
    }

    /// The table of figures; `glosses` are those of the reverse dictionary, sorted.
    pub(super) fn table(&self, glosses: &[String]) -> Vec<u8> {
        let byte = |x: f64| x.round().clamp(0.0, 255.0) as u8;
        let entries =
            self.words.iter().map(|(word, f)| {
                let mut value = vec![
                    byte(self.frequency(word) * 25.0),
                    byte(f.determined / f.count * 255.0),
                    byte(f.verbal / f.count * 255.0),
                ];
                value.extend(f.after.map(|n| {
                    if n == 0.0 { 0 } else { byte(((n / f.count).log10() + 4.0).max(0.02) * 50.0) }
                }));
                let gloss = glosses.binary_search(word).map_or(NO_GLOSS, |id| id as u16);
                value.extend(gloss.to_le_bytes());
                (word.clone(), value)
            });
        table::write(&entries.collect())
    }
}

fn pair(line: &str) -> Option<(&str, f64)> {
    let (key, count) = line.rsplit_once('\t')?;
    Some((key, count.parse().ok()?))
}

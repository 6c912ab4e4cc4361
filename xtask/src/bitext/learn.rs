//! Which words translate each other, learnt from pairs of sentences: IBM model 1 (Brown et al., "The mathematics of statistical machine
//! translation", 1993) in both directions, words at like places preferred, and what both agree on. Fixed order, only sums, products and quotients: the same
//! bytes on any machine.

use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

use corrigenda::bitext::learned::{Rendering, beginning};
use corrigenda::bitext::{english_stem, roman};

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 5;
/// Pairs that two words must share.
const SHARED: u32 = 2;
/// Renderings that a word keeps.
const KEPT: usize = 12;
/// Scores by the geometric mean of both directions, in thousandths.
const SCORES: [(f64, u8); 6] = [(0.30, 79), (0.15, 76), (0.07, 70), (0.03, 62), (0.015, 52), (0.008, 46)];
/// How much less likely words at opposite ends of their sentences go together than words at the same place.
const APART: f64 = 6.0;

/// Words of a language and what they are rendered by.
pub(super) type Records = Vec<(String, Rendering)>;

/// Learns from sentences of a language and of English.
pub(super) fn learn<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Records {
    let (mut foreign, mut english) = (Vocabulary::default(), Vocabulary::default());
    let pairs: Vec<[Vec<u32>; 2]> = pairs
        .map(|(other, text)| {
            [
                words(other).map(|word| foreign.number(beginning(&word).to_owned())).collect(),
                words(text).map(|word| english.number(english_stem(&word))).collect(),
            ]
        })
        .collect();
    let cells = Cells::of(&pairs);
    let forward = cells.expected(&pairs, 0, [&foreign.counts, &english.counts]);
    let backward = cells.expected(&pairs, 1, [&english.counts, &foreign.counts]);
    let mut by_word: BTreeMap<u32, Vec<(u8, u32)>> = BTreeMap::new();
    for (cell, (f, e)) in cells.names.iter().enumerate() {
        if cells.shared[cell] < SHARED {
            continue;
        }
        // One more than there were: of rare words little is known.
        let of_foreign = forward[cell] / (foreign.counts[*f as usize] + 1.0);
        let of_english = backward[cell] / (english.counts[*e as usize] + 1.0);
        let product = of_foreign * of_english;
        let score = SCORES.iter().find(|(mean, _)| product >= mean * mean).map(|(_, score)| *score);
        if let Some(score) = score {
            by_word.entry(*f).or_default().push((score, *e));
        }
    }
    let mut records = Vec::new();
    for (f, mut renderings) in by_word {
        renderings.sort_unstable_by(|a, b| b.cmp(a));
        for (score, e) in renderings.into_iter().take(KEPT) {
            let rendering = Rendering::new(&english.words[e as usize], score);
            records.push((foreign.words[f as usize].clone(), rendering));
        }
    }
    records
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    words.map(roman).filter(|word| !word.is_empty())
}

/// Words by number, in order of their first mention.
#[derive(Default)]
struct Vocabulary {
    numbers: BTreeMap<String, u32>,
    words: Vec<String>,
    counts: Vec<f64>,
}

impl Vocabulary {
    fn number(&mut self, word: String) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(word.clone()).or_insert(next);
        if number == next {
            self.words.push(word);
            self.counts.push(0.0);
        }
        self.counts[number as usize] += 1.0;
        number
    }
}

/// Words that stand in one pair.
struct Cells {
    /// The two words of each.
    names: Vec<(u32, u32)>,
    /// Pairs that hold both.
    shared: Vec<u32>,
    /// For each pair of sentences the cells of its words, foreign ones outside.
    of_pair: Vec<Vec<u32>>,
}

impl Cells {
    fn of(pairs: &[[Vec<u32>; 2]]) -> Self {
        type Numbers = std::collections::HashMap<(u32, u32), u32, BuildHasherDefault<DefaultHasher>>;
        let mut numbers = Numbers::default();
        let (mut names, mut shared, mut last) = (Vec::new(), Vec::new(), Vec::new());
        let mut of_pair = Vec::with_capacity(pairs.len());
        for (index, [foreign, english]) in pairs.iter().enumerate() {
            let mut cells = Vec::with_capacity(foreign.len() * english.len());
            for f in foreign {
                for e in english {
                    let cell = *numbers.entry((*f, *e)).or_insert_with(|| {
                        names.push((*f, *e));
                        shared.push(0);
                        last.push(usize::MAX);
                        names.len() as u32 - 1
                    });
                    if last[cell as usize] != index {
                        last[cell as usize] = index;
                        shared[cell as usize] += 1;
                    }
                    cells.push(cell);
                }
            }
            of_pair.push(cells);
        }
        Self { names, shared, of_pair }
    }

    /// How often each word of the other side is expected to have been rendered by a word of `side`. `counts`: of the words of
    /// this side and of the other.
    fn expected(&self, pairs: &[[Vec<u32>; 2]], side: usize, counts: [&[f64]; 2]) -> Vec<f64> {
        let mut chance = vec![1.0_f64; self.names.len()];
        let all = counts[1].iter().sum::<f64>().max(1.0);
        let mut expected = Vec::new();
        for round in 0..ROUNDS {
            expected = vec![0.0_f64; self.names.len()];
            for (cells, pair) in self.of_pair.iter().zip(pairs) {
                let (outer, inner) = (pair[0].len(), pair[1].len());
                let at = |given: usize, other: usize| {
                    let (f, e) = if side == 0 { (given, other) } else { (other, given) };
                    cells[f * inner + e] as usize
                };
                let (givens, told) = if side == 0 { (outer, inner) } else { (inner, outer) };
                let near = |given: usize, other: usize| {
                    let place = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
                    1.0 / (1.0 + APART * (place(given, givens) - place(other, told)).abs())
                };
                for other in 0..told {
                    // A word that stands for none of this side.
                    let word = pair[1 - side][other] as usize;
                    let none = if round == 0 { 1.0 } else { counts[1][word] / all };
                    let weight = |given: usize| chance[at(given, other)] * near(given, other);
                    let sum: f64 = none + (0..givens).map(weight).sum::<f64>();
                    for given in 0..givens {
                        expected[at(given, other)] += weight(given) / sum;
                    }
                }
            }
            let mut totals = vec![0.0_f64; counts[0].len()];
            let given = |cell: usize| {
                let (f, e) = self.names[cell];
                if side == 0 { f as usize } else { e as usize }
            };
            for (cell, count) in expected.iter().enumerate() {
                totals[given(cell)] += count;
            }
            for (cell, count) in expected.iter().enumerate() {
                chance[cell] = count / totals[given(cell)].max(1e-9);
            }
        }
        expected
    }
}

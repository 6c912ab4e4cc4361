//! How many words of two sentences are known to translate each other, for the aligner.
//!
//! Lengths and cognates say little of a translation from a language that shares no words with the other. What a dictionary says
//! of pairs of words is added as evidence of the pair of sentences, as in Varga et al., "Parallel corpora for medium density
//! languages" (2005): a word counts for as much as its renderings are rare in the text, and against a pair in which none of them is.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::learned::{Learned, stem_key};
use super::renderings::{english_stem, renderings};
use super::roman;
use super::votes::Votes;
use crate::document::{Document, Sentence};
use crate::exact;

/// How often the rendering of a word that has one is that of the dictionary.
const USUAL: f64 = 0.45;
/// Words whose renderings are in a larger share of the sentences than this say nothing.
const COMMON: f64 = 0.2;
/// What counts of a match, in hundredths: words of a sentence are no independent witnesses.
const WORTH: f64 = 60.0;
/// What a word counts against a pair that has no rendering of it.
const AGAINST: i32 = 14;
/// The most that words say for a pair of sentences, and against one: with what lengths may say, less than it costs to leave both alone.
const MOST: (i32, i32) = (900, 90);

/// A word of the source whose renderings occur in the target.
#[derive(Debug)]
struct Known {
    /// Sentences of the target that have one, rising.
    sentences: Vec<u32>,
    /// What it counts for a pair of sentences that has one, in hundredths of nats.
    worth: i32,
}

/// What dictionaries say of the sentences of two texts.
#[derive(Debug, Default)]
pub(super) struct WordPairs {
    known: Vec<Known>,
    /// Known words of each sentence of the source.
    source: Vec<Vec<u32>>,
    /// How many words of each sentence of the target render a word of the source somewhere.
    target: Vec<u32>,
}

impl WordPairs {
    /// Looks up the words of both texts; one of them is English, `language` is the code of the other, which is the original or not.
    pub(super) fn new(original: &Document, document: &Document, language: &str, is_original: bool) -> Self {
        let mut dictionary = Dictionary { language, learned: Learned::EMBEDDED, of: FxHashMap::default() };
        let mut read = |text: &Document, is_foreign: bool| -> Vec<Vec<Vec<u32>>> {
            text.sentences()
                .map(|s| concepts(s, if is_foreign { Some(&mut dictionary) } else { None }))
                .collect()
        };
        let source = read(original, is_original);
        let target = read(document, !is_original);
        let mut places: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (index, words) in (0_u32..).zip(&target) {
            for concept in words.iter().flatten() {
                let list = places.entry(*concept).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        let count = target.len().max(1) as f64;
        let mut pairs = Self::default();
        let mut numbers: FxHashMap<Vec<u32>, Option<u32>> = FxHashMap::default();
        let mut asked: FxHashSet<u32> = FxHashSet::default();
        for words in source {
            let mut known = Vec::new();
            for word in words {
                asked.extend(&word);
                let number = *numbers.entry(word).or_insert_with_key(|word| {
                    let mut sentences: Vec<u32> =
                        word.iter().filter_map(|concept| places.get(concept)).flatten().copied().collect();
                    sentences.sort_unstable();
                    sentences.dedup();
                    let share = sentences.len() as f64 / count;
                    if sentences.len() > 2 && share > COMMON {
                        return None;
                    }
                    let worth =
                        if sentences.is_empty() { 0.0 } else { exact::ln(USUAL / share).max(0.2) * WORTH };
                    pairs.known.push(Known { sentences, worth: worth.round() as i32 });
                    u32::try_from(pairs.known.len() - 1).ok()
                });
                known.extend(number);
            }
            known.sort_unstable();
            known.dedup();
            pairs.source.push(known);
        }
        pairs.target = target
            .iter()
            .map(|words| {
                words.iter().filter(|word| word.iter().any(|concept| asked.contains(concept))).count() as u32
            })
            .collect();
        pairs
    }

    /// What the words of a sentence of the source say of the sentences of the target in a range.
    pub(super) fn votes(&self, source: usize, range: Range<usize>) -> Votes {
        let mut votes = Votes::new(range);
        for known in self.source.get(source).into_iter().flatten() {
            let Known { sentences, worth } = &self.known[*known as usize];
            votes.add(sentences, worth + 2 * AGAINST);
        }
        votes
    }

    /// What the words of sentences of the source say for those of the target; `votes` are of the sentences of the source.
    pub(super) fn worth(&self, votes: &[Votes], source: Range<usize>, target: Range<usize>) -> i32 {
        let fors: i32 = votes.iter().map(|v| target.clone().map(|at| v.of(at)).sum::<i32>()).sum();
        let words = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let there: i32 = source.map(|at| self.source.get(at).map_or(0, |known| words(known.len()))).sum();
        let here: i32 = target.map(|at| self.target.get(at).map_or(0, |n| words(*n as usize))).sum();
        (fors - AGAINST * (there + here)).clamp(-MOST.1, MOST.0)
    }
}

struct Dictionary<'l> {
    language: &'l str,
    learned: Learned,
    of: FxHashMap<String, Vec<u32>>,
}

impl Dictionary<'_> {
    fn look_up(&mut self, text: &str) -> Vec<u32> {
        let folded = roman(text);
        let (learned, language) = (self.learned, self.language);
        self.of
            .entry(folded)
            .or_insert_with_key(|folded| {
                let mut stems: Vec<u32> =
                    renderings(text, language).iter().map(|stem| stem_key(stem)).collect();
                stems.extend(learned.renderings(folded, language).iter().map(|r| r.english()));
                stems.sort_unstable();
                stems.dedup();
                stems
            })
            .clone()
    }
}

/// The words of a sentence, each as the English stems that it has or may be rendered by.
fn concepts(sentence: Sentence<'_>, mut dictionary: Option<&mut Dictionary<'_>>) -> Vec<Vec<u32>> {
    let document = sentence.document();
    let bit = sentence.lang().bit();
    let words = sentence
        .tokens()
        .iter()
        .filter(|token| token.word().is_some_and(|id| document.words().get(id).function_of & bit == 0));
    let texts = words.map(|token| document.token_text(token)).filter(|text| text.chars().count() >= 3);
    let mut all: Vec<Vec<u32>> = texts
        .map(|text| match dictionary.as_deref_mut() {
            Some(dictionary) => dictionary.look_up(text),
            None => vec![stem_key(&english_stem(text))],
        })
        .filter(|stems| !stems.is_empty())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::{Bitext, Original};
    use crate::lang::Lang;
    use crate::source::{Format, Source};

    fn shape(source: &str, draft: &str, lang: Lang) -> Vec<(usize, usize)> {
        let original = Original {
            source: Source::from_string("source", source.to_owned(), Format::Text),
            lang: None,
            segments: None,
        };
        let document = Document::new(draft.into(), None, Some(Lang::En));
        let bitext = Bitext::new(&document, &original, Some(lang).filter(|lang| *lang != Lang::Other));
        bitext.pairs.iter().map(|pair| (pair.source.len(), pair.target.len())).collect()
    }

    #[test]
    fn sentences_that_share_no_letters_find_each_other_by_their_words() {
        let source = "Зимой река замерзает. Дети катаются на коньках. Старый рыбак сидит дома. Его жена готовит суп. \
                      Летом они продают рыбу.";
        let without = |lost: &str| {
            "In winter the river freezes. The children go skating. The old fisherman sits at home. His wife cooks soup. \
             In summer they sell fish."
                .replace(lost, "")
        };
        assert_eq!(shape(source, &without(""), Lang::Ru), [(1, 1); 5]);
        assert_eq!(
            shape(source, &without("The old fisherman sits at home. "), Lang::Ru),
            [(1, 1), (1, 1), (1, 0), (1, 1), (1, 1)]
        );
        assert_eq!(
            shape(source, &without("The children go skating. "), Lang::Ru),
            [(1, 1), (1, 0), (1, 1), (1, 1), (1, 1)]
        );
    }
}

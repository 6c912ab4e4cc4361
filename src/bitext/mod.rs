//! A draft and the text that it was translated from: which sentences belong together, and what both sides name and count.
//!
//! ```text
//! source, sentences      draft, sentences
//! |-- 1 --|              |-- 1 --|            1-1
//! |-- 2 --|-- 3 --|      |---- 2 ----|        2-1
//! |-- 4 --|                                   1-0: omitted
//! ```
//!
//! The source comes as a second file, or the two stand side by side in one (TMX, XLIFF, PO, TSV: `read`). In a file of pairs the
//! pairs are given; two texts are aligned by sentence (`align`).

mod align;
mod forest;
mod gazetteer;
mod glossary;
pub mod learned;
mod length;
mod links;
mod names;
mod number_match;
mod number_words;
mod numbers;
mod postings;
pub mod read;
mod renderings;
mod roman;
mod votes;
mod word_pairs;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHasher;

pub use forest::{Forest, Manner};
pub use gazetteer::listed;
pub use glossary::{Glossary, Term};
pub use learned::Learned;
pub use length::Length;
pub use links::{HELD, Links, Word};
pub use names::{Name, NameHabits, names, strangers};
pub use number_match::{Difference, compare};
pub use numbers::{Number, Numbers};
pub use renderings::english_stem;
pub use roman::{alike, begins_like, roman, root, same_word, sound};

use crate::document::{Document, Sentence, TokenKind};
use crate::lang::Lang;
use crate::source::Source;
use crate::span::Span;
use align::{Unit, align};
use word_pairs::WordPairs;

/// The text that a draft was translated from, as read.
#[derive(Debug, Clone)]
pub struct Original {
    /// Its text and the way back to its bytes.
    pub source: Source,
    /// Its language, where the file says so.
    pub lang: Option<Lang>,
    /// Which stretches of the draft translate which of the source, in order; `None` where nobody says so.
    pub segments: Option<Vec<Segment>>,
}

/// A segment of a file of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// In the text of the draft.
    pub target: Span,
    /// In the text of the source.
    pub source: Span,
}

/// A draft and its source, aligned.
#[derive(Debug)]
pub struct Bitext {
    /// The source text.
    pub original: Document,
    /// What translates what, in order of the draft.
    pub pairs: Vec<Pair>,
    /// Whether the pairs were given rather than found.
    pub given: bool,
    /// Whether the draft translates so freely that names and lengths of single sentences say little: proverbs, verse, posts.
    pub is_free: bool,
    /// Whether the source writes every noun with a capital, as German does.
    pub capital_nouns: bool,
    /// Code of the dictionary that knows the words of the source, where one does.
    pub dictionary: Option<&'static str>,
    /// Words that translate each other.
    learned: Learned,
    /// Where words stand, looked up at the first call.
    postings: OnceLock<postings::Postings>,
    /// Pair of each sentence of the draft.
    of_sentence: Vec<Option<u32>>,
}

/// Whether a text that was taken for German has its little words: one in ten at least. Languages that nobody knows here are taken
/// for one or another.
fn is_german(text: &Document) -> bool {
    let words = text.tokens().iter().filter_map(|t| t.word());
    let function = words.clone().filter(|w| text.words().get(*w).function_of & Lang::De.bit() != 0).count();
    text.lang() == Lang::De && function * 10 >= words.count()
}

/// Scatter of the length of pairs from which a translation is free.
const FREE: f64 = 0.29;

/// Sentences that belong together. One side may be empty.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Sentences of the source.
    pub source: Range<usize>,
    /// Sentences of the draft.
    pub target: Range<usize>,
    /// Bytes of the source text, from the first sentence to the last.
    pub source_span: Span,
    /// Bytes of the draft; empty, behind what comes before, where nothing translates the source.
    pub target_span: Span,
    /// How long the source is.
    pub source_length: Length,
    /// How long the draft is.
    pub target_length: Length,
    /// Logarithm of how much longer the draft is than is usual for its source, toward 0 where little is known; `None` where
    /// lengths say nothing.
    pub deviation: Option<f64>,
    /// Numbers of the source.
    pub source_numbers: Numbers,
    /// Numbers of the draft.
    pub target_numbers: Numbers,
}

impl Bitext {
    /// Aligns `document` with `original`. `lang` is the language of the source, where the user says so.
    #[must_use]
    pub fn new(document: &Document, original: &Original, lang: Option<Lang>) -> Self {
        let source = &original.source;
        let lang = lang.or(original.lang);
        let text = Document::new(source.text.clone(), source.blocks.as_deref(), lang);
        let capital_nouns = lang == Some(Lang::De) || lang.is_none() && is_german(&text);
        // A language that was only guessed is no ground to judge how numbers are written.
        let numbers_lang = lang.unwrap_or(Lang::Other);
        let dictionary = renderings::dictionary(&text, lang.filter(|lang| *lang != Lang::Other));
        let ranges = match &original.segments {
            Some(segments) => given(document, &text, segments),
            None => found(document, &text, dictionary),
        };
        let mut pairs: Vec<Pair> = ranges
            .into_par_iter()
            .map(|(source, target, gap)| pair(document, &text, source, target, gap, numbers_lang))
            .collect();
        let scatter = length::deviations(&mut pairs);
        let mut of_sentence = vec![None; document.sentence_count()];
        for (index, pair) in pairs.iter().enumerate() {
            for sentence in of_sentence.get_mut(pair.target.clone()).into_iter().flatten() {
                *sentence = u32::try_from(index).ok();
            }
        }
        Self {
            dictionary,
            original: text,
            pairs,
            given: original.segments.is_some(),
            is_free: scatter > FREE,
            capital_nouns,
            learned: Learned::EMBEDDED,
            postings: OnceLock::new(),
            of_sentence,
        }
    }

    /// The same with another table of words that translate each other.
    #[must_use]
    pub const fn with_learned(mut self, learned: Learned) -> Self {
        self.learned = learned;
        self
    }

    /// The same as if no dictionary knew the language of the source.
    #[must_use]
    pub const fn without_dictionary(mut self) -> Self {
        self.dictionary = None;
        self
    }

    fn postings(&self, document: &Document) -> &postings::Postings {
        self.postings.get_or_init(|| postings::Postings::new(document, &self.original, &self.pairs))
    }

    /// The pair that a sentence of the draft belongs to.
    #[must_use]
    pub fn pair_of(&self, sentence: Sentence<'_>) -> Option<&Pair> {
        let index = (*self.of_sentence.get(sentence.index())?)?;
        self.pairs.get(index as usize)
    }

    /// What sort of translation it is.
    #[must_use]
    pub fn manner(&self, document: &Document) -> Manner {
        match document.lang() {
            _ if self.is_free => Manner::Free,
            Lang::En if self.dictionary.is_none() => Manner::Unknown,
            Lang::En => Manner::English,
            _ => Manner::Other,
        }
    }

    /// By how many English words the dictionary of the source renders a word, in some form.
    #[must_use]
    pub fn glosses(&self, word: &str) -> usize {
        self.dictionary.map_or(0, |dictionary| renderings::renderings(word, dictionary).len())
    }

    /// The sentences of the source that a pair holds.
    pub fn source_sentences(&self, pair: &Pair) -> impl ExactSizeIterator<Item = Sentence<'_>> + Clone {
        pair.source.clone().map(|index| self.original.sentence(index))
    }
}

type Ranges = (Range<usize>, Range<usize>, u32);

/// Sentences of both sides for each segment.
fn given(document: &Document, original: &Document, segments: &[Segment]) -> Vec<Ranges> {
    let starts = |document: &Document| document.sentences().map(|s| s.span().start).collect::<Vec<u32>>();
    let (targets, sources) = (starts(document), starts(original));
    let of = |starts: &[u32], span: Span| {
        let at = |place: u32| starts.partition_point(|start| *start < place);
        at(span.start)..at(span.end).max(at(span.start))
    };
    segments.iter().map(|s| (of(&sources, s.source), of(&targets, s.target), s.target.start)).collect()
}

/// Sentences of both sides that belong together by length and anchors.
fn found(document: &Document, original: &Document, dictionary: Option<&'static str>) -> Vec<Ranges> {
    let units = |document: &Document| document.sentences().map(unit).collect::<Vec<Unit>>();
    let words = match dictionary {
        Some(language) if document.lang() == Lang::En && original.lang() != Lang::En => {
            WordPairs::new(original, document, language, true)
        }
        _ if original.lang() == Lang::En && document.lang() != Lang::En => {
            WordPairs::new(original, document, document.lang().code(), false)
        }
        _ => WordPairs::default(),
    };
    let beads = align(&units(original), &units(document), &words);
    let (mut i, mut j) = (0, 0);
    let mut ranges = Vec::with_capacity(beads.len());
    let mut gap = 0;
    for bead in beads {
        let (source, target) = (i..i + usize::from(bead.source), j..j + usize::from(bead.target));
        (i, j) = (source.end, target.end);
        ranges.push((source, target, gap));
        if let Some(last) = j.checked_sub(1) {
            gap = document.sentence(last).span().end;
        }
    }
    ranges
}

/// A sentence as the aligner sees it.
fn unit(sentence: Sentence<'_>) -> Unit {
    const NAME: u8 = 3;
    const COGNATE: u8 = 1;
    let document = sentence.document();
    let hash = |kind: u8, of: &str| {
        let mut hasher = FxHasher::default();
        (kind, of).hash(&mut hasher);
        hasher.finish()
    };
    let mut anchors: Vec<(u64, u8)> = Vec::new();
    for token in sentence.tokens() {
        let text = document.token_text(token);
        match token.kind {
            TokenKind::Word => {
                let folded = roman(text);
                // Of words as of names the beginning stays: endings are what grammar changes.
                if let Some(stem) = folded.get(..4) {
                    let weight =
                        if text.chars().next().is_some_and(char::is_uppercase) { NAME } else { COGNATE };
                    anchors.push((hash(0, stem), weight));
                }
            }
            TokenKind::Number | TokenKind::Mixed => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                if !digits.is_empty() {
                    anchors.push((hash(1, &digits), NAME));
                }
            }
            TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Code => {
                anchors.push((hash(2, text), NAME));
            }
            TokenKind::Punctuation if matches!(token.char(), Some('?' | '؟' | '！' | '？' | '!')) => {
                anchors.push((hash(3, "?"), COGNATE));
            }
            _ => {}
        }
    }
    anchors.sort_unstable();
    anchors.dedup_by_key(|(hash, _)| *hash);
    let opens = sentence.paragraph().span().start == sentence.span().start;
    let length = u32::try_from(sentence.text().chars().count()).unwrap_or(u32::MAX);
    Unit { length, anchors, opens }
}

fn pair(
    document: &Document,
    original: &Document,
    source: Range<usize>,
    target: Range<usize>,
    gap: u32,
    lang: Lang,
) -> Pair {
    let span = |document: &Document, range: &Range<usize>| {
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start)?;
        Some(document.sentence(range.start).span().to(document.sentence(last).span()))
    };
    let source_span = span(original, &source).unwrap_or_default();
    let target_span = span(document, &target).unwrap_or(Span::new(gap, gap));
    Pair {
        source_length: Length::of(original, source_span, source.clone().map(|i| original.sentence(i))),
        target_length: Length::of(document, target_span, target.clone().map(|i| document.sentence(i))),
        deviation: None,
        source_numbers: Numbers::read(original.text(), source_span, lang),
        target_numbers: Numbers::read(document.text(), target_span, document.lang()),
        source,
        target,
        source_span,
        target_span,
    }
}

//! The word types of a document as the model sees them, looked up once per type: most sentences have nothing odd, and are
//! left at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering};

use bitflags::bitflags;

use super::contractions;
use super::faults::COMMON_WORD;
use super::torn;
use crate::detect::Context;
use crate::document::{Gap, Sentence, Shape, TokenKind, WordId, Words, is_spaceless};
use crate::lang::Lang;
use crate::model::candidates::Memo;
use crate::model::contexts::Seen;
use crate::model::ngrams::Key;
use crate::model::pieces::{NUMBER, PieceKind, UNKNOWN, fold, mark_key};
use crate::model::rather::{self, Doubt};
use crate::model::spelt::Spelling;
use crate::model::suspects::{OPENING, is_of_function_words, is_spelt_joined, is_word_joined};
use crate::model::tables::hash;
use crate::model::traits::Dirt;
use crate::model::words::{Flags, WordNo};
use crate::model::{Model, RARE};
use crate::span::Span;

bitflags! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Verdict: u8 {
        /// The type was looked up.
        const ASKED = 1;
        /// Odd wherever it stands.
        const ODD = 1 << 1;
        /// Not so common that a part of a torn word could not look like it.
        const PART = 1 << 2;
        /// Another word may be meant by it.
        const CONFUSABLE = 1 << 3;
        /// The dictionary or the user was asked about an odd type; of a confusable one it was told whether another is meant.
        const WITNESSED = 1 << 4;
        /// The dictionary or the user knows it.
        const VOUCHED = 1 << 5;
        /// Too common to be asked about where it stands at ease.
        const COMMON = 1 << 6;
        /// A name that is odd at the start of a sentence: `Thats`, `Asa`.
        const OPENS = 1 << 7;
    }
}

/// What the model knows of a word type, looked up when first asked for; two threads that ask at once find the same.
#[derive(Debug, Default)]
struct Cell {
    /// Hash of the spelling, 0 where nobody asked.
    hash: AtomicU64,
    /// Index in the vocabulary + 1 in the lower bits, [`Self::FOUND`] where it was looked for.
    word: AtomicU32,
    /// Its [`Spelling`] in numbers, 0 where nobody asked.
    spelling: [AtomicU64; 2],
}

impl Cell {
    /// Marks a word that was looked for.
    const FOUND: u32 = 1 << 31;

    /// The hash of a spelling in lower case.
    fn hash(&self, lower: &str) -> Key {
        match self.hash.load(Ordering::Relaxed) {
            0 => {
                let hash = hash(lower.as_bytes());
                self.hash.store(hash, Ordering::Relaxed);
                hash
            }
            known => known,
        }
    }

    /// The [`Spelling`] of a string in lower case.
    fn spelling(&self, lower: &str) -> Spelling {
        let known = self.spelling.each_ref().map(|number| number.load(Ordering::Relaxed));
        match known {
            // Two threads that ask at once store the same numbers, one after the other.
            [0, _] | [_, 0] => {
                let spelling = Spelling::of(lower);
                for (place, number) in self.spelling.iter().zip(spelling.numbers()) {
                    place.store(number, Ordering::Relaxed);
                }
                spelling
            }
            known => Spelling::from_numbers(known),
        }
    }

    /// What [`Model::key`] says of the spelling.
    fn key(&self, model: &Model<'_>, lower: &str) -> (Key, Option<WordNo>) {
        let key = self.hash(lower);
        let mut word = self.word.load(Ordering::Relaxed);
        if word & Self::FOUND == 0 {
            let no = model.words.find_hashed(lower.as_bytes(), key);
            word = Self::FOUND | no.map_or(0, |no| no.0 + 1);
            self.word.store(word, Ordering::Relaxed);
        }
        match (word & !Self::FOUND).checked_sub(1) {
            Some(no) => (key, Some(WordNo(no))),
            None => (UNKNOWN, None),
        }
    }
}

/// Word types that are looked up together.
const TOGETHER: usize = 32;

/// What the model thinks of each word type.
#[derive(Debug)]
pub struct OddTypes {
    /// Close together, as every word of the text is asked about.
    verdicts: Vec<AtomicU8>,
    /// Made when a sentence is first looked at: whether a text is broken is told without them.
    cells: OnceLock<Vec<Cell>>,
    dirt: OnceLock<Dirt>,
    broken: OnceLock<bool>,
    /// Where each word type stands first.
    firsts: OnceLock<Vec<u32>>,
}

impl OddTypes {
    pub(in crate::detect) fn new(words: &Words) -> Self {
        Self {
            verdicts: (0..words.len()).map(|_| AtomicU8::default()).collect(),
            cells: OnceLock::new(),
            dirt: OnceLock::new(),
            broken: OnceLock::new(),
            firsts: OnceLock::new(),
        }
    }

    fn verdict(&self, model: &Model<'_>, words: &Words, id: WordId) -> Verdict {
        let Some(place) = self.verdicts.get(id.index()) else { return Verdict::ODD };
        let known = Verdict::from_bits_truncate(place.load(Ordering::Relaxed));
        if known.contains(Verdict::ASKED) {
            return known;
        }
        let verdict = judge(model, words.text(id), words.get(id).shape) | Verdict::ASKED;
        place.store(verdict.bits(), Ordering::Relaxed);
        verdict
    }

    /// The verdict on a type, odd ones only if the dictionary and the user do not know them either.
    fn verdict_with(&self, model: &Model<'_>, cx: &Context<'_>, id: WordId) -> Verdict {
        let words = cx.document.words();
        let mut verdict = self.verdict(model, words, id);
        if !verdict.intersects(Verdict::ODD.union(Verdict::CONFUSABLE)) {
            return verdict;
        }
        if !verdict.contains(Verdict::WITNESSED) {
            verdict |= Verdict::WITNESSED;
            if verdict.contains(Verdict::ODD) {
                verdict.set(Verdict::VOUCHED, is_vouched(model, cx, words.text(id), id));
            } else {
                let word = model.words.find(words.text(words.get(id).lower));
                let doubt = word.map_or(Doubt::Never, |no| Doubt::about(model, no));
                verdict.set(Verdict::CONFUSABLE, doubt != Doubt::Never);
                verdict.set(Verdict::COMMON, doubt == Doubt::AtUnease);
            }
            if let Some(place) = self.verdicts.get(id.index()) {
                place.store(verdict.bits(), Ordering::Relaxed);
            }
        }
        if verdict.contains(Verdict::VOUCHED) { Verdict::PART } else { verdict }
    }

    /// Whether anything in the sentence deserves a closer look.
    pub(super) fn any_odd(
        &self,
        model: &Model<'_>,
        memo: &Memo,
        sentence: Sentence<'_>,
        cx: &Context<'_>,
    ) -> bool {
        let words = cx.document.words();
        let mut before: Option<(Verdict, WordId)> = None;
        // The word before a hyphen.
        let mut hyphened: Option<WordId> = None;
        let lower = |id: WordId| words.text(words.get(id).lower);
        let cells = self.cells.get_or_init(|| (0..words.len()).map(|_| Cell::default()).collect());
        let cell = |id: WordId| &cells[words.get(id).lower.index()];
        let key = |id: WordId| cell(id).key(model, lower(id));
        let tokens = sentence.tokens();
        let seen = |at: usize| -> Seen {
            let token = &tokens[at];
            match (token.kind, token.word()) {
                (TokenKind::Word | TokenKind::Mixed, Some(id)) => key(id),
                (TokenKind::Number, _) => (NUMBER, None),
                _ => (token.char().map_or(UNKNOWN, mark_key), None),
            }
        };
        let is_joined = |first: WordId, second: WordId| {
            let spelling = |id: WordId| cell(id).spelling(lower(id));
            model.spelt.may_be(spelling(first).joined(spelling(second)))
                && is_spelt_joined(model, lower(first), lower(second))
        };
        let mut number = None;
        // A number with its comma.
        let mut group = None;
        for (at, token) in tokens.iter().enumerate() {
            let (earlier, parted) = (number.take(), group.take());
            if token.kind == TokenKind::Number {
                let text = cx.document.slice(token.span);
                let is_torn = earlier.is_some_and(|earlier| torn::may_be_one(earlier, text));
                let is_parted = !token.is_glued() && parted.is_some_and(|p| torn::may_be_group(p, text));
                if is_torn || is_parted {
                    return true;
                }
                number = Some(text);
            } else if token.is(',') && token.is_glued() {
                group = earlier;
            }
            let id = match token.kind {
                TokenKind::Word | TokenKind::Mixed => token.word(),
                _ => None,
            };
            let hyphened_before = hyphened.take();
            let Some(id) = id else {
                if token.is('-') && matches!(token.gap, Gap::None) {
                    hyphened = before.map(|(_, id)| id);
                }
                before = None;
                continue;
            };
            let verdict = self.verdict_with(model, cx, id);
            if verdict.contains(Verdict::ODD) || at < OPENING && verdict.contains(Verdict::OPENS) {
                return true;
            }
            if hyphened_before.is_some_and(|first| is_word_joined(model, lower(first), unowned(lower(id)))) {
                return true;
            }
            if verdict.contains(Verdict::CONFUSABLE)
                && (words.get(id).shape == Shape::Lower || at == 0)
                && !(verdict.contains(Verdict::COMMON)
                    && rather::is_at_ease(model, (at, tokens.len()), &seen))
                && !rather::rather(model, memo, (at, tokens.len()), &seen).is_empty()
            {
                return true;
            }
            if let Some((earlier, first)) = before {
                let spaced = matches!(token.gap, Gap::Space | Gap::Line | Gap::Wide);
                if spaced && (verdict | earlier).contains(Verdict::PART) && is_joined(first, id) {
                    return true;
                }
            }
            before = Some((verdict, id));
        }
        false
    }

    /// Whether this is the first place where the document has an odd word as spelt: later ones are not told again.
    pub(super) fn is_first(&self, cx: &Context<'_>, surface: &str, span: Span) -> bool {
        let firsts = self.firsts.get_or_init(|| {
            let mut firsts = vec![u32::MAX; self.verdicts.len()];
            for token in cx.document.tokens() {
                if let Some(place) = token.word().and_then(|id| firsts.get_mut(id.index())) {
                    *place = (*place).min(token.span.start);
                }
            }
            firsts
        });
        cx.document
            .words()
            .find(surface)
            .and_then(|id| firsts.get(id.index()))
            .is_none_or(|&first| first >= span.start)
    }

    /// How broken the document is.
    pub(in crate::detect) fn dirt(&self, model: &Model<'_>, cx: &Context<'_>) -> Dirt {
        *self.dirt.get_or_init(|| {
            let words = cx.document.words();
            let (mut dirt, _) = count(words);
            dirt.spaceless = is_spaceless(cx.document);
            let lower: Vec<WordId> = words.ids().filter(|id| words.get(*id).shape == Shape::Lower).collect();
            for some in lower.chunks(TOGETHER) {
                let hashes: Vec<Key> = some.iter().map(|id| hash(words.text(*id).as_bytes())).collect();
                model.words.await_words(&hashes);
                dirt.odd += some.iter().map(|id| self.odd_count(model, words, *id)).sum::<u32>();
            }
            dirt
        })
    }

    /// Whether so many words of the document are odd that it is full of errors: what [`Self::dirt`] says, but types are asked
    /// about only until no others could change the answer. Common ones stand first in a text, so that is soon.
    pub(in crate::detect) fn is_broken(&self, model: &Model<'_>, cx: &Context<'_>) -> bool {
        *self.broken.get_or_init(|| {
            let words = cx.document.words();
            let (mut dirt, mut left) = count(words);
            for id in words.ids().filter(|id| words.get(*id).shape == Shape::Lower) {
                let most = Dirt { odd: dirt.odd + left, ..dirt };
                if dirt.is_broken() || !most.is_broken() {
                    break;
                }
                left -= words.get(id).count;
                dirt.odd += self.odd_count(model, words, id);
            }
            dirt.is_broken()
        })
    }

    /// Occurrences of a type, if it is odd.
    fn odd_count(&self, model: &Model<'_>, words: &Words, id: WordId) -> u32 {
        let count = words.get(id).count;
        if count > 0 && self.verdict(model, words, id).contains(Verdict::ODD) { count } else { 0 }
    }
}

/// The words of a document as far as none is odd, and how many are in lower case.
fn count(words: &Words) -> (Dirt, u32) {
    let (mut dirt, mut lower) = (Dirt::default(), 0);
    for kind in words.ids().map(|id| words.get(id)) {
        if kind.shape != Shape::Caseless {
            dirt.words += kind.count;
        }
        if kind.shape == Shape::Lower {
            lower += kind.count;
        }
    }
    (dirt, lower)
}

/// Whether the dictionary or the user knows a word that the vocabulary does not have as one: what
/// [`read`](crate::model::suspects::read) would find.
fn is_vouched(model: &Model<'_>, cx: &Context<'_>, text: &str, id: WordId) -> bool {
    let mut pieces = model.pieces(text);
    let (Some(piece), None) = (pieces.next(), pieces.next()) else { return false };
    let known = |lower: &str| {
        model.words.find(lower).is_some_and(|no| model.words.flags(no).intersects(Flags::DICTIONARY))
    };
    piece.kind == PieceKind::Word && !known(&fold(text)) && cx.knows(id) == Some(true)
}

/// A word without its possessive.
fn unowned(lower: &str) -> &str {
    lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(lower)
}

fn judge(model: &Model<'_>, text: &str, shape: Shape) -> Verdict {
    let mut verdict = Verdict::empty();
    for piece in model.pieces(text) {
        let surface = &text[piece.start..piece.end];
        verdict |= match piece.kind {
            PieceKind::Word => word(model, surface, shape),
            PieceKind::Mixed => Verdict::ODD,
            PieceKind::Number | PieceKind::Mark => Verdict::empty(),
        };
    }
    verdict
}

fn word(model: &Model<'_>, surface: &str, shape: Shape) -> Verdict {
    let lower = fold(surface);
    if lower.chars().nth(1).is_none() {
        return if model.is_lone_word(&lower) { Verdict::empty() } else { Verdict::ODD };
    }
    if shape == Shape::Mixed {
        return Verdict::ODD;
    }
    let Some(no) = model.words.find(&lower) else {
        let vouched = model.vouches(&lower, surface.starts_with(char::is_uppercase));
        return if vouched { Verdict::PART } else { Verdict::ODD };
    };
    let (flags, cost) = (model.words.flags(no), model.words.cost(no));
    let contracted = model.lang == Lang::En && contractions::is_one(model, &lower);
    if contracted && shape == Shape::Lower {
        return Verdict::ODD;
    }
    let name = surface.starts_with(char::is_uppercase)
        && (flags.intersects(Flags::DICTIONARY.union(Flags::NAME)) || cost <= RARE);
    if !flags.contains(Flags::LOWER) {
        let name =
            name || !flags.intersects(Flags::DICTIONARY) && model.vouches(&lower, shape != Shape::Lower);
        let known = flags.intersects(Flags::DICTIONARY | Flags::NAME);
        let opens = shape == Shape::Title
            && (contracted || is_of_function_words(model.lang, &lower) || !known && model.is_listed(&lower));
        return match (name, opens) {
            (false, _) => Verdict::ODD,
            (true, true) => Verdict::PART | Verdict::OPENS,
            (true, false) => Verdict::PART,
        };
    }
    let mut verdict = Verdict::empty();
    verdict.set(Verdict::PART, cost > COMMON_WORD);
    verdict.set(Verdict::CONFUSABLE, flags.contains(Flags::CONFUSABLE));
    verdict
}

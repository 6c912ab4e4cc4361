//! Weighs a word where it stands against what else could stand there: which odd words are names after all, which words that
//! exist are doubtful.

use std::ops::Range;

use super::candidates::Memo;
use super::ngrams::Key;
use super::pieces::{self, PieceKind};
use super::rather::{self, Rather};
use super::spelt::Spellings;
use super::suspects::{Reading, is_pair, is_word_joined};
use super::tables::Cost;
use super::words::{Flags, WordNo};
use super::{Before, LISTED, Model};
use super::{prices, respelling};

/// Whether an odd word among sound ones is a name or a rare word, since nothing else it could be would be cheaper: neither
/// a word an error away, nor two words, nor one with a neighbour.
pub(super) fn is_hopeless(model: &Model<'_>, memo: &Memo, readings: &[Reading<'_>], at: usize) -> bool {
    let reading = &readings[at];
    let length = reading.lower.len();
    if !reading.suspect
        || reading.piece.kind != PieceKind::Word
        || !reading.capitals.is_empty()
        || !(3..=LONG).contains(&length)
    {
        return false;
    }
    let before = at.checked_sub(1).map(|at| &readings[at]);
    let after = readings.get(at + 1);
    if before.is_some_and(|r| r.suspect) || after.is_some_and(|r| r.suspect || r.lower == "-") {
        return false;
    }
    let word = |r: Option<&Reading<'_>>| r.is_some_and(|r| r.piece.kind == PieceKind::Word);
    if word(before) && before.is_some_and(|r| is_word_joined(model, &r.lower, &reading.lower))
        || word(after) && after.is_some_and(|r| is_word_joined(model, &reading.lower, &r.lower))
    {
        return false;
    }
    let place = Place::of(model, readings, at);
    let own = match reading.word {
        Some(no) => {
            place.cost(&[(reading.key, reading.word)]) + model.case(no, reading.capital, reading.free) + 150
        }
        None => place.cost(&[(pieces::UNKNOWN, None)]) + reading.unknown(model) + model.strange(),
    } + if reading.listed { LISTED } else { 0 };
    let near = memo.candidates(model, &reading.lower).iter().any(|candidate| {
        let bound = own + SLACK - respelling::ERROR - candidate.origin.cost;
        place.is_below(bound, &[(candidate.key, Some(candidate.word))])
    });
    if near {
        return false;
    }
    let parts = Parts::of(model, &reading.lower);
    !reading.lower.char_indices().skip(1).any(|(cut, _)| {
        let (Some(left), Some(right)) = (parts.word(0..cut), parts.word(cut..length)) else { return false };
        place.is_below(own + SLACK - prices::LOST, &[left, right])
    }) && !is_of_three(&place, &parts, own)
        && !is_before_common_word(&place, &parts, reading.capital, own)
}

/// A string whose parts may be words.
struct Parts<'p> {
    model: &'p Model<'p>,
    whole: &'p str,
    spellings: Spellings,
}

impl<'p> Parts<'p> {
    fn of(model: &'p Model<'_>, whole: &'p str) -> Self {
        Self { model, whole, spellings: Spellings::of(whole) }
    }

    /// The word that the bytes of a part spell.
    fn word(&self, part: Range<usize>) -> Option<(Key, Option<WordNo>)> {
        if !self.model.spelt.may_be(self.spellings.part(part.clone())) {
            return None;
        }
        let (key, word) = self.model.key(self.whole.get(part)?);
        word.map(|no| (key, Some(no)))
    }
}

/// What stands around a word, to weigh what else could stand in its place.
struct Place<'p> {
    model: &'p Model<'p>,
    before: Before,
    after: Option<(Key, Option<WordNo>)>,
}

impl<'p> Place<'p> {
    fn of(model: &'p Model<'_>, readings: &[Reading<'_>], at: usize) -> Self {
        let before = at.checked_sub(1).map(|at| &readings[at]);
        let name = before.and_then(|r| r.word).is_some_and(|no| model.is_name(no));
        let after = readings.get(at + 1).map(|r| (r.key, r.word));
        Self { model, before: model.before([0, before.map_or(pieces::START, |r| r.key)], name), after }
    }

    /// The cost of these words here and of what follows them.
    fn cost(&self, words: &[(Key, Option<WordNo>)]) -> Cost {
        self.costs(words).sum()
    }

    /// Whether that is less than `bound`: told without the costs of all words, where the first are too dear.
    fn is_below(&self, bound: Cost, words: &[(Key, Option<WordNo>)]) -> bool {
        let mut left = bound;
        left > 0
            && self.costs(words).all(|cost| {
                left -= cost;
                left > 0
            })
    }

    fn costs(&self, words: &[(Key, Option<WordNo>)]) -> impl Iterator<Item = Cost> {
        let model = self.model;
        let mut last: Option<(Key, Option<WordNo>)> = None;
        words.iter().copied().chain(self.after).map(move |(key, word)| {
            let earlier = last.replace((key, word));
            match earlier {
                None => model.cost_after(&self.before, key, word),
                Some((before, of)) => {
                    model.cost_of_pair(before, of.is_some_and(|no| model.is_name(no)), key, word)
                }
            }
        })
    }
}

/// Whether three words of the dictionary, the first a common one, may have been run together.
fn is_of_three(place: &Place<'_>, parts: &Parts<'_>, own: Cost) -> bool {
    let (model, lower) = (place.model, parts.whole);
    let word = |part: Range<usize>| {
        let long = part.len() > 1;
        let known = |no| model.words.flags(no).contains(Flags::LOWER);
        parts.word(part).filter(|(_, word)| long && word.is_some_and(known))
    };
    let is_common = |word: Option<WordNo>| word.is_some_and(|no| model.words.cost(no) <= COMMON);
    let cuts = |from: usize| lower[from..].char_indices().skip(2).map(move |(at, _)| from + at);
    cuts(0).any(|cut| {
        let Some(first) = word(0..cut).filter(|(_, no)| is_common(*no)) else { return false };
        cuts(cut).any(|next| match (word(cut..next), word(next..lower.len())) {
            (Some(second), Some(third)) => {
                place.is_below(own + SLACK - 2 * prices::LOST, &[first, second, third])
            }
            _ => false,
        })
    })
}

/// Whether a string may be a word that nobody knows and a common one that is at home before the next: `Cugandis located`.
fn is_before_common_word(place: &Place<'_>, parts: &Parts<'_>, capital: bool, own: Cost) -> bool {
    let (model, lower) = (place.model, parts.whole);
    let Some((next, Some(_))) = place.after else { return false };
    lower.char_indices().map(|(cut, _)| cut).filter(|&cut| cut >= STEM && cut + 1 < lower.len()).any(|cut| {
        let Some((key, word)) = parts.word(cut..lower.len()) else { return false };
        let common = word
            .is_some_and(|no| model.words.cost(no) <= COMMON && model.words.flags(no).contains(Flags::LOWER));
        common && model.ngrams.pair(key, next).is_some() && {
            let dear = prices::LOST - LEANING + model.unknown(&lower[..cut], capital) + model.strange();
            place.is_below(own + SLACK - dear, &[(pieces::UNKNOWN, None), (key, word)])
        }
    })
}

/// What the letters around the gap may say for it.
const LEANING: Cost = 150;
/// Bytes of the shortest name before such a word.
const STEM: usize = 4;
/// Words cheaper than this are common.
const COMMON: Cost = 900;

/// Bytes of the longest string whose every reading as two words is tried before the search.
const LONG: usize = 14;
/// What the search may find beyond the quick look: histories of two words.
const SLACK: Cost = 150;

/// Whether a word that exists may be doubted where it stands.
fn is_open_to_doubt(reading: &Reading<'_>) -> bool {
    reading.word.is_some() && !reading.suspect && !reading.vouched && (!reading.capital || reading.free)
}

/// The words that could rather stand in the place of a word that exists.
pub(super) fn rather_than(
    model: &Model<'_>,
    memo: &Memo,
    readings: &[Reading<'_>],
    at: usize,
) -> Vec<Rather> {
    let reading = &readings[at];
    if !reading.flags.contains(Flags::CONFUSABLE) || !is_open_to_doubt(reading) {
        return Vec::new();
    }
    rather::rather(model, memo, (at, readings.len()), &|at| (readings[at].key, readings[at].word))
}

/// Whether a word that exists does not fit in a broken text.
pub(super) fn is_doubtful(model: &Model<'_>, memo: &Memo, readings: &[Reading<'_>], at: usize) -> bool {
    is_open_to_doubt(&readings[at]) && is_misfit(model, memo, readings, at)
}

/// Whether another word an error away is cheaper in the place of a word of a broken text.
fn is_misfit(model: &Model<'_>, memo: &Memo, readings: &[Reading<'_>], at: usize) -> bool {
    let reading = &readings[at];
    let beside = |at: Option<usize>| at.and_then(|at| readings.get(at));
    let at_home = beside(at.checked_sub(1)).is_some_and(|before| is_pair(model, before, reading))
        && beside(Some(at + 1)).is_none_or(|after| is_pair(model, reading, after));
    if at_home {
        return false;
    }
    let place = Place::of(model, readings, at);
    let own = place.cost(&[(reading.key, reading.word)]);
    // Of what costs little where it stands nothing else is cheaper.
    own > respelling::BROKEN_ERROR
        && memo.candidates(model, &reading.lower).iter().any(|candidate| {
            let bound = own + SLACK - respelling::BROKEN_ERROR - candidate.origin.cost;
            place.is_below(bound, &[(candidate.key, Some(candidate.word))])
        })
}

/// Whether a short and rare word in lower case stands between words beside which it never stands.
#[must_use]
pub fn is_out_of_place(model: &Model<'_>, readings: &[Reading<'_>], at: usize) -> bool {
    let reading = &readings[at];
    let Some(no) = reading.word else { return false };
    if reading.capital || model.words.cost(no) < OUT_OF_PLACE || reading.lower.chars().count() > SHORT {
        return false;
    }
    let beside = |at: Option<usize>| at.and_then(|at| readings.get(at)).filter(|r| !r.suspect);
    let (Some(before), Some(after)) = (beside(at.checked_sub(1)), beside(Some(at + 1))) else { return false };
    (before.word.is_some() || after.word.is_some())
        && model.ngrams.pair(before.key, reading.key).is_none()
        && model.ngrams.pair(reading.key, after.key).is_none()
}

/// Words commoner than this stand anywhere.
const OUT_OF_PLACE: Cost = 850;
/// Letters of words that others are often misread as.
const SHORT: usize = 4;

/// How much rarer a confusable word may be than the word it is taken for: a factor of about four.
pub const RARER: Cost = 150;
/// Dearer errors are two errors, or one that nobody makes.
pub const NEAR: Cost = 750;

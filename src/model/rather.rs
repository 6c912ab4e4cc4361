//! What rather than a word that exists could stand in its place.

use super::Model;
use super::candidates::Memo;
use super::channel::Origin;
use super::contexts::Seen;
use super::lattice::{Means, Step};
use super::ngrams::Key;
use super::pieces::{NAME, START, UNKNOWN};
use super::suspects::Reading;
use super::tables::Cost;
use super::words::WordNo;

/// A word that is likelier in a place than the one that stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rather {
    /// The word.
    pub word: WordNo,
    /// As the n-grams see it.
    pub key: Key,
    /// How it came to be written as it was.
    pub origin: Origin,
    /// How much more the place speaks for it, as the logarithm of the odds in hundredths.
    pub gain: Cost,
    /// The same with how common both words and the error are.
    pub odds: Cost,
}

impl Rather {
    /// The step that reads a piece as this word: the calibrator weighs it.
    pub(super) fn step(
        &self,
        model: &Model<'_>,
        reading: &Reading<'_>,
        (start, end): (usize, usize),
    ) -> Step {
        let case = if reading.upper { 0 } else { model.case(self.word, reading.capital, reading.free) / 2 };
        Step {
            start,
            end,
            key: self.key,
            word: Some(self.word),
            means: Means::Error(self.origin),
            own: self.origin.cost - self.gain + case,
        }
    }
}

/// Words kept for one place.
const MOST: usize = 3;
/// The cost of an error that is no slip of a letter: words of like sound.
const OTHERWISE: Cost = 300;
/// What a place would have to say for another word, beyond which none ever says it.
const SAYS: Cost = 300;
/// The same before it is known what it says for the word that stands there.
pub const FAR: Cost = 600;
/// From here on only where the word stands ill at ease: nobody can afford to ask after every `the`.
const COMMON: Cost = 350;

/// What is known of a word wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing else is meant by it.
    Never,
    /// It may stand for another word, but so seldom that it is asked about only where it stands ill at ease.
    AtUnease,
    /// It may stand for another word.
    Always,
}

impl Doubt {
    /// Of a word for which another is as likely once its place says so much for that.
    const fn of(need: Cost) -> Self {
        if need > FAR {
            Self::Never
        } else if need > COMMON {
            Self::AtUnease
        } else {
            Self::Always
        }
    }

    /// Of a word of the vocabulary.
    #[must_use]
    pub fn about(model: &Model<'_>, no: WordNo) -> Self {
        let needs = model.neighbours.of(no).map(|(other, error)| error + model.words.cost(other));
        needs.min().map_or(Self::Never, |need| Self::of(need - model.words.cost(no)))
    }
}

/// Whether the `at`th of so many pieces is seen beside one of its neighbours as often as elsewhere.
#[must_use]
pub fn is_at_ease(model: &Model<'_>, (at, count): (usize, usize), seen: &dyn Fn(usize) -> Seen) -> bool {
    let class = |(key, word): Seen| match word {
        Some(no) if model.is_name(no) => NAME,
        None if key == UNKNOWN => NAME,
        _ => key,
    };
    let (key, word) = seen(at);
    let alone = |key: Key, word: Option<WordNo>| model.alone(key, word.filter(|_| key != NAME));
    let before = at.checked_sub(1).map_or(START, |before| class(seen(before)));
    if model.ngrams.pair(before, key).is_some_and(|cost| cost <= alone(key, word)) {
        return true;
    }
    at + 1 < count && {
        let after = seen(at + 1);
        let next = class(after);
        model.ngrams.pair(key, next).is_some_and(|cost| cost <= alone(next, after.1))
    }
}

/// The words that are likelier in the place of the `at`th of so many pieces than the one that stands there, likeliest first.
#[must_use]
pub fn rather(
    model: &Model<'_>,
    memo: &Memo,
    (at, count): (usize, usize),
    seen: &dyn Fn(usize) -> Seen,
) -> Vec<Rather> {
    let (key, Some(no)) = seen(at) else { return Vec::new() };
    let neighbours = memo.neighbours(model, no);
    let mut found = Vec::new();
    let Some(least) = neighbours.first().map(|other| other.need) else { return found };
    let doubt = Doubt::of(least);
    let asked = match doubt {
        Doubt::Never => false,
        Doubt::AtUnease => !is_at_ease(model, (at, count), seen),
        Doubt::Always => true,
    };
    if !asked || model.contexts.is_empty() {
        return found;
    }
    let around = Model::around(at, count, seen);
    let place = model.place(&around);
    let Some(own) = model.contexts.gain_up_to(&place, key, SAYS - least) else { return found };
    for other in neighbours.iter().take_while(|other| own + other.need <= SAYS) {
        // No word stands twice: `by the then opposition`.
        if around[2..4].iter().flatten().any(|(beside, _)| *beside == other.key) {
            continue;
        }
        let gain = model.contexts.gain(&place, other.key) - own;
        let odds = gain - other.need;
        if odds >= 0 {
            let way = model.channel.origin(model.words.text(other.word), model.words.text(no));
            let misread = way.is_some_and(|way| way.misread && way.cost <= other.error);
            let origin = Origin { cost: other.error, misread };
            found.push(Rather { word: other.word, key: other.key, origin, gain, odds });
        }
    }
    found.sort_by_key(|other| (-other.odds, other.word));
    found.truncate(MOST);
    found
}

/// The cost of the error that takes a word for another: of known pairs that of a slip, whatever their letters.
#[must_use]
pub fn error(known: bool, slip: Option<Cost>) -> Cost {
    if known { slip.unwrap_or(OTHERWISE).min(OTHERWISE) } else { slip.unwrap_or(Cost::MAX) }
}

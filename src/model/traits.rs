//! What is measured of a proposal, for the calibrator.

use super::Model;
use super::calibrator::{TRAITS, Traits};
use super::lattice::Means;
use super::letters::Kind;
use super::pieces::{NAME, NUMBER, PieceKind, UNKNOWN};
use super::scan::Proposal;
use super::suspects::{Read, Reading};
use super::tables::Cost;
use super::words::Flags;

/// How broken a text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dirt {
    /// Words read.
    pub words: u32,
    /// Words in lower case that nothing knows, and lone letters.
    pub odd: u32,
    /// Whether the document has not one space between its words.
    pub spaceless: bool,
}

impl Dirt {
    /// Counts the pieces of a text.
    pub fn add(&mut self, readings: &[Reading<'_>]) {
        for reading in readings {
            if reading.piece.kind == PieceKind::Word {
                self.words += 1;
                self.odd += u32::from(reading.suspect && !reading.capital);
            }
        }
    }

    /// Odd words in a thousand, as if there were two hundred clean ones more: a few words say little.
    #[must_use]
    pub const fn cautious_share(self) -> u32 {
        (self.odd as u64 * 1000 / (self.words as u64 + 200)) as u32
    }

    /// Whether a document of so many odd words is full of errors.
    #[must_use]
    pub const fn is_broken(self) -> bool {
        self.cautious_share() >= BROKEN
    }

    /// The same of a sentence.
    #[must_use]
    pub const fn is_broken_sentence(self) -> bool {
        self.odd >= 2 && self.odd * 12 >= self.words
    }

    /// Odd words in a thousand.
    #[must_use]
    pub const fn share(self) -> u32 {
        match (self.odd as u64 * 1000).checked_div(self.words as u64) {
            Some(share) => share as u32,
            None => 0,
        }
    }
}

/// Odd words in a thousand from which a document is full of errors.
const BROKEN: u32 = 40;

/// The proposals of a text together: where many spaces are wrong, one more is no surprise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Company {
    lost: u32,
    added: u32,
}

/// From this margin on a proposal counts as company.
const TELLING: Cost = 600;

impl Company {
    /// Counts proposals that move spaces and are much cheaper than the text.
    #[must_use]
    pub fn of(proposals: &[Proposal]) -> Self {
        let telling = proposals.iter().filter(|p| p.margin >= TELLING);
        telling.fold(Self::default(), |sum, p| sum.and(p))
    }

    /// How many there are.
    #[must_use]
    pub const fn moved(self) -> u32 {
        self.lost + self.added
    }

    const fn and(self, proposal: &Proposal) -> Self {
        let (lost, added) = (proposal.lost > 0, proposal.added > 0);
        Self { lost: self.lost + lost as u32, added: self.added + added as u32 }
    }

    /// The others, in a thousand words, as if there were ten clean ones more: lost spaces, and added ones.
    fn without(self, proposal: &Proposal, words: u32) -> [u32; 2] {
        let own = if proposal.margin >= TELLING { Self::default().and(proposal) } else { Self::default() };
        [self.lost - own.lost, self.added - own.added].map(|count| count * 1000 / (words + 10))
    }
}

/// The letters `start..end` of the pieces, if they are of more than one.
fn joined(pieces: &[Reading<'_>], start: usize, end: usize) -> Option<String> {
    let mut at = 0;
    let inside = pieces.iter().filter(|piece| {
        let from = at;
        at += piece.lower.chars().count();
        from < end && start < at
    });
    let several = inside.count() > 1;
    several.then(|| pieces.iter().flat_map(|p| p.lower.chars()).skip(start).take(end - start).collect())
}

fn small(value: Cost) -> i16 {
    value.clamp(-32_000, 32_000) as i16
}

/// The traits of `proposal` in a text. `dirt` is of the document, `company` of the text.
#[must_use]
pub fn traits(
    model: &Model<'_>,
    read: &Read<'_>,
    proposal: &Proposal,
    dirt: Dirt,
    company: Company,
) -> Traits {
    let readings = &read.readings;
    let mut values = [0; TRAITS];
    let mut next = 0;
    let mut put = |value: Cost| {
        if let Some(place) = values.get_mut(next) {
            *place = small(value);
        }
        next += 1;
    };
    let pieces = &readings[proposal.pieces.clone()];
    let before = proposal.pieces.start.checked_sub(1).map(|at| &readings[at]);
    let after = readings.get(proposal.pieces.end);
    let steps = &proposal.steps;
    let letters: usize = pieces.iter().map(|r| r.lower.chars().count()).sum();
    let flag = |b: bool| Cost::from(b);

    put(proposal.margin);
    put(proposal.margin / letters.max(1) as Cost);
    put(proposal.lost as Cost);
    put((proposal.added + 10 * proposal.hyphens) as Cost);
    put(proposal.error.map_or(-1, |e| e.cost));
    put(flag(proposal.error.is_some_and(|e| e.misread)));
    put(flag(proposal.possessive));
    put(letters as Cost);
    put(steps.iter().map(|s| (s.end - s.start) as Cost).min().unwrap_or(0));
    put(steps.iter().map(|s| (s.end - s.start) as Cost).max().unwrap_or(0));
    put(steps.len() as Cost);

    let word_flags = |s: &super::lattice::Step| s.word.map(|no| model.words.flags(no)).unwrap_or_default();
    put(steps.iter().filter(|s| s.key == UNKNOWN).count() as Cost);
    put(steps.iter().filter(|s| s.word.is_some() && !word_flags(s).intersects(Flags::DICTIONARY)).count()
        as Cost);
    let costs = || steps.iter().map(|s| s.word.map_or(2000, |no| model.words.cost(no)));
    put(costs().max().unwrap_or(0));
    put(costs().min().unwrap_or(0));
    put(flag(steps.iter().all(|s| word_flags(s).contains(Flags::LOWER))));
    put(steps.iter().filter(|s| word_flags(s).intersects(Flags::NAME.union(Flags::NAMELIKE))).count() as Cost);

    put(pieces.iter().filter(|r| r.piece.kind == PieceKind::Word && r.word.is_none()).count() as Cost);
    put(pieces.iter().filter(|r| r.word.is_some() && !r.flags.intersects(Flags::DICTIONARY)).count() as Cost);
    put(pieces.iter().filter(|r| r.flags.contains(Flags::LOWER)).count() as Cost);
    let standing = || pieces.iter().map(|r| r.word.map_or(2000, |no| model.words.cost(no)));
    put(standing().max().unwrap_or(0));
    put(standing().min().unwrap_or(0));
    put(flag(pieces[0].capital));
    put(flag(pieces.iter().any(|r| r.upper)));
    put(flag(pieces.iter().any(|r| !r.capitals.is_empty())));
    put(flag(pieces[0].free));
    put(flag(pieces.iter().any(|r| r.piece.kind == PieceKind::Mixed)));
    put(flag(pieces.iter().any(|r| r.flags.intersects(Flags::NAME.union(Flags::NAMELIKE)))));

    let is_mark = |r: Option<&Reading<'_>>| r.is_some_and(|r| r.piece.kind == PieceKind::Mark);
    put(flag(is_mark(before) && !pieces[0].piece.spaced));
    put(flag(is_mark(after) && after.is_some_and(|r| !r.piece.spaced)));
    put(flag(
        before.is_some_and(|r| r.lower == "-" || r.lower == "'" || r.lower == "’") && !pieces[0].piece.spaced,
    ));
    put(flag(after.is_some_and(|r| r.lower == "-" && !r.piece.spaced)));

    let mut own = Dirt::default();
    own.add(readings);
    let mut mine = Dirt::default();
    mine.add(pieces);
    let left = Dirt {
        words: own.words.saturating_sub(mine.words),
        odd: own.odd.saturating_sub(mine.odd),
        ..Dirt::default()
    };
    put(left.share() as Cost);
    put(if dirt.words > own.words { dirt.share() } else { left.share() } as Cost);
    put(readings.len() as Cost);

    // Pairs that are known: inside the proposal, and to its neighbours before and after it.
    let known = |a: u64, b: u64| model.ngrams.pair(a, b).unwrap_or(2000);
    let inner = steps.windows(2).map(|w| {
        known(w[0].key, w[1].key).min(if w[0].word.is_some_and(|no| model.is_name(no)) {
            known(NAME, w[1].key)
        } else {
            2000
        })
    });
    put(inner.max().unwrap_or(-1));
    put(before.map_or(-1, |r| known(r.key, steps[0].key)));
    put(after.map_or(-1, |r| known(steps[steps.len() - 1].key, r.key)));
    put(before.map_or(-1, |r| known(r.key, pieces[0].key)));
    put(after.map_or(-1, |r| known(pieces[pieces.len() - 1].key, r.key)));

    let odd = pieces.iter().max_by_key(|r| (r.word.is_none(), r.lower.len()));
    put(odd.map_or(0, |r| model.letters.cost(Kind::Common, &r.lower) / (r.lower.chars().count() as Cost + 1)));
    put(odd.map_or(0, |r| model.letters.cost(Kind::Name, &r.lower) / (r.lower.chars().count() as Cost + 1)));
    put(proposal.runner_up);
    put(flag(before.is_some_and(|r| r.capital)) + 2 * flag(after.is_some_and(|r| r.capital)));
    let misplaced_first = steps[0].means != Means::Same
        && proposal.error.is_some()
        && proposal.text.chars().next().map(|c| c.to_lowercase().next())
            != pieces[0].lower.chars().next().map(Some);
    put(flag(misplaced_first));
    put(flag(pieces.iter().any(|r| !r.lower.is_ascii())));
    let correction = proposal.text.to_lowercase();
    let stem = |a: &str, b: &str| {
        a.strip_prefix(b).is_some_and(|rest| matches!(rest, "s" | "es" | "d" | "ed" | "ing" | "ly" | "'s"))
    };
    put(flag(
        proposal.error.is_some()
            && (stem(&correction, &pieces[0].lower) || stem(&pieces[0].lower, &correction)),
    ));
    put(flag(pieces.iter().any(|r| r.vouched)) + 2 * flag(pieces.iter().any(|r| r.doubtful)));
    put(pieces.iter().map(|r| r.lower.chars().count() as Cost).min().unwrap_or(0));
    // Lost spaces before capitals, and before small letters.
    let mut at_capital = 0;
    let mut at_small = 0;
    let mut words = proposal.text.split(' ');
    words.next();
    for word in words {
        if word.starts_with(char::is_uppercase) { at_capital += 1 } else { at_small += 1 }
    }
    put(if proposal.lost > 0 { at_capital } else { -1 });
    put(if proposal.lost > 0 { at_small } else { -1 });
    let parts = || proposal.text.split(' ').map(|w| w.chars().count() as Cost);
    put(parts().next().unwrap_or(0));
    put(parts().next_back().unwrap_or(0));
    let last = pieces.last().map_or(0, |r| r.lower.chars().count() as Cost);
    put(last);
    put(flag(pieces.iter().any(|r| r.listed)));
    for others in company.without(proposal, own.words) {
        put(others as Cost);
    }
    put(flag(proposal.lost > 0 && proposal.added > 0));
    put(steps.iter().filter(|s| s.key == NUMBER).count() as Cost);
    // A word that nobody knows, put together from parts: how much like a word it is.
    let together = steps.iter().filter(|s| s.key == UNKNOWN).filter_map(|s| {
        let (start, end) = (s.start - steps[0].start, s.end - steps[0].start);
        let whole = joined(pieces, start, end)?;
        Some(model.letters.cost(Kind::Name, &whole) / (whole.chars().count() as Cost + 1))
    });
    put(together.max().unwrap_or(-1));
    put(flag(pieces[0].capital && pieces[0].lower.chars().nth(1).is_none()));
    put(proposal.cost / letters.max(1) as Cost);
    proposal.leans.into_iter().for_each(&mut put);
    put(flag(read.broken));
    // How much more the place speaks for the word that is put there.
    let rather =
        steps.first().and_then(|step| pieces[0].rather.iter().find(|other| Some(other.word) == step.word));
    put(rather.map_or(0, |other| other.gain));
    put(rather.map_or(-1000, |other| other.odds));
    debug_assert_eq!(next, TRAITS);
    values
}

//! Arcs of the lattice that read letters as another word: one that was mistyped or misread, or a name that lost its apostrophe.

use super::Model;
use super::candidates::Memo;
use super::channel::Origin;
use super::lattice::{Means, Step};
use super::ngrams::Key;
use super::row::Row;
use super::tables::Cost;
use super::words::{Flags, WordNo};

/// What an error in a word costs beyond what the letters cost.
pub const ERROR: Cost = 380;
/// The same in a text that is full of errors.
pub const BROKEN_ERROR: Cost = 300;
/// What a lost apostrophe costs.
const POSSESSIVE: Cost = 150;
/// What capitals inside a word cost beyond that, twice.
pub const DOUBT: Cost = 150;

/// Letters of misspelt words in a line that lost its spaces.
const MISSPELT: std::ops::RangeInclusive<usize> = 3..=12;
/// What an error costs there: cheaper, and every name would be one.
const MISSPELT_IN_LINE: Cost = 550;

/// A whole piece as another word, or as a name that lost its apostrophe.
#[must_use]
pub fn whole(model: &Model<'_>, memo: &Memo, row: &Row<'_, '_>, piece: usize) -> Vec<Step> {
    let mut out = Vec::new();
    let reading = &row.readings[piece];
    let (start, end) = (row.starts[piece], row.starts[piece + 1]);
    let known = reading.flags.contains(Flags::LOWER);
    if !reading.rather.is_empty() {
        return reading.rather.iter().map(|other| other.step(model, reading, (start, end))).collect();
    }
    for candidate in memo.candidates(model, &reading.lower).iter() {
        let no = candidate.word;
        // A rare word that exists is another word only if that is much more common.
        if known
            && !reading.doubtful
            && model.words.cost(no) + 300 > reading.word.map_or(Cost::MAX, |own| model.words.cost(own))
        {
            continue;
        }
        let error = if row.broken { BROKEN_ERROR } else { ERROR };
        let doubt = if reading.capitals.is_empty() { 0 } else { DOUBT * 2 };
        let case = if reading.upper { 0 } else { model.case(no, reading.capital, reading.free) / 2 };
        out.push(Step {
            start,
            end,
            key: candidate.key,
            word: Some(no),
            means: Means::Error(candidate.origin),
            own: error + doubt + candidate.origin.cost + case,
        });
    }
    if let (Some(no), false, false) = (reading.word, reading.capitals.is_empty(), row.spaceless) {
        // The word itself, with the capitals it usually has.
        let origin = Origin { cost: 120, misread: false };
        out.push(Step {
            start,
            end,
            key: reading.key,
            word: Some(no),
            means: Means::Error(origin),
            own: ERROR + origin.cost,
        });
    }
    if reading.word.is_none()
        && let Some(stem) = reading.lower.strip_suffix('s')
        && let (key, Some(no)) = model.key(stem)
        && (reading.capital && model.is_name(no) || model.takes_possessive(no))
    {
        out.push(Step { start, end, key, word: Some(no), means: Means::Possessive, own: POSSESSIVE });
    }
    out
}

/// The likeliest words that a part of a line is a misspelling of, and what that costs: `foound` in `wasfooundin`. The part
/// stays as it is, its spelling is for the next look.
pub(super) fn part(
    model: &Model<'_>,
    memo: &Memo,
    text: &str,
    letters: usize,
) -> [Option<(Key, WordNo, Cost)>; 2] {
    if !MISSPELT.contains(&letters) {
        return [None; 2];
    }
    let candidates = memo.candidates(model, text);
    let price = |at: usize| candidates.get(at).map(|c| (c.key, c.word, MISSPELT_IN_LINE + c.origin.cost));
    [price(0), price(1)]
}

//! What a piece of text costs as it stands.

use super::lattice::{Means, Step};
use super::pieces::{self, PieceKind};
use super::row::{LONGEST, Row};
use super::suspects::Reading;
use super::tables::Cost;
use super::words::Flags;
use super::{LISTED, Model};

/// What letters and digits in one cost.
const MIXED: Cost = 650;
/// What they cost more in a line that lost its spaces: there they are a number and the words beside it.
const MIXED_IN_LINE: Cost = 2000;
/// What a word costs more that is longer than any in such a line.
const LONG_IN_LINE: Cost = 2000;
/// What a capital inside a word costs where a document has no spaces: it begins the next word.
pub(super) const CAPITAL_IN_LINE: Cost = 1000;
/// Bytes of letters that stand with digits in one name (`Covid19`) or measure.
const LONG_RUN: usize = 3;

/// The step that reads a piece as it stands.
#[must_use]
pub fn same(model: &Model<'_>, row: &Row<'_, '_>, piece: usize) -> Step {
    let reading = &row.readings[piece];
    let own = match (reading.piece.kind, reading.word) {
        (PieceKind::Word, Some(no)) => {
            let junk = !reading.flags.intersects(Flags::DICTIONARY.union(Flags::NAME).union(Flags::NAMELIKE));
            let case = model.case(no, reading.capital, reading.free || reading.upper);
            let lower = !reading.capital && !reading.flags.contains(Flags::LOWER);
            let line = if row.spaceless { CAPITAL_IN_LINE * reading.inner_capitals() as Cost } else { 0 };
            case + capitals_inside(reading) + line + if lower { 250 } else { 0 } + if junk { 150 } else { 0 }
        }
        (PieceKind::Word, None) => {
            let cost = reading.unknown(model);
            let cost = if reading.upper {
                Model::acronym(reading.lower.chars().count(), cost)
            } else {
                cost + capitals_inside(reading)
            };
            let cost = if reading.vouched { cost / 2 } else { cost + model.strange() };
            cost + if row.is_line(piece) { in_line(row, piece) } else { 0 }
        }
        (PieceKind::Mixed, _) => {
            let long = row.starts[piece + 1] - row.starts[piece] > LONGEST;
            let line = if long { MIXED_IN_LINE + LONG_IN_LINE } else { MIXED_IN_LINE };
            MIXED + long_runs(model, row, piece) + if row.is_line(piece) { line } else { 0 }
        }
        _ => 0,
    };
    let own = own + if reading.listed { LISTED } else { 0 };
    Step {
        start: row.starts[piece],
        end: row.starts[piece + 1],
        key: reading.key,
        word: reading.word,
        means: Means::Same,
        own,
    }
}

/// What a word that nobody knows costs more in a line that lost its spaces.
fn in_line(row: &Row<'_, '_>, piece: usize) -> Cost {
    let letters = row.starts[piece + 1] - row.starts[piece];
    let long = letters > LONGEST;
    let inner = if row.spaceless { row.readings[piece].inner_capitals() } else { 0 };
    CAPITAL_IN_LINE * inner as Cost + if long { LONG_IN_LINE } else { 0 } + hiding(letters)
}

/// What a word that nobody knows costs more in such a line, by its letters: it hides the words that are in it.
pub(super) fn hiding(letters: usize) -> Cost {
    HIDING + HIDING_LETTER * letters.saturating_sub(SHORT) as Cost
}

/// See [`hiding`].
const HIDING: Cost = 50;
/// The same for each letter over so many.
const HIDING_LETTER: Cost = 70;
const SHORT: usize = 7;

/// What capitals inside a word cost: they are a brand's, a `Mac`'s or an accident's.
fn capitals_inside(reading: &Reading<'_>) -> Cost {
    if reading.capitals.is_empty() {
        return 0;
    }
    let mac = ["mc", "mac", "o'", "d'", "de", "la", "le", "van", "al"].iter().any(|head| {
        reading.lower.strip_prefix(head).is_some()
            && reading.capitals.get(head.len()) == Some(&true)
            && reading.capitals.iter().filter(|c| **c).count() == 2
    });
    let plural = reading.lower.ends_with('s')
        && reading.capitals.split_last().is_some_and(|(last, rest)| !last && rest.iter().all(|c| *c));
    match (mac || plural, reading.capital) {
        (true, _) => 0,
        (false, true) => 450,
        (false, false) => 700,
    }
}

/// What the letters of a mixed piece cost where a run of them is longer than those of names and measures.
fn long_runs(model: &Model<'_>, row: &Row<'_, '_>, piece: usize) -> Cost {
    let lower = &row.readings[piece].lower;
    let runs = lower.split(|c| !pieces::is_letter(c)).filter(|run| run.len() > LONG_RUN);
    let year = lower.len() > YEAR && lower.bytes().take(YEAR).all(|b| b.is_ascii_digit());
    let after = row.starts[piece] + YEAR;
    let named = year && row.surface(after, after + 1).iter().all(|c| c.is_uppercase());
    runs.map(|run| match model.key(run) {
        // `1957Mille`: no brand has a year before its name.
        (_, Some(no)) if named => model.words.cost(no),
        (_, Some(no)) => model.words.cost(no) / 2,
        _ => model.unknown(run, false),
    })
    .sum()
}

/// Digits of a year.
const YEAR: usize = 4;

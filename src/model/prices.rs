//! What it costs to put a space in, and to take one out.

use super::Model;
use super::row::Row;
use super::tables::Cost;
use crate::lang::Lang;

/// What a lost space costs.
pub(super) const LOST: Cost = 420;
/// The same between letters and digits, before a capital, and in strings that no single word is as long as.
const LOST_PLAINLY: Cost = 150;
/// What an added space costs, and each further one in the same word.
const ADDED: Cost = 420;
const ADDED_AGAIN: Cost = 220;
/// How much of what the letters around a gap say about a space counts: a third, the words say the rest.
const LEAN: Cost = 3;
/// The most that they change.
const MOST_LEAN: Cost = 250;
/// No space is moved for less.
const LEAST: Cost = 30;
/// What moving a space costs less in a text that is full of errors.
const BROKEN_SPACE: Cost = 100;

/// What the space costs that was lost before a letter inside a piece.
pub(super) fn lost_space(model: &Model<'_>, row: &Row<'_, '_>, at: usize) -> Cost {
    let piece = row.piece[at];
    let at_digits = row.letters[at - 1].is_numeric() != row.letters[at].is_numeric();
    let at_capital = row.is_capital(at) && !row.is_capital(at - 1);
    // `NathiLions`, where no other space is left.
    if at_capital && row.spaceless {
        return LEAST;
    }
    // Other languages have compounds of any length.
    let long = model.lang == Lang::En && row.is_line(piece);
    let cost = if at_digits || at_capital || long { LOST_PLAINLY } else { LOST };
    (cost - ease(row) - leaning(model, row, at)).max(LEAST)
}

/// What the space costs that was added before a piece; `again` where it is not the first of its word.
pub(super) fn added_space(model: &Model<'_>, row: &Row<'_, '_>, at: usize, again: bool) -> Cost {
    // Where one space was added, more were: text set wide is torn into single letters.
    let cost = if again { ADDED_AGAIN } else { ADDED };
    (cost - ease(row) + leaning(model, row, at)).max(LEAST)
}

/// What moving a space costs less in a broken text.
fn ease(row: &Row<'_, '_>) -> Cost {
    if row.broken { BROKEN_SPACE } else { 0 }
}

/// What the letters around a gap say for a space there.
fn leaning(model: &Model<'_>, row: &Row<'_, '_>, at: usize) -> Cost {
    (row.lean(model, at) / LEAN).clamp(-MOST_LEAN, MOST_LEAN)
}

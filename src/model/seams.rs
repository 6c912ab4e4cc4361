//! Letters of a row that belong to what stands before or after them: the endings of numbers, initials.

use super::row::Row;
use super::suspects::Reading;

/// Whether the letter between two places ends a piece and a stop follows it: `LelandS. Copeland`.
pub(super) fn is_initial(row: &Row<'_, '_>, at: usize, end: usize) -> bool {
    let stop = |next: &Reading<'_>| next.lower == "." && !next.piece.spaced;
    end - at == 1 && row.is_start(end) && row.readings.get(row.piece[at] + 1).is_some_and(stop)
}

/// Letters of the ending that makes the number between two places an ordinal, if it follows in the same piece: `14th`.
pub(super) fn ordinal_ending(row: &Row<'_, '_>, at: usize, end: usize) -> usize {
    let (last, before) = (row.letters[end - 1], (end - 1 > at).then(|| row.letters[end - 2]));
    let ending = match (before, last) {
        (Some('1'), _) => ['t', 'h'],
        (_, '1') => ['s', 't'],
        (_, '2') => ['n', 'd'],
        (_, '3') => ['r', 'd'],
        _ => ['t', 'h'],
    };
    // `1947the` is a year before an article.
    let year = end - at == 4 && matches!(row.letters[at], '1' | '2');
    let follows =
        !year && row.letters.get(end..end + 2) == Some(&ending[..]) && row.piece[end + 1] == row.piece[at];
    if follows { 2 } else { 0 }
}

/// Whether digits between two places are a year of which a letter more makes a decade: `1980s`.
pub(super) fn is_decade(row: &Row<'_, '_>, at: usize, end: usize) -> bool {
    end - at == 4
        && matches!(row.letters[at], '1' | '2')
        && row.letters[end - 1] == '0'
        && row.letters.get(end) == Some(&'s')
        && row.piece[end] == row.piece[at]
}

/// Where a type of a thing ends that begins at a place, in a line that lost its spaces: a few capitals with a number (`RC390`).
pub(super) fn type_end(row: &Row<'_, '_>, at: usize) -> Option<usize> {
    let piece = row.piece[at];
    let inside = |place: &usize| row.piece.get(*place) == Some(&piece);
    let capitals = (at..)
        .take_while(inside)
        .take_while(|&place| row.surface(place, place + 1).iter().any(|c| c.is_uppercase()))
        .count();
    let digits =
        (at + capitals..).take_while(inside).take_while(|&place| row.letters[place].is_numeric()).count();
    ((1..=TYPE).contains(&capitals) && digits > 0).then_some(at + capitals + digits)
}

/// Capitals of such a type.
const TYPE: usize = 1;

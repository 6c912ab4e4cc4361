//! Years whose digits were torn apart.

use super::pieces::PieceKind;
use super::suspects::Reading;
use crate::lang::months::is_full_month;

/// Whether two numbers side by side are a year that was torn (`March 19 78`, `in 2 018`), not figures of a table, thousands
/// (`1 500 people`) or numbers of rooms: it stands where dates do.
#[must_use]
pub fn is_torn(readings: &[Reading<'_>], at: usize) -> bool {
    let (first, second) = (&readings[at - 1], &readings[at]);
    let number = |r: &Reading<'_>| r.piece.kind == PieceKind::Number;
    if !(number(first) && number(second) && second.piece.spaced) {
        return false;
    }
    let before = at.checked_sub(2).map(|at| &readings[at]);
    let after = readings.get(at + 1);
    if before.is_some_and(number) || after.is_some_and(|r| number(r) && r.piece.spaced) {
        return false;
    }
    let dated = before.is_some_and(|r| is_dated(&r.lower) || is_full_month(&r.lower));
    // `to 194 5` is no count in thousands; `of 2 013` is none where nothing is counted.
    let leaning = before.is_some_and(|r| leans(&r.lower));
    let uncounted = || after.is_none_or(|r| r.piece.kind == PieceKind::Mark);
    (dated || leaning && (second.lower.len() == 1 || first.lower.len() == 1 && uncounted()))
        && is_year(&first.lower, &second.lower)
}

/// Whether the digits of two numbers are those of a year.
#[must_use]
pub fn is_year(first: &str, second: &str) -> bool {
    let mut digits = first.bytes().chain(second.bytes());
    let mut year = || digits.next().filter(u8::is_ascii_digit).map(|digit| u32::from(digit - b'0'));
    match (year(), year(), year(), year()) {
        (Some(a), Some(b), Some(c), Some(d)) => {
            (1500..2100).contains(&(a * 1000 + b * 100 + c * 10 + d)) && digits.next().is_none()
        }
        _ => false,
    }
}

/// Whether a word often stands before a year.
#[must_use]
pub fn is_dated(word: &str) -> bool {
    DATED.contains(&word)
}

/// Whether a word stands before years and before counts.
#[must_use]
pub fn leans(word: &str) -> bool {
    LEANING.contains(&word)
}

/// What often stands before a year.
const DATED: [&str; 7] = ["in", "since", "until", "till", "early", "late", "circa"];

/// What stands before years and before counts.
const LEANING: [&str; 9] = ["of", "to", "from", "by", "before", "after", "during", "between", "mid"];

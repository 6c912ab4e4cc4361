//! Numbers with a space inside: `the 46 th minute`, `15,94 7 people`, `the 198 0s`, `September 1 8, 1994`.
//!
//! Two numbers side by side are figures of a table or thousands as some houses write them, so each pattern here is one that
//! neither can be.

use std::ops::Range;

use super::kinds::{self, Kind};
use crate::finding::{Applicability, Finding};
use crate::model::pieces::PieceKind;
use crate::model::suspects::Reading;
use crate::model::years::{self, MONTHS};
use crate::span::Span;

/// A number that was torn apart.
pub struct Torn {
    /// Its pieces, by index.
    pub pieces: Range<usize>,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Without the space.
    text: String,
}

/// In thousandths.
const CONFIDENCE: u16 = 930;

impl Torn {
    /// The finding at `span`.
    pub fn finding(&self, span: Span) -> Finding {
        Finding::new(kinds::rule(Kind::Split), span, CONFIDENCE, "a space inside a number")
            .suggest(self.text.clone(), Applicability::Ask)
            .because(format!("`{}` is one number", self.text))
    }
}

/// The numbers of an English text that are torn apart.
pub fn find(text: &str, readings: &[Reading<'_>]) -> Vec<Torn> {
    let pairs = readings.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| {
            pair[1].piece.spaced
                && pair[0].piece.kind != PieceKind::Mark
                && pair[0].lower.as_bytes()[0].is_ascii_digit()
        })
        .filter(|(at, _)| is_torn(readings, *at))
        .map(|(at, pair)| {
            let surface = |r: &Reading<'_>| &text[r.piece.start..r.piece.end];
            Torn {
                pieces: at..at + 2,
                range: pair[0].piece.start..pair[1].piece.end,
                text: format!("{}{}", surface(&pair[0]), surface(&pair[1])),
            }
        })
        .collect()
}

/// Whether two numbers side by side may be one that was torn, wherever they stand.
pub fn may_be_one(first: &str, second: &str) -> bool {
    years::is_year(first, second) || is_of_thousands(first, second) || is_day(first, second)
}

/// Whether the pieces at `at` and after it are one number.
fn is_torn(readings: &[Reading<'_>], at: usize) -> bool {
    let (first, second) = (&*readings[at].lower, &*readings[at + 1].lower);
    let before = |back: usize| at.checked_sub(back).map(|at| &*readings[at].lower);
    let after = readings.get(at + 2);
    let number =
        |r: Option<&Reading<'_>>| r.is_some_and(|r| r.piece.spaced && r.piece.kind == PieceKind::Number);
    match (readings[at].piece.kind, readings[at + 1].piece.kind) {
        // `46 th minute`; `5 St James` has an abbreviation.
        (PieceKind::Number, PieceKind::Word) => {
            !readings[at + 1].capital && is_whole(first) && ordinal_ending(first) == second
        }
        // `13t h century`
        (PieceKind::Mixed, PieceKind::Word) => first.char_indices().next_back().is_some_and(|(last, _)| {
            let (digits, letter) = first.split_at(last);
            is_whole(digits) && ordinal_ending(digits).strip_prefix(letter) == Some(second)
        }),
        // `198 0s`
        (PieceKind::Number, PieceKind::Mixed) => {
            second.strip_suffix('s').is_some_and(|digits| digits == "0" && years::is_year(first, digits))
        }
        (PieceKind::Number, PieceKind::Number) if !number(after) => {
            let month = |back| before(back).is_some_and(|word| MONTHS.contains(&word));
            let stop = after.is_none_or(|r| matches!(&*r.lower, "," | "." | ")"));
            is_of_thousands(first, second)
                || years::is_torn(readings, at + 1)
                || month(1) && is_day(first, second) && after.is_some_and(|r| r.lower == ",")
                || before(1) == Some(",") && month(3) && stop && years::is_year(first, second)
        }
        _ => false,
    }
}

fn is_whole(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The letters that make an ordinal of a whole number.
fn ordinal_ending(digits: &str) -> &'static str {
    let teen = digits.len() > 1 && digits[..digits.len() - 1].ends_with('1');
    match digits.as_bytes().last() {
        Some(b'1') if !teen => "st",
        Some(b'2') if !teen => "nd",
        Some(b'3') if !teen => "rd",
        _ => "th",
    }
}

/// `15,94 7`: a group of thousands that lacks just the digits that follow.
fn is_of_thousands(first: &str, second: &str) -> bool {
    let Some((whole, group)) = first.rsplit_once(',') else { return false };
    let plain = whole.split(',').all(is_whole) && is_whole(group);
    let digits = second.split('.').next().unwrap_or_default();
    plain && group.len() < 3 && group.len() + digits.len() == 3 && is_whole(digits)
}

/// `1 8`: a day of a month in two digits.
fn is_day(first: &str, second: &str) -> bool {
    let both = first.len() == 1 && second.len() == 1;
    both && format!("{first}{second}").parse().is_ok_and(|day: u8| (10..=31).contains(&day))
}

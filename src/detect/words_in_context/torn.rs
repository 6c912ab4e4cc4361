//! Numbers with a space inside: `the 46 th minute`, `15,94 7 people`, `the 198 0s`, `September 1 8, 1994`.
//!
//! Two numbers side by side are figures of a table or thousands as some houses write them, so each pattern here is one that
//! neither can be.

use std::ops::Range;

use super::kinds::{self, Kind};
use crate::finding::{Applicability, Finding};
use crate::lang::months::is_full_month;
use crate::lexicon::forms::is_ordinal;
use crate::model::pieces::PieceKind;
use crate::model::suspects::Reading;
use crate::model::years;
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
    let groups = (0..readings.len()).filter(|at| is_parted_group(readings, *at)).map(|at| at..at + 3);
    let pairs = readings.windows(2).enumerate();
    let torn = pairs
        .filter(|(_, pair)| {
            pair[1].piece.spaced
                && pair[0].piece.kind != PieceKind::Mark
                && pair[0].lower.as_bytes()[0].is_ascii_digit()
        })
        .filter(|(at, _)| is_torn(readings, *at))
        .map(|(at, _)| at..at + 2);
    torn.chain(groups)
        .map(|pieces| {
            let range = readings[pieces.start].piece.start..readings[pieces.end - 1].piece.end;
            let text = text[range.clone()].split_whitespace().collect();
            Torn { pieces, range, text }
        })
        .collect()
}

/// `$100, 000`: what stands after the comma is no number of its own.
fn is_parted_group(readings: &[Reading<'_>], at: usize) -> bool {
    let Some([number, comma, group]) = readings.get(at..at + 3) else { return false };
    let money = || at > 0 && matches!(&*readings[at - 1].lower, "$" | "£" | "€");
    number.piece.kind == PieceKind::Number
        && comma.lower == ","
        && !comma.piece.spaced
        && group.piece.spaced
        && group.piece.kind == PieceKind::Number
        && may_be_group(&number.lower, &group.lower)
        && (group.lower == "000" || money())
}

/// Whether two numbers side by side may be one that was torn, wherever they stand.
pub fn may_be_one(first: &str, second: &str) -> bool {
    years::is_year(first, second) || is_of_thousands(first, second) || is_day(first, second)
}

/// Whether what stands after a comma may be a group of thousands of the number before it.
pub fn may_be_group(number: &str, group: &str) -> bool {
    (1..=3).contains(&number.len()) && group.len() == 3 && is_whole(group)
}

/// Whether the pieces at `at` and after it are one number.
fn is_torn(readings: &[Reading<'_>], at: usize) -> bool {
    let (first, second) = (&*readings[at].lower, &*readings[at + 1].lower);
    let before = |back: usize| at.checked_sub(back).map(|at| &*readings[at].lower);
    let after = readings.get(at + 2);
    let number =
        |r: Option<&Reading<'_>>| r.is_some_and(|r| r.piece.spaced && r.piece.kind == PieceKind::Number);
    match (readings[at].piece.kind, readings[at + 1].piece.kind) {
        // `46 th minute`, `13t h century`; `5 St James` has an abbreviation.
        (PieceKind::Number | PieceKind::Mixed, PieceKind::Word) => {
            !readings[at + 1].capital && is_ordinal(&format!("{first}{second}"))
        }
        // `198 0s`
        (PieceKind::Number, PieceKind::Mixed) => {
            second.strip_suffix('s').is_some_and(|digits| digits == "0" && years::is_year(first, digits))
        }
        (PieceKind::Number, PieceKind::Number) if !number(after) => {
            let month = |back| before(back).is_some_and(is_full_month);
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

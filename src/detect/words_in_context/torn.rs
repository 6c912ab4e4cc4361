//! Numbers with a space inside: `the 46 th minute`, `15,94 7 people`, `the 198 0s`, `September 1 8, 1994`, `the 19 98 fair`.
//!
//! Two numbers side by side are figures of a table or thousands as some houses write them, so each pattern here is one that
//! neither can be, or hardly ever is.

use std::ops::Range;

use super::kinds::{self, Kind};
use crate::finding::{Applicability, Finding};
use crate::lang::listed;
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
    /// In thousandths.
    confidence: u16,
}

/// The confidence where nothing else can be meant.
const CERTAIN: u16 = 930;
/// The same of what is a date by its neighbours.
const DATE: u16 = 880;
/// The same of four digits that make a year.
const YEAR: u16 = 760;
/// The same of `2 011`, which may be thousands.
const THOUSANDS: u16 = 720;

impl Torn {
    /// The finding at `span`.
    pub fn finding(&self, span: Span) -> Finding {
        Finding::new(kinds::rule(Kind::Split), span, self.confidence, "a space inside a number")
            .suggest(self.text.clone(), Applicability::Ask)
            .because(format!("`{}` is one number", self.text))
    }
}

/// The numbers of an English text that are torn apart.
pub fn find(text: &str, readings: &[Reading<'_>]) -> Vec<Torn> {
    let pieces = (0..readings.len()).filter_map(|at| Some((at, torn(readings, at)?)));
    pieces
        .map(|(at, (count, confidence, gap))| {
            let pieces = at..at + count;
            let range = readings[at].piece.start..readings[pieces.end - 1].piece.end;
            let mut whole: String = text[range.clone()].split_whitespace().collect();
            if let Some(gap) = gap {
                whole.insert(gap, ' ');
            }
            Torn { pieces, range, text: whole, confidence }
        })
        .collect()
}

/// How many pieces from `at` on are one number, how sure that is, and after how many bytes a space belongs.
fn torn(readings: &[Reading<'_>], at: usize) -> Option<(usize, u16, Option<usize>)> {
    if is_parted_group(readings, at) || is_fraction(readings, at) {
        return Some((3, CERTAIN, None));
    }
    let [first, second] = readings.get(at..at + 2)? else { return None };
    if !second.piece.spaced || first.piece.kind == PieceKind::Mark {
        return None;
    }
    if first.lower.as_bytes()[0].is_ascii_digit() && is_torn(readings, at) {
        return Some((2, CERTAIN, None));
    }
    match (first.piece.kind, second.piece.kind) {
        (PieceKind::Number, PieceKind::Number) => Some((2, by_neighbours(readings, at)?, None)),
        // `In1 984, the`
        (PieceKind::Mixed, PieceKind::Number) => {
            let word = first.lower.trim_end_matches(|c: char| c.is_ascii_digit());
            let dated = years::is_dated(word) || years::leans(word) || word == "and";
            (dated && years::is_year(first.lower.strip_prefix(word)?, &second.lower)).then_some((
                2,
                DATE,
                Some(word.len()),
            ))
        }
        // `November 200 1magazine`
        (PieceKind::Number, PieceKind::Mixed) => {
            let word = second.lower.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = second.lower.strip_suffix(word)?;
            let before = at.checked_sub(1).map(|at| &*readings[at].lower);
            let dated = before.is_some_and(|word| years::is_dated(word) || is_full_month(word));
            let long = word.len() >= FEWEST_LETTERS && word.bytes().all(|b| b.is_ascii_lowercase());
            (dated && long && years::is_year(&first.lower, digits)).then_some((
                2,
                DATE,
                Some(first.lower.len() + digits.len()),
            ))
        }
        _ => None,
    }
}

/// Letters of the shortest word that a torn number may have run into.
const FEWEST_LETTERS: usize = 3;

/// How sure it is that two numbers side by side, alone among words, are one.
fn by_neighbours(readings: &[Reading<'_>], at: usize) -> Option<u16> {
    let (first, second) = (&*readings[at].lower, &*readings[at + 1].lower);
    let before = at.checked_sub(1).map(|at| &readings[at]);
    let after = readings.get(at + 2);
    let has_digits = |r: &Reading<'_>| r.lower.bytes().any(|b| b.is_ascii_digit());
    if before.is_some_and(has_digits) || after.is_some_and(has_digits) {
        return None;
    }
    let word = |r: Option<&Reading<'_>>| r.is_some_and(|r| r.piece.kind == PieceKind::Word);
    // `On 1 2 March`
    if is_day(first, second) && after.is_some_and(|r| is_full_month(&r.lower)) {
        return Some(DATE);
    }
    let small = |r: &&Reading<'_>| r.piece.kind == PieceKind::Word && r.piece.spaced && !r.capital;
    let counted = readings[at + 2..].iter().take(2).take_while(small).any(|r| r.lower.ends_with('s'));
    // `for 2 0 years`
    if first.len() == 1 && second == "0" {
        return (first != "0" && counted && word(before)).then_some(YEAR);
    }
    if !years::is_year(first, second) || before.is_some_and(|r| listed(NUMBERED, &r.lower)) {
        return None;
    }
    match (first.len(), second.len()) {
        _ if before.is_some_and(|r| r.lower == "the") => {
            Some(if first.len() == 1 { THOUSANDS } else { YEAR })
        }
        // `bus 18 45 minutes`
        (2, 2) | (3, 1) if !counted => Some(YEAR),
        _ => None,
    }
}

/// What has numbers of its own beside which another may stand, and what stands before times (`at 19 45`).
const NUMBERED: &str = "no nos number numbers page pages pp chapter chapters section sections article verse verses psalm room rooms \
                        cell apartment flat ward flight flights route routes line lines version bus buses tram platform gate seat \
                        seats unit units lot lots size sizes age ages aged type model grade class level round at";

/// `98 .62%`: the fraction of a number.
fn is_fraction(readings: &[Reading<'_>], at: usize) -> bool {
    let Some([number, point, fraction]) = readings.get(at..at + 3) else { return false };
    let digits = |r: &Reading<'_>| r.piece.kind == PieceKind::Number && is_whole(&r.lower);
    let after = readings.get(at + 3);
    digits(number)
        && point.lower == "."
        && point.piece.spaced
        && digits(fraction)
        && !fraction.piece.spaced
        && after.is_some_and(|r| matches!(&*r.lower, "%" | "per" | "percent" | "million" | "billion"))
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
    let ten = first.len() == 1 && second == "0";
    years::is_year(first, second) || is_of_thousands(first, second) || is_day(first, second) || ten
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

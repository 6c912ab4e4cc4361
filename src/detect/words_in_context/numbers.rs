//! Numbers run together with words: `in2006`, `an Act 456of the`, `on20June`.
//!
//! Names, measures, ordinals and codes join letters and digits on purpose (`Studio54`, `20km`, `19th`, `MP3`), so a word
//! counts only if it is one that stands beside numbers and in no such name: a function word or a month, or, with less
//! certainty, a word of the dictionary in lower case that is no unit. Nothing here is learnt; the lattice rarely tells these
//! from codes.

use std::ops::Range;

use super::kinds::{self, Kind};
use crate::finding::{Applicability, Finding};
use crate::lang::months::{SHORT_MONTHS, is_month};
use crate::lang::{Lang, function_words};
use crate::lexicon::forms::is_ordinal;
use crate::model::Model;
use crate::model::pieces::PieceKind;
use crate::model::suspects::{Read, Reading};
use crate::model::tables::Cost;
use crate::model::words::Flags;
use crate::span::Span;

/// A number run together with words.
pub struct Glued {
    /// The piece, by index.
    pub piece: usize,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// With its spaces.
    pub text: String,
    /// In thousandths.
    confidence: u16,
}

impl Glued {
    /// The finding at `span`.
    pub fn finding(&self, span: Span) -> Finding {
        Finding::new(kinds::rule(Kind::Fused), span, self.confidence, "a word and a number run together")
            .suggest(self.text.clone(), Applicability::Ask)
            .because(format!("`{}`: a word and a number, and together no measure, code or name", self.text))
    }
}

/// The numbers of a text that are run together with words.
pub fn find(model: &Model<'_>, text: &str, read: &Read<'_>) -> Vec<Glued> {
    let readings = &read.readings;
    let mixed = readings.iter().enumerate().filter(|(_, r)| r.piece.kind == PieceKind::Mixed && !r.vouched);
    mixed
        .filter_map(|(piece, reading)| {
            let range = reading.piece.start..end(text, reading);
            if !stands_alone(text, &range) {
                return None;
            }
            let next = readings[piece + 1..].iter().find(|r| r.piece.start >= range.end);
            let (text, confidence) = judge(model, &text[range.clone()], reading, next, read.broken)?;
            Some(Glued { piece, range, text, confidence })
        })
        .collect()
}

/// Where a piece ends with the decimals and the groups of thousands of its number: `was15.55`, `about2,500`.
fn end(text: &str, reading: &Reading<'_>) -> usize {
    let mut end = reading.piece.end;
    if text[..end].ends_with(|c: char| c.is_ascii_digit()) {
        while let Some(rest) = text[end..].strip_prefix(['.', ',']) {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                break;
            }
            end += 1 + digits;
        }
    }
    end
}

/// Whether nothing touches a stretch that codes, ranges and links have.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joint = |c: Option<char>| c.is_some_and(|c| "-/_@#.=&+*–'’°%".contains(c));
    let after = &text[range.end..];
    let ends = !joint(after.chars().next())
        || after.starts_with('.') && !after[1..].starts_with(|c: char| c.is_alphanumeric());
    !joint(text[..range.start].chars().next_back()) && ends
}

/// What a mixed piece is with its spaces, and how sure that is.
fn judge(
    model: &Model<'_>,
    surface: &str,
    reading: &Reading<'_>,
    next: Option<&Reading<'_>>,
    broken: bool,
) -> Option<(String, u16)> {
    let parts = parts(surface);
    let is_version = surface.matches('.').count() > 1;
    // `on20June2011` has four parts; more are a code.
    if !(2..=4).contains(&parts.len()) || is_version || !surface.is_ascii() {
        return None;
    }
    let mut least = u16::MAX;
    for (index, part) in parts.iter().enumerate() {
        if part.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let before = index.checked_sub(1).map(|before| parts[before]);
        let after = parts.get(index + 1).copied();
        let next = if after.is_none() || part.len() == 1 { next } else { None };
        let capital_is_free = index == 0 && reading.free;
        least = least.min(word_beside_number(model, part, (before, after), capital_is_free, next, broken)?);
    }
    Some((parts.join(" "), least))
}

/// Runs of letters and runs of digits.
fn parts(surface: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last: Option<bool> = None;
    for (at, c) in surface.char_indices() {
        let digit = c.is_ascii_digit() || matches!(c, ',' | '.' | ':') && last == Some(true);
        if last.is_some_and(|last| last != digit) {
            parts.push(&surface[start..at]);
            start = at;
        }
        last = Some(digit);
    }
    parts.push(&surface[start..]);
    // `the90th`, `early1990s`
    if let [.., digits, letters] = parts[..]
        && digits.starts_with(|c: char| c.is_ascii_digit())
    {
        let number = &surface[surface.len() - digits.len() - letters.len()..];
        if is_ordinal(number) || letters == "s" && digits.ends_with('0') && is_year(digits) {
            parts.truncate(parts.len() - 2);
            parts.push(number);
        } else if let Some(ending) = letters.get(..2).filter(|_| letters.len() > ORDINAL_AND_WORD)
            && let Some((ordinal, word)) = number.split_at_checked(digits.len() + ending.len())
            && is_ordinal(ordinal)
        {
            // `90thminute`
            parts.truncate(parts.len() - 2);
            parts.extend([ordinal, word]);
        }
    }
    parts
}

/// Letters of the ending of an ordinal and of the shortest words that are read after it.
const ORDINAL_AND_WORD: usize = 5;

/// How sure it is that a word beside a number, or between two, was written apart from it.
fn word_beside_number(
    model: &Model<'_>,
    word: &str,
    (before, after): (Option<&str>, Option<&str>),
    capital_is_free: bool,
    next: Option<&Reading<'_>>,
    broken: bool,
) -> Option<u16> {
    let year = |n: Option<&str>| n.is_some_and(|n| is_year(n.strip_suffix('s').unwrap_or(n)));
    let lower = word.to_ascii_lowercase();
    if word.len() < 2 {
        // `a1994 song`
        let noun = next.is_some_and(|n| n.piece.spaced && !n.capital && n.flags.contains(Flags::LOWER));
        let article = model.lang == Lang::En && lower == "a" && before.is_none() && year(after) && noun;
        return article.then_some(850);
    }
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    if word[1..].bytes().any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let digits = |n: &str| n.bytes().filter(u8::is_ascii_digit).count();
    let fewest = before.into_iter().chain(after).map(digits).min().unwrap_or(0);
    if model.lang == Lang::En && capital && is_month(word) {
        let day = |n: &str| (digits(n) <= 2 || is_year(n)) && !n.starts_with('0');
        // Short forms stand in tags and the names of movements: `Jan25`.
        let confidence = if SHORT_MONTHS.contains(&word) { 800 } else { 965 };
        return before.into_iter().chain(after).all(day).then_some(confidence);
    }
    if model.lang == Lang::En && capital && NUMBERED.contains(&word) {
        let number = |n: &str| digits(n) <= 3 && !n.starts_with('0');
        return (before.is_none() && after.is_some_and(number)).then_some(850);
    }
    if capital && !capital_is_free {
        // `the 1957Mille Miglia`: no brand has a year before its name.
        let named = word.len() >= NAME && model.key(&lower).1.is_some();
        return (named && year(before) && after.is_none()).then_some(760);
    }
    if function_words::is_function_word(model.lang, &lower) {
        if model.lang != Lang::En {
            return (before.is_none() && year(after) && lower.len() > 1).then_some(900);
        }
        // `as2.0` may be a version.
        if LIKE_UNITS.contains(&&*lower) && after.is_some_and(|n| n.contains('.')) {
            return None;
        }
        if LIKE_UNITS.contains(&&*lower) {
            // `20in` is a measure, `1998in` is none; `4by4` and `10am` are what they look like.
            let apart =
                before.is_none() && fewest >= 2 || year(before) && ["in", "by", "as"].contains(&&*lower);
            return apart.then_some(960);
        }
        let joins = JOINING.contains(&&*lower);
        return match (fewest, joins) {
            (2.., _) => Some(970),
            (_, true) if before.is_none() || after.is_none() => Some(900),
            // `me2`, `some1`, `2to3`
            _ => Some(500),
        };
    }
    let (_, no) = model.key(&lower);
    let no = no.filter(|&no| model.words.flags(no).contains(Flags::LOWER))?;
    let cost = model.words.cost(no);
    let long = word.len() >= 4;
    // `version2.0`
    if after.is_some_and(|n| n.contains('.')) {
        return None;
    }
    // `late1970s`; no name ends with a decade and begins with a word that everybody knows.
    if before.is_none() && long && cost < COMMON && after.is_some_and(|n| n.ends_with('s')) {
        return Some(if ["early", "late"].contains(&&*lower) { 960 } else { 760 });
    }
    if model.lang != Lang::En || MAGNITUDES.contains(&&*lower) || before.is_some() && after.is_some() {
        return None;
    }
    if before.is_some() {
        // `20minutes`, `176single`
        let followed = next.is_some_and(|n| n.piece.kind == PieceKind::Word && n.piece.spaced);
        // `2009saw`
        let long = long || word.len() == 3 && year(before);
        return match (long && cost < COMMON, fewest) {
            (true, 2..) => Some(if followed { 850 } else { 740 }),
            (true, _) => Some(550),
            (false, _) => (broken && cost < COMMON && word.len() > 2).then_some(450),
        };
    }
    // `released2013`, but `abstract2001` is an account; `web2`, `page12`, `unimat093` are names.
    match (long && cost < COMMON, year(after)) {
        (true, true) => Some(if lower == "year" { 900 } else { 600 }),
        (true, false) if !after.is_some_and(|n| n.starts_with('0')) => {
            Some(if fewest >= 2 { 500 } else { 400 })
        }
        _ => None,
    }
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && number.parse().is_ok_and(|year: u16| (1500..2100).contains(&year))
}

/// Words rarer than this may be the first half of a name.
const COMMON: Cost = 1150;
/// Letters of the shortest name that may have lost its space after a year.
const NAME: usize = 4;
/// What is numbered in books and on maps, and no brand: `Figure1`.
const NUMBERED: [&str; 14] = [
    "Figure",
    "Fig",
    "Table",
    "Section",
    "Chapter",
    "Volume",
    "Article",
    "Appendix",
    "Page",
    "Resolution",
    "Psalm",
    "Route",
    "Highway",
    "Interstate",
];
/// Function words that are written beside numbers as units, times and signs.
const LIKE_UNITS: [&str; 6] = ["in", "am", "by", "as", "do", "us"];
/// Function words that chat never writes for their sound, beside a single digit.
const JOINING: [&str; 18] = [
    "of", "with", "from", "the", "at", "and", "or", "than", "over", "under", "about", "until", "since",
    "were", "was", "between", "after", "before",
];
/// Words that houses write without a space after their number.
const MAGNITUDES: [&str; 12] = [
    "million",
    "billion",
    "trillion",
    "hundred",
    "thousand",
    "dozen",
    "percent",
    "plus",
    "cent",
    "hours",
    "fold",
    "something",
];

//! `w0rd`, `l8th`: a digit that was a letter on the page, or a letter that was a digit.
//!
//! The shapes that a recogniser takes for each other are few (`0 o`, `1 l i`, `5 s`, `8 b`), so every reading can be tried.
//! - Digits among letters: putting letters for all digits gives a word or a name. Demanded of it: more letters than digits,
//!   and that it is no code: codes have capitals or begin or end with their number (`MP3`, `covid19`).
//! - Letters among digits: putting digits for all letters but the ending of an ordinal gives a number with at least one
//!   true digit in it: an ordinal, a year, or a number before a noun. One letter at the end is a unit (`5l`, `8s`).

use super::{Context, Detector, Findings};
use crate::document::{Marks, Sentence, Token, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::model::words::Flags;
use crate::rule::{Family, Rule, Severity};

/// See the module.
pub struct DigitInWord;

static RULES: [Rule; 1] = [Rule {
    name: "digit-in-word",
    family: Family::Words,
    summary: "a digit read for a letter, or a letter for a digit",
    explain: "A digit stands inside a word, or a letter inside a number, because their shapes are alike: `w0rd`, `l8th` \
for `18th`, `1n` for `in`. The word with the letter exists and fits. Spared: codes, formulas, licence plates, model names, \
`3D`, `COVID19` and the like.",
    severity: Severity::Major,
}];

/// Digits with the letters they are taken for, likeliest first.
const SHAPES: [(char, &str); 10] = [
    ('0', "o"),
    ('1', "li"),
    ('2', "z"),
    ('3', "e"),
    ('4', "a"),
    ('5', "s"),
    ('6', "b"),
    ('7', "t"),
    ('8', "b"),
    ('9', "g"),
];
/// Digits of a word that are tried: each may be two letters.
const MOST_DIGITS: usize = 4;
/// Ways the calendar names a year: words before a number that make it one.
const BEFORE_YEAR: [&str; 10] =
    ["in", "since", "from", "until", "till", "of", "year", "by", "about", "before"];

impl Detector for DigitInWord {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::DIGIT
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        let tokens = sentence.tokens();
        for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Mixed) {
            let text = cx.document.token_text(token);
            let touched =
                tokens.get(at + 1).is_some_and(|next| next.is_glued() && (next.is('-') || next.is('/')))
                    || token.is_glued() && at > 0 && (tokens[at - 1].is('-') || tokens[at - 1].is('/'));
            if touched || cx.options.words.knows(text) {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let found = as_word(text, sentence, cx)
                .map(|word| (word, 965))
                .or_else(|| as_number(text, before.map(|t| cx.document.token_text(t)), tokens.get(at + 1)));
            let Some((repair, confidence)) = found else { continue };
            out.push(
                Finding::new(&RULES[0], token.span, confidence, "a digit and a letter confused")
                    .suggest(repair.clone(), Applicability::Ask)
                    .because(format!(
                        "`{text}` is no word and no number; `{repair}` is, and its shapes are alike"
                    )),
            );
        }
    }
}

/// The word that comes of letters in place of all digits.
fn as_word(text: &str, sentence: Sentence<'_>, cx: &Context<'_>) -> Option<String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let all_capitals = text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    if digits > MOST_DIGITS
        || letters < 2
        || letters <= digits && !(letters == digits && letters >= 2 && capitals == 0)
        || capitals > 0 && !(all_capitals && letters >= 4)
    {
        return None;
    }
    // `N1m`, `R5bn`: a sum of money in a currency of one letter.
    let sum =
        text.trim_start_matches(|c: char| c.is_uppercase()).trim_start_matches(|c: char| c.is_ascii_digit());
    if text.starts_with(char::is_uppercase) && matches!(sum, "m" | "bn" | "k" | "tn" | "s") {
        return None;
    }
    // `covid19`, `mp3`, `win10`: a number at the end belongs to a name.
    let at_end = text.chars().rev().take_while(char::is_ascii_digit).count();
    let at_start = text.chars().take_while(char::is_ascii_digit).count();
    if at_end == digits
        && (letters < 4 && digits > 1 || !matches!(text.chars().next_back(), Some('0' | '1' | '5')))
    {
        return None;
    }
    if at_start == digits && (digits > 1 || letters < 4) {
        return None;
    }
    let mut readings = vec![String::new()];
    for (index, c) in text.chars().enumerate() {
        let choices = SHAPES.iter().find(|(digit, _)| *digit == c).map_or("", |(_, letters)| *letters);
        if choices.is_empty() {
            readings.iter_mut().for_each(|r| r.push(c));
            continue;
        }
        let mut next = Vec::new();
        for reading in &readings {
            for letter in choices.chars() {
                let mut reading = reading.clone();
                if all_capitals {
                    reading.extend(letter.to_uppercase())
                } else {
                    reading.push(letter)
                }
                next.push(reading);
                if index == 0 && !all_capitals {
                    next.push(letter.to_uppercase().collect());
                }
            }
        }
        readings = next;
    }
    let known = readings.into_iter().filter(|reading| cx.knows_text(reading) == Some(true));
    let model = cx.model(sentence.lang());
    // Of several words the commonest; of two cases of one word the lower, unless it is a name.
    known.min_by_key(|reading| {
        let lower = reading.to_lowercase();
        let no = model.and_then(|model| model.words.find(&lower));
        let cost = no.zip(model).map_or(i32::MAX, |(no, model)| model.words.cost(no));
        let name = no.zip(model).is_some_and(|(no, model)| !model.words.flags(no).contains(Flags::LOWER));
        (cost, reading.starts_with(char::is_uppercase) != name)
    })
}

/// The number that comes of digits in place of all letters, with a confidence.
fn as_number(text: &str, before: Option<&str>, after: Option<&Token>) -> Option<(String, u16)> {
    let ordinal = ["st", "nd", "rd", "th"].into_iter().find(|ending| text.ends_with(ending));
    let body = ordinal.map_or(text, |ending| &text[..text.len() - ending.len()]);
    let digits = body.chars().filter(char::is_ascii_digit).count();
    let mut number = String::new();
    let mut changed = 0;
    for c in body.chars() {
        number.push(match c {
            c if c.is_ascii_digit() || matches!(c, ',' | '.') => c,
            'l' | 'I' => '1',
            'o' | 'O' => '0',
            'S' => '5',
            'B' => '8',
            _ => return None,
        });
        changed += usize::from(c.is_alphabetic());
    }
    // `F16s` is a designation.
    if digits == 0 || changed == 0 || body.starts_with(char::is_uppercase) && body.ends_with(['s', 'S']) {
        return None;
    }
    let length = number.len();
    if let Some(ending) = ordinal {
        return is_ordinal(&number, ending).then(|| (format!("{number}{ending}"), 965));
    }
    let year = length == 4 && matches!(number.as_bytes()[0], b'1' | b'2');
    if year && digits >= 2 && before.is_some_and(|word| BEFORE_YEAR.contains(&&*word.to_lowercase())) {
        return Some((number, 960));
    }
    // `5l`, `3S`, `l2`: a unit, a model.
    let inside = body.chars().next_back().is_some_and(|c| c.is_ascii_digit());
    if length >= 3 && (inside || changed >= 2) && !body.starts_with(['B', 'S', 'I', 'O']) {
        return Some((number, 900));
    }
    let noun = after.is_some_and(|token| token.is_word());
    (length == 2 && body.starts_with('l') && noun).then_some((number, 750))
}

/// Whether the ending fits the number: `18th`, `21st`, `112th`.
fn is_ordinal(number: &str, ending: &str) -> bool {
    let teens = number.len() >= 2 && number.as_bytes()[number.len() - 2] == b'1';
    let wanted = match number.as_bytes().last() {
        Some(b'1') if !teens => "st",
        Some(b'2') if !teens => "nd",
        Some(b'3') if !teens => "rd",
        _ => "th",
    };
    number.len() <= 3 && ending == wanted
}

//! Mojibake: text that was read with the wrong table of characters, and the way back.
//!
//! The method is that of ftfy (Speer 2019), turned round: instead of rating how bad a whole string looks, each sequence must be
//! such that nobody writes it, and then it is decoded where it stands. Clean text in any language stays as it is.

mod contraction;
mod eastern;
pub(crate) mod entities;
mod lost;
mod readings;
mod sequence;
mod single;
mod words;

use std::ops::Range;

pub(crate) use contraction::apostrophe_at;
use readings::Reading;
pub(crate) use readings::western_control;
pub(crate) use words::{core, words_beyond_ascii, words_with};

/// Passes of decoding: texts that were misread three times exist, four times is a joke.
const PASSES: usize = 4;
/// Characters of one word that are looked at; longer runs without a space are data.
const LONGEST: usize = 2000;

/// One word that was read wrongly, and what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repair {
    /// Bytes of the text that was searched: the whole word.
    pub(crate) span: Range<usize>,
    /// The word repaired; the same as it stands where nothing can be said.
    pub(crate) text: String,
    /// How sure, in thousandths.
    pub(crate) confidence: u16,
    /// Whether every byte of it was still there, so that there is only one way back.
    pub(crate) certain: bool,
    /// What happened to it, as evidence.
    pub(crate) because: String,
}

/// A repair of a whole word by other means than sequences of UTF-8 in a table of 256.
struct Other {
    text: String,
    confidence: u16,
    because: String,
}

/// White space that ends a word: not the no-break space and not U+0085, which are halves of sequences.
fn ends_word(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{85}')
}

/// What is known of the text around a word.
#[derive(Debug, Clone, Copy)]
struct Hints {
    /// The language has contractions, which prove an apostrophe.
    english: bool,
    /// The text holds `Ó` where only a closing quotation mark can stand.
    mac_quotes: bool,
    /// A reading that another word of the text has certainly gone through.
    proven: Option<Reading>,
}

/// All words of `text` that were read wrongly, in order. `english` allows evidence from English contractions.
pub(crate) fn repairs(text: &str, english: bool) -> Vec<Repair> {
    let mac_quotes = english
        && text.contains('Ò')
        && text.match_indices('Ó').any(|(at, o)| {
            let (before, after) =
                (text.get(..at).unwrap_or_default(), text.get(at + o.len()..).unwrap_or_default());
            lost::closes_mac_quote(before.chars().next_back(), after.chars().next())
        });
    let mut hints = Hints { english, mac_quotes, proven: None };
    let (mut found, proven) = search(text, hints);
    // What one word proves holds for its neighbours.
    if proven.is_some() {
        hints.proven = proven;
        found = search(text, hints).0;
    }
    found
}

/// The next byte from `at` that may belong to a word read wrongly. Dashes, curly quotation marks and the ellipsis (U+2010 to
/// U+2026) are the everyday characters beyond ASCII and start no sequence.
fn next_suspect(bytes: &[u8], mut at: usize, question: bool) -> Option<usize> {
    while let Some(&byte) = bytes.get(at) {
        // Nearly all of a text is ASCII without question marks: many bytes are looked at in one step.
        if let Some(chunk) = bytes[at..].first_chunk::<16>()
            && !chunk.iter().fold(false, |odd, &byte| odd | (byte >= 0x80) | (byte == b'?'))
        {
            at += chunk.len();
            continue;
        }
        if byte < 0x80 {
            if byte == b'?' && question && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase) {
                return Some(at);
            }
            at += 1;
        } else if byte == 0xE2
            && bytes.get(at + 1) == Some(&0x80)
            && matches!(bytes.get(at + 2), Some(0x90..=0xA6))
        {
            at += 3;
        } else {
            return Some(at);
        }
    }
    None
}

fn search(text: &str, hints: Hints) -> (Vec<Repair>, Option<Reading>) {
    let mut found = Vec::new();
    let mut proven = None;
    let mut start = 0;
    while let Some(at) = next_suspect(text.as_bytes(), start, hints.english) {
        let before = text.get(start..at).unwrap_or_default();
        let from = before
            .char_indices()
            .rev()
            .find(|(_, c)| ends_word(*c))
            .map_or(start, |(n, c)| start + n + c.len_utf8());
        let to = text.get(at..).and_then(|rest| rest.find(ends_word)).map_or(text.len(), |n| at + n);
        let word = text.get(from..to).unwrap_or_default();
        let after = text.get(to..).unwrap_or_default();
        if let Some((mut repair, reading)) = repair(word, hints, after) {
            repair.span = from + repair.span.start..from + repair.span.end;
            found.push(repair);
            proven = proven.or(reading);
        }
        // A suspect that is white space itself ends its word where it stands.
        start = to.max(at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    }
    (found, proven)
}

/// The repair of one word, and the reading that is proven by it.
fn repair(word: &str, hints: Hints, after: &str) -> Option<(Repair, Option<Reading>)> {
    if word.contains("://") || word.contains("www.") {
        return None;
    }
    let original: Vec<char> = word.chars().collect();
    if original.len() > LONGEST {
        return None;
    }
    let mut chars = original.clone();
    let mut readings: Vec<Reading> = Vec::new();
    for _ in 0..PASSES {
        let Some(decoded) = sequence::decode(&chars, readings.last().copied().or(hints.proven)) else {
            break;
        };
        chars = decoded.chars;
        readings.push(decoded.reading);
    }
    let (mut confidence, mut certain) = (985, true);
    if !readings.is_empty() {
        // The byte order mark of a file that was read as something else.
        chars.retain(|c| *c != '\u{FEFF}');
    }
    if let Some(repaired) = lost::repair(&chars, hints, !readings.is_empty(), after) {
        certain = false;
        confidence = if readings.is_empty() { repaired.confidence } else { repaired.confidence.max(955) };
        chars = repaired.chars;
    }
    if chars == original {
        let other = eastern::repair(word).or_else(|| single::repair(word))?;
        let chars: Vec<char> = other.text.chars().collect();
        return Some((trimmed(word, &original, &chars, other.confidence, false, other.because), None));
    }
    let because = match readings.as_slice() {
        [] => "bytes of the character were lost".to_owned(),
        [one] => format!("UTF-8 read as {}", one.name()),
        [first, rest @ ..] => format!("UTF-8 read as {}, {} times", first.name(), rest.len() + 1),
    };
    Some((trimmed(word, &original, &chars, confidence, certain, because), readings.first().copied()))
}

/// The repair without the punctuation around the word that was right all along.
fn trimmed(
    word: &str,
    original: &[char],
    repaired: &[char],
    confidence: u16,
    certain: bool,
    because: String,
) -> Repair {
    let shared = original.iter().zip(repaired).take_while(|(a, b)| a == b).count();
    let most = original.len().min(repaired.len()) - shared;
    let shared_back =
        original.iter().rev().zip(repaired.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let head = original.iter().take(shared).take_while(|c| !c.is_alphanumeric()).count();
    let tail = original.iter().rev().take(shared_back).take_while(|c| !c.is_alphanumeric()).count();
    let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
    let start = bytes(original.get(..head).unwrap_or_default());
    let end = word.len() - bytes(original.get(original.len() - tail..).unwrap_or_default());
    let text = repaired.get(head..repaired.len() - tail).unwrap_or_default().iter().collect();
    Repair { span: start..end, text, confidence, certain, because }
}

//! `mаyor` with a Cyrillic а: letters of another alphabet that look right.

use super::{Context, Detector, Findings};
use crate::document::{Marks, Sentence, Token, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds words of two alphabets, and words of look-alikes alone in a text of the other alphabet.
pub struct MixedScript;

static RULES: [Rule; 1] = [Rule {
    name: "mixed-script",
    family: Family::Encoding,
    summary: "a letter of another alphabet that looks right: a Cyrillic а in a Latin word",
    explain: "OCR, keyboards with two layouts and tricks against plagiarism finders and spam filters put a Cyrillic а or a \
              Greek ο into a Latin word, or a Latin c into a Russian one. Nobody sees it, and no search or dictionary knows \
              the word.\n\n\
              Only letters with a twin in the other alphabet count, so that α-helix, ΔT, μm, KoЯn and a Russian ending on a \
              foreign name stay as they are.",
    severity: Severity::Major,
}];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
    Greek,
}

const fn alphabet(c: char) -> Option<Alphabet> {
    match c {
        'A'..='Z' | 'a'..='z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
            Some(Alphabet::Latin)
        }
        '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => Some(Alphabet::Cyrillic),
        '\u{386}'..='\u{3E1}' | '\u{1F00}'..='\u{1FFF}' => Some(Alphabet::Greek),
        _ => None,
    }
}

/// Cyrillic letters and the Latin ones that look the same.
const CYRILLIC: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
];
/// Greek letters and the Latin ones that look the same. Small alpha, nu and rho mean something in science.
const GREEK: &[(char, char)] = &[
    ('ο', 'o'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
];

/// The letter of `to` that looks like `c`, a letter of `from`.
fn twin(c: char, from: Alphabet, to: Alphabet) -> Option<char> {
    let (table, forward) = match (from, to) {
        (Alphabet::Cyrillic, Alphabet::Latin) => (CYRILLIC, true),
        (Alphabet::Latin, Alphabet::Cyrillic) => (CYRILLIC, false),
        (Alphabet::Greek, Alphabet::Latin) => (GREEK, true),
        (Alphabet::Latin, Alphabet::Greek) => (GREEK, false),
        _ => return None,
    };
    if (from, to, c) == (Alphabet::Latin, Alphabet::Cyrillic, 'k') {
        return Some('к');
    }
    table.iter().find_map(|&(other, latin)| match forward {
        true => (other == c).then_some(latin),
        false => (latin == c).then_some(other),
    })
}

/// The word with all letters of `from` put into `to`, if all have a twin there.
fn put(word: &str, from: Alphabet, to: Alphabet) -> Option<String> {
    word.chars().map(|c| if alphabet(c) == Some(from) { twin(c, from, to) } else { Some(c) }).collect()
}

impl Detector for MixedScript {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::UNCOMMON
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        let doc = sentence.document();
        let mut around = None;
        for (index, token) in sentence.tokens().iter().enumerate() {
            // A word in ASCII has one alphabet; a single letter may stand for one of another.
            let plain = token.is_ascii() && token.span.len() > 1;
            if plain || !matches!(token.kind, TokenKind::Word | TokenKind::Mixed) {
                continue;
            }
            let word = doc.token_text(token);
            let (mut latin, mut other) = (0_u32, None);
            for found in word.chars().filter_map(alphabet) {
                if found == Alphabet::Latin {
                    latin += 1;
                } else {
                    other = Some(found);
                }
            }
            let Some(other) = other else {
                if word.len() == 1 && latin == 1 && is_russian_word(word) {
                    lone_latin(
                        sentence,
                        index,
                        token,
                        *around.get_or_insert_with(|| Around::of(sentence)),
                        out,
                    );
                }
                continue;
            };
            let around = *around.get_or_insert_with(|| Around::of(sentence));
            if latin == 0 {
                look_alike(token, word, other, around, cx, out);
            } else if let Some((confidence, text)) = mixed(word, other, around) {
                let message = format!("Latin and {} letters in one word", name(other));
                out.push(
                    Finding::new(&RULES[0], token.span, confidence, message)
                        .suggest(text, Applicability::Safe),
                );
            }
        }
    }
}

const fn name(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Latin => "Latin",
        Alphabet::Cyrillic => "Cyrillic",
        Alphabet::Greek => "Greek",
    }
}

/// Bytes before and after a sentence that tell which alphabet the text is in.
const WINDOW: u32 = 1000;

/// Letters of the paragraph around a sentence.
#[derive(Clone, Copy)]
struct Around {
    latin: usize,
    /// Letters of Cyrillic or Greek.
    other: usize,
    /// Letters of Cyrillic or Greek that no Latin letter looks like: the text really uses that alphabet.
    own: usize,
}

impl Around {
    fn of(sentence: Sentence<'_>) -> Self {
        let mut around = Self { latin: 0, other: 0, own: 0 };
        // A window of the paragraph: a book may stand in one.
        let (own, paragraph) = (sentence.span(), sentence.paragraph().span());
        let text = sentence.document().text();
        let start =
            text.floor_char_boundary((own.start.saturating_sub(WINDOW)).max(paragraph.start) as usize);
        let end = text.floor_char_boundary((own.end.saturating_add(WINDOW)).min(paragraph.end) as usize);
        for c in text[start..end].chars() {
            match alphabet(c) {
                Some(Alphabet::Latin) => around.latin += 1,
                Some(other) => {
                    around.other += 1;
                    around.own += usize::from(twin(c, other, Alphabet::Latin).is_none());
                }
                None => {}
            }
        }
        around
    }
}

/// A word of two alphabets, by its parts between apostrophes and digits.
fn mixed(word: &str, other: Alphabet, around: Around) -> Option<(u16, String)> {
    let mut text = String::with_capacity(word.len());
    let mut changed = false;
    for part in word.split_inclusive(|c: char| alphabet(c).is_none()) {
        let count = |of: Alphabet| part.chars().filter(|c| alphabet(*c) == Some(of)).count();
        let (latin, others) = (count(Alphabet::Latin), count(other));
        if latin == 0 || others == 0 {
            text.push_str(part);
            continue;
        }
        // Both may be possible: `сo` is one in a Russian text and another in an English one.
        let to_latin = put(part, other, Alphabet::Latin);
        // ΔT, κB and TETЯIS belong to the Latin side; a word of the other alphabet has most of its letters from it.
        let to_other = put(part, Alphabet::Latin, other).filter(|_| others >= 2 && others >= latin);
        let latin_text = around.latin > around.other;
        let repaired = match (to_latin, to_other) {
            (Some(one), None) if latin_text || !has_ending(part, other) => one,
            (None, Some(one)) => one,
            (Some(to_latin), Some(to_other)) => {
                if latin_text {
                    to_latin
                } else {
                    to_other
                }
            }
            _ => return None,
        };
        changed = true;
        text.push_str(&repaired);
    }
    changed.then_some((if other == Alphabet::Greek { 955 } else { 965 }, text))
}

/// A Russian ending glued to a foreign name: `Photoshopе`.
fn has_ending(part: &str, other: Alphabet) -> bool {
    let stem = part.chars().take_while(|c| alphabet(*c) == Some(Alphabet::Latin)).count();
    let rest = part.chars().skip(stem);
    stem >= 3 && rest.clone().count() <= 3 && rest.clone().all(|c| alphabet(c) == Some(other))
}

/// A word of look-alikes alone in a text that has nothing else of that alphabet.
fn look_alike(
    token: &Token,
    word: &str,
    other: Alphabet,
    around: Around,
    cx: &Context<'_>,
    out: &mut Findings,
) {
    if around.own > 0 || around.latin < 3 * around.other || token.kind != TokenKind::Word {
        return;
    }
    let Some(text) = put(word, other, Alphabet::Latin) else { return };
    let is_word = if text.len() == 1 {
        matches!(text.as_str(), "a" | "A" | "I" | "o" | "O" | "y" | "Y" | "e" | "E")
    } else {
        cx.knows_text(&text) == Some(true)
    };
    if is_word {
        let message = format!("a word of {} letters that look Latin", name(other));
        out.push(Finding::new(&RULES[0], token.span, 850, message).suggest(text, Applicability::Ask));
    }
}

/// Russian words of one letter that look Latin: с, о, у, а.
fn is_russian_word(word: &str) -> bool {
    matches!(word, "c" | "o" | "y" | "a")
}

/// `c братом`: a Latin letter for a Russian preposition, between Russian words and not in a formula.
fn lone_latin(sentence: Sentence<'_>, index: usize, token: &Token, around: Around, out: &mut Findings) {
    let doc = sentence.document();
    if around.latin > 1 || around.other < 8 {
        return;
    }
    let russian = |at: Option<usize>| {
        at.and_then(|at| sentence.tokens().get(at)).is_some_and(|t| {
            t.is_word() && doc.token_text(t).chars().all(|c| alphabet(c) == Some(Alphabet::Cyrillic))
        })
    };
    if !russian(index.checked_sub(1)) || !russian(Some(index + 1)) {
        return;
    }
    if let Some(text) = put(doc.token_text(token), Alphabet::Latin, Alphabet::Cyrillic) {
        let span: Span = token.span;
        out.push(
            Finding::new(&RULES[0], span, 800, "a Latin letter for a Cyrillic word")
                .suggest(text, Applicability::Ask),
        );
    }
}

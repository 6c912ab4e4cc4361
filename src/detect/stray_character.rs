//! `parlia¬ment`, `fu|l`, `did\u{FFFD}t`: marks that stand where a letter, a space or nothing belongs.
//!
//! OCR puts `|`, `¬`, `^`, `~` and black squares for what it cannot read; conversions leave control characters, symbol-font
//! letters and U+FFFD. Control and replacement characters are faults wherever they stand; the printable marks only where the word
//! around them becomes one of the dictionary without them.

mod debris;

use std::ops::Range;

use super::{Context, Detector, Findings};
use crate::document::{Marks, Paragraph, ParagraphKind};
use crate::encoding::{apostrophe_at, core, repairs, western_control, words_with};
use crate::finding::{Applicability, Finding};
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds control and replacement characters, and the marks of unread letters.
pub struct StrayCharacter;

static RULES: [Rule; 1] = [Rule {
    name: "stray-character",
    family: Family::Punctuation,
    summary: "control and replacement characters, and | ¬ ^ ~ \\ inside words",
    explain: "Character recognition puts a bar, a caret, a tilde or a black square where it could not read a letter, and a not \
              sign where a word was divided; conversions leave control characters, letters of symbol fonts and the \
              replacement character U+FFFD, which stands for bytes that could not be decoded.\n\n\
              Tables, code, paths, formulas, smileys, navigation bars and click consonants (N|uu) are left alone: a printable mark \
              counts only where the word without it is in the dictionary.",
    severity: Severity::Major,
}];

/// Marks that a word may hold by mistake.
const fn is_mark(c: char) -> bool {
    matches!(c, '|' | '¬' | '^' | '~' | '\\' | '¦' | '■' | '□' | '▪' | '◊' | '¤')
}

/// Characters that are a fault wherever they stand.
fn is_broken(c: char) -> bool {
    c == '\u{FFFD}'
        || matches!(c, '\u{E000}'..='\u{F8FE}')
        || c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}')
}

impl Detector for StrayCharacter {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::ODD | debris::NEEDS
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        debris::find(paragraph, cx, out);
        if !paragraph.marks().intersects(Marks::ODD) || paragraph.kind() == ParagraphKind::Code {
            return;
        }
        let text = paragraph.text();
        let here =
            Here { cx, text, start: paragraph.span().start as usize, english: paragraph.lang() == Lang::En };
        let table = paragraph.kind() == ParagraphKind::Table;
        for word in words_with(text, is_broken, char::is_whitespace) {
            here.broken(word, out);
        }
        if !table && is_prose_like(text) {
            for word in words_with(text, is_mark, char::is_whitespace) {
                here.marked(word, out);
            }
        }
    }
}

/// Formulas, code and shell lines have braces, dollars, equals signs and back quotes where prose has none.
fn is_prose_like(text: &str) -> bool {
    !text.contains(['{', '}', '$', '`', '='])
        && text.matches('|').count() <= 3
        && text.matches(['\\', '~', '^', '¬']).count() <= 3
}

struct Here<'a> {
    cx: &'a Context<'a>,
    text: &'a str,
    start: usize,
    english: bool,
}

impl Here<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::of(self.start + range.start..self.start + range.end)
    }

    fn known(&self, word: &str) -> bool {
        !word.is_empty()
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
            && self.cx.knows_text(word) == Some(true)
    }

    /// A word with characters that are a fault wherever they stand.
    fn broken(&self, word: Range<usize>, out: &mut Findings) {
        let shown = self.text.get(word.clone()).unwrap_or_default();
        // Halves of mojibake are that rule's.
        if shown.contains("://") || !repairs(shown, self.english).is_empty() {
            return;
        }
        let inner = core(shown, is_broken);
        let range = word.start + inner.start..word.start + inner.end;
        let shown = shown.get(inner).unwrap_or_default();
        let finding = |confidence, message: String| {
            Finding::new(&RULES[0], self.span(range.clone()), confidence, message)
        };
        if shown.contains('\u{FFFD}') {
            let finding = finding(975, "a character was lost: U+FFFD stands in its place".to_owned());
            out.push(match self.lost(shown, range.start) {
                Some((text, applicability)) => finding.suggest(text, applicability),
                None => finding,
            });
            return;
        }
        let first = shown.chars().find(|c| is_broken(*c)).unwrap_or('\0');
        let kind = if first.is_control() { "control character" } else { "character of a symbol font" };
        let finding =
            finding(if first.is_control() { 985 } else { 960 }, format!("{kind} U+{:04X}", u32::from(first)));
        let (text, applicability) =
            if first.is_control() { controls(shown) } else { (self.symbols(shown), Applicability::Ask) };
        out.push(match text {
            Some(text) => finding.suggest(text, applicability),
            None => finding,
        });
    }

    /// What a replacement character was: the byte that could not be decoded, an apostrophe, a quotation mark, an accented letter.
    fn lost(&self, word: &str, at: usize) -> Option<(String, Applicability)> {
        let invalid = &self.cx.source.invalid;
        if !invalid.is_empty() {
            // The source kept the bytes: a single one is a character of windows-1252.
            let text: Option<String> = word
                .char_indices()
                .map(|(n, c)| {
                    if c != '\u{FFFD}' {
                        return Some(c);
                    }
                    let place = (self.start + at + n) as u32;
                    let found = invalid.binary_search_by_key(&place, |(span, _)| span.start).ok()?;
                    let byte = char::from(u8::from_str_radix(&invalid.get(found)?.1, 16).ok()?);
                    if byte.is_control() { western_control(byte) } else { Some(byte) }
                })
                .collect();
            if let Some(text) = text {
                return Some((text, Applicability::Ask));
            }
        }
        let chars: Vec<char> = word.chars().collect();
        if chars.iter().filter(|c| **c == '\u{FFFD}').count() != 1 {
            return None;
        }
        let place = chars.iter().position(|c| *c == '\u{FFFD}')?;
        let with =
            |put: char| chars.iter().map(|c| if *c == '\u{FFFD}' { put } else { *c }).collect::<String>();
        // `\u{FFFD}500`: of what is lost before digits, the sign of the pound is lost most often, as OCR and old code pages do.
        if self.english && place == 0 && chars.get(1).is_some_and(char::is_ascii_digit) {
            return Some((with('£'), Applicability::Ask));
        }
        if self.english && apostrophe_at(&chars, place, 1) {
            return Some((with('’'), Applicability::Safe));
        }
        if let Some(known) = "éèêëáàâäãåíîïóôöõøúûüñçßæœ".chars().map(with).find(|form| self.known(form))
        {
            return Some((known, Applicability::Ask));
        }
        // At the edge of a known word it was a quotation mark, if another one opens or closes in the same paragraph.
        // Counted anew at every word, so only in a paragraph of common length.
        let pair = self.text.len() < 10_000 && self.text.matches('\u{FFFD}').count().is_multiple_of(2);
        if pair && place == 0 && chars.len() > 1 {
            return Some((with('“'), Applicability::Ask));
        }
        (pair && place > 0 && place + 1 == chars.len()).then(|| (with('”'), Applicability::Ask))
    }

    /// Symbol fonts show ASCII at U+F000 and above.
    fn symbols(&self, word: &str) -> Option<String> {
        let ascii: String = word
            .chars()
            .map(|c| {
                if is_broken(c) {
                    char::from_u32(u32::from(c) & 0xFF).filter(|a| a.is_ascii_graphic()).unwrap_or(c)
                } else {
                    c
                }
            })
            .collect();
        if self.known(&ascii) {
            return Some(ascii);
        }
        // A bullet or a picture; inside a word a letter is missing, and nobody knows which.
        let without: String = word.chars().filter(|c| !is_broken(*c)).collect();
        (without.is_empty() || word.starts_with(is_broken) && self.known(&without)).then_some(without)
    }

    /// A word with printable marks.
    fn marked(&self, word: Range<usize>, out: &mut Findings) {
        let shown = self.text.get(word.clone()).unwrap_or_default();
        if shown.contains("://")
            || shown.contains(['/', '_', '@', '#', '<', '>', '$'])
            || !repairs(shown, self.english).is_empty()
        {
            return;
        }
        let mut found = shown.char_indices().filter(|(_, c)| is_mark(*c));
        let Some((at, mark)) = found.next().filter(|_| found.next().is_none()) else { return };
        let inner = core(shown, is_mark);
        let (left, right) = (
            shown.get(inner.start..at.max(inner.start)).unwrap_or_default(),
            shown.get(at + mark.len_utf8()..inner.end).unwrap_or_default(),
        );
        let letters = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'))
        };
        let range = word.start + inner.start..word.start + inner.end;
        match (letters(left), letters(right)) {
            (true, true) => self.inside(range, left, mark, right, out),
            (false, true) if left.is_empty() => self.before(range, mark, right, out),
            (true, false) if right.is_empty() => self.after(range, left, mark, out),
            (false, false) if left.is_empty() && right.is_empty() => self.alone(range, mark, out),
            // `Fig.~3`, `Section~4`: the tie of TeX. `REPORT~1.DOC` is a file name.
            _ if mark == '~'
                && left.contains(char::is_lowercase)
                && !right.is_empty()
                && right.chars().all(|c| c.is_ascii_digit()) =>
            {
                self.push(range, 800, mark, Some(format!("{left} {right}")), out);
            }
            _ => {}
        }
    }

    fn push(
        &self,
        range: Range<usize>,
        confidence: u16,
        mark: char,
        text: Option<String>,
        out: &mut Findings,
    ) {
        let finding = Finding::new(&RULES[0], self.span(range), confidence, format!("stray `{mark}`"));
        out.push(match text {
            Some(text) => finding.suggest(text, Applicability::Ask),
            None => finding,
        });
    }

    /// Between letters: nothing belongs there, or a letter that looks like the mark.
    fn inside(&self, range: Range<usize>, left: &str, mark: char, right: &str, out: &mut Findings) {
        let joined = format!("{left}{right}");
        // `and\or`, `north|south`: both halves are words, and so may the whole be.
        let both =
            self.known(left) && self.known(right) && left.chars().count() > 2 && right.chars().count() > 2;
        let lower = right.chars().all(char::is_lowercase) && joined.chars().count() >= 3;
        if !lower {
            return;
        }
        let text = match mark {
            '|' | '¦' => std::iter::once(joined)
                .filter(|_| mark == '¦')
                .chain(["l", "i", "I", "t", "1"].iter().map(|c| format!("{left}{c}{right}")))
                .find(|form| self.known(form)),
            // `Lord\s`: a genitive.
            '\\' if self.english && right == "s" && self.known(left) => Some(format!("{left}’s")),
            _ => Some(joined).filter(|form| self.known(form)),
        };
        let confidence = match mark {
            // Dividing a word is all that ¬ does between letters.
            '¬' if text.is_some() => 955,
            '■' | '□' | '▪' | '◊' | '¤' | '¦' if !both => {
                if text.is_some() {
                    900
                } else {
                    740
                }
            }
            '¬' if !both => 740,
            _ if text.is_some() && !both => 820,
            _ => 500,
        };
        self.push(range, confidence, mark, text, out);
    }

    /// In front of a word: `^the`, `|n`, `\storm`.
    fn before(&self, range: Range<usize>, mark: char, right: &str, out: &mut Findings) {
        let sentence_goes_on =
            self.text.get(range.end..).is_some_and(|rest| rest.starts_with([' ', ',', '.']));
        let inside = range.start > 0 && sentence_goes_on && right.chars().all(char::is_lowercase);
        let text = match mark {
            '|' => ["I", "l", "i"].iter().map(|c| format!("{c}{right}")).find(|form| self.known(form)),
            '^' | '\\' if right.len() >= 3 && !is_tex(right) => {
                Some(right.to_owned()).filter(|form| self.known(form))
            }
            _ => None,
        };
        if let Some(text) = text.filter(|_| inside) {
            self.push(range, 740, mark, Some(text), out);
        }
    }

    /// Behind a word inside a sentence: `army~ since`.
    fn after(&self, range: Range<usize>, left: &str, mark: char, out: &mut Findings) {
        let next = self.text.get(range.end..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
        let goes_on = next.starts_with(char::is_lowercase);
        if mark == '¬' {
            // `regi¬ ment`: the division kept its space.
            let rest: String = next.chars().take_while(|c| c.is_lowercase()).collect();
            let joined = format!("{left}{rest}");
            if !rest.is_empty() && self.known(&joined) && !(self.known(left) && self.known(&rest)) {
                self.push(range.start..range.end + 1 + rest.len(), 900, mark, Some(joined), out);
            }
            return;
        }
        if matches!(mark, '~' | '^' | '\\')
            && goes_on
            && left.len() >= 3
            && left.chars().all(char::is_lowercase)
            && self.known(left)
        {
            self.push(range, 720, mark, Some(left.to_owned()), out);
        } else if mark == '|' && goes_on {
            let text = ["l", "t", "i"].iter().map(|c| format!("{left}{c}")).find(|form| self.known(form));
            if text.is_some() && !self.known(left) {
                self.push(range, 740, mark, text, out);
            }
        }
    }

    /// Between spaces: a separator, unless small words of one sentence stand on both sides.
    fn alone(&self, range: Range<usize>, mark: char, out: &mut Findings) {
        if !matches!(mark, '|' | '¦')
            || self.text.matches(mark).count() > 1
            || !self.text.trim_end().ends_with(['.', '!', '?', '”', '"'])
        {
            return;
        }
        let before = self
            .text
            .get(..range.start)
            .unwrap_or_default()
            .trim_end()
            .rsplit(' ')
            .next()
            .unwrap_or_default();
        let rest = self.text.get(range.end..).unwrap_or_default();
        let next: &str = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let small = |word: &str| !word.is_empty() && word.chars().all(char::is_lowercase) && self.known(word);
        if !small(before) || !small(next) || !rest.starts_with(' ') {
            return;
        }
        let end = range.end + 1 + next.len();
        self.push(range.start..end, 720, mark, Some(next.to_owned()), out);
    }
}

/// Names of TeX commands that are also words.
fn is_tex(word: &str) -> bool {
    matches!(
        word,
        "alpha"
            | "beta"
            | "gamma"
            | "delta"
            | "theta"
            | "lambda"
            | "sigma"
            | "omega"
            | "item"
            | "begin"
            | "end"
            | "section"
            | "label"
            | "ref"
            | "cite"
            | "text"
            | "left"
            | "right"
            | "sum"
            | "times"
            | "approx"
            | "chapter"
            | "input"
            | "include"
            | "caption"
            | "quad"
            | "par"
            | "noindent"
    )
}

/// A word without its control characters: those of windows-1252 mean something, and so do the two hyphens of Word.
fn controls(word: &str) -> (Option<String>, Applicability) {
    let mut meant = false;
    let text = word
        .chars()
        .filter_map(|c| {
            if !is_broken(c) {
                return Some(c);
            }
            let put = match c {
                '\u{1E}' => Some('-'),
                // The last byte of a closing quotation mark in UTF-8, the only one that windows-1252 does not know.
                '\u{9D}' => Some('”'),
                _ => western_control(c),
            };
            meant |= put.is_some();
            put
        })
        .collect();
    (Some(text), if meant { Applicability::Ask } else { Applicability::Safe })
}

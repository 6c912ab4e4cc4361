//! `min<U+200B>ister`: characters that take no room, in a word that looks right and is not found by any search.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::{Context, Detector, Findings};
use crate::document::{Document, Marks, Paragraph, ParagraphKind};
use crate::encoding::{core, words_beyond_ascii};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};
use crate::source::Format;
use crate::span::Span;

/// Finds zero-width, soft and directional characters where they do nothing good.
pub struct InvisibleCharacter;

static RULES: [Rule; 1] = [Rule {
    name: "invisible-character",
    family: Family::Encoding,
    summary: "zero-width spaces, soft hyphens, byte order marks and direction marks inside a text",
    explain: "Web pages, messengers and word processors put characters without a shape into a text: zero-width spaces, soft \
              hyphens from another line length, byte order marks where two files were joined, direction marks around \
              handles. The word looks right, but no search, dictionary or index finds it.\n\n\
              Where they do their work they stay: joiners in Persian, Arabic and the scripts of India and inside emoji, \
              zero-width spaces in Thai and Khmer, direction marks beside right-to-left text, soft hyphens in HTML.",
    severity: Severity::Minor,
}];

/// Whether the character has no shape and may be out of place.
const fn is_suspect(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0001}'..='\u{E007F}'
    )
}

const fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EEFF}')
}

impl Detector for InvisibleCharacter {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::UNCOMMON
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        if paragraph.kind() != ParagraphKind::Code && with_gap(paragraph).is_none() {
            let span = paragraph.span();
            search(cx.document.text(), span.range(), cx, out);
        }
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        for paragraph in document.paragraphs().filter(|p| p.kind() != ParagraphKind::Code) {
            if let Some(range) = with_gap(paragraph) {
                search(document.text(), range, cx, out);
            }
        }
    }
}

/// A paragraph with the gap before it, and at the end of the text with that behind it, where these are not plain: a byte order mark
/// counts as white space around a line.
fn with_gap(paragraph: Paragraph<'_>) -> Option<Range<usize>> {
    let text = paragraph.document().text();
    let is_plain = |from: usize, to: usize| text.as_bytes().get(from..to).is_none_or(<[u8]>::is_ascii);
    let Range { start, end } = paragraph.span().range();
    let before = paragraph.previous().map_or(0, |p| p.span().end as usize);
    let from = if is_plain(before, start) { start } else { before };
    let to = if paragraph.next().is_none() { text.len() } else { end };
    (from < start || !is_plain(end, to)).then_some(from..to)
}

fn search(text: &str, range: Range<usize>, cx: &Context<'_>, out: &mut Findings) {
    let from = range.start;
    let Some(part) = text.get(range) else { return };
    let mut right_to_left = None;
    for word in words_beyond_ascii(part, is_suspect, char::is_whitespace) {
        let shown = part.get(word.clone()).unwrap_or_default();
        let mut faults: Vec<(usize, char, u16)> = Vec::new();
        for (at, c) in shown.char_indices().filter(|(_, c)| is_suspect(*c)) {
            // The byte order mark of the file itself.
            if c == '\u{FEFF}' && from + word.start + at == 0 {
                continue;
            }
            if is_direction(c) && *right_to_left.get_or_insert_with(|| part.chars().any(is_right_to_left)) {
                continue;
            }
            if let Some(confidence) = confidence(shown, at, c, cx.source.format) {
                faults.push((at, c, confidence));
            }
        }
        if let Some(confidence) = faults.iter().map(|(_, _, confidence)| *confidence).max() {
            out.push(finding(text, from + word.start, shown, &faults, confidence, cx));
        }
    }
}

fn finding(
    text: &str,
    start: usize,
    word: &str,
    faults: &[(usize, char, u16)],
    confidence: u16,
    cx: &Context<'_>,
) -> Finding {
    let is_fault = |at: usize| faults.iter().any(|(fault, _, _)| *fault == at);
    let clean: String = word.char_indices().filter(|(at, _)| !is_fault(*at)).map(|(_, c)| c).collect();
    let inner = core(word, is_suspect);
    let message = match faults {
        [(_, c, _)] => format!("invisible character {} (U+{:04X})", name(*c), u32::from(*c)),
        _ => "invisible characters".to_owned(),
    };
    if clean.is_empty() {
        // Nothing else between two spaces: one of them goes too.
        let end = start + word.len();
        let end = if text.get(end..).is_some_and(|rest| rest.starts_with(' ')) { end + 1 } else { end };
        return Finding::new(&RULES[0], Span::of(start..end), confidence, message)
            .suggest("", Applicability::Safe);
    }
    let span = Span::of(start + inner.start..start + inner.end);
    let clean: String =
        word.char_indices().filter(|(at, _)| inner.contains(at) && !is_fault(*at)).map(|(_, c)| c).collect();
    let finding = Finding::new(&RULES[0], span, confidence, message);
    // A zero-width space between two words that are none together was a space.
    if let [(at, '\u{200B}', _)] = faults
        && let (Some(left), Some(right)) = (word.get(..*at), word.get(at + 3..))
        && [left, right].iter().all(|part| {
            part.len() > 1 && part.chars().all(char::is_alphabetic) && cx.knows_text(part) == Some(true)
        })
        && cx.knows_text(&clean) == Some(false)
    {
        return finding
            .suggest(format!("{left} {right}"), Applicability::Ask)
            .suggest(clean, Applicability::Ask);
    }
    finding.suggest(clean, Applicability::Safe)
}

const fn name(c: char) -> &'static str {
    match c {
        '\u{AD}' => "soft hyphen",
        '\u{200B}' => "zero-width space",
        '\u{200C}' | '\u{200D}' => "joiner",
        '\u{2060}' => "word joiner",
        '\u{FEFF}' => "byte order mark",
        _ if is_direction(c) => "direction mark",
        _ => "filler",
    }
}

/// How sure it is that the character does nothing good where it stands; `None` where it does its work.
fn confidence(word: &str, at: usize, c: char, format: Format) -> Option<u16> {
    let before = word.get(..at)?.chars().rev().find(|c| !is_suspect(*c));
    let after = word.get(at + c.len_utf8()..)?.chars().find(|c| !is_suspect(*c));
    let latin = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_alphabetic() && matches!(c.script(), Script::Latin | Script::Cyrillic | Script::Greek)
        })
    };
    match c {
        // An author's hint for line breaking in HTML; in a plain text it is left over.
        '\u{AD}' => (format == Format::Text).then_some(960),
        '\u{200B}' if breaks_without_space(before) || breaks_without_space(after) => None,
        '\u{200B}' => Some(if format == Format::Text { 970 } else { 800 }),
        // Joiners shape letters in many scripts and build emoji; between letters that never join they shape nothing.
        '\u{200C}' | '\u{200D}' => (latin(before) && latin(after)).then_some(920),
        '\u{2060}' => Some(if latin(before) && latin(after) { 920 } else { 600 }),
        '\u{FEFF}' => Some(970),
        // The flags of Scotland, Wales and England are a black flag and tags.
        '\u{E0001}'..='\u{E007F}' => (before != Some('🏴')).then_some(920),
        // An override turns text round: the trick of false file names.
        '\u{202D}' | '\u{202E}' => Some(940),
        _ if is_direction(c) => Some(720),
        // Hangul fillers stand for letters in Korean.
        _ => (!before.is_some_and(|c| c.script() == Script::Hangul)
            && !after.is_some_and(|c| c.script() == Script::Hangul))
        .then_some(900),
    }
}

/// Scripts without spaces between words, where a zero-width space shows where a line may break.
fn breaks_without_space(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(
            c.script(),
            Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
                | Script::Tibetan
                | Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Javanese
                | Script::Balinese
                | Script::Tai_Le
                | Script::New_Tai_Lue
        )
    })
}

//! Lines -> paragraphs, by the look of a plain text.
//!
//! Two customs are common and must both come out right: one line per paragraph (news feeds, word processors), and lines
//! wrapped at a width with blank lines or indents between paragraphs (books, e-mail, OCR). What tells them apart: in wrapped
//! text a line ends because the next word no longer fitted.

use std::sync::LazyLock;

use memchr::memchr2;
use memchr::memmem::Finder;

use crate::span::Span;

/// How lines and paragraphs relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Each line is a paragraph.
    LinePerParagraph,
    /// Lines are wrapped at a width; blank lines or indents separate paragraphs.
    Wrapped,
    /// The source format said where paragraphs are.
    Marked,
}

/// What sort of text a paragraph is. Rules about sentences hold in prose only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// Running text.
    Prose,
    /// A heading, title, caption, by-line, address line or other short text without a final stop.
    Heading,
    /// An item of a list.
    ListItem,
    /// A row of a table, or columns held apart by spaces.
    Table,
    /// A line of verse.
    Verse,
    /// Code or preformatted text.
    Code,
}

/// A paragraph before it is cut into sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: ParagraphKind,
}

#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    /// Columns, with a tab as one.
    width: usize,
    indent: usize,
}

/// Longest line that still counts as wrapped: mail is wrapped at 72, books and OCR up to about 120 columns.
const WIDEST_WRAP: usize = 130;

/// Paragraphs of a plain text, in order, without surrounding white space.
pub(super) fn pieces(text: &str) -> (Layout, Vec<Piece>) {
    // As many as a text of one line per paragraph has: what grows piece by piece is copied again and again.
    let mut pieces = Vec::with_capacity(text.len() / 128);
    let mut block: Vec<Line> = Vec::with_capacity(text.len() / 128);
    let (mut wrapped, mut single) = (0_usize, 0_usize);
    let mut flush = |block: &mut Vec<Line>, pieces: &mut Vec<Piece>| {
        if block.is_empty() {
            return;
        }
        if is_wrapped(text, block) {
            wrapped += block.len();
            wrapped_block(text, block, pieces);
        } else {
            single += block.len();
            line_block(text, block, pieces);
        }
        block.clear();
    };
    for line in lines(text) {
        if line.start == line.end {
            flush(&mut block, &mut pieces);
        } else {
            block.push(line);
        }
    }
    flush(&mut block, &mut pieces);
    let layout = if wrapped > single { Layout::Wrapped } else { Layout::LinePerParagraph };
    (layout, pieces)
}

fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let raw_end = memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        let raw = &text[at..raw_end];
        let body = raw.trim_end_matches(is_blank);
        let trimmed = body.trim_start_matches(is_blank);
        let indent = body.len() - trimmed.len();
        let start = at + indent;
        let line = Line {
            start,
            end: at + body.len(),
            width: if body.len() > 4 * WIDEST_WRAP || body.is_ascii() {
                body.len()
            } else {
                body.chars().count()
            },
            indent,
        };
        at = raw_end + 1;
        if bytes.get(raw_end) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
            at += 1;
        }
        Some(line)
    })
}

/// White space that may surround a line, form feeds of paged text included.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

fn first_word_width(text: &str, line: Line) -> usize {
    text[line.start..line.end].split(char::is_whitespace).next().map_or(0, |w| w.chars().take(60).count())
}

fn last_char(text: &str, line: Line) -> char {
    text[line.start..line.end].chars().next_back().unwrap_or(' ')
}

fn first_char(text: &str, line: Line) -> char {
    text[line.start..line.end].chars().next().unwrap_or(' ')
}

fn ends_sentence(text: &str, line: Line) -> bool {
    let tail =
        text[line.start..line.end].trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', '*', '_']);
    tail.ends_with(['.', '!', '?', '…', ':', '。'])
}

/// Whether a word goes on from one line to the next over a hyphen.
fn breaks_word(text: &str, line: Line, next: Line) -> bool {
    let mut end = text[line.start..line.end].chars().rev();
    end.next() == Some('-')
        && end.next().is_some_and(char::is_alphabetic)
        && first_char(text, next).is_lowercase()
}

/// Whether most line breaks of the block are there because the next word did not fit.
fn is_wrapped(text: &str, block: &[Line]) -> bool {
    if block.len() < 2 {
        return false;
    }
    if block.windows(2).any(|pair| breaks_word(text, pair[0], pair[1])) {
        return true;
    }
    let widest = block.iter().map(|l| l.width).max().unwrap_or(0);
    if !(30..=WIDEST_WRAP).contains(&widest) {
        return false;
    }
    if block
        .iter()
        .filter(|l| is_list_item(&text[l.start..l.end]) || is_table_row(&text[l.start..l.end]))
        .count()
        * 2
        > block.len()
    {
        return false;
    }
    let breaks = block.len() - 1;
    let full = block
        .windows(2)
        .filter(|pair| pair[0].width + 1 + first_word_width(text, pair[1]) + 4 > widest)
        .count();
    // A line that stops in the middle of a sentence and goes on in lower case is wrapped whatever its length.
    let running = block
        .windows(2)
        .filter(|pair| !ends_sentence(text, pair[0]) && first_char(text, pair[1]).is_lowercase())
        .count();
    if breaks <= 2 {
        return running >= 1 && full >= 1 || running == breaks && widest >= 40;
    }
    full * 10 >= breaks * 6 && running * 4 >= breaks || running * 10 >= breaks * 6 && full * 10 >= breaks * 3
}

fn wrapped_block(text: &str, block: &[Line], pieces: &mut Vec<Piece>) {
    let widest = block.iter().map(|l| l.width).max().unwrap_or(0);
    let margin = block.iter().map(|l| l.indent).min().unwrap_or(0);
    let mut start = 0;
    for at in 1..=block.len() {
        let new = at == block.len() || {
            let (before, here) = (block[at - 1], block[at]);
            let short = before.width + 1 + first_word_width(text, here) + 8 < widest;
            let indented =
                here.indent > margin && before.indent == margin && !first_char(text, here).is_lowercase();
            is_list_item(&text[here.start..here.end])
                || indented
                || short && ends_sentence(text, before) && !first_char(text, here).is_lowercase()
        };
        if new {
            let span = Span::of(block[start].start..block[at - 1].end);
            pieces.push(Piece { span, kind: kind_of(&text[span.range()], at - start == 1) });
            start = at;
        }
    }
}

/// Lines that are paragraphs of their own; a line that plainly goes on in the next one is joined with it.
fn line_block(text: &str, block: &[Line], pieces: &mut Vec<Piece>) {
    let verse = is_verse(text, block);
    let mut start = 0;
    for at in 1..=block.len() {
        let goes_on = at < block.len()
            && !verse
            && block[at - 1].width > 30
            && first_char(text, block[at]).is_lowercase()
            && !ends_sentence(text, block[at - 1])
            && !is_list_item(&text[block[at].start..block[at].end]);
        if goes_on {
            continue;
        }
        let span = Span::of(block[start].start..block[at - 1].end);
        let kind = if verse { ParagraphKind::Verse } else { kind_of(&text[span.range()], true) };
        pieces.push(Piece { span, kind });
        start = at;
    }
}

/// At least three short lines of which most end without a full stop and start with a capital or share an indent.
fn is_verse(text: &str, block: &[Line]) -> bool {
    if block.len() < 3 || block.iter().any(|l| l.width > 60) {
        return false;
    }
    let lines = block.len();
    let open = block.iter().filter(|l| !matches!(last_char(text, **l), '.' | '!' | '?' | '”' | '"')).count();
    let items = block
        .iter()
        .filter(|l| is_list_item(&text[l.start..l.end]) || is_table_row(&text[l.start..l.end]))
        .count();
    let wordy = block.iter().filter(|l| text[l.start..l.end].split_whitespace().count() >= 3).count();
    open * 2 >= lines && items * 3 < lines && wordy * 3 >= lines * 2
}

/// The kind of one paragraph by its look.
pub(super) fn kind_of(text: &str, one_line: bool) -> ParagraphKind {
    if is_list_item(text) {
        return ParagraphKind::ListItem;
    }
    if one_line && is_table_row(text) {
        return ParagraphKind::Table;
    }
    if is_heading(text) { ParagraphKind::Heading } else { ParagraphKind::Prose }
}

/// Bytes of the longest number or letter of an item: `(viii).`
const LONGEST_MARKER: usize = 7;

/// `- item`, `• item`, `3. item`, `b) item`, `(iv) item`, `* item`
fn is_list_item(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let rest = chars.as_str();
    if matches!(first, '-' | '*' | '•' | '◦' | '▪' | '‣' | '·' | '+' | '→' | '■' | '●' | '–')
    {
        return rest.starts_with([' ', '\t', '\u{A0}']);
    }
    // Most texts begin with a word and are done here.
    let start = &text.as_bytes()[..text.len().min(LONGEST_MARKER + 2)];
    let blank = |at: &usize| matches!(start[*at..], [b' ' | b'\t', ..] | [0xC2, 0xA0, ..]);
    let Some(end) = (0..start.len()).find(blank).filter(|end| *end <= LONGEST_MARKER) else { return false };
    let head = &text[..end];
    if !head.ends_with([')', '.']) {
        return false;
    }
    let inner = head.trim_start_matches('(');
    let opened = inner.len() < head.len();
    let Some(marker) =
        inner.strip_suffix(')').or_else(|| if opened { None } else { inner.strip_suffix('.') })
    else {
        return false;
    };
    let number = !marker.is_empty() && marker.len() <= 3 && marker.bytes().all(|b| b.is_ascii_digit());
    let letter = marker.len() == 1 && marker.bytes().all(|b| b.is_ascii_lowercase());
    let roman = !marker.is_empty() && marker.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let numbered = marker.contains('.')
        && marker.split('.').all(|p| !p.is_empty() && p.len() <= 2 && p.bytes().all(|b| b.is_ascii_digit()));
    number || letter || roman || numbered
}

/// Tabs, pipes, or columns held apart by runs of three and more spaces.
fn is_table_row(text: &str) -> bool {
    // Most paragraphs have none of these and are done here.
    static COLUMN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("   "));
    let drawn = memchr2(b'\t', b'|', text.as_bytes()).is_some() || COLUMN.find(text.as_bytes()).is_some();
    if text.len() > 2000 || !drawn {
        return is_rule(text);
    }
    let pipes =
        text.matches(" | ").count() + usize::from(text.starts_with('|')) + usize::from(text.ends_with('|'));
    let tabs = text.matches('\t').count();
    let mut columns = 0;
    let mut run = 0;
    for byte in text.bytes() {
        if byte == b' ' {
            run += 1;
        } else {
            columns += usize::from(run >= 3);
            run = 0;
        }
    }
    pipes >= 2 || tabs >= 1 || columns >= 2 || is_rule(text)
}

/// A line of dashes, equals signs, stars: drawn, not written.
fn is_rule(text: &str) -> bool {
    text.len() >= 3
        && text
            .bytes()
            .all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b'~' | b'#' | b'+' | b' ' | b'|' | b'.'))
}

/// Words of the longest heading.
const MOST_WORDS: usize = 30;
/// Words of the longest heading that looks like a sentence.
const FEW_WORDS: usize = 14;

/// Short, no final mark: a heading, caption, by-line. More than fourteen words without a stop is prose that lost it,
/// unless nearly every word is capitalised.
fn is_heading(text: &str) -> bool {
    let ends_plainly =
        text.as_bytes().last().is_some_and(|end| matches!(end, b'.' | b'!' | b'?' | b',' | b';'));
    if ends_plainly || text.len() > 240 {
        return false;
    }
    let tail = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_', ' ']);
    if tail.ends_with(['.', '!', '?', '…', '。', ',', ';']) {
        // One or two words with a stop are labels too ("Photo: A. Smith." is not: it has more).
        return false;
    }
    if tail.ends_with(':') {
        return text.split_whitespace().count() <= 6;
    }
    let (mut words, mut capitals, mut lowers) = (0, 0, 0);
    for word in text.split_whitespace() {
        words += 1;
        if words > MOST_WORDS || words > FEW_WORDS && 4 * lowers >= MOST_WORDS {
            return false;
        }
        let first = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next().unwrap_or('-');
        capitals += usize::from(first.is_uppercase() || first.is_numeric());
        lowers += usize::from(first.is_lowercase() && word.len() > 3);
    }
    words <= FEW_WORDS || capitals > 4 * lowers
}

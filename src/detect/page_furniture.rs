//! Running heads, page numbers and catchwords that a page break left inside a sentence.
//!
//! ```text
//! The contractor shall make the record available to the engineer on
//! ⟦Page 12 of 30⟧
//! request, and at the latest within five days.
//! ```
//!
//! A short line is furniture when it divides a sentence (the line before stops in the middle, the line after goes on) and
//! either looks like a page number, or recurs in the document with another number or often, or is the catchword of
//! the line after. What looks like it and is not: section numbers and headings between whole sentences, speakers in
//! a play, refrains, time stamps, equations, a year set on a line of its own.

use rustc_hash::FxHashMap;

use super::{Context, Detector, Findings};
use crate::document::classes::{is_dash, is_terminator};
use crate::document::{Document, Gap, Marks, Token, TokenKind};
use crate::finding::{Applicability, Finding};
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

pub(super) struct PageFurniture;

static RULES: [Rule; 1] = [Rule {
    name: "page-furniture",
    family: Family::Residue,
    summary: "a running head, page number or catchword inside the text",
    explain: "Text taken page by page from scans and PDF files keeps what was printed at the head and the foot of each \
              page, in the middle of the sentence that runs over the page break. Reported are lines that divide a sentence \
              and are written as page numbers are (— 47 —, Page 12 of 30, [ 83 ], a lone number), that recur in the \
              document with another number or several times, or that announce the first word of the next page. \
              Headings and section numbers between whole sentences are spared.",
    severity: Severity::Major,
}];

/// Characters of a running head at most.
const LONGEST_HEAD: usize = 90;
/// Bytes of the line before a page break, which is a full one, or nearly.
const SHORTEST_BEFORE: usize = 40;
/// Lines between the two halves of a sentence at most.
const MOST_LINES: usize = 3;

/// What a line looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// `— 47 —`, `[ 83 ]`, `Page 12 of 30`
    PageNumber,
    /// `47`
    Number(u32),
    /// Words, with or without numbers: furniture only if it recurs. The key does not depend on the numbers.
    Head { key: u64, numbers: u64 },
    /// Anything else.
    Text,
}

/// A line that may be a running head.
struct Head {
    count: u32,
    /// Hash of the numbers of its first occurrence.
    numbers: u64,
    /// Whether it recurs with other numbers, as heads with page numbers do.
    varies: bool,
}

type Heads = FxHashMap<u64, Head>;

#[derive(Clone, Copy)]
struct Line {
    span: Span,
    look: Look,
}

impl Detector for PageFurniture {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, _cx: &Context<'_>, out: &mut Findings) {
        in_lines(document, out);
        let lines = lines(document.text());
        let mut heads = Heads::default();
        for line in &lines {
            if let Look::Head { key, numbers } = line.look {
                let head = heads.entry(key).or_insert(Head { count: 0, numbers, varies: false });
                head.count += 1;
                head.varies |= head.numbers != numbers;
            }
        }
        let mut number_before = None;
        let mut at = 1;
        while at < lines.len() {
            let Some(block) = block(document.text(), &lines, at, &heads) else {
                at += 1;
                continue;
            };
            at += block.lines;
            // Page numbers rise by one or two from page to page.
            let series = block
                .number
                .zip(number_before)
                .is_some_and(|(now, before): (u32, u32)| now > before && now - before <= 4);
            number_before = block.number.or(number_before);
            let confidence = if series { block.confidence.max(955) } else { block.confidence };
            out.push(
                Finding::new(
                    &RULES[0],
                    block.span,
                    confidence,
                    "what was printed at the edge of a page stands in the sentence",
                )
                .suggest("", Applicability::Ask)
                .because(block.reason),
            );
        }
    }
}

fn lines(text: &str) -> Vec<Line> {
    // As many as a text of one line per paragraph has: what grows piece by piece is copied again and again.
    let mut lines = Vec::with_capacity(text.len() / 128);
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        let raw = &text[start..end];
        if let [first, .., last] = raw.as_bytes()
            && first.is_ascii_graphic()
            && matches!(last, b'.' | b'!' | b'?' | b',' | b';' | b':')
        {
            // Most lines end as sentences do.
            lines.push(Line { span: Span::of(start..end), look: Look::Text });
            start = end + 1;
            continue;
        }
        let body = raw.trim();
        if !body.is_empty() {
            let from = start + (raw.len() - raw.trim_start().len());
            lines.push(Line { span: Span::of(from..from + body.len()), look: look(body) });
        }
        start = end + 1;
    }
    lines
}

fn look(line: &str) -> Look {
    if line.len() > 4 * LONGEST_HEAD {
        return Look::Text;
    }
    if line.len() <= 4 && line.bytes().all(|b| b.is_ascii_digit()) {
        return line.parse().map_or(Look::Text, Look::Number);
    }
    if is_page_number(line) {
        return Look::PageNumber;
    }
    head(line)
}

/// The words for a page and for "of", in the languages we know.
const PAGES: [&str; 14] = [
    "page",
    "pg",
    "pg.",
    "p.",
    "seite",
    "s.",
    "página",
    "pagina",
    "pág.",
    "pag.",
    "strona",
    "sayfa",
    "стр.",
    "страница",
];
const OF: [&str; 12] = ["of", "von", "sur", "de", "di", "van", "z", "из", "/", "|", "–", "-"];

/// `— 47 —`, `- 9 -`, `[ 83 ]`, `{12}`, `Page 12 of 30`, `Page 2/14`, `Seite 3`; never a bare number.
fn is_page_number(line: &str) -> bool {
    let digits = |s: &str| (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if line.len() > 40 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let between = line
        .strip_prefix(['[', '{'])
        .and_then(|rest| rest.strip_suffix([']', '}']))
        .or_else(|| line.strip_prefix(is_dash).and_then(|rest| rest.strip_suffix(is_dash)))
        .map(|inner| inner.trim_matches(|c: char| is_dash(c) || c.is_whitespace()));
    if let Some(inner) = between {
        return digits(inner);
    }
    let mut words = line.split_whitespace();
    let Some(first) = words.next() else { return false };
    if !PAGES.contains(&first.to_lowercase().as_str()) {
        return false;
    }
    let number = words.next().unwrap_or("");
    let rest: Vec<&str> = words.collect();
    match rest[..] {
        [] => {
            digits(number)
                || number.split_once('/').is_some_and(|(page, pages)| digits(page) && digits(pages))
        }
        [of, pages] => digits(number) && digits(pages) && OF.contains(&of),
        _ => false,
    }
}

/// The words of a line, without its numbers. A head starts with a capital or a number, does not end like a sentence, and has
/// more letters than anything else.
fn head(line: &str) -> Look {
    let start = line.chars().next().unwrap_or(' ');
    let end = line.chars().next_back().unwrap_or(' ');
    // "Attendance: 314" is an entry of a record.
    let entry = end.is_ascii_digit() && line.contains(": ");
    // Characters are counted last: most lines end as sentences do.
    let long = || line.len() > LONGEST_HEAD && line.chars().count() > LONGEST_HEAD;
    if start.is_lowercase() || is_terminator(end) || matches!(end, ',' | ';' | ':') || entry || long() {
        return Look::Text;
    }
    // FNV-1a, of the letters and of the digits.
    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
    let mix = |hash: u64, c: char| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3);
    let (mut key, mut numbers) = (BASIS, BASIS);
    let (mut letters, mut others, mut words, mut inside) = (0_usize, 0_usize, 0_usize, false);
    for c in line.chars() {
        if c.is_alphabetic() {
            letters += 1;
            words += usize::from(!inside);
            key = c.to_lowercase().fold(key, mix);
        } else if c.is_ascii_digit() {
            numbers = mix(numbers, c);
        } else if !c.is_whitespace() {
            others += 1;
        }
        inside = c.is_alphabetic() || inside && matches!(c, '\'' | '’');
    }
    // One word alone is a speaker's name or a label unless a number stands with it.
    let enough = letters >= 4 && letters > 3 * others && (words >= 2 || numbers != BASIS);
    if enough { Look::Head { key, numbers } } else { Look::Text }
}

/// Furniture between two halves of a sentence.
struct Block {
    span: Span,
    lines: usize,
    confidence: u16,
    reason: &'static str,
    number: Option<u32>,
}

/// The block of furniture that starts at line `at`, if the sentence of the line before goes on behind it.
fn block(text: &str, lines: &[Line], at: usize, heads: &Heads) -> Option<Block> {
    let first = lines.get(at)?;
    let last = lines.get(at.checked_sub(1)?)?;
    // Cheap refusals first: nearly every line is text.
    let may_be = |line: &Line| match line.look {
        Look::PageNumber | Look::Number(_) => true,
        Look::Head { key, .. } => heads.get(&key).is_some_and(|head| head.count >= 2),
        Look::Text => false,
    };
    let is_catchword = |line: &Line| line.span.len() <= 24 && !text[line.span.range()].contains(' ');
    if !may_be(first) && !is_catchword(first) || may_be(last) {
        return None;
    }
    let before = &text[last.span.range()];
    let full = |line: &Line| line.span.len() as usize >= SHORTEST_BEFORE;
    // Where lines were wrapped again the last one may be short, but then it follows a full one.
    if !is_cut(before)
        || !full(last)
            && !at
                .checked_sub(2)
                .and_then(|above| lines.get(above))
                .is_some_and(|above| full(above) && is_cut(&text[above.span.range()]))
    {
        return None;
    }
    let mut end = at + usize::from(!may_be(first));
    while end < lines.len() && end - at < MOST_LINES && may_be(&lines[end]) {
        end += 1;
    }
    let after = &text[lines.get(end)?.span.range()];
    let span = first.span.to(lines.get(end.checked_sub(1)?)?.span);
    let mut block = Block { span, lines: end - at, confidence: 0, reason: "", number: None };
    let goes_on = after.chars().next().is_some_and(char::is_lowercase);
    if !may_be(first) {
        // The catchword of the foot is the first word of the next page.
        let word = &text[first.span.range()];
        let announced = word.len() >= 2
            && word.chars().next().is_some_and(char::is_alphabetic)
            && after.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
        block.confidence = 860;
        block.reason = "the line announces the first word of the next one, as the foot of an old page does";
        return (announced && goes_on).then_some(block);
    }
    // A name may open the second half: then the number must be written as a page number.
    if !goes_on && !after.chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    for line in &lines[at..end] {
        let (confidence, reason) = match line.look {
            Look::PageNumber => (960, "a line written as page numbers are, between two halves of a sentence"),
            Look::Number(number) => {
                block.number = Some(number);
                (lone_number(before, number), "a number alone between two halves of a sentence")
            }
            Look::Head { key, .. } => match heads.get(&key) {
                Some(Head { varies: true, .. }) => {
                    (960, "the line recurs in the document with other numbers and divides the sentence")
                }
                Some(Head { count: 3.., .. }) => {
                    (900, "the line recurs in the document and divides the sentence")
                }
                _ => (740, "the line stands in the document twice and divides the sentence"),
            },
            Look::Text => continue,
        };
        if confidence > block.confidence {
            (block.confidence, block.reason) = (confidence, reason);
        }
    }
    if !goes_on {
        let written = lines[at..end].iter().any(|line| line.look == Look::PageNumber);
        block.confidence = if written { 740 } else { 450 };
        block.number = None;
    }
    Some(block)
}

/// Whether a line stops in the middle of a sentence.
fn is_cut(line: &str) -> bool {
    let end = line.chars().next_back().unwrap_or(' ');
    end.is_alphabetic() || end == ',' || is_dash(end)
}

/// A year or a quantity that a designer set on a line of its own follows a word that asks for it.
fn lone_number(before: &str, number: u32) -> u16 {
    const ASKS: [&str; 17] = [
        "in", "of", "since", "until", "by", "from", "about", "over", "than", "nearly", "almost", "only",
        "no", "chapter", "section", "year", "page",
    ];
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    let year = (1000..=2100).contains(&number);
    match (ASKS.contains(&word.as_str()), year) {
        (true, true) => 450,
        (true, false) | (false, true) => 720,
        (false, false) => 860,
    }
}

/// The same where the line breaks are lost: `the money — 214 — given`, `without Page 3 of 11 delay`.
fn in_lines(document: &Document, out: &mut Findings) {
    // "the toll — 60 — is rising" is a parenthesis; several of them with rising numbers are pages.
    let mut dashed: Vec<(Span, u32)> = Vec::new();
    for sentence in document.sentences_with(Marks::DIGIT).filter(|s| s.is_prose()) {
        if sentence.has(Marks::LOOSE_DASH) {
            for window in sentence.tokens().windows(5) {
                dashed.extend(dashed_number(document, window));
            }
        }
        for window in sentence.tokens().windows(6) {
            if let Some(span) = page_of_pages(document, window) {
                out.push(inline(span, 900));
            }
        }
    }
    let follows = |a: u32, b: u32| b > a && b - a <= 4;
    for (at, &(span, page)) in dashed.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| dashed.get(i)).is_some_and(|d| follows(d.1, page));
        let after = dashed.get(at + 1).is_some_and(|d| follows(page, d.1));
        out.push(inline(span, if before || after { 900 } else { 600 }));
    }
}

fn is_lower(document: &Document, token: &Token) -> bool {
    token.is_word() && document.token_text(token).starts_with(char::is_lowercase)
}

fn page(document: &Document, token: &Token) -> Option<u32> {
    (token.kind == TokenKind::Number && token.span.len() <= 4)
        .then(|| document.token_text(token).parse().ok())?
}

fn is_spaced(token: &Token) -> bool {
    matches!(token.gap, Gap::Space | Gap::Wide | Gap::NoBreak)
}

fn dashed_number(document: &Document, window: &[Token]) -> Option<(Span, u32)> {
    let [before, open, number, close, after] = window else { return None };
    let number = page(document, number)?;
    let same = open.char().is_some_and(is_dash) && open.char() == close.char();
    let spaced = window.iter().skip(1).all(is_spaced);
    (same && spaced && is_lower(document, before) && is_lower(document, after))
        .then(|| (open.span.to(close.span), number))
}

fn page_of_pages(document: &Document, window: &[Token]) -> Option<Span> {
    // "as shown on Page 3 of 11", "see Page 3 of 11": after these the page is meant.
    const POINT: [&str; 14] =
        ["on", "see", "at", "to", "from", "of", "in", "and", "is", "was", "auf", "siehe", "à", "la"];
    let [before, name, this, of, all, after] = window else { return None };
    page(document, this).zip(page(document, all))?;
    let name_text = document.token_text(name);
    let named =
        name_text.starts_with(char::is_uppercase) && PAGES.contains(&name_text.to_lowercase().as_str());
    let inside = is_lower(document, before) && is_lower(document, after);
    let meant = POINT.contains(&document.token_text(before)) || !OF.contains(&document.token_text(of));
    (named && inside && !meant && window.iter().skip(1).all(is_spaced)).then(|| name.span.to(all.span))
}

fn inline(span: Span, confidence: u16) -> Finding {
    Finding::new(&RULES[0], span, confidence, "a page number stands in the sentence")
        .suggest("", Applicability::Ask)
        .because("written as page numbers are, between two words of one sentence")
}

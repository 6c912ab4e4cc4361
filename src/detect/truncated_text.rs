//! `con… https://t.co/…`: a text that a feed, a card or a short field cut off.

use memchr::memmem;

use super::{Context, Detector, Findings};
use crate::document::{Document, Marks, Paragraph, ParagraphKind, Sentence, Token, TokenKind};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::rule::{Family, Rule, Severity};
use crate::span::Span;

/// Finds words and texts that were cut off.
pub struct TruncatedText;

static RULES: [Rule; 1] = [Rule {
    name: "truncated-text",
    family: Family::Residue,
    summary: "text cut off by a feed or a short field: con… https://t.co/…",
    explain: "Feeds, social-media cards, news services and database fields hand on the beginning of a text and cut it where \
              the room ends, often inside a word: `con…` and an address, `[+1234 chars]`, `(more…)`, a last word that is \
              none. What is missing cannot be guessed; it must be fetched from the source.\n\n\
              Omissions (`[…]`), speakers who trail off, headings, captions and verse are left alone.",
    severity: Severity::Major,
}];

/// Fewest words of a last sentence that can have been cut: shorter ones are headings and captions.
const SHORTEST: usize = 7;

impl Detector for TruncatedText {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn paragraph_needs(&self) -> Marks {
        Marks::OPEN_END | Marks::ELLIPSIS | Marks::BRACKET
    }

    fn paragraph(&self, paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
        if matches!(paragraph.kind(), ParagraphKind::Code | ParagraphKind::Table | ParagraphKind::Verse) {
            return;
        }
        let Some(last) = paragraph.sentences().next_back() else { return };
        if paragraph.marks().contains(Marks::ELLIPSIS | Marks::LINKISH) {
            before_address(paragraph, cx, out);
        }
        if last.has(Marks::BRACKET) && counted(paragraph, out) {
            return;
        }
        cut_word_with_ellipsis(paragraph, last, cx, out);
        cut_at_the_end(paragraph, cx, out);
    }
}

fn report(span: Span, confidence: u16, message: &'static str, out: &mut Findings) {
    out.push(Finding::new(&RULES[0], span, confidence, message));
}

/// Whether the tokens at `at` are an ellipsis; how many they are.
fn ellipsis(tokens: &[Token], at: usize) -> Option<usize> {
    match tokens.get(at) {
        Some(token) if token.is('…') => Some(1),
        Some(token) if token.is('.') => {
            let dots = tokens
                .iter()
                .skip(at)
                .enumerate()
                .take_while(|(n, t)| t.is('.') && (*n == 0 || t.is_glued()))
                .count();
            (dots >= 3).then_some(dots)
        }
        _ => None,
    }
}

/// `con… https://t.co/wwR3kh91tL`: an ellipsis that touches a word, and an address after it. Twitter's own shortener cuts; others
/// may follow a writer's ellipsis, so there the word must be none.
fn before_address(paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
    let (doc, tokens) = (cx.document, paragraph.tokens());
    for (at, word) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
        let Some(dots) = tokens.get(at + 1).filter(|t| t.is_glued()).and_then(|_| ellipsis(tokens, at + 1))
        else {
            continue;
        };
        let Some(address) = tokens.get(at + 1 + dots).filter(|t| t.kind == TokenKind::Url) else { continue };
        let Some(end) = tokens.get(at + dots) else { continue };
        let shortened = doc.token_text(address).starts_with("https://t.co/")
            || doc.token_text(address).starts_with("http://t.co/");
        let unknown = word.word().is_some_and(|id| cx.knows(id) == Some(false));
        let confidence = match (shortened, dots, unknown) {
            (true, 1, _) => 960,
            (_, _, true) => 860,
            _ => 500,
        };
        report(word.span.to(end.span), confidence, "text cut off before an address", out);
    }
}

/// `[+1234 chars]`, `(more…)`: a count or a link that says how much is missing.
fn counted(paragraph: Paragraph<'_>, out: &mut Findings) -> bool {
    let text = paragraph.text();
    let start = paragraph.span().start;
    if memchr::memchr2(b'(', b'[', text.as_bytes()).is_none() {
        return false;
    }
    // Plain searches of a few bytes: nearly every text ends without.
    if let Some(at) = memmem::rfind(text.as_bytes(), b"[+") {
        let rest = text.get(at + 2..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let tail = rest.get(digits..).unwrap_or_default();
        if digits > 0
            && let Some(len) = [" chars]", " characters]", " more chars]"]
                .iter()
                .find(|t| tail.starts_with(**t))
                .map(|t| t.len())
        {
            // The cut word and its ellipsis stand before.
            let head = text.get(..at).unwrap_or_default();
            let cut = head.trim_end();
            let from = if cut.ends_with(['…', '.']) && (cut.ends_with('…') || cut.ends_with("...")) {
                cut.rfind(char::is_whitespace)
                    .map_or(0, |n| n + cut.get(n..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8))
            } else {
                at
            };
            report(
                Span::new(start + from as u32, start + (at + 2 + digits + len) as u32),
                985,
                "the rest of the text is missing",
                out,
            );
            return true;
        }
    }
    if memmem::find(text.as_bytes(), b"more").is_none()
        && memmem::find(text.as_bytes(), b"(continued").is_none()
    {
        return false;
    }
    for (mark, confidence) in [
        ("(more…)", 970),
        ("(more...)", 970),
        ("(more …)", 960),
        ("(more ...)", 960),
        ("[more…]", 940),
        ("[more...]", 940),
        ("(continued…)", 900),
        ("(continued...)", 900),
        ("[Read more…]", 940),
        ("[Read more...]", 940),
    ] {
        if let Some(at) = text.rfind(mark) {
            report(
                Span::new(start + at as u32, start + (at + mark.len()) as u32),
                confidence,
                "the rest of the text is missing",
                out,
            );
            return true;
        }
    }
    false
}

/// `railway disas...` at the end, or before a link to the rest: the word is none, and goes on to be one.
fn cut_word_with_ellipsis(
    paragraph: Paragraph<'_>,
    last: Sentence<'_>,
    cx: &Context<'_>,
    out: &mut Findings,
) {
    if !paragraph.sentences().rev().take(2).any(|s| s.has(Marks::ELLIPSIS)) {
        return;
    }
    let tokens = paragraph.tokens();
    let document = last.document();
    // The link to the rest: two words at most, or an arrow.
    for at in (tokens.len().saturating_sub(7)..tokens.len()).rev() {
        let Some(dots) = ellipsis(tokens, at).filter(|_| tokens.get(at).is_some_and(Token::is_glued)) else {
            continue;
        };
        let Some((word, end)) = at.checked_sub(1).and_then(|n| tokens.get(n)).zip(tokens.get(at + dots - 1))
        else {
            return;
        };
        let rest = document.slice(Span::new(end.span.end, paragraph.span().end)).trim().to_lowercase();
        let link = matches!(
            rest.trim_end_matches(['»', '→', '>', '…', '.', ' ']),
            "" | "read more"
                | "more"
                | "continue reading"
                | "read the full story"
                | "read on"
                | "see more"
                | "show more"
        );
        // A quotation mark closed behind the ellipsis: somebody trails off.
        if link && word.is_word() && is_cut(document, word, cx) {
            report(word.span.to(end.span), 860, "text cut off inside a word", out);
        }
        return;
    }
}

/// `… to consider the governme`, `… the poor quality of the` at the end of a paragraph of prose.
fn cut_at_the_end(paragraph: Paragraph<'_>, cx: &Context<'_>, out: &mut Findings) {
    let tokens = paragraph.tokens();
    let Some(word) = tokens.last().filter(|t| t.is_word()) else { return };
    let document = cx.document;
    let prose = paragraph.is_prose() || paragraph.kind() == ParagraphKind::Heading;
    let words = tokens
        .iter()
        .rev()
        .take_while(|t| !matches!(t.char(), Some('.' | '!' | '?' | '…' | ':')))
        .filter(|t| t.is_wordlike())
        .count();
    if !prose || words < SHORTEST || !document.token_text(word).bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    // A line that goes on in the next one is a matter of layout; a list may be introduced by half a sentence.
    let goes_on = paragraph.next().is_some_and(|next| {
        next.kind() == ParagraphKind::ListItem
            || next.text().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    });
    if goes_on {
        return;
    }
    // "…; and" ends an item of a list.
    let item = tokens.iter().rev().nth(1).is_some_and(|token| token.is(';'));
    if paragraph.lang() == Lang::En && is_dangling(document.token_text(word)) && !item {
        let confidence = if paragraph.is_prose() || words >= 10 { 760 } else { 600 };
        report(word.span, confidence, "the text breaks off", out);
    } else if is_cut(document, word, cx) {
        let confidence = if paragraph.next().is_none() { 800 } else { 720 };
        report(word.span, confidence, "text cut off inside a word", out);
    }
}

/// Words that no English sentence ends with.
fn is_dangling(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "but"
            | "their"
            | "its"
            | "our"
            | "my"
            | "your"
            | "into"
            | "than"
            | "because"
            | "every"
    )
}

/// Endings that make a word of one that was cut.
const ENDINGS: &[&str] = &[
    "t", "nt", "ent", "ment", "ments", "n", "on", "ion", "tion", "ation", "ations", "tions", "s", "es", "e",
    "ed", "d", "ded", "ted", "ing", "ng", "g", "ting", "ly", "y", "ity", "ty", "ally", "al", "l", "r", "er",
    "ers", "or", "ter", "der", "ce", "nce", "ance", "ence", "le", "ble", "able", "ve", "ive", "tive", "us",
    "ous", "c", "ic", "ical", "ist", "ism", "ness", "ss", "ship", "ful", "less", "age", "ge", "re", "ure",
    "ture", "ry", "ary", "ory", "ery", "th", "h", "ch", "k", "ck", "ht", "ght", "ld", "rs", "ts", "te",
    "ate", "ated", "ating", "se", "ise", "ize", "sh", "ish", "p", "rt", "st", "nd", "rn", "rm", "m", "um",
    "ms", "ned", "ning", "red", "ring", "lly", "ied", "ies", "an", "ian", "ans", "el", "en", "ns", "ors",
    "ants", "ents", "ics", "a", "ia", "in", "ine", "ment's", "ding", "sed", "sing", "ished", "ional",
];

/// Whether a word in small letters is none, occurs nowhere else, and becomes one with a common ending.
fn is_cut(document: &Document, word: &Token, cx: &Context<'_>) -> bool {
    let text = document.token_text(word);
    let Some(id) = word.word() else { return false };
    text.len() >= 3
        && text.bytes().all(|b| b.is_ascii_lowercase())
        && document.words().get(id).count == 1
        && cx.knows(id) == Some(false)
        && ENDINGS.iter().any(|ending| cx.knows_text(&format!("{text}{ending}")) == Some(true))
}

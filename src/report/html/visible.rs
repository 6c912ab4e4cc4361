//! Text as an editor must see it: escaped, what has no shape given one, and a correction cut down to what it changes.
//!
//! All text of a document goes through here or through `maud`, which escapes with the same code.

use std::fmt::Write as _;

use maud::{Escaper, Markup, PreEscaped, html};

use crate::span::Span;

/// Characters shown of what is the same on each side of a change.
const CONTEXT: usize = 26;
/// Characters shown of what was removed or put in.
const CHANGED: usize = 150;
/// Characters shown of a sentence that is linked to.
const EXCERPT: usize = 110;

/// Appends `text` escaped. Control characters, which would vanish or be refused by a browser, are spelt out: `U+0007`.
/// With `one_line`, line ends become spaces, for places where white space is kept as it is.
pub(super) fn push(out: &mut String, text: &str, one_line: bool) {
    let strange = |b: u8| (b < 0x20 && b != b'\t') || b == 0x7F;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| strange(b) && (one_line || b != b'\n')) {
        escape(out, &rest[..at]);
        match rest.as_bytes()[at] {
            b'\n' => out.push(' '),
            b'\r' if rest[at + 1..].starts_with('\n') => {}
            b'\r' => out.push(if one_line { ' ' } else { '\n' }),
            control => name(out, char::from(control)),
        }
        rest = &rest[at + 1..];
    }
    escape(out, rest);
}

fn name(out: &mut String, c: char) {
    let _ = write!(out, "<span class=\"unseen\">U+{:04X}</span>", u32::from(c));
}

fn escape(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = Escaper::new(out).write_str(text);
}

/// Whether a character takes no place on the page, or turns the reading direction of what follows.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{80}'..='\u{9F}' | '\u{E0000}'..='\u{E007F}')
}

/// Appends `text` like [`push`], with unseen characters spelt out: `Do` `U+200B` `ha`.
pub(super) fn push_naming(out: &mut String, text: &str, one_line: bool) {
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_unseen(*c)) {
        push(out, &rest[..at], one_line);
        name(out, c);
        rest = &rest[at + c.len_utf8()..];
    }
    push(out, rest, one_line);
}

/// A short text of the document, quoted: on one line, nothing unseen, isolated from the direction of what is around.
pub(super) fn quoted(text: &str) -> Markup {
    let mut out = String::new();
    push_cut(&mut out, text, false);
    html! { bdi { (PreEscaped(out)) } }
}

/// A stretch of a text with a mark in it, each part cut where it is long; a mark over everything would mark nothing.
pub(super) fn marked(text: &str, whole: Span, mark: Span) -> Markup {
    let of = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
    let mut out = String::from("<bdi>");
    push_cut(&mut out, of(whole.start, mark.start), false);
    let all = whole == mark;
    out.push_str(if all { "" } else { "<b class=\"place\">" });
    push_cut(&mut out, of(mark.start, mark.end), false);
    out.push_str(if all { "" } else { "</b>" });
    push_cut(&mut out, of(mark.end, whole.end), false);
    out.push_str("</bdi>");
    PreEscaped(out)
}

/// The beginning of a text, to recognise it by.
pub(super) fn excerpt(text: &str) -> Markup {
    let mut out = String::new();
    let end = text.char_indices().nth(EXCERPT).map_or(text.len(), |(at, _)| at);
    // Between words, unless the word is longer than any word is.
    let end =
        if end < text.len() { text[..end].rfind(' ').filter(|at| *at > end / 2).unwrap_or(end) } else { end };
    push_naming(&mut out, &text[..end], true);
    if end < text.len() {
        out.push_str("\u{A0}…");
    }
    html! { bdi { (PreEscaped(out)) } }
}

/// Message, evidence or explanation: what stands between backticks is set as code.
pub(super) fn phrase(text: &str) -> Markup {
    let even = text.matches('`').count().is_multiple_of(2);
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if !even { @if index > 0 { "`" } (part) }
            @else if index % 2 == 1 { code { (quoted(part)) } }
            @else { (part) }
        }
    }
}

/// What a suggestion does to the text: the same on both sides, and in the middle what goes and what comes.
struct Change<'a> {
    before: &'a str,
    removed: &'a str,
    inserted: &'a str,
    after: &'a str,
}

impl<'a> Change<'a> {
    fn new(old: &'a str, new: &'a str) -> Self {
        let before: usize =
            old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (old_rest, new_rest) = (&old[before..], &new[before..]);
        let after: usize = old_rest
            .chars()
            .rev()
            .zip(new_rest.chars().rev())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        Self {
            before: &old[..before],
            removed: &old_rest[..old_rest.len() - after],
            inserted: &new_rest[..new_rest.len() - after],
            after: &old_rest[old_rest.len() - after..],
        }
    }
}

/// `Doha ,` -> `Doha,` with the changed part set off and its spaces drawn, since a space is often all that changes.
pub(super) fn correction(old: &str, new: &str) -> Markup {
    let change = Change::new(old, new);
    html! {
        span.fix {
            del { (side(&change, change.removed)) }
            @if new.is_empty() { " " span.cut { "delete" } }
            @else {
                span aria-hidden="true" { " → " } span.vh { " read " }
                ins { (side(&change, change.inserted)) }
            }
        }
    }
}

/// One more text that may be right, beside the correction shown in full.
pub(super) fn alternative(old: &str, new: &str) -> Markup {
    let change = Change::new(old, new);
    html! { @if new.is_empty() { span.cut { "delete" } } @else { ins { (side(&change, change.inserted)) } } }
}

fn side(change: &Change<'_>, middle: &str) -> Markup {
    let mut out = String::from("<bdi>");
    let before = change.before;
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    if from > 0 {
        out.push('…');
    }
    push_naming(&mut out, &before[from..], true);
    if !middle.is_empty() {
        out.push_str("<b>");
        push_cut(&mut out, middle, true);
        out.push_str("</b>");
    }
    let after = change.after;
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    push_naming(&mut out, &after[..to], true);
    if to < after.len() {
        out.push('…');
    }
    out.push_str("</bdi>");
    PreEscaped(out)
}

/// Appends at most [`CHANGED`] characters, the middle left out of what is longer.
fn push_cut(out: &mut String, text: &str, draw_spaces: bool) {
    let mut put =
        |part: &str| if draw_spaces { push_drawing(out, part) } else { push_naming(out, part, true) };
    let half = CHANGED / 2;
    let head = text.char_indices().nth(half).map_or(text.len(), |(at, _)| at);
    let tail = text.char_indices().rev().nth(half - 1).map_or(0, |(at, _)| at);
    if head < tail {
        put(&text[..head]);
        put(" … ");
        put(&text[tail..]);
    } else {
        put(text);
    }
}

/// Appends `text` with a drawn box for each space; between two words of a long stretch a space needs no drawing.
fn push_drawing(out: &mut String, text: &str) {
    let words = text.split_whitespace().count();
    if words > 2 {
        return push_naming(out, text, true);
    }
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| c.is_whitespace()) {
        push_naming(out, &rest[..at], true);
        out.push_str(if matches!(c, '\n' | '\r') {
            "<span class=\"sp\">↵</span>"
        } else {
            "<span class=\"sp\">␣</span>"
        });
        rest = &rest[at + c.len_utf8()..];
    }
    push_naming(out, rest, true);
}

/// `12,345`
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 word`, `1,204 words`
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_sets_off_what_changes() {
        let markup = correction("Doha ,", "Doha,").into_string();
        assert!(markup.contains("<bdi>Doha<b><span class=\"sp\">␣</span></b>,</bdi>"), "{markup}");
        assert!(markup.contains("<ins><bdi>Doha,</bdi></ins>"), "{markup}");
    }

    #[test]
    fn nothing_hostile_passes() {
        let markup = correction("<b>\u{0}\u{202E}", "\"&").into_string();
        assert!(
            markup.contains(
                "&lt;b&gt;<span class=\"unseen\">U+0000</span><span class=\"unseen\">U+202E</span>"
            ),
            "{markup}"
        );
        assert!(markup.contains("&quot;&amp;"), "{markup}");
    }

    #[test]
    fn long_texts_are_cut_in_the_middle() {
        let markup = quoted(&"é".repeat(400)).into_string();
        assert_eq!(markup.matches('é').count(), CHANGED);
        assert!(markup.contains(" … "));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(counted(1, "word", "words"), "1 word");
    }
}

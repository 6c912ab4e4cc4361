//! The words that touch a mark: where a finding begins and ends.

use crate::document::classes::{is_dash, is_open_bracket, is_quote};
use crate::document::{Document, Gap, Token};
use crate::span::Span;

/// The run that ends with `token` (an index of the document): closing marks, then the word before them with its hyphens.
/// None at the head of a paragraph.
#[must_use]
pub fn touching_left(document: &Document, token: usize) -> Option<Span> {
    let tokens = document.tokens();
    let last = tokens.get(token)?;
    let mut span = last.span;
    let mut at = token;
    let mut in_word = last.is_wordlike();
    while let Some(token) = tokens.get(at)
        && token.gap == Gap::None
        && let Some(before) = at.checked_sub(1).and_then(|i| tokens.get(i))
    {
        let c = before.char();
        if c.is_some_and(|c| is_open_bracket(c) || matches!(c, '“' | '„' | '«' | '‘')) {
            break;
        }
        if in_word && !(before.is_wordlike() || joins(before)) {
            break;
        }
        if !in_word && c.is_some_and(is_dash) {
            break;
        }
        in_word |= before.is_wordlike();
        span = before.span.to(span);
        at -= 1;
    }
    Some(trim_joints(document, span))
}

/// The run that starts with `token`: opening marks, then the word after them with its hyphens.
#[must_use]
pub fn touching_right(document: &Document, token: usize) -> Option<Span> {
    let tokens = document.tokens();
    let first = tokens.get(token)?;
    let mut span = first.span;
    let mut in_word = first.is_wordlike();
    for next in tokens.get(token + 1..)? {
        if next.gap != Gap::None {
            break;
        }
        if in_word && !(next.is_wordlike() || joins(next)) {
            break;
        }
        if !in_word
            && !next.is_wordlike()
            && !next.char().is_some_and(|c| {
                is_quote(c)
                    || is_open_bracket(c)
                    || matches!(c, '.' | '…' | '¿' | '¡' | '$' | '€' | '£' | '#')
            })
        {
            break;
        }
        in_word |= next.is_wordlike();
        span = span.to(next.span);
    }
    Some(trim_joints(document, span))
}

/// What may stand between two parts of one word.
fn joins(token: &Token) -> bool {
    token.char().is_some_and(|c| matches!(c, '-' | '‐' | '‑'))
}

/// A hyphen at the end of a run belongs to what comes after it.
fn trim_joints(document: &Document, span: Span) -> Span {
    let text = document.slice(span);
    let body = text.trim_end_matches(['-', '‐', '‑']);
    if body.is_empty() { span } else { Span::new(span.start, span.start + body.len() as u32) }
}

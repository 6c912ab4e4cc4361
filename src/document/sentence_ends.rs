//! Where sentences end.
//!
//! Ends that no reader would doubt ("… the talks. The minister …") are decided here on the tokens; the doubtful ones
//! (abbreviations, initials, numbers, other scripts) are put to `sentencex`, which knows the abbreviations of each language, and
//! its answers are mended where it is known to err ("No. 5", "Acme Inc. bought").

use super::classes::{is_close_bracket, is_invisible, is_open_bracket, is_quote, is_terminator};
use super::token::{Gap, Token, TokenKind};
use crate::lang::{self, Lang};
use crate::span::Span;

/// `sentencex` adds breaks of its own in longer texts.
const LONGEST_FOR_SENTENCEX: usize = 10_000;

enum End {
    Yes,
    No,
    Ask,
}

/// Indices of the tokens that start a new sentence; `notable` are those that [`read`] tells.
pub(super) fn sentence_ends(
    text: &str,
    tokens: &[Token],
    notable: &[u32],
    span: Span,
    lang: Lang,
) -> Vec<u32> {
    let mut ends = Vec::new();
    let mut doubtful = Vec::new();
    let mut done = 0;
    for at in notable.iter().map(|place| *place as usize) {
        let token = &tokens[at];
        let stop = token.char().filter(|&c| is_terminator(c)).or_else(|| abbreviation_stop(token));
        let Some(c) = stop.filter(|_| at >= done) else { continue };
        let mut after = at + 1;
        while after < tokens.len() && tokens[after].is_glued() && closes(&tokens[after]) {
            after += 1;
        }
        if after < tokens.len() && tokens[after].gap != Gap::None {
            match decide(text, tokens, at, after, c, lang) {
                End::Yes => ends.push(after as u32),
                End::No => {}
                // What would be mended need not be asked: `Mrs. Gabberly`.
                End::Ask if mended(text, tokens, after, lang) => {}
                End::Ask => doubtful.push(after as u32),
            }
        } else if after < tokens.len() && !c.is_ascii() && c != '…' {
            doubtful.push(after as u32);
        }
        done = after;
    }
    if !doubtful.is_empty() && (span.len() as usize) <= LONGEST_FOR_SENTENCEX {
        let breaks = sentencex_breaks(&text[span.range()], span.start, lang);
        ends.extend(doubtful.into_iter().filter(|&token| {
            let start = tokens[token as usize].span.start;
            let before = token.checked_sub(1).map_or(span.start, |p| tokens[p as usize].span.end);
            breaks.iter().any(|&b| before <= b && b <= start) && !mended(text, tokens, token as usize, lang)
        }));
        ends.sort_unstable();
    }
    ends
}

/// `U.S.` may end a sentence too.
const fn abbreviation_stop(token: &Token) -> Option<char> {
    if matches!(token.kind, TokenKind::Abbreviation) { Some('.') } else { None }
}

fn closes(token: &Token) -> bool {
    token.char().is_some_and(|c| {
        is_terminator(c)
            || is_close_bracket(c)
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | '*' | '_')
    })
}

/// Whether the terminator `c` at `at` ends a sentence, the next token after its closing marks being `after`.
fn decide(text: &str, tokens: &[Token], at: usize, after: usize, c: char, lang: Lang) -> End {
    if !c.is_ascii() && c != '…' {
        return End::Ask;
    }
    // Opening marks before the next word say nothing; the word does.
    let mut next = after;
    while next < tokens.len()
        && tokens[next]
            .char()
            .is_some_and(|c| is_quote(c) || is_open_bracket(c) || c == '¿' || c == '¡' || is_invisible(c))
    {
        next += 1;
    }
    let Some(word) = tokens.get(next) else {
        return End::Yes;
    };
    let first = text[word.span.range()].chars().next().unwrap_or(' ');
    match word.kind {
        TokenKind::Word
        | TokenKind::Mixed
        | TokenKind::Abbreviation
        | TokenKind::Placeholder
        | TokenKind::Handle
        | TokenKind::Hashtag
        | TokenKind::Url => {}
        TokenKind::Number => {}
        _ => {
            return if first == '—' || first == '–' || first == '-' { End::No } else { End::Ask };
        }
    }
    if first.is_lowercase() && word.kind == TokenKind::Word {
        return End::No;
    }
    if tokens[at].kind == TokenKind::Abbreviation {
        return End::Ask;
    }
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else {
        return End::Ask;
    };
    match c {
        '!' | '?' => End::Yes,
        '…' => End::Ask,
        _ if before.is('.') => End::Ask,
        _ => match before.kind {
            TokenKind::Word if tokens[at].is_glued() => {
                let spelled = &text[before.span.range()];
                let initial = spelled.chars().count() == 1;
                if initial || lang::is_abbreviation(lang, spelled) { End::Ask } else { End::Yes }
            }
            // "1. The" at the head of a paragraph, "am 3. Oktober", "in 2015. The".
            TokenKind::Number | TokenKind::Mixed => {
                if at == 1 || lang.ordinal_stop() || word.kind != TokenKind::Word {
                    End::Ask
                } else {
                    End::Yes
                }
            }
            TokenKind::Punctuation
                if before.char().is_some_and(|c| is_close_bracket(c) || is_quote(c) || c == '%') =>
            {
                End::Yes
            }
            TokenKind::Url
            | TokenKind::Email
            | TokenKind::Handle
            | TokenKind::Hashtag
            | TokenKind::Code
            | TokenKind::Placeholder => End::Yes,
            _ => End::Ask,
        },
    }
}

/// Byte offsets at which `sentencex` starts a sentence.
fn sentencex_breaks(paragraph: &str, base: u32, lang: Lang) -> Vec<u32> {
    sentencex::get_sentence_boundaries(lang.code(), paragraph)
        .into_iter()
        .map(|b| base + b.end_byte as u32)
        .collect()
}

/// Breaks of `sentencex` that are wrong: after an abbreviation that needs a complement ("No. 5", "Mr. Smith", "St. John"),
/// and between initials and a surname.
fn mended(text: &str, tokens: &[Token], after: usize, lang: Lang) -> bool {
    let Some(word) = after.checked_sub(2).map(|i| &tokens[i]) else {
        return false;
    };
    if !tokens[after - 1].is('.') || !word.is_word() {
        return false;
    }
    let spelled = &text[word.span.range()];
    let next = &tokens[after];
    let next_text = &text[next.span.range()];
    (matches!(spelled, "No" | "Nos" | "no" | "nos" | "pp" | "Fig" | "Figs" | "Vol" | "Art" | "Nr")
        && next.kind == TokenKind::Number)
        || lang::needs_complement(lang, spelled)
        || (spelled.chars().count() == 1
            && spelled != "I"
            && spelled.starts_with(char::is_uppercase)
            && next_text.starts_with(char::is_uppercase)
            && !lang::function_words::is_function_word(lang, &next_text.to_lowercase()))
}

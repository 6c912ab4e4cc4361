//! Which sorts of marks a sentence holds, so that a detector can leave at once.

use bitflags::bitflags;

use super::classes::{is_close_bracket, is_dash, is_open_bracket, is_quote};
use super::token::{Gap, Token, TokenKind};

bitflags! {
    /// Which sorts of marks a sentence holds. A detector asks for what it needs and leaves at once where it is missing:
    /// most sentences hold commas and full stops in order and nothing else.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Marks: u32 {
        /// Any character outside ASCII.
        const NON_ASCII = 1;
        /// A quotation mark outside a word (apostrophes inside words do not count).
        const QUOTE = 1 << 1;
        /// A bracket.
        const BRACKET = 1 << 2;
        /// A hyphen or dash.
        const DASH = 1 << 3;
        /// A dash or hyphen with a gap on at least one side.
        const LOOSE_DASH = 1 << 4;
        /// A gap of two or more spaces or a tab.
        const WIDE_GAP = 1 << 5;
        /// A line break inside the sentence.
        const LINE_BREAK = 1 << 6;
        /// `. , ; : ! ? …` or a closing mark directly followed by a letter, digit, opening mark or quote.
        const GLUED = 1 << 7;
        /// `. , ; : ! ? …` or a closing bracket with a gap before it, or an opening bracket with a gap after it.
        const SPACED_MARK = 1 << 8;
        /// Two of `. , ; : ! ?` in a row.
        const DOUBLED_MARK = 1 << 9;
        /// A control character, U+FFFD, or one of `| ¬ ^ ~ \ ¦ ` and other marks that OCR leaves.
        const ODD = 1 << 10;
        /// One of `< > & [ ] { } * _ = ` or `` ` ``: what markup is made of.
        const MARKUP = 1 << 11;
        /// A digit.
        const DIGIT = 1 << 12;
        /// URL, e-mail, handle, tag or code.
        const LINKISH = 1 << 13;
        /// A word of one letter.
        const SINGLE_LETTER = 1 << 14;
        /// Three dots or an ellipsis character.
        const ELLIPSIS = 1 << 15;
        /// Two neighbouring words of the same type (case aside).
        const SAME_TWICE = 1 << 16;
    }
}

/// The marks that a token adds to its sentence, given its neighbour on the left.
#[inline]
pub(super) fn marks_of(token: &Token, previous: Option<&Token>) -> Marks {
    let mut marks = Marks::empty();
    match token.gap {
        Gap::Wide => marks |= Marks::WIDE_GAP,
        Gap::Line => marks |= Marks::LINE_BREAK,
        _ => {}
    }
    let glued = token.gap == Gap::None;
    match token.kind {
        TokenKind::Word => {
            if token.span.len() == 1 {
                marks |= Marks::SINGLE_LETTER;
            }
        }
        TokenKind::Number | TokenKind::Mixed => marks |= Marks::DIGIT,
        TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag | TokenKind::Code => {
            marks |= Marks::LINKISH
        }
        TokenKind::Abbreviation | TokenKind::Placeholder => {}
        TokenKind::Punctuation | TokenKind::Symbol => marks |= mark_marks(token, previous),
    }
    if glued && let Some(p) = previous.and_then(Token::char) {
        let opens = token.is_wordlike() || token.char().is_some_and(|c| is_quote(c) || is_open_bracket(c));
        if opens
            && (matches!(p, '.' | ',' | ';' | ':' | '!' | '?' | '…') || is_quote(p) || is_close_bracket(p))
        {
            marks |= Marks::GLUED;
        }
    }
    if glued
        && previous.is_some_and(Token::is_wordlike)
        && (token.is_wordlike() || token.char().is_some_and(|c| is_quote(c) || is_open_bracket(c)))
    {
        marks |= Marks::GLUED;
    }
    if !glued && previous.and_then(Token::char).is_some_and(is_dash) {
        marks |= Marks::LOOSE_DASH;
    }
    if !glued && previous.and_then(Token::char).is_some_and(is_open_bracket) {
        marks |= Marks::SPACED_MARK;
    }
    if !token.is_ascii() {
        marks |= Marks::NON_ASCII;
    }
    marks
}

#[inline]
fn mark_marks(token: &Token, previous: Option<&Token>) -> Marks {
    let Some(c) = token.char() else {
        return Marks::empty();
    };
    let glued = token.gap == Gap::None;
    let mut marks = Marks::empty();
    match c {
        '.' | ',' | ';' | ':' | '!' | '?' | '…' => {
            if !glued {
                marks |= Marks::SPACED_MARK;
            }
            if let Some(p) = previous.and_then(Token::char)
                && matches!(p, '.' | ',' | ';' | ':' | '!' | '?' | '…')
            {
                marks |= Marks::DOUBLED_MARK;
                if c == '.' && p == '.' {
                    marks |= Marks::ELLIPSIS;
                }
            }
            if c == '…' {
                marks |= Marks::ELLIPSIS;
            }
        }
        '[' | ']' | '{' | '}' => marks |= Marks::BRACKET | Marks::MARKUP,
        '(' => marks |= Marks::BRACKET,
        ')' => {
            marks |= Marks::BRACKET;
            if !glued {
                marks |= Marks::SPACED_MARK;
            }
        }
        '<' | '>' | '&' | '*' | '_' | '=' | '`' => marks |= Marks::MARKUP,
        '|'
        | '¬'
        | '^'
        | '~'
        | '\\'
        | '¦'
        | '\u{FFFD}'
        | '•'
        | '■'
        | '□'
        | '▪'
        | '◊'
        | '¤'
        | '¶'
        | '§'
        | '\u{E000}'..='\u{F8FF}' => marks |= Marks::ODD,
        _ if is_quote(c) => marks |= Marks::QUOTE,
        _ if is_dash(c) => {
            marks |= Marks::DASH;
            if !glued {
                marks |= Marks::LOOSE_DASH;
            }
        }
        _ if c.is_control() => marks |= Marks::ODD,
        _ => {}
    }
    marks
}

//! Which sorts of marks a sentence holds, so that a detector can leave at once.

use bitflags::bitflags;

use super::classes::{is_apostrophe, is_close_bracket, is_dash, is_open_bracket, is_quote};
use super::token::{Gap, Token, TokenKind};

bitflags! {
    /// Which sorts of marks a sentence holds. A detector asks for what it needs and leaves at once where it is missing:
    /// most sentences hold commas and full stops in order and nothing else.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Marks: u32 {
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
        /// `. , ; : ! ? …` directly followed by what reads as a word.
        const RUN_ON = 1 << 7;
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
        /// Two neighbouring words or numbers of the same letters (case aside).
        const SAME_TWICE = 1 << 16;
        /// A character outside ASCII, in a token or a gap, that is no dash, curly quotation mark or ellipsis of everyday text.
        const UNCOMMON = 1 << 17;
        /// `. ! ?` inside the sentence, with a gap behind it, perhaps after a closing mark.
        const INNER_STOP = 1 << 18;
        /// A number of five bytes and more: no year.
        const LONG_NUMBER = 1 << 19;
        /// A word of one letter of ASCII, but for `a`, `A`, `I`, `o` and `O`.
        const LONE_LETTER = 1 << 20;
        /// One of `; % @`.
        const SIGN = 1 << 21;
        /// What ends the sentence, closing marks aside, is no full stop, question or exclamation mark, colon or ellipsis.
        const OPEN_END = 1 << 22;
        /// The first token is one of `. , ; : ! ? …`.
        const MARK_START = 1 << 23;
        /// A wide gap before the first token.
        const WIDE_START = 1 << 24;
        /// Two tokens that read as words and touch.
        const JOINED = 1 << 25;
        /// An apostrophe with a gap before it.
        const LOOSE_APOSTROPHE = 1 << 26;
        /// A mark that touches what is behind it as no mark does that has its space: `a,b`, `said”she`, `word(`, `word“`.
        const TOUCHING = 1 << 27;
        /// A comma, semicolon or colon behind a word of five bytes at most.
        const LEANING = 1 << 28;
        /// The first token is a word that does not begin with a capital of ASCII.
        const SMALL_START = 1 << 29;
        /// The first token is no word.
        const WORDLESS_START = 1 << 30;
        /// Every sentence.
        const ANY = 1 << 31;
    }
}

/// Bytes of the longest word that leads to what follows, `the` or `which`: see [`Marks::LEANING`].
const SHORT: u32 = 5;

/// What a mark right behind a word tells.
#[inline]
pub(super) fn leaning(mark: &Token, previous: Option<&Token>) -> Marks {
    let pauses = mark.is_glued() && (mark.is(',') || mark.is(';') || mark.is(':'));
    let short = previous.is_some_and(|p| p.is_wordlike() && p.span.len() <= SHORT);
    if pauses && short { Marks::LEANING } else { Marks::empty() }
}

/// Whether a character is beyond ASCII and no dash, curly quotation mark, bullet or ellipsis (U+2010 to U+2026).
const fn is_uncommon(c: char) -> bool {
    !c.is_ascii() && !matches!(c, '\u{2010}'..='\u{2026}')
}

const fn is_stop(token: &Token) -> bool {
    token.is('.') || token.is('!') || token.is('?')
}

/// What the place of a token tells: `before` is the token before it, be it of the same sentence or not.
pub(super) fn marks_of_gap(text: &str, token: &Token, before: Option<&Token>) -> Marks {
    let Some(before) = before else { return Marks::empty() };
    let gap = before.span.end as usize..token.span.start as usize;
    // One byte, mostly.
    if gap.len() > 1 && !text.as_bytes()[gap].is_ascii() { Marks::UNCOMMON } else { Marks::empty() }
}

/// What the first token of a sentence tells.
pub(super) fn marks_of_start(text: &str, token: &Token) -> Marks {
    let mut marks = Marks::ANY;
    let small = !text.as_bytes()[token.span.start as usize].is_ascii_uppercase();
    marks.set(Marks::SMALL_START, token.is_word() && small);
    marks.set(Marks::WORDLESS_START, !token.is_word());
    marks.set(Marks::WIDE_START, token.gap == Gap::Wide);
    marks.set(Marks::MARK_START, matches!(token.char(), Some('.' | ',' | ';' | ':' | '!' | '?' | '…')));
    marks
}

/// What the end of a sentence tells.
pub(super) fn marks_of_end(tokens: &[Token]) -> Marks {
    let closes = |token: &&Token| token.char().is_some_and(|c| is_quote(c) || is_close_bracket(c));
    let last = tokens.iter().rev().find(|token| !closes(token));
    let ended = last.is_some_and(|t| matches!(t.char(), Some('.' | '!' | '?' | ':' | '…')));
    if ended { Marks::empty() } else { Marks::OPEN_END }
}

/// Whether a gap stands between the token at `at` and a stop before it, and perhaps a closing mark.
pub(super) fn follows_stop(tokens: &[Token], at: usize, start: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).filter(|i| *i >= start).map(|i| &tokens[i]);
    let closed = || {
        back(1).is_some_and(|t| matches!(t.char(), Some('”' | '"' | '»' | ')')))
            && back(2).is_some_and(is_stop)
    };
    !tokens[at].is_glued() && (back(1).is_some_and(is_stop) || closed())
}

/// The marks that a token adds to its sentence, given its neighbour on the left.
#[inline]
pub(super) fn marks_of(text: &str, token: &Token, previous: Option<&Token>) -> Marks {
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
                let letter = text.as_bytes()[token.span.start as usize];
                marks.set(Marks::LONE_LETTER, !matches!(letter, b'a' | b'A' | b'I' | b'o' | b'O'));
            }
        }
        TokenKind::Number | TokenKind::Mixed => {
            marks |= Marks::DIGIT;
            marks.set(Marks::LONG_NUMBER, token.span.len() >= 5);
        }
        TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag | TokenKind::Code => {
            marks |= Marks::LINKISH
        }
        TokenKind::Abbreviation | TokenKind::Placeholder => {}
        TokenKind::Punctuation | TokenKind::Symbol => marks |= mark_marks(token, previous),
    }
    if glued && let Some(previous) = previous {
        marks |= touching(token, previous);
    }
    if !glued && previous.and_then(Token::char).is_some_and(is_dash) {
        marks |= Marks::LOOSE_DASH;
    }
    if !glued && previous.and_then(Token::char).is_some_and(is_open_bracket) {
        marks |= Marks::SPACED_MARK;
    }
    if !token.is_ascii() {
        let uncommon = match token.char() {
            Some(c) => is_uncommon(c),
            None => text[token.span.range()].chars().any(is_uncommon),
        };
        marks.set(Marks::UNCOMMON, uncommon);
    }
    marks
}

/// The marks of a token that touches the one before it.
#[inline]
fn touching(token: &Token, previous: &Token) -> Marks {
    let mut marks = Marks::empty();
    let Some(mark) = previous.char() else {
        marks.set(Marks::JOINED, token.is_wordlike());
        marks.set(Marks::TOUCHING, opens(token));
        return marks;
    };
    if !token.is_wordlike() {
        marks.set(Marks::TOUCHING, opens(token));
        return marks;
    }
    let ends_clause = matches!(mark, '.' | ',' | ';' | ':' | '!' | '?');
    marks.set(Marks::RUN_ON, ends_clause || mark == '…');
    let closes = ends_clause || matches!(mark, '"' | '”' | '“' | '»' | '’' | '%');
    marks.set(Marks::TOUCHING, closes && previous.is_glued() || matches!(mark, ')' | ']'));
    marks
}

/// Whether it is a mark with a space before it.
fn opens(token: &Token) -> bool {
    matches!(token.char(), Some('“' | '„' | '«' | '(' | '$' | '£' | '€'))
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
            marks.set(Marks::SIGN, c == ';');
            marks |= leaning(token, previous);
        }
        '%' | '@' => marks |= Marks::SIGN,
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
        _ if is_quote(c) => {
            marks |= Marks::QUOTE;
            marks.set(Marks::LOOSE_APOSTROPHE, !glued && is_apostrophe(c));
        }
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

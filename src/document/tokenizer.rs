//! Text -> tokens: one pass over the bytes, ASCII by table.

use super::classes::{
    ascii_letters, is_apostrophe, is_combining, is_invisible, is_word_char, letters_of_sixteen,
};
use super::key::Key;
use super::lexical::{Class, ENDS_WORD, PLAIN_MARKS, class};
use super::links::{
    handle_end, has_more_link, identifier_end, is_domain, is_email, is_file_name, is_identifier,
};
use super::token::{Gap, Token, TokenKind};
use crate::span::Span;

/// Reads tokens off `text`, a paragraph, in order; `base` is added to all offsets.
pub(super) struct Tokenizer<'t> {
    text: &'t str,
    /// The text and what stands behind it.
    beyond: &'t [u8],
    at: usize,
    base: u32,
    gap: Gap,
    /// Times that a link was looked for in the run of characters without white space read now.
    attempts: u8,
}

/// Looks for a link in one run without white space: a text without any would be read again from every word.
const ATTEMPTS: u8 = 8;

impl<'t> Tokenizer<'t> {
    /// For a paragraph of a text.
    pub(super) fn new(text: &'t str, paragraph: Span) -> Self {
        let beyond = &text.as_bytes()[paragraph.start as usize..];
        let (text, base) = (&text[paragraph.range()], paragraph.start);
        Self { text, beyond, at: 0, base, gap: Gap::Paragraph, attempts: 0 }
    }

    /// Calls `visit` with the next tokens as long as they are as most are: a space, and a word of up to fifteen letters of ASCII behind
    /// which nothing goes on. It gets the key of each too, and whether the token is plain: of several letters, and not those of the word
    /// before, whose key is `before`. Returns the key of the last. Not at the very end of a text, where fewer bytes are left than are
    /// read at once.
    #[inline(always)]
    pub(super) fn plain_words(
        &mut self,
        mut before: Option<Key>,
        mut visit: impl FnMut(Token, Key, bool),
    ) -> Option<Key> {
        if self.gap != Gap::None {
            return before;
        }
        let from = self.at;
        let mut at = from;
        while let Some(window) = self.beyond.get(at..).and_then(|rest| rest.first_chunk::<18>()) {
            let [b' ', word @ .., _] = window else { break };
            let length = letters_of_sixteen(word);
            // No letter, or so many that more may follow.
            if length == 0 || length == 16 {
                break;
            }
            let (next, behind) = (window[length + 1], window[length + 2]);
            let ends = ENDS_WORD[usize::from(next)]
                || next == b'.' && length > 2 && matches!(behind, b' ' | b'\n' | b'\r');
            if !ends || at + length >= self.text.len() {
                break;
            }
            let key = Key::short(word, length);
            let start = self.base + at as u32 + 1;
            at += 1 + length;
            let span = Span::new(start, start + length as u32);
            let is_plain = length > 1 && before.is_some_and(|before| !key.may_repeat(before));
            before = Some(key);
            visit(Token::new(span, TokenKind::Word, Gap::Space, 0, true), key, is_plain);
        }
        if at > from {
            (self.at, self.attempts) = (at, 0);
        }
        before
    }

    /// The next token, if it is a mark of ASCII that stands right here.
    #[inline(always)]
    pub(super) fn plain_mark(&mut self) -> Option<Token> {
        let byte = *self.text.as_bytes().get(self.at)?;
        let is_plain = *PLAIN_MARKS.get(usize::from(byte))?;
        is_plain.then(|| self.make_with(self.at, self.at + 1, TokenKind::Punctuation, u32::from(byte), true))
    }

    /// The next character at byte `at`, if any. ASCII is decoded without the general path.
    #[inline]
    fn peek(&self, at: usize) -> Option<char> {
        let &byte = self.text.as_bytes().get(at)?;
        if byte < 128 { Some(byte as char) } else { self.text[at..].chars().next() }
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    #[inline]
    fn skip_space(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(start) == Some(&b' ') && bytes.get(start + 1).is_some_and(|b| b.is_ascii_graphic()) {
            self.at += 1;
            if self.gap != Gap::Paragraph {
                self.gap = Gap::Space;
            }
            return;
        }
        let (mut newline, mut no_break, mut count, mut odd) = (false, false, 0, false);
        while let Some(c) = self.peek(self.at) {
            match class(c) {
                Class::Newline => newline = true,
                Class::Space => {
                    count += 1;
                    no_break = super::classes::is_no_break_space(c);
                    odd |= c == '\t';
                }
                _ => break,
            }
            self.at += c.len_utf8();
        }
        if self.at == start || self.gap == Gap::Paragraph {
            return;
        }
        self.gap = if newline {
            Gap::Line
        } else if count > 1 || odd {
            Gap::Wide
        } else if no_break {
            Gap::NoBreak
        } else {
            Gap::Space
        };
    }

    fn make(&mut self, start: usize, end: usize, kind: TokenKind, payload: u32) -> Token {
        let ascii = self.text.as_bytes()[start..end].is_ascii();
        self.make_with(start, end, kind, payload, ascii)
    }

    #[inline]
    const fn make_with(
        &mut self,
        start: usize,
        end: usize,
        kind: TokenKind,
        payload: u32,
        ascii: bool,
    ) -> Token {
        self.at = end;
        let span = Span::new(self.base + start as u32, self.base + end as u32);
        let token = Token::new(span, kind, self.gap, payload, ascii);
        self.gap = Gap::None;
        token
    }

    /// The end of the word that starts at `from`, whether it has digits, and whether it is all ASCII.
    #[inline]
    fn word_end(&self, from: usize) -> (usize, bool, bool) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        let (mut digits, mut ascii) = (false, true);
        loop {
            at += ascii_letters(&bytes[at..]);
            match bytes.get(at) {
                None => break,
                Some(byte) if byte.is_ascii_digit() => {
                    digits = true;
                    at += 1;
                    continue;
                }
                // Most words end here.
                Some(byte) if byte.is_ascii() && *byte != b'\'' => break,
                _ => {}
            }
            let Some(c) = self.peek(at) else { break };
            let before = at;
            if is_apostrophe(c) {
                // An apostrophe belongs to the word only between letters: `dogs’ tails` keeps its mark outside.
                match self.peek(at + c.len_utf8()) {
                    Some(next) if at > from && is_word_char(next) && !is_invisible(next) => {
                        at += c.len_utf8()
                    }
                    _ => break,
                }
            } else if !c.is_ascii() && matches!(class(c), Class::Letter | Class::Digit) {
                digits |= class(c) == Class::Digit;
                at += c.len_utf8();
            } else {
                break;
            }
            ascii &= at == before || c.is_ascii();
        }
        (at, digits, ascii)
    }

    fn number_end(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(c) = self.peek(at) {
            let next = at + c.len_utf8();
            let separates = matches!(c, '.' | ',' | ':' | '·' | '\'' | '’' | '٫' | '٬')
                && self.peek(next).is_some_and(|c| class(c) == Class::Digit);
            if class(c) != Class::Digit && !separates {
                break;
            }
            at = next;
        }
        at
    }

    /// The run without white space at `start`, trailing marks of the sentence cut off.
    fn run_end(&self, start: usize) -> usize {
        // The longest URL that a browser takes is about 2,000 bytes; without a limit, a text without spaces would be read
        // from here to its end at every word.
        let limit = self.text.floor_char_boundary(start + 2048);
        let run = self.text[start..limit]
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|' | '`')
            })
            .map_or(limit, |length| start + length);
        let text = &self.text[start..run];
        let trimmed = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'', '’', ']', '}']);
        let end = if trimmed.ends_with(')') && trimmed.matches(')').count() > trimmed.matches('(').count() {
            trimmed.trim_end_matches(')').trim_end_matches(['.', ',', ';'])
        } else {
            trimmed
        };
        start + end.len()
    }

    /// URL, e-mail, handle, tag, path or identifier at `start`, given the end of the plain word there.
    fn linkish(&self, start: usize, word_end: usize) -> Option<(usize, TokenKind)> {
        let after = self.byte(word_end);
        match after {
            b':' => {
                if self.text[word_end..].starts_with("://") {
                    return Some((self.run_end(start), TokenKind::Url));
                }
                if self.text[word_end..].starts_with("::") && self.byte(word_end + 2).is_ascii_alphabetic() {
                    return Some((self.run_end(start), TokenKind::Code));
                }
                let scheme = &self.text[start..word_end];
                if matches!(scheme, "mailto" | "doi" | "urn" | "tel" | "file" | "data")
                    && self.byte(word_end + 1).is_ascii_alphanumeric()
                {
                    return Some((self.run_end(start), TokenKind::Url));
                }
                None
            }
            b'@' | b'+' | b'_' => {
                let end = self.run_end(start);
                let run = &self.text[start..end];
                if is_email(run) {
                    return Some((end, TokenKind::Email));
                }
                (after == b'_' && is_identifier(run))
                    .then_some((identifier_end(self.text, start), TokenKind::Code))
            }
            b'.' | b'/' | b'-' => self.dotted(start, word_end, after),
            _ => None,
        }
    }

    /// Domain, file name, path, version or e-mail that starts with a word and goes on after `.`, `/` or `-`.
    fn dotted(&self, start: usize, word_end: usize, after: u8) -> Option<(usize, TokenKind)> {
        if !self.byte(word_end + 1).is_ascii_alphanumeric() {
            return None;
        }
        if after == b'-' && !has_more_link(&self.text.as_bytes()[word_end..]) {
            return None;
        }
        let end = self.run_end(start);
        let run = &self.text[start..end];
        if !run.is_ascii() {
            return None;
        }
        if is_email(run) {
            return Some((end, TokenKind::Email));
        }
        if run.starts_with("www.") || is_domain(run) {
            return Some((end, TokenKind::Url));
        }
        let name = run.rsplit('/').next().unwrap_or(run);
        let slashes = run.matches('/').count();
        if (slashes == 0 || slashes >= 2 || run.contains('.')) && is_file_name(name) {
            return Some((end, TokenKind::Code));
        }
        (slashes >= 3
            && !run.contains("//")
            && run.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'.')))
        .then_some((end, TokenKind::Code))
    }

    /// `U.S.`, `e.g.`, `J.R.R.`, `Ph.D.`: single letters (or `Ph`) with stops between, ending in a stop or a letter.
    fn abbreviation(&self, start: usize, word_end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if bytes.get(word_end) != Some(&b'.') {
            return None;
        }
        let first = &self.text[start..word_end];
        let short = |part: &str| part.chars().filter(|c| !is_combining(*c)).count() == 1;
        if !short(first) && !matches!(first, "Ph" | "Th" | "Yu" | "Ch" | "Ll") {
            return None;
        }
        let (mut end, mut parts) = (word_end + 1, 1);
        while self.peek(end).is_some_and(char::is_alphabetic) {
            let (part_end, digits, _) = self.word_end(end);
            let part = &self.text[end..part_end];
            if digits
                || !(short(part)
                    || part.starts_with(|c: char| c.is_alphabetic())
                        && part.len() <= 2
                        && parts == 1
                        && bytes.get(part_end) == Some(&b'.')
                        && short(first))
            {
                return None;
            }
            parts += 1;
            if parts > 12 {
                return None;
            }
            end = part_end;
            if bytes.get(end) != Some(&b'.') {
                break;
            }
            end += 1;
        }
        (parts > 1).then_some(end)
    }

    /// The token of the word at `start`.
    fn lexeme(&mut self, start: usize) -> Token {
        if self.gap != Gap::None {
            self.attempts = 0;
        }
        self.letters(start).unwrap_or_else(|| self.lexeme_slowly(start))
    }

    /// The token of the word at `start`, if it is as most are: a few letters of ASCII, and what follows says that nothing goes on.
    #[inline]
    fn letters(&mut self, start: usize) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let end = start + ascii_letters(&bytes[start..]);
        let ends = end > start && bytes.get(end).is_some_and(|&byte| ENDS_WORD[usize::from(byte)]);
        ends.then(|| self.make_with(start, end, TokenKind::Word, 0, true))
    }

    fn lexeme_slowly(&mut self, start: usize) -> Token {
        let (end, digits, ascii) = self.word_end(start);
        let next = self.byte(end);
        if self.attempts < ATTEMPTS && matches!(next, b'.' | b':' | b'@' | b'/' | b'_' | b'-' | b'+') {
            self.attempts += 1;
            if next == b'.'
                && let Some(end) = self.abbreviation(start, end)
            {
                return self.make(start, end, TokenKind::Abbreviation, 0);
            }
            if let Some((end, kind)) = self.linkish(start, end) {
                return self.make(start, end.max(start + 1), kind, 0);
            }
        }
        self.make_with(start, end, if digits { TokenKind::Mixed } else { TokenKind::Word }, 0, ascii)
    }

    fn digits(&mut self, start: usize) -> Token {
        let end = self.number_end(start);
        if self.peek(end).is_some_and(|c| class(c) == Class::Letter && !is_invisible(c))
            && !self.text[start..end].contains([',', ':', '.'])
        {
            let (end, _, _) = self.word_end(start);
            if self.attempts < ATTEMPTS
                && matches!(self.byte(end), b'.' | b'@' | b'_' | b'-')
                && let Some((end, kind)) = self.linkish(start, end)
            {
                return self.make(start, end.max(start + 1), kind, 0);
            }
            return self.make(start, end, TokenKind::Mixed, 0);
        }
        self.make(start, end, TokenKind::Number, 0)
    }
}

impl Iterator for Tokenizer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_space();
        let start = self.at;
        let c = self.peek(start)?;
        let width = c.len_utf8();
        Some(match class(c) {
            // An apostrophe that is a letter to Unicode (ʼ) is one to us between letters only: `word_end` takes none here.
            Class::Letter if is_apostrophe(c) => {
                self.make(start, start + width, TokenKind::Punctuation, c as u32)
            }
            Class::Letter => self.lexeme(start),
            Class::Digit => self.digits(start),
            _ => {
                let next = self.byte(start + width);
                let touches = self.gap == Gap::None;
                match c {
                    '@' | '#'
                        if !touches && (next.is_ascii_alphanumeric() || next == b'_' || next >= 128) =>
                    {
                        let end = handle_end(self.text, start + 1);
                        if end == start + 1
                            || c == '#' && self.text[start + 1..end].bytes().all(|b| b.is_ascii_digit())
                        {
                            return Some(self.make(start, start + width, TokenKind::Punctuation, c as u32));
                        }
                        let kind = if c == '@' { TokenKind::Handle } else { TokenKind::Hashtag };
                        self.make(start, end, kind, 0)
                    }
                    '/' | '\\'
                        if !touches
                            && next.is_ascii_alphanumeric()
                            && self.text[start + 1..self.run_end(start)].contains(['/', '\\']) =>
                    {
                        let end = self.run_end(start);
                        self.make(start, end.max(start + 1), TokenKind::Code, 0)
                    }
                    '_' if next.is_ascii_alphanumeric()
                        && is_identifier(&self.text[start..self.run_end(start)]) =>
                    {
                        let end = identifier_end(self.text, start);
                        self.make(start, end.max(start + 1), TokenKind::Code, 0)
                    }
                    '\u{FFFC}' => self.make(start, start + width, TokenKind::Placeholder, 0),
                    _ => {
                        let kind = if class(c) == Class::Punctuation {
                            TokenKind::Punctuation
                        } else {
                            TokenKind::Symbol
                        };
                        self.make(start, start + width, kind, c as u32)
                    }
                }
            }
        })
    }
}

//! Beside brackets. A bracket inside a word is normal (`word(s)`, `(re)consider`, `f(x)`, `5(2)(b)`); several words inside, an
//! abbreviation or a year are not part of a word.

use super::Here;
use crate::document::{Shape, TokenKind};
use crate::finding::Finding;

/// Tokens looked at for the other bracket.
const REACH: isize = 80;

/// What a pair of brackets holds.
struct Inside {
    /// Number of tokens.
    tokens: isize,
    /// Two words with a gap between them and no mark.
    phrase: bool,
    /// The one token, if there is only one.
    only: Option<usize>,
}

/// Stems that take their bracket glued in chemistry.
const CHEMICAL: [&str; 7] = ["poly", "Poly", "oligo", "bis", "tris", "tetrakis", "co"];

impl Here<'_> {
    fn inside(&self, open: usize, close: usize) -> Inside {
        let phrase = (open + 1..close.saturating_sub(1)).any(|i| {
            let pair = (self.token(i, 0), self.token(i, 1));
            matches!(pair, (Some(a), Some(b)) if a.is_wordlike() && b.is_wordlike() && !b.is_glued()
                && (a.is_word() || b.is_word()) && self.letters(i) + self.letters(i + 1) > 3)
        });
        let tokens = close.saturating_sub(open + 1);
        Inside { tokens: tokens as isize, phrase, only: (tokens == 1).then_some(open + 1) }
    }

    fn is_roman(&self, at: usize) -> bool {
        self.text(at).bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'i' | b'v' | b'x'))
    }

    /// An abbreviation in capitals or a year: complete as they stand, not the part of a word.
    fn is_whole(&self, at: usize) -> bool {
        let Some(token) = self.token(at, 0) else { return false };
        match token.kind {
            TokenKind::Word => {
                matches!(self.shape(at), Some(Shape::Upper | Shape::Mixed))
                    && self.letters(at) >= 2
                    && self.text(at).starts_with(char::is_uppercase)
                    && !self.is_roman(at)
            }
            TokenKind::Number => self.text(at).len() == 4 && self.text(at).starts_with(['1', '2']),
            _ => false,
        }
    }

    /// Whether another capitalised word, or a function word, stands before the word at `base`: `the Bank of Uganda`.
    fn is_last_of_name(&self, base: usize) -> bool {
        base.checked_sub(1).is_some_and(|before| {
            self.token(base, 0).is_some_and(|t| !t.is_glued())
                && (self.shape(before) == Some(Shape::Title) || self.is_function_word(before))
        })
    }

    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for ahead in 1..REACH {
            let token = self.token(open, ahead)?;
            if token.is('(') {
                depth += 1;
            } else if token.is(')') {
                if depth == 0 {
                    return open.checked_add_signed(ahead);
                }
                depth -= 1;
            }
        }
        None
    }

    fn opening(&self, close: usize, bracket: char) -> Option<usize> {
        let open = if bracket == ')' { '(' } else { '[' };
        let mut depth = 0;
        for back in 1..REACH {
            let token = self.token(close, -back)?;
            if token.is(bracket) {
                depth += 1;
            } else if token.is(open) {
                if depth == 0 {
                    return close.checked_add_signed(-back);
                }
                depth -= 1;
            }
        }
        None
    }

    /// `match(four pounds each)`: the bracket at `at` is glued to the word before it.
    pub(super) fn before_bracket(&self, at: usize) -> Option<Finding> {
        const GLUED: &str = "no space before the opening bracket";
        let base = at.checked_sub(1)?;
        let (before, next) = (self.token(base, 0)?, self.token(at, 1)?);
        if !next.is_glued() || !next.is_wordlike() && !next.is('“') && !next.is('"') {
            return None;
        }
        // After a stop: `time.(See the map.)`
        let stop = before.is_glued() && (before.is('.') || before.is(','));
        let word = match before.kind {
            TokenKind::Word => self.letters(base) >= 3 && !CHEMICAL.contains(&self.text(base)),
            TokenKind::Number => true,
            TokenKind::Punctuation => {
                stop && self.near.touching(base, -1).is_some_and(|t| t.is_word() && t.span.len() >= 3)
            }
            _ => false,
        };
        if !word || self.near.touching(base, -1).is_some_and(|t| t.is('.') || t.is('_') || t.is('#')) {
            return None;
        }
        let known = stop || self.is_known(base);
        let named = self.shape(base) == Some(Shape::Title);
        let number = before.kind == TokenKind::Number;
        let Some(close) = self.closing(at) else {
            return (known && !number && next.is_word() && self.runs_on(at + 1))
                .then(|| self.finding(at, 820, GLUED))
                .flatten();
        };
        // `f(x)(y)`, `Fe(CN)6`, `ready(function)(…)`
        if self.token(close, 1).is_some_and(|t| {
            t.is_glued()
                && (t.kind == TokenKind::Number
                    || t.is('(')
                    || t.is('.')
                        && self
                            .token(close, 2)
                            .is_some_and(|u| u.is_glued() && self.shape(close + 2) == Some(Shape::Lower)))
        }) {
            return None;
        }
        let inside = self.inside(at, close);
        let confidence = if inside.phrase {
            match (number, known, named) {
                (true, ..) => 800,
                (_, true, false) => 960,
                (_, _, true) => 930,
                _ => 800,
            }
        } else if let Some(only) = inside.only {
            if number {
                return None;
            }
            // `word(s)`, `sign(Wx)`
            if self.letters(only) <= 2 && !self.is_whole(only) {
                return None;
            }
            let title = self.shape(only) == Some(Shape::Title) && self.letters(only) >= 4;
            match () {
                // `the Electoral Commission(EC)`
                () if self.is_whole(only) && named && self.is_last_of_name(base) => 955,
                () if self.is_whole(only) && (known || named) => 900,
                () if title && known && !named => 850,
                () if title && named => 730,
                // `with(hostility)`, `print(name)`, `Schüler(innen)`
                () => 550,
            }
        } else if number || inside.tokens > 60 {
            return None;
        } else {
            550
        };
        self.finding(at, confidence, GLUED)
    }

    /// `founded by dockers)has`: the word at `at` is glued to the closing bracket before it.
    pub(super) fn after_bracket(&self, at: usize, bracket: char) -> Option<Finding> {
        const GLUED: &str = "no space after the closing bracket";
        let close = at.checked_sub(1)?;
        if self.letters(at) < 2 || !self.ends(at) {
            return None;
        }
        let (function, known) = (self.is_function_word(at), self.is_known(at));
        let Some(open) = self.opening(close, bracket) else {
            // `a)Any other business` is a list; a lone bracket inside a sentence before a function word is not.
            let inside = close > self.near.first() + 2 && self.token(close, -1).is_some_and(|t| t.is_word());
            return (inside && function && self.letters(close - 1) >= 3)
                .then(|| self.finding(at, 720, GLUED))
                .flatten();
        };
        let attached = self.token(open, 0).is_some_and(|t| t.is_glued()) && open > self.near.first();
        let inside = self.inside(open, close);
        if bracket == ']' {
            // `decade.[4]The shore`; but `[t]he` is an editor's change.
            let note = attached
                && inside.only.is_some_and(|i| self.token(i, 0).is_some_and(|t| t.kind == TokenKind::Number));
            if note && (function || known) {
                return self.finding_from(self.near.left(open - 1), at, 950, "no space after the reference");
            }
            return (inside.phrase && known).then(|| self.finding(at, 900, GLUED)).flatten();
        }
        let confidence = match inside.only {
            // `word(s)word`, `Free(dom)Town`
            Some(_) if attached => return None,
            Some(only) if self.is_whole(only) => {
                if function {
                    955
                } else if known {
                    850
                } else {
                    650
                }
            }
            // `(re)consider`, `(s)he`, `(im)possible`
            Some(only) => {
                let joined = format!("{}{}", self.text(only), self.text(at));
                if function && self.letters(only) >= 4 && self.cx.knows_text(&joined) == Some(false) {
                    800
                } else {
                    500
                }
            }
            None if inside.phrase && function => 970,
            None if inside.phrase && known => 955,
            None if inside.phrase => 850,
            None if function => 800,
            None => 550,
        };
        self.finding(at, confidence, GLUED)
    }
}

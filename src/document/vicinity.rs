//! What touches a mark: the words that a finding about spacing shows around it.
//!
//! ```text
//! … back to Lyon (for the second time).The judges …
//!                                |--| ||--|           left(`.`) walks over closing marks to one word; right(`The`) is there
//! ```

use super::classes::is_dash;
use super::{Document, Paragraph, Token};
use crate::span::Span;

/// Marks walked over at most: nothing legible has more in a row.
const FARTHEST: usize = 8;

/// The tokens of one paragraph by their index in the document; asking beyond its ends gives nothing.
#[derive(Debug, Clone, Copy)]
pub struct Vicinity<'d> {
    document: &'d Document,
    from: usize,
    to: usize,
}

impl<'d> Vicinity<'d> {
    /// The tokens of `paragraph`.
    #[must_use]
    pub fn of(paragraph: Paragraph<'d>) -> Self {
        let from = paragraph.first_token();
        Self { document: paragraph.document(), from, to: from + paragraph.tokens().len() }
    }

    /// Index of the first token of the paragraph.
    #[must_use]
    pub const fn first(self) -> usize {
        self.from
    }

    /// The token at `offset` from `at`, if it is in the paragraph.
    #[must_use]
    pub fn get(self, at: usize, offset: isize) -> Option<&'d Token> {
        let at = at.checked_add_signed(offset)?;
        if (self.from..self.to).contains(&at) { self.document.tokens().get(at) } else { None }
    }

    /// The token at `offset` from `at`, if no white space stands between any of them.
    #[must_use]
    pub fn touching(self, at: usize, offset: isize) -> Option<&'d Token> {
        let end = at.checked_add_signed(offset)?;
        let (low, high) = (at.min(end), at.max(end));
        let joined = (low + 1..=high).all(|i| self.get(i, 0).is_some_and(Token::is_glued));
        if joined { self.get(end, 0) } else { None }
    }

    /// Text of the token at `at`.
    #[must_use]
    pub fn text(self, at: usize) -> &'d str {
        self.get(at, 0).map_or("", |token| self.document.token_text(token))
    }

    /// First token of what stands left and includes the token `at`: closing marks, back to one word.
    #[must_use]
    pub fn left(self, at: usize) -> usize {
        let mut start = at;
        for _ in 0..FARTHEST {
            let Some(token) = self.get(start, 0) else { break };
            if token.is_wordlike() || !token.is_glued() || start == self.from {
                break;
            }
            start -= 1;
        }
        start
    }

    /// Last token of what stands right and includes the token `at`: opening marks, up to one word. A dash stands alone.
    #[must_use]
    pub fn right(self, at: usize) -> usize {
        let mut end = at;
        for _ in 0..FARTHEST {
            let Some(token) = self.get(end, 0) else { break };
            let glued = self.get(end, 1).is_some_and(Token::is_glued);
            if token.is_wordlike() || !glued || token.char().is_some_and(is_dash) {
                break;
            }
            end += 1;
        }
        end
    }

    /// From the first byte of one token to the last of another; nothing when one is not in the paragraph.
    #[must_use]
    pub fn span(self, first: usize, last: usize) -> Span {
        match (self.get(first, 0), self.get(last, 0)) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// Text from one token to another.
    #[must_use]
    pub fn slice(self, first: usize, last: usize) -> &'d str {
        self.document.slice(self.span(first, last))
    }
}

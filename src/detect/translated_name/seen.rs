//! A token as the n-grams see it.

use crate::document::{Document, Shape, Token, TokenKind};
use crate::model::Model;
use crate::model::ngrams::Key;
use crate::model::pieces::{MIXED, NUMBER, START, UNKNOWN, fold, mark_key};
use crate::model::words::WordNo;

/// A token's key, its word where the vocabulary has it, and whether it is a name.
#[derive(Debug, Clone, Copy)]
pub(in crate::detect) struct Seen {
    pub(in crate::detect) key: Key,
    pub(in crate::detect) word: Option<WordNo>,
    pub(in crate::detect) is_name: bool,
}

impl Seen {
    /// What stands before the first token of a sentence.
    pub(in crate::detect) const START: Self = Self { key: START, word: None, is_name: false };

    /// A word without its possessive ending, a number, a mark.
    pub(in crate::detect) fn of(model: &Model<'_>, document: &Document, tokens: &[Token], at: usize) -> Self {
        let of = |key| Self { key, word: None, is_name: false };
        let Some(token) = tokens.get(at) else { return of(mark_key('.')) };
        match token.kind {
            TokenKind::Number => of(NUMBER),
            TokenKind::Mixed => of(MIXED),
            TokenKind::Word => {
                let Some(id) = token.word() else { return of(UNKNOWN) };
                let words = document.words();
                let info = words.get(id);
                let lower = words.text(info.lower);
                let bare = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(lower);
                let (key, word) = model.key(&fold(bare));
                let inside = at > 0 && matches!(info.shape, Shape::Title | Shape::Mixed | Shape::Upper);
                Self { key, word, is_name: inside || word.is_some_and(|no| model.is_name(no)) }
            }
            _ => token.char().map_or(of(UNKNOWN), |c| of(mark_key(c))),
        }
    }
}

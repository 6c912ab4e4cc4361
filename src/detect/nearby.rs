//! What stands near a place of a long text. A rule that compares places asks here: a book, or a year of news in one file, has every
//! word and every spelling somewhere, and what is far away speaks for nothing.

use crate::document::{Document, WordId};
use crate::span::Span;

/// Bytes to each side that are near: a long article, some pages of a book.
pub(super) const FAR: u32 = 8000;

/// Whether parts of the document are far from each other.
pub(super) fn is_long(document: &Document) -> bool {
    document.text().len() > 2 * FAR as usize
}

/// What is near a place.
pub(super) const fn around(place: u32) -> Span {
    Span::new(place.saturating_sub(FAR), place.saturating_add(FAR))
}

/// How often a word stands near a place.
pub(super) fn count(document: &Document, id: WordId, place: u32) -> u32 {
    let count = document.words().get(id).count;
    if count == 0 || !is_long(document) {
        return count;
    }
    let near = around(place);
    let tokens = document.tokens();
    let first = tokens.partition_point(|t| t.span.start < near.start);
    let last = tokens.partition_point(|t| t.span.start < near.end);
    let ids = document.word_ids().get(first..last).unwrap_or_default();
    ids.iter().filter(|other| **other == id).count() as u32
}

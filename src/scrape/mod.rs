//! What web pages put around an article.

mod anchored;
mod opening;
pub(crate) mod phrases;
pub(crate) mod stamps;

use std::ops::Range;

/// Bytes of the longest phrase: what goes on for longer is prose.
const LONGEST: usize = 450;

/// A piece of residue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the text searched.
    pub(crate) range: Range<usize>,
    /// How sure, in thousandths.
    pub(crate) confidence: u16,
    /// What it is, for the message.
    pub(crate) message: String,
}

//! Specks between words that recognition read as an apostrophe, in texts that are full of errors: `to'accept`.

use super::kinds::{self, Kind};
use crate::finding::{Applicability, Finding};
use crate::model::Model;
use crate::model::pieces::{PieceKind, is_apostrophe};
use crate::model::suspects::Reading;
use crate::model::tables::Cost;
use crate::model::words::Flags;
use crate::span::Span;

/// In thousandths.
const CONFIDENCE: u16 = 800;
/// Words rarer than this may be misread themselves.
const RAREST: Cost = 1350;
/// What stands after an apostrophe that is none.
const ENDINGS: [&str; 12] = ["re", "ve", "ll", "em", "er", "en", "all", "clock", "tis", "twas", "am", "im"];

/// The two words of a piece that a speck holds together.
pub fn parted(model: &Model<'_>, reading: &Reading<'_>, surface: &str) -> Option<String> {
    let (before, after) = surface.split_once(is_apostrophe)?;
    if reading.piece.kind != PieceKind::Word || reading.word.is_some() || reading.vouched {
        return None;
    }
    let plain = |part: &str| {
        let lower = part.to_lowercase();
        part.chars().nth(1).is_some()
            && !ENDINGS.contains(&&*lower)
            && model.words.find(&lower).is_some_and(|no| {
                model.words.flags(no).contains(Flags::LOWER) && model.words.cost(no) < RAREST
            })
    };
    (plain(before) && plain(after) && after.starts_with(char::is_lowercase))
        .then(|| format!("{before} {after}"))
}

/// The finding at `span`.
pub fn finding(text: String, span: Span) -> Finding {
    let reason = format!("`{text}` are two words; the text is full of errors");
    Finding::new(kinds::rule(Kind::Fused), span, CONFIDENCE, "a speck between two words")
        .suggest(text, Applicability::Ask)
        .because(reason)
}

//! What is asked of the odds of a fault for each tier, and what its look and its document add to them.

use super::faults::{Fault, WELL_KNOWN};
use super::kinds::Kind;
use crate::model::Model;
use crate::model::confusions;
use crate::model::pieces::PieceKind;
use crate::model::suspects::Reading;
use crate::model::traits::Dirt;
use crate::model::words::Flags;

/// Log-odds in thousandths from which a fault is possible, likely, sure. Other languages than English know fewer names.
pub const fn steps(kind: Kind, english: bool) -> [i32; 3] {
    match (kind, english) {
        (Kind::Fused | Kind::Split | Kind::Hyphen, true) => [-1700, -500, 850],
        (Kind::Fused | Kind::Split | Kind::Hyphen, false) => [-1700, -500, 1000],
        (Kind::Misspelling | Kind::Glyph, true) => [-1300, 200, 2050],
        (Kind::Misspelling | Kind::Glyph, false) => [-1300, 200, 2400],
        (Kind::Wrong, _) => [600, 2900, 6600],
    }
}

/// What the state of the document adds to the odds: in a text full of errors an odd word is one more.
pub fn bonus(dirt: Dirt) -> i32 {
    let share = dirt.cautious_share() as i32;
    ((share - CLEAN) * 40).clamp(0, MOST_BONUS)
}

/// What the look of a fault adds to the odds, since the text that the calibrator learns on has few of its kind: a line end
/// parts a word of the dictionary, and better if one half is none (`resolu-`, `tion`); lists have the misspelling.
pub fn look(model: &Model<'_>, fault: &Fault<'_>) -> i32 {
    if fault.kind == Kind::Hyphen && fault.surface.contains('.') {
        STOP
    } else if is_half(model, fault) {
        HALF
    } else if fault.kind == Kind::Hyphen && fault.surface.contains('\n') {
        WHOLE
    } else if fault.is_respelt() && fault.pieces[0].listed && fault.is_in_dictionary(model) {
        IN_LISTS
    } else if is_known_confusion(fault) {
        CURATED
    } else if fault.proposal.possessive
        && (begins_with_well_known_name(model, fault) || is_no_plural(fault.surface))
    {
        POSSESSED
    } else {
        0
    }
}

/// Whether the first word of the proposal is a name that everybody knows, with its capital: `Iranmalignant`.
fn begins_with_well_known_name(model: &Model<'_>, fault: &Fault<'_>) -> bool {
    let first = fault.proposal.steps.first().and_then(|step| step.word);
    fault.pieces[0].capital && first.is_some_and(|no| model.is_name(no) && model.words.cost(no) < WELL_KNOWN)
}

/// Whether what lost its apostrophe can be no plural: `countrys`, `womens`.
fn is_no_plural(surface: &str) -> bool {
    let Some(stem) = surface.strip_suffix('s') else { return false };
    let after_consonant = stem.strip_suffix('y').is_some_and(|head| {
        !head.ends_with(['a', 'e', 'i', 'o', 'u']) && head.starts_with(char::is_lowercase)
    });
    after_consonant || matches!(&*stem.to_lowercase(), "men" | "women" | "children")
}

/// Whether the word of the text and the one that is meant are known to be taken for each other.
pub fn is_known_confusion(fault: &Fault<'_>) -> bool {
    fault.confused && confusions::are_known(fault.surface, &fault.proposal.text)
}

/// Whether a hyphen parts a word of the dictionary so that one half is none.
fn is_half(model: &Model<'_>, fault: &Fault<'_>) -> bool {
    let unknown = |r: &Reading<'_>| r.piece.kind == PieceKind::Word && !r.flags.intersects(Flags::DICTIONARY);
    fault.kind == Kind::Hyphen && fault.pieces.iter().any(unknown) && fault.is_in_dictionary(model)
}

/// What a stop adds to the odds that was the hyphen of a line end: the training has none, and only broken texts are read so.
const STOP: i32 = 2500;
/// What such a half adds to the odds.
const HALF: i32 = 1200;
/// The same for two halves that are words, at a line end.
const WHOLE: i32 = 1700;
/// The same for a name that everybody knows, run together with what wants its possessive, and for what can be no plural.
const POSSESSED: i32 = 1200;
/// The same for words that are known to be taken for each other.
const CURATED: i32 = 1600;
/// The same for a misspelling that lists have.
const IN_LISTS: i32 = 1000;

/// How much less is asked of what is possible in a document that is full of errors: there the reader wants to see them all.
pub const BROKEN_LESS: i32 = 2000;

/// Odd words in a thousand up to which a text is clean.
const CLEAN: i32 = 25;
/// The most that the state of the document adds, and the most of it that makes a fault possible at all.
const MOST_BONUS: i32 = 1600;
pub const MOST_FOR_POSSIBLE: i32 = 1000;

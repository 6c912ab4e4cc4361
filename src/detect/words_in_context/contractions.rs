//! Contractions that lost their apostrophe: `cant`, `theyre`, `im`. Another word may be as near by its letters, but nothing is
//! lost as often.

use crate::lang::listed;
use crate::model::Model;
use crate::model::pieces::PieceKind;
use crate::model::suspects::{OPENING, Reading};
use crate::model::words::Flags;

/// What stands before `n't`.
const NEGATED: &str = " do does did is was were are has have had wo would could should ca must need ai ";
/// Heads and tails that make no other word when they are written together: `its`, `well`, `shell`, `were` are missing.
const OTHERS: [(&str, &str); 6] = [
    ("s", "he she that there what who where how here"),
    ("re", "you they"),
    ("ve", "i you they we would could should might"),
    ("ll", "you they it that there"),
    ("m", "i"),
    ("d", "you they"),
];

/// The confidence that a word is a contraction which nothing else is proposed for (`Thats fine`): of 40 in published text, read in a
/// list, all were.
pub const CONFIDENCE: u16 = 955;

/// What names of people stand before that look like contractions: `Im said`, `Ive told`.
const AFTER_NAMES: &str = "said says told added wrote asked and was is has had";

/// Whether a word of a text is a contraction and no name: at the start of a sentence or in lower case, with a word behind it.
pub fn is_lost(model: &Model<'_>, readings: &[Reading<'_>], at: usize) -> bool {
    let reading = &readings[at];
    let Some(next) = readings.get(at + 1) else { return false };
    // Behind a mark only at the start: `“Thats fine`, not `o’clocks`.
    let alone = reading.piece.spaced || at == 0 || at < OPENING && reading.free;
    let behind = next.piece.kind == PieceKind::Word && next.piece.spaced && !next.capital;
    reading.piece.kind == PieceKind::Word
        && !reading.upper
        && (!reading.capital || reading.free && at < OPENING)
        && is_one(model, &reading.lower)
        && alone
        && behind
        && !(reading.capital && listed(AFTER_NAMES, &next.lower))
}

/// Whether a word in lower case is a contraction without its apostrophe, and no word of the dictionary.
pub fn is_one(model: &Model<'_>, lower: &str) -> bool {
    lower.ends_with(['t', 's', 'e', 'l', 'm', 'd'])
        && lower.len() <= LONGEST
        && tail(lower).is_some()
        && !model.words.find(lower).is_some_and(|no| model.words.flags(no).intersects(Flags::DICTIONARY))
}

/// Bytes of the longest: `couldnt`.
const LONGEST: usize = 8;

/// The contraction that `surface` is without its apostrophe, with `apostrophe` and in the case of `surface`.
pub fn of(surface: &str, apostrophe: char) -> Option<String> {
    let tail = tail(&surface.to_ascii_lowercase())?;
    let (head, tail) = surface.split_at_checked(surface.len().checked_sub(tail)?)?;
    // `im` is `I’m`.
    let head = if head == "i" { "I" } else { head };
    Some(format!("{head}{apostrophe}{tail}"))
}

/// Bytes behind the apostrophe that a word in lower case lost.
fn tail(lower: &str) -> Option<usize> {
    if lower.strip_suffix("nt").is_some_and(|head| listed(NEGATED, head)) {
        return Some(1);
    }
    let of = |tail: &str, heads| lower.strip_suffix(tail).is_some_and(|head| listed(heads, head));
    OTHERS.iter().find(|(tail, heads)| of(tail, heads)).map(|(tail, _)| tail.len())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_apostrophe_is_put_where_one_was_lost() {
        for (without, with) in [
            ("cant", "can’t"),
            ("Theyre", "They’re"),
            ("im", "I’m"),
            ("ive", "I’ve"),
            ("hes", "he’s"),
            ("thats", "that’s"),
        ] {
            assert_eq!(of(without, '’').as_deref(), Some(with));
        }
        for word in ["its", "well", "plant", "cents", "tell", "aunt", "nt", "m", "übernt"] {
            assert_eq!(of(word, '’'), None, "{word}");
        }
    }
}

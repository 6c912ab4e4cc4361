//! Letters that stand alone: dictionaries vouch for each of them, but in a torn word or one set wide they are none of their own.

use super::pieces::PieceKind;
use super::suspects::Reading;

/// Whether a lone letter stands beside an odd string in lower case, or in a broken text: dictionaries vouch for letters too, but
/// `sta t ion` is torn, and where much is wrong so is `n um b er`.
pub(super) fn is_of_torn_word(readings: &[Reading<'_>], at: usize, broken: bool) -> bool {
    let own = &readings[at];
    let odd = |other: &Reading<'_>| other.suspect && other.piece.kind == PieceKind::Word && !other.capital;
    let before = || own.piece.spaced && at > 0 && odd(&readings[at - 1]);
    let after = || readings.get(at + 1).is_some_and(|next| next.piece.spaced && odd(next));
    own.is_lone_letter()
        && !own.capital
        && (broken && !matches!(&*own.lower, "a" | "i") || before() || after())
}

/// Letters that stand alone in a row are a word set wide, whatever vouches for each: `h a v e`, `L A S E R`.
pub(super) fn doubt_in_row(readings: &mut [Reading<'_>]) {
    let mut at = 0;
    while at < readings.len() {
        let letters = readings[at..].iter().take_while(|r| r.piece.spaced && r.is_lone_letter()).count();
        let capitals = readings[at..at + letters].iter().all(|r| r.capital);
        let listed =
            readings[at..at + letters].windows(2).all(|pair| follows(&pair[0].lower, &pair[1].lower));
        if letters >= if capitals { WIDE_CAPITALS } else { WIDE } && !listed {
            for reading in readings[at..at + letters].iter_mut().filter(|r| r.vouched) {
                reading.vouched = false;
                reading.suspect = true;
            }
        }
        at += letters.max(1);
    }
}

/// Whether one letter of the alphabet comes after the other: `a b c`.
fn follows(before: &str, after: &str) -> bool {
    matches!((before.as_bytes(), after.as_bytes()), ([a], [b]) if a + 1 == *b)
}

/// Letters of the shortest word that is taken to be set wide; of capitals, which may be initials.
const WIDE: usize = 3;
const WIDE_CAPITALS: usize = 4;

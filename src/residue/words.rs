//! How English uses a word: how often, how often after a determiner, after "to", after a preposition. From counts of
//! word pairs on the web; it tells a bare count noun ("to army") from a mass noun ("to peace").

use super::table::{Reader, Table};

static TABLE: Table = Table::new(include_bytes!("../../dictionaries/residue/words.bin"));

/// Prepositions that [`Usage::after`] counts, in order.
pub const PREPOSITIONS: [&str; 6] = ["in", "from", "to", "of", "at", "and"];

/// Figures about one word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// Decimal logarithm of its occurrences in a thousand million words.
    pub frequency: f32,
    /// Share of its occurrences after an article, a possessive or a demonstrative.
    pub determined: f32,
    /// Share after "to" or a personal pronoun: a verb.
    pub verbal: f32,
    /// Decimal logarithm of the share after each of [`PREPOSITIONS`], plus 4; 0 where the pair is not attested.
    pub after: [f32; 6],
    /// Its number among the glosses of the reverse dictionary; [`NO_GLOSS`] where nothing is translated by it.
    pub gloss: u16,
}

/// No number of a gloss.
pub const NO_GLOSS: u16 = u16::MAX;

/// How English uses a word in lower case; `None` for what is no English word.
#[must_use]
pub fn usage(word: &str) -> Option<Usage> {
    let mut reader = Reader::new(TABLE.get(word)?);
    let frequency = f32::from(reader.byte()?) / 25.0;
    let determined = f32::from(reader.byte()?) / 255.0;
    let verbal = f32::from(reader.byte()?) / 255.0;
    let mut after = [0.0; 6];
    for value in &mut after {
        *value = f32::from(reader.byte()?) / 50.0;
    }
    let gloss = u16::from_le_bytes([reader.byte()?, reader.byte()?]);
    Some(Usage { frequency, determined, verbal, after, gloss })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_army_needs_a_determiner_and_peace_does_not() {
        let (army, peace) = (usage("army").expect("a word"), usage("peace").expect("a word"));
        assert!(army.determined > peace.determined);
        assert!(usage("accept").expect("a word").verbal > 0.2);
        assert!(usage("kabul").is_none());
    }
}

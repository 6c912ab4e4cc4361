//! What names are called in other languages where the spelling does not tell: `Schwaben` is Swabia, `Țara Românească`
//! Wallachia, `Weihnachten` Christmas.

use super::table::{Reader, Table};

static TABLE: Table = Table::new(include_bytes!("../../dictionaries/residue/renamed.bin"));

/// Endings that a form of a name may have lost in the dictionary's form.
const ENDINGS: [&str; 9] = ["", "a", "o", "e", "i", "y", "ya", "en", "n"];
/// Letters that a form may have more than the stem.
const LONGEST_ENDING: usize = 3;
/// Letters of the shortest stem.
const SHORTEST: usize = 4;

/// The English names that a word of another language, romanised (`crate::bitext::roman`), stands for in some form; their words,
/// romanised too.
#[must_use]
pub fn renamed(word: &str, language: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for cut in 0..=LONGEST_ENDING {
        let stem = word.len().checked_sub(cut).and_then(|end| word.get(..end)).unwrap_or_default();
        if stem.len() < SHORTEST || !found.is_empty() {
            break;
        }
        for ending in ENDINGS {
            let mut reader = TABLE.get(&format!("{language}:{stem}{ending}")).map(Reader::new);
            found.extend(std::iter::from_fn(|| reader.as_mut()?.text()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schwaben_is_swabia() {
        assert!(renamed("schwaben", "de").contains(&"swabia"));
        assert!(renamed("weihnachten", "de").contains(&"christmas"));
        assert!(renamed("berlin", "de").is_empty());
    }
}

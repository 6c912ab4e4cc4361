//! What countries are called in other languages: `rootsi`, `ruotsi` and `suede` are Sweden.

use std::sync::LazyLock;

use super::nations::{Country, countries};

static TEXT: &str = include_str!("../../dictionaries/residue/exonyms.tsv");

/// Names in Latin letters with the country, sorted.
static NAMES: LazyLock<Vec<(&'static str, Country)>> = LazyLock::new(|| {
    let mut names: Vec<(&str, Country)> = Vec::new();
    for (code, list) in TEXT.lines().filter_map(|line| line.split_once('\t')) {
        let number = countries().iter().position(|c| c.code == code).and_then(|n| u8::try_from(n).ok());
        if let Some(country) = number.map(Country) {
            names.extend(list.split(' ').map(|name| (name, country)));
        }
    }
    names.sort_unstable();
    names
});

/// Endings of the names of countries that a form of them may have lost.
const ENDINGS: [&str; 9] = ["", "a", "o", "e", "i", "y", "ya", "iya", "maa"];
/// Letters that a form may have more than the stem.
const LONGEST_ENDING: usize = 4;

/// The countries that a romanised word of another language may name in some form: `rootsis`, `saksa` (for `saksamaa`).
#[must_use]
pub fn exonyms(word: &str) -> Vec<Country> {
    let mut found = Vec::new();
    for cut in 0..=LONGEST_ENDING {
        let stem = word.len().checked_sub(cut).and_then(|end| word.get(..end)).unwrap_or_default();
        if stem.len() < 4 || !found.is_empty() {
            break;
        }
        for ending in ENDINGS {
            let name = format!("{stem}{ending}");
            let from = NAMES.partition_point(|(other, _)| *other < name.as_str());
            found.extend(NAMES[from..].iter().take_while(|(other, _)| *other == name).map(|(_, c)| *c));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::residue::place;

    #[test]
    fn rootsi_is_sweden() {
        for (word, country) in [("rootsis", "sweden"), ("saksa", "germany"), ("frantsii", "france")] {
            let country = place(country).map(|p| p.country).expect("a country");
            assert!(exonyms(word).contains(&country), "{word}");
        }
        assert!(exonyms("kadyrov").is_empty());
    }
}

//! What lists of names know of a romanised word of another language, in the form of English or one that lost its ending there.

use crate::model::embedded::ENGLISH;
use crate::model::words::Flags;

/// Letters that a form may have more than the name of the lists.
const LONGEST_ENDING: usize = 3;
/// What the nominative may have in place of an ending.
const ENDINGS: [&str; 6] = ["", "a", "y", "o", "i", "e"];

/// What is known of a word: `ivanovile` is a surname, `praagu` nothing.
#[must_use]
pub fn listed(word: &str) -> Flags {
    let words = &ENGLISH.words;
    let of = |name: &str| words.find(name).map(|no| words.flags(no)).unwrap_or_default();
    for cut in 0..=LONGEST_ENDING {
        let Some(stem) = word.len().checked_sub(cut).filter(|n| *n >= 4).and_then(|end| word.get(..end))
        else {
            break;
        };
        let endings = if cut == 0 { &ENDINGS[..1] } else { &ENDINGS[..] };
        let mut names = endings.iter().map(|ending| of(&format!("{stem}{ending}")));
        if let Some(flags) = names.find(|flags| flags.intersects(Flags::NAME)) {
            return flags;
        }
    }
    of(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_names_are_known() {
        for name in ["ivanovi", "londonis", "natalyu"] {
            assert!(listed(name).intersects(Flags::NAME), "{name}");
        }
        for word in ["riigikogu", "guvernul"] {
            assert!(!listed(word).intersects(Flags::NAME), "{word}");
        }
    }
}

//! What a name means: the dictionary's translations of its spelling, of the word it is a form of, and of its halves.
//!
//! Names are seldom headwords. `Iglesias` is a plural, `Volkov` "of the wolf", `Podemos` "we can", `Lobito` a small `lobo`,
//! `Demirtaş` is `demir` and `taş`. Each language makes its names by a handful of endings; what an ending does to the
//! translation is told by the [`Manner`].

use crate::residue::fold::{fold, skeleton};
use crate::residue::{self, Meaning};

/// What the form of a name does to its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Nothing: `Berger`, shepherd.
    Plain,
    /// It stands in the plural: `Iglesias`, churches.
    Plural,
    /// `Podemos`, we can.
    We,
    /// `Lobito`, little wolf.
    Little,
}

/// A translation of a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sense {
    /// Gloss and language.
    pub meaning: Meaning,
    /// 1 for the spelling itself, less for an inflected form or the consonants alone.
    pub exact: f32,
    /// What becomes of the gloss.
    pub manner: Manner,
}

/// An ending of names, what the headword has in its place, and in which languages.
struct Ending {
    of_name: &'static str,
    of_word: &'static [&'static str],
    languages: &'static [&'static str],
    exact: f32,
    manner: Manner,
}

const fn ending(
    of_name: &'static str,
    of_word: &'static [&'static str],
    languages: &'static [&'static str],
    exact: f32,
    manner: Manner,
) -> Ending {
    Ending { of_name, of_word, languages, exact, manner }
}

const SLAVIC: &[&str] = &["ru", "uk", "bg", "cs", "sk", "pl", "sr", "hr"];
const IBERIAN: &[&str] = &["es", "pt", "ca"];

const ENDINGS: [Ending; 16] = [
    ending("i", &["o", "e"], &["it"], 0.7, Manner::Plural),
    ending("chi", &["co"], &["it"], 0.7, Manner::Plural),
    ending("ghi", &["go"], &["it"], 0.7, Manner::Plural),
    ending("s", &[""], &["es", "pt", "fr", "ca"], 0.7, Manner::Plural),
    ending("es", &[""], IBERIAN, 0.7, Manner::Plural),
    ending("ov", &["", "o", "a"], SLAVIC, 0.6, Manner::Plain),
    ending("ev", &["", "e", "i"], SLAVIC, 0.6, Manner::Plain),
    ending("in", &["a", "ya"], SLAVIC, 0.6, Manner::Plain),
    ending("ova", &["", "o", "a"], SLAVIC, 0.6, Manner::Plain),
    ending("enko", &["", "a", "o"], &["uk", "ru"], 0.6, Manner::Plain),
    ending("er", &[""], &["de"], 0.6, Manner::Plain),
    ending("emos", &["er"], IBERIAN, 0.7, Manner::We),
    ending("amos", &["ar"], IBERIAN, 0.7, Manner::We),
    ending("imos", &["ir"], IBERIAN, 0.7, Manner::We),
    ending("ino", &["o", "e"], &["it"], 0.6, Manner::Little),
    ending("ito", &["o"], &["es"], 0.6, Manner::Little),
];

/// Letters of the shortest stem that is looked up, and of the shortest half of a compound.
const SHORTEST: usize = 3;
/// Languages whose names are made of two words written as one.
const COMPOUNDING: [&str; 9] = ["tr", "de", "nl", "sv", "da", "no", "hu", "fi", "az"];

/// The translations of a name.
#[must_use]
pub fn translations(name: &str) -> Vec<Sense> {
    let folded = fold(name);
    let plain = |meaning| Sense { meaning, exact: 1.0, manner: Manner::Plain };
    let mut found: Vec<Sense> = residue::meanings(&folded).map(plain).collect();
    let mut add = |form: &str, languages: &[&str], exact: f32, manner: Manner| {
        let meanings = residue::meanings(form).filter(|m| languages.contains(&m.lang));
        found.extend(meanings.map(|meaning| Sense { meaning, exact, manner }));
    };
    for end in &ENDINGS {
        let Some(stem) = folded.strip_suffix(end.of_name).filter(|stem| stem.len() >= SHORTEST) else {
            continue;
        };
        for other in end.of_word {
            add(&format!("{stem}{other}"), end.languages, end.exact, end.manner);
        }
        // `Peskov` of `pesok`: the last vowel of the word is lost in its forms.
        if end.languages == SLAVIC && end.of_name == "ov" {
            let (head, last) = stem.split_at(stem.len() - 1);
            add(&format!("{head}o{last}"), SLAVIC, end.exact, end.manner);
        }
    }
    let consonants = skeleton(name);
    if !consonants.is_empty() {
        add(&format!("~{consonants}"), &["ar", "fa", "ur", "ps"], 0.4, Manner::Plain);
    }
    found
}

/// The translations of both halves of a name that may be a compound: `Demirtaş`, iron and stone.
pub(super) fn halves(name: &str) -> Vec<(Meaning, Meaning)> {
    let folded = fold(name);
    let mut found = Vec::new();
    for cut in SHORTEST..folded.len().saturating_sub(SHORTEST - 1) {
        let firsts: Vec<Meaning> =
            residue::meanings(&folded[..cut]).filter(|m| COMPOUNDING.contains(&m.lang)).collect();
        if firsts.is_empty() {
            continue;
        }
        for second in residue::meanings(&folded[cut..]) {
            let same = firsts.iter().filter(|first| first.lang == second.lang);
            found.extend(same.map(|first| (*first, second)));
        }
    }
    found
}

/// What an English word may be a form of: a plural, a comparative, an adjective of a noun. The flag tells a plural.
pub(super) fn bases(word: &str) -> impl Iterator<Item = (String, bool)> {
    let stem = |end: &str, with: &str, least: usize| {
        word.strip_suffix(end).filter(|stem| stem.len() >= least).map(|stem| format!("{stem}{with}"))
    };
    let plurals = [stem("ies", "y", 1), stem("es", "", 1), stem("s", "", SHORTEST)];
    let others = [stem("er", "", SHORTEST), stem("y", "", SHORTEST)];
    let plurals = plurals.into_iter().flatten().map(|word| (word, true));
    plurals.chain(others.into_iter().flatten().map(|word| (word, false)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::residue::gloss;

    #[test]
    fn names_mean_what_their_words_mean() {
        for (name, word, manner) in [
            ("Iglesias", "church", Manner::Plural),
            ("Volkov", "wolf", Manner::Plain),
            ("Podemos", "can", Manner::We),
            ("Lobito", "wolf", Manner::Little),
        ] {
            let senses = translations(name);
            assert!(senses.iter().any(|s| gloss(s.meaning.gloss) == word && s.manner == manner), "{name}");
        }
        assert!(
            halves("Demirtaş").iter().any(|(a, b)| gloss(a.gloss) == "iron" && gloss(b.gloss) == "stone")
        );
    }
}

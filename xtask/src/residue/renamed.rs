//! Names that are spelt differently in English, from the glosses of Wiktionary-derived dictionaries (CC BY-SA).

use std::collections::{BTreeMap, BTreeSet};

use corrigenda::bitext::{alike, roman};
use corrigenda::residue::LANGUAGES;

use super::{Inputs, table};

/// Languages whose headwords are not written in letters.
const WITHOUT_LETTERS: [&str; 4] = ["zh", "ja", "ko", "hi"];
/// Words of the longest name that is taken.
const LONGEST: usize = 3;
/// Letters of the shortest word of a name.
const SHORTEST: usize = 4;

/// The bytes of the table: a word of a name in another language, to the words of the English name that are not like it.
pub(super) fn renamed(inputs: &Inputs) -> Result<Vec<u8>, String> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in inputs.shared("glosses.tsv.gz")? {
        let [lang, headword, class, gloss] = row.as_slice() else { continue };
        let is_name =
            matches!(class.as_str(), "name" | "noun" | "adj") && gloss.starts_with(char::is_uppercase);
        let known =
            LANGUAGES.iter().any(|(code, _)| code == lang) && !WITHOUT_LETTERS.contains(&lang.as_str());
        if !is_name || !known || gloss.split(' ').count() > LONGEST || headword.split(' ').count() > LONGEST {
            continue;
        }
        let words = |text: &str| -> Vec<String> {
            let letters = text.split(|c: char| !c.is_alphabetic()).map(roman);
            letters.filter(|word| word.len() >= SHORTEST).collect()
        };
        let english = words(gloss);
        for word in words(headword) {
            // What is spelt alike needs no table.
            if english.is_empty() || english.iter().any(|name| alike(&word, name)) {
                continue;
            }
            names.entry(format!("{lang}:{word}")).or_default().extend(english.iter().cloned());
        }
    }
    let entries = names.into_iter().map(|(key, english)| {
        let mut value = Vec::new();
        english.iter().take(8).for_each(|name| table::text(&mut value, name));
        (key, value)
    });
    Ok(table::write(&entries.collect()))
}

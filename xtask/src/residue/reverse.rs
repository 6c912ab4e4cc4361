//! The reverse dictionary, from the glosses of Wiktionary-derived dictionaries (CC BY-SA).

use std::collections::{BTreeMap, BTreeSet};

use corrigenda::residue::{LANGUAGES, fingerprint, fold};

use super::Inputs;
use super::english::English;

/// Languages whose headwords are not written in letters, so that a name in a Latin text cannot be compared.
const WITHOUT_LETTERS: [&str; 5] = ["zh", "ja", "ko", "vi", "hi"];
/// Parts of speech that names are made of.
const OPEN_CLASSES: [&str; 8] = ["noun", "verb", "adj", "adv", "name", "root", "num", "pron"];
/// Glosses taken of one headword, in the order of the dictionary: the first senses are what a system translates by.
const GLOSSES: usize = 6;
/// Least weight of a row of the table of names.
const LEAST_PRIOR: f64 = 0.15;

/// The bytes of the dictionary, and its English glosses in order.
pub(super) fn glosses(inputs: &Inputs, english: &English) -> Result<(Vec<u8>, Vec<String>), String> {
    let mut rows: BTreeSet<(String, String, u8)> = BTreeSet::new();
    let mut taken: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in inputs.shared("glosses.tsv.gz")? {
        let [lang, headword, class, gloss] = row.as_slice() else { continue };
        let Some(language) = LANGUAGES.iter().position(|(code, _)| code == lang) else { continue };
        if WITHOUT_LETTERS.contains(&lang.as_str()) || !OPEN_CLASSES.contains(&class.as_str()) {
            continue;
        }
        let gloss = gloss.to_lowercase();
        let gloss = gloss.strip_prefix("to ").unwrap_or(&gloss);
        if !usable(gloss, english) || headword.contains([' ', '-', '\'']) {
            continue;
        }
        let arabic = headword.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
        let key = if arabic { format!("~{}", fold::skeleton(headword)) } else { fold::fold(headword) };
        // A word that means itself was not translated.
        if key.len() < 3 || key == gloss {
            continue;
        }
        let count = taken.entry((lang.clone(), headword.clone())).or_default();
        *count += 1;
        if *count <= GLOSSES {
            rows.insert((key, gloss.to_owned(), language as u8));
        }
    }
    // Names with the words they are made of, which dictionaries do not have as headwords: plurals (Boschi), other scripts
    // (Mori).
    for row in inputs.shared("name-glosses.tsv.xz")? {
        let [surface, form, name, _, _, lang, _, _, _, _, _, _, _, prior] = row.as_slice() else { continue };
        let Some(language) = LANGUAGES.iter().position(|(code, _)| code == lang) else { continue };
        let (key, prior) = (fold::fold(name), prior.parse().unwrap_or(0.0));
        let plain = !name.contains(' ') && !surface.contains(' ') && usable(surface, english);
        let base = matches!(form.as_str(), "N" | "A" | "V");
        if plain && base && key.len() > 2 && key != *surface && prior >= LEAST_PRIOR {
            rows.insert((key, surface.clone(), language as u8));
        }
    }
    let used: BTreeSet<&str> = rows.iter().map(|(_, gloss, _)| gloss.as_str()).collect();
    // The commonest 65,535 glosses, then in order of text.
    let mut ranked: Vec<&str> = used.into_iter().collect();
    ranked.sort_by_cached_key(|g| ((-least(g, english) * 1e4) as i64, (*g).to_owned()));
    ranked.truncate(usize::from(u16::MAX));
    ranked.sort_unstable();
    let mut entries: Vec<(u32, u16, u8)> = rows
        .iter()
        .filter_map(|(key, gloss, language)| {
            let id = ranked.binary_search(&gloss.as_str()).ok()?;
            Some((fingerprint(key), id as u16, *language))
        })
        .collect();
    entries.sort_unstable();
    entries.dedup();
    let mut out = (ranked.len() as u32).to_le_bytes().to_vec();
    out.extend((entries.len() as u32).to_le_bytes());
    for bucket in 0..=(1_u32 << 16) {
        let first = entries.partition_point(|e| e.0 >> 16 < bucket);
        out.extend((first as u32).to_le_bytes());
    }
    for (fingerprint, gloss, language) in &entries {
        out.extend((*fingerprint as u16).to_le_bytes());
        out.extend(gloss.to_le_bytes());
        out.push(*language);
    }
    let mut end = 0;
    for gloss in &ranked {
        end += gloss.len() as u32;
        out.extend(end.to_le_bytes());
    }
    out.extend(ranked.concat().as_bytes());
    Ok((out, ranked.into_iter().map(str::to_owned).collect()))
}

/// A gloss of one or two common words: what a translation system would put in the place of a name.
fn usable(gloss: &str, english: &English) -> bool {
    let mut words = gloss.split(' ');
    let (first, second, third) = (words.next().unwrap_or(""), words.next(), words.next());
    let common = |word: &str, least: f64| english.frequency(word) >= least;
    match (second, third) {
        (None, _) => first.len() > 2 && common(first, 2.3),
        (Some(second), None) => common(first, 3.8) && common(second, 3.8) && first != "a",
        _ => false,
    }
}

fn least(gloss: &str, english: &English) -> f64 {
    let words = gloss.split(' ');
    let extra = words.clone().count() as f64 - 1.0;
    words.map(|word| english.frequency(word)).fold(9.0, f64::min) - extra
}

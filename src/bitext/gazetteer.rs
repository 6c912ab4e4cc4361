//! Names that English has: capitalised words of its dictionary, for names of another language that are nearly the same here.
//!
//! `Germaniei`, `Ukraina`, `Пакистане` are `Germany`, `Ukraine`, `Pakistan` in every English text: where such a name is missing, it was not
//! translated into something else.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::roman;

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let dictionary = include_str!("../../dictionaries/en/en_US.dic");
    let words = || dictionary.lines().map(|line| line.split('/').next().unwrap_or_default());
    // What is a word as well (`Orient`, `Root`) may be translated as one.
    let small: FxHashSet<&str> =
        words().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).collect();
    let names = words().filter(|word| word.chars().next().is_some_and(char::is_uppercase));
    let names = names.filter(|word| word.chars().skip(1).all(char::is_lowercase));
    let names = names.filter(|word| !small.contains(word.to_lowercase().as_str()));
    let mut names: Vec<String> = names.map(roman).filter(|name| name.len() >= 4).collect();
    names.sort_unstable();
    names.dedup();
    names
});

/// What English has several names for: `Marea Britanie` is the UK, `Statele Unite ale Americii` the United States, `Orientul
/// Mijlociu` the Middle East.
const SEVERAL: [&str; 7] = ["ameri", "brit", "engl", "hol", "soviet", "orient", "occident"];

/// Whether English has a name that a romanised word of another language is a form of.
pub(super) fn in_english(word: &str) -> bool {
    if word.len() < 4 || SEVERAL.iter().any(|name| word.starts_with(name)) {
        return false;
    }
    let is_form = |name: &str| {
        let common = name.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        // What is left of both is an ending: hardly anything of the English name, a case of the other.
        common >= 6 && name.len() - common <= 1 && word.len() - common <= 3 || name == word && name.len() >= 6
    };
    let Some(beginning) = word.get(..4) else { return false };
    let from = NAMES.partition_point(|name| name.as_str() < beginning);
    NAMES[from..].iter().take_while(|name| name.starts_with(beginning)).any(|name| is_form(name))
}

#[cfg(test)]
mod tests {
    use super::in_english;

    #[test]
    fn forms_of_names_are_known() {
        for name in ["germaniei", "ukraina", "pakistane", "londonis"] {
            assert!(in_english(name), "{name}");
        }
        for word in [
            "saksamaa",
            "riigikogu",
            "americii",
            "guvernul",
            "jumala",
            "rootsi",
            "orientul",
            "saksa",
            "marea",
        ] {
            assert!(!in_english(word), "{word}");
        }
    }
}

//! Whether a text too short for its function words is English, by the dictionary: `Grand final result`, `Thefilmmayreferto`.

use super::{Lang, function_words};
use crate::lexicon::forms::{self, Lists};

/// Bytes looked at.
const SAMPLE: usize = 2000;
/// Letters of the shortest word that is evidence without being a function word.
const SHORT: usize = 3;
/// The same where letters have no spaces to tell words by.
const PART: usize = 4;
/// Letters of the longest.
const LONGEST: usize = 22;
/// Letters without their spaces that are looked at.
const RUN: usize = 300;
/// What each letter of a function word counts where there are no spaces, in tenths: such words are in any letters.
const FUNCTION: usize = 6;

/// Whether two in three letters of `text` stand in words of the English dictionary, in lower case.
pub(super) fn has_its_words(text: &str) -> bool {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let (mut all, mut known) = (0, 0);
    for word in sample.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')) {
        let lower = lower(word);
        all += lower.len();
        if is_function_word(&lower) || lower.len() >= SHORT && is_listed(&lower) {
            known += lower.len();
        }
    }
    known > 0 && known * 3 >= all * 2
}

/// Whether two in three letters of `text` can be read as English words side by side, whatever spaces it has:
/// `Thefilmmayreferto`, `Abst rac t`. Other languages come near that, so their letters must not speak for them.
pub(super) fn is_readable(text: &str) -> bool {
    let letters: Vec<char> = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .filter_map(|c| c.to_lowercase().next())
        .take(RUN)
        .collect();
    // For each place the most that the letters before it count.
    let mut most = vec![0; letters.len() + 1];
    for end in 1..=letters.len() {
        most[end] = most[end - 1];
        for start in end.saturating_sub(LONGEST)..end - 1 {
            let (word, length) = (&letters[start..end], end - start);
            let counts = most[start] + 10 * length;
            if counts <= most[end] {
                continue;
            }
            if length >= PART && is_listed(word) {
                most[end] = counts;
            } else if is_function_word(word) {
                most[end] = most[end].max(most[start] + FUNCTION * length);
            }
        }
    }
    letters.len() > PART && most[letters.len()] * 3 >= letters.len() * 2 * 10
}

fn lower(word: &str) -> Vec<char> {
    word.chars().filter_map(|c| c.to_lowercase().next()).collect()
}

fn is_function_word(letters: &[char]) -> bool {
    letters.len() > 1 && function_words::is_function_word(Lang::En, &letters.iter().collect::<String>())
}

/// Whether the English dictionary has the word in lower case.
fn is_listed(letters: &[char]) -> bool {
    let lists = forms::ENGLISH.as_ref().and_then(|forms| forms.lists(&letters.iter().collect::<String>()));
    lists.is_some_and(|lists| lists.intersects(Lists::BOTH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_of_english_words_are_english() {
        for text in ["Grand final result", "Introduction", "Lake Taal (winter)"] {
            assert!(has_its_words(text), "{text}");
        }
        for text in ["Thefilmmayreferto", "itwasaholeforapen", "Abst rac t"] {
            assert!(is_readable(text), "{text}");
        }
    }

    #[test]
    fn names_and_other_languages_are_not() {
        for text in
            ["Mateusz Kowal", "Donaudampfschifffahrtsgesellschaft", "Le résultat de la finale", "1994", ""]
        {
            assert!(!has_its_words(text) && !is_readable(text), "{text}");
        }
    }
}

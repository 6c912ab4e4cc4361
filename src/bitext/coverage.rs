//! Which words of a source an English draft renders, by the reverse dictionary.
//!
//! A short translation may be a free one (`Под лежачий камень вода не течёт`: "No pain, no gain") or one that lost a clause.
//! What tells them apart: of a sentence that lost a clause, neighbouring words have no counterpart and all others have.

use rustc_hash::FxHashSet;

use super::{Pair, roman};
use crate::document::{Document, Sentence, Token};
use crate::lang::Lang;
use crate::residue::fold::fold;
use crate::residue::{LANGUAGES, gloss, meanings};

/// Endings that a form of a word may have lost in the dictionary's form: nominatives and infinitives of many languages.
const ENDINGS: [&str; 16] =
    ["", "a", "o", "e", "i", "y", "u", "n", "t", "at", "it", "et", "ya", "ok", "ek", "re"];
/// Letters that an inflected form may have more than its stem.
const LONGEST_ENDING: usize = 3;
/// Share of the words of a text that a dictionary must know to be that of its language.
const OWN: f64 = 0.3;
/// Words of a text that are asked for to find its language.
const SAMPLE: usize = 400;

/// How a pair is covered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    /// How long the longest stretch of the source is that nothing renders: words without a counterpart count 1, words that no
    /// dictionary knows 0.3, rendered ones -2.
    pub gap: f64,
    /// Share of the words of the draft that render a word of the source, grammatical words aside.
    pub faithful: f64,
    /// Words of the source that are rendered.
    pub rendered: usize,
}

/// The dictionary that knows most words of a text: its code, where one knows enough.
pub(super) fn dictionary(original: &Document, lang: Option<Lang>) -> Option<&'static str> {
    let known = lang.and_then(|lang| LANGUAGES.iter().find(|(code, _)| *code == lang.code()));
    if let Some((code, _)) = known {
        return Some(code);
    }
    let mut counts = [0_usize; LANGUAGES.len()];
    let mut asked = 0;
    let small = original.tokens().iter().filter(|t| t.is_word()).map(|t| original.token_text(t));
    let small = small.filter(|w| w.chars().count() >= 4 && w.chars().all(char::is_lowercase));
    for word in small.take(SAMPLE) {
        asked += 1;
        let mut seen = [false; LANGUAGES.len()];
        for meaning in meanings(&fold(word)) {
            if let Some(index) = LANGUAGES.iter().position(|(code, _)| *code == meaning.lang) {
                counts[index] += usize::from(!std::mem::replace(&mut seen[index], true));
            }
        }
    }
    let (best, count) =
        counts.iter().enumerate().max_by_key(|(index, n)| (**n, std::cmp::Reverse(*index)))?;
    (asked > 0 && *count as f64 >= OWN * asked as f64).then(|| LANGUAGES[best].0)
}

/// The English words that a word of a language may be translated by, in stems; empty where its dictionary has none.
pub(super) fn renderings(word: &str, language: &str) -> Vec<String> {
    let folded = fold(word);
    let of = |key: &str| meanings(key).filter(|m| m.lang == language).map(|m| m.gloss);
    let mut glosses: Vec<u16> = of(&folded).collect();
    for cut in 0..=LONGEST_ENDING {
        let stem = folded.len().checked_sub(cut).and_then(|end| folded.get(..end)).unwrap_or_default();
        // Of a long word hardly anything is left by then.
        if stem.len() < 3.max(folded.len().min(6).saturating_sub(2)) {
            break;
        }
        glosses.extend(ENDINGS.iter().flat_map(|ending| of(&format!("{stem}{ending}"))));
    }
    let words = glosses.iter().flat_map(|id| {
        let alone = !gloss(*id).contains(' ');
        gloss(*id).split(' ').filter(move |word| alone || word.len() > 3)
    });
    let mut stems: Vec<String> = words.map(english_stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Whether two stems are of one word or of words that are made of each other: `south`, `southern`.
pub(super) fn same_stem(a: &str, b: &str) -> bool {
    a == b || a.len().min(b.len()) >= 4 && (a.starts_with(b) || b.starts_with(a))
}

/// What the forms of an English word share, near enough.
pub(super) fn english_stem(word: &str) -> String {
    const ENDINGS: [&str; 12] =
        ["ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "er", "y", "e"];
    let word = roman(word);
    let cut = |ending: &&str| word.strip_suffix(*ending).filter(|stem| stem.len() >= 3);
    let mut stem = ENDINGS.iter().find_map(cut).unwrap_or(&word);
    let bytes = stem.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && bytes.len() > 3
    {
        stem = &stem[..stem.len() - 1];
    }
    stem.get(..6).unwrap_or(stem).to_owned()
}

/// How a pair is covered; `None` where no dictionary knows the language of the source, or the draft is not in English.
pub(super) fn coverage(
    document: &Document,
    original: &Document,
    language: Option<&str>,
    pair: &Pair,
) -> Option<Coverage> {
    let language = language.filter(|_| document.lang() == Lang::En)?;
    let here = words(pair.target.clone().map(|index| document.sentence(index)));
    let stems: Vec<String> = here.iter().map(|t| english_stem(document.token_text(t))).collect();
    let romans: Vec<String> = here.iter().map(|t| roman(document.token_text(t))).collect();
    let mut explained: FxHashSet<usize> = FxHashSet::default();
    let (mut gap, mut run, mut rendered) = (0.0_f64, 0.0_f64, 0);
    for token in words(pair.source.clone().map(|index| original.sentence(index))) {
        let text = original.token_text(token);
        let own = roman(text);
        let meant = if token.is_word() { renderings(text, language) } else { Vec::new() };
        let begins = own.get(..4).filter(|_| token.is_word());
        let is_here = |index: usize| {
            let other = &romans[index];
            *other == own
                || begins.is_some_and(|begins| other.starts_with(begins))
                || meant.iter().any(|stem| same_stem(stem, &stems[index]))
        };
        let short = token.is_word() && text.chars().count() < 3;
        let hits: Vec<usize> = (0..here.len()).filter(|index| !short && is_here(*index)).collect();
        let is_known = !token.is_word() || !meant.is_empty() || text.starts_with(char::is_uppercase);
        run = run.max(0.0)
            + match hits.is_empty() {
                false => -2.0,
                true if is_known && !short => 1.0,
                true => 0.3,
            };
        gap = gap.max(run);
        rendered += usize::from(!hits.is_empty());
        explained.extend(hits);
    }
    let grammatical = |token: &Token| {
        token.word().is_some_and(|id| document.words().get(id).function_of & Lang::En.bit() != 0)
    };
    let content: Vec<usize> = (0..here.len()).filter(|index| !grammatical(here[*index])).collect();
    let faithful = content.iter().filter(|index| explained.contains(index)).count();
    Some(Coverage { gap, faithful: faithful as f64 / content.len().max(1) as f64, rendered })
}

/// The words and numbers of some sentences.
fn words<'d>(sentences: impl Iterator<Item = Sentence<'d>>) -> Vec<&'d Token> {
    sentences.flat_map(|sentence| sentence.tokens().iter()).filter(|token| token.is_wordlike()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_words_are_found_in_their_dictionary() {
        for (word, language, english) in [
            ("книгу", "ru", "book"),
            ("кошки", "ru", "cat"),
            ("говорит", "ru", "say"),
            ("casei", "ro", "house"),
            ("Kirchen", "de", "church"),
        ] {
            assert!(renderings(word, language).contains(&english_stem(english)), "{word} {english}");
        }
        assert!(renderings("Кадыров", "ru").is_empty());
    }
}

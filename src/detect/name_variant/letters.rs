//! Letters that transliterators exchange, and what of a name they leave alone.

use unicode_normalization::UnicodeNormalization;

use crate::document::classes::is_combining;

/// The letters without accents, in lower case.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|c| !is_combining(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'ß' => 's',
            '’' => '\'',
            other => other,
        })
        .collect()
}

/// The class of a letter that transliterators exchange for others.
pub(super) const fn class(c: char) -> char {
    match c {
        'q' | 'c' => 'k',
        'w' => 'v',
        'z' => 's',
        'j' | 'y' => 'i',
        other => other,
    }
}

/// Whether a letter, as [`class`] has it, is none that transliterators leave alone.
pub(super) const fn is_dropped(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h' | '\'')
}

/// What is left of a name when transliterators disagree: consonants in classes, no vowels, no doubling, no `h`.
pub(super) fn skeleton(word: &str) -> String {
    skeleton_of_folded(&folded(word))
}

/// The same of a word without accents, in lower case.
pub(super) fn skeleton_of_folded(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars().map(class) {
        if !is_dropped(c) && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Whether two spellings of one skeleton may be one name: not where the end differs, which makes feminines, adjectives and
/// plurals, nor where the vowels are quite other ones.
pub(super) fn variants_of_one(usual: &str, rare: &str) -> bool {
    let (a, b) = (folded(usual), folded(rare));
    let (a, b) = (a.trim_end_matches('s'), b.trim_end_matches('s'));
    let end = |word: &str| word.chars().next_back();
    let vowel = |c: Option<char>| c.is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    if end(a) != end(b) && (vowel(end(a)) || vowel(end(b))) {
        return false;
    }
    // Accents alone are a matter of spelling, not of names.
    a != b && distance(a, b) * 4 <= a.chars().count().max(b.chars().count()) + 1
}

/// Edit distance of two names, letters of one class being the same.
pub(super) fn distance(a: &str, b: &str) -> usize {
    const LONGEST: usize = 40;
    let (a, b) = (folded(a), folded(b));
    let b: Vec<char> = b.chars().take(LONGEST).map(class).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(LONGEST).map(class).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

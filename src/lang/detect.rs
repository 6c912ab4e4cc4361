//! Which language a text is in.
//!
//! The function words of twelve languages settle it for any ordinary text in microseconds. Only where they do not (a few
//! words, a heading, a language with few of them) `lingua` is asked, which needs its models in memory (59 MB, 13-43 ms).

use std::sync::LazyLock;

use lingua::{IsoCode639_1, LanguageDetector, LanguageDetectorBuilder};

use super::{Lang, function_words};

/// Bytes looked at: the language of a book shows in its first pages.
const SAMPLE: usize = 1 << 16;

static DETECTOR: LazyLock<LanguageDetector> = LazyLock::new(|| {
    LanguageDetectorBuilder::from_all_languages().with_minimum_relative_distance(0.1).build()
});

/// The language of `text`, or [`Lang::Other`] where nothing speaks for one of the known.
#[must_use]
pub fn detect(text: &str) -> Lang {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    certain(sample).unwrap_or_else(|| by_model(sample))
}

/// The language that the function words of `text` show beyond doubt.
#[must_use]
pub fn certain(text: &str) -> Option<Lang> {
    let mut counts = [0_u32; Lang::KNOWN.len()];
    let mut words = 0_u32;
    let mut folded = String::new();
    for word in text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')) {
        if word.is_empty() {
            continue;
        }
        words += 1;
        if word.len() > 24 {
            continue;
        }
        folded.clear();
        folded.extend(word.chars().flat_map(char::to_lowercase));
        let mut bits = function_words::languages_of(&folded);
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(counts[i]), i));
    let (best, second) = (counts[order[0]], counts[order[1]]);
    // At least two function words, one word in eight, and a clear lead over the next language.
    (best >= 2 && best * 8 >= words && (best >= second * 2 || best >= second + 12 && best * 4 >= second * 5))
        .then(|| Lang::KNOWN[order[0]])
}

fn by_model(sample: &str) -> Lang {
    // A few hundred words decide as well as many.
    let sample = &sample[..sample.floor_char_boundary(2000)];
    if !sample.chars().any(char::is_alphabetic) {
        return Lang::Other;
    }
    DETECTOR.detect_language_of(sample).map_or(Lang::Other, |language| match language.iso_code_639_1() {
        IsoCode639_1::EN => Lang::En,
        IsoCode639_1::DE => Lang::De,
        IsoCode639_1::FR => Lang::Fr,
        IsoCode639_1::ES => Lang::Es,
        IsoCode639_1::IT => Lang::It,
        IsoCode639_1::PT => Lang::Pt,
        IsoCode639_1::NL => Lang::Nl,
        IsoCode639_1::RU => Lang::Ru,
        IsoCode639_1::TR => Lang::Tr,
        IsoCode639_1::AR => Lang::Ar,
        IsoCode639_1::FA => Lang::Fa,
        IsoCode639_1::PL => Lang::Pl,
    })
}

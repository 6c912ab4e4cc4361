//! Which language a text is in.
//!
//! The function words of twelve languages settle it for any ordinary text in microseconds. Only where they do not (a few
//! words, a heading, a language with few of them), and the English dictionary does not have most of its words, `lingua` is
//! asked, which needs its models in memory (59 MB, 13-43 ms).

use std::ops::Range;
use std::sync::LazyLock;

use lingua::{IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder};

use super::{Lang, english, function_words};
use crate::document::classes::ascii_letters;

/// Passages whose function words are counted, and the bytes of each: a few hundred words decide as well as many, and the first
/// pages of a book may be those of its publisher.
const PASSAGES: usize = 8;
const PASSAGE: usize = 256;
/// Bytes looked at where function words do not tell.
const SAMPLE: usize = 1 << 16;

static DETECTOR: LazyLock<LanguageDetector> =
    LazyLock::new(|| LanguageDetectorBuilder::from_all_languages().build());

/// Whether English has not the letter.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// Bytes of a word that may be a function word.
const LONGEST: usize = 24;
/// Words of a caption.
const FEW: u32 = 6;
/// By how much the likeliest language must lead the next, of 1.
const LEAD: f64 = 0.1;
/// How likely English must be by its letters where its words can be read in them, of 1.
const PLAUSIBLE: f64 = 0.05;

/// The language of `text`, or [`Lang::Other`] where nothing speaks for one of the known.
#[must_use]
pub fn detect(text: &str) -> Lang {
    let evidence = Evidence::of(passages(text));
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    if let Some(lang) = evidence.certain().or_else(|| evidence.unrivalled()) {
        return lang;
    }
    // A caption, a heading, a line of a table: too little for the letters, but its words are in the dictionary.
    if Lang::KNOWN.into_iter().all(|other| evidence.only(other, Lang::En) <= evidence.only(Lang::En, other))
        && english::has_its_words(sample)
    {
        return Lang::En;
    }
    match by_model(sample) {
        Lang::Other if evidence.may_be_english() && !sample.chars().any(is_foreign) => Lang::En,
        lang => lang,
    }
}

/// The language that the function words of `text` show beyond doubt.
#[must_use]
pub fn certain(text: &str) -> Option<Lang> {
    Evidence::of([text]).certain()
}

/// The function words of a text.
struct Evidence {
    /// For each that occurs, the languages that have it, a bit each.
    found: Vec<u16>,
    /// How many each language has.
    counts: [u32; Lang::KNOWN.len()],
    /// Words of any kind.
    words: u32,
}

impl Evidence {
    fn of<'t>(passages: impl IntoIterator<Item = &'t str>) -> Self {
        let mut evidence = Self { found: Vec::new(), counts: [0; Lang::KNOWN.len()], words: 0 };
        let mut folded = String::new();
        let words = passages.into_iter().flat_map(|text| words_of(text).map(move |word| (text, word)));
        for (text, word) in words {
            evidence.words += 1;
            let spelled = &text[word.clone()];
            if spelled.len() > LONGEST {
                continue;
            }
            let languages = match small_letters(text.as_bytes(), word) {
                Some(packed) => function_words::languages_of_packed(packed),
                None => {
                    folded.clear();
                    folded.extend(spelled.chars().flat_map(char::to_lowercase));
                    function_words::languages_of(&folded)
                }
            };
            if languages != 0 {
                evidence.found.push(languages);
            }
            let mut bits = languages;
            while bits != 0 {
                evidence.counts[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        evidence
    }

    /// The language with the most function words, and with how many; how many the next has.
    fn best(&self) -> (usize, u32, u32) {
        let mut order: Vec<usize> = (0..self.counts.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(self.counts[i]), i));
        (order[0], self.counts[order[0]], self.counts[order[1]])
    }

    /// See [`certain`].
    fn certain(&self) -> Option<Lang> {
        let (lang, best, second) = self.best();
        // At least two function words, one word in eight, and a clear lead over the next language.
        (best >= 2
            && best * 8 >= self.words
            && (best >= second * 2 || best >= second + 12 && best * 4 >= second * 5))
            .then(|| Lang::KNOWN[lang])
    }

    /// The language that has two function words and more that a rival has not, for each rival, and twice as many as the rival
    /// has of its own: `is a village in the district of` has words that Dutch has too.
    fn unrivalled(&self) -> Option<Lang> {
        let (lang, best, _) = self.best();
        let lang = Lang::KNOWN[lang];
        let beats = |rival: Lang| {
            let own = self.only(lang, rival);
            own >= 2 && own >= 2 * self.only(rival, lang)
        };
        (best * 8 >= self.words && Lang::KNOWN.into_iter().filter(|rival| *rival != lang).all(beats))
            .then_some(lang)
    }

    /// How many function words of `one` language are none of the `other`.
    fn only(&self, one: Lang, other: Lang) -> usize {
        self.found.iter().filter(|&&bits| bits & one.bit() != 0 && bits & other.bit() == 0).count()
    }

    /// Whether there is no function word that English has not, and one that only English has, or few words at all: a caption of
    /// names (`Lake Taal (winte r)`).
    fn may_be_english(&self) -> bool {
        (self.found.contains(&Lang::En.bit()) || (1..=FEW).contains(&self.words))
            && self.found.iter().all(|bits| bits & Lang::En.bit() != 0)
    }
}

/// Passages of a text at even distances, all of it if it is short. Where words are parted they are left out.
fn passages(text: &str) -> impl Iterator<Item = &str> {
    let count = if text.len() <= PASSAGES * PASSAGE { 1 } else { PASSAGES };
    (0..count).filter_map(move |n| {
        if count == 1 {
            return Some(text);
        }
        let start = text.floor_char_boundary((text.len() - PASSAGE) / (count - 1) * n);
        let passage = &text[start..text.floor_char_boundary(start + PASSAGE)];
        let (_, whole) = passage.split_once(char::is_whitespace)?;
        Some(whole.rsplit_once(char::is_whitespace)?.0)
    })
}

/// The words of a text: letters and apostrophes.
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + run(&text[end..], false);
        end = start + run(&text[start..], true);
        (start < end).then_some(start..end)
    })
}

/// Bytes at the start of a text that are of a `word`, or that are of none.
fn run(text: &str, word: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = if word { ascii_letters(bytes) } else { 0 };
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if (byte.is_ascii_alphabetic() || *byte == b'\'') != word {
                break;
            }
            at += 1;
        } else {
            match text[at..].chars().next() {
                Some(c) if (c.is_alphabetic() || c == '’') == word => at += c.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

/// A word of ASCII letters and apostrophes in lower case, packed into a number, the first byte lowest; `None` for one that is longer or
/// has other letters.
fn small_letters(text: &[u8], word: Range<usize>) -> Option<u128> {
    const SMALL: u128 = u128::MAX / 0xFF * 0x20;
    const HIGH: u128 = SMALL << 2;
    let length = word.len();
    if length > 16 {
        return None;
    }
    let bytes = match text.get(word.start..)?.first_chunk() {
        Some(bytes) => *bytes,
        None => {
            let mut bytes = [0; 16];
            bytes[..length].copy_from_slice(&text[word]);
            bytes
        }
    };
    let mask = u128::MAX >> (8 * (16 - length.max(1)));
    let packed = u128::from_le_bytes(bytes) & mask;
    // An apostrophe has the bit of small letters already.
    (packed & HIGH == 0).then_some(packed | SMALL & mask)
}

fn by_model(sample: &str) -> Lang {
    // A few hundred words decide as well as many.
    let sample = &sample[..sample.floor_char_boundary(2000)];
    if !sample.chars().any(char::is_alphabetic) {
        return Lang::Other;
    }
    let values = DETECTOR.compute_language_confidence_values(sample);
    let english =
        values.iter().find(|(language, _)| *language == Language::English).map_or(0.0, |(_, value)| *value);
    match &values[..] {
        _ if english >= PLAUSIBLE && english::is_readable(sample) => Lang::En,
        [(first, value), (_, next), ..] if value - next >= LEAD => known(*first),
        [(only, value)] if *value > 0.0 => known(*only),
        _ => Lang::Other,
    }
}

fn known(language: Language) -> Lang {
    match language.iso_code_639_1() {
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_english_texts_full_of_names_are_english() {
        for text in [
            "Harvandella is an genus of moths of the family Noctuidae.",
            "Les Sorbiers is a commune in tha department of Savoie in south-eastern France.",
            "Dubie is a village in the administrative district of Gmina Lubasz, within Sokółka County.",
            "Introduction",
            "The Flyb oys (film)",
            "Thefilmmayrefertoaferry",
        ] {
            assert_eq!(detect(text), Lang::En, "{text}");
        }
    }

    #[test]
    fn short_texts_of_other_languages_stay_what_they_are() {
        for (text, lang) in [
            ("Der Zug nach Bremen fährt heute nicht.", Lang::De),
            ("La gare est fermée depuis hier.", Lang::Fr),
            ("De trein van acht uur is er niet.", Lang::Nl),
            ("Wczoraj zamknięto most na rzece.", Lang::Pl),
        ] {
            assert_eq!(detect(text), lang, "{text}");
        }
    }
}

//! What the reverse dictionary makes of the words of a source.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::learned::Learned;
use super::roman;
use crate::document::Document;
use crate::lang::Lang;
use crate::residue::fold::fold;
use crate::residue::{LANGUAGES, gloss, meanings};

/// Endings that a form of a word may have lost in the dictionary's form: nominatives and infinitives of many languages.
const ENDINGS: [&str; 16] =
    ["", "a", "o", "e", "i", "y", "u", "n", "t", "at", "it", "et", "ya", "ok", "ek", "re"];
/// Letters that an inflected form may have more than its stem.
const LONGEST_ENDING: usize = 3;
/// Share of the words of a text that a dictionary must know to be that of its language: headwords are a fifth to a half of what
/// is written in an inflected language, and a tenth of what is written in others.
const OWN: f64 = 0.2;
/// Share of the words that translators must have rendered: nine in ten of their own language, half of another. Of few words nearly
/// all.
const RENDERED: f64 = 0.7;
const RENDERED_OF_FEW: f64 = 0.85;
/// Fewer words than this are few.
const FEW: usize = 20;
/// Words of a text that are asked for to find its language, at least and at most.
const SAMPLE: (usize, usize) = (5, 400);

/// The dictionary that knows most words of a text: its code, where one knows enough.
pub(super) fn dictionary(original: &Document, lang: Option<Lang>) -> Option<&'static str> {
    let known = lang.and_then(|lang| LANGUAGES.iter().find(|(code, _)| *code == lang.code()));
    if let Some((code, _)) = known {
        return Some(code);
    }
    let small = original.tokens().iter().filter(|t| t.is_word()).map(|t| original.token_text(t));
    let small = small.filter(|w| w.chars().count() >= 4 && w.chars().all(char::is_lowercase));
    let words: Vec<&str> = small.take(SAMPLE.1).collect();
    let share = |count: usize| count as f64 / words.len().max(1) as f64;
    let rendered = |language: &str| {
        let of = |word: &&&str| !Learned::EMBEDDED.renderings(&roman(word), language).is_empty();
        words.iter().filter(of).count()
    };
    if words.len() >= SAMPLE.0 {
        let best =
            Learned::LANGUAGES.iter().map(|code| (rendered(code), *code)).max_by_key(|(count, _)| *count);
        let least = if words.len() < FEW { RENDERED_OF_FEW } else { RENDERED };
        if let Some((_, code)) = best.filter(|(count, _)| share(*count) >= least) {
            return Some(code);
        }
    }
    let mut counts = [0_usize; LANGUAGES.len()];
    for word in &words {
        let mut seen = [false; LANGUAGES.len()];
        for meaning in meanings(&fold(word)) {
            if let Some(index) = LANGUAGES.iter().position(|(code, _)| *code == meaning.lang) {
                counts[index] += usize::from(!std::mem::replace(&mut seen[index], true));
            }
        }
    }
    let (best, count) =
        counts.iter().enumerate().max_by_key(|(index, n)| (**n, std::cmp::Reverse(*index)))?;
    (share(*count) >= OWN).then(|| LANGUAGES[best].0)
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

/// The English words that the two parts of a compound may be translated by, in stems: `Friedenskonzert`, peace and concert.
pub(super) fn of_parts(word: &str, language: &str) -> Vec<String> {
    /// Letters of the shortest part.
    const SHORTEST: usize = 4;
    /// What may stand between the parts, and what the last one may have lost.
    const JOINTS: [&str; 4] = ["", "s", "n", "en"];
    const LAST: [&str; 6] = ["", "s", "n", "en", "e", "es"];
    let folded = fold(word);
    let of = |part: &str, ends: &[&str]| {
        let forms =
            ends.iter().filter_map(|end| part.strip_suffix(end).filter(|form| form.len() >= SHORTEST));
        let glosses = forms.flat_map(|form| meanings(form).filter(|m| m.lang == language).map(|m| m.gloss));
        let whole = glosses.map(gloss).filter(|gloss| !gloss.contains(' '));
        whole.map(english_stem).collect::<Vec<String>>()
    };
    let mut stems = Vec::new();
    for cut in SHORTEST..(folded.len() + 1).saturating_sub(SHORTEST) {
        let Some((head, tail)) = folded.split_at_checked(cut) else { continue };
        let first = of(head, &JOINTS);
        if first.is_empty() {
            continue;
        }
        let second = of(tail, &LAST);
        if !second.is_empty() {
            stems.extend(first);
            stems.extend(second);
        }
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Whether two stems are of one word or of words that are made of each other: `south`, `southern`.
pub(super) fn same_stem(a: &str, b: &str) -> bool {
    a == b || a.len().min(b.len()) >= 4 && (a.starts_with(b) || b.starts_with(a))
}

/// Forms of English words that no ending tells: form, word.
const IRREGULAR: &str = "ate eat became become began begin begun begin bought buy brought bring broke break broken break built build came come \
    caught catch children child chose choose chosen choose cost cost cut cut did do done do drank drink drawn draw drew draw driven drive \
    drove drive eaten eat fallen fall fed feed feet foot fell fall felt feel flew fly forgot forget forgotten forget fought fight found find gave give \
    given give gone go got get grew grow grown grow had have heard hear held hold hidden hide hit hit hung hang kept keep knew know known \
    know laid lay led lead left leave lent lend lives life lost lose made make meant mean men man met meet mice mouse paid pay people person put put \
    ran run risen rise rose rise sang sing sank sink sat sit saw see seen see sent send shot shoot shown show slept sleep sold sell spent spend \
    spoke speak spoken speak stole steal stolen steal stood stand struck strike sung sing swam swim swore swear taken take taught teach teeth tooth \
    thought think threw throw thrown throw told tell took take tore tear torn tear understood understand went go wives wife woke wake \
    women woman won win wore wear worn wear written write wrote write said say better good best good worse bad worst bad";

static IRREGULAR_FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let words: Vec<&str> = IRREGULAR.split_whitespace().collect();
    words.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
});

/// What the forms of an English word share, near enough.
#[must_use]
pub fn english_stem(word: &str) -> String {
    const ENDINGS: [&str; 12] =
        ["ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "er", "y", "e"];
    let word = roman(word);
    let word = IRREGULAR_FORMS.get(word.as_str()).map_or(word.as_str(), |word| word);
    let cut = |ending: &&str| word.strip_suffix(*ending).filter(|stem| stem.len() >= 3);
    let mut stem = ENDINGS.iter().find_map(cut).unwrap_or(word);
    let bytes = stem.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && bytes.len() > 3
    {
        stem = &stem[..stem.len() - 1];
    }
    stem.get(..6).unwrap_or(stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_compounds_are_found_in_their_dictionary() {
        let stems = of_parts("Friedenskonzerts", "de");
        assert!(
            stems.contains(&english_stem("peace")) && stems.contains(&english_stem("concert")),
            "{stems:?}"
        );
        assert!(of_parts("Kadyrowscher", "de").is_empty());
    }

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

    #[test]
    fn languages_are_told_by_what_translators_rendered_or_dictionaries_list() {
        let of = |text: &str| dictionary(&Document::new(text.into(), None, None), None);
        let estonian = "Linna valitsus teatas, et uus koolimaja saab valmis järgmise aasta sügisel, kuigi ehitus algas \
                        alles hilja. Ehitajad ütlesid, et töö on olnud raske, sest vana hoone tuli enne lammutada ja tänav sulgeda.";
        assert_eq!(of(estonian), Some("et"));
        let hungarian = "A kormány szerint az új iskola jövő ősszel nyílik meg, bár az építkezés csak későn kezdődött. A munkások \
                         azt mondták, hogy a régi épület lebontása nehéz volt, mert az utca keskeny és a ház nagyon magas.";
        assert_eq!(of(hungarian), Some("hu"));
        assert_eq!(of("Zorb flimmen qwart grumbel snarf."), None);
    }
}

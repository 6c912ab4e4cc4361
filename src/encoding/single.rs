//! One byte a character, in the wrong table: `Ìîñêâà` for `Москва`, `Wa³êsa` for `Wałęsa`.

use super::Other;
use super::readings::{Reading, reread};

/// Letters of Russian by frequency, and of Greek: words of the right reading are made of the frequent ones.
const RUSSIAN: &str = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
const GREEK: &str = "αοιετσνηυρπκμλςίόέδάγθχήωύφβώξζψϊϋΐΰ";

/// Repairs a word that only another table makes readable; `None` where it reads as it is.
pub(super) fn repair(word: &str) -> Option<Other> {
    other_alphabet(word).or_else(|| central(word))
}

/// Words of accented letters alone. Four or more of them in a row are a word in no language of the Latin alphabet.
fn other_alphabet(word: &str) -> Option<Other> {
    let core = word.trim_matches(|c: char| !c.is_alphabetic() && !matches!(c, '¸' | '¨'));
    let letters = core.chars().count();
    if letters < 4 || !core.chars().all(|c| matches!(c, 'À'..='ÿ' | '¸' | '¨' | '¿' | '¢')) {
        return None;
    }
    let candidates = [
        ("windows-1251", encoding(Reading::Cyrillic, core), RUSSIAN),
        ("KOI8-R", encoding(Reading::Koi8, core), RUSSIAN),
        ("windows-1253", encoding(Reading::Greek, core), GREEK),
    ];
    let best = candidates
        .into_iter()
        .filter_map(|(name, text, alphabet)| Some((name, likeness(text.as_deref()?, alphabet)?, text?)))
        .max_by_key(|(_, score, _)| *score)?;
    // A text of the frequent letters scores about 700; a wrong reading of it under 450.
    (best.1 >= 550).then(|| Other {
        text: word.replacen(core, &best.2, 1),
        confidence: if letters >= 5 { 900 } else { 720 },
        because: format!("{} read as windows-1252", best.0),
    })
}

fn encoding(is: Reading, core: &str) -> Option<String> {
    reread(core, Reading::Western, is)
}

/// How much a word looks like one of the language, in thousandths: the mean rank of its letters; `None` if it cannot be one.
fn likeness(word: &str, alphabet: &str) -> Option<u32> {
    let size = alphabet.chars().count();
    let lower: String = word.to_lowercase();
    let ranks: Option<Vec<usize>> = lower.chars().map(|c| alphabet.chars().position(|a| a == c)).collect();
    let ranks = ranks?;
    let capitals = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let rest = word.chars().count().saturating_sub(1);
    if capitals != 0 && (capitals != rest || word.chars().next().is_some_and(char::is_lowercase)) {
        return None;
    }
    let mean = ranks.iter().map(|rank| 1000 - 1000 * rank / size).sum::<usize>() / ranks.len().max(1);
    u32::try_from(mean).ok()
}

/// Polish, Czech and Turkish letters shown as signs: `³`, `¿`, `¹`, `º` between small letters.
fn central(word: &str) -> Option<Other> {
    let chars: Vec<char> = word.chars().collect();
    let odd = chars.windows(3).any(|w| {
        matches!(w, [a, b, c] if a.is_lowercase() && matches!(b, '³' | '¿' | '¹' | 'º' | '±' | '¶' | '¼') && c.is_lowercase())
    });
    if !odd || chars.len() < 4 {
        return None;
    }
    let text = reread(word, Reading::Western, Reading::Central)
        .filter(|t| t.chars().all(|c| c.is_alphabetic() || c.is_ascii()));
    let (text, name) = match text {
        Some(text) => (text, "windows-1250"),
        None => (
            reread(word, Reading::Western, Reading::Latin2)
                .filter(|t| t.chars().all(|c| c.is_alphabetic() || c.is_ascii()))?,
            "ISO-8859-2",
        ),
    };
    Some(Other { text, confidence: 800, because: format!("{name} read as windows-1252") })
}

//! The reverse dictionary: which English words a foreign word is translated by.
//!
//! Keys are folded spellings (`fold`), or consonant skeletons after `~` for Arabic script. They are not kept: 32 bits of
//! their hash stand for them, so that one look-up in 6,000 of a word that is not there finds another's glosses.
//!
//! ```text
//! u32 glosses | u32 entries | 65,537 x u32 first entry by the high 16 bits of the fingerprint
//! entries: u16 low bits, u16 gloss, u8 language
//! glosses: u32 ends, then their text; sorted
//! ```

use super::table::{fingerprint, u16_at, u32_at};

static BYTES: &[u8] = include_bytes!("../../dictionaries/residue/glosses.bin");

/// Code and English name of the languages of the tables; entries name them by place.
pub const LANGUAGES: [(&str, &str); 38] = [
    ("tr", "Turkish"),
    ("es", "Spanish"),
    ("pt", "Portuguese"),
    ("it", "Italian"),
    ("fr", "French"),
    ("de", "German"),
    ("ru", "Russian"),
    ("ar", "Arabic"),
    ("fa", "Persian"),
    ("pl", "Polish"),
    ("hu", "Hungarian"),
    ("ja", "Japanese"),
    ("zh", "Chinese"),
    ("nl", "Dutch"),
    ("uk", "Ukrainian"),
    ("ro", "Romanian"),
    ("el", "Greek"),
    ("cs", "Czech"),
    ("sv", "Swedish"),
    ("da", "Danish"),
    ("no", "Norwegian"),
    ("bg", "Bulgarian"),
    ("he", "Hebrew"),
    ("id", "Indonesian"),
    ("ms", "Malay"),
    ("ko", "Korean"),
    ("vi", "Vietnamese"),
    ("az", "Azerbaijani"),
    ("ur", "Urdu"),
    ("sk", "Slovak"),
    ("sl", "Slovene"),
    ("ps", "Pashto"),
    ("ca", "Catalan"),
    ("hr", "Croatian"),
    ("sr", "Serbian"),
    ("fi", "Finnish"),
    ("ku", "Kurdish"),
    ("hi", "Hindi"),
];

/// Entries before the index by fingerprint.
const HEADER: usize = 8;
const BUCKETS: usize = 1 << 16;
const ENTRY: usize = 5;

/// The English name of a language of the tables.
#[must_use]
pub fn language_name(code: &str) -> &'static str {
    LANGUAGES.iter().find(|(c, _)| *c == code).map_or("another language", |(_, name)| name)
}

/// One translation of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Number of the English gloss ([`gloss`]).
    pub gloss: u16,
    /// Code of the language.
    pub lang: &'static str,
}

/// The translations of a folded word, or of a skeleton after `~`.
pub fn meanings(key: &str) -> impl Iterator<Item = Meaning> + use<> {
    let fingerprint = fingerprint(key);
    let (bucket, low) = ((fingerprint >> 16) as usize, fingerprint as u16);
    let edge = |bucket: usize| u32_at(BYTES, HEADER + bucket * 4).unwrap_or(0) as usize;
    let entries = HEADER + (BUCKETS + 1) * 4;
    (edge(bucket)..edge(bucket + 1)).filter_map(move |index| {
        let at = entries + index * ENTRY;
        if u16_at(BYTES, at)? != low {
            return None;
        }
        let lang = LANGUAGES.get(usize::from(*BYTES.get(at + 4)?))?.0;
        Some(Meaning { gloss: u16_at(BYTES, at + 2)?, lang })
    })
}

fn text_of(index: usize) -> Option<&'static str> {
    let count = u32_at(BYTES, 0)? as usize;
    let ends = HEADER + (BUCKETS + 1) * 4 + u32_at(BYTES, 4)? as usize * ENTRY;
    let pool = ends + count * 4;
    let start = if index == 0 { 0 } else { u32_at(BYTES, ends + (index - 1) * 4)? };
    let end = if index < count { u32_at(BYTES, ends + index * 4)? } else { return None };
    BYTES.get(pool + start as usize..pool + end as usize).and_then(|t| std::str::from_utf8(t).ok())
}

/// The text of a gloss.
#[must_use]
pub fn gloss(id: u16) -> &'static str {
    text_of(usize::from(id)).unwrap_or("")
}

/// The number of an English word or phrase (in lower case), if anything is translated by it.
#[must_use]
pub fn gloss_id(text: &str) -> Option<u16> {
    let (mut low, mut high) = (0, u32_at(BYTES, 0)? as usize);
    while low < high {
        let middle = usize::midpoint(low, high);
        match text_of(middle)?.cmp(text) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return u16::try_from(middle).ok(),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chiesa_means_church() {
        let church = gloss_id("church").expect("a gloss");
        assert_eq!(gloss(church), "church");
        assert!(meanings("chiesa").any(|m| m.gloss == church && m.lang == "it"));
    }
}

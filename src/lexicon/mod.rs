//! Which words exist: Hunspell verdicts, asked for at most once per word type and only when a detector wants to know.
//!
//! English (US and GB) is in the binary. Other languages are looked for in the folder of the configuration, in
//! `$DICPATH`, and where the system keeps its Hunspell dictionaries.

pub mod forms;
mod handle;
mod user;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::document::{WordId, Words};
use crate::error::Error;
use crate::lang::Lang;
use forms::Lists;
use handle::Dictionary;
pub use user::UserWords;

/// Words longer than this are in no dictionary (Hunspell refuses 300 bytes and more at a cost).
const LONGEST: usize = 100;

/// Dictionaries of all languages, loaded when first needed and shared by all threads.
#[derive(Debug, Default)]
pub struct Lexicon {
    folders: Vec<PathBuf>,
    dictionaries: [OnceLock<Vec<Dictionary>>; Lang::KNOWN.len()],
}

/// Verdicts about the word types of one document.
#[derive(Debug)]
pub(crate) struct Verdicts {
    cells: Vec<AtomicU8>,
}

const UNASKED: u8 = 0;
const UNKNOWN: u8 = 1;
const KNOWN: u8 = 2;

impl Verdicts {
    pub(crate) fn new(words: &Words) -> Self {
        Self { cells: (0..words.len()).map(|_| AtomicU8::new(UNASKED)).collect() }
    }

    /// Whether the word type is in the dictionary of `lang` or a word of the user; `None` where there is no dictionary.
    pub(crate) fn knows(
        &self,
        lexicon: &Lexicon,
        user: &UserWords,
        lang: Lang,
        words: &Words,
        id: WordId,
    ) -> Option<bool> {
        let Some(cell) = self.cells.get(id.index()) else {
            return lexicon.knows_with(user, lang, words.text(id));
        };
        match cell.load(Ordering::Relaxed) {
            UNKNOWN => Some(false),
            KNOWN => Some(true),
            _ => {
                let verdict = lexicon.knows_with(user, lang, words.text(id))?;
                cell.store(if verdict { KNOWN } else { UNKNOWN }, Ordering::Relaxed);
                Some(verdict)
            }
        }
    }
}

impl Lexicon {
    /// A lexicon that also looks into `folders`, before the system's.
    #[must_use]
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders, dictionaries: Default::default() }
    }

    /// Looks at every dictionary in the folders given to [`Self::new`], in any language, without loading it.
    ///
    /// # Errors
    /// [`Error::Dictionary`] or [`Error::Io`] of the first one that cannot be used: later it would only be passed over.
    pub fn verify(&self) -> Result<(), Error> {
        for folder in &self.folders {
            for lang in Lang::KNOWN.into_iter().filter(|lang| *lang != Lang::En) {
                for aff in [folder.clone(), folder.join(lang.code())].iter().flat_map(|f| affixes_in(f, lang))
                {
                    Dictionary::verify(&aff, &aff.with_extension("dic"))?;
                }
            }
        }
        Ok(())
    }

    /// Whether `word`, as spelt, is in a dictionary of `lang`; `None` where there is no dictionary for it.
    ///
    /// A word of over 100 bytes or with a NUL is in none.
    #[must_use]
    pub fn knows(&self, lang: Lang, word: &str) -> Option<bool> {
        // English is in the binary, and its dictionaries are loaded only for what the table cannot tell.
        if lang != Lang::En {
            self.dictionaries(lang)?;
        }
        if word.is_empty() || word.len() > LONGEST || word.contains('\0') {
            return Some(false);
        }
        // Dictionaries are written with straight apostrophes and composed accents.
        let plain = !word.contains('’') && is_nfc(word);
        let folded = if plain {
            None
        } else {
            Some(word.nfc().map(|c| if c == '’' { '\'' } else { c }).collect::<String>())
        };
        let word = folded.as_deref().unwrap_or(word);
        let table = if lang == Lang::En { forms::ENGLISH.as_ref() } else { None };
        if let Some(lists) = table.and_then(|table| table.lists(word)) {
            return Some(!lists.is_empty());
        }
        Some(self.dictionaries(lang)?.iter().any(|dictionary| dictionary.check(word)))
    }

    /// What Hunspell says of an English word as spelt, without the table of forms, which is made and checked by it.
    #[must_use]
    pub fn asked(&self, word: &str) -> Lists {
        let dictionaries = self.dictionaries(Lang::En).unwrap_or_default();
        let lists = dictionaries.iter().zip([Lists::US, Lists::GB]);
        lists.filter(|(dictionary, _)| dictionary.check(word)).map(|(_, list)| list).collect()
    }

    /// Like [`Self::knows`], but words of the user are known too.
    #[must_use]
    pub fn knows_with(&self, user: &UserWords, lang: Lang, word: &str) -> Option<bool> {
        if user.knows(word) { Some(true) } else { self.knows(lang, word) }
    }

    fn dictionaries(&self, lang: Lang) -> Option<&[Dictionary]> {
        let cell = &self.dictionaries[lang.index()?];
        let loaded = cell.get_or_init(|| self.load(lang).unwrap_or_default());
        (!loaded.is_empty()).then_some(loaded)
    }

    fn load(&self, lang: Lang) -> Result<Vec<Dictionary>, Error> {
        if lang == Lang::En {
            return Ok(Dictionary::embedded_english());
        }
        match self.find(lang) {
            Some((aff, dic)) => Ok(vec![Dictionary::open(&aff, &dic)?]),
            None => Ok(Vec::new()),
        }
    }

    /// The first pair of dictionary files for `lang`, in order of folder and name.
    fn find(&self, lang: Lang) -> Option<(PathBuf, PathBuf)> {
        let dicpath = std::env::var_os("DICPATH");
        let environment: Vec<PathBuf> = dicpath.iter().flat_map(std::env::split_paths).collect();
        let system =
            ["/usr/share/hunspell", "/usr/share/myspell", "/usr/local/share/hunspell", "/Library/Spelling"];
        self.folders.iter().chain(&environment).cloned().chain(system.iter().map(PathBuf::from)).find_map(
            |folder| dictionary_in(&folder, lang).or_else(|| dictionary_in(&folder.join(lang.code()), lang)),
        )
    }
}

fn dictionary_in(folder: &Path, lang: Lang) -> Option<(PathBuf, PathBuf)> {
    affixes_in(folder, lang)
        .into_iter()
        .map(|aff| (aff.with_extension("dic"), aff))
        .find(|(dic, _)| dic.is_file())
        .map(|(dic, aff)| (aff, dic))
}

/// The .aff files for `lang` in a folder, in order of name; none where there is no such folder.
fn affixes_in(folder: &Path, lang: Lang) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "aff"))
        .filter(|path| {
            let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("");
            stem.strip_prefix(lang.code()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '-']))
        })
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_of_both_sides_is_known() {
        let lexicon = Lexicon::default();
        for word in ["colour", "color", "don’t", "Kabul", "organise"] {
            assert_eq!(lexicon.knows(Lang::En, word), Some(true), "{word}");
        }
        for word in ["Iranmalignant", "tbe", "", "a\0b"] {
            assert_eq!(lexicon.knows(Lang::En, word), Some(false), "{word}");
        }
    }
}

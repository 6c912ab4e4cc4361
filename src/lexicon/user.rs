//! Words of a project, which are right however they look: names, brands, terms.

use std::collections::BTreeMap;

use crate::error::Error;

/// A list of words with the reason each is right.
///
/// A word written in lower case stands for its capitalised forms too (`tmesis`, `Tmesis`, `TMESIS`); one with a capital only
/// for itself. A possessive `’s` is allowed behind any of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserWords {
    reasons: BTreeMap<String, String>,
}

impl UserWords {
    /// Adds a word; several words with white space between are added one by one.
    pub fn add(&mut self, words: &str, reason: &str) {
        for word in words.split_whitespace() {
            self.reasons.insert(word.replace('’', "'"), reason.to_owned());
        }
    }

    /// Adds the words of a list: one a line, the reason behind `#`. Lines without a word are comments.
    ///
    /// # Errors
    /// [`Error::Io`] where the file cannot be read as UTF-8.
    pub fn add_file(&mut self, path: &std::path::Path) -> Result<(), Error> {
        let list =
            std::fs::read_to_string(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        for line in list.trim_start_matches('\u{FEFF}').lines() {
            let (words, reason) = line.split_once('#').unwrap_or((line, ""));
            let reason = reason.trim();
            let fallback = || format!("in the word list {}", path.display());
            self.add(words, &if reason.is_empty() { fallback() } else { reason.to_owned() });
        }
        Ok(())
    }

    /// Adds all words of another list; its reasons win.
    pub fn extend(&mut self, other: &Self) {
        self.reasons.extend(other.reasons.iter().map(|(word, reason)| (word.clone(), reason.clone())));
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reasons.is_empty()
    }

    /// Whether `word` is right.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.reason(word).is_some()
    }

    /// Why `word` is right, if it is.
    #[must_use]
    pub fn reason(&self, word: &str) -> Option<&str> {
        if self.reasons.is_empty() {
            return None;
        }
        let plain = word.replace('’', "'");
        let stem = plain.strip_suffix("'s").or_else(|| plain.strip_suffix('\''));
        [Some(plain.as_str()), stem].into_iter().flatten().find_map(|form| self.reason_of_form(form))
    }

    fn reason_of_form(&self, form: &str) -> Option<&str> {
        let found = self.reasons.get(form).or_else(|| {
            let lower = form.to_lowercase();
            // `mcDonald` is no way to write `mcdonald`: the capital must be the first letter only, or all of them.
            let mut chars = lower.chars();
            let title: String = chars.next()?.to_uppercase().chain(chars).collect();
            (form == title || form == lower.to_uppercase()).then(|| self.reasons.get(&lower))?
        });
        found.map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_lower_case_stands_for_its_capitals() {
        let mut words = UserWords::default();
        words.add("tmesis", "a figure of speech");
        words.add("Qorvex", "a brand");
        for known in ["tmesis", "Tmesis", "TMESIS", "Qorvex", "Qorvex’s", "tmesis'"] {
            assert!(words.knows(known), "{known}");
        }
        for unknown in ["tMesis", "qorvex", "QORVEX", "tmeses", ""] {
            assert!(!words.knows(unknown), "{unknown}");
        }
        assert_eq!(words.reason("Qorvex’s"), Some("a brand"));
    }
}

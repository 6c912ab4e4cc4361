//! Terms of the house and how they are to be rendered, with whatever endings grammar gives them.

use rustc_hash::FxHashMap;

use super::roman;
use crate::document::{Document, Sentence};
use crate::span::Span;

/// `[glossary]` of the configuration.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// Terms by the beginning of their first word.
    by_beginning: FxHashMap<String, Vec<usize>>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As the source writes it.
    pub source: String,
    /// The renderings that are right.
    pub targets: Vec<String>,
    words: Vec<String>,
    target_words: Vec<Vec<String>>,
}

impl Glossary {
    /// Adds a term with its renderings.
    pub fn add(&mut self, source: &str, targets: &[&str]) {
        let words = split(source);
        let Some(beginning) = words.first().map(|word| beginning(word)) else { return };
        self.by_beginning.entry(beginning).or_default().push(self.terms.len());
        self.terms.push(Term {
            source: source.to_owned(),
            targets: targets.iter().map(|t| (*t).to_owned()).collect(),
            words,
            target_words: targets.iter().map(|t| split(t)).collect(),
        });
    }

    /// Whether there is no term.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms that stand in these sentences of the source, each with its first place.
    pub fn terms_of<'a>(&'a self, sentences: impl Iterator<Item = Sentence<'a>>) -> Vec<(&'a Term, Span)> {
        let words = words(sentences);
        let mut found: Vec<(usize, Span)> = Vec::new();
        for at in 0..words.len() {
            let Some((first, _)) = words.get(at) else { break };
            for &term in self.by_beginning.get(&beginning(first)).into_iter().flatten() {
                let Some(span) = self.terms.get(term).and_then(|t| stands_at(&t.words, &words, at)) else {
                    continue;
                };
                if !found.iter().any(|(known, _)| *known == term) {
                    found.push((term, span));
                }
            }
        }
        // A longer term that holds a shorter one is the one that is meant.
        let inside =
            |span: Span| found.iter().any(|(_, other)| other.contains(span) && other.len() > span.len());
        found
            .iter()
            .filter(|(_, span)| !inside(*span))
            .filter_map(|(t, span)| Some((self.terms.get(*t)?, *span)))
            .collect()
    }
}

impl Term {
    /// Whether one of its renderings stands in these sentences of the draft.
    pub fn is_rendered<'a>(&self, sentences: impl Iterator<Item = Sentence<'a>>) -> bool {
        let words = words(sentences);
        self.target_words.iter().any(|term| (0..words.len()).any(|at| stands_at(term, &words, at).is_some()))
    }
}

fn beginning(word: &str) -> String {
    word.chars().take(3).collect()
}

fn split(term: &str) -> Vec<String> {
    term.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty()).collect()
}

/// Latin letters without accents; words of other scripts as they are, since all languages of a glossary are known.
fn fold(word: &str) -> String {
    let folded = roman(word);
    if folded.is_empty() { word.to_lowercase() } else { folded }
}

fn words<'a>(sentences: impl Iterator<Item = Sentence<'a>>) -> Vec<(String, Span)> {
    let of = |sentence: Sentence<'a>| {
        let document: &Document = sentence.document();
        let tokens = sentence.tokens().iter().filter(|t| t.is_wordlike());
        tokens.map(|t| (fold(document.token_text(t)), t.span)).collect::<Vec<_>>()
    };
    sentences.flat_map(of).filter(|(word, _)| !word.is_empty()).collect()
}

/// The place of a term that starts with this word.
fn stands_at(term: &[String], words: &[(String, Span)], at: usize) -> Option<Span> {
    let there = words.get(at..at + term.len())?;
    let all = term.iter().zip(there).all(|(term, (word, _))| inflected(term, word));
    let (first, last) = (there.first()?, there.last()?);
    all.then(|| first.1.to(last.1))
}

/// Whether `word` may be a form of `term`: the same but for the end.
fn inflected(term: &str, word: &str) -> bool {
    let common = term.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    match term.len() {
        0..=3 => common == term.len() && word.len() <= term.len() + 2,
        n if common == n => word.len() <= n + 5,
        n => common + (n / 3).min(3) >= n && common >= 3 && word.len() <= n + 3,
    }
}

#[cfg(test)]
mod tests {
    use super::inflected;

    #[test]
    fn endings_are_allowed_and_other_words_are_not() {
        for (term, word) in [
            ("guvern", "guvernului"),
            ("house", "houses"),
            ("wahlkreis", "wahlkreises"),
            ("company", "companies"),
        ] {
            assert!(inflected(term, word), "{term} {word}");
        }
        for (term, word) in [("party", "partridge"), ("act", "active"), ("law", "lawyer"), ("train", "trial")]
        {
            assert!(!inflected(term, word), "{term} {word}");
        }
    }
}

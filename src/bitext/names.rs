//! Names of the source that are nowhere in the draft, and capitalised words of the draft that are nowhere in the source.
//!
//! A capital letter inside a sentence tells a name in most languages; German, which gives one to every noun, tells nothing.
//! What a name is called abroad no rule knows (`Saksamaa`, Germany), so that a name without its like may be translated: each
//! capitalised stranger of the draft may be the translation of one such name, and only a name that no stranger can stand for
//! is missing.

use rustc_hash::FxHashMap;

use super::{Bitext, Pair, alike, gazetteer, roman, same_word};
use crate::document::{Document, Gap, Sentence, Token};
use crate::lang::Lang;
use crate::span::Span;

/// Words that stand together with capital letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// From the first word to the last.
    pub span: Span,
    /// Its words, romanised.
    pub words: Vec<String>,
    /// Whether its place alone may give it the capital, as at the beginning of a sentence.
    pub opens: bool,
}

/// Names of a pair without their like.
#[derive(Debug, Clone, Default)]
pub struct Unmatched {
    /// Names of the source of which no word is like one of the draft.
    pub missing: Vec<Name>,
    /// Capitalised words of the draft, inside a sentence, that are like no word of the source.
    pub strangers: Vec<Name>,
    /// Names of the source that are in the draft.
    pub kept: Vec<Name>,
}

impl Name {
    /// Whether the target language has a name that this one is a form of; only known of English.
    #[must_use]
    pub fn is_known_in(&self, lang: Lang) -> bool {
        lang == Lang::En && self.words.iter().any(|word| gazetteer::in_english(word))
    }
}

/// The beginning of a romanised name that its cases share.
#[must_use]
pub fn stem(word: &str) -> &str {
    let length = word.len().min(word.len().saturating_sub(2).max(4));
    word.get(..length).unwrap_or(word)
}

/// Compares the names of a pair; `None` where capitals tell nothing: a heading, German. `known` says whether the language of the
/// draft has a word, in small letters.
#[must_use]
pub fn compare_names(
    document: &Document,
    bitext: &Bitext,
    pair: &Pair,
    known: impl Fn(&str) -> bool,
) -> Option<Unmatched> {
    if bitext.capital_nouns {
        return None;
    }
    let sources = || bitext.source_sentences(pair);
    let targets = || pair.target.clone().map(|index| document.sentence(index));
    let names: Vec<Name> = sources()
        .map(names)
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .flatten()
        .filter(|n| !n.opens)
        .collect();
    let here: Vec<String> = words(targets());
    let mut unmatched = Unmatched::default();
    for name in names {
        let found = |alike: fn(&str, &str) -> bool| {
            name.words.iter().any(|word| here.iter().any(|other| alike(word, other)))
        };
        if found(same_word) {
            unmatched.kept.push(name);
        } else if !found(alike) && !name.words.iter().any(|word| spans_words(word, &here)) {
            unmatched.missing.push(name);
        }
    }
    if !unmatched.missing.is_empty() && document.lang() != Lang::De {
        let there: Vec<String> = words(sources());
        // Word by word: of `European Council` one word may be like its source and the other a translation.
        let strange =
            |name: &Name| name.words.iter().any(|word| !there.iter().any(|other| same_word(word, other)));
        let all = targets().map(self::names).collect::<Option<Vec<_>>>()?.into_iter().flatten();
        let all = all.filter(|name| !name.opens || !known(&document.slice(name.span).to_lowercase()));
        unmatched.strangers = all.filter(strange).collect();
        // What is called by its letters here may have been a name there: `Regatul Unit`, the UK.
        let acronyms = targets().flat_map(|s| s.tokens()).filter(|t| is_acronym(document.token_text(t)));
        unmatched.strangers.extend(
            acronyms
                .map(|t| Name { span: t.span, words: vec![roman(document.token_text(t))], opens: false })
                .filter(|name| !name.words.iter().any(|word| there.contains(word))),
        );
    }
    Some(unmatched)
}

/// `Malaysia` written `Ma laysia`, or a compound that holds the name: `Berliinigi`, `ObamaCare`.
fn spans_words(name: &str, here: &[String]) -> bool {
    name.len() >= 5 && here.iter().any(|word| word.len() > name.len() && word.contains(stem(name)))
}

/// All words, romanised.
fn words<'d>(sentences: impl Iterator<Item = Sentence<'d>>) -> Vec<String> {
    let of = |sentence: Sentence<'d>| {
        let document = sentence.document();
        sentence
            .tokens()
            .iter()
            .filter(|t| t.is_wordlike())
            .map(|t| roman(document.token_text(t)))
            .collect::<Vec<_>>()
    };
    sentences.flat_map(of).filter(|word| !word.is_empty()).collect()
}

/// The names inside a sentence; `None` where most of its words have a capital.
fn names(sentence: Sentence<'_>) -> Option<Vec<Name>> {
    let document = sentence.document();
    let tokens = sentence.tokens();
    let (mut capitals, mut small) = (0_usize, 0_usize);
    let mut names: Vec<Name> = Vec::new();
    // Whether the next word may have its capital from its place, and whether the last name may go on.
    let (mut opens, mut goes_on) = (true, false);
    for (index, token) in tokens.iter().enumerate() {
        if !token.is_word() {
            let hyphen = token.is('-') && token.is_glued();
            goes_on &= hyphen;
            opens |= !hyphen
                && !token.is_wordlike()
                && !matches!(token.char(), Some(',' | '’' | '\'' | '-' | '&' | '/'));
            if token.is_wordlike() {
                opens = false;
            }
            continue;
        }
        let text = document.token_text(token);
        let capital = is_name(text);
        if text.chars().count() >= 3 {
            capitals += usize::from(text.chars().next().is_some_and(char::is_uppercase));
            small += usize::from(text.chars().next().is_some_and(char::is_lowercase));
        }
        if capital && opens {
            names.push(Name { span: token.span, words: vec![roman(text)], opens: true });
            goes_on = false;
        } else if capital && !follows_apostrophe(document, tokens, index) {
            let word = roman(text);
            match names.last_mut().filter(|name| {
                goes_on
                    && !name.opens
                    && matches!(token.gap, Gap::Space | Gap::None | Gap::NoBreak | Gap::Line)
            }) {
                Some(name) => {
                    name.span = name.span.to(token.span);
                    name.words.push(word);
                }
                None => names.push(Name { span: token.span, words: vec![word], opens: false }),
            }
            goes_on = true;
        } else {
            goes_on = false;
        }
        opens = false;
    }
    if capitals > 2 * small + 1 && capitals > 2 { None } else { Some(names) }
}

/// `’S` of `Love ’ S`, `l’Homme`: what follows an apostrophe is a piece of a word.
fn follows_apostrophe(document: &Document, tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|i| tokens.get(i));
    before.is_some_and(|t| matches!(document.token_text(t), "'" | "’"))
}

/// A capital and small letters behind it, three letters at least. Acronyms are other words abroad.
fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.clone().count() >= 2
        && chars.clone().any(char::is_lowercase)
        && chars.filter(|c| c.is_uppercase()).count() <= 1
}

/// `UK`, `U.S.`
fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| *c != '.').count();
    (2..=5).contains(&letters) && text.chars().all(|c| c.is_uppercase() || c == '.')
}

/// How often names were kept and how often they were not, over a whole document, by stem.
#[derive(Debug, Default)]
pub struct NameHabits {
    counts: FxHashMap<String, (u32, u32)>,
}

impl NameHabits {
    /// Counts the names of a pair.
    pub fn add(&mut self, unmatched: &Unmatched) {
        for word in unmatched.kept.iter().flat_map(|name| &name.words) {
            self.counts.entry(stem(word).to_owned()).or_default().0 += 1;
        }
        for word in unmatched.missing.iter().flat_map(|name| &name.words) {
            self.counts.entry(stem(word).to_owned()).or_default().1 += 1;
        }
    }

    /// How often a name is found again, and how often it is not: its best word counts.
    #[must_use]
    pub fn of(&self, name: &Name) -> (u32, u32) {
        let all = name.words.iter().filter_map(|word| self.counts.get(stem(word)).copied());
        all.max_by_key(|(kept, lost)| (*kept, std::cmp::Reverse(*lost))).unwrap_or_default()
    }
}

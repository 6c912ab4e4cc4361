//! Names of a text: words with a capital inside a sentence, and what is told about them by the document.
//!
//! A capital letter inside a sentence tells a name in most languages; German, which gives one to every noun, tells nothing.
//! What a name is called abroad no rule knows (`Saksamaa`, Germany), so that a name without its like may be translated: each
//! capitalised stranger of the draft may be the translation of one such name.

use rustc_hash::FxHashMap;

use super::renderings::renderings;
use super::{HELD, Links, Pair};
use crate::document::{Document, Gap, Sentence, Token};
use crate::lang::{Lang, listed};
use crate::residue::{PlaceKind, place};
use crate::span::Span;

/// Words that stand together with capital letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Its words.
    pub words: Vec<Span>,
    /// Whether its place alone may give it the capital, as at the beginning of a sentence.
    pub opens: bool,
}

/// The beginning of a romanised name that its cases share.
#[must_use]
pub fn stem(word: &str) -> &str {
    let length = word.len().min(word.len().saturating_sub(2).max(4));
    word.get(..length).unwrap_or(word)
}

/// What the forms of a name share, by which its mentions are counted.
fn root(word: &str) -> &str {
    word.get(..if word.len() > 9 { 5 } else { 4 }).unwrap_or(word)
}

/// Words of the draft with a capital of their own that no word of the source explains. `known` says whether the language of the draft has a word, in small letters.
#[must_use]
pub fn strangers(
    document: &Document,
    pair: &Pair,
    links: &Links,
    known: impl Fn(&str) -> bool,
) -> Vec<usize> {
    let is_german = document.lang() == Lang::De;
    let at = |span: Span| links.target.binary_search_by_key(&span.start, |word| word.span.start).ok();
    let is_free = |t: usize| {
        let score = links.of_target.get(t).copied().flatten().map_or(0, |s| links.held(s));
        score < HELD
    };
    let mut strangers = Vec::new();
    for sentence in pair.target.clone().map(|index| document.sentence(index)) {
        for name in names(sentence).0 {
            for span in name.words {
                let text = document.slice(span);
                let Some(t) = at(span).filter(|t| is_free(*t)) else { continue };
                let opens = name.opens && (is_german || known(&text.to_lowercase()));
                // Every noun of German has a capital.
                let noun = is_german && is_german_noun(text);
                if !opens && !noun && !is_written_small_abroad(&links.target[t].roman) {
                    strangers.push(t);
                }
            }
        }
        if is_german {
            let adjectives = sentence.tokens().iter().filter_map(|token| at(token.span));
            strangers.extend(adjectives.filter(|t| {
                let word = &links.target[*t];
                !word.is_capital
                    && is_german_adjective(&word.roman)
                    && is_free(*t)
                    && renderings(document.slice(word.span), Lang::De.code()).is_empty()
            }));
        }
        // What is called by its letters here may have been a name there: `Regatul Unit`, the UK.
        let acronyms = sentence.tokens().iter().filter(|t| is_acronym(document.token_text(t)));
        strangers.extend(acronyms.filter_map(|token| at(token.span)).filter(|t| is_free(*t)));
    }
    strangers
}

/// `Monday`, `Swedish`: English words whose capital other languages do not write, and forms of address.
fn is_written_small_abroad(word: &str) -> bool {
    const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
                            august september october november december mr mrs ms dr";
    listed(CALENDAR, word) || place(word).is_some_and(|place| place.kind == PlaceKind::Demonym)
}

/// `hugenottische`, which German writes small.
fn is_german_adjective(word: &str) -> bool {
    ["isch", "ische", "ischen", "ischer", "isches", "ischem"].iter().any(|end| word.ends_with(end))
}

/// Whether German has the noun, as far as the reverse dictionary and its endings tell.
fn is_german_noun(word: &str) -> bool {
    ["ung", "heit", "keit", "ion", "tät", "schaft", "nis", "tum"].iter().any(|end| word.ends_with(end))
        || !renderings(word, Lang::De.code()).is_empty()
}

/// The names of a sentence, word by word, and how many in a hundred of its words have a capital: of a heading most.
#[must_use]
pub fn names(sentence: Sentence<'_>) -> (Vec<Name>, usize) {
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
            names.push(Name { words: vec![token.span], opens: true });
            goes_on = false;
        } else if capital && !follows_apostrophe(document, tokens, index) {
            let joins = goes_on && matches!(token.gap, Gap::Space | Gap::None | Gap::NoBreak | Gap::Line);
            match names.last_mut().filter(|name| joins && !name.opens) {
                Some(name) => name.words.push(token.span),
                None => names.push(Name { words: vec![token.span], opens: false }),
            }
            goes_on = true;
        } else {
            goes_on = false;
        }
        opens = false;
    }
    (names, capitals * 100 / (capitals + small).max(1))
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
    /// Counts a mention of a romanised name that the draft has.
    pub fn keep(&mut self, word: &str) {
        self.counts.entry(root(word).to_owned()).or_default().0 += 1;
    }

    /// Counts one that it has not.
    pub fn lose(&mut self, word: &str) {
        self.counts.entry(root(word).to_owned()).or_default().1 += 1;
    }

    /// How often a name is found again, and how often it is not.
    #[must_use]
    pub fn of(&self, word: &str) -> (u32, u32) {
        self.counts.get(root(word)).copied().unwrap_or_default()
    }
}

//! Names of the source that are nowhere in the draft, and capitalised words of the draft that are nowhere in the source.
//!
//! A capital letter inside a sentence tells a name in most languages; German, which gives one to every noun, tells nothing.
//! What a name is called abroad no rule knows (`Saksamaa`, Germany), so that a name without its like may be translated: each
//! capitalised stranger of the draft may be the translation of one such name, and only a name that no stranger can stand for
//! is missing.

use rustc_hash::FxHashMap;

use super::coverage::{english_stem, renderings, same_stem};
use super::{Bitext, Pair, alike, roman, same_word};
use crate::document::{Document, Gap, Sentence, Token};
use crate::lang::{Lang, listed};
use crate::residue::{Country, PlaceKind, exonyms, place, renamed};
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
    /// Whether other words of the same name have their like: `Nobel` where `Alfred` is left.
    pub is_part: bool,
    /// How many words the whole name has.
    pub whole: usize,
}

/// Names of a pair without their like.
#[derive(Debug, Clone, Default)]
pub struct Unmatched {
    /// Names of the source, or words of them, that are like no word of the draft and that no word of it translates.
    pub missing: Vec<Name>,
    /// Capitalised words of the draft, inside a sentence, that are like no word of the source.
    pub strangers: Vec<Name>,
    /// Romanised words of names of the source that are in the draft.
    pub kept: Vec<String>,
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

/// A word of the draft.
struct Here {
    roman: String,
    is_capital: bool,
    /// Whether another name of the source is plainly this one.
    is_taken: bool,
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
    let names = sources().map(names).collect::<Option<Vec<_>>>()?.into_iter().flatten();
    let names: Vec<Vec<Name>> = names.filter(|name| !name.iter().any(|word| word.opens)).collect();
    let mut unmatched = Unmatched::default();
    if names.is_empty() {
        return Some(unmatched);
    }
    let there = words(sources());
    let here: Vec<Here> = words(targets())
        .into_iter()
        .map(|(roman, is_capital)| {
            let is_taken = there.iter().any(|(other, capital)| *capital && same_word(other, &roman));
            Here { roman, is_capital, is_taken }
        })
        .collect();
    let meant = Meant::new(document, bitext, &here);
    for name in names {
        let mut lost: Option<Name> = None;
        for word in &name {
            let Some(roman) = word.words.first() else { continue };
            if here.iter().any(|other| same_word(roman, &other.roman)) {
                unmatched.kept.push(roman.clone());
            } else if !is_like(roman, &here) && !meant.translates(bitext.original.slice(word.span), roman) {
                match &mut lost {
                    Some(lost) => {
                        lost.span = lost.span.to(word.span);
                        lost.words.push(roman.clone());
                    }
                    None => lost = Some(word.clone()),
                }
            }
        }
        if let Some(lost) = lost {
            let (whole, is_part) = (name.len(), lost.words.len() < name.len());
            unmatched.missing.push(Name { whole, is_part, ..lost });
        }
    }
    if !unmatched.missing.is_empty() {
        unmatched.strangers = strangers(
            document,
            targets(),
            &there.into_iter().map(|(word, _)| word).collect::<Vec<_>>(),
            known,
        )?;
    }
    Some(unmatched)
}

/// Whether a word of the draft may be a form of a name, or a compound that holds it (`Berliinigi`, `ObamaCare`).
fn is_like(name: &str, here: &[Here]) -> bool {
    here.iter().any(|word| {
        (word.is_capital || is_german_adjective(&word.roman))
            && !word.is_taken
            && (alike(name, &word.roman) || begins_like(name, &word.roman))
            || name.len() >= 5 && word.roman.len() > name.len() && word.roman.contains(stem(name))
    })
}

/// `hugenottische`, which German writes small.
fn is_german_adjective(word: &str) -> bool {
    ["isch", "ische", "ischen", "ischer", "isches", "ischem"].iter().any(|end| word.ends_with(end))
}

/// `Veneția`, Venice: half of the shorter one, three letters at least.
fn begins_like(a: &str, b: &str) -> bool {
    let prefix = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    prefix >= 3 && prefix * 2 >= a.len().min(b.len())
}

/// What dictionaries know of the words of a draft.
struct Meant<'a> {
    /// Dictionary of the source; none where the draft is not in English.
    dictionary: Option<&'a str>,
    stems: Vec<String>,
    /// Countries that the draft speaks of.
    countries: Vec<Country>,
    /// Words with a capital of an English draft; English names that the draft has in the spelling of its own language.
    names: Vec<&'a str>,
    from_english: bool,
}

impl<'a> Meant<'a> {
    fn new(document: &Document, bitext: &'a Bitext, here: &'a [Here]) -> Self {
        let is_english = document.lang() == Lang::En;
        let stems = here.iter().filter(|_| is_english).map(|w| english_stem(&w.roman)).collect();
        let capitals = here.iter().filter(|word| word.is_capital || word.roman.len() <= 3);
        let countries = capitals.flat_map(|word| countries(&word.roman, is_english)).collect();
        let from_english = bitext.original.lang() == Lang::En;
        let capitals = here.iter().filter(|word| word.is_capital).map(|word| word.roman.as_str());
        let names = if is_english {
            capitals.collect()
        } else if from_english {
            capitals.flat_map(|word| renamed(word, document.lang().code())).collect()
        } else {
            Vec::new()
        };
        Self { dictionary: bitext.dictionary.filter(|_| is_english), stems, countries, names, from_english }
    }

    /// Whether the draft translates a word of the source: `Lună`, moon; `Rootsi`, Swedish.
    fn translates(&self, word: &str, roman: &str) -> bool {
        let glossed = |language| {
            renderings(word, language).iter().any(|stem| self.stems.iter().any(|here| same_stem(stem, here)))
        };
        let named = |name: &str| self.names.iter().any(|here| name.get(..4) == here.get(..4));
        self.dictionary.is_some_and(|language| renamed(roman, language).into_iter().any(named))
            || self.from_english && named(roman)
            || self.dictionary.is_some_and(glossed)
            || !self.countries.is_empty()
                && countries(roman, self.from_english).iter().any(|c| self.countries.contains(c))
    }
}

/// The countries that a romanised word names, or whose people it names.
fn countries(word: &str, is_english: bool) -> Vec<Country> {
    if !is_english {
        return exonyms(word);
    }
    let places = [place(word), place(word.trim_end_matches('s'))].into_iter().flatten();
    let named = places.filter(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym));
    named.map(|place| place.country).collect()
}

/// The capitalised words of the draft that are like no word of the source; `None` where capitals tell nothing.
fn strangers<'d>(
    document: &'d Document,
    sentences: impl Iterator<Item = Sentence<'d>> + Clone,
    there: &[String],
    known: impl Fn(&str) -> bool,
) -> Option<Vec<Name>> {
    let is_german = document.lang() == Lang::De;
    let is_strange = |name: &&Name| {
        // Every noun of German has a capital.
        let noun = || is_german && is_german_noun(document.slice(name.span));
        let opens = name.opens && (is_german || known(&document.slice(name.span).to_lowercase()));
        !opens
            && !noun()
            && !is_written_small_abroad(&name.words)
            && name.words.iter().any(|word| !there.iter().any(|other| same_word(word, other)))
    };
    let mut strangers = Vec::new();
    for sentence in sentences.clone() {
        // Word by word: of `European Council` one word may be like its source and the other a translation.
        strangers.extend(names(sentence)?.iter().filter_map(|name| name.iter().find(is_strange)).cloned());
    }
    // What is called by its letters here may have been a name there: `Regatul Unit`, the UK.
    let acronyms = sentences.flat_map(|s| s.tokens()).filter(|t| is_acronym(document.token_text(t)));
    strangers.extend(
        acronyms
            .map(|t| Name::of_word(t.span, roman(document.token_text(t)), false))
            .filter(|name| !name.words.iter().any(|word| there.contains(word))),
    );
    Some(strangers)
}

/// `Monday`, `Swedish`: English words whose capital other languages do not write, and forms of address.
fn is_written_small_abroad(words: &[String]) -> bool {
    const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
                            august september october november december mr mrs ms dr";
    words.iter().all(|word| {
        listed(CALENDAR, word) || place(word).is_some_and(|place| place.kind == PlaceKind::Demonym)
    })
}

/// Whether German has the noun, as far as the reverse dictionary and its endings tell.
fn is_german_noun(word: &str) -> bool {
    ["ung", "heit", "keit", "ion", "tät", "schaft", "nis", "tum"].iter().any(|end| word.ends_with(end))
        || !renderings(word, Lang::De.code()).is_empty()
}

impl Name {
    const fn new(span: Span, words: Vec<String>, opens: bool) -> Self {
        Self { span, words, opens, is_part: false, whole: 1 }
    }

    fn of_word(span: Span, word: String, opens: bool) -> Self {
        Self::new(span, vec![word], opens)
    }
}

/// All words, romanised, and whether they have a capital.
fn words<'d>(sentences: impl Iterator<Item = Sentence<'d>>) -> Vec<(String, bool)> {
    let of = |sentence: Sentence<'d>| {
        let document = sentence.document();
        let words = sentence.tokens().iter().filter(|t| t.is_wordlike()).map(|t| document.token_text(t));
        words.map(|text| (roman(text), text.starts_with(char::is_uppercase))).collect::<Vec<_>>()
    };
    sentences.flat_map(of).filter(|(word, _)| !word.is_empty()).collect()
}

/// The names of a sentence, word by word; `None` where most of its words have a capital.
fn names(sentence: Sentence<'_>) -> Option<Vec<Vec<Name>>> {
    let document = sentence.document();
    let tokens = sentence.tokens();
    let (mut capitals, mut small) = (0_usize, 0_usize);
    let mut names: Vec<Vec<Name>> = Vec::new();
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
            names.push(vec![Name::of_word(token.span, roman(text), true)]);
            goes_on = false;
        } else if capital && !follows_apostrophe(document, tokens, index) {
            let word = Name::of_word(token.span, roman(text), false);
            let joins = goes_on && matches!(token.gap, Gap::Space | Gap::None | Gap::NoBreak | Gap::Line);
            match names.last_mut().filter(|name| joins && !name.iter().any(|word| word.opens)) {
                Some(name) => name.push(word),
                None => names.push(vec![word]),
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
        for word in &unmatched.kept {
            self.counts.entry(root(word).to_owned()).or_default().0 += 1;
        }
        for word in unmatched.missing.iter().flat_map(|name| &name.words) {
            self.counts.entry(root(word).to_owned()).or_default().1 += 1;
        }
    }

    /// How often a name is found again, and how often it is not: its best word counts.
    #[must_use]
    pub fn of(&self, name: &Name) -> (u32, u32) {
        let all = name.words.iter().filter_map(|word| self.counts.get(root(word)).copied());
        all.max_by_key(|(kept, lost)| (*kept, std::cmp::Reverse(*lost))).unwrap_or_default()
    }
}

//! Which word of a source belongs to which word of its translation.
//!
//! Each pair of words is scored by the best of what speaks for it: the same letters across alphabets and endings, the reverse
//! dictionary, countries and names by their lists, and the company they keep: two words that stand in the same other pairs of
//! the document belong together, whatever they mean. Then each word takes one partner, the surest first, so that a name that
//! is left over on one side is seen even where something like it stands on the other.

use super::learned::{Learned, Rendering, stem_key};
use super::postings::Postings;
use super::renderings::{english_stem, of_parts, renderings, same_stem};
use super::{Bitext, Pair, alike, begins_like, roman, root, same_word, sound};
use crate::document::{Document, Sentence, Token};
use crate::lang::Lang;
use crate::residue::{Country, LANGUAGES, PlaceKind, exonyms, place, renamed};
use crate::span::Span;

/// From which score on two words belong together.
pub const HELD: u8 = 60;
/// Below this a likeness is chance.
const LEAST: u8 = 45;
/// From which score on a part of a compound is taken for it.
const PART: u8 = 75;
/// Letters from which on a German word may be made of several.
const COMPOUND: usize = 9;
/// Characters from which on a word carries meaning, where no list of function words tells.
const CONTENT: usize = 4;

/// A word of one side.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its place.
    pub span: Span,
    /// Romanised.
    pub roman: String,
    /// Whether it begins with a capital.
    pub is_capital: bool,
    /// Whether it carries meaning: no article, no particle.
    pub is_content: bool,
    /// Whether it is made of letters.
    pub is_word: bool,
    /// A name as it sounds; empty for words without a capital.
    sound: String,
    /// Clause that it stands in, counted by the marks between them.
    pub clause: usize,
    /// English stem of it, or of what it may be translated by.
    stems: Vec<String>,
    countries: Vec<Country>,
    /// Whether it is so long a German word that it may hold several words of the other side.
    is_compound: bool,
    /// What else lists call it on the other side.
    names: Vec<&'static str>,
    /// What translators rendered it by; of English words nothing.
    learned: Vec<Rendering>,
    /// What stands for an English word in the table of those; 0 for others.
    english: u32,
}

/// Words of a pair and their partners.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Words of the source.
    pub source: Vec<Word>,
    /// Words of the draft.
    pub target: Vec<Word>,
    /// For each word of the source its partner and how sure that is.
    pub of_source: Vec<Option<(usize, u8)>>,
    /// For each word of the draft its partner.
    pub of_target: Vec<Option<usize>>,
    /// For each word of the source the score of its best likeness, taken or not.
    pub best: Vec<u8>,
    /// The same for words of the draft.
    pub best_target: Vec<u8>,
}

/// Which dictionary speaks for a pair of texts.
struct Tongues {
    /// Of the source, where the draft is English.
    source: Option<&'static str>,
    /// Of the draft, where the source is English.
    target: Option<&'static str>,
    from_english: bool,
    to_english: bool,
    learned: Learned,
}

impl Word {
    /// By how many words the other side may render it, as far as is known.
    #[must_use]
    pub fn rendered(&self) -> usize {
        self.learned.len() + self.names.len() + self.countries.len()
    }
}

impl Links {
    /// Links the words of a pair.
    #[must_use]
    pub fn new(document: &Document, bitext: &Bitext, pair: &Pair, index: usize) -> Self {
        let to_english = document.lang() == Lang::En;
        let from_english = bitext.original.lang() == Lang::En;
        let known = |code: &str| LANGUAGES.iter().find(|(other, _)| *other == code).map(|(code, _)| *code);
        let tongues = Tongues {
            source: bitext.dictionary.filter(|_| to_english),
            target: if from_english { known(document.lang().code()) } else { None },
            from_english,
            to_english,
            learned: bitext.learned,
        };
        let mut source = words(bitext.source_sentences(pair));
        let mut target = words(pair.target.clone().map(|index| document.sentence(index)));
        tongues.explain(&bitext.original, &mut source, true);
        tongues.explain(document, &mut target, false);
        let mut links = Self {
            of_source: vec![None; source.len()],
            of_target: vec![None; target.len()],
            best: vec![0; source.len()],
            best_target: vec![0; target.len()],
            source,
            target,
        };
        links.join(bitext.postings(document), index);
        links
    }

    /// Gives each word its partner, the surest first; of equals those at like places.
    fn join(&mut self, postings: &Postings, index: usize) {
        let company = postings.of_pair(index, &self.source, &self.target);
        let (n, m) = (self.source.len().max(1), self.target.len().max(1));
        let mut likely: Vec<(u8, usize, usize, usize)> = Vec::new();
        for (s, a) in self.source.iter().enumerate() {
            for (t, b) in self.target.iter().enumerate() {
                let score = score(a, b).max(company.score(s, t));
                if score < LEAST {
                    continue;
                }
                self.best[s] = self.best[s].max(score);
                self.best_target[t] = self.best_target[t].max(score);
                likely.push((u8::MAX - score, (s * 1000 / n).abs_diff(t * 1000 / m), s, t));
            }
        }
        likely.sort_unstable();
        for (score, _, s, t) in &likely {
            if self.of_source[*s].is_none() && self.of_target[*t].is_none() {
                self.of_source[*s] = Some((*t, u8::MAX - score));
                self.of_target[*t] = Some(*s);
            }
        }
        // `Friedensnobelpreis` stands for three words.
        for (score, _, s, t) in likely {
            let score = u8::MAX - score;
            if self.of_source[s].is_none() && self.target[t].is_compound && score >= PART {
                self.of_source[s] = Some((t, score));
            }
        }
    }

    /// How sure the partner of a word of the source is; 0 where it has none.
    #[must_use]
    pub fn held(&self, s: usize) -> u8 {
        self.of_source.get(s).copied().flatten().map_or(0, |(_, score)| score)
    }
}

impl Tongues {
    /// Looks words up in what speaks for them.
    fn explain(&self, document: &Document, words: &mut [Word], is_source: bool) {
        let english = if is_source { self.from_english } else { self.to_english };
        let dictionary = if is_source { self.source } else { self.target };
        for word in words {
            let text = document.slice(word.span);
            if english {
                let stem = english_stem(&word.roman);
                word.english = stem_key(&stem);
                word.stems = vec![stem];
                if word.is_capital {
                    word.countries = named_countries(&word.roman);
                }
            } else if word.is_word {
                if let Some(language) = dictionary {
                    word.learned = self.learned.renderings(&word.roman, language);
                    if text.chars().count() > 2 {
                        word.stems = renderings(text, language);
                    }
                    word.is_compound = language == Lang::De.code() && word.roman.len() >= COMPOUND;
                    if word.is_compound {
                        word.stems.extend(of_parts(text, language));
                    }
                }
                if word.is_capital || !is_source {
                    word.countries = exonyms(&word.roman);
                    if document.lang() == Lang::De {
                        word.countries.extend(german_countries(&word.roman));
                        word.sound = sound(ground(&word.roman));
                    }
                }
                if let Some(language) = dictionary.filter(|_| word.is_capital) {
                    word.names = names_of(&word.roman, language);
                }
            }
        }
    }
}

/// What English calls a name of a language; of one without a list of names, what it calls that of any other: `Peking`, `Pariis`.
fn names_of(roman: &str, language: &str) -> Vec<&'static str> {
    if LANGUAGES.iter().any(|(code, _)| *code == language) {
        return renamed(roman, language);
    }
    let mut names: Vec<&str> = LANGUAGES.iter().flat_map(|(code, _)| renamed(roman, code)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A name of German without the part of the land that it means: `Nordirland`, `Zentralpazifik`, `Nordostpazifik`.
fn ground(word: &str) -> &str {
    const PARTS: [&str; 9] = ["nord", "sud", "ost", "west", "mittel", "zentral", "ober", "unter", "inner"];
    let mut ground = word;
    while let Some(rest) =
        PARTS.iter().find_map(|part| ground.strip_prefix(part)).filter(|rest| rest.len() >= 4)
    {
        ground = rest;
    }
    ground
}

fn is_german_adjective(roman: &str) -> bool {
    roman.contains("isch")
}

/// The countries of German compounds and adjectives: `Nordirland`, `schwedischen`.
fn german_countries(word: &str) -> Vec<Country> {
    let mut countries: Vec<Country> =
        Some(ground(word)).filter(|g| *g != word).map(exonyms).unwrap_or_default();
    if let Some((stem, _)) = word.split_once("isch").filter(|(stem, _)| stem.len() >= 2) {
        countries.extend(["", "en", "ien", "land"].iter().flat_map(|end| exonyms(&format!("{stem}{end}"))));
    }
    countries
}

/// The countries that an English word names, or whose people it names.
fn named_countries(word: &str) -> Vec<Country> {
    let places = [place(word), place(word.trim_end_matches('s'))].into_iter().flatten();
    let named = places.filter(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Demonym));
    named.map(|place| place.country).collect()
}

/// How well two words go together by themselves.
fn score(a: &Word, b: &Word) -> u8 {
    let (x, y) = (a.roman.as_str(), b.roman.as_str());
    if x == y {
        return if a.is_content { 100 } else { 60 };
    }
    let short = x.len().min(y.len());
    // `Berliinigi`, `ObamaCare`, `Kasparov.ru`; compounds.
    let holds = short >= 5 && (y.contains(super::names::stem(x)) || x.contains(super::names::stem(y)));
    if !a.is_word || !b.is_word || short < 2 {
        return if holds { 75 } else { 0 };
    }
    let named = |names: &[&str], other: &str| names.iter().any(|name| name.get(..4) == other.get(..4));
    let common = |p: &str, q: &str| p.bytes().zip(q.bytes()).take_while(|(p, q)| p == q).count();
    let prefix = common(x, y);
    // A capital may go with its case: `Rootsi`, Swedish; German adjectives are written small.
    let capitals = a.is_capital && (b.is_capital || is_german_adjective(y));
    let mut score = 0;
    if capitals {
        let (prefix, short) = match common(&a.sound, &b.sound) {
            heard if heard > prefix => (heard, a.sound.len().min(b.sound.len())),
            _ => (prefix, short),
        };
        score = match () {
            () if named(&a.names, y) || named(&b.names, x) => 85,
            () if prefix * 4 >= short * 3 && prefix >= 4 => 90,
            () if prefix == 3 && short == 4 && x.len() == y.len() => 80,
            () if prefix >= 5 || prefix >= 2 && same_word(x, y) => 80,
            // `Была` and `Павла` have the consonants of Paul.
            () if same_word(x, y) || same_word(root(x), root(y)) || same_word(&a.sound, &b.sound) => 76,
            // `Vietcongtruppen`, `Koranverse`
            () if b.is_compound && x.len() >= 4 && (y.contains(x) || begins_like(y, root(x))) => PART,
            () if alike(x, y) => 62,
            () if prefix >= 3 && prefix * 2 >= short => 55,
            () => 0,
        };
        // Rather than a word that begins alike: `Iceland, the Faroe Islands`.
        if a.countries.iter().any(|country| b.countries.contains(country)) {
            score = score.max(91);
        }
    } else if prefix >= 5 || prefix == 4 && short <= 6 {
        score = 68;
    }
    if holds {
        score = score.max(64);
    }
    if score < 75 && a.stems.iter().any(|stem| b.stems.iter().any(|other| same_stem(stem, other))) {
        score = 75;
    }
    score.max(learned(a, b)).max(learned(b, a))
}

/// How well translators say that a word goes with an English one.
fn learned(word: &Word, english: &Word) -> u8 {
    let same = word.learned.iter().filter(|rendering| rendering.is(english.english));
    same.map(|rendering| rendering.score).max().unwrap_or(0)
}

/// The words and numbers of some sentences, with the clauses that they stand in.
fn words<'d>(sentences: impl Iterator<Item = Sentence<'d>>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut clause = 0;
    for sentence in sentences {
        let document = sentence.document();
        for token in sentence.tokens() {
            if token.is_wordlike() {
                words.extend(word(document, sentence.lang(), token, clause));
            } else if matches!(
                token.char(),
                Some(',' | ';' | ':' | '–' | '—' | '(' | ')' | '.' | '?' | '!' | '…')
            ) && words.last().is_some_and(|word| word.clause == clause)
            {
                clause += 1;
            }
        }
        clause += 1;
    }
    words
}

fn word(document: &Document, lang: Lang, token: &Token, clause: usize) -> Option<Word> {
    let text = document.token_text(token);
    // `Joker's`, `Joker’s`
    let text = ["'s", "’s"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let roman = roman(text);
    if roman.is_empty() {
        return None;
    }
    let function = |id| document.words().get(id).function_of & lang.bit() != 0;
    let is_capital = text.starts_with(char::is_uppercase);
    let sound = if is_capital || is_german_adjective(&roman) { sound(&roman) } else { String::new() };
    let fewest = if is_capital { CONTENT - 1 } else { CONTENT };
    Some(Word {
        span: token.span,
        is_capital,
        is_content: token.word().is_none_or(|id| !function(id) && text.chars().count() >= fewest),
        is_word: token.is_word(),
        clause,
        sound,
        roman,
        stems: Vec::new(),
        countries: Vec::new(),
        names: Vec::new(),
        is_compound: false,
        learned: Vec::new(),
        english: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_compounds_and_adjectives_name_their_countries() {
        for (word, country) in [
            ("schwedischen", "sweden"),
            ("nordirland", "ireland"),
            ("irische", "ireland"),
            ("sudafrika", "south africa"),
        ] {
            let country = place(country).map(|p| p.country).expect("a country");
            let found = [exonyms(word), german_countries(word)].concat();
            assert!(found.contains(&country), "{word}");
        }
        assert!(german_countries("politischen").is_empty());
    }
}

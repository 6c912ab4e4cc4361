//! What differs between languages in how words are written: words of one letter, elision, and words that are built by rule
//! and stand in no list (German compounds, Spanish verbs with their pronouns).

use super::Model;
use super::pieces::Pieces;
use super::tables::Cost;
use super::words::Flags;
use crate::lang::{Lang, function_words, listed};

/// French words that lose their vowel before another.
const ELIDED: [&str; 13] =
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// The words of a language that end with an apostrophe where another follows, without it.
#[must_use]
pub const fn elided(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Fr => &ELIDED,
        _ => &[],
    }
}

/// Whether a language has such words.
#[must_use]
pub const fn elides(lang: Lang) -> bool {
    !elided(lang).is_empty()
}

/// Letters that are words of a language, in lower case with blanks between.
#[must_use]
pub const fn lone_words(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "a y à ô",
        Lang::Es => "a e o u y",
        Lang::De => "",
        _ => "a i",
    }
}

/// What a word costs that no list has and that is not built by rule: the lists of forms are long, and the letters of German nouns
/// make any string look like one.
const STRANGE: Cost = 250;
/// Parts of a built word are no commoner than this: `sehr` and `schön` run together are no compound.
const CONTENT: Cost = 850;
/// Letters of the shortest part of a built word.
const SHORTEST: usize = 4;
/// What stands between the parts of a German compound.
const LINKS: [&str; 6] = ["s", "n", "en", "es", "er", "e"];
/// What stands before German verbs.
const BEFORE_VERBS: &str = "ab an auf aus bei ein mit nach vor zu um durch über unter hinter wieder her hin heraus herein \
herum herunter hervor hinaus hinein hinauf hinunter hinzu raus rein runter rauf rum vorbei vorüber zusammen zurück weiter fest frei \
dazu daran darauf darin davon entgegen auseinander los weg dahin gegenüber miss ver zer ent be er voran voraus";
/// Endings of German adjectives that are no words, or short ones.
const AFTER_NOUNS: [&str; 7] = ["los", "arm", "reich", "voll", "frei", "bar", "jährig"];
/// What French and Spanish words are built with.
const PREFIXES: &str = "anti auto cyber géo geo hyper hiper inter macro méga mega micro mini multi néo neo neuro photo foto \
pluri poly poli post pseudo psycho psico radio semi socio super télé tele trans ultra vidéo video électro electro \
extra infra";
/// Pronouns at the end of Spanish verbs, longest first.
const ENCLITICS: [&str; 11] = ["nos", "los", "las", "les", "os", "me", "te", "se", "lo", "la", "le"];

impl Model<'_> {
    /// The pieces of a text of the language.
    #[must_use]
    pub const fn pieces<'t>(&self, text: &'t str) -> Pieces<'t, 'static> {
        Pieces::new(text).eliding(elided(self.lang))
    }

    /// What a word that nothing knows costs beyond its letters.
    #[must_use]
    pub fn strange(&self) -> Cost {
        if self.lang == Lang::En { 0 } else { STRANGE }
    }

    /// Whether a letter is a word.
    #[must_use]
    pub fn is_lone_word(&self, lower: &str) -> bool {
        listed(lone_words(self.lang), lower)
    }

    /// Whether a word, in lower case, that is not in the vocabulary is one all the same: a rare form, or one built by rule.
    #[must_use]
    pub fn vouches(&self, lower: &str, capital: bool) -> bool {
        self.further.contains(lower)
            || match self.lang {
                Lang::De => self.is_compound(lower, capital),
                Lang::Es => self.has_enclitics(lower) || self.is_derived(lower),
                Lang::Fr => self.is_derived(lower),
                _ => false,
            }
    }

    fn flags_of(&self, lower: &str) -> Option<(Flags, Cost)> {
        self.words.find(lower).map(|no| (self.words.flags(no), self.words.cost(no)))
    }

    /// Whether a part of a built word is a word of its own weight.
    fn is_part(&self, lower: &str, flags: Flags) -> bool {
        lower.chars().count() >= SHORTEST
            && (self.flags_of(lower).is_some_and(|(own, cost)| own.intersects(flags) && cost > CONTENT)
                || self.further.contains(lower))
    }

    fn is_compound(&self, lower: &str, capital: bool) -> bool {
        let last = if capital { Flags::DICTIONARY } else { Flags::LOWER };
        lower.char_indices().skip(2).any(|(at, _)| {
            let (first, rest) = lower.split_at(at);
            let verb = |rest: &str| {
                !function_words::is_function_word(self.lang, rest)
                    && self.flags_of(rest).is_some_and(|(flags, _)| flags.contains(Flags::VERB))
            };
            if listed(BEFORE_VERBS, first) && (verb(rest) || rest.strip_prefix("zu").is_some_and(verb)) {
                return true;
            }
            let head = self.is_part(first, Flags::DICTIONARY)
                || LINKS.iter().any(|link| {
                    first.strip_suffix(link).is_some_and(|head| self.is_part(head, Flags::DICTIONARY))
                });
            head && (self.is_part(rest, last)
                || rest.len() > 8 && self.is_compound(rest, capital)
                || AFTER_NOUNS.iter().any(|end| {
                    rest.strip_prefix(end)
                        .is_some_and(|end| matches!(end, "" | "e" | "er" | "es" | "en" | "em"))
                }))
        })
    }

    fn is_derived(&self, lower: &str) -> bool {
        lower.char_indices().skip(2).take(5).any(|(at, _)| {
            let (first, rest) = lower.split_at(at);
            listed(PREFIXES, first) && self.is_part(rest, Flags::LOWER)
        })
    }

    fn has_enclitics(&self, lower: &str) -> bool {
        let plain: String = lower.chars().map(without_accent).collect();
        let is_verb = |stem: &str| {
            let known =
                |stem: &str| self.flags_of(stem).is_some_and(|(flags, _)| flags.contains(Flags::LOWER));
            stem.len() >= 3 && (known(stem) || self.further.contains(stem))
                // `dar` in `dárselo`, `oír` in `oírlo`.
                || lower.get(..stem.len() + 1).is_some_and(|stem| known(stem) && stem.ends_with('r'))
        };
        let mut stem = plain.as_str();
        for _ in 0..2 {
            let Some(shorter) = ENCLITICS.iter().find_map(|pronoun| stem.strip_suffix(pronoun)) else {
                return false;
            };
            stem = shorter;
            let verb =
                stem.ends_with("ar") || stem.ends_with("er") || stem.ends_with("ir") || stem.ends_with("ndo");
            if verb && is_verb(stem) {
                return true;
            }
        }
        false
    }
}

/// A vowel without its acute accent.
#[must_use]
pub const fn without_accent(c: char) -> char {
    match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        c => c,
    }
}

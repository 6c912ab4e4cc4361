//! `stray-letter`: a single letter where no letter belongs.
//!
//! Three producers, each with its own evidence:
//! - recognition takes `I` for `l` or `J`: a verb of the first person follows, and the repair is known;
//! - an apostrophe is lost and leaves its letter behind (`don t`, `it s`): the word before says so;
//! - a speck, a rule or the rest of a lost word becomes a letter: common words in lower case stand on both sides, nothing
//!   names a letter or a quantity nearby, and the document does not use that letter as a word.

use super::{Context, Detector, Findings};
use crate::document::{Document, Gap, Marks, Sentence, Shape, Token, TokenKind, WordId};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed};
use crate::rule::{Family, Rule, Severity};

/// See the module.
pub struct StrayLetter;

static RULES: [Rule; 1] = [Rule {
    name: "stray-letter",
    family: Family::Words,
    summary: "a single letter where no letter belongs",
    explain: "A lone letter in running prose: `I` misread as `l` or `J`, the rest of a contraction that lost its apostrophe \
(`don t`), or a speck that recognition took for a letter. Spared: words of one letter in the language at hand (English `a`, \
`I`; French `à`, `y`; Spanish `y`, `o`; Russian `в`, `с` …), variables, initials, list markers, units, letters that are named \
(`plan b`, `the letter e`), names with a particle (`Ortega y Gasset`), and the short spellings of chats (`u`, `r`, `n`).",
    severity: Severity::Minor,
}];

impl Detector for StrayLetter {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn sentence_needs(&self) -> Marks {
        Marks::LONE_LETTER
    }

    fn sentence(&self, sentence: Sentence<'_>, cx: &Context<'_>, out: &mut Findings) {
        if !sentence.is_prose() {
            return;
        }
        let tokens = sentence.tokens();
        // Told before the text is looked at.
        let may_be_letter = |token: &Token| {
            let longest = if token.is_ascii() { 1 } else { char::MAX_LEN_UTF8 as u32 };
            token.is_word() && token.span.len() <= longest
        };
        for (at, _) in tokens.iter().enumerate().filter(|(_, token)| may_be_letter(token)) {
            let place = Place { sentence, doc: sentence.document(), tokens, at };
            if let Some(letter) = place.lone() {
                let english = sentence.lang() == Lang::En;
                let found =
                    if english { place.apostrophe(letter).or_else(|| place.misread_i(letter)) } else { None };
                if let Some(finding) = found.or_else(|| place.speck(cx, letter)) {
                    out.push(finding);
                }
            }
        }
    }
}

struct Place<'d> {
    sentence: Sentence<'d>,
    doc: &'d Document,
    tokens: &'d [Token],
    at: usize,
}

impl<'d> Place<'d> {
    fn token(&self, offset: isize) -> Option<&'d Token> {
        self.at.checked_add_signed(offset).and_then(|i| self.tokens.get(i))
    }

    /// The word at this distance, in lower case; empty where another thing stands.
    fn word(&self, offset: isize) -> &'d str {
        let words = self.doc.words();
        let token = self.token(offset).filter(|t| t.kind == TokenKind::Word);
        token.and_then(Token::word).map_or("", |id| words.text(words.get(id).lower))
    }

    fn shape(&self, offset: isize) -> Option<Shape> {
        self.token(offset)
            .filter(|t| t.kind == TokenKind::Word)
            .and_then(Token::word)
            .map(|id| self.doc.words().get(id).shape)
    }

    /// The letter at `at`, if it stands alone between white space or before a mark.
    fn lone(&self) -> Option<&'d str> {
        let token = self.token(0)?;
        let letter = self.doc.token_text(token);
        let mut chars = letter.chars();
        let single = token.is_word() && chars.next().is_some() && chars.next().is_none();
        let before = self.token(-1).is_none() || matches!(token.gap, Gap::Space | Gap::NoBreak | Gap::Line);
        let after = self.token(1).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::NoBreak | Gap::Line));
        (single && before && after).then_some(letter)
    }

    /// How often the letter stands alone in the document.
    fn uses(&self, letter: &str) -> u32 {
        let words = self.doc.words();
        words.find(letter).map_or(0, |id| words.get(id).count)
    }

    /// "don t", "it s", "I m": the word before cannot stand without the letter.
    fn apostrophe(&self, letter: &str) -> Option<Finding> {
        if self.token(0)?.gap == Gap::Line {
            return None;
        }
        let before = self.word(-1);
        let confidence = match letter {
            "t" => match before {
                "didn" | "doesn" | "isn" | "wasn" | "aren" | "weren" | "couldn" | "wouldn" | "shouldn"
                | "hasn" | "haven" | "hadn" | "ain" | "mustn" | "needn" => 960,
                "don" if self.shape(-1) == Some(Shape::Lower) || self.at == 1 => 940,
                "won" | "can" if !self.word(1).is_empty() => 850,
                _ => return None,
            },
            "s" if self.shape(1).is_some_and(|s| s != Shape::Upper) => match before {
                "it" | "that" | "he" | "she" | "what" | "there" | "let" | "who" => 880,
                _ if self.possessive() => 600,
                _ => return None,
            },
            "m" if before == "i" => 940,
            "d" if matches!(before, "i" | "he" | "she" | "they" | "we") => 720,
            _ => return None,
        };
        let (word, lone) = (self.token(-1)?, self.token(0)?);
        let mark = if self.curly() { '’' } else { '\'' };
        let joined = format!("{}{mark}{letter}", self.doc.token_text(word));
        let finding =
            Finding::new(&RULES[0], word.span.to(lone.span), confidence, "an apostrophe is missing");
        Some(finding.suggest(joined, Applicability::Ask))
    }

    /// "the country s largest port"
    fn possessive(&self) -> bool {
        let noun = self.shape(-1) == Some(Shape::Lower) && self.word(-1).len() > 3;
        let function = |offset| {
            self.token(offset)
                .and_then(Token::word)
                .is_some_and(|id| self.doc.words().get(id).function_of & Lang::En.bit() != 0)
        };
        noun && self.uses("s") < 20 && self.shape(1) == Some(Shape::Lower) && !function(1) && !function(-1)
    }

    /// Whether the document sets typographic apostrophes.
    fn curly(&self) -> bool {
        let census = self.doc.census();
        let (curly, straight) = (census.curly_apostrophes, census.straight_apostrophes);
        if curly + straight > 0 { curly > straight } else { census.curly_doubles > census.straight_doubles }
    }

    /// "l have", "J am", "my brother and l went"
    fn misread_i(&self, letter: &str) -> Option<Finding> {
        let confidence = match letter {
            "l" if self.unit() || self.named() => return None,
            "l" if first_person(self.word(1)) => 930,
            // Initials ("Michael J have") stand after a capital; a person called J does not think in the first person.
            "J" if !matches!(self.shape(-1), Some(Shape::Title | Shape::Upper)) || self.at == 1 => {
                match self.word(1) {
                    "am" | "have" | "think" | "do" | "know" | "hope" | "believe" | "wish" | "suppose"
                    | "want" | "love" | "mean" | "don't" | "don’t" => 830,
                    "was" | "had" | "will" | "would" | "can" | "could" | "shall" | "must" | "should" => 500,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let span = self.token(0)?.span;
        let finding =
            Finding::new(&RULES[0], span, confidence, "a misread “I”").suggest("I", Applicability::Ask);
        Some(finding.because(format!("`{}` follows, which wants a subject", self.word(1))))
    }

    /// "2 l of water"
    fn unit(&self) -> bool {
        self.token(-1).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed))
    }

    /// Something nearby names a letter, a quantity or a kind by a letter.
    fn named(&self) -> bool {
        let before = self.word(-1);
        listed("a an the every any some no each", before)
            || listed(NAMING, before)
            || listed(NAMING, self.word(-2)) && before.len() < 4
            || listed(NAMED, self.word(1))
    }

    fn speck(&self, cx: &Context<'_>, letter: &str) -> Option<Finding> {
        let lang = self.sentence.lang();
        if !suspicious(lang, letter) || self.unit() || self.named() {
            return None;
        }
        // Letters in a row are a letter-spaced word or a formula.
        let others = self
            .tokens
            .iter()
            .filter(|t| {
                t.kind == TokenKind::Word
                    && t.span != self.tokens[self.at].span
                    && lone_consonant(self.doc.token_text(t))
            })
            .count();
        if others > 0 {
            return None;
        }
        let sound = |offset: isize| {
            self.token(offset).and_then(Token::word).is_some_and(|id| {
                let word = self.doc.words().get(id);
                let plain =
                    word.shape == Shape::Lower || word.shape == Shape::Title && self.at == 1 && offset == -1;
                plain
                    && (word.function_of & lang.bit() != 0
                        || knows(cx, lang, id).unwrap_or(
                            self.doc.token_text(&self.tokens[self.at.saturating_add_signed(offset)]).len()
                                > 2,
                        ))
            })
        };
        let comma = self.token(-1).is_some_and(|t| t.is(',')) && self.token(-2).is_some_and(Token::is_word);
        if !(sound(1) && (sound(-1) || comma && sound(-2))) {
            return None;
        }
        let span = self.token(0)?.span;
        let confidence = if lang == Lang::En { self.speck_confidence(cx, letter)? } else { 600 };
        let found = Finding::new(&RULES[0], span, confidence, "a lone letter")
            .because(format!("`{letter}` is no word, and plain words stand on both sides"));
        // A clause begins before the letter, or a verb in the past follows: the subject is missing.
        let subject = letter == "l"
            && (self.word(1).ends_with("ed")
                || listed("that when if because but what as where while", self.word(-1)));
        Some(if subject { found.suggest("I", Applicability::Ask) } else { found })
    }

    /// How sure a speck of English text is; `None` where the letter is more likely meant.
    fn speck_confidence(&self, cx: &Context<'_>, letter: &str) -> Option<u16> {
        let (uses, after) = (self.uses(letter), self.word(1));
        // What follows neither a subject and its verb nor an article: no reading of the letter as a short word fits.
        let impossible = listed("of and which has had was is", after);
        match letter {
            // A text may write the pronoun small; only a word that cannot follow it gives the speck away.
            "i" => {
                let no_verb = impossible && after != "was" && after != "had"
                    || listed("because the in to on at for with from by who than their its", after);
                return (no_verb && uses == 1).then_some(760);
            }
            // Chats write `you`, `are`, `and`, `the`, `be`, `with`, `why` as letters; formulas name quantities by letters.
            "r" | "d" if impossible && uses == 1 => {}
            "u" | "r" | "n" | "d" | "b" | "w" | "y" | "v" | "x" | "z" => return Some(450),
            _ if uses > 2 => return Some(450),
            _ => {}
        }
        // "in t he house": the letter was torn off its word, which the other rules join.
        let joins = |beside: &str, joined: String| !beside.is_empty() && cx.knows_text(&joined) == Some(true);
        let torn = joins(after, format!("{letter}{after}"))
            || joins(self.word(-1), format!("{}{letter}", self.word(-1)));
        Some(if torn { 550 } else { 780 })
    }
}

fn lone_consonant(text: &str) -> bool {
    text.len() == 1 && !matches!(text, "a" | "A" | "I" | "i" | "O" | "o")
}

fn first_person(word: &str) -> bool {
    listed(
        "have am was had will would can could do did think thought know knew must should shall may \
might want wanted need believe believed went said saw came told took felt found made got get \
gave asked looked heard wish hope suppose remember love loved like liked mean see feel never \
also don't don’t didn't didn’t can't can’t won't won’t couldn't couldn’t wasn't wasn’t \
haven't haven’t cannot understand tell ask live lived left met began used always just",
        word,
    )
}

/// Letters that are no word of `lang`. Languages with many words of one letter, or without a list here, are left alone.
fn suspicious(lang: Lang, letter: &str) -> bool {
    let Some(c) = letter.chars().next() else { return false };
    let consonant = c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    match lang {
        Lang::En => c.is_ascii_lowercase() && !matches!(c, 'a' | 'o'),
        Lang::De => consonant && !matches!(c, 's' | 'n' | 'm'),
        Lang::Fr => consonant && !matches!(c, 'l' | 'd' | 'n' | 's' | 'c' | 'j' | 'm' | 't'),
        Lang::Es | Lang::It | Lang::Pt => consonant && !matches!(c, 'l' | 'd'),
        Lang::Nl => consonant && !matches!(c, 's' | 't' | 'n' | 'm' | 'k' | 'd' | 'z'),
        _ => false,
    }
}

/// Words before a letter that name it or what it stands for.
const NAMING: &str = "letter letters vitamin plan type figure section part point group class box page step line \
column row option case variable number value note key chapter article exhibit grade team \
size sizes capital small silent final initial axis hepatitis factor index probability time \
speed mass length force integer angle radius distance height width constant function \
parameter coefficient term terms called named vowel consonant sound minor major sharp flat \
string track item question answer paragraph clause lower-case uppercase lowercase character \
symbol node vertex set matrix vector charge sq per x";

/// Words after a letter that it belongs to: "x axis", "e mail", "t test".
const NAMED: &str = "axis axes cell cells value values mail mails book books commerce shirt shirts ray rays turn \
turns force bomb word section test tests side day neck curve shaped minor major sharp flat \
pop coordinate coordinates direction times squared equals orbital orbitals wave waves block \
cigarette cigarettes learning stands";

/// Whether the dictionary has the word; `None` where there is none for the language of the passage.
fn knows(cx: &Context<'_>, lang: Lang, word: WordId) -> Option<bool> {
    if lang == cx.document.lang() { cx.knows(word) } else { None }
}

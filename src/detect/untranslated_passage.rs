//! `untranslated-passage`: a clause that was left in the language it was translated from.
//!
//! ```text
//! The minister said that ⟦la situación es muy difícil para todos⟧ and promised help.
//! ```
//!
//! Function words carry the proof: two or three that the document's language does not have, of one other language, with words
//! between them that the document's dictionary does not know. Quotations, titles in capitals, mottos after "called" or "meaning",
//! and passages in brackets or beside their translation are foreign on purpose.

use super::{Context, Detector, Findings};
use crate::document::classes::{is_close_bracket, is_dash, is_open_bracket, is_quote};
use crate::document::{ByWord, Document, Gap, Sentence, Shape, Token, WordId};
use crate::finding::Finding;
use crate::lang::{Lang, certain, listed};
use crate::residue::fold::fold;
use crate::residue::{self, language_name};
use crate::rule::{Family, Rule, Severity};

/// See the module.
pub struct UntranslatedPassage;

static RULES: [Rule; 1] = [Rule {
    name: "untranslated-passage",
    family: Family::Translation,
    summary: "a clause left in another language",
    explain: "A translation system that loses its way copies its source: in the middle of an English sentence stands a Spanish clause. \
The finding names the language and what some of its words mean. Spared: quotations and titles, names, passages in brackets or \
italics, loan words and set phrases of fewer than four words, whole paragraphs in another language, and words about words (`called`, \
`meaning`, `the motto`).",
    severity: Severity::Major,
}];

/// Function words of the other language that prove it.
const FEWEST_FUNCTION_WORDS: usize = 3;
/// Words of a passage, at least.
const FEWEST_WORDS: usize = 4;

impl Detector for UntranslatedPassage {
    fn rules(&self) -> &'static [Rule] {
        &RULES
    }

    fn document(&self, document: &Document, cx: &Context<'_>, out: &mut Findings) {
        let own = document.lang();
        if own == Lang::Other {
            return;
        }
        let words = document.words();
        // Function words of other languages that are none of this one; short words mean little.
        let foreign: ByWord<bool> = ByWord::of(words, |id| {
            let word = words.get(id);
            word.function_of & !own.bit() != 0
                && word.function_of & own.bit() == 0
                && word.shape != Shape::Upper
        });
        if words.ids().filter(|id| foreign.get(*id)).count() < 2 {
            return;
        }
        for paragraph in document.paragraphs().filter(|p| p.is_prose() && p.lang() == own) {
            for sentence in paragraph.sentences() {
                let count: u32 = sentence.word_ids().iter().map(|id| u32::from(foreign.get(*id))).sum();
                if count >= 2
                    && let Some(finding) = (Passage { sentence, cx, foreign: &foreign }).find()
                {
                    out.push(finding);
                }
            }
        }
    }
}

struct Passage<'d, 'c> {
    sentence: Sentence<'d>,
    cx: &'c Context<'c>,
    foreign: &'c ByWord<bool>,
}

impl Passage<'_, '_> {
    fn is_foreign(&self, id: WordId) -> bool {
        self.foreign.get(id)
    }

    /// Whether a token can belong to the passage: a word that the document's language does not have, or a short one that both have.
    fn belongs(&self, token: &Token) -> bool {
        let Some(id) = token.word() else { return token.is(',') || token.is('-') };
        let words = self.cx.document.words();
        let lower = words.get(id).lower;
        self.is_foreign(id)
            || words.text(id).chars().count() <= 3
                && words.get(lower).function_of & !self.cx.document.lang().bit() != 0
            || self.cx.knows(id) != Some(true) && self.cx.knows(lower) != Some(true)
    }

    fn find(&self) -> Option<Finding> {
        let tokens = self.sentence.tokens();
        let mut inside: Vec<bool> = tokens.iter().map(|t| self.belongs(t)).collect();
        // One or two words that both languages have, after a function word that only one has: "une situation difficile".
        for at in 1..inside.len().saturating_sub(1) {
            let proof = tokens[at - 1].word().is_some_and(|id| self.is_foreign(id));
            let gap = inside[at..].iter().take_while(|i| !**i).count();
            let words = tokens[at..at + gap].iter().all(Token::is_word);
            if proof && words && (1..=2).contains(&gap) && at + gap < inside.len() {
                inside[at..at + gap].fill(true);
            }
        }
        let mut start = 0;
        while start < tokens.len() {
            let length = inside[start..].iter().take_while(|i| **i).count();
            if length >= FEWEST_WORDS
                && let Some(finding) = self.judge(start, start + length)
            {
                return Some(finding);
            }
            start += length.max(1);
        }
        None
    }

    fn judge(&self, start: usize, end: usize) -> Option<Finding> {
        let tokens = self.sentence.tokens();
        let words = self.cx.document.words();
        let from = start + tokens[start..end].iter().position(Token::is_word)?;
        // Words of the document's own language at the end are not part of it: "… para la escuela in the budget".
        let own = |t: &Token| {
            t.word().is_none_or(|id| words.get(id).function_of & self.cx.document.lang().bit() != 0)
        };
        let to = start + tokens[start..end].iter().rposition(|t| t.is_word() && !own(t))? + 1;
        let ids: Vec<WordId> = tokens[from..to].iter().filter_map(Token::word).collect();
        let function = ids.iter().filter(|id| self.is_foreign(**id)).count();
        let capitals = ids.iter().filter(|id| words.get(**id).shape != Shape::Lower).count();
        // Names and titles: "La Voz de la Frontera".
        let unknown = ids.iter().filter(|id| self.cx.knows(words.get(**id).lower) != Some(true)).count();
        let proven = function >= FEWEST_FUNCTION_WORDS || function >= 2 && unknown >= 4;
        if ids.len() < FEWEST_WORDS || !proven || capitals * 3 > ids.len() {
            return None;
        }
        if self.on_purpose(from, to) {
            return None;
        }
        let span = tokens[from].span.to(tokens[to - 1].span);
        let text = self.cx.document.slice(span);
        let lang = certain(text).filter(|lang| *lang != self.cx.document.lang())?;
        let of_lang = ids.iter().filter(|id| words.get(**id).function_of & lang.bit() != 0).count();
        if of_lang < 2 {
            return None;
        }
        // A whole sentence may be a quotation that lost its marks.
        let whole = from == 0 && to + 1 >= tokens.len();
        let confidence = match ids.len() {
            _ if whole => 600,
            6.. => 880,
            5 => 800,
            _ => 720,
        };
        let name = language_name(lang.code());
        let message = "a clause that was left in another language";
        let finding = Finding::new(&RULES[0], span, confidence, message)
            .because(format!("{of_lang} function words of {name}, none of this text's language"));
        let known = meanings(self.cx.document, &ids, lang);
        Some(if known.is_empty() { finding } else { finding.because(format!("its words mean: {known}")) })
    }

    /// Foreign on purpose: in quotation marks or brackets, after a word about words, beside a dash or an equals sign.
    fn on_purpose(&self, from: usize, to: usize) -> bool {
        let tokens = self.sentence.tokens();
        let mark = |t: Option<&Token>| {
            t.and_then(Token::char).is_some_and(|c| {
                is_quote(c)
                    || is_open_bracket(c)
                    || is_close_bracket(c)
                    || is_dash(c)
                    || matches!(c, '=' | '*' | '_' | ':')
            })
        };
        let before = from.checked_sub(1).and_then(|i| tokens.get(i));
        let quotes =
            tokens[..from].iter().filter(|t| t.char().is_some_and(|c| is_quote(c) && c != '’')).count();
        let inside = quotes % 2 == 1
            || tokens[..from].iter().rev().find_map(|t| {
                let c = t.char()?;
                (is_open_bracket(c) || is_close_bracket(c)).then(|| is_open_bracket(c))
            }) == Some(true);
        let about = tokens[from.saturating_sub(4)..from].iter().any(|t| {
            listed(
                "called named titled entitled song film book novel newspaper magazine motto phrase means meaning slogan hashtag word words proverb hymn anthem translates chanted chanting chant shouted saying reads written",
                self.cx.document.token_text(t),
            )
        });
        mark(before) || mark(tokens.get(to)) || inside || about || tokens[from].gap == Gap::None
    }
}

/// Up to four words of the passage with their translations.
fn meanings(document: &Document, ids: &[WordId], lang: Lang) -> String {
    let words = document.words();
    let mut known: Vec<String> = Vec::new();
    for id in ids.iter().filter(|id| words.get(**id).function_of & lang.bit() == 0) {
        let text = words.text(*id);
        let gloss =
            residue::meanings(&fold(text)).find(|m| m.lang == lang.code()).map(|m| residue::gloss(m.gloss));
        if let Some(gloss) = gloss.filter(|_| known.len() < 4) {
            known.push(format!("`{text}` {gloss}"));
        }
    }
    known.join(", ")
}

//! `roadmap` in most documents, `road map` in one; `organize` in most, `organise` in one.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::{Form, RULES, Use, english, joint, pair, plain, singular, spelling, touches};
use crate::document::{Document, Shape};
use crate::finding::{Applicability, Finding};
use crate::lang::{Lang, listed};

/// Documents that must have the usual form for each that has the rare one.
const MAJORITY: u32 = 3;
/// Letters of a compound.
const LETTERS: std::ops::RangeInclusive<usize> = 5..=40;

/// What stands for a word: texts themselves are not kept.
fn key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

/// How often, and in how many documents.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    uses: u32,
    documents: u32,
}

/// A compound in each of its forms, in the order closed, hyphenated, open; and where its first part ends.
#[derive(Debug, Clone, Copy, Default)]
struct Compound {
    forms: [Count; 3],
    first: usize,
    doubt: bool,
}

/// The compounds and spellings of a document, or of many.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    compounds: FxHashMap<u64, Compound>,
    /// Words in lower case.
    words: FxHashMap<u64, Count>,
    /// British words and their American spellings.
    british: FxHashMap<u64, u64>,
}

/// Place of a form among three.
const fn place(form: Form) -> Option<usize> {
    match form {
        Form::Closed => Some(0),
        Form::Hyphenated => Some(1),
        Form::Open => Some(2),
        Form::Spelling(_) => None,
    }
}

/// Calls `visit` with every closed word and every pair of words that may be a compound.
fn compounds(document: &Document, mut visit: impl FnMut(u64, Use)) {
    let words = document.words();
    let letters = |index: usize, tokens: &[crate::document::Token]| {
        tokens[index].word().map(|id| words.text(words.get(id).lower)).unwrap_or_default()
    };
    for paragraph in english(document) {
        let tokens = paragraph.tokens();
        for at in 0..tokens.len() {
            if !plain(document, tokens, at) {
                continue;
            }
            let a = letters(at, tokens);
            if LETTERS.contains(&a.len()) && !touches(tokens, at, at) {
                let form = Form::Closed;
                visit(key(singular(a)), Use { form, span: tokens[at].span, first: 0, doubt: false });
            }
            let Some((last, form)) = joint(tokens, at) else { continue };
            let whole = [a, letters(last, tokens)].concat();
            if LETTERS.contains(&whole.len())
                && let Some(one) = pair(document, tokens, at, last, form)
            {
                visit(key(singular(&whole)), one);
            }
        }
    }
}

impl Forms {
    /// The forms of a document; none where it is not in English.
    pub(crate) fn of(document: &Document) -> Self {
        let mut forms = Self::default();
        if document.lang() != Lang::En {
            return forms;
        }
        compounds(document, |key, one| {
            let compound = forms.compounds.entry(key).or_default();
            if let Some(count) = place(one.form).and_then(|form| compound.forms.get_mut(form)) {
                *count = Count { uses: count.uses + 1, documents: 1 };
            }
            compound.first = compound.first.max(one.first);
            compound.doubt |= one.doubt;
        });
        let words = document.words();
        for id in words.ids().filter(|id| words.get(*id).shape == Shape::Lower && words.get(*id).count > 0) {
            let text = words.text(id);
            forms.words.insert(key(text), Count { uses: words.get(id).count, documents: 1 });
            if let Some(american) = spelling::american(text) {
                forms.british.insert(key(text), key(&american));
            }
        }
        forms
    }

    /// Adds the forms of another document.
    pub(crate) fn add(&mut self, other: Self) {
        let add = |to: &mut Count, from: Count| {
            to.uses += from.uses;
            to.documents += from.documents;
        };
        for (key, from) in other.compounds {
            let to = self.compounds.entry(key).or_default();
            to.forms.iter_mut().zip(from.forms).for_each(|(to, from)| add(to, from));
            to.first = to.first.max(from.first);
            to.doubt |= from.doubt;
        }
        for (key, from) in other.words {
            add(self.words.entry(key).or_default(), from);
        }
        self.british.extend(other.british);
    }

    /// Where a document has a form that most documents have not; `self` is of all of them.
    pub(crate) fn find(&self, document: &Document) -> Vec<Finding> {
        if document.lang() != Lang::En {
            return Vec::new();
        }
        let mut found = Vec::new();
        compounds(document, |key, one| {
            found.extend(self.compounds.get(&key).and_then(|compound| compound.judge(document, &one)));
        });
        found.extend(self.spellings(document));
        found
    }

    fn spellings(&self, document: &Document) -> Vec<Finding> {
        let words = document.words();
        let mut found = Vec::new();
        for token in english(document).flat_map(|paragraph| paragraph.tokens()) {
            let Some(id) = token.word().filter(|id| words.get(*id).shape == Shape::Lower) else { continue };
            let text = words.text(id);
            let Some(american) = spelling::american(text) else { continue };
            let count = |word: &str| self.words.get(&key(word)).copied().unwrap_or_default();
            if is_majority(count(&american), count(text)) {
                found.push(finding(token.span, 740, american.clone(), &american, count(&american)));
            }
        }
        found
    }
}

impl Compound {
    /// The finding of one use, where it is in the minority.
    fn judge(&self, document: &Document, one: &Use) -> Option<Finding> {
        let own = place(one.form)?;
        let (most, count) =
            self.forms.iter().copied().enumerate().max_by_key(|(at, count)| (count.uses, 3 - at))?;
        // Open against hyphenated is grammar.
        if own == most || own != 0 && most != 0 || !is_majority(count, *self.forms.get(own)?) {
            return None;
        }
        let letters: String =
            document.slice(one.span).chars().filter(|c| c.is_alphabetic() || *c == '\'').collect();
        let (a, b) = letters.split_at_checked(if one.first > 0 { one.first } else { self.first })?;
        let text = match most {
            0 => letters.clone(),
            1 => format!("{a}-{b}"),
            _ => format!("{a} {b}"),
        };
        // `an in-form striker`
        let particle = listed("in on up off out over", &a.to_lowercase());
        let confidence = if one.doubt || self.doubt || particle { 450 } else { 760 };
        Some(finding(one.span, confidence, text.clone(), &text.to_lowercase(), count))
    }
}

fn is_majority(most: Count, rare: Count) -> bool {
    most.documents >= MAJORITY * rare.documents && most.uses >= MAJORITY * rare.uses && rare.uses > 0
}

fn finding(span: crate::span::Span, confidence: u16, text: String, usual: &str, count: Count) -> Finding {
    Finding::new(&RULES[0], span, confidence, "written in another way in other documents")
        .suggest(text, Applicability::Ask)
        .because(format!("`{usual}` occurs {} times in {} documents", count.uses, count.documents))
}

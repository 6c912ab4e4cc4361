//! How well a word fits the words around it, by the n-gram model of English: "in part" is what people write, "in canoe state"
//! is not, but it is what they write of a name.

use super::page::{Page, bare};
use super::seen::Seen;
use crate::document::Token;
use crate::lang::Lang;
use crate::model::pieces::{NAME, START};
use crate::model::{embedded, tables::Cost};

/// What the model says of a word or phrase in its place, in units of a factor of ten or so.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Fit {
    /// How much rarer the word is after the words before it than anywhere; below 0 where it is at home.
    pub(super) left: f32,
    /// How much rarer what follows is after the word than after a name.
    pub(super) right: f32,
    /// How rare its capital is inside a sentence.
    pub(super) capital: f32,
    /// Whether the model knows the word.
    pub(super) known: bool,
}

/// Costs are in hundredths of nats.
const UNIT: f32 = 230.0;
/// Beyond this a difference says no more.
const MOST: f32 = 3.0;

fn scaled(cost: Cost) -> f32 {
    (cost as f32 / UNIT).clamp(-MOST, MOST)
}

impl Fit {
    /// Of the tokens from `at` to `end`.
    pub(super) fn of(page: &Page<'_>, tokens: &[Token], at: usize, end: usize, capital: bool) -> Self {
        let mut fit = Self::default();
        let Some(model) = embedded::of(Lang::En) else { return fit };
        let back = |n: usize| at.checked_sub(n).map(|i| Seen::of(model, page.doc, tokens, i));
        let (second, first) = (back(2), back(1).unwrap_or(Seen::START));
        let history = [second.map_or(if at == 1 { START } else { 0 }, |s| s.key), first.key];
        let own = Seen::of(model, page.doc, tokens, at);
        if let Some(no) = own.word {
            fit.known = true;
            let here = model.cost(history, first.is_name, own.key, own.word);
            fit.left = scaled(here - model.words.cost(no));
            if capital {
                fit.capital = scaled(model.case(no, true, false));
            }
        }
        let last = end - 1;
        let (before, word) = match last.checked_sub(1) {
            Some(i) if last > at => {
                (Seen::of(model, page.doc, tokens, i), Seen::of(model, page.doc, tokens, last))
            }
            _ => (first, own),
        };
        let possessive = tokens.get(last).is_some_and(|t| {
            let text = page.doc.token_text(t);
            bare(text) != text
        });
        let next = if possessive {
            let (key, word) = model.key("'s");
            Seen { key, word, is_name: false }
        } else {
            Seen::of(model, page.doc, tokens, end)
        };
        if word.word.is_some() {
            let after_word = model.cost([before.key, word.key], false, next.key, next.word);
            let after_name = model.cost([0, NAME], false, next.key, next.word);
            fit.right = scaled(after_word - after_name);
        }
        fit
    }
}

/// The share of the occurrences of a word that have a capital, 0 for what is in no list: of `costa` nearly all.
pub(super) fn capital_share(lower: &str) -> f32 {
    let Some(model) = embedded::of(Lang::En) else { return 0.0 };
    model.words.find(lower).map_or(0.0, |no| f32::from(model.words.capital(no)) / 255.0)
}

//! The open set: a common word or a whole phrase where only a name can stand, with no table to explain it.

use super::page::{Page, spaced};
use super::slots::{Class, INSTITUTIONS};
use crate::document::{Shape, Token, TokenKind};
use crate::lang::{Lang, listed};
use crate::residue;
use crate::span::Span;

/// Never more than possible: most such words are names of English-speaking people and places.
pub(super) const CONFIDENCE: u16 = 400;

/// Calls `report` with each place and the reason.
pub(super) fn notices(page: &Page<'_>, mut report: impl FnMut(Span, String)) {
    for paragraph in page.doc.paragraphs().filter(|p| p.is_prose() && p.lang() == Lang::En) {
        for sentence in paragraph.sentences() {
            let tokens = sentence.tokens();
            for at in 2..tokens.len() {
                if let Some((span, head)) = notice(page, tokens, at) {
                    report(span, format!("after \"{head} of\" the name of a place belongs"));
                }
            }
        }
    }
}

/// A phrase in title case after "town of", "mayor of": one common word, or several that no English place is called by.
fn notice<'d>(page: &Page<'d>, tokens: &[Token], at: usize) -> Option<(Span, &'d str)> {
    let of = page.classes.at(tokens, at.checked_sub(1));
    if !of.contains(Class::OF) || !page.classes.at(tokens, at.checked_sub(2)).contains(Class::TOWN) {
        return None;
    }
    let words = page.doc.words();
    let capital = |index: usize| {
        let token =
            tokens.get(index).filter(|t| t.kind == TokenKind::Word && (index == at || spaced(t.gap)))?;
        token.word().filter(|id| words.get(*id).shape == Shape::Title)
    };
    let end = (at..tokens.len()).find(|index| capital(*index).is_none()).unwrap_or(tokens.len());
    let ids: Vec<_> = (at..end).filter_map(capital).collect();
    let (first, last) = (tokens.get(at)?, tokens.get(end.checked_sub(1)?)?);
    let common = |least: f32| {
        ids.iter().all(|id| {
            let lower = page.lower(*id);
            !page.is_place(*id) && residue::usage(lower).is_some_and(|u| u.frequency >= least)
                || page.classes.of(*id).contains(Class::CLOSED)
        })
    };
    let closed = ids.iter().filter(|id| page.classes.of(**id).contains(Class::CLOSED)).count();
    let odd = match ids.as_slice() {
        [] => false,
        [id] => common(4.5) && closed == 0 && !listed(INSTITUTIONS, page.lower(*id)),
        ids => ids.len() >= 3 && closed >= 2 && common(3.0),
    };
    let head = tokens.get(at.checked_sub(2)?)?.word()?;
    odd.then(|| (first.span.to(last.span), page.lower(head)))
}

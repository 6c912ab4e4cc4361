//! What it costs to read a mark as one that opens, that closes, or as none: its shape and what stands beside it speak for or against it.

use super::marks::{Form, Mark, Side, Sort};
use super::speech;
use crate::document::{Document, Token};

/// A mark that is nothing we know: dearer than a lone one, so that `“Word` stays an opening mark.
pub(super) const STRAY: u32 = 120;

pub(super) fn cost_of_opening(document: &Document, mark: &Mark) -> u32 {
    let mut cost: u32 = match mark.form {
        Form::Closing if mark.sort == Sort::Guillemet || mark.sort == Sort::Angle => 120,
        Form::Closing => 80,
        Form::Opening | Form::Neutral => 0,
    };
    cost += match mark.left {
        Side::Edge | Side::Gap | Side::NoBreak | Side::Opener | Side::Ellipsis => 0,
        Side::Quote => 10,
        Side::Closer => 50,
        Side::Word => 70,
    };
    cost += match mark.right {
        Side::Word | Side::Opener => 0,
        // Nothing stands between the marks of an empty pair.
        Side::Quote if touches_double(document, mark) => 80,
        Side::Quote | Side::NoBreak => 10,
        Side::Ellipsis => 20,
        Side::Closer => 60,
        Side::Gap if mark.sort == Sort::Guillemet => 20,
        Side::Gap => 70,
        Side::Edge => 100,
    };
    // `, ”Pompeo said`: an attribution follows a quotation.
    if matches!(mark.right, Side::Gap | Side::Word)
        && matches!(mark.left, Side::Gap | Side::Closer)
        && speech::ends_clause_before(document, mark)
        && speech::attribution_after(document, mark)
    {
        cost += 60;
    }
    // `said, “The`: a verb of saying stands before one; behind its comma the mark may have lost its space.
    if speech::verb_precedes(document, mark) {
        cost.saturating_sub(if mark.left == Side::Closer { 40 } else { 20 })
    } else {
        cost
    }
}

/// Whether the mark, a double one, touches another on its right, and no word follows that: `""`, not `““We`.
fn touches_double(document: &Document, mark: &Mark) -> bool {
    let tokens = document.tokens();
    let next = tokens.get(mark.token_after());
    let word = tokens.get(mark.token_after() + 1).is_some_and(|t| t.is_glued() && t.is_wordlike());
    mark.sort == Sort::Double && !word && matches!(next.and_then(Token::char), Some('"' | '“' | '”' | '„'))
}

pub(super) fn cost_of_closing(document: &Document, mark: &Mark) -> u32 {
    let mut cost: u32 = match mark.form {
        Form::Opening if mark.glyph == '„' || mark.glyph == '‚' => 150,
        Form::Opening if mark.sort == Sort::Guillemet || mark.sort == Sort::Angle => 120,
        Form::Opening => 80,
        Form::Closing | Form::Neutral => 0,
    };
    cost += match mark.left {
        Side::Word | Side::Closer | Side::Ellipsis => 0,
        Side::Quote | Side::NoBreak => 10,
        Side::Gap if mark.sort == Sort::Guillemet => 20,
        // A displaced closing mark stands after the comma or stop of its quotation.
        Side::Gap if speech::ends_clause_before(document, mark) => {
            if speech::attribution_after(document, mark) { 20 } else { 40 }
        }
        Side::Gap if mark.right == Side::Word => 50,
        Side::Gap => 70,
        Side::Opener if speech::dash_before(document, mark) => 10,
        Side::Opener => 80,
        Side::Edge => 120,
    };
    cost + match mark.right {
        Side::Word => 70,
        Side::Opener | Side::Quote => 10,
        Side::Gap | Side::NoBreak | Side::Closer | Side::Edge | Side::Ellipsis => 0,
    }
}

/// What it costs to read a mark as an apostrophe, an inch, or a blot.
pub(super) fn cost_of_neither(
    document: &Document,
    mark: &Mark,
    before: Option<&Token>,
    after: Option<&Token>,
) -> u32 {
    let number_before = mark.left == Side::Word
        && before.is_some_and(|t| document.token_text(t).ends_with(|c: char| c.is_ascii_digit()));
    match mark.sort {
        Sort::Double if mark.glyph == '"' && number_before => 35,
        Sort::Double if mark.glyph == '"' && decade_after(document, mark, after) => 35,
        // `2018"s`: typed for an apostrophe. `it''s`: escaped in a query.
        Sort::Double if mark.left == Side::Word && mark.right == Side::Word && mark.form == Form::Neutral => {
            60
        }
        Sort::Double | Sort::Guillemet | Sort::Angle => STRAY + 40,
        Sort::Single => apostrophe(document, mark, number_before, before, after),
    }
}

/// `the "90s`: a double stroke typed for the apostrophe of a decade.
fn decade_after(document: &Document, mark: &Mark, after: Option<&Token>) -> bool {
    mark.right == Side::Word
        && after.is_some_and(|t| {
            let text = document.token_text(t);
            text.len() <= 3 && text.ends_with('s') && text.starts_with(|c: char| c.is_ascii_digit())
        })
}

/// Words that begin with an apostrophe for letters left out.
const CLIPPED_HEAD: &[&str] = &[
    "tis", "twas", "twere", "twill", "twould", "em", "n", "til", "till", "cause", "cos", "cuz", "bout",
    "round", "neath", "ere", "im", "er", "is", "ave", "ad", "ow", "ello", "alf", "ome", "ouse", "ead",
    "eard", "as", "e", "t", "s", "k", "m", "d", "ll", "ve", "re", "un", "hood", "phone", "plane", "bus",
    "flu", "gainst", "mongst", "mid", "tween", "twixt", "nuff", "fraid", "nother", "low",
];

/// Words that end with one, besides those in -in’ for -ing and the possessives in -s’.
const CLIPPED_TAIL: &[&str] = &[
    "an", "o", "th", "wi", "tha", "ol", "lil", "de", "ha", "po", "gov", "mo", "fo", "yo", "wha", "hol",
    "ole", "goo", "t", "n", "d", "l", "s",
];

fn apostrophe(
    document: &Document,
    mark: &Mark,
    number_before: bool,
    before: Option<&Token>,
    after: Option<&Token>,
) -> u32 {
    let word = |token: Option<&Token>| {
        token.filter(|t| t.is_wordlike()).map(|t| document.token_text(t).to_lowercase()).unwrap_or_default()
    };
    let low = matches!(mark.glyph, '‚');
    match (mark.left, mark.right) {
        (Side::Word, Side::Word) => 5,
        (_, Side::Word) if !low => {
            let head = word(after);
            let clipped = CLIPPED_HEAD.contains(&head.as_str())
                || head.starts_with(|c: char| c.is_ascii_digit())
                || head
                    .split(['\'', '’'])
                    .next()
                    .is_some_and(|part| part.len() < head.len() && CLIPPED_HEAD.contains(&part));
            match mark.glyph {
                '‘' | '‛' if clipped => 15,
                '‘' | '‛' => STRAY,
                _ if clipped => 10,
                // Letters of Arabic, Hawaiian, Hebrew: `’Abd`, `ʻOkina`.
                _ => 50,
            }
        }
        (Side::Word, _) if !low && !matches!(mark.glyph, '‘' | '‛') => {
            let tail = word(before);
            let clipped = number_before
                || tail.ends_with(['s', 'x', 'z'])
                || tail.ends_with("in")
                || tail.rsplit(['\'', '’']).next().is_some_and(|part| CLIPPED_TAIL.contains(&part));
            if clipped { 8 } else { 50 }
        }
        (Side::Gap, Side::Gap) if !matches!(mark.glyph, '‘' | '‛') => 60,
        _ if matches!(mark.glyph, '\'') => 80,
        _ => STRAY,
    }
}
